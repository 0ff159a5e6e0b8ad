"""Classes of nothing: edits in which an analyst has nothing to read."""

from __future__ import annotations

from monitor.compare.change import Nothing
from monitor.compare.difference import Difference

_WEIGHTIEST: tuple[Nothing, ...] = ("typing", "punctuation", "order", "link", "markup", "stamp")
"""Where several classes meet, the one that is most of an edit names it."""


def nothing_of(difference: Difference) -> Nothing | None:
    """The class of nothing of a whole difference; None where there is something to read."""
    classes = {edit.nothing for edit in difference.edits}
    if None in classes:
        return "markup" if difference.same_words else "order" if difference.same_sentences else None
    found: set[Nothing] = {each for each in classes if each}
    if difference.links:
        found.add("link")
    if difference.stamps_before != difference.stamps_after:
        found.add("stamp")
    if difference.markup or any(s.change in ("moved", "added", "removed") for s in difference.sections):
        found.add("markup")
    return next((each for each in _WEIGHTIEST if each in found), "markup")
