"""Times as text: ISO 8601, UTC, always of one length, so that text order is time order."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """An aware time as "2026-01-07T07:40:00.000000Z".

    Raises:
        ValueError: the time does not say its zone.
    """
    if moment.tzinfo is None:
        raise ValueError(f"a time without a zone cannot be stored: {moment.isoformat()}")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def from_text(text: str) -> datetime:
    """The aware time of a stored text."""
    return datetime.fromisoformat(text)


def maybe_from_text(text: str | None) -> datetime | None:
    """The same, where a time may be missing."""
    return None if text is None else from_text(text)


def short(text: str) -> str:
    """A stored time for readers: without a fraction of a second where it has none ("2026-01-07T07:40:00Z")."""
    return text.replace(".000000Z", "Z")
