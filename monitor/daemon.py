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
from apscheduler.triggers.interval import IntervalTrigger

from monitor.asking import asking_of
from monitor.check import AT_ONCE, Asks, Outcome, check_address
from monitor.deliver import deliver
from monitor.due import due_at
from monitor.errors import MonitorError
from monitor.fetch.client import client
from monitor.report.safe import safe_line
from monitor.sources.page import Address
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.sources.config import Config

log = logging.getLogger("monitor.daemon")

DELIVER_EVERY = timedelta(minutes=1)
"""How often the outbox is looked through for what is to be tried again."""
JITTER = 0.05
"""Share of its interval by which a look may come later, so that looks spread out."""


class Daemon:
    """Runs until it is told to stop."""

    def __init__(
        self, config: Config, store: Store, addresses: Sequence[Address], grace: timedelta = GRACE
    ) -> None:
        self.config = config
        self.store = store
        self.addresses = {address.place: address for address in addresses}
        self.grace = grace
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        self._waiting: set[str] = set()
        self._signals: asyncio.Queue[None] = asyncio.Queue()
        self._is_stopping = False
        self._sending = asyncio.Lock()

    async def run(self) -> None:
        """Look and deliver until SIGTERM, SIGINT or `stop`; then end what was begun."""
        self._listen()
        self._scheduler = self._schedule()
        async with client(asking_of(self.config)) as look:
            workers = [asyncio.create_task(self._work(look)) for _ in range(min(AT_ONCE, len(self.addresses)))]
            self._scheduler.start()
            log.info("watching %d addresses", len(self.addresses))
            await self._signals.get()
            self._is_stopping = True
            log.info("stopping: what is under way has %g s to end", self.grace.total_seconds())
            self._scheduler.shutdown(wait=False)
            await self._end(asyncio.create_task(self._last(workers)))
        log.info("stopped")

    def stop(self) -> None:
        """Begin to end; called a second time, end at once."""
        self._signals.put_nowait(None)

    async def _last(self, workers: list[asyncio.Task[None]]) -> None:
        """What is still done before the end."""
        idle = [worker for worker in workers if worker not in self._looking]
        for worker in idle:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        await self._deliver()

    def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)

    def _schedule(self) -> AsyncIOScheduler:
        # No look is lost because the loop stalled (misfire_grace_time=None), and none is made up for twice.
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        now = datetime.now(UTC)
        for address in self.addresses.values():
            due = due_at(address, self.store)
            seconds = address.every.total_seconds()
            trigger = IntervalTrigger(seconds=int(seconds), jitter=int(seconds * JITTER), timezone=UTC)
            first = now if due is None or due < now else due
            scheduler.add_job(self._put, trigger, args=[address.place], id=address.place, next_run_time=first)
        every = IntervalTrigger(seconds=int(DELIVER_EVERY.total_seconds()), timezone=UTC)
        scheduler.add_job(self._deliver, every, id="deliver", next_run_time=now)
        return scheduler

    async def _put(self, place: str) -> None:
        if place not in self._waiting and not self._stop.is_set():
            self._waiting.add(place)
            self._queue.put_nowait(place)

    async def _work(self, look: Asks) -> None:
        while (place := await self._queue.get()) is not None:
            if self._stop.is_set():
                continue
            address = self.addresses[place]
            outcomes = await check_address(address, look, self.store, self.config.recipients)
            self._waiting.discard(place)
            for outcome in outcomes:
                _tell(outcome)
            if any(outcome.change for outcome in outcomes):
                await self._deliver()

    async def _deliver(self) -> None:
        async with self._sending:
            try:
                sent = await deliver(self.store, self.config)
            except MonitorError as error:
                log.error("delivery: %s", safe_line(str(error)))
                return
        for each in sent:
            level = logging.INFO if each.is_delivered else logging.WARNING
            word = "told" if each.is_delivered else "could not tell"
            log.log(level, "%s %s of %d changes: %s", word, each.recipient, each.changes, safe_line(each.answer))


def _tell(outcome: Outcome) -> None:
    change = outcome.change
    if not outcome.verdict.is_good:
        log.warning("%s not checked (%s): %s", outcome.page.id, outcome.verdict, safe_line(outcome.reason))
    elif change is not None:
        reasons = "; ".join(change.reasons) or f"nothing to read ({change.nothing})"
        log.info("%s change %s, %s: %s", outcome.page.id, outcome.change_id, change.significance, safe_line(reasons))
    else:
        log.info("%s %s", outcome.page.id, "first look" if outcome.is_first else "unchanged")
