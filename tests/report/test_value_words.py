"""The value of a fact in words: what the program takes a statement to say."""

from __future__ import annotations

from typing import Any

import pytest

from monitor.report.values import value_words

SIX_MONTHS = {"low": 6, "high": None, "unit": "month", "bound": "min"}
IN_180_DAYS = {"low": 180, "high": 180, "unit": "day", "bound": None}


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("phone", "+77172556200;ext=4901;channel=whatsapp", "+77172556200, extension 4901, WhatsApp"),
        ("duration", SIX_MONTHS, "at least 6 months"),
        (
            "duration",
            {"low": None, "high": 90, "unit": "day", "bound": "max", "in": IN_180_DAYS},
            "up to 90 days in 180 days",
        ),
        ("duration", {"low": 1, "high": 1, "unit": "year", "bound": None}, "1 year"),
        ("money", {"low": 5000, "high": 50000, "currency": "EGP", "bound": "range"}, "5,000 to 50,000 EGP"),
        ("money", {"amount": 10000, "currency": "$", "bound": None}, "$10,000"),
        ("percentage", {"low": 60, "high": None, "unit": "percent", "bound": "min"}, "at least 60 %"),
        ("quantity", {"low": 2000, "high": None, "unit": "m", "bound": "above"}, "more than 2,000 m"),
        ("date", "--01-03", "3 January, any year"),
        ("date", "2026-01-01/2026-02-01", "2026-01-01 to 2026-02-01"),
        ("date", "--13", "--13"),
        ("law", {"instrument": "criminal code", "articles": ["120", "121"]}, "criminal code, articles 120, 121"),
        ("level", {"scale": "advice", "step": 4, "area": None}, "step 4 of the scale “advice”, whole country"),
        (
            "level",
            {"scale": "advice", "step": 3, "area": "north", "reasons": ["crime"]},
            "step 3 of the scale “advice”, north: crime",
        ),
        ("penalty", {"kinds": ["fine", "prison"], "terms": [SIX_MONTHS]}, "fine, prison; at least 6 months"),
        ("rule", {"modality": "prohibited", "words": "x", "under": "he must not"}, "prohibited (under “he must not”)"),
        ("quantity", {"colour": "red"}, '{"colour": "red"}'),
        ("age", [1, 2], "[1, 2]"),
    ],
)
def test_a_value_is_told_in_words(kind: str, value: Any, words: str) -> None:
    assert value_words(kind, value) == words
