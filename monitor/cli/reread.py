"""`monitor reread`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.options import countries_of, country_option, format_option, store_options, stored
from monitor.errors import EXIT_NOT_CHECKED, EXIT_SAME

if TYPE_CHECKING:
    from monitor.store import PageRow, Store


@click.command()
@click.option("--page", "pages", multiple=True, metavar="PAGE", help="Only this page; repeatable.")
@country_option
@click.option("--dry-run", is_flag=True, help="Only say what would be read otherwise; change no version.")
@store_options
@format_option("text", "json")
@click.pass_context
def reread(
    ctx: click.Context, pages: tuple[str, ...], countries: tuple[str, ...], dry_run: bool, sources_path: Path | None,
    snapshots: Path | None, format_: str,
) -> None:  # fmt: skip
    """Read all stored snapshots again with today's reader, as is wise after an upgrade of this program.

    What it reads otherwise becomes a technical change of the version, told by `monitor history` and `monitor show`;
    what the version was read as before is kept. The pages have not changed: nobody is told. A run that was broken
    off is simply started again.

    Exit 0: done; 3: some version cannot be read any more, and is left as it was.
    """
    from monitor.cli.output import console, write_json
    from monitor.cli.reread_summary import Summary
    from monitor.rereading import record, reread_all
    from monitor.store import Store

    codes = countries_of(countries)
    where = stored(sources_path, snapshots)
    roots = {address.place: address.root for address in where.addresses or ()}
    with Store.open(where.folder, create=False) as store:  # a dry run, too, may find the tables of an older version
        rows = _rows(store, pages, codes)
        counts = store.version_counts()
        summary = Summary({row.id: counts[row.id] for row in rows if row.id in counts}, dry_run)
        with _progress(sum(summary.pages.values()), is_shown=format_ == "text") as advance:
            for each in reread_all(store, rows, roots):
                change = None if dry_run else record(store, each, datetime.now(UTC))
                summary.add(each, change)
                advance()
    if format_ == "json":
        write_json(summary.as_json())
    else:
        out = console()
        for line in summary.in_words():
            out.print(line, soft_wrap=True)
    ctx.exit(EXIT_NOT_CHECKED if summary.unread else EXIT_SAME)


@contextmanager
def _progress(versions: int, *, is_shown: bool) -> Iterator[Callable[[], None]]:
    """A bar on standard error, where that is a terminal; gives what moves it on by one version."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from monitor.cli.output import console

    err = console(stderr=True)
    bar = Progress(
        TextColumn("Reading again"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=err,
        transient=True, disable=not is_shown or not err.is_terminal,
    )  # fmt: skip
    with bar:
        task = bar.add_task("versions", total=versions)
        yield lambda: bar.advance(task)


def _rows(store: Store, pages: tuple[str, ...], countries: tuple[str, ...]) -> list[PageRow]:
    """The pages that are asked for.

    Raises:
        InputError: there is no such page.
    """
    from monitor.cli.names import page_id

    ids = {page_id(page, store) for page in pages}
    return [row for row in store.pages() if (not ids or row.id in ids) and (not countries or row.country in countries)]
