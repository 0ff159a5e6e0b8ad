"""What bytes are: their text, and whether that is JSON, XML, HTML, Markdown or text. By content, not by suffix."""

from __future__ import annotations

import codecs
import re
from typing import Literal

from monitor.errors import UnreadableError
from monitor.read.limits import JSON_SIZE, check_size

Form = Literal["json", "xml", "html", "markdown", "text"]

_MAGIC = {
    b"PK\x03\x04": "a ZIP archive (or an Office file)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "gzip-compressed data",
    b"\x28\xb5\x2f\xfd": "Zstandard-compressed data",
    b"\xd0\xcf\x11\xe0": "an Office file",
    b"{\\rtf": "an RTF file",
    b"SQLite format 3\x00": "a SQLite database",
    b"\x7fELF": "a program",
}
_PDF = b"%PDF-"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE | re.ASCII)
_WEB = frozenset(
    "cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 "
    "iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 "
    "cp1257 cp1258 gbk gb18030 big5 big5hkscs euc_jp iso2022_jp cp932 cp949 euc_kr utf-16 utf-16-le utf-16-be".split()
)
"""The encodings that browsers know, as Python calls them. Python knows others that are no encodings of pages."""
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_CONTROL = bytes(byte for byte in range(32) if byte not in b"\t\n\f\r\x1b")
_FEW = 200
"""At most one character in so many may be broken; three always may."""


def is_pdf(body: bytes) -> bool:
    """Whether bytes are a PDF. Blanks may stand before it: servers add line ends, and readers allow for them."""
    return body[:1024].removeprefix(codecs.BOM_UTF8).lstrip(b"\x00\t\n\f\r ").startswith(_PDF)


def decode(body: bytes, media_type: str | None = None) -> str:
    """The text of a body.

    In this order: a byte-order mark; UTF-8, if it is that but for a few broken bytes (a page that is valid UTF-8 and
    says otherwise lies); the charset of the Content-Type header, of `<meta>`, as browsers understand it; Windows-1252
    last.

    Raises:
        UnreadableError: the bytes are empty, too many, a known binary format, or no text in any of these encodings.
    """
    check_size(len(body), JSON_SIZE)
    if not body.strip():
        raise UnreadableError("is empty")
    for magic, name in _MAGIC.items():
        if body.startswith(magic):
            raise UnreadableError(f"is {name}, not a page of text")
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return _decoded(body, encoding)
    if b"\x00" in body:
        body = _without_nuls(body)
    if len(body) - len(body.translate(None, _CONTROL)) > _few(len(body)):
        raise UnreadableError("is binary, not a page of text")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for encoding in declared(body, media_type):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _last_resort(body)


def declared(body: bytes, media_type: str | None) -> list[str]:
    """The encodings that the header and the page itself name, where they are encodings of pages other than UTF-8.

    A page in UTF-8 that has a few bytes broken stays UTF-8, whatever it says.
    """
    if _is_utf8_but_for_a_few(body):
        return []
    declared = [m.group(1) for m in [_HEADER_CHARSET.search(media_type or "")] if m]
    declared += [m.group(1).decode("ascii") for m in [_META_CHARSET.search(body[:4096])] if m]
    found = []
    for name in declared:
        try:
            encoding = codecs.lookup(name).name
        except LookupError:
            continue
        encoding = _AS_BROWSERS_DO.get(encoding, encoding)
        if encoding in _WEB:
            found.append(encoding)
    return found


def _is_utf8_but_for_a_few(body: bytes) -> bool:
    text = body.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    whole = sum(1 for c in text if c > "\x7f") - text.count("\ufffd")
    return broken <= whole // 10 + 1 and whole > 0


def _without_nuls(body: bytes) -> bytes:
    """UTF-16 without its mark as UTF-8; a few stray NULs, which browsers pass over, left out."""
    sample = body[:2000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) * 0.4 and min(even, odd) < len(sample) * 0.02:
        return _decoded(body, "utf-16-le" if odd > even else "utf-16-be").encode()
    if body.count(0) > _few(len(body)):
        raise UnreadableError("is binary (it holds NUL bytes), not a page of text")
    return body.replace(b"\x00", b"")


def _last_resort(body: bytes) -> str:
    if not _is_utf8_but_for_a_few(body):
        try:
            return body.decode("windows-1252")
        except UnicodeDecodeError:
            pass
    text = body.decode("utf-8", errors="replace")
    if text.count("\ufffd") > _few(len(text)):
        raise UnreadableError("is in no text encoding that could be made out (tried UTF-8 and Windows-1252)")
    return text


def _decoded(body: bytes, encoding: str) -> str:
    text = body.decode(encoding, errors="replace")
    if text.count("\ufffd") > _few(len(text)):
        raise UnreadableError(f"begins as {encoding} but is not that")
    return text


def _few(length: int) -> int:
    return max(3, length // _FEW)


_JSON = re.compile(r'\{\s*(?:["}]|$)|\[\s*(?:["{\]]|$)')
_TAGS = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|div|p|h[1-6]|ul|ol|table|article|section)\b[^>]{0,500}>", re.IGNORECASE
)
_WHOLE_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_BEFORE_ROOT = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>)*", re.IGNORECASE | re.DOTALL)
_ELEMENT = re.compile(r"<([A-Za-z][\w:.-]*)")
_FEEDS = frozenset({"rss", "feed", "rdf:rdf", "urlset", "sitemapindex", "opml"})
_MARKDOWN = re.compile(r"^#{1,6} \S|\]\(\S|\*\*\S[^*\n]{0,300}\*\*", re.MULTILINE)


def form_of(text: str) -> Form:
    """Whether a text is JSON, XML other than XHTML (a feed), HTML, Markdown or plain.

    What begins as JSON or as XML is held to be that.
    """
    head = text.lstrip("\ufeff \t\r\n")
    if head[:1] in "{[" and _JSON.match(head):
        return "json"
    if head[:1] == "<" and _is_xml(head):
        return "xml"
    start = text[:20_000]
    if _WHOLE_PAGE.search(start):
        return "html"
    tags = len(_TAGS.findall(start))
    markdown = bool(_MARKDOWN.search(text))
    if tags and (head[:1] == "<" or (tags >= 2 and not markdown)):
        return "html"
    if markdown:
        return "markdown"
    return "html" if tags else "text"


def _is_xml(head: str) -> bool:
    before = _BEFORE_ROOT.match(head[:20_000])
    element = _ELEMENT.match(head, before.end() if before else 0)
    name = element.group(1).lower() if element else ""
    return name in _FEEDS or (
        head[:5].lower() == "<?xml" and name not in ("", "html") and not _WHOLE_PAGE.search(head[:2000])
    )
