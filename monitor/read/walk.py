"""An HTML tree to blocks: a walk over the content root that loses no visible word and keeps no furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import Tag
from bs4.element import PageElement

from monitor.read.builder import QUESTION, RUN_IN, Builder
from monitor.read.document import BlockKind, Link
from monitor.read.lines import BOLD, MAX_DEPTH, Line, is_bold, line_of, text_of
from monitor.read.run_in import RunIn, run_in_head
from monitor.read.seen import HEADINGS, INLINE, Panels, asks_by_term, is_question, is_text, see
from monitor.read.stamps import stamp_of
from monitor.read.tables import cells_of, is_layout, read_rows, rows_of
from monitor.read.text import leading_in, normal

if TYPE_CHECKING:
    pass

_WARNINGS = frozenset(
    "govuk-warning-text warning-text help-notice alert-box alert-warning alert-danger call-to-action "
    "tsg-rwd-alert-teaser".split()
)
PART = "data-monitor-part"
"""Attribute by which a publisher's `prepare` marks a heading that opens a part; its value is the part's slug."""
_LISTS = frozenset({"ul", "ol", "menu"})
_LONG_HEADING = 30
"""Words: a longer "heading" is a paragraph that somebody wanted to be large."""
_PROSE = 12
"""Words: the line behind a bold one is prose, and no line of an address, if it has as many; half with a full stop."""


def walk(element: Tag, builder: Builder) -> None:
    """Read the inside of an element, and take out of its tree what nobody sees."""
    is_content = element.name not in ("body", "html", "[document]")
    panels = see(element, builder.publisher.furniture, is_content=is_content)
    parts = builder.publisher.panels
    if builder.publisher.prepare is not None:
        parts = (*parts, f"[{PART}]")
    heads = {id(found) for found in element.select(", ".join(parts))} if parts else set()
    _Walk(builder, panels, heads).inside(element)


def walk_text(element: Tag, builder: Builder) -> None:
    """Read the inside of an element that was made from text: no selector of the publisher can fit it."""
    _Walk(builder, see(element, (), is_content=True), set()).inside(element)


class _Walk:
    def __init__(self, builder: Builder, panels: Panels, parts: set[int]) -> None:
        self.builder = builder
        self.panels = panels
        self.parts = parts
        """`id()` of the publisher's headings that open a part."""
        self.line = Line()
        self.kind: BlockKind = "paragraph"
        self.depth = 0
        self.lead = ""
        self.paragraph: Tag | None = None
        """The paragraph whose first line is being collected: it may open a subsection by a bold run-in head."""
        self.level = 0
        self.last_text = ""
        """The text right above, as long as it may lead in a list."""
        self.with_heads: dict[int, int] = {}
        """`id()` of an element to the number of its paragraphs that have a bold run-in head."""

    def inside(self, element: Tag) -> None:
        self._children(element, bold=False)
        self.flush()

    def _children(self, element: Tag, *, bold: bool) -> None:
        for child in element.contents:
            self._node(child, bold=bold)

    def _node(self, node: PageElement, *, bold: bool) -> None:
        if not isinstance(node, Tag):
            if is_text(node):
                self.line.pieces.append((str(node), bold))
        elif self.level >= MAX_DEPTH:
            self.line.pieces.append((" ".join(node.stripped_strings), bold))
        else:
            self.level += 1
            self._tag(node, bold=bold)
            self.level -= 1

    def _tag(self, node: Tag, *, bold: bool) -> None:
        name = node.name
        if (node.attrs or self.parts or name == "button") and self._of_a_panel(node):
            return
        if name in HEADINGS:
            self._heading(node, HEADINGS[name])
        elif name == "br":
            self._break()
        elif name == "a":
            self._anchor(node, bold=bold)
        elif name in INLINE:
            self._children(node, bold=bold or is_bold(node))
        else:
            self._element(node, name)

    def _of_a_panel(self, node: Tag) -> bool:
        """Read an element that is a panel, or the head or question of one; says whether it was."""
        if id(node) in self.parts:
            self.flush()
            if PART in node.attrs:
                self.builder.part(text_of(node), str(node[PART]) or None)
            else:
                self.builder.heading(text_of(node), 1)
        elif id(node) in self.panels.asked:
            self.flush()
        elif id(node) in self.panels.question:
            self._panel(node, self.panels.question[id(node)])
        elif id(node) not in self.panels.around and is_question(node):
            self._question(line_of(node))
        else:
            return False
        return True

    def _question(self, line: Line) -> None:
        self.flush()
        self.builder.heading(line.text, QUESTION, kind="question", links=line.links)
        self.last_text = ""

    def _panel(self, node: Tag, question: str) -> None:
        """What a click opens: its headings stand below its question, and what follows it does not."""
        self.flush()
        above = self.builder.depth
        if question:
            self._question(Line([(question, False)]))
        elif self.builder.blocks and self.builder.blocks[-1].kind in ("heading", "question"):
            above = max(above - 1, 0)  # the heading right above is the panel's own
        before = self.builder.enter()
        name = node.name
        if name in INLINE:
            self._children(node, bold=False)
        else:
            self._element(node, name)
        self.flush()
        self.builder.leave(before, above)

    def _element(self, node: Tag, name: str) -> None:
        self.flush()
        if name in _LISTS:
            self._list(node)
        elif name == "table":
            self._table(node)
        elif name == "dl":
            self._definitions(node)
        elif name == "blockquote":
            self._as(node, "quote")
        elif name == "p":
            self.paragraph = node if self.kind == "paragraph" else None
            self._children(node, bold=False)
            self.flush()
        elif name == "details":
            self._details(node)
        elif name == "pre":
            self._preformatted(node)
        elif _is_warning(node):
            self._as(node, "warning")
        else:
            self._children(node, bold=is_bold(node))
            self.flush()

    def _as(self, node: Tag, kind: BlockKind) -> None:
        before, self.kind = self.kind, kind
        self._children(node, bold=False)
        self.flush()
        self.kind = before

    def _details(self, node: Tag) -> None:
        above = self.builder.depth
        summary = node.find("summary", recursive=False)
        if isinstance(summary, Tag):
            self._question(line_of(summary))
        before = self.builder.enter()
        for child in node.contents:
            if child is not summary:
                self._node(child, bold=False)
        self.flush()
        self.builder.leave(before, above)

    def _preformatted(self, node: Tag) -> None:
        for line in node.get_text().splitlines():
            self._add(line, [])

    def _heading(self, node: Tag, level: int) -> None:
        self.flush()
        line = line_of(node)
        text = line.text
        words = len(text.split())
        if words > _LONG_HEADING or (words > _PROSE and text.endswith(".")):
            self._add(text, line.links)
            return
        self.builder.heading(text, level, links=line.links)
        self.last_text = text

    def _anchor(self, node: Tag, *, bold: bool) -> None:
        line, start, blocks = self.line, len(self.line.pieces), len(self.builder.blocks)
        self._children(node, bold=bold)
        if self.line is line:
            line.link(node, start)
        elif len(self.builder.blocks) > blocks:  # a card: a link round whole blocks
            card = Line()
            card.link(node, 0)
            text = self.builder.blocks[blocks].text
            self.builder.links += [Link(normal(url), text, blocks) for url, _ in card.links]

    def _list(self, node: Tag) -> None:
        lead, self.lead = self.lead, leading_in(self.last_text) or self.lead
        self.depth += 1
        for child in node.contents:
            if isinstance(child, Tag) and child.name in _LISTS:  # right inside a list: wrong HTML, and common
                self._element(child, child.name)
            elif isinstance(child, Tag) and child.name not in INLINE:
                self.flush()
                self._as(child, "item")
            else:
                self._node(child, bold=False)
        self.flush()
        self.depth -= 1
        self.lead = lead

    def _table(self, node: Tag) -> None:
        caption = node.find("caption", recursive=False)
        if isinstance(caption, Tag):
            self.builder.block("paragraph", text_of(caption))
        if is_layout(node):
            for row, _ in rows_of(node):
                for cell in cells_of(row):
                    self._children(cell, bold=False)
                    self.flush()
            return
        for line in read_rows(node):
            self.builder.block("row", " | ".join(line.cells), line.links, heads=line.heads, cells=line.cells)
        self.last_text = ""

    def _definitions(self, node: Tag) -> None:
        label, asks = Line(), False
        above = self.builder.depth
        before: int | None = None
        for child in _terms(node):
            if not isinstance(child, Tag) or child.name not in ("dt", "dd"):
                self._node(child, bold=False)
                continue
            self.flush()
            if child.name == "dt":
                self._label(label)
                if before is not None:
                    self.builder.leave(before, above)
                    before = None
                label, asks = line_of(child), asks_by_term(node, child)
                continue
            if label.text and asks:
                self._question(label)
                before = self.builder.enter()
                label = Line()
            if before is not None:
                self._children(child, bold=False)
                self.flush()
                continue
            value = line_of(child)
            if not (label.text and self.builder.stamp(label.text, value.text)):
                if label.text and value.text and _is_short(child):
                    self.line.pieces = [(label.text.rstrip(":") + ": ", False), *value.pieces]
                    self.line.links = [*label.links, *value.links]
                else:
                    self._label(label)
                    self._children(child, bold=False)
            label = Line()
            self.flush()
        self._label(label)
        if before is not None:
            self.builder.leave(before, above)

    def _label(self, label: Line) -> None:
        """A term behind which a whole page stands, or nothing, is a block of its own."""
        self.flush()
        if text := label.text:
            self._add(text, label.links)
            self.last_text = text if text.endswith(":") else text + ":"

    def _break(self) -> None:
        """A `<br>` ends a line: an address, a list of numbers. A bold line before prose is its head all the same."""
        paragraph = self.paragraph
        if paragraph is not None and not (self.line.is_bold and (self.line.text.endswith(":") or _is_prose(paragraph))):
            self.paragraph = None
        self.flush()

    def flush(self) -> None:
        """The line that was collected becomes a block, or opens a section by its bold head."""
        line, self.line = self.line, Line()
        paragraph = self.paragraph
        if not line.pieces or not (text := line.text):
            self._keep_wordless(line)
            return
        self.paragraph = None
        head = run_in_head(line) if paragraph is not None else None
        if head is None or paragraph is None or stamp_of(text, self.builder.publisher):
            self._add(text, line.links)
        elif head.is_sentence:
            if self._has_other_heads(paragraph):
                self.builder.open(head.name, RUN_IN)
            self._add(text, line.links)
        else:
            self._run_in(head, line)

    def _keep_wordless(self, line: Line) -> None:
        """A picture of a telephone that dials says a number all the same: it belongs to the block before it."""
        if self.builder.blocks:
            at = len(self.builder.blocks) - 1
            reach = [url for url, _ in line.links if url.strip()[:7].casefold().startswith(("tel:", "mailto:"))]
            self.builder.links += [Link(normal(url), "", at) for url in reach]

    def _has_other_heads(self, paragraph: Tag) -> bool:
        """Whether a paragraph beside this one has a bold run-in head too: bold words before a verb alone are none."""
        parent = paragraph.parent
        if parent is None:
            return False
        if id(parent) not in self.with_heads:
            beside = parent.find_all("p", recursive=False)
            self.with_heads[id(parent)] = sum(1 for p in beside if p.find(list(BOLD)) and run_in_head(line_of(p)))
        return self.with_heads[id(parent)] > 1

    def _run_in(self, head: RunIn, line: Line) -> None:
        mine = [link for link in line.links if normal(link[1]) in head.head] if head.rest else line.links
        self.builder.heading(head.head, RUN_IN, links=mine)
        self.last_text = head.head
        if head.rest:
            self._add(head.rest, [link for link in line.links if link not in mine])

    def _add(self, text: str, links: list[tuple[str, str]]) -> None:
        kind = self.kind
        if self.depth and kind == "paragraph":
            kind = "item"
        self.builder.block(kind, text, links, depth=self.depth if kind == "item" else 0, lead=self.lead)
        self.last_text = text


def _is_prose(paragraph: Tag) -> bool:
    """Whether the second line of a paragraph is a sentence, and no line of an address."""
    lines = [""]
    for node in paragraph.descendants:
        if isinstance(node, Tag):
            lines += [""] if node.name == "br" else []
        elif is_text(node):
            lines[-1] += str(node)
    second = [line for line in map(normal, lines) if line][1:2]
    return any(len(line.split()) >= (_PROSE // 2 if line.endswith(".") else _PROSE) for line in second)


def _is_short(value: Tag) -> bool:
    """Whether a definition is a mere value, that stands on one line with its term."""
    blocks = [child for child in value.contents if isinstance(child, Tag) and child.name not in INLINE]
    return not blocks or (len(blocks) == 1 and blocks[0].name == "p")


def _is_warning(node: Tag) -> bool:
    classes = node.get("class")
    return bool(classes) and not _WARNINGS.isdisjoint(str(classes).split())


def _terms(node: Tag) -> list[PageElement]:
    """The content of a definition list, also where terms are wrapped in a `div`."""
    found: list[PageElement] = []
    for child in node.contents:
        if isinstance(child, Tag) and child.name == "div" and child.find(["dt", "dd"]):
            found += _terms(child)
        else:
            found.append(child)
    return found


__all__ = ["PART", "walk", "walk_text"]
