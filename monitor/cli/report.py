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
    snapshots_option,
    sources_option,
    store_folder,
)
from monitor.errors import InputError


@click.command()
@click.option("--since", metavar="TIME", help="From this date or time on (2026-01-07, 24h, 7d); UTC.")
@click.option("--until", metavar="TIME", help="Before this date or time; UTC.")
@country_option
@click.option("--publisher", "publishers", multiple=True, metavar="ID", help="Only this publisher; repeatable.")
@click.option("--page", "pages", multiple=True, metavar="PAGE", help="Only this page; repeatable.")
@click.option(
    "--min-significance", type=click.Choice(["critical", "major", "minor", "none"]), default="minor", show_default=True,
    help="What is lighter is only counted.",
)  # fmt: skip
@sources_option
@snapshots_option
@format_option("terminal", "markdown", "html", "json")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=None, help="Write to this file.")
def report(
    since: str | None, until: str | None, countries: tuple[str, ...], publishers: tuple[str, ...], pages: tuple[str, ...],
    min_significance: str, sources_path: Path, snapshots: Path | None, format_: str, output: Path | None,
) -> None:  # fmt: skip
    """What changed, the weightiest first; and what was not checked."""
    from monitor.cli.output import PIPE_WIDTH, console, write
    from monitor.cli.watched import page_id
    from monitor.overview import report_of
    from monitor.store import Store

    now = datetime.now(UTC)
    begin, end = moment_of("--since", since, now), moment_of("--until", until, now)
    if begin and end and begin >= end:
        raise InputError(f"--since {since} is not before --until {until}")
    folder = store_folder(sources_path, snapshots)
    ids = tuple(page_id(page, folder) for page in pages)
    codes = countries_of(countries)
    with Store.read_only(folder) as store:
        known = {row.publisher for row in store.pages()}
        for name in publishers:
            if name not in known:
                raise InputError(
                    f"--publisher {name!r}: no page of it was ever looked at; there are {', '.join(sorted(known))}"
                )
        made = report_of(
            store, since=begin, until=end, countries=codes, publishers=publishers, pages=ids,
            least=min_significance,  # type: ignore[arg-type]
        )  # fmt: skip
    if format_ == "terminal":
        from monitor.report import terminal

        if output is None:
            terminal.print_report(made, console())
        else:
            write(terminal.render(made, PIPE_WIDTH), output)
        return
    from monitor.report import html, json_, markdown

    write({"markdown": markdown, "html": html, "json": json_}[format_].render(made), output)
