"""Selectors that a person would write for an element of a page, and that would last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from bs4 import Tag

_NAME = re.compile(r"[A-Za-z][A-Za-z_-]{1,38}[A-Za-z]")
"""No digits: a number in a name is that of a build, a column or a post."""
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_STATES = re.compile(
    r"^(?:is|has|js|no|wp-image|post-type|col|row|u|d|p|m|mt|mb)-|^(?:active|open|show|shown|loaded|clearfix|hidden)$"
)
"""Classes that say how something looks or is just now, not what it is."""


def selector_of(element: Tag, named: Mapping[str, int]) -> str:
    """The shortest selector that fits this element alone and may be expected to last; "" where there is none.

    Args:
        named: how many elements of the page have an id ("#main"), a class (".text") or a name ("article").
    """
    own = next(_own(element, named), "")
    if own or element.parent is None:
        return own
    beside = [child for child in element.parent.contents if isinstance(child, Tag) and child.name == element.name]
    above = next(_own(element.parent, named), "") if len(beside) == 1 else ""
    return f"{above} > {element.name}" if above else ""


def _own(element: Tag, named: Mapping[str, int]) -> Iterator[str]:
    name = str(element.get("id", ""))
    if _lasts(name) and named[f"#{name}"] == 1:
        yield f"#{name}"
    if element.name in ("article", "main") and named[element.name] == 1:
        yield element.name
    for each in str(element.get("class", "")).split():
        if _lasts(each) and not _STATES.match(each) and named[f".{each}"] == 1:
            yield f"{element.name}.{each}"


def _lasts(name: str) -> bool:
    """Whether an id or a class was given by a person, as far as one can see ("entry-content", not "sc-bdVaJa")."""
    if not _NAME.fullmatch(name):
        return False
    words = _WORDS.findall(name)
    strange = Counter(len(word) < 3 or not re.search("[aeiouyAEIOUY]", word) for word in words)
    return strange[True] <= strange[False]
