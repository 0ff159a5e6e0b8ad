"""The four pages from which everything started: each number, address, law, term and amount on them, by hand."""

from __future__ import annotations

from typing import Any

import pytest
from facts.texts import RealPage, needs_seeds, seed_pages

from monitor.facts.fact import Fact

pytestmark = needs_seeds

PHONES = {
    "000": ["KZ:102", "+77172702100", "+77272504802;ext=4901"],
    "001": ["KG:112", "+996312597000"],
    "002": [
        *("KZ:112", "KZ:103", "KZ:102", "KZ:150", "+77081060810;channel=whatsapp"),
        *("KZ:111", "+77172556200", "KZ:102", "+77172556200"),
        *("+441412118175", "+441685379310", "+448003894424"),
        *("+77172497889", "+77073362036", "+77172306073", "+77028929777;channel=whatsapp"),
        *("+77272432221", "+77714503450;channel=whatsapp"),
        *("+77273961938", "+77471112360", "+77272724832", "+77272613239", "+77051510000"),
        *("+77172381585", "+77172380464", "+77272465336", "+77172465352"),
    ],
    "003": ["KZ:102", "+77152493158", "+77152612530", "+77084324561;channel=whatsapp", "KZ:103"],
}
_RODNIK = "Сentre for socio-psychological rehabilitation and adaptation for women and children ‘Rodnik’ Almaty"
WHOSE_PHONES = {
    "000": ["local police", "U.S. Embassy", "U.S. Consulate"],
    "001": ["local police", "U.S. Embassy"],
    "002": [
        *("emergency/rescue", "public ambulance", "police", "confidential helpline"),
        *("confidential helpline, WhatsApp", "helpline aimed at underage victims", "British Embassy Astana"),
        *("police station", "British embassy"),
        *("Scotland Archway SARC", "Wales New Pathways SARC", "Northern Ireland Rowan SARC Northern Ireland"),
        *["Crisis centre ‘Umit’ Astana"] * 2,
        *["Crisis centre ‘Qorgau-Astana’ Astana"] * 2,
        *["Crisis centre for victims of domestic violence ‘Zhan-Saya’ Almaty"] * 2,
        *[_RODNIK] * 2,
        *["Republican scientific and practical centre of mental health"] * 2,
        "‘Ne Molchi’ NGO",
        *["Centres on Prevention and Control of AIDS in Astana"] * 2,
        *["Centres on Prevention and Control of AIDS in Almaty"] * 2,
    ],
    "003": [
        *("general police", "special police group", "special police group", "special police group, WhatsApp"),
        "emergency medical assistance",
    ],
}
HIDDEN = "[email protected]"
EMAILS = {"000": [], "001": [], "002": [HIDDEN] * 8, "003": ["help@labirint.online"]}
WHOSE_EMAILS = {
    "000": [],
    "001": [],
    "002": list(dict.fromkeys(WHOSE_PHONES["002"][12:])),
    "003": ["Email us at"],
}
MONEY: dict[str, list[dict[str, Any]]] = {
    "000": [],
    "001": [],
    "002": [
        {"low": 30, "high": 50, "currency": "monthly calculation index"},
        {"amount": 3692, "currency": "KZT"},
    ],
    "003": [],
}
DURATIONS = {
    "000": [],
    "001": [],
    "002": [
        *((None, 3, "day"), (1, 1, "month"), (None, 72, "hour"), (28, 28, "day"), (None, 72, "hour")),
        *((None, 84, "day"), (None, 154, "day"), (None, 30, "day")),
        *((None, 15, "day"), (1, 1, "year"), (15, 15, "day"), (None, 6, "month")),
    ],
    "003": [(30, 30, "day")],
}
# (what is threatened, (at least, at most, unit), what for)
PENALTIES: dict[str, list[tuple[str, tuple[int | None, int, str] | None, str]]] = {
    "000": [],
    "001": [],
    "002": [
        ("detention", (None, 48, "hour"), "criminal offence"),
        ("prison", (5, 8, "year"), "rape"),
        ("prison", (9, 15, "year"), "aggravating circumstances"),
        ("prison", (15, 20, "year"), "victim is under age of 18"),
        ("life", None, "crime is committed against a child under 14 years old"),
    ],
    "003": [
        ("arrest", (None, 5, "day"), "restraining order"),
        ("prison", (5, 8, "year"), "Rape"),
        ("prison", (9, 12, "year"), "Rape committed by a group of people"),
        ("prison", (5, 8, "year"), "Sexual assault"),
    ],
}
# (articles of the Criminal Code, what they are about)
LAWS: dict[str, list[tuple[list[str], str | None]]] = {
    "000": [],
    "001": [],
    "002": [(["120", "121", "122", "123", "124"], "Rape and sexual assault charges")],
    "003": [(["120", "121"], "sexual offenses"), (["120"], "Rape"), (["121"], "Sexual assault"), (["120"], None)],
}
DATES = {"000": [], "001": ["2024-05"], "002": ["2022-02-02"], "003": []}
AGES = {"000": [], "001": [], "002": [18, 14], "003": []}
KILLED_AND_ARRESTED = {"000": [227, 9900], "001": [], "002": [], "003": []}

each_seed = pytest.mark.parametrize("page", seed_pages(), ids=lambda page: page.name)


def of(page: RealPage, kind: str) -> list[Fact]:
    return [fact for fact in page.reading().facts if fact.kind == kind]


def test_the_phones_are_27_long_and_10_short():
    every = [value for values in PHONES.values() for value in values]
    assert (sum(v.startswith("+") for v in every), sum(":" in v for v in every)) == (27, 10)


@each_seed
def test_every_phone_is_found_and_none_is_invented(page: RealPage):
    assert [fact.value for fact in of(page, "phone")] == PHONES[page.name]


@each_seed
def test_every_phone_is_labelled_with_whose_it_is(page: RealPage):
    assert [fact.label for fact in of(page, "phone")] == WHOSE_PHONES[page.name]


@each_seed
def test_every_address_is_found_with_whose_it_is(page: RealPage):
    assert [fact.value for fact in of(page, "email")] == EMAILS[page.name]
    assert [fact.label for fact in of(page, "email")] == WHOSE_EMAILS[page.name]


@each_seed
def test_every_amount_of_money_is_found(page: RealPage):
    found = [{key: fact.value[key] for key in fact.value if key != "bound"} for fact in of(page, "money")]
    assert found == MONEY[page.name]


@each_seed
def test_every_length_of_time_is_found(page: RealPage):
    found = [(fact.value["low"], fact.value["high"], fact.value["unit"]) for fact in of(page, "duration")]
    assert found == DURATIONS[page.name]


@each_seed
def test_every_penalty_is_found_with_its_offence_and_none_is_invented(page: RealPage):
    found = []
    for fact in of(page, "penalty"):
        [kind], terms = fact.value["kinds"], fact.value.get("terms", [])
        found.append((kind, (terms[0]["low"], terms[0]["high"], terms[0]["unit"]) if terms else None, fact.label))
    assert found == PENALTIES[page.name]


@each_seed
def test_every_article_is_found_with_its_code(page: RealPage):
    found = of(page, "law")
    assert [(fact.value["articles"], fact.label) for fact in found] == LAWS[page.name]
    assert all((fact.value["instrument"], fact.value["unit"]) == ("criminal code", "article") for fact in found)


@each_seed
def test_every_date_is_found_and_none_is_invented(page: RealPage):
    """ "Demonstrations may occur" is no month, and "Bloody January" a name."""
    assert [fact.value for fact in of(page, "date")] == DATES[page.name]


@each_seed
def test_every_age_is_found(page: RealPage):
    assert [fact.value["low"] for fact in of(page, "age")] == AGES[page.name]


@each_seed
def test_those_killed_and_arrested_are_counted(page: RealPage):
    assert [fact.value["low"] for fact in of(page, "quantity")] == KILLED_AND_ARRESTED[page.name]


def test_the_helpline_is_open_round_the_clock():
    assert [page.name for page in seed_pages() if any(f.value == "24/7" for f in of(page, "time"))] == ["002"]


def test_the_consulate_and_the_embassy_keep_their_names():
    state = next(page for page in seed_pages() if page.name == "000")
    assert {f.value: f.label for f in of(state, "phone")} == {
        "KZ:102": "local police",
        "+77172702100": "U.S. Embassy",
        "+77272504802;ext=4901": "U.S. Consulate",
    }
