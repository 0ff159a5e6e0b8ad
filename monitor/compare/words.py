"""The word diff of two blocks: numbers, phones and words never break apart."""

from __future__ import annotations

import re
from typing import Literal

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import Indel

Op = Literal["=", "-", "+"]
Words = tuple[tuple[Op, str], ...]

# A phone or a grouped number is one token, a word with its apostrophes is one, so is a run of spaces, so is each sign.
_TOKEN = re.compile(r"\+?\(?\+?\d[\d ().,/:-]*\d|\d|[^\W\d_]+(?:['’\-][^\W\d_]+)*|\s+|[^\w\s]|_+", re.UNICODE)
_FIRST_PRIVATE = 0xE000
_LAST_PRIVATE = 0xF8FF
_PLANE_15 = 0xF0000
_OPS: dict[int, Op] = {0: "=", -1: "-", 1: "+"}


Spans = tuple[tuple[int, int], ...]
"""Where values stand that stay whole: dates, laws, phones, amounts."""


def tokens(text: str, whole: Spans = ()) -> list[str]:
    """The tokens of a text, each value one of them; joined they give it back."""
    found: list[str] = []
    position = 0
    for start, end in whole:
        if start >= position:
            found += [*_tokens(text[position:start]), text[start:end]]
            position = end
    return found + _tokens(text[position:])


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        if match.start() > end:
            found.append(text[end : match.start()])
        found.append(match.group())
        end = match.end()
    if end < len(text):
        found.append(text[end:])
    return found


def word_diff(before: str, after: str, whole_before: Spans = (), whole_after: Spans = ()) -> Words:
    """The = and - parts joined give `before`, the = and + parts `after`.

    Args:
        whole_before, whole_after: values that never break apart, in the order of the text.

    diff-match-patch works on characters: each token becomes one private character. Its time-out is off, for with one
    a diff depends on the load of the machine and falls apart into "delete all, insert all".
    """
    table: dict[str, str] = {}
    if min(len(before), len(after)) > LONG:
        return _long_diff(_encoded(before, table, whole_before), _encoded(after, table, whole_after), table)
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    diffs = engine.diff_main(_encoded(before, table, whole_before), _encoded(after, table, whole_after), False)
    engine.diff_cleanupSemantic(diffs)
    words = {char: token for token, char in table.items()}
    return _joined([(_OPS[op], "".join(words[char] for char in chars)) for op, chars in diffs if chars])


LONG = 12_000
"""Characters from which diff-match-patch may take minutes where two texts share little."""


def _long_diff(old: str, new: str, table: dict[str, str]) -> Words:
    words = {char: token for token, char in table.items()}
    parts: list[tuple[Op, str]] = []
    for step in Indel.opcodes(old, new):
        gone = "".join(words[char] for char in old[step.src_start : step.src_end])
        come = "".join(words[char] for char in new[step.dest_start : step.dest_end])
        if step.tag == "equal":
            parts.append(("=", gone))
            continue
        parts += [part for part in ((_OPS[-1], gone), (_OPS[1], come)) if part[1]]
    return _joined(parts)


def _encoded(text: str, table: dict[str, str], whole: Spans) -> str:
    chars = []
    for token in tokens(text, whole):
        if token not in table:
            code = _FIRST_PRIVATE + len(table)
            table[token] = chr(code if code <= _LAST_PRIVATE else _PLANE_15 + code - _LAST_PRIVATE)
        chars.append(table[token])
    return "".join(chars)


def _joined(parts: list[tuple[Op, str]]) -> Words:
    """A single space between two changed runs belongs to them: "-one two +three four" reads better than four crumbs."""
    merged: list[tuple[Op, str]] = []
    index = 0
    while index < len(parts):
        deleted = inserted = ""
        while index < len(parts) and (parts[index][0] != "=" or _is_crumb(parts, index, bool(deleted or inserted))):
            op, text = parts[index]
            if op in ("-", "="):
                deleted += text
            if op in ("+", "="):
                inserted += text
            index += 1
        if deleted:
            merged.append(("-", deleted))
        if inserted:
            merged.append(("+", inserted))
        if index < len(parts):
            merged.append(parts[index])
            index += 1
    return tuple(merged)


def _is_crumb(parts: list[tuple[Op, str]], index: int, inside: bool) -> bool:
    op, text = parts[index]
    return op == "=" and inside and text.isspace() and index + 1 < len(parts) and parts[index + 1][0] != "="
