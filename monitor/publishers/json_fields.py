"""Fields of JSON that somebody else publishes: any of them may be missing, null, or of another type than last year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from monitor.read.builder import Builder
from monitor.read.lines import text_of
from monitor.read.text import normal
from monitor.read.tree import parse
from monitor.read.walk import walk

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_FIRST = 631_152_000
"""Seconds to the year 1990, before which nothing stood on the web."""
_LAST = 4_102_444_800
"""Seconds to the year 2100: a larger number counts milliseconds."""


def mapping(value: Any) -> Mapping[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, dict) else _NOTHING


def objects(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a list, in its order; none where it is no list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text(value: Any) -> str:
    """The value in normal form where it is text, else ""."""
    return normal(value) if isinstance(value, str) else ""


def words(value: Any) -> str:
    """What a reader sees of a text that may hold HTML ("C&ocirc;te d'Ivoire", "<p>A new law</p>")."""
    if not isinstance(value, str) or not ("<" in value or "&" in value):
        return text(value)
    tree = parse(value)
    for unseen in tree.select("script, style, template"):
        unseen.decompose()
    return text_of(tree)


def is_true(value: Any) -> bool:
    """Whether a flag is set, also one that is written as a number or as text."""
    return value is True or value == 1 or (isinstance(value, str) and value.strip().casefold() in ("true", "1"))


def moment(value: Any) -> str | None:
    """ISO 8601 in UTC of a Unix time in seconds or milliseconds, as a number or as text; None where it is none."""
    if isinstance(value, str) and value.strip().isascii() and value.strip().isdecimal() and len(value.strip()) < 20:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    seconds = value / 1000 if value >= _LAST else value
    if not _FIRST <= seconds < _LAST:
        return None
    return datetime.fromtimestamp(int(seconds), UTC).isoformat()


def write_html(value: Any, builder: Builder, prepare: Callable[[BeautifulSoup, Builder], None] | None = None) -> None:
    """Read HTML inside JSON into the builder. Its `h1` is a heading of the text: it opens no part and is no title.

    Args:
        prepare: what takes the publisher's metadata out of its pages, where the text in the data holds it too.
    """
    if not isinstance(value, str) or not value.strip():
        return
    soup = parse(f"<body>{value}")  # what begins it is content, and no head
    if prepare is not None:
        prepare(soup, builder)
    root = soup.body
    if root is None:
        return
    for heading in root.find_all("h1"):
        heading.name = "h2"
    walk(root, builder)
