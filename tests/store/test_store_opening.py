from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from store_helpers import ADDRESS, DAY, PAGE, PLACE, document, files, look, visit

from monitor.errors import EXIT_NOT_CHECKED, StoreError
from monitor.store import Store
from monitor.store.schema import NAMES, migrations


def sql(folder: Path, *statements: str) -> list[tuple[object, ...]]:
    """Run statements on the database as another program would, and give the rows of the last one."""
    with closing(sqlite3.connect(folder / "monitor.db", isolation_level=None)) as connection:
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        return rows


def test_a_new_folder_gets_a_database_in_wal_mode(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "snapshots"
    with Store.open(folder) as store:
        assert store.path == folder / "monitor.db"
        assert store.pages() == []
    assert sql(folder, "PRAGMA journal_mode") == [("wal",)]


def test_all_tables_are_strict_and_what_points_elsewhere_is_indexed(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    tables = [row[0] for row in sql(tmp_path, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
    ours = {str(name) for name in tables} - {"_sqlite_migrations"}
    assert ours >= {
        "page",
        "address",
        "visit",
        "snapshot",
        "version",
        "fact",
        "change",
        "notice",
        "delivery",
        "backfill",
        "reading",
        "alarm",
        "telling",
        "recipient",
    }
    strict = {row[0] for row in sql(tmp_path, "SELECT name FROM pragma_table_list WHERE strict")}
    assert strict == ours
    for table in ours:
        indexed = {
            columns[0][0]
            for (index,) in sql(tmp_path, f"SELECT name FROM pragma_index_list('{table}')")
            if (columns := sql(tmp_path, f"SELECT name FROM pragma_index_info('{index}') ORDER BY seqno"))
        }
        pointing = {row[0] for row in sql(tmp_path, f"SELECT \"from\" FROM pragma_foreign_key_list('{table}')")}
        assert pointing <= indexed, table


def test_foreign_keys_are_enforced(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        snapshot = store.keep(PLACE, visit())
        with pytest.raises(sqlite3.IntegrityError), store.record(DAY) as recording:
            recording.version("no/such/page", snapshot, None, DAY, document("Call 112."), "0" * 64, ())


def test_migrations_are_applied_once_and_reopening_is_quiet(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 112.", DAY)
    applied = sql(tmp_path, "SELECT name, applied_at FROM _sqlite_migrations")
    assert [name for name, _ in applied] == list(NAMES)
    assert sql(tmp_path, "PRAGMA user_version") == [(len(NAMES),)]
    before = (tmp_path / "monitor.db").read_bytes()
    with Store.open(tmp_path) as store:
        assert len(store.versions(PAGE.id)) == 1
        assert [migration.name for migration in migrations().applied(store._connection.db)] == list(NAMES)
        assert migrations().pending(store._connection.db) == []
    assert sql(tmp_path, "SELECT name, applied_at FROM _sqlite_migrations") == applied
    assert (tmp_path / "monitor.db").read_bytes() == before


def test_programs_that_open_a_new_folder_at_once_all_succeed(tmp_path: Path) -> None:
    code = "import sys, pathlib; from monitor.store import Store; Store.open(pathlib.Path(sys.argv[1])).close()"
    programs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stderr=subprocess.PIPE) for _ in range(4)]
    for program in programs:
        _, errors = program.communicate(timeout=60)
        assert (program.returncode, errors) == (0, b"")


def test_a_database_of_a_newer_version_is_refused_with_both_versions(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    ahead = len(NAMES) + 2
    sql(tmp_path, f"PRAGMA user_version = {ahead}")
    for open_it in (Store.open, Store.read_only):
        with pytest.raises(
            StoreError, match=rf"newer version .*version {ahead}, this program knows {len(NAMES)}\): upgrade"
        ):
            open_it(tmp_path)


def test_a_database_with_an_unknown_migration_is_refused(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    sql(
        tmp_path,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('monitor', '9999_future', '2031')",
    )
    with pytest.raises(StoreError, match=rf"version {len(NAMES) + 1}, this program knows {len(NAMES)}"):
        Store.open(tmp_path)


def test_a_database_of_an_older_version_cannot_be_read_before_it_is_brought_up_to_date(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    sql(tmp_path, "DELETE FROM _sqlite_migrations", "PRAGMA user_version = 0")
    with pytest.raises(StoreError, match=r"older version.*monitor check now"):
        Store.read_only(tmp_path)


def test_a_database_of_another_program_is_refused_untouched(tmp_path: Path) -> None:
    sql(tmp_path, "CREATE TABLE bookmarks (url TEXT)")
    before = (tmp_path / "monitor.db").read_bytes()
    for open_it in (Store.open, Store.read_only):
        with pytest.raises(StoreError, match="another program"):
            open_it(tmp_path)
    assert (tmp_path / "monitor.db").read_bytes() == before


def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "monitor.db").write_bytes(b"Dear diary, " * 200)
    for open_it in (Store.open, Store.read_only):
        with pytest.raises(StoreError, match=r"monitor\.db is not a database"):
            open_it(tmp_path)
    assert (tmp_path / "monitor.db").read_bytes() == b"Dear diary, " * 200


def test_a_folder_where_the_database_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "monitor.db").mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(tmp_path)


def test_a_damaged_database_is_told_as_such(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        for n in range(60):
            look(store, f"Call {n}." * 50, DAY.replace(minute=n))
    whole = (tmp_path / "monitor.db").read_bytes()
    (tmp_path / "monitor.db").write_bytes(whole[:8192] + b"\xaa" * (len(whole) - 8192))
    with pytest.raises(StoreError, match=r"is damaged .*restore it"), Store.open(tmp_path) as store:
        store.versions(PAGE.id)


def test_a_database_that_another_process_locks_is_told_after_the_patience_is_over(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with Store.open(tmp_path, patience=0.05) as store:
            with pytest.raises(StoreError, match=r"monitor\.db is locked by another process"):
                store.put_pages(ADDRESS, (PAGE,), DAY)
            with pytest.raises(StoreError, match="locked"):
                store.keep(PLACE, visit())
        other.execute("ROLLBACK")
    with Store.open(tmp_path) as store:
        assert store.pages() == []


def test_a_database_that_is_wholly_locked_is_not_read_past_its_lock(tmp_path: Path) -> None:
    Store.open(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "monitor.db", isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        for open_it in (Store.open, Store.read_only):
            with pytest.raises(StoreError, match="locked"):
                open_it(tmp_path, patience=0.05)


def test_reading_before_anything_was_looked_at_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "snapshots"
    with pytest.raises(
        StoreError, match=r"nothing has been looked at yet in .*snapshots: run `monitor check now` first"
    ) as e:
        Store.read_only(folder)
    assert e.value.exit_code == EXIT_NOT_CHECKED
    with pytest.raises(StoreError, match="nothing has been looked at yet"):
        Store.open(folder, create=False)
    assert not folder.exists()


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "snapshots").write_text("")
    with pytest.raises(StoreError, match="snapshots is a file"):
        Store.open(tmp_path / "snapshots")
    with pytest.raises(StoreError, match="cannot be made"):
        Store.open(tmp_path / "snapshots" / "below")


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_the_right_to_write_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written"):
        Store.open(tmp_path)
    tmp_path.chmod(0o700)


def test_nothing_can_be_written_through_a_store_that_only_reads(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 112.", DAY)
        kept = store.snapshot(1)
    assert kept is not None
    with Store.read_only(tmp_path) as store:
        assert store.is_read_only
        assert store.page(PAGE.id) is not None
        assert store.body(kept) == b"Call 112."
        with pytest.raises(StoreError, match=re.escape(str(tmp_path / "monitor.db")) + " may only be read"):
            store.put_pages(ADDRESS, (PAGE,), DAY)
        with pytest.raises(StoreError, match="read only"):
            store.keep(PLACE, visit(b"B"))
        with pytest.raises(StoreError, match="read only"):
            store.discard(kept)
    assert files(tmp_path) == [kept.path]


def test_reports_read_while_the_daemon_writes(tmp_path: Path) -> None:
    with Store.open(tmp_path) as writer, Store.read_only(tmp_path) as reader:
        look(writer, "Call 112.", DAY)
        with writer.record(DAY) as recording:
            recording.due(PLACE, DAY)
            state = reader.address_state(PLACE)
            assert state is not None
            assert state.next_due_at is None
        state = reader.address_state(PLACE)
        assert state is not None
        assert state.next_due_at == DAY


@pytest.mark.skipif(os.name != "posix", reason="a file that is open cannot be removed there")
def test_what_would_go_into_a_database_that_was_taken_away_or_replaced_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path / "snapshots") as store:
        look(store, "the first version", DAY)
        (tmp_path / "snapshots").rename(tmp_path / "away")
        with pytest.raises(StoreError, match="was removed while it was in use"):
            look(store, "the second version", DAY)
        Store.open(tmp_path / "snapshots").close()
        with pytest.raises(StoreError, match="was replaced while it was in use"):
            look(store, "the second version", DAY)
        (tmp_path / "snapshots").rename(tmp_path / "other")
        (tmp_path / "away").rename(tmp_path / "snapshots")
        look(store, "the second version", DAY)
        assert len(store.pages()) == 1
