"""One attempt to see an address: what came back, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a visit is worth. Only the first two are a good look; all else is *not checked*."""

    PAGE = "page"
    NOT_MODIFIED = "not_modified"
    BLOCKED = "blocked"
    GONE = "gone"
    EMPTY = "empty"
    FAILED = "failed"

    @property
    def is_good(self) -> bool:
        """Whether the page was well seen."""
        return self in (Verdict.PAGE, Verdict.NOT_MODIFIED)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "has it changed?" with, exactly as it gave it."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What came back from one request and its redirects.

    `body` is the decoded body (after Content-Encoding) of a `page`, and of a refused answer where it may serve as
    evidence; None where nothing came back.
    """

    url: str
    """The address that was asked."""
    final_url: str
    """The address that answered, after redirects."""
    at: datetime
    """When it was asked; aware, UTC."""
    verdict: Verdict
    reason: str
    """One sentence for a person; empty for a plain `page`."""
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    seconds: float = 0.0

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def validators(self) -> Validators:
        """What to ask with next time."""
        return Validators(self.header("etag"), self.header("last-modified"))
