"""A whole report as every format tells it: the same parts in the same order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from monitor.clusters.cluster import Cluster
from monitor.clusters.parts import own_part
from monitor.compare.change import Change, Significance
from monitor.publishers import publisher
from monitor.report.alarms import MOST_ITEMS, AlarmItem, alarm_items, verdict_word
from monitor.report.dates import line
from monitor.report.members import members
from monitor.report.names import many
from monitor.report.order import (
    Item,
    counted_changes,
    counts,
    items,
    lighter_line,
    nothing_line,
    pages_words,
    sorted_items,
)
from monitor.report.report import NotChecked, Report
from monitor.report.times import moment, span
from monitor.report.view import FULL, ItemView, view


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a report. Texts of pages in it are HOSTILE until a renderer has made them safe."""

    title: str
    counts: tuple[tuple[Significance, int], ...]
    """Items of each significance, the weightiest first."""
    watched: tuple[str, ...]
    """How many pages are watched, and what is known of the looks at them: a sentence each."""
    items: tuple[ItemView, ...]
    not_checked: tuple[NotChecked, ...]
    counted: tuple[str, ...]
    """What is only counted: a line each."""
    licences: tuple[str, ...]
    dates: tuple[str, ...] = ()
    """What begins, ends or happens on the pages in the time of the report: a line each, and where to see more."""
    was_seen: bool = True
    """Whether any of the watched pages was well seen."""
    alarms: tuple[AlarmItem, ...] = ()
    """What is to be read of the watching itself."""
    moved: tuple[str, ...] = ()
    """Pages that have moved for good: a line each."""

    @property
    def count_words(self) -> str:
        """The counts in words: "2 critical  1 major"; "no changes" where there are none, nothing of a single change."""
        is_told = any(item.stage != "open" for item in self.alarms)
        nothing = "" if self.items or is_told or not self.was_seen else "no changes"
        return "  ".join(f"{number:,} {significance}" for significance, number in self.counts) or nothing


def outline(report: Report) -> Outline:
    """The parts of a report, each item told in brief."""
    found, lighter = sorted_items(report)
    days = span(report.since, report.until)
    alarms = alarm_items(report.alarms)
    is_about_pages = bool(found) or not any(alarm.is_told for alarm in report.alarms)
    return Outline(
        title=f"{report.title}, {days}" if days else report.title,
        counts=tuple(counts(found)),
        watched=tuple(filter(None, (pages_words(found), *_watched(report, not is_about_pages or bool(found))))),
        items=tuple(_with_way(view(item), item, report) for item in found),
        not_checked=(others := _not_told(report)),
        counted=(*_more_alarms(alarms), *_more_not_checked(others), *_counted(counted_changes(lighter))),
        licences=_licences(tuple(counted_changes(found))),
        dates=tuple(_dates(report)),
        was_seen=report.watched_pages == 0 or len(report.not_checked) < report.watched_pages,
        alarms=alarms[:MOST_ITEMS],
        moved=_moved(report),
    )


def _not_told(report: Report) -> tuple[NotChecked, ...]:
    """The pages not checked of which no alarm of the report tells already."""
    told = {alarm.subject for alarm in report.alarms if alarm.stage != "over"}
    return tuple(page for page in report.not_checked if page.page_id not in told)


def _with_way(told: ItemView, item: Item, report: Report) -> ItemView:
    """The item with the way by which its pages were seen, where that was not the first of their ways."""
    ways = dict.fromkeys(report.ways[c.id] for c in item.changes if c.id is not None and c.id in report.ways)
    if not ways:
        return told
    return replace(told, dateline=(*told.dateline, f"by another way than the first: {', '.join(ways)}"))


def _moved(report: Report) -> tuple[str, ...]:
    lines = [f"{page.title} ({page.page_id}) has moved for good, to {page.url}" for page in report.moved]
    more = len(lines) - MOST_MOVED
    return (*lines[:MOST_MOVED], f"and {many(more, 'more page')}") if more > 0 else tuple(lines)


MOST_MOVED = 10
"""Pages that have moved which a text names one by one."""


MOST_NOT_CHECKED = 40
"""Pages not checked that a text names one by one; a store of somebody else's past holds thousands."""


def _more_alarms(items: tuple[AlarmItem, ...]) -> list[str]:
    more = len(items) - MOST_ITEMS
    return [f"{many(more, 'more alarm')}; `monitor status` lists them."] if more > 0 else []


def _more_not_checked(pages: tuple[NotChecked, ...]) -> list[str]:
    more = len(pages) - MOST_NOT_CHECKED
    return [f"{more:,} more pages were not checked either; `monitor pages` lists them."] if more > 0 else []


def outline_of_one(change: Change) -> Outline:
    """One change told in full."""
    item = Item((change,))
    return Outline(
        title="One change in full" if change.id is None else f"Change {change.id}",
        counts=(),
        watched=(),
        items=(view(item, FULL),),
        not_checked=(),
        counted=(),
        licences=_licences((change,)),
    )


def outline_of_cluster(cluster: Cluster, changes: Iterable[Change]) -> Outline:
    """One edit on many pages told in full, with all its pages.

    Args:
        changes: all of the cluster's.
    """
    whole = list(changes)
    item = next(item for item in items(whole, [cluster]) if item.cluster)
    owns = {change.id for change in whole if own_part(change, cluster.marks) is not None}
    told = replace(view(item, FULL), pages=(), members=members(whole, owns), evidence_more="")
    return Outline(
        title=f"Cluster {cluster.id}: one edit on {many(cluster.pages, 'page')}",
        counts=(),
        watched=(_own_words(len(owns)),) if owns else (),
        items=(told,),
        not_checked=(),
        counted=(),
        licences=_licences(item.changes),
    )


def _own_words(number: int) -> str:
    adds = "adds edits" if number == 1 else "add edits"
    return f"{many(number, 'page')} of them {adds} of {'its' if number == 1 else 'their'} own."


def not_checked_line(page: NotChecked) -> str:
    """Why a page was not checked, and since when: "not checked since 11 Jan 2026 06:00 UTC: blocked: answered 403"."""
    what = ": ".join(filter(None, (verdict_word(page.verdict), page.reason.rstrip(".")))) or "not looked at yet"
    if not page.verdict and page.since:
        return f"{what}, up to {moment(page.since)}"
    since = f"not checked since {moment(page.since)}" if page.since else "never well seen"
    return f"{since}: {what}"


def _watched(report: Report, has_items: bool) -> list[str]:
    """Every report says how many pages were well seen, and when: silence is only worth something with that."""
    unseen = len(report.not_checked)
    seen = report.watched_pages - unseen
    last = f", last at {moment(report.last_good_at)}" if report.last_good_at else ""
    oldest = moment(report.oldest_good_at) if report.oldest_good_at else ""
    if report.last_good_at and oldest and oldest != moment(report.last_good_at):
        last = f", from {oldest} to {moment(report.last_good_at)}"
    lines = [f"Watched: {many(report.watched_pages, 'page')} of {many(report.publishers, 'publisher')}."]
    if not unseen and report.watched_pages:
        lines.append(f"All well seen{last}.")
    elif report.watched_pages:
        lines.append(f"Well seen: {seen:,}{last}. Not checked: {unseen:,} (listed below).")
    return lines if has_items or (report.watched_pages and not seen) else ["No change to read.", *lines]


def _counted(changes: list[Change]) -> list[str]:
    return [f"{line}." for line in (lighter_line(changes), nothing_line(changes)) if line]


_DATES = 5
"""Lines of dates in a report, which is about changes."""


def _dates(report: Report) -> list[str]:
    lines = [line(each) for each in report.dates[:_DATES]]
    more = len(report.dates) - len(lines)
    if lines:
        lines.append(f"{f'and {more:,} more; all' if more else 'All'} that begins, ends or has run out: monitor dates")
    return lines


def _licences(changes: tuple[Change, ...]) -> tuple[str, ...]:
    houses = dict.fromkeys(change.page.publisher for change in changes if change.page)
    return tuple(dict.fromkeys(filter(None, (publisher(house).licence for house in houses))))
