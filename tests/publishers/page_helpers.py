"""Short ways to read a page of a publisher and to say what came out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.publishers.publisher import Place
from monitor.read.document import Document
from monitor.read.entry import Entry
from monitor.read.reader import read, read_index

SHARED = Path(__file__).parents[2].parent / "shared"


def shared(name: str) -> Path:
    """A file or folder of real pages, which stand beside the project; the test is skipped where there are none."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs the real pages in ../shared/{name}")
    return path


def page(text: str | dict[str, Any], by: str, country: str | None = "GE") -> Document:
    """The document of a page's text or JSON."""
    body = text if isinstance(text, str) else json.dumps(text)
    return read(body.encode(), publisher(by), country=country)


def told(document: Document) -> list[str]:
    """Every block in page order, as "kind: text"."""
    return [f"{block.kind}: {block.text}" for block in document.blocks]


def sections(document: Document) -> list[str]:
    """Every section but the first as its path ("Laws > Drugs")."""
    return [" > ".join(section.path) for section in document.sections[1:]]


def placed(document: Document) -> list[str]:
    """Every block that is no heading, as "path | text"."""
    return [
        f"{' > '.join(document.path(block))} | {block.text}"
        for block in document.blocks
        if block.kind not in ("heading", "question")
    ]


def levels(document: Document, by: str) -> list[tuple[int | None, str | None]]:
    """Step and area of every level that the page states, apart from its text or in it, in page order."""
    facts = [fact.value for fact in find(document, publisher(by)) if fact.kind == "level"]
    return [(value["step"], value["area"]) for value in facts]


def lines(value: Any, by: str) -> tuple[Entry, ...] | None:
    """The lines of an index, given as JSON or as the text of a feed; None where it is none."""
    body = value if isinstance(value, str) else json.dumps(value)
    return read_index(body.encode(), publisher(by))


def place(url: str, by: str) -> Place | None:
    """Which page of a publisher a URL is."""
    place_of = publisher(by).place_of
    assert place_of is not None
    return place_of(url)
