"""What reading makes of a snapshot: a page as sections, blocks and links, apart from its stamps.

A `Document` is flat on purpose: sections and blocks stand in page order and name one another by
index, so that comparing is a matter of two lists, and two readings of the same bytes are equal by `==`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

READER = "2"
"""Version of the reader. It moves whenever the document of some snapshot may come out otherwise."""

BlockKind = Literal["heading", "paragraph", "item", "row", "question", "quote", "warning"]


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a block: where it leads and the words that carry it."""

    url: str
    text: str
    block: int
    """Index of the block that holds it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, table row, heading ...: the smallest thing that is matched as a whole."""

    kind: BlockKind
    text: str
    """In normal form (`monitor.read.text.normal`): NFC, single spaces, no soft hyphens."""
    section: int
    """Index of the section that holds it; a heading belongs to the section that it opens."""
    depth: int = 0
    """Of a list item: 1 for the outermost list."""
    lead: str = ""
    """The sentence that leads in a list ("You are not allowed to export:"), without which an item says nothing."""
    heads: tuple[str, ...] = ()
    """Of a table row: the column heads, one a cell; empty where the table has none."""
    cells: tuple[str, ...] = ()
    """Of a table row: its cells; `text` joins them."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands below it."""

    path: tuple[str, ...]
    """Headings from the top, as the page prints them; empty for what stands before the first heading."""
    slug: str
    """Stable name within the document ("crime/bank-card-fraud"), unique by a running number."""
    level: int
    """1 to 6 as `h1` to `h6`; 8 for the question of an accordion; 9 for a bold run-in head; 0 before any heading."""

    @property
    def heading(self) -> str:
        """The section's own heading."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Stamps:
    """Metadata of a page, never content: its own dates and the publisher's note of the latest change.

    Dates are ISO 8601, as exact as the page gives them.
    """

    updated: str | None = None
    reviewed: str | None = None
    issued: str | None = None
    current_at: str | None = None
    note: str | None = None
    """The publisher's own words on the latest change."""
    withdrawn: str | None = None
    """The notice of withdrawal, where there is one."""

    @property
    def date(self) -> str | None:
        """The page's own date of its latest change, if it gives one."""
        return self.updated or self.issued or self.reviewed


@dataclass(frozen=True, slots=True)
class Advice:
    """A level or status of advice that the page shows apart from its text: a badge, a pill, a field of its data."""

    words: str
    """The publisher's own: "Level 2: Exercise increased caution", "FCDO advises against all travel to parts"."""
    area: str = ""
    """The part of the country that it holds for; empty for the whole."""
    risks: tuple[str, ...] | None = None
    """Risk indicators in the publisher's own words ("Terrorism (T)"); None where the page does not tell them."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page as it was read.

    `sections[0]` is what stands before the first heading (its path is empty). Every block names its
    section, every link its block. Equality is equality of everything a reader may see.
    """

    title: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    stamps: Stamps = Stamps()
    advice: tuple[Advice, ...] = ()
    """Levels that stand apart from the text, in page order."""
    layout: str = ""
    """The form in which the publisher served it ("html", "content-api", "tsg-rwd"): where two versions differ in it,
    the page was built anew."""
    publisher: str = ""
    country: str | None = None
    """ISO 3166-1 alpha-2, upper case."""
    language: str = "en"
    reader: str = READER

    def path(self, block: Block) -> tuple[str, ...]:
        """Headings from the top down to the block."""
        return self.sections[block.section].path

    @property
    def is_empty(self) -> bool:
        """Whether nothing but headings was found."""
        return not any(block.kind != "heading" for block in self.blocks)
