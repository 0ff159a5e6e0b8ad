"""What to watch: pages, and the addresses that are asked for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


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
    """One URL that is asked. What comes back holds one page, or one page a part.

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
    safety_critical: bool = False

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
