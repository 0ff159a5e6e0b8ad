from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts.numbers import NUMBER, amount, bound_of, number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("5", 5),
        ("five", 5),
        ("nineteen", 19),
        ("ninety", 90),
        ("twenty-one", 21),
        ("twenty one", 21),
        ("Thirty", 30),
        ("two hundred", 200),
        ("three thousand", 3000),
        ("12,000", 12_000),
        ("12 000", 12_000),
        ("12\u00a0000", 12_000),
        ("1,234,567", 1_234_567),
        ("1,200.50", 1200.5),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("0.05", 0.05),
        ("007", 7),
        ("1.5 million", 1_500_000),
        ("2 billion", 2_000_000_000),
        ("23m", 23_000_000),
        ("757.1m", 757_100_000),
        ("5k", 5000),
        ("12 000 million", 12_000_000_000),
    ],
)
def test_a_number_is_the_same_in_digits_and_in_words(words: str, value: float):
    assert number(words) == value


@given(st.integers(0, 999_999_999))
def test_grouping_its_digits_does_not_change_a_number(value: int):
    assert number(str(value)) == number(f"{value:,}") == number(f"{value:,}".replace(",", " ")) == value


@given(st.integers(0, 999_999_999))
def test_a_grouped_number_is_found_whole(value: int):
    assert re.fullmatch(NUMBER, f"{value:,}")


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        ("up to", "max"),
        ("up to a maximum of", "max"),
        ("a maximum of", "max"),
        ("within", "max"),
        ("no longer than", "max"),
        ("no later than", "max"),
        ("No more than", "max"),
        ("not exceeding", "max"),
        ("at most", "max"),
        ("less than", "below"),
        ("under", "below"),
        ("at least", "min"),
        ("a minimum of", "min"),
        ("not less than", "min"),
        ("more than", "above"),
        ("over", "above"),
        ("about", "about"),
        ("approximately", "about"),
        ("", None),
        (None, None),
    ],
)
def test_qualifiers_fall_into_five_classes(words: str | None, bound: str | None):
    assert bound_of(words) == bound


def test_a_maximum_has_no_low_end_and_a_minimum_no_high_end():
    assert amount("90", None, "day", "up to") == {"low": None, "high": 90, "unit": "day", "bound": "max"}
    assert amount("six", None, "month", "at least") == {"low": 6, "high": None, "unit": "month", "bound": "min"}
    assert amount("3", None, "day", None) == {"low": 3, "high": 3, "unit": "day", "bound": None}
    assert amount("3", "five", "day", None) == {"low": 3, "high": 5, "unit": "day", "bound": "range"}
