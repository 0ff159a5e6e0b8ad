"""Cheap looks at a text, which spare most texts the dear patterns of a finder.

A look may say "perhaps" of a text that holds nothing, and never "no" of one that holds something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=16)
def words_in(text: str) -> frozenset[str]:
    """The runs of letters in a text, in one case; the finders ask one after the other for those of the same text."""
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=16)
def has_digit(text: str) -> bool:
    """Whether a digit of any script stands in a text."""
    return _DIGIT.search(text) is not None


def first_words(said: Iterable[str]) -> frozenset[str]:
    """The first run of letters of each of some words, as `words_in` has them ("twenty-one" begins with "twenty")."""
    return frozenset(match.group() for word in said if (match := _WORD.search(word.casefold())))


@cache
def any_of(stems: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds whether one of many short strings stands in a text; not which.

    It is a tree by letters ("ban", "bar" -> "ba(?:n|r)"), so that a place is left at the first letter that fits none.
    """
    tree: dict[str, Any] = {}
    for stem in stems:
        branch = tree
        for letter in stem:
            branch = branch.setdefault(letter, {})
        branch[""] = {}

    def written(branch: dict[str, Any]) -> str:
        if "" in branch:
            return ""
        ways = [re.escape(letter) + written(branch[letter]) for letter in sorted(branch)]
        return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"

    return re.compile(written(tree))


def holds_any(text: str, stems: Iterable[str]) -> bool:
    """Whether one of a few short strings stands in a text; for many take `any_of`. (`any` takes twice as long.)"""
    for stem in stems:  # noqa: SIM110
        if stem in text:
            return True
    return False
