"""Publishers' notes of what they changed: clauses, and the pages that each names."""

from __future__ import annotations

import csv
import gzip
import re

import pytest
from facts.texts import SHARED

from monitor.assess.notes import clauses_of
from monitor.assess.topics import stems, topics

PARTS = (
    "Warnings and insurance",
    "Entry requirements",
    "Safety and security",
    "Regional risks",
    "Health",
    "Getting help",
)
NOTES = SHARED / "corpus" / "fcdo_change_notes_2018_2026.csv.gz"


def pages(note: str) -> list[list[str]]:
    """The pages that each clause may speak of."""
    return [[title for title in PARTS if clause.is_on(title)] for clause in clauses_of(note, "", PARTS)]


@pytest.mark.parametrize(
    ("note", "on"),
    [
        ("Updated information on visas (‘Entry requirements’ page).", [["Entry requirements"]]),
        ("New advice on roads (See 'Road travel' on the ‘Safety and security’ page).", [["Safety and security"]]),
        ("Update on a storm ('Warning and insurance' page)", [["Warnings and insurance"]]),
        ("Update on a storm (Warnings and insurance)", [["Warnings and insurance"]]),
        (
            "New fees (‘Entry requirements’ page). A new outbreak (‘Health’ page).",
            [["Entry requirements"], ["Health"]],
        ),
        (
            "FCDO now advises against all travel. New checks (‘Health’ and ‘Getting help’ pages).",
            [["Health", "Getting help"], ["Health", "Getting help"]],
        ),
        ("Safety and security section – added information on crime", [["Safety and security"]]),
        ("Health – polio removed; Entry requirements – added visas", [["Health"], ["Entry requirements"]]),
        ("Regional risks; Safety and security – updated tensions", [["Safety and security", "Regional risks"]]),
        ("The Health section was updated - travel health information", [["Health"]]),
        ("Latest update: Entry requirements section - updated information on passports", [["Entry requirements"]]),
        ("Updated information on wildfires", [list(PARTS)]),
        ("Updated information on the Entry/Exit System (EES)", [list(PARTS)]),
        ("", [list(PARTS)]),
    ],
)
def test_a_clause_is_on_the_pages_that_it_names(note: str, on: list[list[str]]):
    assert [sorted(found) for found in pages(note)] == [sorted(wanted) for wanted in on]


def test_the_name_of_a_page_is_no_topic():
    [clause] = clauses_of("Updated information on visas (‘Safety and security’ page).", "Safety and security", PARTS)
    assert stems(clause.text) == {"visa"}
    assert topics(clause.text) == {"entry"}


def test_the_name_of_a_section_is_one():
    [clause] = clauses_of(
        "New advice (see 'Road travel' on the ‘Safety and security’ page).", "Safety and security", PARTS
    )
    assert "road" in topics(clause.text)


@pytest.mark.parametrize(
    ("note", "editorial", "sweeping"),
    [
        ("Editorial change", True, False),
        ("Health – editorial update", True, False),
        ("Reissued after periodic review with minor edits.", True, False),
        ("Reissued after periodic review without changes.", True, False),
        ("This travel advice was reviewed for accuracy and there are no significant updates.", True, False),
        ("Thorough review and update of the entire content", False, True),
        ("This travel advice has been reviewed in full.", False, True),
        ("Updated information on visas", False, False),
    ],
)
def test_a_note_may_say_that_the_whole_was_gone_over(note: str, editorial: bool, sweeping: bool):
    [clause] = clauses_of(note, "Health", PARTS)
    assert (clause.editorial, clause.sweeping) == (editorial, sweeping)


def test_a_note_of_any_length_and_signs_is_read():
    for note in ("(" * 5000, "'" * 5000, "a - " * 5000, "('" * 3000 + "page)", "; " * 5000, "\x00 ؟"):
        assert isinstance(clauses_of(note, "Health", PARTS), tuple)


@pytest.mark.skipif(not NOTES.exists(), reason="FCDO's notes (../shared/corpus) are not on this machine")
def test_real_notes_name_their_pages():
    single = re.compile(r"\([‘']([^‘’'()]+)['’] page\)\.?$")
    named = right = 0
    with gzip.open(NOTES, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found = single.search(row["note"])
            if not found or found.group(1) not in PARTS or row["note"].count("(") > 1:
                continue
            named += 1
            wanted = [found.group(1)]
            right += all(
                [title for title in PARTS if clause.names(title)] == wanted
                for clause in clauses_of(row["note"], "", PARTS)
            )
    assert named > 4000
    assert right / named > 0.99
