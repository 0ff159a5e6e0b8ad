"""When two facts state one value, and what makes two values one statement."""

from __future__ import annotations

import json
import re
from typing import Any

from rapidfuzz import fuzz

from monitor.compare import rules
from monitor.facts.fact import Fact
from monitor.read.text import looks


def key(fact: Fact) -> str:
    """Two facts of one kind with one key state the same value."""
    value = fact.value
    if fact.kind == "rule" and isinstance(value, dict):
        # "Caviar" under "You must not bring:" is another rule than under "You may bring:".
        value = [value.get("words"), rules.force(value["modality"], value["words"]) if "under" in value else None]
    if fact.kind == "phone":  # whether one may write to a number is its role, not another number
        value = _CHANNEL.sub("", value)
    if fact.kind == "level" and isinstance(value, dict):
        value = {name: part for name, part in value.items() if name != "reasons"} | {"area": _area(value.get("area"))}
    return _written(value)


_written = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode
"""Made once: `json.dumps` would make an encoder for each of the hundreds of values of a page."""


def _area(words: str | None) -> list[list[str]] | None:
    """An area by its words in whatever order, what it holds and what is excepted: "Yala and Pattani, except A"."""
    if words is None:
        return None
    parts = _EXCEPT.split(_DISTANCE.sub(_kilometres, words.casefold()))
    return [sorted(set(_NAME.findall(part)) - _AREA_WORDS) for part in parts]


def _kilometres(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2][0]}"


_EXCEPT = re.compile(r"\b(?:except(?:\s+for|ing)?|excluding|other than|apart from|but not)\b")
_DISTANCE = re.compile(r"(\d)\s*(km|kilomet\w+|mi(?:les?)?)\b")
_NAME = re.compile(r"[\w.]+")
_AREA_WORDS = frozenset(
    "the of and in to a within province provinces region regions state states area areas district".split()
)
_CHANNEL = re.compile(r";channel=\w+")


AMOUNTS = frozenset({"money", "duration", "age", "percentage", "quantity"})
"""Kinds whose values are numbers with a bound."""


_OPPOSED = ({"max", "below"}, {"min", "above"})


QUANTITY_CONTEXT = 60.0
"""Least likeness of two sentences in which a number counts the same."""


def same_value(a: Fact, b: Fact) -> bool:
    """Whether two facts state the same value: equal ones, or one number of which one says a bound and the other none.

    "You can stay for 90 days" and "for up to 90 days" are one; "at least 6 months" and "at most 6 months" are not.
    """
    if key(a) == key(b):
        return True
    if a.kind not in AMOUNTS or not (isinstance(a.value, dict) and isinstance(b.value, dict)):
        return False
    if _measured(a.value) != _measured(b.value):
        return False
    bounds = {a.value.get("bound"), b.value.get("bound")}
    if a.kind == "quantity" and likeness(a.context, b.context) < QUANTITY_CONTEXT:
        return False  # 80 km from a border, and 80 km south of a road
    return None in bounds or "about" in bounds or (a.kind != "age" and any(bounds <= side for side in _OPPOSED))


def _measured(value: dict[str, Any]) -> tuple[object, ...]:
    """The numbers of a value and what they count."""
    numbers = sorted({number for name in ("amount", "low", "high") if (number := value.get(name)) is not None})
    rest = {name: part for name, part in value.items() if name not in ("amount", "low", "high", "bound")}
    return (*numbers, json.dumps(rest, sort_keys=True))


SAME_LABEL = 85.0
"""Likeness of two labels that name one thing: "British Embassy in Asmara", "British Embassy Asmara"."""


def same_label(a: Fact, b: Fact) -> bool:
    """Whether two labels name one thing."""
    if not a.label or not b.label:
        return False
    return fuzz.token_set_ratio(looks(a.label).casefold(), looks(b.label).casefold()) >= SAME_LABEL


def same_offence(a: Fact, b: Fact) -> bool:
    """Whether two punishments are for one deed: "possession of drugs", "possessing, using or smuggling drugs"."""
    one, other = (frozenset(_CONTENT.findall((fact.label or "").casefold())) for fact in (a, b))
    return bool(one and other) and len(one & other) >= min(2, len(one), len(other))


def akin(a: Fact, b: Fact) -> bool:
    """Whether two punishments can be one that changed: for one deed, or of one kind at least."""
    return same_offence(a, b) or share(a.value["kinds"], b.value["kinds"]) > 0


def share(one: list[str], other: list[str]) -> float:
    """The share of all kinds of punishment that both threaten."""
    return len(set(one) & set(other)) / (len(set(one) | set(other)) or 1)


_CONTENT = re.compile(r"[^\W\d_]{4,}")


SAME_AREA = 60.0
"""Likeness of two areas of which one became the other: "within 20 km of the border", "within 50 km of the border"."""


def other_area(a: Fact, b: Fact) -> bool:
    """Whether two levels hold for areas that have hardly a word in common: one went, another came."""
    areas = a.value.get("area"), b.value.get("area")
    return None not in areas and fuzz.token_set_ratio(*areas) < SAME_AREA


def same_spelling(a: Fact, b: Fact) -> bool:
    """Whether two levels are of one step, for one area that is only spelled otherwise: "Jeleeb", "Jleeb"."""
    one, other = a.value.get("area"), b.value.get("area")
    if (
        one is None
        or other is None
        or a.value.get("step") != b.value.get("step")
        or _AWAY.findall(one) != _AWAY.findall(other)
    ):
        return False
    return fuzz.ratio(one, other) >= SPELLED


SPELLED = 92.0
"""Likeness of two spellings of one name."""
_AWAY = re.compile(r"\d+|north|south|east|west|except|exclud|outside|inside|not\b")
"""What makes another area of a name: numbers, quarters, exceptions."""


def one_area(a: Fact, b: Fact) -> bool:
    """Whether two levels hold for one area: one badge or sentence says it here, another there."""
    return all(a.value.get(name) == b.value.get(name) for name in ("scale", "area"))


def without(fact: Fact) -> str:
    """The sentence of a fact without its own words."""
    if len(fact.context) <= _NEAR:
        return fact.context.replace(fact.text, " ")
    at = max(fact.context.find(fact.text), 0)  # a wall of text without a full stop: what stands round the words
    return f"{fact.context[max(0, at - _NEAR // 2) : at]} {fact.context[at + len(fact.text) :][: _NEAR // 2]}"


_NEAR = 800
"""Characters of a sentence that are held beside those of another."""


def likeness(a: str, b: str) -> float:
    """How much two texts look alike, 0 to 100, capitals and kinds of quotes aside."""
    return fuzz.ratio(looks(a[:_NEAR]).casefold(), looks(b[:_NEAR]).casefold())
