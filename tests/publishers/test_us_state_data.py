"""State's country information as data: the parts of a country's page as fields of JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from page_helpers import page, placed, told

from monitor.errors import UnreadableError
from monitor.publishers import publisher
from monitor.read.parts import part, parts
from monitor.read.reader import read, read_index

GEORGIA: dict[str, Any] = {
    "tag": "GG",
    "geopoliticalarea": "Georgia",
    "travel_transportation": "<p>The limit is 0.03%.</p>",
    "health": None,
    "local_laws_and_special_circumstances": "",
    "safety_and_security": "<h1>Crime</h1><p><b>Scams:</b> Some bars present false bills to their guests.</p>",
    "entry_exit_requirements": "<ul><li>Carry a passport.</li></ul>",
    "destination_description": "See our <a href='/x'>fact sheet</a>.",
    "travel_embassyAndConsulate": "<h2>U.S. Embassy Tbilisi</h2><p>+(995)(32) 227-7724</p>",
    "last_update_date": "Last Updated: April 02, 2026",
}


def test_the_fields_are_the_parts_of_the_page_in_its_order() -> None:
    document = page(GEORGIA, "us-state")
    assert [section.slug for section in parts(document)] == [
        "embassies-and-consulates",
        "destination-description",
        "entry-exit-and-visa-requirements",
        "safety-and-security",
        "local-laws-special-circumstances",
        "travel-and-transportation",
    ]
    assert placed(document) == [
        "Embassies and Consulates > U.S. Embassy Tbilisi | +(995)(32) 227-7724",
        "Destination Description | See our fact sheet.",
        "Entry, Exit and Visa Requirements | Carry a passport.",
        "Safety and Security > Crime > Scams | Some bars present false bills to their guests.",
        "Travel and Transportation | The limit is 0.03%.",
    ]
    assert (document.title, document.country, document.stamps.updated) == ("Georgia", "GE", "2026-04-02")
    assert document.layout == "cadataapi"


def test_a_field_that_is_there_and_empty_is_an_empty_part() -> None:
    found = part(page(GEORGIA, "us-state"), "local-laws-special-circumstances")
    assert found is not None
    assert found.is_empty
    assert part(page(GEORGIA, "us-state"), "health") is None


def test_of_a_list_the_country_that_is_asked_for_is_read() -> None:
    other = GEORGIA | {"tag": "KZ", "geopoliticalarea": "Kazakhstan", "health": "<p>Dial 103.</p>"}
    body = json.dumps([GEORGIA, other]).encode()
    document = read(body, publisher("us-state"), country="KZ")
    assert (document.title, document.country) == ("Kazakhstan", "KZ")
    found = part(document, "health")
    assert found is not None
    assert placed(found) == [" | Dial 103."]
    alone = read(json.dumps([GEORGIA]).encode(), publisher("us-state"), country="GE")
    assert [section.slug for section in parts(alone)] == [section.slug for section in parts(page(GEORGIA, "us-state"))]
    assert [entry.country for entry in read_index(body, publisher("us-state")) or ()] == ["GE", "KZ"]


@pytest.mark.parametrize("body", [GEORGIA, [GEORGIA]])
def test_the_data_of_another_country_is_refused(body: Any) -> None:
    with pytest.raises(UnreadableError, match="about"):
        read(json.dumps(body).encode(), publisher("us-state"), country="KZ")


@pytest.mark.parametrize(
    ("tag", "area", "country"),
    [
        ("GG", "Georgia", "GE"),
        ("GE", "Georgia", "GE"),
        (None, "Georgia", "GE"),
        ("GM", "Georgia", "GE"),
        ("CH", "", None),
        ("GG", None, None),
        (3, "C&ocirc;te d'Ivoire", "CI"),
    ],
)
def test_the_country_is_that_of_the_name(tag: Any, area: Any, country: str | None) -> None:
    body = json.dumps(GEORGIA | {"tag": tag, "geopoliticalarea": area}).encode()
    assert read(body, publisher("us-state")).country == country


@pytest.mark.parametrize(
    ("date", "updated"),
    [
        ("April 02, 2026", "2026-04-02"),
        ("Last Updated:&nbsp;May 1, 2026", "2026-05-01"),
        ("", None),
        (None, None),
        (7, None),
    ],
)
def test_the_date_is_a_stamp(date: Any, updated: str | None) -> None:
    assert page(GEORGIA | {"last_update_date": date}, "us-state").stamps.updated == updated


@pytest.mark.parametrize("data", [{}, {"tag": "GG"}, {"health": 3}, {"error": "not found"}])
def test_json_that_is_none_of_states_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(UnreadableError, match="neither State's advisories nor its country information"):
        page(data, "us-state")


def test_one_field_alone_is_one_part() -> None:
    assert told(page({"health": "<p>Dial 112.</p>"}, "us-state")) == [
        "heading: Country information",
        "heading: Health",
        "paragraph: Dial 112.",
    ]
