"""What was seen and what changed: the questions that reports, comparisons and a person's look back ask."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from monitor.facts.fact import Fact, FactKind
from monitor.store.connection import Connection
from monitor.store.rows import (
    Counts,
    EarlierReading,
    HistoryEntry,
    NoticeState,
    Snapshot,
    Version,
    fact_of,
    snapshot_of,
    version_of,
)
from monitor.store.times import from_text, maybe_from_text, to_text

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from monitor.compare.change import Change, Significance
    from monitor.sources.page import Way

Order = Literal["newest", "oldest"]

_EVER = "~"
"""Sorts behind every time."""

_CHUNK = 50
"""Bodies of changes that are held at once."""


def snapshot(connection: Connection, id: int) -> Snapshot | None:
    """The snapshot of this number."""
    row = connection.row("SELECT * FROM snapshot WHERE id = ?", (id,))
    return None if row is None else snapshot_of(row)


def version(connection: Connection, id: int) -> Version | None:
    """The version of this number."""
    row = connection.row(
        "SELECT version.*, sha256 FROM version JOIN snapshot ON snapshot.id = snapshot_id WHERE version.id = ?", (id,)
    )
    return None if row is None else version_of(row)


def versions(connection: Connection, page_id: str) -> list[Version]:
    """All versions of a page, the newest first."""
    rows = connection.rows(
        "SELECT version.*, sha256 FROM version JOIN snapshot ON snapshot.id = snapshot_id"
        " WHERE page_id = ? ORDER BY observed_at DESC, version.id DESC",
        (page_id,),
    )
    return [version_of(row) for row in rows]


def last_version(connection: Connection, page_id: str, until: datetime | None) -> Version | None:
    """The newest version of a page that was observed at a time or before."""
    row = connection.row(
        "SELECT version.*, sha256 FROM version JOIN snapshot ON snapshot.id = snapshot_id"
        " WHERE page_id = ? AND observed_at <= ? ORDER BY observed_at DESC, version.id DESC LIMIT 1",
        (page_id, _until(until)),
    )
    return None if row is None else version_of(row)


def last_version_by(connection: Connection, page_id: str, way: Way) -> Version | None:
    """The newest version of a page that was seen by a way, or taken from elsewhere.

    Of those of a time before ways had names it is known by the URL that was asked.
    """
    row = connection.row(
        "SELECT version.*, sha256 FROM version JOIN snapshot ON snapshot.id = snapshot_id"
        " WHERE page_id = :page AND (way = :name OR way IS NULL AND (version.origin <> 'live'"
        " OR (SELECT url FROM visit WHERE id = visit_id) = :url)) ORDER BY observed_at DESC, version.id DESC LIMIT 1",
        {"page": page_id, "name": way.name, "url": way.url},
    )
    return None if row is None else version_of(row)


def told_between(connection: Connection, page_id: str, first_id: int, last_id: int) -> list[Change]:
    """The changes that led to the versions of a page after one and up to another, the oldest first."""
    rows = connection.rows(
        "SELECT change.id FROM change JOIN version ON version.id = after_version_id"
        " WHERE change.page_id = ? AND after_version_id > ? AND after_version_id <= ? AND kind <> 'technical'"
        " ORDER BY version.observed_at, change.id",
        (page_id, first_id, last_id),
    )
    return list(_bodies(connection, [row["id"] for row in rows]))


def earlier_with_document(
    connection: Connection, page_id: str, document_sha256: str, until: datetime | None
) -> Version | None:
    """The newest version before the last one that read as this document: the page went back to it."""
    last = last_version(connection, page_id, until)
    if last is None:
        return None
    row = connection.row(
        "SELECT version.*, sha256 FROM version JOIN snapshot ON snapshot.id = snapshot_id"
        " WHERE page_id = :page AND document_sha256 = :document AND observed_at <= :until AND version.id <> :last"
        " ORDER BY observed_at DESC, version.id DESC LIMIT 1",
        {"page": page_id, "document": document_sha256, "until": _until(until), "last": last.id},
    )
    return None if row is None else version_of(row)


def live_since(connection: Connection, page_id: str) -> datetime | None:
    """When the first version of a page was seen that is of no backfill."""
    row = connection.row(
        "SELECT min(observed_at) AS first FROM version WHERE page_id = ? AND origin = 'live'", (page_id,)
    )
    return maybe_from_text(row["first"] if row else None)


def facts(connection: Connection, version_id: int) -> list[Fact]:
    """The facts of a version, in the order in which they were found."""
    return [
        fact_of(row) for row in connection.rows("SELECT * FROM fact WHERE version_id = ? ORDER BY id", (version_id,))
    ]


def last_facts(connection: Connection, kind: FactKind) -> list[tuple[str, Fact]]:
    """The facts of a kind in the newest version of each page, with the page's id, in page order."""
    rows = connection.rows(
        "SELECT page_id, fact.* FROM fact JOIN version ON version.id = version_id WHERE kind = ? AND version_id IN ("
        " SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY page_id ORDER BY observed_at DESC, id DESC) AS n"
        " FROM version) WHERE n = 1) ORDER BY page_id, fact.id",
        (kind,),
    )
    return [(row["page_id"], fact_of(row)) for row in rows]


def stands_since(connection: Connection, page_id: str, fact: Fact) -> datetime | None:
    """When a fact in its sentence was first seen on a page, without a break since; None if it does not stand there."""
    rows = connection.rows(
        "SELECT observed_at, EXISTS (SELECT 1 FROM fact WHERE version_id = version.id"
        " AND kind = ? AND text = ? AND context = ?) AS holds"
        " FROM version WHERE page_id = ? ORDER BY observed_at DESC, version.id DESC",
        (fact.kind, fact.text, fact.context, page_id),
    )
    since = [row["observed_at"] for row in takewhile(lambda row: row["holds"], rows)]
    return from_text(since[-1]) if since else None


def change(connection: Connection, id: int) -> Change | None:
    """The change of this number."""
    row = connection.row("SELECT body FROM change WHERE id = ?", (id,))
    return None if row is None else parsed(row["body"])


def changes_of(connection: Connection, ids: Sequence[int]) -> list[Change]:
    """The changes of these numbers, in this order; those that are not there are left out."""
    rows = connection.rows(
        "SELECT id, body FROM change WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    bodies = {row["id"]: row["body"] for row in rows}
    return [parsed(bodies[id]) for id in ids if id in bodies]


def changes(
    connection: Connection,
    *,
    since: datetime | None,
    until: datetime | None,
    countries: Collection[str],
    publishers: Collection[str],
    pages: Collection[str],
    min_significance: Significance,
    limit: int | None,
    order: Order,
) -> Iterator[Change]:
    """Changes of pages that were observed from `since` on and before `until`, as `Store.changes` describes it."""
    from monitor.compare.change import SIGNIFICANCES

    found = connection.rows(
        _FIND + _IN_ORDER[order] + " LIMIT :limit",
        {
            "since": "" if since is None else to_text(since),
            "until": _until(until),
            "significances": json.dumps(SIGNIFICANCES[: SIGNIFICANCES.index(min_significance) + 1]),
            "countries": _listed([country.upper() for country in countries]),
            "publishers": _listed(publishers),
            "pages": _listed(pages),
            "limit": -1 if limit is None else limit,
        },
    )
    return _bodies(connection, [row["id"] for row in found])


_FIND = """
    SELECT change.id FROM change JOIN page ON page.id = page_id
    WHERE observed_at >= :since AND observed_at < :until
      AND kind <> 'technical'
      AND significance IN (SELECT value FROM json_each(:significances))
      AND (:countries IS NULL OR country IN (SELECT value FROM json_each(:countries)))
      AND (:publishers IS NULL OR publisher IN (SELECT value FROM json_each(:publishers)))
      AND (:pages IS NULL OR page_id IN (SELECT value FROM json_each(:pages)))
"""

_IN_ORDER: dict[Order, str] = {
    "newest": "ORDER BY observed_at DESC, change.id DESC",
    "oldest": "ORDER BY observed_at, change.id",
}


def _bodies(connection: Connection, ids: list[int]) -> Iterator[Change]:
    """The changes of these numbers, in this order: a few at a time, and no query open while the caller works."""
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        yield from changes_of(connection, chunk)


def changed_at(connection: Connection, place: str, since: datetime) -> list[datetime]:
    """When the pages of an address changed from a time on, as we saw it ourselves, the oldest first.

    Technical changes, and those in which nothing is to be read, are none.
    """
    rows = connection.rows(
        # CROSS JOIN: from the few pages of the address to their latest changes, and not the other way round.
        "SELECT observed_at FROM page CROSS JOIN change ON page_id = page.id"
        " WHERE place = ? AND observed_at >= ? AND significance <> 'none' AND kind <> 'technical' AND origin = 'live'"
        " ORDER BY observed_at",
        (place, to_text(since)),
    )
    return [from_text(row["observed_at"]) for row in rows]


def history(connection: Connection, page_id: str) -> list[HistoryEntry]:
    """The versions of a page, each with the change that led to it, the newest first."""
    rows = connection.rows(
        "SELECT after_version_id, body, id IN (SELECT change_id FROM reading) AS is_rereading FROM change"
        " WHERE page_id = ? ORDER BY id",
        (page_id,),
    )
    led_to = {row["after_version_id"]: row["body"] for row in rows if not row["is_rereading"]}
    rereadings: dict[int, list[str]] = {}
    for row in rows:
        if row["is_rereading"]:
            rereadings.setdefault(row["after_version_id"], []).append(row["body"])
    return [
        HistoryEntry(
            version,
            parsed(led_to[version.id]) if version.id in led_to else None,
            tuple(map(parsed, rereadings.get(version.id, ()))),
        )
        for version in versions(connection, page_id)
    ]


def earlier_readings(connection: Connection, of: Version) -> list[EarlierReading]:
    """What a version was read as by earlier readers, the newest first."""
    rows = connection.rows("SELECT * FROM reading WHERE version_id = ? ORDER BY id DESC", (of.id,))
    same = ("title", "stamp", "note", "reader", "document_sha256")
    return [
        EarlierReading(
            replace(of, **{name: row[name] for name in same}),
            tuple(Fact(**{**fact, "section": tuple(fact["section"])}) for fact in json.loads(row["facts"])),
            row["change_id"],
            from_text(row["replaced_at"]),
        )
        for row in rows
    ]


def version_counts(connection: Connection) -> dict[str, int]:
    """How many versions each page has; pages without any are left out."""
    rows = connection.rows("SELECT page_id, count(*) AS n FROM version GROUP BY page_id")
    return {row["page_id"]: row["n"] for row in rows}


def counts(connection: Connection) -> Counts:
    """How much lies in the store."""
    from monitor.compare.change import SIGNIFICANCES

    tables = connection.row(
        "SELECT (SELECT count(*) FROM page) AS pages, (SELECT count(*) FROM visit) AS visits,"
        " (SELECT count(*) FROM snapshot) AS snapshots, (SELECT count(*) FROM version) AS versions,"
        " (SELECT count(*) FROM fact) AS facts, (SELECT coalesce(sum(size), 0) FROM snapshot) AS body_bytes,"
        " (SELECT page_count * page_size FROM pragma_page_count, pragma_page_size) AS database_bytes"
    )
    weights = connection.rows("SELECT significance AS name, count(*) AS n FROM change GROUP BY significance")
    states = connection.rows("SELECT state AS name, count(*) AS n FROM notice GROUP BY state")
    changes: dict[Significance, int] = dict.fromkeys(SIGNIFICANCES, 0) | {row["name"]: row["n"] for row in weights}
    notices: dict[NoticeState, int] = {row["name"]: row["n"] for row in states}
    return Counts(changes=changes, notices=notices, **(tables or {}))


def _until(until: datetime | None) -> str:
    return _EVER if until is None else to_text(until)


def _listed(names: Collection[str]) -> str | None:
    """Names for json_each(); None where all will do."""
    return json.dumps(list(names)) if names else None


def parsed(body: str) -> Change:
    """The change of a stored body; pydantic.ValidationError, a ValueError, where it does not fit."""
    return _adapter().validate_json(body)


@cache
def _adapter() -> TypeAdapter[Change]:
    """Built once: building it costs more than parsing a hundred changes."""
    from pydantic import TypeAdapter  # heavy, and not needed where no change is read

    from monitor.compare.change import Change

    return TypeAdapter(Change)


def ways_of(connection: Connection, changes: Collection[int]) -> dict[int, str]:
    """The ways by which the later versions of these changes were seen, where it was not the address's own."""
    if not changes:
        return {}
    rows = connection.rows(
        "SELECT change.id, version.way FROM change JOIN version ON version.id = after_version_id"
        " JOIN page ON page.id = version.page_id JOIN address ON address.place = page.place"
        " JOIN way ON way.place = page.place AND way.name = version.way"
        " WHERE way.url <> address.url AND change.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(changes)),),
    )
    return {row["id"]: row["way"] for row in rows}
