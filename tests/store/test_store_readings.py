"""Versions that a later reader reads otherwise."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_helpers import ADDRESS, DAY, NOTHING, PAGE, PHONE, PLACE, change, look

from monitor.compare.change import Change, FactChange, FactValue
from monitor.facts.fact import Fact
from monitor.store import OvertakenError, Store, Version
from monitor.store.schema import NAMES

LATER = DAY + timedelta(days=30)
POLICE = replace(PHONE, text="112", value={"number": "112", "type": "short"}, section=("Emergencies",))
ANEW = Change(
    "none",
    ("1 fact with another value",),
    facts=(FactChange("phone", "changed", FactValue("158", "158"), FactValue("112", "112"), None, "critical"),),
    kind="technical",
)


def sql(folder: Path, *statements: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "monitor.db", isolation_level=None)) as connection:
        for statement in statements:
            rows = connection.execute(statement).fetchall()
        return rows


def version(store: Store, number: int = 1) -> Version:
    found = store.version(number)
    assert found is not None
    return found


def read_anew(store: Store, was: Version, reader: str, stated: list[Fact], states: list[Fact]) -> int:
    now = replace(
        was, title="Kazakhstan anew", stamp="2026-02-01", note="News.", reader=reader, document_sha256="f" * 64
    )
    with store.record(LATER) as recording:
        return recording.reread(was, stated, now, states, ANEW)


def test_a_version_is_what_the_later_reader_reads_and_what_it_was_is_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        was = version(store)
        number = read_anew(store, was, "9", [PHONE], [POLICE, PHONE])
        now = version(store)
        assert (now.title, now.stamp, now.note, now.reader) == ("Kazakhstan anew", "2026-02-01", "News.", "9")
        assert (now.snapshot_id, now.observed_at, now.sha256) == (was.snapshot_id, was.observed_at, was.sha256)
        assert store.facts(1) == [POLICE, PHONE]
        (kept,) = store.earlier_readings(now)
        assert (kept.version, kept.facts, kept.change_id, kept.replaced_at) == (was, (PHONE,), number, LATER)


def test_a_version_can_be_read_anew_more_than_once_and_each_reading_is_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        first = version(store)
        read_anew(store, first, "9", [PHONE], [])
        second = version(store)
        read_anew(store, second, "10", [], [POLICE])
        third = version(store)
        assert [each.version for each in store.earlier_readings(third)] == [second, first]
        assert [each.id for each in store.history(PAGE.id)[0].rereadings] == [1, 2]
        assert store.earlier_with_document(PAGE.id, first.document_sha256) is None


def test_a_reading_anew_is_told_beside_its_version_and_not_among_the_changes_of_the_page(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        look(store, "Call 112.", DAY + timedelta(days=1), change=change())
        look(store, "Call 112. ", DAY + timedelta(days=2), change=NOTHING)
        told = [each.id for each in store.changes()]
        number = read_anew(store, version(store, 2), "9", [PHONE], [POLICE])
        assert [each.id for each in store.changes()] == told == [1, 2]
        newest, middle, oldest = store.history(PAGE.id)
        assert [each.change.id if each.change else None for each in (newest, middle, oldest)] == [2, 1, None]
        (anew,) = middle.rereadings
        assert (newest.rereadings, oldest.rereadings) == ((), ())
        assert store.change(number) == anew
        assert (anew.kind, anew.significance, anew.id, anew.page.id if anew.page else "") == (
            "technical", "none", 3, PAGE.id,
        )  # fmt: skip
        assert anew.before is not None
        assert anew.after is not None
        assert (anew.before.sha256, anew.after.reader) == (anew.after.sha256, "9")
        assert sql(tmp_path, "SELECT DISTINCT change_id FROM fact_change") == [(1,)]


def test_nobody_is_told_of_a_reading_anew_whoever_asks(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        number = read_anew(store, version(store), "9", [PHONE], [])
        with store.record(LATER) as recording:
            assert recording.deliveries(number, ["desk"]) == 0
        assert store.outbox.recipients_waiting() == []


def test_where_another_process_was_quicker_nothing_is_written(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, Store.open(tmp_path) as other:
        look(store, "Call 158.", DAY)
        was = version(store)
        read_anew(other, was, "9", [PHONE], [POLICE])
        with pytest.raises(OvertakenError, match=r"version 1 of .* was read again by another process at the same time"):
            read_anew(store, was, "9", [PHONE], [POLICE])
        with pytest.raises(OvertakenError, match="read again by another process"):  # the same row, but other facts
            read_anew(store, version(store), "9", [PHONE], [POLICE])
        with pytest.raises(OvertakenError, match="read again by another process"), store.record(LATER) as recording:
            recording.read_the_same(was, "9")
        assert len(store.earlier_readings(was)) == 1
        assert store.facts(1) == [POLICE]


def test_a_version_that_reads_the_same_gets_the_number_of_the_reader_and_no_change(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        was = version(store)
        with store.record(LATER) as recording:
            recording.read_the_same(was, "9")
        assert version(store) == replace(was, reader="9")
        assert (store.facts(1), store.earlier_readings(was), store.counts().changes["none"]) == ([PHONE], [], 0)


KILLED = """
import os, pathlib, sys
sys.path.insert(0, sys.argv[2])
from test_store_readings import *
with Store.open(pathlib.Path(sys.argv[1])) as store:
    was = version(store)
    with store.record(LATER) as recording:
        recording.reread(was, [PHONE], replace(was, reader="9", title="Anew"), [POLICE] * 500, ANEW)
        os.kill(os.getpid(), 9)
"""


def test_a_program_killed_while_it_reads_anew_leaves_the_version_as_it_was(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        was = version(store)
    here = str(Path(__file__).parent)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), here], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    with Store.open(tmp_path) as store:
        assert (version(store), store.facts(1), store.earlier_readings(was)) == (was, [PHONE], [])
        assert store.counts().changes["none"] == 0


def test_a_database_of_the_first_tables_is_brought_up_to_date_with_all_that_it_holds(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        look(store, "Call 112.", LATER, change=change(), recipients=["desk"])
        before = (store.versions(PAGE.id), store.facts(2), list(store.changes()), store.counts().visits)
    sql(
        tmp_path,
        "DROP TABLE reading",
        "ALTER TABLE address DROP COLUMN root",
        f"DELETE FROM _sqlite_migrations WHERE name = '{NAMES[1]}'",
        "PRAGMA user_version = 1",
    )
    with Store.open(tmp_path) as store:
        assert (store.versions(PAGE.id), store.facts(2), list(store.changes()), store.counts().visits) == before
        read_anew(store, version(store), "9", [PHONE], [POLICE])
        assert store.outbox.recipients_waiting() == ["desk"]


def test_the_selector_by_which_an_address_was_read_is_remembered(tmp_path: Path) -> None:
    def root(store: Store) -> str | None:
        state = store.address_state(PLACE)
        assert state is not None
        return state.root

    with Store.open(tmp_path) as store:
        store.put_pages(replace(ADDRESS, root="#advice"), (PAGE,), DAY)
        look(store, "Call 158.", LATER, address=replace(ADDRESS, root="main"))
        assert root(store) == "main"
        store.put_pages(ADDRESS, (PAGE,), DAY)  # the past does not undo what was put since
        assert root(store) == "main"
        store.put_pages(ADDRESS, (PAGE,), LATER + timedelta(days=1))
        assert root(store) is None


def test_versions_are_counted_by_page(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.version_counts() == {}
        look(store, "Call 158.", DAY)
        look(store, "Call 112.", LATER)
        assert store.version_counts() == {PAGE.id: 2}
