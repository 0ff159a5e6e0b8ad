"""The edits between two documents, block by block, and the class of nothing of those in which nothing is to be read."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import OSA

from monitor.compare.align import Alignment
from monitor.compare.change import Edit, Nothing
from monitor.compare.same import key
from monitor.compare.words import word_diff
from monitor.facts.fact import Fact
from monitor.read.document import Document
from monitor.read.text import looks, sentences


def edits_between(
    before: Document,
    after: Document,
    alignment: Alignment,
    facts: tuple[tuple[Fact, ...], tuple[Fact, ...]] = ((), ()),
) -> tuple[Edit, ...]:
    """In page order of the new version; what went stands where it stood.

    A paragraph that was split, merged or cut in another way is an edit with nothing to read: the whole page holds the
    same letters and digits in the same order, or each of its sentences stands on the other page too, as often as here.
    So is one in which values are only written otherwise: "1 May 2026", "May 1, 2026".

    Args:
        facts: of both versions.
    """
    values = _by_block(facts[0]), _by_block(facts[1])
    placed: list[tuple[float, Edit]] = []
    back = alignment.back
    same = stream(before) == stream(after)
    kept = (lambda text: True) if same else _kept(before, after)
    recut: Nothing = "markup" if same else "order"
    for j, block in enumerate(after.blocks):
        path = after.path(block)
        i = back.get(j)
        if i is None:
            nothing = recut if kept(block.text) else None
            placed.append((j, Edit("added", path, None, block.text, nothing=nothing)))
            continue
        old = before.blocks[i]
        if old.text != block.text:
            nothing = nothing_in(old.text, block.text) or (recut if kept(old.text) and kept(block.text) else None)
            here, there = values[0][i], values[1][j]
            if nothing is None and _with_values(old.text, here) == _with_values(block.text, there):
                nothing = "punctuation"
            words = word_diff(old.text, block.text, _whole(here), _whole(there))
            placed.append((j, Edit("modified", path, old.text, block.text, words, nothing)))
        elif i in alignment.moved:
            placed.append((j, Edit("moved", path, old.text, block.text, nothing="order")))
    after_last = -1.0
    for i, old in enumerate(before.blocks):
        if i in alignment.pairs:
            after_last = float(alignment.pairs[i])
        else:
            nothing = recut if kept(old.text) else None
            placed.append((after_last + 0.5, Edit("removed", before.path(old), old.text, None, nothing=nothing)))
    return tuple(edit for _, edit in sorted(placed, key=lambda p: p[0]))


def _by_block(facts: tuple[Fact, ...]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.kind in _FORMATTED or fact.kind == "law":
            found[fact.block].append(fact)
    return found


_FORMATTED = frozenset({"phone", "email", "date", "time", "money", "quantity"})
"""Kinds whose values are written in several forms; "two weeks" for "14 days" is another wording."""


_COUNTED = frozenset({"money", "quantity"})


def _whole(facts: list[Fact]) -> tuple[tuple[int, int], ...]:
    """Where values stand that never break apart in a word diff."""
    return tuple(sorted((fact.start, fact.end) for fact in facts))


def _with_values(text: str, facts: list[Fact]) -> str:
    """The letters and digits of a text with each value in its normal form."""
    parts, position = [], 0
    for fact in sorted(facts, key=lambda fact: fact.start):
        if fact.start >= position and fact.kind in _FORMATTED:
            parts += [letters(looks(text[position : fact.start]), " "), key(fact)]
            if fact.kind in _COUNTED:  # "72km (44 miles)" holds a second number
                parts.append("".join(c for c in fact.text if c.isdigit()))
            position = fact.end
    return " ".join([*parts, letters(looks(text[position:]), " ")])


def _kept(before: Document, after: Document) -> Callable[[str], bool]:
    """Tells of a text whether each of its sentences stands on both pages, equally often, in whatever blocks."""
    old, new = sentences_of(before), sentences_of(after)
    filled = _filled(old, new) | _filled(new, old)

    def kept(text: str) -> bool:
        said = looks(text)
        parts = [letters(said[a:b], " ") for a, b in sentences(said)]
        return bool(parts) and all(old[part] == new[part] or part in filled for part in parts)

    return kept


def _filled(left: Counter[str], right: Counter[str]) -> set[str]:
    """Sentences of a template in which a blank was left ("in [destination]"), and those in which it was filled in."""
    found: set[str] = set()
    for sentence in left:
        if BLANK in sentence and right[sentence] == 0:
            form = re.compile(".{1,60}".join(map(re.escape, sentence.split(BLANK))))
            for other in right:
                if form.fullmatch(other):
                    found |= {sentence, other}
    return found


def quiet_blocks(before: Document, after: Document, alignment: Alignment) -> tuple[frozenset[int], frozenset[int]]:
    """The old and the new blocks that differ in punctuation or slips of typing only: no fact of theirs changed."""
    pairs = [
        (i, j)
        for i, j in alignment.pairs.items()
        if before.blocks[i].text != after.blocks[j].text and nothing_in(before.blocks[i].text, after.blocks[j].text)
    ]
    return frozenset(i for i, _ in pairs), frozenset(j for _, j in pairs)


def nothing_in(before: str, after: str) -> Nothing | None:
    """The class of nothing of a modified block: punctuation, typing, markup; None where its words differ.

    Capitals alone are style: "GABON - Exercise a high degree of caution" is a heading of Canada's in another dress.
    """
    old, new = looks(before), looks(after)
    if old == new:
        return "punctuation"
    if old.casefold() == new.casefold():
        return "markup"
    if letters(old, " ") == letters(new, " "):
        return "punctuation"
    if letters(old, "") == letters(new, "") and not _spaced_digits(old, new):
        return "typing"
    if _EMAIL.findall(old) != _EMAIL.findall(new):
        return None  # one letter of an address is another address
    one, other = letters(old, " "), letters(new, " ")
    if _filled(Counter([one]), Counter([other])) or _filled(Counter([other]), Counter([one])):
        return "typing"
    return "typing" if is_mended(one, other) else None


def letters(text: str, between: str) -> str:
    """Letters, digits, and the signs that turn a value ("+7", "5%", "$3"); all else only parts words."""
    return (_letters if len(text) <= _KEPT_LENGTH else _letters.__wrapped__)(text, between)


_KEPT_LENGTH = 2_000
"""Characters of the longest text of which the letters are kept at hand."""


@lru_cache(2_048)
def _letters(text: str, between: str) -> str:
    # Two versions of a page have nearly all their sentences in common.
    text = _BLANK.sub(BLANK, _ADDRESS.sub("", text.casefold()))
    if "@" in text:  # the signs of an address are letters of it
        text = _EMAIL.sub(lambda match: match.group().translate(_IN_ADDRESS).rstrip("\x03\x04\x05"), text)
    return between.join(_BETWEEN.sub(" ", text).split())


BLANK = "\x02"
_IN_ADDRESS = str.maketrans(".-_", "\x03\x04\x05")
_SIGNS = "+%$£€@#°\x03\x04\x05" + BLANK
_BETWEEN = re.compile(rf"(?:[^\w{re.escape(_SIGNS)}]|_)+")
"""What is neither a letter, a digit nor a sign."""
_BLANK = re.compile(r"\[(?:destination|country|name of|insert)[^\]\[]{0,40}\]")
"""A blank of a template that an editor forgot to fill in."""
_ADDRESS = re.compile(r"\bmailto:\s*(?=\S+@)")
"""What belongs to a link, and stands before an address in its words by a slip."""


_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+")


def is_mended(old: str, new: str) -> bool:
    """Whether only slips of typing were mended (or made): "managment" and "management"."""
    one, other = old.split(), new.split()
    if len(one) != len(other):
        return False
    differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return 0 < len(differing) <= _SLIPS and all(_is_slip(a, b) or frozenset((a, b)) in _CONCORD for a, b in differing)


_CONCORD = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "a/an",
        "you/your",
        "they/their",
        "it/its",
        "is/are",
        "was/were",
        "has/have",
        "this/these",
        "that/those",
    )
)
"""Small words of which one was put for the other by a slip of grammar."""


_SLIPS = 3
"""Words of a block; where more differ it was edited."""
_SWAPPED = 6
"""Letters from which a word with two neighbours swapped is hardly another word ("motnhs")."""
_LONG_WORD = 8
"""Letters from which a word with one letter more, less or other is hardly another word ("managment")."""
_DOUBLED = re.compile(r"(.)\1")
_ENDS = 3
"""Letters at the end of a word that grammar turns: "permit", "permits", "permitted"."""


def _is_slip(a: str, b: str) -> bool:
    """Two letters swapped, one doubled or not, one more, less or other inside a long word.

    What turns the sense of a word stands at its ends.
    """
    if not (a.isalpha() and b.isalpha()) or a[0] != b[0] or OSA.distance(a, b, score_cutoff=1) > 1:
        return False
    if sorted(a) == sorted(b) or _DOUBLED.sub(r"\1", a) == _DOUBLED.sub(r"\1", b):
        return max(len(a), len(b)) >= _SWAPPED
    return min(len(a), len(b)) >= _LONG_WORD and a[:2] == b[:2] and a[-_ENDS:] == b[-_ENDS:]


def _spaced_digits(old: str, new: str) -> bool:
    """ "1 12" is not "112": a space that came or went between digits is no slip of typing."""
    return _digit_groups(old) != _digit_groups(new)


def _digit_groups(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


def stream(document: Document) -> str:
    """All letters and digits of a page in order."""
    return "".join(letters(looks(block.text), "") for block in document.blocks)


def sentences_of(document: Document) -> Counter[str]:
    """How often each sentence stands on a page, by its letters and digits."""
    texts = [looks(block.text) for block in document.blocks]
    return Counter(letters(text[a:b], " ") for text in texts for a, b in sentences(text))
