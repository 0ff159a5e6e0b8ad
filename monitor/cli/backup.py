"""`monitor backup FILE`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.cli.options import store_options, stored
from monitor.errors import EXIT_NOT_CHECKED, EXIT_SAME


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@store_options
@click.pass_context
def backup(ctx: click.Context, file: Path, sources_path: Path | None, snapshots: Path | None) -> None:
    """Copy the database and every snapshot that it names into FILE, a tar; the daemon may run on.

    It is whole or not there at all, and never replaces another file. How to restore it is written in it, in
    README.txt; SHA256SUMS has the sum of each file. sources.yaml is not in it.

    Exit 0: done; 3: it was made, but some snapshot is missing or damaged, or it could not be made.
    """
    from monitor.cli.output import console
    from monitor.cli.progress import progress
    from monitor.keeping.backup import back_up
    from monitor.keeping.sizes import size
    from monitor.report.names import many
    from monitor.report.safe import safe_line

    folder = stored(sources_path, snapshots).folder
    with progress() as moved:
        made = back_up(
            folder,
            file,
            datetime.now(UTC),
            lambda done, of: moved("Copying snapshots", done, of),
            lambda: click.echo("monitor: waiting for `monitor prune` to end", err=True),
        )
    out = console()
    for kept in made.wrong:
        out.print(f"{safe_line(str(folder / kept.named.path))} is {safe_line(kept.why)}", soft_wrap=True)
    if made.wrong:
        out.print(
            f"{many(len(made.wrong), 'snapshot')} wrong: see `monitor verify`. All else is in the backup.",
            soft_wrap=True,
        )
    out.print(
        f"{safe_line(str(file))}: {size(made.size)}, the database ({size(made.database_size)}) and "
        f"{many(made.snapshots, 'snapshot')}.",
        soft_wrap=True,
    )
    ctx.exit(EXIT_NOT_CHECKED if made.wrong else EXIT_SAME)
