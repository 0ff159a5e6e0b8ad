"""A text from which what was found is taken away, so that a phone is not read again as an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.facts.fact import FactKind

TAKEN = "\x00"
"""Stands for every character that was taken; no pattern matches it as a letter, digit or space."""


@dataclass(frozen=True, slots=True)
class Found:
    """A value at its place in a text."""

    kind: FactKind
    start: int
    end: int
    value: object
    label: str | None = None
    """Whose or what for, where the finder knows it better than the words around do."""


class Masked:
    """The text of a block, and what of it is still free. Offsets never move.

    `languages` are those whose words are sought in it (`monitor.facts.languages`).
    """

    def __init__(self, text: str, languages: tuple[str, ...] = ("en",)) -> None:
        self.text = text
        self.languages = languages
        self.free = text
        self.found: list[Found] = []

    def search(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches in what is free now; what is taken meanwhile is not found again."""
        position = 0
        while match := pattern.search(self.free, position):
            position = max(match.end(), match.start() + 1)
            yield match

    def hide(self, start: int, end: int) -> None:
        """Take a span that is no fact (a URL, coordinates)."""
        self.free = self.free[:start] + TAKEN * (end - start) + self.free[end:]

    def take(self, kind: FactKind, start: int, end: int, value: object, label: str | None = None) -> None:
        """Take a span as a fact."""
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        self.found.append(Found(kind, start, end, value, label))
        self.hide(start, end)
