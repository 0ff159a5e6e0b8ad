"""Stored versions read again by today's reader, beside what the store holds of them.

A version keeps what the reader of its day made of its snapshot: title, stamps, fingerprint, facts. After an upgrade a
rereading brings these up to date, so that asking the store for facts, or for the version that a page went back to, is
asking today's reader. What comes out otherwise is a technical change of the version; the page has not changed, and
nobody is told. The changes between versions are what was told then, and stay.

    for each in reread_all(store, pages, roots):   # reads, a snapshot at a time, and writes nothing
        record(store, each, now)                   # a transaction of its own, if there is anything to write

Nothing depends on where a run broke off: what was brought up to date reads the same the next time. Every version is
read, whatever reader is named beside it: what finds the facts has no number of its own.

The document of an earlier reader is not stored, only its fingerprint. So it can be said which facts came, went or have
another value, and whether title, date and note differ; of sections, blocks and links only *that* they come out
otherwise.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType

from monitor.assess.weights import Setting, significance_of
from monitor.compare.align import Alignment
from monitor.compare.change import Change, FactChange, weight
from monitor.compare.facts import compare_facts
from monitor.errors import StoreError
from monitor.facts.fact import Fact
from monitor.fingerprint import fingerprint
from monitor.publishers import publisher as publisher_of
from monitor.pure import reading
from monitor.read.document import Document
from monitor.report.names import many
from monitor.store import PageRow, Store, Version
from monitor.versions import Reads, read_snapshot, reread, snapshot_of

log = logging.getLogger("monitor.rereading")


@dataclass(frozen=True, slots=True)
class Same:
    """A version that today's reader reads as it is stored."""

    version: Version
    reader: str
    """Today's."""


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A version that today's reader reads otherwise."""

    version: Version
    """As it is stored."""
    stated: tuple[Fact, ...]
    """Its facts as they are stored."""
    now: Version
    states: tuple[Fact, ...]
    """The facts that today's reader finds."""
    change: Change
    """What differs, as a technical change."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A version that cannot be read any more, and is left as it was."""

    version: Version
    reason: str


Reread = Same | Otherwise | Unread


def reread_all(
    store: Store, pages: Iterable[PageRow], roots: Mapping[str, str | None] = MappingProxyType({})
) -> Iterator[Reread]:
    """Read all versions of these pages again; writes nothing. One address is held at a time, and one snapshot of it.

    Args:
        roots: CSS selector of the content by place, as sources.yaml names them today; of a place that is not among
            them counts what it named when the place was last looked at.

    Raises:
        StoreError: the database cannot be read.
    """
    for place, rows in groupby(sorted(pages, key=lambda row: (row.place, row.id)), key=lambda row: row.place):
        reads: Reads = lru_cache(maxsize=1)(read_snapshot)  # all parts of an answer stand in one snapshot
        root = roots[place] if place in roots else _last_root(store, place)
        versions = [(version, row) for row in rows for version in store.versions(row.id)]
        for version, row in sorted(versions, key=lambda pair: (pair[0].snapshot_id, pair[1].id, pair[0].id)):
            yield _reread(store, version, row, root, reads)


def record(store: Store, found: Reread, now: datetime) -> int | None:
    """Write what came of a version, in one transaction; give the number of its technical change, if there is one.

    Raises:
        OvertakenError: another process has read the version again since.
        StoreError: nothing can be written.
    """
    if isinstance(found, Otherwise):
        with store.record(now) as recording:
            return recording.reread(found.version, found.stated, found.now, found.states, found.change)
    if isinstance(found, Same) and found.reader != found.version.reader:
        with store.record(now) as recording:
            recording.read_the_same(found.version, found.reader)
    return None


def _last_root(store: Store, place: str) -> str | None:
    state = store.address_state(place)
    return state.root if state else None


def _reread(store: Store, version: Version, row: PageRow, root: str | None, reads: Reads) -> Reread:
    snapshot, stated = snapshot_of(store, version), tuple(store.facts(version.id))
    try:
        document = reread(store, snapshot, row.page, row.place, root, reads)
        if document is None:
            return Unread(version, f"{snapshot.path} has no part {row.part!r} as it is read today")
        if document.is_empty:
            at = f"at {root!r}, where its content should be, " if root and snapshot.place == row.place else ""
            return Unread(version, f"{snapshot.path} holds no text {at}as it is read today")
        states = tuple(map(_as_stored, reading(document, publisher_of(row.publisher)).facts))
    except StoreError as error:
        return Unread(version, str(error))
    except Exception as error:
        # Pages are anybody's text: one on which this program itself fails must not keep the others from being read.
        log.exception("%s: the program failed on version %d", version.page_id, version.id)
        return Unread(version, f"the program failed on {snapshot.path} ({type(error).__name__})")
    now = _read_as(version, document)
    if states == stated and replace(now, reader=version.reader) == version:
        return Same(version, document.reader)
    return Otherwise(version, stated, now, states, _change(version, stated, now, states, row))


def _read_as(version: Version, document: Document) -> Version:
    """The version as a document of today's reader makes it.

    Date and note of a version that was taken from elsewhere may have stood in a file beside it: there they stay.
    """
    stamp, note = document.stamps.date, document.stamps.note
    if version.origin == "backfill":
        stamp, note = version.stamp or stamp, version.note or note
    return replace(
        version,
        title=document.title,
        stamp=stamp,
        note=note,
        reader=document.reader,
        document_sha256=fingerprint(document),
    )


def _as_stored(fact: Fact) -> Fact:
    """A fact as the store gives it back: JSON knows no tuples."""
    return replace(fact, value=json.loads(json.dumps(fact.value)))


def _change(was: Version, stated: tuple[Fact, ...], now: Version, states: tuple[Fact, ...], row: PageRow) -> Change:
    facts = tuple(
        replace(fact, significance=significance_of(fact, Setting(row.safety_critical)))
        for fact in compare_facts(stated, states, _alignment(was, stated, now))
    )
    return Change(
        significance="none",
        reasons=tuple(_reasons(was, stated, now, states, facts)),
        facts=tuple(sorted(facts, key=lambda fact: -weight(fact.significance))),
        kind="technical",
    )


def _alignment(was: Version, stated: Iterable[Fact], now: Version) -> Alignment:
    """Which block is which: known where the document is the same, and only its facts are found otherwise."""
    blocks = {fact.block for fact in stated} if was.document_sha256 == now.document_sha256 else set()
    return Alignment({block: block for block in blocks}, frozenset(), {})


def _reasons(
    was: Version, stated: Sequence[Fact], now: Version, states: Sequence[Fact], told: Sequence[FactChange]
) -> Iterator[str]:
    """What would be read otherwise, in words."""
    kinds = Counter[str](fact.change for fact in told)
    words = {"added": "more", "removed": "less", "changed": "with another value"}
    counts = [f"{many(kinds[change], 'fact')} {word}" for change, word in words.items() if kinds[change]]
    placed = _placed_otherwise(stated, states, kinds)
    if placed:
        counts.append(f"{many(placed, 'fact')} in other words or at another place")
    if counts:
        yield ", ".join(counts)
    if was.title != now.title:
        yield f"the title otherwise: “{now.title}” instead of “{was.title}”"
    if was.stamp != now.stamp:
        yield f"the page's date otherwise: {now.stamp or 'none'} instead of {was.stamp or 'none'}"
    if was.note != now.note:
        yield f"the publisher's note otherwise: {_quoted(now.note)} instead of {_quoted(was.note)}"
    if was.document_sha256 != now.document_sha256:
        yield "the document comes out otherwise (of the earlier one only facts and fingerprint were kept)"


def _quoted(text: str | None) -> str:
    return f"“{text}”" if text else "none"


def _placed_otherwise(stated: Iterable[Fact], states: Iterable[Fact], told: Mapping[str, int]) -> int:
    """Facts whose value is as it was, but not their words, their label, their place, or how often they stand there."""
    gone, come = Counter(map(_whole, stated)), Counter(map(_whole, states))
    left = (gone - come).total() - told.get("removed", 0) - told.get("changed", 0)
    right = (come - gone).total() - told.get("added", 0) - told.get("changed", 0)
    return max(left, right, 0)


def _whole(fact: Fact) -> tuple[object, ...]:
    """A fact to be counted: its value may be no key."""
    value = json.dumps(fact.value, sort_keys=True)
    return (fact.kind, fact.text, value, fact.label, fact.context, fact.section, fact.block, fact.start, fact.end)
