"""Classes of nothing: edits in which an analyst has nothing to read."""

from __future__ import annotations

import re

from monitor.compare.change import Edit, Nothing
from monitor.compare.difference import Difference
from monitor.read.text import sentences

_WEIGHTIEST: tuple[Nothing, ...] = ("typing", "punctuation", "order", "link", "markup", "stamp")
"""Where several classes meet, the one that is most of an edit names it."""


def nothing_of(difference: Difference) -> Nothing | None:
    """The class of nothing of a whole difference; None where there is something to read."""
    classes = {edit.nothing for edit in difference.edits}
    if None in classes and difference.links and _points_elsewhere(difference.edits):
        classes = (classes - {None}) | {"link"}
    if None in classes:
        return None
    found: set[Nothing] = {each for each in classes if each}
    if difference.links:
        found.add("link")
    if difference.stamps_before != difference.stamps_after:
        found.add("stamp")
    if difference.markup or any(s.change in ("moved", "added", "removed") for s in difference.sections):
        found.add("markup")
    return next((each for each in _WEIGHTIEST if each in found), "markup")


def _points_elsewhere(edits: tuple[Edit, ...]) -> bool:
    """Whether all that is to read are pointers that took the place of pointers: "See our page on ...", "Learn about ..."."""
    said = [edit for edit in edits if edit.nothing is None]
    texts = [text for edit in said for text in (edit.before, edit.after) if text]
    replaced = any(edit.before for edit in said) and any(edit.after for edit in said)
    return replaced and all(_POINTER.match(text) and len(sentences(text)) == 1 for text in texts)


_POINTER = re.compile(
    r"^[\s•*·-]*(?:see|read|learn|visit|review|refer|find out|get|view|more|for (?:more|further|full|general|information|details)|please (?:see|visit|read))\b",
    re.IGNORECASE,
)
"""How a sentence begins that only leads elsewhere."""
