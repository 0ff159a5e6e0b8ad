"""`monitor backfill git REPOSITORY`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from monitor.cli.options import (
    countries_of,
    country_option,
    format_option,
    snapshots_option,
    sources_option,
    store_folder,
)


@click.group()
def backfill() -> None:
    """Take the past of pages: first looks, changes and facts with their past dates. Nobody is told of it."""


@backfill.command()
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
@sources_option
@snapshots_option
@format_option("text", "json")
def git(
    repository: Path, countries: tuple[str, ...], paths: tuple[str, ...], layout: Path | None, sources_path: Path,
    snapshots: Path | None, format_: str,
) -> None:  # fmt: skip
    """Take the versions of pages from a git-scraping repository, as if they had been looked at on each commit's day.

    A run that was broken off goes on where it was; a second run adds nothing.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from monitor.backfill.git import Repository
    from monitor.backfill.layout import built_in, load_layout
    from monitor.backfill.take import take
    from monitor.cli.output import console, write_json
    from monitor.store import Store

    codes = countries_of(countries)
    plan = load_layout(layout) if layout else built_in()
    started = time.monotonic()
    err = console(stderr=True)
    with Repository(repository) as source, Store.open(store_folder(sources_path, snapshots)) as store:
        bar = Progress(
            TextColumn("Taking the past"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=err,
            transient=True, disable=format_ == "json" or not err.is_terminal,
        )  # fmt: skip
        with bar:
            task = bar.add_task("commits", total=None)
            taken = take(
                source, plan, store, countries=codes, paths=paths,
                progress=lambda done, all: bar.update(task, completed=done, total=all),
            )  # fmt: skip
        counts = store.counts()
    seconds = time.monotonic() - started
    if format_ == "json":
        write_json(
            {
                "pages": len(taken.pages), "versions": taken.versions, "changes": taken.changes, "commits": taken.commits,
                "unread": taken.unread, "unknown_folders": sorted(taken.unknown_folders), "seconds": round(seconds, 2),
                "store": {"pages": counts.pages, "versions": counts.versions, "changes": counts.changes, "database_bytes": counts.database_bytes},
            }
        )  # fmt: skip
        return
    out = console()
    if not taken.versions and not taken.unread:
        out.print(f"Nothing to add: {counts.pages} pages with {counts.versions} versions are in the store.")
    else:
        number = sum(taken.changes.values())
        split = ", ".join(
            f"{taken.changes[s]} {s}" for s in ("critical", "major", "minor", "none") if s in taken.changes
        )
        out.print(
            f"Took {taken.versions} versions of {len(taken.pages)} pages from {taken.commits} commits, "
            f"with {number} changes{f' ({split})' if split else ''}, in {seconds:.1f} s. "
            f"The database has {counts.database_bytes / 1e6:.1f} MB."
        )
    for line in taken.unread[:10]:
        out.print(f"Not read: {line}")
    if len(taken.unread) > 10:
        out.print(f"... and {len(taken.unread) - 10} more.")
    if taken.unknown_folders:
        out.print(f"Folders that are no country: {', '.join(sorted(taken.unknown_folders))}.")
