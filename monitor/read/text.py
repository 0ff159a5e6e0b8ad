"""The normal form of text, and the form in which two texts are held beside each other."""

from __future__ import annotations

import re
import unicodedata

# Soft hyphen, zero-width space, word joiner, marks of writing direction, the "show it as text" of pictograms, the
# byte-order mark: nobody sees them, and a page that gains one has not changed. A mark of direction before "+98" also
# breaks every matcher of numbers.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


_MARKS = 30
"""Marks on one letter; no language needs more (Unicode's stream-safe text format), and to sort more takes too long."""
_PILE = re.compile(rf"[^\w\s]{{{_MARKS + 1},}}")


def _without_pile(match: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for c in match.group():
        marks = marks + 1 if unicodedata.combining(c) else 0
        if marks <= _MARKS:
            kept.append(c)
    return "".join(kept)


def normal(text: str) -> str:
    """NFC, every Unicode space as one space, no soft hyphens, no control characters, trimmed.

    U+202F between the groups of a phone number breaks every matcher of numbers; FCDO's pages hold it. Half of a
    surrogate pair, which no encoding can hold, becomes U+FFFD.
    """
    text = " ".join(text.split())  # every Unicode space
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", _UNSEEN.sub("", text)))
    text = _PILE.sub(_without_pile, text)
    return " ".join(unicodedata.normalize("NFC", text).split())


_LOOKS = str.maketrans(
    {
        **dict.fromkeys("‘’‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
        "×": "x",
        # Cyrillic letters that a reader cannot tell from Latin ones ("Сentre" in a published table).
        **dict(zip("АВЕКМНОРСТХаеорсухІіЈјЅѕҺһ", "ABEKMHOPCTXaeopcyxIiJjSsHh", strict=True)),
    }
)


def looks(text: str) -> str:
    """The text as a reader sees it: one kind of quote, dash and look-alike letter. Only for comparing."""
    if text.isascii():  # most is, and of ASCII only this is in the table
        return text.replace("`", "'")
    return text.translate(_LOOKS)


_SLUG = re.compile(r"[^\w]+")
_LATIN = re.compile("[A-Za-z]")
_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_APOSTROPHE = re.compile("['’‘]")


def slugify(text: str) -> str:
    """A name for a heading: "Laws and cultural differences" -> "laws-and-cultural-differences".

    Letters of any script stay; accents of Latin letters go, and look-alikes of other scripts in Latin words.
    """
    words = [looks(word) if _LATIN.search(word) else word for word in text.split()]
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", " ".join(words).casefold()).casefold())  # "№" is "No"
    plain = unicodedata.normalize("NFC", _APOSTROPHE.sub("", plain))
    return _SLUG.sub("-", plain).strip("-_") or "section"


_END = re.compile(
    # Begins with what it takes, and looks back from there: so all else is passed over at one glance.
    r"[.!?…](?:(?<![.!?…][.!?…])[.!?…]*[\"'”’)\]]*(?=\s|$)"
    r"|(?<=[a-z]{3}\.)(?=[A-Z][a-z]*\s))"  # "never alone.The Embassy": converters lose the space between two tags
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|e\.g|i\.e|vs|cf|тел|ул|пр|им)|(?<!\d\s)\bг|\bт\.\s?[дп])\.$"
)
_BEFORE_NUMBER = re.compile(
    r"\b(?:Nos?|Arts?|Secs?|paras?|pp?|figs?|exts?|tel|approx|ca|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|"
    r"ст|ч|п|пп|д|кв|доб|тел)\.$",
    re.IGNORECASE,
)
_MAY_END = re.compile(r"(?:\b[A-Z](?:\.[A-Z])*|\b(?:etc|a\.m|p\.m|Inc|Ltd|Co|Corp))\.$")
OPENERS = re.compile(
    r"(?:The|This|These|Those|There|They|You|Your|We|Our|He|She|It|Its|If|In|On|At|For|From|To|As|An?|Do|Don|Be|All|Any|"
    r"Some|Many|Most|No|Not|However|Then|When|While|After|Before|Until|See|Check|Visit|Contact|Call|Please|Travell?ers)\b"
)
"""Words that begin a sentence far more often than they stand in a name behind an abbreviation ("U.S. Embassy")."""


_LETTER = re.compile(r"\S")
_NEAR = 20


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a block.

    A full stop ends a sentence only before a space and a letter or digit that may begin one. "Dr." ends none; "No.",
    "Art." and "ext." end none before a number ("No. 5", but "No. You cannot."); "U.S." and "a.m." end one only before
    a word that begins sentences ("in the U.S. You must", but "the U.S. Embassy").
    """
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        following = _LETTER.search(text, end)
        if following is None:
            break
        # A few letters before and behind tell; a block may have a million.
        rest = text[following.start() : following.start() + _NEAR]
        said = text[max(start, match.start() - _NEAR) : match.start() + 1]
        if rest[0].islower() or (match.group()[0] == "." and _goes_on(said, rest)):
            continue
        spans.append((start, end))
        start = following.start()
    if text[start:].strip():
        spans.append((start, len(text)))
    return spans


def leading_in(text: str) -> str:
    """The sentence at the end of a text that leads in a list ("You can:"), or "" where none does."""
    if not text.endswith((":", "：")):
        return ""
    start, end = sentences(text)[-1]
    return text[start:end]


def _goes_on(said: str, rest: str) -> bool:
    """Whether the full stop belongs to an abbreviation inside a sentence."""
    said = said[-12:]
    if _ABBREVIATION.search(said):
        return True
    if _BEFORE_NUMBER.search(said):
        return rest[0].isdigit() or rest[0] in "+(№§"
    return bool(_MAY_END.search(said)) and not OPENERS.match(rest)


_CONTRACTION = re.compile(r"\b(\w+?)n't\b", re.IGNORECASE)
_LONG = {"wo": "will", "ca": "can", "sha": "shall"}
_BETWEEN = re.compile(r"[\W_]+")


def plain(text: str) -> str:
    """Letters and digits only, in one case, as a reader sees them; "don't" is "do not"."""
    text = looks(text)
    if "n't" in text.casefold():
        text = _CONTRACTION.sub(lambda m: _LONG.get(m.group(1).casefold(), m.group(1)) + " not", text)
    return _BETWEEN.sub(" ", text.casefold()).strip()
