"""Which changes are one edit on the pages of several countries: found as each change is recorded, never taken back.

A change joins the clusters of its publisher and time of whose edit it holds at least half; what of it is in none is
held beside the other changes of that time, and makes a new cluster where a page of another country says it too.
Numbers stay: a cluster grows, and is neither split nor merged.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.clusters.cluster import LEAST_COUNTRIES, MARKER, WINDOW, Cluster, is_one_edit, is_the_edit, weight
from monitor.store.connection import Connection
from monitor.store.times import from_text, to_text

if TYPE_CHECKING:
    from monitor.compare.change import Change

Marks = dict[str, int]
"""Words by digest."""

_MOST_AT_ONCE = 50
"""Clusters that one change can begin: more edits that other pages have too, each on others, nobody makes in a day."""


def add(connection: Connection, change: Change, at: datetime) -> None:
    """Write the marks of a recorded change, and put it into the clusters to which it belongs. Within a transaction."""
    from monitor.clusters.marks import marks  # knows all countries, and is not needed to look things up

    if change.id is None or change.page is None or change.kind == "technical":
        return
    add_marks(connection, change.id, change.page.publisher, at, {mark.digest: mark.words for mark in marks(change)})


def add_marks(connection: Connection, change_id: int, publisher: str, at: datetime, said: Marks) -> None:
    """The same, of a change of which only what it says is at hand."""
    if not said:
        return
    connection.insert_all(
        "mark", [{"change_id": change_id, "digest": digest, "words": words} for digest, words in said.items()]
    )
    left = _join(connection, change_id, publisher, at, said)
    while left:
        made = _make(connection, change_id, publisher, at, left)
        if not made:
            return
        left = {digest: words for digest, words in left.items() if digest not in made}


def is_current(connection: Connection) -> bool:
    """Whether the clusters were found by today's marks."""
    row = connection.row("SELECT version FROM derived WHERE what = 'clusters'")
    return row is not None and row["version"] == MARKER


def find_anew(connection: Connection) -> None:
    """Find the clusters of all changes again, the earliest first: of a database that was made before there were any, or
    by marks of another version. A cluster keeps its number. Within a transaction."""
    from monitor.store.history import change as stored

    before = _members(connection)
    for table in ("cluster_change", "cluster_mark", "cluster", "mark"):
        connection.run(f"DELETE FROM {table}")  # noqa: S608 - names of our own
    rows = connection.rows("SELECT id, observed_at FROM change WHERE kind <> 'technical' ORDER BY observed_at, id")
    for row in rows:
        change = stored(connection, row["id"])
        if change is not None:
            add(connection, change, from_text(row["observed_at"]))
    _renumber(connection, _numbers(before, _members(connection)))
    connection.run(
        "INSERT INTO derived (what, version) VALUES ('clusters', :version)"
        " ON CONFLICT DO UPDATE SET version = :version",
        {"version": MARKER},
    )


def _members(connection: Connection) -> dict[int, set[int]]:
    """The changes of each cluster."""
    found: dict[int, set[int]] = {}
    for row in connection.rows("SELECT cluster_id, change_id FROM cluster_change"):
        found.setdefault(row["cluster_id"], set()).add(row["change_id"])
    return found


def _numbers(before: dict[int, set[int]], now: dict[int, set[int]]) -> dict[int, int]:
    """The number of each cluster that was found anew: that of the one with which it shares most, else a fresh one."""
    held: dict[int, list[int]] = {}
    for new, changes in now.items():
        for change in changes:
            held.setdefault(change, []).append(new)
    shared = Counter(
        (old, new) for old, changes in before.items() for change in changes for new in held.get(change, ())
    )
    numbers: dict[int, int] = {}
    taken: set[int] = set()
    for (old, new), _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if new not in numbers and old not in taken:
            numbers[new] = old
            taken.add(old)
    fresh = max([0, *before])
    for new in sorted(now.keys() - numbers.keys()):
        fresh += 1
        numbers[new] = fresh
    return numbers


def _renumber(connection: Connection, numbers: dict[int, int]) -> None:
    connection.run("PRAGMA defer_foreign_keys = ON")
    for sign in (-1, 1):  # by way of negative numbers, for the new ones may be taken
        for new, old in numbers.items():
            given = (-old, new) if sign < 0 else (old, -old)
            connection.run("UPDATE cluster SET id = ? WHERE id = ?", given)
            connection.run("UPDATE cluster_mark SET cluster_id = ? WHERE cluster_id = ?", given)
            connection.run("UPDATE cluster_change SET cluster_id = ? WHERE cluster_id = ?", given)


def cluster(connection: Connection, id: int) -> Cluster | None:
    """The cluster of this number."""
    row = connection.row("SELECT * FROM cluster WHERE id = ?", (id,))
    if row is None:
        return None
    members = connection.rows(
        "SELECT change.id, page_id FROM cluster_change JOIN change ON change.id = change_id"
        " WHERE cluster_id = ? ORDER BY observed_at, change.id",
        (id,),
    )
    common = connection.rows(
        "SELECT cluster_mark.digest FROM cluster_mark JOIN cluster_change USING (cluster_id)"
        " JOIN mark ON mark.change_id = cluster_change.change_id AND mark.digest = cluster_mark.digest"
        " WHERE cluster_id = ? GROUP BY cluster_mark.digest HAVING 2 * count(*) >= ?",
        (id, len(members)),
    )
    return Cluster(
        id,
        row["publisher"],
        tuple(member["id"] for member in members),
        len({member["page_id"] for member in members}),
        frozenset(each["digest"] for each in common),
    )


def clusters_of(connection: Connection, changes: Collection[int]) -> tuple[Cluster, ...]:
    """The clusters that hold any of these changes, by number."""
    rows = connection.rows(
        "SELECT DISTINCT cluster_id FROM cluster_change WHERE change_id IN (SELECT value FROM json_each(?)) ORDER BY 1",
        (json.dumps(list(changes)),),
    )
    return tuple(found for row in rows if (found := cluster(connection, row["cluster_id"])) is not None)


def highest(connection: Connection) -> int:
    """The highest number of a cluster; 0 where there is none."""
    row = connection.row("SELECT coalesce(max(id), 0) AS n FROM cluster") or {}
    return int(row["n"])


def _join(connection: Connection, change_id: int, publisher: str, at: datetime, said: Marks) -> Marks:
    """Put a change into the clusters of its time whose edit it holds; give what of it is in none."""
    rows = connection.rows(
        "SELECT cluster_id, digest, words FROM cluster_mark WHERE cluster_id IN ("
        " SELECT cluster_id FROM cluster_mark JOIN cluster ON cluster.id = cluster_id"
        " WHERE digest IN (SELECT value FROM json_each(:digests)) AND publisher = :publisher"
        " AND first_at <= :until AND last_at >= :since)",
        {"digests": json.dumps(list(said)), "publisher": publisher, **_around(at)},
    )
    known: dict[int, Marks] = {}
    for row in rows:
        known.setdefault(row["cluster_id"], {})[row["digest"]] = row["words"]
    left = dict(said)
    by_weight = sorted(known, key=lambda id: (-weight({d: w for d, w in known[id].items() if d in said}), id))
    for id in by_weight:
        common = known[id].keys() & left.keys()
        if common and is_the_edit(known[id], common):
            _put(connection, id, change_id, at)
            left = {digest: words for digest, words in left.items() if digest not in common}
    return left


def _make(connection: Connection, change_id: int, publisher: str, at: datetime, left: Marks) -> frozenset[str]:
    """Make a cluster of a change and those of its time that say most of the same; give what they have in common."""
    rows = connection.rows(
        "SELECT mark.change_id, digest, change.observed_at, coalesce(page.country, page.id) AS place"
        " FROM mark JOIN change ON change.id = mark.change_id JOIN page ON page.id = change.page_id"
        " WHERE digest IN (SELECT value FROM json_each(:digests)) AND mark.change_id <> :change"
        " AND page.publisher = :publisher AND change.observed_at BETWEEN :since AND :until"
        " AND NOT EXISTS (SELECT 1 FROM cluster_change JOIN cluster_mark USING (cluster_id)"
        " WHERE cluster_change.change_id = mark.change_id AND cluster_mark.digest = mark.digest)",
        {"digests": json.dumps(list(left)), "change": change_id, "publisher": publisher, **_around(at)},
    )
    common: dict[int, Marks] = {}
    times: dict[int, datetime] = {}
    places: dict[int, str] = {}
    for row in rows:
        common.setdefault(row["change_id"], {})[row["digest"]] = left[row["digest"]]
        times[row["change_id"]], places[row["change_id"]] = from_text(row["observed_at"]), row["place"]
    own = _place(connection, change_id)
    whole = _said(connection, change_id)
    for partner in sorted(common, key=lambda id: (-weight(common[id]), id)):
        if places[partner] == own or not is_one_edit(whole, _said(connection, partner), common[partner]):
            continue
        edit = common[partner]
        members = [id for id in common if id == partner or is_the_edit(edit, edit.keys() & common[id].keys())]
        if len({own, *(places[id] for id in members)}) < LEAST_COUNTRIES:
            continue
        id = connection.insert("cluster", {"publisher": publisher, "first_at": to_text(at), "last_at": to_text(at)})
        connection.insert_all(
            "cluster_mark", [{"cluster_id": id, "digest": digest, "words": words} for digest, words in edit.items()]
        )
        _put(connection, id, change_id, at)
        for member in members:
            _put(connection, id, member, times[member])
        return frozenset(edit)
    return frozenset()


def _put(connection: Connection, id: int, change_id: int, at: datetime) -> None:
    connection.insert("cluster_change", {"cluster_id": id, "change_id": change_id})
    connection.run(
        "UPDATE cluster SET first_at = min(first_at, :at), last_at = max(last_at, :at) WHERE id = :id",
        {"id": id, "at": to_text(at)},
    )


def _said(connection: Connection, change_id: int) -> Marks:
    rows = connection.rows("SELECT digest, words FROM mark WHERE change_id = ?", (change_id,))
    return {row["digest"]: row["words"] for row in rows}


def _place(connection: Connection, change_id: int) -> str:
    """Country of a change's page; the page itself where it is of none."""
    row = connection.row(
        "SELECT coalesce(country, page.id) AS place FROM change JOIN page ON page.id = page_id WHERE change.id = ?",
        (change_id,),
    )
    return str(row["place"]) if row else ""


def _around(at: datetime) -> dict[str, str]:
    return {"since": to_text(at - WINDOW), "until": to_text(at + WINDOW)}
