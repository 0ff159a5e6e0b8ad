"""The time that a page takes in the browser: its own, and that of what it asked for, without the waiting for turns.

Turns are not counted because a polite pace would else be the end of every page of many scripts.
"""

from __future__ import annotations

import asyncio


class PageClock:
    """The seconds of one page, out of a total. What it asked for is added up, also where it came at the same time."""

    def __init__(self, total: float) -> None:
        self.begun = 0
        """Requests so far."""
        self._total = total
        self._open = 0
        self._asked = 0.0
        self._own = 0.0
        self._since = self._now()
        self._changed = asyncio.Event()

    @property
    def spent(self) -> float:
        """Seconds."""
        running = 0.0 if self._open else self._now() - self._since
        return self._asked + self._own + running

    @property
    def left(self) -> float:
        """Seconds; 0 where there are none."""
        return max(0.0, self._total - self.spent)

    def begin(self) -> None:
        """A request starts."""
        if not self._open:
            self._own += self._now() - self._since
        self._open += 1
        self.begun += 1
        self._changed.set()

    def end(self, seconds: float) -> None:
        """A request has ended, which took so long without its waiting."""
        self._asked += seconds
        self._open -= 1
        self._since = self._now()
        self._changed.set()

    async def quiet(self, seconds: float) -> int:
        """Wait until nothing was under way for so long; the number of requests until then. Raises TimeoutError."""
        while True:
            self._changed.clear()
            if self._open:
                await self._changed.wait()  # each has its own limits
                continue
            if self.left <= 0:
                raise TimeoutError
            try:
                async with asyncio.timeout(min(seconds, self.left)):
                    await self._changed.wait()
            except TimeoutError:
                return self.begun

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
