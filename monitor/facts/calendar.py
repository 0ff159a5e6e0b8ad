"""Calendar dates and ranges of dates with at least a month in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from monitor.facts.hints import first_words, has_digit, words_in
from monitor.facts.languages.dates import BY_LANGUAGE, DateWords
from monitor.facts.masked import Masked
from monitor.facts.numbers import either
from monitor.publishers.publisher import DateOrder
from monitor.read.dates import iso_date, parse_date


@dataclass(frozen=True, slots=True)
class _Date:
    """A date at its place: what is said of its day, month and year."""

    start: int
    end: int
    day: int | None
    month: int
    year: int | None
    alone: bool
    """Whether it is a month and nothing else."""

    def iso(self, year: int | None = None) -> str | None:
        return iso_date(self.year or year, self.month, self.day)


def find_dates(text: Masked, order: DateOrder) -> None:
    """Dates, and ranges of them; the value is ISO 8601 as exact as the words, a range as "start/end".

    The first date of a range takes the year of the second where it has none of its own. Two dates that "and" joins are
    two, but for "between ... and ...".
    """
    for language in text.languages:
        if language in BY_LANGUAGE:
            _find_named(text, _patterns(language))
    if not has_digit(text.free):
        return
    for pattern in (_ISO, _DIGITS):
        for match in text.search(pattern):
            if value := parse_date(match.group(), order):
                text.take("date", match.start(), match.end(), value)


_ISO = re.compile(r"(?<![\w-])(?:19|20)\d{2}-\d{2}-\d{2}(?![\w-])")
_DIGITS = re.compile(r"(?<![\w./-])\d{1,2}(?P<mark>[./-])\d{1,2}(?P=mark)(?:19|20)\d{2}(?![\w/])")


def _find_named(text: Masked, patterns: _Patterns) -> None:
    free = text.free
    if words_in(free).isdisjoint(patterns.hints):
        return
    dates = list(_dates(free, patterns))
    index = 0
    while index < len(dates):
        first = dates[index]
        second = dates[index + 1] if index + 1 < len(dates) else None
        opened = patterns.between.search(free[max(0, first.start - 24) : first.start])
        if second and _is_range(free, first, second, opened, patterns):
            low, high = first.iso(second.year and second.year - (not _follows(first, second))), second.iso()
            if low and high:
                # "from June to October" is no date but of its words; "from 1 June" begins with the day.
                start = first.start - len(opened.group()) if opened and first.alone else first.start
                text.take("date", start, second.end, f"{low}/{high}")
                index += 2
                continue
        if value := first.iso():
            is_date = not first.alone or opened or _is_told(free, first, patterns)
            chained = first.alone and index and patterns.chain.fullmatch(free, dates[index - 1].end, first.start)
            if (is_date or chained) and not (first.alone and _is_name(free, first, patterns)):
                text.take("date", first.start, first.end, value)
            elif (
                first.alone
                and second
                and second.day is None
                and patterns.chain.fullmatch(free, first.end, second.start)
            ):
                text.take("date", first.start, first.end, value)  # "February/March", "June and July 2026"
        index += 1


def _is_told(free: str, date: _Date, patterns: _Patterns) -> bool:
    """Whether a month alone is one: by the word before it, or since its name with a capital is no other word."""
    if patterns.alone.search(free[max(0, date.start - 32) : date.start]):
        return True
    sure = free[date.start : date.end].casefold() not in patterns.words.doubtful
    in_a_name = _NAMED.search(free[max(0, date.start - 24) : date.start]) or _CAPITAL.match(free, date.end)
    return patterns.words.capitals and sure and not in_a_name


def _is_name(free: str, date: _Date, patterns: _Patterns) -> bool:
    """Whether what stands behind a month alone shows that it is none ("May Day", "May Pen")."""
    doubtful = free[date.start : date.end].casefold() in patterns.words.doubtful
    return bool(patterns.not_alone.match(free, date.end) or (doubtful and _CAPITAL.match(free, date.end)))


_NAMED = re.compile(r"\b[A-Z][\w’'-]*\s$")
_CAPITAL = re.compile(r"\s[A-Z][a-z]")


def _follows(first: _Date, second: _Date) -> bool:
    """Whether both lie in one year; "28 December to 3 January 2026" begins in the year before."""
    return (first.month, first.day or 0) <= (second.month, second.day or 31)


def _is_range(free: str, first: _Date, second: _Date, opened: re.Match[str] | None, patterns: _Patterns) -> bool:
    if not 0 < second.start - first.end < 40:
        return False
    if patterns.to.fullmatch(free, first.end, second.start):
        return True
    joined = patterns.both.fullmatch(free, first.end, second.start) is not None
    return joined and (opened is not None or _adjoins(first, second))


def _adjoins(first: _Date, second: _Date) -> bool:
    """Whether one follows the other: "October and November", "17 and 18 May" leave nothing out."""
    if first.day is None or second.day is None:
        return first.day is second.day and first.month % 12 + 1 == second.month
    return first.month == second.month and first.day + 1 == second.day


def _dates(free: str, patterns: _Patterns) -> Iterator[_Date]:
    """Every date with a month, in order; days that share a month ("1 to 5 June", "3 and 9 October") one by one."""
    position = 0
    for match in patterns.month.finditer(free):
        if match.start() < position:
            continue
        said = match["month"]
        name = said.casefold()
        month = patterns.words.months.get(name)
        if month is None or (patterns.words.capitals and name in patterns.words.doubtful and said[0].islower()):
            continue
        before = patterns.days_before.search(free[max(position, match.start() - 48) : match.start()])
        year = patterns.year.match(free, match.end())
        end = year.end() if year else match.end()
        when = int(year["year"]) if year else None
        offset = max(position, match.start() - 48)
        if before:
            days = [
                (m.start() + offset, m.end() + offset, int(m[1]))
                for m in patterns.day.finditer(before.string, before.start())
            ]
            if patterns.named.match(free, end):
                position = end
                continue
            for place, (start, stop, day) in enumerate(days):
                last = place == len(days) - 1
                yield _Date(start, end if last else stop, day, month, when, False)
        elif patterns.words.month_first and (after := patterns.days_after.match(free, match.end())):
            days = [
                (m.start(), m.end(), int(m[1])) for m in patterns.day.finditer(free, match.end(), after.end("days"))
            ]
            year = patterns.year.match(free, after.end("days"))
            end, when = (year.end(), int(year["year"])) if year else (after.end("days"), None)
            if patterns.named.match(free, end):
                position = end
                continue
            for place, (start, stop, day) in enumerate(days):
                last = place == len(days) - 1
                yield _Date(match.start() if not place else start, end if last else stop, day, month, when, False)
        else:
            if patterns.words.capitals and said[0].islower() and not year:
                continue
            yield _Date(match.start(), end, None, month, when, year is None)
        position = end


@dataclass(frozen=True, slots=True)
class _Patterns:
    words: DateWords
    hints: frozenset[str]
    """Words of which one stands in every text that names a month."""
    month: re.Pattern[str]
    day: re.Pattern[str]
    days_before: re.Pattern[str]
    """One day or several that stand before their month."""
    days_after: re.Pattern[str]
    year: re.Pattern[str]
    to: re.Pattern[str]
    both: re.Pattern[str]
    between: re.Pattern[str]
    chain: re.Pattern[str]
    alone: re.Pattern[str]
    not_alone: re.Pattern[str]
    named: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    words = BY_LANGUAGE[language]
    day = rf"\d{{1,2}}(?:{words.ordinal})?"
    join = rf"(?:\s?[-–—,/]\s?(?:(?:{words.both})\s)?|,?\s(?:{words.to}|{words.both})\s(?:(?:the|the night of)\s)?|\s?&\s?)"
    first = "".join(sorted({name[0] for name in words.months}))

    def compiled(form: str) -> re.Pattern[str]:
        return re.compile(form, re.IGNORECASE)

    return _Patterns(
        words=words,
        hints=first_words(words.months),
        month=compiled(rf"(?<![^\W\d])(?=[{first}])(?P<month>{either(words.months)})(?![\w])"),
        day=compiled(rf"(\d{{1,2}})(?:{words.ordinal})?"),
        days_before=compiled(rf"(?<![\w:.,/$£€])(?<!\d[-–])(?:{day}{join}){{0,5}}{day}[\s-]?(?:\s?{words.of})?$"),
        days_after=compiled(
            rf"\.?\s(?:the\s)?(?P<days>{day}(?:{join}{day}(?!\w)){{0,5}})(?![\w:%]|[.,]\d|\s(?:a\.?m|p\.?m|people|days|hours|minutes|per|million)\b)"
        ),
        year=compiled(rf"\.?,?[\s-](?:of\s)?(?P<year>(?:19|20)\d{{2}})(?![\w%]|[.,]\d)(?:{words.year_end})?"),
        to=compiled(rf",?\s?(?:-|–|—|\b(?:{words.to})\b)\s?(?:the\s)?(?:{words.part})?"),
        both=compiled(rf",?\s(?:{words.both}|{words.to})\s(?:the\s)?(?:{words.part})?"),
        between=compiled(rf"(?<!\w)(?:{words.between})\s(?:the\s)?(?:{words.part})?$"),
        chain=compiled(rf"\s?(?:,|/|-|–|,?\s(?:{words.both}|{words.to}))\s?(?:{words.part})?"),
        alone=compiled(
            rf"(?<!\w)(?:{words.alone})[\s-]+(?:the\s+months?\s+of\s+)?(?:{words.part})?$|(?<!\w)(?:{words.part})$"
        ),
        not_alone=re.compile(words.not_alone),
        named=re.compile(rf"\s(?:{words.named})"),
    )
