"""Lengths of time and sizes as a person writes them: 90 min, 6h, 1d 12h; 20MB."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

_SECONDS = {
    **dict.fromkeys(("ms", "millisecond", "milliseconds"), 0.001),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600),
    **dict.fromkeys(("d", "day", "days"), 86400),
    **dict.fromkeys(("w", "week", "weeks"), 7 * 86400),
}
_BYTES = {
    "b": 1, "byte": 1, "bytes": 1,
    "kb": 10**3, "mb": 10**6, "gb": 10**9,
    "kib": 2**10, "mib": 2**20, "gib": 2**30,
}  # fmt: skip
_NUMBER = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"


def _one_of(units: dict[str, float] | dict[str, int]) -> str:
    return "|".join(sorted(units, key=len, reverse=True))


_TIME_PART = re.compile(rf"({_NUMBER})\s*({_one_of(_SECONDS)})(?![a-z])\s*", re.IGNORECASE)
_SIZE = re.compile(rf"({_NUMBER})\s*({_one_of(_BYTES)})", re.IGNORECASE)

_DURATION = rf"\s*({_NUMBER}\s*({_one_of(_SECONDS)})\s*)+"
DURATION_PATTERN = rf"^{_DURATION}$"
"""Of a length of time, for the JSON Schema."""
EVERY_PATTERN = rf"^{_DURATION}(\sto\s{_DURATION})?$"
"""Of an interval, which may be two lengths of time with "to" between them, for the JSON Schema."""
SIZE_PATTERN = rf"^\s*{_NUMBER}\s*([Bb]([Yy][Tt][Ee][Ss]?)?|[KkMmGg][Ii]?[Bb])\s*$"
"""Of a size, for the JSON Schema."""


@dataclass(frozen=True, slots=True)
class Every:
    """How often something is looked at: always after the same time, or after a time between two bounds."""

    latest: timedelta
    """The longest time between two looks."""
    soonest: timedelta | None = None
    """The shortest, where the interval adapts to how often the page changes; None where it does not."""


def parse_duration(text: str) -> timedelta | None:
    """The length of time that a text gives, or None: "6h", "90 min", "1h 30m", "0.5 s"."""
    rest, seconds = text.strip(), 0.0
    if not rest:
        return None
    while rest:
        part = _TIME_PART.match(rest)
        if part is None:
            return None
        seconds += float(part[1]) * _SECONDS[part[2].lower()]
        rest = rest[part.end() :]
    try:
        return timedelta(seconds=seconds)
    except OverflowError:
        return timedelta.max


def parse_size(text: str) -> int | None:
    """The number of bytes that a text gives, or None: "20MB" (20,000,000), "1.5 MiB" (1,572,864)."""
    found = _SIZE.fullmatch(text.strip())
    return round(float(found[1]) * _BYTES[found[2].lower()]) if found else None
