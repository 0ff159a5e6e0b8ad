"""What an index says that it did not say before: laws that hold whatever it says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.visit import Verdict
from monitor.index_news import awaited, lines_of, moment, news
from monitor.read.document import Advice
from monitor.read.entry import Entry
from monitor.store.indexes import IndexLine, PageStamp

THEN = datetime(2026, 5, 4, 8, tzinfo=UTC)
NOW = THEN + timedelta(minutes=5)
COUNTRIES = "AF AL DZ AD AO AR AM AU AT AZ BS BH BD BB BY BE".split()
DATES = (
    "2026-05-01", "2026-05-02", "2026-05-01T10:00:00Z", "2026-05-01T23:30:00-05:00", "2026-05-03T10:00:00", "soon", "",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-13-01", None,
)  # fmt: skip

entries = st.lists(
    st.builds(
        Entry,
        title=st.sampled_from(["Georgia", "Georgia ", ""]),
        url=st.just(""),
        country=st.sampled_from([*COUNTRIES, None]),
        updated=st.sampled_from(DATES),
        note=st.none() | st.text(max_size=3),
        advice=st.just(()) | st.builds(lambda words: (Advice(words),), st.text(max_size=3)),
        body=st.text(max_size=3),
    ),
    max_size=20,
)


def after(known: dict[str, IndexLine], changed: tuple[IndexLine, ...]) -> dict[str, IndexLine]:
    return known | {line.country: line for line in changed}


@given(before=entries, now=entries, doubted=st.none() | entries, good_days=st.none() | st.integers(0, 3))
def test_nothing_that_was_known_is_lost_and_nothing_is_named_that_is_not_there(
    before: list[Entry], now: list[Entry], doubted: list[Entry] | None, good_days: int | None
) -> None:
    known, came = lines_of(before, THEN), lines_of(now, NOW)
    found = news(
        known, came, NOW,
        doubted=None if doubted is None else lines_of(doubted, THEN),
        good_at=None if good_days is None else NOW - timedelta(days=good_days),
    )  # fmt: skip
    held = after(known, found.changed)
    assert known.keys() <= held.keys()
    assert set(found.named) <= came.keys()
    if found.verdict is not Verdict.PAGE:
        assert (found.changed, found.named) == ((), ())
        assert found.reason.endswith(".")
    else:
        assert {c for c, line in held.items() if line.gone_since is None} == came.keys()
        assert all(held[country].digest == line.digest for country, line in came.items())


@given(said=entries)
def test_what_is_said_again_is_no_news(said: list[Entry]) -> None:
    came = lines_of(said, THEN)
    again = news(came, lines_of(reversed(said), NOW), NOW)
    assert (again.changed, again.named, again.gone) == ((), (), ())


@given(before=entries, now=entries)
def test_what_is_said_twice_in_a_row_is_believed_unless_it_is_older(before: list[Entry], now: list[Entry]) -> None:
    known, came = lines_of(before, THEN), lines_of(now, NOW)
    found = news(known, came, NOW, doubted=came, good_at=NOW - timedelta(days=2))
    assert found.verdict is (Verdict.PAGE if came else Verdict.EMPTY)


def test_of_several_lines_on_a_country_the_newest_gives_the_date_and_each_counts() -> None:
    old, new = Entry("China", "", "CN", updated="2026-04-01"), Entry("China", "", "CN", updated="2026-05-01")
    one, other = lines_of([old, new], THEN)["CN"], lines_of([new], THEN)["CN"]
    assert (one.updated, other.updated) == ("2026-05-01", "2026-05-01")
    assert one.digest != other.digest


def test_the_link_of_a_line_is_no_news() -> None:
    forms = [
        Entry("Peru", url, "PE", updated="2026-05-01") for url in ("https://a.example/peru", "https://a.example/p")
    ]
    assert len({lines_of([form], THEN)["PE"].digest for form in forms}) == 1


def test_a_date_is_a_moment_in_time() -> None:
    assert moment("2026-05-01") == moment("2026-05-01T00:00:00Z") == moment("2026-05-01T10:00:00+10:00")
    assert (moment("soon"), moment(""), moment(None)) == (None, None, None)


def said(*countries: str, day: str = "2026-05-04", since: datetime = THEN) -> dict[str, IndexLine]:
    """What an index says of these since then, and of Belarus since its first look."""
    lines = [IndexLine(each, "", day, None, (), "", since) for each in countries]
    return {line.country: line for line in (IndexLine("BY", "", day, None, (), "", THEN - timedelta(days=9)), *lines)}


def shown(*countries: str, day: str | None = "2026-05-01", part: str | None = None) -> list[PageStamp]:
    """Pages that bear this day."""
    return [PageStamp(f"x/{each}/{part}", f"x/{each}", each, part, day, 1, THEN) for each in countries]


def test_a_page_that_does_not_show_yet_what_was_said_of_late_is_awaited() -> None:
    assert awaited(said("AM"), shown("AM", "AO"), (), NOW) == {"x/AM"}
    assert awaited(said("AM"), shown("AM", part="advisory") + shown("AO"), ("advisory",), NOW) == {"x/AM"}


def test_what_shows_it_or_has_no_day_or_is_not_spoken_of_is_not_awaited() -> None:
    assert awaited(said("AM"), shown("AM", day="2026-05-04T07:00:00Z"), (), NOW) == set()
    assert awaited(said("AM"), shown("AM", day=None) + shown("AM", day="soon"), (), NOW) == set()
    assert awaited(said("AM"), shown("AM", part="health"), ("advisory",), NOW) == set()


def test_nothing_is_awaited_for_long_nor_of_a_first_look_nor_on_many_pages_at_once() -> None:
    assert awaited(said("AM"), shown("AM"), (), THEN + timedelta(minutes=31)) == set()
    assert awaited(said("AM"), shown("BY"), (), NOW) == set()
    assert awaited({}, shown("AM"), (), NOW) == set()
    assert awaited(said(*COUNTRIES), shown(*COUNTRIES), (), NOW) == set()
