"""The fingerprint of a document: what two versions of a page share if they say the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from functools import cache
from typing import Any

from monitor.read.document import Document

_LEFT_OUT = ("stamps", "reader", "layout")

_FIRST = frozenset(
    {
        *("title", "sections", "blocks", "links", "publisher", "country", "language"),
        *("path", "slug", "level"),
        *("kind", "text", "section", "depth", "lead", "heads", "cells"),
        *("url", "block"),
    }
)
"""Fields that fingerprints have held from the first. One that came later counts only where it holds something, so that
documents that have nothing of the kind keep the fingerprint under which they are stored."""


def fingerprint(document: Document) -> str:
    """SHA-256 of a document's content in canonical JSON, in hexadecimal.

    Stamps, layout and the version of the reader are left out: a page that goes back to its earlier words under a new
    date has gone back.
    """
    content = {name: value for name, value in _plain(document).items() if name not in _LEFT_OUT}
    text = json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> dict[str, Any]:
    first, later = _names(value.__class__)
    found = {name: getattr(value, name) for name in first}
    return found | {name: held for name, default in later if (held := getattr(value, name)) != default}


@cache
def _names(kind: Any) -> tuple[tuple[str, ...], tuple[tuple[str, Any], ...]]:
    """The first fields of a class, and the later ones with what they hold where they hold nothing."""
    first = tuple(field.name for field in fields(kind) if field.name in _FIRST)
    return first, tuple((field.name, field.default) for field in fields(kind) if field.name not in _FIRST)
