"""The pace at which one host is asked."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable


class Pace:
    """Keeps a least time between the starts of two requests to one host, whoever makes them.

    Those who wait for the same host go in the order in which they came; other hosts are not held up.
    """

    def __init__(
        self,
        seconds: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """`seconds` between two starts (0: no waiting); `clock` gives seconds that never go back."""
        self._seconds = seconds
        self._clock = clock
        self._sleep = sleep
        self._turn: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._last: dict[str, float] = {}

    async def turn(self, host: str) -> None:
        """Return when a request to `host` may start."""
        if self._seconds <= 0:
            return
        async with self._turn[host]:
            if host in self._last:
                # A timer may fire a little early: look at the clock again.
                while (wait := self._last[host] + self._seconds - self._clock()) > 0:
                    await self._sleep(wait)
            self._last[host] = self._clock()
