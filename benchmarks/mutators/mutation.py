"""A mutation, what it must be reported as, and whether it was."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from monitor.compare.change import Change, FactChange, FactValue
from monitor.read.text import looks
from mutators.page import Page


class IllFormedError(Exception):
    """The edit would not be what it is called; the message says why."""


@dataclass(frozen=True)
class Expected:
    """One change of fact that must be reported."""

    kinds: frozenset[str]
    before: str = ""
    """Words that the fact held; empty where it was not there."""
    after: str = ""
    changes: frozenset[str] = frozenset({"changed"})
    directions: frozenset[str | None] | None = None
    """Where the direction is certain."""
    many: bool = False
    """Whether several such changes are as right as one: a level that holds for a list of areas."""

    def fits(self, fact: FactChange) -> bool:
        """Whether a reported change is this one."""
        return (
            fact.kind in self.kinds
            and fact.change in self.changes
            and (self.directions is None or fact.direction in self.directions)
            and (fact.before is None or _holds(fact.before, self.before))
            and (fact.after is None or _holds(fact.after, self.after))
        )


@dataclass(frozen=True)
class Mutation:
    """An edit of a page."""

    kind: str
    variant: str
    page: Page
    before: str
    """The Markdown before; for most kinds the page's own."""
    after: str
    place: str
    """What stood there and what stands there now, for a person."""
    expected: tuple[Expected, ...] = ()
    """Empty where the edit is harmless."""
    optional: tuple[Expected, ...] = ()
    """Changes that are right beside the expected ones, by ANNOTATION.md."""
    loudest: str = "none"
    """Of a harmless edit: the weightiest significance that is still silence ("minor" where words did change)."""
    stamp_moved: bool = False
    seen: tuple[str, ...] = field(default=())
    """Words that must stand on the page as it is read; else the edit was made in furniture."""


def failing(mutation: Mutation, change: Change) -> str | None:
    """None where exactly the right was reported; else in which way it was not."""
    if not mutation.expected:
        if change.facts:
            return "a fact where none changed"
        order = ("none", "minor", "major", "critical")
        return "heard" if order.index(change.significance) > order.index(mutation.loudest) else None
    left = list(change.facts)
    for each in mutation.expected:
        fitting = [fact for fact in left if each.fits(fact)]
        if not fitting:
            return "missed" if not change.facts else _otherwise(each, change)
        for fact in fitting if each.many else fitting[:1]:
            left.remove(fact)
    for each in mutation.optional:
        left = [fact for fact in left if not each.fits(fact)]
    if left:
        return "right, and another fact beside it"
    if change.significance == "none":
        return "right, and called nothing"
    return None


def _otherwise(expected: Expected, change: Change) -> str:
    of_kind = [fact for fact in change.facts if fact.kind in expected.kinds]
    ways = Counter(fact.change for fact in of_kind)
    if ways["added"] and ways["removed"] and "changed" in expected.changes:
        return "removed and added"
    return "the right kind, told otherwise" if of_kind else "another kind of fact"


def _holds(side: FactValue, words: str) -> bool:
    """Whether a side of a fact has the words, or is what of them holds the value."""
    # A rule begins behind its label ("Traffic Laws: ") and with its own sentence.
    said, meant = _plain(side.text), _plain(_BEGINS.split(words)[-1])
    if meant in said or (said in meant and any(c.isdigit() for c in said)):
        return True
    return meant in _plain(side.context) and not any(c.isdigit() for c in meant)


_BEGINS = re.compile(r"[:.]\**\s+(?=[A-Z])|:\**(?=[A-Z])")


def _plain(text: str) -> str:
    text = re.sub(r"[*_\\\[\]\x00]", "", looks(text)).casefold()
    return " ".join(text.split())
