"""Which way a fact went, in the words of its kind."""

from __future__ import annotations

import pytest

from monitor.assess.directions import direction_words
from monitor.facts.fact import FACT_KINDS, FactKind

WORDS: dict[tuple[FactKind, str], str] = {
    ("duration", "up"): "longer",
    ("duration", "down"): "shorter",
    ("money", "up"): "more",
    ("quantity", "down"): "less",
    ("age", "up"): "higher",
    ("percentage", "down"): "lower",
    ("date", "up"): "later",
    ("level", "up"): "up",
    ("level", "down"): "down",
    ("rule", "stricter"): "stricter",
    ("penalty", "looser"): "looser",
}


@pytest.mark.parametrize(("kind", "direction"), WORDS)
def test_a_direction_is_told_in_the_words_of_its_kind(kind: FactKind, direction: str) -> None:
    assert direction_words(kind, direction) == WORDS[kind, direction]  # type: ignore[arg-type]


def test_stricter_and_looser_are_so_of_every_kind() -> None:
    assert {direction_words(kind, "stricter") for kind in FACT_KINDS} == {"stricter"}
    assert {direction_words(kind, "looser") for kind in FACT_KINDS} == {"looser"}
