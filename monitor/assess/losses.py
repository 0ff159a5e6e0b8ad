"""What a page lost since its version before, where that is so much, or such, that half of it may not have come."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from textwrap import shorten

from monitor.compare.align import Alignment, align
from monitor.compare.sections import match_sections
from monitor.read.document import Block, Document
from monitor.read.text import looks, plain

GONE = 1 / 3
"""Share of the words, or of the sections, that went at once: the page may not be whole."""
SHRUNK = 1 / 2
"""Share of the rows of its longest table or list that went at once."""
FEW_WORDS = 60
"""Words of a text of which a third is a sentence or two: to take them off is an edit."""
FEW_SECTIONS = 2
"""Sections that an edit takes off, however few the page has."""
FEW_ROWS = 8
"""Rows of a list that is shortened by an edit."""
CUT = 1 / 20
"""Share of the text behind the place where a page ends that went on there before."""
FEW_BEHIND = 2
"""Blocks that an edit takes off at the end of a page."""
_HEADS = ("heading", "question")
_LONG_WORD = 24
"""Letters of a word; longer ones are the sentences of a script that sets no spaces, and are taken letter by letter."""


@dataclass(frozen=True)
class Sides:
    """Two versions of a page, with what is made of both together, once it is asked for."""

    before: Document
    now: Document

    @cached_property
    def alignment(self) -> Alignment:
        """Which block is which; costly, and for most pages not needed."""
        return align(self.before, self.now)

    @cached_property
    def said_before(self) -> str:
        """Its text without headings, as words in small letters."""
        return _said(self.before)

    @cached_property
    def said_now(self) -> str:
        """The same of the new version."""
        return _said(self.now)

    @cached_property
    def words(self) -> Counter[str]:
        """How often each word stood in it before."""
        return _counted(self.said_before)

    @cached_property
    def gone(self) -> int:
        """How many words are gone, wherever they stood: what moved or was set otherwise is not."""
        return (self.words - _counted(self.said_now)).total()


def _said(document: Document) -> str:
    return plain(" ".join(block.text for block in document.blocks if block.kind != "heading"))


def losses(sides: Sides) -> Iterator[str]:
    """What is lost, a sentence each, the gravest first."""
    if sides.now.is_empty:
        if not sides.before.is_empty:
            yield "Nothing but headings came, or nothing at all."
        return
    found = (_words_gone(sides), _sections_gone(sides), _list_shrunk(sides), _cut_off(sides))
    yield from (sentence for sentence in found if sentence)


def _counted(said: str) -> Counter[str]:
    found = said.split()
    words = Counter([word for word in found if len(word) <= _LONG_WORD])
    for word in found:
        if len(word) > _LONG_WORD:
            words.update(word)
    return words


def _words_gone(sides: Sides) -> str | None:
    number = sides.words.total()
    if number < FEW_WORDS or sides.gone < GONE * number:
        return None
    return f"{_share(sides.gone, number)} of its words are gone ({sides.gone:,} of {number:,})."


def _sections_gone(sides: Sides) -> str | None:
    before, now = sides.before.sections, sides.now.sections
    slugs = {section.slug for section in now}
    headed = [i for i, section in enumerate(before) if section.path]

    def is_much(gone: int) -> bool:
        return gone > FEW_SECTIONS and gone >= GONE * len(headed)

    if not is_much(sum(before[i].slug not in slugs for i in headed)):
        return None
    known = match_sections(sides.before, sides.now, sides.alignment)
    lost = [i for i in headed if i not in known]
    if not is_much(len(lost)) or not _went_with_words(sides, frozenset(lost)):
        return None
    first = shorten(before[lost[0]].heading, 60, placeholder=" …")
    return f"{len(lost)} of its {len(headed)} sections are gone at once, among them “{first}”."


def _went_with_words(sides: Sides, sections: frozenset[int]) -> bool:
    """Whether the words of these sections are gone as well: under other headings, or none, they are not lost."""
    texts = (block.text for block in sides.before.blocks if block.section in sections and block.kind != "heading")
    return 2 * sides.gone >= _counted(plain(" ".join(texts))).total()


def _list_shrunk(sides: Sides) -> str | None:
    """By the first cell or the words of each row: a row that is written anew, or moved, is not gone."""
    rows = max(_lists(sides.before), key=len, default=[])
    if len(rows) < FEW_ROWS:
        return None
    there = {name for block in sides.now.blocks for name in (_name(block), looks(block.text))}
    there |= {looks(section.heading) for section in sides.now.sections}
    gone = [i for i in rows if _name(sides.before.blocks[i]) not in there]
    if len(gone) <= SHRUNK * len(rows):
        return None
    gone = [i for i in gone if i not in sides.alignment.pairs]
    if len(gone) <= SHRUNK * len(rows):
        return None
    what = "table" if sides.before.blocks[rows[0]].kind == "row" else "list"
    return f"Of the {len(rows)} rows of its longest {what} only {len(rows) - len(gone)} came."


def _lists(document: Document) -> Iterator[list[int]]:
    """The rows of each table and list, as indices of blocks."""
    numbered = enumerate(document.blocks)
    for (kind, _), blocks in groupby(numbered, key=lambda each: (each[1].kind, each[1].section)):
        if kind in ("row", "item"):
            yield [i for i, _ in blocks]


def _name(block: Block) -> str:
    return looks(block.cells[0]) if block.cells and block.cells[0] else looks(block.text)


def _cut_off(sides: Sides) -> str | None:
    """What came is how the page began, word by word, and ends where it went on: an answer that was cut off.

    Its last block may be none of the page's: half of a heading that would not have been shown.
    """
    blocks = [block.text for block in sides.now.blocks]
    return _cut_at(sides.before, " ".join(blocks)) or _cut_at(sides.before, " ".join(blocks[:-1]), torn=blocks[-1])


def _cut_at(page: Document, came: str, torn: str = "") -> str | None:
    before = " ".join(block.text for block in page.blocks)
    now = came[:-_TAG] + _TORN_TAG.sub("", came[-_TAG:])
    if not now or len(now) >= len(before) or not before.startswith(now):
        return None
    ends = list(accumulate((len(block.text) + 1 for block in page.blocks), initial=-1))[1:]
    if len(now) not in ends and not torn and not now.endswith(_STOPS):
        return f"It breaks off in the middle of a sentence: “… {now[-60:].partition(' ')[2]}”."
    behind = [block for block, end in zip(page.blocks, ends, strict=True) if end > len(now)]
    missing = len(before) - len(now) - len(torn)
    if sum(block.kind not in _HEADS for block in behind) <= FEW_BEHIND or missing < CUT * len(before):
        return None
    return f"It ends where it went on before: its last {len(behind)} of {len(ends)} blocks did not come."


_TAG = 300
"""Characters at the end among which a tag may be torn."""
_TORN_TAG = re.compile(r"\s?<[^<>]*$")
_STOPS = (".", "!", "?", ":", ";", "”", '"', ")")


def _share(gone: int, number: int) -> str:
    return f"{min(round(100 * gone / number), 99 if gone < number else 100)} %"
