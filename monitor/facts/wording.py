"""The words by which two wordings of a rule are held beside each other."""

from __future__ import annotations

import re

from monitor.facts.masked import Found
from monitor.publishers.countries import country_name
from monitor.read.text import plain

_VALUES = frozenset(
    {"phone", "email", "money", "duration", "date", "time", "age", "percentage", "quantity", "penalty", "law"}
)


def rule_words(text: str, start: int, end: int, found: list[Found], own: re.Pattern[str] | None) -> str:
    """Letters and digits as a reader sees them, with each value in its normal form.

    "six months" and "6 months" are one, and a rule in which only a value moved is known by that value's own fact.

    Args:
        start, end: of the rule in the text.
        found: the values of the text.
        own: the country of the page (`country_pattern`).
    """
    values = [
        (held.start, held.end, f"{_modal(held, text)}<{held.kind}>")
        for held in found
        if start <= held.start < end and held.kind in _VALUES
    ]
    brackets = [
        (match.start(), match.end(), "")
        for match in _BRACKETS.finditer(text, start, end)
        if not _TURNS.search(match.group())
        and not any(a < match.start() < b or a < match.end() < b for a, b, _ in values)  # "(+7) 7172 ..." is a number
    ]
    names = [(match.start(), match.end(), "") for match in own.finditer(text, start, end)] if own else []
    parts, position = [], start
    for left, right, stands in sorted(brackets + names + values):
        if position <= left and right <= end:
            parts += [plain(text[position:left]), stands]
            position = right
    parts.append(plain(text[position:end]))
    return " ".join(part for part in parts if part)


def country_pattern(country: str | None) -> re.Pattern[str] | None:
    """ "in Ruritania" on a page on Ruritania: that its rules hold there goes without saying.

    Args:
        country: ISO 3166-1 alpha-2.
    """
    name = country_name(country) if country else None
    if not name:
        return None
    return re.compile(rf"\b(?:(?:in|into|to|of|from|within|for)\s+)?(?:the\s+)?{re.escape(name)}\b")


def _modal(held: Found, text: str) -> str:
    """ "may" of "may be arrested": whether it is threatened or certain is no part of the punishment."""
    match = _MODAL.match(text, held.start, held.end) if held.kind == "penalty" else None
    return f"{plain(match.group())} " if match else ""


_MODAL = re.compile(r"(?:may|might|can|could|will|would|must|shall)\s+", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)")
"""What stands in brackets explains: "(see the next section)", "(dirhams)"."""
_TURNS = re.compile(r"\b(?:not|no|only|unless|except|without|must|if)\b", re.IGNORECASE)
"""Unless it holds a word that turns the sense: "(except residents)"."""
