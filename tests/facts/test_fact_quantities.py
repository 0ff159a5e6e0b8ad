from __future__ import annotations

import pytest
from facts.texts import of_kind, values


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "unit"),
    [
        ("Stay away, within 30 km of the border.", "within 30 km", None, 30, "km"),
        ("Stay away, within 5 kilometres of the coast.", "within 5 kilometres", None, 5, "km"),
        ("It is 10 to 20 miles away.", "10 to 20 miles", 10, 20, "mile"),
        ("The pass lies at 3,000 metres.", "3,000 metres", 3000, 3000, "m"),
        ("The pass lies at 9,000 feet.", "9,000 feet", 9000, 9000, "foot"),
        ("The car may weigh up to 10 kg.", "up to 10 kg", None, 10, "kg"),
        ("Up to 7g of cannabis is legal.", "Up to 7g", None, 7, "g"),
        ("You need two blank pages in it.", "two blank pages", 2, 2, "page"),
        ("Take at least 2 passport photos.", "at least 2 passport photos", 2, None, "photo"),
        ("Two doses are needed.", "Two doses", 2, 2, "dose"),
        ("You may bring 200 cigarettes.", "200 cigarettes", 200, 200, "cigarette"),
        ("You may bring 2 litres of wine.", "2 litres", 2, 2, "litre"),
        ("There are 40 confirmed cases of it.", "40 confirmed cases", 40, 40, "case"),
        ("There are two checkpoints on it.", "two checkpoints", 2, 2, "checkpoint"),
        ("Stay away, within 4 kilometers/2.5 miles of it.", "within 4 kilometers/2.5 miles", None, 4, "km"),
        ("The limit is 35 kilometres per hour.", "35 kilometres per hour", 35, 35, "km/h"),
        ("It is over 25,000 feet (7,620 meters) high.", "over 25,000 feet (7,620 meters)", 25_000, None, "foot"),
        ("It may be -20°C there.", "-20°C", -20, -20, "degree"),
        ("A 6.3-magnitude earthquake came.", "6.3-magnitude", 6.3, 6.3, "magnitude"),
        ("Buy 2 pounds of tea.", "2 pounds", 2, 2, "pound"),
        ("It needs three completely blank pages.", "three completely blank pages", 3, 3, "page"),
        ("Hand in one blank visa page.", "one blank visa page", 1, 1, "page"),
        ("The speed limit is 80 mph.", "80 mph", 80, 80, "mph"),
    ],
)
def test_a_number_with_its_unit(text: str, words: str, low: float | None, high: float | None, unit: str):
    [(said, value)] = of_kind("quantity", text)
    assert said == words
    assert (value["low"], value["high"], value["unit"]) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("At least 312 people were killed in the city.", "At least 312 people were killed"),
        ("Some 8,400 were arrested in the city.", "8,400 were arrested"),
        ("The blast left 12 people injured in the city.", "12 people injured"),
    ],
)
def test_people_killed_hurt_or_arrested_are_counted(text: str, words: str):
    [(said, _)] = of_kind("quantity", text)
    assert words in said


def test_a_distance_in_two_units_is_one():
    [(said, value)] = of_kind("quantity", "Stay away, within 80km (50 miles) of the border.")
    assert (said, value["high"], value["unit"]) == ("within 80km (50 miles)", 80, "km")


def test_one_quantity_in_two_ways_is_one_value():
    assert values("quantity", "It is 30 km away.") == values("quantity", "It is thirty kilometres away.") != []
    assert values("quantity", "You need 2 blank pages.") == values("quantity", "You need two empty pages.") != []


@pytest.mark.parametrize(
    "text",
    [
        "One of the two roads is shut.",
        "It is one of the best.",
        "One person at the desk speaks English.",
        "1. First, call the embassy.",
        "Route 66 is long.",
        "Terminal 2 is shut.",
        "The phone has 5G only.",
        "The office is at 2833 M Street.",
        "A loved one was killed.",
        "They were killed in 2021.",
    ],
)
def test_what_is_no_quantity(text: str):
    assert values("quantity", text) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6 people were killed.", "Six people have been killed."),
        ("6 were injured there.", "6 people were injured there."),
        ("The blast killed 20 people.", "20 people were killed by the blast."),
        ("The blast injured over 150.", "Over 150 people were injured by the blast."),
    ],
)
def test_people_are_counted_alike_in_every_wording(one: str, other: str):
    assert values("quantity", one) == values("quantity", other) != []


def test_one_insurgent_and_one_tourist_killed_are_two_statements():
    assert values("quantity", "One insurgent killed.") != values("quantity", "One tourist killed.")


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("The blast killed 1 person.", "1 person", "killed: people"),
        ("The blast injured one soldier.", "one soldier", "injured: soldier"),
        ("The blast killed two people, injuring 5 more.", "5", "injured: people"),
        ("They hold four foreign hostages.", "four foreign hostages", "foreign hostages"),
        ("It draws up to 500,000 attendees.", "up to 500,000 attendees", "attendees"),
    ],
)
def test_people_are_counted_by_what_befalls_them(text: str, words: str, unit: str):
    assert (words, unit) in [(said, value["unit"]) for said, value in of_kind("quantity", text)]
