"""All points at which a run can be killed; each killed there, run again, and held beside the undisturbed run."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any

from far_ends import MailEnd, PostEnd, Taken
from servers import Server

from killing.forge import Forge, Order, Report
from killing.scene import FIRST_LOOK, LEASE, STEPS, Scene, Step
from killing.state import damage_in, notices_in, state_of


@dataclass(frozen=True)
class Point:
    """Where a run is killed."""

    step: Step
    name: str


@dataclass(frozen=True)
class Double:
    """A notice that a far end has taken more than once."""

    recipient: str
    times: int
    is_explained: bool
    """Whether the kill fell between the far end's acceptance and our record of it."""


@dataclass(frozen=True)
class Outcome:
    """What became of a run that was killed at a point, and then run again."""

    point: Point
    is_killed: bool
    """Whether the point was met at all."""
    differs: tuple[str, ...]
    """What is not as after the undisturbed run."""
    lost: tuple[str, ...]
    """What recipients got from the undisturbed run, and not from this one."""
    extra: tuple[str, ...]
    """What they got under another key than the same thing before."""
    doubles: tuple[Double, ...]
    damage: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether all is as it must be."""
        return self.is_killed and not (self.differs or self.lost or self.extra or self.damage or self.unexplained)

    @property
    def unexplained(self) -> tuple[Double, ...]:
        """The doubles that no kill explains."""
        return tuple(double for double in self.doubles if not double.is_explained)


@dataclass(frozen=True)
class _Played:
    """A run with all its steps, made again wherever it was killed."""

    state: Mapping[str, list[str]]
    told: Counter[tuple[str, str]]
    """What each recipient got, each notice counted once."""
    times: Mapping[tuple[str, str], int]
    """How often each notice came, by the far end and its key there."""
    taken_at_kill: frozenset[tuple[str, str]]
    """What had been taken when the run was killed, and was not on record as delivered."""
    is_killed: bool
    passed: Mapping[Step, Sequence[str]]
    damage: tuple[str, ...]


class Matrix:
    """The site, the far ends, and a store that has seen the pages once; made by `matrix()`."""

    def __init__(self, folder: Path, forges: Sequence[Forge], site: Server, mail: MailEnd, posts: PostEnd) -> None:
        self._folder = folder
        self._forges: SimpleQueue[Forge] = SimpleQueue()
        self._lanes = len(forges)
        self._ends = (mail, posts)
        self._scene = Scene(site, mail, posts)
        self._scene.before()
        first = self._new("first")
        for forge in forges:
            self._forges.put(forge)
        self._order(self._forge_runs, first, "first", Step("first", FIRST_LOOK, only_due=False))
        self._scene.after()
        for number, forge in enumerate(forges):  # each loads what a whole run needs
            copy = self._copy(first, f"warm{number}")
            for step in STEPS:
                self._order(lambda order, forge=forge: forge.run(order, in_forge=True), copy, f"warm{number}", step)  # type: ignore[misc]
        self._first = first
        self.undisturbed = self._play("undisturbed", None)

    @property
    def points(self) -> list[Point]:
        """Every point of an undisturbed run, in their order there."""
        return [Point(step, name) for step in STEPS for name in self.undisturbed.passed[step]]

    def kill_at(self, points: Sequence[Point]) -> Iterator[Outcome]:
        """Kill a run at each of these points, several at a time; gives them in their order."""
        with ThreadPoolExecutor(self._lanes) as lanes:
            yield from lanes.map(self._outcome, points, (f"run{number}" for number in range(len(points))))

    def _outcome(self, point: Point, run: str) -> Outcome:
        played, right = self._play(run, point), self.undisturbed
        differs = [
            f"{kind}: {row}"
            for kind in right.state
            for row in (Counter(right.state[kind]) - Counter(played.state[kind]))
            + (Counter(played.state[kind]) - Counter(right.state[kind]))
        ]
        return Outcome(
            point,
            played.is_killed,
            tuple(differs),
            tuple(f"{whom}: {title}" for whom, title in (right.told - played.told).elements()),
            tuple(f"{whom}: {title}" for whom, title in (played.told - right.told).elements()),
            tuple(
                Double(whom, times, times == 2 and (whom, key) in played.taken_at_kill)
                for (whom, key), times in played.times.items()
                if times > 1
            ),
            played.damage,
        )

    def _play(self, run: str, kill_at: Point | None) -> _Played:
        folder = self._copy(self._first, run)
        snapshots = folder / "snapshots"
        passed: dict[Step, Sequence[str]] = {}
        taken_at_kill: frozenset[tuple[str, str]] = frozenset()
        is_killed = False
        for step in STEPS:
            killing = kill_at is not None and kill_at.step == step
            report = self._order(self._forge_runs, folder, run, step, kill_at.name if kill_at and killing else None)
            if report.is_killed:
                is_killed = True
                self._settle()
                sure = [key for key, (_, state) in notices_in(snapshots).items() if state == "delivered"]
                # A Message-ID begins with the key; the others are the key.
                taken_at_kill = frozenset(
                    (each.to, each.key) for each in self._taken(run) if not any(key in each.key for key in sure)
                )
                later = Step(step.name, step.at + LEASE, step.only_due)
                report = self._order(self._forge_runs, folder, run, later)
            assert not report.is_killed
            assert not report.said, f"{run} {kill_at}: {report.said}"
            passed[step] = report.passed
        self._settle()
        taken = self._taken(run)
        once = {(each.to, each.key): each for each in taken}
        played = _Played(
            state_of(snapshots),
            Counter((each.to.replace(run, "RUN"), each.title) for each in once.values()),
            Counter((each.to, each.key) for each in taken),
            taken_at_kill,
            is_killed,
            passed,
            tuple(damage_in(snapshots)),
        )
        if kill_at is not None:
            shutil.rmtree(folder)
        return played

    def _taken(self, run: str) -> list[Taken]:
        """What the far ends have of a run."""
        ends = [each for end in self._ends for each in list(end.taken)]
        return [each for each in ends if each.to.endswith((f"@{run}.example", f"/{run}"))]

    def _settle(self) -> None:
        for end in self._ends:
            end.settle()

    def _forge_runs(self, order: Order) -> Report:
        forge = self._forges.get()
        try:
            return forge.run(order)
        finally:
            self._forges.put(forge)

    def _order(
        self, make: Callable[[Order], Report], folder: Path, run: str, step: Step, kill_at: str | None = None
    ) -> Report:
        environ = self._scene.environ_of(run)
        return make(Order(str(folder), step.at.isoformat(), step.only_due, self._scene.ports, environ, kill_at))

    def _new(self, run: str) -> Path:
        folder = self._folder / run
        folder.mkdir()
        self._scene.write(folder, run)
        return folder

    def _copy(self, first: Path, run: str) -> Path:
        folder = self._new(run)
        shutil.copytree(first / "snapshots", folder / "snapshots")
        return folder


@contextmanager
def matrix() -> Iterator[Matrix]:
    """A matrix; in memory where the system has a folder there, for its runs wait for their disk some thousand times."""
    memory = Path("/dev/shm")
    with ExitStack() as stack:
        enter: Any = stack.enter_context
        folder = Path(enter(TemporaryDirectory(dir=memory if memory.is_dir() else None)))
        forges = [enter(Forge()) for _ in range(min(4, os.cpu_count() or 1))]
        yield Matrix(folder, forges, enter(Server()), enter(MailEnd()), enter(PostEnd()))
