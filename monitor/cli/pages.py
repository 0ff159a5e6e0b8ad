"""`monitor pages`."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import countries_of, country_option, format_option, snapshots_option, sources_option


@click.command()
@country_option
@sources_option
@snapshots_option
@format_option("text", "json")
def pages(countries: tuple[str, ...], sources_path: Path, snapshots: Path | None, format_: str) -> None:
    """The pages that are watched, and when each was last well seen."""
    from monitor.cli.output import console, table, write_json
    from monitor.cli.watched import watched

    wanted = countries_of(countries)
    rows = [page for page in watched(sources_path, snapshots) if not wanted or page.country in wanted]
    if format_ == "json":
        write_json([page.as_json() for page in rows])
        return
    if not rows:
        console().print("No page is watched" + (f" of {', '.join(wanted)}." if wanted else "."))
        return
    table(
        ["Page", "Last well seen (UTC)", "State", "Address"],
        [[page.id, page.seen, page.state, page.url] for page in rows],
    )
