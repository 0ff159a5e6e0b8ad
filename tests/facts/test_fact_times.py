from __future__ import annotations

import pytest
from facts.texts import facts, of_kind, values

from monitor.facts.masked import Masked
from monitor.facts.times import find_always, find_times


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("10pm to 5am", "22:00/05:00"),
        ("22:00 until 05:00", "22:00/05:00"),
        ("9 to 5pm", "09:00/17:00"),
        ("6 to 9pm", "18:00/21:00"),
        ("9pm and 12 noon", "21:00/12:00"),
        ("midnight", "00:00"),
        ("0800-1630", "08:00/16:30"),
        ("8am to 4pm, Sunday through Thursday", "Sun-Thu 08:00/16:00"),
        ("Mondays and Fridays from 8:30 to 12:00", "Mon,Fri 08:30/12:00"),
    ],
)
def test_hours_in_every_dress(words: str, value: str):
    assert of_kind("time", f"The road is shut between {words}{' hrs' if '0800' in words else ''}.") == [(words, value)]


def test_a_time_ends_before_the_full_stop():
    assert of_kind("time", "The road is shut until 7pm. Be careful.") == [("7pm", "19:00")]


def test_two_times_are_two():
    assert values("time", "It opens at 9:00 and 11:00 each day.") == ["09:00", "11:00"]


@pytest.mark.parametrize(
    "text", ["It is a map (PDF, 1.02 MB).", "It grew 4.27 million.", "Stay 5 to 8 years.", "At 3.5%."]
)
def test_what_is_no_time(text: str):
    assert values("time", text) == []


@pytest.mark.parametrize(
    "text", ["The border is open 24 hours.", "Staff are there 24 hours per day.", "A 24 hour hotline helps."]
)
def test_what_is_always_there(text: str):
    assert values("time", text) == ["24/7"]
    assert values("duration", text) == []


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("de", "Mo.-Fr. 8.30-12 Uhr", "Mon-Fri 08:30/12:00"),
        ("nl", "maandag t/m vrijdag van 9.00 tot 17.00 uur", "Mon-Fri 09:00/17:00"),
        ("ru", "пн-пт с 9:00 до 18:00", "Mon-Fri 09:00/18:00"),
        ("fr", "lundi au vendredi de 8h30", "Mon-Fri 08:30"),
        ("ru", "Работает круглосуточно", "24/7"),
    ],
)
def test_hours_in_other_languages(language: str, text: str, value: str):
    masked = Masked(text, (language, "en"))
    find_always(masked)
    find_times(masked)
    assert [found.value for found in masked.found] == [value]


def test_hours_may_stand_right_behind_the_colon():
    [found] = [fact for fact in facts("Business Hours:8:00 a.m. to 5:00 p.m.") if fact.kind == "time"]
    assert (found.value, found.label) == ("08:00/17:00", "Business Hours")
