"""What the daemon tells of itself, and how old it is."""

from __future__ import annotations

from service_clock import Clock

from monitor.service.pulse import BEAT_EVERY, Phase, Pulse


def test_a_loop_that_beats_in_time_has_no_lag_and_one_that_does_not_has_more_by_the_second() -> None:
    clock = Clock()
    pulse = Pulse(clock=clock)
    pulse.beat()
    clock.go(BEAT_EVERY)
    assert pulse.lag == 0.0
    clock.go(41)
    assert pulse.lag == 41.0
    assert pulse.longest_lag == 41.0


def test_a_loop_that_was_never_to_beat_is_not_said_to_hang() -> None:
    clock = Clock()
    pulse = Pulse(clock=clock)
    clock.go(1_000_000)
    assert pulse.lag == 0.0


def test_the_longest_lag_is_remembered_for_a_minute() -> None:
    clock = Clock()
    pulse = Pulse(clock=clock)
    pulse.beat()
    clock.go(8.5)
    pulse.beat()
    assert (pulse.lag, pulse.longest_lag) == (0.0, 7.5)
    for _ in range(60):
        clock.go(BEAT_EVERY)
        pulse.beat()
    assert pulse.longest_lag == 7.5
    clock.go(BEAT_EVERY)
    pulse.beat()
    assert pulse.longest_lag == 0.0


def test_what_cannot_be_written_is_counted_from_the_first_failure_and_until_something_was_written() -> None:
    clock = Clock()
    pulse = Pulse(clock=clock)
    assert pulse.unwritten is None
    pulse.failed_to_write("the disk is full")
    clock.go(100)
    pulse.failed_to_write("the disk is still full")
    clock.go(1)
    assert pulse.unwritten == (101.0, "the disk is still full")
    pulse.wrote()
    assert pulse.unwritten is None


def test_whoever_listens_is_told_of_each_phase_and_an_end_is_not_taken_back() -> None:
    told: list[Phase] = []
    pulse = Pulse()
    pulse.listeners.append(told.append)
    pulse.begin()
    pulse.reload()
    pulse.refused("sources.yaml:3:1: sources: is missing")
    assert pulse.sources_trouble is not None
    pulse.reload()
    pulse.reloaded([])
    assert pulse.sources_trouble is None
    pulse.end()
    pulse.reload()
    pulse.begin()
    assert told == ["watching", "reloading", "watching", "reloading", "watching", "stopping"]
    assert pulse.phase == "stopping"
