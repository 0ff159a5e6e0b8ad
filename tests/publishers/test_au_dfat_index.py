"""Smartraveller's export and feeds."""

from __future__ import annotations

from typing import Any

import pytest
from page_helpers import levels, lines, page, place, placed

from monitor.errors import UnreadableError
from monitor.publishers.publisher import Place
from monitor.read.document import Advice

GEORGIA: dict[str, Any] = {
    "title": "Georgia",
    "field_overall_advice_level": "Exercise a high degree of caution",
    "field_last_update": "<p>We haven&#039;t changed our level.</p>",
    "field_last_update_notes": "<p>Protests go on in Tbilisi.</p>",
    "field_region": "Europe",
    "field_advice_levels": "<h3>Exercise a high degree of caution in Georgia overall due to crime.</h3>"
    "<p>Do not travel to the north.</p>",
    "field_url": "https://www.smartraveller.gov.au/destinations/europe/georgia",
    "changed": "Fri, 2026-05-01 14:22",
}


def test_a_line_of_the_export_is_the_overview_of_a_country() -> None:
    document = page([GEORGIA], "au-dfat", country="GE")  # type: ignore[arg-type]
    assert document.title == "Georgia"
    assert document.advice == (Advice("Exercise a high degree of caution"),)
    assert document.stamps.updated == "2026-05-01"
    assert document.stamps.note == "We haven't changed our level. Protests go on in Tbilisi."
    assert placed(document) == [
        "Exercise a high degree of caution in Georgia overall due to crime. | Do not travel to the north."
    ]
    assert levels(document, "au-dfat") == [(2, None), (2, None), (4, "north")]


@pytest.mark.parametrize(
    ("title", "url", "code"),
    [
        ("Georgia", "", "GE"),
        ("Türkiye", "", "TR"),
        ("Myanmar", "", "MM"),
        ("Republic of Korea (South Korea)", "asia/south-korea-republic-korea", "KR"),
        ("Côte d'Ivoire (Ivory Coast)", "africa/cote-divoire-ivory-coast", "CI"),
        ("Israel and the Territories", "middle-east/israel-and-occupied-palestinian-territories", "IL"),
        ("Congo (of the two)", "africa/democratic-republic-congo", "CD"),
        ("United States of America", "americas/united-states-america", "US"),
        ("Cruising on the seas", "before-you-go/cruises", None),
        ("", "", None),
    ],
)
def test_a_country_is_made_out_by_its_name_or_by_its_url(title: str, url: str, code: str | None) -> None:
    row = GEORGIA | {"title": title, "field_url": f"https://www.smartraveller.gov.au/destinations/{url}" if url else ""}
    found = lines([row], "au-dfat")
    assert found is not None
    assert found[0].country == code


@pytest.mark.parametrize("wrong", [None, 5, [], {}, True, ""])
def test_no_field_of_the_export_can_be_relied_on(wrong: object) -> None:
    found = lines([GEORGIA | {name: wrong for name in GEORGIA if name != "title"}, None, 3, "x", {}], "au-dfat")
    assert found is not None
    assert [entry.title for entry in found] == ["Georgia", "Unnamed"]
    assert found[0].advice == ()
    assert (found[0].note, found[0].updated, found[0].body) == (None, None, "")


def test_a_note_that_repeats_its_heading_is_said_once() -> None:
    found = lines([GEORGIA | {"field_last_update": "A", "field_last_update_notes": "A and B."}], "au-dfat")
    assert found is not None
    assert found[0].note == "A and B."


def test_an_export_without_lines_is_no_page_of_a_country() -> None:
    assert lines([], "au-dfat") == ()
    with pytest.raises(UnreadableError, match="is an index without a single line"):
        page([], "au-dfat", country="GE")  # type: ignore[arg-type]


@pytest.mark.parametrize("other", [{}, {"a": 1}, [1, 2], [{"title": "Georgia"}], None, "text", 5])
def test_other_json_is_no_export(other: Any) -> None:
    assert lines(other, "au-dfat") is None


def feed(inside: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:ta="http://www.smartraveller.gov.au/schema/rss/travel_advisories/">'
        f"<channel><title>Travel advice</title>{inside}</channel></rss>"
    )


ITEM = """<item><title>Georgia</title><link>https://www.smartraveller.gov.au/destinations/europe/georgia</link>
<description>&lt;p&gt;We now advise a high degree of caution.&lt;/p&gt;</description><pubDate>{date}</pubDate>
<ta:warnings><ta:level>{level}</ta:level>{words}</ta:warnings></item>"""
WORDS = "<ta:description>Exercise a high degree of caution</ta:description>"


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("27 Mar 2026 23:00:00 AEDT", "2026-03-27T23:00:00+11:00"),
        ("27 Jul 2026 23:00:00 AEST", "2026-07-27T23:00:00+10:00"),
        ("Fri, 27 Mar 2026 23:00:00 +1030", "2026-03-27T23:00:00+10:30"),
        ("27 Feb 2026 00:00:00 GMT", "2026-02-27T00:00:00+00:00"),
        ("27 Mar 2026 23:00:00 QQST", "2026-03-27"),  # a zone of which nothing is known: the day, and no more
        ("soon", None),
        ("", None),
    ],
)
def test_an_item_of_the_feed_has_its_time_in_australias_zones(date: str, iso: str | None) -> None:
    found = lines(feed(ITEM.format(date=date, level="3/5", words=WORDS)), "au-dfat")
    assert found is not None
    (entry,) = found
    assert entry.updated == iso
    assert (entry.title, entry.country) == ("Georgia", "GE")
    assert entry.note == "We now advise a high degree of caution."
    assert entry.advice == (Advice("Exercise a high degree of caution"),)


def test_a_number_alone_is_told_as_it_is_and_is_no_step() -> None:
    document = page(feed(ITEM.format(date="", level="4/5", words="")), "au-dfat", country="GE")
    assert document.advice == (Advice("Level 4/5"),)
    assert levels(document, "au-dfat") == [(None, None)]


@pytest.mark.parametrize(
    "inside",
    ["", "<item/>", "<item><ta:warnings/></item>", "<item><title>X</title><ta:warnings>x</ta:warnings></item>"],
)
def test_a_feed_with_nothing_in_its_items_has_no_levels(inside: str) -> None:
    found = lines(feed(inside), "au-dfat")
    assert found is not None
    assert all(entry.advice == () for entry in found)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.smartraveller.gov.au/destinations/europe/georgia", Place("GE", "travel-advice")),
        ("https://smartraveller.gov.au/destinations/asia/south-korea-republic-korea", Place("KR", "travel-advice")),
        ("https://www.smartraveller.gov.au/destinations-export", Place(None, "overview")),
        ("https://www.smartraveller.gov.au/countries/documents/do-not-travel.rss", Place(None, "feed")),
        ("https://www.smartraveller.gov.au/before-you-go/safety", None),
        ("https://elsewhere.example/destinations/europe/georgia", None),
    ],
)
def test_a_page_is_known_by_its_url(url: str, expected: Place | None) -> None:
    assert place(url, "au-dfat") == expected


def test_the_page_of_a_country_has_its_stamps_apart() -> None:
    document = page(
        "<main><h1>Georgia</h1><dl><dt>Updated:</dt><dd>1 May 2026</dd><dt>Still current at:</dt><dd>21 November 2026"
        "</dd></dl><p>Reconsider your need to travel to Georgia overall due to unrest.</p></main>",
        "au-dfat",
    )
    assert (document.stamps.updated, document.stamps.current_at) == ("2026-05-01", "2026-11-21")
    assert placed(document) == [" | Reconsider your need to travel to Georgia overall due to unrest."]
    assert levels(document, "au-dfat") == [(3, None)]
