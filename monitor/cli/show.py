"""`monitor show CHANGE`."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import format_option, snapshots_option, sources_option, store_folder
from monitor.errors import InputError


@click.command()
@click.argument("change", type=click.IntRange(min=1))
@sources_option
@snapshots_option
@format_option("text", "markdown", "html", "json")
@click.option("--output", "-o", type=click.Path(path_type=Path), default=None, help="Write to this file.")
def show(change: int, sources_path: Path, snapshots: Path | None, format_: str, output: Path | None) -> None:
    """One change in full: facts, sections, edits, links, announcement, and where its bytes are."""
    from monitor.cli.output import print_change
    from monitor.store import Store

    with Store.read_only(store_folder(sources_path, snapshots)) as store:
        found = store.change(change)
        if found is None:
            newest = next(iter(store.changes(limit=1, order="newest")), None)
            last = f"the newest is {newest.id}" if newest else "none was found yet"
            raise InputError(f"there is no change {change}; {last}")
    print_change(found, format_, output)
