"""Times as reports print them: in the reader's zone, which they name, and never more exact than they are known."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from monitor.report.reader import UTC_ENGLISH, Reader
from monitor.report.safe import safe_line

# Written out here: `strftime` would follow the locale of whoever runs the program.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")


def moment(at: datetime, reader: Reader = UTC_ENGLISH) -> str:
    """An aware datetime to the minute: "14 Jan 2026 09:12 UTC", "14 Jan 2026 14:12 Almaty time (UTC+5)"."""
    at = at.astimezone(reader.zone)
    return f"{_short(at, reader)} {at:%H:%M} {reader.zone_at(at)}"


def iso(at: datetime) -> str:
    """An aware datetime for a program: ISO 8601 in UTC, "2026-01-14T09:12:00Z"."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def stated(text: str, reader: Reader = UTC_ENGLISH) -> str:
    """A date that a page gives for itself (ISO 8601, as exact as the page gives it), for a reader.

    "2026-01-14" is "14 Jan 2026", "2026-05" is "May 2026"; with a time of day it is in the reader's zone if it names
    its own, and bears no zone otherwise. What is no ISO date stays as it is.
    """
    text = safe_line(text)
    try:
        if _DAY.fullmatch(text):
            return _short(date.fromisoformat(text), reader)
        if _MONTH.fullmatch(text):
            return _month(date.fromisoformat(f"{text}-01"), reader)
        at = datetime.fromisoformat(text)
        return moment(at, reader) if at.tzinfo else f"{_short(at, reader)} {at:%H:%M}"
    except (ValueError, OverflowError):  # no date, or one at the very edge of the calendar
        return text


def day_words(iso: str, reader: Reader = UTC_ENGLISH) -> str:
    """A day of the calendar, with or without a year: "2027-01-01" is "1 Jan 2027", "--01-01" is "1 Jan"."""
    found = _NO_YEAR.fullmatch(iso)
    if not found:
        return stated(iso, reader)
    if reader.language == "en":
        return f"{int(found[2])} {_MONTHS[int(found[1]) - 1]}"
    from monitor.report.local_days import day_of_any_year

    try:
        return day_of_any_year(date(_LEAP, int(found[1]), int(found[2])), reader.language)
    except ValueError:
        return iso


_NO_YEAR = re.compile(r"--(0[1-9]|1[0-2])-(\d\d)")
_LEAP = 2024
"""A year that has a 29 February."""


def retold(text: str, reader: Reader) -> str:
    """A sentence of ours that the store keeps, for a reader: its times stand there as "14 Jan 2026 09:12 UTC"."""
    return text if reader == UTC_ENGLISH else _OURS.sub(lambda found: _again(found, reader), text)


_OURS = re.compile(rf"\b(\d\d?) ({'|'.join(_MONTHS)}) (\d{{4}}) ([01]\d|2[0-3]):([0-5]\d) UTC\b(?![+-])")


def _again(found: re.Match[str], reader: Reader) -> str:
    day, month, year, hour, minute = found.groups()
    try:
        at = datetime(int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), tzinfo=UTC)
        return moment(at, reader)
    except (ValueError, OverflowError):
        return found.group()


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


def span(since: datetime | None, until: datetime | None, reader: Reader = UTC_ENGLISH) -> str:
    """The days of a report: "13 to 14 Jan 2026 (UTC)"; empty where neither end is given."""
    first, last = (at.astimezone(reader.zone) if at else None for at in (since, until))
    if first and last:
        words = _between(first.date(), last.date(), reader)
    elif first:
        words = f"since {_short(first, reader)}"
    elif last:
        words = f"until {_short(last, reader)}"
    else:
        return ""
    at = last or first
    return f"{words} ({reader.zone_over(at)})" if at else words


def _between(first: date, last: date, reader: Reader) -> str:
    if first == last:
        return _short(last, reader)
    if reader.language != "en":
        from monitor.report.local_days import between

        return between(first, last, reader.language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_short(last, reader)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {_short(last, reader)}"
    return f"{_short(first, reader)} to {_short(last, reader)}"


def _short(day: date, reader: Reader) -> str:
    if reader.language == "en":
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    from monitor.report import local_days

    return local_days.day(day, reader.language)


def _month(day: date, reader: Reader) -> str:
    if reader.language == "en":
        return f"{_MONTHS[day.month - 1]} {day.year}"
    from monitor.report import local_days

    return local_days.month(day, reader.language)
