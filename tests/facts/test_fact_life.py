"""Which dates have a life: a rule, a closure or a service begins or ends on them."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.facts.fact import Fact
from monitor.facts.life import lives, lives_in

LIVES = {
    "From 1 January 2027 you must register with the police.": [("2027-01-01", "begins", False)],
    "As of 1 May 2026, tourists need a visa.": [("2026-05-01", "begins", False)],
    "Starting June 6, 2026, cards will no longer be accepted, and payments in cash are required.": [
        ("2026-06-06", "begins", True)
    ],
    "The law comes into force on 3 March 2026.": [("2026-03-03", "begins", False)],
    "The ban, effective 2 April 2026, covers vaping devices.": [("2026-04-02", "begins", False)],
    "You can enter without a visa until 31 December 2026.": [("2026-12-31", "ends", False)],
    "The border is closed through August 30, 2026.": [("2026-08-30", "ends", False)],
    "You must apply by 15 July 2026.": [("2026-07-15", "ends", False)],
    "Apply for the permit no later than 15 July 2026.": [("2026-07-15", "ends", False)],
    "The visa waiver expires on 30 June 2026.": [("2026-06-30", "ends", False)],
    "The state of emergency was extended to 30 June 2026.": [("2026-06-30", "ends", False)],
    "The airport will close on 5 May 2026.": [("2026-05-05", "ends", True)],
    "The new terminal will open on 5 May 2026.": [("2026-05-05", "begins", True)],
    "The border will be closed from 1 to 15 March 2026.": [
        ("2026-03-01", "begins", True),
        ("2026-03-15", "ends", True),
    ],
    "The crossing will be closed from 6 pm on 20 June 2026 until 6 am on Monday, 22 June 2026.": [
        ("2026-06-20", "begins", True),
        ("2026-06-22", "ends", True),
    ],
    "Elections are scheduled for 12 April 2026.": [("2026-04-12", "on", True)],
    "From 1 July you must complete a health declaration.": [("--07-01", "begins", False)],
    "The curfew will end in August 2026.": [("2026-08", "ends", True)],
    "С 1 января 2027 года необходимо иметь визу.": [("2027-01-01", "begins", False)],
}

NO_LIVES = [
    "On 7 October 2023 fighters attacked and the border was closed.",
    "In March 2019 a law was adopted.",
    "Since September 2014 the group has controlled the city.",
    "Passports issued before 1 May 2019 must be renewed.",
    "You must register if you were born from 1 January 2000 onwards.",
    "Winter tyres are required from 1 November to 15 April.",
    "The hurricane season normally runs from 1 June to 30 November 2026.",
    "The road is usually closed until 15 May 2026.",
    "Men between the ages of 18 and 27 may be drafted and must register.",
    "The storm is expected to pass on 24 and 25 July 2026.",
    "The fine is 400,000 tugrik (roughly 120 dollars as of 1 December 2024) and must be paid.",
    "You must carry it.",
    "",
]


@pytest.mark.parametrize(("sentence", "expected"), LIVES.items())
def test_a_sentence_says_when_its_rule_begins_and_ends(sentence: str, expected: list[Any]) -> None:
    assert list(lives_in(sentence)) == expected


@pytest.mark.parametrize("sentence", NO_LIVES)
def test_history_seasons_and_traits_of_documents_have_no_life(sentence: str) -> None:
    assert lives_in(sentence) == ()


def fact(value: object, text: str, context: str, kind: str = "date") -> Fact:
    return Fact(kind, text, value, None, context, ("Visas",), 3, 0, len(text))  # type: ignore[arg-type]


def test_a_life_keeps_the_sentence_and_the_section_of_its_fact() -> None:
    sentence = "The visa waiver expires on 30 June 2026."
    (life,) = lives([fact("2026-06-30", "30 June 2026", sentence)])
    assert (life.sentence, life.section, life.words, life.what) == (sentence, ("Visas",), "30 June 2026", "ends")


@pytest.mark.parametrize(
    "odd",
    [
        fact(None, "30 June", "until 30 June you must"),
        fact({"low": 1}, "30 June", "until 30 June you must"),
        fact("someday", "30 June", "until 30 June you must"),
        fact("--06", "June", "until June you must"),
        fact("2026-06-30", "30 June 2026", "a sentence without it, until you must"),
        fact("2026-06-30", "30 June 2026", "you must until 30 June 2026" + " and" * 1_000),
        fact("2026-06-30", "30 June 2026", "until 30 June 2026 you must", "time"),
        fact("2026-06-30", "", ""),
    ],
)
def test_what_is_no_date_in_its_sentence_has_no_life(odd: Fact) -> None:
    assert lives([odd]) == ()
