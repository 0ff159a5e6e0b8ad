"""`monitor check now` and `monitor check due`."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import format_option, sources_option
from monitor.errors import EXIT_CHANGED, EXIT_NOT_CHECKED, EXIT_SAME, InputError

if TYPE_CHECKING:
    from monitor.check import Outcome
    from monitor.deliver import Sent
    from monitor.round import Round
    from monitor.sources.config import Config
    from monitor.sources.page import Address
    from monitor.store import Store


@click.group()
def check() -> None:
    """Look at pages, keep what was seen, and tell what changed.

    Exit 0: nothing changed; 10: something changed; 3: some page could not be checked, or a notice could not be
    delivered; 2: wrong use or configuration. The worst wins.
    """


@check.command()
@click.argument("pages", nargs=-1, metavar="[PAGE]...")
@sources_option
@format_option("text", "json")
@click.pass_context
def now(ctx: click.Context, pages: tuple[str, ...], sources_path: Path, format_: str) -> None:
    """Look at these pages, or at all, at once.

    PAGE is a page's id as `monitor pages` prints it, or the beginning of one: uk-fcdo/kazakhstan.
    """
    config = _load(sources_path)
    from monitor.store import Store

    with Store.open(config.snapshots) as store:
        chosen = _chosen(config, store, pages)
        ctx.exit(_run(config, store, chosen, format_))


@check.command()
@sources_option
@format_option("text", "json")
@click.pass_context
def due(ctx: click.Context, sources_path: Path, format_: str) -> None:
    """Look only at pages whose time has come: for cron."""
    config = _load(sources_path)
    from monitor.due import due_addresses
    from monitor.sources.addresses import addresses
    from monitor.store import Store

    with Store.open(config.snapshots) as store:
        chosen = due_addresses(addresses(config), store, datetime.now(UTC))
        ctx.exit(_run(config, store, chosen, format_))


def _load(path: Path) -> Config:
    from monitor.sources.config import load

    return load(path)


def _chosen(config: Config, store: Store, names: tuple[str, ...]) -> list[Address]:
    """The addresses of the pages that were named.

    Raises:
        InputError: a name is no page; with the nearest names.
    """
    from monitor.sources.addresses import addresses

    all_addresses = addresses(config)
    if not names:
        return list(all_addresses)
    places = {row.id: row.place for row in store.pages()}
    chosen: dict[str, Address] = {}
    for name in names:
        wanted = name.strip("/")
        found = [a for a in all_addresses if _answers(a, wanted, places)]
        if not found:
            known = [*places, *(page.id for a in all_addresses for page in a.pages), *(a.place for a in all_addresses)]
            raise InputError(f"no page {name!r} is watched{_near(wanted, known)}; `monitor pages` lists them all")
        chosen |= {address.place: address for address in found}
    return list(chosen.values())


def _answers(address: Address, wanted: str, places: dict[str, str]) -> bool:
    """Whether a name, or the beginning of one, is of this address or of a page on it."""
    own = [
        address.place,
        *(page.id for page in address.pages),
        *(id for id, place in places.items() if place == address.place),
    ]
    if any(name == wanted or name.startswith(wanted + "/") for name in own):
        return True
    if not address.all_parts or wanted in places:
        return False
    from monitor.publishers import publisher

    return any(address.part(slug, "").id == wanted for slug in publisher(address.publisher).usual_parts)


def _near(wanted: str, known: list[str]) -> str:
    from rapidfuzz import process

    near = [name for name, score, _ in process.extract(wanted, dict.fromkeys(known), limit=3) if score >= 60]
    return f"; did you mean {' or '.join(near)}?" if near else ""


def _run(config: Config, store: Store, chosen: list[Address], format_: str) -> int:
    done = asyncio.run(_look(config, store, chosen, quiet=format_ == "json"))
    if format_ == "json":
        _print_json(done)
    else:
        print_round(done)
    if done.has_trouble:
        return EXIT_NOT_CHECKED
    return EXIT_CHANGED if done.has_changes else EXIT_SAME


async def _look(config: Config, store: Store, chosen: list[Address], *, quiet: bool) -> Round:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from monitor.cli.output import console
    from monitor.round import one_round

    err = console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=err, transient=True,
        disable=quiet or not err.is_terminal,
    )  # fmt: skip
    with bar:
        task = bar.add_task("Looking", total=len(chosen))
        return await one_round(
            config, store, chosen, lambda address: bar.update(task, advance=1, description=address.place)
        )


def print_round(done: Round) -> None:
    """A table of the pages, a line that sums them up, and a line a notice."""
    from monitor.cli.output import console, table
    from monitor.report.subject import subject

    out = console()
    outcomes = done.outcomes
    if not outcomes:
        out.print("No page is due.")
    else:
        rows = []
        for outcome in outcomes:
            change = outcome.change
            significance = change.significance if change else ""
            if change is None:
                what = "first look" if outcome.is_first else outcome.reason or "unchanged"
            elif change.significance == "none":
                what = f"nothing to read ({change.nothing})"
            else:
                what = subject([change]).removeprefix(f"{change.significance.upper()} ")
            number = f"change {outcome.change_id}" if outcome.change_id else ""
            rows.append([outcome.page.id, str(outcome.verdict), significance, what, number])
        table(["Page", "Verdict", "Significance", "What", ""], rows)
        out.print()
        out.print(_summary(outcomes))
    for each in done.sent:
        out.print(_delivery(each))


def _summary(outcomes: tuple[Outcome, ...]) -> str:
    changed = [o for o in outcomes if o.change and o.change.significance != "none"]
    nothing = [o for o in outcomes if o.change and o.change.significance == "none"]
    unseen = [o for o in outcomes if not o.verdict.is_good]
    first = [o for o in outcomes if o.is_first]
    same = len(outcomes) - len(changed) - len(nothing) - len(unseen) - len(first)
    parts = [
        f"{len(outcomes)} pages: {len(changed)} changed", f"{same} unchanged", f"{len(nothing)} with nothing to read",
        f"{len(first)} seen for the first time", f"{len(unseen)} not checked",
    ]  # fmt: skip
    text = ", ".join(p for p in parts if not p.startswith("0 ")) + "."
    shown = [o for o in changed if o.change_id]
    return text + (f" Read one with `monitor show {shown[0].change_id}`, all with `monitor report`." if shown else "")


def _delivery(sent: Sent) -> str:
    from monitor.report.safe import safe_line

    about = f"{sent.changes} change{'s' if sent.changes != 1 else ''}"
    if sent.is_delivered:
        return f"Told {sent.recipient} by {sent.channel}: {about} ({safe_line(sent.answer)})"
    if sent.is_dead:
        return f"NOT DELIVERED to {sent.recipient} by {sent.channel}, and given up: {safe_line(sent.answer)}"
    when = f"{sent.next_try_at:%H:%M} UTC" if sent.next_try_at else "the next run"
    return f"Not yet delivered to {sent.recipient} by {sent.channel}, to be tried again from {when}: {safe_line(sent.answer)}"


def _print_json(done: Round) -> None:
    from dataclasses import asdict

    from monitor.cli.output import write_json
    from monitor.compare.change import to_json

    write_json(
        {
            "pages": [
                {
                    "page": o.page.id,
                    "title": o.page.title,
                    "url": o.page.url,
                    "verdict": str(o.verdict),
                    "reason": o.reason,
                    "first_look": o.is_first,
                    "change": to_json(o.change) if o.change else None,
                }
                for o in done.outcomes
            ],
            "delivered": [asdict(s) for s in done.sent],
        }
    )
