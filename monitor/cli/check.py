"""`monitor check now` and `monitor check due`."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import format_option, sources_option
from monitor.errors import EXIT_CHANGED, EXIT_NOT_CHECKED, EXIT_SAME

if TYPE_CHECKING:
    from monitor.deliver import Sent
    from monitor.indexes import IndexLook
    from monitor.outcome import Outcome
    from monitor.round import Round
    from monitor.sources.config import Config
    from monitor.sources.page import Address
    from monitor.store import Notice, Store


@click.group()
def check() -> None:
    """Look at pages, keep what was seen, and tell what changed.

    What comes and is doubtful (half a page, another page, a lower level) is looked at again after the pause that
    sources.yaml gives (confirm_after), before it counts.

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

    # A person waits: a host that is left alone for its failures is tried all the same.
    ctx.exit(_check(sources_path, format_, lambda all, store: addresses_of(pages, all, store), asks_anyway=True))


@check.command()
@sources_option
@format_option("text", "json")
@click.pass_context
def due(ctx: click.Context, sources_path: Path, format_: str) -> None:
    """Look only at pages whose time has come, and deliver what waits: for cron."""
    from monitor.due import due_addresses

    ctx.exit(_check(sources_path, format_, lambda all, store: due_addresses(all, store, datetime.now(UTC))))


def _check(
    path: Path, format_: str, choose: Callable[[Sequence[Address], Store], list[Address]], *, asks_anyway: bool = False
) -> int:
    """One round over the addresses that are chosen; gives the exit code."""
    from monitor.cli import begin_run
    from monitor.sources.addresses import addresses
    from monitor.sources.config import load
    from monitor.store import Store

    config = load(path)
    watched = addresses(config)
    begin_run()
    with Store.open(config.snapshots) as store:
        chosen = choose(watched, store)
        done = asyncio.run(_look(config, store, chosen, watched, quiet=format_ == "json", asks_anyway=asks_anyway))
    if format_ == "json":
        _print_json(done)
    else:
        print_round(done)
    if done.has_trouble:
        return EXIT_NOT_CHECKED
    return EXIT_CHANGED if done.has_changes else EXIT_SAME


async def _look(
    config: Config, store: Store, chosen: list[Address], watched: Sequence[Address], *, quiet: bool, asks_anyway: bool
) -> Round:
    from monitor.round import one_round

    with nullcontext(_nobody) if quiet or not sys.stderr.isatty() else _bar(len(chosen)) as progress:
        return await one_round(
            config, store, chosen, progress, watched=watched, asks_anyway=asks_anyway,
            waits=_no_word if quiet else _say_wait,
        )  # fmt: skip


def _nobody(address: Address) -> None:
    """Nobody sees how far it is."""


def _no_word(pages: int, pause: timedelta) -> None:
    """Nobody is told why it takes so long."""


def _say_wait(pages: int, pause: timedelta) -> None:
    from monitor.report.names import many

    if pause:
        doubtful = f"{many(pages, 'page')} may not be whole, or not the right one"
        click.echo(f"{doubtful}: looked at again in {many(round(pause.total_seconds()), 'second')}.", err=True)


@contextmanager
def _bar(total: int) -> Iterator[Callable[[Address], None]]:
    """A bar on the terminal that shows how far it is."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from monitor.cli.output import console

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console(stderr=True), transient=True) as bar:
        task = bar.add_task("Looking", total=total)
        yield lambda address: bar.update(task, advance=1, description=address.place)


def print_round(done: Round) -> None:
    """A table of the pages, a line that sums them up, and a line a notice."""
    from monitor.cli.output import say, table

    if done.outcomes:
        table(["Page", "Verdict", "Significance", "What", "Change"], [_cells(outcome) for outcome in done.outcomes])
        say()
        say(_summary(done.outcomes))
    elif not done.indexes:
        say("No page is due.")
    for index in done.indexes:
        say(_index(index))
    for each in done.sent:
        say(_delivery(each))
    for held in done.waiting:
        say(_waiting(held))


def _index(look: IndexLook) -> str:
    from monitor.report.names import many
    from monitor.report.safe import safe_line

    start = f"Index {look.address.place}"
    if not look.verdict.is_good:
        return f"{start} not checked ({look.verdict}): {safe_line(look.reason)}"
    news = f"news, looked at at once: {', '.join(look.named)}" if look.named else "no news"
    lines = f", {many(look.entries, 'line')}" if look.entries else ""
    return f"{start}: {news}{lines}"


def _waiting(held: Notice) -> str:
    from monitor.report.safe import safe_line

    when = f"from {held.next_try_at:%H:%M} UTC" if held.next_try_at else "by the next run"
    return f"A notice to {held.recipient} still waits, to be tried again {when}: {safe_line(held.last_answer or '')}"


def _cells(outcome: Outcome) -> list[str]:
    change = outcome.change
    if change is None and not outcome.verdict.is_good:
        what = outcome.reason
    elif change is None:
        what = "first look" if outcome.is_first else (outcome.remark or _usual(outcome))
    elif change.significance == "none":
        what = f"nothing to read ({change.nothing})"
    else:
        from monitor.report.subject import subject  # slow to import, and most looks bring no change

        what = subject(change).removeprefix(f"{change.significance.upper()} ")
    number = str(outcome.change_id) if outcome.change_id else ""
    return [outcome.page.id, str(outcome.verdict), change.significance if change else "", what, number]


def _usual(outcome: Outcome) -> str:
    from monitor.fetch.visit import Verdict

    return outcome.reason if outcome.verdict in (Verdict.MOVED, Verdict.WITHDRAWN) else "unchanged"


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
    from monitor.report.safe import safe_line
    from monitor.report.times import moment

    whom = f"{sent.recipient} by {sent.channel}" if sent.channel else sent.recipient
    answer = safe_line(sent.answer)
    if sent.is_delivered:
        return f"Told {whom}: {sent.what} ({answer})"
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
            "indexes": [
                {
                    "place": i.address.place,
                    "verdict": str(i.verdict),
                    "reason": i.reason,
                    "lines": i.entries,
                    "named": list(i.named),
                }
                for i in done.indexes
            ],
            "notices": [
                {
                    "recipient": s.recipient,
                    "channel": s.channel or None,
                    "changes": s.changes,
                    "alarms": s.alarms,
                    "delivered": s.is_delivered,
                    "dead": s.is_dead,
                    "answer": s.answer,
                    "next_try_at": s.next_try_at.isoformat() if s.next_try_at else None,
                }
                for s in done.sent
            ],
        }
    )
