"""Marking the parts in the tree of a page: the heading of a part is what opens it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from monitor.publishers.us_state.parts import TITLES, part_of
from monitor.read.lines import text_of
from monitor.read.seen import HEADINGS, is_text
from monitor.read.walk import PART

_UNSEEN = frozenset({"script", "style", "noscript", "template", "title"})


def by_class(root: Tag) -> dict[str, list[Tag]]:
    """The elements below a root by each of their classes, in page order: one walk, where a selector takes one each."""
    found: dict[str, list[Tag]] = {}
    for tag in root.find_all(True):
        if classes := tag.get("class"):
            for name in str(classes).split():
                found.setdefault(name, []).append(tag)
    return found


def having(root: Tag, *names: str) -> list[Tag]:
    """The elements below a root that have one of the classes, in page order."""
    wanted = frozenset(names)
    return [tag for tag in root.find_all(True) if not wanted.isdisjoint(str(tag.get("class") or "").split())]


def open_part(soup: BeautifulSoup, whole: Tag, slug: str) -> Tag:
    """Mark the heading that opens a part: the element's own where it stands before all text, else a new one."""
    head = first_heading(whole)
    if head is None:
        return name_part(soup, whole, slug)
    head[PART] = slug
    return head


def name_part(soup: BeautifulSoup, whole: Tag, slug: str) -> Tag:
    """Open a part that the page does not name, under its usual title."""
    head = soup.new_tag("h2")
    head.string = TITLES.get(slug) or slug.replace("-", " ").capitalize()
    head[PART] = slug
    whole.insert(0, head)
    return head


def first_text(element: Tag) -> NavigableString | None:
    """The first text in an element that a reader may see."""
    for node in element.descendants:
        if not isinstance(node, NavigableString) or not is_text(node) or not node.strip():
            continue
        if node.parent is None or node.parent.name not in _UNSEEN:
            return node
    return None


def first_heading(element: Tag) -> Tag | None:
    """The heading that an element begins with, before any other text."""
    text = first_text(element)
    inside = takewhile(lambda parent: parent is not element, text.parents if text is not None else ())
    return next((parent for parent in inside if parent.name in HEADINGS), None)


def heading_before(element: Tag, slug: str) -> Tag | None:
    """The heading right above an element, if it names the part."""
    node: Tag | None = element
    while node is not None and node.name not in ("main", "body"):
        for beside in node.previous_siblings:
            if isinstance(beside, Tag) and text_of(beside):
                return beside if beside.name in HEADINGS and part_of(text_of(beside)) == slug else None
            if is_text(beside) and str(beside).strip():
                return None
        node = node.parent
    return None


def outermost(found: Iterable[Tag]) -> list[Tag]:
    """Those of the elements that lie in no other of them, in their order."""
    tags = list(found)
    ids = {id(tag) for tag in tags}
    return [tag for tag in tags if not any(id(parent) in ids for parent in tag.parents)]
