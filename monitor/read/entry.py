"""One line of an index or a feed: what a publisher tells of a page without showing the page."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.read.document import Advice


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index or a feed says of one page: that it is there, its date, its level, sometimes its text."""

    title: str
    """As the index prints it, without what is said by the other fields."""
    url: str
    """Where a person reads the page; empty where the index does not say."""
    country: str | None = None
    """ISO 3166-1 alpha-2; None where it is about no country, or about one that could not be made out."""
    name: str = "page"
    """Name of the page, as in its id ("advisory")."""
    updated: str | None = None
    """The date that the index gives for its latest change, ISO 8601."""
    note: str | None = None
    """The publisher's own words on the latest change."""
    advice: tuple[Advice, ...] = ()
    body: str = ""
    """The text that the index carries, as HTML."""
