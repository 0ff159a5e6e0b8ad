"""Ages and age limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from monitor.facts.languages import words_of
from monitor.facts.languages.ages import BY_LANGUAGE
from monitor.facts.masked import Masked
from monitor.facts.numbers import BACK, Number, amount, joins, numbers_in
from monitor.facts.patterns import filled, named

OLDEST = 100
"""No limit of age lies higher; what is more counts something else."""
_NEAR = 90
"""Characters before a bare number in which the persons stand whose age it is."""
_BESIDE = 45
"""The same, where nothing behind the number says that it is an age."""


def find_ages(text: Masked) -> None:
    """Ages and age limits; the value is `{low, high, unit, bound}` with the one number in both ends."""
    free, languages = text.free, text.languages
    patterns = _patterns(languages)
    numbers = numbers_in(free, languages)
    if not numbers or not patterns.hint.search(free):
        return
    position = 0
    for index, each in enumerate(numbers):
        if each.start < position or not 0 < each.value < OLDEST or free[each.end : each.end + 1] == "%":
            continue
        if each.glued and not patterns.limits.search(free[max(0, each.start - BACK) : each.start]):
            continue  # "under-16s" is an age, "COVID-19" is none
        before = numbers[index - 1] if index else None
        low = each
        if before and before.start >= position and not before.glued and before.value < each.value:
            low = before if joins(free, before.end, each.start, languages) else each
        if index + 1 < len(numbers) and _leads(free, numbers, index, languages):
            continue  # the first end of a range is taken with the second
        found = _age(free, low, each, patterns) or _another(free, position, each, patterns)
        if found:
            start, end, unit, bound = found
            value = amount(low.value, each.value if low is not each else None, unit, None)
            if bound and low is each:
                value["bound"] = bound
            text.take("age", max(start, position), end, value)
            position = end


def _another(free: str, behind: int, each: Number, patterns: _Patterns) -> tuple[int, int, str, None] | None:
    """An age beside one that was found: "is 16 for motorbikes and 18 for cars"."""
    if not behind or each.start - behind > _NEAR or not _YOUNGEST <= each.value < OLDEST:
        return None
    if _BESIDE_ANOTHER.fullmatch(free, behind, each.start) and patterns.follows.match(free, each.end):
        return each.start, each.end, "year", None
    return None


_YOUNGEST = 10
_BESIDE_ANOTHER = re.compile(r"\s(?:for|with|in|if)\s[^.;:()\d\x00]*\s?(?:\band|,|\bbut)\s")


def _leads(free: str, numbers: Sequence[Number], index: int, languages: tuple[str, ...]) -> bool:
    each, following = numbers[index], numbers[index + 1]
    return (
        each.value < following.value < OLDEST
        and joins(free, each.end, following.start, languages)
        and free[following.end : following.end + 1] != "%"
    )


def _age(free: str, low: Number, high: Number, patterns: _Patterns) -> tuple[int, int, str, str | None] | None:
    """Where the words of an age begin and end, its unit and its limit; None if the number is no age."""
    back = free[max(0, low.start - BACK) : low.start]
    unit = patterns.unit.match(free, high.end)
    old = patterns.old.match(free, unit.end()) if unit else None
    name = unit.lastgroup if unit and unit.lastgroup else "year"
    limit = patterns.before.search(back)
    start, bound = (low.start - len(limit.group()), limit.lastgroup) if limit else (low.start, None)
    persons = bool(patterns.persons.search(free[max(0, low.start - _NEAR) : low.start]))

    if unit and old and (name == "year" or not patterns.document.search(back)):
        end = old.end()
    elif aged := patterns.aged.search(back):
        if unit is None and not patterns.bare.match(free, high.end):
            return None
        end = unit.end() if unit else high.end
        start = low.start - len(aged.group())
        outer = patterns.before.search(free[max(0, start - BACK) : start])
        inner = patterns.inner.search(aged.group())
        bound = (outer.lastgroup if outer else None) or (inner.lastgroup if inner else None)
        start -= len(outer.group()) if outer else 0
    elif unit and (after := patterns.elder.match(free, unit.end())):
        return start, after.end(), name, _limit(after, bound)
    elif unit is None and persons and (after := patterns.after.match(free, high.end)):
        return start, after.end(), "year", _limit(after, bound)
    elif low is not high and patterns.between.search(back) and (not unit or name == "year"):
        end = unit.end() if unit else high.end
        if unit is None and not patterns.bare.match(free, high.end):
            return None
    elif (patterns.age_is.search(back) or (low is high and patterns.child.search(back))) and (
        name in ("year", "month") if unit else patterns.bare.match(free, high.end)
    ):
        end = unit.end() if unit else high.end
    elif unit is None and low is high and (follows := patterns.follows.match(free, high.end)):
        must = patterns.must_be.search(free[max(0, start - BACK) : start])
        near = patterns.persons.search(free[max(0, start - _BESIDE) : start])
        limits = patterns.limits.search(back) and (near or follows.group().endswith("s"))
        if not (must or limits):
            return None
        end = follows.end()
    else:
        return None
    after = patterns.after.match(free, end)
    if after:
        return start, after.end(), name, _limit(after, bound)
    return start, end, name, bound


def _limit(after: re.Match[str], bound: str | None) -> str | None:
    return after.lastgroup or bound


@dataclass(frozen=True, slots=True)
class _Patterns:
    hint: re.Pattern[str]
    """What no age does without; a text without it is passed over."""
    unit: re.Pattern[str]
    old: re.Pattern[str]
    document: re.Pattern[str]
    aged: re.Pattern[str]
    inner: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    elder: re.Pattern[str]
    between: re.Pattern[str]
    persons: re.Pattern[str]
    limits: re.Pattern[str]
    child: re.Pattern[str]
    """Persons with a limit of their age directly behind: "children under 15 years"."""
    age_is: re.Pattern[str]
    must_be: re.Pattern[str]
    follows: re.Pattern[str]
    bare: re.Pattern[str]


@cache
def _patterns(languages: tuple[str, ...]) -> _Patterns:
    tables = words_of(BY_LANGUAGE, languages)

    return _Patterns(
        hint=filled(r"\b(?:<aged>|<old>|<persons>|<bare>)\b", tables),
        unit=filled(rf"[\s-](?:{named(tables, 'units')})(?!\w)", tables),
        old=filled(r"[\s-]<old>\b", tables),
        document=re.compile(
            r"\b(?:certificate|record|document|test|result|photo|statement|letter|licen[cs]e|copy|copies|check|extract|report|proof)",
            re.IGNORECASE,
        ),
        aged=filled(r"(?<![\w-])<aged>\s$", tables),
        inner=filled(rf"(?:{named(tables, 'before')})\s$", tables),
        before=filled(rf"(?<![\w-])(?:{named(tables, 'before')})[\s-]$", tables),
        after=filled(rf"\s?(?:{named(tables, 'after')})(?!\w)", tables),
        elder=filled(rf"\s(?:{named(tables, 'after')})(?!\w)", tables),
        between=filled(r"(?<!\w)<persons><between>$", tables),
        persons=filled(r"(?<!\w)<persons>(?!\w)", tables),
        limits=filled(r"(?<![\w-])<bare>[\s-]$", tables),
        child=filled(r"(?<!\w)<persons>\s\(?<bare>\s$", tables),
        age_is=filled(r"<age_is>\s(?:<aged>\s)?$", tables),
        must_be=filled(r"(?<!\w)<must_be>\s$", tables),
        follows=filled(r"<follows>", tables),
        bare=re.compile(
            r"(?![-–]|[.,]?\d|\s?[%°℃]|\s?(?:km|kg|met|mile|dollar|euro|per\b|times|degrees|hours?|days?|weeks?|min|lit|pounds?|people|others?|of\b))(?!\w)"
        ),
    )
