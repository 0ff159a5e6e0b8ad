from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.compare.words import Words, tokens, word_diff

SENTENCE = st.lists(
    st.sampled_from(
        [
            "Call",
            "the",
            "embassy",
            "on",
            "+7 7172 556200",
            "+7 7172 596240",
            "don’t",
            "12,000",
            "48 hours",
            "€5",
            ".",
            ",",
        ]
    ),
    max_size=20,
).map(" ".join)
TEXT = st.one_of(st.text(max_size=60), st.text("0123456789 ab+-()/.,:’", max_size=40), SENTENCE)


def sides(words: Words) -> tuple[str, str]:
    return (
        "".join(text for op, text in words if op in "=-"),
        "".join(text for op, text in words if op in "=+"),
    )


@given(TEXT, TEXT)
@settings(max_examples=300)
def test_the_parts_joined_give_both_texts(before: str, after: str):
    assert sides(word_diff(before, after)) == (before, after)


@given(TEXT, TEXT)
@settings(max_examples=300)
def test_no_part_is_empty_and_no_two_neighbours_are_alike(before: str, after: str):
    words = word_diff(before, after)
    assert all(op in "=-+" and text for op, text in words)
    assert all(a != b for (a, _), (b, _) in pairwise(words))


@given(TEXT, TEXT)
@settings(max_examples=300)
def test_a_number_never_breaks_apart(before: str, after: str):
    words = word_diff(before, after)
    for gone in ("+", "-"):
        kept = [text for op, text in words if op != gone]
        assert not any(a[-1].isdecimal() and b[0].isdecimal() for a, b in pairwise(kept))


@given(TEXT)
def test_a_text_against_itself_is_one_part(text: str):
    assert word_diff(text, text) == ((("=", text),) if text else ())


@given(st.text(max_size=80))
def test_tokens_joined_give_the_text(text: str):
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize(
    "token",
    ["+7 7172 556200", "+44 (0)20 7008 5000", "020 7008 5000", "12,000", "0.05", "24/7", "2026-05-01", "don’t", "x"],
)
def test_one_number_is_one_token_and_so_is_one_word(token: str):
    assert tokens(f"Call {token} now") == ["Call", " ", token, " ", "now"]


@pytest.mark.parametrize(
    ("before", "after", "parts"),
    [
        (
            "The number is +7 7172 556200.",
            "The number is +7 7172 596240.",
            [("=", "The number is "), ("-", "+7 7172 556200"), ("+", "+7 7172 596240"), ("=", ".")],
        ),
        (
            "A visa costs 25 dollars.",
            "A visa costs 30 dollars.",
            [("=", "A visa costs "), ("-", "25"), ("+", "30"), ("=", " dollars.")],
        ),
        ("Markets are lively.", "Markets are lively. ", [("=", "Markets are lively."), ("+", " ")]),
        ("", "New.", [("+", "New.")]),
        ("Old.", "", [("-", "Old.")]),
        (
            "You may register.",
            "You must register.",
            [("=", "You "), ("-", "may"), ("+", "must"), ("=", " register.")],
        ),
    ],
)
def test_words_of_a_diff(before: str, after: str, parts: list[tuple[str, str]]):
    assert list(word_diff(before, after)) == parts


def test_two_changed_words_side_by_side_are_one_change():
    words = word_diff("Bring two passport photos today.", "Bring three visa photos today.")
    assert [op for op, _ in words] == ["=", "-", "+", "="]


def test_a_comma_between_two_rewritten_runs_is_no_island():
    words = word_diff("Ask officers politely, with a smile.", "Tell soldiers nothing, from the start.")
    assert words == (
        ("-", "Ask officers politely, with a smile"),
        ("+", "Tell soldiers nothing, from the start"),
        ("=", "."),
    )


def test_a_text_of_many_thousand_words_comes_to_its_end():
    dice = random.Random(7)
    stock = [f"w{dice.randrange(4000):x}" for _ in range(20_000)]
    edited = [f"v{i}" if i % 400 == 0 else word for i, word in enumerate(stock)]
    before, after = " ".join(stock), " ".join(edited)
    words = word_diff(before, after)
    assert sides(words) == (before, after)
    assert sum(len(text) for op, text in words if op != "=") < 1000
