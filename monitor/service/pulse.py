"""What the daemon tells of itself while it runs.

The daemon calls a few methods, each of which only sets or counts something: they cost nothing, never fail, and do no
harm where nobody listens. Other threads read it at any time. So that a loop that hangs is seen, nothing that it says of
itself is taken for now: each reading has its age.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from monitor.sources.page import Address

Phase = Literal["starting", "watching", "reloading", "stopping"]

BEAT_EVERY = 1.0
"""Seconds between two beats of the loop."""
_LAG_KEPT = 60.0
"""Seconds over which the longest lag is remembered."""


class Pulse:
    """The state of one run of the daemon; the daemon's loop writes, any thread reads."""

    def __init__(
        self,
        addresses: Sequence[Address] = (),
        *,
        queued: Callable[[], int] = lambda: 0,
        under_way: Callable[[], int] = lambda: 0,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """
        Args:
            addresses: what is watched.
            queued: how many addresses wait for their look; asked by other threads, so it must only take a length.
            under_way: how many are being looked at; likewise.
            clock: seconds that never go back.
            now: the real time.
        """
        self.addresses = tuple(addresses)
        self.queued = queued
        self.under_way = under_way
        self.phase: Phase = "starting"
        self.started_at = now()
        self.looks: Counter[str] = Counter()
        """Looks since the start, by verdict."""
        self.changes: Counter[str] = Counter()
        """Changes found since the start, by significance."""
        self.tries: Counter[tuple[str, bool]] = Counter()
        """Tries of a notice since the start, by channel and whether it arrived."""
        self.sources_trouble: str | None = None
        """Why the sources.yaml on disk is not in force; None where it is."""
        self.sources_read_at = self.started_at
        """When sources.yaml was last taken over."""
        self.listeners: list[Callable[[Phase], None]] = []
        """Called in the loop's thread when the phase changes."""
        self._clock = clock
        self._now = now
        self._started = clock()
        self._beat: float | None = None
        self._lags: deque[tuple[float, float]] = deque()
        self._unwritten: tuple[float, str] | None = None

    # What the daemon calls

    def watch(self, addresses: Sequence[Address]) -> None:
        """Say what is watched from now on."""
        self.addresses = tuple(addresses)

    def begin(self) -> None:
        """Say that the first looks are planned, and the daemon watches."""
        self._enter("watching")

    def reload(self) -> None:
        """Say that sources.yaml is being read again; `reloaded` or `refused` must follow."""
        self._enter("reloading")

    def reloaded(self, addresses: Sequence[Address]) -> None:
        """Say that the new sources.yaml is in force, and what is watched by it."""
        self.watch(addresses)
        self.sources_trouble = None
        self.sources_read_at = self._now()
        self._enter("watching")

    def refused(self, why: str) -> None:
        """Say that the new sources.yaml cannot be used, and the old one stays in force."""
        self.sources_trouble = why
        self._enter("watching")

    def end(self) -> None:
        """Say that no new look begins."""
        self._enter("stopping")

    def looked(self, verdict: str) -> None:
        """Count a look."""
        self.looks[str(verdict)] += 1

    def found(self, significance: str) -> None:
        """Count a change."""
        self.changes[str(significance)] += 1

    def tried(self, channel: str, *, is_delivered: bool) -> None:
        """Count a try of a notice."""
        self.tries[channel, is_delivered] += 1

    def wrote(self) -> None:
        """Say that the loop could write to the store."""
        self._unwritten = None

    def failed_to_write(self, sentence: str) -> None:
        """Say that the loop could not, and why."""
        since = self._unwritten[0] if self._unwritten else self._clock()
        self._unwritten = (since, sentence)

    def beat(self) -> None:
        """Say that the loop turns; to be called every `BEAT_EVERY` seconds."""
        now = self._clock()
        self._lags.append((now, self.lag))
        while now - self._lags[0][0] > _LAG_KEPT:
            self._lags.popleft()
        self._beat = now

    def _enter(self, phase: Phase) -> None:
        if self.phase != "stopping":  # it is not taken back
            self.phase = phase
            for listener in self.listeners:
                listener(phase)

    # What other threads ask

    @property
    def lag(self) -> float:
        """Seconds by which the loop's next beat is late now; 0 where it never beat."""
        return 0.0 if self._beat is None else max(0.0, self._clock() - self._beat - BEAT_EVERY)

    @property
    def longest_lag(self) -> float:
        """The longest lag of the last minute, in seconds; that of now counts too."""
        return max([self.lag, *(lag for _, lag in tuple(self._lags))])

    @property
    def age(self) -> float:
        """Seconds since the start."""
        return self._clock() - self._started

    @property
    def unwritten(self) -> tuple[float, str] | None:
        """For how many seconds the loop could not write to the store, and why; None where it could."""
        found = self._unwritten
        return (self._clock() - found[0], found[1]) if found else None
