"""The passages of a page that changed, each with the facts that it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from monitor.assess.directions import direction_words
from monitor.compare.change import Change, Edit, FactChange, FactValue, Nothing, Path, weight
from monitor.facts.fact import FactKind
from monitor.facts.life import lives_in
from monitor.read.text import sentences
from monitor.report.reader import UTC_ENGLISH, Reader
from monitor.report.times import day_words
from monitor.report.values import value_words
from monitor.report.words import GAP, Run, quoted, shorten, within

_SHORT = 60
"""A value in more characters is a sentence: the passage below it says it, and once is enough."""


@dataclass(frozen=True, slots=True)
class FactLine:
    """A changed fact on one line. A side that is a whole sentence is None: the passage quotes it."""

    kind: FactKind
    change: Literal["added", "removed", "changed"]
    label: str
    before: str | None
    after: str | None
    direction: str
    """In the words of its kind ("longer", "stricter"); empty where there is none."""
    life: str = ""
    """Of a rule that begins or ends on a day: "from 1 Jan 2027", "until 30 Jun 2026"."""

    @property
    def about(self) -> str:
        """What stands in brackets behind a fact; empty where there is nothing to say."""
        return ", ".join(filter(None, (self.direction, self.life)))


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the page that changed, in short, below the facts that changed in it."""

    section: Path
    facts: tuple[FactLine, ...]
    change: Literal["added", "removed", "modified", "moved"]
    runs: tuple[Run, ...]
    nothing: Nothing | None = None
    anchor: str = ""
    """Words that the newer page has at this place; empty where they went."""

    def below(self, section: Path) -> Passage:
        """The same passage, its section named from a section above it on."""
        return replace(self, section=self.section[len(section) :])


def passages(change: Change, around: int, changed: int, reader: Reader = UTC_ENGLISH) -> list[Passage]:
    """The passages of a change: those with facts by section, the weightiest section first; then those of wording, in
    page order.

    Texts are cut down as `shorten` and `quoted` do by `around` and `changed`.
    """
    homes: dict[int, list[FactChange]] = {}
    homeless: dict[tuple[str, str, Path], list[FactChange]] = {}
    for fact in change.facts:
        home = _home(fact, change.edits)
        if home is not None:
            homes.setdefault(home, []).append(fact)
        else:
            homeless.setdefault((_context(fact.before), _context(fact.after), fact.section or ()), []).append(fact)
    factual = [
        (homes[index], _of_edit(change.edits[index], homes[index], around, changed, reader)) for index in sorted(homes)
    ]
    factual += [(facts, _of_facts(facts, changed, reader)) for facts in homeless.values()]
    told = {_context(fact.before) for fact in change.facts}
    worded = [
        _of_edit(edit, (), around, changed, reader)
        for index, edit in enumerate(change.edits)
        if index not in homes and not (edit.after is None and edit.before in told)
    ]
    return _by_section(factual) + worded


def _by_section(factual: Sequence[tuple[Sequence[FactChange], Passage]]) -> list[Passage]:
    """Sections by their weightiest fact, and so the passages within each; else as they came."""
    weights = [max(weight(fact.significance) for fact in facts) for facts, _ in factual]
    heaviest: dict[Path, int] = {}
    for heavy, (_, passage) in zip(weights, factual, strict=True):
        heaviest[passage.section] = max(heavy, heaviest.get(passage.section, 0))
    sections = sorted(heaviest, key=lambda section: -heaviest[section])
    ranks = {section: rank for rank, section in enumerate(sections)}
    order = sorted(range(len(factual)), key=lambda i: (ranks[factual[i][1].section], -weights[i]))
    return [factual[index][1] for index in order]


def _context(value: FactValue | None) -> str:
    return (value.context or value.text) if value else ""


def _home(fact: FactChange, edits: Sequence[Edit]) -> int | None:
    """The edit that holds the sentence of a fact, of both its sides where that can be."""
    best: tuple[float, int] | None = None
    for index, edit in enumerate(edits):
        score = 2 * _holds(edit.after, fact.after) + _holds(edit.before, fact.before)
        if score:
            score += 0.5 * (edit.section == fact.section) + 0.25 * (edit.change != "moved")
            best = max(best or (score, -index), (score, -index))
    return -best[1] if best else None


def _holds(text: str | None, value: FactValue | None) -> float:
    """1 where the text holds the sentence of a value, a little more where it is all of it, else 0."""
    words = _context(value)
    if not text or not words:
        return 0
    start = text.find(words)
    while start >= 0:  # "ports" is not in "airports"
        around = text[max(0, start - 1) : start] + text[start + len(words) : start + len(words) + 1]
        if not any(map(str.isalnum, around)):
            return 1.1 if text == words else 1
        start = text.find(words, start + 1)
    return 0


def _of_edit(edit: Edit, facts: Sequence[FactChange], around: int, changed: int, reader: Reader) -> Passage:
    before, after = edit.before or "", edit.after or ""
    new = [_context(fact.after) for fact in facts if _context(fact.after) in after]
    old = [_context(fact.before) for fact in facts if _context(fact.before) in before]
    # Where a fact's old sentence stood in another block, that sentence is quoted before the new one.
    elsewhere = [_context(fact.before) for fact in facts if fact.before and _context(fact.before) not in before]
    runs: tuple[Run, ...]
    if edit.words is not None:
        runs = shorten(edit.words, around, changed)
    elif edit.change == "moved":
        runs = quoted("=", after or before, [*new, *old], changed)
    else:
        runs = (quoted("-", before, old, changed) if before else ()) + (
            quoted("+", after, new, changed) if after else ()
        )
    if elsewhere:
        runs = (("-", " ".join(dict.fromkeys(elsewhere))), *(runs if runs[0] != GAP else runs[1:]))
    runs = _bounded(runs, facts, changed)
    anchor = next(filter(None, map(_anchor, facts)), "") or _first_change(edit)
    return Passage(edit.section, _lines(facts, reader), edit.change, runs, edit.nothing, anchor)


def _of_facts(facts: Sequence[FactChange], changed: int, reader: Reader) -> Passage:
    """Facts that no edit holds: their own sentences."""
    first = facts[0]
    before, after = _context(first.before), _context(first.after)
    runs: tuple[Run, ...] = tuple(run for run in (("-", before), ("+", after)) if run[1])
    if before == after:
        runs = (("=", after),)
    change: Literal["added", "removed", "modified"] = "added" if not before else "removed" if not after else "modified"
    runs = _bounded(runs, facts, changed)
    return Passage(first.section or (), _lines(facts, reader), change, runs, None, _anchor(first))


_ENDLESS = 4
"""So many times what is shown of a deletion may a sentence have that tells of a fact: what is longer is no sentence."""


def _bounded(runs: tuple[Run, ...], facts: Sequence[FactChange], changed: int) -> tuple[Run, ...]:
    """Sentences without end cut down to what stands around their facts."""
    if all(len(text) <= _ENDLESS * changed for _, text in runs):
        return runs
    values = [value.text for fact in facts for value in (fact.before, fact.after) if value]
    found: list[Run] = []
    for op, text in runs:
        found += within(op, text, values, changed) if len(text) > _ENDLESS * changed else ((op, text),)
    return tuple(run for index, run in enumerate(found) if run != GAP or index == 0 or found[index - 1] != GAP)


def _lines(facts: Iterable[FactChange], reader: Reader) -> tuple[FactLine, ...]:
    """Each fact on a line; two that would read the same are one line."""
    lines = (
        FactLine(fact.kind, fact.change, _label(fact), *_sides(fact, reader), _direction(fact), _life(fact, reader))
        for fact in facts
    )
    return tuple(dict.fromkeys(lines))


def _label(fact: FactChange) -> str:
    """Whose or what for, unless the heading above it says so already."""
    label = (fact.after and fact.after.label) or (fact.before and fact.before.label) or ""
    headings = {heading.casefold() for heading in fact.section or ()}
    return "" if label.casefold() in headings else label


_DIGITS_ALONE = re.compile(r"\d/\d\d?/\d")
"""A date that day and month do not tell apart: whose order it follows is not known here."""


def _life(fact: FactChange, reader: Reader) -> str:
    """When a rule begins and ends, by the sentence that tells it now."""
    if fact.kind != "rule" or fact.after is None:
        return ""
    words = {"begins": "from", "ends": "until", "on": "on"}
    sentence = fact.after.context or fact.after.text
    found = () if _DIGITS_ALONE.search(sentence) else lives_in(sentence)
    return ", ".join(f"{words[what]} {day_words(day, reader)}" for day, what, _ in found)


def _direction(fact: FactChange) -> str:
    """Which way a fact went, in the words of its kind; empty where nothing can be said."""
    return direction_words(fact.kind, fact.direction) if fact.direction else ""


def _sides(fact: FactChange, reader: Reader) -> tuple[str | None, str | None]:
    values = (fact.before, fact.after)
    before, after = (value.text if value else None for value in values)
    said_below = any(
        len(value.text) > (_SHORT if value.text != value.context else _SHORT // 2) for value in values if value
    )
    if said_below:
        return None, None
    if before == after and fact.before and fact.after:  # the same words: what they now mean is the change
        return value_words(fact.kind, fact.before.value, reader), value_words(fact.kind, fact.after.value, reader)
    return before, after


def _anchor(fact: FactChange) -> str:
    """The sentence of a fact on the newer page; of a table row the cell that holds it."""
    if fact.after is None:
        return ""
    cells = _context(fact.after).split(" | ")
    return next((cell for cell in cells if fact.after.text in cell), cells[0])


def _first_change(edit: Edit) -> str:
    """The first sentence of the newer text in which something changed."""
    if edit.after is None or edit.change == "removed":
        return ""
    offset = 0
    for op, text in edit.words or ():
        if op != "=":
            break
        offset += len(text)
    for start, end in sentences(edit.after):
        if end > offset:
            cells = edit.after[start:end].split(" | ")
            return max(cells, key=len)
    return ""
