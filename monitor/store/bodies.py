"""Raw bodies on disk: one gzip file a version, where a person finds the page of a day.

    <place>/<day>/<time UTC>-<first 8 hex of the SHA-256>.<kind>.gz
    uk-fcdo/kazakhstan/2026-01-07/074000Z-3f2a9c1b.json.gz

The SHA-256 is of the body, not of the file. A file is written under another name, flushed to the disk and then renamed:
what bears its final name is whole.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import zlib
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from monitor.errors import StoreError, why

_PLACE = r"[a-z0-9-]+(?:/[a-z0-9-]+)*"
_RELATIVE = rf"{_PLACE}/\d{{4}}-\d\d-\d\d/\d{{6}}Z-[0-9a-f]{{8}}\.[a-z]+\.gz"

_KINDS = {
    "application/json": "json",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "md",
    "text/plain": "txt",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/pdf": "pdf",
}
"""Media type -> ending of the file, so that what unpacks it also knows how to show it."""


def sha256_of(body: bytes) -> str:
    """SHA-256 of a body, 64 hex digits."""
    return hashlib.sha256(body).hexdigest()


def media_type_of(content_type: str | None, body: bytes) -> str:
    """The media type without its parameters; by the look of the body where no Content-Type was given."""
    named = (content_type or "").partition(";")[0].strip().lower()
    if named:
        return named
    if body.startswith(b"%PDF-"):
        return "application/pdf"
    try:
        start = body.decode("utf-8-sig").lstrip()[:1]
    except UnicodeDecodeError:
        return "application/octet-stream"
    return {"{": "application/json", "[": "application/json", "<": "text/html"}.get(start, "text/plain")


def kind_of(media_type: str) -> str:
    """The ending that a body of this media type gets: json, html, md, txt, xml, pdf, or bin for all else."""
    if media_type in _KINDS:
        return _KINDS[media_type]
    return {"+json": "json", "+xml": "xml"}.get(media_type[media_type.rfind("+") :], "bin")


def relative_path(place: str, at: datetime, sha256: str, media_type: str) -> str:
    """Where the body of a visit lies, from the snapshots folder.

    Raises:
        StoreError: the name of the place is not one of small letters, digits, hyphens and single slashes, and could
            leave the folder.
    """
    if not re.fullmatch(_PLACE, place):
        raise StoreError(
            f'"{place}" cannot name a folder of snapshots: use a-z, 0-9 and "-", with "/" between the parts'
        )
    moment = at.astimezone(UTC)
    return f"{place}/{moment:%Y-%m-%d}/{moment:%H%M%S}Z-{sha256[:8]}.{kind_of(media_type)}.gz"


def write_body(folder: Path, relative: str, body: bytes) -> None:
    """Write a body so that it is on the disk, and whole, when this returns.

    Raises:
        StoreError: the disk does not take it; nothing is left of it then.
    """
    target = inside(folder, relative)
    # The process id keeps two programs that write the same body from renaming each other's unfinished file.
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        _make_folder(target.parent)
        try:
            with unfinished.open("wb") as file:
                # No time in the header: the same body gives the same file.
                file.write(gzip.compress(body, mtime=0))
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        except BaseException:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise
        flush_folder(target.parent)
    except OSError as error:
        raise StoreError(
            f"{target}: cannot be written: {why(error)}; make room or give the right to write, then run again"
        ) from error


def read_body(folder: Path, relative: str, sha256: str) -> bytes:
    """The body of a file, after a look at its SHA-256.

    Raises:
        StoreError: the file is missing, damaged, or not the one that was kept.
    """
    target = inside(folder, relative)
    try:
        body = gzip.decompress(target.read_bytes())
    except FileNotFoundError as error:
        raise StoreError(f"{target}: this snapshot is missing: restore it from a copy of the folder") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise StoreError(
            f"{target}: this snapshot is damaged ({error}): restore it from a copy of the folder"
        ) from error
    except OSError as error:
        raise StoreError(f"{target}: this snapshot cannot be read: {why(error)}") from error
    if sha256_of(body) != sha256:
        raise StoreError(
            f"{target}: this snapshot is damaged (its SHA-256 is {sha256_of(body)}, {sha256} was kept): "
            "restore it from a copy of the folder"
        )
    return body


def is_whole(folder: Path, relative: str, sha256: str) -> bool:
    """Whether the file of a body is there and holds it."""
    try:
        read_body(folder, relative, sha256)
    except StoreError:
        return False
    return True


def remove_body(folder: Path, relative: str) -> None:
    """Remove the file of a body, and the folder of its day if nothing else lies in it.

    Raises:
        StoreError: the file cannot be removed.
    """
    target = inside(folder, relative)
    try:
        target.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{target}: cannot be removed: {why(error)}") from error
    with suppress(OSError):  # another body of the day
        target.parent.rmdir()


def inside(folder: Path, relative: str) -> Path:
    """The file of a stored path; a database that was tampered with must not lead out of the folder.

    Raises:
        StoreError: it is not the path of a body.
    """
    if not re.fullmatch(_RELATIVE, relative):
        raise StoreError(
            f'"{relative}" is not the path of a snapshot below {folder}: the database has been changed by hand'
        )
    return folder / relative


def _make_folder(folder: Path) -> None:
    """Make a folder and those above it, each known to the disk."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    flush_folder(folder.parent)


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk: without it a rename may be lost with the power."""
    if os.name == "nt":  # folders cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
