"""Short ways to read a text and to say what came out."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.publishers import publisher
from monitor.publishers.publisher import Publisher
from monitor.read.document import Block, Document
from monitor.read.reader import read

ANYONE = Publisher(id="anyone", name="Anyone")
"""A publisher of whom nothing is known."""

SHARED = Path(__file__).parents[2].parent / "shared"
"""Real pages, which stand beside the project and are not part of it."""


def shared(name: str) -> Path:
    """A file or folder of real pages; the test is skipped where there are none."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"needs the real pages in ../shared/{name}")
    return path


def of_html(inside: str, by: Publisher | str = ANYONE) -> Document:
    """The document of a page with this in its `main`."""
    return whole(f"<!DOCTYPE html><html><head><title>Site</title></head><body><main>{inside}</main></body></html>", by)


def whole(text: str, by: Publisher | str = ANYONE, root: str | None = None) -> Document:
    """The document of a whole text, whatever it is."""
    return read(text.encode(), publisher(by) if isinstance(by, str) else by, root=root)


def told(document: Document) -> list[str]:
    """Every block in page order, as "kind: text"."""
    return [f"{block.kind}: {block.text}" for block in document.blocks]


def texts(document: Document) -> list[str]:
    """The text of every block."""
    return [block.text for block in document.blocks]


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


def block(document: Document, text: str) -> Block:
    """The one block with this text."""
    (found,) = [each for each in document.blocks if each.text == text]
    return found


def rows(document: Document) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The cells and the heads of every table row."""
    return [(each.cells, each.heads) for each in document.blocks if each.kind == "row"]


def links(document: Document) -> list[tuple[str, str]]:
    """Every link as (url, text)."""
    return [(link.url, link.text) for link in document.links]
