"""Whether all that is kept is there and right: database, files, and what they say of each other. Changes nothing.

It works while the daemon does: the daemon only adds, a file before its row, and what was added meanwhile is looked up
once more before it counts as wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from monitor.keeping import contents, sqlite_checks
from monitor.keeping.files import Named, Unnamed, look_at, named_files, unnamed_files
from monitor.keeping.opening import for_reading
from monitor.keeping.prune import MOST_STRAY
from monitor.keeping.turns import Waits, beside_others
from monitor.report.names import many, some
from monitor.store.connection import Connection

JUST_NOW = timedelta(hours=1)
"""A file that is younger may be about to get its row."""
_MOST = 3
"""Names in a sentence."""

Advance = Callable[[str, int, int], None]
"""Told of what is looked at, how much of it is done, and of how much."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not right."""

    what: str
    """One sentence, without its full stop."""
    remedy: str
    """What to do about it, likewise."""


@dataclass(slots=True)
class Verified:
    """What was looked at, and what is wrong."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What is no fault, and worth knowing; a sentence each."""
    looked_at: dict[str, int] = field(default_factory=dict)
    """Noun -> number: "snapshots", "bytes of bodies", "versions", ..."""
    full_text: tuple[str, ...] = ()
    """The full text indexes of the database."""

    @property
    def is_right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(
    folder: Path,
    now: datetime,
    advance: Advance = lambda what, done, of: None,
    waits: Waits = lambda: None,
) -> Verified:
    """Look at everything in a folder of snapshots.

    Args:
        now: the real time.
        waits: called where a `monitor prune` is to be waited for.

    Raises:
        StoreError: there is no database, or it is locked, of another version, or so damaged that it does not open.
    """
    found = Verified()
    with beside_others(folder, waits), for_reading(folder) as connection:
        if not _database(connection, found, advance):
            return found
        _contents(connection, found, advance)
        _files(folder, connection, found, now, advance)
    return found


_FROM_BACKUP = "restore the folder from a backup (docs: keeping.md)"


def _database(connection: Connection, found: Verified, advance: Advance) -> bool:
    """What SQLite itself can say of the file; whether there is any use in reading on."""
    advance("database", 0, 1)
    damage = sqlite_checks.integrity(connection)
    for said in damage:
        found.problems.append(Problem(f"{connection.path} is damaged: {said}", _FROM_BACKUP))
    found.full_text = sqlite_checks.full_text_tables(connection)
    for said in sqlite_checks.full_text(connection, found.full_text):
        found.problems.append(Problem(said, "build the index anew"))
    advance("database", 1, 1)
    return not damage


def _contents(connection: Connection, found: Verified, advance: Advance) -> None:
    for what, remedy in contents.problems(connection, lambda done, of: advance("changes", done, of)):
        found.problems.append(Problem(what, remedy))
    tables = ("page", "visit", "version", "fact", "change", "delivery", "notice")
    for table in tables:
        (row,) = connection.rows(f"SELECT count(*) AS number FROM {table}")  # noqa: S608 - constants only
        found.looked_at[{"delivery": "deliveries"}.get(table, f"{table}s")] = row["number"]


def _files(folder: Path, connection: Connection, found: Verified, now: datetime, advance: Advance) -> None:
    named = named_files(connection)
    found.looked_at["snapshots"] = len(named)
    found.looked_at["bytes of bodies"] = sum(each.size for each in named)
    for number, each in enumerate(named, 1):
        kept = look_at(folder, each)
        if kept.state != "right" and _is_still_named(connection, each):
            of = _read_from(connection, each)
            found.problems.append(Problem(f"{folder / each.path} is {kept.why}{of}", _remedy(each, kept.state)))
        advance("snapshots", number, len(named))
    paths = {each.path for each in named}
    latest = (now - JUST_NOW).timestamp()
    stray = [each for each in unnamed_files(folder, paths) if each.mtime < latest]
    _note(found, stray)


def _is_still_named(connection: Connection, named: Named) -> bool:
    """Whether nobody has removed it since the list was made: where there are no locks, a prune may run."""
    return (
        connection.row("SELECT id FROM snapshot WHERE id = ? AND path = ?", (named.snapshot_id, named.path)) is not None
    )


def _read_from(connection: Connection, named: Named) -> str:
    """The versions that need a file, to stand in brackets."""
    rows = connection.rows(
        "SELECT version.id, page_id FROM version JOIN snapshot ON snapshot.id = snapshot_id WHERE path = ?"
        " ORDER BY version.id",
        (named.path,),
    )
    if not rows:
        return f" (snapshot {named.snapshot_id}; no version was read from it)"
    versions = [f"{row['id']} of {row['page_id']}" for row in rows]
    return f" (snapshot {named.snapshot_id}; version {some(versions, _MOST)} was read from it)"


def _remedy(named: Named, state: str) -> str:
    if state == "unreadable":
        return "see what lies there, and take the file from a backup"
    take = f"tar -xf BACKUP --strip-components=1 monitor-backup/snapshots/{named.path}"
    return f"take it from a backup, in the folder that holds the snapshots folder: {take}"


def _note(found: Verified, stray: Iterable[Unnamed]) -> None:
    by_kind: dict[str, list[Unnamed]] = {}
    for each in stray:
        by_kind.setdefault(each.kind, []).append(each)
    goes = len(by_kind.get("body", ())) + len(by_kind.get("part", ())) <= MOST_STRAY
    later = "the next `monitor prune` removes what is older than a day" if goes else _OLDER_DATABASE
    told = {
        "body": f"that no row of the database names: a process was ended between a file and its row; {later}",
        "part": f"that somebody did not write to the end: a process was ended meanwhile; {later}",
        "foreign": "not of this program, which leaves alone what is not its own",
    }
    for kind, files in by_kind.items():
        size = sum(each.size for each in files)
        names = some([each.path for each in files], _MOST)
        found.notes.append(f"{many(len(files), 'file')} ({size:,} bytes) {told[kind]}: {names}.")


_OLDER_DATABASE = "or, as they are so many, an older database was put beside them: `monitor prune` leaves them"
