from __future__ import annotations

import pytest
from facts.texts import facts, of_kind, values


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit", "bound"),
    [
        ("You must be 21 to rent a car.", "21", 21, 21, "year", None),
        ("It is open to people aged 12 and over.", "aged 12 and over", 12, 12, "year", "min"),
        ("Entry is free for under-16s.", "under-16s", 16, 16, "year", "below"),
        ("Children under 12 sit in the back.", "under 12", 12, 12, "year", "below"),
        ("Children under 15 years travelling alone need a letter.", "under 15 years", 15, 15, "year", "below"),
        ("Anyone 18 or over may vote.", "18 or over", 18, 18, "year", "min"),
        ("The minimum age for renting a car is 23.", "23", 23, 23, "year", None),
        ("The minimum age to hire a car is 21 years.", "21 years", 21, 21, "year", None),
        ("Women over the age of 60 pay less.", "over the age of 60", 60, 60, "year", "above"),
        ("Persons between 18 and 27 serve.", "18 and 27", 18, 27, "year", "range"),
        ("Men aged 18 to 45 may not leave.", "aged 18 to 45", 18, 45, "year", "range"),
        ("Infants younger than six months of age stay.", "younger than six months of age", 6, 6, "month", "below"),
        ("Passengers 9 months and older need it.", "9 months and older", 9, 9, "month", "min"),
        ("Travellers older than nine months need it.", "older than nine months", 9, 9, "month", "above"),
        ("Only people 18 years and older may enter.", "18 years and older", 18, 18, "year", "min"),
        ("If you’re over 18, you may drive.", "over 18", 18, 18, "year", "above"),
    ],
)
def test_an_age_has_its_limit(text: str, words: str, low: int, high: int, unit: str, bound: str | None):
    assert of_kind("age", text) == [(words, {"low": low, "high": high, "unit": unit, "bound": bound})]


def test_two_ages_of_one_limit_are_two():
    assert [v["low"] for v in values("age", "The age for driving is 16 for motorbikes and 18 for cars.")] == [16, 18]


@pytest.mark.parametrize(
    "text",
    [
        "The pass lies over 25,000 feet high.",
        "Over 2,200 people came.",
        "Temperatures of 40 and over are common.",
        "In summer it may reach 45°C.",
        "Carry at least 2 with you.",
        "The certificate must be less than three months old.",
        "Fewer people, under 10%, agree.",
        "Children caught a COVID-19 infection.",
        "Drivers can wait from two to twelve hours.",
    ],
)
def test_what_is_no_age(text: str):
    assert values("age", text) == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Children under 14 need consent.", "Children"),
        ("Infants (under 6 months) need none.", "Infants"),
        ("Victims under the age of 18 are protected.", "Victims"),
        ("The law protects children who are under 16 years old.", "children"),
        ("The term is longer if the victim is under the age of 18.", "victim"),
        ("The legal drinking age is 21.", "legal drinking age"),
        ("The minimum age for driving is 18.", "minimum age for driving"),
        ("An 18-year-old woman is an adult.", "woman"),
    ],
)
def test_an_age_is_labelled_with_whose_it_is_or_what_for(text: str, label: str):
    assert [fact.label for fact in facts(text) if fact.kind == "age"] == [label]
