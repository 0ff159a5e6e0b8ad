"""Alarms: who hears of what, when, and never twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.alarms import Trouble, settle
from monitor.deliver.taking import take_again, take_new
from monitor.errors import ConfigError
from monitor.sources.config import AnyRecipient as Recipient
from monitor.sources.config import load
from monitor.sources.page import Address, Page
from monitor.store import Store, Telling
from monitor.store.alarms import AlarmKind

NOW = datetime(2026, 1, 14, 9, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
PAGES = ("uk-fcdo/kazakhstan/health", "uk-fcdo/peru/health", "us-state/kazakhstan/advisory")


def recipient(name: str = "desk", **more: Any) -> Recipient:
    return Recipient(name=name, email=("desk@example.org",), **more)


DESK = recipient()


def trouble(subject: str = PAGES[0], kind: AlarmKind = "not_checked", **more: Any) -> Trouble:
    known = {"page_id": subject if subject in PAGES else None, "verdict": "blocked", "reason": "403", "since": None}
    return Trouble(kind, subject, **(known | more))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        for id, country in zip(PAGES, ("KZ", "PE", "KZ"), strict=True):
            place, _, part = id.rpartition("/")
            page = Page(id, f"{place} / {part}", f"https://example.org/{id}", id.split("/")[0], country, part)
            opened.put_pages(Address(place, page.url, page.publisher, country, (page,)), (page,), NOW)
        yield opened


def settled(
    store: Store, *troubles: Trouble, examined: Sequence[tuple[AlarmKind, str]] = (), at: datetime = NOW,
    recipients: Sequence[Recipient] = (DESK,),
) -> list[Telling]:  # fmt: skip
    with store.record(at) as recording:
        return settle(recording, troubles, examined, recipients, at)


def told(store: Store, *troubles: Trouble, **more: Any) -> list[tuple[str, str]]:
    return [(telling.stage, telling.alarm.subject) for telling in settled(store, *troubles, **more)]


def ears(store: Store, telling: Telling) -> list[str]:
    return store.alarms.told(telling.alarm.id)


def test_a_trouble_is_told_once_however_often_it_is_found(store: Store) -> None:
    assert told(store, trouble()) == [("first", PAGES[0])]
    assert told(store, trouble(), at=NOW + HOUR) == []
    assert told(store, trouble(reason="503", verdict="failed"), at=NOW + 2 * HOUR) == []
    assert len(store.alarms.open()) == 1


def test_it_is_told_again_after_a_day_with_what_is_wrong_then(store: Store) -> None:
    settled(store, trouble())
    assert told(store, trouble(), at=NOW + 23 * HOUR) == []
    [again] = settled(store, trouble(verdict="failed", reason="503"), at=NOW + DAY)
    assert (again.stage, again.verdict, again.reason) == ("again", "failed", "503")


def test_what_is_gone_is_told_again_weekly(store: Store) -> None:
    settled(store, trouble(kind="gone"))
    days = [day for day in range(1, 20) if told(store, trouble(kind="gone"), at=NOW + day * DAY)]
    assert days == [7, 14]


def test_it_is_over_when_it_was_looked_into_and_there_is_none_and_not_before(store: Store) -> None:
    settled(store, trouble())
    assert told(store, at=NOW + HOUR) == []
    assert told(store, examined=[("gone", PAGES[0]), ("not_checked", PAGES[1])], at=NOW + HOUR) == []
    assert told(store, examined=[("not_checked", PAGES[0])], at=NOW + HOUR) == [("over", PAGES[0])]
    assert told(store, examined=[("not_checked", PAGES[0])], at=NOW + 2 * HOUR) == []
    assert store.alarms.open() == []


def test_of_an_alarm_that_nobody_heard_of_nobody_hears_that_it_is_over(store: Store) -> None:
    assert told(store, trouble(), recipients=()) == []
    assert [alarm.told_at for alarm in store.alarms.open()] == [None]
    assert told(store, examined=[("not_checked", PAGES[0])]) == []
    assert store.alarms.known(NOW - DAY) == []


def test_who_comes_later_hears_of_what_nobody_heard_of_yet(store: Store) -> None:
    settled(store, trouble(), recipients=())
    assert told(store, trouble(), at=NOW + HOUR) == [("first", PAGES[0])]


def test_the_end_is_told_to_those_who_heard_of_the_beginning(store: Store) -> None:
    settled(store, trouble(), recipients=[recipient("a"), recipient("b"), recipient("c")])
    now = [recipient("a"), recipient("b", alarms=False), recipient("new")]
    [over] = settled(store, examined=[("not_checked", PAGES[0])], recipients=now, at=NOW + HOUR)
    assert over.stage == "over"
    notices = [take_new(store, recipient(name), NOW) for name in ("a", "b", "new")]
    assert [notice and notice.telling_ids for notice in notices] == [(1, 2), (1,), None]


def test_what_comes_and_goes_is_not_told_each_time(store: Store) -> None:
    stages = []
    for hour in range(30):
        found = [trouble(kind="disagreement")] if hour % 2 == 0 else []
        stages += [
            (hour, stage)
            for stage, _ in told(store, *found, examined=[("disagreement", PAGES[0])], at=NOW + hour * HOUR)
        ]
    assert stages == [(0, "first"), (1, "over"), (26, "first"), (27, "over")]


def test_what_is_gone_comes_back_and_is_gone_again_is_told_the_next_day_and_not_the_next_week(store: Store) -> None:
    gone = trouble(kind="gone")
    assert told(store, gone) == [("first", PAGES[0])]
    assert told(store, examined=[("gone", PAGES[0])], at=NOW + HOUR) == [("over", PAGES[0])]
    assert told(store, gone, at=NOW + 2 * HOUR) == []
    assert told(store, gone, at=NOW + 26 * HOUR) == [("first", PAGES[0])]


def test_what_is_wrong_again_before_its_end_was_told_has_lasted_all_the_time(store: Store) -> None:
    both = [trouble(PAGES[0]), trouble(PAGES[1])]
    settled(store, *both)
    back: list[tuple[AlarmKind, str]] = [("not_checked", PAGES[0])]
    assert told(store, both[1], examined=back, at=NOW + HOUR) == []  # it waits for the other
    assert [alarm.subject for alarm in store.alarms.open()] == [PAGES[1]]
    assert told(store, *both, at=NOW + 2 * HOUR) == []
    assert [alarm.id for alarm in store.alarms.open()] == [1, 2]
    assert told(store, *both, at=NOW + 9 * HOUR) == []
    assert told(store, *both, at=NOW + DAY) == [("again", PAGES[0]), ("again", PAGES[1])]


def test_what_begins_soon_after_others_of_its_publisher_waits_for_an_hour(store: Store) -> None:
    settled(store, trouble(PAGES[0]))
    both = [trouble(PAGES[0]), trouble(PAGES[1])]
    assert told(store, *both, at=NOW + 5 * MINUTE) == []
    assert told(store, trouble(PAGES[2]), at=NOW + 6 * MINUTE) == [("first", PAGES[2])]
    assert told(store, *both, at=NOW + HOUR) == [("first", PAGES[1])]


def test_a_group_that_began_apart_is_told_again_together(store: Store) -> None:
    both = [trouble(PAGES[0]), trouble(PAGES[1])]
    settled(store, both[0])
    settled(store, *both, at=NOW + 6 * HOUR)
    assert told(store, *both, at=NOW + 25 * HOUR) == []
    assert told(store, *both, at=NOW + 30 * HOUR) == [("again", PAGES[0]), ("again", PAGES[1])]


def test_an_alarm_waits_half_a_day_for_the_rest_of_its_group_and_no_longer(store: Store) -> None:
    both = [trouble(PAGES[0]), trouble(PAGES[1])]
    settled(store, both[0])
    settled(store, *both, at=NOW + 20 * HOUR)
    assert told(store, *both, at=NOW + 35 * HOUR) == []
    assert told(store, *both, at=NOW + 36 * HOUR) == [("again", PAGES[0])]


@pytest.mark.parametrize(
    ("rule", "heard"),
    [
        ({}, {*PAGES, "uk-fcdo/index"}),
        ({"countries": ["PE"]}, {PAGES[1], "uk-fcdo/index"}),
        ({"publishers": ["us-state"]}, {PAGES[2]}),
        ({"pages": ["*/health"]}, {PAGES[0], PAGES[1], "uk-fcdo/index"}),
        ({"significance": "critical", "kinds": ["phone"], "announced": "silent"}, {*PAGES, "uk-fcdo/index"}),
    ],
)
def test_who_hears_of_it_is_whose_rule_holds_for_the_page(store: Store, rule: dict[str, Any], heard: set[str]) -> None:
    one = recipient(when=rule)
    assert {s for _, s in told(store, *map(trouble, (*PAGES, "uk-fcdo/index")), recipients=[one])} == heard


def test_who_wants_no_alarms_gets_none(store: Store) -> None:
    assert told(store, trouble(), recipients=[recipient(alarms=False)]) == []
    assert store.outbox.recipients_waiting() == []


def test_sources_say_who_wants_no_alarms(tmp_path: Path) -> None:
    file = tmp_path / "sources.yaml"
    text = (
        "contact: https://example.org/\nsources: [{publisher: uk-fcdo, country: KZ}]\n"
        "delivery: {email: {host: localhost, port: 25, security: none, from: a@example.org}}\n"
        "recipients:\n  - {name: a, email: a@example.org}\n  - {name: b, email: a@example.org, alarms: ANSWER}\n"
    )
    file.write_text(text.replace("ANSWER", "false"))
    assert [each.alarms for each in load(file).recipients] == [True, False]
    file.write_text(text.replace("ANSWER", "perhaps"))
    with pytest.raises(ConfigError, match="alarms"):
        load(file)


def test_nothing_of_a_transaction_that_fails_stands(store: Store) -> None:
    def killed_in_between() -> None:
        with store.record(NOW) as recording:
            assert settle(recording, [trouble()], [], [DESK], NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        killed_in_between()
    assert store.alarms.open() == []
    assert store.outbox.recipients_waiting() == []


def test_two_programs_that_find_the_same_at_once_tell_it_once(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path) as other:
        assert told(store, trouble()) == [("first", PAGES[0])]
        assert told(other, trouble()) == []


def test_changes_and_alarms_that_wait_for_one_recipient_are_one_notice(store: Store) -> None:
    settled(store, trouble(PAGES[0]), trouble(PAGES[2]))
    notice = take_new(store, DESK, NOW)
    assert notice is not None
    assert (notice.change_ids, notice.telling_ids) == ((), (1, 2))
    settled(store, trouble(PAGES[0]), trouble(PAGES[2]), at=NOW + DAY)
    again = take_again(store, DESK, NOW + DAY)  # what may have been sent keeps what it holds
    assert again is not None
    assert (again.id, again.key, again.telling_ids) == (notice.id, notice.key, (1, 2))
