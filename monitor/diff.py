"""Two files, or two stored versions, held beside each other."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from monitor.compare.change import Change, VersionInfo
from monitor.errors import InputError, UnreadableError, why
from monitor.publishers import publisher as publisher_of
from monitor.pure import Reading, change_between, reading
from monitor.read.parts import part
from monitor.read.reader import read
from monitor.store import PageRow, Store, Version

MAX_FILE = 50 * 1024 * 1024
"""Bytes; no page of text is larger."""


def diff_files(
    old: Path, new: Path, *, publisher: str = "", country: str | None = None, root: str | None = None,
    safety_critical: bool = False,
) -> Change:  # fmt: skip
    """The change between two files.

    Args:
        publisher: id; without one the pages are read by general rules.
        country: ISO 3166-1 alpha-2.

    Raises:
        InputError: a file is missing, too large, or cannot be read as a page.
    """
    known = publisher_of(publisher or "unknown")
    readings: list[Reading] = []
    versions: list[VersionInfo] = []
    for path in (old, new):
        body = _bytes(path)
        try:
            document = read(body, known, country=country, root=root)
        except UnreadableError as error:
            raise InputError(f"{path}: {error}") from None
        if not document.blocks:
            raise InputError(f"{path}: holds no text" + (f" where {root!r} should be; check --root" if root else ""))
        readings.append(reading(document, known))
        stamp = document.stamps.date
        versions.append(VersionInfo(stamp=stamp, sha256=hashlib.sha256(body).hexdigest(), reader=document.reader))
    change = change_between(readings[0], readings[1], known, safety_critical=safety_critical)
    if change.is_empty and versions[0].sha256 != versions[1].sha256:
        change = replace(change, nothing="markup")  # the bytes differ in what no reader sees
    return change.of(None, versions[0], versions[1])


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise InputError(f"{path}: is larger than {MAX_FILE // 1024 // 1024} MB; no page of text is")
        return path.read_bytes()
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder; name a file") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {why(error)}") from None
    except ValueError:  # a NUL in the name
        raise InputError(f"{str(path)!r}: is no file name") from None


def diff_versions(snapshots: Path, old: int, new: int) -> Change:
    """The change between two stored versions, both read by today's reader from their raw bodies. Stores nothing.

    Raises:
        InputError: there is no such version, or the two are of pages of different publishers.
        StoreError: the store or a raw body cannot be read.
    """
    with Store.read_only(snapshots) as store:
        versions = [_version(store, number) for number in (old, new)]
        pages = [store.page(version.page_id) for version in versions]
        first, last = pages
        if first is None or last is None:
            raise InputError("the page of a version is not in the store any more")
        if first.publisher != last.publisher:
            raise InputError(
                f"version {old} is of {first.publisher}, version {new} of {last.publisher}: nothing to compare"
            )
        readings = [_stored(store, version, page) for version, page in zip(versions, (first, last), strict=True)]
    change = change_between(
        readings[0],
        readings[1],
        publisher_of(last.publisher),
        safety_critical=last.safety_critical,
        title=last.title.rpartition(" / ")[2],
    )
    return change.of(last.info, versions[0].info, versions[1].info)


def _version(store: Store, number: int) -> Version:
    version = store.version(number)
    if version is None:
        raise InputError(f"there is no version {number}; `monitor history PAGE` lists those of a page")
    return version


def _stored(store: Store, version: Version, page: PageRow) -> Reading:
    snapshot = store.snapshot(version.snapshot_id)
    if snapshot is None:
        raise InputError(f"the snapshot of version {version.id} is not in the store any more")
    publisher = publisher_of(page.publisher)
    try:
        document = read(
            store.body(snapshot), publisher, country=page.country, media_type=dict(snapshot.headers).get("content-type")
        )
    except UnreadableError as error:
        raise InputError(f"version {version.id} ({snapshot.path}) {error}") from None
    held = part(document, page.part) if page.part and snapshot.place == page.place else document
    if held is None:
        raise InputError(f"version {version.id} ({snapshot.path}) has no part {page.part!r} as it is read today")
    return reading(held, publisher)
