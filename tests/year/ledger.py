"""What the world saw, line by line in append-only files: a killed process has written all that it had."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shown:
    """A page was asked for, and all of the answer was handed over."""

    life: int
    at: float
    place: str
    state: int
    """Number of the state that stood."""
    status: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """A far end took a notice, and had not yet said so."""

    life: int
    at: float
    service: str
    key: str
    to: str
    """Which of the recipients: an address, or the path of a webhook."""
    subject: str
    text: str
    """What the notice said."""


@dataclass(frozen=True, slots=True)
class Lived:
    """A life of the daemon, as its supervisor saw it."""

    life: int
    start: float
    end: float
    kind: str
    """stop, kill, sending, looking, or end."""
    status: int
    """As `os.waitpid` gives it."""


class Ledger:
    """Appends lines to the files of a folder."""

    def __init__(self, folder: Path) -> None:
        mode = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self._files = {kind: os.open(folder / f"{kind.__name__.lower()}.jsonl", mode, 0o600) for kind in _KINDS}

    def write(self, line: Shown | Accepted | Lived) -> None:
        """Append a line; when this returns, the system has it."""
        os.write(self._files[type(line)], json.dumps(asdict(line)).encode() + b"\n")


_KINDS: tuple[type[Shown] | type[Accepted] | type[Lived], ...] = (Shown, Accepted, Lived)


def _read(folder: Path, name: str) -> Iterator[dict[str, object]]:
    path = folder / f"{name}.jsonl"
    if path.exists():
        with path.open() as file:
            yield from (json.loads(line) for line in file)


def shown(folder: Path) -> list[Shown]:
    """All pages that were handed over, in order."""
    return [Shown(**each) for each in _read(folder, "shown")]  # type: ignore[arg-type]


def accepted(folder: Path) -> list[Accepted]:
    """All notices that were taken, in order."""
    return [Accepted(**each) for each in _read(folder, "accepted")]  # type: ignore[arg-type]


def lived(folder: Path) -> list[Lived]:
    """All lives, in order."""
    return [Lived(**each) for each in _read(folder, "lived")]  # type: ignore[arg-type]
