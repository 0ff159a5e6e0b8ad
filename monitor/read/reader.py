"""Bytes to a document: the one door to reading."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from monitor.errors import UnreadableError
from monitor.read.builder import Builder
from monitor.read.document import Document
from monitor.read.html import read_html
from monitor.read.markdown import read_markdown
from monitor.read.plain import read_plain
from monitor.read.sniff import decode, form_of

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
    text = decode(body, media_type)
    form = form_of(text)
    if form == "json":
        return _read_json(text, publisher, country)
    builder = Builder(publisher)
    if form == "html":
        read_html(text, builder, root)
    elif form == "markdown":
        read_markdown(text, builder)
    else:
        read_plain(text, builder)
    return builder.document(country=country)


def _read_json(text: str, publisher: Publisher, country: str | None) -> Document:
    if publisher.read_json is None:
        raise UnreadableError(f"is JSON, and no form of JSON is known for the publisher {publisher.id}")
    try:
        data = json.loads(_with_whole_characters(text))
    except RecursionError:
        raise UnreadableError("is JSON that is nested too deeply to be a page") from None
    except ValueError as error:
        raise UnreadableError(f"begins as JSON but is none, or breaks off ({error})") from None
    document = publisher.read_json(data)
    return document if country is None else replace(document, country=country)


_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)


def _with_whole_characters(text: str) -> str:
    """JSON without halves of surrogate pairs ("\\ud83d" alone): no encoding can hold them, nor can a database."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _ESCAPE.sub(lambda match: "\\ufffd" if match.group(1) else match.group(), text)
