"""Which block of the new version is which block of the old one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict, deque
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from monitor.read.document import Block, Document
from monitor.read.text import looks

CUTOFF = 55.0
"""Least likeness (rapidfuzz ratio, 0 to 100) of two blocks that are one. Below 50 wrong pairs appear."""
NEIGHBOUR = 4.0
"""What a matched neighbour adds to the likeness of two blocks."""
SAME_SECTION = 3.0
FEW_PAIRS = 40_000
"""Candidate pairs of which each is scored."""
BEST = 20
"""Of more: the new blocks that are tried for an old one, the likest first."""
MOST_PAIRS = 4_000_000
"""More candidate pairs than this are not scored: a page that is rewritten whole has no pairs worth the wait."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Pairs of block indices (old, new), and which of them stand in another place."""

    pairs: dict[int, int]
    """Old index to new index."""
    moved: frozenset[int]
    """Old indices of pairs that lie outside the longest run that kept its order."""
    likeness: dict[int, float]
    """Old index to likeness, 100 for equal text."""

    @property
    def back(self) -> dict[int, int]:
        """New index to old index."""
        return {new: old for old, new in self.pairs.items()}


def align(before: Document, after: Document) -> Alignment:
    """Match blocks by equal text first, then best-first by likeness; the rest came or went."""
    old, new = [_form(b) for b in before.blocks], [_form(b) for b in after.blocks]
    pairs: dict[int, int] = {}
    likeness: dict[int, float] = {}
    _match_equal(before, after, old, new, pairs)
    likeness.update(dict.fromkeys(pairs, 100.0))
    for i, j, ratio in _candidates(before, after, old, new, pairs):
        pairs[i] = j
        likeness[i] = ratio
    return Alignment(pairs, _moved(pairs), likeness)


def _form(block: Block) -> str:
    return looks(block.text).casefold()


def _match_equal(before: Document, after: Document, old: list[str], new: list[str], pairs: dict[int, int]) -> None:
    """Equal texts, the same section first: a sentence that a page repeats stays with its own section."""
    at_home: dict[tuple[str, str], deque[int]] = defaultdict(deque)
    for j, text in enumerate(new):
        at_home[text, _home(after, j)].append(j)
    for i, text in enumerate(old):
        if here := at_home.get((text, _home(before, i))):
            pairs[i] = here.popleft()
    taken = set(pairs.values())
    anywhere: dict[str, deque[int]] = defaultdict(deque)
    for j, text in enumerate(new):
        if j not in taken:
            anywhere[text].append(j)
    for i, text in enumerate(old):
        if i not in pairs and anywhere.get(text):
            pairs[i] = anywhere[text].popleft()


def _home(document: Document, block: int) -> str:
    return document.sections[document.blocks[block].section].slug


def _candidates(
    before: Document, after: Document, old: list[str], new: list[str], pairs: dict[int, int]
) -> list[tuple[int, int, float]]:
    rest_old = [i for i in range(len(old)) if i not in pairs]
    taken = set(pairs.values())
    rest_new = [j for j in range(len(new)) if j not in taken]
    if not rest_old or not rest_new or len(rest_old) * len(rest_new) > MOST_PAIRS:
        return []
    scored: list[tuple[float, int, int, float]] = []
    # A line whose number changed ("Fire: 101") is told by its words more than by the likeness of two numbers.
    texts = [_DIGITS.sub("#", new[j]) for j in rest_new]
    limit = None if len(rest_old) * len(rest_new) <= FEW_PAIRS else BEST
    for i in rest_old:
        words = _DIGITS.sub("#", old[i])
        best = process.extract(words, texts, scorer=fuzz.ratio, score_cutoff=CUTOFF - NEIGHBOUR, limit=limit)
        for text, alike, k in best:
            j = rest_new[k]
            if (before.blocks[i].kind == "heading") != (after.blocks[j].kind == "heading"):
                continue
            has_digits = words != old[i] or text != new[j]
            ratio = (alike + fuzz.ratio(old[i], new[j])) / 2 if has_digits else alike
            bonus = NEIGHBOUR if _neighbours(i, j, pairs) else 0.0
            if before.sections[before.blocks[i].section].slug == after.sections[after.blocks[j].section].slug:
                bonus += SAME_SECTION
            if ratio + bonus >= CUTOFF:
                scored.append((ratio + bonus, i, j, ratio))
    scored.sort(key=lambda s: (-s[0], abs(s[1] - s[2]), s[1], s[2]))
    used_old: set[int] = set()
    used_new: set[int] = set()
    chosen = []
    for _, i, j, ratio in scored:
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            chosen.append((i, j, ratio))
    return chosen


_DIGITS = re.compile(r"[(+]*\d[\d\s().+-]*\d|\d")


def _neighbours(i: int, j: int, pairs: dict[int, int]) -> bool:
    return pairs.get(i - 1) == j - 1 or pairs.get(i + 1) == j + 1


def _moved(pairs: dict[int, int]) -> frozenset[int]:
    """Old indices outside the longest increasing subsequence of new indices."""
    order = sorted(pairs)
    tails: list[int] = []
    at: list[int] = []
    previous: list[int] = []
    for position, i in enumerate(order):
        j = pairs[i]
        k = bisect_left(tails, j)
        if k == len(tails):
            tails.append(j)
            at.append(position)
        else:
            tails[k] = j
            at[k] = position
        previous.append(at[k - 1] if k else -1)
    kept: set[int] = set()
    position = at[-1] if at else -1
    while position >= 0:
        kept.add(order[position])
        position = previous[position]
    return frozenset(i for i in order if i not in kept)
