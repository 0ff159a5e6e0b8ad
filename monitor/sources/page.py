"""What to watch: pages, and the addresses that are asked for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from monitor.way import Way, WayKind

__all__ = ["Address", "Page", "Way"]


@dataclass(frozen=True, slots=True)
class Page:
    """One document that is watched. It keeps its identity (`id`) when its URL moves."""

    id: str
    """Publisher, country and name: "uk-fcdo/kazakhstan/safety-and-security"."""
    title: str
    """Where it stands, for people: "Kazakhstan / Safety and security"."""
    url: str
    """Where a person reads it."""
    publisher: str
    country: str | None
    """ISO 3166-1 alpha-2, upper case."""
    part: str | None = None
    """Slug of the part of the document that it is; None where it is the whole document."""
    safety_critical: bool = False


@dataclass(frozen=True, slots=True)
class Address:
    """What is asked for together. What comes back holds one page, or one page a part.

    GOV.UK's Content API gives all parts of a country's advice in one answer, State's country page all its panels:
    one request, one snapshot, several pages.
    """

    place: str
    """Unique name, and the folder below `snapshots/`: "uk-fcdo/kazakhstan/travel-advice"."""
    url: str
    publisher: str
    country: str | None
    pages: tuple[Page, ...]
    """The pages that are watched by name."""
    all_parts: bool = False
    """Whether every part that comes back is watched, also one that appears later."""
    part_url: str = ""
    """Where a person reads a part; `{part}` stands for its slug."""
    root: str | None = None
    """CSS selector of the content, where sources.yaml names one."""
    every: timedelta = timedelta(hours=6)
    """How often it is looked at, at the least."""
    soonest: timedelta | None = None
    """How often it is looked at, at the most, where the interval adapts; None where it does not."""
    allowance: timedelta | None = None
    """How long its pages may go without a good look before somebody is told; None: see `monitor.freshness`."""
    safety_critical: bool = False
    others: tuple[Way, ...] = ()
    """Other ways to the same pages, in order of preference, where `url` shows nothing."""
    kind: WayKind = "html"
    """What `url` is."""
    way_name: str = "page"
    """Its name as a way."""
    index: str | None = None
    """The place of the index that `url` is, where it is asked for many countries at once."""
    covers: tuple[str, ...] = ()
    """Slugs of the parts that `url` shows; empty: all."""
    is_index: bool = False
    """Whether it is the index of a publisher: no page, but what says which pages to look at."""

    @property
    def ways(self) -> tuple[Way, ...]:
        """All ways to its pages, the preferred first."""
        return (Way(self.way_name, self.kind, self.url, self.index, self.covers), *self.others)

    def part(self, slug: str, title: str) -> Page:
        """The page that a part of the answer is."""
        return Page(
            id=f"{self.place.rpartition('/')[0]}/{slug}",
            title=title,
            url=self.part_url.replace("{part}", slug) or self.url,
            publisher=self.publisher,
            country=self.country,
            part=slug,
            safety_critical=self.safety_critical,
        )
