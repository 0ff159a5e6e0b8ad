"""`monitor dates`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import click

from monitor.cli.options import (
    countries_of,
    country_option,
    format_option,
    output_option,
    page_option,
    publisher_option,
    store_options,
    stored,
)
from monitor.errors import InputError


@click.command()
@country_option
@publisher_option
@page_option
@click.option(
    "--within", metavar="TIME", default="30d", show_default=True, help="What begins and ends in this time (30d, 12w)."
)
@click.option("--run-out", "only_run_out", is_flag=True, help="Only what is over and still stands on its page.")
@store_options
@format_option("text", "json", "markdown")
@output_option
def dates(
    countries: tuple[str, ...], publishers: tuple[str, ...], pages: tuple[str, ...], within: str, only_run_out: bool,
    sources_path: Path | None, snapshots: Path | None, format_: str, output: Path | None,
) -> None:  # fmt: skip
    """What begins, ends or has run out on the pages, as they stand now.

    Rules, closures and services of which a page says that they begin or end on a day; first those whose day is over,
    although the page still tells of it as of something to come.
    """
    from monitor.cli.names import page_ids
    from monitor.cli.output import write, write_json
    from monitor.lifetimes import lifetimes
    from monitor.report.dates import as_markdown, as_object, as_text
    from monitor.store import Store

    codes = countries_of(countries)
    today = datetime.now(UTC).date()
    last = _day_after(today, within)
    with Store.read_only(stored(sources_path, snapshots).folder) as store:
        ids = page_ids(pages, store)
        found = [
            each
            for each in lifetimes(store, today, countries=codes, publishers=publishers, pages=ids)
            if each.state == "run out" or (not only_run_out and each.day <= last)
        ]
        looked_at = [
            row
            for row in store.pages()
            if (not codes or row.country in codes)
            and (not publishers or row.publisher in publishers)
            and (not ids or row.id in ids)
        ]
    if format_ == "json":
        told = [as_object(each) for each in found]
        write_json({"today": today.isoformat(), "pages": len(looked_at), "dates": told}, output)
    elif format_ == "markdown":
        write(as_markdown(found, len(looked_at), today), output)
    else:
        write("\n".join(as_text(found, len(looked_at), today)), output)


def _day_after(today: date, within: str) -> date:
    from monitor.sources.units import parse_duration

    length = parse_duration(within)
    if length is None:
        raise InputError(f"--within {within!r} is no length of time: give days or weeks (30d, 12w)")
    return today + length if length < date.max - today else date.max
