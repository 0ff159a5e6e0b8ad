"""From the words of a document back to the bytes that state them.

The letters and digits of the blocks are looked for, in page order, among those that the raw body states outside its
tags (`monitor.read.traced`). Long blocks that stand there once hold the others in their places, so that a sentence that
the page says twice is found where it was read.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field

from monitor.read.document import Document
from monitor.read.placing import WORD, Piece, Placing, Stated, fold, pieces_of
from monitor.read.traced import Traced, said


def bytes_of(
    body: bytes, media_type: str | None, document: Document, block: int, start: int, end: int
) -> tuple[int, int] | None:
    """The range of the raw body that states the characters `start` to `end` of a block.

    `body[a:b]` holds their letters and digits, in order, once tags, escapes and what is hidden are taken out; of a
    cloaked e-mail address, the digits of the attribute that holds it. None where the block's words stand nowhere in the
    body (a sentence that stands for a field of JSON), and where the characters hold no letter and no digit.

    Args:
        body: that the document was read from, with its Content-Type in `media_type`.
        block: index of the block.

    Raises:
        UnreadableError: the body is no text.
    """
    return Places(body, media_type, document).bytes_of(block, start, end)


class Places:
    """Where the blocks of a document stand in the body that it was read from. Made once, in time linear in the body.

    Raises:
        UnreadableError: the body is no text.
    """

    def __init__(self, body: bytes, media_type: str | None, document: Document) -> None:
        self._blocks = document.blocks
        self._text = _Letters()
        for run in said(body, media_type):
            self._text.add(run)
        pieces = [piece for index, block in enumerate(document.blocks) for piece in pieces_of(index, block)]
        Placing(self._text.joined(), pieces).run()
        self._of: dict[int, list[Piece]] = {}
        for piece in pieces:
            self._of.setdefault(piece.block, []).append(piece)

    def bytes_of(self, block: int, start: int, end: int) -> tuple[int, int] | None:
        """As the function `bytes_of`."""
        if not 0 <= block < len(self._blocks):
            return None
        words = self._blocks[block].text
        first, behind = len(fold(words[:start])), len(fold(words[:end]))
        if first >= behind:
            return None
        here = self._of.get(block, [])
        found: list[int] = []
        for piece in here:
            left, right = max(first, piece.offset), min(behind, piece.offset + len(piece.letters))
            if left >= right:
                continue
            ends = (piece.at(left - piece.offset), piece.at(right - 1 - piece.offset))
            if ends[0] is None or ends[1] is None:
                return None
            found += (ends[0], ends[1])
        if not found:
            return None
        one, other = min(found), max(found)
        before, after = _marks_before(words[start:end]), _marks_behind(words[start:end])
        return self._text.byte_before(one, before), self._text.byte_behind(other, after)


# -- what the body states ----------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Letters:
    """The letters and digits of all runs, one after another, and where each came from."""

    letters: list[str] = field(default_factory=list)
    starts: array[int] = field(default_factory=lambda: array("Q"))
    """First byte of each letter."""
    ends: array[int] = field(default_factory=lambda: array("Q"))
    words: array[int] = field(default_factory=lambda: array("Q"))
    """The letters with which a word begins."""
    runs: list[Traced] = field(default_factory=list)
    of_word: list[tuple[int, int, int]] = field(default_factory=list)
    """Run of each word, and its first character and the one behind it there."""

    def add(self, run: Traced) -> None:
        for match in WORD.finditer(run.text):
            word, left, right = match.group(), match.start(), match.end()
            self.words.append(len(self.starts))
            self.of_word.append((len(self.runs), left, right))
            if word.isascii():
                self.letters.append(word)
                self.starts.extend(run.starts[left:right])
                self.ends.extend(run.ends[left:right])
                continue
            for at in range(left, right):
                folded = fold(run.text[at])
                self.letters.append(folded)
                self.starts.extend([run.starts[at]] * len(folded))
                self.ends.extend([run.ends[at]] * len(folded))
        self.runs.append(run)

    def joined(self) -> Stated:
        return Stated("".join(self.letters), self.words)

    def byte_before(self, letter: int, marks: str) -> int:
        """Where the letter begins, or the marks right before it that belong to it ("+", "£")."""
        number, left, _ = self.of_word[bisect_right(self.words, letter) - 1]
        if self.starts[letter] != self.runs[number].starts[left]:
            return self.starts[letter]
        run, at = self.runs[number], left
        for mark in reversed(marks):
            if at == 0 or run.text[at - 1] != mark:
                break
            at -= 1
        return run.starts[at]

    def byte_behind(self, letter: int, marks: str) -> int:
        """Where the letter ends, or the marks right behind it that belong to it ("%")."""
        number, _, right = self.of_word[bisect_right(self.words, letter) - 1]
        if self.ends[letter] != self.runs[number].ends[right - 1]:
            return self.ends[letter]
        run, at = self.runs[number], right
        for mark in marks:
            if at == len(run.text) or run.text[at] != mark:
                break
            at += 1
        return run.ends[at - 1]


def _marks_before(words: str) -> str:
    return words[: len(words) - len(words.lstrip(_marks_of(words)))]


def _marks_behind(words: str) -> str:
    return words[len(words.rstrip(_marks_of(words))) :]


def _marks_of(words: str) -> str:
    return "".join({character for character in words if not character.isalnum()})


__all__ = ["Places", "bytes_of"]
