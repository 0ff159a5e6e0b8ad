"""The one way of a page, from the address that is asked to the outbox. Read it from top to bottom.

down the ways: visit -> keep the raw body -> read          (`monitor.looking`)
      -> compare with the last version -> doubtful or not  (`monitor.comparing`)
      -> one transaction: visits, versions, facts, changes, and who is to be told
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from monitor.errors import StoreError
from monitor.fetch.visit import Verdict
from monitor.host_queue import HostQueue, host_of
from monitor.looking import Asks, Eyes, held_of, sights_of
from monitor.outcome import Outcome, is_as_before, put_pages, record_due, record_page, sight_of, unread
from monitor.pending import Pending
from monitor.sight import Held, Sight
from monitor.sources.page import Address
from monitor.store import Recording, Store
from monitor.watching import whole

if TYPE_CHECKING:
    from monitor.sources.recipients import Recipient

log = logging.getLogger("monitor.check")

AT_ONCE = 200
"""Most addresses that are asked at the same time, over all hosts; the pace of each host is kept by the client."""
CONFIRM_AFTER = timedelta(minutes=1)
"""How long after a doubtful look the second one may decide, where nobody says otherwise."""


def _now() -> datetime:
    return datetime.now(UTC)


async def check(
    addresses: Sequence[Address],
    look: Asks | Eyes,
    store: Store,
    recipients: Iterable[Recipient] = (),
    *,
    at_once: Callable[[str], int] = lambda host: 1,
    confirm_after: timedelta = CONFIRM_AFTER,
) -> AsyncIterator[tuple[Address, tuple[Outcome, ...]]]:
    """Look at addresses, many at the same time; gives each as it is done, with the outcome of each of its pages.

    Hosts take turns: one that is slow or has many pages keeps no other waiting.

    Args:
        at_once: how many addresses of a host may be looked at at the same time.
    """
    eyes = look if isinstance(look, Eyes) else Eyes(look)
    told = tuple(recipients)
    waiting: HostQueue[Address] = HostQueue(at_once)
    for address in addresses:
        waiting.put(host_of(address.url), address)
    pending = Pending(store)
    done: asyncio.Queue[tuple[Address, tuple[Outcome, ...]] | BaseException] = asyncio.Queue()

    async def work() -> None:
        while (taken := waiting.take()) is not None:
            host, address = taken
            try:
                outcomes = await check_address(address, eyes, store, told, confirm_after=confirm_after, pending=pending)
            except BaseException as error:
                done.put_nowait(error)
                raise
            done.put_nowait((address, outcomes))
            waiting.done(host)

    workers = [asyncio.create_task(work()) for _ in range(min(AT_ONCE, waiting.open_places))]
    try:
        for _ in range(len(addresses)):
            each = await done.get()
            if isinstance(each, BaseException):
                raise each
            yield each
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        pending.flush()


async def check_address(
    address: Address,
    look: Asks | Eyes,
    store: Store,
    recipients: Iterable[Recipient] = (),
    clock: Callable[[], datetime] = _now,
    *,
    confirm_after: timedelta = CONFIRM_AFTER,
    pending: Pending | None = None,
) -> tuple[Outcome, ...]:
    """Look at one address and write down what came of it; an outcome a page.

    It may be cancelled while it waits for the site: then nothing of this look is written.

    Args:
        confirm_after: how long after a doubtful look the second one may decide.
        pending: where a look at which nothing was new waits for others, to be written with them; it is written at
            once where none is given.

    Raises:
        StoreError: nothing can be written; then nothing is lost, for nothing was half-written.
    """
    held = held_of(address, store)
    eyes = look if isinstance(look, Eyes) else Eyes(look)
    sights = await sights_of(address, held, eyes, store, clock)
    if not any(sight.found for sight in sights):
        return _record_unread(address, held, sights, store, clock(), pending)
    from monitor.news import compare_and_record  # brings in all that reads and compares: only who has news pays for it

    try:
        return compare_and_record(address, sights, held, store, recipients, clock(), confirm_after)
    except StoreError:
        raise
    except Exception as error:
        # Pages are anybody's text: one on which this program itself fails must not keep the others from being seen.
        log.exception("%s: the program failed on this page", address.place)
        reason = f"The program failed on this page ({type(error).__name__}); what came is kept."
        failed = tuple(
            replace(sight, visit=replace(sight.visit, verdict=Verdict.FAILED, reason=reason), found=(), unseen=())
            if sight.found
            else sight
            for sight in sights
        )
        return _record_unread(address, held, failed, store, clock())


def _record_unread(
    address: Address, held: Held, sights: Sequence[Sight], store: Store, now: datetime, pending: Pending | None = None
) -> tuple[Outcome, ...]:
    """A look that brought no new page: as before, or not checked."""
    pages = {id: row.page for id, row in held.rows.items()}
    if not held.was_seen or any(page.id not in pages for page in address.pages):
        put_pages(address, held, address.pages, store, sights[0].visit.at)
        pages |= {page.id: page for page in address.pages}
    outcomes = [unread(page, held, sights) for page in pages.values()]

    def write(recording: Recording) -> None:
        for sight in sights:
            recording.visit(address.place, sight.visit, sight.snapshot, way=sight.way, shown=sight.same)
        for outcome in outcomes:
            record_page(recording, outcome, sight_of(outcome.page, sights))
        record_due(recording, address, held, sights, outcomes, store)

    if pending is not None and is_as_before(sights):
        pending.add(write)
    else:
        with store.record(now, lasting=not is_as_before(sights)) as recording:
            write(recording)
    if not pages:  # an address all of whose parts are watched, and none of which was ever seen
        visit = sights[-1].visit
        return (Outcome(whole(address), visit.verdict, visit.reason),)
    return tuple(sorted(outcomes, key=lambda outcome: outcome.page.id))
