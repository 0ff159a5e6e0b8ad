"""Who reads a report: in which time zone and language its times and dates are told. Words stay English.

Times of ours are told in the reader's zone, which each of them names; dates that a page states for itself are told in
the reader's language, and only shifted where they bear a time and its zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo  # as Babel: only who reads in another zone waits for it


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom times and dates are written."""

    zone: tzinfo = UTC
    language: str = "en"
    """Of dates: a name that `language` gave."""

    def zone_at(self, at: datetime) -> str:
        """How a time says its zone, so that it cannot be misread: "UTC", "Almaty time (UTC+5)", "UTC+5:30"."""
        if self.is_utc:
            return "UTC"
        offset = _offset(at.astimezone(self.zone).utcoffset() or timedelta())
        return f"{self._place} time ({offset})" if self._place else offset

    def zone_over(self, at: datetime) -> str:
        """How a span of days says its zone, whose offset may change within it: "UTC", "Almaty time"."""
        return f"{self._place} time" if self._place and not self.is_utc else self.zone_at(at)

    @property
    def is_utc(self) -> bool:
        """Whether the zone is UTC itself."""
        return self.zone is UTC or getattr(self.zone, "key", "") in _UTC

    @property
    def _place(self) -> str:
        """What the zone is called after: "Almaty"; empty where it is an offset only."""
        key = str(getattr(self.zone, "key", ""))
        return "" if key.startswith("Etc/") or key == "GMT" else key.rpartition("/")[2].replace("_", " ")


UTC_ENGLISH = Reader()
"""Who reads where nobody said anything else."""

_UTC = frozenset({"UTC", "Etc/UTC"})
_ABBREVIATION = re.compile(r"[A-Z0-9+-]+")
_FOLDERS = ("posix/", "right/")
"""Copies of all zones that some systems keep; those of the second count leap seconds, which nobody's clock does."""


def zone(text: str) -> ZoneInfo:
    """The time zone of a name of the IANA time zone database ("Asia/Almaty", "UTC").

    Abbreviations ("EST", "CET") are refused: several places share one, and some of them have no summer time.

    Raises:
        ValueError: no zone has that name; the message says what was perhaps meant.
    """
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    name = text.strip()
    is_short = _ABBREVIATION.fullmatch(name) is not None and name not in ("UTC", "GMT")
    if name and not is_short and not name.startswith(_FOLDERS):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass  # "no such name", "../etc", a folder ("Europe")
    why = "an abbreviation names several zones or one without summer time; give a place (Europe/Berlin), or UTC"
    raise ValueError(f"{text!r} is no time zone: {why if is_short and name.isupper() else _zone_meant(name)}")


def _zone_meant(name: str) -> str:
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    example = "give a name of the IANA time zone database (Asia/Almaty, Europe/London, UTC)"
    known = sorted(each for each in available_timezones() if not _ABBREVIATION.fullmatch(each) or each == "UTC")
    if not known:
        return f"{example}; no zone but UTC is known here, since this system has no such database (Python's: tzdata)"
    by_words = {each.casefold(): each for each in known}
    by_place = {each.rpartition("/")[2].casefold(): each for each in known if "/" in each and each[:4] != "Etc/"}
    asked = re.sub(r"[\s-]+", "_", name.casefold())
    if asked in by_words or asked in by_place:
        return f"did you mean {by_words.get(asked) or by_place[asked]}?"
    near = get_close_matches(asked, by_words, 1, 0.75) or get_close_matches(asked, by_place, 1, 0.75)
    if near:
        return f"did you mean {by_words.get(near[0]) or by_place[near[0]]}?"
    return example


def language(text: str) -> str:
    """The language of dates by its code of BCP 47 ("en", "ru", "pt-BR", "zh-Hant"), in the form that `Reader` takes.

    "en" is the program's own form (14 Jan 2026); "en-US" is the American one.

    Raises:
        ValueError: no language has that code, or the names of its months are not known (CLDR, by way of Babel); the
            message says what was perhaps meant.
    """
    name = text.strip()
    if name.casefold() == "en":
        return "en"
    from babel import Locale, UnknownLocaleError

    try:
        found = Locale.parse(name.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError, TypeError):
        raise ValueError(f"{text!r} is no language: {_language_meant(name)}") from None
    code = str(found).replace("_", "-")
    from monitor.report.local_days import day, is_numbered

    if is_numbered(day(_SOME_DAY, code)):
        raise ValueError(f"{text!r} is a language of whose dates nothing is known here: give another, as en, fr or ru")
    return code


_SOME_DAY = date(2026, 1, 14)


def _language_meant(name: str) -> str:
    """By the English name of a language or its own ("russian", "Русский"), else by a code that looks like it."""
    from difflib import get_close_matches

    from babel import Locale
    from babel.localedata import locale_identifiers

    codes = sorted(each.replace("_", "-") for each in locale_identifiers() if each.count("_") < 1)
    english = Locale("en").languages
    names: dict[str, str] = {}
    for code in codes:
        for each in (Locale(code).get_language_name(code), english.get(code)):
            if each:
                names.setdefault(each.casefold(), code)
    asked = name.casefold()
    close = [asked] if asked in names else get_close_matches(asked, names, 1, 0.75)
    if close:
        return f"did you mean {names[close[0]]} ({english.get(names[close[0]], close[0])})?"
    near = get_close_matches(asked, codes, 1, 0.6)
    hint = f"did you mean {near[0]} ({english.get(near[0], near[0])})?" if near else ""
    return hint or "give its code (en, ru, fr, pt-BR)"


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"
