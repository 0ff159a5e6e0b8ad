"""Where the content of an HTML page stands: one choice, with its reason, for reading and for whoever asks about it.

`content_root` is the choice. `candidates` is the guess where a page marks its content in no way: the elements that hold
most of what the page says outside its navigation, each with a selector that sources.yaml may name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from monitor.errors import UnreadableError
from monitor.read.measured import Measured
from monitor.read.seen import INLINE
from monitor.read.selectors import selector_of

if TYPE_CHECKING:
    from monitor.publishers.publisher import Publisher

_MAIN = ("main", "[role=main]")
_PERHAPS_MAIN = ("#content", "#main-content", "#main")
_SHARE = 5
"""An element that is only named like the content must hold a fifth of the page's text: it may be an anchor."""
_TRIFLE = 0.01
"""Share of the page's letters by which two elements may differ and say the same."""


@dataclass(frozen=True, slots=True)
class Root:
    """The elements that are read, and why these."""

    elements: tuple[Tag, ...]
    """None where nothing of the page is content."""
    selector: str
    """That found them; "body" for the whole page."""
    why: str
    """A sentence's end: "sources.yaml names it", "the page marks its content so"."""
    is_marked: bool
    """Whether somebody says that this is the content: sources.yaml, the publisher's module, or the page itself."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An element that may hold the content. Shares are between 0 and 1."""

    element: Tag
    selector: str
    """Fits this element alone, and holds no numbers or hashes that the next build of the page would change."""
    share: float
    """Of the page's letters outside links, menus, headers and footers: how many it holds."""
    links: float
    """Of its letters: how many are links to other pages."""
    headings: int
    has_title: bool
    """Whether the page's first `h1` stands in it; true where the page has none."""
    why: str
    """A sentence."""


def content_root(soup: BeautifulSoup, publisher: Publisher, root: str | None) -> Root:
    """The elements that hold the content: by sources.yaml, by the publisher, else by the usual signs.

    None where a selector is named in sources.yaml and fits nothing: then nothing is read, and the page is "empty",
    for a selector that fits no more is no reason to report the whole site's furniture as content.

    Where the page marks its content in no way, the whole body is read, but for what is surely furniture. A guess takes
    its place only where it can lose nothing: the element holds 98 % of the letters outside links; outside it stand no
    heading, no number or address to reach somebody by, no button of a panel, and no three words together but in what
    is named like furniture ("cookie-banner"); there are fewer links outside than text inside (else they may be what
    the page is for); and it holds no `header` or `footer`, which would be read as content with it.

    Raises:
        UnreadableError: the selector of sources.yaml is none.
    """
    if root:
        try:
            return Root(tuple(_outermost(soup.select(root))), root, "it is named as the content", is_marked=True)
        except SelectorSyntaxError:
            raise UnreadableError(f"cannot be read at {root!r}, which is no CSS selector") from None
    for selector in publisher.roots:
        found = soup.select_one(selector)
        if found is not None and found.get_text(strip=True):
            return Root((found,), selector, f"{publisher.name} keeps its content there", is_marked=True)
    for selector in _MAIN:
        found = _first(soup, selector)
        if found is not None and found.get_text(strip=True):
            return Root((found,), selector, "the page marks its content so", is_marked=True)
    whole = soup.body or soup
    length = len(whole.get_text(strip=True))
    if not length:
        return Root((), "body", "the page holds no text", is_marked=False)
    for selector in _PERHAPS_MAIN:
        found = _first(soup, selector)
        if found is None or found.name in INLINE:
            continue
        if len(found.get_text(strip=True)) * _SHARE > length:
            return Root((found,), selector, "the page has no <main>, and names its content so", is_marked=True)
    return _guessed(whole)


def _first(soup: BeautifulSoup, selector: str) -> Tag | None:
    """The first element that fits. A bare name or id needs no reader of CSS, which takes long to get ready."""
    if selector.isalpha():
        found = soup.find(selector)
    elif selector.startswith("#"):
        found = soup.find(id=selector[1:])
    else:
        return soup.select_one(selector)
    return found if isinstance(found, Tag) else None


def _outermost(found: list[Tag]) -> list[Tag]:
    ids = {id(tag) for tag in found}
    return [tag for tag in found if not any(id(parent) in ids for parent in tag.parents)]


def _guessed(whole: Tag) -> Root:
    measured = Measured(whole)
    at = 0
    while (
        inner := next((child for child in measured.children[at] if measured.loses_nothing(child)), None)
    ) is not None:
        at = inner
    if at and not measured.frames[at]:
        element = measured.nodes[at]
        why = "the page has no <main>, and outside it stand only menus"
        return Root((element,), selector_of(element, measured.named) or f"a <{element.name}>", why, is_marked=False)
    return Root((whole,), "body", "the page does not say where its content is, so all of it is read", is_marked=False)


def candidates(soup: BeautifulSoup, most: int = 5) -> list[Candidate]:
    """The elements that hold most of what the page says, the best first.

    The best is the innermost that holds the page's title too, or the outermost of those that say no more than it:
    what lies within is more likely to be named otherwise by the next build. Empty where no element but the whole body
    holds as much, or none of them can be named by a selector that would last.
    """
    whole = soup.body
    if whole is None:
        return []
    measured = Measured(whole)
    path = [0]
    while (inner := measured.densest(path[-1])) is not None:
        path.append(inner)
    title = next((at for at, node in enumerate(measured.nodes) if node.name == "h1" and measured.letters(at)), None)
    found: dict[str, Candidate] = {}
    for at in reversed(path[1:]):
        selector = selector_of(measured.nodes[at], measured.named)
        if selector and selector not in found:
            found[selector] = _candidate(at, selector, measured, title)
    inwards = list(found.values())
    if not inwards:
        return []
    first = next((at for at, each in enumerate(inwards) if each.has_title), 0)
    best = [each for each in inwards[first:] if _says_no_more(each, inwards[first])][-1]
    return [best, *(each for each in inwards if each is not best)][:most]


def _says_no_more(one: Candidate, inner: Candidate) -> bool:
    return one.share - inner.share <= _TRIFLE and abs(one.links - inner.links) <= _TRIFLE


def share_of(soup: BeautifulSoup, elements: tuple[Tag, ...]) -> float:
    """How much of the page's letters outside links, menus, headers and footers these elements hold, from 0 to 1."""
    whole = soup.body
    if whole is None:
        return 1.0
    measured = Measured(whole)
    wanted = {id(element) for element in elements}
    if id(whole) in wanted or any(element is soup for element in elements) or not measured.said[0]:
        return 1.0
    held = sum(measured.said[at] for at, node in enumerate(measured.nodes) if id(node) in wanted)
    return min(held / measured.said[0], 1.0)


def _candidate(at: int, selector: str, measured: Measured, title: int | None) -> Candidate:
    element = measured.nodes[at]
    said, links, headings = measured.said[at], measured.linked[at], measured.headings[at]
    share = said / max(measured.said[0], 1)
    has_title = title is None or measured.holds(at, title)
    why = f"{selector} holds {_percent(said, measured.said[0])} of the text outside navigation"
    if headings:
        why += f" and {headings} of {measured.headings[0]} headings"
    return Candidate(element, selector, share, links / max(said + links, 1), headings, has_title, f"{why}.")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // max(whole, 1)} %"


__all__ = ["Candidate", "Root", "candidates", "content_root", "share_of"]
