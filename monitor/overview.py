"""A report out of the store: what changed in a period, what was not checked, when the pages were last well seen."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime

from monitor.clusters.cluster import Cluster
from monitor.compare.change import Change, Significance
from monitor.fetch.visit import Verdict
from monitor.lifetimes import lifetimes, within
from monitor.report.alarms import AlarmInfo, Stage, latest
from monitor.report.dates import Lifetime
from monitor.report.report import Moved, NotChecked, Report
from monitor.sources.page import Address, Page
from monitor.store import Alarm, Store, Telling
from monitor.watching import Watched, watched


def report_of(
    store: Store,
    addresses: Iterable[Address] | None = None,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    countries: Collection[str] = (),
    publishers: Collection[str] = (),
    pages: Collection[str] = (),
    least: Significance = "minor",
    title: str = "Advisory changes",
    now: datetime | None = None,
) -> Report:
    """The changes of a period; empty collections mean all.

    Args:
        addresses: what is watched; all that is in the store where it is not given.
        now: the real time, by which a page is overdue; none is where it is not given.

    Raises:
        StoreError: the store cannot be read.
    """
    found = store.changes(since=since, until=until, countries=countries, publishers=publishers, pages=pages)
    changes = list(found)
    concerned = [
        each
        for each in watched_in(store, addresses)
        if (not countries or each.page.country in countries)
        and (not publishers or each.page.publisher in publishers)
        and (not pages or each.page.id in pages)
    ]
    dates: tuple[Lifetime, ...] = ()
    alarms: tuple[AlarmInfo, ...] = ()
    if now and (until is None or until >= now):  # of the pages as they stand now, and so of no report on the past
        today = now.astimezone(UTC).date()
        if since:
            first = since.astimezone(UTC).date()
            standing = lifetimes(store, first, countries=countries, publishers=publishers, pages=pages)
            dates = tuple(within(standing, first, today))
        alarms = open_alarms(store, concerned, now, is_of_all=not (countries or publishers or pages))
    clusters = clusters_of(store, changes)
    made = report_on(changes, concerned, clusters, since=since, until=until, least=least, title=title, now=now)
    return replace(made, dates=dates, alarms=alarms, ways=ways_of(store, changes))


def open_alarms(
    store: Store, pages: Collection[Watched], now: datetime, *, is_of_all: bool = True
) -> tuple[AlarmInfo, ...]:
    """The alarms that last about these pages; those about whole addresses only where all pages are meant."""
    known = {each.page.id: each.page for each in pages}
    return tuple(
        _info(alarm, known.get(alarm.page_id or alarm.subject), "open", alarm.verdict, alarm.reason, now)
        for alarm in store.alarms.open()
        if (alarm.page_id or alarm.subject) in known or (is_of_all and alarm.page_id is None)
    )


def told_alarms(store: Store, tellings: Iterable[Telling]) -> tuple[AlarmInfo, ...]:
    """Alarms as they were told; of what is told twice, the later telling."""
    found = []
    for told in sorted(tellings, key=lambda telling: telling.id):
        row = store.page(told.alarm.page_id) if told.alarm.page_id else None
        found.append(_info(told.alarm, row.page if row else None, told.stage, told.verdict, told.reason, told.at))
    return latest(found)


def _info(alarm: Alarm, page: Page | None, stage: Stage, verdict: str | None, reason: str, at: datetime) -> AlarmInfo:
    return AlarmInfo(
        kind=alarm.kind,
        stage=stage,
        subject=alarm.subject,
        title=f"notices to {alarm.subject}" if alarm.kind == "undelivered" else page.title if page else "",
        url=page.url if page else "",
        publisher=alarm.publisher,
        verdict=verdict or "",
        reason=reason,
        since=alarm.since,
        at=at,
        ended_at=alarm.ended_at if stage == "over" else None,
    )


def ways_of(store: Store, changes: Iterable[Change]) -> dict[int, str]:
    """By which way the page of each of these changes was seen, where it was not the first."""
    return store.ways_of([change.id for change in changes if change.id is not None])


def clusters_of(store: Store, changes: Iterable[Change]) -> tuple[Cluster, ...]:
    """The clusters that hold any of these changes."""
    return store.clusters_of([change.id for change in changes if change.id is not None])


def watched_in(store: Store, addresses: Iterable[Address] | None) -> list[Watched]:
    """The pages of these addresses; all that are in the store where nobody says what is watched."""
    rows = store.pages()
    if addresses is not None:
        return watched(addresses, rows, store.troubles())
    return [Watched(row.page, row, row.asked_at is not None) for row in rows]


def report_on(
    changes: Iterable[Change],
    pages: Collection[Watched],
    clusters: tuple[Cluster, ...] = (),
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    least: Significance = "minor",
    title: str = "Advisory changes",
    now: datetime | None = None,
) -> Report:
    """A report of these changes, of the clusters that hold them, and of the state of these pages."""
    good = [each.row.last_good_at for each in pages if each.was_looked_at and each.row and each.row.last_good_at]
    return Report(
        title=title,
        since=since,
        until=until,
        changes=tuple(changes),
        watched_pages=len(pages),
        publishers=len({each.page.publisher for each in pages}),
        not_checked=tuple(found for each in pages if (found := not_checked(each, now)) is not None),
        last_good_at=max(good, default=None),
        oldest_good_at=min(good, default=None),
        least=least,
        clusters=clusters,
        moved=tuple(
            Moved(each.page.id, each.page.title, each.row.moved_to)
            for each in pages
            if each.row and each.row.moved_to and each.row.moved_to != each.page.url
        ),
    )


PATIENCE = 3
"""Intervals after which a page that nobody looked at any more is overdue: a daemon that died must not read as calm."""


def not_checked(each: Watched, now: datetime | None) -> NotChecked | None:
    """A page that was not well seen at its latest look, is overdue for the next, or was never looked at by us."""
    page, row = each.page, each.row
    if each.trouble and (row is None or not each.was_looked_at):
        return NotChecked(page.id, page.title, row.last_good_at if row else None, *each.trouble)
    if row is None or row.last_verdict is None:
        return NotChecked(page.id, page.title, None, "", "")
    if not each.was_looked_at:
        return NotChecked(
            page.id, page.title, row.last_good_at, "", "not looked at yet, its past was taken from elsewhere"
        )
    if row.last_verdict.is_good:
        if now and each.every and row.last_good_at and now - row.last_good_at > PATIENCE * each.every:
            return NotChecked(page.id, page.title, row.last_good_at, "overdue", "nobody has looked at it since")
        return None
    reason = row.last_reason or ""
    if row.last_verdict is Verdict.SUSPECT:
        reason = "; ".join(filter(None, (reason.rstrip("."), "a second look is to come")))
    return NotChecked(page.id, page.title, row.last_good_at, str(row.last_verdict), reason)
