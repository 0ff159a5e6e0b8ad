"""What the rows of the database say of each other, and whether they can be read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from monitor.facts.fact import FACT_KINDS
from monitor.store.connection import Connection, Row

Found = Iterator[tuple[str, str]]
"""What is wrong, and what to do about it."""
Advance = Callable[[int, int], None]

_CHUNK = 200
"""Changes that are held at once."""
_EACH = 20
"""Rows of one fault that are named one by one."""

_RESTORE = "the database was changed by something else than this program: restore it from a backup"
_REPORT = "keep the database as it is, and report it to who maintains this program"


def problems(connection: Connection, advance: Advance) -> Found:
    """All that is wrong with the rows, a sentence and a remedy each."""
    yield from _references(connection)
    for sql, sentence, remedy in _RULES:
        yield from _all_of(connection.rows(f"{sql} LIMIT {_EACH + 1}"), sentence, remedy)
    yield from _kinds(connection)
    yield from _changes(connection, advance)


def _all_of(rows: list[Row], sentence: str, remedy: str) -> Found:
    for row in rows[:_EACH]:
        yield sentence.format(**row), remedy
    if len(rows) > _EACH:
        yield f"and more like this: {sentence.format(**rows[-1])}", remedy


_NAMED = {
    ("change", "version"): "change {rowid} is of a version that is not there",
    ("version", "snapshot"): "version {rowid} was read from a snapshot that has no row",
    ("version", "visit"): "version {rowid} was read at a visit that is not there",
    ("fact", "version"): "fact {rowid} is of a version that is not there",
    ("delivery", "change"): "delivery {rowid} is of a change that is not there",
    ("delivery", "telling"): "delivery {rowid} is of a telling that is not there",
    ("delivery", "notice"): "delivery {rowid} is in a notice that is not there",
}


def _references(connection: Connection) -> Found:
    """Rows that refer to rows that are not there: every reference that the tables declare."""
    counted = Counter[tuple[str, str]]()
    for row in connection.rows("PRAGMA foreign_key_check"):
        pair = (row["table"], row["parent"])
        counted[pair] += 1
        if counted[pair] <= _EACH:
            unknown = "row {rowid} of {table} refers to a row of {parent} that is not there"
            yield _NAMED.get(pair, unknown).format(**row), _RESTORE
    for (table, parent), number in counted.items():
        if number > _EACH:
            yield f"and {number - _EACH:,} more rows of {table} refer to rows of {parent} that are not there", _RESTORE


_JSON = "holds what is no JSON"

_RULES = (
    (
        "SELECT change.id, change.page_id AS page, version.id AS version, version.page_id AS other FROM change"
        " JOIN version ON version.id IN (before_version_id, after_version_id) WHERE version.page_id <> change.page_id",
        "change {id} is of {page}, and its version {version} of {other}", _RESTORE,
    ),
    (
        "SELECT id, page_id AS page FROM version WHERE visit_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM visit"
        " WHERE visit.id = visit_id AND (snapshot_id IS NULL OR snapshot_id = version.snapshot_id))"
        " AND EXISTS (SELECT 1 FROM visit WHERE visit.id = visit_id)",
        "version {id} of {page} was read from another snapshot than its visit brought", _RESTORE,
    ),
    (
        "SELECT page.id FROM page WHERE first_seen_at IS NOT NULL"
        " AND last_verdict IN ('page', 'not_modified') AND NOT EXISTS (SELECT 1 FROM version WHERE page_id = page.id)",
        "{id} was well seen, and has no version", _REPORT,
    ),
    (
        "SELECT id FROM version WHERE NOT EXISTS (SELECT 1 FROM change WHERE after_version_id = version.id"
        " AND kind <> 'technical') AND EXISTS (SELECT 1 FROM version AS earlier WHERE earlier.page_id = version.page_id"
        " AND earlier.observed_at < version.observed_at AND earlier.origin = 'live') AND origin = 'live'",
        "version {id} came after another, and no change tells in what they differ", _REPORT,
    ),
    (
        "SELECT id FROM fact WHERE NOT json_valid(value) OR NOT json_valid(section)",
        f"fact {{id}} {_JSON}", "`monitor reread` finds it anew",
    ),
    ("SELECT id FROM snapshot WHERE NOT json_valid(headers)", f"snapshot {{id}} {_JSON} for headers", _RESTORE),
    (
        "SELECT id FROM visit WHERE NOT json_valid(headers) OR NOT json_valid(evidence)",
        f"visit {{id}} {_JSON} for headers or signs", _RESTORE,
    ),
    ("SELECT id FROM reading WHERE NOT json_valid(facts)", f"earlier reading {{id}} {_JSON} for facts", _RESTORE),
    (
        "SELECT place, url FROM way WHERE NOT json_valid(distrusted) OR NOT json_valid(shown)",
        f"the way {{url}} of {{place}} {_JSON}", _RESTORE,
    ),
    ("SELECT id FROM notice WHERE NOT json_valid(done)", f"notice {{id}} {_JSON} for what is done of it", _RESTORE),
    (
        "SELECT delivery.id, delivery.recipient, notice_id, notice.recipient AS other FROM delivery JOIN notice"
        " ON notice.id = notice_id WHERE delivery.recipient <> notice.recipient",
        "delivery {id} is for {recipient}, and stands in notice {notice_id} to {other}", _RESTORE,
    ),
    (
        "SELECT id, recipient, state FROM notice WHERE state NOT IN ('delivered', 'dead') AND next_try_at IS NULL",
        "notice {id} to {recipient} is {state}, and will never be tried again", _REPORT,
    ),
    (
        "SELECT id, recipient FROM notice WHERE state = 'delivered' AND delivered_at IS NULL",
        "notice {id} to {recipient} is delivered, and nobody knows when", _REPORT,
    ),
    (
        "SELECT id, recipient FROM notice WHERE state NOT IN ('delivered', 'dead') AND slot IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM delivery WHERE notice_id = notice.id)",
        "notice {id} to {recipient} is to be sent, and tells nothing", _REPORT,
    ),
    (
        "SELECT delivery.id, recipient, change_id FROM delivery JOIN change ON change.id = change_id"
        " WHERE kind = 'technical' OR significance = 'none' OR change.origin <> 'live'",
        "delivery {id} is to tell {recipient} of change {change_id}, of which nobody is told", _REPORT,
    ),
    (
        "SELECT id, subject FROM alarm WHERE settled = 1 AND ended_at IS NULL",
        "alarm {id} about {subject} lasts, and nothing more is told of it", _REPORT,
    ),
)  # fmt: skip
"""What must not be: a query for the rows that are wrong, a sentence on each, and what to do about it."""


def _kinds(connection: Connection) -> Found:
    rows = connection.rows(
        "SELECT kind, count(*) AS number, min(id) AS id FROM fact"
        " WHERE kind NOT IN (SELECT value FROM json_each(?)) GROUP BY kind",
        (json.dumps(FACT_KINDS),),
    )
    for row in rows:
        many = f"{row['number']:,}, the first {row['id']}"
        what = f"facts are of a kind that this program does not know: {row['kind']} ({many})"
        yield what, "upgrade this program; else `monitor reread` finds them anew"


def _changes(connection: Connection, advance: Advance) -> Found:
    """Each change by its contract, and against its row."""
    (all_of_them,) = connection.rows("SELECT count(*) AS number, coalesce(max(id), 0) AS last FROM change")
    done = last = 0
    while rows := connection.rows(
        'SELECT id, page_id, kind, significance, "nothing", body, (SELECT count(*) FROM fact_change'
        " WHERE change_id = change.id) AS listed FROM change WHERE id > ? AND id <= ? ORDER BY id LIMIT ?",
        (last, all_of_them["last"], _CHUNK),
    ):
        for row in rows:
            if wrong := _wrong_with(row):
                yield f"change {row['id']} of {row['page_id']}: {wrong}", _RESTORE
        last, done = rows[-1]["id"], done + len(rows)
        advance(done, all_of_them["number"])


def _wrong_with(row: Row) -> str:
    """What is wrong with a change; empty where nothing is."""
    from monitor.compare.change import SCHEMA
    from monitor.store.history import parsed  # brings in pydantic

    try:
        change = parsed(row["body"])
    except ValueError as error:  # pydantic's too
        first = next(iter(str(error).splitlines()), "")
        return f"its body does not fit the contract advisory-change/1 ({first})"
    if change.schema != SCHEMA:
        return f"its body is of the contract {change.schema}, and this program knows {SCHEMA}"
    stands: dict[str, Any] = {
        "id": change.id, "page_id": change.page.id if change.page else None, "kind": change.kind,
        "significance": change.significance, "nothing": change.nothing,
    }  # fmt: skip
    for name, value in stands.items():
        if row[name] != value:
            return f"its body says {value!r} for {name}, and its row {row[name]!r}"
    if change.kind != "technical" and row["listed"] != len(change.facts):
        return f"its body holds {len(change.facts)} changes of facts, and {row['listed']} are listed"
    return ""
