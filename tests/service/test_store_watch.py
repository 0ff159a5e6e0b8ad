"""The thread that asks the store: how old its numbers are, and what it says when there are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from service_clock import Clock
from world import World, now

from monitor.service.pulse import Pulse
from monitor.service.service import status_line
from monitor.service.store_watch import EVERY, StoreWatch
from monitor.sources.addresses import addresses


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(world: World, clock: Clock) -> StoreWatch:
    world.watch()
    world.round()
    return StoreWatch(world.snapshots, Pulse(addresses(world.config)), clock=clock)


def test_numbers_have_their_age_and_none_are_as_old_as_the_start(watch: StoreWatch, clock: Clock) -> None:
    clock.go(7)
    assert (watch.seen.numbers, watch.seen.age) == (None, 7.0)
    watch.look()
    clock.go(3)
    assert watch.seen.numbers is not None
    assert watch.seen.age == 3.0


def test_where_numbers_cannot_be_read_the_last_ones_stay_with_their_age_and_the_reason(
    watch: StoreWatch, clock: Clock, world: World
) -> None:
    watch.look()
    (world.snapshots / "monitor.db").write_bytes(b"no database at all, but long enough to be looked at" * 50)
    clock.go(60)
    watch.look()
    assert watch.seen.numbers is not None
    assert watch.seen.age == 60.0
    assert "is not a database" in (watch.seen.unread or "")


def test_the_store_is_tried_now_and_then_and_refusals_count_from_the_first(
    watch: StoreWatch, clock: Clock, world: World
) -> None:
    watch.look()
    assert watch.seen.unwritable is None
    away = world.snapshots.rename(world.folder / "away")
    clock.go(EVERY - 1)
    watch.look()
    assert watch.seen.unwritable is None  # it was tried just now
    clock.go(1)
    watch.look()
    clock.go(EVERY)
    watch.look()
    assert watch.seen.unwritable == (EVERY, f"{world.snapshots} cannot be written: No such file or directory")
    away.rename(world.snapshots)
    clock.go(EVERY)
    watch.look()
    assert watch.seen.unwritable is None


def test_who_asks_soon_after_another_gets_the_same_numbers_and_later_new_ones(watch: StoreWatch, clock: Clock) -> None:
    watch.look()
    assert watch.fresh().done()
    clock.go(1000)
    asked = watch.fresh()
    assert not asked.done()
    watch.start()
    asked.result(timeout=60)
    assert watch.seen.age == 0.0
    watch.end()


def test_the_status_line_says_how_it_stands_in_one_line(watch: StoreWatch, clock: Clock, world: World) -> None:
    pulse = Pulse(addresses(world.config), queued=lambda: 1200)
    watch.look()
    assert status_line(pulse, watch.seen, now()) == (
        "The daemon is starting: it does not watch yet. 1 page: 1 well seen. In the queue: 1,200."
    )
    pulse.begin()
    assert status_line(pulse, watch.seen, now()).startswith("All is well. 1 page: 1 well seen.")


def test_a_store_that_is_gone_from_the_beginning_is_said(tmp_path: Path, clock: Clock) -> None:
    watch = StoreWatch(tmp_path, Pulse(), clock=clock)
    watch.look()
    assert watch.seen.numbers is None
    assert "is not there any more" in (watch.seen.unread or "")
