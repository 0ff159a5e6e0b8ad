"""Why a page could not be seen."""

from __future__ import annotations

from datetime import datetime

from monitor.fetch.visit import Verdict


class UnseenError(Exception):
    """The visit ends here; the message is the one sentence that people read. It never leaves this package."""


class RefusedError(UnseenError):
    """We did not ask: the address is one that this program does not go to."""


class NotAskedError(UnseenError):
    """We did not ask: the host is left alone for a while, or its robots.txt does not let us."""

    def __init__(
        self,
        message: str,
        verdict: Verdict = Verdict.FAILED,
        evidence: tuple[str, ...] = (),
        next_try_at: datetime | None = None,
    ) -> None:
        super().__init__(message)
        self.verdict = verdict
        self.evidence = evidence
        self.next_try_at = next_try_at


class TooSlowError(UnseenError):
    """The host did not answer, or not to the end, in the time that it has."""


class TooLargeError(UnseenError):
    """The body passed the limit."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"The answer was larger than {_size(limit)} and was not read.")


def _size(count: int) -> str:
    """A count of bytes for people: 20 MB, 512 kB, 90 bytes."""
    for unit, worth in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= worth:
            return f"{count / worth:.3g} {unit}"
    return f"{count} bytes"
