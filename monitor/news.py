"""What came that is new: held beside the last versions, and written in one transaction with who is to be told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor.alarms import Trouble, settle
from monitor.comparing import Seen, absent, compared, settled, whole_doubts, with_doubts
from monitor.errors import StoreError
from monitor.fetch.unreliable import unreliable
from monitor.fetch.visit import Verdict, Visit
from monitor.outcome import Outcome, put_pages, record_due, record_page, remark_on, sight_of, unread
from monitor.report.times import length
from monitor.sight import Held, Sight
from monitor.sources.page import Address, Page
from monitor.store import OvertakenError, Recording, Store
from monitor.store.alarms import AlarmKind
from monitor.versions import Reads, read_snapshot, record_version

if TYPE_CHECKING:
    from monitor.sources.recipients import Recipient

_OVERTAKEN = "recorded by another process that looked at the same time"


def compare_and_record(
    address: Address, sights: Sequence[Sight], held: Held, store: Store, recipients: Iterable[Recipient], now: datetime,
    confirm_after: timedelta,
) -> tuple[Outcome, ...]:  # fmt: skip
    """Hold what was seen of an address beside its last versions, and write all that came of the look.

    Args:
        now: the real time.
        confirm_after: how long after a doubtful look the second one may decide.

    Raises:
        StoreError: nothing can be written.
    """
    seen, failed = _compared(address, sights, held, store, now, confirm_after)
    put_pages(address, held, [page for page in address.pages if page.id not in held.rows], store, sights[0].visit.at)
    store.put_pages(address, [_where_it_is(each, address, held) for each in seen], sights[0].visit.at)
    try:
        outcomes = _record(address, seen, failed, sights, held, store, recipients, now)
    except OvertakenError:
        # Another process looked at the same time. What it saw is recorded and told; ours would tell it a second time.
        beside = [Seen(each.page, each.sight, last=store.last_version(each.page.id)) for each in seen]
        outcomes = _record(address, beside, failed, sights, held, store, (), now)
        outcomes = [replace(each, remark=_OVERTAKEN) if each.verdict.is_good else each for each in outcomes]
    return tuple(sorted(outcomes, key=lambda outcome: outcome.page.id))


def _where_it_is(seen: Seen, address: Address, held: Held) -> Page:
    """The page with its URL: of where it has moved to, another way than its own says nothing, and what is doubtful
    nothing yet."""
    row = held.rows.get(seen.page.id)
    if row is None or (seen.sight.way.url == address.url and not seen.doubts):
        return seen.page
    return replace(seen.page, url=row.url) if row.moved_to or seen.doubts else seen.page


def _compared(
    address: Address, sights: Sequence[Sight], held: Held, store: Store, now: datetime, confirm_after: timedelta
) -> tuple[list[Seen], list[Outcome]]:
    """The pages that came, each beside its last version, and those that could not be held beside it."""
    seen: dict[str, Seen] = {}
    failed: list[Outcome] = []
    reads: Reads = lru_cache(maxsize=2 * len(sights))(read_snapshot)  # all parts of an answer stand in one snapshot
    # What is older than it should be counts only for what nothing else shows.
    for sight in sorted(sights, key=lambda sight: bool(sight.stale)):
        doubted = whole_doubts(sight, address, held, store, reads)
        for page, document in sight.found:
            if page.id in seen:
                continue
            try:
                found = compared(page, document, sight, address, held, store, reads)
            except StoreError as error:
                failed.append(Outcome(page, Verdict.FAILED, f"There is nothing to compare with: {error}."))
                continue
            seen[page.id] = settled(with_doubts(found, doubted), held, now, confirm_after)
        for page in (each.page for each in sight.unseen if each.page.id not in seen):
            if doubted and (missing := settled(absent(page, sight, doubted), held, now, confirm_after)).doubts:
                seen[page.id] = missing
    if any(each.doubts for each in seen.values()):
        # A part that nobody knows, in an answer that may be another page's, is no new page yet.
        seen = {id: each for id, each in seen.items() if each.last is not None or each.page in address.pages}
    return list(seen.values()), failed


def _record(
    address: Address, seen: Sequence[Seen], failed: Sequence[Outcome], sights: Sequence[Sight], held: Held,
    store: Store, recipients: Iterable[Recipient], now: datetime,
) -> list[Outcome]:  # fmt: skip
    """All that a look came to, in one transaction; an outcome a page."""
    outcomes = list(failed)
    done = {each.page.id for each in seen} | {outcome.page.id for outcome in failed}
    known = {page.id: page for page in address.pages} | {id: row.page for id, row in held.rows.items()}
    outcomes += [unread(page, held, sights) for id, page in known.items() if id not in done]
    doubtful = {id(each.sight) for each in seen if each.doubts}
    with store.record(now) as recording:
        visits: dict[int, int] = {}
        for sight in sights:
            visit = _doubtful(sight.visit, seen) if id(sight) in doubtful else sight.visit
            shown = sight.seen - {outcome.page.id for outcome in failed}
            visits[id(sight)] = recording.visit(address.place, visit, sight.snapshot, way=sight.way, shown=shown)
            _distrust(recording, address, held, sight, seen)
        for outcome in outcomes:
            record_page(recording, outcome, sight_of(outcome.page, sights))
        for each in seen:
            outcome = _recorded(recording, each, visits[id(each.sight)], sights, store, recipients)
            record_page(recording, outcome, each.sight)
            if outcome.verdict.is_good and each.sight.way.url == address.url:
                recording.moved(each.page.id, each.sight.visit.moved_to)
            if each.doubts or each.page.id in held.rows:
                _suspect(recording, each, held)
            outcomes.append(outcome)
        _tell_of_disagreements(recording, address, seen, recipients, now)
        record_due(recording, address, held, sights, outcomes, store)
    return outcomes


def _tell_of_disagreements(
    recording: Recording, address: Address, seen: Sequence[Seen], recipients: Iterable[Recipient], now: datetime
) -> None:
    """Have it told where a way does not bear out what another one showed."""
    if len(address.ways) < 2:
        return
    subjects = {each.page.id: f"{each.page.id} by its ways" for each in seen}
    troubles = [
        Trouble(
            "disagreement", subjects[each.page.id], each.page.id, None, each.disagreement, each.sight.visit.at,
            each.page.country,
        )
        for each in seen
        if each.disagreement
    ]  # fmt: skip
    examined: list[tuple[AlarmKind, str]] = [("disagreement", subject) for subject in subjects.values()]
    settle(recording, troubles, examined, recipients, now)


def _recorded(
    recording: Recording, seen: Seen, visit_id: int, sights: Sequence[Sight], store: Store,
    recipients: Iterable[Recipient],
) -> Outcome:  # fmt: skip
    """Write the version and the change of one page, where there is one."""
    visit, remark = seen.sight.visit, remark_on(seen.page, seen.sight, sights)
    if seen.doubts:
        later = f" after {length(seen.again_after)}" if seen.is_grave and seen.again_after else ""
        reason = f"A second look{later} is to confirm it: {' '.join(seen.doubts)}"
        return Outcome(seen.page, Verdict.SUSPECT, reason, again_after=seen.again_after)
    if seen.now is None or seen.sight.snapshot is None:
        return Outcome(seen.page, visit.verdict, visit.reason, remark=remark)
    # Should the clock go back, what comes is newer than the last version all the same.
    at = max(visit.at, seen.last.observed_at + timedelta(microseconds=1)) if seen.last else visit.at
    change = seen.change
    if change is not None and remark and change.significance != "none":
        change = replace(change, reasons=(*change.reasons, remark))
    change_id = record_version(
        recording, seen.page, seen.now, seen.sight.snapshot, visit_id, at, seen.last, change,
        way=seen.sight.way.name, before=seen.before,
    )[1]  # fmt: skip
    change = None if change_id is None else store.change(change_id)
    if change_id is not None and change is not None and _is_told(seen):
        recording.deliveries(change_id, [r.name for r in recipients if r.meets(change)])
    is_first = seen.last is None and change is None
    return Outcome(seen.page, visit.verdict, visit.reason, change, change_id, is_first, remark)


def _doubtful(visit: Visit, seen: Sequence[Seen]) -> Visit:
    """A visit that brought a page which may not be the one: its validators are not asked with."""
    signs = tuple(dict.fromkeys(sign for each in seen for sign in each.doubts))
    return replace(
        visit,
        verdict=Verdict.SUSPECT,
        reason="What came may not be the page, or not be whole; a second look is to confirm it.",
        evidence=(*visit.evidence, *signs),
    )


def _suspect(recording: Recording, seen: Seen, held: Held) -> None:
    row = held.rows.get(seen.page.id)
    if seen.doubts:
        at = seen.sight.visit.at
        if row is None or row.suspect_mark != seen.mark or row.suspect_at is None or row.suspect_at > at:
            recording.suspect(seen.page.id, seen.mark, at)
    elif row is not None and row.suspect_mark is not None:
        recording.suspect(seen.page.id, None, None)


def _distrust(recording: Recording, address: Address, held: Held, sight: Sight, seen: Sequence[Seen]) -> None:
    """See whether a page came otherwise under the validator of the body before it."""
    before = held.ways.get(sight.way.url)
    is_new = any(
        each.sight is sight and not each.doubts and each.change and each.change.significance != "none" for each in seen
    )
    if before is None or not is_new:
        return
    for validator, why in unreliable(before.validators, sight.visit.validators):
        recording.distrust(address.place, sight.way.url, validator, f"{why}, on {sight.visit.at:%Y-%m-%d}")


def _is_told(seen: Seen) -> bool:
    """Between a past that was taken from elsewhere and our first look, what differs may be the other's reading."""
    return seen.last is None or (seen.before or seen.last).origin == "live"
