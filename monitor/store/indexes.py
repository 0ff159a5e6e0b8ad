"""What indexes said last: a line a country."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.fetch.visit import Verdict
from monitor.store.connection import Connection, Row
from monitor.store.history import snapshot
from monitor.store.rows import Snapshot
from monitor.store.times import from_text, maybe_from_text, to_text

if TYPE_CHECKING:
    from monitor.read.document import Advice


@dataclass(frozen=True, slots=True)
class IndexLine:
    """What an index said of a country."""

    country: str
    """ISO 3166-1 alpha-2."""
    title: str
    updated: str | None
    """The date that it gives for the latest change, ISO 8601, as exact as the index gives it."""
    note: str | None
    advice: tuple[Advice, ...]
    digest: str
    """Of all that the line says."""
    since: datetime
    """When it was first seen to say this."""
    gone_since: datetime | None = None
    """Since when the index has no line about the country; None where it has one."""


@dataclass(frozen=True, slots=True)
class PageStamp:
    """The newest version of a page, as far as an index speaks of it."""

    page_id: str
    place: str
    """Of its address."""
    country: str
    part: str | None
    stamp: str | None
    """The page's own date of its latest change, ISO 8601."""
    version_id: int
    good_at: datetime
    """The last good look at the page."""


def lines(connection: Connection, place: str) -> dict[str, IndexLine]:
    """The lines of an index, by country, also those that are gone."""
    rows = connection.rows("SELECT * FROM index_line WHERE place = ? ORDER BY country", (place,))
    return {row["country"]: _line(row) for row in rows}


def put(connection: Connection, place: str, lines: Iterable[IndexLine]) -> None:
    """Keep lines of an index in place of what it said of the same countries."""
    columns = "place, country, title, updated, note, advice, digest, since, gone_since"
    for line in lines:
        connection.run(
            f"INSERT OR REPLACE INTO index_line ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
            (
                place,
                line.country,
                line.title,
                line.updated,
                line.note,
                _advice_json(line.advice),
                line.digest,
                to_text(line.since),
                None if line.gone_since is None else to_text(line.gone_since),
            ),
        )


@dataclass(frozen=True, slots=True)
class LastVisit:
    """The latest look of ours at a place."""

    verdict: Verdict
    snapshot: Snapshot | None
    """What it brought."""


def last_visit(connection: Connection, place: str) -> LastVisit | None:
    """The latest look of ours at a place; None where there was none."""
    row = connection.row(
        "SELECT verdict, snapshot_id FROM visit WHERE place = ? AND origin = 'live' ORDER BY id DESC LIMIT 1", (place,)
    )
    if row is None:
        return None
    kept = row["snapshot_id"]
    return LastVisit(Verdict(row["verdict"]), None if kept is None else snapshot(connection, kept))


def stamps(connection: Connection, publisher: str) -> list[PageStamp]:
    """The newest version of each page of a publisher's that is about a country and was ever well seen."""
    rows = connection.rows(
        "SELECT page.id, page.place, page.country, page.part, page.last_good_at, version.stamp,"
        " version.id AS version_id"
        " FROM page JOIN version ON version.id = (SELECT id FROM version WHERE page_id = page.id"
        " ORDER BY observed_at DESC, id DESC LIMIT 1)"
        " WHERE page.publisher = ? AND page.country IS NOT NULL AND page.last_good_at IS NOT NULL ORDER BY page.id",
        (publisher,),
    )
    return [
        PageStamp(
            page_id=row["id"],
            place=row["place"],
            country=row["country"],
            part=row["part"],
            stamp=row["stamp"],
            version_id=row["version_id"],
            good_at=from_text(row["last_good_at"]),
        )
        for row in rows
    ]


def _line(row: Row) -> IndexLine:
    return IndexLine(
        country=row["country"],
        title=row["title"],
        updated=row["updated"],
        note=row["note"],
        advice=_advice_of(json.loads(row["advice"])),
        digest=row["digest"],
        since=from_text(row["since"]),
        gone_since=maybe_from_text(row["gone_since"]),
    )


def _advice_json(advice: Iterable[Advice]) -> str:
    said = [{"words": each.words, "area": each.area, "risks": each.risks} for each in advice]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def _advice_of(said: list[Mapping[str, object]]) -> tuple[Advice, ...]:
    from monitor.read.document import Advice  # only for who has an index

    made = []
    for each in said:
        risks = each["risks"]
        made.append(Advice(str(each["words"]), str(each["area"]), tuple(risks) if isinstance(risks, list) else None))
    return tuple(made)
