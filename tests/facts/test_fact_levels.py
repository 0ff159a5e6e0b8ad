from __future__ import annotations

import pytest
from facts.texts import change, of_kind, values


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


@pytest.mark.parametrize(
    ("by", "text", "said"),
    [
        (
            "uk-fcdo",
            "FCDO advises against all or all but essential travel to parts of Kazakhstan.",
            {(2, "parts"), (1, "parts")},
        ),
        (
            "uk-fcdo",
            "FCDO advises against all travel or all but essential travel to some areas of Kazakhstan.",
            {(2, "parts"), (1, "parts")},
        ),
        (
            "uk-fcdo",
            "FCDO advises against all travel to Batken and all but essential travel to the Ferghana valley.",
            {(2, "batken"), (1, "ferghana valley")},
        ),
        (
            "uk-fcdo",
            "FCDO advises against all travel to within 20km of the border, except for the town of Zarechny, where we "
            "advise against all but essential travel.",
            {(2, "20km of the border, except for the town of zarechny"), (1, "town of zarechny")},
        ),
        ("uk-fcdo", "FCDO advises against all travel to the rest of Batken.", {(2, "rest of batken")}),
        (
            "uk-fcdo",
            "FCDO advises against all travel within 4km of the Taal volcano.",
            {(2, "4km of the taal volcano")},
        ),
        (
            "uk-fcdo",
            "FCDO advises against all travel to areas which are under shelling.",
            {(2, "areas which are under shelling")},
        ),
        ("us-state", "Do not travel to within 2.4 km of the Batken border.", {(4, "2.4 km of the batken border")}),
        ("us-state", "Do not travel to or remain in Kazakhstan due to crime.", {(4, None)}),
        ("us-state", "Reconsider travel to Kazakhstan or consider departing.", {(3, None)}),
        ("us-state", "Do not travel for any reason due to crime.", {(4, None)}),
        ("us-state", "Batken is Level 4: Do Not Travel.", {(4, "batken")}),
        ("us-state", "The Travel Advisory for Kazakhstan is Level 3, Reconsider Travel.", {(3, None)}),
        ("us-state", "Northern and Eastern Batken– Level 4: Do Not Travel", {(4, "northern and eastern batken")}),
        ("ca-gac", "Exercise a high degree of caution (with regional advisories)", {(1, None)}),
        ("ca-gac", "Avoid all travel to the Batken region (BR), due to landmines.", {(3, "batken region")}),
        ("au-dfat", "Exercise a high degree of caution in Kazakhstan overall due to crime.", {(2, None)}),
        ("au-dfat", "We advise 'Reconsider your need to travel' to Batken.", {(3, "batken")}),
        ("au-dfat", "Higher levels apply in some areas.", set()),
        ("ie-dfa", "The Department advises against all travel to Batken.", {(4, "batken")}),
        ("ie-dfa", "We advise against non-essential travel to Kazakhstan.", {(3, None)}),
        ("ie-dfa", "We advise a high degree of caution when travelling to Kazakhstan.", {(2, None)}),
        ("nz-mfat", "Avoid non-essential travel to Batken (level 3 of 4) due to unrest.", {(3, "batken")}),
    ],
)
def test_an_area_ends_where_its_reason_begins_and_keeps_what_is_excepted(
    by: str, text: str, said: set[tuple[int, str]]
):
    assert {(value["step"], value["area"]) for value in values("level", text, by=by)} == said


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
        ("uk-fcdo", "FCDO no longer advises against all travel or all but essential travel to parts of Kazakhstan."),
        ("uk-fcdo", "Your insurance may be void if FCDO advises against all travel to your destination."),
        ("uk-fcdo", "Areas where FCDO advises against all but essential travel"),
        ("uk-fcdo", "Find out more about why FCDO advises against all travel."),
        ("us-state", "Exercise increased caution when walking at night."),
        ("us-state", "Do not travel alone."),
        ("us-state", "Mariners should exercise increased caution."),
        ("us-state", "The nearest Level 1 trauma centre is abroad."),
        ("us-state", "Reissued after periodic review without changes."),
        ("us-state", "Some areas have increased risk."),
        ("ca-gac", "Exercise a high degree of caution, especially after dark."),
        ("au-dfat", "If we advise 'Do not travel', your insurance may be void."),
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


@pytest.mark.parametrize(
    ("lead", "said"),
    [
        ("FCDO advises against all travel to the following areas due to unrest:", {"batken", "talas"}),
        ("FCDO advises against all travel to these parts of Kazakhstan:", {"batken", "talas"}),
        ("FCDO advises against all travel to the municipalities of:", {"batken", "talas"}),
        (
            "FCDO advises against all travel to within 30km of the borders with:",
            {"30km of the borders with batken", "30km of the borders with talas"},
        ),
        ("FCDO advises against all travel to the north except:", {"north"}),
        ("FCDO advises against all travel to the north due to:", {"north"}),
        ("Check where FCDO advises against all travel. In an emergency keep to:", set()),
    ],
)
def test_a_lead_in_says_what_its_items_are(lead: str, said: set[str]):
    assert {value["area"] for value in values("level", f"{lead}\n\n* Batken due to crime\n* Talas\n")} == said


def test_a_level_without_a_place_is_that_of_the_heading_which_says_it():
    text = "## Batken – Do Not Travel\n\nDo not travel due to crime.\n\nDo not travel to this area for any reason."
    assert {value["area"] for value in values("level", text, by="us-state")} == {"batken"}


def test_a_bare_heading_over_areas_is_no_level_of_the_country():
    text = "## Do not travel\n\nDo not travel to Batken.\n\n## Exercise increased caution\n\nBe careful."
    said = {(value["step"], value["area"]) for value in values("level", text, by="nz-mfat")}
    assert said == {(4, "batken"), (2, None)}


def test_a_reason_is_part_of_the_level_only_where_the_publisher_keeps_indicators():
    for by, text in (
        ("ca-gac", "Avoid all travel to Batken due to crime."),
        ("au-dfat", "Do not travel due to crime."),
    ):
        [value] = values("level", text, by=by)
        assert "reasons" not in value


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


@pytest.mark.parametrize(
    ("by", "before", "after", "found"),
    [
        ("ca-gac", "**BAHRAIN - AVOID NON-ESSENTIAL TRAVEL**", "**BAHRAIN - AVOID ALL TRAVEL**", [("changed", "up")]),
        (
            "uk-fcdo",
            "FCDO advises against all travel to Bahrain.",
            "FCDO now advises against all but essential travel to Bahrain.",
            [("changed", "down")],
        ),
        (
            "uk-fcdo",
            "FCDO advises against all travel to Bahrain.",
            "FCDO no longer advises against all travel to Bahrain.",
            [("removed", "down")],
        ),
        (
            "uk-fcdo",
            "FCDO advises against all travel to Bahrain.",
            "We have reviewed our advice and continue to advise against all travel to Bahrain.",
            [],
        ),
        (
            "us-state",
            "Exercise increased caution in Bahrain due to crime.",
            "Exercise increased caution in Bahrain due to crime and terrorism.",
            [("changed", None)],
        ),
        (
            "ca-gac",
            "Avoid all travel to Bahrain due to crime.",
            "Avoid all travel to Bahrain because of crime and unrest.",
            [],
        ),
        (
            "au-dfat",
            "Exercise normal safety precautions in Bahrain.",
            "We've raised our level from 'Exercise normal safety precautions' "
            "to 'Exercise a high degree of caution'.\n\nExercise a high degree of caution in Bahrain.",
            [("changed", "up")],
        ),
        (
            "ie-dfa",
            "Security status: Do Not Travel",
            "Security status: Avoid Non-Essential Travel",
            [("changed", "down")],
        ),
        (
            "nz-mfat",
            "Do not travel to Bahrain (level 4 of 4).",
            "Avoid non-essential travel to Bahrain (level 3 of 4).",
            [("changed", "down")],
        ),
    ],
)
def test_one_level_changes_on_its_publishers_scale(
    by: str, before: str, after: str, found: list[tuple[str, str | None]]
):
    said = change(before, after, country="BH", by=by)
    assert [(fact.change, fact.direction) for fact in said.facts if fact.kind == "level"] == found


def test_the_status_of_a_volcano_is_no_advice():
    assert values("level", "The institute has raised the mountain's status to Level 2.", by="us-state") == []
    assert values("level", "The Travel Advisory was raised to Level 3.", by="us-state") != []


def test_advice_for_those_who_travel_to_an_area_is_that_of_the_area():
    text = "Exercise a high degree of caution if travelling to the northern parishes."
    [value] = values("level", text, by="ca-gac")
    assert value["area"] == "northern parishes"
    assert values("level", "Exercise a high degree of caution if driving at night.", by="ca-gac") == []
