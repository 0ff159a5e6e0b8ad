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
        {"low": 30, "high": 50, "currency": "monthly calculation index", "bound": "range"},
        {"amount": 3692, "currency": "KZT", "bound": None},
    ],
    "003": [],
}
# (at least, at most, unit, bound)
DURATIONS = {
    "000": [],
    "001": [],
    "002": [
        *((None, 3, "day", "max"), (1, 1, "month", None)),
        *((None, 72, "hour", "max"), (28, 28, "day", None), (None, 72, "hour", "max")),
        *((None, 84, "day", "max"), (None, 154, "day", "max"), (None, 30, "day", "max")),
        *((None, 15, "day", "max"), (1, 1, "year", None), (15, 15, "day", None), (None, 6, "month", "max")),
    ],
    "003": [(30, 30, "day", None)],
}


def term(low: int | None, high: int, unit: str, bound: str, **more: Any) -> dict[str, Any]:
    return {"low": low, "high": high, "unit": unit, "bound": bound, **more}


_OR_72 = {"low": 72, "high": 72, "unit": "hour", "bound": None}
# (what is threatened, for how long, what for)
PENALTIES: dict[str, list[tuple[str, dict[str, Any] | None, str]]] = {
    "000": [],
    "001": [],
    "002": [
        ("detention", term(None, 48, "hour", "max", **{"or": _OR_72}), "criminal offence"),
        ("prison", term(5, 8, "year", "range"), "rape"),
        ("prison", term(9, 15, "year", "range"), "aggravating circumstances"),
        ("prison", term(15, 20, "year", "range"), "victim is under age of 18"),
        ("life", None, "crime is committed against a child under 14 years old"),
    ],
    "003": [
        ("arrest", term(None, 5, "day", "max"), "restraining order"),
        ("prison", term(5, 8, "year", "range"), "Rape"),
        ("prison", term(9, 12, "year", "range"), "Rape committed by a group of people"),
        ("prison", term(5, 8, "year", "range"), "Sexual assault"),
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
AGES = {"000": [], "001": [], "002": [(18, "below"), (14, "below")], "003": []}
# (how many, what of whom, bound)
KILLED_AND_ARRESTED = {
    "000": [(227, "killed: people", "min"), (9900, "arrested: people", None)],
    "001": [],
    "002": [],
    "003": [],
}
ROUND_THE_CLOCK = {"000": [], "001": [], "002": ["confidential helpline", "police", "consular staff"], "003": []}
# (words, what they are of), of lengths of time, money and dates
WHAT_OF = {
    "000": [],
    "001": [("May 2024", "Demonstrations")],
    "002": [
        ("within 3 days", "Treatment"),
        ("within 72 hours", "medication"),
        ("28 day", "treatment"),
        ("within 72 hours", "Emergency contraception"),
        ("up to 12 weeks", "Abortion"),
        ("up to 22 weeks", "Abortion"),
        ("up to 30 days", "restraining order"),
        ("within 15 days", "appeal"),
        ("one year", "appeal"),
        ("15 days", "appeal"),
        ("30 and 50 monthly calculation index", "compensation"),
        ("up to 6 months", "Support organisations in Kazakhstan"),
        ("02/02/2022", "Disclaimer"),
    ],
    "003": [("30 days", "protective order")],
}
KINDS_WITH_A_TABLE = {"phone", "email", "money", "duration", "penalty", "law", "date", "age", "quantity", "time"}

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
    assert [fact.value for fact in of(page, "money")] == MONEY[page.name]


@each_seed
def test_every_length_of_time_is_found(page: RealPage):
    found = [tuple(fact.value[key] for key in ("low", "high", "unit", "bound")) for fact in of(page, "duration")]
    assert found == DURATIONS[page.name]


@each_seed
def test_a_value_says_what_it_is_of(page: RealPage):
    said = iter((f.text, f.label) for f in page.reading().facts if f.kind in ("duration", "money", "date"))
    assert [pair for pair in WHAT_OF[page.name] if pair not in said] == []


@each_seed
def test_every_penalty_is_found_with_its_offence_and_none_is_invented(page: RealPage):
    found = []
    for fact in of(page, "penalty"):
        [kind], terms = fact.value["kinds"], fact.value.get("terms", [None])
        found.append((kind, *terms, fact.label))
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
    assert [(fact.value["high"], fact.value["bound"]) for fact in of(page, "age")] == AGES[page.name]


@each_seed
def test_those_killed_and_arrested_are_counted(page: RealPage):
    found = [(fact.value["low"], fact.value["unit"], fact.value["bound"]) for fact in of(page, "quantity")]
    assert found == KILLED_AND_ARRESTED[page.name]


@each_seed
def test_who_is_there_round_the_clock_says_so(page: RealPage):
    assert [fact.label for fact in of(page, "time")] == ROUND_THE_CLOCK[page.name]
    assert {fact.value for fact in of(page, "time")} <= {"24/7"}


@each_seed
def test_no_page_states_what_stands_in_no_table(page: RealPage):
    assert {fact.kind for fact in page.reading().facts} <= KINDS_WITH_A_TABLE | {"rule"}


def test_the_consulate_and_the_embassy_keep_their_names():
    state = next(page for page in seed_pages() if page.name == "000")
    assert {f.value: f.label for f in of(state, "phone")} == {
        "KZ:102": "local police",
        "+77172702100": "U.S. Embassy",
        "+77272504802;ext=4901": "U.S. Consulate",
    }
