"""Puts a document together, block by block, in page order."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.publishers.publisher import Publisher, StampField
from monitor.read.document import Block, BlockKind, Document, Link, Section
from monitor.read.stamps import stamp_of, stamps_from
from monitor.read.text import looks, normal, slugify

RUN_IN = 9
"""Level of a section that a bold run-in head opens."""
QUESTION = 8
"""Level of a section that the question of an accordion opens."""


@dataclass
class Builder:
    """Collects sections, blocks, links and stamps; furniture and stamps of the publisher go where they belong."""

    publisher: Publisher
    title: str = ""
    sections: list[Section] = field(default_factory=lambda: [Section((), "top", 0)])
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    found: dict[StampField, str] = field(default_factory=dict)
    _slugs: dict[str, int] = field(default_factory=lambda: {"top": 1})
    _open: list[tuple[int, int]] = field(default_factory=list)
    """Level and index of the sections that are open, outermost first."""
    _label: str = ""
    """A label that waits for the block behind it."""
    _dropping: int | None = None
    """Level of the furniture section that is being left out."""

    def heading(
        self,
        text: str,
        level: int,
        *,
        kind: BlockKind = "heading",
        slug: str | None = None,
        links: list[tuple[str, str]] | tuple[()] = (),
    ) -> None:
        """Open a section. The first `h1` is the document's title and opens none."""
        text = normal(text)
        self._flush_label()
        if not text:
            return
        if self._dropping is not None and level > self._dropping:
            return
        self._dropping = None
        if any(pattern.search(text) for pattern in self.publisher.furniture_heading):
            self._dropping = level
            return
        if self._take_stamp(text) or any(pattern.search(text) for pattern in self.publisher.furniture_text):
            return
        if level == 1 and not self.title:
            self.title = text
            self._append(Block("heading", text, 0), links)
            return
        if self._repeats(text):
            return
        self.open(text.rstrip(" :") if level == RUN_IN else text, level, slug=slug)
        self._append(Block(kind, text, len(self.sections) - 1), links)

    def open(self, text: str, level: int, *, slug: str | None = None) -> None:
        """Open a section whose heading is no block of its own (a run-in head that is part of its sentence)."""
        while self._open and self._open[-1][0] >= level:
            self._open.pop()
        above = self.sections[self._open[-1][1]] if self._open else None
        path = (*(above.path if above else ()), text)
        name = slug or "/".join(filter(None, [above.slug if above else "", slugify(text)]))
        number = self._slugs.get(name, 0) + 1
        self._slugs[name] = number
        self.sections.append(Section(path, name if number == 1 else f"{name}-{number}", level))
        self._open.append((level, len(self.sections) - 1))

    def _repeats(self, text: str) -> bool:
        """Whether the heading only says again what stands right above it (State's panels, Canada's pages do)."""
        if not self.blocks or self.blocks[-1].kind != "heading":
            return False
        return looks(self.blocks[-1].text).casefold() == looks(text).casefold()

    @property
    def depth(self) -> int:
        """How many sections are open within one another."""
        return len(self._open)

    def close(self, depth: int) -> None:
        """Close sections until this many are open: what follows stands below none of them."""
        del self._open[depth:]

    @property
    def section(self) -> int:
        """Index of the section that is open."""
        return self._open[-1][1] if self._open else 0

    def block(
        self,
        kind: BlockKind,
        text: str,
        links: list[tuple[str, str]] | tuple[()] = (),
        *,
        depth: int = 0,
        lead: str = "",
        heads: tuple[str, ...] = (),
        cells: tuple[str, ...] = (),
    ) -> None:
        """Add a block with its links as (url, text); leave it out where it is furniture or a stamp."""
        text = normal(text)
        if self._dropping is not None:
            return
        if not text:
            return
        if any(pattern.search(text) for pattern in self.publisher.furniture_text) or self._take_stamp(text):
            return
        if kind == "paragraph" and any(pattern.search(text) for pattern in self.publisher.label_text):
            self._flush_label()
            self._label = text
            return
        label, self._label = self._label, ""
        text = f"{label} {text}" if label else text
        self._append(Block(kind, text, self.section, depth, lead, heads, cells), links)

    def _flush_label(self) -> None:
        """A label behind which nothing stands is a block of its own."""
        label, self._label = self._label, ""
        if label:
            self._append(Block("paragraph", label, self.section), ())

    def _append(self, block: Block, links: list[tuple[str, str]] | tuple[()]) -> None:
        self.blocks.append(block)
        self.links += [Link(url.strip(), normal(words), len(self.blocks) - 1) for url, words in links]

    def stamp(self, label: str, value: str) -> bool:
        """Take "Updated:" and its kin; says whether it was one."""
        where = self.publisher.stamp_labels.get(normal(label).rstrip(":").strip().casefold())
        if where is None:
            return False
        if self._dropping is None and normal(value):
            self.found.setdefault(where, normal(value))
        return True

    def _take_stamp(self, text: str) -> bool:
        taken = stamp_of(text, self.publisher)
        if taken is None:
            return False
        where, value = taken
        if value:
            self.found.setdefault(where, value)
        return True

    def document(self, *, title: str = "", country: str | None = None, language: str = "") -> Document:
        """What was collected; a title given here serves only where the page printed none."""
        self._flush_label()
        return Document(
            title=self.title or normal(title),
            sections=tuple(self.sections),
            blocks=tuple(self.blocks),
            links=tuple(self.links),
            stamps=stamps_from(self.found, self.publisher),
            publisher=self.publisher.id,
            country=country,
            language=language or self.publisher.language,
        )
