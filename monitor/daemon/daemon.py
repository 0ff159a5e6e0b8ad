"""Runs for years: watches, delivers, audits, and takes over a sources.yaml that was changed.

On SIGTERM or SIGINT no new look begins. Those under way, and the delivery of what they find, have `GRACE` to end; then
they are broken off, which loses nothing: a look that is broken off was not made, and what was not delivered is in the
outbox. A second signal breaks off at once.

On SIGHUP, or when sources.yaml was changed, it is read again. One that is wrong is refused with its lines, and the old
one stays in force.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from monitor.daemon.alone import alone
from monitor.daemon.couriers import Couriers
from monitor.daemon.file_news import FileNews
from monitor.daemon.watch import Watch, put_away
from monitor.deliver.audit import audit
from monitor.deliver.undelivered import watch_deliveries
from monitor.errors import ConfigError, MonitorError, StoreError
from monitor.freshness import watch_freshness
from monitor.report.safe import safe_line
from monitor.service import Pulse
from monitor.sources.addresses import addresses as addresses_of
from monitor.sources.config import load
from monitor.sources.page import Address
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.sources.config import Config

log = logging.getLogger("monitor.daemon")

LOOK_ROUND_EVERY = timedelta(minutes=1)
"""How often is looked for what was not seen for too long, and what is still to be delivered."""
AUDIT_EVERY = timedelta(minutes=15)
AUDIT_AFTER = timedelta(minutes=1)
"""How long after the start the first audit is: after the couriers, who bring what a standstill has left."""
FILE_EVERY = timedelta(seconds=5)
"""How often is looked whether sources.yaml was changed."""
CLOCK_EVERY = timedelta(seconds=30)
"""How often is looked whether the clock was put back; by less than so much does no harm."""
STANDSTILL = timedelta(seconds=90)
"""Where more time than that lies between two such looks, the process stood still, or the clock was put forward."""
GRACE = timedelta(seconds=8)
"""How long what is under way has to end: less than the ten seconds after which containers are killed."""
RELOAD_GRACE = timedelta(seconds=60)
"""The same where sources.yaml is read again, and nobody waits for the end."""

Call = Literal["stop", "reload"]


class Daemon:
    """Runs until it is told to stop."""

    def __init__(
        self, config: Config, store: Store, addresses: Sequence[Address] | None = None, pulse: Pulse | None = None
    ) -> None:
        """
        Args:
            addresses: of the config, where somebody has them at hand.
            pulse: what it tells of itself.
        """
        self.config = config
        self.store = store
        self.pulse = pulse or Pulse()
        self.couriers = Couriers(store, lambda: self.config, self.pulse, self._fails)
        self.watch = self._watch_over(addresses_of(config) if addresses is None else addresses)
        self.pulse.queued, self.pulse.under_way = lambda: self.watch.queued, lambda: self.watch.under_way
        self._file = FileNews(config.path)
        self._calls: asyncio.Queue[Call] = asyncio.Queue()
        self._clock: tuple[float, float] | None = None
        """When the clock was last looked at, and by how much it was ahead of the loop's."""
        self._is_changed_again = False
        """Whether sources.yaml is to be read once more after what is in hand."""
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    async def run(self) -> None:
        """Look and deliver until SIGTERM, SIGINT or `stop`; then end what was begun.

        Raises:
            StoreError: another daemon holds the database.
        """
        with alone(self.store.folder):
            await self._run()

    def stop(self) -> None:
        """Begin to end; called a second time, end at once."""
        self._calls.put_nowait("stop")

    def reload(self) -> None:
        """Read sources.yaml again."""
        self._calls.put_nowait("reload")

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        loop.add_signal_handler(signal.SIGHUP, self.reload)
        courier = asyncio.create_task(self.couriers.run())
        minding = asyncio.create_task(self._mind_clock())
        try:
            await self.watch.begin()
            self._plan()
            self.pulse.watch(list(self.watch.addresses.values()))
            self.pulse.begin()
            while await self._calls.get() == "reload":
                await self._reload()
            log.info("stopping: what is under way has %g seconds to end", GRACE.total_seconds())
            self.pulse.end()
            await put_away(self._scheduler)
            await self._end(courier)
        finally:
            for task in (courier, minding):
                task.cancel()
            await asyncio.gather(courier, minding, return_exceptions=True)
            await self.watch.end()
        log.info("stopped")

    async def _end(self, courier: asyncio.Task[None]) -> None:
        ending = asyncio.create_task(self._last(courier))
        again = asyncio.create_task(self._stop_called())
        await asyncio.wait({ending, again}, timeout=GRACE.total_seconds(), return_when=asyncio.FIRST_COMPLETED)
        for task in (ending, again):
            task.cancel()
        await asyncio.gather(ending, again, return_exceptions=True)

    async def _last(self, courier: asyncio.Task[None]) -> None:
        await self.watch.drain()
        self.couriers.end()
        await courier

    async def _stop_called(self) -> None:
        self._is_changed_again = False
        while await self._calls.get() != "stop":
            self._is_changed_again = True  # what is in hand was read before that

    # Jobs of the scheduler are coroutines, so that it runs them in this thread.

    def _plan(self) -> None:
        jobs: tuple[tuple[str, timedelta, timedelta, Callable[[], object]], ...] = (
            ("look round", timedelta(), LOOK_ROUND_EVERY, self._look_round),
            ("audit", AUDIT_AFTER, AUDIT_EVERY, self._audit),
            ("file", timedelta(), FILE_EVERY, self._look_at_file),
        )
        now = datetime.now(UTC)
        for name, after, every, job in jobs:
            trigger = IntervalTrigger(seconds=int(every.total_seconds()), timezone=UTC)
            self._scheduler.add_job(job, trigger, id=name, next_run_time=now + after, replace_existing=True)
        if not self._scheduler.running:
            self._scheduler.start()

    async def _look_round(self) -> None:
        """Once a minute: see what was not seen for too long, and what is still to be delivered."""
        try:
            self._heed_clock()
            now = datetime.now(UTC)
            # After a time of standstill the looks themselves say how the pages are.
            if not self.watch.is_first_round:
                watch_freshness(self.store, list(self.watch.addresses.values()), self.config.recipients, now)
            watch_deliveries(self.store, self.config.recipients, now)
            self.pulse.wrote()
        except Exception as error:
            self._fails("alarms", error)
        self.couriers.wake()

    async def _audit(self) -> None:
        """Every 15 minutes: is each change delivered, or on its way, to everyone whose rule it meets?"""
        try:
            found = audit(self.store, self.config.recipients, datetime.now(UTC))
        except Exception as error:
            self._fails("audit", error)
            return
        for name, change in found.missing:
            said = {"event": "audit", "recipient": name, "change": change}
            log.error("audit: change %d was not on its way to %s; now it is", change, name, extra=said)
        for name in found.overdue:
            said = {"event": "audit", "recipient": name}
            log.error("audit: what is due for %s was not sent for 15 minutes", name, extra=said)
        if not found.is_clean:
            self.couriers.wake()

    async def _look_at_file(self) -> None:
        if self._file.is_new():
            log.info("%s was changed", self.config.path, extra={"event": "sources"})
            self.reload()

    async def _reload(self) -> None:
        """Take over what sources.yaml says now; where it is wrong, say so and stay as it is."""
        self.pulse.reload()
        self._file.known()
        try:
            config = load(self.config.path)
            addresses = addresses_of(config)
            if config.snapshots.resolve() != self.config.snapshots.resolve():
                raise ConfigError(f"{config.path}: snapshots names another folder: that takes a new start")
        except MonitorError as error:
            lines = [safe_line(line) for line in str(error).splitlines()]
            if any("the environment variable" in line for line in lines):
                lines.append(
                    "variables of the environment are read when the program starts: a new one takes a new start"
                )
            for line in lines:
                log.error("%s", line, extra={"event": "sources"})
            log.error("%s is wrong: what it said before stays in force", self.config.path, extra={"event": "sources"})
            self.pulse.refused("; ".join(lines))
            return
        except Exception as error:  # whatever the file says, the watch goes on
            self._fails(f"{self.config.path}", error, ": what it said before stays in force")
            self.pulse.refused(f"the program failed on it ({type(error).__name__})")
            return
        try:
            async with asyncio.timeout(RELOAD_GRACE.total_seconds()):
                await self._drained()
        except TimeoutError:
            log.warning("what was under way for %g seconds is broken off", RELOAD_GRACE.total_seconds())
        await self.watch.end()
        self.config = config
        self.watch = self._watch_over(addresses)
        await self.watch.begin()
        self.pulse.reloaded(addresses)
        self.couriers.wake()
        log.info("%s is read again", config.path, extra={"event": "sources"})

    async def _drained(self) -> None:
        """All that is under way has ended, or somebody wants the daemon to stop."""
        draining = asyncio.create_task(self.watch.drain())
        called = asyncio.create_task(self._stop_called())
        try:
            await asyncio.wait({draining, called}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if called.done() and not called.cancelled():
                self.stop()
            for task in (draining, called):
                task.cancel()
            await asyncio.gather(draining, called, return_exceptions=True)
            if self._is_changed_again:
                self.reload()

    def _watch_over(self, addresses: Sequence[Address]) -> Watch:
        return Watch(self.config, self.store, addresses, self.pulse, self.couriers.wake, self._fails)

    async def _mind_clock(self) -> None:
        while True:
            try:
                self._heed_clock()
            except Exception as error:  # the store may be locked for a while: then at the next time
                self._fails("the clock", error)
            await asyncio.sleep(CLOCK_EVERY.total_seconds())

    def _heed_clock(self) -> None:
        """Plan anew where the clock was put back: what was planned by it lies as far ahead, be it years. And where it
        was put forward, or the machine slept: timers count none of that time, and would be as late."""
        now = time.time()
        ahead = now - asyncio.get_running_loop().time()
        passed, turned = (now - self._clock[0], ahead - self._clock[1]) if self._clock else (0.0, 0.0)
        if turned < -CLOCK_EVERY.total_seconds():
            log.warning("the clock was put back by %.0f seconds: all is planned anew", -turned)
            self.watch.plan()
            self._plan()
        elif passed > STANDSTILL.total_seconds():
            log.warning("nothing ran for %.0f seconds by the clock: all is planned anew", passed)
            self.watch.plan()
        self._clock = (now, ahead)

    def _fails(self, what: str, error: Exception, then: str = "") -> None:
        """Say what went wrong; what somebody can mend needs no traceback, anything else is ours to mend."""
        if isinstance(error, StoreError):
            self.pulse.failed_to_write(safe_line(str(error)))
        if isinstance(error, MonitorError):
            log.error("%s: %s%s", what, safe_line(str(error)), then)
        else:
            log.error("%s: the program failed%s", what, then, exc_info=error)
