"""`monitor prune`: what it says, what it takes, what it refuses."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from command import Done
from test_cli_backup import seen_twice
from world import World


def long_ago(world: World, days: int = 200) -> None:
    """Ten looks without news, and all that was seen, so long ago."""
    seen_twice(world)
    with closing(sqlite3.connect(world.snapshots / "monitor.db")) as connection:
        columns = ", ".join(
            name for _, name, *_ in connection.execute("PRAGMA table_info(visit)") if name not in ("id", "snapshot_id")
        )
        for _ in range(10):
            connection.execute(f"INSERT INTO visit ({columns}) SELECT {columns} FROM visit WHERE id = 1")
        connection.execute(
            "UPDATE visit SET at = strftime('%Y-%m-%dT%H:%M:%S.000000Z', at, ?, '+' || id || ' minutes')",
            (f"-{days} days",),
        )
        connection.commit()


def visits(world: World) -> int:
    with closing(sqlite3.connect(world.snapshots / "monitor.db")) as connection:
        (count,) = connection.execute("SELECT count(*) FROM visit").fetchone()
    return int(count)


def test_a_dry_run_says_what_would_go_and_how_many_bytes_and_takes_nothing(
    world: World, monitor: Callable[..., Done]
) -> None:
    long_ago(world)
    done = monitor("prune", "--dry-run")
    assert (done.code, done.err) == (0, "")
    first, second, third = done.out.splitlines()
    assert first.startswith("Would remove, from before ")
    assert second.startswith("  9 looks at which nothing was new (about ")
    assert third.endswith(" are free: it fills them before it grows, and does not become smaller.")
    assert visits(world) == 12


def test_what_it_took_it_says_and_the_report_is_the_same(world: World, monitor: Callable[..., Done]) -> None:
    long_ago(world)
    report = monitor("report", "--since", "2020-01-01", "--format", "json")
    history = monitor("history", "ngo/kazakhstan/help")
    done = monitor("prune")
    assert done.code == 0
    assert done.out.startswith("Removed, from before ")
    assert visits(world) == 3
    assert monitor("report", "--since", "2020-01-01", "--format", "json") == report
    assert monitor("history", "ngo/kazakhstan/help") == history
    assert monitor("verify").code == 0
    assert monitor("prune").out.startswith("Nothing from before ")


def test_what_is_younger_stays(world: World, monitor: Callable[..., Done]) -> None:
    long_ago(world)
    assert monitor("prune", "--older-than", "365d").out.startswith("Nothing from before ")
    assert visits(world) == 12


def test_programs_are_told_in_numbers(world: World, monitor: Callable[..., Done]) -> None:
    long_ago(world)
    said = json.loads(monitor("prune", "--dry-run", "--format", "json").out)
    assert (said["dry_run"], said["visits"], said["snapshots"], said["files"]) == (True, 9, 0, 0)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("tomorrow", "--older-than 'tomorrow' is no length of time: give one such as 90d, 26w or 365d"),
        ("6d", "--older-than '6d' is too short: give 7d at the least"),
        ("0s", "--older-than '0s' is too short: give 7d at the least"),
    ],
)
def test_a_time_that_is_none_or_too_short_is_wrong_use(
    world: World, monitor: Callable[..., Done], given: str, sentence: str
) -> None:
    long_ago(world)
    done = monitor("prune", "--older-than", given)
    assert (done.code, done.sentence) == (2, sentence)
    assert visits(world) == 12


def test_a_time_of_more_years_than_there_were_is_all_of_them(world: World, monitor: Callable[..., Done]) -> None:
    long_ago(world)
    assert monitor("prune", "--older-than", "999999999999d").out.startswith("Nothing from before 1")
