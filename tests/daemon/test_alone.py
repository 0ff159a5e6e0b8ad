"""One daemon writes a database, and a second one says who."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.daemon.alone import LOCK, alone
from monitor.errors import StoreError

HOLDER = """
import sys, signal
from pathlib import Path
from monitor.daemon.alone import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    signal.pause()
"""


def test_the_second_daemon_is_told_which_process_holds_the_folder_and_since_when(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(StoreError) as told, alone(tmp_path):
        pass
    assert f"process {os.getpid()} on " in str(told.value)
    assert " UTC" in str(told.value)
    assert "end that one first" in str(told.value)


def test_who_was_killed_holds_nothing_any_more(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, tmp_path], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(StoreError, match=f"process {holder.pid} on "), alone(tmp_path):
        pass
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    holder.stdout.close()
    with alone(tmp_path):
        assert f"process {os.getpid()} " in (tmp_path / LOCK).read_text()


def test_the_lock_file_says_nothing_when_nobody_holds_it(tmp_path: Path) -> None:
    with alone(tmp_path):
        pass
    assert (tmp_path / LOCK).read_text() == ""


def test_a_lock_file_of_hostile_text_does_no_harm(tmp_path: Path) -> None:
    with alone(tmp_path):
        (tmp_path / LOCK).write_bytes(b"\x1b[31m\xff\nprocess 1")
        with pytest.raises(StoreError) as told, alone(tmp_path):
            pass
    assert "\x1b" not in str(told.value)
    assert "\n" not in str(told.value)
