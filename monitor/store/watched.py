"""Addresses and pages as the sources name them, and where the pages have been."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from monitor.sources.page import Address, Page
from monitor.store.connection import Connection
from monitor.store.history import snapshot
from monitor.store.rows import AddressState, PageRow, PageUrl, address_of, page_of
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
        # Validators belong to a URL: another page may well be older than what the old URL said last.
        connection.run(
            "UPDATE address SET url = :url, etag = NULL, last_modified = NULL"
            " WHERE place = :place AND url <> :url AND coalesce(last_visit_at, '') <= :at",
            {"place": address.place, "url": address.url, "at": moment},
        )
        connection.run(
            "UPDATE address SET root = :root"
            " WHERE place = :place AND root IS NOT :root AND coalesce(last_visit_at, '') <= :at",
            {"place": address.place, "root": address.root, "at": moment},
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
        "SELECT place, verdict, reason FROM visit"
        " WHERE id IN (SELECT max(id) FROM visit WHERE origin = 'live' GROUP BY place)"
        " AND verdict NOT IN ('page', 'not_modified')"
    )
    return {row["place"]: (row["verdict"], row["reason"]) for row in rows}


def address_state(connection: Connection, place: str) -> AddressState | None:
    """What is remembered of an address; None if it was never put or visited."""
    row = connection.row("SELECT * FROM address WHERE place = ?", (place,))
    if row is None:
        return None
    kept = row["snapshot_id"]
    return address_of(row, None if kept is None else snapshot(connection, kept))


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
