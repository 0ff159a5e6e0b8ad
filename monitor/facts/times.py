"""Times of the day: clock times, opening hours with their days, and availability round the clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from monitor.facts.hints import has_digit, holds_any
from monitor.facts.languages import words_of
from monitor.facts.languages.times import CLOCKS
from monitor.facts.masked import Masked

ALWAYS = "24/7"
"""The value of availability round the clock."""
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def find_always(text: Masked) -> None:
    """Availability round the clock: "24/7", "24-hour helpline", "(24 hours)"; "24 hours in advance" is a length."""
    if not holds_any(text.text, _HINTS):
        return
    patterns = _patterns(text.languages)
    for match in text.search(patterns.always):
        text.take("time", match.start(), match.end(), ALWAYS)
    for match in text.search(patterns.day_and_night):
        before = text.text[max(0, match.start() - 40) : match.start()].rstrip()
        after = text.text[match.end() : match.end() + 40]
        hyphened = match.group()[2] in "-‑" and not patterns.limit.match(after)
        bracketed = before.endswith("(") and re.match(r"\s?[),;]", after)
        opened = patterns.open.search(before) and not re.match(r"\s(?:before|after|prior|in adv|notice|of )", after)
        if hyphened or bracketed or opened or patterns.service.match(after):
            text.take("time", match.start(), match.end(), ALWAYS)


_HINTS = ("24", "round", "Round", "uhr", "Uhr", "круглосут", "dag en nacht")


def find_times(text: Masked) -> None:
    """Clock times and opening hours; the value is "09:00", "09:00/17:00" or "Mon-Fri 09:00/17:00"."""
    patterns = _patterns(text.languages)
    if not has_digit(text.free) and not holds_any(text.free.casefold(), patterns.hints):
        return
    position = 0
    while match := patterns.time.search(text.free, position):
        position = max(match.end(), match.start() + 1)
        start, end = _clock(match["start"], match["half"] or ""), _clock(match["end"] or "", match["late"] or "")
        if start is None or (match["end"] and end is None):
            continue
        if not (match["half"] or match["word"] or match["tail"] or match["fourth"] or _SURE.search(match["start"])):
            # "8.30" or "9" is a time of day only beside another one, or behind a word that says so.
            if end and (match["late"] or _SURE.search(match["end"])):
                start = _inherit(match["start"], match["late"] or "", end)
            elif not _is_alone(text.free, match, patterns):
                continue
        if match["and"] and not patterns.both.search(text.free[max(0, match.start() - 12) : match.start("start")]):
            position = match.end("first")
            text.take("time", match.start(), position, start)  # "9:00 and 11:00" are two times
            continue
        first, last = match.start(), match.end()
        days = _days(match["days"] or "", patterns)
        if not match["days"] and (behind := patterns.behind.match(text.free, last)):
            days, last = _days(behind["days"], patterns), behind.end()
        hours = f"{start}/{end}" if end else start
        text.take("time", first, last, f"{days} {hours}".strip())


def _is_alone(free: str, match: re.Match[str], patterns: _Patterns) -> bool:
    """Whether "8.30" is a time by the word before it, and no share, size or price by what is behind."""
    start = match.start("start")
    told = "." in match["start"] and patterns.at.search(free[max(0, start - 20) : start])
    return bool(told) and not _MEASURED.match(free, match.end())


_MEASURED = re.compile(r"\s?(?:[mk%€$£]|\d)", re.IGNORECASE)
_SURE = re.compile(r"[:h]")
"""Marks between hours and minutes that mean nothing else."""


def _clock(text: str, half: str) -> str | None:
    said = text.casefold().strip()
    if not said:
        return None
    match = re.match(r"(?:0?(\d{1,2})|(\d{2})(\d{2}))(?:\s?[:.h]\s?(\d{2}))?(?!\d)", said)
    if match is None:
        return "00:00" if re.search(r"night|nacht|minuit|полн", said) else "12:00"
    hour, minute = int(match[1] or match[2]), int(match[4] or match[3] or 0)
    half = half.casefold().replace(".", "").strip()
    if half.startswith("p") and hour < 12:
        hour += 12
    if half.startswith("a") and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def _inherit(start: str, half: str, end: str) -> str | None:
    """ "6 to 9pm" begins at 18:00, "9 to 5pm" at 09:00."""
    same = _clock(start, half)
    return same if same and same < end else _clock(start, "a" if half.casefold().startswith("p") else half)


def _days(words: str, patterns: _Patterns) -> str:
    """The days in one form: "Monday to Friday" -> "Mon-Fri", "Sat and Sun" -> "Sat,Sun"."""
    found: list[str] = []
    position = 0
    for match in patterns.day.finditer(words):
        named = patterns.groups.get(match.lastgroup or "", match.lastgroup or "")
        if found:
            found.append("-" if patterns.day_to.search(words[position : match.start()]) else ",")
        found.append(named)
        position = match.end()
    return "".join(found).strip(",-")


@dataclass(frozen=True, slots=True)
class _Patterns:
    hints: tuple[str, ...]
    """What stands in every text that names a time in words alone."""
    always: re.Pattern[str]
    day_and_night: re.Pattern[str]
    service: re.Pattern[str]
    open: re.Pattern[str]
    limit: re.Pattern[str]
    time: re.Pattern[str]
    behind: re.Pattern[str]
    at: re.Pattern[str]
    both: re.Pattern[str]
    day: re.Pattern[str]
    day_to: re.Pattern[str]
    groups: dict[str, str]


@cache
def _patterns(languages: tuple[str, ...]) -> _Patterns:
    tables = words_of(CLOCKS, languages)

    def any_of(part: str) -> str:
        return "(?:" + "|".join(getattr(table, part) for table in tables) + ")"

    day = "|".join(rf"(?:{table.days[i]})" for i in range(7) for table in tables)
    spoken = "|".join(words for table in tables for words in table.groups.values())
    one_day = rf"(?<!\w)(?:{day}|{spoken})(?![\w’'])"
    days = rf"{one_day}(?:\s?(?:[-–/]|{any_of('day_to')}|{any_of('day_and')}){{1,2}}\s?(?:{day})(?!\w)){{0,6}}"
    more_days = rf"(?:\s?(?:[-–/]|{any_of('day_to')}|{any_of('day_and')}){{1,2}}\s?(?:{day})(?!\w)){{0,6}}"
    word = rf"{any_of('noon')}|{any_of('midnight')}"
    suffix = any_of("suffix")
    half = rf"\s?(?:[ap]\.\s?m\b\.?|[ap]m\b|{any_of('oclock')}(?!\w))"
    fourth = r"(?:[01]\d|2[0-4])[0-5]\d"
    hour = r"(?:[01]?\d|2[0-4])"
    minutes = rf"{hour}(?:[:.]|\s?h\s?)[0-5]\d(?!\d|[.,]\d)"
    bare = rf"{hour}(?![\d:]|[.,]\d)"
    group_names = [name for table in tables for name in table.groups]
    named = "|".join(f"(?P<{name}>{'|'.join(table.days[i] for table in tables)})" for i, name in enumerate(_DAYS))
    in_groups = {f"g{i}": name for i, name in enumerate(group_names)}
    grouped = "|".join(
        f"(?P<g{i}>{words})" for i, words in enumerate(words for table in tables for words in table.groups.values())
    )

    def compiled(form: str) -> re.Pattern[str]:
        return re.compile(form, re.IGNORECASE)

    return _Patterns(
        hints=tuple(hint for table in tables for hint in table.hints),
        always=compiled(rf"(?<![\w/]){any_of('always')}(?![\w/])"),
        day_and_night=compiled(rf"(?<![\w/]){any_of('day_and_night')}"),
        service=compiled(rf"[\s,]{{0,2}}{any_of('service')}"),
        open=compiled(rf"\b{any_of('open')}[\s:,(]{{0,2}}$"),
        limit=compiled(rf"\W{{0,2}}{any_of('limit')}"),
        time=compiled(
            rf"(?:(?P<days>{days})(?:{any_of('between')}){{0,5}}[\s,:(]{{1,3}}(?:{any_of('between')}\s)?)?"
            rf"(?P<first>(?<![\w.,/$£€+-])(?<!\d:)(?P<start>(?P<fourth>{fourth}(?=\s?{suffix}(?!\w)|\s?[-–]\s?{fourth}\s?{suffix}(?!\w)))"
            rf"|{minutes}(?P<tail>\s?{suffix}(?!\w))?|(?P<word>{word})|{bare})(?P<half>{half})?)"
            rf"(?:\s?(?:[-–—]|{any_of('to')}|(?P<and>and|&|und|et|en|и))\s?"
            rf"(?P<end>{fourth}(?=\s?{suffix}(?!\w))|{minutes}(?:\s?{suffix}(?!\w))?|{word}|{bare})(?P<late>{half})?(?![\w/]))?"
        ),
        behind=compiled(
            rf"(?:\s(?:local time|Eastern Standard Time|Eastern Time|EST|ET|GMT))?,?\s\(?(?:on |every )?(?P<days>(?:{day})(?![\w’']){more_days})"
        ),
        at=compiled(rf"(?<!\w){any_of('at')}\s$"),
        both=compiled(r"\b(?:between|entre|zwischen|tussen)\b"),
        day=compiled(rf"(?<!\w)(?:{named}|{grouped})(?!\w)"),
        day_to=compiled(rf"[-–]|(?<!\w){any_of('day_to')}(?!\w)"),
        groups=in_groups,
    )
