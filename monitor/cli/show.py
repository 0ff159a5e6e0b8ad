"""`monitor show CHANGE`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import format_option, output_option, store_options, stored
from monitor.errors import InputError

if TYPE_CHECKING:
    from monitor.compare.change import Change
    from monitor.store import Store


@click.command()
@click.argument("change", type=click.IntRange(min=1, max=2**63 - 1))
@store_options
@format_option("text", "markdown", "html", "json")
@output_option
def show(change: int, sources_path: Path | None, snapshots: Path | None, format_: str, output: Path | None) -> None:
    """One change in full: facts, sections, edits, links, announcement, and where its bytes are."""
    from monitor.cli.output import print_change
    from monitor.store import Store

    where = stored(sources_path, snapshots)
    with Store.read_only(where.folder) as store:
        found = store.change(change)
        if found is None:
            number = sum(store.counts().changes.values())
            known = f"there are changes 1 to {number}" if number > 1 else f"the store holds {number or 'none'}"
            raise InputError(f"there is no change {change}; {known}")
        roots = {address.place: address.root for address in where.addresses or ()}
        more = _bytes(found, store, roots) if format_ == "text" else []
    print_change(found, format_, output, more)


def _bytes(change: Change, store: Store, roots: Mapping[str, str | None]) -> list[str]:
    """Where each fact stands in the raw bodies: no contract of a change holds it, and who checks one wants to know."""
    from itertools import groupby

    from monitor.errors import StoreError
    from monitor.evidence import stated_bytes
    from monitor.report.safe import safe_line

    try:
        found = stated_bytes(change, store, roots)
    except StoreError as error:
        return ["", f"The bytes of the facts cannot be shown: {safe_line(str(error))}."]
    lines = [
        "",
        "Bytes of each fact in the raw body, unpacked: from its first, counted from 0, to the one behind its last",
    ]
    for (side, path), facts in groupby(found, key=lambda each: (each.side, each.path)):
        lines.append(f"  {side:<8}{store.folder / path}")
        for each in facts:
            words = safe_line(each.text)
            short = words if len(words) <= _LONG else f"{words[: _LONG - 1]}…"
            lines.append(f"    {each.start:>9,} to {each.end:,}  {each.kind}  {short}")
    return lines if found else []


_LONG = 70
"""Characters of a fact that are shown of it: it stands above in full."""
