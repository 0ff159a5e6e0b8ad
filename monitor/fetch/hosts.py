"""What is remembered of a host, whoever of us asked it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class HostState:
    """How a host fared, and its robots.txt. Times are aware, UTC."""

    failures: int = 0
    """Times in a row that it failed as a host: no connection, no whole answer, 5xx, 429."""
    left_alone_until: datetime | None = None
    why: str = ""
    """It is left alone, or failed at last: one sentence."""
    status: int | None = None
    """The answer by which it asked to be left alone (429, 503); None where we do so because it failed too often."""
    robots: str | None = None
    """Its robots.txt, as far as it is read; None: it has none, or it never came."""
    robots_status: int | None = None
    """The answer that brought it, or that said that there is none; None: there was no such answer yet."""
    robots_at: datetime | None = None
    """When that answer came."""
    robots_again_at: datetime | None = None
    """When robots.txt is to be asked for again."""
    robots_trouble: str = ""
    """Why it could not be had the last time: one sentence; empty where it could."""

    @property
    def weight(self) -> int:
        """About how many characters it takes to keep this."""
        return 1_000 + len(self.robots or "")


class HostMemory(Protocol):
    """Where host states are kept from one run to the next, by origin ("https://www.gov.uk")."""

    def get(self, origin: str) -> HostState | None:
        """What is known of this origin; None where nothing is."""

    def put(self, origin: str, state: HostState) -> None:
        """Keep this in the place of what was known."""


class ShortMemory:
    """A memory that ends with the program. It forgets what was not used for longest once it has grown large."""

    def __init__(self, most: int = 8_000_000) -> None:
        """`most`: about how many characters are kept; a host takes 1,000 and its robots.txt."""
        self._most = most
        self._weight = 0
        self._states: OrderedDict[str, HostState] = OrderedDict()

    def get(self, origin: str) -> HostState | None:
        """What is known of this origin."""
        state = self._states.get(origin)
        if state is not None:
            self._states.move_to_end(origin)
        return state

    def put(self, origin: str, state: HostState) -> None:
        """Keep this in the place of what was known."""
        before = self._states.pop(origin, None)
        self._weight += state.weight - (before.weight if before else 0)
        self._states[origin] = state
        while self._weight > self._most and len(self._states) > 1:
            self._weight -= self._states.popitem(last=False)[1].weight
