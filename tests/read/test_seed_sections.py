"""The four pages that this program was made for: their sections as a reader sees them."""

from __future__ import annotations

import pytest
from read_helpers import block, sections, shared

from monitor.publishers import publisher
from monitor.read.document import Document
from monitor.read.reader import read

PUBLISHERS = {"000": "us-state", "001": "us-state", "002": "uk-fcdo", "003": "ngo"}

HEADINGS = {
    "000": [
        *("Demonstrations", "Terrorism", "Crime", "International Financial Scams", "Victims of Crime"),
        *("Domestic Violence", "Tourism"),
    ],
    "001": [
        *("Crime", "Demonstrations", "International Financial Scams", "Victims of Crime"),
        *("Domestic Violence", "Tourism"),
    ],
    "002": [
        "First steps",
        "If you want to report the incident to the police in Kazakhstan",
        "If you do not want to report the incident to the police in Kazakhstan",
        "If you want to report the incident to the police in the UK",
        "Reporting the crime in Kazakhstan: what happens next",
        "The medical examination: what to expect",
        "Treatment",
        "Police investigations in Kazakhstan: what to expect",
        "Court procedures: what to expect",
        "How cases can be taken to trial",
        *("Trial procedures", "Hiring a lawyer", "Communication", "Sentencing", "Compensation"),
        "When you return home to the UK",
        "Support organisations in Kazakhstan",
        "Disclaimer",
    ],
    "003": [],
}


def seed(number: str) -> Document:
    (file,) = shared("seeds").glob(f"{number}_*.txt")
    return read(file.read_bytes(), publisher(PUBLISHERS[number]), country="KZ")


@pytest.mark.parametrize("number", HEADINGS)
def test_a_seed_has_the_sections_that_a_reader_sees(number: str) -> None:
    assert sections(seed(number)) == HEADINGS[number]


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("000", "Safety and Security"),
        ("001", "Safety and Security"),
        ("002", "Kazakhstan: information for victims of rape and sexual assault"),
        ("003", ""),
    ],
)
def test_a_seed_has_its_title(number: str, title: str) -> None:
    assert seed(number).title == title


def test_the_date_of_the_guide_is_a_stamp_and_its_kind_is_furniture() -> None:
    document = seed("002")
    assert document.stamps.updated == "2024-09-16"
    assert not any(each.text in ("Guidance", "Updated 16 September 2024") for each in document.blocks)


def test_the_things_that_the_embassy_can_do_stand_under_what_leads_them_in() -> None:
    document = seed("000")
    help_home = block(document, "Help you find accommodation and arrange flights home.")
    assert (help_home.lead, help_home.depth, document.path(help_home)) == ("We can:", 1, ("Victims of Crime",))


def test_the_steps_of_the_guide_stand_under_the_sentence_that_leads_them_in() -> None:
    document = seed("002")
    first = [each for each in document.blocks if document.path(each) == ("First steps",) and each.kind == "item"]
    assert [each.lead for each in first] == ["You can:"] * 5


def test_the_numbers_of_the_consulate_stand_under_victims_of_crime() -> None:
    document = seed("000")
    (found,) = [each for each in document.blocks if "ext. 4901" in each.text]
    assert document.path(found) == ("Victims of Crime",)


def test_questions_that_the_page_lost_are_not_made_up() -> None:
    document = seed("003")
    assert {each.kind for each in document.blocks} == {"paragraph"}
    assert len(document.blocks) == 23
