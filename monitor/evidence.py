"""Where the facts of a change stand in the raw bodies of its two versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from monitor.compare.change import Change, FactValue, VersionInfo
from monitor.errors import UnreadableError
from monitor.facts.fact import Fact
from monitor.publishers import publisher as publisher_of
from monitor.pure import reading
from monitor.read.places import Places
from monitor.store import PageRow, Store, Version
from monitor.versions import reread, snapshot_of

Side = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact of one side of a change, and the bytes that state it."""

    side: Side
    kind: str
    text: str
    path: str
    """Of the raw body, below the folder of the snapshots."""
    start: int
    end: int
    """Offset behind the last byte."""


def stated_bytes(
    change: Change, store: Store, roots: Mapping[str, str | None] = MappingProxyType({})
) -> tuple[Stated, ...]:
    """The bytes of each fact of a change, on each side; a fact that today's reader finds no more is left out.

    Args:
        roots: CSS selector of the content by place, as sources.yaml names them.

    Raises:
        StoreError: a raw body is missing or damaged.
    """
    row = store.page(change.page.id) if change.page else None
    if row is None:
        return ()
    found: list[Stated] = []
    sides: tuple[tuple[Side, VersionInfo | None], ...] = (("before", change.before), ("after", change.after))
    for side, info in sides:
        wanted = [
            (fact.kind, value)
            for fact in change.facts
            if (value := fact.before if side == "before" else fact.after) is not None
        ]
        version = _version(store, row, info) if wanted else None
        if version is not None:
            found += _on_side(side, wanted, version, row, store, roots.get(row.place))
    return tuple(found)


def _version(store: Store, row: PageRow, info: VersionInfo | None) -> Version | None:
    if info is None:
        return None
    wanted = (info.sha256, info.observed_at)
    versions = store.versions(row.id)
    return next((each for each in versions if (each.info.sha256, each.info.observed_at) == wanted), None)


def _on_side(
    side: Side, wanted: Sequence[tuple[str, FactValue]], version: Version, row: PageRow, store: Store, root: str | None
) -> list[Stated]:
    snapshot = snapshot_of(store, version)
    document = reread(store, snapshot, row.page, row.place, root)
    if document is None:
        return []
    try:
        places = Places(store.body(snapshot), snapshot.header("content-type"), document)
    except UnreadableError:  # a PDF: its bytes are no text
        return []
    facts = list(reading(document, publisher_of(row.publisher)).facts)
    found = []
    for kind, value in wanted:
        fact = _taken(facts, kind, value)
        place = places.bytes_of(fact.block, fact.start, fact.end) if fact is not None else None
        if place is not None:
            found.append(Stated(side, kind, value.text, snapshot.path, *place))
    return found


def _taken(facts: list[Fact], kind: str, value: FactValue) -> Fact | None:
    """The fact that a side of a change is, by its words and its sentence; each is taken once."""
    near = [fact for fact in facts if fact.kind == kind and fact.text == value.text]
    same = [fact for fact in near if fact.context == value.context and fact.label == value.label]
    fact = next(iter(same or near), None)
    if fact is not None:
        facts.remove(fact)
    return fact
