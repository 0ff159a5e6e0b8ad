"""SafeTravel's pages."""

from __future__ import annotations

import html
import json
from typing import Any

import pytest
from page_helpers import levels, page, place, placed

from monitor.errors import UnreadableError
from monitor.publishers.publisher import Place
from monitor.read.document import Advice

ITEMS: list[Any] = [
    {
        "title": "Exercise increased caution",
        "subtitle": "in Georgia",
        "level": "moderate",
        "regional": False,
        "lastUpdated": "15 August 2026",
        "stillCurrentAt": "20 November 2026",
        "body": "<p>Exercise increased caution in Georgia (level 2 of 4) due to crime.</p>",
    },
    {
        "title": "Do not travel",
        "subtitle": "to the north",
        "regional": True,
        "lastUpdated": "1 May 2026",
        "body": "<p>Do not travel to the north (level 4 of 4) because of landmines.</p>",
    },
]


def of(items: Any, *, title: str = "Georgia | SafeTravel", more: str = "") -> str:
    carried = html.escape(items if isinstance(items, str) else json.dumps(items))
    return (
        f"<html><head><title>{title}</title></head><body><nav>Menu</nav><main><h1>Georgia</h1>"
        f"<p>Page updated 15 August 2026</p><div id='js-advice-level-accordion' data-content=\"{carried}\"></div>"
        f"<h2>Local laws</h2><p>Carry a passport.</p>{more}</main></body></html>"
    )


def test_the_levels_that_a_page_carries_as_data_are_read_as_a_reader_sees_them() -> None:
    document = page(of(ITEMS), "nz-mfat")
    assert document.advice == (Advice("Exercise increased caution"), Advice("Do not travel", area="the north"))
    assert (document.stamps.updated, document.stamps.current_at) == ("2026-08-15", "2026-11-20")
    assert placed(document) == [
        "Exercise increased caution in Georgia | Exercise increased caution in Georgia (level 2 of 4) due to crime.",
        "Do not travel to the north | Do not travel to the north (level 4 of 4) because of landmines.",
        "Local laws | Carry a passport.",
    ]
    assert levels(document, "nz-mfat") == [(2, None), (4, "north"), (2, None), (2, None), (4, "north"), (4, "north")]


def test_a_day_on_which_nothing_changed_changes_no_content() -> None:
    later = [ITEMS[0] | {"stillCurrentAt": "21 November 2026"}, ITEMS[1]]
    assert page(of(later), "nz-mfat").blocks == page(of(ITEMS), "nz-mfat").blocks


@pytest.mark.parametrize(
    "carried",
    ["", "{", "[", "null", "5", "[]", "{}", '"text"', "[null, 5, [], {}]", "[" * 5000, '[{"title": 5, "body": []}]'],
)
def test_data_that_is_none_leaves_the_rest_of_the_page(carried: str) -> None:
    document = page(of(carried), "nz-mfat")
    assert document.advice == ()
    assert placed(document) == ["Local laws | Carry a passport."]


@pytest.mark.parametrize("wrong", [None, 5, True, [], {}, "", " "])
def test_no_field_of_an_item_can_be_relied_on(wrong: object) -> None:
    document = page(of([dict.fromkeys(ITEMS[0], wrong), ITEMS[1]]), "nz-mfat")
    assert document.advice == (Advice("Do not travel", area="the north"),)
    assert placed(document)[-1] == "Local laws | Carry a passport."


def test_only_what_is_marked_as_regional_holds_for_a_region() -> None:
    items = [ITEMS[0] | {"regional": "false"}, ITEMS[1] | {"regional": 1}]
    assert [advice.area for advice in page(of(items), "nz-mfat").advice] == ["", ""]


@pytest.mark.parametrize("title", ["Page not found", "Page not found | SafeTravel", " page not found - 404"])
def test_a_page_that_is_not_there_is_refused_though_it_was_answered(title: str) -> None:
    with pytest.raises(UnreadableError, match='is SafeTravel\'s "Page not found"'):
        page(of([], title=title), "nz-mfat")


def test_the_title_of_a_page_may_speak_of_what_is_not_found() -> None:
    assert page(of(ITEMS, title="Georgia: when help is not found"), "nz-mfat").title == "Georgia"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.safetravel.govt.nz/destinations/georgia", Place("GE", "travel-advice")),
        ("https://safetravel.govt.nz/united-states-of-america", Place("US", "travel-advice")),
        ("https://www.safetravel.govt.nz/destinations/atlantis", Place(None, "travel-advice")),
        ("https://www.safetravel.govt.nz/insurance", None),
        ("https://www.safetravel.govt.nz/", None),
        ("https://www.safetravel.govt.nz/news/georgia-update", None),
    ],
)
def test_a_page_is_known_by_its_url(url: str, expected: Place | None) -> None:
    assert place(url, "nz-mfat") == expected
