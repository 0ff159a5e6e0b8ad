from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from monitor.report.words import GAP, Mark, Op, breaks, clip, marks, quoted, shorten

LONG = (
    "The office is open from Monday to Thursday and closed on holidays of both countries, which the list below names. "
)


def text_of(runs: tuple[tuple[Op, str], ...]) -> str:
    return "".join("…" if op == "..." else text for op, text in runs)


def test_a_text_is_cut_between_words():
    assert clip("nobody may enter the border zone", 20) == "nobody may enter ..."
    assert clip("short", 20) == "short"


def test_a_phone_number_in_groups_is_never_cut():
    text = "Call the embassy on +256 (0) 312 312 000 at any time of the day"
    for limit in range(8, len(text)):
        cut = clip(text, limit)
        assert len(cut) <= max(limit, 3)
        assert "+256 (0) 312 312 000" in cut or not re.search(r"\d", cut)


def test_one_endless_word_is_cut_but_an_endless_number_is_left_out():
    assert clip("A" * 500, 20) == "A" * 16 + " ..."
    assert clip("1" * 500, 20) == "..."
    assert clip("A" * 30 + "1" * 500, 40) == "..."


def test_ranges_and_amounts_hold_together():
    text = "between 1 000 000 and 5,000.50 or 12 - 14"
    assert [text[:place].rsplit(" ", 1)[-1] for place in breaks(text)] == ["between", "000", "and", "5,000.50", "or"]


def test_a_long_unchanged_stretch_becomes_an_ellipsis_at_the_ends_of_sentences():
    runs: tuple[tuple[Op, str], ...] = (
        ("=", LONG * 3 + "Fees are "),
        ("-", "60"),
        ("+", "80"),
        ("=", " dollars. " + LONG * 3),
    )
    short = shorten(runs, around=70, changed=400)
    assert short == (GAP, ("=", "Fees are "), ("-", "60"), ("+", "80"), ("=", " dollars."), GAP)


def test_the_middle_between_two_changes_is_shortened_too():
    runs: tuple[tuple[Op, str], ...] = (("+", "New."), ("=", " " + LONG * 4), ("-", "Old."))
    short = shorten(runs, around=30, changed=400)
    assert [op for op, _ in short] == ["+", "=", "...", "=", "-"]
    assert len(text_of(short)) < 260


def test_what_is_short_stays_whole():
    runs: tuple[tuple[Op, str], ...] = (("=", "Permits "), ("-", "will"), ("+", "may"), ("=", " be withdrawn."))
    assert shorten(runs, around=70, changed=400) == runs


_TOKENS = st.sampled_from(
    ["word", "+7 (727) 250-48-02", "102", "1 000 000", "USD 60", "a", "sentence.", "No. 5", "Сайт", "9 - 15", "x" * 30]
)
_RUN = st.tuples(
    st.sampled_from(["=", "-", "+"]), st.lists(_TOKENS, min_size=1, max_size=30).map(lambda t: " " + " ".join(t) + " ")
)


@given(st.lists(_RUN, min_size=1, max_size=6), st.integers(0, 60), st.integers(1, 60))
def test_no_word_and_no_number_is_ever_cut_in_two(runs: list[tuple[Op, str]], around: int, changed: int):
    whole = re.compile(r"\+7 \(727\) 250-48-02|1 000 000|9 - 15|\S+")
    known = {word for _, text in runs for word in whole.findall(text)}
    for _, text in shorten(runs, around, changed):
        assert set(whole.findall(text)) <= known


@given(st.lists(_RUN, min_size=1, max_size=6))
def test_nothing_is_left_out_where_there_is_no_limit(runs: list[tuple[Op, str]]):
    assert shorten(runs, 10**9, 10**9) == tuple(runs)


def test_of_a_long_new_block_the_sentences_with_facts_are_quoted():
    text = LONG + "A fine of 500 dollars is due. " + LONG
    assert quoted("+", text, ["A fine of 500 dollars is due."], 100) == (
        GAP, ("+", "A fine of 500 dollars is due."), GAP,
    )  # fmt: skip


def test_of_a_long_block_without_facts_the_beginning_is_quoted():
    (op, text), gap = quoted("-", LONG * 4, [], 60)
    assert (op, gap) == ("-", GAP)
    assert LONG.startswith(text)
    assert len(text) <= 60


def test_sentences_that_stand_together_are_quoted_together():
    text = LONG + "One is due. Two are due. " + LONG
    runs = quoted("+", text, ["Two are due.", "One is due."], 100)
    assert runs == (GAP, ("+", "One is due. Two are due."), GAP)


def test_a_deletion_and_the_insertion_behind_it_are_one_replacement():
    assert marks((("=", "Permits"), ("-", " will"), ("+", " may"), ("=", " go"))) == [
        Mark("same", "Permits", "Permits"),
        Mark("same", " ", " "),
        Mark("replaced", "will", "may"),
        Mark("same", " go", " go"),
    ]
    assert marks((("+", "new"), ("-", "old"))) == [Mark("replaced", "old", "new")]
    assert marks((("-", "old "), ("=", "x"))) == [Mark("gone", "old"), Mark("same", " ", " "), Mark("same", "x", "x")]
