"""Facts of two versions, compared over the whole page, then paired."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from rapidfuzz import fuzz

from monitor.compare.align import Alignment
from monitor.compare.change import FactChange, FactValue
from monitor.facts.fact import FACT_KINDS, Fact
from monitor.read.text import looks

PAIR = 55.0
"""Least score of a removed and an added value that are one statement with another value."""
RULE_PAIR = 58.0
"""Least likeness of two sentences that are one rule."""
RULE_SAME = 88.0
"""Likeness from which a rule of the same modality and the same numbers says the same in other words."""
PENALTY_CONTEXT = 45.0
"""Least likeness of two sentences that threaten the same with the same punishment."""


STATEMENTS = frozenset({"money", "duration", "age", "percentage", "quantity"})
"""Kinds whose value says nothing alone: "25 dollars" for a visa and "25 dollars" of tax are two statements."""
RESTATED = 88.0
"""Least likeness of two sentences that differ in a value only."""


def compare_facts(before: tuple[Fact, ...], after: tuple[Fact, ...], alignment: Alignment) -> tuple[FactChange, ...]:
    """What the new page states and the old one did not, the other way round, and the same statement with another value."""
    changes: list[tuple[tuple[int, int], FactChange]] = []
    for kind in FACT_KINDS:
        old = [f for f in before if f.kind == kind]
        new = [f for f in after if f.kind == kind]
        if kind in STATEMENTS:
            strong, old, new = _restated(old, new, alignment)
            changes += [(_order(a, b), _change(a, b)) for a, b in strong]
        gone, come = _rest(kind, old, new)
        for a, b in _pairs(kind, gone, come, alignment):
            if a is not None and b is not None and _says_the_same(a, b):
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
    for a in list(old):
        same_block = [b for b in new if alignment.pairs.get(a.block) == b.block]
        if any(key(b) == key(a) and b.text == a.text for b in same_block):
            continue
        here = [x for x in old if x.block == a.block and key(x) not in {key(b) for b in same_block}]
        there = [b for b in same_block if key(b) not in {key(x) for x in old if x.block == a.block}]
        if a not in here or here.index(a) >= len(there) or len(here) != len(there):
            continue
        b = there[here.index(a)]
        if _likeness(_without(a), _without(b)) >= RESTATED:
            pairs.append((a, b))
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
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _rest(kind: str, old: list[Fact], new: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    """What one side states and the other does not.

    A value that stands on both pages has not changed, however often; a punishment is a statement about an offence,
    so it counts as the same only with a like sentence.
    """
    by_key: dict[str, list[Fact]] = defaultdict(list)
    for fact in new:
        by_key[key(fact)].append(fact)
    if kind == "penalty":
        return _rest_by_sentence(old, by_key, new)
    keys = {key(f) for f in old}
    return [f for f in _once(old) if key(f) not in by_key], [f for f in _once(new) if key(f) not in keys]


def _rest_by_sentence(old: list[Fact], by_key: dict[str, list[Fact]], new: list[Fact]) -> tuple[list[Fact], list[Fact]]:
    gone: list[Fact] = []
    matched: set[int] = set()
    scored = sorted(
        ((_likeness(a.context, b.context), i, id(b)) for i, a in enumerate(old) for b in by_key.get(key(a), [])),
        reverse=True,
    )
    used: set[int] = set()
    for ratio, i, b in scored:
        if ratio >= PENALTY_CONTEXT and i not in used and b not in matched:
            used.add(i)
            matched.add(b)
    gone = [a for i, a in enumerate(old) if i not in used]
    return gone, [b for b in new if id(b) not in matched]


def _once(facts: Iterable[Fact]) -> list[Fact]:
    seen: set[str] = set()
    kept = []
    for fact in facts:
        if key(fact) not in seen:
            seen.add(key(fact))
            kept.append(fact)
    return kept


def _pairs(
    kind: str, gone: list[Fact], come: list[Fact], alignment: Alignment
) -> list[tuple[Fact | None, Fact | None]]:
    score: Callable[[Fact, Fact, Alignment], float] = _rule_score if kind == "rule" else _value_score
    least = RULE_PAIR if kind == "rule" else PAIR
    scored = sorted(
        ((score(a, b, alignment), i, j) for i, a in enumerate(gone) for j, b in enumerate(come)),
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
    pairs += [(a, None) for i, a in enumerate(gone) if i not in used_old]
    pairs += [(None, b) for j, b in enumerate(come) if j not in used_new]
    return pairs


def _value_score(a: Fact, b: Fact, alignment: Alignment) -> float:
    """Same block, like sentence, same label, same unit: what makes two values one statement."""
    score = 0.45 * _likeness(_without(a), _without(b))
    if alignment.pairs.get(a.block) == b.block:
        score += 30
    if a.label and b.label and looks(a.label).casefold() == looks(b.label).casefold():
        score += 20
    if a.section == b.section:
        score += 5
    if isinstance(a.value, dict) and isinstance(b.value, dict) and a.value.get("unit") != b.value.get("unit"):
        score -= 20
    return score


def _rule_score(a: Fact, b: Fact, alignment: Alignment) -> float:
    bonus = 6.0 if alignment.pairs.get(a.block) == b.block else 0.0
    return _likeness(a.text, b.text) + bonus


def _without(fact: Fact) -> str:
    return fact.context.replace(fact.text, " ")


def _likeness(a: str, b: str) -> float:
    return fuzz.ratio(looks(a).casefold(), looks(b).casefold())


_NUMBERS = re.compile(r"\d+")
_TURNING = re.compile(
    r"\b(?:not|no|never|only|unless|except|must|may|will|should|can|cannot|could|might|legal|illegal|required|need|all|any|some|"
    r"likely|very|always|sometimes|before|after|without|until)\b"
)
"""Small words that turn a sense round: a rule that gains or loses one is another rule."""


def _says_the_same(a: Fact, b: Fact) -> bool:
    """Whether a rule was only reworded."""
    if a.kind != "rule":
        return False
    old, new = a.value["words"], b.value["words"]
    if sorted(_NUMBERS.findall(old)) != sorted(_NUMBERS.findall(new)):
        return False
    if sorted(_TURNING.findall(old)) != sorted(_TURNING.findall(new)):
        return False
    return fuzz.token_sort_ratio(old, new) >= RULE_SAME


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
