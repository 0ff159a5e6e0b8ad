"""The fingerprint of a document: what two versions of a page share if they say the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from functools import cache
from typing import Any

from monitor.read.document import Document

_LEFT_OUT = ("stamps", "reader", "layout")


def fingerprint(document: Document) -> str:
    """SHA-256 of a document's content in canonical JSON, in hexadecimal.

    Stamps, layout and the version of the reader are left out: a page that goes back to its earlier words under a new
    date has gone back.
    """
    content = {name: getattr(document, name) for name in _names(Document) if name not in _LEFT_OUT}
    text = json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> dict[str, Any]:
    return {name: getattr(value, name) for name in _names(value.__class__)}


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
