"""The pages that are watched, beside what the store knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType

from monitor.publishers import publisher
from monitor.sources.page import Address, Page
from monitor.store import PageRow


@dataclass(frozen=True, slots=True)
class Watched:
    """A page that is watched."""

    page: Page
    row: PageRow | None
    """None where nothing is known of it."""
    was_looked_at: bool
    """Whether we have ever looked at it ourselves: its past may be known from elsewhere."""
    every: timedelta | None = None
    """How often it is to be looked at; None where nobody says."""
    trouble: tuple[str, str] | None = None
    """Verdict and reason of the latest look at its address, where nothing is known of the page itself."""


def watched(
    addresses: Iterable[Address],
    rows: Iterable[PageRow],
    troubles: Mapping[str, tuple[str, str]] = MappingProxyType({}),
) -> list[Watched]:
    """The pages of these addresses, by id; an address of which no part is known yet stands for its parts. An index is
    no page."""
    by_id = {row.id: row for row in rows}
    by_place: dict[str, list[PageRow]] = {}
    for row in by_id.values():
        by_place.setdefault(row.place, []).append(row)
    found: dict[str, Watched] = {}
    for address in addresses:
        if address.is_index:
            continue
        pages = {page.id: page for page in address.pages}
        if address.all_parts:
            here = by_place.get(address.place) or _past_of(address, by_id)
            pages |= {row.id: row.page for row in here}
        for page in pages.values() or (whole(address),):
            known = by_id.get(page.id)
            was_looked_at = known is not None and known.asked_at is not None
            found[page.id] = Watched(page, known, was_looked_at, address.every, troubles.get(address.place))
    return [found[id] for id in sorted(found)]


def _past_of(address: Address, rows: Mapping[str, PageRow]) -> list[PageRow]:
    """The parts of an address that was never asked, as far as they are known from elsewhere."""
    usual = (address.part(slug, "").id for slug in publisher(address.publisher).usual_parts)
    return [rows[id] for id in usual if id in rows]


def whole(address: Address) -> Page:
    """What stands for the pages of an address while none of its parts is known."""
    read_at = address.part_url.partition("{part}")[0].rstrip("/#") or address.url
    return Page(address.place, address.place, read_at, address.publisher, address.country)
