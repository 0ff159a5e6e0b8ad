from __future__ import annotations

import pytest
from facts.texts import change

from monitor.compare.change import FactChange

OPPOSITE = {"stricter": "looser", "looser": "stricter", "up": "down", "down": "up", None: None}


def only(kind: str, before: str, after: str, by: str = "uk-fcdo") -> FactChange:
    [fact] = [f for f in change(before, after, by=by).facts if f.kind == kind]
    return fact


@pytest.mark.parametrize(
    ("by", "before", "after", "direction"),
    [
        ("us-state", "Level 2: Exercise Increased Caution", "Level 3: Reconsider Travel", "up"),
        ("us-state", "Level 4: Do Not Travel", "Level 3: Reconsider Travel", "down"),
        ("ca-gac", "AVOID NON-ESSENTIAL TRAVEL", "AVOID ALL TRAVEL", "up"),
        (
            "uk-fcdo",
            "FCDO advises against all travel to the north.",
            "FCDO now advises against all but essential travel to the north.",
            "down",
        ),
        (
            "uk-fcdo",
            "Terrorists are very likely to try to carry out attacks in Kazakhstan.",
            "Terrorists are likely to try to carry out attacks in Kazakhstan.",
            "down",
        ),
        ("uk-fcdo", "Be alert.", "FCDO advises against all travel to the north.", "up"),
        (
            "uk-fcdo",
            "FCDO advises against all travel to the north.",
            "FCDO no longer advises against all travel to the north.",
            "down",
        ),
    ],
)
def test_levels_go_up_and_down_on_the_publishers_own_scale(by: str, before: str, after: str, direction: str):
    assert only("level", before, after, by).direction == direction
    assert only("level", after, before, by).direction == OPPOSITE[direction]


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("Same-sex relations are legal in Ruritania.", "Same-sex relations are not legal in Ruritania.", "stricter"),
        ("You are allowed to photograph bridges.", "You are not allowed to photograph bridges.", "stricter"),
        ("You must register with the police.", "You do not need to register with the police.", "looser"),
        ("You must carry a passport.", "You must carry a passport and a visa.", None),
    ],
)
def test_a_changed_rule_is_stricter_or_looser_by_its_modality(before: str, after: str, direction: str | None):
    assert only("rule", before, after).direction == direction
    assert only("rule", after, before).direction == OPPOSITE[direction]


@pytest.mark.parametrize(
    ("rule", "added", "removed"),
    [
        ("You must register with the police.", "stricter", "looser"),
        ("It is illegal to photograph bridges.", "stricter", "looser"),
        ("You no longer need a visa for tourism.", "looser", None),
        ("Police may ask for your passport.", None, None),
    ],
)
def test_a_rule_that_came_or_went(rule: str, added: str | None, removed: str | None):
    rest = "Trams are old and slow."
    assert only("rule", rest, f"{rest} {rule}").direction == added
    assert only("rule", f"{rest} {rule}", rest).direction == removed


@pytest.mark.parametrize(
    ("milder", "harder"),
    [
        ("5 to 8 years of imprisonment", "9 to 15 years of imprisonment"),
        ("up to 5 years in prison", "up to 10 years in prison"),
        ("6 months in prison", "2 years in prison"),
        ("3 to 8 years of imprisonment", "5 to 8 years of imprisonment"),
        ("a fine", "a fine and deportation"),
        ("a fine", "imprisonment"),
        ("detention", "imprisonment"),
        ("20 years in prison", "a life sentence"),
        ("a life sentence", "the death penalty"),
    ],
)
def test_a_punishment_is_stricter_or_looser(milder: str, harder: str):
    sentence = "The courts punish rape with {}."
    assert only("penalty", sentence.format(milder), sentence.format(harder)).direction == "stricter"
    assert only("penalty", sentence.format(harder), sentence.format(milder)).direction == "looser"


def test_a_new_punishment_is_stricter_and_a_dropped_one_looser():
    rest = "Trams are old and slow."
    threat = "Vandals may be caned."
    assert only("penalty", rest, f"{rest} {threat}").direction == "stricter"
    assert only("penalty", f"{rest} {threat}", rest).direction == "looser"


@pytest.mark.parametrize(
    ("kind", "sentence", "less", "more"),
    [
        ("money", "A visa costs {} at the border.", "25 US dollars", "30 US dollars"),
        ("duration", "The visa is valid for {} from entry.", "up to 30 days", "up to 60 days"),
        ("age", "People {} may buy alcohol.", "aged 18 or over", "aged 21 or over"),
        ("percentage", "The limit is {} of alcohol.", "0.02%", "0.05%"),
        ("quantity", "Stay away, {} of the border.", "within 30 km", "within 50 km"),
    ],
)
def test_amounts_go_up_and_down(kind: str, sentence: str, less: str, more: str):
    assert only(kind, sentence.format(less), sentence.format(more)).direction == "up"
    assert only(kind, sentence.format(more), sentence.format(less)).direction == "down"


def test_a_number_to_dial_has_no_direction():
    assert only("phone", "Call the police on 102.", "Call the police on 112.").direction is None
