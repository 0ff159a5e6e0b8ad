"""A process that has loaded the program, and forks one for each run: loading it anew would take longer than the run.

    python -m killing.forge < orders > reports

An order is a line of JSON (`Order`), a report is one too (`Report`). The process has one thread, so that forking it
copies no lock that somebody holds.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

TESTS = Path(__file__).parents[1]


@dataclass(frozen=True)
class Order:
    """A run to be made."""

    folder: str
    """Where sources.yaml is."""
    at: str
    """The time of day that it is there, ISO 8601."""
    only_due: bool
    ports: Mapping[str, str] = field(default_factory=dict)
    """What to call the far ends, by port."""
    environ: Mapping[str, str] = field(default_factory=dict)
    kill_at: str | None = None


@dataclass(frozen=True)
class Report:
    """What became of a run."""

    is_killed: bool
    said: str
    """The point at which it was killed; else what went wrong, or nothing."""
    passed: tuple[str, ...] = ()
    """The points that it passed, of one that came to its end."""


class Forge:
    """The process, seen from outside."""

    def __enter__(self) -> Self:
        environ = {**os.environ, "PYTHONPATH": str(TESTS)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "killing.forge"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env=environ, cwd=TESTS.parent,
        )  # fmt: skip
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()

    def run(self, order: Order, *, in_forge: bool = False) -> Report:
        """Have a run made, and wait for its end.

        Args:
            in_forge: whether it is made in the forge itself, so that all that it loads is there for the next ones.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"order": asdict(order), "in_forge": in_forge}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the forge has ended"
        report = json.loads(line)
        return Report(report["is_killed"], report["said"], tuple(report["passed"]))


def _main() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        order = Order(**asked["order"])
        if asked["in_forge"]:
            _round(order)
            report = Report(False, "")
        else:
            assert threading.active_count() == 1
            gc.freeze()  # what is loaded is looked through by no child
            report = _forked(order)
        sys.stdout.write(json.dumps(asdict(report)) + "\n")
        sys.stdout.flush()


def _forked(order: Order) -> Report:
    """The run in a process of its own."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        os.close(reading)
        _run_and_leave(order, writing)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as told:
        said = told.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return Report(True, said)
    result = json.loads(said)
    return Report(False, result["error"], tuple(result["passed"]))


def _run_and_leave(order: Order, writing: int) -> None:
    from killing.points import Points

    write = os.write
    points = Points(
        {int(port): name for port, name in order.ports.items()}, order.kill_at, lambda name: _all(write, writing, name)
    )
    error = ""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        points.put_in_place()
        _round(order)
    except BaseException as raised:
        error = f"{type(raised).__name__}: {raised}"
    _all(write, writing, json.dumps({"error": error, "passed": points.passed}))
    os._exit(0)


def _all(write: object, to: int, text: str) -> None:
    data = text.encode()
    while data:
        data = data[write(to, data) :]  # type: ignore[operator]


def _round(order: Order) -> None:
    import time_machine

    from monitor.due import due_addresses
    from monitor.round import one_round
    from monitor.sources.addresses import addresses
    from monitor.sources.config import load
    from monitor.store import Store

    at = datetime.fromisoformat(order.at)
    os.environ["XDG_STATE_HOME"] = order.folder
    with time_machine.travel(at, tick=True):
        config = load(Path(order.folder) / "sources.yaml", {**os.environ, **order.environ})
        watched = addresses(config)
        with closing(Store.open(config.snapshots)) as store:
            chosen = due_addresses(watched, store, at) if order.only_due else watched
            asyncio.run(one_round(config, store, chosen, watched=watched))


if __name__ == "__main__":
    _main()
