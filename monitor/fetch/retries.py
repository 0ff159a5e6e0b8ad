"""Trying again where a site says that it is busy."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from monitor.fetch.unseen import UnseenError

T = TypeVar("T")

BUSY = frozenset({429, 503})
"""Answers that say "not now": RFC 6585 (4), RFC 9110 (15.6.4)."""

_FIRST = 0.5
"""Seconds before the second try where the site names none; twice as many before each one more."""
_TRIES = 8


def retry_after(headers: Sequence[tuple[str, str]], now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After asks for (RFC 9110, 10.2.3); None where there is none that makes sense.

    A date counts from the Date of the same answer, if there is one: the site's clock may be wrong. What is negative or
    past says nothing.
    """
    value = _header(headers, "retry-after")
    if value.isascii() and value.isdecimal():
        return float(value[:12])
    at = _date(value)
    if at is None:
        return None
    seconds = (at - (_date(_header(headers, "date")) or now or datetime.now(UTC))).total_seconds()
    return seconds if seconds >= 0 else None


class Patience:
    """How long is still waited for a busy site within one visit."""

    def __init__(self, budget: float) -> None:
        """`budget` in seconds, for all waits together."""
        self._left = budget
        self._next = _FIRST

    def wait(self, asked: float | None) -> float | None:
        """Seconds to wait now, `asked` at least; None where that is more than is left."""
        wait = max(asked or 0.0, self._next * random.uniform(1.0, 1.25))  # noqa: S311 (not to come in step with others)
        if wait > self._left:
            return None
        self._left -= wait
        self._next *= 2
        return wait


async def again(ask: Callable[[], Awaitable[T]], busy: Callable[[], float | None], first: T) -> T:
    """Ask again until the site is not busy any more, or patience ends.

    `first` is what the first try gave, under a busy answer; `busy` tells after each try how many seconds to wait before
    the next, None where there is to be none. Gives what the last try gave.
    """
    # Here, for few sites are ever busy, and its import takes as long as many visits.
    import stamina
    from stamina.instrumentation import set_on_retry_hooks

    set_on_retry_hooks(())  # each try is told in the reason of the visit, not in a log
    last = first

    def wait(error: Exception) -> float | bool:
        return error.seconds if isinstance(error, _BusyError) else False

    async for attempt in stamina.retry_context(on=wait, attempts=_TRIES, timeout=None):
        with attempt:
            if attempt.num > 1:
                last = await ask()
            if attempt.num < _TRIES and (seconds := busy()) is not None:
                raise _BusyError(seconds)
    return last


class _BusyError(UnseenError):
    """The site is busy."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self.seconds = seconds


def _header(headers: Sequence[tuple[str, str]], wanted: str) -> str:
    return next((value.strip() for name, value in headers if name.lower() == wanted), "")


def _date(value: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(value)
    # OverflowError: a year of many digits.
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
