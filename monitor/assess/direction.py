"""Which way a fact went: stricter or looser, up or down."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from monitor.compare.alike import threatens
from monitor.compare.change import Direction, FactChange, FactValue
from monitor.compare.modals import turn
from monitor.compare.rules import Force, force
from monitor.facts.durations import DAYS
from monitor.publishers.publisher import Publisher
from monitor.read.text import plain

_STRICTNESS: dict[Force, int] = {"forbids": 5, "requires": 4, "will": 3, "may": 2, "frees": 1, "none": 0}
_SEVERITY = {
    "death": 9, "life": 8, "corporal": 7, "prison": 6, "detention": 5, "arrest": 5, "deportation": 4, "ban": 4,
    "confiscation": 3, "community service": 2, "fine": 2, "prosecution": 2, "penalty": 1,
}  # fmt: skip


def direction_of(fact: FactChange, publisher: Publisher) -> Direction | None:
    """Levels and amounts go up or down (levels on the publisher's own scale), rules and penalties get stricter or looser.

    None in doubt.
    """
    if fact.kind == "level":
        return level_direction(fact)
    if fact.kind == "rule":
        return _rule(fact)
    if fact.kind == "penalty":
        return _penalty(fact)
    if fact.change == "changed" and fact.before and fact.after:
        if fact.kind == "date":
            return _later(str(fact.before.value), str(fact.after.value))
        if _opposed(fact.before.value, fact.after.value):
            return None
        return _more(_size(fact.before.value), _size(fact.after.value))
    return None


def with_level_directions(facts: tuple[FactChange, ...]) -> tuple[FactChange, ...]:
    """Levels that came or went beside others are no step of their own.

    Where all travel to the country is advised against, that its provinces are not named any more is no easing; and where
    a level is replaced by that of its parts, neither is. What goes up and what goes down is told by the levels that changed.
    """
    levels = [fact for fact in facts if fact.kind == "level"]
    rises = any(fact.change == "added" or fact.direction == "up" for fact in levels if fact.change != "removed")
    falls = any(fact.change == "removed" or fact.direction == "down" for fact in levels if fact.change != "added")
    return tuple(
        replace(fact, direction=None)
        if fact.kind == "level" and ((fact.change == "removed" and rises) or (fact.change == "added" and falls))
        else fact
        for fact in facts
    )


def level_direction(fact: FactChange) -> Direction | None:
    """Which way one change of a level goes, on the publisher's own scale; None where the scales are two."""
    if fact.change == "added":
        return "up"
    if fact.change == "removed":
        return "down"
    before, after = (side.value if side else {} for side in (fact.before, fact.after))
    if before.get("scale") != after.get("scale"):
        return None
    return _more(before.get("step"), after.get("step"))


def _rule(fact: FactChange) -> Direction | None:
    if fact.before and fact.after:
        turned = turn(_words(fact.before), _words(fact.after))
        before, after = _strictness(fact.before), _strictness(fact.after)
        if _threat(fact.before) or _threat(fact.after):  # which way a threat went is told by its punishment
            return None
        known = before and after and before != after  # a sentence that is no rule by itself has no strictness
        return turned or (("stricter" if after > before else "looser") if known else None)
    held = fact.after or fact.before
    if held is None:
        return None
    binds, frees = _strictness(held) >= _STRICTNESS["requires"], _strictness(held) == _STRICTNESS["frees"]
    if fact.change == "added":
        return "stricter" if binds else "looser" if frees and _READERS.search(held.text) else None
    return "looser" if binds else None  # a permission of which nothing is said any more may still hold


def _words(side: FactValue) -> str:
    """The words of a rule; what stands in brackets explains, and turns nothing."""
    return side.value.get("words") or plain(side.text)


def _threat(side: FactValue) -> bool:
    return side.value.get("modality") in ("may", "will") and threatens(side.value.get("words") or "")


def _strictness(side: FactValue) -> int:
    return _STRICTNESS[force(side.value.get("modality"), side.value.get("words") or "")]


_READERS = re.compile(
    r"\b(?:you|travell?ers?|visitors?|nationals?|citizens?|tourists?|residents?|passengers?|holders?|children|women|men)\b|"
    r"\b(?:visa[- ]free|visas?|entry|stays?|legal|legali[sz]ed|not (?:illegal|required|needed|necessary)|no longer|exempt\w*)\b",
    re.IGNORECASE,
)
"""A permission for these is looser; a law that allows courts to do something is not."""


def _penalty(fact: FactChange) -> Direction | None:
    if fact.change == "added":
        return "stricter"
    if fact.change == "removed":
        return "looser"
    before, after = (_weight(side.value) if side else () for side in (fact.before, fact.after))
    if before == after:
        return None
    return "stricter" if after > before else "looser"


def _weight(value: Any) -> tuple[float, ...]:
    kinds = [_SEVERITY.get(kind, 0) for kind in value.get("kinds", [])]
    terms = [
        float(term.get("high") or term.get("low") or 0) * DAYS.get(term.get("unit"), 1.0)
        for term in value.get("terms", [])
    ]
    lows = [float(term.get("low") or 0) * DAYS.get(term.get("unit"), 1.0) for term in value.get("terms", [])]
    amounts = [float(a.get("amount") or a.get("high") or 0) for a in value.get("amounts", [])]
    return (
        max(kinds, default=0),
        max(terms, default=0.0),
        max(lows, default=0.0),
        float(sum(kinds)),
        max(amounts, default=0.0),
        sum(amounts),
    )


def _opposed(before: Any, after: Any) -> bool:
    """ "Less than 90" and "more than 60" are neither more nor less than one another."""
    sides = {("min" if each.get("bound") in ("min", "above") else "max" if each.get("bound") in ("max", "below") else "")
             for each in (before, after) if isinstance(each, dict)}  # fmt: skip
    return {"min", "max"} <= sides


def _size(value: Any) -> float | None:
    if not isinstance(value, dict):
        return None
    size = value.get("amount", value.get("high") if value.get("high") is not None else value.get("low"))
    return float(size) * DAYS.get(str(value.get("unit")), 1.0) if isinstance(size, int | float) else None


def _later(before: str, after: str) -> Direction | None:
    """Of two dates in ISO 8601; the end of a range counts. None where one lacks the year or is less precise."""
    one, other = before.split("/")[-1], after.split("/")[-1]
    if one == other or len(one) != len(other) or one.startswith("--") != other.startswith("--"):
        return None
    return "up" if other > one else "down"


def _more(before: float | None, after: float | None) -> Direction | None:
    if before is None or after is None or before == after:
        return None
    return "up" if after > before else "down"
