"""`monitor history PAGE`."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.options import format_option, snapshots_option, sources_option, store_folder


@click.command()
@click.argument("page")
@click.option("--limit", type=click.IntRange(min=1), default=None, help="No more than this many versions.")
@sources_option
@snapshots_option
@format_option("text", "json")
def history(page: str, limit: int | None, sources_path: Path, snapshots: Path | None, format_: str) -> None:
    """The versions of a page, newest first, each with the change that led to it.

    The numbers of two versions go into `monitor diff`, that of a change into `monitor show`.
    """
    from monitor.cli.output import console, table, write_json
    from monitor.cli.watched import page_id
    from monitor.report.subject import subject
    from monitor.store import Store

    folder = store_folder(sources_path, snapshots)
    id = page_id(page, folder)
    with Store.read_only(folder) as store:
        entries = store.history(id)
        bodies = {e.version.id: store.snapshot(e.version.snapshot_id) for e in entries}
        row = store.page(id)
    shown = entries[:limit]
    if format_ == "json":
        write_json(
            [
                {
                    "version": e.version.id,
                    "observed_at": e.version.observed_at.isoformat(),
                    "stamp": e.version.stamp,
                    "note": e.version.note,
                    "sha256": e.version.sha256,
                    "snapshot": body.path if (body := bodies[e.version.id]) else None,
                    "origin": e.version.origin,
                    "change": e.change.id if e.change else None,
                    "significance": e.change.significance if e.change else None,
                }
                for e in shown
            ]
        )
        return
    lines = []
    for e in shown:
        change = e.change
        what = (
            "first look"
            if change is None
            else f"nothing to read ({change.nothing})"
            if change.significance == "none"
            else subject([change])
        )
        body = bodies[e.version.id]
        lines.append(
            [
                str(e.version.id),
                f"{e.version.observed_at:%Y-%m-%d %H:%M}",
                str(change.id) if change else "",
                what,
                body.path if body else "",
            ]
        )
    table(["Version", "Seen (UTC)", "Change", "What", "Snapshot"], lines)
    if row and row.last_good_at:
        console().print(f"\nLast well seen {row.last_good_at:%Y-%m-%d %H:%M} UTC. {len(entries)} versions.")
