"""Puts a document together, block by block, in page order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.read.document import Advice, Block, BlockKind, Document, Link, Section
from monitor.read.letters import language_of
from monitor.read.limits import check_document
from monitor.read.stamps import stamp_of, stamps_from
from monitor.read.text import looks, normal, slugify

if TYPE_CHECKING:
    from monitor.publishers.publisher import Publisher, StampField

RUN_IN = 9
"""Level of a section that a bold run-in head opens."""
QUESTION = 8
"""Level of a section that the question of an accordion opens."""
_TEXT = frozenset({"markdown", "text"})
"""Forms that have lost what the page's own elements said."""


@dataclass
class Builder:
    """Collects sections, blocks, links and stamps; furniture and stamps of the publisher go where they belong."""

    publisher: Publisher
    title: str = ""
    sections: list[Section] = field(default_factory=lambda: [Section((), "top", 0)])
    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    found: dict[StampField, str] = field(default_factory=dict)
    advice: list[Advice] = field(default_factory=list)
    withdrawn: str | None = None
    """The notice of withdrawal, where there is one."""
    layout: str = ""
    language: str = ""
    """The language that the page says it is in (ISO 639); the publisher's, where it does not."""
    country: str | None = None
    """ISO 3166-1 alpha-2 of the country that the page's own address is about, where it names one."""
    _slugs: dict[str, int] = field(default_factory=lambda: {"top": 1})
    """Names that are taken, and how often each was asked for."""
    _open: list[tuple[int, int]] = field(default_factory=list)
    """Level and index of the sections that are open, outermost first."""
    _kept_open: int = 0
    """How many of them no heading may close: those round the panel that is being read."""
    _characters: int = 0
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
        """Open a section. The first `h1` is the document's title and opens none: it stands above all others."""
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
            self._open.clear()
            self._append(Block("heading", text, 0), links)
            return
        if self._repeats(text):
            return
        self.open(_name_of_run_in(text) if level == RUN_IN else text, level, slug=slug)
        self._append(Block(kind, text, len(self.sections) - 1), links)

    def name(self, title: str) -> None:
        """Give the document its title, whatever that is."""
        self.title = normal(title) or "Untitled"
        self._append(Block("heading", self.title, 0), ())

    def part(self, title: str, slug: str | None) -> None:
        """Open a part of the document, whatever it is called. It stands below nothing."""
        self._flush_label()
        self._dropping = None
        self.open(normal(title) or "Part", 1, slug=slug)
        self._append(Block("heading", self.sections[-1].heading, len(self.sections) - 1), ())

    def open(self, text: str, level: int, *, slug: str | None = None) -> None:
        """Open a section whose heading is no block of its own (a run-in head that is part of its sentence)."""
        self._flush_label()
        while len(self._open) > self._kept_open and self._open[-1][0] >= level:
            self._open.pop()
        above = self.sections[self._open[-1][1]] if self._open else None
        path = (*(above.path if above else ()), text)
        name = slug or "/".join(filter(None, [above.slug if above else "", slugify(text)]))
        self.sections.append(Section(path, self._unique(name), level))
        self._open.append((level, len(self.sections) - 1))

    def _unique(self, name: str) -> str:
        slug = name
        while slug in self._slugs:
            self._slugs[name] += 1
            slug = f"{name}-{self._slugs[name]}"
        self._slugs[slug] = 1
        return slug

    def _repeats(self, text: str) -> bool:
        """Whether the heading only says again what stands right above it (State's panels, Canada's pages do)."""
        if not self.blocks or self.blocks[-1].kind != "heading":
            return False
        return looks(self.blocks[-1].text).casefold() == looks(text).casefold()

    @property
    def depth(self) -> int:
        """How many sections are open within one another."""
        return len(self._open)

    def enter(self) -> int:
        """Begin a panel: headings inside it stand below all sections that are open now. Returns what `leave` needs."""
        before, self._kept_open = self._kept_open, len(self._open)
        return before

    def leave(self, before: int, depth: int) -> None:
        """End a panel: what follows stands below no more than the `depth` outermost sections that are open."""
        self._flush_label()
        self._kept_open = before
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
        is_lost = self.layout in _TEXT and kind == "paragraph" and not links
        if is_lost and any(pattern.search(text) for pattern in self.publisher.question_text):
            self.heading(text, QUESTION, kind="question")
            return
        if kind == "paragraph" and any(pattern.search(text) for pattern in self.publisher.label_text):
            self._flush_label()
            self._label = text
            return
        label, self._label = self._label, ""
        text = f"{label} {text}" if label else text
        self._append(Block(kind, text, self.section, depth, lead, heads, cells), links)

    def _language(self) -> str:
        return language_of(block.text for block in self.blocks) or self.publisher.language

    def _flush_label(self) -> None:
        """A label behind which nothing stands is a block of its own."""
        label, self._label = self._label, ""
        if label:
            self._append(Block("paragraph", label, self.section), ())

    def _append(self, block: Block, links: list[tuple[str, str]] | tuple[()]) -> None:
        self.blocks.append(block)
        self._characters += len(block.text)
        check_document(len(self.blocks), self._characters, len(block.text))
        self.links += [Link(normal(url), normal(words), len(self.blocks) - 1) for url, words in links]

    def stamp(self, label: str, value: str) -> bool:
        """Take "Updated:" and its kin; says whether it was one."""
        where = self.publisher.stamp_labels.get(normal(label).rstrip(":").strip().casefold())
        if where is None:
            return False
        if self._dropping is None:
            self._keep(where, normal(value))
        return True

    def stamp_outside(self, where: StampField, text: str) -> None:
        """Take a stamp that stands outside the content, with or without its label."""
        taken = stamp_of(normal(text), self.publisher)
        self._keep(*(taken or (where, normal(text))))

    def _take_stamp(self, text: str) -> bool:
        taken = stamp_of(text, self.publisher)
        if taken is not None:
            self._keep(*taken)
        return taken is not None

    def _keep(self, where: StampField, value: str) -> None:
        if value:
            self.found.setdefault(where, value)

    def document(self, *, title: str = "", country: str | None = None, language: str = "") -> Document:
        """What was collected; a title given here serves only where the page printed none."""
        self._flush_label()
        return Document(
            title=self.title or normal(title),
            sections=tuple(self.sections),
            blocks=tuple(self.blocks),
            links=tuple(self.links),
            stamps=stamps_from(self.found, self.publisher, withdrawn=self.withdrawn),
            advice=tuple(self.advice),
            layout=self.layout,
            publisher=self.publisher.id,
            country=country or self.country,
            language=language or self.language or self._language(),
        )


def _name_of_run_in(head: str) -> str:
    """A run-in head without the mark that parts it from its text ("Crime:", "Students.")."""
    name = head.rstrip(" :")
    return name[:-1] if name.endswith(".") and name.count(".") == 1 else name
