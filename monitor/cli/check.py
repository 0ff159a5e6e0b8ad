"""`monitor check now` and `monitor check due`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import format_option, sources_option
from monitor.errors import EXIT_CHANGED, EXIT_NOT_CHECKED, EXIT_SAME

if TYPE_CHECKING:
    from monitor.check import Outcome
    from monitor.deliver import Sent
    from monitor.round import Round
    from monitor.sources.config import Config
    from monitor.sources.page import Address
    from monitor.store import Notice, Store


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

    PAGE is a page's id as `monitor pages` prints it, or the beginning of one: uk-fcdo/kazakhstan. Pages that come in
    one answer are looked at together.
    """
    from monitor.cli.names import addresses_of

    ctx.exit(_check(sources_path, format_, lambda all, store: addresses_of(pages, all, store)))


@check.command()
@sources_option
@format_option("text", "json")
@click.pass_context
def due(ctx: click.Context, sources_path: Path, format_: str) -> None:
    """Look only at pages whose time has come, and deliver what waits: for cron."""
    from monitor.due import due_addresses

    ctx.exit(_check(sources_path, format_, lambda all, store: due_addresses(all, store, datetime.now(UTC))))


def _check(path: Path, format_: str, choose: Callable[[Sequence[Address], Store], list[Address]]) -> int:
    """One round over the addresses that are chosen; gives the exit code."""
    from monitor.sources.addresses import addresses
    from monitor.sources.config import load
    from monitor.store import Store

    config = load(path)
    with Store.open(config.snapshots) as store:
        chosen = choose(addresses(config), store)
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

    out = console()
    if done.outcomes:
        table(["Page", "Verdict", "Significance", "What", "Change"], [_cells(outcome) for outcome in done.outcomes])
        out.print()
        out.print(_summary(done.outcomes))
    else:
        out.print("No page is due.")
    for each in done.sent:
        out.print(_delivery(each))
    for held in done.waiting:
        out.print(_waiting(held))


def _waiting(held: Notice) -> str:
    from monitor.report.safe import safe_line

    when = f"from {held.next_try_at:%H:%M} UTC" if held.next_try_at else "by the next run"
    return f"A notice to {held.recipient} still waits, to be tried again {when}: {safe_line(held.last_answer or '')}"


def _cells(outcome: Outcome) -> list[str]:
    from monitor.report.subject import subject

    change = outcome.change
    if change is None and not outcome.verdict.is_good:
        what = outcome.reason
    elif change is None:
        what = "first look" if outcome.is_first else (outcome.remark or "unchanged")
    elif change.significance == "none":
        what = f"nothing to read ({change.nothing})"
    else:
        what = subject(change).removeprefix(f"{change.significance.upper()} ")
    number = str(outcome.change_id) if outcome.change_id else ""
    return [outcome.page.id, str(outcome.verdict), change.significance if change else "", what, number]


def _summary(outcomes: tuple[Outcome, ...]) -> str:
    from monitor.report.names import many

    changed = [o for o in outcomes if o.change and o.change.significance != "none"]
    nothing = [o for o in outcomes if o.change and o.change.significance == "none"]
    unseen = [o for o in outcomes if not o.verdict.is_good]
    first = [o for o in outcomes if o.is_first]
    same = len(outcomes) - len(changed) - len(nothing) - len(unseen) - len(first)
    counts = {
        "changed": len(changed), "with nothing to read": len(nothing), "unchanged": same,
        "seen for the first time": len(first), "not checked": len(unseen),
    }  # fmt: skip
    words = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    how = f" Read one with `monitor show {changed[0].change_id}`, all with `monitor report`." if changed else ""
    return f"{many(len(outcomes), 'page')}: {words}.{how}"


def _delivery(sent: Sent) -> str:
    from monitor.report.names import many
    from monitor.report.safe import safe_line
    from monitor.report.times import moment

    whom = f"{sent.recipient} by {sent.channel}" if sent.channel else sent.recipient
    answer = safe_line(sent.answer)
    if sent.is_delivered:
        return f"Told {whom}: {many(sent.changes, 'change')} ({answer})"
    if sent.is_dead:
        return f"NOT DELIVERED to {whom}, and given up: {answer}"
    when = moment(sent.next_try_at) if sent.next_try_at else "the next run"
    return f"Not yet delivered to {whom}, to be tried again from {when}: {answer}"


def _print_json(done: Round) -> None:
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
            "notices": [
                {
                    "recipient": s.recipient,
                    "channel": s.channel or None,
                    "changes": s.changes,
                    "delivered": s.is_delivered,
                    "dead": s.is_dead,
                    "answer": s.answer,
                    "next_try_at": s.next_try_at.isoformat() if s.next_try_at else None,
                }
                for s in done.sent
            ],
        }
    )
