"""A database of the version before: what waited for people waits for them still."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import sqlite_utils
from store_helpers import DAY, PAGE_ID, PLACE

from monitor.alarms import Trouble, settle
from monitor.sources.config import Recipient
from monitor.store import Store
from monitor.store.schema import NAMES, migrations

AT = "2026-01-07T07:40:00.000000Z"
DESK = Recipient(name="desk", email=("desk@example.org",))


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


def test_what_waited_in_the_outbox_waits_on_with_its_key_and_its_changes(tmp_path: Path) -> None:
    database_of_version_3(tmp_path)
    with Store.open(tmp_path) as store:
        old = store.outbox.waiting("desk", "email", DAY + timedelta(hours=1))
        new = store.outbox.waiting("desk", "email", DAY + timedelta(hours=1))
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
        store.outbox.waiting("desk", "email", DAY + timedelta(days=3))
        notice = store.outbox.waiting("desk", "email", DAY + timedelta(days=3))
        assert notice is not None
        assert (notice.change_ids, notice.telling_ids) == ((2,), (1,))
        assert store.pages()[0].verdict_count == 1
        assert store.pages()[0].first_visit_at == DAY
