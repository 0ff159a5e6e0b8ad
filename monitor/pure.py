"""The pure way of a page, from bytes to a change: read, find, compare, assess. No clock, no disk, no network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from monitor.assess.assess import assess
from monitor.compare.change import Change
from monitor.compare.difference import Difference, compare
from monitor.facts.fact import Fact
from monitor.facts.find import find
from monitor.publishers.publisher import Publisher
from monitor.read.document import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its facts."""

    document: Document
    facts: tuple[Fact, ...]


def reading(document: Document, publisher: Publisher) -> Reading:
    """A document and the facts in it."""
    return Reading(document, find(document, publisher))


Only = Callable[[Difference], Difference]
"""Takes out of a difference what is not to count."""


def change_between(
    before: Reading,
    after: Reading,
    publisher: Publisher,
    *,
    safety_critical: bool = False,
    title: str = "",
    only: Only | None = None,
) -> Change:
    """What changed between two readings of one page, and what it means."""
    difference = compare(before.document, after.document, before.facts, after.facts)
    if only is not None:
        difference = only(difference)
    return assess(difference, publisher, safety_critical=safety_critical, page_title=title or after.document.title)
