"""Facts of two versions, compared over the whole page, then paired."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from monitor.compare import rules
from monitor.compare.align import Alignment
from monitor.compare.change import FactChange, FactValue
from monitor.compare.pairs import pairs_of
from monitor.compare.same import AMOUNTS, key, likeness, one_area, same_label, same_spelling, same_value, without
from monitor.compare.stated import Told
from monitor.facts.fact import APART, FACT_KINDS, Fact

PENALTY_CONTEXT = 55.0
"""Least likeness of two sentences that threaten the same with the same punishment."""


STATEMENTS = frozenset({"phone", "email", "level", "money", "duration", "age", "percentage", "quantity", "time"})
"""Kinds whose value says little alone: "25 dollars" for a visa and "25 dollars" of tax are two statements, and so is
112 for the ambulance beside 112 for the police; a level may hold for the whole country and again for a region."""


RESTATED = 88.0
"""Least likeness of two sentences that differ in a value only."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of two versions beside their facts."""

    before: Told
    after: Told
    quiet_before: frozenset[int]
    quiet_after: frozenset[int]
    """Blocks that differ in punctuation or slips of typing only: no fact of theirs changed."""
    turned: tuple[tuple[Fact, Fact], ...]
    """Sentences, as rules, that are the same but for must, may, not ..."""

    def is_quiet(self, a: Fact | None, b: Fact | None) -> bool:
        """Whether a change would stand in such blocks alone."""
        return (a is None or a.block in self.quiet_before) and (b is None or b.block in self.quiet_after)


def compare_facts(
    before: tuple[Fact, ...], after: tuple[Fact, ...], alignment: Alignment, seen: Seen | None = None
) -> tuple[FactChange, ...]:
    """What only the new page states, what only the old one stated, and one statement with another value.

    Args:
        seen: what else is known of the two versions; None where they are not kept.
    """
    found: list[tuple[Fact | None, Fact | None]] = []
    for kind in FACT_KINDS:
        old = [f for f in before if f.kind == kind]
        new = [f for f in after if f.kind == kind]
        if kind in STATEMENTS:
            strong, old, new = _restated(old, new, alignment)
            found += strong
        if kind == "rule" and seen:
            turned = _turned_rules(seen, before, after)
            found += turned
            old = [f for f in old if not any(_lies_in(f, was) for was, _ in turned)]
            new = [f for f in new if not any(_lies_in(f, now) for _, now in turned)]
        if kind == "level":
            for stands in (_apart, _in_text):
                found += _other_reasons(list(filter(stands, old)), list(filter(stands, new)))
        gone, come = _rest(kind, old, new, alignment)
        pairs = pairs_of(kind, gone, come, alignment)
        found += _rules_that_changed(pairs, seen) if kind == "rule" else [p for p in pairs if not _equal(*p)]
    found = [pair for pair in found if not _is_told_as_step(*pair, found)]
    if seen:
        found = [pair for pair in found if not seen.is_quiet(*pair)]
    return tuple(_change(*pair) for pair in sorted(found, key=lambda pair: _order(*pair)))


def _turned_rules(seen: Seen, before: tuple[Fact, ...], after: tuple[Fact, ...]) -> list[tuple[Fact, Fact]]:
    """Sentences that turned, but those that state a level, which is a fact of its own."""
    old, new = ([f for f in side if f.kind == "level"] for side in (before, after))
    return [
        (was, now)
        for was, now in seen.turned
        if not any(_lies_in(f, was) for f in old) and not any(_lies_in(f, now) for f in new)
    ]


def _is_told_as_step(a: Fact | None, b: Fact | None, found: list[tuple[Fact | None, Fact | None]]) -> bool:
    """Whether a level that came or went is one side of a step that is told beside it."""
    held = b or a
    if (a and b) or held is None or held.kind != "level":
        return False
    steps = [(x, y) for x, y in found if x and y and x.kind == "level"]
    return any(key(held) == key(y if b else x) for x, y in steps)


def _lies_in(fact: Fact, sentence: Fact) -> bool:
    return fact.block == sentence.block and sentence.start <= fact.start < sentence.end


def _equal(a: Fact | None, b: Fact | None) -> bool:
    if a is None or b is None:
        return False
    return key(a) == key(b) or (a.kind == "level" and same_spelling(a, b))


def _rules_that_changed(
    pairs: list[tuple[Fact | None, Fact | None]], seen: Seen | None
) -> list[tuple[Fact | None, Fact | None]]:
    """Of rules that came, went or read otherwise those that are not told in other words, with what they turned into."""
    found = []
    for a, b in pairs:
        if a is not None and b is not None and (key(a) == key(b) or rules.is_reworded(a, b)):
            continue
        if seen is None or not _is_told(a, b, seen.before, seen.after):
            found.append((a, b))
    return found


def _is_told(a: Fact | None, b: Fact | None, before: Told, after: Told) -> bool:
    """Whether a rule that seems to have come, gone or changed stands in other words on the other page.

    A changed one does where all that it says now was said before, unless few words differ, each of which counts.
    """
    if a is not None and b is not None:
        return not rules.is_light(a, b) and not rules.is_within(a, b) and before.stated(b, after)
    return (b is None or before.stated(b, after)) and (a is None or after.still_states(a, before))


def _restated(
    old: list[Fact], new: list[Fact], alignment: Alignment
) -> tuple[list[tuple[Fact, Fact]], list[Fact], list[Fact]]:
    """Statements that kept their words and have another value, though the old value may stand elsewhere on the page.

    Only where the two sentences, without their values, are nearly equal, in blocks that are one.
    """
    pairs: list[tuple[Fact, Fact]] = []
    old_keys, new_keys = {key(f) for f in old}, {key(f) for f in new}
    by_block: dict[int, list[Fact]] = defaultdict(list)
    for fact in new:
        by_block[fact.block].append(fact)
    for block, stated in groupby(sorted(old, key=lambda f: f.block), key=lambda f: f.block):
        here, there = list(stated), by_block.get(alignment.pairs.get(block, _NOWHERE), [])
        if len(here) != len(there):  # one came or went: what is left is paired by its value
            values_here, values_there = {key(f) for f in here}, {key(f) for f in there}
            here = [f for f in here if key(f) not in values_there]
            there = [f for f in there if key(f) not in values_here]
        if len(here) == len(there):
            pairs += [
                (a, b)
                for a, b in zip(here, there, strict=True)
                if not same_value(a, b)
                and likeness(without(a), without(b)) >= RESTATED
                and _is_hidden(a, b, old_keys, new_keys)
            ]
    done_old = {id(a) for a, _ in pairs}
    done_new = {id(b) for _, b in pairs}
    # What was restated still counts as stated: a value that moved into another sentence is not new.
    kept_old = [f for f in old if id(f) not in done_old]
    kept_new = [f for f in new if id(f) not in done_new]
    kept_old_keys, kept_new_keys = {key(f) for f in kept_old}, {key(f) for f in kept_new}
    return (
        pairs,
        [f for f in kept_old if key(f) not in new_keys or key(f) in kept_new_keys],
        [f for f in kept_new if key(f) not in old_keys or key(f) in kept_old_keys],
    )


_NOWHERE = -2
"""The index of no block."""


def _is_hidden(a: Fact, b: Fact, old: set[str], new: set[str]) -> bool:
    """Of levels: whether it is one area's, and one of the two stands on the other page too.

    A step that the whole page takes is told once, in its fullest words; one that only one of its sentences takes, while
    another still names the old level, would be told as a level that came from nowhere.
    """
    if a.kind != "level":
        return True
    return one_area(a, b) and (key(a) in new or key(b) in old)


def _rest(kind: str, old: list[Fact], new: list[Fact], alignment: Alignment) -> tuple[list[Fact], list[Fact]]:
    """What one side states and the other does not.

    A value that stands on both pages has not changed, however often; a punishment is a statement about an offence,
    so it counts as the same only with a like sentence.
    """
    by_key: dict[str, list[Fact]] = defaultdict(list)
    for fact in new:
        by_key[key(fact)].append(fact)
    if kind == "penalty":
        return _rest_by_sentence(old, by_key, new, alignment)
    keys = {key(f) for f in old}
    gone, come = [f for f in _once(old) if key(f) not in by_key], [f for f in _once(new) if key(f) not in keys]
    if kind in AMOUNTS:
        stated = (
            [a for a in gone if any(same_value(a, b) for b in new)],
            [b for b in come if any(same_value(a, b) for a in old)],
        )
        gone, come = ([f for f in side if f not in left] for side, left in zip((gone, come), stated, strict=True))
    return gone, come


def _rest_by_sentence(
    old: list[Fact], by_key: dict[str, list[Fact]], new: list[Fact], alignment: Alignment
) -> tuple[list[Fact], list[Fact]]:
    gone: list[Fact] = []
    matched: set[int] = set()
    scored = sorted(
        ((_same_threat(a, b, alignment), i, id(b)) for i, a in enumerate(old) for b in by_key.get(key(a), [])),
        reverse=True,
    )
    used: set[int] = set()
    for ratio, i, b in scored:
        if ratio >= PENALTY_CONTEXT and i not in used and b not in matched:
            used.add(i)
            matched.add(b)
    gone = [a for i, a in enumerate(old) if i not in used]
    return gone, [b for b in new if id(b) not in matched]


def _same_threat(a: Fact, b: Fact, alignment: Alignment) -> float:
    """How surely one punishment is threatened for one thing: by the sentence, the block, the offence, the section."""
    score = likeness(a.context, b.context)
    if alignment.pairs.get(a.block) == b.block:
        score += 20
    if same_label(a, b):
        score += 15
    return score + (10 if a.section == b.section else 0)


_SAYS_LEVEL = re.compile(r"\b(?:level \d|advis\w+|avoid|travel|caution|precautions)\b", re.IGNORECASE)


def _fullness(level: Fact) -> tuple[bool, bool, int]:
    return level.block == APART, bool(_SAYS_LEVEL.search(level.text)), len(level.text)


def _apart(level: Fact) -> bool:
    """Whether it stands in the page's metadata, whose risk indicators say more than the text's reasons do."""
    return level.block == APART


def _in_text(level: Fact) -> bool:
    return level.block != APART


def _other_reasons(old: list[Fact], new: list[Fact]) -> list[tuple[Fact, Fact]]:
    """Levels that stayed, for other reasons than before: State's risk indicators ("due to crime and unrest")."""
    before, after = _reasons(old), _reasons(new)
    return [
        (before[level][0], after[level][0])
        for level in before
        if level in after and before[level][1] and after[level][1] and before[level][1] != after[level][1]
    ]


def _reasons(levels: list[Fact]) -> dict[str, tuple[Fact, frozenset[str]]]:
    """By level: the statement that gives the most reasons, and all reasons that the page gives."""
    found: dict[str, tuple[Fact, frozenset[str]]] = {}
    for fact in levels:
        reasons = frozenset(fact.value.get("reasons", ()))
        held = found.get(key(fact))
        if held is None:
            found[key(fact)] = (fact, reasons)
        else:
            fuller = fact if len(reasons) > len(held[0].value.get("reasons", ())) else held[0]
            found[key(fact)] = (fuller, held[1] | reasons)
    return found


def _once(facts: Iterable[Fact]) -> list[Fact]:
    """Each value once, where it is stated in the fullest words ("Level 3: Reconsider travel", not its area alone)."""
    kept: dict[str, Fact] = {}
    for fact in facts:
        held = kept.get(key(fact))
        if held is None or (fact.kind == "level" and _fullness(fact) > _fullness(held)):
            kept[key(fact)] = fact
    return list(kept.values())


def _change(a: Fact | None, b: Fact | None) -> FactChange:
    held = b or a
    if held is None:
        raise ValueError("a change of fact has at least one side")
    change = "changed" if a and b else "added" if b else "removed"
    return FactChange(held.kind, change, _side(a), _side(b), held.section)  # type: ignore[arg-type]


def _side(fact: Fact | None) -> FactValue | None:
    return FactValue(fact.text, fact.value, fact.label, fact.context) if fact else None


def _order(a: Fact | None, b: Fact | None) -> tuple[int, int]:
    held = b or a
    return (held.block, held.start) if held else (0, 0)
