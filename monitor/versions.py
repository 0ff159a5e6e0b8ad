"""A page beside its last version: what a look at the site and a step through the past have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from monitor.compare.change import Change
from monitor.errors import StoreError, UnreadableError
from monitor.fingerprint import fingerprint
from monitor.publishers import publisher as publisher_of
from monitor.pure import Only, Reading, change_between
from monitor.read.document import Document
from monitor.read.parts import part, parts
from monitor.read.reader import read
from monitor.report.times import moment
from monitor.sources.page import Page
from monitor.store import Origin, Recording, Snapshot, Store, Version

Reads = Callable[[Store, Snapshot, str, str | None, str | None], Document]
"""What reads a whole snapshot, as `read_snapshot` does."""


def read_snapshot(
    store: Store, snapshot: Snapshot, publisher: str, country: str | None, root: str | None = None
) -> Document:
    """All that a snapshot holds, by today's reader.

    Args:
        publisher: its id.
        root: CSS selector of the content, where sources.yaml names one.

    Raises:
        StoreError: the bytes are missing or damaged, or cannot be read as a page any more.
    """
    try:
        return read(
            store.body(snapshot),
            publisher_of(publisher),
            country=country,
            media_type=snapshot.header("content-type"),
            root=root,
        )
    except UnreadableError as error:
        raise StoreError(f"{snapshot.path} {error}") from None


def reread(
    store: Store, snapshot: Snapshot, page: Page, place: str, root: str | None = None, reads: Reads = read_snapshot
) -> Document | None:
    """What a page says in a snapshot, by today's reader; None if its part is not in it.

    Args:
        place: of the page's address. A snapshot of another place is the page alone, taken from elsewhere, or, where it
            holds the part, the answer of an address that the page has left.
        root: CSS selector of the content, where sources.yaml names one.
        reads: what reads the whole snapshot; who wants one part after the other passes one that remembers.

    Raises:
        StoreError: the bytes are missing or damaged, or cannot be read as a page any more.
    """
    is_answer = snapshot.place == place
    whole = reads(store, snapshot, page.publisher, page.country, root if is_answer else None)
    if page.part is None:
        return whole
    found = part(whole, page.part)
    # An answer without any parts, or a line of an index, came by a way that shows this page alone.
    has_parts = bool(parts(whole)) and whole.layout != "index"
    return found if found is not None or (is_answer and has_parts) else whole


def snapshot_of(store: Store, version: Version) -> Snapshot:
    """The snapshot that a version was read from.

    Raises:
        StoreError: it is not in the store any more.
    """
    snapshot = store.snapshot(version.snapshot_id)
    if snapshot is None:
        raise StoreError(f"{store.path} has lost snapshot {version.snapshot_id}")
    return snapshot


def own_title(page: Page) -> str:
    """A page's own name, by which a publisher's note may speak of it: "Safety and security"."""
    return page.title.rpartition(" / ")[2]


def change_since(
    last: Version,
    before: Reading,
    now: Reading,
    page: Page,
    store: Store,
    until: datetime | None = None,
    only: Only | None = None,
) -> Change:
    """What changed on a page since its last version, both read by today's reader.

    Args:
        until: versions after this time do not count as earlier ones that the page went back to (a backfill goes
            through the past).
        only: what of the difference counts, where not all of it does.
    """
    change = change_between(
        before,
        now,
        publisher_of(page.publisher),
        safety_critical=page.safety_critical,
        title=own_title(page),
        only=only,
    )
    if change.is_empty:  # the two differ, but in nothing that a reader sees
        return replace(change, nothing="markup")
    return _as_reverted(change, now.document, last, store, until)


def _as_reverted(change: Change, document: Document, last: Version, store: Store, until: datetime | None) -> Change:
    """The change, marked as "reverted" where the document is that of an earlier version."""
    if change.significance == "none":
        return change
    mark = fingerprint(document)
    earlier = None if mark == last.document_sha256 else store.earlier_with_document(last.page_id, mark, until)
    if earlier is None:
        return change
    back = f"reverted to the version of {moment(earlier.observed_at)}"
    return replace(change, kind="reverted", reasons=(*change.reasons, back))


def record_version(
    recording: Recording,
    page: Page,
    now: Reading,
    snapshot: Snapshot,
    visit_id: int,
    at: datetime,
    last: Version | None,
    change: Change | None,
    origin: Origin = "live",
    *,
    way: str | None = None,
    before: Version | None = None,
) -> tuple[int, int | None]:
    """Record a version with its facts, and the change that led to it if there is one; gives their numbers.

    Args:
        last: the newest version until now.
        way: name of the way by which it was seen.
        before: the version that it was compared with, where that is not the newest.

    Raises:
        OvertakenError: of a live look, where another process has recorded a newer version than `last`.
    """
    if origin == "live":
        recording.demand_newest(page.id, last.id if last else None)
    version_id = recording.version(
        page.id, snapshot, visit_id, at, now.document, fingerprint(now.document), now.facts, origin, way
    )
    if change is None:
        return version_id, None
    compared = before or last
    change_id = recording.change(
        page.id, compared.id if compared else None, version_id, change, origin, last.id if last else None
    )
    return version_id, change_id
