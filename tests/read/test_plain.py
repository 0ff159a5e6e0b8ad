"""Plain text: a page that was saved as text."""

from __future__ import annotations

from read_helpers import block, placed, sections, told, whole

GUIDE = """Georgia: help after an assault

It was not your fault. Do not be afraid to get help.

First steps

You can:

  • call 112
  • call the embassy on +995 32 227 47 47

Reporting to the police

You can report at any station. There is no fee.
The police must provide an interpreter.
"""


def test_lines_that_stand_alone_are_headings_and_the_first_is_the_title() -> None:
    document = whole(GUIDE)
    assert document.title == "Georgia: help after an assault"
    assert sections(document) == ["First steps", "Reporting to the police"]
    assert placed(document) == [
        " | It was not your fault. Do not be afraid to get help.",
        "First steps | You can:",
        "First steps | call 112",
        "First steps | call the embassy on +995 32 227 47 47",
        "Reporting to the police | You can report at any station. There is no fee.",
        "Reporting to the police | The police must provide an interpreter.",
    ]


def test_items_carry_what_leads_them_in() -> None:
    document = whole(GUIDE)
    assert block(document, "call 112").lead == "You can:"
    assert block(document, "call 112").depth == 1


def test_a_page_of_lines_has_no_headings() -> None:
    document = whole("Dial 102 from any telephone\nThere is a group for women\nYes\nNo. Anyone can call.\n")
    assert sections(document) == []
    assert [kind.split(":")[0] for kind in told(document)] == ["paragraph"] * 4


def test_a_line_that_ends_like_a_sentence_is_no_heading() -> None:
    document = whole("Title here\n\nCall 112.\n\nWhere is it?\n\ncall now\n\n+995 32 227\n\nThe end of it")
    assert sections(document) == []


def test_a_short_line_before_a_list_is_no_heading() -> None:
    assert sections(whole("Title here\n\nText of it.\n\nBring these\n\n• a passport\n• a visa\n")) == []


def test_bullets_of_many_kinds_are_items() -> None:
    document = whole("Bring:\n• one\n- two\n* three\n– four\n· five\n")
    assert [kind for kind in told(document) if kind.startswith("item")] == [
        f"item: {name}" for name in ("one", "two", "three", "four", "five")
    ]


def test_line_ends_of_any_system_mean_the_same() -> None:
    assert whole(GUIDE) == whole(GUIDE.replace("\n", "\r\n")) == whole(GUIDE.replace("\n", "\r"))


def test_a_hundred_thousand_lines_are_read() -> None:
    assert len(whole("One line of many here.\n\n" * 100_000).blocks) == 100_000
