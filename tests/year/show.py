"""Plays a play, checks it, and tells how long it took."""

from __future__ import annotations

import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from year.check import Result, check
from year.ledger import Lived
from year.plan import plan
from year.plays import Play
from year.supervisor import play as play_it


@dataclass(frozen=True, slots=True)
class Shown:
    """A play that was played."""

    result: Result
    wall: float
    cpu: float


@contextmanager
def scratch(keep: Path | None = None) -> Iterator[Path]:
    """A folder, in memory where the system has one: the store waits for its disk many thousand times here."""
    if keep is not None:
        shutil.rmtree(keep, ignore_errors=True)
        keep.mkdir(parents=True)
        yield keep
        return
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as made:
        yield Path(made)


def show(
    play: Play, folder: Path, outages: int, deaths: int, told: Callable[[Lived], None] = lambda lived: None
) -> Shown:
    """Play and check.

    Args:
        outages: of each service.
        deaths: of the daemon.
        told: called after each life.
    """
    began, used = time.perf_counter(), _used()
    planned = plan(play.scene.seed, play.start, play.end, play.scene.services, outages, deaths)
    scene, _ = play_it(play.scene, planned, folder, told)
    result = check(scene, folder, play.start, play.end, planned.outages)
    return Shown(result, time.perf_counter() - began, _used() - used)


def _used() -> float:
    """Seconds of CPU, of this process and its children."""
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
