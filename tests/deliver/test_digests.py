"""Digests and quiet hours in the outbox: one for each time, with all that came, whatever happened in between."""

from __future__ import annotations

from datetime import datetime, timedelta

from deliver.office import A_DAY, HOUR, MINUTE, Office
from world import slack_says

from monitor.deliver.rendering import rendered

DAILY = {"name": "desk", "digest": {"at": "07:00", "at_once": "none"}}
SPARING = {"name": "desk", "digest": {"at": "07:00", "empty": False}}
LIGHT = {"name": "desk", "quiet": {"from": "22:00", "until": "06:00"}}


def digests(office: Office) -> list[tuple[str, int]]:
    """For which times digests were made, and how many changes are in each."""
    return [(f"{each.slot:%d %H:%M}", len(each.change_ids)) for each in office.notices() if each.slot]


def test_changes_wait_for_the_digest_and_are_told_together(office: Office) -> None:
    office.tell(DAILY)
    office.deliver()
    for _ in range(3):
        office.change("major")
        office.later(HOUR)
        assert office.deliver() == []
    office.at("2026-03-03T07:00:00Z")
    (sent,) = office.deliver()
    assert (sent.is_digest, sent.changes, sent.what) == (True, 3, "a digest of 3 changes")
    assert office.deliver() == []
    assert office.got("desk") == [3]


def test_there_is_a_digest_each_day_also_where_nothing_changed(office: Office) -> None:
    office.tell(DAILY)
    office.deliver()
    office.minutes(3 * 24 * 60, step=10)
    assert digests(office) == [("03 07:00", 0), ("04 07:00", 0), ("05 07:00", 0)]
    since = [each.since for each in office.notices()]
    assert since == [
        datetime.fromisoformat(at) for at in ("2026-03-02T10:00Z", "2026-03-03T07:00Z", "2026-03-04T07:00Z")
    ]


def test_who_wants_no_empty_digest_gets_one_only_with_something(office: Office) -> None:
    office.tell(SPARING)
    office.minutes(2 * 24 * 60, step=30)
    office.change("minor")
    office.minutes(2 * 24 * 60, step=30)
    assert digests(office) == [("05 07:00", 1)]


def test_who_is_new_gets_the_first_digest_at_the_next_time_and_not_at_once(office: Office) -> None:
    office.tell(DAILY)
    assert office.deliver() == []
    office.at("2026-03-03T06:59:00Z")
    assert office.deliver() == []


def test_a_program_that_slept_over_three_times_makes_one_digest_of_all_that_came(office: Office) -> None:
    office.tell({"name": "desk", "digest": {"at": ["07:00", "12:00", "17:00"], "at_once": "none"}})
    office.deliver()
    office.change("major")
    office.at("2026-03-04T18:00:00Z")
    (sent,) = office.deliver()
    assert sent.changes == 1
    assert digests(office) == [("04 17:00", 1)]
    assert office.notices()[0].since == datetime.fromisoformat("2026-03-02T10:00Z")
    assert office.deliver() == []


def test_a_critical_change_does_not_wait_and_is_not_told_again_with_the_digest(office: Office) -> None:
    office.tell({"name": "desk", "digest": {"at": "07:00"}})
    office.deliver()
    office.change("critical")
    office.change("major")
    assert [(sent.changes, sent.is_digest) for sent in office.deliver()] == [(1, False)]
    office.at("2026-03-03T07:00:00Z")
    assert [(sent.changes, sent.is_digest) for sent in office.deliver()] == [(1, True)]


def test_a_digest_says_how_much_of_its_time_was_told_at_once(office: Office) -> None:
    office.tell({"name": "desk", "digest": {"at": "07:00"}})
    office.deliver()
    office.later(HOUR)
    office.change("critical")
    office.deliver()
    for _ in range(2):
        office.later(A_DAY)
        office.deliver()
    _, first, second = map(str, office.posts("desk"))
    assert "Digest of advisory changes, beside 1 told at once" in first
    assert "told at once" not in second


def test_what_came_under_a_clock_of_years_ahead_is_in_the_next_digest(office: Office) -> None:
    office.tell(DAILY)
    office.deliver()
    office.later(900 * A_DAY)
    change = office.change()
    office.later(-900 * A_DAY)
    office.minutes(24 * 60, step=30)
    assert office.told("desk") == [change]


def test_one_call_sends_what_is_urgent_and_the_digest_whose_time_has_come(office: Office) -> None:
    office.tell({"name": "desk", "digest": {"at": "07:00"}})
    office.deliver()
    office.change("minor")
    office.at("2026-03-03T07:30:00Z")
    office.change("critical")
    assert [(sent.changes, sent.is_digest) for sent in office.deliver()] == [(1, False), (1, True)]


def test_a_digest_that_did_not_arrive_is_tried_again_and_the_next_one_has_only_what_is_new(office: Office) -> None:
    office.tell(DAILY)
    office.deliver()
    office.change()
    office.says("desk", slack_says(503))
    office.at("2026-03-03T07:00:00Z")
    assert [sent.is_delivered for sent in office.deliver()] == [False]
    office.change()
    office.says("desk", slack_says())
    office.at("2026-03-04T07:00:00Z")
    assert [(sent.is_digest, sent.changes) for sent in office.deliver()] == [(True, 1), (True, 1)]
    assert office.told("desk") == [1, 2]


def test_a_clock_that_jumps_a_day_ahead_and_back_over_a_digest_loses_and_doubles_nothing(office: Office) -> None:
    office.tell(DAILY)
    office.deliver()
    office.change()
    office.at("2026-03-03T06:59:00Z")
    office.later(A_DAY)
    office.change()
    office.minutes(5)
    office.later(-A_DAY)
    office.change()
    office.minutes(3 * 24 * 60, step=10)
    assert sorted(office.told("desk")) == [1, 2, 3]
    slots = [slot for slot, _ in digests(office)]
    assert len(slots) == len(set(slots))


def test_a_clock_that_is_put_back_by_a_day_makes_no_digest_a_second_time(office: Office) -> None:
    office.tell(DAILY)
    office.deliver()
    office.at("2026-03-03T07:00:00Z")
    office.deliver()
    office.later(-A_DAY)
    office.change()
    office.minutes(2 * 24 * 60, step=10)
    assert sorted(digests(office)) == [("02 07:00", 1), ("03 07:00", 0), ("04 07:00", 0)]


def test_who_was_first_named_under_a_clock_of_years_ahead_gets_digests_all_the_same(office: Office) -> None:
    office.tell(DAILY)
    office.at("2029-01-01T00:00:00Z")
    office.deliver()
    office.at("2026-03-02T10:00:00Z")
    office.change()
    office.minutes(24 * 60, step=10)
    assert office.told("desk") == [1]


def test_other_times_of_a_digest_make_none_for_a_time_before_they_were_given(office: Office) -> None:
    office.tell({"name": "desk"})
    office.deliver()
    office.later(30 * A_DAY)
    office.tell(DAILY)
    assert office.deliver() == []
    office.at("2026-04-02T07:00:00Z")
    office.deliver()
    (notice,) = office.notices()
    assert notice.since == datetime.fromisoformat("2026-04-01T10:00Z")  # it knows nothing of what was told before


def test_a_digest_that_is_moved_while_something_waits_still_tells_it_the_same_day(office: Office) -> None:
    office.tell(DAILY)
    office.deliver()
    office.change()
    office.at("2026-03-03T09:00:00Z")  # nobody looked at 7
    office.tell({"name": "desk", "digest": {"at": "08:00", "at_once": "none"}})
    assert [sent.changes for sent in office.deliver()] == [1]


def test_another_rule_leaves_the_times_of_the_digest_as_they_are(office: Office) -> None:
    office.tell(DAILY)
    office.deliver()
    office.at("2026-03-03T07:05:00Z")  # nobody looked at 7
    office.tell({**DAILY, "when": {"significance": "critical"}})
    assert [sent.is_digest for sent in office.deliver()] == [True]


def test_a_digest_is_for_the_days_that_are_named(office: Office) -> None:
    office.tell({"name": "desk", "digest": {"at": "07:00", "days": ["mon", "thu"]}, "timezone": "Asia/Kathmandu"})
    office.deliver()
    office.minutes(8 * 24 * 60, step=60)
    assert digests(office) == [("05 01:15", 0), ("09 01:15", 0)]


# Quiet hours


def test_what_comes_in_quiet_hours_is_told_when_they_end_as_one_notice(office: Office) -> None:
    office.tell(LIGHT)
    office.at("2026-03-02T21:59:00Z")
    office.deliver()
    sent = []
    for significance in ("major", "minor", "critical", "major"):
        office.later(HOUR)
        office.change(significance)
        sent += office.deliver()
    assert [each.changes for each in sent] == [1]  # the critical one
    found = office.minutes(6 * 60, step=1)
    assert [(f"{at:%d %H:%M}", each.changes) for at, each in found] == [("03 06:00", 3)]


def test_what_did_not_arrive_is_not_tried_again_in_quiet_hours_unless_it_is_critical(office: Office) -> None:
    office.tell(LIGHT)
    office.says("desk", slack_says(503), slack_says(503), slack_says())
    office.at("2026-03-02T21:59:30Z")
    office.change("major")
    office.deliver()
    assert office.minutes(3) == []
    office.change("critical")
    assert [sent.is_delivered for sent in office.deliver()] == [False]
    found = office.minutes(12 * 60)
    assert [(f"{at:%d %H:%M}", sent.changes) for at, sent in found] == [("02 22:03", 1), ("03 06:00", 1)]
    assert office.told("desk") == [2, 1]


def test_a_digest_that_was_missed_waits_for_the_end_of_the_quiet_hours(office: Office) -> None:
    office.tell({**LIGHT, "digest": {"at": "17:00", "at_once": "none"}})
    office.deliver()
    office.change("critical")
    office.at("2026-03-02T23:00:00Z")
    assert office.deliver() == []
    office.at("2026-03-03T06:00:00Z")
    assert [(sent.is_digest, sent.changes) for sent in office.deliver()] == [(True, 1)]


def test_quiet_hours_are_those_of_the_recipients_time_zone(office: Office) -> None:
    office.tell({**LIGHT, "timezone": "Asia/Kathmandu"})  # 22:00 to 06:00 there is 16:15 to 00:15 UTC
    office.at("2026-03-02T16:14:00Z")
    office.change("major")
    assert len(office.deliver()) == 1
    office.later(MINUTE)
    office.change("major")
    assert office.deliver() == []
    office.at("2026-03-03T00:15:00Z")
    assert len(office.deliver()) == 1


def test_nothing_is_overdue_that_waits_for_a_digest_or_for_the_end_of_quiet_hours(office: Office) -> None:
    office.tell(LIGHT, {"name": "night", "digest": {"at": "07:00"}})
    office.deliver()
    office.at("2026-03-02T23:00:00Z")
    office.change("major")
    office.later(timedelta(hours=5))
    assert office.audit().is_clean


def test_a_digest_is_of_all_that_changed_only_for_who_hears_of_all_and_was_told_nothing_at_once(
    office: Office,
) -> None:
    digest = {"at": "07:00"}
    office.tell(
        {"name": "desk", "digest": digest},
        {"name": "night", "digest": digest, "when": {"countries": ["FR"]}},
    )
    office.deliver()
    office.at("2026-03-03T07:00:00Z")
    office.deliver()
    office.later(HOUR)
    office.change("critical")  # told at once
    office.deliver()
    office.at("2026-03-04T07:00:00Z")
    office.deliver()
    people = {each.name: each for each in office.config.recipients}
    digests = [each for each in office.notices("delivered") if each.slot]
    is_whole = [
        (name, rendered(office.store, office.config, people[name], each, office.now, changes).report.is_whole)
        for each in digests
        for name, changes in [(each.recipient, office.store.changes_of(each.change_ids))]
    ]
    assert sorted(is_whole) == [("desk", False), ("desk", True), ("night", False), ("night", False)]
