from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from kept import ADDRESSES, NOW, ROOT, ago, bare_look, everything_said, fill
from store.store_helpers import change, files, look

from monitor.errors import InputError, StoreError
from monitor.fetch.visit import Verdict
from monitor.keeping.backup import Backup, back_up
from monitor.keeping.prune import prune
from monitor.keeping.verify import verify
from monitor.store import Store

ADDRESS = ADDRESSES[0]
PAGE = ADDRESS.pages[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small store: two versions of a page, and a wall between them."""
    made = tmp_path / "snapshots"
    with Store.open(made) as store:
        look(store, "Call 112.", ago(30), page=PAGE, address=ADDRESS)
        bare_look(store, ADDRESS, ago(20), Verdict.BLOCKED, b"Access denied")
        look(store, "Call 102.", ago(10), page=PAGE, address=ADDRESS, change=change(), recipients=["desk"])
    return made


def restored(file: Path, where: Path) -> Path:
    """What the README says: unpack it, and check the sums; gives the folder of the snapshots."""
    where.mkdir()
    subprocess.run(["tar", "-xf", file, "-C", where], check=True)
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=where / "monitor-backup", check=True)
    return where / "monitor-backup/snapshots"


def backup(folder: Path) -> Backup:
    return back_up(folder, folder.parent / "kept.tar", NOW)


def beside(folder: Path) -> list[str]:
    """What lies beside the folder of the snapshots."""
    return sorted(path.name for path in folder.parent.iterdir() if path != folder)


def test_a_restored_backup_verifies_and_says_what_the_folder_says(tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    fill(folder, 2, days=60)
    made = backup(folder)
    assert made.wrong == []
    assert made.size == made.file.stat().st_size
    again = restored(made.file, tmp_path / "elsewhere")
    assert files(again) == files(folder)
    found = verify(again, NOW)
    assert (found.problems, found.notes) == ([], [])
    assert dict(everything_said(again)) == dict(everything_said(folder))


def test_a_restored_backup_can_be_watched_on(folder: Path) -> None:
    again = restored(backup(folder).file, folder.parent / "elsewhere")
    with Store.open(again) as store:
        look(store, "Call 103.", ago(1), page=PAGE, address=ADDRESS, change=change(), recipients=["desk"])
        assert len(store.history(PAGE.id)) == 3


def test_nobody_but_its_owner_may_read_a_backup(folder: Path) -> None:
    assert backup(folder).file.stat().st_mode & 0o077 == 0


def test_every_member_lies_below_one_folder_and_is_a_plain_file(folder: Path) -> None:
    with tarfile.open(backup(folder).file) as tar:
        members = tar.getmembers()
    assert {member.name.split("/")[0] for member in members} == {"monitor-backup"}
    assert all(member.isreg() for member in members)
    assert members[-1].name == "monitor-backup/SHA256SUMS"


def test_a_missing_and_a_damaged_snapshot_are_named_and_all_else_is_there(folder: Path) -> None:
    lost, hurt, well = files(folder)
    (folder / lost).unlink()
    (folder / hurt).write_bytes(b"no gzip")
    made = backup(folder)
    assert [(kept.named.path, kept.state) for kept in made.wrong] == [(lost, "missing"), (hurt, "damaged")]
    again = restored(made.file, folder.parent / "elsewhere")
    assert files(again) == [hurt, well]
    readme = (again.parent / "README.txt").read_text()
    assert f"snapshots/{lost} is missing" in readme
    assert f"snapshots/{hurt} is damaged" in readme


def test_a_database_of_a_version_before_can_be_backed_up(folder: Path) -> None:
    """Before an upgrade is when one makes a backup; and after it is installed nothing has been migrated yet."""
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        connection.executescript("DELETE FROM _sqlite_migrations WHERE name LIKE '0005%'; PRAGMA user_version = 4;")
    assert backup(folder).snapshots == 3


@pytest.mark.parametrize("kind", ["file", "folder", "link", "broken link"])
def test_what_is_there_already_is_not_replaced(folder: Path, kind: str) -> None:
    target, other = folder.parent / "kept.tar", folder.parent / "other"
    if kind == "folder":
        target.mkdir()
    elif kind == "file":
        target.write_text("precious")
    else:
        if kind == "link":
            other.write_text("precious")
        target.symlink_to(other)
    before = beside(folder)
    with pytest.raises(InputError, match="name a file that does not exist yet"):
        backup(folder)
    assert beside(folder) == before
    assert not target.is_file() or target.read_text() == "precious"


def test_a_file_in_the_folder_of_the_snapshots_is_refused_also_by_way_of_a_link(folder: Path) -> None:
    way = folder.parent / "way"
    way.symlink_to(folder / "uk-fcdo")
    before = files(folder)
    for target in (folder / "kept.tar", folder / "uk-fcdo/kept.tar", way / "kept.tar"):
        with pytest.raises(InputError, match="lies in the folder of the snapshots"):
            back_up(folder, target, NOW)
    assert files(folder) == before


def test_a_file_in_a_folder_that_is_not_there_is_refused(folder: Path) -> None:
    with pytest.raises(InputError, match="there is no folder"):
        back_up(folder, folder.parent / "missing/kept.tar", NOW)


def test_without_a_database_there_is_nothing_to_back_up(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no .*monitor\.db"):
        back_up(tmp_path / "snapshots", tmp_path / "kept.tar", NOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"<html>no database" * 100, "is not a database"),
    ],
)
def test_what_is_no_database_is_said_to_be_none(folder: Path, content: bytes, sentence: str) -> None:
    for left in folder.glob("monitor.db*"):
        left.unlink()
    (folder / "monitor.db").write_bytes(content)
    with pytest.raises(StoreError, match=sentence):
        backup(folder)
    assert beside(folder) == []


def test_of_a_damaged_database_no_backup_is_made(folder: Path) -> None:
    path = folder / "monitor.db"
    data = bytearray(path.read_bytes())
    size = len(data)
    data[size // 2 : size // 2 + 20_000] = b"\xff" * 20_000
    path.write_bytes(data)
    with pytest.raises(StoreError, match=r"monitor\.db is damaged"):
        backup(folder)
    assert beside(folder) == []


def test_a_path_that_leads_out_of_the_folder_and_a_link_bring_nothing_else_into_the_backup(folder: Path) -> None:
    secret = folder.parent / "secret"
    secret.write_text("the key")
    first, second, _ = files(folder)
    (folder / second).unlink()
    (folder / second).symlink_to(secret)
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        connection.execute("UPDATE snapshot SET path = '../secret' WHERE path = ?", (first,))
        connection.commit()
    made = backup(folder)
    assert sorted(kept.state for kept in made.wrong) == ["unreadable", "unreadable"]
    with tarfile.open(made.file) as tar:
        assert not any("secret" in name for name in tar.getnames())
    assert b"the key" not in made.file.read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files here")
def test_a_pipe_in_the_place_of_a_snapshot_is_not_waited_for(folder: Path) -> None:
    first = files(folder)[0]
    (folder / first).unlink()
    os.mkfifo(folder / first)
    (wrong,) = backup(folder).wrong
    assert (wrong.state, wrong.why) == ("unreadable", "no file")


KILL = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from monitor.keeping.backup import back_up
def step(done, of):
    if done == 2:
        os.kill(os.getpid(), signal.SIGKILL)
back_up(Path(sys.argv[1]), Path(sys.argv[2]), datetime.now(UTC), step)
"""


def test_a_killed_backup_leaves_no_half_of_one_and_the_next_to_the_same_file_takes_its_place(folder: Path) -> None:
    target = folder.parent / "kept.tar"
    killed = subprocess.run([sys.executable, "-c", KILL, folder, target], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert beside(folder) == [".kept.tar.db.part", ".kept.tar.part"]
    assert backup(folder).snapshots == 3
    assert beside(folder) == ["kept.tar"]
    assert verify(restored(target, folder.parent / "elsewhere"), NOW).problems == []


def test_two_backups_to_one_file_do_not_mix(folder: Path) -> None:
    target = folder.parent / "kept.tar"
    refused: list[str] = []

    def meanwhile(done: int, of: int) -> None:
        with pytest.raises(InputError) as error:
            back_up(folder, target, NOW)
        refused.append(str(error.value))

    back_up(folder, target, NOW, meanwhile)
    assert len(refused) == 3
    assert all("another backup" in sentence for sentence in refused)
    assert verify(restored(target, folder.parent / "elsewhere"), NOW).problems == []


WRITER = """
import sys
sys.path[:0] = ["tests", "tests/keeping"]
from datetime import timedelta
from pathlib import Path
from kept import ADDRESSES, NOW, bare_look
from monitor.fetch.visit import Verdict
from monitor.store import Store
print("began", flush=True)
number = 0
with Store.open(Path(sys.argv[1])) as store:
    while True:
        number += 1
        at = NOW + timedelta(seconds=number)
        bare_look(store, ADDRESSES[0], at, Verdict.PAGE, f"{number}".encode())
"""


def test_a_backup_made_while_somebody_writes_is_of_one_moment(folder: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, folder], cwd=ROOT, stdout=subprocess.PIPE)
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"began\n"
        made = [back_up(folder, folder.parent / f"kept-{number}.tar", NOW) for number in range(5)]
    finally:
        writer.kill()
        writer.communicate()
    assert [each.wrong for each in made] == [[]] * 5
    for number, each in enumerate(made):
        found = verify(restored(each.file, folder.parent / f"elsewhere-{number}"), NOW)
        assert (found.problems, found.notes) == ([], [])


def test_a_prune_waits_for_a_backup(folder: Path) -> None:
    waited = []

    class StopError(Exception):
        pass

    def waits() -> None:
        waited.append(True)
        raise StopError

    def meanwhile(done: int, of: int) -> None:
        with pytest.raises(StopError):
            prune(folder, timedelta(days=7), NOW, waits=waits)

    back_up(folder, folder.parent / "kept.tar", NOW, meanwhile)
    assert len(waited) == 3
    prune(folder, timedelta(days=7), NOW, waits=waits, pause=lambda seconds: None)
    assert len(waited) == 3


@contextmanager
def small_disk(at: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of this size; the test is skipped where none can be mounted."""
    at.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", at], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield at
    finally:
        subprocess.run(["umount", at], check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a tmpfs")
@pytest.mark.parametrize("kilobytes", [64, 500])
def test_on_a_full_disk_no_backup_is_made_and_nothing_is_left(folder: Path, kilobytes: int) -> None:
    """Too small for the copy of the database, or for the tar beside it."""
    with small_disk(folder.parent / "disk", kilobytes) as disk:
        with pytest.raises(StoreError, match="no backup was made: make room"):
            back_up(folder, disk / "kept.tar", NOW)
        assert list(disk.iterdir()) == []
    assert verify(folder, NOW).problems == []


def test_a_folder_that_may_only_be_read_can_be_backed_up(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        assert backup(folder).wrong == []
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


@pytest.mark.skipif(sys.platform != "linux", reason="needs a tmpfs")
def test_what_lies_on_a_full_disk_can_be_backed_up_to_another(folder: Path) -> None:
    with small_disk(folder.parent / "disk", 2000) as disk:
        shutil.copytree(folder, disk / "snapshots")
        with (disk / "filler").open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        assert back_up(disk / "snapshots", folder.parent / "kept.tar", NOW).wrong == []
        assert verify(disk / "snapshots", NOW).problems == []
    assert verify(restored(folder.parent / "kept.tar", folder.parent / "elsewhere"), NOW).problems == []
