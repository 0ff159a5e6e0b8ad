"""The one way of a page, from the address that is asked to the outbox. Read it from top to bottom.

visit -> keep the raw body -> read -> compare with the last version -> find facts -> assess
      -> one transaction: visit, version, facts, change, and who is to be told
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from monitor.compare.change import Change
from monitor.errors import StoreError, UnreadableError
from monitor.fetch.visit import Validators, Verdict, Visit
from monitor.publishers import publisher as publisher_of
from monitor.pure import Reading, change_between, reading
from monitor.read.document import Document
from monitor.read.parts import part, parts
from monitor.read.reader import read
from monitor.sources.addresses import part_title
from monitor.sources.page import Address, Page
from monitor.store import AddressState, OvertakenError, PageRow, Recording, Snapshot, Store, Version
from monitor.versions import change_since, own_title, record_version, reread, snapshot_of
from monitor.watching import whole

log = logging.getLogger("monitor.check")

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
    remark: str = ""
    """What else is to be said of a good look, where it is more than "unchanged"."""


_OVERTAKEN = "recorded by another process that looked at the same time"


@dataclass(frozen=True, slots=True)
class _Held:
    """What the store holds of an address before a look at it."""

    state: AddressState | None
    rows: dict[str, PageRow]
    """Its pages that are watched, by id."""

    @property
    def was_seen(self) -> bool:
        """Whether the address was ever well seen."""
        return self.state is not None and self.state.last_good_at is not None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page as it was read now, beside its last version."""

    page: Page
    now: Reading | None = None
    """None where it reads as its last version does."""
    last: Version | None = None
    change: Change | None = None


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

    It may be cancelled while it waits for the site: then nothing of this look is written.

    Raises:
        StoreError: nothing can be written; then nothing is lost, for nothing was half-written.
    """
    held = _held(address, store)
    visit = await look.visit(address.url, _validators(address, held, store))
    if not held.was_seen or visit.verdict is not Verdict.NOT_MODIFIED:
        store.put_pages(address, address.pages, visit.at)
    snapshot = store.keep(address.place, visit) if _is_worth_keeping(visit) else None
    if visit.verdict is not Verdict.PAGE or snapshot is None:
        return _record_unread(address, store, visit, snapshot, clock())
    try:
        document = _document(visit, address)
        return _compare_and_record(address, document, visit, snapshot, held, store, recipients, clock())
    except _NotAPageError as error:
        unread = replace(visit, verdict=error.verdict, reason=str(error))
    except StoreError:
        raise
    except Exception as error:
        # Pages are anybody's text: one on which this program itself fails must not keep the others from being seen.
        log.exception("%s: the program failed on this page", address.place)
        reason = f"The program failed on this page ({type(error).__name__}); what came is kept."
        unread = replace(visit, verdict=Verdict.FAILED, reason=reason)
    return _record_unread(address, store, unread, snapshot, clock())


def _held(address: Address, store: Store) -> _Held:
    named = {page.id for page in address.pages}
    rows = {row.id: row for row in store.pages(address.place) if address.all_parts or row.id in named}
    return _Held(store.address_state(address.place), rows)


def _validators(address: Address, held: _Held, store: Store) -> Validators:
    """What to ask with: nothing, where "not modified" would not tell what becomes of each page.

    So it is where a page has no version yet, or was not well seen at the last look: its part was not in the answer, or
    the answer could not be read or compared.
    """
    state = held.state
    if state is None or state.url != address.url or state.snapshot is None:
        return Validators()
    if not held.rows or any(page.id not in held.rows for page in address.pages):
        return Validators()
    for row in held.rows.values():
        if row.last_verdict is None or not row.last_verdict.is_good or store.last_version(row.id) is None:
            return Validators()
    return state.validators


def _is_worth_keeping(visit: Visit) -> bool:
    """A body is kept if it is the page, or was taken for something else by its content: that may be wrong."""
    return bool(visit.body) and (visit.verdict is Verdict.PAGE or visit.status == 200)


class _NotAPageError(Exception):
    """What came cannot be read as the page; the message is a sentence."""

    def __init__(self, message: str, verdict: Verdict) -> None:
        super().__init__(message)
        self.verdict = verdict


def _document(visit: Visit, address: Address) -> Document:
    try:
        document = read(
            visit.body or b"",
            publisher_of(address.publisher),
            country=address.country,
            media_type=visit.header("content-type"),
            root=address.root,
        )
    except UnreadableError as error:
        raise _NotAPageError(f"The page {error}.", Verdict.FAILED) from None
    if document.is_empty:
        raise _NotAPageError(_why_empty(address), Verdict.EMPTY)
    return document


def _why_empty(address: Address) -> str:
    if address.root:
        return (
            f"Nothing stands at {address.root!r}, where sources.yaml says that the content is: "
            "does the selector still fit?"
        )
    return "The page came without content."


def _compare_and_record(
    address: Address, document: Document, visit: Visit, snapshot: Snapshot, held: _Held, store: Store,
    recipients: Iterable[Recipient], now: datetime,
) -> tuple[Outcome, ...]:  # fmt: skip
    found, absent = _pages_of(address, document, held)
    if not found and not absent:  # all parts are watched, and there never was one: silence would look like a good look
        raise _NotAPageError("The page came without parts that could be told apart.", Verdict.EMPTY)
    unseen = [_without(page, document) for page in absent]
    seen: list[_Seen] = []
    for page, part_document in found:
        try:
            seen.append(_compared(page, part_document, address, held, store))
        except StoreError as error:
            unseen.append(Outcome(page, Verdict.FAILED, f"There is nothing to compare with: {error}."))
    store.put_pages(address, [each.page for each in seen], visit.at)
    try:
        outcomes = _record(address, seen, unseen, visit, snapshot, store, recipients, now)
    except OvertakenError:
        # Another process looked at the same time. What it saw is recorded and told; ours would tell it a second time.
        beside = [_Seen(each.page, last=store.last_version(each.page.id)) for each in seen]
        outcomes = _record(address, beside, unseen, visit, snapshot, store, (), now)
        outcomes = [replace(each, remark=_OVERTAKEN) if each.verdict.is_good else each for each in outcomes]
    return tuple(sorted(outcomes, key=lambda outcome: outcome.page.id))


def _pages_of(address: Address, document: Document, held: _Held) -> tuple[list[tuple[Page, Document]], list[Page]]:
    """The watched pages that the document holds, and those of which it holds nothing."""
    if not address.all_parts and all(page.part is None for page in address.pages):
        return [(page, document) for page in address.pages], []
    named = {page.part: page for page in address.pages}
    known = {row.part: row.page for row in held.rows.values() if row.part} | named
    found: list[tuple[Page, Document]] = []
    for section in parts(document):
        if section.slug not in known and not address.all_parts:
            continue
        page = address.part(section.slug, part_title(address, section.heading))
        if section.slug in named:  # by an entry of its own, which may say that it is safety-critical
            page = replace(page, safety_critical=named[section.slug].safety_critical)
        content = part(document, section.slug)
        if content is not None and not content.is_empty:
            found.append((page, content))
    here = {page.part for page, _ in found}
    return found, [page for slug, page in known.items() if slug not in here]


def _without(page: Page, document: Document) -> Outcome:
    there = [section.slug for section in parts(document)]
    if page.part in there:
        return Outcome(page, Verdict.EMPTY, f"The part {page.part!r} came without content.")
    held = ", ".join(there) or "no parts"
    return Outcome(page, Verdict.GONE, f"The site answered, but without the part {page.part!r}; its answer has {held}.")


def _compared(page: Page, document: Document, address: Address, held: _Held, store: Store) -> _Seen:
    """The page beside its last version. Both are read by today's reader, so that only the page can differ.

    Raises:
        StoreError: what the last version was read from is missing or cannot be read.
    """
    publisher = publisher_of(address.publisher)
    last = store.last_version(page.id)
    if last is None:
        now = reading(document, publisher)
        return _Seen(page, now, change=_appeared(now, page) if _is_new_there(page, address, held, store) else None)
    # Where the reader or the selector changed since, what the page said then may not be found in it any more.
    before = reread(store, snapshot_of(store, last), page, address.place, address.root) or Document("", (), (), ())
    if before == document:
        return _Seen(page, last=last)
    now = reading(document, publisher)
    return _Seen(page, now, last, change_since(last, reading(before, publisher), now, page, store))


def _is_new_there(page: Page, address: Address, held: _Held, store: Store) -> bool:
    """Whether a part that was never seen is new on the site, and not only to us."""
    earlier = held.state.snapshot if held.state else None
    if page.part is None or earlier is None:
        return False
    return reread(store, earlier, page, address.place, address.root) is None


def _appeared(now: Reading, page: Page) -> Change:
    """The change from nothing to a page."""
    publisher = publisher_of(page.publisher)
    nothing = replace(now.document, title="", sections=now.document.sections[:1], blocks=(), links=())
    return change_between(
        reading(nothing, publisher), now, publisher, safety_critical=page.safety_critical, title=own_title(page)
    )


def _record_unread(
    address: Address, store: Store, visit: Visit, snapshot: Snapshot | None, now: datetime
) -> tuple[Outcome, ...]:
    """A look that brought no new page: not modified, or not checked."""
    rows = {row.id: row.page for row in store.pages(address.place)}
    pages = [rows.get(page.id, page) for page in address.pages]
    if address.all_parts:
        pages += [page for id, page in rows.items() if id not in {page.id for page in pages}]
    with store.record(now) as recording:
        recording.visit(address.place, visit, snapshot)
        for page in pages:
            if page.id in rows:
                recording.page_seen(page.id, visit.at, visit.verdict, visit.reason)
        recording.due(address.place, visit.at + address.every)
    if not pages:  # an address all of whose parts are watched, and none of which was ever seen
        return (Outcome(whole(address), visit.verdict, visit.reason),)
    return tuple(Outcome(page, visit.verdict, visit.reason) for page in sorted(pages, key=lambda page: page.id))


def _record(
    address: Address, seen: Sequence[_Seen], unseen: Sequence[Outcome], visit: Visit, snapshot: Snapshot, store: Store,
    recipients: Iterable[Recipient], now: datetime,
) -> list[Outcome]:  # fmt: skip
    """All that a look came to, in one transaction; an outcome a page."""
    outcomes = list(unseen)
    with store.record(now) as recording:
        visit_id = recording.visit(address.place, visit, snapshot)
        for outcome in unseen:
            recording.page_seen(outcome.page.id, visit.at, outcome.verdict, outcome.reason)
        for each in seen:
            recording.page_seen(each.page.id, visit.at, visit.verdict, visit.reason)
            change_id = _record_version(recording, each, visit, visit_id, snapshot)
            change = None if change_id is None else store.change(change_id)
            if change_id is not None and change is not None and _is_told(each):
                recording.deliveries(change_id, [r.name for r in recipients if r.when.meets(change)])
            is_first = each.last is None and change is None
            outcomes.append(Outcome(each.page, visit.verdict, visit.reason, change, change_id, is_first))
        recording.due(address.place, visit.at + address.every)
    return outcomes


def _record_version(recording: Recording, seen: _Seen, visit: Visit, visit_id: int, snapshot: Snapshot) -> int | None:
    if seen.now is None:
        return None
    # Should the clock go back, what comes is newer than the last version all the same.
    at = max(visit.at, seen.last.observed_at + timedelta(microseconds=1)) if seen.last else visit.at
    return record_version(recording, seen.page, seen.now, snapshot, visit_id, at, seen.last, seen.change)[1]


def _is_told(seen: _Seen) -> bool:
    """Between a past that was taken from elsewhere and our first look, what differs may be the other's reading."""
    return seen.last is None or seen.last.origin == "live"
