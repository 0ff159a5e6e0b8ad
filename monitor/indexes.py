"""Indexes as triggers: one request tells which countries have news, and their pages are looked at at once.

ask -> keep the raw body -> read its lines -> compare with what it said -> one transaction: visit, lines, what is due

An index tells only what its publisher announces. So pages that it does not name are looked at all the same, in their
own turn; and an index that stands still while pages move is told as a trouble of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from monitor.alarms import Trouble, settle
from monitor.errors import StoreError, UnreadableError
from monitor.fetch.visit import Validators, Verdict, Visit
from monitor.index_news import NOTHING_NEW, News, awaited, lines_of, news
from monitor.index_troubles import troubles_of
from monitor.interval import next_due
from monitor.looking import WHOLE_EVERY, Asks
from monitor.publishers import publisher as publisher_of
from monitor.read.entry import Entry
from monitor.sources.page import Address
from monitor.store import Snapshot, Store, WayState
from monitor.store.alarms import AlarmKind
from monitor.store.indexes import IndexLine, PageStamp

if TYPE_CHECKING:
    from monitor.sources.recipients import Recipient


@dataclass(frozen=True, slots=True)
class IndexLook:
    """What a look at an index came to."""

    address: Address
    verdict: Verdict
    reason: str
    named: tuple[str, ...] = ()
    """Places of the addresses of which it has news, or had of late and they do not show them; they are due now."""
    entries: int = 0
    """Countries of which it speaks; 0 where nothing new came."""
    gone: tuple[str, ...] = ()
    """Countries of which it spoke up to now."""


async def check_index(
    address: Address,
    look: Asks,
    store: Store,
    addresses: Iterable[Address],
    recipients: Iterable[Recipient] = (),
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> IndexLook:
    """Look at an index, and have the pages looked at of which it has news.

    The first look names nothing: the pages are looked at in their own turn anyway.

    Args:
        address: that of the index.
        addresses: all that are watched.
        recipients: who may be told that the index stands still, or says another level than a page.
        now: the real time.

    Raises:
        StoreError: nothing can be written.
    """
    way = address.ways[0]
    before = next((state for state in store.ways(address.place) if state.url == way.url), None)
    visit = await look.visit(way.url, _validators(before, now()))
    read = _read(address, visit, before, store)
    watched = [each for each in addresses if each.publisher == address.publisher and not each.is_index]
    moment = now()
    places = {each.place for each in watched}
    pages = [page for page in store.stamped_pages(address.publisher) if page.place in places]
    named = _places(read.news.named, read.entries, watched)
    if read.visit.verdict.is_good:
        announces = publisher_of(address.publisher).announces
        named = tuple(sorted({*named, *awaited(store.index_lines(address.place), pages, announces, moment)}))
    troubles, examined = _troubles(address, read, pages, before, store, moment)
    with store.record(moment) as recording:
        recording.visit(address.place, read.visit, read.snapshot, way=way)
        recording.index_lines(address.place, read.news.changed)
        for place in named:
            recording.due(place, moment)
        failures = 0 if read.visit.verdict.is_good else (before.failures if before else 0) + 1
        recording.due(address.place, next_due(address, read.visit, (), failures, moment))
        if troubles or examined:
            settle(recording, troubles, examined, recipients, moment)
    visit = read.visit
    return IndexLook(address, visit.verdict, visit.reason, named, len(read.came), read.news.gone)


def _validators(before: WayState | None, now: datetime) -> Validators:
    """What to ask with: nothing where "not modified" is all that was heard for too long."""
    if before is None or before.snapshot is None or before.whole_at is None:
        return Validators()
    if not timedelta() <= now - before.whole_at < WHOLE_EVERY:
        return Validators()
    return before.validators


@dataclass(frozen=True, slots=True)
class _Read:
    """What an answer said."""

    visit: Visit
    """With the verdict that reading came to."""
    snapshot: Snapshot | None = None
    entries: tuple[Entry, ...] = ()
    came: Mapping[str, IndexLine] = field(default_factory=dict)
    news: News = NOTHING_NEW


def _read(address: Address, visit: Visit, before: WayState | None, store: Store) -> _Read:
    if not visit.body or not (visit.verdict.has_page or visit.status == 200):
        return _Read(visit)
    # A body is kept if it is the index, or was taken for something else by its content: that may be wrong.
    snapshot = store.keep(address.place, visit)
    if not visit.verdict.has_page or (before and before.snapshot and before.snapshot.id == snapshot.id):
        return _Read(visit, snapshot)
    try:
        entries = _entries(address, visit.body, visit.header("content-type"))
    except UnreadableError as error:
        return _Read(replace(visit, verdict=Verdict.FAILED, reason=f"The index {error}."), snapshot)
    came = lines_of(entries, visit.at)
    found = news(
        store.index_lines(address.place),
        came,
        visit.at,
        doubted=_doubted(address, store),
        good_at=before.last_good_at if before else None,
    )
    if found.verdict is not Verdict.PAGE or found.reason:
        verdict = visit.verdict if found.verdict is Verdict.PAGE else found.verdict
        evidence = (*visit.evidence, *found.evidence)
        visit = replace(visit, verdict=verdict, reason=found.reason, evidence=evidence)
    return _Read(visit, snapshot, entries, came, found)


def _entries(address: Address, body: bytes, media_type: str | None) -> tuple[Entry, ...]:
    # Reading is costly to import, and mostly there is nothing to read.
    from monitor.read.reader import read_index

    entries = read_index(body, publisher_of(address.publisher), media_type=media_type)
    if entries is None:
        raise UnreadableError("came as something else: what was answered is no list of countries")
    return entries


def _doubted(address: Address, store: Store) -> dict[str, IndexLine] | None:
    """What the answer before said, where it was not believed."""
    last = store.last_visit(address.place)
    if last is None or last.verdict is not Verdict.SUSPECT or last.snapshot is None:
        return None
    try:
        return lines_of(
            _entries(address, store.body(last.snapshot), last.snapshot.media_type), last.snapshot.fetched_at
        )
    except (StoreError, UnreadableError):  # what was kept of it may be lost: then there is nothing to confirm
        return None


def _places(countries: Iterable[str], entries: Iterable[Entry], watched: Sequence[Address]) -> tuple[str, ...]:
    """The addresses whose pages lines are about: those of the country, or the one at the line's own URL."""
    wanted = set(countries)
    lines = [entry for entry in entries if entry.country in wanted]
    found = {each.place for each in watched for entry in lines if _is_about(entry, each)}
    return tuple(sorted(found))


def _is_about(entry: Entry, address: Address) -> bool:
    if entry.url and entry.url == address.part_url.replace("/{part}", ""):
        return True  # several countries may share one page
    if entry.country != address.country:
        return False
    if address.place.rpartition("/")[2] == entry.name:
        return True
    if address.all_parts:
        return entry.name in publisher_of(address.publisher).usual_parts
    return any(page.part == entry.name for page in address.pages)


def _troubles(
    address: Address, read: _Read, pages: Sequence[PageStamp], before: WayState | None, store: Store, now: datetime
) -> tuple[list[Trouble], list[tuple[AlarmKind, str]]]:
    if not read.visit.verdict.is_good:
        return [], []
    lines = {line.country: line for line in (*store.index_lines(address.place).values(), *read.news.changed)}
    return troubles_of(address, lines, pages, store.facts, before.last_visit_at if before else None, now)
