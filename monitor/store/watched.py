"""Addresses and pages as the sources name them, and where the pages have been."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from monitor.sources.page import Address, Page
from monitor.store.connection import Connection
from monitor.store.history import snapshot
from monitor.store.rows import AddressState, PageRow, PageUrl, WayState, address_of, page_of, way_of
from monitor.store.times import from_text, maybe_from_text, to_text


def ensure_address(connection: Connection, place: str, url: str) -> None:
    """Make the address if it is not known; one that is known stays as it is."""
    connection.run("INSERT INTO address (place, url) VALUES (?, ?) ON CONFLICT DO NOTHING", (place, url))


def put_pages(connection: Connection, address: Address, pages: Iterable[Page], at: datetime) -> None:
    """Make or update an address and its pages, as they were known at a time.

    What is put for a time before the latest look (a backfill) does not undo what was put since.
    """
    moment = to_text(at)
    with connection.write():
        ensure_address(connection, address.place, address.url)
        connection.run(
            "UPDATE address SET url = :url WHERE place = :place AND url <> :url AND coalesce(last_visit_at, '') <= :at",
            {"place": address.place, "url": address.url, "at": moment},
        )
        connection.run(
            "UPDATE address SET root = :root, all_parts = :all_parts WHERE place = :place"
            " AND (root IS NOT :root OR all_parts <> :all_parts) AND coalesce(last_visit_at, '') <= :at",
            {"place": address.place, "root": address.root, "all_parts": int(address.all_parts), "at": moment},
        )
        for page in pages:
            _put_page(connection, address.place, page, moment)


def _put_page(connection: Connection, place: str, page: Page, at: str) -> None:
    columns = {
        "place": place,
        "title": page.title,
        "url": page.url,
        "publisher": page.publisher,
        "country": page.country,
        "part": page.part,
        "safety_critical": int(page.safety_critical),
    }
    known = connection.row("SELECT * FROM page WHERE id = ?", (page.id,))
    if known is None:
        connection.insert("page", {"id": page.id, **columns})
        connection.insert("page_url", {"page_id": page.id, "url": page.url, "since": at})
        return
    if (known["last_visit_at"] or "") > at:
        connection.run(
            "UPDATE page_url SET since = :at WHERE page_id = :id AND url = :url AND since > :at"
            " AND since = (SELECT min(since) FROM page_url WHERE page_id = :id)",
            {"id": page.id, "url": page.url, "at": at},
        )
        return
    if all(known[name] == value for name, value in columns.items()):
        return  # as at most looks: what is not written need not reach the disk
    connection.run(
        "UPDATE page SET place = :place, title = :title, url = :url, publisher = :publisher, country = :country,"
        " part = :part, safety_critical = :safety_critical WHERE id = :id",
        {"id": page.id, **columns},
    )
    if page.url != known["url"]:
        connection.run("DELETE FROM page_url WHERE page_id = ? AND since >= ?", (page.id, at))
        connection.run("UPDATE page_url SET until = ? WHERE page_id = ? AND until IS NULL", (at, page.id))
        connection.insert("page_url", {"page_id": page.id, "url": page.url, "since": at})


def troubles(connection: Connection) -> dict[str, tuple[str, str]]:
    """Verdict and reason of the latest look of ours, by place, where it was no good one."""
    rows = connection.rows(
        "SELECT address.place, visit.verdict, visit.reason FROM address JOIN visit ON visit.id ="
        " (SELECT id FROM visit WHERE place = address.place AND origin = 'live' ORDER BY at DESC, id DESC LIMIT 1)"
        " WHERE address.last_verdict NOT IN ('page', 'not_modified', 'moved', 'withdrawn')"
    )
    return {row["place"]: (row["verdict"], row["reason"]) for row in rows}


def address_state(connection: Connection, place: str, ways: Iterable[WayState] = ()) -> AddressState | None:
    """What is remembered of an address; None if it was never put or visited.

    Args:
        ways: those to it, where somebody has them at hand: its last body came by one of them, mostly.
    """
    row = connection.row("SELECT * FROM address WHERE place = ?", (place,))
    if row is None:
        return None
    kept = row["snapshot_id"]
    if kept is None:
        return address_of(row, None)
    shown = (way.snapshot for way in ways if way.snapshot is not None and way.snapshot.id == kept)
    return address_of(row, next(shown, None) or snapshot(connection, kept))


def due_times(connection: Connection) -> dict[str, tuple[datetime, datetime | None]]:
    """When each address was last asked, and when it is to be asked next as that look left it; of those ever asked."""
    rows = connection.rows("SELECT place, last_visit_at, next_due_at FROM address WHERE last_visit_at IS NOT NULL")
    return {row["place"]: (from_text(row["last_visit_at"]), maybe_from_text(row["next_due_at"])) for row in rows}


def ways(connection: Connection, place: str) -> list[WayState]:
    """What is remembered of each way to an address that was ever gone, in the order of their first use."""
    rows = connection.rows("SELECT * FROM way WHERE place = ? ORDER BY rowid", (place,))
    return [
        way_of(row, None if row["snapshot_id"] is None else snapshot(connection, row["snapshot_id"])) for row in rows
    ]


def announced(connection: Connection, index: str, country: str | None) -> tuple[str, datetime] | None:
    """The date that an index gives for the latest change of a country's pages, and since when it says so."""
    row = connection.row("SELECT updated, since FROM index_line WHERE place = ? AND country = ?", (index, country))
    return None if row is None or row["updated"] is None else (row["updated"], from_text(row["since"]))


_PAGES = "SELECT page.*, address.last_visit_at AS asked_at FROM page JOIN address USING (place)"


def pages(connection: Connection, place: str | None = None) -> list[PageRow]:
    """All pages, or those of one address, by id."""
    if place is None:
        rows = connection.rows(f"{_PAGES} ORDER BY id")
    else:
        rows = connection.rows(f"{_PAGES} WHERE place = ? ORDER BY id", (place,))
    return [page_of(row) for row in rows]


def page(connection: Connection, id: str) -> PageRow | None:
    """The page of this id."""
    row = connection.row(f"{_PAGES} WHERE id = ?", (id,))
    return None if row is None else page_of(row)


def page_urls(connection: Connection, id: str) -> list[PageUrl]:
    """Where a page has been, the latest first."""
    rows = connection.rows("SELECT * FROM page_url WHERE page_id = ? ORDER BY since DESC", (id,))
    return [PageUrl(row["url"], from_text(row["since"]), maybe_from_text(row["until"])) for row in rows]


def find_page(connection: Connection, text: str, limit: int) -> list[str]:
    """Ids of the pages whose id, title or URL is nearest to a text, the nearest first; empty if none is near."""
    from rapidfuzz import fuzz, utils  # only for who mistyped

    def nearness(row: PageRow) -> float:
        return max(fuzz.WRatio(text, name, processor=utils.default_process) for name in (row.id, row.title, row.url))

    scored = sorted(((nearness(row), row.id) for row in pages(connection)), key=lambda pair: (-pair[0], pair[1]))
    best = scored[0][0] if scored else 0
    return [id for score, id in scored[:limit] if score >= max(_NEAR, best - _AS_NEAR)]


_NEAR = 60
"""Of 100: what is less alike is no help to who mistyped."""
_AS_NEAR = 8
"""What is less alike than the best by more than this is not meant."""
