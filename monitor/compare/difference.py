"""Two documents held beside each other: what differs, before anybody says what it means."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from monitor.compare.align import Alignment, align
from monitor.compare.change import Edit, FactChange, LinkChange, Nothing, SectionChange
from monitor.compare.facts import compare_facts
from monitor.compare.links import compare_links
from monitor.compare.rules import sense
from monitor.compare.sections import compare_sections
from monitor.compare.words import word_diff
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
    same_words: bool = False
    """Whether the pages hold the same letters and digits in the same order: only their cutting into blocks differs."""
    same_sentences: bool = False
    """Whether the pages hold the same sentences, in another order."""
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
    edits = _edits(before, after, alignment)
    sections = compare_sections(before, after, alignment, edits)
    to_read = any(edit.nothing is None for edit in edits)
    anew = bool(before.layout and after.layout) and before.layout != after.layout
    return Difference(
        sections=sections,
        edits=edits,
        facts=compare_facts(facts_before, facts_after, alignment),
        links=compare_links(before, after, alignment),
        stamps_before=before.stamps,
        stamps_after=after.stamps,
        country=after.country,
        markup=_markup(before, after, alignment),
        same_words=to_read and _stream(before) == _stream(after),
        same_sentences=to_read and _sentences(before) == _sentences(after),
        layouts=(before.layout, after.layout) if anew else None,
        carried=anew and _carried(before, after),
    )


def _edits(before: Document, after: Document, alignment: Alignment) -> tuple[Edit, ...]:
    """In page order of the new version; what went stands where it stood."""
    placed: list[tuple[float, Edit]] = []
    back = alignment.back
    for j, block in enumerate(after.blocks):
        path = after.path(block)
        i = back.get(j)
        if i is None:
            placed.append((j, Edit("added", path, None, block.text)))
            continue
        old = before.blocks[i]
        if old.text != block.text:
            words = word_diff(old.text, block.text)
            placed.append((j, Edit("modified", path, old.text, block.text, words, nothing_in(old.text, block.text))))
        elif i in alignment.moved:
            placed.append((j, Edit("moved", path, old.text, block.text, nothing="order")))
    after_last = -1.0
    for i, old in enumerate(before.blocks):
        if i in alignment.pairs:
            after_last = float(alignment.pairs[i])
        else:
            placed.append((after_last + 0.5, Edit("removed", before.path(old), old.text, None)))
    return tuple(edit for _, edit in sorted(placed, key=lambda p: p[0]))


def nothing_in(before: str, after: str) -> Nothing | None:
    """The class of nothing of a modified block: punctuation, typing, markup; None where its words differ.

    Capitals alone are style: "GABON - Exercise a high degree of caution" is a heading of Canada's in another dress.
    """
    old, new = looks(before), looks(after)
    if old == new:
        return "punctuation"
    if old.casefold() == new.casefold():
        return "markup"
    if _letters(old, " ") == _letters(new, " "):
        return "punctuation"
    if _letters(old, "") == _letters(new, "") and not _spaced_digits(old, new):
        return "typing"
    return None


def _letters(text: str, between: str) -> str:
    """Letters, digits, and the signs that turn a value ("+7", "5%", "$3"); all else only parts words."""
    kept = "".join(c if c.isalnum() or c in "+%$£€@#°" else " " for c in text.casefold())
    return between.join(kept.split())


def _spaced_digits(old: str, new: str) -> bool:
    """ "1 12" is not "112": a space that came or went between digits is no slip of typing."""
    return _digit_groups(old) != _digit_groups(new)


def _digit_groups(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


def _stream(document: Document) -> str:
    return "".join(_letters(looks(block.text), "") for block in document.blocks)


def _sentences(document: Document) -> Counter[str]:
    texts = [looks(block.text) for block in document.blocks]
    return Counter(_letters(text[a:b], " ") for text in texts for a, b in sentences(text))


def _carried(before: Document, after: Document) -> bool:
    """Whether every word of the text of both stands on the other, be it in a heading, a label or a level there.

    A sentence with "not" or "only" must stand there as it is, for the place of such a word is its sense.
    """
    old, new = _told(before), _told(after)
    for left, right, dress in ((old - new, new - old, _dress(after)), (new - old, old - new, _dress(before))):
        if not (_word_counts(left) - _word_counts(right)).keys() <= dress:
            return False
        if any(any(sense(text)[:2]) and not dress.issuperset(text.split()) for text in left):
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
    return {word for text in texts for word in _letters(looks(text), " ").split()}


_LABEL = re.compile(r"^[^:|.!?]{2,40}(?:: | \| )")
_PIECES = re.compile(r"(?<=\w)[,;] ")
"""An address stands on one line with commas or on several without."""


def _told(document: Document) -> Counter[str]:
    """The sentences of the text alone, cut at commas; headings and labels ("PASSPORT VALIDITY:") are the layout's."""
    blocks = [block for block in document.blocks if block.kind not in ("heading", "question")]
    texts = [_LABEL.sub("", looks(block.text)) for block in blocks]
    said = [text[a:b] for text in texts for a, b in sentences(text)]
    return Counter(_letters(piece, " ") for sentence in said for piece in _PIECES.split(sentence))


def _markup(before: Document, after: Document, alignment: Alignment) -> bool:
    return any(
        (before.blocks[i].kind, before.blocks[i].depth) != (after.blocks[j].kind, after.blocks[j].depth)
        for i, j in alignment.pairs.items()
    )
