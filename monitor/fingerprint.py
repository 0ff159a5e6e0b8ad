"""The fingerprint of a document: what two versions of a page share if they say the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

from monitor.read.document import Document


def fingerprint(document: Document) -> str:
    """SHA-256 of a document's content in canonical JSON, in hexadecimal.

    Stamps, and the version of the reader, are left out: a page that goes back to its earlier words under a new date
    has gone back.
    """
    content = asdict(document)
    for name in ("stamps", "reader"):
        del content[name]
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
