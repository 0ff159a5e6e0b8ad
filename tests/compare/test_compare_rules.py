"""Which edits of a sentence change the rule in it."""

from __future__ import annotations

import pytest
from facts.texts import differ, moves


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Police may search your phone.", "Police will search your phone."),
        ("Officers may ask you to leave.", "Officers will ask you to leave."),
        ("Same-sex relations are legal in Ruritania.", "Same-sex relations are not legal in Ruritania."),
        ("You are allowed to photograph bridges.", "You are not allowed to photograph bridges."),
        ("You are required to register.", "You are not required to register."),
        ("You must register with the police.", "You do not need to register with the police."),
        ("You must carry a passport.", "You must carry a passport and a visa."),
        ("It is illegal to photograph bridges.", "It is illegal to photograph bridges or airports."),
        ("You must register if you stay in a hotel.", "You must register unless you stay in a hotel."),
        ("Hotels must register all guests.", "Hotels must register foreign guests."),
        ("You must carry your passport at all times.", "You must carry your passport at night."),
        (
            "It is illegal to encourage people to change to another faith.",
            "It is illegal to encourage people to change to another faith or to a party.",
        ),
    ],
)
def test_another_modality_condition_or_object_changes_a_rule(before: str, after: str):
    for one, other in ((before, after), (after, before)):
        assert moves(differ(one, other), "rule") == [("rule", "changed", one, other)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "Border officials won’t let you enter without proof of funds.",
            "Border officials may not let you enter without proof of funds.",
        ),
        ("You may register at your hotel.", "You must register at your hotel."),
        ("The border with Ruritania is open to tourists.", "The border with Ruritania is closed to tourists."),
        ("The border with Ruritania is open to tourists.", "The border with Ruritania is not open to tourists."),
        ("Visitors can enter without a visa.", "Visitors can no longer enter without a visa."),
        ("You must not drive at night.", "You must drive at night."),
    ],
)
def test_a_turn_of_the_sense_is_never_silent(before: str, after: str):
    assert moves(differ(before, after), "rule") != []
    assert moves(differ(after, before), "rule") != []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It is illegal to photograph bridges.", "Photographing bridges is illegal."),
        ("It is illegal to photograph bridges.", "Photographing bridges is prohibited."),
        ("You must carry the hotel’s card.", "You must carry the hotel's card."),
        ("You must register within 3 days.", "You must register within three days."),
        ("You must register and you must carry ID.", "You must carry ID and you must register."),
        ("Travelers who breakthis rule must leave.", "Travelers who break this rule must leave."),
        ("You are required to carry a passport.", "You must carry a passport."),
    ],
)
def test_a_reworded_rule_is_the_same_rule(before: str, after: str):
    assert moves(differ(before, after)) == []
    assert moves(differ(after, before)) == []


def test_a_rule_in_which_only_a_value_moved_is_known_by_its_value():
    before = "You must register with the police within 3 days."
    assert moves(differ(before, before.replace("3", "5"))) == [
        ("duration", "changed", "within 3 days", "within 5 days")
    ]


def test_a_list_under_a_prohibition_has_one_rule_an_item():
    before = "You must not take out:\n\n* antiques\n* caviar"
    assert moves(differ(before, before + "\n* gold coins\n* icons")) == [
        ("rule", "added", None, "gold coins"),
        ("rule", "added", None, "icons"),
    ]
    assert moves(differ(before + "\n* gold coins", before)) == [("rule", "removed", "gold coins", None)]


def test_plain_tips_are_no_rules_when_they_come_or_go():
    assert moves(differ("Trams are old.", "Trams are old. Keep your bag close to your body.")) == []
    assert moves(differ("Trams are old. Avoid walking alone at night.", "Trams are old.")) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("All visitors need a visa.", "Some visitors need a visa."),
        ("You must show a return ticket and proof of funds.", "You must show a return ticket or proof of funds."),
        ("You must register by 1 May 2026.", "You must register from 1 May 2026."),
        (
            "You must not take photographs of military sites unless you have permission.",
            "You must not take photographs of military sites.",
        ),
        ("You must not drink on the street, including beaches.", "You must not drink on the street, except beaches."),
        ("Unmarried couples cannot share a room.", "Married couples cannot share a room."),
    ],
)
def test_small_words_that_say_otherwise_change_a_rule(before: str, after: str):
    for one, other in ((before, after), (after, before)):
        assert moves(differ(one, other), "rule") == [("rule", "changed", one, other)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You must organise a permit for the harbour.", "You must organize a permit for the harbor."),
        ("Be aware that vaping is banned in parks.", "Vaping is banned in parks."),
        ("It is illegal to import e-cigarettes.", "It is against the law to import e-cigarettes."),
    ],
)
def test_spelling_and_empty_words_leave_a_rule_what_it_is(before: str, after: str):
    assert moves(differ(before, after), "rule") == []
    assert moves(differ(after, before), "rule") == []


def test_a_rule_beside_a_like_one_that_stands_on_both_pages_is_still_news():
    before = "You need a visa to visit Ruritania."
    after = f"{before} You need a visa to visit Ruritania for work on a ship."
    assert moves(differ(before, after)) == [
        ("rule", "added", None, "You need a visa to visit Ruritania for work on a ship.")
    ]
