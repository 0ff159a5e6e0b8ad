"""Plain text, as it comes from a page that was saved as text: a line is a block, a short line alone is a heading."""

from __future__ import annotations

import re

from monitor.read.builder import Builder
from monitor.read.text import normal

_BULLET = re.compile(r"^(\s*)[•◦▪*\-–·]\s+(?=\S)")
_HEADING_WORDS = 14


def read_plain(text: str, builder: Builder) -> None:
    """Read a plain text into the builder.

    A heading is a line that stands alone between blank lines, is short, begins with a letter or digit, and ends
    like no sentence; the first one is the title. A page of lines without blank lines has no headings.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lead = ""
    for index, line in enumerate(lines):
        words = normal(line)
        if not words:
            continue
        bullet = _BULLET.match(line)
        if bullet:
            builder.block("item", _BULLET.sub("", line), depth=1, lead=lead if lead.endswith(":") else "")
            continue
        if _stands_alone(lines, index) and _is_heading(words):
            if not builder.title and not builder.blocks:
                builder.heading(words, 1)
            else:
                builder.heading(words, 2)
        else:
            builder.block("paragraph", words)
        lead = words


def _stands_alone(lines: list[str], index: int) -> bool:
    before = lines[index - 1].strip() if index else ""
    after = next((line for line in lines[index + 1 :] if line.strip()), "")
    follows = index + 1 < len(lines) and not lines[index + 1].strip()
    return not before and follows and bool(after) and not _BULLET.match(after)


def _is_heading(words: str) -> bool:
    return (
        len(words.split()) <= _HEADING_WORDS
        and words[0].isalnum()
        and not words[0].islower()
        and words[-1] not in ".!?:;,…"
        and any(c.isalpha() for c in words)
    )
