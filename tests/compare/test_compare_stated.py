"""Rules that are told in other words, and rules that turned into a sentence that is none."""

from __future__ import annotations

import pytest
from facts.texts import differ, moves


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # What was one long sentence of an office is two plain ones.
        (
            "Individuals who intend to remain in the country beyond ninety days are required to obtain a residence "
            "permit from the migration office prior to the end of their stay.",
            "If you remain beyond 90 days, you must get a residence permit from the migration office.",
        ),
        (
            "Local laws prohibit protesting or demonstrating without a permit.",
            "Local laws require permits for protests.",
        ),
        (
            "Women whom it befell abroad may be entitled to receive compensation for counselling.",
            "Women abroad may get compensation for counselling.",
        ),
        ("Photography of bridges and ports is prohibited by law.", "You may not photograph bridges or ports."),
        ("Export of local currency is prohibited.", "Export of local currency (tenge) is prohibited."),
        ("Smoking is banned in parks in Kazakhstan.", "Smoking is banned in parks."),
    ],
)
def test_a_rule_in_plain_language_is_the_same_rule(before: str, after: str) -> None:
    assert [m for m in moves(differ(before, after)) if m[0] == "rule"] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You must carry your passport at all times.", "You should keep your passport with you at all times."),
        ("It is illegal to photograph bridges.", "It is legal to photograph bridges."),
        (
            "Your passport must be valid for the length of your stay.",
            "Your passport must be valid for 6 months after you leave.",
        ),
        (
            "You will get a free stamp on arrival.",
            "You will get a free stamp on arrival at the airport of the capital.",
        ),
        ("The law prohibits drones.", "The law prohibits drones and satellite phones."),
    ],
)
def test_another_force_or_object_is_no_rewording(before: str, after: str) -> None:
    assert [m[0] for m in moves(differ(before, after)) if m[0] == "rule"] != []


def test_a_rule_that_becomes_advice_has_changed_and_did_not_go() -> None:
    before, after = "You must carry your passport in the city.", "You carry your passport in the city."
    assert moves(differ(before, after)) == [("rule", "changed", before, after)]
    assert moves(differ(after, before)) == [("rule", "changed", after, before)]


def test_an_item_that_moves_from_what_is_allowed_to_what_is_forbidden_is_a_change() -> None:
    page = "You may bring:\n\n* {}\n* bread\n\nYou must not bring:\n\n* {}\n* meat\n"
    changed = moves(differ(page.format("caviar", "honey"), page.format("honey", "caviar")), "rule")
    assert sorted(changed) == [("rule", "changed", "caviar", "caviar"), ("rule", "changed", "honey", "honey")]


def test_a_forgotten_space_hides_no_rule() -> None:
    one = "Permission of the Government of Ruritaniais required before filming in the mountains."
    assert moves(differ(one, one.replace("iais", "ia is"))) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Border police may arrest travellers at the ports.", "Border police will arrest travellers at the ports."),
        ("You must abide by local laws.", "You may abide by local laws."),
        ("Travellers get a jab because it is required.", "Travellers get a jab because it is not required."),
        ("Passport must have six months validity.", "Passport may have six months validity."),
    ],
)
def test_a_sentence_that_turned_is_a_changed_rule_whatever_it_is_alone(before: str, after: str) -> None:
    for old, new in ((before, after), (after, before)):
        assert moves(differ(old, new)) == [("rule", "changed", old, new)]


def test_what_is_possible_and_what_is_are_one_outside_of_rules() -> None:
    assert moves(differ("Roads in the hills can be bad.", "Roads in the hills are bad.")) == []


def test_the_month_of_may_turns_nothing() -> None:
    before = "Since 18 May 2024, all visitors must register with the police."
    assert moves(differ(before, before.replace("18 May 2024", "May 18, 2024"))) == []
