"""A whole report as every format tells it: the same parts in the same order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC

from monitor.clusters.cluster import Cluster
from monitor.clusters.parts import own_part
from monitor.compare.change import Change, Significance
from monitor.publishers import publisher
from monitor.report.alarms import MOST_ITEMS, AlarmItem, alarm_items, verdict_word
from monitor.report.dates import line
from monitor.report.limits import BRIEF, FULL
from monitor.report.links import NO_LINKS, Links
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
from monitor.report.place import at_words
from monitor.report.reader import UTC_ENGLISH, Reader
from monitor.report.report import NotChecked, Report
from monitor.report.subject import subject_of_items
from monitor.report.times import moment, retold, span
from monitor.report.view import ItemView, view
from monitor.report.words import clip


@dataclass(frozen=True, slots=True)
class Named:
    """An item of which a report has only room for a line."""

    significance: Significance
    line: str
    """ "MAJOR Kazakhstan: fee changed: USD 60 -> USD 80"."""
    url: str
    """Where it is told in full, else where the page is; empty where neither can be a link."""
    command: str
    """What a person types to see it: "monitor show 77"."""


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
    is_whole: bool = True
    """Whether it tells of all that changed, and not only of what its reader asked for."""
    was_seen: bool = True
    """Whether any of the watched pages was well seen."""
    alarms: tuple[AlarmItem, ...] = ()
    """What is to be read of the watching itself."""
    moved: tuple[str, ...] = ()
    """Pages that have moved for good: a line each."""
    named: tuple[Named, ...] = ()
    """Items for which there was no room, the weightiest first, and no more than a reader looks through."""
    left: tuple[tuple[Significance, int], ...] = ()
    """How many items of each significance there was no room for, named or not."""
    whole: str = ""
    """Where all of it can be read: an address, or else a command."""
    reader: Reader = UTC_ENGLISH

    @property
    def left_words(self) -> str:
        """What is not told in full: "160 more items: 3 critical, 157 minor"; empty where all is."""
        total = sum(number for _, number in self.left)
        counted = ", ".join(f"{number:,} {significance}" for significance, number in self.left)
        return f"{many(total, 'more item')}: {counted}" if total else ""

    @property
    def left_out(self) -> int:
        """How many items are not even named."""
        return sum(number for _, number in self.left) - len(self.named)

    @property
    def count_words(self) -> str:
        """The counts in words: "2 critical  1 major"; "no changes" where there are none, nothing of a single change."""
        is_told = any(item.stage != "open" for item in self.alarms)
        nothing = "" if self.items or is_told or not self.was_seen or not self.is_whole else "no changes"
        return "  ".join(f"{number:,} {significance}" for significance, number in self.counts) or nothing


def outline(report: Report, most: int | None = None) -> Outline:
    """The parts of a report, each item told in brief.

    Args:
        most: how many items are told at all, the weightiest; the others are named, or only counted. All where it is
            not given.
    """
    found, lighter = sorted_items(report)
    told, others = found[:most], found[len(found[:most]) :]
    days = span(report.since, report.until, report.reader)
    alarms = alarm_items(report.alarms, report.reader)
    is_about_pages = bool(found) or not any(alarm.is_told for alarm in report.alarms)
    return Outline(
        title=f"{report.title}, {days}" if days else report.title,
        counts=tuple(counts(found)),
        watched=tuple(filter(None, (pages_words(found), *_watched(report, not is_about_pages or bool(found))))),
        items=tuple(_with_way(view(item, BRIEF, report.reader, report.links), item, report) for item in told),
        not_checked=(unseen := _not_told(report)),
        counted=(*_more_alarms(alarms), *_more_not_checked(unseen), *_counted(counted_changes(lighter))),
        licences=_licences(tuple(counted_changes(found))),
        dates=tuple(_dates(report)),
        is_whole=report.is_whole,
        was_seen=report.watched_pages == 0 or len(report.not_checked) < report.watched_pages,
        alarms=alarms[:MOST_ITEMS],
        moved=_moved(report),
        named=tuple(_named(item, report) for item in others[:MOST_NAMED_ITEMS]),
        left=tuple(counts(others)),
        whole=_whole(report),
        reader=report.reader,
    )


MOST_NAMED_ITEMS = 40
"""Items without room that are named by a line each; more are only counted."""


def _named(item: Item, report: Report) -> Named:
    told = item.lead.page.url if item.lead.page else ""
    number = item.lead.id
    command = f"monitor show cluster {item.cluster.id}" if item.cluster else f"monitor show {number}" if number else ""
    return Named(
        item.significance, subject_of_items([item]), report.links.of_change(number) or at_words(told, ""), command
    )


def named(item: ItemView) -> Named:
    """An item that was to be told, as a line."""
    addresses = dict(item.follow)
    page = item.url.partition(":~:")[0].removesuffix("#")  # a line names the page, and not a place on it
    return Named(item.significance, item.line, addresses.get("report", page), item.in_full)


def _whole(report: Report) -> str:
    """Where a reader finds all of a report, whatever there was room for."""
    if report.links.report:
        return report.links.report
    return f"monitor report --since {report.since.astimezone(UTC):%Y-%m-%d}" if report.since else "monitor report"


def _not_told(report: Report) -> tuple[NotChecked, ...]:
    """The pages not checked of which no alarm of the report tells already."""
    told = {alarm.subject for alarm in report.alarms if alarm.stage != "over"}
    return tuple(
        replace(page, title=clip(page.title, _REASON)) for page in report.not_checked if page.page_id not in told
    )


def _with_way(told: ItemView, item: Item, report: Report) -> ItemView:
    """The item with the way by which its pages were seen, where that was not the first of their ways."""
    ways = dict.fromkeys(report.ways[c.id] for c in item.changes if c.id is not None and c.id in report.ways)
    if not ways:
        return told
    return replace(told, dateline=(*told.dateline, f"by another way than the first: {', '.join(ways)}"))


def _moved(report: Report) -> tuple[str, ...]:
    lines = [f"{page.title} ({page.page_id}) has moved for good, to {clip(page.url, 300)}" for page in report.moved]
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


def outline_of_one(change: Change, reader: Reader = UTC_ENGLISH, addresses: Links = NO_LINKS) -> Outline:
    """One change told in full, for a reader, and with these addresses of reports."""
    item = Item((change,))
    return Outline(
        title="One change in full" if change.id is None else f"Change {change.id}",
        counts=(),
        watched=(),
        items=(view(item, FULL, reader, addresses),),
        not_checked=(),
        counted=(),
        licences=_licences((change,)),
        reader=reader,
    )


def outline_of_cluster(
    cluster: Cluster, changes: Iterable[Change], reader: Reader = UTC_ENGLISH, addresses: Links = NO_LINKS
) -> Outline:
    """One edit on many pages told in full, with all its pages.

    Args:
        changes: all of the cluster's.
    """
    whole = list(changes)
    item = next(item for item in items(whole, [cluster]) if item.cluster)
    owns = {change.id for change in whole if own_part(change, cluster.marks) is not None}
    shown = view(item, FULL, reader, addresses)
    told = replace(shown, pages=(), members=members(whole, owns, reader), evidence_more="")
    return Outline(
        title=f"Cluster {cluster.id}: one edit on {many(cluster.pages, 'page')}",
        counts=(),
        watched=(_own_words(len(owns)),) if owns else (),
        items=(told,),
        not_checked=(),
        counted=(),
        licences=_licences(item.changes),
        reader=reader,
    )


def _own_words(number: int) -> str:
    adds = "adds edits" if number == 1 else "add edits"
    return f"{many(number, 'page')} of them {adds} of {'its' if number == 1 else 'their'} own."


def not_checked_line(page: NotChecked, reader: Reader = UTC_ENGLISH) -> str:
    """Why a page was not checked, and since when: "not checked since 11 Jan 2026 06:00 UTC: blocked: answered 403"."""
    reason = clip(retold(page.reason, reader).rstrip("."), _REASON)
    what = ": ".join(filter(None, (verdict_word(page.verdict), reason))) or "not looked at yet"
    if not page.verdict and page.since:
        return f"{what}, up to {moment(page.since, reader)}"
    since = f"not checked since {moment(page.since, reader)}" if page.since else "never well seen"
    return f"{since}: {what}"


_REASON = 300
"""Characters of the reason why a page was not checked, and of its title."""


def _watched(report: Report, has_items: bool) -> list[str]:
    """Every report says how many pages were well seen, and when: silence is only worth something with that."""
    unseen = len(report.not_checked)
    seen = report.watched_pages - unseen
    newest = moment(report.last_good_at, report.reader) if report.last_good_at else ""
    oldest = moment(report.oldest_good_at, report.reader) if report.oldest_good_at else ""
    last = f", last at {newest}" if newest else ""
    if newest and oldest and oldest != newest:
        last = f", from {oldest} to {newest}"
    lines = [f"Watched: {many(report.watched_pages, 'page')} of {many(report.publishers, 'publisher')}."]
    if not unseen and report.watched_pages:
        lines.append(f"All well seen{last}.")
    elif report.watched_pages:
        lines.append(f"Well seen: {seen:,}{last}. Not checked: {unseen:,} (listed below).")
    if has_items or (report.watched_pages and not seen):
        return lines
    return ["No change to read." if report.is_whole else "No further change that you asked for.", *lines]


def _counted(changes: list[Change]) -> list[str]:
    return [f"{line}." for line in (lighter_line(changes), nothing_line(changes)) if line]


_DATES = 5
"""Lines of dates in a report, which is about changes."""


def _dates(report: Report) -> list[str]:
    lines = [line(each, report.reader) for each in report.dates[:_DATES]]
    more = len(report.dates) - len(lines)
    if lines:
        lines.append(f"{f'and {more:,} more; all' if more else 'All'} that begins, ends or has run out: monitor dates")
    return lines


def _licences(changes: tuple[Change, ...]) -> tuple[str, ...]:
    houses = dict.fromkeys(change.page.publisher for change in changes if change.page)
    return tuple(dict.fromkeys(filter(None, (publisher(house).licence for house in houses))))
