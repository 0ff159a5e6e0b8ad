"""Two documents held beside each other: what differs, before anybody says what it means."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from monitor.compare.align import Alignment, align
from monitor.compare.change import Edit, FactChange, LinkChange, SectionChange
from monitor.compare.edits import edits_between, letters, quiet_blocks
from monitor.compare.facts import Seen, compare_facts
from monitor.compare.links import compare_links
from monitor.compare.modals import denies_or_limits
from monitor.compare.sections import compare_sections
from monitor.compare.stated import Told
from monitor.compare.turned import turned_sentences
from monitor.facts.fact import Fact
from monitor.read.document import Document, Stamps
from monitor.read.text import looks, sentences


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs; facts carry no significance yet."""

    sections: tuple[SectionChange, ...]
    edits: tuple[Edit, ...]
    facts: tuple[FactChange, ...]
    links: tuple[LinkChange, ...]
    stamps_before: Stamps
    stamps_after: Stamps
    country: str | None
    """ISO 3166-1 alpha-2 of the page."""
    markup: bool
    """Whether blocks with equal text are of another kind."""
    kept: str = ""
    """The text that stands in both versions unchanged."""
    layouts: tuple[str, str] | None = None
    """The layouts before and after, where the page was built anew in another one."""
    carried: bool = False
    """Of a page that was built anew: whether its text holds the same words, but for headings and labels."""

    @property
    def is_empty(self) -> bool:
        """Whether the two versions are one in every respect."""
        return not (
            self.sections
            or self.edits
            or self.facts
            or self.links
            or self.markup
            or self.layouts
            or self.stamps_before != self.stamps_after
        )


def compare(
    before: Document, after: Document, facts_before: tuple[Fact, ...], facts_after: tuple[Fact, ...]
) -> Difference:
    """What differs between two versions of a page. Pure."""
    alignment = align(before, after)
    rewritten = _is_rewritten(before, alignment)
    seen = Seen(
        Told(before, rewritten=rewritten),
        Told(after, rewritten=rewritten),
        *quiet_blocks(before, after, alignment),
        tuple(turned_sentences(before, after, alignment)),
    )
    edits = edits_between(before, after, alignment, (facts_before, facts_after))
    sections = compare_sections(before, after, alignment, edits)
    anew = bool(before.layout and after.layout) and before.layout != after.layout
    return Difference(
        sections=sections,
        edits=edits,
        facts=compare_facts(facts_before, facts_after, alignment, seen),
        links=compare_links(before, after, alignment),
        stamps_before=before.stamps,
        stamps_after=after.stamps,
        country=after.country,
        markup=_markup(before, after, alignment),
        kept="\n".join(before.blocks[i].text for i, likeness in alignment.likeness.items() if likeness == 100),
        layouts=(before.layout, after.layout) if anew else None,
        carried=anew and _carried(before, after),
    )


REWRITTEN = 0.2
"""Share of its text that a page keeps at most where it was rewritten as a whole."""
_FEW_BLOCKS = 10
"""Blocks of a page of which one cannot say so."""


def _is_rewritten(before: Document, alignment: Alignment) -> bool:
    """Whether hardly a block stands as it stood: State rewrote its pages in plain language."""
    blocks = [i for i, block in enumerate(before.blocks) if block.kind != "heading"]
    kept = sum(alignment.likeness.get(i) == 100 for i in blocks)
    return len(blocks) >= _FEW_BLOCKS and kept <= REWRITTEN * len(blocks)


def _carried(before: Document, after: Document) -> bool:
    """Whether every word of the text of both stands on the other, be it in a heading, a label or a level there.

    A sentence with "not" or "only" must stand there as it is, for the place of such a word is its sense.
    """
    old, new = _told(before), _told(after)
    for left, right, dress in ((old - new, new - old, _dress(after)), (new - old, old - new, _dress(before))):
        if not (_word_counts(left) - _word_counts(right)).keys() <= dress:
            return False
        if any(denies_or_limits(text) and not dress.issuperset(text.split()) for text in left):
            return False
    return True


def _word_counts(told: Counter[str]) -> Counter[str]:
    return Counter(word for text, number in told.items() for _ in range(number) for word in text.split())


def _dress(document: Document) -> set[str]:
    """The words of what a layout has of its own: headings, labels, and levels that stand apart."""
    texts = [document.title, *(f"{advice.words} {advice.area}" for advice in document.advice)]
    for block in document.blocks:
        label = _LABEL.match(looks(block.text))
        texts += [block.text] if block.kind in ("heading", "question") else [label.group()] if label else []
    return {word for text in texts for word in letters(looks(text), " ").split()}


_LABEL = re.compile(r"^[^:|.!?]{2,40}(?:: | \| )")
_PIECES = re.compile(r"(?<=\w)[,;] ")
"""An address stands on one line with commas or on several without."""


def _told(document: Document) -> Counter[str]:
    """The sentences of the text alone, cut at commas; headings and labels ("PASSPORT VALIDITY:") are the layout's."""
    blocks = [block for block in document.blocks if block.kind not in ("heading", "question")]
    texts = [_LABEL.sub("", looks(block.text)) for block in blocks]
    said = [text[a:b] for text in texts for a, b in sentences(text)]
    return Counter(letters(piece, " ") for sentence in said for piece in _PIECES.split(sentence))


def _markup(before: Document, after: Document, alignment: Alignment) -> bool:
    return any(
        (before.blocks[i].kind, before.blocks[i].depth) != (after.blocks[j].kind, after.blocks[j].depth)
        for i, j in alignment.pairs.items()
    )
