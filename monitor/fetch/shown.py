"""What a page shows, roughly and fast: enough to know a page from a wall, a "not found" and an empty shell.

By hand and not by patterns over the whole: a hostile page must not make this slow. The reader (`monitor.read`) is for
pages; what comes here need not be one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

WIDEST = 400_000
"""Bytes; no wall and no page of an error is larger, and nothing larger is searched."""

_HIDDEN = re.compile(r"<!--|<(script|style|template|svg|title)\b")
_ASIDE = re.compile(r"<(nav|header|footer|noscript)\b")
_NOSCRIPT = re.compile(r"<noscript\b")
_TITLE = re.compile(r"<title\b[^<>]{0,500}>([^<]{0,500})", re.IGNORECASE)
_HEADING = re.compile(r"<h1\b")
_TAG = re.compile(r"<[^<>]*>")
_FEED = re.compile(r"<(?:rss|feed|rdf:rdf|urlset)\b")
_HEADINGS = 3
"""Main headings that are looked at, and the characters of each."""
_HEADING_LENGTH = 600


@dataclass(frozen=True, slots=True)
class Shown:
    """The texts of one body. All in one line, entities undone."""

    source: str
    _lower: str
    """The source in lower case, letter for letter."""
    title: str
    text: str
    """All that a reader sees. `<noscript>` counts: we run no scripts either."""

    @property
    def is_html(self) -> bool:
        """Whether it is a page of a site, and not data or a feed."""
        start = self._lower[:2_000].lstrip("\ufeff \t\r\n\f")
        return start.startswith("<") and not _FEED.search(start)

    @property
    def headings(self) -> tuple[str, ...]:
        """The first main headings."""
        return tuple(self._headings())

    @property
    def content(self) -> str:
        """The text without what stands beside it on each page of a site: navigation, header, footer, `<noscript>`."""
        return _plain(_without_tags("".join(_outside(*_cut(self.source, self._lower, _HIDDEN), _ASIDE))))

    @property
    def noscript(self) -> str:
        """What is said to those who run no scripts."""
        source, lower = _cut(self.source, self._lower, _HIDDEN)
        return _plain(_without_tags(" ".join(_inside(source, lower, _NOSCRIPT, "</noscript"))))

    def _headings(self) -> Iterator[str]:
        at = 0
        for _ in range(_HEADINGS):
            begin = _HEADING.search(self._lower, at)
            if begin is None:
                return
            at = self._lower.find("</h1", begin.end())
            if at < 0:
                return
            if at - begin.start() < _HEADING_LENGTH:
                yield _plain(_without_tags(self.source[begin.start() : at]))


def shown(body: bytes, content_type: str | None = None) -> Shown | None:
    """What a body shows; None where it is larger than anything that is searched."""
    if len(body) > WIDEST:
        return None
    source = _decoded(body, content_type)
    # Of bytes only ASCII is put into lower case, which keeps every letter at its place.
    lower = source.encode("utf-8", "replace").lower().decode("utf-8")
    title = _TITLE.search(source)
    visible, _ = _cut(source, lower, _HIDDEN)
    return Shown(source, lower, _plain(title[1]) if title else "", _plain(_without_tags(visible)))


def _decoded(body: bytes, content_type: str | None) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        from monitor.errors import UnreadableError
        from monitor.read.sniff import decode
    try:
        return decode(body, content_type)
    except UnreadableError:
        return body.decode("utf-8", "replace")


def _cut(source: str, lower: str, hidden: re.Pattern[str]) -> tuple[str, str]:
    """The source, and its lower case, without what is hidden; one that is not closed hides all that follows."""
    kept: list[tuple[int, int]] = []
    at = 0
    while begin := hidden.search(lower, at):
        kept.append((at, begin.start()))
        end = f"</{begin[1]}" if begin[1] else "-->"
        at = lower.find(end, begin.end())
        if at < 0:
            break
    else:
        kept.append((at, len(source)))
    return " ".join(source[a:b] for a, b in kept), " ".join(lower[a:b] for a, b in kept)


def _outside(source: str, lower: str, asides: re.Pattern[str]) -> Iterator[str]:
    """The source without these elements; one that is not closed hides nothing."""
    at = 0
    open_ended: set[str] = set()  # so that a page of a thousand of them is searched to its end once
    for begin in asides.finditer(lower):
        if begin.start() < at or begin[1] in open_ended:
            continue
        end = lower.find(f"</{begin[1]}", begin.end())
        if end < 0:
            open_ended.add(begin[1])
            continue
        yield source[at : begin.start()] + " "
        at = end
    yield source[at:]


def _inside(source: str, lower: str, element: re.Pattern[str], end: str) -> Iterator[str]:
    at = 0
    while begin := element.search(lower, at):
        at = lower.find(end, begin.end())
        yield source[begin.start() :] if at < 0 else source[begin.start() : at]
        if at < 0:
            return


def _without_tags(source: str) -> str:
    return _TAG.sub(" ", source)


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).split())
