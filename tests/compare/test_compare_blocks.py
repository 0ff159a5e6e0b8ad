"""Which block is which, which section is which, which link is which."""

from __future__ import annotations

import random

import pytest
from facts.texts import differ, document

from monitor.compare.align import align
from monitor.compare.change import LinkChange, LinkEnd
from monitor.compare.difference import Difference
from monitor.compare.edits import nothing_in

PAGE = """# Ruritania

## Crime

Pickpockets work in markets and on trains in all larger cities.

Leave your passport in the safe of the hotel at night.

## Roads

Mountain roads are narrow, and snow blocks them for weeks in winter.

## Health

Boil water before you drink it, and peel fruit yourself.

* ticks are common in forests
* rabies is found in dogs
* the sun is strong in the hills
"""
CRIME = """## Crime

Pickpockets work in markets and on trains in all larger cities.

Leave your passport in the safe of the hotel at night.

"""
ROADS = "## Roads\n\nMountain roads are narrow, and snow blocks them for weeks in winter.\n\n"


def edits(difference: Difference) -> list[tuple[str, str | None, str | None]]:
    return [(e.change, e.before, e.after) for e in difference.edits]


def sections(difference: Difference) -> list[tuple[str, tuple[str, ...], tuple[str, ...] | None]]:
    return [(s.change, s.path, s.path_before) for s in difference.sections]


def test_a_page_against_itself_has_no_difference():
    assert differ(PAGE, PAGE).is_empty


def test_one_edited_sentence_is_one_edit_in_one_section():
    difference = differ(PAGE, PAGE.replace("for weeks in winter", "for months in winter"))
    [edit] = difference.edits
    assert (edit.change, edit.section) == ("modified", ("Roads",))
    assert edit.words is not None
    assert [(op, text) for op, text in edit.words if op != "="] == [("-", "weeks"), ("+", "months")]
    assert sections(difference) == [("modified", ("Roads",), None)]


def test_a_new_paragraph_is_added_and_the_rest_keeps_its_place():
    new = "Taxis from the airport have no meters, so agree on a price."
    difference = differ(PAGE, PAGE.replace("## Health", f"{new}\n\n## Health"))
    assert edits(difference) == [("added", None, new)]
    assert difference.edits[0].section == ("Roads",)


def test_a_paragraph_that_went_is_removed():
    gone = "Leave your passport in the safe of the hotel at night."
    assert edits(differ(PAGE, PAGE.replace(f"{gone}\n\n", ""))) == [("removed", gone, None)]


def test_reordered_items_have_moved_and_nothing_else():
    items = ["* ticks are common in forests", "* rabies is found in dogs", "* the sun is strong in the hills"]
    difference = differ(PAGE, PAGE.replace("\n".join(items), "\n".join([items[2], items[0], items[1]])))
    assert {e.change for e in difference.edits} == {"moved"}
    assert {e.nothing for e in difference.edits} == {"order"}
    assert len(difference.edits) == 1


def test_a_paragraph_that_went_to_another_section_has_moved():
    moved = "Leave your passport in the safe of the hotel at night."
    after = PAGE.replace(f"{moved}\n\n", "").replace("## Health", f"{moved}\n\n## Health")
    difference = differ(PAGE, after)
    assert edits(difference) == [("moved", moved, moved)]
    assert difference.edits[0].section == ("Roads",)


def test_sections_in_another_order_have_no_other_words():
    difference = differ(PAGE, PAGE.replace(CRIME + ROADS, ROADS + CRIME))
    assert {e.change for e in difference.edits} == {"moved"}
    assert "added" not in {s.change for s in difference.sections}
    assert "removed" not in {s.change for s in difference.sections}


def test_a_renamed_section_keeps_its_identity():
    difference = differ(PAGE, PAGE.replace("## Crime", "## Staying safe from thieves"))
    assert sections(difference) == [("renamed", ("Staying safe from thieves",), ("Crime",))]
    assert all("passport" not in f"{e.before}{e.after}" for e in difference.edits)


def test_a_renamed_section_with_edits_inside_is_still_the_same():
    after = PAGE.replace("## Crime", "## Theft").replace("all larger cities", "all the larger cities and towns")
    assert ("renamed", ("Theft",), ("Crime",)) in sections(differ(PAGE, after))


def test_a_section_below_another_one_has_moved():
    difference = differ(PAGE, PAGE.replace("## Roads", "### Roads"))
    assert ("moved", ("Crime", "Roads"), ("Roads",)) in sections(difference)


def test_a_section_below_a_renamed_one_has_not_moved():
    before = "# R\n\n## Safety\n\nBe safe in all of the old town.\n\n### Trains\n\nTrains are old but safe to use.\n"
    difference = differ(before, before.replace("## Safety", "## Safety and security"))
    assert [s.change for s in difference.sections] == ["renamed"]


def test_sections_that_came_and_went():
    new = "## Money\n\nBanks close for the holidays, so bring enough cash with you.\n"
    assert ("added", ("Money",), None) in sections(differ(PAGE, PAGE + "\n" + new))
    assert ("removed", ("Money",), None) in sections(differ(PAGE + "\n" + new, PAGE))


@pytest.mark.parametrize("back", [False, True], ids=["merged", "split"])
def test_split_and_merged_paragraphs_hold_the_same_words(back: bool):
    merged = PAGE.replace("cities.\n\nLeave", "cities. Leave")
    difference = differ(merged, PAGE) if back else differ(PAGE, merged)
    assert {edit.nothing for edit in difference.edits} == {"markup"}
    assert difference.facts == ()


def test_sentences_in_another_order_are_the_same_sentences():
    one = "Trams are old and very slow. Buses are new and quite fast. Taxis have no meters at all."
    other = "Taxis have no meters at all. Trams are old and very slow. Buses are new and quite fast."
    assert {edit.nothing for edit in differ(one, other).edits} == {"order"}
    assert {edit.nothing for edit in differ(one, other.replace("quite fast", "quite slow")).edits} == {None}


def test_a_sentence_that_the_page_repeats_stays_with_its_own_section():
    again = "Call the embassy if you need help with any of this."
    before = f"# R\n\n## Crime\n\n{again}\n\n## Health\n\n{again}\n"
    difference = differ(before, f"# R\n\n## Crime\n\nLock your doors.\n\n## Health\n\n{again}\n")
    assert {e.section for e in difference.edits} == {("Crime",)}


def test_another_kind_of_block_is_a_difference_of_markup():
    difference = differ("Trams are old and very slow.", "* Trams are old and very slow.")
    assert difference.markup
    assert difference.edits == ()


def test_a_shuffled_page_of_many_blocks_finds_every_block_again():
    dice = random.Random(3)
    stock = [f"word{i}" for i in range(900)]
    blocks = [" ".join(dice.choices(stock, k=25)) + "." for _ in range(80)]
    edited = [block.replace(block.split()[3], "edited", 1) if dice.random() < 0.3 else block for block in blocks]
    order = list(range(80))
    dice.shuffle(order)
    before, after = document("\n\n".join(blocks)), document("\n\n".join(edited[i] for i in order))
    alignment = align(before, after)
    assert alignment.pairs == {0: 0} | {old + 1: new + 1 for new, old in enumerate(order)}
    assert alignment.back == {new: old for old, new in alignment.pairs.items()}


def test_blocks_of_other_words_are_no_pair():
    before, after = document("Trams are old and slow."), document("Bring enough cash for a week in the hills.")
    assert align(before, after).pairs == {0: 0}


def test_a_page_rewritten_from_end_to_end_comes_to_its_end():
    dice = random.Random(5)
    old, new = (
        "\n\n".join(" ".join(f"{word}{dice.randrange(10**6)}" for _ in range(6)) for _ in range(2001))
        for word in ("old", "new")
    )
    difference = differ(old, new)
    assert len(difference.edits) == 4002
    assert {e.change for e in difference.edits} == {"added", "removed"}


@pytest.mark.parametrize(
    ("before", "after", "nothing"),
    [
        ("Trams are old.", "Trams are old", "punctuation"),
        ("Trams, buses and taxis", "Trams; buses - and taxis", "punctuation"),
        ("the hotel’s safe", "the hotel's safe", "punctuation"),
        ("trams are OLD", "Trams are old", "markup"),
        ("trams are OLD", "Trams are old.", "punctuation"),
        ("your pass port", "your passport", "typing"),
        ("breakthis rule", "break this rule", "typing"),
        ("Trams are old.", "Trams are new.", None),
        ("at 5% a year", "at 5 a year", None),
        ("call +7 7172", "call 7 7172", None),
        ("$300 a day", "£300 a day", None),
        ("up to 1 2 days", "up to 12 days", None),
        ("not legal", "legal", None),
    ],
)
def test_what_there_is_to_read_in_an_edit(before: str, after: str, nothing: str | None):
    assert nothing_in(before, after) == nothing
    assert nothing_in(after, before) == nothing


LINKED = "See the [form](https://example.org/a) and the [map](https://example.org/m) before you go there."
FORM = LinkEnd("https://example.org/a", "form")


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (
            LINKED.replace("/a)", "/b)"),
            LinkChange("retargeted", FORM, LinkEnd("https://example.org/b", "form")),
        ),
        (
            LINKED.replace("[form]", "[paper]"),
            LinkChange("relabelled", FORM, LinkEnd("https://example.org/a", "paper")),
        ),
        (LINKED.replace("[form](https://example.org/a)", "form"), LinkChange("removed", FORM, None)),
        (
            LINKED.replace("you go", "you [go](https://example.org/g)"),
            LinkChange("added", None, LinkEnd("https://example.org/g", "go")),
        ),
    ],
    ids=["retargeted", "relabelled", "removed", "added"],
)
def test_what_became_of_a_link(after: str, change: LinkChange):
    assert differ(LINKED, after).links == (change,)


def test_a_link_that_moved_with_its_paragraph_has_not_changed():
    other = "Trams are old and very slow here."
    assert differ(f"{LINKED}\n\n{other}", f"{other}\n\n{LINKED}").links == ()
    assert differ(LINKED, f"{other}\n\n{LINKED}").links == ()


def test_a_link_that_stands_twice_and_then_once_is_removed_once():
    twice = f"{LINKED}\n\nAgain, see the [form](https://example.org/a)."
    assert [link.change for link in differ(twice, LINKED).links] == ["removed"]
