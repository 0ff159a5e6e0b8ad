"""Indexes and feeds: their lines, and the document that they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from monitor.errors import EmptyAnswerError
from monitor.read.builder import Builder
from monitor.read.document import Document, Stamps
from monitor.read.entry import Entry
from monitor.read.feed import Feed
from monitor.read.text import normal, slugify
from monitor.read.tree import fragment, parse
from monitor.read.walk import walk

if TYPE_CHECKING:
    from monitor.publishers.publisher import Publisher


def feed_entries(feed: Feed, publisher: Publisher) -> tuple[Entry, ...]:
    """The lines of a feed, as its publisher understands them; else an item a line, with its title, date and text."""
    if publisher.feed_entries is not None:
        return publisher.feed_entries(feed)
    return tuple(Entry(item.title, item.url, updated=item.updated, body=item.html) for item in feed.items)


def json_entries(data: Any, publisher: Publisher) -> tuple[Entry, ...] | None:
    """The lines of a publisher's JSON index; None where the JSON is something else."""
    return None if publisher.entries is None else publisher.entries(data)


def html_entries(html: str, publisher: Publisher) -> tuple[Entry, ...] | None:
    """The lines of a publisher's index that is an HTML page; None where the page is something else."""
    return None if publisher.html_entries is None else publisher.html_entries(parse(html))


def document_of(entries: Iterable[Entry], publisher: Publisher, country: str | None, *, title: str = "") -> Document:
    """What an index says: of one country, or all of it, a part a line.

    Of several lines on one country the newest is read: State's feed keeps a line that an older page left behind.

    Raises:
        EmptyAnswerError: a country is asked for of which the index says nothing.
    """
    lines = list(entries)
    if country is None:
        return _whole(lines, publisher, title)
    here = [entry for entry in lines if entry.country == country]
    if not here:
        if not lines:
            raise EmptyAnswerError("is an index without a single line")
        number = "one line" if len(lines) == 1 else f"{len(lines)} lines"
        raise EmptyAnswerError(f"is an index of {number}, with none about {country}")
    return _of(max(here, key=lambda entry: entry.updated or ""), publisher)


def _of(entry: Entry, publisher: Publisher) -> Document:
    builder = Builder(publisher)
    builder.layout = "index"
    builder.name(entry.title)
    _write(entry, builder)
    document = builder.document(country=entry.country)
    stamps = replace(
        document.stamps,
        updated=document.stamps.updated or entry.updated,
        note=document.stamps.note or entry.note,
    )
    return replace(document, stamps=stamps, advice=(*entry.advice, *document.advice))


def _whole(entries: list[Entry], publisher: Publisher, title: str) -> Document:
    builder = Builder(publisher)
    builder.layout = "index"
    builder.name(title or f"Index of {publisher.name}")
    for entry in entries:
        builder.part(entry.title, slugify(entry.title) or None)
        before = builder.enter()
        for advice in entry.advice:
            builder.block("row", " | ".join((advice.words, *(advice.risks or ()))))
        _write(entry, builder)
        builder.leave(before, 0)
    return replace(builder.document(), stamps=Stamps())


def _write(entry: Entry, builder: Builder) -> None:
    blocks = len(builder.blocks)
    root = fragment(entry.body)
    if root is not None:
        for heading in root.find_all("h1"):
            heading.name = "h2"  # inside a line of an index: it opens no part
        walk(root, builder)
    if len(builder.blocks) == blocks:
        links = [(entry.url, normal(entry.title))] if entry.url else []
        builder.block("paragraph", entry.title, links)
