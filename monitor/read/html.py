"""A whole HTML page: its layout, language and country, its stamps, its title, and the walk over its content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

from monitor.read.builder import Builder
from monitor.read.lines import text_of
from monitor.read.root import content_root
from monitor.read.text import normal
from monitor.read.tree import parse
from monitor.read.walk import walk

if TYPE_CHECKING:
    from monitor.publishers.publisher import Publisher


def read_html(html: str, builder: Builder, root: str | None = None) -> None:
    """Read a whole page into the builder.

    Raises:
        UnreadableError: `root` is no CSS selector.
    """
    soup = parse(html)
    publisher = builder.publisher
    builder.layout = next((name for selector, name in publisher.layouts if soup.select_one(selector)), "html")
    builder.language = _language(soup)
    builder.country = _country(soup, publisher)
    if publisher.prepare is not None:
        publisher.prepare(soup, builder)
    elements = content_root(soup, publisher, root).elements
    if not elements:
        return
    for selector, where in publisher.stamps:
        for found in soup.select(selector):
            builder.stamp_outside(where, text_of(found))
            found.extract()
    for selector in publisher.title:
        for found in soup.select(selector)[:1]:
            if not builder.title:
                builder.heading(text_of(found), 1)
                found.extract()
    for element in elements:
        walk(element, builder)
    if not builder.title and soup.title and soup.title.string:
        builder.title = normal(soup.title.string)


def _language(soup: BeautifulSoup) -> str:
    """The language in which the page says it is written: "ru" of `lang="ru-KZ"`."""
    said = soup.html.get("lang") or soup.html.get("xml:lang") if soup.html else None
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", str(said or "").strip())
    return found.group().lower() if found else ""


def _country(soup: BeautifulSoup, publisher: Publisher) -> str | None:
    """The country of the page's canonical address, where the publisher's addresses name one.

    Short numbers and levels are read by the country, so that HTML and data of one page must agree on it.
    """
    link = soup.find("link", rel="canonical", href=True) if publisher.place_of is not None else None
    place = publisher.place_of(str(link["href"])) if isinstance(link, Tag) and publisher.place_of is not None else None
    return place.country if place is not None else None
