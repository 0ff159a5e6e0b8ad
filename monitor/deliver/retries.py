"""When a notice that did not arrive is tried again, and when it is given up."""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.store.outbox import LONGEST_PAUSE

PAUSES = (
    timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=3),
    timedelta(hours=6), timedelta(hours=12), LONGEST_PAUSE,
)  # fmt: skip
"""How long to wait before each further try, at most; the last one again and again."""
TRY_FOR = timedelta(hours=48)
"""How long after the first try there is a last one."""
LEAST_TRIES = 6
"""A notice is not given up before so many: a clock that jumps by two days must not end it."""
JITTER = 0.2
"""Share of a pause that may be left out by chance, so that many notices to one server do not come back together."""


def next_try(attempts: int, tried_at: datetime, now: datetime, asked: float | None, chance: float) -> datetime | None:
    """When to try again after an attempt that failed; None: not any more.

    Args:
        attempts: how many there were.
        tried_at: when the first one was.
        asked: seconds for which the far end asks to be left alone.
        chance: from 0 to 1.
    """
    # Whatever the far end asks for: a pause of years would be a notice that nobody hears of.
    wanted = timedelta(seconds=min(asked, LONGEST_PAUSE.total_seconds()) if asked and asked > 0 else 0.0)
    pause = PAUSES[min(attempts, len(PAUSES)) - 1] * (1 - JITTER * chance)
    at = now + max(pause, wanted)
    end = min(tried_at, now) + TRY_FOR
    if at <= end:
        return at
    if now >= end - PAUSES[0]:
        return at if attempts < LEAST_TRIES else None
    return max(end, now + wanted)
