"""Whatever is sent, reading ends soon and in little memory: with a document, or with a sentence that says why not.

Each body is read in a process of its own, which the system ends when it has used ten seconds of the processor: twice
the five that are wanted, for a machine may be slow. Its peak of memory is the whole process', Python included.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile_shapes import SHAPES

from monitor.read import limits

SECONDS = 10
MEGABYTES = 300
LARGE = 20_000_000
"""Bytes: the most that is fetched."""
JUST_BELOW = {
    "prose": limits.CHARACTERS - 3000,
    "paragraphs": 4 * limits.TAGS - 400,
    "paragraphs of links": 16 * limits.TAGS,
    "cells": 29 * limits.TAGS // 3 - 3000,
    "rows of cells": 10 * limits.TAGS - 30_000,
    "cells over many rows": 100_000,
    "headings": 30 * limits.TAGS // 3 - 3000,
    "ruled lines": 5 * limits.TAGS - 3000,
    "bold heads": 44 * limits.TAGS // 2 - 3000,
    "nested details": 31 * limits.BLOCK // 5,
    "nested hidden ornaments": 23 * limits.BLOCK // 2,
    "buttons of one panel": 34 * limits.TAGS - 3000,
    "marks on one letter": limits.SIZE - 3000,
    "text of lines": 2 * limits.BLOCKS - 3000,
    "Markdown rows": 10 * limits.MARKDOWN_MARKS // 3 - 3000,
    "Markdown emphasis": 4 * limits.MARKDOWN_MARKS // 2 - 3000,
    "Markdown brackets": limits.MARKDOWN_MARKS - 3000,
    "Markdown rules": 5 * limits.MARKDOWN_LINES // 2 - 3000,
    "Markdown prose": limits.MARKDOWN_SIZE - 3000,
    "JSON of prose": limits.CHARACTERS - 3000,
    "Content API parts": 60 * limits.TREES // 2 - 60_000,
    "feed of items": 60 * limits.TREES - 60_000,
    "PDF lines": 250_000,
    "PDF pages of prose": limits.PDF_LETTERS // 3,
    "PDF broken words": 200_000,
    "PDF scattered": 400_000,
}
"""Bytes of the largest of a shape that is read, about."""


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def read_apart(name: str, size: int) -> dict[str, Any]:
    """What came of a body that was read in a process of its own."""
    program = Path(__file__).with_name("hostile_shapes.py")
    done = subprocess.run(
        [sys.executable, program, name, str(size)], capture_output=True, text=True, check=False, preexec_fn=limited
    )
    assert done.returncode == 0, f"{name}: ended by {-done.returncode}: {done.stderr[-500:]}"
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize("name", SHAPES)
def test_as_much_as_is_ever_fetched_is_read_or_refused_in_time(name: str) -> None:
    read = read_apart(name, LARGE)
    assert read["megabytes"] < MEGABYTES
    assert read["letters"] >= 0 or read["said"].startswith(("is ", "has ", "begins "))


@pytest.mark.parametrize(("name", "size"), JUST_BELOW.items(), ids=list(JUST_BELOW))
def test_the_largest_that_is_read_is_read_in_time(name: str, size: int) -> None:
    read = read_apart(name, size)
    assert read["letters"] > 0, read["said"]
    assert read["megabytes"] < MEGABYTES


@pytest.mark.parametrize("name", ["open divs", "open bold letters", "nested details", "nested tables", "items"])
def test_no_letter_is_lost_in_tens_of_thousands_of_nested_tags(name: str) -> None:
    unit = {"open divs": 6, "open bold letters": 4, "nested details": 31, "nested tables": 16, "items": 13}[name]
    letters = {"nested details": 2, "items": 4}.get(name, 1)
    number = {"nested tables": 30_000, "nested details": 20_000}.get(name, 40_000)
    assert read_apart(name, unit * number)["letters"] == letters * number + 1  # and the title
