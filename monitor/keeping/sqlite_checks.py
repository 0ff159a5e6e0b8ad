"""What SQLite itself can say of a database: whether its file is whole, and its full text indexes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from monitor.store.connection import Connection, in_plain_words

_MOST = 20
"""Faults that are listed: one damaged page makes hundreds."""


def integrity(connection: Connection) -> list[str]:
    """What PRAGMA integrity_check says of the whole file, constraints and indexes included; empty where it is right."""
    try:
        said = [str(row[0]) for row in connection.sqlite.execute(f"PRAGMA integrity_check({_MOST})")]
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
            return [str(error)]
        with in_plain_words(connection.path):
            raise
    return [] if said == ["ok"] else [line for text in said for line in text.splitlines()]


def full_text_tables(connection: Connection) -> tuple[str, ...]:
    """The FTS5 tables of the database, by name."""
    rows = connection.rows(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%' AND"
        " lower(sql) LIKE '%using%fts5%' ORDER BY name"
    )
    return tuple(row["name"] for row in rows)


def full_text(connection: Connection, tables: tuple[str, ...]) -> Iterator[str]:
    """Sentences on indexes that do not hold what their tables do.

    FTS5 is asked by writing to it (https://www.sqlite.org/fts5.html#the_integrity_check_command), and nothing may be
    written here: so a copy is asked, which SQLite keeps in a file of its own that goes with the connection.
    """
    if not tables:
        return
    with closing(sqlite3.connect("")) as copy, in_plain_words(connection.path):
        connection.sqlite.backup(copy)
        for table in tables:
            name = table.replace('"', '""')
            try:
                copy.execute(f'INSERT INTO "{name}" ("{name}", rank) VALUES (\'integrity-check\', 1)')  # noqa: S608
            except sqlite3.DatabaseError as error:
                yield f"the full text index {table} is not right ({error})"
