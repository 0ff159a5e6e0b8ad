"""The file of the last version's body is gone, cut off, or another body."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from faults.fault import MINUTE, Begins, Fault
from faults.stage import Stage

_SAYS = r"nothing to compare with"


def _happens(what: Callable[[Path], object], page: str = "police", *, is_mended: bool = True) -> Begins:
    @contextmanager
    def begins(stage: Stage) -> Iterator[None]:
        ((path,),) = stage.sql(f"SELECT path FROM snapshot WHERE place = 'ngo/kazakhstan/{page}'")
        file = stage.snapshots / path
        whole = file.read_bytes()
        what(file)
        yield
        if is_mended:
            file.write_bytes(whole)

    return begins


_AGAIN = ((6 * MINUTE, ("check", "now")),)

FAULTS = (
    Fault(
        "gone, of a page that stays as it is: what comes is kept in its place",
        _happens(Path.unlink, "still", is_mended=False), code=10, shows=r"^Told editors", again=(),
    ),
    Fault("gone, and restored from a copy", _happens(Path.unlink), shows=_SAYS, again=_AGAIN),
    Fault(
        "cut off, and restored from a copy", _happens(lambda file: file.write_bytes(file.read_bytes()[:40])),
        shows=_SAYS, again=_AGAIN,
    ),
    Fault(
        "another body, and restored from a copy", _happens(lambda file: file.write_bytes(gzip.compress(b"another"))),
        shows=_SAYS, again=_AGAIN,
    ),
    Fault("empty, and restored from a copy", _happens(lambda file: file.write_bytes(b"")), shows=_SAYS, again=_AGAIN),
)  # fmt: skip
