"""Whether an index and the page that it names say two levels: one of the two is behind, and somebody must look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from textwrap import shorten

from monitor.facts.fact import APART, Fact
from monitor.facts.levels import find_advice
from monitor.publishers.publisher import Publisher
from monitor.read.document import Document, Section
from monitor.read.entry import Entry

_OF_SEVERAL = re.compile(r"\bsee\b.{0,40}\bsummar(?:y|ies)\b", re.IGNORECASE)
"""A line that speaks for several countries has the highest of their levels: "Mainland China, Hong Kong & Macau - See
Summaries"."""


def disagreement(entry: Entry, facts: Sequence[Fact], publisher: Publisher, *, index: str = "index") -> str | None:
    """One sentence where the line of an index and the page say different levels for the whole country; else None. Pure.

    Only levels of the publisher's own scale of advice count, and only those for the whole country: that a region has
    another is no disagreement. In doubt there is none: where one of the two names no level for the whole country, where
    the text of a page names several and no badge says which holds, where the line speaks for several countries, or says
    that there are regional advisories and its level is one of those.

    Args:
        entry: the line, read at about the same time as the page.
        facts: of the whole page, or of the part of it that bears the level.
        index: how people are told of it ("feed").
    """
    if _OF_SEVERAL.search(entry.title):
        return None
    told = _advice(_facts_of(entry, publisher))
    said = _advice(facts)
    line, page = _of_country(told), _page_level(said)
    if not line or not page or _steps(line) & _steps(page):
        return None
    if _tells_of_regions(entry, told) and _steps(line) & _steps(said):
        return None
    return f"The {index} says {_words(line)}, the page says {_words(page)}."


def _facts_of(entry: Entry, publisher: Publisher) -> list[Fact]:
    """The levels of a line, understood as those that a page shows apart from its text."""
    top = (Section((), "top", 0),)
    bare = Document(entry.title, top, (), (), advice=entry.advice, country=entry.country, language=publisher.language)
    return find_advice(bare, publisher)


def _advice(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that are a step on the scale of advice."""
    levels = (fact for fact in facts if fact.kind == "level" and isinstance(fact.value, dict))
    return [fact for fact in levels if fact.value.get("scale") == "advice" and fact.value.get("step") is not None]


def _of_country(levels: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in levels if fact.value.get("area") is None]


def _page_level(levels: Iterable[Fact]) -> list[Fact]:
    """What the page shows apart from its text; else the one level that its text has for the whole country."""
    country = _of_country(levels)
    if apart := [fact for fact in country if fact.block == APART]:
        return apart
    return country if len(_steps(country)) == 1 else []


def _tells_of_regions(entry: Entry, levels: Sequence[Fact]) -> bool:
    """Whether the line says more than levels for the country: "with regional advisories", or a level of an area."""
    return len(_of_country(levels)) < len(entry.advice)


def _steps(levels: Iterable[Fact]) -> set[int]:
    return {fact.value["step"] for fact in levels}


def _words(levels: Sequence[Fact]) -> str:
    highest = max(levels, key=lambda fact: int(fact.value["step"]))
    return f"“{shorten(highest.text, 100, placeholder=' …')}”"
