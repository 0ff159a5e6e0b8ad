"""What is to be looked at, host by host, so that hosts take turns."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict, deque
from collections.abc import Callable
from typing import Generic, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")


def host_of(url: str) -> str:
    """The host and port that a URL leads to, in lower case; the URL itself where it names none."""
    try:
        return urlsplit(url).netloc.lower() or url
    except ValueError:
        return url


class HostQueue(Generic[T]):
    """A queue that gives one thing of each host after the other, and of each host so many at once and no more.

    Of one host they come in the order in which they were put. Who takes one says `done` with its host afterwards.
    """

    def __init__(self, at_once: Callable[[str], int] = lambda host: 1) -> None:
        """`at_once` tells how many of a host may be out at the same time."""
        self._at_once = at_once
        self._waiting: defaultdict[str, deque[T]] = defaultdict(deque)
        # Once for each place of a host that may be given out, in the order of their turns.
        self._turns: deque[str] = deque()
        self._in_turns: Counter[str] = Counter()
        self._out: Counter[str] = Counter()
        self._waiters: deque[asyncio.Future[None]] = deque()
        self._is_closed = False

    @property
    def open_places(self) -> int:
        """How many things could be given out now."""
        return len(self._turns)

    def put(self, host: str, thing: T) -> None:
        """Add something of a host."""
        self._waiting[host].append(thing)
        self._offer(host)

    def take(self) -> tuple[str, T] | None:
        """The next thing with its host; None where none may be given out now."""
        if not self._turns:
            return None
        host = self._turns.popleft()
        self._in_turns[host] -= 1
        self._out[host] += 1
        return host, self._waiting[host].popleft()

    async def get(self) -> tuple[str, T] | None:
        """The next thing with its host, as soon as one may be given out; None when the queue was closed."""
        while not self._is_closed:
            if (taken := self.take()) is not None:
                return taken
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiters.append(waiter)
            try:
                await waiter
            except asyncio.CancelledError:
                waiter.cancel()
                if self._turns:  # it may have been woken for this
                    self._wake_one()
                raise
        return None

    def done(self, host: str) -> None:
        """Say that what was taken of a host is done."""
        self._out[host] -= 1
        self._offer(host)
        if not self._out[host] and not self._waiting[host]:  # nothing is kept of a host that is through
            del self._out[host], self._waiting[host], self._in_turns[host]

    def close(self) -> None:
        """Give out nothing more."""
        self._is_closed = True
        while self._waiters:
            self._wake_one()

    def _offer(self, host: str) -> None:
        places, things = self._in_turns[host], len(self._waiting[host])
        if things > places and places + self._out[host] < self._at_once(host):
            self._in_turns[host] += 1
            self._turns.append(host)
            self._wake_one()

    def _wake_one(self) -> None:
        """Let one of those go on who wait; woken all, two hundred would run for each thing."""
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return
