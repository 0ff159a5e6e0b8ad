"""RSS, Atom and JSON Feed: the items of a feed, as far as a reader of pages needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Any

from lxml import etree

from monitor.errors import UnreadableError
from monitor.read.dates import parse_date
from monitor.read.limits import check_xml
from monitor.read.text import normal


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a feed."""

    title: str
    url: str
    id: str
    updated: str | None
    """ISO 8601, as exact as the feed gives it."""
    html: str
    """The longest text that it carries."""
    categories: tuple[tuple[str, str], ...] = ()
    """Domain (scheme) and term; the domain is empty where none is given."""
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Every other element by its local name ("identifier"), the first of each name."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its items, in the feed's order."""

    title: str
    items: tuple[Item, ...]


def read_feed(text: str) -> Feed:
    """The feed that an XML text is. A prefix that nobody declared ("dc:") is read as if it were.

    Raises:
        UnreadableError: it is XML of another kind, or breaks off before its root element.
    """
    check_xml(text)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, remove_comments=True)
    # An encoding that the declaration names was true of the bytes; this is text already.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    try:
        root = etree.fromstring(plain.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"begins as XML but is none ({error.msg})") from None
    if root is None:
        raise UnreadableError("begins as XML but is none, or breaks off")
    name = _local(root)
    if name not in ("rss", "feed", "rdf"):
        raise UnreadableError(f"is XML (<{root.tag}>), and neither a page nor an RSS or Atom feed")
    items = tuple(
        _item(each) for each in root.iter() if isinstance(each.tag, str) and _local(each) in ("item", "entry")
    )
    head = next((each for each in _children(root) if _local(each) == "channel"), root)
    return Feed(_first(head, "title"), items)


def is_json_feed(data: Any) -> bool:
    """Whether a value from JSON is a JSON Feed (jsonfeed.org, version 1 and 1.1)."""
    return isinstance(data, dict) and "jsonfeed.org/version/" in str(data.get("version", ""))


def read_json_feed(data: Any) -> Feed:
    """The feed that a value from JSON is.

    Raises:
        UnreadableError: its items are no list.
    """
    items = data.get("items", [])
    if not isinstance(items, list):
        raise UnreadableError("is a JSON Feed whose `items` are no list")
    return Feed(_text(data.get("title")), tuple(_json_item(each) for each in items if isinstance(each, dict)))


def _json_item(item: Mapping[str, Any]) -> Item:
    return Item(
        title=normal(_text(item.get("title"))),
        url=_text(item.get("url")),
        id=_text(item.get("id")),
        updated=when(_text(item.get("date_modified")) or _text(item.get("date_published"))),
        html=_text(item.get("content_html")) or _text(item.get("content_text")),
        categories=tuple(("", tag) for tag in item.get("tags") or () if isinstance(tag, str)),
    )


_ZONES = {
    "AEST": "+1000", "AEDT": "+1100", "ACST": "+0930", "ACDT": "+1030", "AWST": "+0800", "NZST": "+1200",
    "NZDT": "+1300", "CET": "+0100", "CEST": "+0200", "BST": "+0100",
}  # fmt: skip
"""Names of zones that RFC 822 does not know; a reader of RFC 822 alone takes them for UTC, up to 13 hours off."""
_ZONE = re.compile(r"(?<=\d )[A-Z]{2,5}$")
_DATES = ("updated", "modified", "pubdate", "published", "date")
_TEXTS = ("content", "encoded", "description", "summary")


def _item(element: etree._Element) -> Item:
    fields: dict[str, str] = {}
    categories: list[tuple[str, str]] = []
    links: list[str] = []
    for child in _children(element):
        name = _local(child)
        if name == "category":
            domain, term = child.get("domain") or child.get("scheme") or "", child.get("term") or _inner(child)
            categories.append((domain, normal(term)))
        elif name == "link":
            if child.get("rel", "alternate") == "alternate":
                links.append((child.get("href") or _inner(child)).strip())
        elif _inner(child).strip():
            fields.setdefault(name, _inner(child).strip())
    dates = [fields.pop(name, "") for name in _DATES]
    texts = [fields.pop(name, "") for name in _TEXTS]
    return Item(
        title=normal(fields.pop("title", "")),
        url=next((link for link in links if link), ""),
        id=fields.pop("guid", "") or fields.pop("id", ""),
        updated=next((iso for iso in map(when, dates) if iso), None),
        html=max(texts, key=len),
        categories=tuple(categories),
        fields=MappingProxyType(fields),
    )


def when(text: str) -> str | None:
    """ISO 8601 of a feed's date: RFC 822 with or without a time, or ISO 8601 itself; None where it is no date."""
    text = text.strip()
    if re.match(r"\d{4}-\d{2}-\d{2}", text):
        return text
    text = _ZONE.sub(lambda match: _ZONES.get(match.group(), match.group()), text)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_date(text, "DMY")
    is_unzoned = moment.tzinfo is None and _ZONE.search(text)
    if is_unzoned or not re.search(r"\d:\d", text):
        return moment.date().isoformat()
    return moment.replace(tzinfo=moment.tzinfo or UTC).isoformat()


def _children(element: etree._Element) -> Iterator[etree._Element]:
    return (child for child in element if isinstance(child.tag, str))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _inner(element: etree._Element) -> str:
    """An element's text; XHTML inside it (Atom's `type="xhtml"`) as its markup."""
    if len(element) == 0:
        return element.text or ""
    return (element.text or "") + "".join(
        etree.tostring(child, encoding="unicode", with_tail=True) for child in element
    )


def _first(element: etree._Element, name: str) -> str:
    return next((normal(_inner(child)) for child in _children(element) if _local(child) == name), "")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
