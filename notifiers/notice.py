"""A notice, and what it means that one did not arrive."""

from __future__ import annotations

from dataclasses import dataclass
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


class NotDelivered(MonitorError):  # noqa: N818 - the state of a delivery, not a mistake
    """A notice did not arrive. The message is the reason in a line, without secrets."""

    exit_code = EXIT_NOT_CHECKED

    def __init__(self, reason: str, permanent: bool, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.permanent = permanent
        """Whether trying again is of no use until somebody mends something."""
        self.retry_after = retry_after
        """Seconds that the far end asks to wait, where it says so."""
