"""Lengths of time, ages, percentages, clock times: numbers with a unit of time or life."""

from __future__ import annotations

import re

from monitor.facts.masked import Masked
from monitor.facts.numbers import BOUND, NUMBER, amount, number

_UNITS = {
    "minute": "minutes?|mins?", "hour": "hours?|hrs?", "day": "days?", "week": "weeks?", "month": "months?",
    "year": "years?|yrs?",
    "working day": "(?:working|business) days?",
}  # fmt: skip
_UNIT = "|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in reversed(_UNITS.items()))
_TO = r"\s?(?:-|–|to|or|and)\s?"

DURATION = re.compile(
    rf"\b{BOUND}(?:(?:of|the)\s+)?(?P<low>{NUMBER})(?:\s?\(\d+\))?(?:{_TO}(?P<high>{NUMBER}))?"
    rf"(?:[\s-](?:full|consecutive|calendar|cumulative|additional|further|whole))?[\s-]?(?:{_UNIT})\b"
    r"(?!\s+(?:old|of age|ago|later|forecast|(?:and|or) (?:older|over|above|younger|under))\b|-old)",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    rf"\s+(?:in|within|during|of|per)\s+(?:any|every|each|an?|the)?\s*(?:period\s+of\s+)?(?P<low>{NUMBER})[\s-]?(?:{_UNIT})(?:\s+period)?\b",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\b24\s?/\s?7\b|\b24[\s-]hours?(?:\s+a\s+day)?(?:,?\s+(?:7|seven)\s+days\s+a\s+week)?(?=\b)", re.IGNORECASE
)
# "24 hours" alone is a length of time ("24 hours in advance"); it is availability behind or before a service.
_SERVICE = re.compile(
    r"^\W{0,2}(?:helpline|hotline|emergency|telephone|phone|line|service|number|consular|assistance|duty|support|a day|call)",
    re.IGNORECASE,
)

_LIMIT = re.compile(
    r"^\W{0,2}(?:period|notice|stay|transit|limit|visa|delay|window|curfew|quarantine|advance|isolation|ban|flight|journey)",
    re.IGNORECASE,
)

_AGES = (
    re.compile(
        rf"\b(?:(?P<before>under|over|above|below|from|younger than|older than)\s+(?:the\s+)?)?(?:aged?|age of|ages)\s+(?P<bound>under|over|above|below|at least)?\s*(?P<low>{NUMBER})"
        rf"(?:\s?(?:-|–|to|and)\s?(?P<high>{NUMBER}))?(?:\s+years?)?(?P<after>\s+(?:or|and)\s+(?:over|above|older|under|younger|below))?",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<bound>under|over|above|below|at least|younger than|older than)?\s*(?P<low>{NUMBER})"
        rf"(?:\s?(?:-|–|to|and)\s?(?P<high>{NUMBER}))?(?:\s|-)years?(?:\s|-)(?:olds?|of age)\b"
        r"(?P<after>\s+(?:or|and)\s+(?:over|above|older|under|younger|below))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<bound>under|over)\s+(?P<low>1[0-9]|2[015]|[1-9])s?\b(?!\s*(?:%|per|[a-z]*met|km|mil|days?|hours?|months?|weeks?|US|euro))(?P<high>)(?P<after>)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?P<bound>)(?:drinking|minimum|legal|voting|driving|smoking)\s+age\b[^.;]{0,40}?\bis\s+(?P<low>\d{2})\b(?P<high>)(?P<after>)",
        re.IGNORECASE,
    ),
)
_AGE_BOUND = {
    "under": "below", "below": "below", "younger": "below", "over": "above", "above": "above", "older": "above",
    "at": "min",
}  # fmt: skip

_PERCENT = re.compile(
    rf"\b{BOUND}(?P<low>\d+(?:\.\d+)?)(?:\s?%?\s?(?:-|–|to\b|and\b)\s?(?P<high>\d+(?:\.\d+)?))?\s?(?:%|per\s?cent\b|percent\b)",
    re.IGNORECASE,
)

_CLOCK = r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?:\s?[ap]\.?m\b\.?)?|(?:1[0-2]|0?[1-9])\s?[ap]\.?m\b\.?|(?:12\s+)?(?:noon|midnight|midday)"
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?s?"
_TIME = re.compile(
    rf"(?:\b{_DAY}(?:\s?(?:-|–|to|and|through|,)\s?{_DAY})*,?:?\s+(?:(?:between|from)\s+)?)?\b(?P<start>{_CLOCK})"
    rf"(?:\s?(?:-|–|to|until|till|(?P<and>and))\s?(?P<end>{_CLOCK}))?",
    re.IGNORECASE,
)


def find_always(text: Masked) -> None:
    """Availability round the clock: "24/7", "24-hour helpline", "(24 hours)"."""
    for match in text.search(_ALWAYS):
        said = match.group()
        alone = "/" not in said and "week" not in said and "day" not in said
        before, after = text.text[: match.start()].rstrip(), text.text[match.end() :]
        hyphened = "-" in said and not _LIMIT.match(after)
        if alone and not (hyphened or _SERVICE.match(after) or (before.endswith("(") and after.startswith(")"))):
            continue
        text.take("time", match.start(), match.end(), "24/7")


def find_ages(text: Masked) -> None:
    """Ages and age limits."""
    for pattern in _AGES:
        for match in text.search(pattern):
            low = number(match["low"])
            if not 0 < low < 100:
                continue
            words = (match.groupdict().get("before") or match["bound"] or "").lower() or (
                match["after"] or ""
            ).lower().split(" ")[-1]
            said = amount(match["low"], match["high"] or None, "year", None)
            bound = _AGE_BOUND.get(words.split(" ")[0])
            if match["after"]:
                bound = {"below": "max", "above": "min"}.get(bound or "", bound)
            text.take("age", match.start(), match.end(), said | ({"bound": bound} if bound else {}))


def find_percentages(text: Masked) -> None:
    """Percentages and rates."""
    for match in text.search(_PERCENT):
        text.take(
            "percentage", match.start(), match.end(), amount(match["low"], match["high"], "percent", match["bound"])
        )


def find_times(text: Masked) -> None:
    """Clock times and opening hours."""
    for match in text.search(_TIME):
        start, end = _clock(match["start"]), _clock(match["end"]) if match["end"] else None
        if start is None:
            continue
        if match["and"] and not re.search(
            r"\bbetween\b", text.text[max(0, match.start() - 12) : match.end()], re.IGNORECASE
        ):
            text.take("time", match.start(), match.end("start"), start)  # "9:00 and 11:00" are two times
            continue
        days = match.group()[: match.start("start") - match.start()]
        days = re.sub(rf"({_DAY})", lambda day: day.group()[:3].title(), days, flags=re.IGNORECASE)
        days = re.sub(r"\s*(?:-|–|\bto\b|\bthrough\b)\s*", "-", re.sub(r"\s*(?:,|\band\b)\s*", ",", days))
        days = re.sub(r"(?:between|from|:|\s)+", "", days, flags=re.IGNORECASE).strip(",")
        hours = f"{start}/{end}" if end else start
        text.take("time", match.start(), match.end(), f"{days} {hours}".strip())


def _clock(text: str) -> str | None:
    said = text.lower().replace(".", ":" if re.search(r"\d\.\d", text) else "").replace(" ", "")
    if "noon" in said or "midday" in said:
        return "12:00"
    if "midnight" in said:
        return "00:00"
    match = re.match(r"(\d{1,2})(?::(\d{2}))?([ap]m)?", said)
    if not match:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] == "pm" and hour < 12:
        hour += 12
    if match[3] == "am" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}"


def duration_at(text: str, position: int = 0) -> tuple[int, int, dict[str, object]] | None:
    """The first length of time at or behind a place, as (start, end, value)."""
    match = DURATION.search(text, position)
    if not match:
        return None
    value = amount(match["low"], match["high"], _unit(match), match["bound"])
    start, end = match.start() if match["bound"] else match.start("low"), match.end()
    window = _WINDOW.match(text, end)
    if window:
        value["in"] = amount(window["low"], None, _unit(window), None)
        end = window.end()
    return start, end, _weeks(value)


def find_durations(text: Masked) -> None:
    """Lengths of time and time limits."""
    position = 0
    while found := duration_at(text.free, position):
        start, end, value = found
        position = max(end, start + 1)
        text.take("duration", start, end, value)


def _unit(match: re.Match[str]) -> str:
    return next(name for name in _UNITS if match[name.replace(" ", "_")])


def _weeks(value: dict[str, object]) -> dict[str, object]:
    """Two weeks and fourteen days are the same length of time."""
    if value["unit"] == "week":
        for side in ("low", "high"):
            if isinstance(value[side], int | float):
                value[side] = value[side] * 7  # type: ignore[operator]
        value["unit"] = "day"
    return value
