"""The tree of an HTML page, and the elements of it that hold the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from monitor.errors import UnreadableError
from monitor.read.cloaked import uncloak
from monitor.read.seen import INLINE

if TYPE_CHECKING:
    from monitor.publishers.publisher import Publisher

_MAIN = ("main", "[role=main]")
_PERHAPS_MAIN = ("#content", "#main-content", "#main")
_SHARE = 5
"""An element that is only named like the content must hold a fifth of the page's text: it may be an anchor."""


def parse(html: str) -> BeautifulSoup:
    """The tree of an HTML page (lxml: it mends what browsers mend, and is quick), its e-mail addresses uncloaked."""
    # The line end keeps Beautiful Soup from warning that a short text may be the name of a file, or that it is XML.
    soup = BeautifulSoup("\n" + html, "lxml", multi_valued_attributes=None)
    if "data-cfemail" in html or "/cdn-cgi/" in html:
        uncloak(soup)
    return soup


def content_roots(soup: BeautifulSoup, publisher: Publisher, root: str | None) -> list[Tag]:
    """The elements that hold the content: by sources.yaml, by the publisher, else by the usual signs.

    None where a selector is named in sources.yaml and fits nothing: then nothing is read, and the page is "empty",
    for a selector that fits no more is no reason to report the whole site's furniture as content.

    Raises:
        UnreadableError: the selector of sources.yaml is none.
    """
    if root:
        try:
            return _outermost(soup.select(root))
        except SelectorSyntaxError:
            raise UnreadableError(f"cannot be read at {root!r}, which is no CSS selector") from None
    for selector in (*publisher.roots, *_MAIN):
        found = soup.select_one(selector)
        if found is not None and found.get_text(strip=True):
            return [found]
    whole = soup.body or soup
    length = len(whole.get_text(strip=True))
    for selector in _PERHAPS_MAIN:
        found = soup.select_one(selector)
        if found is None or found.name in INLINE:
            continue
        if len(found.get_text(strip=True)) * _SHARE > length:
            return [found]
    return [whole] if length else []


def _outermost(found: list[Tag]) -> list[Tag]:
    ids = {id(tag) for tag in found}
    return [tag for tag in found if not any(id(parent) in ids for parent in tag.parents)]
