from __future__ import annotations

import pytest
from facts.texts import of_kind, values


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("You must not photograph bridges.", "prohibited"),
        ("It is illegal to photograph bridges.", "prohibited"),
        ("Photography of bridges is prohibited.", "prohibited"),
        ("You cannot enter with a damaged passport.", "prohibited"),
        ("You are not allowed to import cannabis.", "prohibited"),
        ("Vaping in public is banned here.", "prohibited"),
        ("Same-sex relations are not legal.", "prohibited"),
        ("Insulting the flag is a criminal offence.", "prohibited"),
        ("You must carry your passport at all times.", "required"),
        ("You need a permit for the border zone.", "required"),
        ("Vaccination against yellow fever is mandatory.", "required"),
        ("Your passport must be valid for at least 6 months.", "required"),
        ("All visitors are required to register.", "required"),
        ("You have to register with the police.", "required"),
        ("Declare all cash at the border.", "required"),
        ("You do not need a visa for short stays.", "not required"),
        ("You are not required to register.", "not required"),
        ("You no longer need a visa for tourism.", "not required"),
        ("You can enter without a visa for tourism.", "not required"),
        ("Drinking alcohol in bars is permitted.", "permitted"),
        ("Same-sex relations are legal here.", "permitted"),
        ("You can stay for up to 90 days.", "permitted"),
        ("Police may ask for your passport.", "may"),
        ("The authorities can search your phone.", "may"),
        ("Border officials may not let you enter.", "may"),
    ],
)
def test_the_modality_of_a_rule(text: str, modality: str):
    [(said, value)] = of_kind("rule", text)
    assert said == text
    assert value["modality"] == modality


@pytest.mark.parametrize(
    "text",
    [
        "Keep your bag close to your body.",
        "Avoid walking alone at night.",
        "Take care on mountain roads.",
        "Be careful with your drink in bars.",
        "Check local media for news.",
        "Many taxis in the city are old.",
        "See the page of the embassy for more.",
        "The embassy can give you a list of lawyers.",
        "You may want to think about a lawyer.",
        "Pickpockets work in markets and on trains.",
        "Should you carry your passport with you?",
        "Import of drones",
        "For more on visas you must read the next page.",
    ],
)
def test_plain_tips_and_pointers_are_no_rules(text: str):
    assert values("rule", text) == []


def test_headings_are_no_rules():
    assert values("rule", "## What you must not bring into the country\n\nHello.") == []


def test_each_sentence_is_a_rule_of_its_own():
    text = "You must carry your passport. Markets are lively. Police may ask you to show it."
    assert [said for said, _ in of_kind("rule", text)] == [
        "You must carry your passport.",
        "Police may ask you to show it.",
    ]


@pytest.mark.parametrize(
    ("lead", "modality"),
    [
        ("You are not allowed to export:", "prohibited"),
        ("It is illegal to:", "prohibited"),
        ("To stay longer, you must:", "required"),
        ("You do not need a visa if you:", "not required"),
    ],
)
def test_under_a_lead_in_each_item_is_a_rule(lead: str, modality: str):
    found = of_kind("rule", f"{lead}\n\n* antiques\n* caviar\n* gold coins\n")
    assert [said for said, _ in found] == ["antiques", "caviar", "gold coins"]
    assert {value["modality"] for _, value in found} == {modality}


def test_the_items_of_a_list_of_tips_are_no_rules():
    assert values("rule", "To keep safe:\n\n* keep your bag close\n* walk with friends\n") == []


def test_a_sentence_that_only_threatens_says_what_officials_may_do():
    text = "You may be arrested if you insult the flag."
    assert [value["modality"] for value in values("rule", text)] == ["may"]
    assert [value["kinds"] for value in values("penalty", text)] == [["arrest"]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("You must register within three days.", "You must register within 3 days."),
        ("You must pay 1,000 tenge for a permit.", "You must pay 1 000 tenge for a permit."),
        ("You must carry the hotel’s card.", "You must carry the hotel's card."),
        ("You must register by 1 May 2026.", "You must register by May 1, 2026."),
        ("You must call 020 7008 5000 first.", "You must call +44 20 7008 5000 first."),
    ],
)
def test_a_value_written_in_another_way_leaves_a_rule_what_it_was(one: str, other: str):
    [before], [after] = values("rule", one), values("rule", other)
    assert before["words"] == after["words"]


def test_a_lead_in_that_ends_with_its_modal_words_leads():
    found = of_kind("rule", "While the order lasts he must not:\n\n* buy or carry a weapon\n* call you")
    assert [(said, value["modality"]) for said, value in found] == [
        ("buy or carry a weapon", "prohibited"),
        ("call you", "prohibited"),
    ]


@pytest.mark.parametrize(
    ("text", "subject", "condition"),
    [
        ("Tourists may not own land.", "tourists", None),
        ("Foreign visitors can stay for 30 days.", "foreign visitors", None),
        ("It is illegal to photograph bridges.", "photograph bridges", None),
        ("Photography of bridges is prohibited.", "photography of bridges", None),
        ("You must register if you stay longer than a week.", "you", "if you stay longer than a week"),
        ("Drones are banned unless you hold a permit.", "drones", "unless you hold a permit"),
        ("It is banned by law.", None, None),
    ],
)
def test_a_rule_says_who_or_what_it_is_about_and_under_which_condition(text, subject, condition):
    [value] = values("rule", text)
    assert (value["subject"], value["condition"]) == (subject, condition)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("You can no longer film here.", "prohibited"),
        ("You may no longer film here.", "prohibited"),
        ("The border with Ruritania is not open.", "prohibited"),
        ("Same-sex relations are not illegal here.", "permitted"),
        ("The law does not prohibit drones.", "permitted"),
        ("You may be asked for proof of funds.", "may"),
        ("You may need to show your ticket.", "may"),
        ("Ruritania has introduced screening for all arrivals.", "will"),
        ("A state of emergency is in force in the north.", "will"),
        ("If you are visiting for work you must apply for a permit.", "required"),
        ("Visitors aren’t allowed to bring drones.", "prohibited"),
        ("These requirements do not apply to children.", "not required"),
    ],
)
def test_rules_in_other_words(text: str, modality: str):
    assert [value["modality"] for value in values("rule", text)] == [modality]


@pytest.mark.parametrize(
    "text",
    [
        "Check whether you need a visa.",
        "If you need proof of your entry, contact the office.",
        "Shops that require cash are common.",
        "Insurers usually require you to talk to your travel provider first.",
        "You must follow local laws.",
        "The police will help you to report a crime.",
        "The Government of Canada cannot intervene on your behalf.",
        "Serious cases may require evacuation to another country.",
        "Renew your passport if you need to.",
        "You should be aware that some systems may not recognise the X.",
    ],
)
def test_what_asks_describes_or_helps_is_no_rule(text: str):
    assert values("rule", text, by="ca-gac") == []
