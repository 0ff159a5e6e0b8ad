"""The country of a page by its own canonical address: HTML and data of one page must mean the same numbers."""

from __future__ import annotations

import json

import pytest

from monitor.publishers import publisher
from monitor.pure import change_between, reading
from monitor.read.reader import read


@pytest.mark.parametrize(
    ("id", "url", "country"),
    [
        ("uk-fcdo", "https://www.gov.uk/foreign-travel-advice/kazakhstan/health", "KZ"),
        ("uk-fcdo", "https://www.gov.uk/guidance/foreign-travel-insurance", None),
        ("ca-gac", "https://travel.gc.ca/destinations/georgia", "GE"),
        ("nl-bz", "https://www.nederlandwereldwijd.nl/reisadvies/kazachstan", "KZ"),
        ("anyone", "https://www.gov.uk/foreign-travel-advice/kazakhstan", None),
    ],
)
def test_a_page_is_about_the_country_of_its_address(id: str, url: str, country: str | None) -> None:
    page = f'<html><head><link rel="canonical" href="{url}"></head><body><main><p>Dial 102.</p></main></body></html>'
    assert read(page.encode(), publisher(id)).country == country


def test_who_reads_a_page_knows_better() -> None:
    page = '<html><head><link rel="canonical" href="https://travel.gc.ca/destinations/georgia"></head><p>112</p></html>'
    assert read(page.encode(), publisher("ca-gac"), country="AM").country == "AM"


def test_a_short_number_is_the_same_in_the_data_and_on_the_printed_page() -> None:
    known = publisher("uk-fcdo")
    body = "<p>Call the police on 102.</p>"
    data = {
        "schema_name": "travel_advice", "base_path": "/foreign-travel-advice/kazakhstan", "withdrawn_notice": {},
        "details": {
            "country": {"slug": "kazakhstan", "name": "Kazakhstan"}, "alert_status": [],
            "parts": [{"slug": "health", "title": "Health", "body": body}],
        },
    }  # fmt: skip
    page = (
        '<html><head><link rel="canonical" href="https://www.gov.uk/foreign-travel-advice/kazakhstan/print"></head>'
        f'<body><main><h1>Kazakhstan</h1><h1>Health</h1><div class="govspeak">{body}</div></main></body></html>'
    )
    old, new = (reading(read(each.encode(), known), known) for each in (json.dumps(data), page))
    change = change_between(old, new, known)
    assert [change.facts, str(change.significance)] == [(), "none"]
