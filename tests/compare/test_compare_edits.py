"""Edits in which nothing is to be read: text cut otherwise, blanks filled in, slips of typing mended."""

from __future__ import annotations

import pytest
from facts.texts import change, differ

from monitor.compare.edits import is_mended, nothing_in

LONG = "Trams are old and slow in the city. Buses are new but full at night. Taxis wait at the big hotels."


def test_a_paragraph_that_was_split_is_no_edit_to_read() -> None:
    split = LONG.replace(". ", ".\n\n")
    for before, after in ((LONG, split), (split, LONG)):
        assert {edit.nothing for edit in differ(before, after).edits} == {"markup"}
        assert change(before, after).significance == "none"


def test_a_split_beside_a_real_edit_is_still_none() -> None:
    edited = "Boats run in summer.\n\n"
    difference = differ(edited + LONG, edited.replace("summer", "winter") + LONG.replace(". ", ".\n\n"))
    assert [edit.after for edit in difference.edits if edit.nothing is None] == ["Boats run in winter."]


def test_a_sentence_that_the_page_says_once_less_is_an_edit() -> None:
    again = "Call us.\n\n## Money\n\nTrams are old. Call us.\n"
    assert None in {edit.nothing for edit in differ(again, again.replace("old. Call us.", "old.")).edits}


@pytest.mark.parametrize(
    ("before", "after", "nothing"),
    [
        ("Air is bad in [destination] in winter.", "Air is bad in Kazakhstan in winter.", "typing"),
        ("Read the report [Country name] first.", "Read the report Kazakhstan first.", "typing"),
        ("Write to mailto:help@example.org today.", "Write to help@example.org today.", "punctuation"),
        ("Talk to the managment of the hotel.", "Talk to the management of the hotel.", "typing"),
        ("Emergency sevrices are slow.", "Emergency services are slow.", "typing"),
    ],
)
def test_blanks_and_slips_are_nothing_to_read(before: str, after: str, nothing: str) -> None:
    assert nothing_in(before, after) == nothing
    assert nothing_in(after, before) == nothing


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("drones are legal here", "drones are illegal here"),
        ("you are permitted to film", "you are permitting to film"),
        ("travel is possible", "travel is impossible"),
        ("the form is free", "the from is free"),
        ("call the western office", "call the eastern office"),
        ("prohibited goods", "prohibits goods"),
    ],
)
def test_another_word_is_no_slip(before: str, after: str) -> None:
    assert not is_mended(before, after)


def test_a_pointer_that_took_the_place_of_a_pointer_is_a_link() -> None:
    before = "[Learn about our work around the world.](https://example.org/a)"
    after = "See the [Fact Sheet](https://example.org/b) for more on relations."
    assert change(before, after).nothing == "link"
    assert change(f"Be safe.\n\n{before}", "Be safe.").nothing is None
    assert change(before, "Trams are old and slow.").nothing is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Call FCDO in London on 020 7008 5000.", "Call FCDO in London on +44 (0)20 7008 5000."),
        ("The border opens on 1 May 2026.", "The border opens on May 1, 2026."),
        ("A permit costs 12,000 tenge.", "A permit costs 12 000 tenge."),
        ("The bank opens at 8pm.", "The bank opens at 20:00."),
    ],
)
def test_a_value_that_is_written_otherwise_is_nothing_to_read(before: str, after: str) -> None:
    for old, new in ((before, after), (after, before)):
        assert (change(old, new).significance, change(old, new).nothing) == ("none", "punctuation")


def test_a_value_that_is_another_is_to_be_read() -> None:
    assert change("Stay 72km (44 miles) from the border.", "Stay 72km (49 miles) from the border.").nothing is None
    assert change("The border opens on 1 May 2026.", "The border opens on May 2, 2026.").nothing is None
