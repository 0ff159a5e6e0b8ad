"""Whether the store can be written: asked of the disk and of the database, and nothing stays of it.

A full disk lets SQLite begin a transaction and fails only when something is written; so a few bytes are, to a file
without a name. A database that another process has locked lets files be written; so a transaction is begun.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from monitor.errors import StoreError, why
from monitor.store.connection import in_plain_words
from monitor.store.store import DATABASE

_BYTES = 8192
"""Two pages of a disk, and of the database."""
PATIENCE = 2.0
"""Seconds to wait for a lock."""


def unwritable(folder: Path) -> str | None:
    """Why the store of a folder cannot be written, in one sentence; None where it can."""
    path = folder / DATABASE
    try:
        with tempfile.TemporaryFile(dir=folder, prefix=".writable-", buffering=0) as file:
            file.write(bytes(_BYTES))
            os.fsync(file.fileno())
    except OSError as error:
        return f"{folder} cannot be written: {why(error)}"
    try:
        with in_plain_words(path):
            address = f"{path.resolve().as_uri()}?mode=rw"
            opened = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
            with closing(opened) as connection:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute("ROLLBACK")
    except StoreError as error:
        return str(error)
    return None
