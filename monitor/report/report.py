"""A report: what was seen to change, and what was not seen at all. Every output is made from this one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitor.clusters.cluster import Cluster
from monitor.compare.change import Change, Significance
from monitor.report.alarms import AlarmInfo
from monitor.report.dates import Lifetime
from monitor.report.links import NO_LINKS, Links
from monitor.report.reader import UTC_ENGLISH, Reader


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A page of which nobody can say whether it changed."""

    page_id: str
    title: str
    since: datetime | None
    """When it was last well seen, aware; None where it never was."""
    verdict: str
    """Of the latest visit: "blocked", "gone", "empty", "suspect", "failed"; "overdue" where nobody has looked since,
    empty where nobody has looked yet."""
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A page from whose address its site sends to another for good."""

    page_id: str
    title: str
    url: str
    """Where to; HOSTILE until a renderer has made it safe."""


@dataclass(frozen=True, slots=True)
class Report:
    """Changes of some pages over some time.

    Changes have their page and both versions filled in. What is lighter than `least` is counted, not shown, so that
    a report says that it is there: `least="none"` shows everything.
    """

    title: str
    since: datetime | None
    until: datetime | None
    changes: tuple[Change, ...]
    watched_pages: int
    publishers: int
    """How many publishers the watched pages have."""
    not_checked: tuple[NotChecked, ...] = ()
    last_good_at: datetime | None = None
    """When a page was last well seen, aware."""
    oldest_good_at: datetime | None = None
    """The last good look of the page that was not seen for longest, aware."""
    least: Significance = "minor"
    clusters: tuple[Cluster, ...] = ()
    """Those that hold any of the changes."""
    dates: tuple[Lifetime, ...] = ()
    """What begins, ends or happens on the pages in the time of the report."""
    alarms: tuple[AlarmInfo, ...] = ()
    """About the watching itself: those of which a notice tells, or those that last."""
    moved: tuple[Moved, ...] = ()
    reader: Reader = UTC_ENGLISH
    """In whose time zone and language times and dates are told."""
    is_whole: bool = True
    """Whether it holds all that changed in its time, and not only what its reader asked for and was not told before."""
    links: Links = NO_LINKS
    """Where it and its changes can be read whole."""
    ways: Mapping[int, str] = field(default_factory=dict)
    """By the number of a change: the way by which its page was seen, where it was not the first."""
