"""The tree of an HTML page."""

from __future__ import annotations

from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag
from bs4.builder._lxml import LXMLTreeBuilder

from monitor.read.cloaked import uncloak
from monitor.read.limits import DEPTH, check_tree


def parse(html: str) -> BeautifulSoup:
    """The tree of an HTML page (lxml: it mends what browsers mend, and is quick), its e-mail addresses uncloaked.

    Raises:
        UnreadableError: it has more tags than are read.
    """
    check_tree(html)
    # The line end keeps Beautiful Soup from warning that a short text may be the name of a file, or that it is XML.
    soup = BeautifulSoup("\n" + html, builder=_Builder, multi_valued_attributes=None)
    if "data-cfemail" in html or "/cdn-cgi/" in html:
        uncloak(soup)
    return soup


def fragment(html: str) -> Tag | None:
    """The body of a piece of HTML out of a page or of data; None where nothing is in it.

    What begins it is content: a script there does not make a head of it, into which what follows would go.
    """
    return parse(f"<body>{html}").body if html.strip() else None


class _Builder(LXMLTreeBuilder):
    """Beautiful Soup's own builder for HTML, for which names have no namespaces, and which nests no deeper than DEPTH.

    What is deeper stands in the last element that is not, as in browsers: each look from one of thousands of nested
    elements to those round it would take as long as the nest is deep.
    """

    _depth = 0
    _unseen = 0
    """How many elements without letters for a reader are open, of those that are too deep to be there."""

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes], nsmap: object = None) -> None:
        self._depth += 1
        if self._depth > DEPTH or self.soup is None:
            self._unseen += tag in _UNSEEN
            return
        attributes = {str(name): str(value) for name, value in attrib.items()}
        self.soup.handle_starttag(str(tag), None, None, attributes, namespaces=self.active_namespace_prefixes[-1])

    def end(self, tag: str | bytes) -> None:
        self._depth -= 1
        if self._depth >= DEPTH or self.soup is None:
            self._unseen -= tag in _UNSEEN
            return
        self.soup.handle_endtag(str(tag), None)

    def data(self, data: str | bytes) -> None:
        if self._unseen <= 0:
            super().data(data)


_UNSEEN = frozenset({"script", "style"})
