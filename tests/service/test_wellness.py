"""By which rule all is well: over a real store, with clocks that tests turn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from service_clock import Clock
from world import MOVED, PATH, Answer, World, slack_says

from monitor.service.numbers import numbers_of
from monitor.service.pulse import Pulse
from monitor.service.wellness import (
    FIRST_LOOKS,
    OLD_NUMBERS,
    STALLED,
    STANDSTILL,
    UNWRITTEN,
    UNWRITTEN_TOO_LONG,
    Seen,
    Wellness,
    wellness,
)
from monitor.sources.addresses import addresses


def rule(
    world: World, *, running: timedelta = timedelta(hours=2), later: timedelta = timedelta(0), **seen: object
) -> Wellness:
    """What the rule says of the world as it stands, by a daemon that has run for so long."""
    clock = Clock()
    pulse = Pulse(addresses(world.config), clock=clock)
    clock.go(running.total_seconds())
    pulse.begin()
    pulse.beat()
    now = datetime.now(UTC) + later
    known = {"numbers": numbers_of(world.snapshots, pulse.addresses, now), "age": 0.0, **seen}
    return wellness(pulse, Seen(**known), now)  # type: ignore[arg-type]


def kinds(well: Wellness) -> list[str]:
    return [each.kind for each in well.troubles]


def test_all_is_well_after_a_look(world: World) -> None:
    world.watch()
    world.round()
    assert rule(world).is_well


def test_a_page_that_is_blocked_beside_one_that_is_seen_is_no_trouble_of_the_daemon(world: World) -> None:
    world.watch(world.entry(), world.entry("/blocked"))
    world.server.answer("/blocked", Answer(403))
    world.round()
    assert rule(world).is_well


def test_a_daemon_that_starts_or_ends_is_not_well_and_needs_no_new_start() -> None:
    pulse = Pulse()
    now = datetime.now(UTC)
    assert kinds(wellness(pulse, Seen(None, 0.0), now)) == ["starting"]
    pulse.begin()
    pulse.end()
    ending = wellness(pulse, Seen(None, 0.0), now)
    assert kinds(ending) == ["stopping"]
    assert ending.is_alive


def test_a_loop_that_stalls_needs_a_new_start() -> None:
    clock = Clock()
    pulse = Pulse(clock=clock)
    pulse.begin()
    pulse.beat()
    clock.go(STALLED + 2)
    found = wellness(pulse, Seen(None, 0.0), datetime.now(UTC))
    assert kinds(found) == ["loop"]
    assert found.troubles[0].sentence == "The event loop has not turned for 31 seconds."
    assert not found.is_alive


def test_a_store_that_refuses_for_a_moment_is_no_trouble_and_for_longer_it_is(world: World) -> None:
    world.watch()
    world.round()
    assert rule(world, unwritable=(UNWRITTEN, "the disk is full")).is_well
    full = rule(world, unwritable=(UNWRITTEN + 1, "the disk is full"))
    assert [each.sentence for each in full.troubles] == ["For 61 seconds nothing could be stored: the disk is full."]
    assert full.is_alive  # a new start makes no room
    assert not rule(world, unwritable=(UNWRITTEN_TOO_LONG + 1, "the disk is gone")).is_alive


def test_numbers_that_are_old_tell_nothing_but_that(world: World) -> None:
    world.watch()
    world.round()
    old = rule(world, age=OLD_NUMBERS + 1, unread="monitor.db is damaged", later=timedelta(days=9))
    assert kinds(old) == ["numbers"]
    assert "monitor.db is damaged" in old.troubles[0].sentence


def test_a_watch_that_stands_still_is_told_though_its_pages_were_well_seen_of_late(world: World) -> None:
    world.watch(world.entry(every="1h"))
    world.round()
    slack = timedelta(minutes=6)  # looks are spread out by a share of their interval
    due = timedelta(hours=1) + slack + STANDSTILL
    assert rule(world, later=due - timedelta(minutes=1)).is_well
    still = rule(world, later=due + timedelta(minutes=1))
    assert kinds(still) == ["standstill"]
    assert still.is_alive


def test_after_a_long_time_off_nobody_is_blamed_at_the_start(world: World) -> None:
    world.watch()
    world.round()
    week = timedelta(days=7)
    assert rule(world, running=timedelta(minutes=1), later=week).is_well
    assert kinds(rule(world, running=FIRST_LOOKS + timedelta(minutes=1), later=week)) == ["standstill", "unseen"]


def test_a_page_that_was_never_asked_for_is_due_and_a_daemon_that_does_not_ask_stands_still(world: World) -> None:
    world.watch()
    world.round()
    world.watch(world.entry(every="31d"), world.entry("/new"))
    world.let_time_pass(STANDSTILL + timedelta(minutes=1))
    assert kinds(rule(world)) == ["standstill"]


def test_when_no_page_at_all_is_seen_for_a_day_it_is_told(world: World) -> None:
    world.watch(world.entry(every="1h"))
    world.round()
    world.let_time_pass(timedelta(hours=25))
    world.server.answer(PATH, Answer(403))
    world.round()
    found = rule(world)
    assert kinds(found) == ["unseen"]
    assert found.troubles[0].sentence.startswith("No page was well seen for ")


def test_notices_that_do_not_arrive_are_told_after_an_hour_until_one_does(world: World) -> None:
    world.watch(world.entry(every="31d"))
    world.round()
    world.page(MOVED)
    world.server.answer("/slack", slack_says(500))
    world.round()
    assert world.sql("SELECT state FROM notice") == [("retrying",)]
    assert rule(world).is_well
    assert kinds(rule(world, later=timedelta(minutes=61))) == ["delivery"]
    world.sql("UPDATE notice SET state = 'dead', next_try_at = NULL")
    assert kinds(rule(world, later=timedelta(minutes=61))) == ["delivery"]
    world.sql(
        "INSERT INTO notice (recipient, channel, key, state, attempts, created_at, delivered_at)"
        " SELECT 'other', 'slack', 'k', 'delivered', 1, created_at, created_at FROM notice"
    )
    assert rule(world, later=timedelta(minutes=61)).is_well


def test_a_digest_that_waits_for_its_hour_is_not_late(world: World) -> None:
    world.watch(world.entry(every="31d"))
    world.round()
    tomorrow = (datetime.now(UTC) + timedelta(hours=20)).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
    made = (datetime.now(UTC) - timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
    world.sql(
        "INSERT INTO notice (recipient, channel, key, state, attempts, next_try_at, created_at)"
        " VALUES ('newsroom', 'slack', 'k', 'waiting', 0, ?, ?)",
        tomorrow, made,
    )  # fmt: skip
    assert rule(world).is_well


def test_numbers_of_a_store_that_is_gone_say_so(tmp_path: Path) -> None:
    import pytest

    from monitor.errors import StoreError

    with pytest.raises(StoreError, match=r"monitor\.db is not there any more"):
        numbers_of(tmp_path, [], datetime.now(UTC))
