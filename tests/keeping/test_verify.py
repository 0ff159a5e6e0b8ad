from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from kept import ADDRESSES, NOW, ROOT, ago, bare_look, begin_alarm, deliver_all
from store.store_helpers import change, files, look

from monitor.errors import StoreError
from monitor.fetch.visit import Verdict
from monitor.keeping.verify import Verified, verify
from monitor.store import Store

ADDRESS = ADDRESSES[0]
PAGE = ADDRESS.pages[0]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two versions, a wall between them, a change that was delivered and one that waits, and an alarm."""
    made = tmp_path / "snapshots"
    with Store.open(made) as store:
        look(store, "Call 112.", ago(30), page=PAGE, address=ADDRESS)
        bare_look(store, ADDRESS, ago(20), Verdict.BLOCKED, b"Access denied")
        look(store, "Call 102.", ago(10), page=PAGE, address=ADDRESS, change=change(), recipients=["desk"])
        deliver_all(store, ago(9))
        begin_alarm(store, PAGE.id, ago(8))
    return made


def damage(folder: Path, *statements: str) -> None:
    """Change the database by hand, as nobody should."""
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        connection.executescript(f"PRAGMA foreign_keys = OFF; {' ;'.join(statements)};")


def said(folder: Path) -> list[str]:
    return [problem.what for problem in verify(folder, NOW).problems]


def body(path: Path, content: bytes) -> None:
    path.write_bytes(gzip.compress(content, mtime=0))


def test_a_store_as_the_program_leaves_it_is_right(folder: Path) -> None:
    found = verify(folder, NOW)
    assert (found.problems, found.notes) == ([], [])
    assert found.looked_at["snapshots"] == 3
    assert found.looked_at["changes"] == 1
    assert found.full_text == ()


def test_a_missing_snapshot_is_named_with_the_versions_that_need_it_and_where_to_take_it_from(folder: Path) -> None:
    lost = files(folder)[0]
    (folder / lost).unlink()
    (problem,) = verify(folder, NOW).problems
    assert problem.what == f"{folder / lost} is missing (snapshot 1; version 1 of {PAGE.id} was read from it)"
    assert problem.remedy == (
        "take it from a backup, in the folder that holds the snapshots folder: "
        f"tar -xf BACKUP --strip-components=1 monitor-backup/snapshots/{lost}"
    )


def test_a_snapshot_that_no_version_needs_is_said_to_be_such(folder: Path) -> None:
    wall = next(path for path in files(folder) if gzip.decompress((folder / path).read_bytes()) == b"Access denied")
    (folder / wall).unlink()
    assert said(folder) == [f"{folder / wall} is missing (snapshot 2; no version was read from it)"]


def test_bytes_that_are_others_are_told_by_their_hash(folder: Path) -> None:
    hurt = files(folder)[0]
    body(folder / hurt, b"Call 113.")
    (sentence,) = said(folder)
    assert "is damaged (its SHA-256 is " in sentence


def test_a_body_that_was_cut_is_damaged(folder: Path) -> None:
    hurt = folder / files(folder)[0]
    hurt.write_bytes(hurt.read_bytes()[:-9])
    (sentence,) = said(folder)
    assert "is damaged (Compressed file ended" in sentence


def test_a_small_file_that_unpacks_to_a_huge_one_is_not_unpacked(folder: Path) -> None:
    body(folder / files(folder)[0], bytes(50_000_000))
    (sentence,) = said(folder)
    assert "is damaged (it unpacks to more than the 9 bytes that were kept)" in sentence


def test_a_huge_file_is_not_read(folder: Path) -> None:
    with (folder / files(folder)[0]).open("wb") as file:
        file.truncate(1 << 40)
    (sentence,) = said(folder)
    assert "bytes long, far more than was kept" in sentence


def test_a_link_is_not_followed(folder: Path) -> None:
    first = folder / files(folder)[0]
    elsewhere = folder.parent / "elsewhere.gz"
    first.rename(elsewhere)
    first.symlink_to(elsewhere)
    (sentence,) = said(folder)
    assert "is a link, and no file of this program" in sentence


def test_a_path_that_leads_out_of_the_folder_is_not_followed(folder: Path) -> None:
    damage(folder, "UPDATE snapshot SET path = '../../etc/passwd' WHERE id = 1")
    (sentence,) = said(folder)
    assert "is no path of a snapshot: the database has been changed by hand" in sentence


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("DELETE FROM version WHERE id = 1", "change 1 is of a version that is not there"),
        ("DELETE FROM version WHERE id = 1", "fact 1 is of a version that is not there"),
        ("DELETE FROM snapshot WHERE id = 1", "version 1 was read from a snapshot that has no row"),
        ("DELETE FROM visit WHERE id = 1", "version 1 was read at a visit that is not there"),
        ("DELETE FROM notice", "delivery 1 is in a notice that is not there"),
        ("DELETE FROM alarm", "row 1 of telling refers to a row of alarm that is not there"),
        ("UPDATE version SET visit_id = 2 WHERE id = 1", "version 1 of {page} was read from another snapshot than"),
        ("DELETE FROM change; DELETE FROM delivery; DELETE FROM fact_change; DELETE FROM mark",
         "version 2 came after another, and no change tells in what they differ"),
        ("UPDATE change SET body = '{{'", "change 1 of {page}: its body does not fit the contract advisory-change/1"),
        ("UPDATE change SET body = json_remove(body, '$.facts[0].kind')", "change 1 of {page}: its body does not fit"),
        ("UPDATE change SET body = json_set(body, '$.facts[0].kind', 'colour')", "change 1 of {page}: its body"),
        ("UPDATE change SET body = json_set(body, '$.schema', 'x/9')", "its body is of the contract x/9"),
        ("UPDATE change SET significance = 'minor'", "its body says 'critical' for significance, and its row 'minor'"),
        ("DELETE FROM fact_change WHERE rowid = 1", "its body holds 2 changes of facts, and 1 are listed"),
        ("UPDATE fact SET value = 'x' WHERE id = 1", "fact 1 holds what is no JSON"),
        ("UPDATE fact SET kind = 'colour' WHERE id = 1", "does not know: colour (1, the first 1)"),
        ("UPDATE visit SET headers = 'x' WHERE id = 2", "visit 2 holds what is no JSON"),
        ("UPDATE delivery SET recipient = 'other' WHERE change_id = 1", "is for other, and stands in notice 1 to desk"),
        ("UPDATE notice SET state = 'retrying', delivered_at = NULL, next_try_at = NULL",
         "notice 1 to desk is retrying, and will never be tried again"),
        ("UPDATE notice SET delivered_at = NULL", "notice 1 to desk is delivered, and nobody knows when"),
        ("UPDATE alarm SET settled = 1", "alarm 1 about {page} lasts, and nothing more is told of it"),
        ("UPDATE change SET kind = 'technical', body = json_set(body, '$.kind', 'technical')",
         "delivery 1 is to tell desk of change 1, of which nobody is told"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_said(folder: Path, statement: str, sentence: str) -> None:
    damage(folder, statement.replace("{{", "{"))
    found = verify(folder, NOW)
    assert any(sentence.format(page=PAGE.id) in problem.what for problem in found.problems), found.problems
    assert all(problem.remedy for problem in found.problems)


def test_many_faults_of_one_kind_are_not_all_listed(folder: Path) -> None:
    damage(
        folder,
        "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
        " INSERT INTO fact SELECT i, 999, 'phone', '1', '1', NULL, '', '[]', 0, 0, 1 FROM n",
    )
    sentences = said(folder)
    assert len(sentences) == 21
    assert sentences[-1] == "and 4,881 more rows of fact refer to rows of version that are not there"


def test_files_that_no_row_names_are_a_note_once_they_are_an_hour_old(folder: Path) -> None:
    day = folder / ADDRESS.place / "2026-01-01"
    day.mkdir(parents=True)
    names = ["000000Z-0123abcd.json.gz", ".000000Z-0123abcd.json.gz.4711.part", "notes.txt"]
    for name in names:
        (day / name).write_bytes(b"12345")
    assert verify(folder, NOW).notes == []
    for name in names:
        os.utime(day / name, (ago(1).timestamp(), ago(1).timestamp()))
    found = verify(folder, NOW)
    assert found.problems == []
    assert [note.split(":")[0] for note in found.notes] == [
        "1 file (5 bytes) that somebody did not write to the end",
        "1 file (5 bytes) that no row of the database names",
        "1 file (5 bytes) not of this program, which leaves alone what is not its own",
    ]


def test_a_database_with_damaged_pages_is_said_to_be_and_nothing_more_is_read_of_it(folder: Path) -> None:
    path = folder / "monitor.db"
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'fact_value'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    found = verify(folder, NOW)
    assert found.problems
    assert all(f"{path} is damaged: " in problem.what for problem in found.problems)
    assert all("restore the folder from a backup" in problem.remedy for problem in found.problems)
    assert found.looked_at == {}


@pytest.mark.parametrize(
    ("length", "content", "sentence"),
    [
        (0, b"", "is empty: restore it from a backup"),
        (0, b"x" * 5000, "is not a database"),
        (20_000, b"", "is damaged"),
        (16, b"", "is not a database"),
    ],
)
def test_what_does_not_open_as_a_database_is_told_in_one_sentence(
    folder: Path, length: int, content: bytes, sentence: str
) -> None:
    path = folder / "monitor.db"
    path.write_bytes(path.read_bytes()[:length] + content)
    with pytest.raises(StoreError, match=sentence):
        verify(folder, NOW)


def test_a_database_of_another_program_is_not_verified(folder: Path) -> None:
    (folder / "monitor.db").unlink()
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        connection.execute("CREATE TABLE note (text)")
    with pytest.raises(StoreError, match="is a database of another program"):
        verify(folder, NOW)


def test_a_full_text_index_that_lost_a_row_is_told(folder: Path) -> None:
    damage(
        folder,
        "CREATE TABLE text (id INTEGER PRIMARY KEY, words TEXT)",
        "INSERT INTO text VALUES (1, 'call the police'), (2, 'on the number')",
        "CREATE VIRTUAL TABLE text_words USING fts5(words, content='text', content_rowid='id')",
        "INSERT INTO text_words (text_words) VALUES ('rebuild')",
    )
    found = verify(folder, NOW)
    assert (found.problems, found.full_text) == ([], ("text_words",))
    damage(folder, "UPDATE text SET words = 'other' WHERE id = 1")
    assert any("the full text index text_words is not right" in sentence for sentence in said(folder))


def test_nothing_is_written_while_all_is_looked_at(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    verify(folder, NOW)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and path in before} == before


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
        bare_look(store, ADDRESSES[0], NOW + timedelta(seconds=number), Verdict.PAGE, f"{number}".encode())
"""


def test_while_somebody_writes_all_is_right_too(folder: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, folder], cwd=ROOT, stdout=subprocess.PIPE)
    found: list[Verified] = []
    try:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"began\n"
        found = [verify(folder, NOW) for _ in range(5)]
    finally:
        writer.kill()
        writer.communicate()
    assert [(each.problems, each.notes) for each in found] == [([], [])] * 5
