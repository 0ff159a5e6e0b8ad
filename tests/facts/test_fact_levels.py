from __future__ import annotations

import pytest
from facts.texts import of_kind, values


@pytest.mark.parametrize(
    ("by", "text", "step", "area"),
    [
        ("uk-fcdo", "FCDO advises against all travel to Kazakhstan.", 2, None),
        ("uk-fcdo", "FCDO advises against all but essential travel to Kazakhstan.", 1, None),
        ("uk-fcdo", "FCDO advises against all travel to Kazakhstan based on security risks.", 2, None),
        ("uk-fcdo", "FCDO advises against all travel to the Batken region.", 2, "batken region"),
        ("uk-fcdo", "FCDO now advises against all but essential travel to the north.", 1, "north"),
        ("uk-fcdo", "FCDO continues to advise against all travel to the north.", 2, "north"),
        ("us-state", "Level 2: Exercise Increased Caution", 2, None),
        ("us-state", "Exercise increased caution in Kazakhstan due to crime.", 2, None),
        ("us-state", "Exercise normal precautions in Kazakhstan.", 1, None),
        ("us-state", "Reconsider travel to Kazakhstan due to armed conflict.", 3, None),
        ("us-state", "Do not travel to the border area due to crime.", 4, "border area"),
        ("us-state", "Batken Province – Level 3: Reconsider Travel", 3, "batken province"),
        ("us-state", "Batken Province - Level 4: Do Not Travel", 4, "batken province"),
        ("ca-gac", "Avoid all travel to Kazakhstan.", 3, None),
        ("ca-gac", "AVOID ALL TRAVEL", 3, None),
        ("ca-gac", "AVOID NON-ESSENTIAL TRAVEL", 2, None),
        ("ca-gac", "Avoid non-essential travel to Union Island.", 2, "union island"),
        ("ca-gac", "Kazakhstan - Exercise a high degree of caution", 1, None),
        ("ca-gac", "Take normal security precautions in Kazakhstan.", 0, None),
    ],
)
def test_a_level_is_a_step_of_its_publishers_scale_and_an_area(by: str, text: str, step: int, area: str | None):
    [value] = values("level", text, by=by)
    assert (value["scale"], value["step"], value["area"]) == ("advice", step, area)


def test_each_publisher_knows_only_its_own_words():
    assert values("level", "Level 3: Reconsider Travel", by="uk-fcdo") == []
    assert values("level", "FCDO advises against all travel to Kazakhstan.", by="us-state") == []
    assert values("level", "Avoid all travel to Kazakhstan.", by="us-state") == []


@pytest.mark.parametrize(
    ("by", "text"),
    [
        ("uk-fcdo", "FCDO no longer advises against all travel to the Batken region."),
        ("uk-fcdo", "FCDO no longer advises against all but essential travel to Kazakhstan."),
        ("uk-fcdo", "FCDO does not advise against all travel to Kazakhstan."),
        ("uk-fcdo", "Your insurance may be void if you travel against advice from FCDO."),
        ("uk-fcdo", "The volcano alert level is Level 2."),
        ("us-state", "The volcano is at alert level 2."),
        ("us-state", "Level 2 volcano warning is in force."),
        ("us-state", "There were no changes to the advisory level or risk indicators."),
        ("ca-gac", "Volcanic alert level 3 is in force."),
    ],
)
def test_what_states_no_level(by: str, text: str):
    assert values("level", text, by=by) == []


def test_under_a_status_each_item_is_an_area():
    text = "FCDO advises against all travel to:\n\n* the border zone\n* the Batken region\n"
    said = {value["area"]: value["step"] for value in values("level", text) if value["area"]}
    assert said == {"border zone": 2, "batken region": 2}


def test_the_reasons_stand_beside_a_level():
    [value] = values("level", "Exercise increased caution in Kazakhstan due to crime and terrorism.", by="us-state")
    assert value["reasons"] == ["crime", "terrorism"]


def test_how_likely_terrorists_are_is_a_scale_of_its_own():
    very, less = (
        values("level", f"Terrorists are {words} to try to carry out attacks in Kazakhstan.")
        for words in ("very likely", "likely")
    )
    assert [(v["scale"], v["step"]) for v in very + less] == [("terrorism", 2), ("terrorism", 1)]


def test_a_restated_level_is_one_value():
    assert values("level", "FCDO advises against all travel to the Batken region.") == values(
        "level", "We have reviewed it, and FCDO continues to advise against all travel to Batken region."
    )


def test_the_words_name_the_level_with_its_area():
    [(said, _)] = of_kind("level", "FCDO advises against all travel to the Batken region due to unrest.")
    assert said == "FCDO advises against all travel to the Batken region"
