"""What differs between two bodies that read as one document: where their links and pictures lead, or mere markup."""

from __future__ import annotations

import re

from monitor.compare.change import Nothing

_TARGETS = re.compile(
    r"(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)"  # Markdown: of a link or a picture, with its title
    r"|\b(?:href|src|srcset|poster|action|cite)\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>\"']+)"
    r"|\bhttps?://[^\s\"'<>()\\]+",
    re.IGNORECASE,
)


def nothing_unseen(before: bytes, after: bytes) -> Nothing | None:
    """The class of nothing of two bodies whose documents are equal: "link", "markup", or None where they are one.

    A picture under another address, a link's title that only a pointer shows: the reader leaves them out, for they say
    nothing, but they are links all the same.
    """
    if before == after:
        return None
    return "link" if _without_targets(before) == _without_targets(after) else "markup"


def _without_targets(body: bytes) -> str:
    return _TARGETS.sub("", body.decode("utf-8", errors="replace"))
