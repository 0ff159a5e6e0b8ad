from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from store_helpers import DAY, change, look

from monitor.errors import StoreError
from monitor.store import Notice, Store
from monitor.store.outbox import LEASE

NOW = DAY + timedelta(days=30)
SOON = NOW + timedelta(minutes=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Changes 1 and 2, of which the desk and the editors are to be told."""
    with Store.open(tmp_path) as opened:
        look(opened, "A", DAY)
        look(opened, "B", DAY + timedelta(days=1), change=change(), recipients=["desk", "editors"])
        look(opened, "C", DAY + timedelta(days=2), change=change(), recipients=["desk", "editors"])
        yield opened


def taken(store: Store, recipient: str = "desk", now: datetime = NOW) -> Notice:
    notice = store.outbox.waiting(recipient, "email", now)
    assert notice is not None
    return notice


def test_all_that_waits_for_a_recipient_becomes_one_notice(store: Store) -> None:
    assert store.outbox.recipients_waiting() == ["desk", "editors"]
    notice = taken(store)
    assert notice.change_ids == (1, 2)
    assert (notice.recipient, notice.channel, notice.state, notice.attempts) == ("desk", "email", "waiting", 0)
    assert [delivery.notice_id for delivery in store.outbox.deliveries(1)] == [notice.id, None]


def test_each_recipient_gets_a_notice_with_a_key_of_its_own(store: Store) -> None:
    desk, editors = taken(store), taken(store, "editors")
    assert desk.change_ids == editors.change_ids
    assert desk.key != editors.key


def test_who_takes_a_notice_up_is_alone_with_it(store: Store, tmp_path: Path) -> None:
    notice = taken(store)
    with Store.open(tmp_path) as other:
        assert other.outbox.waiting("desk", "email", NOW) is None
        store.outbox.begin(notice.id, SOON)
        assert other.outbox.waiting("desk", "email", SOON + LEASE - timedelta(seconds=1)) is None


def test_a_notice_whose_sender_was_killed_comes_up_again_as_it_was(store: Store) -> None:
    notice = taken(store)
    sending = store.outbox.begin(notice.id, NOW)
    assert (sending.state, sending.attempts) == ("sending", 1)
    look(store, "D", NOW, change=change(), recipients=["desk"])  # must not slip into what may have been sent
    again = taken(store, now=NOW + LEASE)
    assert (again.id, again.key, again.change_ids) == (notice.id, notice.key, (1, 2))
    assert taken(store, now=NOW + LEASE).change_ids == (3,)


def test_a_failed_notice_is_tried_again_with_the_same_key_and_changes(store: Store) -> None:
    notice = taken(store)
    store.outbox.begin(notice.id, NOW)
    failed = store.outbox.failed(notice.id, "451 4.3.0 try again later", NOW + timedelta(hours=1))
    assert (failed.state, failed.last_answer, failed.next_try_at) == (
        "retrying",
        "451 4.3.0 try again later",
        NOW + timedelta(hours=1),
    )
    look(store, "D", NOW, change=change(), recipients=["desk"])
    assert taken(store, now=SOON).change_ids == (3,)
    assert store.outbox.waiting("desk", "email", SOON) is None
    again = taken(store, now=NOW + timedelta(hours=1))
    assert (again.key, again.change_ids) == (notice.key, notice.change_ids)
    assert store.outbox.begin(again.id, NOW + timedelta(hours=1)).attempts == 2


def test_a_delivered_notice_is_never_taken_up_again(store: Store) -> None:
    notice = taken(store)
    store.outbox.begin(notice.id, NOW)
    done = store.outbox.delivered(notice.id, "250 2.0.0 Ok: queued as 4F2A", SOON)
    assert (done.state, done.last_answer, done.delivered_at) == ("delivered", "250 2.0.0 Ok: queued as 4F2A", SOON)
    assert store.outbox.waiting("desk", "email", NOW + timedelta(days=99)) is None
    assert store.outbox.recipients_waiting() == ["editors"]
    late = store.outbox.failed(notice.id, "timed out", NOW + timedelta(hours=1))
    assert late == done
    assert [delivery.state for delivery in store.outbox.deliveries(1)] == ["delivered", "waiting"]


def test_a_notice_without_a_next_try_is_dead_and_keeps_its_reason(store: Store) -> None:
    notice = taken(store)
    store.outbox.begin(notice.id, NOW)
    store.outbox.failed(notice.id, "550 5.1.1 no such user", None)
    assert store.outbox.waiting("desk", "email", NOW + timedelta(days=99)) is None
    (dead,) = store.outbox.notices("dead")
    assert (dead.id, dead.last_answer, dead.change_ids) == (notice.id, "550 5.1.1 no such user", (1, 2))
    assert store.counts().notices == {"dead": 1}
    assert store.outbox.recipients_waiting() == ["editors"]


def test_who_has_nothing_waiting_gets_no_notice(store: Store) -> None:
    assert store.outbox.waiting("nobody", "email", NOW) is None
    assert store.counts().notices == {}


def test_the_outbox_survives_reopening(store: Store, tmp_path: Path) -> None:
    notice = taken(store)
    store.outbox.failed(notice.id, "refused", SOON)
    store.close()
    with Store.open(tmp_path) as reopened:
        assert reopened.outbox.recipients_waiting() == ["desk", "editors"]
        again = taken(reopened, now=SOON)
        assert (again.key, again.change_ids) == (notice.key, (1, 2))


def test_an_unknown_notice_is_named(store: Store) -> None:
    with pytest.raises(StoreError, match="knows no notice 99"):
        store.outbox.delivered(99, "250 Ok", NOW)
    assert store.outbox.notice(99) is None
