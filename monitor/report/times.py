"""Times as reports print them: in UTC, marked as such, and never more exact than they are known."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from monitor.report.safe import safe_line

# Written out here: `strftime` would follow the locale of whoever runs the program.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")


def moment(at: datetime) -> str:
    """An aware datetime to the minute: "14 Jan 2026 09:12 UTC"."""
    at = at.astimezone(UTC)
    return f"{_short(at)} {at:%H:%M} UTC"


def stated(text: str) -> str:
    """A date that a page gives for itself (ISO 8601, as exact as the page gives it), for a reader.

    "2026-01-14" is "14 Jan 2026", "2026-05" is "May 2026"; with a time of day it is in UTC if it names its zone, and
    bears no zone otherwise. What is no ISO date stays as it is.
    """
    text = safe_line(text)
    try:
        if _DAY.fullmatch(text):
            return _short(date.fromisoformat(text))
        if _MONTH.fullmatch(text):
            return _short(date.fromisoformat(f"{text}-01")).removeprefix("1 ")
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment(at) if at.tzinfo else f"{_short(at)} {at:%H:%M}"


def day_words(iso: str) -> str:
    """A day of the calendar, with or without a year: "2027-01-01" is "1 Jan 2027", "--01-01" is "1 Jan"."""
    found = _NO_YEAR.fullmatch(iso)
    return f"{int(found[2])} {_MONTHS[int(found[1]) - 1]}" if found else stated(iso)


_NO_YEAR = re.compile(r"--(0[1-9]|1[0-2])-(\d\d)")


def length(time: timedelta) -> str:
    """A length of time for a reader, never longer than it was: "40 minutes", "26 hours", "3 days"."""
    minutes = max(0, int(time.total_seconds() // 60))
    if minutes < 2 * 60:
        number, unit = minutes, "minute"
    elif minutes < 48 * 60:
        number, unit = minutes // 60, "hour"
    else:
        number, unit = minutes // (24 * 60), "day"
    return f"{number:,} {unit}" if number == 1 else f"{number:,} {unit}s"


def span(since: datetime | None, until: datetime | None) -> str:
    """The days of a report: "13 to 14 Jan 2026 (UTC)"; empty where neither end is given."""
    first, last = (at.astimezone(UTC).date() if at else None for at in (since, until))
    if first and last:
        words = _between(first, last)
    elif first:
        words = f"since {_short(first)}"
    elif last:
        words = f"until {_short(last)}"
    else:
        return ""
    return f"{words} (UTC)"


def _between(first: date, last: date) -> str:
    if first == last:
        return _short(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_short(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {_short(last)}"
    return f"{_short(first)} to {_short(last)}"


def _short(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
