"""Whether the store can be written, asked of a real disk and a real database."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from world import World

from monitor.service import writable
from monitor.service.writable import unwritable
from monitor.store import Store


@pytest.fixture
def folder(world: World) -> Path:
    Store.open(world.snapshots).close()
    return world.snapshots


def test_a_store_that_can_be_written_is_left_as_it_was(folder: Path) -> None:
    before = sorted(each.name for each in folder.iterdir())
    assert unwritable(folder) is None
    assert sorted(each.name for each in folder.iterdir()) == before


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    assert unwritable(tmp_path / "gone") == f"{tmp_path / 'gone'} cannot be written: No such file or directory"


def test_a_database_that_another_process_holds_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writable, "PATIENCE", 0.05)
    with closing(sqlite3.connect(folder / "monitor.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "is locked by another process" in (unwritable(folder) or "")
        other.execute("ROLLBACK")
    assert unwritable(folder) is None


def test_a_disk_that_takes_no_more_bytes_is_said(folder: Path) -> None:
    """A limit on the size of files stands for the full disk: the system refuses the same write in the same way."""
    program = "import sys; from pathlib import Path; from monitor.service.writable import unwritable; "
    done = subprocess.run(
        [sys.executable, "-c", program + "print(unwritable(Path(sys.argv[1])))", str(folder)],
        preexec_fn=_no_room, capture_output=True, text=True, check=True, env={**os.environ},
    )  # fmt: skip
    assert done.stdout.strip() == f"{folder} cannot be written: File too large"


def _no_room() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
