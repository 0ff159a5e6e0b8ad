"""One way to see the pages of a publisher: a URL, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

WayKind = Literal["api", "feed", "html", "browser"]
"""An official interface, a feed, the page itself, or the page in a browser."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to see the pages of an address: a URL, and what it is."""

    name: str
    """Unique among the ways of an address, and how people are told of it: "Content API", "feed of advisories"."""
    kind: WayKind
    url: str
    index: str | None = None
    """The place of the index that holds it, where the URL is that of an index of many countries: it is asked once for
    all of them."""
    covers: tuple[str, ...] = ()
    """Slugs of the parts that can be seen this way; empty: all that the address has."""
