"""Which way a fact went: stricter or looser, up or down."""

from __future__ import annotations

import re
from typing import Any

from monitor.compare.change import Direction, FactChange
from monitor.publishers.publisher import Publisher

_STRICTNESS = {
    "prohibited": 5, "required": 4, "officials do": 3, "officials may": 3, "not required": 1, "permitted": 1,
}  # fmt: skip
_SEVERITY = {
    "death": 9, "life": 8, "corporal": 7, "prison": 6, "detention": 5, "arrest": 5, "deportation": 4, "ban": 4,
    "confiscation": 3, "community service": 2, "fine": 2, "prosecution": 2, "penalty": 1,
}  # fmt: skip


_READERS = re.compile(
    r"\b(?:you|travell?ers?|visitors?|nationals?|citizens?|tourists?|residents?|passengers?|children|women|men)\b[^.;]{0,60}?"
    r"\b(?:allowed|permitted|can|may|entitled|eligible|exempt|not (?:need|have to|required)|no longer|get|enter)\b"
    r"|\b(?:legal|visa[- ]free|no visa|without a visa|not (?:illegal|required|needed|necessary)|no longer)\b",
    re.IGNORECASE,
)
"""A permission for these is looser; a law that allows courts to do something is not."""


def direction_of(fact: FactChange, publisher: Publisher) -> Direction | None:
    """Levels go up or down on the publisher's own scale, rules and penalties get stricter or looser; None in doubt."""
    if fact.kind == "level":
        return _level(fact)
    if fact.kind == "rule":
        return _rule(fact)
    if fact.kind == "penalty":
        return _penalty(fact)
    if fact.change == "changed" and fact.before and fact.after:
        return _more(_size(fact.before.value), _size(fact.after.value))
    return None


def _level(fact: FactChange) -> Direction | None:
    if fact.change == "added":
        return "up"
    if fact.change == "removed":
        return "down"
    before, after = (side.value if side else {} for side in (fact.before, fact.after))
    if before.get("scale") != after.get("scale"):
        return None
    return _more(before.get("step"), after.get("step"))


def _rule(fact: FactChange) -> Direction | None:
    before = _STRICTNESS.get(fact.before.value["modality"], 0) if fact.before else 0
    after = _STRICTNESS.get(fact.after.value["modality"], 0) if fact.after else 0
    if fact.change == "added":
        for_readers = fact.after is not None and bool(_READERS.search(fact.after.text))
        return "stricter" if after >= 4 else "looser" if after == 1 and for_readers else None
    if fact.change == "removed":
        return "looser" if before >= 4 else None
    if before == after:
        return None
    return "stricter" if after > before else "looser"


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
    days = {"day": 1, "month": 30, "year": 365}
    terms = [
        float(term.get("high") or term.get("low") or 0) * days.get(term.get("unit"), 1)
        for term in value.get("terms", [])
    ]
    lows = [float(term.get("low") or 0) * days.get(term.get("unit"), 1) for term in value.get("terms", [])]
    amounts = [float(a.get("amount") or a.get("high") or 0) for a in value.get("amounts", [])]
    return (
        max(kinds, default=0),
        max(terms, default=0.0),
        max(lows, default=0.0),
        float(sum(kinds)),
        max(amounts, default=0.0),
    )


def _size(value: Any) -> float | None:
    if not isinstance(value, dict):
        return None
    size = value.get("amount", value.get("high") if value.get("high") is not None else value.get("low"))
    return float(size) if isinstance(size, int | float) else None


def _more(before: float | None, after: float | None) -> Direction | None:
    if before is None or after is None or before == after:
        return None
    return "up" if after > before else "down"
