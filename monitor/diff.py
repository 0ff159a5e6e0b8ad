"""Two files, or two stored versions, held beside each other."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from monitor.assess.unseen import nothing_unseen
from monitor.compare.change import Change, VersionInfo
from monitor.errors import InputError, UnreadableError, why
from monitor.fetch.blocked import wall
from monitor.fetch.shown import shown
from monitor.publishers import KNOWN
from monitor.publishers import publisher as publisher_of
from monitor.publishers.publisher import Publisher
from monitor.pure import Reading, change_between, reading
from monitor.read.document import Document
from monitor.read.parts import only, parts
from monitor.read.reader import read
from monitor.store import PageRow, Store, Version
from monitor.versions import own_title, reread, snapshot_of

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
    documents: list[Document] = []
    versions: list[VersionInfo] = []
    bodies: list[bytes] = []
    known = publisher_of(publisher or "unknown")
    for path in (old, new):
        body = read_file(path)
        if (barrier := wall((), shown(body))) is not None:
            raise InputError(f"{path}: holds {barrier} instead of a page; what the page says cannot be known from it")
        document = _read(path, body, known if publisher else None, country, root)
        if not document.blocks:
            raise InputError(f"{path}: holds no text" + (f" where {root!r} should be; check --root" if root else ""))
        documents.append(document)
        bodies.append(body)
        sha256 = hashlib.sha256(body).hexdigest()
        versions.append(VersionInfo(stamp=document.stamps.date, sha256=sha256, reader=document.reader))
    (before, after), left_out = _in_common(*documents)
    change = change_between(reading(before, known), reading(after, known), known, safety_critical=safety_critical)
    change = replace(change, reasons=(*change.reasons, *left_out))
    return _named(change, *bodies).of(None, versions[0], versions[1])


def _in_common(before: Document, after: Document) -> tuple[tuple[Document, Document], tuple[str, ...]]:
    """What two pages of one site in two layouts can be compared by: the parts that both hold.

    One layout shows as one page what the other shows as several. What only one of the two holds is named.
    """
    slugs = [{section.slug for section in parts(document)} for document in (before, after)]
    shared = slugs[0] & slugs[1]
    if before.layout == after.layout or not shared or slugs[0] == slugs[1]:
        return (before, after), ()
    names = []
    for side, document in (("old", before), ("new", after)):
        if rest := [section.heading for section in parts(document) if section.slug not in shared]:
            names.append(f"not compared, only on the {side} page: {', '.join(rest)}")
    return (only(before, shared), only(after, shared)), tuple(names)


def _read(path: Path, body: bytes, publisher: Publisher | None, country: str | None, root: str | None) -> Document:
    """The document of a file. JSON says by its form whose it is, where nobody else does."""
    with_json = [known for known in KNOWN.values() if known.read_json or known.entries]
    tried = [publisher] if publisher else [publisher_of("unknown"), *with_json]
    reasons: dict[str, None] = {}
    for each in tried:
        try:
            return read(body, each, country=country, root=root)
        except UnreadableError as error:
            reasons[str(error)] = None
    if len(reasons) > 1:
        ids = ", ".join(known.id for known in with_json)
        raise InputError(f"{path}: is JSON, but in no form that is known of a publisher here ({ids})")
    raise InputError(f"{path}: {next(iter(reasons))}")


def read_file(path: Path) -> bytes:
    """The bytes of a page that lies in a file.

    Raises:
        InputError: it is missing, too large, or cannot be read.
    """
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


def diff_versions(
    snapshots: Path, old: int, new: int, roots: Mapping[str, str | None] = MappingProxyType({})
) -> Change:
    """The change between two stored versions, both read by today's reader from their raw bodies. Stores nothing.

    Args:
        roots: CSS selector of the content by place, as sources.yaml names them.

    Raises:
        InputError: there is no such version, or the two are of two pages.
        StoreError: the store or a raw body cannot be read.
    """
    with Store.read_only(snapshots) as store:
        versions = [_version(store, number) for number in (old, new)]
        first, last = (store.page(version.page_id) for version in versions)
        if first is None or last is None:
            raise InputError("the page of a version is not in the store any more")
        if first.id != last.id:
            raise InputError(f"version {old} is of {first.id}, version {new} of {last.id}: these are two pages")
        readings = [_stored(store, version, page, roots) for version, page in zip(versions, (first, last), strict=True)]
        bodies = [store.body(snapshot_of(store, version)) for version in versions]
    change = change_between(
        readings[0],
        readings[1],
        publisher_of(last.publisher),
        safety_critical=last.safety_critical,
        title=own_title(last.page),
    )
    return _named(change, *bodies).of(last.info, versions[0].info, versions[1].info)


def _named(change: Change, before: bytes, after: bytes) -> Change:
    """Where the bodies differ in what no reader sees, that has its class too."""
    return replace(change, nothing=nothing_unseen(before, after)) if change.is_empty else change


def _version(store: Store, number: int) -> Version:
    version = store.version(number) if number <= _LARGEST else None
    if version is None:
        raise InputError(f"there is no version {number}; `monitor history PAGE` lists those of a page")
    return version


_LARGEST = 2**63 - 1
"""SQLite counts no further."""


def _stored(store: Store, version: Version, page: PageRow, roots: Mapping[str, str | None]) -> Reading:
    snapshot = snapshot_of(store, version)
    document = reread(store, snapshot, page.page, page.place, roots.get(page.place))
    if document is None:
        raise InputError(f"version {version.id} ({snapshot.path}) has no part {page.part!r} as it is read today")
    return reading(document, publisher_of(page.publisher))
