"""A report: what was seen to change, and what was not seen at all. Every output is made from this one value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.compare.change import Change, Significance, weight


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A page of which nobody can say whether it changed."""

    page_id: str
    title: str
    since: datetime | None
    """When it was last well seen, aware; None where it never was."""
    verdict: str
    """Of the latest visit: "blocked", "gone", "empty", "failed"; empty where nobody has looked yet."""
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """Changes of some pages over some time.

    Changes have their page and both versions filled in. Those lighter than `least` are counted, not shown, so that
    a report says that they are there: `least="none"` shows everything.
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

    @property
    def shown(self) -> tuple[Change, ...]:
        """The changes to be read, as they came."""
        return tuple(change for change in self.changes if weight(change.significance) >= weight(self.least))

    @property
    def counted(self) -> tuple[Change, ...]:
        """The changes that are only counted."""
        return tuple(change for change in self.changes if weight(change.significance) < weight(self.least))
