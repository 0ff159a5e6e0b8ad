"""When a notice is tried again, and when it is given up: whatever far ends ask for, and whatever clocks do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.deliver.retries import JITTER, LEAST_TRIES, PAUSES, TRY_FOR, next_try

BEGIN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
CHANCE = st.floats(0, 1)
ASKED = st.none() | st.floats(allow_nan=True, allow_infinity=True)


def tries(asked: float | None = None, chance: float = 0.0, begin: datetime = BEGIN) -> list[datetime]:
    """When a notice that never arrives is tried, by who is always there in time."""
    found, now = [begin], begin
    while (at := next_try(len(found), begin, now, asked, chance)) is not None:
        found.append(at)
        now = at
    return found


def test_a_notice_is_tried_again_after_growing_pauses_and_a_last_time_after_two_days() -> None:
    pauses = [later - earlier for earlier, later in zip(tries(), tries()[1:], strict=False)]
    assert pauses[:7] == list(PAUSES[:7])
    assert tries()[-1] == BEGIN + TRY_FOR


def test_a_part_of_each_pause_is_left_out_by_chance() -> None:
    assert next_try(4, BEGIN, BEGIN, None, 0.0) == BEGIN + HOUR
    assert next_try(4, BEGIN, BEGIN, None, 1.0) == BEGIN + HOUR * (1 - JITTER)


@pytest.mark.parametrize("asked", [7200.0, 90.0])
def test_a_far_end_is_left_alone_for_as_long_as_it_asks_whatever_the_chance(asked: float) -> None:
    at = next_try(1, BEGIN, BEGIN, asked, 1.0)
    assert at is not None
    assert at - BEGIN == timedelta(seconds=asked)


def test_a_far_end_that_asks_for_longer_than_is_left_gets_its_time_and_one_more_try() -> None:
    now = BEGIN + 40 * HOUR
    assert next_try(9, BEGIN, now, 20 * 3600.0, 0.0) == BEGIN + 60 * HOUR
    assert next_try(10, BEGIN, BEGIN + 60 * HOUR, 20 * 3600.0, 0.0) is None


@given(st.integers(1, 50), st.integers(-5_000_000, 5_000_000), ASKED, CHANCE)
def test_whatever_is_asked_there_is_a_next_try_within_a_day_or_it_was_tried_for_two_days_and_often_enough(
    attempts: int, seconds: int, asked: float | None, chance: float
) -> None:
    now = BEGIN + timedelta(seconds=seconds)  # before the first try, where a clock was put back
    at = next_try(attempts, BEGIN, now, asked, chance)
    if at is None:
        assert now >= BEGIN + TRY_FOR - PAUSES[0]
        assert attempts >= LEAST_TRIES
    else:
        assert timedelta() < at - now <= DAY


@given(ASKED, CHANCE)
def test_whatever_is_asked_it_ends(asked: float | None, chance: float) -> None:
    found = tries(asked, chance)
    assert LEAST_TRIES <= len(found) <= 20
    assert found[-1] - BEGIN <= DAY * (LEAST_TRIES + 1)


def test_a_clock_that_jumps_by_two_days_leaves_the_rest_of_the_tries() -> None:
    jumped = BEGIN + 3 * DAY
    assert next_try(2, BEGIN, jumped, None, 0.0) == jumped + PAUSES[1]


def test_a_clock_that_is_put_back_gives_a_notice_its_two_days_from_there() -> None:
    back = BEGIN - 30 * DAY
    assert next_try(9, BEGIN, back, None, 0.0) == back + PAUSES[-1]
