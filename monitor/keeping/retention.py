"""What need not be kept: the rule, as rows to be removed.

Looks at which nothing was new are most of what grows. Of those before a cutoff the first and the last of each row of
looks of one kind, by each way, stay: when a page was blocked and for how long can be told for ever. All others go, and
with them bodies that nothing else refers to: each build of an index, and pages that came with other bytes and said the
same. So do tellings of alarms that are over and were delivered, and notices that held nothing else.

What stays, whatever its age: every version with its snapshot, its visit, its facts and its notes, every change with its
deliveries and their notices, every earlier reading; the newest snapshot of each address; all looks since the last good
one where an alarm lasts, and since the first doubtful one where a page is in doubt; notices that wait, that are dead,
and the latest of each recipient; what was taken from a repository. A row to which another one refers stays, also where
the table of the other one is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.store.connection import Connection
from monitor.store.times import to_text

_CLASS = "iif(verdict IN ('page', 'not_modified'), 'seen', verdict)"
"""Looks of one kind: whether the bytes came again makes no difference."""


@dataclass(frozen=True, slots=True)
class Doomed:
    """What may go, counted."""

    visits: int
    visit_bytes: int
    """About how many bytes of the database they take."""
    snapshots: int
    tellings: int
    notices: int


def plan(connection: Connection, cutoff: datetime) -> Doomed:
    """Gather what may go in temporary tables, `doomed_visit` and so on, each of ids; nothing is removed.

    Args:
        cutoff: what is not older than this stays.
    """
    sqlite = connection.sqlite
    sqlite.execute("BEGIN")  # all of it as of one moment
    try:
        _protect(connection)
        for table in ("visit", "snapshot", "telling", "notice"):
            sqlite.execute(f"DROP TABLE IF EXISTS temp.doomed_{table}")
            sqlite.execute(f"CREATE TEMP TABLE doomed_{table} (id INTEGER PRIMARY KEY)")
        given = {"cutoff": to_text(cutoff)}
        for sql in (
            _VISITS.format(free=unreferred(connection, "visit")),
            _SNAPSHOTS.format(
                free=unreferred(connection, "snapshot", but={"visit": "visit.id IN (SELECT id FROM temp.doomed_visit)"})
            ),
            _TELLINGS.format(free=unreferred(connection, "telling", but={"delivery": "true"})),
            _NOTICES.format(
                free=unreferred(
                    connection,
                    "notice",
                    but={"delivery": "delivery.telling_id IN (SELECT id FROM temp.doomed_telling)"},
                )
            ),
        ):
            sqlite.execute(sql, given)
        (row,) = connection.rows(_COUNT)
    finally:
        sqlite.commit()
    return Doomed(**row)


def protect_anew(connection: Connection) -> None:
    """Bring up to date which looks are needed by alarms that last: within the transaction that removes some."""
    _protect(connection)


def unreferred(connection: Connection, table: str, but: dict[str, str] | None = None) -> str:
    """SQL that holds for a row of a table to which no row of any table refers.

    Args:
        but: by table, a condition of rows that do not count.
    """
    excepted = but or {}
    conditions = []
    for name, column in references(connection, table):
        counts = f" AND NOT coalesce({excepted[name]}, 0)" if name in excepted else ""
        refers = f'"{name}" WHERE "{name}"."{column}" = {table}.id{counts}'
        conditions.append(f"NOT EXISTS (SELECT 1 FROM {refers})")  # noqa: S608 - names of our own tables
    return " AND ".join(conditions) or "true"


def references(connection: Connection, table: str) -> list[tuple[str, str]]:
    """Which columns of which tables refer to the rows of a table, as the database itself declares it."""
    rows = connection.rows(
        "SELECT name, \"from\" FROM (SELECT name FROM sqlite_master WHERE type = 'table') AS each"
        ' JOIN pragma_foreign_key_list(each.name) AS key WHERE key."table" = ? ORDER BY 1, 2',
        (table,),
    )
    return [(row["name"], row["from"]) for row in rows]


def _protect(connection: Connection) -> None:
    """The addresses about which an alarm lasts, or a page of which is in doubt, and since when their looks count."""
    since: dict[str, str] = {}
    for row in connection.rows(
        "SELECT alarm.subject, alarm.since, page.place FROM alarm LEFT JOIN page ON page.id = page_id"
        " WHERE ended_at IS NULL OR settled = 0"
    ):
        for place in {row["place"], *_places(row["subject"])} - {None}:
            since[place] = min(since.get(place, _FOR_EVER), row["since"] or "")
    for row in connection.rows("SELECT place, suspect_at FROM page WHERE suspect_mark IS NOT NULL"):
        since[row["place"]] = min(since.get(row["place"], _FOR_EVER), row["suspect_at"] or "")
    sqlite = connection.sqlite
    sqlite.execute("CREATE TEMP TABLE IF NOT EXISTS needed (place TEXT PRIMARY KEY, since TEXT NOT NULL) WITHOUT ROWID")
    sqlite.execute("DELETE FROM temp.needed")
    sqlite.executemany("INSERT INTO temp.needed VALUES (?, ?)", since.items())


_FOR_EVER = "~"
"""Sorts behind every time."""


def _places(subject: str) -> set[str]:
    """What of the subject of an alarm may be the place of an address: "uk-fcdo/kazakhstan by the page" and
    "uk-fcdo/index/kazakhstan" are about places that they begin with."""
    whole = subject.partition(" ")[0]
    parts = whole.split("/")
    return {"/".join(parts[:length]) for length in range(1, len(parts) + 1)}


NOT_NEEDED = "NOT EXISTS (SELECT 1 FROM temp.needed WHERE needed.place = visit.place AND visit.at >= needed.since)"
"""Of a visit: no alarm that lasts, and no page in doubt, needs it."""

_VISITS = f"""
INSERT INTO temp.doomed_visit SELECT id FROM visit JOIN (
    SELECT id AS of, {_CLASS} IS lag({_CLASS}) OVER way AND {_CLASS} IS lead({_CLASS}) OVER way AS is_amidst,
        max(id) OVER (PARTITION BY place) AS latest
    FROM visit WHERE origin = 'live' WINDOW way AS (PARTITION BY place, url ORDER BY at, id)
) ON of = id
WHERE is_amidst AND id <> latest AND at < :cutoff AND {NOT_NEEDED} AND {{free}}
"""  # noqa: S608 - constants only

_SNAPSHOTS = """
INSERT INTO temp.doomed_snapshot SELECT id FROM snapshot WHERE origin = 'live' AND fetched_at < :cutoff
    AND id <> (SELECT id FROM snapshot AS newest WHERE newest.place = snapshot.place AND newest.origin = 'live'
        ORDER BY fetched_at DESC, id DESC LIMIT 1)
    AND {free}
"""

_TELLINGS = """
INSERT INTO temp.doomed_telling SELECT telling.id FROM telling JOIN alarm ON alarm.id = alarm_id
WHERE settled = 1 AND ended_at < :cutoff AND at < :cutoff AND NOT EXISTS (
    SELECT 1 FROM delivery LEFT JOIN notice ON notice.id = notice_id WHERE telling_id = telling.id
    AND (notice.state IS NOT 'delivered' OR notice.delivered_at IS NULL OR notice.delivered_at >= :cutoff))
    AND {free}
"""

_NOTICES = """
INSERT INTO temp.doomed_notice SELECT id FROM notice WHERE state = 'delivered' AND delivered_at < :cutoff
    AND id NOT IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY recipient
        ORDER BY ended_at DESC, id DESC) AS number FROM notice WHERE ended_at IS NOT NULL) WHERE number = 1)
    AND id NOT IN (SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY recipient
        ORDER BY slot DESC, id DESC) AS number FROM notice WHERE slot IS NOT NULL) WHERE number = 1)
    AND {free}
"""
# Of each recipient the notice that ended last says whether notices arrive, and the last digest when the next is due.

_COUNT = """
SELECT (SELECT count(*) FROM temp.doomed_visit) AS visits,
    (SELECT coalesce(sum(length(place) + length(url) + length(final_url) + length(at) * 2 + length(verdict) +
        length(reason) + length(headers) + length(evidence) + 80), 0)
        FROM visit JOIN temp.doomed_visit USING (id)) AS visit_bytes,
    (SELECT count(*) FROM temp.doomed_snapshot) AS snapshots, (SELECT count(*) FROM temp.doomed_telling) AS tellings,
    (SELECT count(*) FROM temp.doomed_notice) AS notices
"""
