"""Days in a reader's language, by CLDR's patterns: the month's short name, Latin digits, the Gregorian calendar.

English does not come here (`times` writes it out): who reads English need not wait for Babel.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

_LRM = "\N{LEFT-TO-RIGHT MARK}"
_LETTERS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]+"
_RIGHT_TO_LEFT = re.compile(rf"{_LETTERS}(?:\s+{_LETTERS})*")
_INVISIBLE = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def day(at: date, language: str) -> str:
    """ "14 янв. 2026 г."."""
    return _fenced(_written("yMMMd", at, language))


def month(at: date, language: str) -> str:
    """A month of a year: "янв. 2026 г."."""
    return _fenced(_written("yMMM", at, language))


def day_of_any_year(at: date, language: str) -> str:
    """A day without its year: "14 янв."."""
    return _fenced(_written("MMMd", at, language))


def month_of_any_year(at: date, language: str) -> str:
    """A month as it stands alone: "январь"."""
    return _fenced(format_date(at, "LLLL", locale=_locale(language)))


def between(first: date, last: date, language: str) -> str:
    """Days from the first to the last: "13–14 янв. 2026 г."."""
    words = format_interval(first, last, "yMMMd", locale=_locale(language))
    return f"{day(first, language)} – {day(last, language)}" if is_numbered(words) else _fenced(words)


def is_numbered(words: str) -> bool:
    """Whether a month has only a number ("M01"): CLDR's for languages whose names of months nobody has given."""
    return _NUMBERED.search(words) is not None


_NUMBERED = re.compile(r"\bM(?:0[1-9]|1[0-2])\b")


def _written(skeleton: str, at: date, language: str) -> str:
    """A day by CLDR's pattern, with the month's whole name where it has no short one.

    Babel 2.18 takes the whole name itself then, unless a language without any names was loaded before in the same
    process: from then on "ps" has numbers for short names too.
    """
    words = format_skeleton(skeleton, at, locale=_locale(language))
    if not is_numbered(words):
        return words
    name = str(_locale(language).months["format"]["wide"][at.month])
    return _NUMBERED.sub(lambda _: name, words)


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def _fenced(words: str) -> str:
    """A date within an English line: its day, month and year stand in this order, whichever way the month is written.

    Digits behind a letter that is written from right to left go to its left (UAX 9, W2 and L2), and the time behind
    them too: "14 Jan 2026 14:12" would be read "14 14:12 2026 Jan". A mark on each side of the month keeps them where
    they are. Isolates would do as well, but dates stand among page text, where `safe_line` takes those for an attack.
    """
    plain = _INVISIBLE.sub("", words)
    return _RIGHT_TO_LEFT.sub(lambda found: f"{_LRM}{found.group()}{_LRM}", plain)
