"""Which page a URL of a known publisher is, whatever URL it has today."""

from __future__ import annotations

from monitor.publishers import KNOWN
from monitor.publishers.publisher import Place


def place_at(publisher: str, url: str) -> Place | None:
    """The page that a URL is, by what is known of its publisher; None where nothing is known of either."""
    known = KNOWN.get(publisher)
    return known.place_of(url) if known is not None and known.place_of is not None else None


def name_of(place: Place) -> str:
    """The last part of the id of the page: that of the part, where the URL is that of a part."""
    return place.part or place.name
