"""Pages of one sentence or of many, and the folders of real ones, for the tests of facts, comparing and assessing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor.assess.assess import assess
from monitor.compare.change import Change
from monitor.compare.difference import Difference, compare
from monitor.facts.fact import Fact
from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.publishers.countries import country_code
from monitor.pure import Reading, reading
from monitor.read.document import Document
from monitor.read.reader import read

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"
"""Real pages, kept outside of the repository; tests that read them are skipped where it is absent."""
SEEDS = sorted(SHARED.glob("seeds/*.txt"))
GOLD = sorted(folder.parent for folder in SHARED.glob("corpus/gold/*/gold.json"))

needs_seeds = pytest.mark.skipif(len(SEEDS) != 4, reason="the seed pages (../shared/seeds) are not on this machine")
needs_gold = pytest.mark.skipif(not GOLD, reason="the labelled edits (../shared/corpus/gold) are not on this machine")


def document(text: str, country: str | None = "KZ", by: str = "uk-fcdo") -> Document:
    """A page in Markdown, under a heading that says nothing."""
    if not text.startswith("# "):
        text = f"# Advice\n\n{text}"
    return read(text.encode(), publisher(by), country=country)


def facts(text: str, country: str | None = "KZ", by: str = "uk-fcdo") -> tuple[Fact, ...]:
    return find(document(text, country, by), publisher(by))


def of_kind(kind: str, text: str, country: str | None = "KZ", by: str = "uk-fcdo") -> list[tuple[str, Any]]:
    """(words, value) of the facts of one kind, in page order."""
    return [(fact.text, fact.value) for fact in facts(text, country, by) if fact.kind == kind]


def values(kind: str, text: str, country: str | None = "KZ", by: str = "uk-fcdo") -> list[Any]:
    return [value for _, value in of_kind(kind, text, country, by)]


def differ(before: str, after: str, country: str | None = "KZ", by: str = "uk-fcdo") -> Difference:
    """What differs between two texts, before anybody says what it means."""
    old, new = document(before, country, by), document(after, country, by)
    return compare(old, new, find(old, publisher(by)), find(new, publisher(by)))


def change(
    before: str,
    after: str,
    country: str | None = "KZ",
    by: str = "uk-fcdo",
    *,
    safety_critical: bool = False,
    title: str = "",
) -> Change:
    difference = differ(before, after, country, by)
    return assess(difference, publisher(by), safety_critical=safety_critical, page_title=title)


def moves(changed: Change | Difference, *kinds: str) -> list[tuple[str, str, str | None, str | None]]:
    """(kind, change, words before, words after) of each change of fact, of the named kinds or of all."""
    return [
        (f.kind, f.change, f.before.text if f.before else None, f.after.text if f.after else None)
        for f in changed.facts
        if not kinds or f.kind in kinds
    ]


@dataclass(frozen=True)
class RealPage:
    """A real page with its facts."""

    name: str
    body: str
    country: str | None
    by: str

    def reading(self) -> Reading:
        return _reading(self)

    def reading_of(self, body: str) -> Reading:
        """The same page with another body."""
        return reading(read(body.encode(), publisher(self.by), country=self.country), publisher(self.by))


@cache
def _reading(page: RealPage) -> Reading:
    return page.reading_of(page.body)


_SEED_PAGES = {"000": ("us-state", "KZ"), "001": ("us-state", "KG"), "002": ("uk-fcdo", "KZ"), "003": ("ngo", "KZ")}


@cache
def seed_pages() -> tuple[RealPage, ...]:
    return tuple(
        RealPage(path.name[:3], path.read_text(), _SEED_PAGES[path.name[:3]][1], _SEED_PAGES[path.name[:3]][0])
        for path in SEEDS
    )


@dataclass(frozen=True)
class Pair:
    """Two successive versions of a real page, with what people saw in them."""

    name: str
    before: RealPage
    after: RealPage
    label: dict[str, Any]


@cache
def gold_pairs() -> tuple[Pair, ...]:
    pairs = []
    for folder in GOLD:
        label = json.loads((folder / "gold.json").read_text())
        country = country_code(label["country"])
        old, new = (
            RealPage(f"{folder.name}/{side}", (folder / side).read_text(), country, label["publisher"])
            for side in ("old.md", "new.md")
        )
        pairs.append(Pair(folder.name, old, new, label))
    return tuple(pairs)


def real_pages() -> list[RealPage]:
    """Every real page: the seeds, and both versions of each labelled edit."""
    return [*seed_pages(), *(page for pair in gold_pairs() for page in (pair.before, pair.after))]
