"""A report out of the store: what changed in a period, what was not checked, when the pages were last well seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from monitor.compare.change import Change, Significance
from monitor.report.report import NotChecked, Report
from monitor.store import PageRow, Store


def report_of(
    store: Store,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    countries: Collection[str] = (),
    publishers: Collection[str] = (),
    pages: Collection[str] = (),
    least: Significance = "minor",
    title: str = "Advisory changes",
) -> Report:
    """The changes of a period; empty collections mean all.

    Raises:
        StoreError: the store cannot be read.
    """
    changes = store.changes(since=since, until=until, countries=countries, publishers=publishers, pages=pages)
    rows = [row for row in store.pages() if _concerns(row, countries, publishers, pages)]
    return report_on(changes, rows, since=since, until=until, least=least, title=title)


def report_on(
    changes: Iterable[Change],
    rows: Collection[PageRow],
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    least: Significance = "minor",
    title: str = "Advisory changes",
) -> Report:
    """A report of these changes, and of the state of these pages."""
    good = [row.last_good_at for row in rows if row.last_good_at]
    return Report(
        title=title,
        since=since,
        until=until,
        changes=tuple(changes),
        watched_pages=len(rows),
        publishers=len({row.publisher for row in rows}),
        not_checked=tuple(not_checked(row) for row in rows if row.last_verdict is None or not row.last_verdict.is_good),
        last_good_at=max(good, default=None),
        least=least,
    )


def not_checked(row: PageRow) -> NotChecked:
    """A page that was not well seen at its latest look."""
    verdict = "" if row.last_verdict is None else str(row.last_verdict)
    return NotChecked(row.id, row.title, row.last_good_at, verdict, row.last_reason or "")


def _concerns(row: PageRow, countries: Collection[str], publishers: Collection[str], pages: Collection[str]) -> bool:
    return (
        (not countries or row.country in countries)
        and (not publishers or row.publisher in publishers)
        and (not pages or row.id in pages)
    )
