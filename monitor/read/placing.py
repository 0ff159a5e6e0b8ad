"""Where blocks stand among the letters of a body: anchors first, and between them what stands around them."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from monitor.read.document import Block

WORD = re.compile(r"[^\W_]+")
"""A run of letters and digits."""


def fold(text: str) -> str:
    """Letters and digits alone; accents of letters apart and left out, in whichever way they were written."""
    if not text.isascii():
        text = unicodedata.normalize("NFD", text)
    return "".join(WORD.findall(text))


_KEY = 8
"""Letters by which a place is looked up."""
_ANCHOR = 16
"""Letters: a piece as long, found once, is held to stand there."""
_FEW = 16
"""Places at which a piece is tried; one whose beginning stands at more is found by what stands around it."""
_LEAP = 300
"""Letters that may be passed over between two blocks without asking whether the next one stands nearer."""
_GAP = 4000
"""Letters that may stand within a block without being its own (what is hidden, or furniture)."""
_GAPS = 50
"""Such places within a block."""


@dataclass(slots=True)
class Piece:
    """A block, or a cell of a row: letters that stand one behind another."""

    block: int
    offset: int
    """Of its first letter among those of the block."""
    letters: str
    spans: list[tuple[int, int, int]] = field(default_factory=list)
    """Where it was found: a letter of it, how many, and the letter of the body."""

    def at(self, letter: int) -> int | None:
        """The letter of the body that a letter of it is."""
        for first, length, place in self.spans:
            if first <= letter < first + length:
                return place + letter - first
        return None

    def put(self, place: int) -> None:
        """Say that all of it stands at this letter of the body."""
        self.spans = [(0, len(self.letters), place)]


def pieces_of(index: int, block: Block) -> Iterable[Piece]:
    """What of a block stands in one run: its text, or each cell of a row."""
    whole = fold(block.text)
    cells = [fold(cell) for cell in block.cells]
    joined = "".join(cells)
    if not joined or not whole.endswith(joined):
        return [Piece(index, 0, whole)] if whole else []
    texts = [whole[: len(whole) - len(joined)], *cells]
    offsets = [sum(map(len, texts[:number])) for number in range(len(texts))]
    return [Piece(index, offset, text) for offset, text in zip(offsets, texts, strict=True) if text]


@dataclass(frozen=True, slots=True)
class Stated:
    """All letters of a body, and the places where a word begins."""

    letters: str
    words: array[int]

    def by_key(self, keys: Iterable[str]) -> dict[str, list[int]]:
        """The beginnings of words at which one of these texts stands, of each."""
        found: dict[str, list[int]] = {key: [] for key in keys}
        lengths = sorted({len(key) for key in found})
        letters = self.letters
        for word in self.words:
            for length in lengths:
                held = found.get(letters[word : word + length])
                if held is not None and (not held or held[-1] != word):
                    held.append(word)
        return found

    def is_end(self, letter: int) -> bool:
        """Whether a word ends before this letter."""
        at = bisect_left(self.words, letter)
        return letter == len(self.letters) or (at < len(self.words) and self.words[at] == letter)


class Placing:
    """Gives pieces their places."""

    def __init__(self, stated: Stated, pieces: list[Piece]) -> None:
        self.stated = stated
        self.pieces = pieces
        self.at_key = stated.by_key({piece.letters[:_KEY] for piece in pieces})

    def run(self) -> None:
        """Give every piece its place, where it has one."""
        anchors = _rising(list(self._anchors()))
        for number, place in anchors:
            self.pieces[number].put(place)
        bounds = [(-1, 0), *((number, place + len(self.pieces[number].letters)) for number, place in anchors)]
        nexts = [*anchors, (len(self.pieces), len(self.stated.letters))]
        for (before, low), (after, high) in zip(bounds, nexts, strict=True):
            if before < 0 and anchors:  # a menu above the text says many of its words first
                self._backward(range(after - 1, before, -1), low, high)
            else:
                self._forward(range(before + 1, after), low, high)
        self._scattered()

    def _anchors(self) -> Iterable[tuple[int, int]]:
        for number, piece in enumerate(self.pieces):
            held = self.at_key[piece.letters[:_KEY]]
            if len(piece.letters) >= _ANCHOR and 0 < len(held) <= _FEW:
                places = [place for place in held if self._stands(piece, place)]
                if len(places) == 1:
                    yield number, places[0]

    def _stands(self, piece: Piece, place: int) -> bool:
        if not self.stated.letters.startswith(piece.letters, place):
            return False
        return len(piece.letters) >= _KEY or self.stated.is_end(place + len(piece.letters))

    def _first(self, piece: Piece, low: int, high: int) -> int | None:
        held = self.at_key[piece.letters[:_KEY]]
        for place in held[(at := bisect_left(held, low)) : at + _FEW]:
            if place + len(piece.letters) > high:
                return None
            if self._stands(piece, place):
                return place
        return None

    def _last(self, piece: Piece, low: int, high: int) -> int | None:
        held = self.at_key[piece.letters[:_KEY]]
        at = bisect_right(held, high - len(piece.letters))
        for place in reversed(held[max(at - _FEW, 0) : at]):
            if place < low:
                return None
            if self._stands(piece, place):
                return place
        return None

    def _forward(self, numbers: range, low: int, high: int) -> None:
        for number in numbers:
            piece = self.pieces[number]
            place = self._first(piece, low, high)
            if place is None:
                continue
            if place - low > _LEAP and number + 1 in numbers:
                nearer = self._first(self.pieces[number + 1], low, high)
                if nearer is not None and nearer < place:
                    continue
            piece.put(place)
            low = place + len(piece.letters)

    def _backward(self, numbers: range, low: int, high: int) -> None:
        for number in numbers:
            place = self._last(self.pieces[number], low, high)
            if place is not None:
                self.pieces[number].put(place)
                high = place

    def _scattered(self) -> None:
        """What was not found in one run at its place: in several runs there, else in one run elsewhere."""
        low = 0
        highs = self._bounds_behind()
        for number, piece in enumerate(self.pieces):
            if not piece.spans:
                piece.spans = self._in_runs(piece, low, highs[number])
            if sum(length for _, length, _ in piece.spans) < len(piece.letters):
                held = self.at_key[piece.letters[:_KEY]]
                near = bisect_left(held, low)
                around = [*reversed(held[max(near - _FEW, 0) : near]), *held[near : near + _FEW]]
                place = next((each for each in around if self._stands(piece, each)), None)
                if place is not None:
                    piece.put(place)
                    continue  # said elsewhere: the next one stands where it would
            if piece.spans:
                _, length, place = piece.spans[-1]
                low = max(low, place + length)

    def _bounds_behind(self) -> list[int]:
        """For each piece, where the next one that was found begins."""
        high = len(self.stated.letters)
        found = []
        for piece in reversed(self.pieces):
            found.append(high)
            if piece.spans:
                high = min(high, piece.spans[0][2])
        return found[::-1]

    def _in_runs(self, piece: Piece, low: int, high: int) -> list[tuple[int, int, int]]:
        held = self.at_key[piece.letters[:_KEY]]
        at = bisect_left(held, low)
        place = held[at] if at < len(held) and held[at] < high else -1
        letters, mine = self.stated.letters, piece.letters
        spans: list[tuple[int, int, int]] = []
        done = 0
        for _ in range(_GAPS):
            if place < 0:
                return spans
            length = _common(mine, done, letters, place, high)
            spans.append((done, length, place))
            done += length
            if done == len(mine):
                return spans
            behind = place + length
            place = letters.find(mine[done : done + _KEY], behind, min(behind + _GAP, high))
        return spans


def _common(one: str, start: int, other: str, place: int, high: int) -> int:
    """How many letters are the same from these two places on."""
    length, step = 0, 64
    most = min(len(one) - start, high - place)
    while step:
        step = min(step, most - length)
        if step and one.startswith(other[place + length : place + length + step], start + length):
            length += step
        else:
            step //= 2
    return length


def _rising(anchors: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of anchors whose places rise with their numbers: the others were read out of page order."""
    tails: list[int] = []
    ends: list[int] = []
    """Index of the anchor that ends the best run of each length."""
    before: list[int] = []
    for index, (_, place) in enumerate(anchors):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            ends.append(index)
        else:
            tails[at], ends[at] = place, index
    found: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        found.append(anchors[index])
        index = before[index]
    return found[::-1]
