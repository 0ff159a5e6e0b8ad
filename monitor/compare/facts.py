"""Facts of two versions, compared over the whole page, then paired."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz

from monitor.compare import rules
from monitor.compare.align import Alignment
from monitor.compare.change import FactChange, FactValue
from monitor.facts.fact import APART, FACT_KINDS, Fact
from monitor.read.text import looks

PAIR = 55.0
"""Least score of a removed and an added value that are one statement with another value."""
RULE_PAIR = 45.0
"""Least likeness of two sentences that are one rule."""
PENALTY_CONTEXT = 55.0
"""Least likeness of two sentences that threaten the same with the same punishment."""


STATEMENTS = frozenset({"phone", "email", "money", "duration", "age", "percentage", "quantity", "time"})
"""Kinds whose value says little alone: "25 dollars" for a visa and "25 dollars" of tax are two statements, and so is
112 for the ambulance beside 112 for the police."""
RESTATED = 88.0
"""Least likeness of two sentences that differ in a value only."""


def compare_facts(before: tuple[Fact, ...], after: tuple[Fact, ...], alignment: Alignment) -> tuple[FactChange, ...]:
    """What only the new page states, what only the old one stated, and one statement with another value."""
    changes: list[tuple[tuple[int, int], FactChange]] = []
    for kind in FACT_KINDS:
        old = [f for f in before if f.kind == kind]
        new = [f for f in after if f.kind == kind]
        if kind in STATEMENTS:
            strong, old, new = _restated(old, new, alignment)
            changes += [(_order(a, b), _change(a, b)) for a, b in strong]
        if kind == "level":
            for stands in (_apart, _in_text):
                reasons = _other_reasons(list(filter(stands, old)), list(filter(stands, new)))
                changes += [(_order(a, b), _change(a, b)) for a, b in reasons]
        gone, come = _rest(kind, old, new, alignment)
        for a, b in _pairs(kind, gone, come, alignment):
            if a is not None and b is not None and (key(a) == key(b) or _is_reworded(a, b)):
                continue
            changes.append((_order(a, b), _change(a, b)))
    return tuple(change for _, change in sorted(changes, key=lambda c: c[0]))


def _restated(
    old: list[Fact], new: list[Fact], alignment: Alignment
) -> tuple[list[tuple[Fact, Fact]], list[Fact], list[Fact]]:
    """Statements that kept their words and have another value, though the old value may stand elsewhere on the page.

    Only where the two sentences, without their values, are nearly equal, in blocks that are one.
    """
    pairs: list[tuple[Fact, Fact]] = []
    for block in dict.fromkeys(f.block for f in old):
        here = [f for f in old if f.block == block]
        there = [f for f in new if alignment.pairs.get(block) == f.block]
        if len(here) != len(there):  # one came or went: what is left is paired by its value
            values_here, values_there = {key(f) for f in here}, {key(f) for f in there}
            here = [f for f in here if key(f) not in values_there]
            there = [f for f in there if key(f) not in values_here]
        if len(here) == len(there):
            pairs += [
                (a, b)
                for a, b in zip(here, there, strict=True)
                if key(a) != key(b) and _likeness(_without(a), _without(b)) >= RESTATED
            ]
    done_old = {id(a) for a, _ in pairs}
    done_new = {id(b) for _, b in pairs}
    # What was restated still counts as stated: a value that moved into another sentence is not new.
    kept_old = [f for f in old if id(f) not in done_old]
    kept_new = [f for f in new if id(f) not in done_new]
    stated_before = {key(f) for f in old}
    stated_now = {key(f) for f in new}
    return (
        pairs,
        [f for f in kept_old if key(f) not in stated_now or key(f) in {key(n) for n in kept_new}],
        [f for f in kept_new if key(f) not in stated_before or key(f) in {key(o) for o in kept_old}],
    )


def key(fact: Fact) -> str:
    """Two facts of one kind with one key state the same value."""
    value = fact.value
    if fact.kind == "rule" and isinstance(value, dict):
        value = value.get("words")
    if fact.kind == "level" and isinstance(value, dict):
        value = {name: part for name, part in value.items() if name != "reasons"}
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


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
    return [f for f in _once(old) if key(f) not in by_key], [f for f in _once(new) if key(f) not in keys]


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
    score = _likeness(a.context, b.context)
    if alignment.pairs.get(a.block) == b.block:
        score += 20
    if _same_label(a, b):
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


MOST_PAIRS = 20_000
"""More than this are not all scored: then only facts of one section or one block are held beside each other."""


def _pairs(
    kind: str, gone: list[Fact], come: list[Fact], alignment: Alignment
) -> list[tuple[Fact | None, Fact | None]]:
    score: Callable[[Fact, Fact, Alignment], float] = _rule_score if kind == "rule" else _value_score
    least = RULE_PAIR if kind == "rule" else PAIR
    few = len(gone) * len(come) <= MOST_PAIRS
    scored = sorted(
        (
            (score(a, b, alignment), i, j)
            for i, a in enumerate(gone)
            for j, b in enumerate(come)
            if few or a.section == b.section or alignment.pairs.get(a.block) == b.block
        ),
        key=lambda s: (-s[0], s[1], s[2]),
    )
    pairs: list[tuple[Fact | None, Fact | None]] = []
    used_old: set[int] = set()
    used_new: set[int] = set()
    for value, i, j in scored:
        if value >= least and i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            pairs.append((gone[i], come[j]))
    left = [a for i, a in enumerate(gone) if i not in used_old]
    right = [b for j, b in enumerate(come) if j not in used_new]
    if kind in _SOLE:
        for a in list(left):
            here = [b for b in right if b.section == a.section]
            if len(here) == 1 and sum(x.section == a.section for x in left) == 1:
                pairs.append((a, here[0]))
                left.remove(a)
                right.remove(here[0])
    pairs += [(a, None) for a in left]
    pairs += [(None, b) for b in right]
    return pairs


_SOLE = frozenset({"phone", "email", "penalty"})
"""Kinds of which the only one that went from a section and the only one that came to it are one statement."""


def _value_score(a: Fact, b: Fact, alignment: Alignment) -> float:
    """Same block, like sentence, same label, same unit: what makes two values one statement."""
    score = 0.45 * _likeness(_without(a), _without(b))
    if alignment.pairs.get(a.block) == b.block:
        score += 30
    if a.kind == "level" and _one_area(a, b):
        score += 60
    if _same_label(a, b):
        score += 40 if a.kind in ("phone", "email") else 20
    if a.section == b.section:
        score += 5
    if isinstance(a.value, dict) and isinstance(b.value, dict) and a.value.get("unit") != b.value.get("unit"):
        score -= 20
    return score


def _one_area(a: Fact, b: Fact) -> bool:
    """Whether two levels hold for one area: one badge or sentence says it here, another there."""
    return all(a.value.get(name) == b.value.get(name) for name in ("scale", "area"))


SAME_LABEL = 85.0
"""Likeness of two labels that name one thing: "British Embassy in Asmara", "British Embassy Asmara"."""


def _same_label(a: Fact, b: Fact) -> bool:
    if not a.label or not b.label:
        return False
    return fuzz.token_set_ratio(looks(a.label).casefold(), looks(b.label).casefold()) >= SAME_LABEL


def _rule_score(a: Fact, b: Fact, alignment: Alignment) -> float:
    bonus = 6.0 if alignment.pairs.get(a.block) == b.block else 0.0
    return rules.likeness(a, b) + bonus


def _without(fact: Fact) -> str:
    return fact.context.replace(fact.text, " ")


def _likeness(a: str, b: str) -> float:
    return fuzz.ratio(looks(a).casefold(), looks(b).casefold())


def _is_reworded(a: Fact, b: Fact) -> bool:
    return a.kind == "rule" and rules.is_reworded(a, b)


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
