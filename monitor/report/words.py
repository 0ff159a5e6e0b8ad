"""Page text in short: where it may be cut, and how a word diff is cut down to what changed.

A reader who acts on half a number acts on a wrong one. So text is cut only between words, never within a number or a
phone number written in groups, and never within what changed but between its words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from monitor.read.text import sentences

Op = Literal["=", "-", "+", "..."]
Run = tuple[Op, str]
"""A stretch of a word diff; "..." stands where unchanged or overlong text was left out (its text is empty)."""

GAP: Run = ("...", "")
_CRUMB = 20
"""So few characters are not worth an ellipsis."""
_NUMBER = re.compile(r"[+(]{0,2}\d(?:(?:[.,:/]|\s?[()+–/-]{0,2}\s?)\d)*")
_ENDLESS = 60
"""Letters of a word that may be cut, since nobody reads it."""
_WORD = re.compile(r"[^\s\d]+")
_SPACE = re.compile(r"\s+")


def clip(text: str, limit: int, mark: str = "...") -> str:
    """The beginning of a text, at most `limit` characters with the mark that says that more follows."""
    if len(text) <= limit:
        return text
    head = _head(text, limit - len(mark) - 1)
    return f"{head} {mark}" if head else mark


def _head(text: str, limit: int) -> str:
    """What of the text fits into `limit` characters, cut between words."""
    places = breaks(text[: limit + 200])  # a number that begins within the limit is seen to its end
    place = places[index - 1] if (index := bisect_right(places, limit)) else 0
    if place == 0 and re.match(rf"[^\s\d]{{{max(limit, _ENDLESS)}}}", text):
        place = limit  # no word of any language, and no number
    return text[:place].rstrip()


def breaks(text: str) -> list[int]:
    """Offsets of the spaces at which the text may be cut, in order: those that are not inside a number."""
    places = []
    numbers = iter(_NUMBER.finditer(text))
    number = next(numbers, None)
    for space in _SPACE.finditer(text):
        while number and number.end() <= space.start():
            number = next(numbers, None)
        if not (number and number.start() < space.start()):
            places.append(space.start())
    return places


def shorten(runs: Sequence[Run], around: int, changed: int) -> tuple[Run, ...]:
    """A word diff with its long unchanged stretches left out.

    `around` characters, or up to the end of the sentence if that is near, stay on each side of what changed; of one
    deletion or insertion no more than `changed` characters stay.
    """
    short: list[Run] = []
    last = len(runs) - 1
    for index, (op, text) in enumerate(runs):
        if op == "=":
            short += _unchanged(text, around, first=index == 0, last=index == last)
        elif len(text) > changed:
            short += [(op, _head(text, changed)), GAP]
        else:
            short.append((op, text))
    return tuple(run for run in short if run == GAP or run[1])


def _unchanged(text: str, around: int, *, first: bool, last: bool) -> list[Run]:
    if len(text) <= around * (1 if first or last else 2) + _CRUMB:
        return [("=", text)]
    end = 0 if first else _ending(text, around)
    start = len(text) if last else _beginning(text, around)
    if start - end < _CRUMB:
        return [("=", text)]
    return [("=", text[:end]), GAP, ("=", text[start:])]


def _ending(text: str, around: int) -> int:
    """Where to stop after a change: at the end of its sentence if that is near, else between two words."""
    ends = [end for _, end in sentences(text[: 2 * around])][:-1]
    if ends:
        return ends[0]
    places = breaks(text[: around + 200])
    index = bisect_left(places, around)
    if index < len(places):
        return places[index]
    if len(text) <= around + 200:
        return len(text)
    return around if _WORD.fullmatch(text[:around]) else max(places, default=0)


def _beginning(text: str, around: int) -> int:
    """Where to begin before a change: at the beginning of its sentence if that is near, else between two words."""
    offset = max(0, len(text) - 2 * around)
    starts = [start for start, _ in sentences(text[offset:])][1:]
    if starts:
        return offset + starts[-1]
    offset = max(0, len(text) - around - 200)
    places = breaks(text[offset:])
    before = [place for place in places if offset + place <= len(text) - around]
    if before:
        return offset + before[-1] + 1
    if offset == 0:
        return 0
    if _WORD.fullmatch(text[len(text) - around :]):
        return len(text) - around
    return offset + places[0] + 1 if places else len(text)


def quoted(op: Op, text: str, parts: Iterable[str], changed: int) -> tuple[Run, ...]:
    """A whole block that came or went, cut down to those of its sentences that matter (`parts`); all of it, clipped to
    `changed` characters, where none does."""
    spans = sorted((start, start + len(part)) for part in set(parts) if part and (start := text.find(part)) >= 0)
    if not spans:
        return ((op, text),) if len(text) <= changed else ((op, _head(text, changed)), GAP)
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        start, end = (0 if start < _CRUMB else start), (len(text) if len(text) - end < _CRUMB else end)
        if merged and start - merged[-1][1] < _CRUMB:
            before = merged.pop()
            start, end = before[0], max(before[1], end)
        merged.append((start, end))
    runs: list[Run] = []
    for start, end in merged:
        runs += [GAP, (op, text[start:end])] if start else [(op, text[start:end])]
    return tuple(runs if merged[-1][1] == len(text) else [*runs, GAP])


def within(op: Op, text: str, values: Iterable[str], room: int) -> tuple[Run, ...]:
    """A text without end, cut down to `room` characters around the first place of each value, or to its beginning where
    it holds none; a value that is longer itself, to its beginning."""
    spans = sorted(
        (max(0, start - room // 2), start + min(len(value), room) + room // 2)
        for value in set(values)
        if value and (start := text.find(value)) >= 0
    )
    if not spans:
        return ((op, _head(text, room)), GAP)
    merged = [spans[0]]
    for start, end in spans[1:_SPANS]:
        if start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    runs: list[Run] = []
    for start, end in merged:
        begin = _beginning(text[:end], end - start) if start else 0
        piece = text[begin:]
        runs += [GAP] if begin and (not runs or runs[-1] != GAP) else []
        runs += [(op, piece if len(text) <= end else _head(piece, end - begin))]
        runs += [GAP] if len(text) > end else []
    return tuple(run for run in runs if run == GAP or run[1])


_SPANS = 8
"""Places of a text without end that are shown of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a diff as a reader meets it: the same, gone, new, or replaced; or left out."""

    op: Literal["same", "gone", "new", "replaced", "gap"]
    before: str = ""
    after: str = ""


def marks(runs: Sequence[Run]) -> list[Mark]:
    """The diff with each deletion and the insertion behind it as one replacement.

    Spaces at the edges of what changed stand outside, as unchanged text: marks sit on words.
    """
    found: list[Mark] = []
    index = 0
    while index < len(runs):
        op, text = runs[index]
        index += 1
        if op == "...":
            found.append(Mark("gap"))
        elif op == "=":
            found.append(Mark("same", text, text))
        elif index < len(runs) and (op, runs[index][0]) in (("-", "+"), ("+", "-")):
            sides = {op: text, runs[index][0]: runs[index][1]}
            found += _outside(sides["-"], sides["+"])
            index += 1
        else:
            found += _outside(text, "") if op == "-" else _outside("", text)
    return found


def _outside(before: str, after: str) -> list[Mark]:
    gone, new = before.strip(), after.strip()
    if not gone and not new:
        return [Mark("same", " ", " ")] if after else []
    op: Literal["gone", "new", "replaced"] = "replaced" if gone and new else "gone" if gone else "new"
    shown = [Mark(op, gone, new)]
    if before[:1].isspace() or after[:1].isspace():
        shown.insert(0, Mark("same", " ", " "))
    if before[-1:].isspace() or after[-1:].isspace():
        shown.append(Mark("same", " ", " "))
    return shown
