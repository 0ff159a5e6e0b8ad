"""When somebody was told: digests at their hour, nobody in his quiet hours but for what is critical."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from year.clock import iso
from year.ledger import Accepted, Lived
from year.plan import DAY, Outage
from year.told import bare

_SENT = 60.0
"""Seconds within which a digest whose hour has come, and was seen to have come, is there."""


@dataclass
class Times:
    """What came of the hours."""

    digests: int = 0
    on_time: int = 0
    held_up: int = 0
    """Late, as the far end or the daemon itself was out at their hour."""
    missing: int = 0
    in_quiet: int = 0
    """Messages that came in quiet hours, all of them with something critical."""
    errors: list[str] = field(default_factory=list)


def times(
    recipients: Sequence[Any], where: Mapping[str, Sequence[str]], taken: Sequence[Accepted], lives: Sequence[Lived],
    outages: Sequence[Outage], digests: Collection[str], look_round: float,
) -> Times:  # fmt: skip
    """Look at each message's hour.

    Args:
        digests: the keys of the messages that are digests.
        look_round: seconds between two looks whether an hour has come.
    """
    result = Times()
    by_place: defaultdict[str, dict[str, Accepted]] = defaultdict(dict)
    for each in taken:
        by_place[each.to].setdefault(bare(each.key), each)  # the first time that it was taken
    for recipient in recipients:
        for to in where[recipient.name]:
            messages = list(by_place[to].values())
            if recipient.digest is not None:
                got = [message.at for key, message in by_place[to].items() if key in digests]
                _digests(recipient, to, sorted(got), lives, outages, look_round + _SENT, result)
            if recipient.quiet is not None:
                _quiet(recipient, to, messages, result)
    return result


def _digests(
    recipient: Any, to: str, got: list[float], lives: Sequence[Lived], outages: Sequence[Outage], on_time: float,
    result: Times,
) -> None:  # fmt: skip
    zone = recipient.timezone
    for slot in _slots(recipient, zone, lives[0].start, lives[-1].end):
        here = [at for at in got if slot <= at < slot + 2 * DAY]
        if not here:
            if recipient.digest.empty:
                result.missing += 1
                result.errors.append(f"{to} got no digest of {iso(slot)}")
            continue
        got.remove(here[0])
        result.digests += 1
        late = here[0] - slot
        if late <= on_time:
            result.on_time += 1
        elif _was_held_up(slot, here[0], lives, outages):
            result.held_up += 1
        elif recipient.digest.empty:
            result.errors.append(f"{to} got the digest of {iso(slot)} {late / 60:.0f} minutes late, for no reason")
    if got:
        result.errors.append(f"{to} got {len(got)} digests that belong to no hour, the first at {iso(got[0])}")


def _slots(recipient: Any, zone: ZoneInfo, start: float, end: float) -> list[float]:
    """All times of a digest, by the calendar of the recipient's time zone."""
    day = datetime.fromtimestamp(start, zone).date()
    found = []
    while (midnight := datetime(day.year, day.month, day.day, tzinfo=zone)).timestamp() < end:
        if ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[day.weekday()] in recipient.digest.days:
            found += [datetime.combine(day, at, tzinfo=zone).timestamp() for at in recipient.digest.at]
        day = (midnight + timedelta(hours=36)).date()
    return sorted(at for at in found if start < at < end)


def _was_held_up(slot: float, at: float, lives: Sequence[Lived], outages: Sequence[Outage]) -> bool:
    """Whether the daemon was down, or the mail server out, at the hour of a digest."""
    down = any(one.end <= at and other.start >= slot for one, other in pairwise(lives))
    return down or any(each.start <= slot + 60 < each.end for each in outages if each.service == "smtp")


def _quiet(recipient: Any, to: str, messages: Sequence[Accepted], result: Times) -> None:
    quiet = recipient.quiet
    for message in messages:
        local = datetime.fromtimestamp(message.at, recipient.timezone).time()
        over_midnight = quiet.since > quiet.until
        is_in = (local >= quiet.since or local < quiet.until) if over_midnight else quiet.since <= local < quiet.until
        if not is_in:
            continue
        result.in_quiet += 1
        if "CRITICAL" not in (message.subject + message.text).upper():
            result.errors.append(f"{to} was disturbed at {iso(message.at)} by {message.subject!r}")
