"""What a look at one page came to, and what is written of every look, also one that brought nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor.fetch.visit import Verdict
from monitor.interval import next_due
from monitor.sight import Held, Sight
from monitor.sources.page import Address, Page
from monitor.store import Recording, Store

if TYPE_CHECKING:
    from monitor.compare.change import Change

_CHANGES_COUNT_FOR = timedelta(days=30)
"""How far back changes make an address one that is looked at more often."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look at one page came to."""

    page: Page
    verdict: Verdict
    reason: str
    change: Change | None = None
    change_id: int | None = None
    is_first: bool = False
    """Whether this is the first time that the page was seen."""
    remark: str = ""
    """What else is to be said of a good look, where it is more than "unchanged"."""
    again_after: timedelta | None = None
    """How long after this look a second one may decide; None where nothing is doubtful."""


def is_as_before(sights: Sequence[Sight]) -> bool:
    """Whether each way showed what it showed before."""
    return all(sight.visit.verdict.is_good for sight in sights)


def sight_of(page: Page, sights: Sequence[Sight]) -> Sight:
    """The sight that tells most of a page: one that showed it, else the first that might have.

    A way on which it is gone tells nothing where another was closed: interfaces are given up, and their pages stay.
    """
    if (shown := next((sight for sight in sights if page.id in sight.seen), None)) is not None:
        return shown
    able = [s for s in sights if not s.way.covers or page.part in s.way.covers] or list(sights)
    return next((sight for sight in able if sight.visit.verdict is not Verdict.GONE), able[0])


def unread(page: Page, held: Held, sights: Sequence[Sight]) -> Outcome:
    """The outcome of a page that was not read now."""
    sight = sight_of(page, sights)
    visit, row = sight.visit, held.rows.get(page.id)
    if page.id not in sight.seen:
        missing = next((each for s in sights for each in s.unseen if each.page.id == page.id), None)
        if missing is not None:
            return Outcome(page, missing.verdict, missing.reason)
        return Outcome(page, visit.verdict, _in_vain(sight, sights))
    # That it was withdrawn is said in the body, and holds while that stands.
    is_same = visit.verdict in (Verdict.NOT_MODIFIED, Verdict.PAGE)
    if is_same and row is not None and row.last_verdict is Verdict.WITHDRAWN:
        return Outcome(page, Verdict.WITHDRAWN, row.last_reason or "", remark=remark_on(page, sight, sights))
    return Outcome(page, visit.verdict, visit.reason, remark=remark_on(page, sight, sights))


def _in_vain(sight: Sight, sights: Sequence[Sight]) -> str:
    """Why a page was not seen, also by the other ways."""
    others = [f"The {s.way.name}: {s.visit.reason}" for s in sights if s is not sight and s.visit.reason]
    return " ".join((sight.visit.reason, *others))


def remark_on(page: Page, sight: Sight, sights: Sequence[Sight]) -> str:
    """By which way a page was seen, where not by the first that should show it."""
    first = next(s for s in sights if s is sight or not s.way.covers or page.part in s.way.covers)
    return "" if first is sight else f"seen by the {sight.way.name}, as the {first.way.name} {_trouble(page, first)}"


def _trouble(page: Page, sight: Sight) -> str:
    if sight.stale:
        return f"is behind ({sight.stale})"
    missing = next((f"{each.verdict}: {each.reason}" for each in sight.unseen if each.page.id == page.id), "")
    return f"showed nothing ({missing or f'{sight.visit.verdict}: {sight.visit.reason}'})"


def record_page(recording: Recording, outcome: Outcome, sight: Sight) -> None:
    """Record the look at a page; of a plain good one only what is more than that it was good."""
    is_plain = outcome.verdict in (Verdict.PAGE, Verdict.NOT_MODIFIED)
    said = outcome.remark if is_plain else outcome.reason or outcome.remark
    recording.page_seen(outcome.page.id, sight.visit.at, outcome.verdict, said)


def put_pages(address: Address, held: Held, pages: Iterable[Page], store: Store, at: datetime) -> None:
    """Put pages into the store; one that has moved stays where it is until a good look shows it elsewhere."""
    moved = {id: row.url for id, row in held.rows.items() if row.moved_to}
    store.put_pages(address, [replace(page, url=moved.get(page.id, page.url)) for page in pages], at)


def record_due(
    recording: Recording,
    address: Address,
    held: Held,
    sights: Sequence[Sight],
    outcomes: Iterable[Outcome],
    store: Store,
) -> None:
    """Record when the address is to be looked at next, by what came of this look and of those before."""
    visit = sights[0].visit
    changed: Sequence[datetime] = ()
    if address.soonest is not None:
        changed = store.changed_at(address.place, visit.at - _CHANGES_COUNT_FOR)
    unseen = [outcome for outcome in outcomes if not outcome.verdict.is_good]
    if unseen:
        # The youngest trouble says how soon: what has been gone for long need not be asked for often.
        failures = 1 + min(_times_unseen(held, outcome) for outcome in unseen)
        visit = replace(visit, verdict=unseen[0].verdict)
    else:
        known = held.ways.get(visit.url)
        failures = 0 if visit.verdict.is_good else 1 + (known.failures if known else 0)
        shown = next((sight.visit for sight in sights if sight.visit.verdict.is_good), visit)
        visit = replace(shown, next_try_at=visit.next_try_at)
    recording.due(address.place, next_due(address, visit, changed, failures, visit.at))


def _times_unseen(held: Held, outcome: Outcome) -> int:
    row = held.rows.get(outcome.page.id)
    return row.verdict_count if row and row.last_verdict and not row.last_verdict.is_good else 0
