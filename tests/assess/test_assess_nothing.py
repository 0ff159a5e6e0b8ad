"""Classes of nothing: edits in which an analyst has nothing to read."""

from __future__ import annotations

import pytest
from facts.texts import change

PAGE = """# Ruritania

Updated: 3 May 2026

Latest update: New information on trams.

Still current at: 4 May 2026

## Trams

Trams are old and very slow. See the [timetable](https://example.org/a) for more.

Buses are new, quick and cheap.

Bring:

* a torch
* warm clothes
* some coins

Do not break the rules of the house.
"""


@pytest.mark.parametrize(
    ("nothing", "old", "new"),
    [
        ("stamp", "Updated: 3 May 2026", "Updated: 5 May 2026"),
        ("stamp", "at: 4 May 2026", "at: 6 May 2026"),
        ("stamp", "New information on trams.", "New information on buses."),
        ("link", "/a)", "/b)"),
        ("link", "Buses are", "[Buses](https://example.org/buses) are"),
        ("link", "[timetable](https://example.org/a)", "timetable"),
        ("markup", "cheap.\n\nBring", "cheap. Bring"),
        ("markup", "Buses are new, quick and cheap.", "* Buses are new, quick and cheap."),
        ("markup", "very slow. See", "very slow.\n\nSee"),
        ("order", "* a torch\n* warm clothes\n* some coins", "* some coins\n* a torch\n* warm clothes"),
        (
            "order",
            "Trams are old and very slow. See the [timetable](https://example.org/a) for more.",
            "See the [timetable](https://example.org/a) for more. Trams are old and very slow.",
        ),
        ("punctuation", "Buses are new, quick and cheap.", "Buses are new – quick and cheap."),
        ("punctuation", "Bring:", "Bring"),
        ("punctuation", "house.", "House"),
        ("typing", "break the rules", "breakthe rules"),
        ("typing", "warm clothes", "war m clothes"),
    ],
)
def test_the_class_of_an_edit_with_nothing_to_read(nothing: str, old: str, new: str):
    assert PAGE.count(old) == 1
    for before, after in ((PAGE, PAGE.replace(old, new)), (PAGE.replace(old, new), PAGE)):
        said = change(before, after)
        assert (said.significance, said.nothing, said.reasons) == ("none", nothing, ())
        assert said.facts == ()
        assert said.announcement is None
        assert not said.is_empty


def test_nothing_at_all_is_empty():
    said = change(PAGE, PAGE)
    assert said.is_empty
    assert (said.significance, said.nothing, said.reasons, said.announcement) == ("none", None, (), None)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("very slow", "quite slow"),
        ("warm clothes", "clothes"),
        ("* some coins", "* some coins\n* a map"),
        ("Do not break", "Break"),
        ("Buses are new", "Buses are not new"),
    ],
)
def test_an_edit_of_words_is_something_to_read(old: str, new: str):
    said = change(PAGE, PAGE.replace(old, new))
    assert said.nothing is None
    assert said.significance != "none"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The tax is 5% of the price.", "The tax is 5 of the price."),
        ("Call the desk on +7 7172 556200.", "Call the desk on 7172 556 2005."),
        ("Stay up to 1 2 days.", "Stay up to 12 days."),
        ("It costs $300 a day.", "It costs £300 a day."),
        ("It lasts 1.5 hours.", "It lasts 15 hours."),
        ("Call the police on 102.", "Call the police on 103."),
    ],
)
def test_a_sign_that_turns_a_value_is_never_nothing(before: str, after: str):
    assert change(before, after).significance != "none"
    assert change(after, before).significance != "none"


def test_stamp_and_link_together_are_still_nothing():
    said = change(PAGE, PAGE.replace("3 May", "5 May").replace("/a)", "/b)"))
    assert said.significance == "none"
    assert said.nothing in ("stamp", "link")


def test_a_fact_in_a_moved_list_is_still_a_fact():
    before = "It is illegal to export:\n\n* antiques\n* caviar"
    after = "Bring enough of these with you:\n\n* antiques\n* caviar"
    assert change(before, after).significance == "critical"
