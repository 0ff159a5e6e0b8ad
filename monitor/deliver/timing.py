"""When somebody is told: at once, after the quiet hours, or with the next digest. Pure: the time is handed in.

Times of the day are those of the recipient's time zone. Where summer time begins, one that does not exist comes as much
later; where it ends, one that comes twice counts the first time. So there is one digest for each time of a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from monitor.sources.values import is_between

if TYPE_CHECKING:
    from monitor.sources.recipients import Digest, Quiet, Recipient
    from monitor.store.rows import Waiting

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEIGHTS = {"none": 0, "minor": 1, "major": 2, "critical": 3}


def due_at_once(recipient: Recipient, waiting: Iterable[Waiting], now: datetime) -> list[Waiting]:
    """What a recipient is to be told of now, without waiting for a digest."""
    quiet = disturbs(recipient, now)
    return [
        each
        for each in waiting
        if not waits_for_digest(recipient, each) and (not quiet or each.significance == "critical")
    ]


def waits_for_digest(recipient: Recipient, waiting: Waiting) -> bool:
    """Whether something is told with the recipient's next digest, and not at once."""
    digest = recipient.digest
    if digest is None:
        return False
    return digest.at_once == "none" or _WEIGHTS[waiting.significance] < _WEIGHTS[digest.at_once]


def due_with_digest(recipient: Recipient, waiting: Iterable[Waiting], slot: datetime, now: datetime) -> list[Waiting]:
    """What goes into the digest that is made for a time, not later than now.

    What bears a time that lies ahead was written under a clock that was wrong.
    """
    return [
        each
        for each in waiting
        if waits_for_digest(recipient, each) and (each.created_at <= slot or each.created_at > now)
    ]


def last_slot(digest: Digest, zone: tzinfo, now: datetime) -> datetime:
    """The latest time, up to now, for which there is to be a digest; aware, in UTC."""
    today = now.astimezone(zone).date()
    # Whatever the days, one of a week is among these. A day ahead: clocks may be put back over midnight.
    days = [today + timedelta(days=number) for number in range(-8, 2)]
    slots = [
        datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
        for day in days
        if _DAYS[day.weekday()] in digest.days
        for at in digest.at
    ]
    # Not the last by the clock on the wall: a time that summer time leaves out comes after later ones.
    return max(slot for slot in slots if slot <= now)


def disturbs(recipient: Recipient, now: datetime) -> bool:
    """Whether a notice that is not critical would come in the recipient's quiet hours."""
    return recipient.quiet is not None and is_quiet(recipient.quiet, recipient.timezone, now)


def is_quiet(quiet: Quiet, zone: tzinfo, now: datetime) -> bool:
    """Whether a time lies in the quiet hours, which may go over midnight."""
    return is_between(now.astimezone(zone).time(), quiet.since, quiet.until)
