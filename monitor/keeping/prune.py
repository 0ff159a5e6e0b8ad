"""Removing what need not be kept (`monitor.keeping.retention`), while the daemon works.

Rows go a few at a time, each time in a transaction of its own that asks once more whether they are still needed; then
the file of a body, after its row. So the daemon waits for moments only, and a kill leaves at most a file that no row
names: `monitor verify` says so, and the next run removes it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from monitor.errors import StoreError
from monitor.keeping import retention
from monitor.keeping.files import Unnamed, named_files, unnamed_files
from monitor.keeping.opening import for_reading, for_writing
from monitor.keeping.turns import Waits, alone
from monitor.store.bodies import inside, remove_body
from monitor.store.connection import Connection, in_plain_words

OLDER_THAN = timedelta(days=90)
"""What is younger stays, where nobody says otherwise: a quarter's looks answer most questions about the watching."""
LEAST = timedelta(days=7)
"""Nothing younger goes, whoever asks: alarms are told again for a week, and look at what was told."""
LEFT_FOR = timedelta(days=1)
"""How long a file that no row names is left alone: its row may be about to be written."""

MOST_STRAY = 1000
"""Files that no row names and that go, at the most: killed processes leave a few. Where there are more, somebody has
put an older database beside them, and they may be all that is left of what it does not know."""

_ROWS = 1000
_FILES = 100
"""Rows that go in one transaction; fewer where files go with them."""

Advance = Callable[[int, int], None]
"""Told of how many rows are done, and of how many."""
Pause = Callable[[float], None]


@dataclass(slots=True)
class Pruned:
    """What went, or would go."""

    cutoff: datetime
    visits: int = 0
    visit_bytes: int = 0
    """About how many bytes of the database they took."""
    snapshots: int = 0
    snapshot_bytes: int = 0
    """Of their files."""
    tellings: int = 0
    notices: int = 0
    files: int = 0
    """That no row names."""
    file_bytes: int = 0
    left: int = 0
    """Files that no row names either, and that are too many to go."""
    free_bytes: int = 0
    """Of the database, that it fills before it grows."""
    database_bytes: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether there was nothing to remove."""
        return not (self.visits or self.snapshots or self.tellings or self.notices or self.files)


def would_prune(folder: Path, older_than: timedelta, now: datetime, waits: Waits = lambda: None) -> Pruned:
    """Say what `prune` would remove; nothing is written.

    Raises:
        StoreError: the store cannot be read.
    """
    with alone(folder, waits), for_reading(folder) as connection, in_plain_words(connection.path):
        doomed = retention.plan(connection, now - older_than)
        rows = connection.rows(
            "SELECT DISTINCT path FROM snapshot WHERE id IN (SELECT id FROM temp.doomed_snapshot) AND NOT EXISTS"
            " (SELECT 1 FROM snapshot AS other WHERE other.path = snapshot.path"
            " AND other.id NOT IN (SELECT id FROM temp.doomed_snapshot))"
        )
        stray = _stray(folder, connection, now)
        gone = stray if len(stray) <= MOST_STRAY else []
        return Pruned(
            now - older_than, doomed.visits, doomed.visit_bytes, doomed.snapshots,
            sum(_size(folder, row["path"]) for row in rows), doomed.tellings, doomed.notices,
            len(gone), sum(each.size for each in gone), len(stray) - len(gone), *_room(connection),
        )  # fmt: skip


def prune(
    folder: Path,
    older_than: timedelta,
    now: datetime,
    advance: Advance = lambda done, of: None,
    waits: Waits = lambda: None,
    pause: Pause = time.sleep,
) -> Pruned:
    """Remove what need not be kept.

    Args:
        older_than: what is younger stays; `LEAST` at the least.
        now: the real time.
        advance: called after each transaction, and after each file.
        waits: called where a backup is to be waited for.
        pause: waits some seconds, so that whoever else wants to write comes to it.

    Raises:
        StoreError: the store cannot be read or written; what went until then is gone, and nothing else.
    """
    with alone(folder, waits), for_writing(folder) as connection, in_plain_words(connection.path):
        doomed = retention.plan(connection, now - older_than)
        done = Pruned(now - older_than, visit_bytes=doomed.visit_bytes)
        all_rows = doomed.visits + doomed.snapshots + doomed.tellings + doomed.notices
        work = _Work(connection, pause, advance, all_rows)
        for ids in work.chunks("visit", _ROWS):
            done.visits += work.remove(ids, _visits)
        for ids in work.chunks("snapshot", _FILES):
            _snapshots(folder, ids, work, done)
        for ids in work.chunks("telling", _ROWS):
            done.tellings += work.remove(ids, _tellings)
        for ids in work.chunks("notice", _ROWS):
            done.notices += work.remove(ids, _notices)
        stray = _stray(folder, connection, now)
        if len(stray) > MOST_STRAY:
            done.left = len(stray)
            stray = []
        for each in stray:
            if _remove_stray(folder, each, connection):
                done.files += 1
                done.file_bytes += each.size
                work.step(0)
        done.free_bytes, done.database_bytes = _room(connection)
        return done


class _Work:
    """Transactions one after the other, with room for others between them."""

    def __init__(self, connection: Connection, pause: Pause, advance: Advance, of: int) -> None:
        self.connection = connection
        self._pause = pause
        self._advance = advance
        self._done = 0
        self._of = of

    def chunks(self, table: str, size: int) -> Iterator[str]:
        """The doomed rows of a table, some at a time, as JSON lists of ids."""
        last = 0
        while True:
            rows = self.connection.rows(
                f"SELECT id FROM temp.doomed_{table} WHERE id > ? ORDER BY id LIMIT ?",  # noqa: S608 - a constant
                (last, size),
            )
            if not rows:
                return
            last = rows[-1]["id"]
            yield json.dumps([row["id"] for row in rows])
            self.step(len(rows))

    def remove(self, ids: str, what: Callable[[Connection, str], int]) -> int:
        """One transaction, and as long a pause after it."""
        began = time.monotonic()
        with self.connection.write():
            count = what(self.connection, ids)
        self._pause(min(max(time.monotonic() - began, 0.01), 1.0))
        return count

    def step(self, rows: int) -> None:
        """Tell of the progress."""
        self._done += rows
        self._advance(self._done, self._of)


def _visits(connection: Connection, ids: str) -> int:
    retention.protect_anew(connection)
    return connection.run(
        f"DELETE FROM visit WHERE id IN (SELECT value FROM json_each(?)) AND {retention.NOT_NEEDED}"  # noqa: S608
        f" AND {retention.unreferred(connection, 'visit')}",
        (ids,),
    )


def _snapshots(folder: Path, ids: str, work: _Work, done: Pruned) -> None:
    """Rows first; then the files that no other row names, if they are still those that lay there before."""
    paths = [
        row["path"]
        for row in work.connection.rows(
            "SELECT DISTINCT path FROM snapshot WHERE id IN (SELECT value FROM json_each(?))", (ids,)
        )
    ]
    before = {path: _identity(folder, path) for path in paths}
    done.snapshots += work.remove(ids, _snapshot_rows)
    for path in paths:
        size = _size(folder, path)
        # Whoever keeps the same body again makes another file, which is not ours to remove.
        if before[path] is None or _identity(folder, path) != before[path] or _is_named(work.connection, path):
            continue
        remove_body(folder, path)
        done.snapshot_bytes += size
        work.step(0)


def _snapshot_rows(connection: Connection, ids: str) -> int:
    return connection.run(
        "DELETE FROM snapshot WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
        f" AND {retention.unreferred(connection, 'snapshot')}",
        (ids,),
    )


def _tellings(connection: Connection, ids: str) -> int:
    # That they were delivered does not become untrue; and of what is settled nothing new is told.
    connection.run("DELETE FROM delivery WHERE telling_id IN (SELECT value FROM json_each(?))", (ids,))
    return connection.run(
        "DELETE FROM telling WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608
        f" AND {retention.unreferred(connection, 'telling')}",
        (ids,),
    )


def _notices(connection: Connection, ids: str) -> int:
    return connection.run(
        "DELETE FROM notice WHERE id IN (SELECT value FROM json_each(?)) AND state = 'delivered'"  # noqa: S608
        f" AND {retention.unreferred(connection, 'notice')}",
        (ids,),
    )


def _stray(folder: Path, connection: Connection, now: datetime) -> list[Unnamed]:
    """Bodies, whole or not, that no row names and that were not written just now."""
    latest = (now - LEFT_FOR).timestamp()
    found = unnamed_files(folder, {each.path for each in named_files(connection)})
    return [each for each in found if each.kind != "foreign" and each.mtime < latest]


def _remove_stray(folder: Path, stray: Unnamed, connection: Connection) -> bool:
    path = folder / stray.path
    try:
        if path.lstat().st_mtime != stray.mtime or _is_named(connection, stray.path):
            return False
        path.unlink()
    except OSError:  # it went by itself, or stays until somebody may remove it: verify names it
        return False
    with suppress(OSError):
        path.parent.rmdir()
    return True


def _is_named(connection: Connection, path: str) -> bool:
    return connection.row("SELECT id FROM snapshot WHERE path = ? LIMIT 1", (path,)) is not None


def _identity(folder: Path, path: str) -> tuple[int, int, int] | None:
    try:
        found = os.lstat(inside(folder, path))
    except (OSError, StoreError):  # it is not there, or its path leads elsewhere: nothing to remove
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns


def _size(folder: Path, path: str) -> int:
    try:
        return inside(folder, path).lstat().st_size
    except (OSError, StoreError):
        return 0


def _room(connection: Connection) -> tuple[int, int]:
    """Free bytes of the database, and all of them."""
    free, pages, size = (
        int(connection.sqlite.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("freelist_count", "page_count", "page_size")
    )
    return free * size, pages * size
