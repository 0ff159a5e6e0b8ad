"""Numbers with a unit of measure, or with a counted noun that matters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from monitor.facts.languages import words_of
from monitor.facts.languages.quantities import BY_LANGUAGE
from monitor.facts.masked import Masked
from monitor.facts.numbers import BACK, Number, amount, bound_after, bound_before, joins, numbers_in
from monitor.facts.patterns import filled, named


def find_quantities(text: Masked) -> None:
    """Distances, weights, pages, doses, people killed ...; the value is `{low, high, unit, bound}`.

    A quantity in two units is one ("80km (50 miles)"); "one tourist killed" and "one insurgent killed" are two
    statements, so who it befell is part of the unit.
    """
    free, languages = text.free, text.languages
    numbers = numbers_in(free, languages)
    if not numbers:
        return
    patterns = _patterns(languages)
    position = 0
    for index, each in enumerate(numbers):
        if each.start < position or each.glued:
            continue
        found = _unit(free, each, patterns)
        if found is None:
            continue
        end, unit = found
        before, low = (numbers[index - 1] if index else None), each
        if before and before.start >= position and not before.glued and before.value < each.value:
            own = _unit(free, before, patterns)  # "30 km to 50 km" is one range too
            if own and own[1] != unit:
                own = None
            elif joins(free, own[0] if own else before.end, each.start, languages):
                low = before
        following = numbers[index + 1] if index + 1 < len(numbers) else None
        if following and following.value > each.value and joins(free, end, following.start, languages):
            own = _unit(free, following, patterns)
            if own and own[1] == unit and not _AND.search(free[end : following.start]):
                continue  # taken with its second end
        start, bound = bound_before(free, low.start, languages)
        end, behind = bound_after(free, end, languages)
        also = patterns.also.match(free, end)
        end = also.end() if also else end
        value = amount(low.value, each.value if low is not each else None, unit, bound or behind)
        if unit == "degree" and low is each and _MINUS.search(free[max(0, start - 2) : start]) and not bound:
            start -= 1
            value |= {"low": -each.value, "high": -each.value}
        text.take("quantity", max(start, position), end, value)
        position = end


_MINUS = re.compile(r"(?:^|[\s(])[-–−]$")
_AND = re.compile(r"and|или|und|et|en|or")


def _unit(free: str, each: Number, patterns: _Patterns) -> tuple[int, str] | None:
    """Where what is counted ends, and its name."""
    if 1 <= each.value < 10 and patterns.magnitude.search(free[max(0, each.start - 24) : each.start]):
        return each.end, "magnitude"
    if (behind := patterns.of_magnitude.match(free, each.end)) and 1 <= each.value < 10:
        return behind.end(), "magnitude"
    if measure := patterns.measure.match(free, each.end):
        name = patterns.measures[measure.lastgroup or ""]
        if name in ("m", "g", "litre", "foot", "pound", "degree") and not _plausible(free, measure):
            return None
        if speed := patterns.per_hour.match(free, measure.end()):
            return speed.end(), {"km": "km/h", "mile": "mph"}.get(name, f"{name}/h")
        return measure.end(), name
    if befell := patterns.befell.match(free, each.end):
        kind = next(name for name in patterns.fates if befell[name])
        if not befell["whom"] and each.value == 1:
            return None  # "a loved one was killed"
        return befell.end(), f"{kind}: {_whom(befell['whom'] or '')}"
    counted = patterns.counted.match(free, each.end)
    if (active := patterns.befalls.search(free[max(0, each.start - BACK) : each.start])) and each.value not in _YEARS:
        kind = active.lastgroup or ""
        if counted and counted.lastgroup == "national":
            return counted.end(), f"{kind}: {_whom(counted.group())}"
        if victim := patterns.victim.match(free, each.end):
            return victim.end(), f"{kind}: {_whom(victim['whom'])}"
        if counted is None and patterns.nobody.match(free, each.end):
            return each.end, f"{kind}: people"
    if counted:
        name = patterns.nouns[counted.lastgroup or ""]
        if name == "national":
            return (counted.end(), _whom(counted.group())) if each.value > 1 else None
        return counted.end(), name
    return None


_YEARS = range(1900, 2101)
_ANYBODY = frozenset({"", "person", "persons", "individuals", "individual", "passengers"})


def _whom(words: str) -> str:
    """Who is counted, in small letters; "people" where nothing is said of them."""
    said = " ".join(words.casefold().split())
    return "people" if said in _ANYBODY else said


def _plausible(free: str, measure: re.Match[str]) -> bool:
    """A unit of one letter is small, but for the litre: "2833 M Street" and "400L" are addresses, "5G" a network."""
    words = measure.group()
    return len(words.strip()) > 1 or words.islower() or not words.strip().isalpha() or words == " L"


@dataclass(frozen=True, slots=True)
class _Patterns:
    measure: re.Pattern[str]
    per_hour: re.Pattern[str]
    counted: re.Pattern[str]
    befell: re.Pattern[str]
    also: re.Pattern[str]
    """The same quantity again in another unit, in brackets or behind a stroke."""
    magnitude: re.Pattern[str]
    of_magnitude: re.Pattern[str]
    befalls: re.Pattern[str]
    victim: re.Pattern[str]
    """Who it befell, behind their number ("killed 1 *person*")."""
    nobody: re.Pattern[str]
    """What follows a number that counts people by itself."""
    measures: dict[str, str]
    nouns: dict[str, str]
    fates: tuple[str, ...]


@cache
def _patterns(languages: tuple[str, ...]) -> _Patterns:
    tables = words_of(BY_LANGUAGE, languages)
    order = [name for table in tables for name in table.measures]
    measures = {f"u{index}": name for index, name in enumerate(dict.fromkeys(order))}
    words = "|".join(
        f"(?P<{group}>{'|'.join(table.measures[name] for table in tables if name in table.measures)})"
        for group, name in measures.items()
    )
    plain = re.sub(r"\?P<\w+>", "?:", words)
    nouns = {name.replace(" ", "_"): name for table in tables for name in table.counted} | {"national": "national"}
    fates = tuple(dict.fromkeys(name for table in tables for name in table.befell))
    return _Patterns(
        measure=filled(rf"[\s-]?(?:{words})(?![\w’'])", tables),
        per_hour=filled(r"<per_hour>(?!\w)", tables),
        counted=filled(
            rf"[\s-](?:{named(tables, 'counted')}|(?P<national>(?:(?!were|was|of|to|and|or|the\b)[^\W\d][\w.-]*\s){{0,2}}?<nationals>))(?![\w-])",
            tables,
        ),
        befell=filled(
            rf"\s(?:(?:other|more|additional|further)\s)?(?:(?P<whom>(?:(?!were|was|of|to|and|or|have|in\b)[^\W\d][\w.-]*\s){{0,3}}?<whom>)(?:\s<auxiliary>){{0,3}}\s|(?:<auxiliary>\s){{0,3}})(?:{named(tables, 'befell')})(?![\w-])",
            tables,
        ),
        also=filled(
            rf"\s?\((?:(?:or|about|approximately|approx\.?|around|roughly|nearly|up to|over|just over|just under|=|~)\s?){{0,2}}\d[\d,.]*(?:\s?[-–]\s?\d[\d,.]*)?(?:\s(?:hundred|thousand|million))?[\s-]?(?:{plain})(?:<per_hour>)?\)"
            rf"|\s?/\s?\d[\d,.]*[\s-]?(?:{plain})(?!\w)",
            tables,
        ),
        magnitude=filled(r"(?<!\w)<magnitude>\s$", tables),
        of_magnitude=filled(r"[\s-]<magnitude>(?!\w)", tables),
        befalls=filled(
            rf"(?<!\w)(?:{named(tables, 'befalls')})\s(?:(?:at least|more than|over|about|around|nearly|up to|some|an estimated|another)\s)?$",
            tables,
        ),
        victim=filled(
            r"\s(?P<whom>(?:(?!were|was|of|to|and|or|have|in\b)[^\W\d][\w.-]*\s){0,2}?<whom>)(?![\w-])", tables
        ),
        nobody=re.compile(r"(?=[.,;:)]|$|\s(?:and|in|on|with|or|were|others?|more)\b)(?![.,]\d)"),
        measures=measures,
        nouns=nouns,
        fates=fates,
    )
