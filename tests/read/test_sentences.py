"""Where a sentence ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.read.text import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Embassy in Tbilisi is open.",
        "Rape (Art. 120) is a crime.",
        "Ask for No. 5 at the desk.",
        "Call +7 727 250 48 02 ext. 4901 at night.",
        "Come at 10 a.m. on Monday.",
        "Carry papers, e.g. a passport.",
        "Bring papers (passport, visa, etc.) with you.",
        "Dr. Beridze speaks English.",
        "St. Petersburg is a city.",
        "It costs approx. 30 euros.",
        "Open from Jan. 5 on.",
        "J. Smith signed it.",
        "The limit is 0.03% of alcohol.",
        "See www.gov.uk for more.",
        "Звоните в г. Алматы по тел. 102.",
        "Это статья 120, см. ст. 121 кодекса.",
        "no full stop at all",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Call 112. Ask for the police.", ["Call 112.", "Ask for the police."]),
        ("Is it free? Yes. Call 103!", ["Is it free?", "Yes.", "Call 103!"]),
        ("No. Anyone can call.", ["No.", "Anyone can call."]),
        ("It falls under Art. 120. The penalty is high.", ["It falls under Art. 120.", "The penalty is high."]),
        ("Leave by 10 a.m. You must register.", ["Leave by 10 a.m.", "You must register."]),
        ("Apply in the U.S. You cannot apply later.", ["Apply in the U.S.", "You cannot apply later."]),
        ("“Do not go.” We mean it.", ["“Do not go.”", "We mean it."]),
        ("(Bring a copy.) It helps.", ["(Bring a copy.)", "It helps."]),
        ("Wait... Then go.", ["Wait...", "Then go."]),
        ("Pay the fee. 30 days later you get it.", ["Pay the fee.", "30 days later you get it."]),
        ("Never trek alone.The Embassy warns of it.", ["Never trek alone.", "The Embassy warns of it."]),
        ("Закон 2026 г. Вступил в силу.", ["Закон 2026 г.", "Вступил в силу."]),
    ],
)
def test_a_sentence_ends_where_a_reader_pauses(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_an_empty_text_has_no_sentence() -> None:
    assert sentences("") == []
    assert sentences("   ") == []


@given(st.text(alphabet="aB1.!? \"')е", max_size=60))
def test_sentences_lie_side_by_side_and_leave_out_nothing_but_blanks(text: str) -> None:
    spans = sentences(text)
    assert all(a < b for a, b in spans)
    assert all(spans[i][1] <= spans[i + 1][0] for i in range(len(spans) - 1))
    assert "".join(text[a:b] for a, b in spans).split() == text.split() or "".join(cut(text)).replace(" ", "") == (
        text.replace(" ", "")
    )
