"""Turns at a host among all the programs on this machine: `monitor run`, a `monitor check now` beside it, cron.

They share a folder. Each host has some small files there, which the programs lock (flock); the system lets go of the
locks of a program that dies. The locks are taken in this order, and never the other way round:

    <host>.turn   held while its holder waits for a free slot, so that who comes first goes first
    <host>.1      a slot: held as long as a request is under way; as many of them as may be at once
    <host>.start  holds the time of the last start; held while its holder waits for the pace, until it has asked
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Awaitable, Callable
from hashlib import sha256
from itertools import chain, repeat
from pathlib import Path
from urllib.parse import quote

try:
    import fcntl
except ImportError:  # a system without flock: each program goes by itself there
    fcntl = None  # type: ignore[assignment]

from monitor.errors import why

log = logging.getLogger(__name__)

_LOOKS = (0.03,)
"""Seconds between two looks whether a lock is free; the last one stays. A lock that is waited for in the kernel would
take a thread a host."""
_LOOKS_IN_LINE = (0.24, 0.16, 0.08, 0.04)
"""The same where several programs wait: who has waited longer looks more often, so that nobody waits for ever."""
_LONG = 120.0
"""Seconds of waiting for another program after which it is said: one that was stopped (Ctrl-Z) keeps its locks."""
_LONGEST_NAME = 100


class Turns:
    """The turns of one folder. What is taken is given back with `give`."""

    def __init__(
        self,
        folder: Path,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """`clock` gives the time of day in seconds, the only one that programs have in common."""
        self._folder = folder
        self._clock = clock
        self._sleep = sleep
        self._works = fcntl is not None

    async def slot(self, host: str, at_once: int) -> int | None:
        """Wait for one of the host's slots, and take it; None where the folder does not serve."""
        if not self._works:
            return None
        name = _name(host)
        names = [f"{name}.{number}" for number in range(1, at_once + 1)]
        try:
            turn = await self._lock([f"{name}.turn"], _LOOKS_IN_LINE)
            try:
                return await self._lock(names, _LOOKS)
            finally:
                self.give(turn)
        except OSError as error:
            self._give_up(error)
            return None

    async def start(self, host: str, seconds: float) -> int | None:
        """Wait until `seconds` have gone by since the last start of anybody; nobody else starts before it is `sent`."""
        if not self._works:
            return None
        try:
            file = await self._lock([f"{_name(host)}.start"], _LOOKS)
            try:
                last = _last(file)
                # A timer may fire a little early: look at the clock again. It may also be put back by hand: a start
                # that lies ahead says nothing, and is waited for no longer than a pace.
                while (wait := min(last + seconds - self._clock(), seconds)) > 0:
                    await self._sleep(wait)
                    if last > self._clock():
                        break
            except BaseException:
                self.give(file)
                raise
        except OSError as error:
            self._give_up(error)
            return None
        return file

    def sent(self, file: int | None) -> None:
        """Write down that the request which might start was sent now, and let the next one wait for its time."""
        if file is None:
            return
        try:
            os.pwrite(file, f"{self._clock():020.6f}\n".encode(), 0)
        except OSError as error:
            self._give_up(error)
        finally:
            self.give(file)

    def give(self, file: int | None) -> None:
        """Give back a slot."""
        if file is None:
            return
        # Unlocked and not only closed: a child of this process may have inherited the open file.
        fcntl.flock(file, fcntl.LOCK_UN)
        os.close(file)

    async def _lock(self, names: list[str], looks: tuple[float, ...]) -> int:
        """Wait until one of these files is free, and lock it."""
        waited = 0.0
        for wait in chain(looks, repeat(looks[-1])):
            for name in names:
                if (file := self._try(name)) is not None:
                    return file
            await self._sleep(wait)
            waited += wait
            if waited - wait < _LONG <= waited:
                log.warning(
                    "%s has been held by another program for %g s: it is waited for; end it if it is stopped",
                    self._folder / names[0],
                    _LONG,
                )
        raise AssertionError("there is no end to the looks")

    def _try(self, name: str) -> int | None:
        file = os.open(self._folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return None
        except BaseException:
            os.close(file)
            raise
        return file

    def _give_up(self, error: OSError) -> None:
        self._works = False
        log.warning(
            "%s cannot be used (%s): other programs on this machine may ask the same hosts at the same time",
            self._folder,
            why(error),
        )


def _last(file: int) -> float:
    """The last start that a file tells; long ago where it tells none."""
    try:
        last = float(os.pread(file, 64, 0))
    except ValueError:
        return 0.0
    return last if 0 <= last < 1e11 else 0.0


def _name(host: str) -> str:
    """A file name for a host."""
    name = quote(host, safe="")
    return name if len(name) <= _LONGEST_NAME else sha256(host.encode()).hexdigest()
