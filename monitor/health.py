"""How the watching stands: each page by the time of its last good look, and what is wrong beside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from monitor.fetch.visit import Verdict
from monitor.freshness import GONE_LOOKS
from monitor.overview import not_checked, open_alarms, watched_in
from monitor.report.alarms import AlarmInfo
from monitor.sources.page import Address, Page
from monitor.store import Notice, Store
from monitor.store.standing import Distrusted, LeftAlone
from monitor.watching import Watched

Word = Literal["well seen", "not checked", "gone", "doubtful", "overdue", "not looked at"]
"""Well seen at the latest look; not so; gone at several looks in a row; doubtful until a second look; not looked at for
too long; never looked at by ourselves."""
WORDS: tuple[Word, ...] = ("well seen", "not checked", "gone", "doubtful", "overdue", "not looked at")

RECENTLY = timedelta(days=7)
"""So long after it was made a notice that never arrived is still a trouble of today."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PageHealth:
    """How one page stands."""

    page: Page
    word: Word
    last_good_at: datetime | None
    last_visit_at: datetime | None
    verdict: str
    """Of the latest look; empty where there was none."""
    reason: str

    @property
    def is_well(self) -> bool:
        """Whether it was well seen, and not too long ago."""
        return self.word == "well seen"


@dataclass(frozen=True, slots=True)
class Health:
    """How everything stands."""

    at: datetime
    pages: tuple[PageHealth, ...]
    """Those that are not well first, and of each kind the one that was not well seen for longest first."""
    alarms: tuple[AlarmInfo, ...]
    left_alone: tuple[LeftAlone, ...]
    distrusted: tuple[Distrusted, ...]
    waiting: tuple[Notice, ...]
    """Notices whose latest try failed, or that are on their way."""
    dead: tuple[Notice, ...]
    """Notices of late that were given up."""

    @property
    def is_well(self) -> bool:
        """Whether all pages are well seen, no alarm lasts and all were told what they were to be told."""
        undelivered = self.dead or any(notice.state == "retrying" for notice in self.waiting)
        return not (self.alarms or undelivered) and all(page.is_well for page in self.pages)

    @property
    def counts(self) -> dict[Word, int]:
        """How many pages stand how; only what there is, the well seen always."""
        numbers = Counter(page.word for page in self.pages)
        return {word: numbers[word] for word in WORDS if numbers[word] or word == "well seen"}

    @property
    def oldest_good_at(self) -> datetime | None:
        """The last good look of the page that was not well seen for longest, of those that ever were."""
        return min((page.last_good_at for page in self.pages if page.last_good_at), default=None)


def health_of(
    store: Store,
    addresses: Iterable[Address] | None,
    now: datetime,
    *,
    countries: Collection[str] = (),
    publishers: Collection[str] = (),
    pages: Collection[str] = (),
) -> Health:
    """How the pages that are watched stand; empty collections mean all.

    Args:
        addresses: what is watched; all that is in the store where it is not given.

    Raises:
        StoreError: the store cannot be read.
    """
    concerned = [
        each
        for each in watched_in(store, addresses)
        if (not countries or each.page.country in countries)
        and (not publishers or each.page.publisher in publishers)
        and (not pages or each.page.id in pages)
    ]
    is_of_all = not (countries or publishers or pages)
    outbox = store.outbox
    return Health(
        at=now,
        pages=in_order(page_health(each, now) for each in concerned),
        alarms=open_alarms(store, concerned, now, is_of_all=is_of_all),
        left_alone=tuple(store.left_alone(now)),
        distrusted=tuple(store.distrusted()),
        waiting=tuple(outbox.notices("retrying") + outbox.notices("sending") + outbox.notices("waiting")),
        dead=tuple(notice for notice in outbox.notices("dead") if now - notice.created_at < RECENTLY),
    )


def in_order(pages: Iterable[PageHealth]) -> tuple[PageHealth, ...]:
    """Those that are not well first; then the last good look, the oldest first, and before all what never had one."""
    return tuple(sorted(pages, key=lambda each: (each.is_well, each.last_good_at or _NEVER, each.page.id)))


def page_health(each: Watched, now: datetime) -> PageHealth:
    """How a page stands."""
    row = each.row
    unseen = not_checked(each, now)
    return PageHealth(
        page=each.page,
        word=_word(each, unseen.verdict if unseen else None),
        last_good_at=row.last_good_at if row else None,
        last_visit_at=row.last_visit_at if row else None,
        verdict=unseen.verdict if unseen else str(row.last_verdict or "") if row else "",
        reason=unseen.reason if unseen else (row.last_reason or "") if row else "",
    )


def _word(each: Watched, verdict: str | None) -> Word:
    """The health of a page, by the verdict under which it is not checked; None where it was well seen."""
    if verdict is None:
        return "well seen"
    if verdict == Verdict.GONE and each.row and each.row.verdict_count >= GONE_LOOKS:
        return "gone"
    if verdict == "":
        return "not looked at"
    if verdict == Verdict.SUSPECT:
        return "doubtful"
    return "overdue" if verdict == "overdue" else "not checked"
