"""Which fact that went and which that came are one statement with another value."""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz import fuzz

from monitor.compare import rules
from monitor.compare.align import Alignment
from monitor.compare.same import akin, likeness, one_area, other_area, same_label, same_offence, share, without
from monitor.facts.durations import DAYS
from monitor.facts.fact import Fact

DATE_CONTEXT = 50.0
"""Least likeness of two sentences of which one date became the other."""
PAIR = 50.0
"""Least score of a removed and an added value that are one statement with another value."""


RULE_PAIR = 45.0
"""Least likeness of two sentences that are one rule."""


MOST_PAIRS = 20_000
"""More than this are not all scored: then only facts of one block are held beside each other."""


def pairs_of(
    kind: str, gone: list[Fact], come: list[Fact], alignment: Alignment
) -> list[tuple[Fact | None, Fact | None]]:
    """Facts of one kind that went and that came, paired best-first; the rest of both stand alone."""
    score: Callable[[Fact, Fact, Alignment], float] = _rule_score if kind == "rule" else _value_score
    least = RULE_PAIR if kind == "rule" else PAIR
    few = len(gone) * len(come) <= MOST_PAIRS
    scored = sorted(
        (
            (score(a, b, alignment), i, j)
            for i, a in enumerate(gone)
            for j, b in enumerate(come)
            if few or alignment.pairs.get(a.block) == b.block
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
            here = [b for b in right if b.section == a.section and (kind != "penalty" or akin(a, b))]
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
    score = 0.45 * likeness(without(a), without(b))
    if alignment.pairs.get(a.block) == b.block:
        score += 30
    if a.kind == "phone" and (":" in a.value) != (":" in b.value) and alignment.pairs.get(a.block) != b.block:
        score -= 60  # a short code that went and a long number that came elsewhere
    if a.kind == "date" and likeness(without(a), without(b)) < DATE_CONTEXT:
        score -= 40  # the dates of two events of one paragraph
    if a.kind == "level":
        score += 60 if one_area(a, b) else -60 if other_area(a, b) else 0
    if a.kind == "penalty":
        score += 35 * same_offence(a, b) + 15 * share(a.value["kinds"], b.value["kinds"])
    elif same_label(a, b):
        score += 40 if a.kind in ("phone", "email") else 20
    if a.section == b.section:
        score += 5
    if isinstance(a.value, dict) and isinstance(b.value, dict):
        units = {a.value.get("unit"), b.value.get("unit")}
        if len(units) > 1 and not units <= DAYS.keys():  # 12 months may become 6, or 3 days 72 hours
            score -= 20
    return score


SHORT_RULE = 80
"""Characters of a rule with so few words that two of one block may share none of them."""


def _rule_score(a: Fact, b: Fact, alignment: Alignment) -> float:
    if alignment.pairs.get(a.block) == b.block:  # what is left of one block may share few words
        letters = fuzz.ratio(a.value["words"], b.value["words"])
        short = max(len(a.context), len(b.context)) < SHORT_RULE
        return 6.0 + max(rules.likeness(a, b), letters if short or letters >= RULE_PAIR + 6 else 0.0)
    return rules.likeness(a, b)
