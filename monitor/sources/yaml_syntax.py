"""What a YAML parser complains of, in words that say what to do about it."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from ruamel.yaml.error import MarkedYAMLError, StringMark


class _Saying(NamedTuple):
    parser: str
    """What the parser says (a regular expression over its context and problem)."""
    ours: str
    mark: Literal["problem", "context"] = "problem"
    """Which of the parser's two places is the one to look at."""


# None of these quotes the file: the text at the place may be a password that lacks its quotes.
_SAYINGS = (
    _Saying(r"found character '\\t'", "a tab stands here; YAML is indented with spaces only"),
    _Saying(r"found character .* cannot start", "a text cannot begin with this character; put it in quotes"),
    _Saying(
        r"mapping values are not allowed",
        "a colon is not expected here; check the indentation and that each name above has a space behind its colon, "
        "or put a text that holds ': ' in quotes",
    ),
    _Saying(r"could not find expected ':'", "this line lacks the colon and the space behind a name", "context"),
    _Saying(r"while scanning a quoted scalar", "the quotation mark that opens here is never closed", "context"),
    _Saying(r"expected ',' or '[\]}]'", "the bracket that opens here is not closed, or lacks a comma", "context"),
    _Saying(
        r"expected <block end>",
        "this does not fit what stands above it; check the indentation, and the quotes of the text before it",
    ),
    _Saying(r"sequence entries are not allowed", "a list begins on a line of its own, one '- ' a line"),
    _Saying(r"undefined alias", "a text that begins with * needs quotes"),
    _Saying(r"unknown escape character", "a backslash means something between double quotes; use single quotes"),
    _Saying(r"found another document", "a second document begins here; the file must be one"),
    _Saying(r"incompatible YAML document|YAML directive", "the file must be YAML 1.2; remove the %YAML line"),
)  # fmt: skip
_REFERENCE_IN_BRACKETS = "between { } or [ ] a ${NAME} needs quotes"


def in_plain_words(error: MarkedYAMLError, text: str) -> tuple[str, StringMark | None]:
    """One clause on what is wrong, and the parser's mark of the place (`line` and `column` from 0), or None."""
    said = f"{error.context or ''}: {error.problem or ''}"
    for saying in _SAYINGS:
        if re.search(saying.parser, said):
            if saying.mark == "context" and _is_reference(text, error.problem_mark):
                return _REFERENCE_IN_BRACKETS, error.problem_mark
            mark = error.context_mark if saying.mark == "context" else error.problem_mark
            return saying.ours, mark or error.problem_mark or error.context_mark
    return f"is not valid YAML: {error.problem or error.context}", error.problem_mark or error.context_mark


def _is_reference(text: str, mark: StringMark | None) -> bool:
    """Whether the parser stumbled over the brace of a `${NAME}`."""
    if mark is None:
        return False
    lines = text.split("\n")
    return mark.line < len(lines) and lines[mark.line][max(mark.column - 1, 0) : mark.column + 1] == "${"
