"""Links that came, went, lead elsewhere or carry other words."""

from __future__ import annotations

from collections import Counter

from monitor.compare.align import Alignment
from monitor.compare.change import LinkChange, LinkEnd
from monitor.read.document import Document, Link


def compare_links(before: Document, after: Document, alignment: Alignment) -> tuple[LinkChange, ...]:
    """Links are the same by target and words; the rest is paired by words within matched blocks, then by target."""
    gone = Counter((link.url, link.text) for link in before.links)
    come = Counter((link.url, link.text) for link in after.links)
    old = _rest(before.links, come)
    new = _rest(after.links, gone)
    changes: list[LinkChange] = []
    for same in (_same_place, _same_url):
        for link in list(old):
            match = next((other for other in new if same(link, other, alignment)), None)
            if match is not None:
                old.remove(link)
                new.remove(match)
                kind = "relabelled" if link.url == match.url else "retargeted"
                changes.append(LinkChange(kind, _end(link), _end(match)))  # type: ignore[arg-type]
    changes += [LinkChange("removed", _end(link), None) for link in old]
    changes += [LinkChange("added", None, _end(link)) for link in new]
    return tuple(changes)


def _rest(links: tuple[Link, ...], others: Counter[tuple[str, str]]) -> list[Link]:
    left = Counter(others)
    rest = []
    for link in links:
        if left[link.url, link.text] > 0:
            left[link.url, link.text] -= 1
        else:
            rest.append(link)
    return rest


def _same_place(old: Link, new: Link, alignment: Alignment) -> bool:
    return alignment.pairs.get(old.block) == new.block and old.text == new.text


def _same_url(old: Link, new: Link, alignment: Alignment) -> bool:
    return old.url == new.url


def _end(link: Link) -> LinkEnd:
    return LinkEnd(link.url, link.text)
