"""What an edit says, apart from where it stands: marks that are equal on two pages where the edit is the same.

A mark is a digest of one sentence that came or went, of one changed fact, of a section or a link, with the names of the
page's own country masked. Sentences and not words, for "2025 -> 2026" says something else in each sentence; and not
blocks, for the same sentence comes to a paragraph that differs from country to country.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.clusters.names import masked, masked_url
from monitor.compare.change import Change, Edit, FactChange, FactValue, LinkChange, LinkEnd, PageInfo, SectionChange
from monitor.read.text import plain, sentences


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that a change says."""

    digest: str
    """Equal for the same statement on the pages of two countries of one publisher."""
    words: int
    """How many words of page text it stands for; 0 of what says nothing by itself (a section, a link), or nothing more
    (a fact whose sentence is a mark)."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence that an edit took away, brought, or gave other looks, with its mark."""

    sign: Literal["-", "+", "~"]
    sentence: str
    """As the page has it."""
    plain: str
    """Masked, letters and digits only."""
    mark: Mark


def marks(change: Change) -> tuple[Mark, ...]:
    """All that a change says, each thing once; nothing of a change without a page, and of one that is only order.

    Edits that say nothing new (order, other signs) count only where the whole change says nothing.
    """
    if change.page is None or change.nothing == "order":
        return ()
    return tuple({mark.digest: mark for mark in _marks(change, Marker(change, change.page))}.values())


def _marks(change: Change, marker: Marker) -> Iterator[Mark]:
    told: set[str] = set()
    for edit in change.edits:
        for said in marker.edit(edit):
            told.add(said.plain)
            yield said.mark
    for fact in change.facts:
        mark = marker.fact(fact)
        yield Mark(mark.digest, 0) if told & marker.contexts(fact) else mark
    for each in (*map(marker.section, change.sections), *map(marker.link, change.links)):
        if each is not None:
            yield each


class Marker:
    """Makes the marks of the parts of one change."""

    def __init__(self, change: Change, page: PageInfo) -> None:
        self._page = page
        self._place = country_of(page)
        self._nothing = change.nothing
        self._is_told = change.significance != "none"

    def edit(self, edit: Edit) -> list[Said]:
        """What an edit says; of one whose words stayed the sentences that look otherwise, if nothing else changed."""
        if edit.nothing == "order" or (edit.nothing is not None and self._is_told):
            return []
        before, after = self._sentences(edit.before), self._sentences(edit.after)
        found = [self._said("-", key, text) for key, text in before.items() if key not in after]
        found += [self._said("+", key, text) for key, text in after.items() if key not in before]
        return found or [self._said("~", key, text) for key, text in before.items() if text != after.get(key)]

    def fact(self, fact: FactChange) -> Mark:
        """A changed fact with its sentence."""
        sides = [(self._mask(side.text), self._mask(side.context)) if side else ("", "") for side in _sides(fact)]
        words = max(len(text.split()) for text, _ in sides)
        return self._mark("fact", words, fact.kind, fact.change, *map("\x1e".join, sides))

    def contexts(self, fact: FactChange) -> set[str]:
        """The sentences of a fact, as `Said.plain` has them."""
        return {self._mask(side.context) for side in _sides(fact) if side}

    def section(self, section: SectionChange) -> Mark | None:
        """A section that came, went or has another heading."""
        if section.change not in ("added", "removed", "renamed"):
            return None
        heads = (self._mask(path[-1]) if path else "" for path in (section.path, section.path_before))
        return self._mark("section", 0, section.change, *heads)

    def link(self, link: LinkChange) -> Mark | None:
        """A changed link."""
        return self._mark("link", 0, link.change, self._end(link.before), self._end(link.after))

    def _said(self, sign: Literal["-", "+", "~"], key: str, text: str) -> Said:
        return Said(sign, text, key, self._mark("edit", len(key.split()), sign, key))

    def _sentences(self, text: str | None) -> dict[str, str]:
        """The sentences of a block by what they say when masked, in page order."""
        found = (text[start:end] for start, end in sentences(text)) if text else ()
        return {key: sentence for sentence in found if (key := self._mask(sentence))}

    def _end(self, end: LinkEnd | None) -> str:
        if end is None:
            return ""
        return f"{masked_url(end.url, self._page.country, self._place)}\x1e{self._mask(end.text)}"

    def _mask(self, text: str) -> str:
        return plain(masked(text, self._page.country, self._place))

    def _mark(self, of: str, words: int, *parts: str) -> Mark:
        said = "\x1f".join((self._page.publisher, self._nothing or "", of, *parts))
        return Mark(hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:24], words)


def country_of(page: PageInfo) -> str:
    """What the page calls its country: the first part of its title ("Uganda / Getting help")."""
    return page.title.split(" / ", 1)[0].strip()


def _sides(fact: FactChange) -> tuple[FactValue | None, FactValue | None]:
    return (fact.before, fact.after)
