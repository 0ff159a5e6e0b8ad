"""How often an address is looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.visit import Verdict, Visit
from monitor.interval import interval, next_due
from monitor.sources.page import Address, Page

NOW = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
URL = "https://example.org/advice"


def address(
    every: timedelta = 8 * HOUR,
    soonest: timedelta | None = HOUR,
    *,
    safety_critical: bool = False,
    pages: tuple[Page, ...] = (),
) -> Address:
    return Address(
        "us-state/x", URL, "us-state", "KZ", pages, every=every, soonest=soonest, safety_critical=safety_critical
    )


def ago(*days: float) -> list[datetime]:
    return [NOW - timedelta(days=each) for each in days]


def visit(verdict: Verdict, next_try_at: datetime | None = None) -> Visit:
    return Visit(URL, URL, NOW, verdict, "", next_try_at=next_try_at)


@pytest.mark.parametrize(
    ("changed", "hours"),
    [
        (ago(), 8),
        (ago(1), 4),
        (ago(29.9), 4),
        (ago(30.1), 8),
        (ago(1, 2), 2),
        (ago(1, 2, 3), 1),
        (ago(1, 2, 3, 4, 5, 6), 1),
        (ago(0), 4),
        (ago(-1), 8),
    ],
)
def test_each_change_of_the_last_thirty_days_halves_the_interval(changed: list[datetime], hours: int) -> None:
    assert interval(address(), changed, NOW) == hours * HOUR


def test_an_address_whose_interval_does_not_adapt_keeps_its_own() -> None:
    assert interval(address(soonest=None), ago(1, 2, 3), NOW) == 8 * HOUR
    assert interval(address(soonest=None, safety_critical=True), ago(1), NOW) == 8 * HOUR


def test_a_soonest_that_is_later_than_every_bounds_nothing() -> None:
    assert interval(address(soonest=DAY), ago(1, 2), NOW) == 8 * HOUR
    assert interval(address(soonest=DAY, safety_critical=True), (), NOW) == 8 * HOUR


def test_what_people_in_danger_need_is_looked_at_as_often_as_may_be() -> None:
    police = Page("us-state/x/help", "Help", URL, "us-state", "KZ", safety_critical=True)
    assert interval(address(safety_critical=True), (), NOW) == HOUR
    assert interval(address(pages=(police,)), (), NOW) == HOUR


@pytest.mark.parametrize("verdict", [Verdict.PAGE, Verdict.NOT_MODIFIED, Verdict.MOVED, Verdict.WITHDRAWN])
def test_after_a_good_look_the_interval_runs_from_the_time_of_asking(verdict: Verdict) -> None:
    late = NOW + timedelta(seconds=40)
    assert next_due(address(), visit(verdict), ago(1), 0, late) == NOW + 4 * HOUR


@pytest.mark.parametrize(
    ("failures", "wait"),
    [
        (0, 5 * MINUTE),
        (1, 5 * MINUTE),
        (2, 10 * MINUTE),
        (3, 20 * MINUTE),
        (6, 160 * MINUTE),
        (7, 320 * MINUTE),
        (8, 8 * HOUR),
        (9, 8 * HOUR),
        (10_000, 8 * HOUR),
    ],
)
def test_after_bad_looks_the_wait_doubles_up_to_the_interval(failures: int, wait: timedelta) -> None:
    for verdict in (Verdict.FAILED, Verdict.BLOCKED, Verdict.GONE, Verdict.EMPTY, Verdict.SUSPECT):
        assert next_due(address(), visit(verdict), (), failures, NOW) == NOW + wait


def test_a_page_that_is_looked_at_every_minute_is_not_looked_at_less_often_for_a_failure() -> None:
    assert next_due(address(MINUTE, None), visit(Verdict.FAILED), (), 1, NOW) == NOW + MINUTE


def test_nobody_is_asked_before_the_time_that_the_site_named() -> None:
    named = NOW + 30 * HOUR
    for verdict in (Verdict.BLOCKED, Verdict.PAGE):
        assert next_due(address(), visit(verdict, named), (), 1, NOW) == named
    assert next_due(address(), visit(Verdict.FAILED, NOW + MINUTE), (), 1, NOW) == NOW + 5 * MINUTE


SPANS = st.timedeltas(min_value=MINUTE, max_value=365 * DAY)
CHANGES = st.lists(st.datetimes(datetime(2026, 3, 1), datetime(2026, 5, 2), timezones=st.just(UTC)), max_size=80)


@given(SPANS, st.none() | SPANS, CHANGES, st.booleans())
def test_the_interval_never_leaves_its_bounds(
    every: timedelta, soonest: timedelta | None, changed: list[datetime], critical: bool
) -> None:
    found = interval(address(every, soonest, safety_critical=critical), changed, NOW)
    assert min(every, soonest or every) <= found <= every


@given(SPANS, SPANS, CHANGES, CHANGES)
def test_more_changes_never_make_it_longer(
    every: timedelta, soonest: timedelta, changed: list[datetime], more: list[datetime]
) -> None:
    asked = address(every, soonest)
    assert interval(asked, changed + more, NOW) <= interval(asked, changed, NOW)
    assert interval(asked, changed, NOW) == interval(asked, changed[::-1], NOW)


@given(SPANS, SPANS, CHANGES, st.integers(0, 10**9), st.sampled_from(Verdict), st.none() | SPANS)
def test_a_look_is_due_after_the_last_one_and_within_the_interval_unless_the_site_says_otherwise(
    every: timedelta,
    soonest: timedelta,
    changed: list[datetime],
    failures: int,
    verdict: Verdict,
    later: timedelta | None,
) -> None:
    asked, named = address(every, soonest), None if later is None else NOW + later
    due = next_due(asked, visit(verdict, named), changed, failures, NOW)
    assert NOW < due <= max(NOW + interval(asked, changed, NOW), named or NOW)
    assert named is None or due >= named
    assert due <= next_due(asked, visit(verdict, named), changed, failures + 1, NOW)
