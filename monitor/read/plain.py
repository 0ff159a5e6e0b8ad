"""Plain text, as it comes from a page that was saved as text: a line is a block, a short line alone is a heading."""

from __future__ import annotations

import re

from monitor.read.builder import Builder
from monitor.read.text import leading_in, normal

_BULLET = re.compile(r"^\s*[•◦▪*\-–·]\s+(?=\S)")
_HEADING_WORDS = 14


def read_plain(text: str, builder: Builder) -> None:
    """Read a plain text into the builder.

    A heading is a line that stands alone between blank lines, is short, begins with a letter or digit, and ends
    like no sentence; the first one is the title. A page of lines without blank lines has no headings.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    alone = _alone(lines)
    lead = ""
    for index, line in enumerate(lines):
        words = normal(line)
        if not words:
            continue
        if _BULLET.match(line):
            builder.block("item", _BULLET.sub("", line), depth=1, lead=lead)
            continue
        if index in alone and _is_heading(words):
            is_first = not builder.title and not builder.blocks
            builder.heading(words, 1 if is_first else 2)
        else:
            builder.block("paragraph", words)
        lead = leading_in(words)


def _alone(lines: list[str]) -> set[int]:
    """The lines between two blank ones behind which a text comes, and no list."""
    found: set[int] = set()
    after = ""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if not line.strip():
            continue
        before = lines[index - 1] if index else ""
        follows = lines[index + 1] if index + 1 < len(lines) else line
        if not before.strip() and not follows.strip() and after and not _BULLET.match(after):
            found.add(index)
        after = line
    return found


def _is_heading(words: str) -> bool:
    return (
        len(words.split()) <= _HEADING_WORDS
        and words[0].isalnum()
        and not words[0].islower()
        and words[-1] not in ".!?:;,…"
        and any(c.isalpha() for c in words)
    )
