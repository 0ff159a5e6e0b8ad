"""What pages and their countries are called in a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.compare.change import PageInfo


def country_name(page: PageInfo) -> str:
    """What a reader calls the page's place: the first part of its title ("Uganda / Getting help")."""
    from monitor.clusters.marks import country_of  # knows all peoples; who only counts pages needs none

    return country_of(page) or page.id


def many(number: int, noun: str) -> str:
    """A count with its noun: "1 page", "3 pages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def some(names: Sequence[str], most: int) -> str:
    """A list of names, shortened where it is long: "Chad, Chile, China and 12 more"."""
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most:,} more"
