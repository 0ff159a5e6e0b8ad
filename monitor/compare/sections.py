"""Which section of the new version is which section of the old one, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from monitor.compare.align import Alignment
from monitor.compare.change import Edit, SectionChange
from monitor.read.document import Document
from monitor.read.text import looks


def match_sections(before: Document, after: Document, alignment: Alignment) -> dict[int, int]:
    """Old section index to new one: by slug, by heading, then by the share of blocks that went over."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    slugs = {section.slug: j for j, section in enumerate(after.sections)}
    for i, section in enumerate(before.sections):
        j = slugs.get(section.slug)
        if j is not None and j not in taken:
            pairs[i] = j
            taken.add(j)
    votes: Counter[tuple[int, int]] = Counter()
    for i, j in alignment.pairs.items():
        votes[before.blocks[i].section, after.blocks[j].section] += len(before.blocks[i].text)
    for (i, j), _ in votes.most_common():
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    headings = {looks(s.heading).casefold(): j for j, s in enumerate(after.sections) if j not in taken}
    for i, section in enumerate(before.sections):
        j = headings.get(looks(section.heading).casefold())
        if i not in pairs and j is not None and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


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
