"""The daemon: each address at its interval, and the outbox in between.

APScheduler is the clock and holds nothing: its jobs are made anew from sources.yaml and the store at each start, so
that a restart neither forgets nor storms. A job only puts an address into a queue; one worker a slot takes it out.

On SIGTERM or SIGINT no new look begins. Those under way, and the delivery of what they find, have `GRACE` to end; then
they are broken off, which loses nothing: a look that is broken off was not made, and what was not delivered is in the
outbox. A second signal breaks off at once.
"""

from __future__ import annotations

import asyncio
import logging
import random
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from monitor.asking import asking_of
from monitor.check import AT_ONCE, check_address
from monitor.deliver import deliver
from monitor.due import due_at
from monitor.errors import MonitorError
from monitor.freshness import watch_freshness
from monitor.host_queue import HostQueue, host_of
from monitor.looking import Eyes
from monitor.outcome import Outcome
from monitor.report.safe import safe_line
from monitor.round import eyes_of
from monitor.sources.page import Address
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.sources.config import Config

log = logging.getLogger("monitor.daemon")

DELIVER_EVERY = timedelta(minutes=1)
"""How often the outbox is looked through for what is to be tried again."""
GATHERS = timedelta(seconds=30)
"""How long after a notice the next one gathers what changes: one edit of many pages is seen page by page, and is to be
one or two notices and not one a page. What comes alone is told at once."""
RETRY = timedelta(minutes=1)
"""When an address is looked at again where a look could not be written down."""
CLOCK_EVERY = timedelta(seconds=30)
"""How often is looked whether the clock was put back; by less than so much does no harm."""
FIRST_ROUND = timedelta(hours=1)
"""How long after the start "nobody has looked" is not yet told of pages that are still to be looked at."""
GRACE = timedelta(seconds=8)
"""How long what is under way has to end: less than the ten seconds after which containers are killed."""
SOON = 3
"""Doubtful looks in a row at a page after each of which it is looked at again as soon as a second look may decide. One
that comes otherwise each time is not asked for ever at that pace, but as one that is not well seen."""
JITTER = 0.05
"""Share of its interval by which a look may come later, so that looks spread out."""


class Daemon:
    """Runs until it is told to stop."""

    def __init__(self, config: Config, store: Store, addresses: Sequence[Address]) -> None:
        self.config = config
        self.store = store
        self.addresses = {address.place: address for address in addresses}
        self._asking = asking_of(config)
        self._queue: HostQueue[str] = HostQueue(lambda host: self._asking.rules_of(host).at_once)
        self._waiting: set[str] = set()
        self._working: set[str] = set()
        self._again: set[str] = set()
        """Those of which there was news while they were looked at."""
        self._unseen = set(self.addresses)
        """Those not looked at since the start."""
        self._started = datetime.now(UTC)
        self._signals: asyncio.Queue[None] = asyncio.Queue()
        self._is_stopping = False
        """No new look begins."""
        self._ending = asyncio.Event()
        """Set when no look is under way any more."""
        self._outbox = asyncio.Event()
        """Set when the outbox is to be looked through."""
        self._scheduler = AsyncIOScheduler(
            # No look is lost because the loop stalled (misfire_grace_time=None), and none is made up for twice.
            timezone=UTC,
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    async def run(self) -> None:
        """Look and deliver until SIGTERM, SIGINT or `stop`; then end what was begun."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        self._schedule()
        async with eyes_of(self._asking, self.store, list(self.addresses.values())) as eyes:
            workers = [asyncio.create_task(self._work(eyes)) for _ in range(min(AT_ONCE, len(self.addresses)))]
            courier = asyncio.create_task(self._carry())
            clock = asyncio.create_task(self._mind_clock())
            self._scheduler.start()
            log.info("watching %d address%s", len(self.addresses), "" if len(self.addresses) == 1 else "es")
            await self._signals.get()
            log.info("stopping: what is under way has %g seconds to end", GRACE.total_seconds())
            clock.cancel()
            await self._end(workers, courier)
        log.info("stopped")

    def stop(self) -> None:
        """Begin to end; called a second time, end at once."""
        self._signals.put_nowait(None)

    async def _end(self, workers: list[asyncio.Task[None]], courier: asyncio.Task[None]) -> None:
        self._is_stopping = True
        self._scheduler.shutdown(wait=False)
        self._queue.close()
        ending = asyncio.create_task(self._last(workers, courier))
        again = asyncio.create_task(self._signals.get())
        await asyncio.wait({ending, again}, timeout=GRACE.total_seconds(), return_when=asyncio.FIRST_COMPLETED)
        tasks = (ending, again, *workers, courier)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _last(self, workers: list[asyncio.Task[None]], courier: asyncio.Task[None]) -> None:
        await asyncio.gather(*workers)
        self._ending.set()
        self._outbox.set()
        await courier

    def _schedule(self) -> None:
        now = datetime.now(UTC)
        for address in self.addresses.values():
            due = due_at(address, self.store, now)
            self._put_at(address, now if due is None or due < now else due)
            if due is not None and due > now:  # in time: nothing was missed
                self._unseen.discard(address.place)
        every = IntervalTrigger(seconds=int(DELIVER_EVERY.total_seconds()), timezone=UTC)
        self._scheduler.add_job(self._wake, every, id="deliver", next_run_time=now, replace_existing=True)

    async def _mind_clock(self) -> None:
        """Plan anew when the clock was put back: what was planned by it lies as far ahead, be it years."""
        loop = asyncio.get_running_loop()
        ahead = time.time() - loop.time()
        while True:
            await asyncio.sleep(CLOCK_EVERY.total_seconds())
            before, ahead = ahead, time.time() - loop.time()
            if before - ahead > CLOCK_EVERY.total_seconds():
                log.warning("the clock was put back by %.0f seconds: all is planned anew", before - ahead)
                self._started = datetime.now(UTC)
                self._schedule()

    def _put_at(self, address: Address, at: datetime) -> None:
        """Have an address looked at at a time, and at no other that was planned for it."""
        if not self._is_stopping:
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

    async def _wake(self) -> None:
        """Once a minute: see what was not seen for too long, and what is still to be delivered."""
        if self._unseen and datetime.now(UTC) - self._started < FIRST_ROUND:
            self._outbox.set()  # after a time of standstill the looks themselves say how the pages are
            return
        try:
            watch_freshness(self.store, list(self.addresses.values()), self.config.recipients)
        except Exception as error:
            log.error("alarms: %s", _in_words(error), exc_info=_trace(error))
        self._outbox.set()

    async def _work(self, eyes: Eyes) -> None:
        while (taken := await self._queue.get()) is not None:
            host, place = taken
            self._waiting.discard(place)
            self._working.add(place)
            if not self._is_stopping:
                await self._look_at(self.addresses[place], eyes)
            self._working.discard(place)
            self._unseen.discard(place)
            self._queue.done(host)
            if place in self._again:
                self._again.discard(place)
                await self._put(place)

    async def _look_at(self, address: Address, eyes: Eyes) -> None:
        try:
            if address.is_index:
                await self._look_at_index(address, eyes)
                outcomes: tuple[Outcome, ...] = ()
            else:
                pause = self.config.defaults.confirm_after
                outcomes = await check_address(address, eyes, self.store, self.config.recipients, confirm_after=pause)
            self._put_at(address, self._next(address, outcomes))
        except Exception as error:
            # One address must not end the watch over all others; the store may be locked for a while.
            again = f"next try in {RETRY.total_seconds():g} seconds"
            log.error("%s: %s; %s", address.place, _in_words(error), again, exc_info=_trace(error))
            self._put_at(address, datetime.now(UTC) + RETRY)
            return
        for outcome in outcomes:
            _tell(outcome)
        if any(outcome.change for outcome in outcomes):
            self._outbox.set()

    async def _look_at_index(self, address: Address, eyes: Eyes) -> None:
        from monitor.indexes import check_index

        look = await check_index(address, eyes, self.store, list(self.addresses.values()), self.config.recipients)
        if not look.verdict.is_good:
            log.warning("%s not checked (%s): %s", address.place, look.verdict, safe_line(look.reason))
        for place in look.named:
            log.info("%s has news, says %s", place, address.place)
            await self._put(place)

    def _next(self, address: Address, outcomes: Sequence[Outcome]) -> datetime:
        """When to look again: soon at what became doubtful, else as the store says, and a little later by chance."""
        now = datetime.now(UTC)
        due = max(due_at(address, self.store, now) or now, now)
        doubtful = [outcome for outcome in outcomes if outcome.again_after is not None]
        if doubtful:
            soon = now + min(each.again_after for each in doubtful if each.again_after is not None)
            rows = [self.store.page(each.page.id) for each in doubtful]
            return soon if min(row.verdict_count if row else 0 for row in rows) <= SOON else max(soon, due)
        # That looks spread out needs no secret chance.
        return due + (due - now) * random.uniform(0, JITTER)  # noqa: S311

    async def _carry(self) -> None:
        """Deliver whenever the outbox is to be looked through, and a last time when all looks have ended."""
        while not self._ending.is_set() or self._outbox.is_set():
            await self._outbox.wait()
            self._outbox.clear()
            if await self._deliver():
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._ending.wait(), GATHERS.total_seconds())

    async def _deliver(self) -> bool:
        """Deliver what is to be delivered now; gives whether there was anything."""
        try:
            sent = await deliver(self.store, self.config)
        except Exception as error:
            log.error("delivery: %s", _in_words(error), exc_info=_trace(error))
            return False
        for each in sent:
            level = logging.INFO if each.is_delivered else logging.WARNING
            word = "told" if each.is_delivered else "could not tell"
            log.log(level, "%s %s of %s: %s", word, each.recipient, each.what, safe_line(each.answer))
        return bool(sent)


def _in_words(error: Exception) -> str:
    return safe_line(str(error)) if isinstance(error, MonitorError) else "the program failed"


def _trace(error: Exception) -> Exception | None:
    """What somebody can mend needs no traceback; anything else is ours to mend."""
    return None if isinstance(error, MonitorError) else error


def _tell(outcome: Outcome) -> None:
    change = outcome.change
    if not outcome.verdict.is_good:
        log.warning("%s not checked (%s): %s", outcome.page.id, outcome.verdict, safe_line(outcome.reason))
    elif change is not None and change.significance != "none":
        reasons = safe_line("; ".join(change.reasons))
        log.info("%s change %s, %s: %s", outcome.page.id, outcome.change_id, change.significance, reasons)
    elif change is not None:
        log.debug("%s change %s, nothing to read (%s)", outcome.page.id, outcome.change_id, change.nothing)
    else:
        log.debug("%s %s", outcome.page.id, "first look" if outcome.is_first else "unchanged")
