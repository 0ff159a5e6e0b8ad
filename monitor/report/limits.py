"""How much is said of one change: in brief in a report, in full where it stands alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from monitor.compare.change import LinkChange, LinkEnd, Path, SectionChange
from monitor.report.passages import Passage
from monitor.report.words import clip


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is said of one change: characters of `around` and `changed`, else how many."""

    around: int
    """Unchanged text that stays on each side of what changed."""
    changed: int
    """Of one deletion or insertion."""
    wording: int
    """Passages without facts."""
    trifles: int
    """Passages that say nothing new (order, punctuation), beside weightier ones."""
    links: int
    reasons: int
    sections: tuple[str, ...]
    """Kinds of changes of sections that are told."""
    most_sections: int
    words: int
    """Characters of one name, heading, label or reason; of a publisher's note three times as many."""
    digits: int
    """Of a hash."""
    evidence: int
    """Changes of one item whose versions are named; of more their numbers."""
    is_all: bool
    """Whether there is no more to be told elsewhere."""


_ALL = 10**9
_TREE = ("added", "removed", "moved", "renamed")
BRIEF = Limits(
    around=70,
    changed=420,
    wording=6,
    trifles=0,
    links=4,
    reasons=3,
    sections=_TREE,
    most_sections=12,
    words=300,
    digits=16,
    evidence=3,
    is_all=False,
)
FULL = Limits(
    around=_ALL,
    changed=_ALL,
    wording=_ALL,
    trifles=_ALL,
    links=_ALL,
    reasons=_ALL,
    sections=(*_TREE, "modified"),
    most_sections=_ALL,
    words=_ALL,
    digits=64,
    evidence=_ALL,
    is_all=True,
)


def passage_in_short(passage: Passage, limits: Limits) -> Passage:
    """A passage whose headings and labels have no end of words."""
    facts = (replace(fact, label=clip(fact.label, limits.words)) for fact in passage.facts)
    return replace(passage, section=_path_in_short(passage.section, limits), facts=tuple(facts))


def section_in_short(section: SectionChange, limits: Limits) -> SectionChange:
    """A section whose headings, old and new, have no end of words."""
    before = section.path_before
    return replace(
        section,
        path=_path_in_short(section.path, limits),
        path_before=None if before is None else _path_in_short(before, limits),
    )


def link_in_short(link: LinkChange, limits: Limits) -> LinkChange:
    """A link whose words have no end, and whose address leads where the page says or is no link at all."""
    before, after = (
        LinkEnd(_address_in_short(end.url, limits), clip(end.text, limits.words)) if end else None
        for end in (link.before, link.after)
    )
    return replace(link, before=before, after=after)


def _address_in_short(url: str, limits: Limits) -> str:
    """An address as it is, or where it has no end, words that are none: half an address leads elsewhere."""
    longest = 3 * limits.words
    return url if len(url) <= longest else f"an address of {len(url):,} characters: {clip(url, limits.words)}"


def _path_in_short(path: Path, limits: Limits) -> Path:
    return tuple(clip(heading, limits.words) for heading in path)
