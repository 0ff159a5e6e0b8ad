"""The cheap looks by which most texts are passed over say "no" of no text that holds something."""

from __future__ import annotations

import re
import time
from functools import cache

import pytest
from facts.texts import GOLD, SEEDS, facts, needs_gold, needs_seeds

from monitor.facts.hints import any_of, first_words, words_in
from monitor.facts.languages.rules import BY_LANGUAGE
from monitor.read.text import sentences


@pytest.mark.parametrize(
    "text", ["a ban on it", "banned", "he was barred", "the U.S. law", "bar", "nothing", "", "U-S"]
)
def test_a_tree_of_stems_finds_what_each_of_them_finds(text: str) -> None:
    stems = ("ban", "banned", "barred", "u.s", "U.S.", " ban")
    assert bool(any_of(stems).search(text)) == any(stem in text for stem in stems)


def test_words_are_runs_of_letters_in_one_case() -> None:
    assert words_in("In MAY, 12May; twenty-one_STRASSE Straße") == {"in", "may", "twenty", "one", "strasse"}
    assert first_words(["Twenty-one", "quatre-vingt-dix", "24"]) == {"twenty", "quatre"}


@cache
def _sentences() -> tuple[str, ...]:
    pages = [*SEEDS, *(page for folder in GOLD for page in sorted(folder.glob("*.md")))]
    lines = {line.strip() for page in pages for line in page.read_text(encoding="utf-8").splitlines()}
    return tuple(line[start:end] for line in sorted(lines) for start, end in sentences(line))


@needs_seeds
@needs_gold
@pytest.mark.parametrize("language", sorted(BY_LANGUAGE))
def test_each_sentence_with_a_cue_of_a_rule_holds_a_stem_of_its_modality(language: str) -> None:
    words = BY_LANGUAGE[language]
    for modality, cues in words.cues:
        cue = re.compile(rf"(?<![\w-])(?:{'|'.join(f'(?:{cue})' for cue in cues)})", re.IGNORECASE)
        stems = any_of(words.stems[modality])
        missed = [said for said in _sentences() if cue.search(said) and not stems.search(said.casefold())]
        assert not missed, modality


@needs_seeds
@needs_gold
@pytest.mark.parametrize("language", sorted(BY_LANGUAGE))
def test_each_sentence_that_names_officials_or_begins_with_a_bare_order_holds_a_stem(language: str) -> None:
    words = BY_LANGUAGE[language]
    named = re.compile(rf"\b(?:{words.officials})\b", re.IGNORECASE)
    stems = any_of(words.official_stems)
    assert not [said for said in _sentences() if named.search(said) and not stems.search(said.casefold())]
    ordered = re.compile("|".join(f"^(?:{pattern})" for _, pattern in words.bare), re.IGNORECASE)
    stems = any_of((*words.bare_stems, *(stem for each in words.stems.values() for stem in each)))
    assert not [said for said in _sentences() if ordered.search(said) and not stems.search(said.casefold())]


@pytest.mark.parametrize("clause", [clause for words in BY_LANGUAGE.values() for clause in words.aside])
def test_an_aside_that_begins_at_a_word_has_no_second_beginning(clause: str) -> None:
    depth, bare = 0, re.sub(r"\\.|\[[^\]]*\]", "", clause)
    for letter in bare:
        depth += (letter == "(") - (letter == ")")
        assert not (letter == "|" and depth == 0)


def test_values_of_a_wall_of_text_stand_at_their_places() -> None:
    wall = " ".join(f"Stay {number} days at most in the zone." for number in range(100, 600))
    found = [fact for fact in facts(wall) if fact.kind == "duration"]
    assert len(found) == 500
    assert all(wall[fact.start : fact.end] == fact.text for fact in found)
    assert {fact.context for fact in found} == {
        f"Stay {number} days at most in the zone." for number in range(100, 600)
    }


def test_a_wall_of_text_without_a_full_stop_is_read_to_its_end() -> None:
    found = [fact for fact in facts("word " * 5_000 + "and then 12 days") if fact.kind == "duration"]
    assert [fact.text for fact in found] == ["12 days"]


@pytest.mark.parametrize(
    "words",
    ["call 12 ", "5 years in prison, ", "level 4 ", "advises against all travel to ", "15, ", "+7 717 255 6200, "],
)
def test_a_wall_of_values_takes_time_in_step_with_its_length(words: str) -> None:
    begun = time.process_time()
    facts(words * (40_000 // len(words)), by="us-state")
    assert time.process_time() - begun < 8
