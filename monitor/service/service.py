"""What surrounds a running daemon: health endpoint, heartbeat, service manager.

All of it lives in a thread with an event loop of its own, so that a daemon whose loop hangs is seen to hang. Python
runs one thread at a time: code that never lets the others run (a library that loops in C) stops this thread too. Then
nothing is answered, no heartbeat goes out and the watchdog is not fed, which says the same.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from concurrent.futures import Future
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import MonitorError
from monitor.report.names import many
from monitor.service.answers import Answer, answer
from monitor.service.endpoint import Endpoint, bound
from monitor.service.heartbeat import Heartbeat, beat
from monitor.service.pulse import BEAT_EVERY, Phase, Pulse
from monitor.service.store_watch import StoreWatch
from monitor.service.systemd import ServiceManager
from monitor.service.wellness import Seen, wellness
from monitor.sources.daemon import DaemonOptions

log = logging.getLogger("monitor.service")

WAIT = 2.0
"""Seconds that an answer waits for new numbers; then it is made of those that there are."""
STATUS_EVERY = 30.0
"""Seconds between two status lines."""
_END = 2.0
"""Seconds that the thread has to end."""


class Service:
    """Surrounds one daemon; made by `service`, in the thread of the daemon's loop."""

    def __init__(self, folder: Path, pulse: Pulse, manager: ServiceManager) -> None:
        self._pulse = pulse
        self._manager = manager
        self._watch = StoreWatch(folder, pulse)
        self._options = DaemonOptions()
        self._side: _Side | None = None
        self._beating: asyncio.Task[None] | None = None

    def take(self, options: DaemonOptions) -> None:
        """Do as these options say from now on.

        Raises:
            EndpointError: the place to listen at cannot be had; what was in force stays so.
        """
        moves = options.health != self._options.health
        listening = bound(options.health) if options.health and moves else None
        if options.health and listening and not options.health.is_loopback:
            log.warning("health and metrics can be read by others: %s", options.health, extra={"event": "endpoint"})
        if options.health is None and options.heartbeat is None and not self._manager.is_there and self._side is None:
            return
        before, self._options = self._options, options
        if self._side is None:
            self._side = _Side(self._watch, self._pulse, self._manager)
            self._pulse.beat()  # from now on a loop that does not turn is seen
            self._beating = asyncio.create_task(beating(self._pulse))
            self._watch.start()
            self._side.start()
            if self._pulse.phase != "starting":
                self._side.begin()
        self._side.take(before, options, listening)
        if listening:
            log.info("health and metrics at http://%s/", options.health, extra={"event": "endpoint"})

    def retake(self, options: DaemonOptions) -> None:
        """The same for options that were reloaded: where they cannot be had, the log says so and the old stay."""
        if options == self._options:
            return
        try:
            self.take(options)
        except MonitorError as error:
            log.error("%s; the endpoint stays as it was", error, extra={"event": "endpoint"})

    def tell(self, phase: Phase) -> None:
        """Tell the service manager of a new phase."""
        match phase:
            case "watching":
                self._manager.ready()
                if self._side is not None:
                    self._side.begin()
            case "reloading":
                self._manager.reloading()
            case "stopping":
                self._manager.stopping()
            case "starting":
                pass

    async def end(self) -> None:
        """Answer no more."""
        self._watch.end()
        if self._beating is not None:
            self._beating.cancel()
        if self._side is not None:
            self._side.end()


@asynccontextmanager
async def service(
    options: DaemonOptions, folder: Path, pulse: Pulse, environ: Mapping[str, str] = os.environ
) -> AsyncIterator[Service]:
    """Surround a daemon for as long as the block lasts. Where nothing is asked for, nothing is started.

    Args:
        options: `daemon` of sources.yaml.
        folder: of the snapshots; the database must be there.
        pulse: of the daemon.
        environ: where the service manager says how it is to be told.

    Raises:
        EndpointError: the place to listen at cannot be had.
    """
    made = Service(folder, pulse, ServiceManager(environ))
    made.take(options)
    pulse.listeners.append(made.tell)
    try:
        yield made
    finally:
        pulse.listeners.remove(made.tell)
        await made.end()


async def beating(pulse: Pulse, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Beat for ever, in the daemon's loop."""
    while True:
        pulse.beat()
        await sleep(BEAT_EVERY)


class _Side:
    """The thread beside the daemon."""

    def __init__(self, watch: StoreWatch, pulse: Pulse, manager: ServiceManager) -> None:
        self._watch = watch
        self._pulse = pulse
        self._manager = manager
        self._loop = asyncio.new_event_loop()
        self._endpoint: Endpoint | None = None
        self._heart: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._taking = asyncio.Lock()
        self._begun = asyncio.Event()
        """Set once the daemon watches: no heart beats before."""
        self._handed: list[socket.socket] = []
        """Sockets that may never be opened, because the end comes first."""
        self._thread = threading.Thread(target=self._run, name="service", daemon=True)

    # Called in the daemon's thread

    def start(self) -> None:
        self._thread.start()
        if self._manager.is_there:
            self._post(self._begin(self._say()))
            if self._manager.watchdog_every is not None:
                self._post(self._begin(self._feed(self._manager.watchdog_every)))

    def take(self, before: DaemonOptions, options: DaemonOptions, listening: socket.socket | None) -> None:
        self._handed += [listening] if listening else []
        self._post(self._take(before, options, listening))

    def begin(self) -> None:
        self._loop.call_soon_threadsafe(self._begun.set)

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_END)

    def _post(self, doing: Coroutine[None, None, None]) -> None:
        asyncio.run_coroutine_threadsafe(doing, self._loop).add_done_callback(_log_failure)

    # In its own thread

    def _run(self) -> None:
        loop = self._loop
        asyncio.set_event_loop(loop)
        try:
            loop.run_forever()
        finally:
            if self._endpoint is not None:
                self._endpoint.close()
            for each in self._handed:
                each.close()
            tasks = asyncio.all_tasks(loop)
            for task in tasks:
                task.cancel()
            with suppress(TimeoutError):
                loop.run_until_complete(asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), _END / 2))
            loop.close()

    async def _begin(self, doing: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(_log_failure)

    async def _take(self, before: DaemonOptions, options: DaemonOptions, listening: socket.socket | None) -> None:
        async with self._taking:  # one after the other: what opens can be closed only once it is open
            await self._take_endpoint(options, listening)
            if (before.heartbeat, before.heartbeat_every) != (options.heartbeat, options.heartbeat_every):
                self._take_heartbeat(options)

    async def _take_endpoint(self, options: DaemonOptions, listening: socket.socket | None) -> None:
        if self._endpoint is not None and (options.health is None or listening is not None):
            self._endpoint.close()
            self._endpoint = None
        if listening is not None:
            self._endpoint = Endpoint(self._answer, options.health_names)
            await self._endpoint.open(listening)
        elif self._endpoint is not None:
            self._endpoint.names = frozenset(options.health_names)

    def _take_heartbeat(self, options: DaemonOptions) -> None:
        if self._heart is not None:
            self._heart.cancel()
            self._heart = None
        if options.heartbeat is not None:
            heartbeat = Heartbeat(options.heartbeat.get_secret_value())
            every = options.heartbeat_every.total_seconds()
            self._heart = asyncio.create_task(self._beat(heartbeat, every))
            self._heart.add_done_callback(_log_failure)

    async def _beat(self, heartbeat: Heartbeat, every: float) -> None:
        await self._begun.wait()
        await beat(heartbeat, every, self._is_well)

    async def _answer(self, path: str, accept: str) -> Answer:
        return answer(path, accept, self._pulse, await self._fresh(), datetime.now(UTC))

    async def _is_well(self) -> bool:
        return wellness(self._pulse, await self._fresh(), datetime.now(UTC)).is_well

    async def _fresh(self) -> Seen:
        """What is known of the store: new where it answers in time."""
        await asyncio.wait({asyncio.wrap_future(self._watch.fresh())}, timeout=WAIT)
        return self._watch.seen

    async def _feed(self, every: float) -> None:
        """Feed the watchdog while a new start would mend nothing. The daemon may take its time to start and to end."""
        while True:
            if wellness(self._pulse, self._watch.seen, datetime.now(UTC)).is_alive:
                self._manager.watchdog()
            await asyncio.sleep(every)

    async def _say(self) -> None:
        """Keep the status line."""
        while True:
            self._manager.status(status_line(self._pulse, await self._fresh(), datetime.now(UTC)))
            await asyncio.sleep(STATUS_EVERY)


def _log_failure(done: Future[None] | asyncio.Future[None]) -> None:
    if not done.cancelled() and (error := done.exception()) is not None:
        log.error("what surrounds the daemon failed", exc_info=error)


def status_line(pulse: Pulse, seen: Seen, now: datetime) -> str:
    """How it stands in one line: "all is well; 212 pages: 207 well seen, 5 not checked; 3 in the queue"."""
    well = wellness(pulse, seen, now)
    parts = [" ".join(each.sentence for each in well.troubles) or "All is well."]
    if seen.numbers is not None:
        counted = ", ".join(f"{number:,} {word}" for word, number in seen.numbers.counts.items())
        parts.append(f"{many(seen.numbers.page_count, 'page')}: {counted}.")
    if pulse.queued():
        parts.append(f"In the queue: {pulse.queued():,}.")
    return " ".join(parts)
