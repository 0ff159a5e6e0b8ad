"""The normal form of text, and the form in which two texts are held beside each other."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# Soft hyphen, zero-width space, joiners at the edge of words, byte-order mark: nobody sees them, and a page that
# gains one has not changed.
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def normal(text: str) -> str:
    """NFC, every Unicode space as one space, no soft hyphens, no control characters, trimmed.

    U+202F between the groups of a phone number breaks every matcher of numbers; FCDO's pages hold it.
    """
    text = unicodedata.normalize("NFC", _CONTROL.sub(" ", _UNSEEN.sub("", text)))
    return _SPACES.sub(" ", text).strip()


_LOOKS = str.maketrans(
    {
        **dict.fromkeys("‘’‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "×": "x",
        # Cyrillic letters that a reader cannot tell from Latin ones ("Сentre" in a published table).
        **dict(zip("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx", strict=True)),
    }
)


def looks(text: str) -> str:
    """The text as a reader sees it: one kind of quote, dash and look-alike letter. Only for comparing."""
    return text.translate(_LOOKS)


_SLUG = re.compile(r"[^\w]+", re.UNICODE)


def slugify(text: str) -> str:
    """A name for a heading: "Laws and cultural differences" -> "laws-and-cultural-differences".

    Letters of any script stay; accents of Latin letters go.
    """
    plain = unicodedata.normalize("NFKD", looks(text).casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "")
    return _SLUG.sub("-", unicodedata.normalize("NFC", plain)).strip("-_") or "section"


_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|Mr|Mrs|Ms|Dr|St|No|Nos|Art|Arts|para|e\.g|i\.e|etc|approx|ext|tel|a\.m|p\.m|U\.S|U\.K|Inc|Ltd|vs|"
    r"ст|п|г|тел|ул|д)|\b[A-Z]\.[A-Z])\.$"
)
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)")


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a block.

    A full stop ends a sentence only before a space and a letter or digit that may begin one; known abbreviations
    ("U.S.", "Art.", "No.", "ext.") do not end one.
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        rest = text[end:].lstrip()
        if not rest:
            break
        if rest[0].islower() or (
            match.group().startswith(".") and _ABBREVIATION.search(text[start : match.start() + 1])
        ):
            continue
        spans.append((start, end))
        start = end + (len(text[end:]) - len(rest))
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans
