"""`monitor backup`: one file, and what is said of it."""

from __future__ import annotations

import subprocess
import tarfile
from collections.abc import Callable

from command import Done
from world import MOVED, POLICE, World


def seen_twice(world: World) -> None:
    world.page(POLICE)
    world.watch(recipients=[])
    world.round()
    world.page(MOVED)
    world.round()


def test_a_backup_is_one_file_and_says_what_is_in_it(world: World, monitor: Callable[..., Done]) -> None:
    seen_twice(world)
    done = monitor("backup", "kept.tar")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("kept.tar: ")
    assert done.out.endswith("and 2 snapshots.\n")
    with tarfile.open(world.folder / "kept.tar") as tar:
        assert tar.getnames()[0] == "monitor-backup/snapshots/monitor.db"


def test_a_restored_backup_verifies_and_the_report_of_it_is_the_same(
    world: World, monitor: Callable[..., Done]
) -> None:
    seen_twice(world)
    monitor("backup", "kept.tar")
    subprocess.run(["tar", "-xf", "kept.tar"], cwd=world.folder, check=True)
    again = ("--snapshots", "monitor-backup/snapshots")
    assert monitor("verify", *again).code == 0
    report = ("report", "--since", "2020-01-01", "--format", "json")
    assert monitor(*report, *again) == monitor(*report, "--snapshots", "snapshots")
    assert monitor("show", "1", "--format", "json", *again) == monitor("show", "1", "--format", "json")


def test_a_missing_snapshot_is_said_and_told_by_the_exit_code(world: World, monitor: Callable[..., Done]) -> None:
    seen_twice(world)
    lost = sorted(world.snapshots.rglob("*.gz"))[0]
    lost.unlink()
    done = monitor("backup", "kept.tar")
    assert done.code == 3
    first, second, third = done.out.splitlines()
    assert first == f"{lost.relative_to(world.folder)} is missing"
    assert second == "1 snapshot wrong: see `monitor verify`. All else is in the backup."
    assert third.endswith("and 1 snapshot.")


def test_a_file_that_exists_is_wrong_use(world: World, monitor: Callable[..., Done]) -> None:
    seen_twice(world)
    (world.folder / "kept.tar").write_text("precious")
    done = monitor("backup", "kept.tar")
    assert done.code == 2
    assert done.sentence == (
        "kept.tar exists already: name a file that does not exist yet; a backup never replaces another"
    )
    assert (world.folder / "kept.tar").read_text() == "precious"


def test_before_the_first_look_there_is_nothing_to_back_up(world: World, monitor: Callable[..., Done]) -> None:
    world.watch(recipients=[])
    done = monitor("backup", "kept.tar")
    assert done.code == 3
    assert "there is no " in done.sentence
    assert not (world.folder / "kept.tar").exists()
