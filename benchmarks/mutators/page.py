"""A page as its Markdown stands, and which of its letters a reader sees."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

HIDDEN = "\x00"
"""Stands for a letter that no reader sees: of a link's target, a URL, a tag."""

_UNSEEN = re.compile(
    r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)"  # the target of a link
    r"|!\[[^\]\n]*\]"  # a picture's words
    r"|<https?://[^>\n]*>|<mailto:[^>\n]*>"
    r"|\bhttps?://[^\s)>\]]+|\bwww\.[^\s)>\]]+"
    r"|</?[a-z][^>\n]*>"
)
_STAMP = re.compile(
    r"^\W*(?:still current|updated|last updated|latest update|date issued|reissued|issued|reviewed|last reviewed"
    r"|(?:\w+ ){0,6}travel advisory\b|:\s)",
    re.IGNORECASE,
)
"""A line that dates the page or tells its latest change: no content."""
_END = re.compile(r"(?<=[a-z0-9)\]”’*\x00][.!?])[\"”’)*]*\s+(?=[\[*“\"]*[A-Z])")


@dataclass(frozen=True)
class Page:
    """One document of the corpus."""

    name: str
    publisher: str
    country: str | None
    """ISO 3166-1 alpha-2."""
    text: str
    is_markdown: bool = True

    @cached_property
    def shown(self) -> str:
        """The text with all that is hidden blotted out; offsets are those of `text`."""
        return _UNSEEN.sub(lambda m: HIDDEN * len(m.group()), self.text)

    @cached_property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """Offsets of the lines that are content."""
        found, start = [], 0
        for line in self.shown.splitlines(keepends=True):
            if line.strip() and not _STAMP.match(line):
                found.append((start, start + len(line.rstrip("\r\n"))))
            start += len(line)
        return tuple(found)

    def matches(self, pattern: re.Pattern[str], suits: Callable[[str], object] = bool) -> Iterator[re.Match[str]]:
        """Matches within one line of content; `suits` is asked of their sentence."""
        for start, end in self.lines:
            for match in pattern.finditer(self.shown, start, end):
                if suits(self.shown[slice(*self.sentence(match.start()))]):
                    yield match

    def line(self, offset: int) -> tuple[int, int]:
        """Offsets of the line around an offset."""
        return self.text.rfind("\n", 0, offset) + 1, (self.text + "\n").find("\n", offset)

    def sentence(self, offset: int) -> tuple[int, int]:
        """Offsets of the sentence around an offset."""
        start, end = self.line(offset)
        cuts = [start, *(m.end() for m in _END.finditer(self.shown, start, end)), end]
        return max(c for c in cuts if c <= offset), min((c for c in cuts if c > offset), default=end)

    def counts(self, words: str) -> int:
        """How often words stand on the page, as words of their own."""
        return len(re.findall(rf"(?<![\w]){re.escape(words)}(?!\w)", self.shown, re.IGNORECASE))

    def with_words(self, *edits: tuple[int, int, str]) -> str:
        """The text with spans replaced; the edits do not overlap."""
        text = self.text
        for start, end, words in sorted(edits, reverse=True):
            text = text[:start] + words + text[end:]
        return text


def shuffled(found: Iterator[re.Match[str]], chance: random.Random) -> list[re.Match[str]]:
    """Matches in random order."""
    matches = list(found)
    chance.shuffle(matches)
    return matches
