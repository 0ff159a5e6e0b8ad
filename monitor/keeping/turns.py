"""Who copies or verifies a folder of snapshots, and who removes from it, take turns.

The daemon is in nobody's way: it only adds. The system drops a lock with the process that holds it, however that ends.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import StoreError, why

Waits = Callable[[], None]
"""Called once where somebody else is to be waited for."""


@contextmanager
def beside_others(folder: Path, waits: Waits) -> Iterator[None]:
    """While this lasts nothing is removed from the folder; others may copy and verify it too.

    Raises:
        StoreError: there is no such folder, or it cannot be opened.
    """
    with _locked(folder, "LOCK_SH", waits):
        yield


@contextmanager
def alone(folder: Path, waits: Waits) -> Iterator[None]:
    """While this lasts nobody copies, verifies or prunes the folder; raises as `beside_others`."""
    with _locked(folder, "LOCK_EX", waits):
        yield


@contextmanager
def _locked(folder: Path, how: str, waits: Waits) -> Iterator[None]:
    if os.name == "nt":  # no such locks there
        yield
        return
    import fcntl

    kind: int = getattr(fcntl, how)
    # The lock is on the folder itself: nothing need be written, also not where nothing can be.
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise StoreError(
            f"{folder} cannot be opened ({why(error)}): name the folder of the snapshots (--snapshots), or look at "
            "pages first"
        ) from error
    try:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                waits()
                fcntl.flock(descriptor, kind)
            # Else it is a file system without locks: then whoever prunes looks again before each removal.
        yield
    finally:
        os.close(descriptor)
