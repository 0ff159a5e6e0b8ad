"""One attempt to see an address: what came back, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What a visit is worth. The first four are a good look; all else is *not checked*."""

    PAGE = "page"
    NOT_MODIFIED = "not_modified"
    MOVED = "moved"
    """The page came, from an address to which the site sends for good."""
    WITHDRAWN = "withdrawn"
    """The page came, and says that its publisher has withdrawn it."""
    BLOCKED = "blocked"
    """The site keeps us out: by a status, a bot wall, or its robots.txt."""
    GONE = "gone"
    """The site says that the page is no more, or sends to its start page."""
    EMPTY = "empty"
    """An answer without the content: nothing, scripts only, or "not found" under a status of success."""
    SUSPECT = "suspect"
    """A page came that may not be the one, or not be whole; a second look decides."""
    FAILED = "failed"

    @property
    def is_good(self) -> bool:
        """Whether the page was well seen."""
        return self in (Verdict.PAGE, Verdict.NOT_MODIFIED, Verdict.MOVED, Verdict.WITHDRAWN)

    @property
    def has_page(self) -> bool:
        """Whether the body of the visit is a page to be read."""
        return self in (Verdict.PAGE, Verdict.MOVED, Verdict.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask "has it changed?" with, exactly as it gave it."""

    etag: str | None = None
    last_modified: str | None = None


NOTHING = Validators()
"""A first visit: nothing to compare with."""


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
    evidence: tuple[str, ...] = ()
    """By what signs the verdict was given, each a few words; for whoever doubts it."""
    moved_to: str | None = None
    """Where the site sends for good: the address that answered, if each redirect on the way was permanent."""
    next_try_at: datetime | None = None
    """Before when the host is not to be asked again, by its own word (Retry-After) or because it failed too often;
    aware, UTC."""

    def header(self, name: str) -> str | None:
        """The first value of a header, whatever the case of its name."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)

    @property
    def validators(self) -> Validators:
        """What to ask with next time."""
        return Validators(self.header("etag"), self.header("last-modified"))
