"""HTML to blocks: a walk over the content root that loses no visible word and keeps no furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PageElement, PreformattedString

from monitor.publishers.publisher import Publisher
from monitor.read.builder import QUESTION, RUN_IN, Builder
from monitor.read.document import BlockKind
from monitor.read.text import normal

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_UNSEEN = frozenset(
    "script style noscript template head title meta link svg canvas iframe object embed audio video map "
    "input select textarea option datalist img picture source track hr col colgroup".split()
)
_FURNITURE = frozenset({"nav", "dialog"})
_FRAME = frozenset({"header", "footer"})
"""Furniture of the site, but content inside `main` or an article, where the title and the dates may stand in it."""
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark meter output q rp rt ruby s samp "
    "small span strike strong sub sup time tt u var wbr center".split()
)
_BOLD = frozenset({"b", "strong"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PANEL_CLASS = re.compile(r"accordion|collaps|\bpanel|\btab-|answer", re.IGNORECASE)
_SCRIPT_LINK = re.compile(r"^\s*javascript:", re.IGNORECASE)
_MAIN = ("main", "[role=main]", "article", "#content", "body")
MAX_DEPTH = 400
"""Elements nested deeper than this are read as one run of text: no page for people needs more."""


def parse(html: str) -> BeautifulSoup:
    """The tree of an HTML page (lxml: it mends what browsers mend, and is quick)."""
    return BeautifulSoup(html, "lxml")


def content_root(soup: BeautifulSoup, publisher: Publisher, root: str | None) -> Tag | None:
    """The element that holds the content: by sources.yaml, by the publisher, else by the usual signs.

    None where a selector is named in sources.yaml and fits nothing: then nothing is read, and the page is "empty",
    for a selector that fits no more is no reason to report the whole site's furniture as content.
    """
    if root:
        return soup.select_one(root)
    for selector in (*publisher.roots, *_MAIN):
        found = soup.select_one(selector)
        if found is not None and found.get_text(strip=True):
            return found
    return soup if soup.get_text(strip=True) else None


def read_html(html: str, builder: Builder, root: str | None = None) -> None:
    """Read a whole page into the builder."""
    soup = parse(html)
    element = content_root(soup, builder.publisher, root)
    if element is None:
        return
    for selector in builder.publisher.title:
        for found in soup.select(selector)[:1]:
            if not builder.title:
                builder.heading(found.get_text(" "), 1)
                found.decompose()
    walk(element, builder)
    if not builder.title and soup.title and soup.title.string:
        builder.title = normal(soup.title.string)


def walk(element: Tag, builder: Builder, base_level: int = 0) -> None:
    """Read the inside of an element. Headings lie `base_level` levels deeper than their tags say."""
    for selector in builder.publisher.furniture:
        for found in element.select(selector):
            found.decompose()
    panels = {id(found) for selector in builder.publisher.panels for found in element.select(selector)}
    controlled = {str(found["aria-controls"]) for found in element.select("[aria-controls]")}
    _Walk(builder, base_level, panels, controlled).inside(element)


@dataclass
class _Line:
    """A run of inline text: pieces with their bold flag, and the links among them."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return normal("".join(text for text, _ in self.pieces))

    def bold_head(self) -> tuple[str, str]:
        """The bold words that the line begins with, and what follows them."""
        bold = ""
        for index, (text, is_bold) in enumerate(self.pieces):
            if text.strip() and not is_bold:
                return normal(bold), normal("".join(piece for piece, _ in self.pieces[index:]))
            bold += text
        return normal(bold), ""


class _Walk:
    def __init__(self, builder: Builder, base_level: int, panels: set[int], controlled: set[str]) -> None:
        self.builder = builder
        self.base = base_level
        self.panels = panels
        self.controlled = controlled
        """Ids of what a button opens: hidden until then, and content all the same."""
        self.line = _Line()
        self.kind: BlockKind = "paragraph"
        self.depth = 0
        self.lead = ""
        self.run_in = False
        """Whether the line now collected may open a subsection by a bold run-in head."""
        self.level = 0
        self.last_text = ""

    def inside(self, element: Tag) -> None:
        self._children(element, bold=False)
        self.flush()

    def _children(self, element: Tag, *, bold: bool) -> None:
        self.level += 1
        try:
            if self.level > MAX_DEPTH:
                self.line.pieces.append((" ".join(element.stripped_strings), bold))
                return
            for child in list(element.children):
                self._node(child, bold=bold)
        finally:
            self.level -= 1

    def _node(self, node: PageElement, *, bold: bool) -> None:
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString) or isinstance(node, CData):  # comments, doctypes
                self.line.pieces.append((str(node), bold))
            return
        if not isinstance(node, Tag) or self._unseen(node):
            return
        name = node.name
        if id(node) in self.panels:
            self.flush()
            self.builder.heading(_text(node), 1)
        elif name in _HEADINGS:
            self._heading(node, _HEADINGS[name])
        elif name == "br":
            self._break()
        elif name == "a":
            self._anchor(node, bold=bold)
        elif _is_question(node):
            self.flush()
            self.builder.heading(_text(node), QUESTION, kind="question")
        elif name in _INLINE:
            if not self._mail(node):
                self._children(node, bold=bold or name in _BOLD)
        else:
            self._element(node, name)

    def _unseen(self, node: Tag) -> bool:
        if node.name in _UNSEEN or node.name in _FURNITURE:
            return True
        if node.name in _FRAME and node.find_parent(["main", "article"]) is None:
            return True
        style = node.get("style")
        hidden = node.has_attr("hidden") or (isinstance(style, str) and bool(_HIDDEN_STYLE.search(style)))
        return hidden and not self._is_panel(node)

    def _is_panel(self, node: Tag) -> bool:
        """Whether a hidden element is the closed panel of an accordion or a tab."""
        if node.get("role") == "tabpanel" or node.get("id") in self.controlled:
            return True
        classes = node.get("class")
        return isinstance(classes, list) and bool(_PANEL_CLASS.search(" ".join(classes)))

    def _element(self, node: Tag, name: str) -> None:
        self.flush()
        if name in ("ul", "ol", "menu"):
            self._list(node)
        elif name == "table":
            self._table(node)
        elif name == "dl":
            self._definitions(node)
        elif name == "blockquote":
            self._as(node, "quote")
        elif name == "p":
            self.run_in = self.kind == "paragraph"
            self._children(node, bold=False)
            self.flush()
        elif _is_warning(node):
            self._as(node, "warning")
        elif name == "details":
            depth = self.builder.depth
            self._children(node, bold=False)
            self.flush()
            self.builder.close(depth)
        else:
            self._children(node, bold=False)
            self.flush()

    def _as(self, node: Tag, kind: BlockKind) -> None:
        before, self.kind = self.kind, kind
        self._children(node, bold=False)
        self.flush()
        self.kind = before

    def _heading(self, node: Tag, level: int) -> None:
        self.flush()
        line = _cell(node)
        self.builder.heading(line.text, min(level + self.base, 7), links=line.links)
        self.last_text = ""

    def _anchor(self, node: Tag, *, bold: bool) -> None:
        if self._mail(node):
            return
        url = node.get("href")
        held = node.find([*_HEADINGS, "p", "div", "li", "ul", "table"])
        if held is not None:  # a card: a link round whole blocks
            self._children(node, bold=bold)
            return
        start = len(self.line.pieces)
        self._children(node, bold=bold)
        words = "".join(text for text, _ in self.line.pieces[start:])
        if isinstance(url, str) and url.strip() and not _SCRIPT_LINK.match(url):
            self.line.links.append((url, words))

    def _mail(self, node: Tag) -> bool:
        """Cloudflare's cloaking: the address stands in `data-cfemail`, its first byte is the key."""
        held = node if node.has_attr("data-cfemail") else node.select_one("[data-cfemail]")
        if not isinstance(held, Tag) or (held is not node and node.name != "a"):
            return False
        address = _uncloak(str(held["data-cfemail"]))
        if not address:
            return False
        self.line.pieces.append((address, False))
        self.line.links.append((f"mailto:{address}", address))
        return True

    def _list(self, node: Tag) -> None:
        lead, self.lead = self.lead, self.last_text if self.last_text.endswith((":", "：")) else ""
        self.depth += 1
        for child in node.find_all(True, recursive=False):
            if self._unseen(child):
                continue
            if child.name in ("ul", "ol"):  # a list right inside a list: wrong HTML, and common
                self._list(child)
                continue
            self._as(child, "item")
        self.depth -= 1
        self.lead = lead
        self.last_text = ""

    def _table(self, node: Tag) -> None:
        heads: tuple[str, ...] = ()
        caption = node.find("caption")
        if isinstance(caption, Tag):
            self.builder.block("paragraph", _text(caption))
        for row in node.find_all("tr"):
            if row.find_parent("table") is not node or self._unseen(row):
                continue
            if row.find("table"):  # a table for layout: its cells are blocks of the page
                for cell in row.find_all(["td", "th"], recursive=False):
                    self._children(cell, bold=False)
                    self.flush()
                continue
            cells, links = [], []
            for cell in row.find_all(["td", "th"], recursive=False):
                line = _cell(cell)
                cells.append(line.text)
                links += line.links
            only_heads = bool(row.find("th")) and not row.find("td")
            if len([c for c in cells if c]) == 0:
                continue
            self.builder.block(
                "row", " | ".join(cells), links, heads=heads if len(heads) == len(cells) else (), cells=tuple(cells)
            )
            if only_heads and not heads:
                heads = tuple(cells)

    def _definitions(self, node: Tag) -> None:
        label = ""
        for child in _terms(node):
            text = _text(child)
            if child.name == "dt":
                self.flush()
                if label:
                    self.builder.block("paragraph", label)
                label = text
            elif label and self.builder.stamp(label, text):
                label = ""
            else:
                if label:
                    self.line.pieces.append((label.rstrip(":") + ": ", False))
                    label = ""
                self._children(child, bold=False)
                self.flush()
        if label:
            self.builder.block("paragraph", label)

    def _break(self) -> None:
        """A `<br>` ends a line: an address, a list of numbers. Only "**Crime:**" before one is a run-in head."""
        self.run_in = self.run_in and self.line.text.endswith(":")
        self.flush()
        self.run_in = False

    def flush(self) -> None:
        """The line that was collected becomes a block, or opens a section by its bold head."""
        line, self.line = self.line, _Line()
        run_in, self.run_in = self.run_in, False
        text = line.text
        if not text:
            return
        if run_in and (head := _run_in_head(line)):
            if head.rest:
                links = [link for link in line.links if normal(link[1]) not in head.head]
                if head.is_sentence:
                    self.builder.open(head.name, RUN_IN)
                    self._add(text, line.links)
                else:
                    self.builder.heading(head.head, RUN_IN)
                    self._add(head.rest, links)
            else:
                self.builder.heading(head.head, RUN_IN)
                self.last_text = head.head
            return
        self._add(text, line.links)

    def _add(self, text: str, links: list[tuple[str, str]]) -> None:
        kind = self.kind
        self.builder.block(kind, text, links, depth=self.depth if kind == "item" else 0, lead=self.lead)
        if kind != "item":
            self.last_text = text


@dataclass(frozen=True)
class _RunIn:
    head: str
    rest: str
    is_sentence: bool

    @property
    def name(self) -> str:
        return self.head.rstrip(":.").strip()


_HEAD_WORDS = 9


def _run_in_head(line: _Line) -> _RunIn | None:
    """The bold run-in head of a paragraph: "**Crime:** The most ...", "**Demonstrations** may occur", "**Crime**".

    A bold whole sentence ("**Reissued after periodic review.**") is emphasis, and so is a bold label of a short
    value ("**Telephone:** +7 ...").
    """
    bold, rest = line.bold_head()
    if not bold or len(bold.split()) > _HEAD_WORDS or not any(c.isalpha() for c in bold):
        return None
    if not rest:
        return None if bold.endswith((".", "!", "?", ",", ";")) else _RunIn(bold, "", False)
    if bold.endswith(":") or rest.startswith(":"):
        rest = rest.removeprefix(":").strip() if rest.startswith(":") and not bold.endswith(":") else rest
        colon = bold if bold.endswith(":") else bold + ":"
        return _RunIn(colon, rest, False) if len(rest.split()) > _LABEL_WORDS and rest[0].isalpha() else None
    if len(bold.split()) <= 3 and bold[0].isupper() and rest[0].islower() and len(rest.split()) > 1:
        return _RunIn(bold, rest, True)
    return None


_LABEL_WORDS = 4
"""A bold label with no more words than this behind it is a label ("Website: the embassy's page"), not a head."""


def _is_question(node: Tag) -> bool:
    """Whether the element is the button or summary of an accordion, a tab, or a term that opens a panel."""
    if node.name == "summary" or node.get("role") == "tab":
        return bool(_text(node))
    if node.name != "button":
        return False
    controls = node.has_attr("aria-controls") or node.has_attr("aria-expanded") or node.has_attr("data-target")
    return controls and bool(_text(node)) and not node.find_parent(list(_HEADINGS))


_WARNING = re.compile(
    r"\b(?:govuk-warning-text|warning-text|help-notice|alert-box|call-to-action|tsg-rwd-alert-teaser)\b"
)


def _is_warning(node: Tag) -> bool:
    classes = node.get("class")
    return bool(classes) and bool(_WARNING.search(" ".join(classes) if isinstance(classes, list) else str(classes)))


def _terms(node: Tag) -> Iterator[Tag]:
    """The `dt` and `dd` of a definition list, also where they are wrapped in a `div`."""
    for child in node.find_all(["dt", "dd"]):
        if child.find_parent("dl") is node:
            yield child


def _text(node: Tag) -> str:
    return _cell(node).text


def _cell(node: Tag) -> _Line:
    """All visible text of an element as one line: breaks and inner blocks part words by a space."""
    line = _Line()
    _gather(node, line, 0)
    return line


def _gather(node: Tag, line: _Line, level: int) -> None:
    if level > MAX_DEPTH:
        line.pieces.append((" ".join(node.stripped_strings), False))
        return
    for child in node.children:
        if isinstance(child, NavigableString):
            if not isinstance(child, PreformattedString) or isinstance(child, CData):
                line.pieces.append((str(child), False))
            continue
        if not isinstance(child, Tag) or child.name in _UNSEEN or child.has_attr("hidden"):
            continue
        if child.has_attr("data-cfemail") and (address := _uncloak(str(child["data-cfemail"]))):
            line.pieces.append((address, False))
            line.links.append((f"mailto:{address}", address))
            continue
        if child.name == "br":
            line.pieces.append((" ", False))
            continue
        block = child.name not in _INLINE
        start = len(line.pieces)
        if block:
            line.pieces.append((" ", False))
        _gather(child, line, level + 1)
        if block:
            line.pieces.append((" ", False))
        url = child.get("href") if child.name == "a" else None
        if isinstance(url, str) and url.strip() and not _SCRIPT_LINK.match(url) and not url.startswith("/cdn-cgi/l/"):
            line.links.append((url, "".join(text for text, _ in line.pieces[start:])))


def _uncloak(hexed: str) -> str:
    try:
        data = bytes.fromhex(hexed)
        return bytes(byte ^ data[0] for byte in data[1:]).decode() if data else ""
    except ValueError:  # not hex, or no UTF-8 behind it: the page's own text stays
        return ""


__all__ = ["content_root", "parse", "read_html", "walk"]
