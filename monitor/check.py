"""The one way of a page, from the address that is asked to the outbox. Read it from top to bottom.

visit -> keep the raw body -> read -> find facts -> compare with the last version -> assess
      -> one transaction: visit, version, facts, change, and who is to be told
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from monitor.compare.change import Change, PageInfo
from monitor.errors import StoreError, UnreadableError
from monitor.fetch.visit import Validators, Verdict, Visit
from monitor.fingerprint import fingerprint
from monitor.publishers import publisher as publisher_of
from monitor.publishers.publisher import Publisher
from monitor.pure import Reading, change_between, reading
from monitor.read.document import Document
from monitor.read.parts import part, parts
from monitor.read.reader import read
from monitor.reverted import as_reverted
from monitor.sources.addresses import part_title
from monitor.sources.page import Address, Page
from monitor.store import Recording, Snapshot, Store, Version

AT_ONCE = 10
"""Addresses that are asked at the same time; the pace per host is kept by the client."""


class Asks(Protocol):
    """What asks a site: `monitor.fetch.client`."""

    async def visit(self, url: str, validators: Validators = ...) -> Visit:
        """Ask once."""


class Recipient(Protocol):
    """Who may be told."""

    @property
    def name(self) -> str:
        """Unique name."""

    @property
    def when(self) -> Rule:
        """Which changes concern them."""


class Rule(Protocol):
    """Which changes concern somebody."""

    def meets(self, change: Change) -> bool:
        """Whether this change is to be told."""


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


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as it was read now, beside its last version."""

    page: Page
    now: Reading
    last: Version | None
    change: Change | None
    is_first: bool


async def check(
    addresses: Sequence[Address],
    look: Asks,
    store: Store,
    recipients: Iterable[Recipient] = (),
    *,
    at_once: int = AT_ONCE,
) -> AsyncIterator[tuple[Address, tuple[Outcome, ...]]]:
    """Look at addresses, several at the same time; gives each as it is done, with the outcome of each of its pages."""
    gate = asyncio.Semaphore(at_once)
    told = tuple(recipients)

    async def one(address: Address) -> tuple[Address, tuple[Outcome, ...]]:
        async with gate:
            return address, await check_address(address, look, store, told)

    tasks = [asyncio.create_task(one(address)) for address in addresses]
    try:
        for done in asyncio.as_completed(tasks):
            yield await done
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def check_address(
    address: Address,
    look: Asks,
    store: Store,
    recipients: Iterable[Recipient] = (),
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> tuple[Outcome, ...]:
    """Look at one address and write down what came of it; an outcome a page.

    Raises:
        StoreError: nothing can be written; then nothing is lost, for nothing was half-written.
    """
    state = store.address_state(address.place)
    seen_before = state is not None and state.last_good_at is not None
    visit = await look.visit(address.url, _validators(address, store))
    if not seen_before or visit.verdict is not Verdict.NOT_MODIFIED:
        store.put_pages(address, address.pages, visit.at)
    snapshot = store.keep(address.place, visit) if _worth_keeping(visit) else None
    if visit.verdict is not Verdict.PAGE or snapshot is None:
        return _record_unread(address, store, visit, snapshot, clock())
    publisher = publisher_of(address.publisher)
    try:
        document = _read(visit.body or b"", address, visit.header("content-type"))
    except UnreadableError as error:
        failed = replace(visit, verdict=Verdict.FAILED, reason=f"The page {error}.")
        return _record_unread(address, store, failed, snapshot, clock())
    if document is None:
        empty = replace(visit, verdict=Verdict.EMPTY, reason=_why_empty(address))
        return _record_unread(address, store, empty, snapshot, clock())
    found, absent = _pages_of(address, document, store)
    outcomes = [Outcome(page, Verdict.GONE, _gone(page)) for page in absent]
    readings: list[_Seen] = []
    for page, part_document in found:
        try:
            readings.append(_compared(page, part_document, address, publisher, store, seen_before=seen_before))
        except StoreError as error:
            outcomes.append(Outcome(page, Verdict.FAILED, f"The earlier version cannot be read: {error}"))
    store.put_pages(address, [seen.page for seen in readings], visit.at)
    with store.record(clock()) as recording:
        visit_id = recording.visit(address.place, visit, snapshot)
        for outcome in outcomes:
            recording.page_seen(outcome.page.id, visit.at, outcome.verdict, outcome.reason)
        for seen in readings:
            outcomes.append(_record(recording, seen, visit, visit_id, snapshot, recipients))
        recording.due(address.place, visit.at + address.every)
    return tuple(sorted(outcomes, key=lambda o: o.page.id))


def _validators(address: Address, store: Store) -> Validators:
    """What to ask with: nothing, where a page that is watched has no version yet, so that it gets one."""
    state = store.address_state(address.place)
    if state is None or state.url != address.url or state.snapshot is None:
        return Validators()
    if any(store.last_version(page.id) is None for page in address.pages):
        return Validators()
    if address.all_parts and not any(row.place == address.place for row in store.pages()):
        return Validators()
    return state.validators


def _worth_keeping(visit: Visit) -> bool:
    """A body is kept if it is the page, or was taken for something else by its content: that may be wrong."""
    return bool(visit.body) and (visit.verdict is Verdict.PAGE or visit.status == 200)


def _read(body: bytes, address: Address, media_type: str | None) -> Document | None:
    """The document of a body; None where nothing stands where the content should be."""
    publisher = publisher_of(address.publisher)
    document = read(body, publisher, country=address.country, media_type=media_type, root=address.root)
    return None if document.is_empty else document


def _why_empty(address: Address) -> str:
    if address.root:
        return f"Nothing stands at {address.root!r}, where sources.yaml says that the content is: does the selector still fit?"
    return "The page came without content."


def _pages_of(address: Address, document: Document, store: Store) -> tuple[list[tuple[Page, Document]], list[Page]]:
    """The watched pages that the document holds, and those that it holds no more."""
    if not address.all_parts and all(page.part is None for page in address.pages):
        return [(page, document) for page in address.pages], []
    known = {page.part: page for page in address.pages}
    if address.all_parts:
        known |= {row.part: row.page for row in store.pages() if row.place == address.place and row.part}
    found: list[tuple[Page, Document]] = []
    for section in parts(document):
        if section.slug not in known and not address.all_parts:
            continue
        page = address.part(section.slug, part_title(address, section.heading))
        held = part(document, section.slug)
        if held is not None and not held.is_empty:
            found.append((page, held))
    here = {page.part for page, _ in found}
    return found, [page for slug, page in known.items() if slug not in here]


def _gone(page: Page) -> str:
    return f"The site answered, but its answer has no part {page.part!r} any more."


def _compared(
    page: Page, document: Document, address: Address, publisher: Publisher, store: Store, *, seen_before: bool
) -> _Seen:
    """The page beside its last version. Both are read by today's reader, so that only the page can differ."""
    now = reading(document, publisher)
    last = store.last_version(page.id)
    if last is None:
        # A part that appears on an address that was seen well before is new on the page, not only to us.
        is_new_part = seen_before and address.all_parts
        change = _appeared(now, publisher, page) if is_new_part else None
        return _Seen(page, now, None, change, is_first=not is_new_part)
    before = _last_document(last, page, address, store)
    if before == document:
        return _Seen(page, now, last, None, is_first=False)
    change = change_between(
        reading(before, publisher), now, publisher, safety_critical=page.safety_critical, title=_own_title(page)
    )
    return _Seen(page, now, last, as_reverted(change, document, last, store), is_first=False)


def _last_document(last: Version, page: Page, address: Address, store: Store) -> Document:
    snapshot = store.snapshot(last.snapshot_id)
    if snapshot is None:
        raise StoreError(f"the database has lost snapshot {last.snapshot_id}")
    try:
        whole = _read(store.body(snapshot), address, dict(snapshot.headers).get("content-type"))
    except UnreadableError as error:
        raise StoreError(f"{snapshot.path} {error}") from None
    # A version that was taken from elsewhere is the page alone, and no answer of this address with its parts.
    is_part = page.part is not None and snapshot.place == address.place
    held = part(whole, page.part or "") if whole is not None and is_part else whole
    if held is None:
        # The reader or the selector changed since: what the page said then cannot be compared any more.
        return Document("", (), (), ())
    return held


def _appeared(now: Reading, publisher: Publisher, page: Page) -> Change:
    nothing = replace(now.document, title="", sections=now.document.sections[:1], blocks=(), links=())
    return change_between(
        reading(nothing, publisher), now, publisher, safety_critical=page.safety_critical, title=_own_title(page)
    )


def _own_title(page: Page) -> str:
    return page.title.rpartition(" / ")[2]


def _record_unread(
    address: Address, store: Store, visit: Visit, snapshot: Snapshot | None, now: datetime
) -> tuple[Outcome, ...]:
    """A look that brought no new page: not modified, or not checked."""
    rows = {row.id: row.page for row in store.pages() if row.place == address.place}
    pages = [rows.get(page.id, page) for page in address.pages] or list(rows.values())
    with store.record(now) as recording:
        recording.visit(address.place, visit, snapshot)
        for page in pages:
            if page.id in rows:
                recording.page_seen(page.id, visit.at, visit.verdict, visit.reason)
        recording.due(address.place, visit.at + address.every)
    if not pages:  # an address all of whose parts are watched, and none of which was ever seen
        stand_in = Page(address.place, address.place, address.url, address.publisher, address.country)
        return (Outcome(stand_in, visit.verdict, visit.reason),)
    return tuple(Outcome(page, visit.verdict, visit.reason) for page in pages)


def _record(
    recording: Recording, seen: _Seen, visit: Visit, visit_id: int, snapshot: Snapshot, recipients: Iterable[Recipient]
) -> Outcome:
    page, document = seen.page, seen.now.document
    recording.page_seen(page.id, visit.at, visit.verdict, visit.reason)
    if seen.last is not None and seen.change is None:
        return Outcome(page, visit.verdict, visit.reason)
    version = recording.version(page.id, snapshot, visit_id, visit.at, document, fingerprint(document), seen.now.facts)
    if seen.change is None:
        return Outcome(page, visit.verdict, visit.reason, is_first=True)
    change_id = recording.change(page.id, seen.last.id if seen.last else None, version, seen.change)
    change = seen.change.of(_info(page), None, None, change_id)
    if seen.last is None or seen.last.origin == "live":
        # Between a past that was taken from elsewhere and our first look, what differs may be the other's reading.
        recording.deliveries(change_id, [r.name for r in recipients if r.when.meets(change)])
    return Outcome(page, visit.verdict, visit.reason, change, change_id)


def _info(page: Page) -> PageInfo:
    return PageInfo(page.id, page.title, page.url, page.publisher, page.country, page.safety_critical)
