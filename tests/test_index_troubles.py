"""An index and the pages that it speaks of, held beside each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.facts.fact import Fact
from monitor.facts.find import find
from monitor.index_troubles import troubles_of
from monitor.publishers import publisher
from monitor.read.document import Advice, Document, Section
from monitor.sources.page import Address
from monitor.store.indexes import IndexLine, PageStamp

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FEED = Address("us-state/index", "https://travel.state.gov/x", "us-state", None, (), kind="feed", is_index=True)
ADVICE = Address("uk-fcdo/index", "https://www.gov.uk/x", "uk-fcdo", None, (), kind="api", is_index=True)
NAMES = {"GE": "georgia", "KZ": "kazakhstan", "KG": "kyrgyzstan"}
CAUTION, RECONSIDER = "Level 2: Exercise Increased Caution", "Level 3: Reconsider Travel"


def line(country: str, updated: str | None = "2026-05-01", level: str = "", **more: Any) -> IndexLine:
    advice = (Advice(level),) if level else ()
    return IndexLine(country, NAMES[country].capitalize(), updated, None, advice, "x", NOW - 2 * HOUR, **more)


def stamped(country: str, stamp: str | None, part: str = "advisory", good_at: datetime = NOW) -> PageStamp:
    place = f"us-state/{NAMES[country]}/travel-advisory"
    return PageStamp(
        f"us-state/{NAMES[country]}/{part}", place, country, part, stamp, list(NAMES).index(country), good_at
    )


def shows(level: str) -> Sequence[Fact]:
    top = (Section((), "top", 0),)
    return find(Document("Georgia", top, (), (), advice=(Advice(level),), country="GE"), publisher("us-state"))


def found(
    lines: Sequence[IndexLine], pages: Sequence[PageStamp], facts: Mapping[int, Sequence[Fact]] | None = None,
    address: Address = FEED, last_look_at: datetime | None = NOW - HOUR,
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str]]]:  # fmt: skip
    held = {line.country: line for line in lines}
    read = facts or {}
    troubles, examined = troubles_of(address, held, pages, lambda id: read.get(id, ()), last_look_at, NOW)
    return [(each.kind, each.subject, each.reason) for each in troubles], list(examined)


STANDS = (
    "stale",
    "us-state/index",
    "The index speaks of nothing after 1 May 2026, while pages of several countries bear later dates.",
)


@pytest.mark.parametrize(
    ("dates", "stands"),
    [
        ({"GE": "2026-05-10", "KZ": "2026-05-12"}, True),
        ({"GE": "2026-05-10T08:00:00+00:00", "KZ": "2026-05-12T10:00:00Z"}, True),
        ({"GE": "2026-05-10"}, False),  # one page alone may bear a date of its own
        ({"GE": "2026-05-02", "KZ": "2026-05-02"}, False),  # a day in another zone
        ({"GE": "2026-05-01", "KZ": "2025-01-01"}, False),
        ({"GE": "2027-05-10", "KZ": "2027-05-10"}, False),  # no page is changed next year
        ({"GE": None, "KZ": "soon"}, False),
    ],
)
def test_an_index_stands_still_where_several_pages_are_newer_than_all_of_it(
    dates: dict[str, str | None], stands: bool
) -> None:
    pages = [stamped(country, date) for country, date in dates.items()]
    troubles, examined = found([line("GE"), line("KZ"), line("KG", "2026-04-01")], pages)
    assert troubles == ([STANDS] if stands else [])
    assert ("stale", "us-state/index") in examined


def test_an_index_that_goes_on_with_other_countries_does_not_stand_still() -> None:
    lines = [line("GE"), line("KZ"), line("KG", "2026-05-18")]
    assert found(lines, [stamped("GE", "2026-05-10"), stamped("KZ", "2026-05-12")])[0] == []


def test_a_date_that_is_still_to_come_does_not_hide_that_an_index_stands_still() -> None:
    lines = [line("GE"), line("KZ"), line("KG", "2062-05-18")]
    assert found(lines, [stamped("GE", "2026-05-10"), stamped("KZ", "2026-05-12")])[0] == [STANDS]


def test_pages_of_which_an_index_does_not_speak_say_nothing_of_it() -> None:
    pages = [stamped("GE", "2026-05-10", "health"), stamped("KZ", "2026-05-12", "health")]
    assert found([line("GE"), line("KZ")], pages)[0] == []
    assert found([line("GE"), line("KZ")], pages, address=ADVICE)[0] != []


def test_an_index_without_dates_cannot_stand_still() -> None:
    assert (
        found([line("GE", None), line("KZ", "soon")], [stamped("GE", "2026-05-10"), stamped("KZ", "2026-05-12")])[0]
        == []
    )


def test_another_level_in_the_index_than_on_the_page_is_told() -> None:
    troubles, examined = found([line("GE", level=RECONSIDER)], [stamped("GE", "2026-05-01")], {0: shows(CAUTION)})
    assert [(kind, subject) for kind, subject, _ in troubles] == [("disagreement", "us-state/index/georgia")]
    assert RECONSIDER in troubles[0][2]
    assert CAUTION in troubles[0][2]
    assert troubles[0][2].startswith("The feed says ")
    assert examined[1:] == [("disagreement", "us-state/index/georgia")]


def test_the_same_level_is_examined_so_that_the_trouble_is_over() -> None:
    troubles, examined = found([line("GE", level=CAUTION)], [stamped("GE", "2026-05-01")], {0: shows(CAUTION)})
    assert (troubles, examined[1:]) == ([], [("disagreement", "us-state/index/georgia")])


@pytest.mark.parametrize(
    ("said", "page", "last_look_at"),
    [
        (line("GE", level=RECONSIDER), stamped("GE", None, good_at=NOW - 2 * HOUR), NOW - HOUR),  # not seen since
        (line("GE", level=RECONSIDER), stamped("GE", None, good_at=NOW - 1.5 * HOUR), NOW - 3 * HOUR),  # seen too soon
        (line("GE", level=RECONSIDER, gone_since=NOW - HOUR), stamped("GE", None), NOW - HOUR),
        (line("GE"), stamped("GE", None), NOW - HOUR),
        (line("KZ", level=RECONSIDER), stamped("GE", None), NOW - HOUR),
        (line("GE", level=RECONSIDER), stamped("GE", None, "health"), NOW - HOUR),
        (line("GE", level=RECONSIDER), stamped("GE", None), None),
    ],
)
def test_what_cannot_be_held_beside_each_other_is_not_examined(
    said: IndexLine, page: PageStamp, last_look_at: datetime | None
) -> None:
    troubles, examined = found([said], [page], {0: shows(CAUTION)}, last_look_at=last_look_at)
    assert (troubles, examined) == ([], [("stale", "us-state/index")])
