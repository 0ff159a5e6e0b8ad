"""`monitor status`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.options import (
    countries_of,
    country_option,
    format_option,
    page_option,
    publisher_option,
    store_options,
    stored,
)
from monitor.errors import EXIT_NOT_WELL, EXIT_SAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.health import Health, PageHealth

MOST_UNWELL = 40
MOST_WELL = 10
"""Pages that are listed where not all are asked for."""
_MOST = 10
"""Hosts, validators and notices likewise."""
_VALIDATORS = {"etag": "ETag", "last_modified": "Last-Modified"}


@click.command()
@country_option
@publisher_option
@page_option
@click.option("--all", "lists_all", is_flag=True, help="List every page, also of many.")
@store_options
@format_option("text", "json")
@click.pass_context
def status(
    ctx: click.Context, countries: tuple[str, ...], publishers: tuple[str, ...], pages: tuple[str, ...],
    lists_all: bool, sources_path: Path | None, snapshots: Path | None, format_: str,
) -> None:  # fmt: skip
    """How the watching stands: all pages by health, the longest not well seen first.

    Beside them: alarms that last, hosts that are left alone for a while, validators (ETag, Last-Modified) that proved
    unreliable, notices that did not arrive.

    Exit 0: all is well; 1: some page is not well seen, an alarm lasts or a notice did not arrive; 2: wrong use or
    configuration; 3: the store cannot be read.
    """
    from monitor.cli.names import page_ids
    from monitor.health import health_of
    from monitor.store import Store
    from monitor.store.store import DATABASE

    now = datetime.now(UTC)
    codes = countries_of(countries)
    where = stored(sources_path, snapshots)
    if where.addresses is not None and not (where.folder / DATABASE).exists():
        health = _before_the_first_look(where.addresses, codes, publishers, pages, now)
    else:
        with Store.read_only(where.folder) as store:
            ids = page_ids(pages, store)
            health = health_of(store, where.addresses, now, countries=codes, publishers=publishers, pages=ids)
    if format_ == "json":
        from monitor.cli.output import write_json

        write_json(_as_json(health))
    else:
        _print(health, lists_all=lists_all)
    ctx.exit(EXIT_SAME if health.is_well else EXIT_NOT_WELL)


def _before_the_first_look(
    addresses: Sequence[Any], countries: Sequence[str], publishers: Sequence[str], pages: Sequence[str], now: datetime
) -> Health:
    """What is watched, where there is no store yet."""
    from monitor.health import Health, in_order, page_health
    from monitor.watching import watched

    wanted = [name.strip().strip("/") for name in pages]
    found = (
        page_health(each, now)
        for each in watched(addresses, ())
        if (not countries or each.page.country in countries)
        and (not publishers or each.page.publisher in publishers)
        and (not wanted or any(each.page.id == name or each.page.id.startswith(f"{name}/") for name in wanted))
    )
    return Health(now, in_order(found), (), (), (), (), ())


def _print(health: Health, *, lists_all: bool) -> None:
    from monitor.cli.output import console, table

    out = console()
    out.print(_head(health), soft_wrap=True)
    shown = health.pages if lists_all else _some(health.pages)
    if shown:
        out.print()
        table(["Health", "Last good look", "Why", "Page"], [_cells(each, health.at) for each in shown])
    left = len(health.pages) - len(shown)
    if left:
        out.print(f"and {left:,} more; `monitor status --all` lists every page.", soft_wrap=True)
    for title, lines in _sections(health):
        most = len(lines) if lists_all else _MOST
        out.print(f"\n{title}", soft_wrap=True)
        for line in lines[:most]:
            out.print(f"  {line}", soft_wrap=True)
        if len(lines) > most:
            out.print(f"  and {len(lines) - most:,} more", soft_wrap=True)


def _head(health: Health) -> str:
    """ "212 pages: 207 well seen, 3 not checked, 1 gone, 1 doubtful; oldest good look 3 days ago."."""
    from monitor.report.names import many
    from monitor.report.times import length

    if not health.pages:
        return "No page is watched here."
    counted = ", ".join(f"{number:,} {word}" for word, number in health.counts.items())
    oldest = health.oldest_good_at
    ago = f"oldest good look {length(health.at - oldest)} ago" if oldest else "no page was ever well seen"
    return f"{many(len(health.pages), 'page')}: {counted}; {ago}."


def _some(pages: Sequence[PageHealth]) -> list[PageHealth]:
    unwell = [each for each in pages if not each.is_well]
    well = [each for each in pages if each.is_well]
    return unwell[:MOST_UNWELL] + well[: max(MOST_WELL, MOST_UNWELL - len(unwell))]


def _cells(each: PageHealth, now: datetime) -> list[str]:
    from monitor.report.times import length

    seen = f"{length(now - each.last_good_at)} ago" if each.last_good_at else "never"
    return [each.word, seen, _why(each), each.page.id]


def _why(each: PageHealth) -> str:
    """The verdict and its reason; of a plain page, of which the health says all, the way if it is not the first."""
    from monitor.report.alarms import verdict_word

    if each.verdict in ("page", "not_modified"):
        return each.reason
    verdict = verdict_word(each.verdict)
    return ": ".join(filter(None, (verdict if verdict != each.word else "", each.reason)))


def _sections(health: Health) -> list[tuple[str, list[str]]]:
    """What is wrong beside the pages: a title and lines each."""
    from monitor.report.alarms import alarm_items
    from monitor.report.names import many
    from monitor.report.safe import safe_line
    from monitor.report.times import moment

    alarms = [
        f"{item.label}  {safe_line(item.title)}: {safe_line(item.sentence)}" for item in alarm_items(health.alarms)
    ]
    hosts = [
        f"{safe_line(each.origin)} until {moment(each.until)}: {safe_line(each.why)}" for each in health.left_alone
    ]
    validators = [
        f"{_VALIDATORS.get(each.validator, each.validator)} of {each.place} ({safe_line(each.way)}): "
        f"{safe_line(each.why)}"
        for each in health.distrusted
    ]
    waiting = [
        f"to {safe_line(each.recipient)} by {each.channel or '?'}, tried {many(each.attempts, 'time')}"
        + (f": {safe_line(each.last_answer)}" if each.last_answer else "")
        + (f"; again from {moment(each.next_try_at)}" if each.state == "retrying" and each.next_try_at else "")
        for each in health.waiting
    ]
    dead = [
        f"to {safe_line(each.recipient)} of {moment(each.created_at)}: {safe_line(each.last_answer or '')}"
        for each in health.dead
    ]
    found = [
        (f"Alarms that last: {len(health.alarms):,}", alarms),
        ("Hosts that are left alone", hosts),
        ("Validators that are not trusted any more", validators),
        (f"Notices that have not arrived yet: {len(waiting):,}", waiting),
        (f"Notices of the last week that were given up: {len(dead):,} (tried again by `monitor notify retry`)", dead),
    ]
    return [(title, lines) for title, lines in found if lines]


def _as_json(health: Health) -> dict[str, Any]:
    from monitor.report.json_ import alarm_object

    return {
        "at": _iso(health.at),
        "is_well": health.is_well,
        "counts": health.counts,
        "oldest_good_at": _iso(health.oldest_good_at),
        "pages": [
            {
                "page": each.page.id,
                "title": each.page.title,
                "url": each.page.url,
                "publisher": each.page.publisher,
                "country": each.page.country,
                "health": each.word,
                "last_good_at": _iso(each.last_good_at),
                "last_visit_at": _iso(each.last_visit_at),
                "verdict": each.verdict or None,
                "reason": each.reason or None,
            }
            for each in health.pages
        ],
        "alarms": [alarm_object(alarm) for alarm in health.alarms],
        "left_alone": [{"host": h.origin, "until": _iso(h.until), "why": h.why} for h in health.left_alone],
        "distrusted": [
            {"address": d.place, "way": d.way, "url": d.url, "validator": d.validator, "why": d.why}
            for d in health.distrusted
        ],
        "notices": [
            {
                "recipient": n.recipient,
                "channel": n.channel or None,
                "state": n.state,
                "attempts": n.attempts,
                "last_answer": n.last_answer,
                "created_at": _iso(n.created_at),
                "next_try_at": _iso(n.next_try_at),
            }
            for n in (*health.waiting, *health.dead)
        ],
    }


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
