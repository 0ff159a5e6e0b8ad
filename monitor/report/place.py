"""The address of a page at the very words that changed, by a text fragment (`#:~:text=`)."""

from __future__ import annotations

from urllib.parse import quote

from monitor.report.safe import safe_url

_WHOLE = 90
"""Longer words are named by their beginning and their end, as the browser allows."""
_LONGEST = 300
"""Characters of words without end, which would make an address that no mail client follows."""


def at_words(url: str, words: str) -> str:
    """The address with a text fragment for words of the page; the plain address where there are no words to name, and
    empty where the address must not become a link.

    The words have to stand in one paragraph or cell of the page, with single spaces; a browser ignores case and its own
    white space, and falls back to the top of the page where it finds nothing.
    """
    plain = safe_url(url)
    if plain is None or not plain.startswith("http") or not words.strip():
        return plain or ""
    pieces = words.split()
    text = " ".join(pieces)
    is_whole = len(text) <= _WHOLE or len(pieces) <= 10
    ends = [text] if is_whole else [" ".join(pieces[:5]), " ".join(pieces[-5:])]
    if max(map(len, ends)) > _LONGEST:
        return plain
    fragment = ",".join(map(_encoded, ends))
    return f"{plain}{'' if '#' in plain else '#'}:~:text={fragment}"


def _encoded(text: str) -> str:
    # A hyphen would mark a prefix or suffix, and `quote` lets it stand.
    return quote(text.encode("utf-8", "replace"), safe="").replace("-", "%2D")
