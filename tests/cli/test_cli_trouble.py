"""What goes wrong around the program: databases, disks, pipes, terminals. One sentence each, and no traceback."""

from __future__ import annotations

import os
import pty
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from command import COMMAND, Done, process
from world import MOVED, PAGE, POLICE, World

Monitor = Callable[..., Done]
READING = (["report"], ["pages"], ["history", PAGE], ["show", "1"], ["diff", "1", "2"])
WRITING = ["check", "now"]


@pytest.fixture
def changed(world: World) -> World:
    world.watch(recipients=[])
    for content in (POLICE, MOVED):
        world.page(content)
        world.round()
    return world


# -- the database ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", [*READING, WRITING], ids=lambda command: command[0])
def test_a_database_of_a_newer_version(changed: World, monitor: Monitor, command: list[str]) -> None:
    changed.sql("PRAGMA user_version = 99")
    done = monitor(*command)
    assert done.code == 3
    assert "was written by a newer version of this program" in done.sentence
    assert done.sentence.endswith("upgrade advisory-monitor")


@pytest.mark.parametrize("command", [*READING, WRITING], ids=lambda command: command[0])
def test_what_is_no_database(changed: World, monitor: Monitor, command: list[str]) -> None:
    for beside in ("-wal", "-shm"):
        (changed.snapshots / f"monitor.db{beside}").unlink(missing_ok=True)
    (changed.snapshots / "monitor.db").write_bytes(b"Dear diary, " * 100)
    done = monitor(*command)
    assert done.code == 3
    assert done.sentence == "snapshots/monitor.db is not a database: move it away, or name another folder"


@pytest.mark.parametrize("command", [*READING, WRITING], ids=lambda command: command[0])
def test_a_database_of_another_program(changed: World, monitor: Monitor, command: list[str]) -> None:
    for beside in ("", "-wal", "-shm"):
        (changed.snapshots / f"monitor.db{beside}").unlink(missing_ok=True)
    changed.sql("CREATE TABLE diary (day TEXT)")
    done = monitor(*command)
    assert done.code == 3
    assert "is a database of another program" in done.sentence
    assert changed.sql("SELECT name FROM sqlite_master") == [("diary",)]


def test_a_database_that_another_process_holds(changed: World) -> None:
    with closing(sqlite3.connect(changed.snapshots / "monitor.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        reading = process("report", cwd=changed.folder)
        writing = process(*WRITING, cwd=changed.folder)
    assert (reading.code, writing.code) == (0, 3)
    assert writing.sentence.startswith("snapshots/monitor.db is locked by another process: ")
    assert changed.sql("SELECT count(*) FROM visit") == [(2,)]


@pytest.mark.skipif(sys.platform != "linux" and os.geteuid() == 0, reason="nothing is forbidden to root here")
def test_a_folder_that_may_only_be_read(changed: World) -> None:
    for beside in ("-wal", "-shm"):
        assert not (changed.snapshots / f"monitor.db{beside}").exists()
    (changed.snapshots / "monitor.db").chmod(0o444)
    changed.snapshots.chmod(0o555)
    try:
        reading = process("report", cwd=changed.folder, may_write_anywhere=False)
        writing = process(*WRITING, cwd=changed.folder, may_write_anywhere=False)
    finally:
        changed.snapshots.chmod(0o755)
    assert (reading.code, reading.err) == (0, "")
    assert "112  ->  102" in reading.out
    assert (writing.code, writing.sentence) == (
        3, "snapshots cannot be written: give the right to write, or name another folder",
    )  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux" and os.geteuid() == 0, reason="nothing is forbidden to root here")
def test_a_place_where_no_folder_can_be_made(world: World) -> None:
    (world.folder / "locked").mkdir(mode=0o555)
    world.watch(snapshots="locked/snapshots")
    done = process(*WRITING, cwd=world.folder, environ=world.environ, may_write_anywhere=False)
    assert done.code == 3
    assert done.sentence.startswith("locked/snapshots cannot be made (Permission denied)")
    report = process("report", "-o", "locked/report.md", cwd=world.folder, may_write_anywhere=False)
    assert report.code == 3


# -- pipes and terminals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["report"], ["report", "--format", "html"], ["pages"], ["history", PAGE]])
def test_a_reader_that_stops_reading_is_no_error(changed: World, arguments: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as pipe:
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=changed.folder, stdout=pipe, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to be had here")
@pytest.mark.parametrize("arguments", [["report"], ["report", "--format", "json"], ["pages"]])
def test_a_full_disk_is_one_sentence(changed: World, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, *arguments], cwd=changed.folder, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False
        )
    assert done.returncode == 3
    assert done.stderr == b"monitor: the output cannot be written: No space left on device\n"


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_a_terminal_that_knows_only_ascii_gets_what_it_can_show(changed: World, form: str) -> None:
    changed.page("<h2>Emergencies</h2><p>Полиция: call the police on 103 – “now” 🚓.</p>")
    changed.round()
    done = process("report", "--format", form, cwd=changed.folder, environ={"PYTHONIOENCODING": "ascii"})
    assert (done.code, done.err) == (0, "")
    assert "103" in done.out
    assert ("Полиция" in done.out) == (form != "text")  # a document is UTF-8 wherever it goes


def test_an_error_in_letters_that_the_terminal_does_not_know(changed: World) -> None:
    done = process("report", "--country", "Çôté", cwd=changed.folder, environ={"PYTHONIOENCODING": "ascii"})
    assert done.code == 2
    assert "is no country" in done.sentence


def on_a_terminal(world: World, columns: int, *arguments: str) -> list[str]:
    """What a command prints on a terminal of this width, as lines without colours."""
    parent, child = pty.openpty()
    environ = {**os.environ, "COLUMNS": str(columns), "LINES": "40", "TERM": "dumb"}
    with subprocess.Popen([*COMMAND, *arguments], cwd=world.folder, stdout=child, env=environ) as running:
        os.close(child)
        printed = b""
        try:
            while piece := os.read(parent, 65536):
                printed += piece
        except OSError:  # the other end is closed
            pass
        os.close(parent)
        assert running.wait(60) == 0
    return [line.rstrip() for line in printed.decode().replace("\r", "").splitlines()]


@pytest.mark.parametrize("columns", [200, 100, 60, 30])
@pytest.mark.parametrize("command", [["pages"], ["history", PAGE]], ids=["pages", "history"])
def test_tables_fit_the_terminal_and_lose_nothing(changed: World, columns: int, command: list[str]) -> None:
    lines = on_a_terminal(changed, columns, *command)
    assert max(map(len, lines)) <= columns
    whole = "".join("".join(lines).split())
    for cell in ("well seen", PAGE) if command == ["pages"] else ("first look", "112 -> 102"):
        assert "".join(cell.split()) in whole


# -- the command line itself -------------------------------------------------------------------------------------------


def test_help_answers_at_once(world: World) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = process("--help", cwd=world.folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.code == 0
    assert "Exit codes: 0 nothing changed" in done.out
    assert (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime) < 0.2


def test_help_brings_in_nothing_heavy(world: World) -> None:
    code = (
        "import sys; sys.argv = ['monitor', '--help']\n"
        "from monitor.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'httpx', 'pydantic', 'bs4', 'lxml', 'jinja2', 'rich', 'phonenumbers', 'sqlite_utils', 'babel',"
        " 'slack_sdk', 'apscheduler', 'ruamel'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["histori"], "No such command 'histori'. Did you mean history?"),
        (["zzz"], "No such command 'zzz'. There are check, report, show,"),
        (["report", "--sinse", "1d"], "No such option '--sinse'"),
        (["report", "--format", "pdf"], "'pdf' is not one of 'text', 'markdown', 'html', 'json'"),
        (["history"], "Missing argument 'PAGE'"),
        (["check"], "Usage: monitor check"),
    ],
)
def test_wrong_use_is_exit_2_with_a_word_on_what_is_right(monitor: Monitor, arguments: list[str], what: str) -> None:
    done = monitor(*arguments)
    assert done.code == 2
    assert what in done.err + done.out


def test_the_version_is_that_of_the_distribution(monitor: Monitor) -> None:
    done = monitor("--version")
    assert done.code == 0
    assert done.out.startswith("monitor, version ")
