from __future__ import annotations

import json
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from store_helpers import ADDRESS, DAY, NOTHING, PAGE, PHONE, PLACE, change, document, look, visit

from monitor.compare.change import Change, PageInfo, VersionInfo
from monitor.errors import StoreError
from monitor.fetch.visit import Validators, Verdict
from monitor.read.document import READER
from monitor.store import Snapshot, Store

LATER = DAY + timedelta(days=1)


def rows(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_change_survives_reopening_and_equals_itself(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        _, number = look(store, "Call 112.", LATER, change=change())
    with Store.read_only(tmp_path) as store:
        before, after = store.snapshot(1), store.snapshot(2)
        assert before
        assert after
        assert number == 1
        assert store.change(1) == change().of(
            PageInfo(PAGE.id, PAGE.title, PAGE.url, "uk-fcdo", "KZ", True),
            VersionInfo("2026-01-07T07:40:00Z", "2026-01-07", before.sha256, READER),
            VersionInfo("2026-01-08T07:40:00Z", "2026-01-07", after.sha256, READER),
            1,
        )
        assert list(store.changes()) == [store.change(1)]
        assert store.change(2) is None


def test_the_stored_change_is_the_json_that_leaves_the_program(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        look(store, "Call 112.", LATER, change=change())
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
        body = json.loads(connection.execute("SELECT body FROM change").fetchone()[0])
        facts = connection.execute("SELECT kind, change, before_text, after_text, significance FROM fact_change")
        assert facts.fetchall() == [
            ("phone", "removed", "158", None, "critical"),
            ("penalty", "changed", "8 to 12 years", "9 to 15 years", "major"),
        ]
    assert body["schema"] == "advisory-change/1"
    assert body["id"] == 1
    assert body["page"]["id"] == PAGE.id
    assert body["edits"][1]["section"] == ["Полиция"]
    assert "words" not in body["edits"][1]


def test_facts_come_back_as_they_were_found(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        version, _ = look(store, "Call 158.", DAY)
        assert store.facts(version) == [PHONE]


def record_all_and_fail(store: Store, kept: Snapshot) -> None:
    seen = visit(b"Call 112.", LATER)
    with store.record(LATER) as recording:
        number = recording.visit(PLACE, seen, kept)
        recording.page_seen(PAGE.id, LATER, Verdict.PAGE, "")
        version = recording.version(PAGE.id, kept, number, LATER, document("Call 112."), "0" * 64, [PHONE])
        recording.deliveries(recording.change(PAGE.id, 1, version, change()), ["desk"])
        recording.due(PLACE, LATER)
        recording.backfilled("repository", "path", "abc")
        store.put_pages(ADDRESS, (PAGE,), LATER)
        assert store.change(1) is not None
        raise ZeroDivisionError


def test_a_recording_that_fails_leaves_nothing_of_itself(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        tables = ("visit", "version", "fact", "change", "fact_change", "delivery", "backfill")
        before = {table: rows(tmp_path, table) for table in tables}
        page, state = store.page(PAGE.id), store.address_state(PLACE)
        kept = store.keep(PLACE, visit(b"Call 112.", LATER))
        with pytest.raises(ZeroDivisionError):
            record_all_and_fail(store, kept)
        assert {table: rows(tmp_path, table) for table in tables} == before
        assert (store.page(PAGE.id), store.address_state(PLACE)) == (page, state)
        assert store.outbox.recipients_waiting() == []
        assert store.snapshot(kept.id) == kept  # the raw body stays: it was stored before it was read


def record_the_same_change_again(store: Store) -> None:
    with store.record(LATER) as recording:
        recording.backfilled("repository", "path", "abc")
        recording.change(PAGE.id, 1, 2, change(), "backfill")


def test_a_recording_that_breaks_a_rule_of_the_database_leaves_nothing_of_itself(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY, origin="backfill")
        look(store, "Call 112.", LATER, change=change(), origin="backfill")
        with pytest.raises(sqlite3.IntegrityError):
            record_the_same_change_again(store)
        assert store.last_backfilled("repository", "path") is None
        assert store.counts().changes["critical"] == 1


def record_from(store: Store, before: int, at: datetime) -> None:
    """Record a change from a version that was the last one when the page was compared."""
    seen = visit(b"Call 112.", at)
    kept = store.keep(PLACE, seen)
    with store.record(at) as recording:
        number = recording.visit(PLACE, seen, kept)
        version = recording.version(PAGE.id, kept, number, at, document("Call 112."), "0" * 64, [PHONE])
        recording.deliveries(recording.change(PAGE.id, before, version, change()), ["desk"])


@pytest.mark.parametrize("later", [1, -1])
def test_two_programs_that_find_the_same_change_at_once_tell_of_it_once(tmp_path: Path, later: int) -> None:
    with Store.open(tmp_path) as daemon, Store.open(tmp_path) as by_hand:
        before, _ = look(daemon, "Call 158.", DAY)
        record_from(daemon, before, LATER)
        with pytest.raises(StoreError, match="another process at the same time"):
            record_from(by_hand, before, LATER + timedelta(seconds=later))
        assert daemon.counts().changes["critical"] == 1
        assert daemon.counts().versions == 2


def test_a_new_reader_and_a_new_text_are_two_changes_in_one_recording(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        before, _ = look(store, "Call 158.", DAY)
        old = store.snapshot(1)
        seen = visit(b"Call 112.", LATER)
        new = store.keep(PLACE, seen)
        assert old is not None
        with store.record(LATER) as recording:
            number = recording.visit(PLACE, seen, new)
            reread = recording.version(PAGE.id, old, number, LATER, document("Call 158!"), "1" * 64, [PHONE])
            read = recording.version(PAGE.id, new, number, LATER, document("Call 112."), "2" * 64, [PHONE])
            recording.change(PAGE.id, before, reread, change(kind="technical"))
            recording.change(PAGE.id, reread, read, change())
        kinds = [entry.change.kind if entry.change else None for entry in store.history(PAGE.id)]
        assert kinds == ["content", "technical", None]


def test_nothing_is_visible_to_others_before_the_block_ends(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        seen = visit(b"Call 112.", LATER)
        kept = store.keep(PLACE, seen)
        with store.record(LATER) as recording:
            number = recording.visit(PLACE, seen, kept)
            version = recording.version(PAGE.id, kept, number, LATER, document("Call 112."), "0" * 64, [PHONE])
            recording.change(PAGE.id, 1, version, change())
            assert [rows(tmp_path, table) for table in ("visit", "version", "fact", "change")] == [1, 1, 1, 0]
        assert [rows(tmp_path, table) for table in ("visit", "version", "fact", "change")] == [2, 2, 2, 1]


KILLED = """
import os, pathlib, sys
sys.path.insert(0, sys.argv[2])
from store_helpers import *
with Store.open(pathlib.Path(sys.argv[1])) as store:
    seen = visit(b"Call 112.", DAY + timedelta(days=1))
    kept = store.keep(PLACE, seen)
    with store.record(DAY) as recording:
        number = recording.visit(PLACE, seen, kept)
        recording.page_seen(PAGE_ID, seen.at, Verdict.PAGE, "")
        version = recording.version(PAGE_ID, kept, number, seen.at, document("Call 112."), "0" * 64, [PHONE] * 500)
        recording.deliveries(recording.change(PAGE_ID, 1, version, change()), ["desk"])
        os.kill(os.getpid(), 9)
"""


def test_a_program_killed_while_it_records_leaves_only_the_raw_body(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        page, state, counts = store.page(PAGE.id), store.address_state(PLACE), store.counts()
    here = str(Path(__file__).parent)
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), here], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    with Store.open(tmp_path) as store:
        assert (store.page(PAGE.id), store.address_state(PLACE)) == (page, state)
        after = store.counts()
        assert (after.visits, after.versions, after.facts, after.changes, after.notices) == (
            counts.visits,
            counts.versions,
            counts.facts,
            counts.changes,
            counts.notices,
        )
        assert store.outbox.recipients_waiting() == []
        kept = store.snapshot(2)
        assert kept is not None
        assert store.body(kept) == b"Call 112."
        # The next look finds the change anew, and uses the body that is there.
        _, number = look(store, "Call 112.", DAY + timedelta(days=2), change=change(), recipients=["desk"])
        assert number == 1
        assert store.counts().snapshots == 2


def test_technical_changes_and_classes_of_nothing_never_reach_the_outbox(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY, recipients=["desk"])
        look(store, "Call 112.", LATER, change=NOTHING, recipients=["desk"])
        look(store, "Call 102.", LATER + timedelta(days=1), change=change(kind="technical"), recipients=["desk"])
        assert store.outbox.recipients_waiting() == []
        look(store, "Call 158.", LATER + timedelta(days=2), change=change(kind="reverted"), recipients=["desk"])
        assert [delivery.change_id for delivery in store.outbox.deliveries(3)] == [3]


def test_a_page_that_is_new_on_an_address_is_a_change_without_an_earlier_version_and_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        _, number = look(store, "Call 158.", DAY, change=change(), recipients=["desk"])
        assert number == 1
        told = store.change(number)
        assert told is not None
        assert told.before is None
        assert [delivery.recipient for delivery in store.outbox.deliveries(number)] == ["desk"]


def test_the_past_never_reaches_the_outbox(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY, origin="backfill")
        look(store, "Call 112.", LATER, change=change(), recipients=["desk"], origin="backfill")
        assert len(list(store.changes())) == 1
        assert store.outbox.recipients_waiting() == []


def test_a_change_is_put_into_an_outbox_once(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        _, number = look(store, "Call 112.", LATER, change=change())
        assert number is not None
        with store.record(LATER) as recording:
            assert recording.deliveries(number, ["desk", "editors", "desk"]) == 2
            assert recording.deliveries(number, ["desk"]) == 0
        assert [delivery.recipient for delivery in store.outbox.deliveries(number)] == ["desk", "editors"]


def test_a_page_and_its_validators_are_remembered_for_the_next_visit(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.address_state(PLACE) is None
        look(store, "Call 158.", DAY)
        state = store.address_state(PLACE)
        assert state is not None
        assert store.ways(PLACE)[0].validators == Validators('W/"1"', None)
        assert state.snapshot == store.snapshot(1)
        assert (state.last_visit_at, state.last_good_at, state.next_due_at) == (DAY, DAY, None)
        with store.record(DAY) as recording:
            recording.due(PLACE, LATER)
        assert (store.address_state(PLACE) or state).next_due_at == LATER


def test_not_modified_is_a_good_look_that_keeps_the_body_and_may_renew_a_validator(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        headers = (("last-modified", "Wed, 07 Jan 2026 07:00:00 GMT"),)
        with store.record(LATER) as recording:
            recording.visit(PLACE, visit(None, LATER, Verdict.NOT_MODIFIED, headers), None)
            recording.page_seen(PAGE.id, LATER, Verdict.NOT_MODIFIED, "")
        state, page = store.address_state(PLACE), store.page(PAGE.id)
        assert state is not None
        assert page is not None
        assert store.ways(PLACE)[0].validators == Validators('W/"1"', "Wed, 07 Jan 2026 07:00:00 GMT")
        assert state.snapshot == store.snapshot(1)
        assert (state.last_good_at, page.last_good_at, page.first_seen_at) == (LATER, LATER, DAY)


@pytest.mark.parametrize("verdict", [Verdict.BLOCKED, Verdict.GONE, Verdict.EMPTY, Verdict.FAILED])
def test_a_bad_look_moves_neither_the_last_good_look_nor_the_validators(tmp_path: Path, verdict: Verdict) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        seen = visit(b"<h1>Access denied</h1>", LATER, verdict, (("ETag", '"other"'),))
        kept = store.keep(PLACE, seen)
        with store.record(LATER) as recording:
            recording.visit(PLACE, seen, kept)
            recording.page_seen(PAGE.id, LATER, verdict, "403 Forbidden")
        state, page = store.address_state(PLACE), store.page(PAGE.id)
        assert state is not None
        assert page is not None
        assert store.ways(PLACE)[0].validators.etag == 'W/"1"'
        assert state.snapshot == store.snapshot(1)
        assert (state.last_visit_at, state.last_good_at, state.last_verdict) == (LATER, DAY, verdict)
        assert (page.last_visit_at, page.last_good_at) == (LATER, DAY)
        assert (page.last_verdict, page.last_reason) == (verdict, "403 Forbidden")


def test_a_backfill_after_live_looks_moves_no_time_back(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 112.", LATER)
        state = store.address_state(PLACE)
        look(store, "Call 158.", DAY, origin="backfill", recorded=LATER)
        assert store.address_state(PLACE) == state
        page = store.page(PAGE.id)
        assert page is not None
        assert (page.first_seen_at, page.last_good_at, page.last_visit_at) == (DAY, LATER, LATER)
        assert [version.observed_at for version in store.versions(PAGE.id)] == [LATER, DAY]


def test_a_backfill_is_no_visit_of_ours_to_the_address(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY, origin="backfill")
        state = store.address_state(PLACE)
        assert state is not None
        assert (state.last_visit_at, store.ways(PLACE), state.snapshot) == (None, [], None)


def test_a_backfill_resumes_where_it_ended(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        assert store.last_backfilled("advisories", "uk/kz.md") is None
        for commit in ("a1", "b2"):
            with store.record(DAY) as recording:
                recording.backfilled("advisories", "uk/kz.md", commit)
        assert store.last_backfilled("advisories", "uk/kz.md") == "b2"
        assert store.last_backfilled("advisories", "uk/kg.md") is None


def test_versions_say_when_they_were_seen_and_when_they_were_recorded(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY, origin="backfill")
        version = store.last_version(PAGE.id)
        assert version is not None
        assert (version.observed_at, version.recorded_at) == (DAY, DAY + timedelta(seconds=2))
        assert (version.origin, version.title, version.stamp, version.reader) == (
            "backfill",
            "Kazakhstan",
            "2026-01-07",
            READER,
        )


def test_an_unknown_page_or_version_is_named(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        with (
            pytest.raises(StoreError, match=re.escape('knows no page "uk-fcdo/narnia"')),
            store.record(DAY) as recording,
        ):
            recording.page_seen("uk-fcdo/narnia", DAY, Verdict.PAGE, "")
        with pytest.raises(StoreError, match="knows no version 9"), store.record(DAY) as recording:
            recording.change(PAGE.id, 9, 1, change(), "backfill")


def test_text_that_is_not_unicode_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        with pytest.raises(StoreError, match="not Unicode"), store.record(DAY) as recording:
            recording.page_seen(PAGE.id, LATER, Verdict.FAILED, "half a pair: \ud83d")
        assert (store.page(PAGE.id) or PAGE).id == PAGE.id


def test_a_recording_is_of_no_use_after_its_block(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        with store.record(DAY) as recording:
            pass
        with pytest.raises(RuntimeError, match="outside of a transaction"):
            recording.due(PLACE, LATER)


def test_a_change_says_nothing_more_than_its_classes_when_it_is_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        look(store, "Call 158.", DAY)
        look(store, "Call 158. ", LATER, change=NOTHING)
        (stored,) = store.changes()
        assert isinstance(stored, Change)
        assert (stored.significance, stored.nothing, stored.announcement) == ("none", "stamp", None)
