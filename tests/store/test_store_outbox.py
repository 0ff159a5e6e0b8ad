from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from store_helpers import DAY, change, look

from monitor.errors import StoreError
from monitor.store import Notice, Store
from monitor.store.outbox import LEASE, LONGEST_PAUSE
from monitor.store.rows import Manner

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
    """A notice of all that waits for a recipient."""
    return store.outbox.make(recipient, "email", [each.id for each in store.outbox.waiting(recipient)], now)


def begun(store: Store, notice: Notice, now: datetime = NOW) -> Notice:
    sending = store.outbox.begin(notice, "email", now)
    assert sending is not None
    return sending


def test_all_that_waits_for_a_recipient_becomes_one_notice(store: Store) -> None:
    assert store.outbox.recipients_waiting() == ["desk", "editors"]
    assert [(each.significance, each.created_at) for each in store.outbox.waiting("desk")] == [
        ("critical", DAY + timedelta(days=1, seconds=2)),
        ("critical", DAY + timedelta(days=2, seconds=2)),
    ]
    notice = taken(store)
    assert notice.change_ids == (1, 2)
    assert (notice.recipient, notice.channel, notice.state, notice.attempts) == ("desk", "email", "waiting", 0)
    assert [delivery.notice_id for delivery in store.outbox.deliveries(1)] == [notice.id, None]
    assert store.outbox.waiting("desk") == []
    assert len(store.outbox.waiting("editors")) == 2


def test_the_bounds_of_what_waits_are_the_oldest_and_the_newest(store: Store) -> None:
    first, last = DAY + timedelta(days=1, seconds=2), DAY + timedelta(days=2, seconds=2)

    def bounds(until: datetime | None = None) -> list[tuple[str, datetime]]:
        return [(each.significance, each.created_at) for each in store.outbox.waiting_bounds("desk", until)]

    assert bounds() == [("critical", first), ("critical", last)]
    assert bounds(first) == [("critical", first), ("critical", first)]
    assert bounds(DAY) == []
    taken(store)
    assert bounds() == []


def test_changes_are_read_in_the_order_of_their_numbers_as_given(store: Store) -> None:
    assert [each.id for each in store.changes_of([2, 99, 1])] == [2, 1]


def test_each_recipient_gets_a_notice_with_a_key_of_its_own(store: Store) -> None:
    desk, editors = taken(store), taken(store, "editors")
    assert desk.change_ids == editors.change_ids
    assert desk.key != editors.key


def test_what_is_in_a_notice_is_in_no_other(store: Store) -> None:
    deliveries = [each.id for each in store.outbox.waiting("desk")]
    first = store.outbox.make("desk", "email", deliveries, NOW)
    second = store.outbox.make("desk", "email", deliveries, NOW)
    assert (first.change_ids, second.change_ids) == ((1, 2), ())


def test_who_takes_a_notice_up_is_alone_with_it(store: Store, tmp_path: Path) -> None:
    notice = taken(store)
    with Store.open(tmp_path) as other:
        assert other.outbox.take_up("desk", NOW) is None
        begun(store, notice, SOON)
        assert other.outbox.take_up("desk", SOON + LEASE - timedelta(seconds=1)) is None
        assert not other.outbox.is_open("desk", SOON + LEASE - timedelta(seconds=1))
        assert other.outbox.is_open("desk", SOON + LEASE)


def test_who_held_a_notice_for_too_long_does_not_begin_once_another_has_taken_it(store: Store, tmp_path: Path) -> None:
    late = taken(store)
    with Store.open(tmp_path) as other:
        again = other.outbox.take_up("desk", NOW + LEASE)
        assert again is not None
        assert store.outbox.begin(late, "email", NOW + LEASE) is None
        begun(other, again, NOW + LEASE)
        other.outbox.delivered(again.id, "250 Ok", NOW + LEASE)
        assert store.outbox.begin(late, "email", NOW + LEASE) is None
    assert [notice.attempts for notice in store.outbox.notices("delivered")] == [1]


def test_who_is_late_begins_all_the_same_where_nobody_else_was_there(store: Store) -> None:
    assert begun(store, taken(store), NOW + 3 * LEASE).attempts == 1


def test_a_notice_whose_sender_was_killed_comes_up_again_as_it_was(store: Store) -> None:
    notice = taken(store)
    sending = begun(store, notice)
    assert (sending.state, sending.attempts, sending.tried_at) == ("sending", 1, NOW)
    look(store, "D", NOW, change=change(), recipients=["desk"])  # must not slip into what may have been sent
    again = store.outbox.take_up("desk", NOW + LEASE)
    assert again is not None
    assert (again.id, again.key, again.change_ids) == (notice.id, notice.key, (1, 2))
    assert taken(store, now=NOW + LEASE).change_ids == (3,)


def test_a_failed_notice_is_tried_again_with_the_same_key_and_changes(store: Store) -> None:
    notice = begun(store, taken(store))
    failed = store.outbox.failed(notice.id, "451 4.3.0 try again later", NOW + timedelta(hours=1), NOW, ["b", "a"])
    assert (failed.state, failed.last_answer, failed.next_try_at, failed.done, failed.ended_at) == (
        "retrying",
        "451 4.3.0 try again later",
        NOW + timedelta(hours=1),
        ("a", "b"),
        None,
    )
    assert store.outbox.take_up("desk", SOON) is None
    again = store.outbox.take_up("desk", NOW + timedelta(hours=1))
    assert again is not None
    assert (again.key, again.change_ids) == (notice.key, notice.change_ids)
    second = begun(store, again, NOW + timedelta(hours=1))
    assert (second.attempts, second.tried_at, second.done) == (2, NOW, ("a", "b"))


def test_what_one_channel_has_done_of_a_notice_is_not_done_by_another(store: Store) -> None:
    notice = begun(store, taken(store))
    store.outbox.failed(notice.id, "451", SOON, NOW, ["a"])
    again = store.outbox.take_up("desk", SOON)
    assert again is not None
    other = store.outbox.begin(again, "slack", SOON)
    assert other is not None
    assert (other.channel, other.done, other.key) == ("slack", (), notice.key)


def test_what_was_done_of_a_notice_at_one_try_stays_done_whoever_tries_it_next(store: Store) -> None:
    notice = begun(store, taken(store))
    store.outbox.failed(notice.id, "451", SOON, NOW, ["a"])
    failed = store.outbox.failed(notice.id, "451", SOON, NOW, ["b"])
    assert failed.done == ("a", "b")


def test_a_try_that_was_put_off_for_longer_than_is_ever_meant_is_due(store: Store) -> None:
    notice = begun(store, taken(store))
    store.outbox.failed(notice.id, "451", NOW + LONGEST_PAUSE, NOW)
    assert not store.outbox.is_open("desk", NOW)
    assert store.outbox.is_open("desk", NOW - timedelta(seconds=1))  # the clock was put back


def test_what_was_tried_at_a_time_that_is_still_to_come_is_due_unless_it_is_being_sent(store: Store) -> None:
    notice = begun(store, taken(store))
    earlier = NOW - timedelta(milliseconds=100)
    assert not store.outbox.is_open("desk", earlier)
    store.outbox.failed(notice.id, "451", SOON, NOW)
    assert not store.outbox.is_open("desk", NOW)
    assert store.outbox.is_open("desk", earlier)


def test_the_first_try_is_never_later_than_any_other(store: Store) -> None:
    notice = begun(store, taken(store), NOW)
    store.outbox.failed(notice.id, "451", SOON, NOW)
    back = NOW - timedelta(days=400)
    again = store.outbox.take_up("desk", back)
    assert again is not None
    assert begun(store, again, back).tried_at == back


def test_a_delivered_notice_is_never_taken_up_again(store: Store) -> None:
    notice = begun(store, taken(store))
    done = store.outbox.delivered(notice.id, "250 2.0.0 Ok: queued as 4F2A", SOON)
    assert (done.state, done.last_answer, done.delivered_at) == ("delivered", "250 2.0.0 Ok: queued as 4F2A", SOON)
    assert done.ended_at == SOON
    assert store.outbox.take_up("desk", NOW + timedelta(days=99)) is None
    assert store.outbox.recipients_waiting() == ["editors"]
    late = store.outbox.failed(notice.id, "timed out", NOW + timedelta(hours=1), SOON)
    assert late == done
    assert [delivery.state for delivery in store.outbox.deliveries(1)] == ["delivered", "waiting"]
    assert store.outbox.counts() == [("email", "delivered", 1)]


def test_a_notice_without_a_next_try_is_dead_and_keeps_its_reason(store: Store) -> None:
    notice = begun(store, taken(store))
    store.outbox.failed(notice.id, "550 5.1.1 no such user", None, SOON)
    assert store.outbox.take_up("desk", NOW + timedelta(days=99)) is None
    (dead,) = store.outbox.notices("dead")
    assert (dead.id, dead.last_answer, dead.change_ids) == (notice.id, "550 5.1.1 no such user", (1, 2))
    assert dead.ended_at == SOON
    assert store.counts().notices == {"dead": 1}
    assert store.outbox.recipients_waiting() == ["editors"]
    assert store.outbox.given_up() == [dead]


def test_who_is_reached_again_is_not_given_up_any_more(store: Store) -> None:
    store.outbox.failed(begun(store, taken(store)).id, "550", None, NOW)
    look(store, "D", NOW, change=change(), recipients=["desk"])
    store.outbox.delivered(begun(store, taken(store)).id, "250", SOON)
    assert store.outbox.given_up() == []


def test_a_notice_that_is_revived_is_due_at_once_and_given_up_until_it_is_delivered(store: Store) -> None:
    notice = begun(store, taken(store))
    store.outbox.failed(notice.id, "550", None, NOW, ["a"])
    revived = store.outbox.revive(notice.id, SOON)
    assert (revived.state, revived.next_try_at, revived.attempts, revived.tried_at) == ("retrying", SOON, 0, None)
    assert (revived.key, revived.change_ids, revived.done) == (notice.key, (1, 2), ("a",))
    assert store.outbox.given_up() == [revived]
    again = store.outbox.take_up("desk", SOON)
    assert again is not None
    store.outbox.failed(begun(store, again, SOON).id, "451", SOON, SOON)
    assert [each.id for each in store.outbox.given_up()] == [notice.id]
    store.outbox.delivered(notice.id, "250", SOON)
    assert store.outbox.given_up() == []


def test_only_what_is_critical_is_taken_up_where_it_would_disturb(store: Store) -> None:
    look(store, "D", NOW, change=change("major"), recipients=["night"])
    notice = begun(store, taken(store, "night"))
    store.outbox.failed(notice.id, "451", SOON, NOW)
    assert store.outbox.take_up("night", SOON, disturbs=True) is None
    assert not store.outbox.is_open("night", SOON, disturbs=True)
    look(store, "E", NOW, change=change("critical"), recipients=["night"])
    weighty = begun(store, taken(store, "night"))
    store.outbox.failed(weighty.id, "451", SOON, NOW)
    taken_up = store.outbox.take_up("night", SOON, disturbs=True)
    assert taken_up is not None
    assert taken_up.id == weighty.id


def test_there_is_one_digest_to_a_recipient_for_a_time(store: Store) -> None:
    slot = NOW - timedelta(hours=1)
    made = store.outbox.make("desk", "email", [], NOW, slot=slot, since=DAY)
    assert (made.slot, made.since, made.change_ids) == (slot, DAY, ())
    assert store.outbox.last_digest("desk", NOW) == slot
    assert store.outbox.last_digest("desk", slot - timedelta(seconds=1)) is None
    assert store.outbox.last_digest("editors", NOW) is None
    with pytest.raises(sqlite3.IntegrityError):
        store.outbox.make("desk", "email", [], NOW, slot=slot)
    store.outbox.make("editors", "email", [], NOW, slot=slot)


def test_who_has_nothing_waiting_has_no_notice(store: Store) -> None:
    assert store.outbox.waiting("nobody") == []
    assert store.outbox.take_up("nobody", NOW) is None
    assert store.counts().notices == {}


def test_the_outbox_survives_reopening(store: Store, tmp_path: Path) -> None:
    notice = taken(store)
    store.outbox.failed(notice.id, "refused", SOON, NOW)
    store.close()
    with Store.open(tmp_path) as reopened:
        assert reopened.outbox.recipients_waiting() == ["desk", "editors"]
        again = reopened.outbox.take_up("desk", SOON)
        assert again is not None
        assert (again.key, again.change_ids) == (notice.key, (1, 2))


def test_an_unknown_notice_is_named(store: Store) -> None:
    with pytest.raises(StoreError, match="knows no notice 99"):
        store.outbox.delivered(99, "250 Ok", NOW)
    assert store.outbox.notice(99) is None


# Who is told


ALL, WEIGHTY = Manner("[{}]", "null"), Manner('[{"significance": "critical"}]', "null")


def test_who_is_new_is_audited_from_the_latest_change_on(store: Store) -> None:
    store.outbox.know({"desk": ALL, "late": ALL}, NOW)
    assert store.outbox.highest_change() == 2
    assert store.outbox.unaudited("late") == []
    look(store, "D", NOW, change=change(), recipients=["desk"])
    assert (store.outbox.unaudited("desk"), store.outbox.unaudited("late")) == ([], [3])
    store.outbox.audited("late", [3], 3, SOON)
    store.outbox.audited("late", [3], 3, SOON)
    assert store.outbox.unaudited("late") == []
    assert [each.created_at for each in store.outbox.waiting("late")] == [SOON]


def test_another_rule_begins_anew_and_another_digest_does_not(store: Store) -> None:
    store.outbox.know({"late": ALL}, NOW)
    look(store, "D", NOW, change=change(), recipients=[])
    store.outbox.know({"late": Manner(ALL.rule, '{"at": ["07:00"]}')}, SOON)
    assert (store.outbox.unaudited("late"), store.outbox.known_since("late")) == ([3], SOON)
    store.outbox.know({"late": Manner(WEIGHTY.rule, '{"at": ["07:00"]}')}, SOON + LEASE)
    assert (store.outbox.unaudited("late"), store.outbox.known_since("late")) == ([], SOON)


def test_who_was_known_under_a_clock_that_was_ahead_is_known_since_now(store: Store) -> None:
    store.outbox.know({"desk": ALL}, NOW + timedelta(days=900))
    store.outbox.know({"desk": ALL}, NOW)
    assert store.outbox.known_since("desk") == NOW


def test_who_is_named_no_more_is_forgotten(store: Store) -> None:
    store.outbox.know({"desk": ALL, "late": ALL}, NOW)
    store.outbox.know({"desk": ALL}, SOON)
    assert (store.outbox.known_since("late"), store.outbox.known_since("desk")) == (None, NOW)
    assert store.outbox.unaudited("late") == []


def test_nothing_is_written_where_everybody_is_known(store: Store, tmp_path: Path) -> None:
    store.outbox.know({"desk": ALL}, NOW)
    with Store.read_only(tmp_path) as reader:  # through which nothing can be written
        reader.outbox.know({"desk": ALL}, SOON)
