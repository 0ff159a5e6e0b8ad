"""Somebody whom nothing reaches: the others hear of it, daily while it lasts, and once when it is over."""

from __future__ import annotations

from datetime import timedelta

from deliver.office import A_DAY, HOUR, MINUTE, Office
from far_ends import MailEnd
from world import slack_says

DESK, NIGHT = {"name": "desk"}, {"name": "night"}
GONE = slack_says(404, b"no_service")


def given_up(office: Office) -> None:
    """A change that the desk does not get, and the night shift does."""
    office.tell(DESK, NIGHT)
    office.says("desk", GONE)
    office.change("critical")
    office.deliver()


def stages(office: Office) -> list[tuple[str, str]]:
    return [(telling.stage, telling.alarm.subject) for telling in office.watch()]


def test_a_notice_that_is_dead_is_told_to_the_others(office: Office) -> None:
    given_up(office)
    (telling,) = office.watch()
    assert (telling.alarm.kind, telling.alarm.subject, telling.stage) == ("undelivered", "desk", "first")
    assert "404 no_service" in telling.reason
    assert [(sent.recipient, sent.alarms) for sent in office.deliver()] == [("night", 1)]
    assert office.watch() == []


def test_it_is_told_daily_while_it_lasts_and_once_when_something_arrives_again(office: Office) -> None:
    given_up(office)
    told = []
    for hour in range(50):
        told += [(hour, stage) for stage, _ in stages(office)]
        office.later(HOUR)
    assert told == [(0, "first"), (24, "again"), (48, "again")]
    office.says("desk", slack_says())
    office.change()
    office.deliver()
    assert stages(office) == [("over", "desk")]
    assert stages(office) == []


def test_a_notice_that_is_tried_again_for_more_than_an_hour_is_told_to_the_others_and_its_arrival_too(
    office: Office,
) -> None:
    office.tell(DESK, NIGHT)
    office.says("desk", slack_says(503, b"down"))
    office.change("critical")
    told = []
    for minute in range(0, 120, 10):
        office.deliver()
        told += [(minute, stage) for stage, _ in stages(office)]
        office.later(10 * MINUTE)
    assert told == [(70, "first")]
    (alarm,) = office.store.alarms.open()
    assert (
        alarm.reason
        == "A notice has not arrived for more than an hour, and is tried again: 127.0.0.1 answered 503 down"
    )
    office.says("desk", slack_says())
    office.later(4 * HOUR)
    office.deliver()
    assert stages(office) == [("over", "desk")]


def test_a_notice_that_arrives_within_the_hour_is_no_alarm(office: Office) -> None:
    office.tell(DESK, NIGHT)
    office.says("desk", slack_says(503))
    office.change("critical")
    for _ in range(3):
        office.deliver()
        assert stages(office) == []
        office.later(10 * MINUTE)
    office.says("desk", slack_says())
    office.later(10 * MINUTE)
    office.deliver()
    assert office.got("desk") == [1]
    assert stages(office) == []


def test_it_is_told_by_another_channel_where_there_is_one(office: Office) -> None:
    with MailEnd() as mail:
        server = {"host": "127.0.0.1", "port": mail.port, "security": "none", "from": "m@example.org"}
        by_mail = {"name": "editors", "email": ["e@example.org"], "when": {"significance": "critical"}}
        office.tell(DESK, NIGHT, by_mail, delivery={"email": server})
        office.says("desk", GONE)
        office.change("major")
        office.deliver()
        office.watch()
        assert [(sent.recipient, sent.channel) for sent in office.deliver()] == [("editors", "email")]
        assert [each.to for each in mail.taken] == ["e@example.org"]


def test_it_waits_until_quiet_hours_are_over_which_only_a_critical_change_breaks(office: Office) -> None:
    office.tell(DESK, {**NIGHT, "quiet": {"from": "00:00", "until": "11:00"}})
    office.says("desk", GONE)
    office.change("minor")
    office.deliver()
    assert stages(office) == [("first", "desk")]
    assert office.deliver() == []
    office.later(HOUR)
    assert [(sent.recipient, sent.alarms) for sent in office.deliver()] == [("night", 1)]


def test_an_alarm_whose_beginning_and_end_are_told_at_once_counts_as_one(office: Office) -> None:
    office.tell(DESK, {**NIGHT, "quiet": {"from": "00:00", "until": "11:00"}, "when": {"significance": "critical"}})
    office.says("desk", GONE)
    office.change("minor")
    office.deliver()
    assert stages(office) == [("first", "desk")]
    office.says("desk", slack_says())
    office.change("minor")
    office.deliver()
    assert stages(office) == [("over", "desk")]
    office.later(HOUR)
    assert [(sent.recipient, sent.alarms, sent.what) for sent in office.deliver()] == [("night", 1, "1 alarm")]


def test_two_whom_nothing_reaches_are_two_alarms_and_each_hears_of_the_other(office: Office) -> None:
    office.tell(DESK, NIGHT)
    office.says("desk", GONE)
    office.says("night", GONE)
    office.change()
    office.deliver()
    assert stages(office) == [("first", "desk"), ("first", "night")]
    assert sorted(sent.recipient for sent in office.deliver()) == ["desk", "night"]
    assert stages(office) == []  # that these did not arrive either is no news


def test_where_there_is_nobody_else_the_alarm_lasts_and_the_status_has_it(office: Office) -> None:
    office.tell(DESK)
    office.says("desk", GONE)
    office.change()
    office.deliver()
    assert office.watch() == []
    assert [(alarm.kind, alarm.subject) for alarm in office.store.alarms.open()] == [("undelivered", "desk")]


def test_a_notice_that_is_tried_again_by_hand_ends_the_alarm_only_when_it_has_arrived(office: Office) -> None:
    given_up(office)
    office.watch()
    (dead,) = office.notices("dead")
    office.store.outbox.revive(dead.id, office.now)
    assert stages(office) == []
    office.says("desk", slack_says(503))
    office.later(MINUTE)
    office.deliver()
    assert stages(office) == []
    office.says("desk", slack_says())
    office.minutes(10)
    assert office.told("desk") == [1]
    assert stages(office) == [("over", "desk")]


def test_a_notice_that_was_revived_has_two_days_again_its_key_and_what_was_done(office: Office) -> None:
    given_up(office)
    (dead,) = office.notices("dead")
    office.later(9 * A_DAY)
    revived = office.store.outbox.revive(dead.id, office.now)
    assert (revived.state, revived.attempts, revived.tried_at, revived.key) == ("retrying", 0, None, dead.key)
    office.says("desk", slack_says(503))
    found = office.minutes(3 * 24 * 60, step=5)
    assert [sent.is_dead for _, sent in found] == [False] * (len(found) - 1) + [True]
    assert found[-1][0] - found[0][0] >= timedelta(hours=48)


def test_what_was_delivered_is_not_revived(office: Office) -> None:
    office.tell(DESK)
    office.change()
    office.deliver()
    (done,) = office.notices()
    assert office.store.outbox.revive(done.id, office.now) == done


# Who is named no more


def test_what_waits_for_somebody_who_was_renamed_is_told_to_the_others_when_it_is_given_up(office: Office) -> None:
    office.tell(DESK, NIGHT)
    office.says("desk", slack_says(503))
    office.change()
    office.deliver()
    office.tell({"name": "other"}, NIGHT)
    found = office.minutes(3 * 24 * 60, step=5)
    assert {sent.recipient for _, sent in found} == {"desk"}
    assert found[-1][1].is_dead
    (telling,) = office.watch()
    assert (telling.stage, telling.alarm.subject) == ("first", "desk")
    assert telling.reason.endswith("sources.yaml any more")
    assert sorted(sent.recipient for sent in office.deliver()) == ["night", "other"]


def test_of_somebody_who_is_named_no_more_it_is_told_once_and_never_that_notices_arrive_again(office: Office) -> None:
    given_up(office)
    assert stages(office) == [("first", "desk")]
    office.tell(NIGHT)
    told = []
    for _ in range(24 * 10):
        office.later(HOUR)
        told += stages(office)
    assert told == []
    assert office.store.alarms.open() == []  # after a week it is no trouble any more


def test_somebody_who_comes_back_gets_what_waited_and_is_reached_again(office: Office) -> None:
    given_up(office)
    office.watch()
    office.tell(NIGHT)
    office.later(HOUR)
    office.watch()
    office.tell(DESK, NIGHT)
    office.says("desk", slack_says())
    office.change()
    office.deliver()
    assert stages(office) == [("over", "desk")]
