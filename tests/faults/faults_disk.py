"""The disk: full, at whatever is written; readable only; a limit on the size of files."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from faults.fault import EDITORS, Begins, Fault
from faults.stage import ADDRESSES, Done, Stage, on_stage

BLOCK = 4096
_SAYS = r"^monitor: "


@cache
def no_small_disk() -> str:
    """Why no small disk can be mounted here; empty where one can."""
    if sys.platform != "linux" or not shutil.which("mount"):
        return "no tmpfs on this system"
    with TemporaryDirectory() as folder:
        done = subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], capture_output=True, check=False)
        if done.returncode:
            return "only root may mount a small disk"
        subprocess.run(["umount", folder], check=True)
    return ""


def _disk_with(blocks: int) -> Begins:
    """The snapshots lie on a small disk, on which so many blocks are free while the run is made."""

    @contextmanager
    def begins(stage: Stage) -> Iterator[None]:
        with small_disk(stage.snapshots):
            fill(stage.snapshots / "ballast", blocks)
            yield
            (stage.snapshots / "ballast").unlink()

    return begins


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """What is in a folder lies on a small disk, as long as the block lasts."""
    kept = folder.with_name("kept")
    folder.rename(kept)
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=True)
    try:
        shutil.copytree(kept, folder, dirs_exist_ok=True)
        yield
    finally:
        # What is there now goes on where it was before.
        shutil.rmtree(kept)
        shutil.copytree(folder, kept)
        subprocess.run(["umount", folder], check=True)
        folder.rmdir()
        kept.rename(folder)


@contextmanager
def _beside_a_daemon(stage: Stage) -> Iterator[None]:
    """The files beside the database are there, and have room: what has none is the body of a page."""
    with (
        _disk_with(300)(stage),
        closing(sqlite3.connect(stage.snapshots / "monitor.db", isolation_level=None)) as daemon,
    ):
        daemon.execute("CREATE TABLE room (bytes BLOB)")
        daemon.execute("INSERT INTO room VALUES (zeroblob(200000))")
        daemon.execute("PRAGMA wal_checkpoint")  # what is written next takes the place of that in the log
        fill(stage.snapshots / "more", 0)
        yield
        (stage.snapshots / "more").unlink()
        daemon.execute("DROP TABLE room")


@contextmanager
def _since_the_mail_was_taken(stage: Stage) -> Iterator[None]:
    with _disk_with(300)(stage):
        stage.mail.when_taken = lambda: fill(stage.snapshots / "more", 0)
        yield
        stage.mail.when_taken = None
        (stage.snapshots / "more").unlink()


def fill(file: Path, leaving: int) -> None:
    """Write to a file until no more than so many blocks are free."""
    with file.open("wb") as ballast, suppress(OSError):
        while True:
            os.write(ballast.fileno(), b"x" * BLOCK)
    with file.open("r+b") as ballast:
        ballast.truncate(file.stat().st_size - leaving * BLOCK)


@contextmanager
def _files_stay_small(stage: Stage) -> Iterator[None]:
    stage.way = partial(stage.in_another_process, "write-small-files")
    yield


def _readable_only(*names: str) -> Begins:
    @contextmanager
    def begins(stage: Stage) -> Iterator[None]:
        stage.way = partial(stage.in_another_process, "obey-the-rights")
        tops = [stage.snapshots / name for name in names] or [stage.snapshots]
        paths = [path for top in tops for path in (top, *top.rglob("*"))]
        rights = {path: path.stat().st_mode for path in paths}
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield
        for path, mode in rights.items():
            path.chmod(mode)
        for beside in stage.snapshots.glob("monitor.db-*"):
            beside.chmod(0o644)

    return begins


def on_a_full_disk(*command: str) -> Done:
    """What a command comes to while there is no room for another byte."""
    with on_stage() as stage, _disk_with(0)(stage):
        return stage.in_this_process(*command)


def _no_rights_to_set() -> str:
    return "" if sys.platform == "linux" else "rights are another matter on this system"


FAULTS = (
    *(
        Fault(f"full, but for {blocks * 4} kB", _disk_with(blocks), shows=_SAYS, skips=no_small_disk)
        for blocks in (0, 1, 4, 12, 24)
    ),
    Fault(
        "full, with the database open already, as beside a daemon", _beside_a_daemon, shows=r"police +failed",
        skips=no_small_disk,
    ),
    Fault(
        "full from when the mail was taken", _since_the_mail_was_taken, EDITORS, "sending", shows=_SAYS,
        copies={ADDRESSES[0]: 2, ADDRESSES[1]: 2}, skips=no_small_disk,
    ),
    Fault(
        "no file may become larger than 1 kB (ulimit -f)", _files_stay_small, shows=_SAYS,
        skips=_no_rights_to_set,
    ),
    Fault("the folder may only be read", _readable_only(), shows=_SAYS, skips=_no_rights_to_set),
    Fault("the database may only be read", _readable_only("monitor.db"), shows=_SAYS, skips=_no_rights_to_set),
    Fault(
        "the folder of one page may only be read", _readable_only("ngo/kazakhstan/police"), shows=r"police +failed",
        skips=_no_rights_to_set,
    ),
)  # fmt: skip
