"""Calendar dates as pages write them, and their value in ISO 8601."""

from __future__ import annotations

import re
from datetime import date

MONTHS: dict[str, dict[str, int]] = {
    "en": {
        "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
        "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
        "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
    },
    "ru": {
        "января": 1, "февраля": 2, "марта": 3, "апреля": 4, "мая": 5, "июня": 6, "июля": 7, "августа": 8,
        "сентября": 9, "октября": 10, "ноября": 11, "декабря": 12,
        "январь": 1, "февраль": 2, "март": 3, "апрель": 4, "май": 5, "июнь": 6, "июль": 7, "август": 8,
        "сентябрь": 9, "октябрь": 10, "ноябрь": 11, "декабрь": 12,
        "январе": 1, "феврале": 2, "марте": 3, "апреле": 4, "мае": 5, "июне": 6, "июле": 7, "августе": 8,
        "сентябре": 9, "октябре": 10, "ноябре": 11, "декабре": 12,
    },
    "de": {
        "januar": 1, "jänner": 1, "jan": 1, "februar": 2, "feb": 2, "märz": 3, "mär": 3, "mrz": 3, "april": 4,
        "apr": 4, "mai": 5, "juni": 6, "jun": 6, "juli": 7, "jul": 7, "august": 8, "aug": 8, "september": 9,
        "sept": 9, "sep": 9, "oktober": 10, "okt": 10, "november": 11, "nov": 11, "dezember": 12, "dez": 12,
    },
    "fr": {
        "janvier": 1, "janv": 1, "février": 2, "fevrier": 2, "févr": 2, "fév": 2, "mars": 3, "avril": 4, "avr": 4,
        "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "août": 8, "aout": 8, "septembre": 9, "sept": 9, "octobre": 10,
        "oct": 10, "novembre": 11, "nov": 11, "décembre": 12, "decembre": 12, "déc": 12,
    },
    "nl": {
        "januari": 1, "jan": 1, "februari": 2, "feb": 2, "maart": 3, "mrt": 3, "april": 4, "apr": 4, "mei": 5,
        "juni": 6, "jun": 6, "juli": 7, "jul": 7, "augustus": 8, "aug": 8, "september": 9, "sept": 9, "sep": 9,
        "oktober": 10, "okt": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
    },
    "kk": {
        "қаңтар": 1, "ақпан": 2, "наурыз": 3, "сәуір": 4, "мамыр": 5, "маусым": 6, "шілде": 7, "тамыз": 8,
        "қыркүйек": 9, "қазан": 10, "қараша": 11, "желтоқсан": 12,
    },
}  # fmt: skip
"""The number of each month by its names and short forms, in small letters, by language (ISO 639-1)."""
MONTH = "|".join(sorted(MONTHS["en"] | MONTHS["ru"], key=len, reverse=True))
"""Alternation of the English and Russian months, longest first, for patterns with `re.IGNORECASE`.

The other languages' names name no date in prose that is not theirs ("Mars" is a planet, "mei" a name).
"""
_VALUES = {name: month for names in MONTHS.values() for name, month in names.items()}
_ANY = "|".join(sorted(_VALUES, key=len, reverse=True))

_DAY = r"(?:the\s+)?(?P<{0}>\d{{1,2}})(?:st|nd|rd|th|er|\.)?"
_FORMS = (
    re.compile(
        rf"^{_DAY.format('d')}(?:\s+of)?\s+(?P<m>{_ANY})\.?,?(?:\s+(?P<y>\d{{4}}))?(?:\s*г\.?)?$", re.IGNORECASE
    ),
    re.compile(rf"^(?P<m>{_ANY})\.?\s+{_DAY.format('d')}(?:,?\s+(?P<y>\d{{4}}))?$", re.IGNORECASE),
    re.compile(rf"^(?P<m>{_ANY})\.?,?(?:\s+(?P<y>\d{{4}}))?$", re.IGNORECASE),
    re.compile(rf"^(?P<y>\d{{4}})\s(?:жылғы|жылдың|ж\.)\s(?P<d>\d{{1,2}})\s(?P<m>{_ANY})$", re.IGNORECASE),
    re.compile(r"^(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?:T.*)?$"),
)
_NUMERIC = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    r"|(?:maan|dins|woens|donder|vrij|zater|zon)dag),?\s+",
    re.IGNORECASE,
)


def parse_date(text: str, order: str) -> str | None:
    """ISO 8601 of one date, as exact as it is written: "2026-05-01", "2026-05", "--05-01", "--05"; None if it is none.

    Args:
        text: the date alone ("1 May 2026", "May 1, 2026", "1. Mai 2026", "1er mai 2026", "1 mei 2026", "01/05/2026",
            "2026-05-01T09:00:00Z").
        order: "DMY" or "MDY", the publisher's order for dates of digits only.
    """
    text = _WEEKDAY.sub("", text.strip().rstrip("."))
    match = _NUMERIC.match(text)
    if match:
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        day, month = (first, second) if order == "DMY" else (second, first)
        return iso_date(year, month, day)
    for form in _FORMS:
        match = form.match(text)
        if match:
            parts = match.groupdict()
            # "Aprıl" with a dotless i matches too, and is no month that anybody wrote.
            month = int(parts["m"]) if parts["m"].isdigit() else _VALUES.get(parts["m"].casefold(), 0)
            return iso_date(int(parts["y"]) if parts["y"] else None, month, int(parts["d"]) if parts.get("d") else None)
    return None


def iso_date(year: int | None, month: int, day: int | None) -> str | None:
    """ISO 8601 of what is known of a date; None if there is no such day."""
    try:
        # 2000 is a leap year: 29 February without a year is a date.
        date(2000 if year is None else year, month, 1 if day is None else day)
    except ValueError:
        return None
    head = "-" if year is None else f"{year:04d}"
    return f"{head}-{month:02d}" + ("" if day is None else f"-{day:02d}")
