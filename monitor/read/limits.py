"""How much of one page is read. No page for people comes near; what lies beyond is refused in a clear sentence.

Whatever comes is to be read or refused within 5 s and 300 MB on a small machine, for one page must not keep all others
from being looked at. Where a library does the work, the input is counted before it begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from monitor.errors import UnreadableError

SIZE = 6_000_000
"""Bytes of a page of text. The largest page that is known here has 655 KB, the largest feed 1.1 MB."""
JSON_SIZE = 12_000_000
"""Bytes of JSON: a whole index of 5.8 MB is known."""
MARKDOWN_SIZE = 1_500_000
"""Characters of Markdown; the largest file that is known here has 110 KB."""
MARKDOWN_LINES = 50_000
MARKDOWN_MARKS = 50_000
"""Characters of Markdown that may be marks (stars, brackets ...): each takes about 0.8 KB and 10 us."""
TAGS = 120_000
"""Tags of a page, in all its HTML texts. An element with a word in it takes about 1.2 KB and 25 us; the largest page
that is known here has 12,000."""
TREES = 20_000
"""HTML texts of one answer: bodies of parts, items of a feed; each takes 0.15 ms, be it empty."""
DEPTH = 512
"""Elements within one another, as in browsers: what is deeper stands in the last of them. More than four times what the
walk reads as a tree (`monitor.read.lines.MAX_DEPTH`): a table takes four elements to reach its text."""
XML_TAGS = 300_000
"""Tags of a feed."""
JSON_VALUES = 600_000
"""Values of a JSON text, by its commas, colons and brackets, those inside its texts included."""
BLOCKS = 120_000
"""Blocks of a document: comparing looks at pairs of them."""
BLOCK = 100_000
"""Characters of one block. The words of two blocks are held against each other, in time and memory that grow with the
square of their number: 1 s and 300 MB for so many."""
CHARACTERS = 5_000_000
"""Characters of a document: finding facts takes about 3.5 us each."""
PDF_SIZE = 20_000_000
"""Bytes of a PDF: the most that is fetched of any page."""
PDF_PAGES = 500
PDF_LETTERS = 300_000
"""Letters and rules of a PDF: 100 pages of dense text, at about 10 us each."""
PDF_SECONDS = 4
"""Seconds of work on a PDF: the process that reads it is stopped then."""
PDF_MEMORY = 220_000_000
"""Bytes of memory of that process: with what the program itself has, less than 300 MB."""


def check_size(length: int, most: int) -> None:
    """Refuse a body of so many bytes.

    Raises:
        UnreadableError: it is larger than is read.
    """
    if length > most:
        raise UnreadableError(f"is {length:,} bytes large; at most {most:,} are read")


def check_markdown(text: str) -> None:
    """Refuse Markdown with more in it than is read.

    Raises:
        UnreadableError: it has.
    """
    counted = (
        (len(text), MARKDOWN_SIZE, "characters"),
        (text.count("\n"), MARKDOWN_LINES, "lines"),
        (sum(text.count(mark) for mark in "*_[]!<>&`|\\"), MARKDOWN_MARKS, "marks"),
    )
    for number, most, what in counted:
        if number > most:
            raise UnreadableError(f"is Markdown with {number:,} {what}; at most {most:,} are read")


@dataclass(slots=True)
class _Read:
    """What was read so far of one body."""

    trees: int = 0
    tags: int = 0


_read: ContextVar[_Read | None] = ContextVar("monitor_read", default=None)


@contextmanager
def one_body() -> Iterator[None]:
    """All trees that are made inside belong to one body, and share its limits."""
    token = _read.set(_Read())
    try:
        yield
    finally:
        _read.reset(token)


def check_tree(html: str) -> None:
    """Refuse HTML with too many tags before a tree is made of it, and one tree more than are read of a body.

    Raises:
        UnreadableError: it has; it is.
    """
    so_far = _read.get() or _Read()
    so_far.trees += 1
    so_far.tags += _tags(html)
    if so_far.tags > TAGS:
        raise UnreadableError(f"has {so_far.tags:,} tags; at most {TAGS:,} are read")
    if so_far.trees > TREES:
        raise UnreadableError(f"has more than {TREES:,} pieces of HTML")


def check_xml(text: str) -> None:
    """Refuse XML with too many tags.

    Raises:
        UnreadableError: it has.
    """
    if (number := _tags(text)) > XML_TAGS:
        raise UnreadableError(f"is XML with {number:,} tags; at most {XML_TAGS:,} are read")


def _tags(text: str) -> int:
    return text.count("<") - text.count("</")


def check_values(text: str) -> None:
    """Refuse JSON with too many values.

    Raises:
        UnreadableError: it has.
    """
    number = sum(text.count(mark) for mark in ",:[{")
    if number > JSON_VALUES:
        raise UnreadableError(f"is JSON with {number:,} values; at most {JSON_VALUES:,} are read")


def check_document(blocks: int, characters: int, newest: int) -> None:
    """Refuse a document that grows too large for what is done with it; `newest` is the length of its last block.

    Raises:
        UnreadableError: it does.
    """
    if newest > BLOCK:
        raise UnreadableError(f"has a paragraph of {newest:,} characters; at most {BLOCK:,} are read")
    if blocks > BLOCKS:
        raise UnreadableError(f"has more than {BLOCKS:,} paragraphs, items and rows")
    if characters > CHARACTERS:
        raise UnreadableError(f"has more than {CHARACTERS:,} characters of text")
