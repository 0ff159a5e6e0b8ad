"""The travel advice on ireland.ie."""

from __future__ import annotations

import pytest
from page_helpers import levels, page, place, placed

from monitor.publishers.publisher import Place
from monitor.read.document import Advice


def of(status: str, *, updated: str = "Updated on: 4 May 2026") -> str:
    return (
        "<html><head><title>Georgia - Ireland.ie</title></head><body><main><div id='main-header'><h1>Georgia</h1>"
        f"<div class='travel-landing--summary'>{status}</div></div><div class='update-text'>{updated}</div>"
        "<div class='section'><div class='accordion'><h2>Safety and security</h2><h3>Emergency</h3>"
        "<p>Dial 112.</p></div></div></main></body></html>"
    )


@pytest.mark.parametrize(
    ("status", "words", "step"),
    [
        ("<p>Security Status: Normal precautions</p>", "Normal precautions", 1),
        ("High degree of caution", "High degree of caution", 2),
        ("Avoid non-essential travel", "Avoid non-essential travel", 3),
        ("DO NOT TRAVEL", "DO NOT TRAVEL", 4),
    ],
)
def test_the_status_beside_the_title_is_the_level_and_no_content(status: str, words: str, step: int) -> None:
    document = page(of(status), "ie-dfa")
    assert document.advice == (Advice(words),)
    assert levels(document, "ie-dfa") == [(step, None)]
    assert placed(document) == ["Safety and security > Emergency | Dial 112."]
    assert document.stamps.updated == "2026-05-04"


def test_a_status_that_is_told_twice_is_one() -> None:
    twice = of("Do not travel").replace(
        "</h1>", "</h1><section class='shaded security-status do-not'>Do not travel</section>"
    )
    assert page(twice, "ie-dfa").advice == (Advice("Do not travel"),)


def test_a_summary_that_is_no_level_or_explains_itself_is_content() -> None:
    long = "We advise a high degree of caution in Georgia, since protests in the capital may turn violent at any time."
    assert placed(page(of(long), "ie-dfa"))[0] == f" | {long}"
    assert placed(page(of("Under review"), "ie-dfa"))[0] == " | Under review"
    assert page(of("Under review"), "ie-dfa").advice == ()


def test_a_level_in_the_text_has_its_area() -> None:
    text = "<main><h1>Georgia</h1><p>Do not travel to the northern provinces.</p></main>"
    assert levels(page(text, "ie-dfa"), "ie-dfa") == [(4, "northern provinces")]


def test_a_stamp_without_a_date_is_kept_as_it_is() -> None:
    assert page(of("Do not travel", updated="Updated on: today"), "ie-dfa").stamps.updated == "today"
    assert page(of("Do not travel", updated=""), "ie-dfa").stamps.updated is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.ireland.ie/en/dfa/overseas-travel/advice/georgia/", Place("GE", "travel-advice")),
        ("https://www.ireland.ie/en/dfa/overseas-travel/advice/great-britain/", Place("GB", "travel-advice")),
        ("https://www.ireland.ie/en/dfa/overseas-travel/advice/atlantis", Place(None, "travel-advice")),
        ("https://www.ireland.ie/en/dfa/overseas-travel/advice/", None),
        ("https://www.ireland.ie/en/dfa/passports/", None),
    ],
)
def test_a_page_is_known_by_its_url(url: str, expected: Place | None) -> None:
    assert place(url, "ie-dfa") == expected
