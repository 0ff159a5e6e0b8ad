"""The files of raw bodies: whether one is there and right, and what else lies in the folder."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
import re
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from monitor.errors import StoreError, why
from monitor.store.bodies import inside
from monitor.store.connection import Connection
from monitor.store.store import DATABASE

_BLOCK = 1 << 20
_HEADROOM = 1 << 16
"""Bytes by which a packed body may be larger than the body: gzip adds some to what cannot be made smaller."""


@dataclass(frozen=True, slots=True)
class Named:
    """A file that the database names."""

    path: str
    """From the snapshots folder."""
    sha256: str
    """Of the body."""
    size: int
    """Bytes of the body."""
    snapshot_id: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What lies where a body should lie."""

    named: Named
    state: Literal["right", "missing", "damaged", "unreadable"]
    why: str
    """What is wrong, to stand behind "is"; empty where nothing is."""
    packed: bytes = b""
    """The bytes of the file, also of one that is damaged; none where it could not be read."""
    mtime: float = 0.0


def named_files(connection: Connection) -> list[Named]:
    """All files that the database names, by path. Two bodies under one name are two entries."""
    rows = connection.rows("SELECT path, sha256, size, min(id) AS id FROM snapshot GROUP BY path, sha256 ORDER BY path")
    return [Named(row["path"], row["sha256"], row["size"], row["id"]) for row in rows]


def look_at(folder: Path, named: Named) -> Kept:
    """Read the file of a body and hold it against what the database knows of it.

    Nothing that lies there can do harm: a link is not followed, what is no file is not waited for, and what unpacks to
    more than was kept is not unpacked further.
    """
    try:
        packed, mtime = _read(inside(folder, named.path), named.size)
    except StoreError:
        return Kept(named, "unreadable", "no path of a snapshot: the database has been changed by hand")
    except FileNotFoundError:
        return Kept(named, "missing", "missing")
    except _NoFileError as error:
        return Kept(named, "unreadable", str(error))
    except OSError as error:
        return Kept(named, "unreadable", f"not to be read ({why(error)})")
    wrong = _wrong_with(packed, named)
    return Kept(named, "damaged" if wrong else "right", wrong, packed, mtime)


class _NoFileError(Exception):
    """What lies there is no file that a body could be in."""


def _read(path: Path, size: int) -> tuple[bytes, float]:
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _NoFileError("a link, and no file of this program") from None
        raise
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise _NoFileError("no file")
        if found.st_size > size + size // 100 + _HEADROOM:
            raise _NoFileError(f"{found.st_size:,} bytes long, far more than was kept")
        return file.read(), found.st_mtime


def _wrong_with(packed: bytes, named: Named) -> str:
    """Why these bytes are not the body that was kept, to stand behind "is"; empty where they are."""
    digest, size = hashlib.sha256(), 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(packed)) as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                size += len(block)
                if size > named.size:
                    return f"damaged (it unpacks to more than the {named.size:,} bytes that were kept)"
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        return f"damaged ({error})"
    if digest.hexdigest() != named.sha256:
        return f"damaged (its SHA-256 is {digest.hexdigest()}, {named.sha256} was kept)"
    return "" if size == named.size else f"of {size:,} bytes, where the database says {named.size:,}"


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A file in the folder that no row of the database names."""

    path: str
    """From the snapshots folder."""
    kind: Literal["body", "part", "foreign"]
    """A whole body; a body that was not written to its end; a file that is none of this program's."""
    size: int
    mtime: float


_BODY = re.compile(r"(?:[a-z0-9-]+/)+\d{4}-\d\d-\d\d/\d{6}Z-[0-9a-f]{8}\.[a-z]+\.gz")
_PART = re.compile(r"(?:[a-z0-9-]+/)+\d{4}-\d\d-\d\d/\.\d{6}Z-[0-9a-f]{8}\.[a-z]+\.gz\.\d+\.part")


def unnamed_files(folder: Path, named: set[str]) -> Iterator[Unnamed]:
    """The files in the folder that are not among these; links are not followed. The database's own are left out."""
    for top, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = (Path(top) / name).relative_to(folder).as_posix()
            if path in named or _is_of_the_program(path):
                continue
            try:
                found = (folder / path).lstat()
            except FileNotFoundError:  # it went meanwhile
                continue
            kind: Literal["body", "part", "foreign"] = "foreign"
            if stat.S_ISREG(found.st_mode) and _BODY.fullmatch(path):
                kind = "body"
            elif stat.S_ISREG(found.st_mode) and _PART.fullmatch(path):
                kind = "part"
            yield Unnamed(path, kind, found.st_size, found.st_mtime)


def _is_of_the_program(path: str) -> bool:
    """The database with what SQLite lays beside it, and the lock of the daemon."""
    return "/" not in path and path.startswith(DATABASE.partition(".")[0] + ".")
