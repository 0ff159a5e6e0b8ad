from __future__ import annotations

import pytest
from facts.texts import of_kind, values

from monitor.facts.calendar import find_dates
from monitor.facts.masked import Masked


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1 May 2026", "2026-05-01"),
        ("1st May 2026", "2026-05-01"),
        ("1st of May 2026", "2026-05-01"),
        ("1 May, 2026", "2026-05-01"),
        ("May 1, 2026", "2026-05-01"),
        ("May 1st, 2026", "2026-05-01"),
        ("Sept. 5, 2026", "2026-09-05"),
        ("5 Sep 2026", "2026-09-05"),
        ("3 June", "--06-03"),
        ("June 3", "--06-03"),
        ("29 February", "--02-29"),
        ("March 2026", "2026-03"),
        ("1 мая 2026", "2026-05-01"),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(words: str, value: str):
    assert of_kind("date", f"The rule changed on {words} in all regions.") == [(words, value)]


@pytest.mark.parametrize(
    ("by", "value"), [("uk-fcdo", "2026-02-01"), ("us-state", "2026-01-02"), ("ca-gac", "2026-01-02")]
)
def test_digits_only_are_read_in_the_publishers_own_order(by: str, value: str):
    assert values("date", "The rule changed on 01/02/2026 in all regions.", by=by) == [value]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1 to 5 June 2026", "2026-06-01/2026-06-05"),
        ("1-5 June 2026", "2026-06-01/2026-06-05"),
        ("June 1-5, 2026", "2026-06-01/2026-06-05"),
        ("1 May to 5 June 2026", "2026-05-01/2026-06-05"),
        ("May 1 to June 5, 2026", "2026-05-01/2026-06-05"),
        ("28 December 2025 to 3 January 2026", "2025-12-28/2026-01-03"),
        ("3 to 9 October", "--10-03/--10-09"),
        ("1 January-31 December", "--01-01/--12-31"),
        ("28 December to 3 January 2026", "2025-12-28/2026-01-03"),
        ("17 and 18 May 2026", "2026-05-17/2026-05-18"),
        ("October and November", "--10/--11"),
        ("January to February 2026", "2026-01/2026-02"),
    ],
)
def test_a_range_of_dates_is_one_value(words: str, value: str):
    assert of_kind("date", f"The bridge is shut {words} for repairs.") == [(words, value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Floods are common in April.", "--04"),
        ("Since August, the road is shut.", "--08"),
        ("The festival is held every May.", "--05"),
        ("You may be stopped in May.", "--05"),
        ("Ice stays until March in the hills.", "--03"),
        ("The rainy season runs from June to October.", "--06/--10"),
        ("The pass is shut between November and March.", "--11/--03"),
        ("April is the height of the rains.", "--04"),
        ("Trains run mid-April to early June.", "--04/--06"),
    ],
)
def test_a_month_alone_is_a_date_behind_a_preposition(text: str, value: str):
    assert values("date", text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Demonstrations may occur.",
        "Protesters may march to the square.",
        "May God help you. March on.",
        "An august body sits in the palace.",
        "In 2019 the law changed.",
        "The unrest of 2022 is over.",
        "The second of two offices is shut.",
        "Marches on 3 sides of the square are rare.",
        "Ask for Mr May at window 5.",
        "Those under 18 may enter.",
        "Up to 10 march in the square.",
        "The 4 July Bridge and 15 May Square are shut.",
        "Trains go from Portmore to May Pen.",
        "Come in summer 2026, by the end of 2026.",
    ],
)
def test_what_is_no_date(text: str):
    assert values("date", text) == []


def test_two_dates_are_two_values():
    text = "The pass is shut until 15 April 2026 and again from 1 November 2026."
    assert values("date", text) == ["2026-04-15", "2026-11-01"]


def test_the_pages_own_stamps_are_no_dates():
    text = (
        "# Kazakhstan\n\nUpdated: 3 May 2026\n\nStill current at: 4 May 2026\n\n"
        "Latest update: The strike on 9 May 2026.\n\nBe careful.\n"
    )
    assert values("date", text) == []
    assert values("date", "# Travel Advisory May 3, 2026\n\n## Travel Advisory May 3, 2026\n\nHi.", by="us-state") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mars 2 is a moon of a planet.",
        "Take 2 mai tais in the bar.",
        "Call Mei 5 times.",
        "The Juni 2030 hotel is closed.",
        "In Mars they found water.",
        "Pay at the Okt 12 counter.",
    ],
)
def test_months_of_other_languages_are_no_dates_in_english_prose(text: str):
    assert values("date", text) == []


def test_two_days_of_a_month_that_leave_some_out_are_two_dates():
    assert values("date", "It is shut on 3 and 9 October 2026.") == ["2026-10-03", "2026-10-09"]
    assert values("date", "It is shut between 3 and 9 October 2026.") == ["2026-10-03/2026-10-09"]


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [
        ("ru", "с 15 мая 2026 года", "15 мая 2026 года", "2026-05-15"),
        ("ru", "с 1 по 5 мая", "1 по 5 мая", "--05-01/--05-05"),
        ("ru", "в мае 2026 г.", "мае 2026 г.", "2026-05"),
        ("de", "ab 1. Mai 2026", "1. Mai 2026", "2026-05-01"),
        ("de", "vom 1. bis 5. Mai 2026", "1. bis 5. Mai 2026", "2026-05-01/2026-05-05"),
        ("fr", "le 1er mai 2026", "1er mai 2026", "2026-05-01"),
        ("fr", "du 1er au 5 mai 2026", "1er au 5 mai 2026", "2026-05-01/2026-05-05"),
        ("nl", "op 1 mei 2026", "1 mei 2026", "2026-05-01"),
        ("nl", "van 1 tot 5 mei 2026", "1 tot 5 mei 2026", "2026-05-01/2026-05-05"),
    ],
)
def test_dates_in_other_languages(language: str, text: str, words: str, value: str):
    masked = Masked(text, (language, "en"))
    find_dates(masked, "DMY")
    assert [(text[found.start : found.end], found.value) for found in masked.found] == [(words, value)]
