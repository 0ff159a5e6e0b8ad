"""What the publisher said of a change, beside what was found."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from textwrap import shorten

from monitor.assess.notes import Clause, clauses_of
from monitor.assess.topics import KINDS, stems, topics
from monitor.compare.change import Announcement, Change, Edit, FactChange, Path
from monitor.compare.difference import Difference
from monitor.publishers.countries import country_name
from monitor.read.text import looks

_VITAL = frozenset({"phone", "email", "level", "law", "penalty"})
"""A change of these that the note does not name by itself is not announced, whatever the note says of its section."""
_LITTLE = 10
"""Words: an edit of fewer, in which no fact changed, needs no announcement."""
_MOST = 10
"""What a reader is told of; the rest is counted."""
_LONG = 110
"""Characters of a fact's words."""
_NEAR = 100
"""Edits of a section in which the one is sought that a fact stands in."""


def announcement_of(
    change: Change, difference: Difference, page_title: str, part_titles: Collection[str] = ()
) -> Announcement | None:
    """Announced: the note speaks of all that changed; partly: of some, or only that this page changed; silent: of none;
    unknown: no note and no stamp.

    A note speaks of a fact when it names its kind or its subject, of a section when it names its heading, its topic or
    its words. Of a page that it does not name beside others that it names it says nothing. A moved stamp without a note
    says that something changed, and not what: partly. A "minor update" keeps stamp and note by design: that is silent.

    Args:
        page_title: the page's own name; "" where it has none, and any page's note is its own.
        part_titles: names of the other pages that a note may name.
    """
    if change.nothing is not None:
        return None
    before, after = difference.stamps_before, difference.stamps_after
    if after.note is None and after.date is None:
        return Announcement("unknown", None, None)
    moved = (before.date != after.date) if before.date or after.date else None
    matters = _matters(change)
    if after.note is None:
        return Announcement("partly" if moved else "silent", None, moved, _told(matters))
    if not (before.note != after.note or moved):
        return Announcement("silent", after.note, moved, _told(matters))
    own = stems(f"{country_name(difference.country or '')} {page_title}")
    clauses = clauses_of(after.note, page_title, part_titles)
    said = [_Said(clause, own, page_title, bool(change.facts)) for clause in clauses if clause.is_on(page_title)]
    says_level = any(clause.says_level for clause in clauses)
    missing = [
        matter
        for matter in matters
        if not any(one.speaks_of(matter) for one in said) and not (says_level and matter.is_advice)
    ]
    if not missing:
        return Announcement("announced", after.note, moved)
    some = len(missing) < len(matters) or any(one.is_general for one in said)
    return Announcement("partly" if some else "silent", after.note, moved, _told(missing))


class _Matter:
    """A change of fact, or the edits of a section: what a note may speak of."""

    def __init__(self, name: str, path: Path, own: str, around: str = "", fact: FactChange | None = None) -> None:
        self.name = name
        self.fact = fact
        self._path = " ".join(path)
        self._own = own
        self._around = around

    @cached_property
    def heading(self) -> frozenset[str]:
        """The words of its headings."""
        return stems(looks(self._path))

    @cached_property
    def own(self) -> frozenset[str]:
        """The words that only this has: a fact's with its label, a section's edits."""
        return stems(looks(self._own))

    @cached_property
    def around(self) -> frozenset[str]:
        """The words of the edit that a fact stands in, else of its sentence."""
        return stems(looks(self._around))

    @cached_property
    def topics(self) -> frozenset[str]:
        """What all of these are about."""
        return topics(looks(f"{self._path} {self._own} {self._around}"))

    @property
    def is_advice(self) -> bool:
        """Whether it is a level of advice, and not how likely terrorists are."""
        held = (self.fact.after or self.fact.before) if self.fact and self.fact.kind == "level" else None
        return held is not None and isinstance(held.value, dict) and held.value.get("scale") == "advice"


def _matters(change: Change) -> list[_Matter]:
    """Changes of fact first, then sections in which no fact changed."""
    sections: dict[Path, list[Edit]] = {}
    for edit in change.edits:
        if edit.nothing is None:
            sections.setdefault(edit.section, []).append(edit)
    found = [_of_fact(fact, sections.get(fact.section or (), [])[:_NEAR]) for fact in change.facts]
    for fact in change.facts:
        sections.pop(fact.section or (), None)
    for path, edits in sections.items():
        words = " ".join(_changed_words(edit) for edit in edits)
        if len(words.split()) >= _LITTLE:
            found.append(_Matter(_name(path), path, words))
    if not found and sections:
        path, edits = next(iter(sections.items()))
        words = " ".join(f"{edit.before or ''} {edit.after or ''}" for edit in edits)
        found.append(_Matter(_name(path), path, words))
    return found


def _changed_words(edit: Edit) -> str:
    if edit.words:
        return " ".join(text for op, text in edit.words if op != "=")
    return f"{edit.before or ''} {edit.after or ''}"


def _of_fact(fact: FactChange, edits: list[Edit]) -> _Matter:
    sides = [side for side in (fact.before, fact.after) if side is not None]
    texts = [shorten(side.text, _LONG, placeholder=" …") for side in sides]
    name = (
        f"{fact.kind} {' -> '.join(texts)}" if fact.change == "changed" else f"{fact.kind} {texts[0]} ({fact.change})"
    )
    own = " ".join(f"{side.label or ''} {side.text}" for side in sides)
    # "You may be isolated" says nothing of the disease that the sentence before it names.
    held = sides[-1].text
    whole = [f"{edit.before or ''} {edit.after or ''}" for edit in edits]
    around = next((text for text in whole if held in text), " ".join(side.context for side in sides))
    return _Matter(name, fact.section or (), own, around, fact)


def _name(section: Path) -> str:
    return " / ".join(section) or "the page's beginning"


def _told(matters: list[_Matter]) -> tuple[str, ...]:
    names = list(dict.fromkeys(matter.name for matter in matters))
    more = len(names) - _MOST
    return (*names[:_MOST], *([f"{more} more"] if more > 0 else []))


class _Said:
    """A clause of a note that may speak of this page."""

    def __init__(self, clause: Clause, own_names: frozenset[str], page_title: str, facts_changed: bool) -> None:
        self.clause = clause
        # "Minor edits" tells of wording; where a fact changed with it, it tells the reader not to look.
        here = clause.pages is None or not page_title or clause.names(page_title)
        self.covers_wording = here and (clause.sweeping or (clause.editorial and not facts_changed))
        self.words = stems(clause.text) - own_names
        self.topics = topics(clause.text if not page_title else clause.text.replace(page_title, " "))
        names_page = bool(page_title) and clause.names(page_title)
        self.is_general = clause.sweeping or (names_page and not self.words and not clause.editorial)
        """It says that the page changed, and not what."""

    def speaks_of(self, matter: _Matter) -> bool:
        if matter.fact is None:
            return self.covers_wording or self._is_on_section(matter)
        fact = matter.fact
        kind = KINDS.get(fact.kind)
        if fact.kind == "level":
            return self.clause.says_level if matter.is_advice else "terrorism" in self.topics
        if kind and kind.search(self.clause.text):
            return True
        if fact.kind in ("phone", "email"):
            return False  # a note on protests in Riyadh speaks of no number of the embassy in Riyadh
        if fact.kind in _VITAL:
            return bool(self.words & (matter.own | matter.heading)) or self._shares_much(matter.around)
        return self._is_on_section(matter)

    def _is_on_section(self, matter: _Matter) -> bool:
        if self.words & matter.heading or self.topics & matter.topics:
            return True
        return self._shares_much(matter.own | matter.around)

    def _shares_much(self, words: frozenset[str]) -> bool:
        shared = self.words & words
        return len(shared) >= _MUCH or (bool(shared) and len(self.words) <= _MUCH)


_MUCH = 2
"""Words that a note shares with a text where it is about it; one is enough where it says no more than two."""
