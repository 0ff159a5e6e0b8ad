"""A database of the version before: what waited for people waits for them still."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlite_utils
from store_helpers import DAY, PAGE_ID, PLACE

from monitor.alarms import Trouble, settle
from monitor.deliver.audit import audit
from monitor.deliver.taking import take_again, take_new
from monitor.deliver.undelivered import watch_deliveries
from monitor.sources.config import AnyRecipient as Recipient
from monitor.store import Store
from monitor.store.schema import NAMES, migrations

AT = "2026-01-07T07:40:00.000000Z"
LATER = DAY + timedelta(hours=1)
DESK = Recipient(name="desk", email=("desk@example.org",))
NIGHT = Recipient(name="night", email=("night@example.org",))


def database_of_version_3(folder: Path) -> None:
    """One page, two changes: one in a notice that was tried once, one in none yet."""
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        db = sqlite_utils.Database(connection)
        migrations().apply(db, stop_before=NAMES[3])
        db.executescript(f"""
            INSERT INTO address (place, url, etag, last_visit_at, last_good_at, last_verdict)
                VALUES ('{PLACE}', 'https://x.example/', '"1"', '{AT}', '{AT}', 'page');
            INSERT INTO page (id, place, title, url, publisher, country, safety_critical, first_seen_at, last_good_at,
                    last_visit_at, last_verdict)
                VALUES ('{PAGE_ID}', '{PLACE}', 'Kazakhstan', 'https://x.example/', 'uk-fcdo', 'KZ', 1, '{AT}', '{AT}',
                    '{AT}', 'page');
            INSERT INTO snapshot (id, place, sha256, path, media_type, size, url, fetched_at, headers, origin)
                VALUES (1, '{PLACE}', 'a', 'a', 'text/html', 1, 'https://x.example/', '{AT}', '[]', 'live');
            INSERT INTO version (id, page_id, snapshot_id, observed_at, recorded_at, title, reader, document_sha256,
                    origin)
                VALUES (1, '{PAGE_ID}', 1, '{AT}', '{AT}', 'x', '1', 'a', 'live'),
                    (2, '{PAGE_ID}', 1, '{AT}', '{AT}', 'x', '1', 'b', 'live'),
                    (3, '{PAGE_ID}', 1, '{AT}', '{AT}', 'x', '1', 'c', 'live');
            INSERT INTO change (id, page_id, before_version_id, after_version_id, kind, significance, observed_at,
                    recorded_at, origin, body)
                VALUES (1, '{PAGE_ID}', 1, 2, 'content', 'major', '{AT}', '{AT}', 'live', '{{}}'),
                    (2, '{PAGE_ID}', 2, 3, 'content', 'major', '{AT}', '{AT}', 'live', '{{}}');
            INSERT INTO notice (id, recipient, channel, key, state, attempts, last_answer, next_try_at, created_at)
                VALUES (1, 'desk', 'email', 'the-key', 'retrying', 1, '451 later', '{AT}', '{AT}');
            INSERT INTO delivery (change_id, recipient, notice_id, created_at)
                VALUES (1, 'desk', 1, '{AT}'), (2, 'desk', NULL, '{AT}');
            INSERT INTO derived VALUES ('clusters', '1');
            PRAGMA application_id = {0x41445649};
            PRAGMA user_version = 3;
        """)


def database_of_version_4(folder: Path) -> None:
    """The same, with an alarm that lasts and was told twice, one that is over, and a notice that was given up."""
    database_of_version_3(folder)
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        db = sqlite_utils.Database(connection)
        migrations().apply(db, stop_before=NAMES[4])
        columns = "id, kind, subject, publisher, page_id, verdict, reason, began_at, told_at, ended_at, settled"
        db.executescript(f"""
            INSERT INTO alarm ({columns}) VALUES
                (1, 'not_checked', '{PAGE_ID}', 'uk-fcdo', '{PAGE_ID}', 'blocked', '403', '{AT}', '{AT}', NULL, 0),
                (2, 'gone', '{PAGE_ID}', 'uk-fcdo', '{PAGE_ID}', 'gone', '404', '{AT}', '{AT}', '{AT}', 1);
            INSERT INTO telling (id, alarm_id, stage, verdict, reason, at) VALUES
                (1, 2, 'first', 'gone', '404', '{AT}'), (2, 2, 'over', 'gone', '404', '{AT}'),
                (3, 1, 'first', 'blocked', '403', '{AT}'), (4, 1, 'again', 'blocked', '403', '{AT}');
            INSERT INTO notice (id, recipient, channel, key, state, attempts, last_answer, created_at, delivered_at)
                VALUES (2, 'desk', 'email', 'arrived', 'delivered', 1, '250', '{AT}', '{AT}'),
                    (3, 'night', 'slack', 'given-up', 'dead', 6, '404 no_service', '{AT}', NULL);
            INSERT INTO delivery (telling_id, recipient, notice_id, created_at) VALUES
                (1, 'desk', 2, '{AT}'), (2, 'desk', 2, '{AT}'), (3, 'night', 3, '{AT}'), (3, 'desk', 1, '{AT}'),
                (4, 'desk', NULL, '{AT}');
            PRAGMA user_version = 4;
        """)


def rows(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "monitor.db")) as connection:
        return connection.execute(sql).fetchall()


def test_what_waited_in_the_outbox_waits_on_with_its_key_and_its_changes(tmp_path: Path) -> None:
    database_of_version_3(tmp_path)
    with Store.open(tmp_path) as store:
        old = take_again(store, DESK, LATER)
        new = take_new(store, DESK, LATER)
        assert old is not None
        assert new is not None
        assert (old.key, old.attempts, old.last_answer, old.change_ids) == ("the-key", 1, "451 later", (1,))
        assert (new.change_ids, new.telling_ids) == ((2,), ())
        assert store.outbox.recipients_waiting() == ["desk"]


def test_alarms_can_be_told_beside_what_waited(tmp_path: Path) -> None:
    database_of_version_3(tmp_path)
    with Store.open(tmp_path) as store:
        trouble = Trouble("not_checked", PAGE_ID, PAGE_ID, "blocked", "403", DAY)
        with store.record(DAY + timedelta(days=3)) as recording:
            settle(recording, [trouble], [], [DESK], DAY + timedelta(days=3))
        notice = take_new(store, DESK, DAY + timedelta(days=3))
        assert notice is not None
        assert (notice.change_ids, notice.telling_ids) == ((2,), (1,))
        assert store.pages()[0].verdict_count == 1
        assert store.pages()[0].first_visit_at == DAY


OF_BOTH = (
    "SELECT id, kind, subject, publisher, country, page_id, verdict, reason, since, began_at, told_at, ended_at,"
    " settled FROM alarm",
    "SELECT * FROM telling",
    "SELECT * FROM delivery",
    "SELECT id, recipient, channel, key, state, attempts, last_answer, next_try_at, created_at, delivered_at"
    " FROM notice",
    "SELECT id, page_id, before_version_id, after_version_id, body FROM change",
)


@pytest.mark.parametrize("sql", OF_BOTH)
def test_no_row_of_alarms_and_of_the_outbox_is_lost_on_the_way_to_version_5(tmp_path: Path, sql: str) -> None:
    database_of_version_4(tmp_path)
    before = rows(tmp_path, sql)
    assert before
    Store.open(tmp_path).close()
    assert rows(tmp_path, sql) == before
    assert rows(tmp_path, "PRAGMA foreign_key_check") == []
    assert rows(tmp_path, "PRAGMA user_version") == [(len(NAMES),)]


def test_what_refers_to_an_alarm_still_does_after_the_upgrade(tmp_path: Path) -> None:
    database_of_version_4(tmp_path)
    with Store.open(tmp_path) as store, pytest.raises(sqlite3.IntegrityError), store.record(DAY):
        store._connection.run("DELETE FROM alarm WHERE id = 1")
    assert rows(tmp_path, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list('telling')") == [("alarm",)]


def test_alarms_go_on_where_they_were_and_a_recipient_may_be_one(tmp_path: Path) -> None:
    database_of_version_4(tmp_path)
    with Store.open(tmp_path) as store:
        assert [(alarm.id, alarm.key) for alarm in store.alarms.open()] == [(1, ("not_checked", PAGE_ID))]
        again = take_again(store, DESK, LATER)
        new = take_new(store, DESK, LATER)
        assert again is not None
        assert new is not None
        assert (again.change_ids, again.telling_ids) == ((1,), (3,))
        assert (new.change_ids, new.telling_ids) == ((2,), (4,))
        (telling,) = watch_deliveries(store, [DESK, NIGHT], LATER)
        assert (telling.alarm.kind, telling.alarm.subject) == ("undelivered", "night")


def test_what_ended_before_the_upgrade_has_ended_when_it_was_delivered_or_made(tmp_path: Path) -> None:
    database_of_version_4(tmp_path)
    with Store.open(tmp_path) as store:
        assert [(notice.key, notice.ended_at) for notice in store.outbox.given_up()] == [("given-up", DAY)]
        assert [notice.ended_at for notice in store.outbox.notices("delivered")] == [DAY]
        assert [notice.ended_at for notice in store.outbox.notices("retrying")] == [None]


def test_who_is_told_after_the_upgrade_is_not_told_of_the_past_again(tmp_path: Path) -> None:
    database_of_version_4(tmp_path)
    with Store.open(tmp_path) as store:
        assert audit(store, [DESK, NIGHT], DAY).missing == ()
