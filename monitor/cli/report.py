"""`monitor report`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.options import (
    countries_of,
    country_option,
    format_option,
    moment_of,
    output_option,
    page_option,
    publisher_option,
    store_options,
    stored,
)
from monitor.errors import InputError


@click.command()
@click.option("--since", metavar="TIME", help="From this date or time on (2026-01-07, 24h, 7d); UTC.")
@click.option("--until", metavar="TIME", help="Before this date or time; UTC.")
@country_option
@publisher_option
@page_option
@click.option(
    "--min-significance", type=click.Choice(["critical", "major", "minor", "none"]), default="minor", show_default=True,
    help="What is lighter is only counted.",
)  # fmt: skip
@store_options
@format_option("text", "markdown", "html", "json")
@output_option
def report(
    since: str | None, until: str | None, countries: tuple[str, ...], publishers: tuple[str, ...],
    pages: tuple[str, ...], min_significance: str, sources_path: Path | None, snapshots: Path | None, format_: str,
    output: Path | None,
) -> None:  # fmt: skip
    """What changed, the weightiest first; and what was not checked."""
    from monitor.cli.names import page_ids
    from monitor.cli.output import PIPE_WIDTH, console, write
    from monitor.overview import report_of, watched_in
    from monitor.store import Store

    now = datetime.now(UTC)
    begin, end = moment_of("--since", since, now), moment_of("--until", until, now)
    if begin and end and begin >= end:
        raise InputError(f"--since {since} is not before --until {until}")
    if begin and begin > now:
        raise InputError(f"--since {since} is in the future: nothing can have been seen since then")
    codes = countries_of(countries)
    where = stored(sources_path, snapshots)
    with Store.read_only(where.folder) as store:
        ids = page_ids(pages, store)
        known = [row.page for row in store.pages()] + [each.page for each in watched_in(store, where.addresses)]
        _demand_known("--publisher", publishers, {page.publisher for page in known})
        _demand_known("--country", codes, {page.country for page in known if page.country})
        made = report_of(
            store, where.addresses, since=begin, until=end, countries=codes, publishers=publishers, pages=ids,
            now=now, least=min_significance,  # type: ignore[arg-type]
        )  # fmt: skip
    if format_ == "text":
        from monitor.report import terminal

        if output is None:
            terminal.print_report(made, console())
        else:
            write(terminal.render(made, PIPE_WIDTH), output)
        return
    from monitor.report import html, json_, markdown

    write({"markdown": markdown, "html": html, "json": json_}[format_].render(made), output)


def _demand_known(option: str, given: tuple[str, ...], known: set[str]) -> None:
    for name in given:
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            raise InputError(f"{option} {name}: no page of it is known here; there are pages of {there}")
