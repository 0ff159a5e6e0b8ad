"""Stamps of which several stand in one line ("Laatst gewijzigd op: 1-5-2026 | Nog steeds geldig op: 2-5-2026")."""

from __future__ import annotations

import re
from itertools import islice

from bs4 import BeautifulSoup, Tag

from monitor.publishers.publisher import StampField
from monitor.read.builder import Builder
from monitor.read.lines import text_of

_LONGEST = 200
"""Characters: a longer text than this is prose, whatever words it holds."""
_DEPTH = 6
"""Elements round a piece of text: a line of stamps is built of no more."""
_MOST = 20
"""Elements: no page stamps itself more often."""


def take_stamp_lines(
    soup: BeautifulSoup, builder: Builder, cue: re.Pattern[str], line: re.Pattern[str], fields: tuple[StampField, ...]
) -> None:
    """Take the elements of which the whole text is a line of stamps out of the tree, and keep their values.

    Args:
        cue: words that stand in every such line, in one piece of text.
        line: the whole text of the element; its groups are the values, in the order of `fields`. A group may be absent.
    """
    for piece in soup.find_all(string=cue, limit=_MOST):
        held: tuple[Tag, re.Match[str]] | None = None
        for parent in islice(piece.parents, _DEPTH):
            if parent.name in ("body", "main", "html", "[document]"):
                break
            found = text_of(parent)
            if len(found) > _LONGEST:
                break
            if match := line.fullmatch(found):
                held = parent, match
        if held is not None:
            for where, value in zip(fields, held[1].groups(), strict=True):
                if value:
                    builder.found.setdefault(where, value)
            held[0].extract()
