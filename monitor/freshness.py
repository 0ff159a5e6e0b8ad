"""Freshness: how long each page may go without a good look, and which of them went longer.

A page that nobody could see is not unchanged, it is not checked; and a daemon that died looks at nothing and fails at
nothing. So what counts is the time of the last good look, whatever the looks since came to.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from monitor.alarms import Trouble, is_anything_to_settle, settle
from monitor.fetch.visit import Verdict
from monitor.sources.page import Address
from monitor.store.alarms import Alarm, AlarmKind, InDoubt, Telling
from monitor.store.store import Store

if TYPE_CHECKING:
    from monitor.sources.recipients import Recipient

LEAST_ALLOWANCE = timedelta(days=1)
INTERVALS = 3
"""Looks in a row that may fail before somebody is told."""
GONE_LOOKS = 2
"""Looks in a row that must find a page gone before anybody is told: a site that is rebuilt answers 404 for an hour."""
NOBODY = "overdue"
"""Stands for the verdict of a look where there was none."""

_BY_WAY = " by the "
_KINDS: tuple[AlarmKind, ...] = ("not_checked", "gone")


def allowance_of(address: Address) -> timedelta:
    """How long the pages of an address may go without a good look before somebody is told."""
    return address.allowance or max(LEAST_ALLOWANCE, INTERVALS * address.every)


def troubles(
    store: Store, addresses: Iterable[Address], now: datetime
) -> tuple[list[Trouble], list[tuple[AlarmKind, str]]]:
    """What is wrong now with the pages of these addresses, and of which alarms this can be said: for `settle`.

    A page that is gone at several looks in a row is `gone`; one that was not well seen for longer than its allowance is
    `not_checked`. Where it is, pages of the same publisher that fail in the same way and have used up half of their
    allowance are told with it: one wall is one notice, not one for each page as its hour comes.

    Examined are the pages with an alarm that are well seen again. One that fails in another way now is no better.
    """
    by_place = {address.place: address for address in addresses}
    least = min(map(allowance_of, by_place.values()), default=LEAST_ALLOWANCE)
    found: list[Trouble] = []
    examined: list[tuple[AlarmKind, str]] = []
    maybe: list[tuple[InDoubt, timedelta]] = []
    for each in store.alarms.in_doubt(now - least):
        address = by_place.get(each.place)
        if address is None or not _is_watched(each, address):
            continue
        verdict, allowance = Verdict(each.verdict), allowance_of(address)
        if verdict is Verdict.GONE and each.verdict_count >= GONE_LOOKS:
            found.append(_trouble("gone", each, address))
        elif now - each.begin > allowance:
            nobody = verdict.is_good or now - each.last_visit_at > allowance
            found.append(_overdue(each, address) if nobody else _trouble("not_checked", each, address))
        elif not verdict.is_good:
            maybe.append((each, allowance))
        else:
            examined += [(kind, each.id) for kind in each.alarms if kind in _KINDS]
    walls = {(trouble.publisher, trouble.verdict) for trouble in found if trouble.kind == "not_checked"}
    for each, allowance in maybe:
        address = by_place[each.place]
        is_of_wall = (address.publisher, each.verdict) in walls and now - each.begin > allowance / 2
        if "not_checked" in each.alarms or is_of_wall:
            found.append(_trouble("not_checked", each, address))
    return found, examined


def closed_ways(
    store: Store, addresses: Iterable[Address], now: datetime
) -> tuple[list[Trouble], list[tuple[AlarmKind, str]]]:
    """The ways that have shown nothing for longer than their address is allowed, while its pages are seen another way.

    Nobody would miss them: the pages are well seen. But a preferred way that is dead is one that no longer tells first,
    and the next may be the last.
    """
    by_place = {address.place: address for address in addresses}
    found: dict[str, Trouble] = {}
    for way in store.alarms.closed_ways():
        address = by_place.get(way.place)
        if address is None or way.url not in {each.url for each in address.ways}:
            continue
        allowance = allowance_of(address)
        if now - way.begin > allowance >= now - way.seen_at:
            subject = f"{way.place}{_BY_WAY}{way.name}"
            why = f"{way.verdict}: {way.reason.rstrip('.')}"
            reason = f"The {way.name} shows nothing ({why}); its pages are seen another way."
            found[subject] = Trouble("stale", subject, None, way.verdict, reason, way.last_good_at, address.country)
    lasting = [alarm for alarm in store.alarms.open() if alarm.kind == "stale" and _BY_WAY in alarm.subject]
    return list(found.values()), [alarm.key for alarm in lasting if alarm.subject not in found]


def watch_freshness(
    store: Store, addresses: Sequence[Address], recipients: Sequence[Recipient], now: datetime | None = None
) -> list[Telling]:
    """Tell of pages that were not well seen for too long, that are gone, or that are well seen again.

    Writes nothing where nothing is to be told; else all in one transaction.

    Args:
        addresses: all that are watched, not only those that were just looked at. An alarm about a page that is watched
            no more ends, and nobody is told; so does one that another of the same page takes the place of (gone, where
            it was blocked).
        now: the real time; that of the clock where it is not given.

    Raises:
        StoreError: the store cannot be read or written.
    """
    now = now or datetime.now(UTC)
    found, examined = troubles(store, addresses, now)
    closed, opened = closed_ways(store, addresses, now)
    found, examined = [*found, *closed], [*examined, *opened]
    outdated = _outdated(store.alarms.open(), found, store, addresses)
    if not outdated and not is_anything_to_settle(store.alarms, found, examined, recipients, now):
        return []
    with store.record(now) as recording:
        for alarm in outdated:
            recording.alarms.end(alarm, now, settled=True)
        return settle(recording, found, examined, recipients, now)


def _is_watched(each: InDoubt, address: Address) -> bool:
    return address.all_parts or not each.is_page or any(page.id == each.id for page in address.pages)


def _outdated(
    lasting: Sequence[Alarm], found: Sequence[Trouble], store: Store, addresses: Sequence[Address]
) -> list[Alarm]:
    """The alarms about what sources.yaml does not name any more, and those that another of the same page replaces."""
    if not lasting:
        return []
    wrong = {trouble.subject: trouble.kind for trouble in found}
    by_place = {address.place: address for address in addresses}
    pages = {page.id for address in addresses for page in address.pages}

    def is_watched(alarm: Alarm) -> bool:
        if alarm.page_id is None:
            return alarm.subject in by_place or alarm.kind not in _KINDS
        if alarm.page_id in pages:
            return True
        row = store.page(alarm.page_id)
        address = by_place.get(row.place) if row else None
        return address is not None and address.all_parts

    def is_replaced(alarm: Alarm) -> bool:
        return alarm.kind in _KINDS and wrong.get(alarm.subject, alarm.kind) != alarm.kind

    return [alarm for alarm in lasting if is_replaced(alarm) or not is_watched(alarm)]


def _trouble(kind: AlarmKind, each: InDoubt, address: Address) -> Trouble:
    return _of(kind, each, address, each.verdict, each.reason)


def _overdue(each: InDoubt, address: Address) -> Trouble:
    return _of("not_checked", each, address, NOBODY, "Nobody has looked.")


def _of(kind: AlarmKind, each: InDoubt, address: Address, verdict: str, reason: str) -> Trouble:
    page_id, country = (each.id, each.country) if each.is_page else (None, address.country)
    return Trouble(kind, each.id, page_id, verdict, reason, each.last_good_at, country)
