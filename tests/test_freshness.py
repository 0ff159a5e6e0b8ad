"""How long a page may go without a good look, and what is made of one that went longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.deliver.taking import take_new
from monitor.fetch.visit import Verdict, Visit
from monitor.freshness import allowance_of, troubles, watch_freshness
from monitor.sources.config import AnyRecipient as Recipient
from monitor.sources.page import Address, Page, Way
from monitor.store import Store

NOW = datetime(2026, 1, 14, 9, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
EVERYBODY = (Recipient(name="desk", email=("desk@example.org",)),)
REFUSED = "The site refused: 403 Forbidden."


def address(name: str, country: str = "KZ", publisher: str = "ngo", **more: object) -> Address:
    place = f"{publisher}/kazakhstan/{name}"
    page = Page(place, f"Kazakhstan / {name.capitalize()}", f"https://ngo.example/{name}", publisher, country)
    return Address(place, page.url, publisher, country, (page,), **more)  # type: ignore[arg-type]


HELP = address("help")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path) as opened:
        yield opened


def look(
    store: Store, at: datetime, verdict: Verdict = Verdict.PAGE, reason: str = "", of: Address = HELP,
    pages: tuple[Page, ...] | None = None,
) -> None:  # fmt: skip
    """A look at an address that came to this, for all of its pages."""
    pages = of.pages if pages is None else pages
    body = b"<p>x</p>" if verdict.has_page else None
    visit = Visit(of.url, of.url, at, verdict, reason, 200 if body else 403, (), body)
    store.put_pages(of, pages, at)
    snapshot = store.keep(of.place, visit) if body else None
    with store.record(at) as recording:
        recording.visit(of.place, visit, snapshot)
        for page in pages:
            recording.page_seen(page.id, at, verdict, reason)


def found(store: Store, *addresses: Address, now: datetime = NOW) -> dict[str, tuple[str, str | None, str]]:
    wrong, _ = troubles(store, addresses or (HELP,), now)
    return {each.subject: (each.kind, each.verdict, each.reason) for each in wrong}


def stages(store: Store, now: datetime, *addresses: Address) -> list[tuple[str, str]]:
    """What is told now: of each the stage and the kind."""
    told = watch_freshness(store, addresses or (HELP,), EVERYBODY, now)
    return [(each.stage, each.alarm.kind) for each in told]


def test_a_page_may_fail_for_a_day_or_three_of_its_intervals_unless_it_is_said_otherwise() -> None:
    assert allowance_of(address("x", every=HOUR)) == DAY
    assert allowance_of(address("x", every=DAY)) == 3 * DAY
    assert allowance_of(address("x", every=DAY, allowance=2 * HOUR)) == 2 * HOUR


def test_a_page_that_was_well_seen_within_its_allowance_is_no_trouble(store: Store) -> None:
    look(store, NOW - 20 * HOUR)
    look(store, NOW - HOUR, Verdict.BLOCKED, REFUSED)
    assert found(store) == {}


def test_a_page_that_failed_for_longer_is_one_and_says_since_when_and_why(store: Store) -> None:
    look(store, NOW - 3 * DAY)
    look(store, NOW - HOUR, Verdict.BLOCKED, REFUSED)
    [trouble], _ = troubles(store, [HELP], NOW)
    assert (trouble.kind, trouble.subject, trouble.page_id) == ("not_checked", HELP.place, HELP.place)
    assert (trouble.verdict, trouble.reason, trouble.since) == ("blocked", REFUSED, NOW - 3 * DAY)
    assert (trouble.publisher, trouble.country) == ("ngo", "KZ")


def test_a_page_that_was_never_well_seen_is_counted_from_its_first_look(store: Store) -> None:
    look(store, NOW - 23 * HOUR, Verdict.BLOCKED, REFUSED)
    look(store, NOW - HOUR, Verdict.BLOCKED, REFUSED)
    assert found(store) == {}
    assert found(store, now=NOW + 2 * HOUR) == {HELP.place: ("not_checked", "blocked", REFUSED)}
    assert troubles(store, [HELP], NOW + 2 * HOUR)[0][0].since is None


def test_a_page_at_which_nobody_looks_any_more_is_one_however_good_the_last_look_was(store: Store) -> None:
    look(store, NOW - 3 * DAY)
    assert found(store) == {HELP.place: ("not_checked", "overdue", "Nobody has looked.")}
    look(store, NOW - 2 * DAY, Verdict.BLOCKED, REFUSED)
    assert found(store) == {HELP.place: ("not_checked", "overdue", "Nobody has looked.")}


def test_a_page_whose_selector_is_gone_and_stays_gone_is_alarmed_and_never_healthy(store: Store) -> None:
    look(store, NOW - 3 * DAY)
    for hours in range(60, 0, -6):
        look(store, NOW - hours * HOUR, Verdict.EMPTY, "Nothing stands at 'main'.")
        _, examined = troubles(store, [HELP], NOW - hours * HOUR)
        assert examined == []
    assert found(store) == {HELP.place: ("not_checked", "empty", "Nothing stands at 'main'.")}


def test_gone_is_told_at_the_second_look_and_not_before(store: Store) -> None:
    look(store, NOW - 3 * HOUR)
    look(store, NOW - 2 * HOUR, Verdict.GONE, "The page is not there: 404 Not Found.")
    assert found(store) == {}
    look(store, NOW - HOUR, Verdict.GONE, "The page is not there: 404 Not Found.")
    assert found(store) == {HELP.place: ("gone", "gone", "The page is not there: 404 Not Found.")}


def test_a_page_that_is_gone_and_then_blocked_is_not_there_again(store: Store) -> None:
    look(store, NOW - 3 * HOUR)
    for minutes in (90, 60):
        look(store, NOW - timedelta(minutes=minutes), Verdict.GONE, "The page is not there: 404 Not Found.")
    assert stages(store, NOW) == [("first", "gone")]
    look(store, NOW + HOUR, Verdict.BLOCKED, REFUSED)
    assert stages(store, NOW + HOUR) == []
    look(store, NOW + 2 * HOUR)
    assert stages(store, NOW + 2 * HOUR) == [("over", "gone")]


def test_a_page_that_was_blocked_and_is_gone_now_is_one_alarm_and_is_back_once(store: Store) -> None:
    look(store, NOW - 3 * DAY)
    look(store, NOW, Verdict.BLOCKED, REFUSED)
    assert stages(store, NOW) == [("first", "not_checked")]
    for hours in (1, 2):
        look(store, NOW + hours * HOUR, Verdict.GONE, "The page is not there: 404 Not Found.")
    assert stages(store, NOW + 2 * HOUR) == [("first", "gone")]
    assert [alarm.kind for alarm in store.alarms.open()] == ["gone"]
    look(store, NOW + 3 * HOUR)
    assert stages(store, NOW + 3 * HOUR) == [("over", "gone")]


def test_an_alarm_is_told_once_then_daily_and_once_when_it_is_over(store: Store) -> None:
    look(store, NOW - 3 * DAY)
    told = []
    for hours in range(0, 60, 4):
        now = NOW + hours * HOUR
        look(store, now, Verdict.BLOCKED, REFUSED)
        told += [(hours, *each) for each in stages(store, now)]
    look(store, NOW + 60 * HOUR)
    told += [(60, *each) for each in stages(store, NOW + 60 * HOUR)]
    look(store, NOW + 64 * HOUR)
    told += [(64, *each) for each in stages(store, NOW + 64 * HOUR)]
    assert told == [
        (0, "first", "not_checked"),
        (24, "again", "not_checked"),
        (48, "again", "not_checked"),
        (60, "over", "not_checked"),
    ]
    assert len(store.outbox.waiting("desk")) == 4
    assert store.alarms.open() == []


def test_nothing_is_written_where_nothing_is_to_be_told(store: Store, tmp_path: Path) -> None:
    look(store, NOW - 3 * DAY)
    look(store, NOW, Verdict.BLOCKED, REFUSED)
    assert stages(store, NOW) == [("first", "not_checked")]
    with Store.read_only(tmp_path) as reader:  # through which nothing can be written
        assert watch_freshness(reader, [HELP], EVERYBODY, NOW + HOUR) == []
        assert watch_freshness(reader, [HELP], (), NOW + 2 * DAY) == []


def test_a_wall_over_many_pages_is_told_at_once_though_their_hours_differ(store: Store) -> None:
    many = [address(f"page-{number}") for number in range(20)]
    for number, each in enumerate(many):
        look(store, NOW - DAY - timedelta(minutes=20 * number), of=each)
        look(store, NOW - 3 * HOUR, Verdict.BLOCKED, REFUSED, each)
    begin = NOW - timedelta(minutes=20 * 19 - 1)  # when the first of them has used up its day
    look(store, begin - HOUR, Verdict.BLOCKED, REFUSED, many[0])
    told = watch_freshness(store, many, EVERYBODY, begin)
    assert len(told) == 20
    assert {each.stage for each in told} == {"first"}
    assert watch_freshness(store, many, EVERYBODY, NOW) == []


def test_a_page_that_fails_in_another_way_or_not_for_long_is_not_told_with_a_wall(store: Store) -> None:
    wall, other, late = address("wall"), address("other"), address("late")
    look(store, NOW - 2 * DAY, of=wall)
    look(store, NOW - 20 * HOUR, of=other)
    look(store, NOW - 5 * HOUR, of=late)
    look(store, NOW - HOUR, Verdict.BLOCKED, REFUSED, wall)
    look(store, NOW - HOUR, Verdict.EMPTY, "The page came without content.", other)
    look(store, NOW - HOUR, Verdict.BLOCKED, REFUSED, late)
    assert set(found(store, wall, other, late)) == {wall.place}


def test_what_recovers_while_its_wall_still_stands_waits_for_the_others_but_not_for_ever(store: Store) -> None:
    first, second = address("first"), address("second")
    for each in (first, second):
        look(store, NOW - 3 * DAY, of=each)
        look(store, NOW, Verdict.BLOCKED, REFUSED, each)
    assert len(stages(store, NOW, first, second)) == 2
    look(store, NOW + HOUR, of=first)
    assert stages(store, NOW + HOUR, first, second) == []
    assert [alarm.subject for alarm in store.alarms.open()] == [second.place]
    look(store, NOW + 8 * HOUR, Verdict.BLOCKED, REFUSED, second)
    [over] = watch_freshness(store, [first, second], EVERYBODY, NOW + 8 * HOUR)
    assert (over.stage, over.alarm.subject, over.alarm.ended_at) == ("over", first.place, NOW + HOUR)


def test_an_address_none_of_whose_pages_was_ever_seen_is_told_as_a_whole_until_they_are(store: Store) -> None:
    whole = Address("uk-fcdo/kazakhstan/travel-advice", "https://ngo.example/api", "uk-fcdo", "KZ", (), all_parts=True)
    look(store, NOW - 2 * DAY, Verdict.FAILED, "No answer within 30 s.", whole)
    look(store, NOW, Verdict.FAILED, "No answer within 30 s.", whole)
    [first] = watch_freshness(store, [whole], EVERYBODY, NOW)
    assert (first.alarm.subject, first.alarm.page_id, first.alarm.country) == (whole.place, None, "KZ")
    part = whole.part("health", "Kazakhstan / Health")
    look(store, NOW + HOUR, of=whole, pages=(part,))
    assert stages(store, NOW + HOUR, whole) == [("over", "not_checked")]


def test_a_way_that_is_closed_for_long_is_told_though_the_pages_are_seen_another_way(store: Store) -> None:
    data = Way("data", "api", "https://ngo.example/data")
    both = address("help", others=(data,))

    def looks(at: datetime, verdict: Verdict) -> None:
        look(store, at, of=both)
        with store.record(at) as recording:
            reason = REFUSED if verdict is Verdict.BLOCKED else ""
            recording.visit(both.place, Visit(data.url, data.url, at, verdict, reason, 403), None, way=data)

    looks(NOW, Verdict.NOT_MODIFIED)
    for hours in (6, 12, 18, 24):
        looks(NOW + hours * HOUR, Verdict.BLOCKED)
    assert stages(store, NOW + DAY, both) == []
    looks(NOW + 30 * HOUR, Verdict.BLOCKED)
    assert stages(store, NOW + 30 * HOUR, both) == [("first", "stale")]
    assert stages(store, NOW + 31 * HOUR, both) == []
    (alarm,) = store.alarms.open()
    assert alarm.reason == (
        "The data shows nothing (blocked: The site refused: 403 Forbidden); its pages are seen another way."
    )
    looks(NOW + 36 * HOUR, Verdict.NOT_MODIFIED)
    assert stages(store, NOW + 36 * HOUR, both) == [("over", "stale")]


def test_an_index_that_nobody_can_read_is_told_and_is_no_page(store: Store) -> None:
    index = Address("uk-fcdo/index", "https://ngo.example/index", "uk-fcdo", None, (), is_index=True)
    look(store, NOW - 2 * DAY, of=index)
    look(store, NOW, Verdict.BLOCKED, REFUSED, index)
    [told] = watch_freshness(store, [index], EVERYBODY, NOW)
    assert (told.alarm.subject, told.alarm.page_id, told.alarm.since) == ("uk-fcdo/index", None, NOW - 2 * DAY)


def test_an_alarm_about_a_page_that_is_watched_no_more_ends_in_silence(store: Store) -> None:
    look(store, NOW - 3 * DAY)
    look(store, NOW, Verdict.BLOCKED, REFUSED)
    assert stages(store, NOW) == [("first", "not_checked")]
    other = address("other")
    assert stages(store, NOW + HOUR, other) == []
    assert store.alarms.open() == []
    assert store.alarms.known(NOW) == []


def test_a_page_that_sources_do_not_name_is_nobodys_trouble(store: Store) -> None:
    look(store, NOW - 3 * DAY)
    look(store, NOW, Verdict.BLOCKED, REFUSED)
    assert found(store, address("other")) == {}


def test_a_past_that_was_taken_from_elsewhere_is_no_good_look_of_ours(store: Store) -> None:
    with store.record(NOW) as recording:
        recording._connection.run("INSERT INTO address (place, url) VALUES (?, ?)", (HELP.place, HELP.url))
    store.put_pages(HELP, HELP.pages, NOW - 400 * DAY)
    with store.record(NOW) as recording:
        recording.page_seen(HELP.place, NOW - 400 * DAY, Verdict.PAGE, "")
    assert found(store) == {}  # nobody of us has looked, so nobody expects anything
    look(store, NOW - HOUR, Verdict.BLOCKED, REFUSED)
    assert found(store) == {}  # our first look is an hour old
    assert found(store, now=NOW + 2 * DAY)[HELP.place][0] == "not_checked"
    assert troubles(store, [HELP], NOW + 2 * DAY)[0][0].since is None


def test_thousands_of_pages_in_trouble_are_one_notice(store: Store) -> None:
    many = [address(f"page-{number}") for number in range(2_000)]
    with store.record(NOW) as recording:
        for each in many:
            store.put_pages(each, each.pages, NOW - 3 * DAY)
            visit = Visit(each.url, each.url, NOW - 3 * DAY, Verdict.NOT_MODIFIED, "")
            recording.visit(each.place, visit, None)
            recording.page_seen(each.place, NOW - 3 * DAY, Verdict.NOT_MODIFIED, "")
    assert len(watch_freshness(store, many, EVERYBODY, NOW)) == 2_000
    assert watch_freshness(store, many, EVERYBODY, NOW + HOUR) == []
    notice = take_new(store, EVERYBODY[0], NOW)
    assert notice is not None
    assert len(notice.telling_ids) == 2_000
