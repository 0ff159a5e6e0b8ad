"""`monitor verify`: a line a fault with what to do, and the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from command import Done
from test_cli_backup import seen_twice
from world import World


def test_all_is_there_and_right(world: World, monitor: Callable[..., Done]) -> None:
    seen_twice(world)
    done = monitor("verify")
    assert (done.code, done.err) == (0, "")
    assert "2 snapshots" in done.out
    assert "Full text indexes: the database has none." in done.out
    assert done.out.endswith("all is there and right.\n")


@pytest.mark.parametrize("command", ["verify", "prune"])
def test_before_the_first_look_there_is_nothing_to_look_after(
    world: World, monitor: Callable[..., Done], command: str
) -> None:
    world.watch(recipients=[])
    world.snapshots.mkdir(exist_ok=True)
    assert "there is no " in monitor(command).sentence
    world.snapshots.rmdir()
    done = monitor(command)
    assert done.code == 3
    assert "look at pages first" in done.sentence


def test_what_is_wrong_stands_in_a_line_with_what_to_do(world: World, monitor: Callable[..., Done]) -> None:
    seen_twice(world)
    lost = sorted(world.snapshots.rglob("*.gz"))[0]
    lost.unlink()
    done = monitor("verify")
    assert done.code == 3
    lines = done.out.splitlines()
    assert lines[0].startswith(f"WRONG: {lost.relative_to(world.folder)} is missing (")
    assert "tar -xf BACKUP --strip-components=1 monitor-backup/snapshots/ngo/" in lines[0]
    assert lines[-1].endswith(": 1 thing wrong.")


def test_programs_are_told_the_same(world: World, monitor: Callable[..., Done]) -> None:
    seen_twice(world)
    done = monitor("verify", "--format", "json")
    assert done.code == 0
    said = json.loads(done.out)
    assert (said["is_right"], said["problems"], said["notes"], said["full_text_indexes"]) == (True, [], [], [])
    assert said["looked_at"]["changes"] == 1


def test_what_is_no_database_is_one_sentence(world: World, monitor: Callable[..., Done]) -> None:
    seen_twice(world)
    for left in world.snapshots.glob("monitor.db*"):
        left.unlink()
    (world.snapshots / "monitor.db").write_text("no database" * 1000)
    done = monitor("verify")
    assert done.code == 3
    assert done.sentence.endswith("monitor.db is not a database: move it away, or name another folder")
