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
import signal
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from monitor.asking import asking_of
from monitor.check import AT_ONCE, Asks, Outcome, check_address
from monitor.deliver import deliver
from monitor.due import due_at
from monitor.errors import MonitorError
from monitor.fetch.client import client
from monitor.report.names import many
from monitor.report.safe import safe_line
from monitor.sources.page import Address
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.sources.config import Config

log = logging.getLogger("monitor.daemon")

DELIVER_EVERY = timedelta(minutes=1)
"""How often the outbox is looked through for what is to be tried again."""
RETRY = timedelta(minutes=1)
"""When an address is looked at again where a look could not be written down."""
GRACE = timedelta(seconds=8)
"""How long what is under way has to end: less than the ten seconds after which containers are killed."""
JITTER = 0.05
"""Share of its interval by which a look may come later, so that looks spread out."""


class Daemon:
    """Runs until it is told to stop."""

    def __init__(self, config: Config, store: Store, addresses: Sequence[Address]) -> None:
        self.config = config
        self.store = store
        self.addresses = {address.place: address for address in addresses}
        self._queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._waiting: set[str] = set()
        self._signals: asyncio.Queue[None] = asyncio.Queue()
        self._is_stopping = False
        """No new look begins."""
        self._is_ending = False
        """No look is under way any more."""
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
        async with client(asking_of(self.config)) as look:
            workers = [asyncio.create_task(self._work(look)) for _ in range(min(AT_ONCE, len(self.addresses)))]
            courier = asyncio.create_task(self._carry())
            self._scheduler.start()
            log.info("watching %d address%s", len(self.addresses), "" if len(self.addresses) == 1 else "es")
            await self._signals.get()
            log.info("stopping: what is under way has %g seconds to end", GRACE.total_seconds())
            await self._end(workers, courier)
        log.info("stopped")

    def stop(self) -> None:
        """Begin to end; called a second time, end at once."""
        self._signals.put_nowait(None)

    async def _end(self, workers: list[asyncio.Task[None]], courier: asyncio.Task[None]) -> None:
        self._is_stopping = True
        self._scheduler.shutdown(wait=False)
        for _ in workers:
            self._queue.put_nowait(None)
        ending = asyncio.create_task(self._last(workers, courier))
        again = asyncio.create_task(self._signals.get())
        await asyncio.wait({ending, again}, timeout=GRACE.total_seconds(), return_when=asyncio.FIRST_COMPLETED)
        tasks = (ending, again, *workers, courier)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _last(self, workers: list[asyncio.Task[None]], courier: asyncio.Task[None]) -> None:
        await asyncio.gather(*workers)
        self._is_ending = True
        self._outbox.set()
        await courier

    def _schedule(self) -> None:
        now = datetime.now(UTC)
        for address in self.addresses.values():
            due = due_at(address, self.store)
            seconds = address.every.total_seconds()
            trigger = IntervalTrigger(seconds=int(seconds), jitter=int(seconds * JITTER), timezone=UTC)
            first = now if due is None or due < now else due
            self._scheduler.add_job(self._put, trigger, args=[address.place], id=address.place, next_run_time=first)
        every = IntervalTrigger(seconds=int(DELIVER_EVERY.total_seconds()), timezone=UTC)
        self._scheduler.add_job(self._wake, every, id="deliver", next_run_time=now)

    # Jobs are coroutines, so that the scheduler runs them in this thread, and short, as it breaks them off at the end.

    async def _put(self, place: str) -> None:
        if place not in self._waiting:
            self._waiting.add(place)
            self._queue.put_nowait(place)

    async def _wake(self) -> None:
        self._outbox.set()

    async def _work(self, look: Asks) -> None:
        while (place := await self._queue.get()) is not None:
            if not self._is_stopping:
                await self._look_at(self.addresses[place], look)
            self._waiting.discard(place)

    async def _look_at(self, address: Address, look: Asks) -> None:
        try:
            outcomes = await check_address(address, look, self.store, self.config.recipients)
        except Exception as error:
            # One address must not end the watch over all others; the store may be locked for a while.
            again = f"next try in {RETRY.total_seconds():g} seconds"
            log.error("%s: %s; %s", address.place, _in_words(error), again, exc_info=_trace(error))
            self._try_again(address)
            return
        for outcome in outcomes:
            _tell(outcome)
        if any(outcome.change for outcome in outcomes):
            self._outbox.set()

    def _try_again(self, address: Address) -> None:
        if not self._is_stopping:
            at = DateTrigger(datetime.now(UTC) + RETRY)
            self._scheduler.add_job(
                self._put, at, args=[address.place], id=f"{address.place} again", replace_existing=True
            )

    async def _carry(self) -> None:
        """Deliver whenever the outbox is to be looked through, and a last time when all looks have ended."""
        while not self._is_ending or self._outbox.is_set():
            await self._outbox.wait()
            self._outbox.clear()
            await self._deliver()

    async def _deliver(self) -> None:
        try:
            sent = await deliver(self.store, self.config)
        except Exception as error:
            log.error("delivery: %s", _in_words(error), exc_info=_trace(error))
            return
        for each in sent:
            level = logging.INFO if each.is_delivered else logging.WARNING
            word = "told" if each.is_delivered else "could not tell"
            log.log(
                level, "%s %s of %s: %s", word, each.recipient, many(each.changes, "change"), safe_line(each.answer)
            )


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
