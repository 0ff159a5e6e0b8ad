"""Runs of inline text: what stands between two breaks of a page, with its bold words and its links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import Tag

from monitor.read.seen import INLINE, is_script, is_text
from monitor.read.text import normal

BOLD = frozenset({"b", "strong"})
MAX_DEPTH = 100
"""Elements nested deeper than this are read as one run of text: no page for people needs more."""
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """Pieces of text with their bold flag, and the links among them as (url, text)."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole line in normal form. Inline tags join without a space ("C" + "OVID-19")."""
        return normal("".join([text for text, _ in self.pieces]))

    @property
    def is_bold(self) -> bool:
        """Whether all its words are bold."""
        return all(bold or not text.strip() for text, bold in self.pieces)

    def head(self) -> tuple[str, str]:
        """The bold words that the line begins with, and what follows them as it stands there."""
        for index, (text, bold) in enumerate(self.pieces):
            if text.strip() and not bold:
                before = "".join([piece for piece, _ in self.pieces[:index]])
                return normal(before), "".join([piece for piece, _ in self.pieces[index:]])
        return self.text, ""

    def link(self, element: Tag, start: int) -> None:
        """Note that the pieces from `start` on are a link, if it leads anywhere."""
        url = element.get("href")
        if isinstance(url, str) and url.strip() and not is_script(url):
            self.links.append((url, "".join([text for text, _ in self.pieces[start:]])))


def is_bold(element: Tag) -> bool:
    """Whether an inline element makes its words bold."""
    return element.name in BOLD or ("style" in element.attrs and bool(_BOLD_STYLE.search(str(element["style"]))))


def line_of(element: Tag) -> Line:
    """All text of an element as one line: breaks and inner blocks part words by a space."""
    line = Line()
    _gather(element, line, 0, bold=False)
    return line


def text_of(element: Tag) -> str:
    """All text of an element as one line, in normal form."""
    return line_of(element).text


def _gather(node: Tag, line: Line, level: int, *, bold: bool) -> None:
    if level > MAX_DEPTH:
        line.pieces.append((" ".join(node.stripped_strings), bold))
        return
    for child in node.contents:
        if not isinstance(child, Tag):
            if is_text(child):
                line.pieces.append((str(child), bold))
        elif child.name == "br":
            line.pieces.append((" ", bold))
        elif child.name in INLINE:
            start = len(line.pieces)
            _gather(child, line, level + 1, bold=bold or is_bold(child))
            if child.name == "a":
                line.link(child, start)
        else:
            line.pieces.append((" ", bold))
            _gather(child, line, level + 1, bold=bold)
            line.pieces.append((" ", bold))
