"""One connection to `monitor.db`: rows out, writes only within a transaction, and errors in plain words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from monitor.errors import StoreError

Row = dict[str, Any]
Parameters = Sequence[object] | Mapping[str, object]

_SENTENCES = (
    ("SQLITE_BUSY", "{path} is locked by another process: let that end, or end it, then run again"),
    ("SQLITE_LOCKED", "{path} is locked by another process: let that end, or end it, then run again"),
    ("SQLITE_READONLY", "{path} may only be read: give the right to write it and its folder, or name another folder"),
    ("SQLITE_NOTADB", "{path} is not a database: move it away, or name another folder"),
    ("SQLITE_CORRUPT", "{path} is damaged ({error}): restore it from a copy"),
    ("SQLITE_FULL", "{path}: the disk is full: make room, then run again"),
    ("SQLITE_CANTOPEN", "{path} cannot be opened: give the right to read and write it and its folder"),
    ("SQLITE_IOERR", "{path}: the disk failed ({error}): look at the disk, then run again"),
    ("", "{path} cannot be used: {error}"),
)
"""Beginning of SQLite's name of an error -> what a person is told."""

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
        sentence = next(sentence for start, sentence in _SENTENCES if name.startswith(start))
        raise StoreError(sentence.format(path=path, error=error)) from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{path} cannot hold this text, which is not Unicode: {error}") from error


class Connection:
    """A connection to the database file; use it in the thread that opened it."""

    def __init__(self, path: Path, sqlite: sqlite3.Connection) -> None:
        self.path = path
        self.db = Database(sqlite, execute_plugins=False)

    @classmethod
    def for_writing(cls, path: Path, patience: float) -> Connection:
        """Open the file, and make it if there is none; wait `patience` seconds for a lock."""
        with in_plain_words(path):
            connection = cls(path, sqlite3.connect(path, timeout=patience))
            try:
                connection.db.execute("PRAGMA foreign_keys = ON")
                # Each commit reaches the disk: who was told of a change must be known after a power cut too.
                connection.db.execute("PRAGMA synchronous = FULL")
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
                connection.db.execute("PRAGMA schema_version").fetchone()
            except sqlite3.Error as error:
                connection.close()
                if not _wants_a_file_beside(error) or path.with_name(path.name + "-wal").exists():
                    raise
                # WAL makes files beside the database. Where the disk takes none, and none is left over, the database
                # file is all there is.
                return cls(path, sqlite3.connect(f"{address}?immutable=1", uri=True, timeout=patience))
            return connection

    def close(self) -> None:
        """Close the connection; once is enough, twice does no harm."""
        self.db.close()

    @property
    def is_writing(self) -> bool:
        """Whether a transaction is open."""
        return self.db.conn.in_transaction

    @contextmanager
    def write(self) -> Iterator[None]:
        """One transaction: all that is written inside becomes visible at the end of the block, or nothing of it.

        The lock is taken at the start, so that what was read inside still holds when it is written. A block inside a
        block belongs to the outer one.
        """
        if self.is_writing:
            with self.db.atomic():
                yield
            return
        with in_plain_words(self.path):
            self.db.execute("BEGIN IMMEDIATE")
        try:
            yield
            with in_plain_words(self.path):
                self.db.commit()
        except BaseException:
            self.db.rollback()
            raise

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query."""
        with in_plain_words(self.path):
            return list(self.db.query(sql, _given(parameters)))

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, if it has any."""
        return next(iter(self.rows(sql, parameters)), None)

    def insert(self, table: str, record: Row) -> int:
        """Insert a row and give its id."""
        self._demand_transaction()
        with in_plain_words(self.path):
            return int(self.db.table(table).insert(record).last_rowid or 0)

    def insert_all(self, table: str, records: Iterable[Row]) -> None:
        """Insert many rows of the same columns."""
        self._demand_transaction()
        with in_plain_words(self.path):
            self.db.table(table).insert_all(records)

    def run(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement that writes, and give the number of rows that it touched."""
        self._demand_transaction()
        with in_plain_words(self.path):
            return self.db.execute(sql, _given(parameters)).rowcount

    def _demand_transaction(self) -> None:
        if not self.is_writing:  # it would commit by itself
            raise RuntimeError("written outside of a transaction")


def _wants_a_file_beside(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY"))


def _given(parameters: Parameters) -> Sequence[object] | dict[str, object]:
    return dict(parameters) if isinstance(parameters, Mapping) else parameters
