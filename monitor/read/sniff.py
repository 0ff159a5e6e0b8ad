"""What bytes are: their text, and whether that is JSON, HTML, Markdown or plain text. By content, not by suffix."""

from __future__ import annotations

import codecs
import json
import re
from typing import Literal

from monitor.errors import UnreadableError

Form = Literal["json", "html", "markdown", "text"]

_MAGIC = {
    b"PK\x03\x04": "a ZIP archive (or an Office file)",
    b"%PDF-": "a PDF",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "gzip-compressed data",
    b"SQLite format 3\x00": "a SQLite database",
    b"\x7fELF": "a program",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)


def decode(body: bytes, media_type: str | None = None) -> str:
    """The text of a body.

    In this order: a byte-order mark, UTF-8 if it is that throughout (a page that is valid UTF-8 and says otherwise
    lies), the charset of the Content-Type header, of `<meta>`, Windows-1252 last.

    Raises:
        UnreadableError: the bytes are empty, a known binary format, or hold NULs.
    """
    if not body.strip():
        raise UnreadableError("is empty")
    for magic, name in _MAGIC.items():
        if body.startswith(magic):
            raise UnreadableError(f"is {name}, not a page of text")
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return _decoded(body, encoding)
    if b"\x00" in body:
        raise UnreadableError("is binary (it holds NUL bytes), not a page of text")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = [m.group(1) for m in [_HEADER_CHARSET.search(media_type or "")] if m]
    declared += [m.group(1).decode("ascii") for m in [_META_CHARSET.search(body[:4096])] if m]
    for name in declared:
        try:
            if codecs.lookup(name).name not in ("utf-8", "ascii"):
                return body.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return _last_resort(body)


def _last_resort(body: bytes) -> str:
    try:
        text = body.decode("windows-1252")
    except UnicodeDecodeError:
        # One broken byte must not cost a page of good ones.
        text = body.decode("utf-8", errors="replace")
        if text.count("�") > max(3, len(text) // 200):
            raise UnreadableError(
                "is in no text encoding that could be made out (tried UTF-8 and Windows-1252)"
            ) from None
    control = sum(1 for c in text if ord(c) < 32 and c not in "\t\n\r\f")
    if control > max(3, len(text) // 200):
        raise UnreadableError("is binary, not a page of text")
    return text


def _decoded(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"begins as {encoding} but is not ({error.reason} at byte {error.start})") from None


_TAGS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|div|p|h[1-6]|ul|ol|table|article|section)\b[^>]*>", re.IGNORECASE
)
_XML = re.compile(r"^\s*<(?:\?xml|rss|feed|urlset)\b", re.IGNORECASE)
_MARKDOWN = re.compile(r"^#{1,6} \S|\]\([^)\s]+[^)]*\)|\*\*\S[^*\n]*\*\*", re.MULTILINE)


def form_of(text: str) -> Form:
    """Whether a text is JSON, HTML, Markdown or plain.

    Raises:
        UnreadableError: it is an XML feed.
    """
    head = text.lstrip("\ufeff \t\r\n")
    if head[:1] in "{[" and _parses(head):
        return "json"
    if _XML.match(head) and not _TAGS.search(text[:2000]):
        raise UnreadableError("is an XML feed, not a page")
    tags = len(_TAGS.findall(text[:20_000]))
    if tags >= 2 or re.match(r"<!doctype html|<html", head, re.IGNORECASE):
        return "html"
    if _MARKDOWN.search(text):
        return "markdown"
    return "html" if tags else "text"


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
