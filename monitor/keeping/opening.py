"""The database of a folder of snapshots, for who looks after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitor.errors import StoreError
from monitor.store import schema
from monitor.store.connection import Connection
from monitor.store.store import DATABASE

PATIENCE = 30.0
"""Seconds to wait for another process that holds the database: who looks after it is in no hurry."""


@contextmanager
def as_it_is(folder: Path) -> Iterator[Connection]:
    """The database, to be read, of whatever version of this program it is.

    Raises:
        StoreError: there is none, it cannot be opened, or it is not this program's.
    """
    connection = Connection.for_reading(database_in(folder), PATIENCE)
    try:
        if not connection.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'snapshot'"):
            what = "is a database of another program" if connection.path.stat().st_size else "is empty"
            raise StoreError(
                f"{connection.path} {what}: restore it from a backup, or name another folder (--snapshots)"
            )
        yield connection
    finally:
        connection.close()


@contextmanager
def for_reading(folder: Path) -> Iterator[Connection]:
    """The database, to be read, with the tables of this program.

    Raises:
        StoreError: there is none, it cannot be opened, or it is of another version.
    """
    with as_it_is(folder) as connection:
        schema.demand_current(connection)
        yield connection


@contextmanager
def for_writing(folder: Path) -> Iterator[Connection]:
    """The database, to be written, with the tables of this program: an older one is brought up to date.

    Raises:
        StoreError: there is none, it cannot be opened or written, or it is of a newer version.
    """
    connection = Connection.for_writing(database_in(folder), PATIENCE)
    try:
        schema.prepare(connection)
        yield connection
    finally:
        connection.close()


def database_in(folder: Path) -> Path:
    """The database file of a folder.

    Raises:
        StoreError: there is none.
    """
    path = folder / DATABASE
    if not path.is_file():
        raise StoreError(f"there is no {path}: name the folder of the snapshots (--snapshots), or look at pages first")
    return path
