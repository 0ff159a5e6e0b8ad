from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.facts.numbers import amount, bound_after, bound_before, number, numbers_in


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
        ("two hundred and fifty", 250),
        ("one thousand two hundred and five", 1205),
        ("a hundred", 100),
        ("a dozen", 12),
        ("two dozen", 24),
        ("six (6)", 6),
        ("30 (thirty)", 30),
        ("1½", 1.5),
        ("2 ½", 2.5),
        ("½", 0.5),
        ("two and a half", 2.5),
        (".02", 0.02),
        ("3.000", 3000),
        ("3.785", 3.785),
        ("1.200,50", 1200.5),
        ("1,234,567.8", 1_234_567.8),
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
    [found] = numbers_in(f"about {value:,}, they say", ("en",))
    assert (found.start, found.end, found.value) == (6, 6 + len(f"{value:,}"), value)


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
    ],
)
def test_qualifiers_fall_into_five_classes(words: str, bound: str | None):
    text = f"{words} 5 days".lstrip()
    assert bound_before(text, text.index("5"), ("en",))[1] == bound


def test_a_maximum_has_no_low_end_and_a_minimum_no_high_end():
    assert amount(90, None, "day", "max") == {"low": None, "high": 90, "unit": "day", "bound": "max"}
    assert amount(6, None, "month", "min") == {"low": 6, "high": None, "unit": "month", "bound": "min"}
    assert amount(3, None, "day", None) == {"low": 3, "high": 3, "unit": "day", "bound": None}
    assert amount(3, 5, "day", None) == {"low": 3, "high": 5, "unit": "day", "bound": "range"}


@pytest.mark.parametrize(
    ("words", "bound"),
    [
        (" or less", "max"),
        (" maximum", "max"),
        (" or more", "min"),
        (" or longer", "min"),
        (" and more than ever", None),
    ],
)
def test_a_qualifier_may_stand_behind(words: str, bound: str | None):
    assert bound_after(f"30 days{words}", 7, ("en",))[1] == bound


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("de", "1.500", 1500),
        ("de", "1,5", 1.5),
        ("fr", "1 200,50", 1200.5),
        ("nl", "2.500,75", 2500.75),
        ("ru", "двадцать пять", 25),
        ("fr", "quatre-vingt-dix", 90),
        ("de", "zwölf", 12),
        ("nl", "dertig", 30),
    ],
)
def test_each_language_has_its_own_words_and_marks(language: str, words: str, value: float):
    assert number(words, (language, "en")) == value


@pytest.mark.parametrize("text", ["", "words alone", "someone", "often", "the tenth"])
def test_a_text_may_have_no_number(text: str):
    assert numbers_in(text, ("en",)) == ()


def test_a_number_of_ten_thousand_digits_counts_nothing():
    assert numbers_in("7" * 10_000 + " days, " + "1," * 10_000 + "5 days", ("en",)) == ()


def test_letters_stuck_to_a_number_are_told():
    assert [each.glued for each in numbers_in("COVID-19, A2, USD50, 18-35, 5", ("en",))] == [True] * 3 + [False] * 3


@pytest.mark.parametrize("text", ["", "five six seven", "no number", "5 days"])
def test_what_is_not_one_number_has_no_value(text: str):
    with pytest.raises(ValueError, match="is no number"):
        number(text)


_ONES = "one two three four five six seven eight nine".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


@given(st.sampled_from(range(8)), st.sampled_from(range(9)), st.sampled_from(["-", " "]))
def test_tens_and_ones_in_words_are_the_number_in_digits(ten: int, one: int, joint: str):
    assert number(f"{_TENS[ten]}{joint}{_ONES[one]}") == (ten + 2) * 10 + one + 1


@given(st.text(alphabet="0123456789., ½-onehudrtwafi()\u00a0", max_size=60))
def test_a_number_is_a_slice_of_its_text(text: str):
    found = numbers_in(text, ("en", "ru"))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
