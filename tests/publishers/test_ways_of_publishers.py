"""Each way to a publisher's pages shows the same pages: one reading for the interface, the feed and the pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from govuk_samples import Advice, Part
from state_samples import (
    AREA,
    EMBASSY,
    EMBASSY_PHONE,
    LEVEL,
    NOTE,
    PARTS,
    REASON,
    SUMMARY,
    new_page,
    old_advisory,
    old_information,
)
from test_ca_gac_open_data import PAGE as CANADIAN
from test_ca_gac_open_data import data as canadian
from test_nl_bz_open_data import advice as dutch
from test_us_state_feeds import feed, item

from monitor.publishers import KNOWN
from monitor.publishers.publisher import Publisher, Target
from monitor.pure import change_between, reading
from monitor.read.document import Document
from monitor.read.parts import part, parts
from monitor.read.reader import read
from monitor.way import Way

ADVISORY = (
    f"<p><b><i>{NOTE}</i></b></p><p>Exercise increased caution {REASON}</p>{SUMMARY}"
    f"<h3>South Ossetia and Abkhazia – Level 4: Do Not Travel</h3>{AREA}"
)
FIELDS = {
    "travel_embassyAndConsulate": EMBASSY.format(phone=EMBASSY_PHONE),
    "destination_description": PARTS["Destination Description"],
    "entry_exit_requirements": PARTS["Entry, Exit and Visa Requirements"],
    "safety_and_security": PARTS["Safety and Security"],
    "local_laws_and_special_circumstances": PARTS["Local Laws & Special Circumstances"],
    "health": PARTS["Health"],
    "travel_transportation": PARTS["Travel and Transportation"],
}
STATES_LINK = "https://travel.state.gov/en/international-travel/travel-advisories/georgia.html"
BRITISH = Advice(
    (
        Part("Warnings and insurance", "warnings-and-insurance", "<p>Your insurance may not pay.</p>"),
        Part("Entry requirements", "entry-requirements", "<h2>Visa</h2><p>You can stay up to 365 days.</p>"),
        Part("Safety and security", "safety-and-security", "<h2>Crime</h2><p>Call the police on 112.</p>"),
        Part("Getting help", "getting-help", "<p>Telephone the embassy on +995 32 227 4747.</p>"),
    )
)
DUTCH_PAGE = """<html><body><main><h1>Reisadvies Georgië</h1>
<p>Laatst gewijzigd op: 01-05-2026 | Nog steeds geldig op: 20-11-2026</p><h2>In het kort</h2><ul>
<li>De kleurcode van het reisadvies voor Abchazië is rood. Ga er niet heen.</li>
<li>Voor de rest van Georgië geldt kleurcode geel.</li></ul>
<h2>Welke veiligheidsrisico's zijn er in Georgië?</h2><h3>Terrorisme</h3><h4>Kans</h4><p>De kans is klein.</p>
<h3>Criminaliteit</h3><h4>Drugs</h4><p>Drugs zijn verboden.</p>
<h2>Wat doe ik in geval van nood?</h2><p>Bel 112.</p></main></body></html>"""

ANSWERS: Mapping[str, Mapping[str, Any]] = {
    "uk-fcdo": {"Content API": BRITISH.api(), "print page": BRITISH.print_page()},
    "us-state": {
        "data on countries": {"tag": "GG", "geopoliticalarea": "Georgia", **FIELDS},
        "data on advisories": {
            "Title": f"Georgia - {LEVEL}", "Link": STATES_LINK, "Category": ["GG"], "Summary": ADVISORY,
            "Published": "2026-03-13T00:00:00Z", "Updated": "2026-03-13T00:00:00Z",
        },
        "feed of advisories": feed(
            item("Kazakhstan - Level 1: Exercise Normal Precautions", code="KZ"),
            item(f"Georgia - {LEVEL}", STATES_LINK, "GG", day="Fri, 13 Mar 2026", body=ADVISORY),
        ),
        "page": new_page(),
        "page of the old layout": old_information(),
        "advisory of the old layout": old_advisory(),
    },
    "ca-gac": {"open data": canadian(), "page": CANADIAN},
    "nl-bz": {"open data": dutch(), "page": DUTCH_PAGE},
}  # fmt: skip
"""What each way answers on Georgia, on one day."""


def ways(target: Target) -> tuple[Way, ...]:
    return (Way(target.way, target.kind, target.url, target.index, target.covers), *target.others)


def targets(publisher: str, country: str = "GE") -> tuple[Target, ...]:
    known = KNOWN[publisher].targets
    assert known is not None
    return known(country)


def shown(publisher: str, name: str) -> Document:
    answer = ANSWERS[publisher][name]
    body = answer if isinstance(answer, bytes) else answer.encode() if isinstance(answer, str) else _json(answer)
    return read(body, KNOWN[publisher], country="GE")


def _json(answer: Any) -> bytes:
    return json.dumps(answer).encode()


def pages(document: Document, way: Way) -> dict[str, Document]:
    """The pages that an answer is asked for, by their slugs; one that has no parts and is for one alone is that one."""
    found = {section.slug: part(document, section.slug) for section in parts(document)}
    found = {slug: content for slug, content in found.items() if not way.covers or slug in way.covers}
    if not found:
        return {way.covers[0] if way.covers else "": document}
    return {slug: content for slug, content in found.items() if content is not None}


@pytest.mark.parametrize("publisher", KNOWN)
def test_every_way_has_a_name_of_its_own_and_an_answer_here(publisher: str) -> None:
    for target in targets(publisher):
        names = [way.name for way in ways(target)]
        assert len(set(names)) == len(names)
        assert len({way.url for way in ways(target)}) == len(names)
        if target.others:
            assert set(names) == ANSWERS[publisher].keys()


@pytest.mark.parametrize("publisher", KNOWN)
def test_interfaces_go_before_feeds_and_feeds_before_pages(publisher: str) -> None:
    order = ("api", "feed", "html", "browser")
    for target in targets(publisher):
        kinds = [order.index(way.kind) for way in ways(target)]
        assert kinds == sorted(kinds)


@pytest.mark.parametrize("country", ["GE", "PS", "CI", "US"])
@pytest.mark.parametrize("publisher", KNOWN)
def test_some_way_shows_all_that_there_is(publisher: str, country: str) -> None:
    for target in targets(publisher, country):
        assert any(not way.covers for way in ways(target))


@pytest.mark.parametrize("publisher", ANSWERS)
def test_each_way_shows_the_parts_that_it_says_and_under_the_same_names(publisher: str) -> None:
    (target,) = targets(publisher)
    whole = next(way for way in ways(target) if not way.covers)
    everything = pages(shown(publisher, whole.name), whole).keys()
    for way in ways(target):
        assert pages(shown(publisher, way.name), way).keys() == (set(way.covers) or everything)


@pytest.mark.parametrize("publisher", ANSWERS)
def test_no_fact_is_another_by_another_way(publisher: str) -> None:
    (target,) = targets(publisher)
    known = KNOWN[publisher]
    held: dict[str, tuple[str, Document]] = {}
    for way in ways(target):
        for slug, content in pages(shown(publisher, way.name), way).items():
            name, before = held.setdefault(slug, (way.name, content))
            assert differences(known, before, content) == [], (slug, name, way.name)
    assert held


def differences(known: Publisher, one: Document, other: Document) -> list[str]:
    change = change_between(reading(one, known), reading(other, known), known)
    return [f"{fact.kind} {fact.change}" for fact in change.facts]


@pytest.mark.parametrize("publisher", [id for id in KNOWN if KNOWN[id].index])
def test_an_index_is_asked_under_the_name_by_which_its_lines_are_known(publisher: str) -> None:
    index = KNOWN[publisher].index
    assert index is not None
    assert index.name == "index"
    assert index.url.startswith("https://")
    assert {way.index for target in targets(publisher) for way in ways(target)} <= {None, f"{publisher}/index"}
