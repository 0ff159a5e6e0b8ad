"""Bytes to a document: the one door to reading."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from monitor.errors import UnreadableError
from monitor.read.builder import Builder
from monitor.read.document import Document
from monitor.read.entry import Entry
from monitor.read.feed import Feed, is_json_feed, read_feed, read_json_feed
from monitor.read.html import read_html
from monitor.read.index import document_of, feed_entries, html_entries, json_entries
from monitor.read.limits import SIZE, check_size, check_values, one_body
from monitor.read.plain import read_plain
from monitor.read.sniff import decode, form_of, is_pdf

if TYPE_CHECKING:
    from monitor.publishers.publisher import Publisher


def read(
    body: bytes,
    publisher: Publisher,
    *,
    country: str | None = None,
    media_type: str | None = None,
    root: str | None = None,
) -> Document:
    """The document that a body holds.

    Args:
        body: as fetched, after Content-Encoding.
        publisher: how its pages are built.
        country: ISO 3166-1 alpha-2 of the page, where it is known.
        media_type: the Content-Type header; only its charset is used, for servers err about the rest.
        root: CSS selector of the content in HTML, from sources.yaml.

    Raises:
        UnreadableError: it cannot be read as a page; the message is the end of a sentence ("is a PDF, ...").
    """
    with one_body():
        return _read(body, publisher, country, media_type, root)


def _read(body: bytes, publisher: Publisher, country: str | None, media_type: str | None, root: str | None) -> Document:
    if is_pdf(body):
        return _read_pdf(body, publisher, country)
    text = decode(body, media_type)
    form = form_of(text)
    if form == "json":
        return _read_json(text, publisher, country)
    check_size(len(body), SIZE)
    if form == "xml":
        return _of_feed(read_feed(text), publisher, country)
    builder = Builder(publisher)
    builder.layout = form
    if form == "html":
        read_html(text, builder, root)
    elif form == "markdown":
        from monitor.read.markdown import read_markdown  # no site sends any: it is for what lies in repositories

        read_markdown(text, builder)
    else:
        read_plain(text, builder)
    return builder.document(country=country)


def read_index(body: bytes, publisher: Publisher, *, media_type: str | None = None) -> tuple[Entry, ...] | None:
    """The lines of an index or a feed; None where the body is a page.

    Raises:
        UnreadableError: as `read`.
    """
    with one_body():
        return _read_index(body, publisher, media_type)


def _read_index(body: bytes, publisher: Publisher, media_type: str | None) -> tuple[Entry, ...] | None:
    if is_pdf(body):
        return None
    text = decode(body, media_type)
    form = form_of(text)
    if form == "xml":
        check_size(len(body), SIZE)
        return feed_entries(read_feed(text), publisher)
    if form == "html":
        return html_entries(text, publisher)
    if form != "json":
        return None
    data = _json(text)
    return feed_entries(read_json_feed(data), publisher) if is_json_feed(data) else json_entries(data, publisher)


def _read_pdf(body: bytes, publisher: Publisher, country: str | None) -> Document:
    # Only PDFs need the library that reads them, and few publish any.
    from monitor.read.pdf import read_pdf

    builder = Builder(publisher)
    builder.layout = "pdf"
    language = read_pdf(body, builder)
    return builder.document(country=country, language=language)


def _of_feed(feed: Feed, publisher: Publisher, country: str | None) -> Document:
    # Only a publisher's own reading tells what country an item is about.
    known = country if publisher.feed_entries is not None else None
    return document_of(feed_entries(feed, publisher), publisher, known, title=feed.title)


def _read_json(text: str, publisher: Publisher, country: str | None) -> Document:
    data = _json(text)
    if is_json_feed(data):
        return _of_feed(read_json_feed(data), publisher, country)
    entries = json_entries(data, publisher)
    if entries is not None:
        return document_of(entries, publisher, country)
    if publisher.read_json is None:
        raise UnreadableError(f"is JSON, and no form of JSON is known for the publisher {publisher.id}")
    document = publisher.read_json(data)
    if country and document.country and document.country != country:
        raise UnreadableError(f"is about {document.country}, and not about {country}")
    return document if country is None else replace(document, country=country)


def _json(text: str) -> Any:
    check_values(text)
    try:
        return json.loads(_with_whole_characters(text))
    except RecursionError:
        raise UnreadableError("is JSON that is nested too deeply to be a page") from None
    except ValueError as error:
        raise UnreadableError(f"begins as JSON but is none, or breaks off ({error})") from None


_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)


def _with_whole_characters(text: str) -> str:
    """JSON without halves of surrogate pairs ("\\ud83d" alone): no encoding can hold them, nor can a database."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _ESCAPE.sub(lambda match: "\\ufffd" if match.group(1) else match.group(), text)
