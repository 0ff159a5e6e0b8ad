"""Short ways to read a page of a publisher and to say what came out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from monitor.publishers import publisher
from monitor.read.document import Document
from monitor.read.reader import read

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
