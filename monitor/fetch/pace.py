"""The pace at which one host is asked, and how much at once: by this client, and by all of us on this machine."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any, Self

from monitor.fetch.turns import Turns

_MANY = 1_000
"""Hosts that are remembered before those are forgotten that nobody asks any more."""
_LONGEST_PACE = 3_600.0
"""Seconds after which no pace has anybody wait any longer."""


class _Line:
    """Those who wait to ask one host."""

    __slots__ = ("gate", "inside", "last", "next", "not_before", "start")

    def __init__(self, at_once: int) -> None:
        self.gate = asyncio.Semaphore(at_once)
        # Who waits for a slot must not keep those from starting again who have one: hence two locks.
        self.next = asyncio.Lock()
        self.start = asyncio.Lock()
        self.last = -math.inf
        self.not_before = -math.inf
        self.inside = 0
        """How many wait or ask."""


class Pace:
    """Keeps a least time between the starts of two requests to one host, and a most of them under way.

    Those who wait for the same host go in the order in which they came; other hosts are not held up.
    """

    def __init__(
        self,
        turns: Turns | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """`turns` are those of all programs on this machine; `clock` gives seconds that never go back."""
        self.turns = turns
        self._clock = clock
        self._sleep = sleep
        self._lines: dict[str, _Line] = {}
        self._most = _MANY

    def turn(self, host: str, seconds: float, at_once: int) -> Turn:
        """A turn to ask `host`: a context manager, entered when its request may start, left when that is over.

        `seconds` lie between two starts (0: no waiting), `at_once` requests are under way at most.
        """
        line = self._lines.get(host)
        if line is None:
            if len(self._lines) >= self._most:
                self._forget()
            line = self._lines[host] = _Line(at_once)
        return Turn(self, line, host, seconds, at_once)

    async def start(self, line: _Line, host: str, seconds: float) -> Start | None:
        """Wait until a request of a turn may start; for `Turn`, which says when it was `sent`. None: without a pace."""
        if seconds <= 0 and line.not_before == -math.inf:
            return None
        await line.start.acquire()
        start = Start(line)
        try:
            last = line.last if seconds > 0 else -math.inf
            # A timer may fire a little early, and the host may ask for patience meanwhile: look at the clock again.
            while (wait := max(line.not_before, last + seconds) - self._clock()) > 0:
                await self._sleep(wait)
            if self.turns is not None and seconds > 0:
                start.file = await self.turns.start(host, seconds)
        except BaseException:
            line.start.release()
            raise
        return start

    def sent(self, start: Start) -> None:
        """Let the pace count from now, and the next in line start when its time has come; for `Turn`."""
        if self.turns is not None:
            self.turns.sent(start.file)
        start.line.last = self._clock()
        start.line.start.release()

    def hold(self, line: _Line, seconds: float) -> None:
        """Let nobody start for so long; for `Turn`."""
        line.not_before = max(line.not_before, self._clock() + seconds)

    def _forget(self) -> None:
        """Drop the hosts that nobody asks now, and that nobody has to wait for."""
        now = self._clock()
        for host, line in list(self._lines.items()):
            if not line.inside and max(line.not_before, line.last + _LONGEST_PACE) < now:
                del self._lines[host]
        self._most = max(_MANY, 2 * len(self._lines))


class Start:
    """A request that may start, and has not been sent yet: nobody else starts meanwhile."""

    __slots__ = ("file", "line")

    def __init__(self, line: _Line) -> None:
        self.line = line
        self.file: int | None = None
        """The lock that says so to other programs."""


class Turn:
    """One turn at a host.

    The pace counts from when a request has left, not from when it was let go: to connect may take a second, and the
    host would see the next one that much sooner. So each request has to carry `extensions`.
    """

    __slots__ = ("_at_once", "_host", "_line", "_pace", "_seconds", "_slot", "_start")

    def __init__(self, pace: Pace, line: _Line, host: str, seconds: float, at_once: int) -> None:
        self._pace = pace
        self._line = line
        self._host = host
        self._seconds = seconds
        self._at_once = at_once
        self._slot: int | None = None
        self._start: Start | None = None

    async def __aenter__(self) -> Self:
        line, turns = self._line, self._pace.turns
        line.inside += 1
        try:
            await line.gate.acquire()
            try:
                if turns is not None:
                    async with line.next:
                        self._slot = await turns.slot(self._host, self._at_once)
                await self.start()
            except BaseException:
                self._leave()
                raise
        except BaseException:
            line.inside -= 1
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()
        self._line.inside -= 1

    async def start(self) -> None:
        """Wait until a request may start. A second one within the same turn keeps the pace too."""
        self._sent()
        self._start = await self._pace.start(self._line, self._host, self._seconds)

    @property
    def extensions(self) -> dict[str, Any]:
        """What a request of this turn has to carry (httpx's `extensions`), so that it is known when it was sent."""
        return {} if self._start is None else {"trace": self._follow}

    async def _follow(self, event: str, info: object) -> None:
        if event.endswith(".send_request_headers.complete"):
            self._sent()

    def _sent(self) -> None:
        if self._start is not None:
            self._pace.sent(self._start)
            self._start = None

    def hold(self, seconds: float) -> None:
        """Let nobody of this client ask the host for so long; it is busy."""
        self._pace.hold(self._line, seconds)

    def _leave(self) -> None:
        self._sent()
        if self._slot is not None and self._pace.turns is not None:
            self._pace.turns.give(self._slot)
        self._slot = None
        self._line.gate.release()
