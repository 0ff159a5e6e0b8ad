"""What the site answers, by name: each function makes one answer or a script of them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from servers import Answer, Raw, Script, Seen, redirect

from misbehaviour.pages import TITLE

HTML = "text/html; charset=utf-8"


def document(content: str, title: str = TITLE, lang: str = "en", head: str = "") -> str:
    """A whole HTML document with this content, in the site's frame."""
    return (
        f'<!doctype html><html lang="{lang}"><head><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav><main><h1>{title}</h1>{content}</main></body></html>"
    )


def page(
    content: str,
    title: str = TITLE,
    *,
    etag: str = "",
    modified: str = "",
    lang: str = "en",
    head: str = "",
    kind: str = HTML,
) -> Answer:
    """A page that comes whole whatever it is asked with; with validators where they are given."""
    return Answer(200, document(content, title, lang, head).encode(), _headers(kind, etag, modified))


def fair(content: str, *, etag: str = "", modified: str = "") -> Script:
    """A page of a server that compares validators as it should, and answers 304 where they match."""
    whole = page(content, etag=etag, modified=modified)

    def reply(seen: Seen) -> Answer:
        same = seen.header("If-None-Match") == etag if etag else seen.header("If-Modified-Since") == modified
        return Answer(304, b"", _headers("", etag, modified)) if same else whole

    return reply


def stuck(content: str, *, etag: str, old: str) -> Script:
    """A page behind a proxy at fault: who asks with any validators gets 304, whatever the page says by now.

    `etag` is that of the page, `old` the one that the proxy puts into its 304.
    """
    whole = page(content, etag=etag)

    def reply(seen: Seen) -> Answer:
        conditional = seen.header("If-None-Match") or seen.header("If-Modified-Since")
        return Answer(304, b"", _headers("", old, "")) if conditional else whole

    return reply


def bare(body: bytes, kind: str = HTML, *headers: tuple[str, str], status: int = 200) -> Answer:
    """These bytes under this content type; none is named where it is empty."""
    return Answer(status, body, [*([("Content-Type", kind)] if kind else []), *headers])


def status(code: int, words: str = "", *headers: tuple[str, str]) -> Answer:
    """A status with a page of a sentence."""
    return bare(document(f"<p>{words or code}</p>", str(code)).encode(), HTML, *headers, status=code)


def packed(content: str, coding: str, squeeze: Callable[[bytes], bytes]) -> Answer:
    """A page under a Content-Encoding."""
    return bare(squeeze(document(content).encode()), HTML, ("Content-Encoding", coding))


def busy(code: int, seconds: int) -> Answer:
    """A refusal for now, with Retry-After in seconds."""
    return status(code, "Try again later.", ("Retry-After", str(seconds)))


def busy_until(code: int, seconds: int) -> Script:
    """A refusal for now, with Retry-After as an HTTP date."""

    def reply(seen: Seen) -> Answer:
        until = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=seconds)
        return status(code, "Try again later.", ("Retry-After", format_datetime(until, usegmt=True)))

    return reply


def moved(location: str) -> Answer:
    """A redirect for good."""
    return redirect(location, 301)


def elsewhere(location: str) -> Answer:
    """A redirect for now."""
    return redirect(location, 302)


def head(length: int | None, *headers: str, status_line: str = "HTTP/1.1 200 OK") -> bytes:
    """The head of an answer, as bytes."""
    lines = [status_line, f"Content-Type: {HTML}", *headers]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def cut(content: str, share: float, *, reset: bool = False) -> Raw:
    """A page that ends after this share of its bytes: in order, or with a TCP reset."""
    body = document(content).encode()
    return Raw([head(len(body)) + body[: int(len(body) * share)]], reset=reset)


def wrong_length(content: str, by: int) -> Raw:
    """A page whose Content-Length is wrong by so many bytes."""
    body = document(content).encode()
    return Raw([head(len(body) + by) + body])


def chunks_cut(content: str) -> Raw:
    """A chunked page that ends within a chunk."""
    body = document(content).encode()
    return Raw([head(None, "Transfer-Encoding: chunked") + b"%x\r\n" % len(body) + body[: len(body) // 2]])


def drip(content: str, pause: float) -> Raw:
    """A page of which one byte comes at a time."""
    body = document(content).encode()
    return Raw(_drops(body), pause=pause)


class _drops:  # noqa: N801 (each request gets drops of its own)
    def __init__(self, body: bytes) -> None:
        self._body = body

    def __iter__(self) -> Iterator[bytes]:
        yield head(len(self._body))
        for byte in self._body:
            yield bytes([byte])


def silence() -> Raw:
    """Nothing at all, on an open connection."""
    return Raw([], hold=True)


def bomb(size: int) -> Answer:
    """A gzip body of a few kilobytes that unpacks to so many bytes."""
    return bare(gzip.compress(b" " * size), HTML, ("Content-Encoding", "gzip"))


def deflated(body: bytes) -> bytes:
    """As RFC 1951 says and some servers send: without the wrapping of zlib."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def robots(*lines: str, status: int = 200) -> Answer:
    """A robots.txt."""
    return Answer(status, "\n".join(lines).encode(), [("Content-Type", "text/plain")])


def _headers(kind: str, etag: str, modified: str) -> list[tuple[str, str]]:
    named = (("Content-Type", kind), ("ETag", etag), ("Last-Modified", modified))
    return [(name, value) for name, value in named if value]
