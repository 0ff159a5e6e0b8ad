"""A notice, and what it means that one did not arrive."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.errors import EXIT_NOT_CHECKED, MonitorError

if TYPE_CHECKING:
    from monitor.report.report import Report


@dataclass(frozen=True, slots=True)
class Notice:
    """What one recipient gets."""

    key: str
    """The same on every try, and of no other notice."""
    recipient: str
    """Name of the recipient in sources.yaml."""
    report: Report
    """In the language and time zone of the recipient, with its links."""
    at: datetime
    """When it was made, aware: the same on every try."""
    is_digest: bool = False
    done: Collection[str] = ()
    """Parts of it that the far end took at earlier tries, by the names that the channel gave them in `NotDelivered`."""
    is_test: bool = False
    """Whether somebody only tries whether it arrives: it must be in no archive that others read."""


class NotDelivered(MonitorError):  # noqa: N818 - the state of a delivery, not a mistake
    """A notice did not arrive, or not all of it. The message is the reason in a line, without secrets."""

    exit_code = EXIT_NOT_CHECKED

    def __init__(
        self, reason: str, permanent: bool, retry_after: float | None = None, done: Collection[str] = ()
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        """Whether trying again is of no use until somebody mends something."""
        self.retry_after = retry_after
        """Seconds that the far end asks to wait, where it says so."""
        self.done = tuple(done)
        """Parts of the notice that the far end has taken at this try: what a later one leaves out. A part is whatever
        the channel sends by itself: a mail to one of several addresses, one message of a thread."""


@contextmanager
def telling_what_was_taken(done: Sequence[str]) -> Iterator[None]:
    """For who sends several parts: where that is broken off, because the program ends, `NotDelivered` names those that
    were taken, so that they are not sent again; where none was, it is broken off as anything is.

    Args:
        done: the parts that were taken, as they are when it is broken off.
    """
    from asyncio import CancelledError

    try:
        yield
    except CancelledError:
        if not done:
            raise
        raise NotDelivered("it was broken off before all of it was sent", permanent=False, done=done) from None
