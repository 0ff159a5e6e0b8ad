"""A thread that asks the store how the watching stands: by itself now and then, and when somebody wants to know.

It has a thread of its own because a disk can hang: who answers then says so, and how old the last numbers are.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import MonitorError
from monitor.service.numbers import Numbers, numbers_of
from monitor.service.pulse import Pulse
from monitor.service.wellness import Seen
from monitor.service.writable import unwritable

log = logging.getLogger("monitor.service")

EVERY = 30.0
"""Seconds after which the numbers are read anew though nobody asked, and the store is tried."""
FRESH = 1.0
"""Seconds for which numbers are new enough for whoever asks."""
_SHARE, _OLDEST = 20, 15.0
"""Numbers of a large store take their time: they are read so seldom that they take at most one part in so many, but not
more seldom than after so many seconds."""


class StoreWatch:
    """Numbers of a store, and whether it can be written, with their age."""

    def __init__(
        self,
        folder: Path,
        pulse: Pulse,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._folder = folder
        self._pulse = pulse
        self._clock = clock
        self._now = now
        self._news = threading.Condition()
        self._wanted: list[Future[None]] = []
        self._is_ending = False
        self._numbers: Numbers | None = None
        self._unread: str | None = None
        self._since = clock()
        """When the numbers were read."""
        self._cost = 0.0
        self._tried_at: float | None = None
        self._unwritable: tuple[float, str] | None = None
        # It must not keep the process from ending: a disk that hangs may never answer.
        self._thread = threading.Thread(target=self._run, name="store watch", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def end(self) -> None:
        """Read nothing more; does not wait."""
        with self._news:
            self._is_ending = True
            self._news.notify_all()

    @property
    def seen(self) -> Seen:
        """What is known now, old as it may be."""
        found = self._unwritable
        lasting = (self._clock() - found[0], found[1]) if found else None
        return Seen(self._numbers, self._clock() - self._since, self._unread, lasting)

    def fresh(self) -> Future[None]:
        """Done as soon as there are numbers that are new enough, or reading them failed."""
        done: Future[None] = Future()
        with self._news:
            if self._numbers is not None and self._clock() - self._since < min(
                max(FRESH, _SHARE * self._cost), _OLDEST
            ):
                done.set_result(None)
            else:
                self._wanted.append(done)
                self._news.notify_all()
        return done

    def look(self) -> None:
        """Read the numbers, and try the store if it was not tried of late: what the thread does each time."""
        began = self._clock()
        try:
            if self._tried_at is None or began - self._tried_at >= EVERY:
                self._try()
                began = self._clock()
            numbers = numbers_of(self._folder, self._pulse.addresses, self._now())
        except MonitorError as error:
            self._unread = str(error)
        except Exception as error:  # whatever it is, the thread that reads must live, and say so
            self._unread = f"the program failed ({type(error).__name__})"
            log.exception("the numbers of the store could not be read")
        else:
            self._numbers, self._unread, self._since = numbers, None, self._clock()
            self._cost = self._since - began

    def _try(self) -> None:
        why = unwritable(self._folder)
        self._tried_at = self._clock()
        if why is None:
            self._unwritable = None
        else:
            self._unwritable = (self._unwritable[0] if self._unwritable else self._tried_at, why)

    def _run(self) -> None:
        while not self._is_ending:
            with self._news:
                asking, self._wanted = self._wanted, []
            self.look()
            for each in asking:
                each.set_result(None)
            with self._news:
                if not self._wanted and not self._is_ending:
                    self._news.wait(EVERY)
        for each in self._wanted:
            each.set_result(None)
