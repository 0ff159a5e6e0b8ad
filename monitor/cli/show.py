"""`monitor show CHANGE` and `monitor show cluster NUMBER`."""

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
@click.argument("what", nargs=-1, required=True, metavar="CHANGE | cluster NUMBER")
@store_options
@format_option("text", "markdown", "html", "json")
@output_option
def show(
    what: tuple[str, ...], sources_path: Path | None, snapshots: Path | None, format_: str, output: Path | None
) -> None:
    """One change in full: facts, sections, edits, links, announcement, and where its bytes are.

    Or one edit on many pages (`monitor show cluster 88`): what it says, once, and all its pages.
    """
    from monitor.store import Store

    is_cluster = len(what) > 1 and what[0] == "cluster"
    number = _number(what, what[1:] if is_cluster else what)
    where = stored(sources_path, snapshots)
    with Store.read_only(where.folder) as store:
        if is_cluster:
            _show_cluster(number, store, format_, output)
        else:
            roots = {address.place: address.root for address in where.addresses or ()}
            _show_change(number, store, roots, format_, output)


def _number(what: tuple[str, ...], numbers: tuple[str, ...]) -> int:
    text = numbers[0] if len(numbers) == 1 else ""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) < 2**63):
        raise InputError(
            f"no change and no cluster is called {' '.join(what)!r}: give the number of a change (monitor show 1042), "
            "or of a cluster (monitor show cluster 88)"
        )
    return int(text)


def _show_change(number: int, store: Store, roots: Mapping[str, str | None], format_: str, output: Path | None) -> None:
    from monitor.cli.output import print_change

    found = store.change(number)
    if found is None:
        raise InputError(f"there is no change {number}; {_known('change', sum(store.counts().changes.values()))}")
    more = [*_clusters(found, store), *_bytes(found, store, roots)] if format_ == "text" else []
    print_change(found, format_, output, more)


def _show_cluster(number: int, store: Store, format_: str, output: Path | None) -> None:
    from monitor.cli.output import print_cluster

    found = store.cluster(number)
    if found is None:
        raise InputError(f"there is no cluster {number}; {_known('cluster', store.cluster_count())}")
    changes = [change for id in found.changes if (change := store.change(id)) is not None]
    print_cluster(found, changes, format_, output)


def _known(noun: str, number: int) -> str:
    return f"there are {noun}s 1 to {number}" if number > 1 else f"the store holds {number or 'none'}"


def _clusters(change: Change, store: Store) -> list[str]:
    """On how many pages the same edit stands."""
    from monitor.report.names import many

    found = store.clusters_of([change.id] if change.id is not None else [])
    lines = (
        f"The same edit, or a part of it, stands on {many(cluster.pages, 'page')}: monitor show cluster {cluster.id}"
        for cluster in found
    )
    return ["", *lines] if found else []


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
