"""`monitor show CHANGE`."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import format_option, output_option, store_options, stored
from monitor.errors import InputError


@click.command()
@click.argument("change", type=click.IntRange(min=1, max=2**63 - 1))
@store_options
@format_option("text", "markdown", "html", "json")
@output_option
def show(change: int, sources_path: Path | None, snapshots: Path | None, format_: str, output: Path | None) -> None:
    """One change in full: facts, sections, edits, links, announcement, and where its bytes are."""
    from monitor.cli.output import print_change
    from monitor.store import Store

    with Store.read_only(stored(sources_path, snapshots).folder) as store:
        found = store.change(change)
        if found is None:
            number = sum(store.counts().changes.values())
            known = f"there are changes 1 to {number}" if number > 1 else f"the store holds {number or 'none'}"
            raise InputError(f"there is no change {change}; {known}")
    print_change(found, format_, output)
