"""When two wordings are one rule, and when a rule was only reworded."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz import fuzz

from monitor.facts.fact import Fact

_FUNCTION = frozenset(
    """
    a an the of to in on at by for from with and or as is are be been being was were it its this that these those
    you your they your them he she his her we our if when where which who whom than then so such also may can will
    could should would might must shall do does did have has had having there here any all some into out up about
    over under more most other another own same very too just note please however additionally generally including
    include includes local
    """.split()
)
"""Words that carry grammar, or that an editor adds and drops at will."""

# Words that editors put for one another in plain-language rewrites; one stands for all.
_ALIKE = {
    word: group.split()[0]
    for group in (
        "traveller traveler travellers travelers visitor visitors individual individuals person persons people citizen "
        "citizens american americans national nationals tourist tourists foreigner foreigners",
        "illegal prohibited forbidden banned unlawful prohibit prohibits forbid forbids criminalize criminalizes "
        "criminalise criminalises",
        "required require requires must need needs necessary mandatory",
        "authorities authority officials official officers officer police government",
        "jail prison imprisoned imprisonment jailed incarcerated incarceration",
        "bring bringing carry carrying import importing importation enter entering",
        "demonstration demonstrations demonstrating protest protests protesting",
        "law laws legislation",
        "after beyond past",
        "valid validity",
        "help assistance assist support",
        "common prevalent widespread",
        "near vicinity close",
        "attract draw",
        "search searches searched",
        "detain detained detention",
        "remove removal removing",
        "get obtain receive",
        "start begin beginning starting establish establishing",
        "allowed permitted allow permit allows permits",
    )
    for word in group.split()
}
_SUFFIX = re.compile(r"(?:ing|ed|es|s|ly|ies|y)$")
_NOT = re.compile(r"\b(?:not|no|never|nor|cannot)\b")
_BUT = re.compile(r"\b(?:only|unless|except|without)\b")
_MUST = re.compile(r"\b(?:must|mandatory|shall|required?|requires|have to|has to|obliged)\b")
_CANNOT = re.compile(r"\bcan ?not\b")
_MAY = re.compile(r"\b(?:may|might|could|can)\b")
_PERMITS = re.compile(r"(?<!not )\b(?:legal|allowed|permitted)\b")

LIGHT = 80.0
"""Likeness (rapidfuzz ratio) from which an edit is light: then every word that came or went counts."""
REWRITTEN = 0.5
"""Least share of the smaller rule's content words that two rules share which say the same in a rewrite."""
WITHIN = 92.0
"""Likeness (rapidfuzz partial ratio) from which a rule stands whole within another, which adds to it."""
SHORT = 4
"""Content words up to which every small word of a rule counts."""
ALL_ALIKE = 0.3
"""Least share of both rules' content words, so that a short rule is not lost in a long one."""


@cache
def content(words: str) -> frozenset[str]:
    """The stems of the words that carry the sense."""
    found = set()
    for word in words.split():
        if word in _FUNCTION:
            continue
        word = _ALIKE.get(word, word)
        stem = _SUFFIX.sub("", word) if len(word) > 4 else word
        found.add(stem if len(stem) > 2 else word)
    return frozenset(found)


def sense(words: str) -> tuple[object, ...]:
    """What turns a sense round: how often it is negated or restricted, whether it binds, may be, or simply is."""
    binds = (
        "cannot" if _CANNOT.search(words) else "must" if _MUST.search(words) else "may" if _MAY.search(words) else "is"
    )
    return (len(_NOT.findall(words)), len(_BUT.findall(words)), binds, bool(_PERMITS.search(words)))


def overlap(a: Fact, b: Fact) -> float:
    """The share of the smaller rule's content words that the other has too; 0 where one has none."""
    one, other = content(a.value["words"]), content(b.value["words"])
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def likeness(a: Fact, b: Fact) -> float:
    """How much two rules look like one, 0 to 100: by their letters or, in a rewrite, by the words that carry sense."""
    letters = fuzz.ratio(a.value["words"], b.value["words"])
    one, other = content(a.value["words"]), content(b.value["words"])
    shared = one & other
    if len(shared) < 3:
        return letters
    return max(letters, 100 * len(shared) / min(len(one), len(other)) * 0.9)


def is_reworded(a: Fact, b: Fact) -> bool:
    """Whether two wordings of one rule say the same: the same values, nothing that turns the sense, no new object.

    Values are known by their own facts, and stand in the words as their kinds only.
    """
    old, new = a.value["words"], b.value["words"]
    if old.replace(" ", "") == new.replace(" ", ""):  # a space that was forgotten
        return True
    if fuzz.ratio(old, new) >= LIGHT:
        return sense(old) == sense(new) and content(old) == content(new)
    if bool(_NOT.search(old)) != bool(_NOT.search(new)) or bool(_PERMITS.search(old)) != bool(_PERMITS.search(new)):
        return False
    strict = {"prohibited", "required"}
    if (a.value["modality"] in strict) != (b.value["modality"] in strict):
        return False
    one, other = content(old), content(new)
    if fuzz.partial_ratio(old, new) >= WITHIN and one != other:
        return False
    if min(len(one), len(other)) <= SHORT and sense(old) != sense(new):
        return False
    return overlap(a, b) >= REWRITTEN and len(one & other) >= ALL_ALIKE * len(one | other)
