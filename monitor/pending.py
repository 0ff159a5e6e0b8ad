"""Looks at which nothing was new, written together: a transaction a page would cost more than the look itself."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from monitor.errors import StoreError
from monitor.store import Recording, Store

log = logging.getLogger("monitor.pending")

MOST = 100
"""Looks that are written together."""
LONGEST = 0.2
"""Seconds for which a look waits for others, at the most."""

Write = Callable[[Recording], None]


class Pending:
    """What is still to be written of looks at which nothing was new.

    A kill loses at most what waits here: that somebody looked, and never what was found. The next run looks again.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._writes: list[Write] = []
        self._timer: asyncio.TimerHandle | None = None

    def add(self, write: Write) -> None:
        """Have something written soon, with what comes after it.

        Raises:
            StoreError: nothing can be written.
        """
        self._writes.append(write)
        if len(self._writes) >= MOST:
            self.flush()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LONGEST, self._in_time)

    def flush(self) -> None:
        """Write all that waits, in one transaction that outlives the end of the process.

        Raises:
            StoreError: nothing can be written; all of it still waits then.
        """
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if not self._writes:
            return
        with self._store.record(datetime.now(UTC), lasting=False) as recording:
            for write in self._writes:
                write(recording)
        self._writes.clear()

    def _in_time(self) -> None:
        self._timer = None
        try:
            self.flush()
        except StoreError as error:  # whoever adds or flushes next meets it again, and can tell of it
            log.warning("%s", error)
