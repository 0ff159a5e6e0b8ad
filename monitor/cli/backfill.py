"""`monitor backfill git REPOSITORY`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli.options import countries_of, country_option, format_option, store_options, stored

if TYPE_CHECKING:
    from monitor.backfill.take import Taken
    from monitor.store import Counts

_SHOWN = 10
"""Lines of one kind of trouble that are shown."""


@click.group()
def backfill() -> None:
    """Take the past of pages: first looks, changes and facts with their past dates. Nobody is told of it."""


@backfill.command(short_help="Take the versions of pages from a git-scraping repository.")
@click.argument("repository", type=click.Path(path_type=Path))
@country_option
@click.option(
    "--path", "paths", multiple=True, metavar="PATH", help="Only files below this path of the repository; repeatable."
)
@click.option(
    "--layout",
    type=click.Path(path_type=Path),
    default=None,
    help="A YAML file that says which path is which page; else that of the travel-advisories archive.",
)
@store_options
@format_option("text", "json")
def git(
    repository: Path, countries: tuple[str, ...], paths: tuple[str, ...], layout: Path | None,
    sources_path: Path | None, snapshots: Path | None, format_: str,
) -> None:  # fmt: skip
    """Take the versions of pages from a git-scraping repository, as if they had been looked at on each commit's day.

    A run that was broken off goes on where it was; a second run adds nothing. From our own first look at a page on, our
    own versions count, and the repository's are left out.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from monitor.backfill.git import Repository
    from monitor.backfill.layout import built_in, load_layout
    from monitor.backfill.take import take
    from monitor.cli.output import console, write_json
    from monitor.store import Store

    codes = countries_of(countries)
    plan = load_layout(layout) if layout else built_in()
    folder = stored(sources_path, snapshots).folder
    started = time.monotonic()
    err = console(stderr=True)
    bar = Progress(
        TextColumn("Taking the past"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=err,
        transient=True, disable=format_ == "json" or not err.is_terminal,
    )  # fmt: skip
    with Repository(repository) as source, Store.open(folder) as store, bar:
        task = bar.add_task("commits", total=None)
        taken = take(
            source, plan, store, countries=codes, paths=paths,
            progress=lambda done, all: bar.update(task, completed=done, total=all),
        )  # fmt: skip
        counts = store.counts()
    seconds = time.monotonic() - started
    if format_ == "json":
        write_json(_as_json(taken, counts, seconds))
        return
    out = console()
    for line in _in_words(taken, counts, seconds, f"the layout {plan.name}"):
        out.print(line)


def _in_words(taken: Taken, counts: Counts, seconds: float, layout: str) -> list[str]:
    from monitor.report.names import many

    lines = []
    if not taken.found:
        lines.append(f"Nothing to add: no file there is a page by {layout} and what was asked for.")
    elif not taken.versions:
        held = f"{many(counts.pages, 'page')} with {many(counts.versions, 'version')} are in the store"
        lines.append(f"Nothing to add to {many(len(taken.found), 'page')}; {held}.")
    else:
        split = ", ".join(f"{taken.changes[s]} {s}" for s in counts.changes if s in taken.changes)
        lines.append(
            f"Took {many(taken.versions, 'version')} of {many(len(taken.pages), 'page')} from "
            f"{many(taken.commits, 'commit')}, with {many(sum(taken.changes.values()), 'change')}"
            f"{f' ({split})' if split else ''}, in {seconds:.1f} s. "
            f"The database has {counts.database_bytes / 1e6:.1f} MB."
        )
    if taken.ours:
        lines.append(f"Left out, as we looked at their pages ourselves by then: {many(taken.ours, 'version')}.")
    lines += [f"Not read: {line}" for line in taken.unread[:_SHOWN]]
    if len(taken.unread) > _SHOWN:
        lines.append(f"... and {len(taken.unread) - _SHOWN} more that could not be read.")
    if taken.unknown_folders:
        lines.append(f"Folders that are no country: {', '.join(sorted(taken.unknown_folders))}.")
    return lines


def _as_json(taken: Taken, counts: Counts, seconds: float) -> dict[str, Any]:
    return {
        "commits": taken.commits,
        "pages": len(taken.pages),
        "versions": taken.versions,
        "changes": taken.changes,
        "left_out": taken.ours,
        "unread": taken.unread,
        "unknown_folders": sorted(taken.unknown_folders),
        "seconds": round(seconds, 2),
        "store": {
            "pages": counts.pages,
            "versions": counts.versions,
            "changes": counts.changes,
            "database_bytes": counts.database_bytes,
        },
    }
