"""The small words that turn the sense of a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.compare.modals import denies_or_limits, sense, skeleton, turn
from monitor.read.text import plain

OPPOSITE = {"stricter": "looser", "looser": "stricter", None: None}


@pytest.mark.parametrize(
    ("before", "after", "way"),
    [
        ("You may carry your passport.", "You must carry your passport.", "stricter"),
        ("You should carry your passport.", "You must carry your passport.", "stricter"),
        ("Photography is allowed.", "Photography is prohibited.", "stricter"),
        ("Photography is not illegal.", "Photography is illegal.", "stricter"),
        ("You do not need a permit.", "You need a permit.", "stricter"),
        ("Police may search your phone.", "Police will search your phone.", "stricter"),
        ("Police may search your phone.", "Police search your phone.", "stricter"),
        ("You may carry your passport.", "You can carry your passport.", None),
        ("You are required to register.", "You must register.", None),
        ("Drones are banned.", "Drones are forbidden.", None),
    ],
)
def test_a_modal_word_turns_a_rule_one_way(before: str, after: str, way: str | None) -> None:
    assert turn(plain(before), plain(after)) == way
    assert turn(plain(after), plain(before)) == OPPOSITE[way]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You can enter without a visa.", "You can enter with a visa."),
        ("Residents may enter.", "Only residents may enter."),
        ("You must register if you stay.", "You must register unless you stay."),
        ("Terrorists are very likely to try attacks.", "Terrorists are likely to try attacks."),
        ("You can no longer get a visa on arrival.", "You can get a visa on arrival."),
        ("Passengers may wear and riders must wear a helmet.", "Passengers must wear and riders must wear a helmet."),
    ],
)
def test_small_words_that_turn_a_sense_count(before: str, after: str) -> None:
    assert sense(plain(before)) != sense(plain(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("You may be searched.", "You might be searched."),
        ("You must not film.", "You cannot film."),
        ("It is illegal to film.", "It is against the law to film."),
        ("You will need to register.", "You need to register."),
    ],
)
def test_words_that_do_the_same_are_one_sense(before: str, after: str) -> None:
    assert sense(plain(before)) == sense(plain(after))
    assert turn(plain(before), plain(after)) is None


def test_the_skeleton_of_a_sentence_is_what_stays_when_it_turns() -> None:
    assert skeleton(plain("You must carry ID.")) == skeleton(plain("You may not carry ID.")) == "you carry id"
    assert skeleton(plain("You must carry ID.")) != skeleton(plain("You must carry cash."))


def test_words_whose_place_is_their_sense() -> None:
    assert all(map(denies_or_limits, ("you must not film", "only residents", "unless you stay", "it is illegal")))
    assert not denies_or_limits("you must register")


@given(st.text(alphabet="abc mustnoay ", max_size=80))
def test_no_sentence_turns_into_itself(words: str) -> None:
    assert turn(words, words) is None
