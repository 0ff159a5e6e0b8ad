"""`monitor verify`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import format_option, store_options, stored
from monitor.errors import EXIT_NOT_CHECKED, EXIT_SAME

if TYPE_CHECKING:
    from monitor.keeping.verify import Verified


@click.command()
@store_options
@format_option("text", "json")
@click.pass_context
def verify(ctx: click.Context, sources_path: Path | None, snapshots: Path | None, format_: str) -> None:
    """Whether all that is kept is there and right. Changes nothing; the daemon may run on.

    Looked at are the database file, each snapshot and its SHA-256, the versions of each change and the snapshot of
    each version, every reference, each change by its contract, and what is on its way to people.

    Exit 0: all is right; 3: something is not, a line each with what to do about it.
    """
    from monitor.cli.progress import progress
    from monitor.keeping.verify import verify as look_at_everything

    folder = stored(sources_path, snapshots).folder
    with progress(is_shown=format_ == "text") as moved:
        found = look_at_everything(
            folder,
            datetime.now(UTC),
            lambda what, done, of: moved(f"Verifying {what}", done, of),
            lambda: click.echo("monitor: waiting for `monitor prune` to end", err=True),
        )
    if format_ == "json":
        from monitor.cli.output import write_json

        problems = [{"what": each.what, "remedy": each.remedy} for each in found.problems]
        write_json(
            {
                "is_right": found.is_right, "problems": problems, "notes": found.notes, "looked_at": found.looked_at,
                "full_text_indexes": found.full_text,
            }
        )  # fmt: skip
    else:
        _print(found, folder)
    ctx.exit(EXIT_SAME if found.is_right else EXIT_NOT_CHECKED)


def _print(found: Verified, folder: Path) -> None:
    from monitor.cli.output import console
    from monitor.keeping.sizes import size
    from monitor.report.names import many
    from monitor.report.safe import safe_line

    out = console()
    for problem in found.problems:
        out.print(safe_line(f"WRONG: {problem.what}. To do: {problem.remedy}."), soft_wrap=True)
    for note in found.notes:
        out.print(safe_line(f"Note: {note}"), soft_wrap=True)
    numbers = dict(found.looked_at)
    if numbers:
        bodies = size(numbers.pop("bytes of bodies"))
        listed = ", ".join(f"{number:,} {noun}" for noun, number in numbers.items())
        out.print(f"Looked at {listed} ({bodies} unpacked).", soft_wrap=True)
        indexes = ", ".join(found.full_text) or "the database has none"
        out.print(f"Full text indexes: {indexes}.", soft_wrap=True)
    said = "all is there and right" if found.is_right else f"{many(len(found.problems), 'thing')} wrong"
    out.print(safe_line(f"{folder}: {said}."), soft_wrap=True)
