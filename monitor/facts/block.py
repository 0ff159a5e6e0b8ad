"""What stands in one block: each finder masks what it took, in order of certainty.

What a block says depends on its text and on little of what stands round it, and two versions of a page share most of
their blocks: what was found in one is kept for the next time that it is met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from monitor.facts.ages import find_ages
from monitor.facts.calendar import find_dates
from monitor.facts.contacts import hide_urls
from monitor.facts.durations import find_durations
from monitor.facts.languages import languages_of
from monitor.facts.laws import find_laws
from monitor.facts.levels import find_levels
from monitor.facts.masked import Found, Masked
from monitor.facts.money import find_money
from monitor.facts.penalties import find_penalties
from monitor.facts.percentages import find_percentages
from monitor.facts.phones import find_called_numbers, find_phones
from monitor.facts.quantities import find_quantities
from monitor.facts.rules import find_rules, leads
from monitor.facts.short_codes import find_short_codes
from monitor.facts.times import find_always, find_times
from monitor.facts.wording import country_pattern
from monitor.publishers.publisher import Publisher
from monitor.read.document import BlockKind
from monitor.read.text import sentences

__all__ = ["Inside", "Place", "found_in", "leads"]


@dataclass(frozen=True, slots=True)
class Place:
    """What of a block's surroundings decides what it says."""

    country: str | None
    """ISO 3166-1 alpha-2 of the page."""
    kind: BlockKind
    lead: str
    headings: tuple[str, ...]
    around: str
    """Heading, lead-in, column heads and the label before: words that may say what its short numbers are."""
    instrument: str | None
    """The law that was named last before it."""


@dataclass(frozen=True, slots=True)
class Inside:
    """What stands in a block."""

    found: tuple[Found, ...]
    """In the order of the text."""
    sentences: tuple[tuple[int, int], ...]
    instrument: str | None
    """The law that was named last, for what follows."""
    languages: tuple[str, ...]


KEPT = 8_192
"""Blocks whose values are kept at hand, the latest met: some megabytes."""
_LONG = 4_000
"""Characters of the longest block that is read as one, and kept. The longest that a publisher wrote has 1,500."""


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A publisher that is told from others by being itself: its tables cannot be hashed."""

    publisher: Publisher

    def __hash__(self) -> int:
        return id(self.publisher)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and other.publisher is self.publisher


def found_in(text: str, place: Place, publisher: Publisher) -> Inside:
    """The values, levels and rules of a block. Pure."""
    if len(text) <= _LONG:
        return _found_in(text, place, _Known(publisher))
    # A finder may look at all of a text for each value in it: read in pieces, a wall of text takes no longer than its
    # length says.
    found: list[Found] = []
    spans: list[tuple[int, int]] = []
    for start, end in _pieces(text):
        inside = _found_in.__wrapped__(text[start:end].rstrip(), place, _Known(publisher))
        found += [replace(held, start=held.start + start, end=held.end + start) for held in inside.found]
        spans += [(first + start, last + start) for first, last in inside.sentences]
        place = replace(place, lead="", instrument=inside.instrument)
    return Inside(tuple(found), tuple(spans), place.instrument, languages_of(text, publisher.language))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Where the pieces of a long text begin and end: behind a sentence, else behind a word, else anywhere."""
    start = 0
    while len(text) - start > _LONG:
        until = start + _LONG
        end = text.rfind(". ", start + _LONG // 2, until) + 2
        if end < 2:
            end = text.rfind(" ", start + _LONG // 2, until) + 1 or until
        yield start, end
        start = end
    yield start, len(text)


@lru_cache(KEPT)
def _found_in(block: str, place: Place, known: _Known) -> Inside:
    publisher = known.publisher
    languages = languages_of(block, publisher.language)
    regions = tuple(dict.fromkeys(filter(None, (place.country, publisher.region))))
    spans = sentences(block)
    text = Masked(block, languages)
    hide_urls(text)
    find_phones(text, regions, publisher.own_numbers)
    find_always(text)
    find_dates(text, publisher.date_order)
    find_called_numbers(text)
    instrument = find_laws(text, place.instrument, place.country)
    if place.kind != "heading":  # "Illegal drugs and prison sentences" threatens nobody
        find_penalties(text, spans, place.lead, publisher.region)
    find_money(text, publisher.region)
    find_ages(text)
    find_percentages(text)
    find_times(text)
    find_durations(text)
    find_quantities(text)
    find_short_codes(text, place.country, place.around)
    found = [*text.found, *find_levels(block, spans, publisher, place.country, place.lead, place.headings)]
    if place.kind != "heading":
        lead = place.lead if place.kind == "item" else ""
        found += find_rules(block, spans, lead, found, languages, country_pattern(place.country))
    ordered = tuple(sorted(found, key=lambda held: (held.start, held.end)))
    return Inside(ordered, tuple(spans), instrument, languages)
