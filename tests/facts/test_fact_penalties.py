from __future__ import annotations

from typing import Any

import pytest
from facts.texts import facts, of_kind, values


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("You may be arrested.", ["arrest"]),
        ("You may be fined or imprisoned.", ["fine", "prison"]),
        ("You could be sent to prison.", ["prison"]),
        ("You could be put in jail.", ["prison"]),
        ("You risk heavy fines and deportation.", ["deportation", "fine"]),
        ("You risk fines, detention and deportation.", ["deportation", "detention", "fine"]),
        ("Possession may lead to arrest, jail time, and fines.", ["arrest", "fine", "prison"]),
        ("Drug smuggling carries the death penalty.", ["death"]),
        ("You can be sentenced to death.", ["death"]),
        ("You can get a life sentence.", ["life"]),
        ("You may be caned for vandalism.", ["corporal"]),
        ("Your drone may be confiscated and not returned.", ["confiscation"]),
        ("Those who overstay face an entry ban.", ["ban"]),
        ("You may be deported and banned from returning in the future.", ["ban", "deportation"]),
        ("Offenders may have to do community service.", ["community service"]),
        ("There is a risk of arrest.", ["arrest"]),
    ],
)
def test_the_kinds_of_a_punishment(text: str, kinds: list[str]):
    [value] = values("penalty", text)
    assert value["kinds"] == kinds


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("You face up to 5 years in prison.", None, 5),
        ("You face a prison sentence of up to five years.", None, 5),
        ("The penalty is 5 to 8 years of imprisonment.", 5, 8),
        ("It is punished by imprisonment for a term of five to eight years.", 5, 8),
        ("The punishment is 10 years’ imprisonment.", 10, 10),
        ("It carries at least 3 years in jail.", 3, None),
    ],
)
def test_a_prison_term_is_part_of_the_penalty_and_no_length_of_time(text: str, low: int | None, high: int | None):
    [value] = values("penalty", text)
    assert value["kinds"] == ["prison"]
    [term] = value["terms"]
    assert (term["low"], term["high"], term["unit"]) == (low, high, "year")
    assert values("duration", text) == []


def test_each_term_of_a_graded_crime_is_a_penalty_of_its_own():
    text = (
        "The sentence is 5 to 8 years of imprisonment for rape, 9 to 15 years where the victim was hurt, and up to a "
        "life sentence where a child was the victim."
    )
    found: list[Any] = values("penalty", text)
    assert [value["kinds"] for value in found] == [["prison"], ["prison"], ["life"]]
    assert [(t["low"], t["high"]) for value in found for t in value.get("terms", [])] == [(5, 8), (9, 15)]


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("You may be fined up to £500.", 500, "GBP"),
        ("There is an on-the-spot fine of 50 euros.", 50, "EUR"),
        ("The fine is AED 2,000.", 2000, "AED"),
        ("Smoking is punishable by a fine of 1,000 dinars.", 1000, "dinar"),
    ],
)
def test_the_amount_of_a_fine_is_part_of_the_penalty(text: str, amount: int, currency: str):
    [value] = values("penalty", text)
    assert value["kinds"] == ["fine"]
    assert [(a["amount"], a["currency"]) for a in value["amounts"]] == [(amount, currency)]
    assert values("money", text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("You may be imprisoned.", "You may be put in prison."),
        ("You may be imprisoned.", "You may be jailed."),
        ("You could get a lengthy prison sentence.", "You could get a long jail sentence."),
        ("You risk hefty fines.", "You risk heavy fines."),
        ("You face a fine or deportation.", "You face deportation and a fine."),
        ("You face up to 5 years in prison.", "You face imprisonment of up to five years."),
    ],
)
def test_one_punishment_in_other_words_is_the_same(one: str, other: str):
    assert values("penalty", one) == values("penalty", other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("You may be imprisoned.", "You may be detained."),
        ("You may be arrested.", "You may be detained."),
        ("You risk fines.", "You risk fines and deportation."),
        ("You may be fined 500 euros.", "You may be fined 600 euros."),
        ("You face up to 5 years in prison.", "You face up to 6 years in prison."),
    ],
)
def test_another_punishment_is_another(one: str, other: str):
    assert values("penalty", one) != values("penalty", other)


@pytest.mark.parametrize(
    ("text", "offence"),
    [
        ("You may be fined for overstaying.", "overstaying"),
        ("There is a fine of 10,000 dinars for photographing military sites.", "photographing military sites"),
        ("If you overstay, you may be deported.", "overstay"),
        ("Anyone who insults the king may be jailed.", "insults the king"),
        ("Possession of drugs is punishable by up to 5 years in prison.", "Possession of drugs"),
        ("Vaping indoors is illegal and can lead to arrest.", "Vaping indoors"),
        ("Penalties for drug smuggling include life imprisonment.", "drug smuggling"),
        ("Foreign nationals have been detained for flying drones.", "flying drones"),
        ("You could go to prison if you are caught with fireworks.", "fireworks"),
        ("Drug possession, even of small amounts, carries heavy fines.", "Drug possession"),
        ("The fine for littering is £60.", "littering"),
    ],
)
def test_the_label_is_the_offence(text: str, offence: str):
    assert [fact.label for fact in facts(text) if fact.kind == "penalty"] == [offence]


@pytest.mark.parametrize(
    ("text", "lead", "offence"),
    [
        ("a fine", "If you fly a drone, you could get:", "fly a drone"),
        ("have your camera seized", "Anyone who films the port may:", "films the port"),
    ],
)
def test_the_lead_in_of_a_list_names_the_offence(text: str, lead: str, offence: str):
    found = [fact for fact in facts(f"{lead}\n\n* {text}") if fact.kind == "penalty"]
    assert [fact.label for fact in found] == [offence]


def test_without_an_offence_in_the_sentence_the_heading_says_it():
    [found] = [fact for fact in facts("## Drones\n\nYou could be fined.") if fact.kind == "penalty"]
    assert found.label == "Drones"


def test_each_term_of_a_graded_crime_has_its_own_offence():
    text = (
        "Charges are 5 to 8 years of imprisonment for rape, 9 to 15 years in case of cruelty, and up to a life "
        "sentence if the victim is a child."
    )
    found = [(fact.text, fact.label) for fact in facts(text) if fact.kind == "penalty"]
    assert found == [
        ("5 to 8 years of imprisonment", "rape"),
        ("9 to 15 years", "cruelty"),
        ("up to a life sentence", "victim is a child"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Expect 180 to 240 hours of community work.", "180 to 240 hours of community work"),
        ("You may be deported and banned from re-entering for 5 years.", "banned from re-entering for 5 years"),
        ("It means a fine of 2,000 to 10,000 dinars.", "fine of 2,000 to 10,000 dinars"),
        ("There are fines from 500 to 1,000 US dollars.", "fines from 500 to 1,000 US dollars"),
        ("A suspect may be detained without charges for no longer than 48 hours.", "for no longer than 48 hours"),
        ("He faces up to 10 years’ incarceration and $10,000 fine.", "up to 10 years’ incarceration and $10,000 fine"),
        ("You may be imprisoned without trial.", "imprisoned without trial"),
        ("Smoking attracts an on-the-spot fine.", "on-the-spot fine"),
        ("Violators risk arrest, a 5-year prison term and caning.", "arrest, a 5-year prison term and caning"),
    ],
)
def test_a_run_of_punishments_is_one_with_its_measures(text: str, words: str):
    [(said, _)] = of_kind("penalty", text)
    assert words in said


def test_what_befell_people_like_the_reader_is_a_warning():
    assert values("penalty", "Tourists have been arrested for photographing bridges.") == [{"kinds": ["arrest"]}]
    assert values("penalty", "The police have arrested visitors for insulting the flag.") == [{"kinds": ["arrest"]}]
    assert values("penalty", "Drug violators are regularly arrested.") == [{"kinds": ["arrest"]}]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Это наказывается лишением свободы на срок от 5 до 8 лет.", ["prison"]),
        ("За это грозит штраф.", ["fine"]),
        ("Нарушителям грозит арест до 15 суток.", ["arrest"]),
        ("Вас могут депортировать.", ["deportation"]),
        ("Нарушение влечёт штраф или арест.", ["arrest", "fine"]),
        ("Если вас задержали, звоните в посольство.", []),
    ],
)
def test_punishments_in_russian(text: str, kinds: list[str]):
    assert [kind for value in values("penalty", text) for kind in value["kinds"]] == kinds


def test_the_degree_of_a_punishment_counts():
    heavy, light = values("penalty", "You risk heavy fines."), values("penalty", "You risk fines.")
    assert heavy[0]["kinds"] == light[0]["kinds"] == ["fine"]
    assert heavy != light


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("If you do this, you face up to 5 years in prison there.", "up to 5 years in prison"),
        ("If you do this, you risk heavy fines and deportation there.", "heavy fines and deportation"),
        ("The law says 5 to 8 years of imprisonment for that.", "5 to 8 years of imprisonment"),
        ("You pay an on-the-spot fine of 50 euros there.", "on-the-spot fine of 50 euros"),
    ],
)
def test_the_words_hold_the_punishment_with_its_range(text: str, words: str):
    [(said, _)] = of_kind("penalty", text)
    assert words in said
    assert len(said) <= len(words) + len("may also be ")


@pytest.mark.parametrize(
    "text",
    [
        "If you are arrested, contact the embassy.",
        "If you are arrested or detained, ask the police to tell the embassy.",
        "If you’re detained, ask for a lawyer.",
        "At least 8,400 were arrested during the unrest.",
        "Some 300 people were detained during the unrest.",
        "He was released from detention.",
        "Being arrested abroad is a shock.",
        "Unpaid fines are collected at the airport.",
        "The detention centre is far from town.",
        "Prison conditions are harsh.",
        "Fine dust hangs over the city.",
        "Tell us if you have been detained.",
        "The embassy is not always told when visitors have been arrested.",
        "Ask for a receipt when you pay the fine.",
        "Pay any outstanding traffic fines before you leave.",
        "There is a warrant for his arrest.",
        "He was sent to live near the prison.",
        "There is a risk of wrongful detention.",
        "Hostages were detained by armed groups.",
        "A visit to the prison is possible.",
        "Swimming there is fine.",
        "People detained at the border may call their families.",
        "The court decides on child custody.",
        "A passport will not protect you from detention.",
        "A suspect may not be detained at all.",
    ],
)
def test_what_threatens_nobody(text: str):
    assert values("penalty", text) == []


@pytest.mark.parametrize("text", ["You may be prosecuted.", "Penalties are severe.", "You may be severely punished."])
def test_a_punishment_that_is_not_named_is_none(text: str):
    assert values("penalty", text) == []


def test_headings_threaten_nobody():
    assert values("penalty", "## Illegal drugs and prison sentences\n\nBe careful.") == []


def test_a_list_of_punishments_has_one_an_item():
    text = "You will be punished with:\n\n* a fine\n* up to 2 years in prison\n* deportation"
    assert [value["kinds"] for value in values("penalty", text)][:2] == [["fine"], ["prison"]]


def test_a_stay_beside_a_threat_keeps_its_length():
    found = [(f.kind, f.text) for f in facts("Stay up to 30 days. If you overstay, you may be deported.")]
    assert ("duration", "up to 30 days") in found


@pytest.mark.parametrize(
    ("text", "words", "amounts"),
    [
        ("The fine for littering is up to 100 euros.", "fine for littering is up to 100 euros", [100]),
        ("The fine for littering is at least 100 euros.", "fine for littering is at least 100 euros", [100]),
        ("Fines for speeding are from 100 to 300 euros.", "Fines for speeding are from 100 to 300 euros", [100, 300]),
        (
            "Fines in such cases have ranged from 26 to 90 euros.",
            "Fines in such cases have ranged from 26 to 90 euros",
            [26, 90],
        ),
        ("Fines can be up to 10 rials a day.", "Fines can be up to 10 rials a day", [10]),
        ("The fine is £60.", "fine is £60", [60]),
        ("Максимальный штраф - 50 МРП.", "Максимальный штраф - 50 МРП", [50]),
    ],
)
def test_an_amount_behind_the_offence_is_that_of_the_fine(text: str, words: str, amounts: list[int]):
    [(said, value)] = of_kind("penalty", text)
    assert said == words
    [amount] = value["amounts"]
    assert [amount[end] for end in ("amount", "low", "high") if end in amount] == amounts
    assert values("money", text) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("You could get a fine, deportation and a ban.", ["ban", "deportation", "fine"]),
        ("You may face a ban of up to 5 years.", ["ban"]),
        ("You may face detainment.", ["detention"]),
        ("Officials may detain you or restrict you from future travel to Ruritania.", ["ban", "detention"]),
        ("Officials may restrict your future travel.", ["ban"]),
        ("They will fine you and, in some cases, may even jail you for months.", ["fine", "prison"]),
        ("They may fine or jail violators for months.", ["fine", "prison"]),
    ],
)
def test_a_run_of_punishments_has_all_their_kinds(text: str, kinds: list[str]):
    assert [value["kinds"] for value in values("penalty", text)] == [kinds]


@pytest.mark.parametrize(
    "text",
    [
        "There is a ban on smoking.",
        "The ban was lifted.",
        "The ban lasts for 5 years.",
        "You may face a ban on smoking.",
    ],
)
def test_a_ban_alone_may_be_of_anything(text: str):
    assert values("penalty", text) == []


def test_a_condition_before_a_threat_is_no_part_of_it():
    assert of_kind("penalty", "If you are arrested you could be fined.") == [("could be fined", {"kinds": ["fine"]})]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The army may detain you for long.", "may detain you"),
        ("Officers can impound a vehicle that has no papers.", "can impound a vehicle"),
        ("You could be detained for several months.", "could be detained for several months"),
        ("They face harsh terms (15 to 20 years in prison).", "15 to 20 years in prison"),
        ("They face legal risks (arrest, fines).", "arrest, fines"),
    ],
)
def test_the_words_hold_whom_it_befalls_and_how_long(text: str, words: str):
    assert words in [said for said, _ in of_kind("penalty", text)]


def test_a_reader_is_no_offence():
    [found] = [fact for fact in facts("Under section 14 you can be deported.") if fact.kind == "penalty"]
    assert found.label is None
