"""What one way to an address showed, and what the store held of the address before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.fetch.visit import Verdict, Visit
from monitor.sources.page import Page, Way
from monitor.store import AddressState, PageRow, Snapshot, WayState

if TYPE_CHECKING:
    from monitor.read.document import Document


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds of an address before a look at it."""

    state: AddressState | None
    rows: Mapping[str, PageRow]
    """Its pages that are watched, by id."""
    ways: Mapping[str, WayState]
    """By URL."""
    announced: str | None = None
    """The day of the latest change, as the publisher's index gives it."""
    announced_at: datetime | None = None
    """Since when it says so."""

    @property
    def was_seen(self) -> bool:
        """Whether the address was ever well seen."""
        return self.state is not None and self.state.last_good_at is not None


@dataclass(frozen=True, slots=True)
class Unseen:
    """A watched page that an answer did not hold."""

    page: Page
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What one way showed."""

    way: Way
    visit: Visit
    """With the verdict that reading came to."""
    snapshot: Snapshot | None = None
    document: Document | None = None
    """All that came; None where nothing came, or nothing new."""
    found: tuple[tuple[Page, Document], ...] = ()
    unseen: tuple[Unseen, ...] = ()
    same: tuple[str, ...] = ()
    """Ids of the pages that are as this way showed them before."""
    stale: str = ""
    """Why what came is older than it should be: a sentence."""

    @property
    def seen(self) -> frozenset[str]:
        """Ids of the pages that were well seen."""
        return frozenset(self.same) | {page.id for page, _ in self.found}
