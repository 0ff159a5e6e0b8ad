"""One connection to `monitor.db`: rows out, writes only within a transaction, and errors in plain words."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitor.errors import StoreError

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]
Parameters = Sequence[object] | Mapping[str, object]

_SENTENCES = (
    ("SQLITE_BUSY", "{path} is locked by another process: let that end, or end it, then run again"),
    ("SQLITE_LOCKED", "{path} is locked by another process: let that end, or end it, then run again"),
    (
        "SQLITE_READONLY",  # SQLite gives the files beside it the rights that the database has
        "{path} may only be read: give the right to write it, its folder, and {path.name}-wal and {path.name}-shm "
        "where they are there; or name another folder",
    ),
    ("SQLITE_NOTADB", "{path} is not a database: move it away, or name another folder"),
    ("SQLITE_CORRUPT", "{path} is damaged ({error}): restore it from a copy"),
    ("SQLITE_FULL", "{path}: the disk is full: make room, then run again"),
    ("SQLITE_CANTOPEN", "{path} cannot be opened: give the right to read and write it and its folder"),
    ("SQLITE_IOERR", "{path}: the disk failed ({error}): look at the disk, then run again"),
    ("", "{path} cannot be used: {error}"),
)
"""Beginning of SQLite's name of an error -> what a person is told."""

_ROOM_BESIDE = 64 * 1024
"""Bytes that the index of a write-ahead log takes at first, and a little more."""

_OUR_FAULTS = (sqlite3.ProgrammingError, sqlite3.IntegrityError)
"""Errors that no user can mend: they keep their traceback."""


@contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turn what SQLite raises inside into a `StoreError` of one sentence."""
    try:
        yield
    except _OUR_FAULTS:
        raise
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_IOERR") and _is_full(path):
            name = "SQLITE_FULL"
        sentence = next(sentence for start, sentence in _SENTENCES if name.startswith(start))
        raise StoreError(sentence.format(path=path, error=error)) from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{path} cannot hold this text, which is not Unicode: {error}") from error


class Connection:
    """A connection to the database file; use it in the thread that opened it."""

    def __init__(self, path: Path, sqlite: sqlite3.Connection) -> None:
        self.path = path
        self.sqlite = sqlite
        self._is_lasting = True
        self._file: tuple[int, int] | None = None
        """Device and number of the file at the first transaction."""

    @cached_property
    def db(self) -> Database:
        """The same connection as sqlite-utils has it: for migrations. It is slow to import, and seldom needed."""
        from sqlite_utils import Database

        return Database(self.sqlite, execute_plugins=False)

    @classmethod
    def for_writing(cls, path: Path, patience: float) -> Connection:
        """Open the file, and make it if there is none; wait `patience` seconds for a lock."""
        with in_plain_words(path):
            connection = cls(path, sqlite3.connect(path, timeout=patience))
            try:
                connection.sqlite.execute("PRAGMA foreign_keys = ON")
                # Each commit reaches the disk: who was told of a change must be known after a power cut too.
                connection.sqlite.execute("PRAGMA synchronous = FULL")
            except BaseException:
                connection.close()
                raise
            return connection

    @classmethod
    def for_reading(cls, path: Path, patience: float) -> Connection:
        """Open the file so that nothing can be written through this connection."""
        address = path.resolve().as_uri()
        with in_plain_words(path):
            connection = cls(path, sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=patience))
            try:
                connection.sqlite.execute("PRAGMA schema_version").fetchone()
            except sqlite3.Error as error:
                connection.close()
                log = path.with_name(path.name + "-wal")
                # On a full disk the attempt itself leaves an empty one.
                if not _wants_a_file_beside(error) or (log.exists() and log.stat().st_size):
                    raise
                # WAL makes files beside the database. Where the disk takes none, and none is left over, the database
                # file is all there is.
                return cls(path, sqlite3.connect(f"{address}?immutable=1", uri=True, timeout=patience))
            return connection

    def close(self) -> None:
        """Close the connection; once is enough, twice does no harm."""
        self.sqlite.close()

    @property
    def is_writing(self) -> bool:
        """Whether a transaction is open."""
        return self.sqlite.in_transaction

    @contextmanager
    def write(self, *, lasting: bool = True) -> Iterator[None]:
        """One transaction: all that is written inside becomes visible at the end of the block, or nothing of it.

        The lock is taken at the start, so that what was read inside still holds when it is written. A block inside a
        block belongs to the outer one. One that is not `lasting` does not wait until it has reached the disk.
        """
        if self.is_writing:
            with self._inner():
                yield
            return
        with in_plain_words(self.path):
            if lasting is not self._is_lasting:
                self.sqlite.execute(f"PRAGMA synchronous = {'FULL' if lasting else 'NORMAL'}")
                self._is_lasting = lasting
            self.sqlite.execute("BEGIN IMMEDIATE")
        try:
            self._demand_same_file()
            yield
            with in_plain_words(self.path):
                self.sqlite.commit()
        except BaseException:
            self.sqlite.rollback()
            raise

    @contextmanager
    def _inner(self) -> Iterator[None]:
        self.sqlite.execute("SAVEPOINT inner")
        try:
            yield
        except BaseException:
            if self.is_writing:  # SQLite itself takes everything back where the disk is full
                self.sqlite.execute("ROLLBACK TO inner")
                self.sqlite.execute("RELEASE inner")
            raise
        self.sqlite.execute("RELEASE inner")

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query."""
        with in_plain_words(self.path):
            found = self.sqlite.execute(sql, parameters)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found]

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, if it has any."""
        return next(iter(self.rows(sql, parameters)), None)

    def insert(self, table: str, record: Row) -> int:
        """Insert a row and give its id."""
        self._demand_transaction()
        with in_plain_words(self.path):
            return self.sqlite.execute(_insertion(table, record), tuple(record.values())).lastrowid or 0

    def insert_all(self, table: str, records: Iterable[Row]) -> None:
        """Insert many rows of the same columns."""
        self._demand_transaction()
        with in_plain_words(self.path):
            rows = list(records)
            if rows:
                self.sqlite.executemany(_insertion(table, rows[0]), [tuple(row.values()) for row in rows])

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement that writes, and give the number of rows that it touched."""
        self._demand_transaction()
        with in_plain_words(self.path):
            return self.sqlite.execute(sql, parameters).rowcount

    def _demand_same_file(self) -> None:
        # What is written into a file that was removed, or whose folder is away, is lost when this process ends.
        try:
            found = self.path.stat()
        except OSError:
            found = None
        there = None if found is None else (found.st_dev, found.st_ino)
        self._file = self._file or there
        if there is None or there != self._file:
            raise StoreError(
                f"{self.path} was {'removed' if there is None else 'replaced'} while it was in use: what would be "
                "written now would be lost; put it back, or start the program anew"
            )

    def _demand_transaction(self) -> None:
        if not self.is_writing:  # it would commit by itself
            raise RuntimeError("written outside of a transaction")


def _wants_a_file_beside(error: sqlite3.Error) -> bool:
    names = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_IOERR_SHM")
    return getattr(error, "sqlite_errorname", "").startswith(names)


def _is_full(path: Path) -> bool:
    """Whether there is no room for the files beside the database: SQLite calls that a failure of the disk."""
    try:
        return shutil.disk_usage(path.parent).free < _ROOM_BESIDE
    except OSError:
        return False


def _insertion(table: str, record: Row) -> str:
    columns, values = (f'"{name}"' for name in record), "?" * len(record)
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(values)})"  # noqa: S608
