"""Back to an earlier version: two changes, and the second says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from monitor.compare.change import Change
from monitor.fingerprint import fingerprint
from monitor.read.document import Document
from monitor.store import Store, Version


def as_reverted(
    change: Change, document: Document, last: Version, store: Store, until: datetime | None = None
) -> Change:
    """The change, marked as "reverted" where the document is that of an earlier version.

    Args:
        document: what the page says now.
        last: the version before it.
        until: versions after this time do not count (a backfill goes through the past).
    """
    mark = fingerprint(document)
    if change.significance == "none" or mark == last.document_sha256:
        return change
    earlier = store.earlier_with_document(last.page_id, mark, until)
    if earlier is None:
        return change
    back = f"reverted to the version of {earlier.observed_at.day} {earlier.observed_at:%B %Y, %H:%M} UTC"
    return replace(change, kind="reverted", reasons=(*change.reasons, back))
