"""The watch over the addresses of one sources.yaml: each at its interval.

APScheduler is the clock and holds nothing: its jobs are made anew from sources.yaml and the store at each start, so
that a restart neither forgets nor storms. A job only puts an address into a queue; one worker a slot takes it out.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from structlog.contextvars import bound_contextvars

from monitor.asking import asking_of
from monitor.check import AT_ONCE, check_address
from monitor.due import due_at
from monitor.host_queue import HostQueue, host_of
from monitor.looking import Eyes
from monitor.outcome import Outcome
from monitor.report.safe import safe_line
from monitor.round import eyes_of
from monitor.service import Pulse
from monitor.sources.page import Address
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.sources.config import Config

log = logging.getLogger("monitor.daemon")

RETRY = timedelta(minutes=1)
"""When an address is looked at again where a look could not be written down."""
FIRST_ROUND = timedelta(hours=1)
"""How long after the start "nobody has looked" is not yet told of pages that are still to be looked at."""
SOON = 3
"""Doubtful looks in a row at a page after each of which it is looked at again as soon as a second look may decide. One
that comes otherwise each time is not asked for ever at that pace, but as one that is not well seen."""
JITTER = 0.05
"""Share of its interval by which a look may come later, so that looks spread out."""


class Fails(Protocol):
    """Is told of what went wrong: where, with what, and what happens next."""

    def __call__(self, what: str, error: Exception, then: str = "") -> None:
        """Take note of it."""


async def put_away(scheduler: AsyncIOScheduler) -> None:
    """End a scheduler after the jobs that it has just begun: it would break them off, and complain."""
    if scheduler.running:
        scheduler.pause()
        await asyncio.sleep(0)
        scheduler.shutdown(wait=False)


class Watch:
    """Looks at addresses until it is told to end."""

    def __init__(
        self,
        config: Config,
        store: Store,
        addresses: Sequence[Address],
        pulse: Pulse,
        found: Callable[[], None],
        fails: Fails,
    ) -> None:
        """
        Args:
            found: called when something was found that may be to be told.
            fails: told of what went wrong.
        """
        self.config = config
        self.addresses = {address.place: address for address in addresses}
        self._store = store
        self._pulse = pulse
        self._found = found
        self._fails = fails
        self._asking = asking_of(config)
        self._queue: HostQueue[str] = HostQueue(lambda host: self._asking.rules_of(host).at_once)
        self._waiting: set[str] = set()
        self._working: set[str] = set()
        self._again: set[str] = set()
        """Those of which there was news while they were looked at."""
        self._unseen = set(self.addresses)
        """Those not looked at since the start."""
        self._started = datetime.now(UTC)
        self._is_ending = False
        """No new look begins."""
        self._stack = AsyncExitStack()
        self._workers: list[asyncio.Task[None]] = []
        self._scheduler = AsyncIOScheduler(
            # No look is lost because the loop stalled (misfire_grace_time=None), and none is made up for twice.
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    async def begin(self) -> None:
        """Plan all looks by the store, and begin with those that are due."""
        self.plan()
        eyes = await self._stack.enter_async_context(eyes_of(self._asking, self._store, list(self.addresses.values())))
        number = min(AT_ONCE, len(self.addresses))
        self._workers = [asyncio.create_task(self._work(eyes)) for _ in range(number)]
        self._scheduler.start()
        log.info("watching %d address%s", len(self.addresses), "" if len(self.addresses) == 1 else "es")

    async def drain(self) -> None:
        """Begin no new look, and wait until those under way have ended. It may be cancelled; then `end` is next."""
        self._is_ending = True
        await put_away(self._scheduler)
        self._queue.close()
        await asyncio.gather(*self._workers)

    async def end(self) -> None:
        """Break off what is under way, which loses nothing: a look that is broken off was not made."""
        self._is_ending = True
        await put_away(self._scheduler)
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        await self._stack.aclose()

    @property
    def queued(self) -> int:
        """How many addresses wait for their look."""
        return len(self._waiting)

    @property
    def under_way(self) -> int:
        """How many are being looked at."""
        return len(self._working)

    @property
    def is_first_round(self) -> bool:
        """Whether some address is still to be looked at for the first time since the start, or since a standstill."""
        return bool(self._unseen) and datetime.now(UTC) - self._started < FIRST_ROUND

    def plan(self) -> None:
        """Plan all looks anew, by the store: at the start, when the clock was turned, and after a standstill."""
        now = self._started = datetime.now(UTC)
        for address in self.addresses.values():
            due = due_at(address, self._store, now)
            self._put_at(address, now if due is None or due < now else due)
            if due is not None and due > now:  # in time: nothing was missed
                self._unseen.discard(address.place)
            else:
                self._unseen.add(address.place)

    def _put_at(self, address: Address, at: datetime) -> None:
        """Have an address looked at at a time, and at no other that was planned for it."""
        if not self._is_ending:
            self._scheduler.add_job(
                self._put, DateTrigger(at), args=[address.place], id=address.place, replace_existing=True
            )

    # Jobs are coroutines, so that the scheduler runs them in this thread, and short, as it breaks them off at the end.

    async def _put(self, place: str) -> None:
        if place in self._working:
            self._again.add(place)
        elif place not in self._waiting:
            self._waiting.add(place)
            self._queue.put(host_of(self.addresses[place].url), place)

    async def _work(self, eyes: Eyes) -> None:
        while (taken := await self._queue.get()) is not None:
            host, place = taken
            self._waiting.discard(place)
            self._working.add(place)
            if not self._is_ending:
                await self._look_at(self.addresses[place], eyes)
            self._working.discard(place)
            self._unseen.discard(place)
            self._queue.done(host)
            if place in self._again:
                self._again.discard(place)
                await self._put(place)

    async def _look_at(self, address: Address, eyes: Eyes) -> None:
        with bound_contextvars(address=address.place):
            await self._look(address, eyes)

    async def _look(self, address: Address, eyes: Eyes) -> None:
        try:
            if address.is_index:
                await self._look_at_index(address, eyes)
                outcomes: tuple[Outcome, ...] = ()
            else:
                pause = self.config.defaults.confirm_after
                outcomes = await check_address(address, eyes, self._store, self.config.recipients, confirm_after=pause)
            self._put_at(address, self._next(address, outcomes))
        except Exception as error:
            # One address must not end the watch over all others; the store may be locked for a while.
            self._fails(address.place, error, f"; next try in {RETRY.total_seconds():g} seconds")
            self._put_at(address, datetime.now(UTC) + RETRY)
            return
        self._pulse.wrote()
        for outcome in outcomes:
            self._pulse.looked(str(outcome.verdict))
            if outcome.change is not None:
                self._pulse.found(outcome.change.significance)
            _tell(outcome)
        if any(outcome.change for outcome in outcomes):
            self._found()

    async def _look_at_index(self, address: Address, eyes: Eyes) -> None:
        from monitor.indexes import check_index

        look = await check_index(address, eyes, self._store, list(self.addresses.values()), self.config.recipients)
        self._pulse.looked(str(look.verdict))
        if not look.verdict.is_good:
            said = {"event": "look", "verdict": str(look.verdict)}
            log.warning("%s not checked (%s): %s", address.place, look.verdict, safe_line(look.reason), extra=said)
        for place in look.named:
            log.info("%s has news, says %s", place, address.place, extra={"event": "news"})
            await self._put(place)

    def _next(self, address: Address, outcomes: Sequence[Outcome]) -> datetime:
        """When to look again: soon at what became doubtful, else as the store says, and a little later by chance."""
        now = datetime.now(UTC)
        due = max(due_at(address, self._store, now) or now, now)
        doubtful = [outcome for outcome in outcomes if outcome.again_after is not None]
        if doubtful:
            soon = now + min(each.again_after for each in doubtful if each.again_after is not None)
            rows = [self._store.page(each.page.id) for each in doubtful]
            return soon if min(row.verdict_count if row else 0 for row in rows) <= SOON else max(soon, due)
        # That looks spread out needs no secret chance.
        return due + (due - now) * random.uniform(0, JITTER)  # noqa: S311


def _tell(outcome: Outcome) -> None:
    change, page = outcome.change, outcome.page.id
    look = {"event": "look", "page": page, "verdict": str(outcome.verdict)}
    found = {"event": "change", "page": page, "change": outcome.change_id}
    if not outcome.verdict.is_good:
        log.warning("%s not checked (%s): %s", page, outcome.verdict, safe_line(outcome.reason), extra=look)
    elif change is not None and change.significance != "none":
        reasons = safe_line("; ".join(change.reasons))
        found["significance"] = change.significance
        log.info("%s change %s, %s: %s", page, outcome.change_id, change.significance, reasons, extra=found)
    elif change is not None:
        found["significance"] = change.significance
        log.debug("%s change %s, nothing to read (%s)", page, outcome.change_id, change.nothing, extra=found)
    else:
        log.debug("%s %s", page, "first look" if outcome.is_first else "unchanged", extra=look)
