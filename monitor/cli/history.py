"""`monitor history PAGE`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.options import format_option, store_options, stored

if TYPE_CHECKING:
    from monitor.store import HistoryEntry, Snapshot


@click.command()
@click.argument("page")
@click.option("--limit", type=click.IntRange(min=1), default=None, help="No more than this many versions.")
@store_options
@format_option("text", "json")
def history(page: str, limit: int | None, sources_path: Path | None, snapshots: Path | None, format_: str) -> None:
    """The versions of a page, newest first, each with the change that led to it.

    The numbers of two versions go into `monitor diff`, that of a change into `monitor show`.
    """
    from monitor.cli.names import page_id
    from monitor.cli.output import console, table, write_json
    from monitor.report.names import many
    from monitor.store import Store

    folder = stored(sources_path, snapshots).folder
    with Store.read_only(folder) as store:
        id = page_id(page, store)
        entries = store.history(id)
        shown = [(entry, store.snapshot(entry.version.snapshot_id)) for entry in entries[:limit]]
        row = store.page(id)
    if format_ == "json":
        write_json([_as_json(entry, snapshot) for entry, snapshot in shown])
        return
    out = console()
    if not shown:
        out.print(f"Nothing of {id} was kept yet.")
    else:
        below = _common_folder([snapshot.path for _, snapshot in shown if snapshot])
        heads = ["Version", "Seen (UTC)", "Change", "What", "Snapshot"]
        table(heads, [_cells(entry, snapshot, below) for entry, snapshot in shown])
        out.print(f"\nThe snapshots lie below {folder / below}.")
    if row is None or row.last_verdict is None:
        return
    seen = f"{row.last_good_at:%Y-%m-%d %H:%M} UTC" if row.last_good_at else "never"
    trouble = "" if row.last_verdict.is_good else f" Not checked since ({row.last_verdict}): {row.last_reason}"
    shown_of = f" {len(shown)} of them are shown." if len(shown) < len(entries) else ""
    out.print(f"{many(len(entries), 'version')}.{shown_of} Last well seen: {seen}.{trouble}")


def _cells(entry: HistoryEntry, snapshot: Snapshot | None, below: str) -> list[str]:
    from monitor.report.subject import subject

    version, change = entry.version, entry.change
    if change is None:
        what = "first look" if version.origin == "live" else "first version in the repository"
    elif change.significance == "none":
        what = f"nothing to read ({change.nothing})"
    else:
        what = subject(change)
    if entry.rereadings:
        latest = entry.rereadings[-1]
        reader = latest.after.reader if latest.after else None
        what += f"; read otherwise by reader {reader} (change {latest.id})"
    return [
        str(version.id),
        f"{version.observed_at:%Y-%m-%d %H:%M}",
        str(change.id) if change else "",
        what,
        os.path.relpath(snapshot.path, below or ".") if snapshot else "",
    ]


def _common_folder(paths: list[str]) -> str:
    """The folder below which all of these lie."""
    return os.path.commonpath([os.path.dirname(os.path.dirname(path)) for path in paths]) if paths else ""  # noqa: PTH120


def _as_json(entry: HistoryEntry, snapshot: Snapshot | None) -> dict[str, Any]:
    version, change = entry.version, entry.change
    return {
        "version": version.id,
        "observed_at": version.observed_at.isoformat(),
        "stamp": version.stamp,
        "note": version.note,
        "sha256": version.sha256,
        "snapshot": snapshot.path if snapshot else None,
        "origin": version.origin,
        "change": change.id if change else None,
        "significance": change.significance if change else None,
        "reader": version.reader,
        "rereadings": [change.id for change in entry.rereadings],
    }
