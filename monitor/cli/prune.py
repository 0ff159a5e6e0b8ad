"""`monitor prune`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import format_option, store_options, stored
from monitor.errors import InputError

if TYPE_CHECKING:
    from monitor.keeping.prune import Pruned


@click.command()
@click.option(
    "--older-than", default="90d", show_default=True, metavar="TIME",
    help="What is younger stays: 90d, 26w, 365d; 7 days at the least.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only say what would go, and how many bytes; change nothing.")
@store_options
@format_option("text", "json")
def prune(older_than: str, dry_run: bool, sources_path: Path | None, snapshots: Path | None, format_: str) -> None:
    """Remove what need not be kept; the daemon may run on.

    That is: looks at which nothing was new, but for the first and last of each row of them; snapshots to which nothing
    else refers, such as each build of an index; tellings of alarms that are over, and notices that held nothing else,
    where they were delivered; files that no row of the database names.

    Every version, change and note stays, with its snapshots and its deliveries, and so does what an open alarm or a
    waiting notice is about. What `report`, `show`, `history` and `diff` say is the same before and after.
    """
    from monitor.cli.output import console, write_json
    from monitor.cli.progress import progress
    from monitor.keeping.prune import prune as remove
    from monitor.keeping.prune import would_prune

    length = _length(older_than)
    folder, now = stored(sources_path, snapshots).folder, datetime.now(UTC)

    def waits() -> None:
        click.echo("monitor: waiting for `monitor backup` or `monitor verify` to end", err=True)

    if dry_run:
        done = would_prune(folder, length, now, waits)
    else:
        with progress(is_shown=format_ == "text") as moved:
            done = remove(folder, length, now, lambda rows, of: moved("Removing rows", rows, of), waits)
    if format_ == "json":
        write_json(_as_json(done, dry_run))
        return
    out = console()
    for line in _in_words(done, dry_run):
        out.print(line, soft_wrap=True)


def _length(text: str) -> timedelta:
    from monitor.keeping.prune import LEAST
    from monitor.sources.units import parse_duration

    length = parse_duration(text)
    if length is None:
        raise InputError(f"--older-than {text!r} is no length of time: give one such as 90d, 26w or 365d")
    if length < LEAST:
        raise InputError(f"--older-than {text!r} is too short: give {LEAST.days}d at the least")
    return min(length, _LONGEST)


_LONGEST = timedelta(days=365 * 1000)
"""Before it there is nothing; and a year must have a number."""


def _in_words(done: Pruned, dry_run: bool) -> list[str]:
    from monitor.keeping.sizes import size
    from monitor.report.names import many

    before = f"from before {done.cutoff:%Y-%m-%d %H:%M} UTC"
    left = []
    if done.left:
        left = [
            f"{many(done.left, 'file')} that no row of the database names: too many to be what killed processes leave. "
            "Was an older database put beside them? They stay; see `monitor verify`."
        ]
    if done.is_nothing:
        return [f"Nothing {before} that need not be kept.", *left]
    lines = [f"{'Would remove' if dry_run else 'Removed'}, {before}:"]
    if done.visits:
        lines.append(
            f"  {many(done.visits, 'look')} at which nothing was new (about {size(done.visit_bytes)} of the database)"
        )
    if done.snapshots:
        lines.append(
            f"  {many(done.snapshots, 'snapshot')} that nothing else needs ({size(done.snapshot_bytes)} of files)"
        )
    if done.tellings:
        lines.append(f"  {many(done.tellings, 'telling')} of alarms that are over")
    if done.notices:
        lines.append(f"  {many(done.notices, 'delivered notice')} that told of nothing else")
    if done.files:
        lines.append(f"  {many(done.files, 'file')} that no row of the database named ({size(done.file_bytes)})")
    free, whole = size(done.free_bytes), size(done.database_bytes)
    lines.append(
        f"{'Now' if dry_run else 'After that'} {free} of the database file ({whole}) are free: it fills them before it "
        "grows, and does not become smaller."
    )
    return [*lines, *left]


def _as_json(done: Pruned, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "before": done.cutoff.isoformat(),
        "visits": done.visits,
        "visit_bytes": done.visit_bytes,
        "snapshots": done.snapshots,
        "snapshot_bytes": done.snapshot_bytes,
        "tellings": done.tellings,
        "notices": done.notices,
        "files": done.files,
        "file_bytes": done.file_bytes,
        "files_left": done.left,
        "free_bytes": done.free_bytes,
        "database_bytes": done.database_bytes,
    }
