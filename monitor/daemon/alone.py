"""One daemon for a database: the second one is told who holds it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import StoreError, why
from monitor.report.safe import safe_line
from monitor.report.times import moment

try:
    import fcntl
except ImportError:  # a system without flock: who runs two daemons there is not told so
    fcntl = None  # type: ignore[assignment]

LOCK = "monitor.lock"
"""In the snapshots folder. It stays when its holder ends: the lock is the system's, which lets go of it by itself."""


@contextmanager
def alone(folder: Path, now: datetime | None = None) -> Iterator[None]:
    """Be the only daemon of a snapshots folder, for as long as the block lasts.

    Raises:
        StoreError: another one is; the message says which, on which machine and since when.
    """
    path = folder / LOCK
    try:
        # Never with O_TRUNC: what stands there is the holder's.
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(f"{path} cannot be written ({why(error)}): give the right to write {folder}") from error
    try:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StoreError(_taken(folder, file)) from None
        said = f"process {os.getpid()} on {socket.gethostname()} since {moment(now or datetime.now(UTC))}\n"
        os.ftruncate(file, 0)
        os.pwrite(file, said.encode(), 0)
        yield
        with suppress(OSError):
            os.ftruncate(file, 0)
    finally:
        os.close(file)


def _taken(folder: Path, file: int) -> str:
    said = safe_line(os.pread(file, 300, 0).decode("utf-8", "replace")).strip()
    return (
        f"{folder} is watched by another `monitor run` already ({said or 'which has not said its name yet'}): "
        "one daemon writes a database; end that one first, or name another folder under snapshots"
    )
