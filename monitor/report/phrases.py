"""The words that every human-readable output uses for the same thing. Page text in them is not yet safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from monitor.compare.change import SectionChange, VersionInfo
from monitor.report.passages import Passage
from monitor.report.reader import UTC_ENGLISH, Reader
from monitor.report.safe import is_right_to_left
from monitor.report.times import stated
from monitor.report.view import ItemView
from monitor.report.words import Mark, marks

_CHANGES = {"modified": "wording", "added": "added", "removed": "removed", "moved": "moved"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A line of quoted page text."""

    name: Literal["", "old", "new"]
    """Which version, where old and new stand on a line each."""
    marks: tuple[Mark, ...]
    is_mixed: bool
    """Whether what changed stands among what did not, and needs marks to be told from it."""


def quotes(passage: Passage) -> list[Quote]:
    """A passage as it is quoted: on one line, or where nothing of it stayed, old and new on a line each.

    A passage that is no more than a value that its fact names needs no quote.
    """
    if len(passage.runs) == 1 and passage.runs[0][1] in {
        side for fact in passage.facts for side in (fact.before, fact.after)
    }:
        return []
    found = marks(passage.runs)
    ops = {mark.op for mark in found} - {"gap"}
    if ops != {"replaced"}:
        return [Quote("", tuple(found), is_mixed=len(ops) > 1)]
    old = tuple(Mark("gone", mark.before) for mark in found if mark.op == "replaced")
    new = tuple(Mark("new", "", mark.after) if mark.op == "replaced" else mark for mark in found)
    return [Quote("old", old, is_mixed=False), Quote("new", new, is_mixed=False)]


def ellipsis(position: int, length: int) -> str:
    """The ellipsis of a gap, with spaces only towards text."""
    return f"{' ' if position else ''}…{' ' if position < length - 1 else ''}"


def passage_kind(passage: Passage) -> str:
    """What a passage without facts is: "wording", "added", "removed", "moved", or its class of nothing."""
    return passage.nothing or _CHANGES[passage.change]


def headings(found: Sequence[Passage], title: str) -> list[str]:
    """For each passage the section that is to be named before it: only where another one begins."""
    named: list[str] = []
    before: tuple[str, ...] = ()
    for passage in found:
        named.append("" if passage.section == before else " / ".join(passage.section) or title.rsplit(" / ", 1)[-1])
        before = passage.section
    return named


def announcement(item: ItemView) -> tuple[str, str]:
    """Whether the publisher told of it, and what it said: ("NOT ANNOUNCED", '; the note says: “...”').

    Both are empty where nothing is known.
    """
    if not item.announced and not item.note:
        return "", ""
    if not item.note and not item.is_silent:  # a date that moved says that something changed, and not what
        return "the page's date moved", "; no note says what changed"
    fence = "\N{LEFT-TO-RIGHT MARK}" if is_right_to_left(item.note) else ""  # the colon is ours
    note = f"{'; the note says' if item.is_silent else ''}: {fence}“{item.note}”{fence}" if item.note else ""
    missing = f"; not a word of: {', '.join(item.unannounced)}" if item.unannounced else ""
    return item.announced or "note", f"{note}{missing}"


def section_words(section: SectionChange) -> str:
    """What happened to a section: "renamed  Crime  ->  Crime and fraud"."""
    path, before = " / ".join(section.path), " / ".join(section.path_before or ())
    return f"{section.change}  {before}  ->  {path}" if before and before != path else f"{section.change}  {path}"


def evidence_words(items: Sequence[ItemView]) -> str:
    """What stands in the list of versions, and where a person finds the rest of it."""
    shown = [each for item in items for each in item.evidence]
    if all(each.digits == _WHOLE for each in shown):
        return "SHA-256 of the raw bytes, and when they were first seen"
    number = str(shown[0].change) if len(shown) == 1 and shown[0].change is not None else "NUMBER"
    return f"first {shown[0].digits} digits of the SHA-256 of the raw bytes; all of it: monitor show {number}"


_WHOLE = 64
"""Hexadecimal digits of a SHA-256."""


def seen(version: VersionInfo, reader: Reader = UTC_ENGLISH) -> str:
    """When a version was first seen."""
    return stated(version.observed_at, reader) if version.observed_at else "time not known"
