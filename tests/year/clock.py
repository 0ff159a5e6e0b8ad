"""A clock that stands still while there is work, and jumps to the next timer when there is none.

All that asks for the time in this process is moved along: `time.time()` and `datetime.now()` (by time-machine, which
leaves the monotonic clock alone), `time.monotonic()` (here), and the event loop with its timers. A second of waiting
costs nothing; what is computed takes no time but a tick for each turn of the loop.
"""

from __future__ import annotations

import mmap
import struct
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_real = time.monotonic
_shown: list[Clock] = []
"""The clock that this process shows, once one does."""


def _monotonic() -> float:
    return _shown[-1].seconds if _shown else _real()


# At import, and not when a clock begins: who takes `time.monotonic` as a default has taken it at its own import. So
# this module is to be imported before the program.
time.monotonic = _monotonic

TICK = 50e-6
"""Seconds that one turn of the loop takes: no two of them have the same time."""


class Clock:
    """Virtual seconds since 1970. They are written to a file in memory, so that they outlive a killed process."""

    def __init__(self, path: Path, start: float) -> None:
        with path.open("w+b") as file:
            file.truncate(8)
            self._kept = mmap.mmap(file.fileno(), 8)
        self._traveller: Any = None
        self.seconds = start
        self._keep()

    def begin(self) -> None:
        """Show this time to the whole process, from now to its end."""
        import time_machine

        # Aware, and not a number: a number is a time too, but `tick` must not make seconds of the real clock count.
        self._traveller = time_machine.travel(datetime.fromtimestamp(self.seconds, UTC), tick=False).start()
        _shown.append(self)

    def go(self, seconds: float) -> None:
        """Let so much time pass."""
        self.seconds += seconds
        if self._traveller is not None:
            self._traveller.shift(float(seconds))
        self._keep()

    def _keep(self) -> None:
        struct.pack_into("d", self._kept, 0, self.seconds)


def kept(path: Path) -> float:
    """The time at which a process ended, by the file of its clock."""
    return float(struct.unpack("d", path.read_bytes())[0])


def at(text: str) -> float:
    """Seconds of a time in ISO 8601."""
    return datetime.fromisoformat(text).timestamp()


def iso(seconds: float) -> str:
    """ISO 8601, to the second, UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
