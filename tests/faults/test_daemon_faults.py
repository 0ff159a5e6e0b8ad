"""The daemon outlives what ends a single run, and goes on when it is over."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from datetime import timedelta

import pytest
from daemon.running import running
from world import MOVED, PATH, Answer, Seen, World, html

from faults.faults_disk import fill, no_small_disk, small_disk
from monitor.daemon import watch


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """A loop takes its handlers with it; what pytest had set stands again."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.skipif(bool(no_small_disk()), reason=no_small_disk() or "-")
async def test_a_disk_that_is_full_for_a_while_ends_no_daemon_and_loses_no_change(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "RETRY", timedelta(milliseconds=50))
    world.watch()
    await asyncio.to_thread(world.round)
    world.let_time_pass(timedelta(hours=7))
    with small_disk(world.snapshots):
        ballast = world.snapshots / "ballast"

        def answer(seen: Seen) -> Answer:
            if not is_full:
                is_full.append(True)
                fill(ballast, 0)
            return Answer(200, html(MOVED))

        is_full: list[bool] = []
        world.server.answer(PATH, answer)
        async with running(world) as (_, lines):
            await lines.wait_for("the disk is full: make room", times=2)
            ballast.unlink()
            await lines.wait_for("told newsroom of 1 change")
        assert len(world.changes()) == 1
        assert len(world.told()) == 1
