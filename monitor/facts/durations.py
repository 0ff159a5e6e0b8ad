"""Lengths of time and time limits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from monitor.facts.hints import holds_any
from monitor.facts.languages import words_of
from monitor.facts.languages.times import BY_LANGUAGE
from monitor.facts.masked import Masked
from monitor.facts.numbers import BACK, Number, amount, bound_after, bound_before, joins, numbers_in
from monitor.facts.patterns import filled, named

Length = tuple[int, int, dict[str, Any]]
"""Start, end and value of a length of time in a text."""
_YEARS = range(1900, 2101)
"""Numbers that are rather years than so many years ("the 2026 year")."""


DAYS = {
    "second": 1 / 86_400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "night": 1.0, "working day": 1.4, "month": 30.0, "year": 365.0,
    "calendar year": 365.0,
}  # fmt: skip
"""About how many days each unit of time is: what lengths in different units are held beside each other by."""


def find_durations(text: Masked) -> None:
    """Lengths of time and time limits; the value is `{low, high, unit, bound}`.

    "90 days in any 180-day period" has the window as `in`, "48 hours (or 72 in some cases)" the other limit as `or`.
    Weeks are days, halves of a year are months, whole years of months are years: one length has one value.
    """
    for start, end, value in durations_in(text.free, text.languages):
        text.take("duration", start, end, value)


@lru_cache(maxsize=64)
def durations_in(text: str, languages: tuple[str, ...]) -> tuple[Length, ...]:
    """Every length of time in a text, in order."""
    numbers = numbers_in(text, languages)
    found = [*_counted(text, numbers, languages), *_articles(text, languages)]
    return tuple(_joined(text, sorted(found, key=lambda length: length[:2]), languages))


def _counted(text: str, numbers: Sequence[Number], languages: tuple[str, ...]) -> list[Length]:
    """Those with a number."""
    patterns = _patterns(languages)
    starts = {each.start: each for each in numbers}
    found: list[Length] = []
    position = 0
    for index, each in enumerate(numbers):
        unit = patterns.unit.match(text, each.end)
        if unit is None or each.glued or each.start < position or patterns.not_after.match(text, unit.end()):
            continue
        name = _name(unit, patterns)
        if name == "year" and each.value in _YEARS:
            continue
        before = numbers[index - 1] if index else None
        low = each
        if before and before.start >= position and not before.glued and before.value < each.value:
            if joins(text, before.end, each.start, languages):
                low = before
            listed = _listed(text, numbers, index if low is each else index - 1, position)
            found += [(n.start, n.end, _canonical(amount(n.value, None, name, None))) for n in listed]
        start, bound = bound_before(text, low.start, languages)
        end, behind = bound_after(text, unit.end(), languages)
        start, bound = max(start, position), bound or behind
        value = amount(low.value, each.value if low is not each else None, name, bound)
        other = _or_else(text, end, starts, name, patterns)
        if other:
            end, value["or"] = other
        window = _window(text, end, starts, patterns)
        if window:
            end, value["in"] = window
        found.append((start, end, _canonical(value)))
        position = end
    return found


def _listed(text: str, numbers: Sequence[Number], index: int, position: int) -> list[Number]:
    """The numbers before one that share its unit: "15, 30 or 90 days"."""
    listed: list[Number] = []
    while index and text[numbers[index - 1].end : numbers[index].start] in (", ", "/", " / "):
        index -= 1
        if numbers[index].glued or numbers[index].start < position:
            break
        listed.insert(0, numbers[index])
    return listed


def _or_else(
    text: str, end: int, starts: dict[int, Number], unit: str, patterns: _Patterns
) -> tuple[int, dict[str, Any]] | None:
    opened = patterns.or_else.match(text, end)
    each = starts.get(opened.end()) if opened else None
    closed = _CLOSE.match(text, each.end) if each else None
    if each is None or closed is None:
        return None
    own = patterns.unit.match(text, each.end)
    return closed.end(), _canonical(amount(each.value, None, _name(own, patterns) if own else unit, None))


_CLOSE = re.compile(r"[^()]{0,50}\)")


def _window(text: str, end: int, starts: dict[int, Number], patterns: _Patterns) -> tuple[int, dict[str, Any]] | None:
    opened = patterns.window.match(text, end)
    each = starts.get(opened.end()) if opened else None
    unit = patterns.unit.match(text, each.end) if each else None
    if each and unit and not patterns.not_after.match(text, unit.end()):
        period = _PERIOD.match(text, unit.end())
        return period.end() if period else unit.end(), _canonical(amount(each.value, None, _name(unit, patterns), None))
    one = patterns.window_one.match(text, end)
    if one:
        name = _name(one, patterns)
        return one.end(), amount(1, None, f"calendar {name}" if "calendar" in one.group().casefold() else name, None)
    return None


_PERIOD = re.compile(r"[\s-](?:time )?(?:period|timeframe|window)\b", re.IGNORECASE)


def _articles(text: str, languages: tuple[str, ...]) -> list[Length]:
    """Those of one or of a half, without a number: "within a week", "half an hour", "a year and a half"."""
    patterns = _patterns(languages)
    if not holds_any(text.casefold(), patterns.hints):
        return []
    found: list[Length] = []
    for match in patterns.half.finditer(text):
        start, bound = bound_before(text, match.start(), languages)
        found.append((start, match.end(), _canonical(amount(0.5, None, _name(match, patterns), bound))))
    for match in patterns.article.finditer(text):
        end = match.end()
        if patterns.not_after.match(text, end):
            continue
        more = patterns.and_half.match(text, end)
        before = patterns.one_before.match(text, end)
        limited = patterns.one_after.search(text[max(0, match.start() - BACK) : match.start()])
        if not (more or before or limited):
            continue
        end = more.end() if more else end
        start, bound = bound_before(text, match.start(), languages)
        end, behind = bound_after(text, end, languages)
        value = amount(1.5 if more else 1, None, _name(match, patterns), bound or behind)
        found.append((start, end, _canonical(value)))
    return found


def _joined(text: str, found: list[Length], languages: tuple[str, ...]) -> list[Length]:
    """Two that are one: "1 year and 6 months", and the range "30 days to 6 months"."""
    kept: list[Length] = []
    for start, end, value in found:
        last = kept[-1] if kept else None
        if last and start < last[1]:
            continue
        if last and value["low"] == value["high"] and last[2]["low"] is not None and len(value) == len(last[2]) == 4:
            gap = text[last[1] : start]
            share = _PARTS.get((last[2]["unit"], value["unit"]))
            if share and last[2]["low"] == last[2]["high"] and _AND.fullmatch(gap) and value["high"] < share:
                sum_ = amount(last[2]["low"] * share + value["low"], None, value["unit"], last[2]["bound"])
                kept[-1] = (last[0], end, _canonical(sum_))
                continue
            if last[2]["bound"] is None and value["bound"] is None and _RANGE.fullmatch(gap):
                both = _in_one_unit(last[2], value)
                if both and both[0] < both[1]:
                    kept[-1] = (last[0], end, _canonical(amount(both[0], both[1], both[2], None)))
                    continue
        kept.append((start, end, value))
    return kept


_PARTS = {("year", "month"): 12, ("hour", "minute"): 60}
_AND = re.compile(r",?\s(?:and\s)?")
_RANGE = re.compile(r"\s?(?:-|–|to|до|bis|à|tot)\s?")


def _in_one_unit(low: dict[str, Any], high: dict[str, Any]) -> tuple[float, float, str] | None:
    """Both ends in the unit of the first, where one is a whole share of the other."""
    if low["unit"] == high["unit"]:
        return low["low"], high["high"], low["unit"]
    share = _PARTS.get((high["unit"], low["unit"]))
    return (low["low"], high["high"] * share, low["unit"]) if share else None


def _canonical(value: dict[str, Any]) -> dict[str, Any]:
    """The same length in the one unit in which it is compared."""
    ends = [value[side] for side in ("low", "high") if value[side] is not None]
    broken = any(end != int(end) for end in ends)
    factor, unit = 1.0, value["unit"]
    if unit == "week":
        factor, unit = 7, "day"
    elif unit == "year" and broken:
        factor, unit = 12, "month"
    elif unit == "hour" and broken:
        factor, unit = 60, "minute"
    elif unit == "month" and not broken and all(end % 12 == 0 for end in ends):
        factor, unit = 1 / 12, "year"
    if unit != value["unit"]:
        value["unit"] = unit
        for side in ("low", "high"):
            if value[side] is not None:
                value[side] = _plain(value[side] * factor)
    return value


def _plain(number: float) -> int | float:
    number = round(number, 4)
    return int(number) if number == int(number) else number


@dataclass(frozen=True, slots=True)
class _Patterns:
    names: dict[str, str]
    """Unit by its group."""
    hints: tuple[str, ...]
    """What stands in every text that names a unit."""
    unit: re.Pattern[str]
    half: re.Pattern[str]
    article: re.Pattern[str]
    one_after: re.Pattern[str]
    one_before: re.Pattern[str]
    and_half: re.Pattern[str]
    window: re.Pattern[str]
    window_one: re.Pattern[str]
    or_else: re.Pattern[str]
    not_after: re.Pattern[str]


def _name(match: re.Match[str], patterns: _Patterns) -> str:
    return patterns.names[match.lastgroup or ""]


@cache
def _patterns(languages: tuple[str, ...]) -> _Patterns:
    tables = words_of(BY_LANGUAGE, languages)
    unit = f"(?:{named(tables, 'units')})"
    names = {name.replace(" ", "_"): name for table in tables for name in table.units}
    return _Patterns(
        names=names,
        hints=tuple(hint for table in tables for hint in table.hints),
        unit=filled(rf"(?:\s|-|‑)?(?:<between>[\s-]){{0,3}}{unit}(?:\(s\))?(?!\w)", tables),
        half=filled(rf"(?<![\w’'-])<half>\s?{unit}(?![\w-])", tables),
        article=filled(rf"(?<![\w’'-])<article>\s{unit}(?![\w-])", tables),
        one_after=filled(r"(?<![\w-])<one_after>\s+$", tables),
        one_before=filled(r"(?=\s|[’'])\s?<one_before>\b", tables),
        and_half=filled(r"\s<and_half>(?!\w)", tables),
        window=filled(r"<window>", tables),
        window_one=filled(rf"<window_one>{unit}(?!\w)", tables),
        or_else=filled(r"\s?\(<or_else>", tables),
        not_after=filled(r"<not_after>", tables),
    )
