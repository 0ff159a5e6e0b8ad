from __future__ import annotations

from typing import Any

import pytest
from facts.texts import facts, of_kind, values

from monitor.facts.durations import durations_in


def length(low: float | None, high: float | None, unit: str, bound: str | None) -> dict[str, Any]:
    return {"low": low, "high": high, "unit": unit, "bound": bound}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The visa costs nothing for 30 days.", "30 days", length(30, 30, "day", None)),
        ("You get a 30 day visa.", "30 day", length(30, 30, "day", None)),
        ("Ask for a 6-month visa.", "6-month", length(6, 6, "month", None)),
        ("It is valid for 1 year.", "1 year", length(1, 1, "year", None)),
        ("You can stay for up to 90 days.", "up to 90 days", length(None, 90, "day", "max")),
        ("Stay a maximum of 90 days.", "a maximum of 90 days", length(None, 90, "day", "max")),
        ("Register within 72 hours of arrival.", "within 72 hours", length(None, 72, "hour", "max")),
        ("Leave no later than 10 days on.", "no later than 10 days", length(None, 10, "day", "max")),
        ("They hold you for no longer than 48 hours.", "no longer than 48 hours", length(None, 48, "hour", "max")),
        ("It must be valid for not more than 30 days.", "not more than 30 days", length(None, 30, "day", "max")),
        ("Renew it with less than 6 months left.", "less than 6 months", length(None, 6, "month", "below")),
        ("Your passport needs at least six months.", "at least six months", length(6, None, "month", "min")),
        ("Those who stay longer than 30 days pay.", "longer than 30 days", length(30, None, "day", "above")),
        ("The answer takes about two hours.", "about two hours", length(2, 2, "hour", "about")),
        ("The answer takes 3 to 5 working days.", "3 to 5 working days", length(3, 5, "working day", "range")),
        ("The answer takes three to five days.", "three to five days", length(3, 5, "day", "range")),
        ("The answer takes 24-48 hours.", "24-48 hours", length(24, 48, "hour", "range")),
        ("Register within three business days.", "within three business days", length(None, 3, "working day", "max")),
        ("Stay for five to eight years.", "five to eight years", length(5, 8, "year", "range")),
        ("It took between 9 and 15 years.", "9 and 15 years", length(9, 15, "year", "range")),
        ("You need six (6) months on it.", "six (6) months", length(6, 6, "month", None)),
        ("No more than thirty (30) days.", "No more than thirty (30) days", length(None, 30, "day", "max")),
        ("Stay for 3 nights.", "3 nights", length(3, 3, "night", None)),
        ("The drive takes 1½ hours.", "1½ hours", length(90, 90, "minute", None)),
        ("It lasts one and a half years.", "one and a half years", length(18, 18, "month", None)),
        ("It lasts a year and a half.", "a year and a half", length(18, 18, "month", None)),
        ("Be there half an hour before.", "half an hour", length(30, 30, "minute", None)),
        ("It is valid for a year.", "a year", length(1, 1, "year", None)),
        ("Register within a week of arrival.", "within a week", length(None, 7, "day", "max")),
        ("Give a month’s notice.", "a month", length(1, 1, "month", None)),
        ("Give one month's notice.", "one month", length(1, 1, "month", None)),
        ("You need 6 months’ validity.", "6 months", length(6, 6, "month", None)),
        ("No visa for 30 days or less.", "30 days or less", length(None, 30, "day", "max")),
        ("No visa for 90 days maximum.", "90 days maximum", length(None, 90, "day", "max")),
        ("Those who stay 6 months or more pay.", "6 months or more", length(6, None, "month", "min")),
        ("A stay cannot exceed 90 days.", "cannot exceed 90 days", length(None, 90, "day", "max")),
        ("It took 1 year and 6 months.", "1 year and 6 months", length(18, 18, "month", None)),
        ("It takes 3 months to 2 years.", "3 months to 2 years", length(3, 24, "month", "range")),
    ],
)
def test_a_length_of_time_carries_its_qualifier(text: str, words: str, value: dict[str, Any]):
    assert of_kind("duration", text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The stay is 90 days in any 180-day period.", "90 days in any 180-day period"),
        ("The stay is 90 days within a 180-day period.", "90 days within a 180-day period"),
        ("The stay is 90 days in every 180 days.", "90 days in every 180 days"),
        ("Stay up to 90 days out of any 180-day period.", "up to 90 days out of any 180-day period"),
        ("Stay up to 90 days over a 180-day period.", "up to 90 days over a 180-day period"),
        ("Stay a maximum of 90 days within 180 days.", "a maximum of 90 days within 180 days"),
        ("A 90-day stay in any 180-day period is free.", "90-day stay in any 180-day period"),
    ],
)
def test_days_in_a_window_are_one_length_of_time(text: str, words: str):
    [(said, value)] = of_kind("duration", text)
    assert said == words
    assert (value["high"], value["unit"]) == (90, "day")
    assert (value["in"]["high"], value["in"]["unit"]) == (180, "day")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Isolate for two weeks.", "Isolate for 14 days."),
        ("Isolate for 2 weeks.", "Isolate for fourteen days."),
        ("Renew it up to 12 weeks before.", "Renew it up to 84 days before."),
        ("You get 5-8 weeks.", "You get 35 to 56 days."),
        ("You must leave within three days.", "You must leave within 3 days."),
        ("Stay a maximum of 90 days.", "Stay up to ninety days."),
        ("Ask for the 30-day visa.", "Ask for the visa of 30 days."),
        ("It is valid for 12 months.", "It is valid for one year."),
        ("It is valid for a year.", "It is valid for 1 year."),
        ("It takes 1½ hours.", "It takes 90 minutes."),
    ],
)
def test_one_length_of_time_in_two_ways_is_one_value(one: str, other: str):
    assert values("duration", one) == values("duration", other) != []


@pytest.mark.parametrize(
    "text",
    [
        "Our 24-hour helpline is free.",
        "The helpline is open 24 hours a day.",
        "The consular line is open 24 hours a day, 7 days a week.",
        "Consular staff answer 24/7.",
        "Call the duty officer (24 hours).",
    ],
)
def test_availability_round_the_clock_is_a_time(text: str):
    assert values("time", text) == ["24/7"]
    assert values("duration", text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tell the airline 24 hours in advance.", "24 hours"),
        ("Give 24-hour notice.", "24-hour"),
        ("A 24-hour transit visa is free.", "24-hour"),
        ("Leave the country within 24 hours.", "within 24 hours"),
    ],
)
def test_twenty_four_hours_as_a_limit_are_a_length_of_time(text: str, words: str):
    assert [said for said, _ in of_kind("duration", text)] == [words]
    assert values("time", text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The old bridge fell two weeks ago.",
        "A year later nothing had changed.",
        "The year 2019 was dry.",
        "The trial may last several months.",
        "These days are gone.",
        "The fair is once a year.",
        "It costs ten a day.",
        "Snow lies year-round.",
        "Go on a day trip.",
        "The 2026 year began.",
    ],
)
def test_what_states_no_limit_is_no_length_of_time(text: str):
    assert values("duration", text) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("A 16-year-old may travel alone.", 16, 16, None),
        ("You must be 21 years old.", 21, 21, None),
        ("You must be over 18 years of age.", 18, 18, "above"),
        ("Children under 14 travel with a parent.", 14, 14, "below"),
        ("Children under 5 pay nothing.", 5, 5, "below"),
        ("People aged 18 or over may drive.", 18, 18, "min"),
        ("People aged 18 to 65 need a form.", 18, 65, "range"),
        ("The legal drinking age is 21.", 21, 21, None),
        ("The victim was under 14 years old.", 14, 14, "below"),
        ("Children under the age of 16 need a letter.", 16, 16, None),
    ],
)
def test_an_age_is_no_length_of_time(text: str, low: int, high: int, bound: str | None):
    [value] = values("age", text)
    assert (value["low"], value["high"], value["unit"]) == (low, high, "year")
    if bound:
        assert value["bound"] == bound
    assert values("duration", text) == []


def test_words_that_are_no_age():
    assert values("age", "Keep under 5 km of the coast.") == []
    assert values("age", "The over 200 hotels are full.") == []
    assert values("age", "Passports older than 10 years are refused.") == []


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("The limit is 0.05% of alcohol.", "0.05%", 0.05, 0.05),
        ("Pay a tax of 10 percent.", "10 percent", 10, 10),
        ("Pay a tax of 10 per cent.", "10 per cent", 10, 10),
        ("Pay a tax of 5-7%.", "5-7%", 5, 7),
        ("Pay a tax of 5 to 7%.", "5 to 7%", 5, 7),
        ("Some hospitals, about 30%, are shut.", "about 30%", 30, 30),
    ],
)
def test_percentages(text: str, words: str, low: float, high: float):
    [(said, value)] = of_kind("percentage", text)
    assert (said, value["low"], value["high"]) == (words, low, high)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The bank is open from 9am to 5pm on weekdays.", "09:00/17:00"),
        ("The bank is open from 09:00 to 17:00 on weekdays.", "09:00/17:00"),
        ("The curfew runs from 23:00 until 05:00 each night.", "23:00/05:00"),
        ("The curfew runs between 10:00 p.m. and 5 a.m. here.", "22:00/05:00"),
        ("The border closes at noon each day.", "12:00"),
        ("The border closes at midnight each day.", "00:00"),
        ("The bus leaves at 7.30pm from the square.", "19:30"),
        ("The bus leaves at 12:15 a.m. from the square.", "00:15"),
        ("The bus leaves at 12:15 p.m. from the square.", "12:15"),
    ],
)
def test_clock_times(text: str, value: str):
    assert values("time", text) == [value]


def test_opening_hours_take_their_days_along():
    text = "The office is open Monday to Friday, 09:00 to 17:30 in winter and Mon-Fri 8:30-12:00 in summer."
    words = [said for said, _ in of_kind("time", text)]
    assert words == ["Monday to Friday, 09:00 to 17:30", "Mon-Fri 8:30-12:00"]
    monday, tuesday = (values("time", f"Open {day}, 9am to 5pm in town.") for day in ("Monday", "Tuesday"))
    assert monday != tuesday


def test_a_number_with_a_colon_or_a_point_is_not_always_a_clock():
    for text in ("The ratio is 3:1.", "Version 12.99 is out.", "Read chapter 25:61.", "Pay 9.75 euros."):
        assert values("time", text) == []


def test_one_sentence_holds_each_kind_once():
    text = "At 15:30 on 3 June 2026 about 40% of 200 people under 18 left within 2 hours."
    found = [(f.kind, f.text) for f in facts(text) if f.kind not in ("rule", "level")]
    assert found == [
        ("time", "15:30"),
        ("date", "3 June 2026"),
        ("percentage", "about 40%"),
        ("quantity", "200 people"),
        ("age", "under 18"),
        ("duration", "within 2 hours"),
    ]


def test_a_second_limit_in_brackets_stands_in_the_value_of_the_first():
    [(words, value)] = of_kind("duration", "The road stays shut for no longer than 48 hours (or 72 in some cases).")
    assert words == "no longer than 48 hours (or 72 in some cases)"
    assert (value["high"], value["bound"], value["or"]["high"], value["or"]["unit"]) == (48, "max", 72, "hour")


def test_a_unit_named_once_holds_for_a_whole_list():
    assert [v["high"] for v in values("duration", "Visas are for 15, 30 or 90 days.")] == [15, 90]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("ru", "от 5 до 8 лет", length(5, 8, "year", "range")),
        ("ru", "не более 48 часов", length(None, 48, "hour", "max")),
        ("ru", "до 30 суток", length(None, 30, "day", "max")),
        ("ru", "в течение трёх дней", length(None, 3, "day", "max")),
        ("ru", "двух недель", length(14, 14, "day", None)),
        ("de", "höchstens 90 Tage", length(None, 90, "day", "max")),
        ("fr", "six mois", length(6, 6, "month", None)),
        ("nl", "maximaal drie maanden", length(None, 3, "month", "max")),
    ],
)
def test_lengths_of_time_in_other_languages(language: str, text: str, value: dict[str, Any]):
    [(start, end, found)] = durations_in(text, (language, "en"))
    assert (text[start:end], found) == (text, value)
