"""How much of a page each of its elements holds: letters, links, headings, and what nobody may lose."""

from __future__ import annotations

import re
from collections import Counter

from bs4 import Tag

from monitor.read.seen import HEADINGS, INLINE, is_script, is_text, is_unseen

_NEARLY_ALL = 0.98
"""Of the text outside links: what an element must hold to be read in the whole body's place."""
_MOST = 0.9
"""Of the text outside links and what is named like furniture: what an element must hold to be proposed."""
_MENUS = 0.5
"""Letters of links, for each letter of text: where a page has more links than this outside, they may be its content."""
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:aside|banner|breadcrumbs?|comments?|cookies?|footer|header|masthead|menu|modal|navbar|navigation|nav|newsletter|"
    r"pager|pagination|popup|related|share|sharing|sidebar|social|subscribe|toolbar|widgets?)(?=$|[\s_-])",
    re.IGNORECASE,
)
"""Names of what stands beside the content, as people who build pages write them into ids and classes."""
_REACHES = re.compile(r"\d{5}|(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3}|\d[ ()/.–-]{1,2}\d|\w@\w")
"""What may be a telephone number, short ones among them, or an e-mail address; no year."""
_SAYS = re.compile(r"\w\W++\w++\W++\w")
"""Three words, which may say something ("Do not travel")."""
_PANELS = frozenset({"aria-controls", "data-toggle", "data-bs-toggle", "data-target", "data-bs-target"})


class Measured:
    """How many letters each element of a page holds, in page order, the body first; in time linear in the page."""

    def __init__(self, whole: Tag) -> None:
        self.nodes: list[Tag] = []
        self.children: list[list[int]] = []
        self.said: list[int] = []
        """Letters outside links to other pages."""
        self.linked: list[int] = []
        self.beside: list[int] = []
        """Letters outside links, in what is named like furniture."""
        self.headings: list[int] = []
        self.reaches: list[int] = []
        """Numbers, addresses, buttons of panels, and three words together: what nobody may lose."""
        self.frames: list[int] = []
        self._parents: list[int] = []
        self._ends: list[int] = []
        self.named = _names(whole)
        """How many elements have an id ("#main"), a class (".text") or a name ("article")."""
        self._walk(whole)
        self._add_up()

    def _walk(self, whole: Tag) -> None:
        waiting = [(whole, -1, False, False, False)]
        nothing: frozenset[int] = frozenset()
        while waiting:
            node, parent, in_link, in_content, is_beside = waiting.pop()
            at = len(self.nodes)
            self.nodes.append(node)
            self.children.append([])
            if parent >= 0:
                self.children[parent].append(at)
            self._parents.append(parent)
            in_link = in_link or _leads_away(node)
            in_content = in_content or node.name in ("main", "article")
            is_beside = is_beside or (at > 0 and _is_beside(node))
            said = linked = reaches = 0
            inner: list[Tag] = []
            for child in node.contents:
                if isinstance(child, Tag):
                    inner.append(child)
                elif is_text(child):
                    letters = sum(map(str.isalnum, str(child)))
                    said += 0 if in_link else letters
                    linked += letters if in_link else 0
                    reaches += bool(_REACHES.search(str(child)))
                    reaches += not in_link and not is_beside and bool(_SAYS.search(str(child)))
            self.said.append(said)
            self.linked.append(linked)
            self.beside.append(said if is_beside else 0)
            self.headings.append(int(node.name in HEADINGS and not in_link))
            self.reaches.append(reaches + int(_reaches_somebody(node)))
            self.frames.append(sum(child.name in ("header", "footer") for child in inner))
            waiting += [
                (child, at, in_link, in_content, is_beside)
                for child in reversed(inner)
                if not is_unseen(child, in_content, nothing)
            ]

    def _add_up(self) -> None:
        self._ends = list(range(1, len(self.nodes) + 1))
        for at in range(len(self.nodes) - 1, 0, -1):
            parent = self._parents[at]
            for sums in (self.said, self.linked, self.beside, self.headings, self.reaches, self.frames):
                sums[parent] += sums[at]
            self._ends[parent] = max(self._ends[parent], self._ends[at])

    def letters(self, at: int) -> int:
        """All letters of an element."""
        return self.said[at] + self.linked[at]

    def holds(self, at: int, inner: int) -> bool:
        """Whether an element lies in another, or is it."""
        return at <= inner < self._ends[at]

    def loses_nothing(self, at: int) -> bool:
        """Whether the element may be read in place of the whole page; see `content_root`."""
        return (
            self.nodes[at].name not in INLINE
            and self.said[at] >= _NEARLY_ALL * self.said[0] > 0
            and self.headings[at] == self.headings[0]
            and self.reaches[at] == self.reaches[0]
            and self.linked[0] - self.linked[at] <= _MENUS * self.said[at]
        )

    def densest(self, at: int) -> int | None:
        """The element right inside another that still holds most of what the page says."""
        least = _MOST * (self.said[0] - self.beside[0])
        inner = max(self.children[at], key=lambda child: self.said[child] - self.beside[child], default=None)
        if inner is None or self.said[inner] - self.beside[inner] < max(least, 1) or self.nodes[inner].name in _LEAVES:
            return None
        return inner


def _names(whole: Tag) -> Counter[str]:
    found = Counter[str]()
    for node in whole.descendants:
        if isinstance(node, Tag):
            found[node.name] += 1
            if node.attrs:
                found[f"#{node.attrs.get('id', '')}"] += 1
                found.update({f".{each}" for each in str(node.attrs.get("class", "")).split()})
    return found


_LEAVES = INLINE | frozenset(HEADINGS) | frozenset({"p", "ul", "ol", "dl", "table", "tbody", "pre", "blockquote"})
"""Elements that are a part of a text, and not the place where one stands."""


def _leads_away(node: Tag) -> bool:
    if node.name != "a":
        return False
    url = str(node.get("href", "")).strip().lower()
    return bool(url) and not is_script(url) and not url.startswith(("#", "tel:", "mailto:"))


def _reaches_somebody(node: Tag) -> bool:
    attributes = node.attrs
    if node.name == "a" and str(attributes.get("href", "")).strip().lower().startswith(("tel:", "mailto:")):
        return True
    return bool(attributes) and (
        not _PANELS.isdisjoint(attributes) or attributes.get("role") in ("tab", "tablist", "tabpanel")
    )


def _is_beside(node: Tag) -> bool:
    if node.name in ("aside", "form"):
        return True
    names = f"{node.get('id', '')} {node.get('class', '')}" if node.attrs else ""
    return bool(_FURNITURE.search(names)) and node.name not in ("body", "main", "article")
