"""A run is killed at every write and every send, and run again: nothing is lost, and no double is unexplained."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from itertools import groupby

import pytest

from killing.matrix import Matrix, Outcome, Point, matrix
from killing.table import lines, what_is_wrong

if sys.platform == "win32":
    pytest.skip("a process is forked for each kill", allow_module_level=True)

_INSIDE = re.compile(r"database: after (?!BEGIN|COMMIT)|site: ")
"""A statement of a transaction, of which nothing is there after a kill; and what is asked of a site."""
_THE_SAME = re.compile(r"database: before (?!BEGIN|COMMIT)")
"""Before a statement is after the one before."""


@pytest.fixture(scope="module")
def made() -> Iterator[Matrix]:
    with matrix() as one:
        yield one


@pytest.fixture(scope="module")
def outcomes(made: Matrix) -> list[Outcome]:
    return list(made.kill_at(_chosen(made.points)))


def _chosen(points: list[Point]) -> list[Point]:
    """All points; or of each place the first and the last, and where they are all alike only the last."""
    if os.environ.get("MONITOR_KILLS") == "all":
        return points

    def place(point: Point) -> tuple[str, str]:
        return point.step.name, point.name.rpartition(" #")[0]

    chosen: list[Point] = []
    for _, group in groupby(sorted(points, key=place), key=place):
        same = list(group)
        if not _THE_SAME.match(same[0].name):
            chosen += same[-1:] if len(same) == 1 or _INSIDE.match(same[0].name) else [same[0], same[-1]]
    return chosen


def test_the_undisturbed_run_finds_and_tells_all_that_there_is(made: Matrix) -> None:
    state = made.undisturbed.state
    assert len(state["changes"]) == 4
    assert [len(row.split(",")) for row in state["clusters"]] == [3]
    assert len(state["tellings"]) == 1
    assert len({whom for whom, _ in made.undisturbed.told}) >= 4
    assert all('"delivered"' in row for row in state["deliveries"])
    assert set(made.undisturbed.times.values()) == {1}


def test_a_run_killed_anywhere_and_made_again_ends_as_the_undisturbed_one(outcomes: list[Outcome]) -> None:
    wrong = {
        f"{each.point.step.name}, {each.point.name}": what_is_wrong(each) for each in outcomes if not each.is_right
    }
    assert not wrong
    assert len(outcomes) >= 40


def test_each_channel_is_killed_before_during_and_after_it_sends(outcomes: list[Outcome]) -> None:
    met = {each.point.name.rpartition(" #")[0] for each in outcomes}
    for channel in ("mail", "post"):
        for when in ("before", "half way through", "after"):
            assert f"{channel}: {when} sending the text" in met
        assert any(each.startswith(f"{channel}: got the answer 2") for each in met)


def test_what_comes_twice_was_taken_by_the_far_end_before_the_kill_and_not_on_our_record(
    outcomes: list[Outcome],
) -> None:
    doubles = [double for each in outcomes for double in each.doubles]
    assert doubles  # the window is real; a matrix that never hits it has not looked
    assert all(double.is_explained and double.times == 2 for double in doubles)


def test_the_table_says_what_came_of_each_kill(outcomes: list[Outcome]) -> None:
    printed = list(lines(outcomes))
    assert printed[-1].startswith(f"{len(outcomes)} points; 0 notices lost; ")
