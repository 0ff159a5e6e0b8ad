"""Digests and quiet hours, whatever the time zone, the season and the clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.deliver.timing import due_at_once, due_with_digest, is_quiet, last_slot
from monitor.sources.config import AnyRecipient as Recipient
from monitor.sources.recipients import WEEK, Digest, Quiet
from monitor.store.rows import Waiting

ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns",
    "Pacific/Apia", "America/Santiago", "Africa/Casablanca", "Asia/Tehran", "Pacific/Chatham", "America/Nuuk",
)  # fmt: skip
TIMES = st.times().map(lambda at: at.replace(fold=0)).map(lambda at: at.replace(second=0, microsecond=0))
QUARTER = timedelta(minutes=15)
HALF_HOUR = 2 * QUARTER


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def digest(*times: str, days: tuple[str, ...] = WEEK) -> Digest:
    return Digest(at=times, days=days)


def slots(made: Digest, zone: str, begin: str, end: str) -> list[str]:
    """All times for which there is a digest, as who looks every quarter of an hour finds them; local, with offset."""
    now, found = at(begin), []
    while now <= at(end):
        slot = last_slot(made, ZoneInfo(zone), now)
        if slot >= at(begin) and slot not in found:
            found.append(slot)
        now += QUARTER
    return [slot.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes") for slot in found]


def recipient(**more: object) -> Recipient:
    return Recipient.model_validate({"name": "desk", "email": ["a@example.org"], **more})


def waiting(significance: str, created: str = "2026-03-02T10:00Z", id: int = 1) -> Waiting:
    return Waiting(id, significance, at(created))  # type: ignore[arg-type]


def test_a_digest_comes_at_its_time_of_the_recipients_day() -> None:
    assert slots(digest("07:00"), "Asia/Kathmandu", "2026-03-02T00:00Z", "2026-03-04T00:00Z") == [
        "2026-03-02T07:00+05:45",
        "2026-03-03T07:00+05:45",
    ]


def test_several_times_a_day_on_some_days_of_the_week() -> None:
    made = digest("17:30", "07:00", days=("mon", "thu"))
    assert slots(made, "Europe/Berlin", "2026-03-02T00:00Z", "2026-03-08T23:00Z") == [
        "2026-03-02T07:00+01:00",
        "2026-03-02T17:30+01:00",
        "2026-03-05T07:00+01:00",
        "2026-03-05T17:30+01:00",
    ]


def test_a_time_that_summer_time_leaves_out_comes_as_much_later_and_once() -> None:
    assert slots(digest("02:30"), "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-30T12:00Z") == [
        "2026-03-29T03:30+02:00",
        "2026-03-30T02:30+02:00",
    ]


def test_a_time_that_comes_twice_when_summer_time_ends_counts_the_first_time() -> None:
    assert slots(digest("02:30"), "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-26T12:00Z") == [
        "2026-10-25T02:30+02:00",
        "2026-10-26T02:30+01:00",
    ]


def test_where_summer_time_is_half_an_hour_the_digests_keep_their_time_of_the_day() -> None:
    assert slots(digest("07:00"), "Australia/Lord_Howe", "2026-04-03T12:00Z", "2026-04-05T12:00Z") == [
        "2026-04-04T07:00+11:00",
        "2026-04-05T07:00+10:30",
    ]
    assert slots(digest("02:15"), "Australia/Lord_Howe", "2026-10-02T18:00Z", "2026-10-04T18:00Z") == [
        "2026-10-04T02:45+11:00",
        "2026-10-05T02:15+11:00",
    ]


def test_a_time_that_is_left_out_and_a_later_one_of_the_same_morning_are_two_digests() -> None:
    assert slots(digest("02:30", "03:15"), "Europe/Berlin", "2026-03-29T00:00Z", "2026-03-29T12:00Z") == [
        "2026-03-29T03:15+02:00",
        "2026-03-29T03:30+02:00",
    ]


def test_a_day_that_a_country_left_out_has_its_digest_with_the_next() -> None:
    # Samoa went from the 29th to the 31st of December 2011.
    assert slots(digest("07:00"), "Pacific/Apia", "2011-12-29T00:00Z", "2011-12-31T00:00Z") == [
        "2011-12-29T07:00-10:00",
        "2011-12-31T07:00+14:00",
    ]


@given(
    st.sampled_from(ZONES),
    st.sets(TIMES, min_size=1, max_size=3),
    st.sets(st.sampled_from(WEEK), min_size=1),
    st.datetimes(datetime(2011, 1, 1), datetime(2030, 1, 1)),
)
def test_the_last_time_of_a_digest_lies_within_a_week_and_never_ahead(
    zone: str, times: set[time], days: set[str], moment: datetime
) -> None:
    made, now = Digest(at=tuple(times), days=tuple(days)), moment.replace(tzinfo=UTC)
    slot = last_slot(made, ZoneInfo(zone), now)
    assert timedelta() <= now - slot < timedelta(days=8, hours=2)
    assert last_slot(made, ZoneInfo(zone), slot) == slot
    later = last_slot(made, ZoneInfo(zone), now + timedelta(minutes=1))
    assert later == slot or later > now  # none is found late


@given(st.sampled_from(ZONES), TIMES, st.dates(datetime(2012, 1, 1).date(), datetime(2030, 1, 1).date()))
def test_there_is_one_digest_for_each_day_whatever_the_clocks_do(zone: str, when: time, day: object) -> None:
    made, place = Digest(at=(when,)), ZoneInfo(zone)
    begin = datetime.combine(day, time(), tzinfo=UTC)  # type: ignore[arg-type]
    found = {last_slot(made, place, begin + number * HALF_HOUR) for number in range(96 * 2)}
    days = [slot.astimezone(place).date() for slot in found]
    assert len(days) == len(set(days))
    assert {max(days) - each for each in days} == {timedelta(days=number) for number in range(len(days))}


@pytest.mark.parametrize(
    ("begin", "end", "clock", "quiet"),
    [
        ("22:00", "06:00", "21:59", False),
        ("22:00", "06:00", "22:00", True),
        ("22:00", "06:00", "00:00", True),
        ("22:00", "06:00", "05:59", True),
        ("22:00", "06:00", "06:00", False),
        ("12:00", "14:00", "11:59", False),
        ("12:00", "14:00", "13:59", True),
        ("12:00", "14:00", "14:00", False),
        ("12:00", "00:00", "23:59", True),
        ("12:00", "00:00", "00:00", False),
    ],
)
def test_quiet_hours_may_go_over_midnight(begin: str, end: str, clock: str, quiet: bool) -> None:
    hours = Quiet.model_validate({"from": begin, "until": end})
    now = datetime.combine(datetime(2026, 3, 2), time.fromisoformat(clock), tzinfo=ZoneInfo("Asia/Kathmandu"))
    assert is_quiet(hours, ZoneInfo("Asia/Kathmandu"), now.astimezone(UTC)) is quiet


def test_critical_changes_break_quiet_hours_and_nothing_else_does() -> None:
    who = recipient(quiet={"from": "22:00", "until": "06:00"})
    all_of_them = [waiting(each) for each in ("critical", "major", "minor")]
    assert due_at_once(who, all_of_them, at("2026-03-02T23:00Z")) == all_of_them[:1]
    assert due_at_once(who, all_of_them, at("2026-03-03T06:00Z")) == all_of_them


@pytest.mark.parametrize(
    ("threshold", "at_once"),
    [
        ("critical", ["critical"]),
        ("major", ["critical", "major"]),
        ("minor", ["critical", "major", "minor"]),
        ("none", []),
    ],
)
def test_what_is_weighty_enough_does_not_wait_for_the_digest(threshold: str, at_once: list[str]) -> None:
    who = recipient(digest={"at": "07:00", "at_once": threshold})
    each = [waiting(word) for word in ("critical", "major", "minor")]
    now = at("2026-03-03T08:00Z")
    assert [one.significance for one in due_at_once(who, each, now)] == at_once
    slot = at("2026-03-03T07:00Z")
    assert [one.significance for one in due_with_digest(who, each, slot, now)] == [
        word for word in ("critical", "major", "minor") if word not in at_once
    ]


def test_a_digest_holds_what_came_up_to_its_time_and_what_bears_a_time_that_lies_ahead() -> None:
    who = recipient(digest={"at": "07:00"})
    before, after, ahead = (
        waiting("minor", f"2026-03-0{day}", number) for number, day in enumerate(("3T06:59Z", "3T07:01Z", "9T00:00Z"))
    )
    slot, now = at("2026-03-03T07:00Z"), at("2026-03-03T07:02Z")
    assert due_with_digest(who, [before, after, ahead], slot, now) == [before, ahead]
