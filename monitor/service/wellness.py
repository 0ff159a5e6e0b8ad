"""Whether all is well: the one rule by which /health answers, the heartbeat goes out and the watchdog is fed.

Well means that silence can be trusted: the loop turns, the store takes what is found, looks are made, some page is well
seen, and notices arrive. A single page that is blocked is not among it: that is an alarm, which is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from monitor.report.times import length
from monitor.service.numbers import Numbers
from monitor.service.pulse import Pulse

TroubleKind = Literal["starting", "stopping", "loop", "store", "numbers", "standstill", "unseen", "delivery"]
KINDS: tuple[TroubleKind, ...] = get_args(TroubleKind)

STALLED = 30.0
"""Seconds after which a loop that does not turn is said to have stalled: longer than any page takes to be read."""
UNWRITTEN = 60.0
"""Seconds for which the store may refuse to be written: another process may hold it for a moment."""
UNWRITTEN_TOO_LONG = 900.0
"""Seconds after which a new start is worth a try: handles to a disk that went and came back are dead."""
OLD_NUMBERS = 120.0
"""Seconds after which numbers are too old to tell anything."""
STANDSTILL = timedelta(minutes=30)
"""How long no look at all may be made though some are due: longer than any look takes."""
FIRST_LOOKS = timedelta(hours=1)
"""How long after a start nobody is blamed for what was not seen before it."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why not all is well."""

    kind: TroubleKind
    sentence: str


@dataclass(frozen=True, slots=True)
class Wellness:
    """What the rule came to."""

    troubles: tuple[Trouble, ...]
    is_alive: bool
    """Whether a new start would mend nothing."""

    @property
    def is_well(self) -> bool:
        """Whether silence can be trusted."""
        return not self.troubles


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of the store, and for how long."""

    numbers: Numbers | None
    """None where none were ever read."""
    age: float
    """Seconds since they were read; since the start where none were."""
    unread: str | None = None
    """Why they could not be read the last time."""
    unwritable: tuple[float, str] | None = None
    """For how many seconds the store could not be written, and why."""


def wellness(pulse: Pulse, seen: Seen, now: datetime) -> Wellness:
    """How the daemon is, by what it tells of itself and what its store shows."""
    found: list[Trouble] = []
    if pulse.phase == "starting":
        found.append(Trouble("starting", "The daemon is starting: it does not watch yet."))
    if pulse.phase == "stopping":
        found.append(Trouble("stopping", "The daemon is ending: no new look begins."))
    if pulse.lag > STALLED:
        found.append(Trouble("loop", f"The event loop has not turned for {pulse.lag:.0f} seconds."))
    unwritten = max(filter(None, (pulse.unwritten, seen.unwritable)), default=None)
    if unwritten and unwritten[0] > UNWRITTEN:
        found.append(Trouble("store", f"For {unwritten[0]:.0f} seconds nothing could be stored: {unwritten[1]}."))
    if seen.age > OLD_NUMBERS:
        why = f": {seen.unread}" if seen.unread else ", and the disk does not answer"
        found.append(Trouble("numbers", f"The store was not read for {seen.age:.0f} seconds{why}."))
    elif seen.numbers and pulse.phase not in ("starting", "stopping"):
        found += _of_numbers(pulse, seen.numbers, now)
    is_alive = pulse.lag <= STALLED and (unwritten is None or unwritten[0] <= UNWRITTEN_TOO_LONG)
    return Wellness(tuple(found), is_alive)


def _of_numbers(pulse: Pulse, numbers: Numbers, now: datetime) -> list[Trouble]:
    found: list[Trouble] = []
    lasting = timedelta(seconds=pulse.age)
    if (still := _still_since(numbers, now, lasting)) is not None:
        found.append(Trouble("standstill", f"No page was looked at for {length(still)}, though some are due."))
    if numbers.allowance is not None and lasting > FIRST_LOOKS:
        newest = numbers.newest_good_at
        if newest is None:
            found.append(Trouble("unseen", "No page was ever well seen."))
        elif now - newest > numbers.allowance:
            found.append(Trouble("unseen", f"No page was well seen for {length(now - newest)}."))
    waiting = numbers.undelivered
    if waiting.count and waiting.oldest_at is not None:
        last = f"the last one did {length(now - waiting.last_delivered_at)} ago" if waiting.last_delivered_at else ""
        sentence = f"No notice has arrived for {length(now - waiting.oldest_at)}, and {waiting.count:,} should have"
        found.append(Trouble("delivery", "; ".join(filter(None, (sentence, last))) + "."))
    return found


def _still_since(numbers: Numbers, now: datetime, lasting: timedelta) -> timedelta | None:
    """For how long nothing was looked at though something was due; None where that is not so, or not for too long."""
    if numbers.first_due_at is None or now - STANDSTILL < numbers.first_due_at:
        return None
    still = lasting if numbers.last_look_at is None else min(lasting, now - numbers.last_look_at)
    return still if still > STANDSTILL else None
