"""Which section of the new version is which section of the old one, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from rapidfuzz import fuzz

from monitor.compare.align import Alignment
from monitor.compare.change import Edit, SectionChange
from monitor.read.document import Document, Section
from monitor.read.text import looks, plain

TEXT = 0.35
"""Least share of two sections' text that stands in both, for them to be one under whatever headings."""
TEXT_AND_HEADING = 0.15
"""The same, where their headings are alike too."""
WORDS = 0.5
"""Least share of common words of two sections whose blocks were all written anew."""
WORDS_AND_HEADING = 0.25
"""The same, where their headings are alike too."""
LIKE_HEADING = 60.0
SAME_HEADING = 90.0
"""Likeness of two headings (rapidfuzz ratio) that name one thing without any text to show for it: "Armed robbery",
"Armed robberies"."""


def match_sections(before: Document, after: Document, alignment: Alignment) -> dict[int, int]:
    """Old section index to new one: by slug, by name, by text, by subsections, by heading."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def pair(i: int, j: int) -> None:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)

    slugs = {section.slug: j for j, section in enumerate(after.sections)}
    for i, section in enumerate(before.sections):
        if section.slug in slugs:
            pair(i, slugs[section.slug])
    for i, j in _by_name(before, after, pairs, taken):
        pair(i, j)
    for i, j in _by_text(before, after, alignment, pairs, taken):
        pair(i, j)
    for i, j in _by_children(before, after, pairs, taken):
        pair(i, j)
    for i, j in _by_words(before, after, pairs, taken):
        pair(i, j)
    for i, j in _by_heading(before, after, pairs, taken):
        pair(i, j)
    return pairs


def _by_name(before: Document, after: Document, pairs: dict[int, int], taken: set[int]) -> list[tuple[int, int]]:
    """Sections under a heading that stands once on either page: they moved."""
    once_before, once_after = _once(before), _once(after)
    return [
        (i, once_after[name])
        for name, i in once_before.items()
        if i not in pairs and name in once_after and once_after[name] not in taken
    ]


def _once(document: Document) -> dict[str, int]:
    """Headings that one section alone has."""
    names = [_heading(section) for section in document.sections]
    numbers = Counter(names)
    return {name: i for i, name in enumerate(names) if name.strip() and numbers[name] == 1}


def _by_text(
    before: Document, after: Document, alignment: Alignment, pairs: dict[int, int], taken: set[int]
) -> list[tuple[int, int]]:
    """Sections that share enough of their text, the surest first."""
    shared: Counter[tuple[int, int]] = Counter()
    for i, j in alignment.pairs.items():
        if before.blocks[i].kind not in _HEADS:
            here = before.blocks[i].section, after.blocks[j].section
            shared[here] += round(len(before.blocks[i].text) * alignment.likeness[i] / 100)
    sizes_before, sizes_after = _sizes(before), _sizes(after)
    found = []
    for (i, j), size in shared.items():
        if i in pairs or j in taken or not before.sections[i].path or not after.sections[j].path:
            continue
        share = 2 * size / (sizes_before[i] + sizes_after[j])
        like = _like(before.sections[i], after.sections[j])
        if share >= TEXT or (share >= TEXT_AND_HEADING and like >= LIKE_HEADING):
            found.append((share + like / 100, i, j))
    return [(i, j) for _, i, j in sorted(found, key=lambda f: (-f[0], f[1], f[2]))]


def _by_children(before: Document, after: Document, pairs: dict[int, int], taken: set[int]) -> list[tuple[int, int]]:
    """Sections of which most subsections went over together: those without any text of their own have no other mark."""
    parents_before, parents_after = _parents(before), _parents(after)
    sizes = _sizes(before)
    children = Counter(parents_before[i] for i in range(len(before.sections)))
    votes = Counter((parents_before[i], parents_after[j]) for i, j in pairs.items())
    return [
        (i, j)
        for (i, j), number in votes.most_common()
        if i is not None and j is not None and i not in pairs and j not in taken
        if not sizes[i] and number * 2 > children[i]
    ]


def _by_words(before: Document, after: Document, pairs: dict[int, int], taken: set[int]) -> list[tuple[int, int]]:
    """Sections that share their words, though no block of one is a block of the other: prose that became a list."""
    left, right = _left(before, pairs), _left(after, taken)
    if len(left) * len(right) > MOST_PAIRS:
        return []
    words_before, words_after = _words(before, left), _words(after, right)
    scored = []
    for i in left:
        for j in right:
            total = words_before[i].total() + words_after[j].total()
            share = 2 * (words_before[i] & words_after[j]).total() / total if total else 0.0
            like = _like(before.sections[i], after.sections[j])
            if share >= WORDS or (share >= WORDS_AND_HEADING and like >= LIKE_HEADING):
                scored.append((share + like / 100, i, j))
    return [(i, j) for _, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2]))]


def _left(document: Document, known: Collection[int]) -> list[int]:
    return [i for i, section in enumerate(document.sections) if i not in known and section.path]


def _words(document: Document, sections: list[int]) -> dict[int, Counter[str]]:
    """Words of each section's own text but the shortest ("the", "in"), which every text shares."""
    words: dict[int, Counter[str]] = {i: Counter() for i in sections}
    for block in document.blocks:
        if block.section in words and block.kind not in _HEADS:
            words[block.section].update(word for word in plain(block.text).split() if len(word) > 3)
    return words


def _by_heading(before: Document, after: Document, pairs: dict[int, int], taken: set[int]) -> list[tuple[int, int]]:
    """Sections whose text was written anew: under the same heading, or under a like one beside the same neighbour."""
    left, right = _left(before, pairs), _left(after, taken)
    if len(left) * len(right) > MOST_PAIRS:
        return []
    near_before = _neighbours(len(before.sections), pairs)
    near_after = _neighbours(len(after.sections), {j: j for j in taken})
    scored = []
    for i in left:
        for j in right:
            like = _like(before.sections[i], after.sections[j])
            beside = any(a == b for a, b in zip(near_before[i], near_after[j], strict=True))
            if like >= SAME_HEADING or (beside and _shares_words(before.sections[i], after.sections[j])):
                scored.append((like, i, j))
    return [(i, j) for _, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2]))]


def _neighbours(number: int, pairs: dict[int, int]) -> list[tuple[int, int]]:
    """For each section the new index of the nearest known sections above and below it; -1 where there is none."""
    above, below = [-1] * number, [-1] * number
    for i in range(1, number):
        above[i] = pairs.get(i - 1, above[i - 1])
    for i in range(number - 2, -1, -1):
        below[i] = pairs.get(i + 1, below[i + 1])
    return list(zip(above, below, strict=True))


def _shares_words(old: Section, new: Section) -> bool:
    """Whether all words of one heading stand in the other: "Satellite devices", "Satellite and GPS devices"."""
    return fuzz.token_set_ratio(_heading(old), _heading(new)) >= SAME_HEADING


def _heading(section: Section) -> str:
    return "".join(c if c.isalnum() else " " for c in looks(section.heading).casefold())


MOST_PAIRS = 250_000
"""More pairs of headings than this are not held beside each other."""
_HEADS = ("heading", "question")


def _like(old: Section, new: Section) -> float:
    return fuzz.ratio(looks(old.heading).casefold(), looks(new.heading).casefold())


def _sizes(document: Document) -> Counter[int]:
    """Characters of each section's own text, without its heading."""
    sizes: Counter[int] = Counter()
    for block in document.blocks:
        if block.kind not in _HEADS:
            sizes[block.section] += len(block.text)
    return sizes


def _parents(document: Document) -> list[int | None]:
    """Index of the section that each stands below. Sections stand in page order, so the nearest one above is it."""
    nearest: dict[tuple[str, ...], int] = {}
    parents: list[int | None] = []
    for i, section in enumerate(document.sections):
        parents.append(nearest.get(section.path[:-1]) if len(section.path) > 1 else None)
        nearest[section.path] = i
    return parents


def compare_sections(
    before: Document, after: Document, alignment: Alignment, edits: Sequence[Edit]
) -> tuple[SectionChange, ...]:
    """Sections that came, went, were renamed, moved or hold edits, in page order of the new version."""
    pairs = match_sections(before, after, alignment)
    back = {j: i for i, j in pairs.items()}
    edited = {edit.section for edit in edits if edit.change != "moved"}
    changes: list[SectionChange] = []
    for j, section in enumerate(after.sections):
        if not section.path:
            if section.path in edited:
                changes.append(SectionChange("modified", ()))
            continue
        i = back.get(j)
        if i is None:
            changes.append(SectionChange("added", section.path))
            continue
        old = before.sections[i]
        if looks(old.heading) != looks(section.heading):
            changes.append(SectionChange("renamed", section.path, old.path))
        elif old.path[:-1] != section.path[:-1] and not _only_parent_renamed(before, after, pairs, i, j):
            changes.append(SectionChange("moved", section.path, old.path))
        elif section.path in edited:
            changes.append(SectionChange("modified", section.path))
    changes += [SectionChange("removed", s.path) for i, s in enumerate(before.sections) if i not in pairs and s.path]
    return tuple(changes)


def _only_parent_renamed(before: Document, after: Document, pairs: dict[int, int], i: int, j: int) -> bool:
    """Whether the section hangs below the same section as before, which only got another heading."""
    parents_old = {s.path: k for k, s in enumerate(before.sections)}
    parents_new = {s.path: k for k, s in enumerate(after.sections)}
    old = parents_old.get(before.sections[i].path[:-1])
    new = parents_new.get(after.sections[j].path[:-1])
    return old is not None and new is not None and pairs.get(old) == new
