"""Calendar dates and ranges of dates with at least a month in them."""

from __future__ import annotations

import re

from monitor.facts.masked import Masked
from monitor.publishers.publisher import DateOrder
from monitor.read.dates import MONTH, parse_date

_D = r"(?:the\s+)?\d{1,2}(?:st|nd|rd|th)?"
_ONE = rf"(?:{_D}\s+(?:of\s+)?(?:{MONTH})\b\.?,?(?:\s+\d{{4}}\b)?|(?:{MONTH})\b\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s*:|\d|%)(?:,?\s+\d{{4}}\b)?|\d{{4}}-\d{{2}}-\d{{2}})"
_TO = r",?\s*(?:-|–|to|until|till|and|through)\s*"
_RANGE = re.compile(rf"\b(?P<a>{_ONE}){_TO}(?P<b>{_ONE})", re.IGNORECASE)
_DAYS = re.compile(
    rf"\b(?P<a>\d{{1,2}})(?:st|nd|rd|th)?{_TO}(?P<b>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<rest>(?:{MONTH})\b\.?(?:,?\s+\d{{4}})?)"
    rf"|\b(?P<month>{MONTH})\b\.?\s+(?P<c>\d{{1,2}})(?:st|nd|rd|th)?{_TO}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?P<year>,?\s+\d{{4}})?",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"\b{_ONE}", re.IGNORECASE)
_MONTH_YEAR = re.compile(rf"\b(?:{MONTH})\b\.?,?\s+(?:of\s+)?\d{{4}}\b", re.IGNORECASE)
# A month alone is a date only where the language says so: "may" and "march" are verbs, "august" is an adjective.
_CAPITAL_MONTH = "|".join(m.title() for m in MONTH.split("|") if len(m) > 3 or m == "may")
_PLAIN_RANGE = re.compile(
    rf"\b(?:(?:from|between|early|mid|late|[Ee]arly|[Mm]id|[Ll]ate)[\s-]+)?(?P<a>{_CAPITAL_MONTH})\s*(?:-|–|to|until|and|through|or)\s*(?:early |mid-|mid |late )?(?P<b>{_CAPITAL_MONTH})\b"
)
_ALONE = re.compile(
    rf"\b(?:in|since|until|by|from|of|during|before|after|mid|early|late|In|Since|From|During|Until|By|Early|Late|every|each|this|next|last)(?:\s+(?:early|mid|late))?[\s-]+(?P<a>{_CAPITAL_MONTH})\b(?!\s+\d)"
)
_NUMERIC = re.compile(r"\b(?P<a>\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2})\b")


def find_dates(text: Masked, order: DateOrder) -> None:
    """Dates, ranges first; the value is ISO 8601, a range as "start/end"."""
    for match in text.search(_RANGE):
        _take(text, match.start(), match.end(), _pair(match["a"], match["b"], order))
    for match in text.search(_DAYS):
        if match["a"]:
            pair = _pair(f"{match['a']} {match['rest']}", f"{match['b']} {match['rest']}", order)
        else:
            year = match["year"] or ""
            pair = _pair(f"{match['month']} {match['c']}{year}", f"{match['month']} {match['d']}{year}", order)
        _take(text, match.start(), match.end(), pair)
    for pattern in (_SINGLE, _MONTH_YEAR, _NUMERIC):
        for match in text.search(pattern):
            _take(text, match.start(), match.end(), parse_date(_plain(match.group()), order))
    for match in text.search(_PLAIN_RANGE):
        _take(text, match.start(), match.end(), _pair(match["a"], match["b"], order))
    for match in text.search(_ALONE):
        _take(text, match.start("a"), match.end(), parse_date(match["a"], order))


def _take(text: Masked, start: int, end: int, value: str | None) -> None:
    if value is not None:
        while end > start and text.text[end - 1] in ".,":
            end -= 1
        text.take("date", start, end, value)


def _plain(text: str) -> str:
    return re.sub(r"\bof\s+", "", text, flags=re.IGNORECASE).strip(" ,.")


def _pair(first: str, second: str, order: DateOrder) -> str | None:
    """A range; the first date takes the year of the second where it has none of its own."""
    year = re.search(r"\b(\d{4})\b", second)
    first = _plain(first)
    if year and not re.search(r"\b\d{4}\b", first):
        first = f"{first} {year.group()}"
    a, b = parse_date(first, order), parse_date(_plain(second), order)
    return f"{a}/{b}" if a and b else None
