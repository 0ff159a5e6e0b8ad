"""Signs by which an answer is known for what it is: what they are, where they stand, how much each weighs.

The tables are `walls.py` (bot walls) and `absences.py` (answers without the page); `blocked.py` and `absent.py` tell
how the weights are added up. `THRESHOLD` is certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

THRESHOLD = 5
"""So much weight is a verdict."""

_SHOWN = 60
"""Characters of what was found that evidence shows."""


class Place(StrEnum):
    """Where a sign is looked for."""

    HEADER = "header"
    """In a line "name: value", name in lower case, of the response's headers; from its beginning."""
    TITLE = "title"
    HEADING = "heading"
    """In a main heading (`<h1>`)."""
    MARKUP = "markup"
    """Anywhere in the source, scripts included."""
    TEXT = "text"
    """In the text that a reader sees."""
    NOSCRIPT = "noscript"
    """In what is said to those who run no scripts."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that answers of this kind have, and pages have not (or seldom)."""

    of: str
    """What it is a sign of: the vendor of a wall (empty: anybody's), the kind of an absence."""
    place: Place
    pattern: str
    """A regular expression; letters count whatever their case."""
    weight: int


@dataclass(frozen=True, slots=True)
class Found:
    """A sign that stands on an answer, with the words in which it stands there."""

    sign: Sign
    words: str

    def __str__(self) -> str:
        """For people: "title: Access denied (3)"."""
        shown = self.words if len(self.words) <= _SHOWN else self.words[: _SHOWN - 1] + "…"
        return f"{self.sign.place}: {shown} ({self.sign.weight})"


def found(signs: Iterable[Sign], place: Place, text: str) -> list[Found]:
    """Those of `signs` that stand in the text of this place."""
    sought = ((sign, _compiled(sign.pattern).search(text)) for sign in signs if sign.place is place)
    return [Found(sign, _shown(match[0])) for sign, match in sought if match]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled at its first use: most answers need few of the tables."""
    return re.compile(pattern, re.IGNORECASE)


def _shown(words: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in words).split()).strip(" |–—:·»«>•-")


def silence(text: str, ladder: Iterable[tuple[int, int]]) -> tuple[int, str]:
    """What it weighs that a page says so little, and the words for it.

    `ladder` holds (characters, weight), the fewest characters first: fewer than these weigh so much.
    """
    weight = next((weight for length, weight in ladder if len(text) < length), 0)
    return weight, f"characters of text: {len(text)} ({weight})" if weight else ""
