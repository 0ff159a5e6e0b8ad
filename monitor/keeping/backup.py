"""One file that holds the database and every snapshot that it names, made while the daemon works.

    monitor-backup/
        snapshots/monitor.db                            a consistent copy, of one moment
        snapshots/uk-fcdo/kazakhstan/2026-01-07/...gz   the bodies that this copy names, as they lie in the folder
        README.txt                                      of when it is, what is missing, and how to restore it
        SHA256SUMS                                      of all of these, as `sha256sum -c` takes it

It is a plain tar (the bodies are compressed already), so that anybody can unpack it, without this program too. The
database comes first and the bodies after it: a body is on disk before its row, so what the copy names is there. The
sums come last: a tar that was cut has none. It is written under another name, flushed, and then renamed.
"""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO

from monitor.errors import InputError, StoreError, why
from monitor.keeping.files import Kept, look_at, named_files
from monitor.keeping.opening import as_it_is, database_in
from monitor.keeping.turns import Waits, beside_others
from monitor.report.names import many
from monitor.store.bodies import flush_folder
from monitor.store.connection import Connection, in_plain_words
from monitor.store.store import DATABASE

ROOT = "monitor-backup"
"""The folder that unpacking makes."""
_SNAPSHOTS = "snapshots"
_PAGES = 4096
"""Pages of the database that are copied at a time."""

Advance = Callable[[int, int], None]
"""Told of how many bodies are done, and of how many."""


@dataclass(slots=True)
class Backup:
    """What a backup came to."""

    file: Path
    size: int = 0
    """Bytes of the file."""
    database_size: int = 0
    snapshots: int = 0
    """Bodies in it, right ones and damaged ones."""
    wrong: list[Kept] = field(default_factory=list)
    """Bodies that are missing in it, or that are in it as they lie in the folder, and damaged."""


def back_up(
    folder: Path,
    target: Path,
    now: datetime,
    advance: Advance = lambda done, of: None,
    waits: Waits = lambda: None,
) -> Backup:
    """Copy a folder of snapshots into one file, whole or not at all.

    A body that is missing or damaged keeps nothing else from being copied; the outcome names it.

    Args:
        now: the real time.
        waits: called where a `monitor prune` is to be waited for.

    Raises:
        InputError: the file cannot be one: it exists, lies in the folder of the snapshots, or its own folder does not.
        StoreError: there is no database, it is damaged, or the file cannot be written. Nothing is left of it then.
    """
    database_in(folder)
    _demand_target(folder, target)
    made = Backup(target)
    with beside_others(folder, waits), _draft(target) as draft:
        copy = target.with_name(f".{target.name}.db.part")
        try:
            _copy_database(folder, copy)
            with tarfile.open(fileobj=draft, mode="w", format=tarfile.PAX_FORMAT) as tar:
                _fill(tar, folder, copy, made, now, advance)
            made.size = draft.tell()
        finally:
            _remove_copy(copy)
    return made


def _demand_target(folder: Path, target: Path) -> None:
    where = target.parent.resolve()
    if os.path.lexists(target):
        what = "is a folder" if target.is_dir() else "exists already"
        raise InputError(f"{target} {what}: name a file that does not exist yet; a backup never replaces another")
    if not target.name or not where.is_dir():
        raise InputError(f"{target}: there is no folder {target.parent}: make it first, or name another file")
    if where.is_relative_to(folder.resolve()):
        raise InputError(
            f"{target} lies in the folder of the snapshots: name a file elsewhere, best on another disk: what takes "
            "the one must not take the other"
        )


@contextmanager
def _draft(target: Path) -> Iterator[IO[bytes]]:
    """A file that becomes the target at the end of the block, on the disk and whole; if the block fails, nothing does.

    What a killed backup to the same file left is written over.
    """
    draft = target.with_name(f".{target.name}.part")
    try:
        with _opened(draft, target) as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                if os.path.lexists(target):
                    raise InputError(f"{target} was made by somebody else meanwhile: name another file")
                draft.rename(target)
            except BaseException:
                _remove(draft)
                raise
        flush_folder(target.parent)
    except OSError as error:
        raise StoreError(
            f"{target}: cannot be written: {why(error)}; no backup was made: make room, or name a file elsewhere"
        ) from error


def _opened(draft: Path, target: Path) -> IO[bytes]:
    # What was seen of others' pages is public, but not who is told of it: nobody else may read the copy.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    file = os.fdopen(os.open(draft, flags, 0o600), "w+b")
    try:
        _demand_no_other(file, target)
        file.truncate()
    except BaseException:
        file.close()
        raise
    return file


def _demand_no_other(file: IO[bytes], target: Path) -> None:
    if os.name == "nt":
        return
    import fcntl

    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise InputError(f"another backup to {target} is being made: let it end, or name another file") from None
    except OSError:  # a file system without locks
        return


def _copy_database(folder: Path, copy: Path) -> None:
    """Copy the database as it is at one moment, whoever writes meanwhile; the copy is one file, with nothing beside."""
    _remove_copy(copy)
    with as_it_is(folder) as source, closing(_new_database(copy)) as target, in_plain_words(source.path):
        # Within one reading transaction nobody's writing makes the copy begin anew.
        source.sqlite.execute("BEGIN")
        source.sqlite.execute("SELECT count(*) FROM snapshot").fetchone()
        with _about_the_copy():
            source.sqlite.backup(target, pages=_PAGES, sleep=0)
            target.execute("PRAGMA locking_mode = exclusive")  # then no file for sharing it is laid beside it
            target.execute("PRAGMA journal_mode = delete")
            said = [str(row[0]) for row in target.execute("PRAGMA quick_check(1)")]
        if said != ["ok"]:
            raise StoreError(
                f"{source.path} is damaged ({said[0]}): no backup was made; keep the backups that you have, and see "
                "`monitor verify`"
            )


@contextmanager
def _about_the_copy() -> Iterator[None]:
    """A disk that takes no more of the copy is no trouble of the database."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")) and not name.startswith("SQLITE_IOERR_READ"):
            raise OSError(f"the copy of the database does not fit ({error})") from error
        raise


def _new_database(copy: Path) -> sqlite3.Connection:
    os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    return sqlite3.connect(copy)


def _fill(tar: tarfile.TarFile, folder: Path, copy: Path, made: Backup, now: datetime, advance: Advance) -> None:
    sums: list[str] = []
    at = now.timestamp()

    def add(name: str, size: int, mtime: float, content: IO[bytes], sha256: str) -> None:
        info = tarfile.TarInfo(f"{ROOT}/{name}")
        info.size, info.mtime, info.mode = size, int(mtime), 0o644
        tar.addfile(info, content)
        sums.append(f"{sha256}  {name}\n")

    with copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        made.database_size = file.seek(0, os.SEEK_END)
        file.seek(0)
        add(f"{_SNAPSHOTS}/{DATABASE}", made.database_size, at, file, digest)
    with closing(Connection(copy, sqlite3.connect(f"{copy.resolve().as_uri()}?mode=ro", uri=True))) as database:
        named = named_files(database)
    last = ""
    for number, each in enumerate(named, 1):
        kept = look_at(folder, each)
        if kept.state != "right":
            made.wrong.append(kept)
        if kept.packed and each.path != last:  # two bodies under one name: it is one file all the same
            digest = hashlib.sha256(kept.packed).hexdigest()
            add(f"{_SNAPSHOTS}/{each.path}", len(kept.packed), kept.mtime, io.BytesIO(kept.packed), digest)
            made.snapshots += 1
            last = each.path
        advance(number, len(named))
    words = _readme(folder, made, now).encode()
    add("README.txt", len(words), at, io.BytesIO(words), hashlib.sha256(words).hexdigest())
    listed = "".join(sums).encode()
    info = tarfile.TarInfo(f"{ROOT}/SHA256SUMS")
    info.size, info.mtime, info.mode = len(listed), int(at), 0o644
    tar.addfile(info, io.BytesIO(listed))


def _readme(folder: Path, made: Backup, now: datetime) -> str:
    lines = [
        f"Backup of {folder.resolve()}, {now.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC, by advisory-monitor "
        f"{version('advisory-monitor')}: the database and {many(made.snapshots, 'snapshot')}.",
        "",
        "To restore it:",
        "",
        f"    tar -xf BACKUP && cd {ROOT}",
        "    sha256sum --check --quiet SHA256SUMS       # says nothing where every file is right",
        f"    monitor verify --snapshots {_SNAPSHOTS}",
        "",
        "Then stop the daemon, move its folder of snapshots away, and put this one in its place. Never unpack over a",
        "folder that is in use: files of the database that was there would be taken for part of this one.",
    ]
    if made.wrong:
        lines += ["", "These were wrong when the backup was made:", ""]
        lines += [f"    {_SNAPSHOTS}/{each.named.path} is {each.why}" for each in made.wrong]
    return "\n".join(lines) + "\n"


def _remove_copy(copy: Path) -> None:
    for beside in ("", "-journal", "-wal", "-shm"):
        _remove(copy.with_name(copy.name + beside))


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
