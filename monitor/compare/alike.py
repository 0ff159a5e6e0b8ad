"""Words that carry the sense of a sentence, in one form each; English tables, Snowball's stems.

Editors rewrite pages in plain language: "individuals must obtain authorization prior to departure" becomes "you need
permission before you leave". The groups hold words that stand for one another in such rewrites.
"""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

_FUNCTION = frozenset(
    """
    a an the of to in on at by for from with and or as is are be been being was were it its this that these those
    you your yours they their them he she his her we our us if when where which who whom than then so such also may can
    will could should would might must shall do does did doing have has had having there here any all some into out up
    about over under more most other another own very too just note please however additionally generally including
    include includes local not no never nor cannot only unless except without s t re ve ll d m don isn aren doesn won
    above below between both each either few further how itself now off once own through during while again upon
    usually normally usual often currently sometimes furthermore moreover therefore thus even still yet well much many
    example against until till order aware remember advised u united states usa uk britain stating
    """.split()
)
"""Words that carry grammar, or that an editor adds and drops at will; negations are counted apart."""

_GROUPS = (
    "person visitor individual people citizen american canadian australian national tourist tourism "
    "foreigner anyone those passenger somebody someone",
    "illegal prohibit forbid ban unlawful outlaw criminalize criminalise forbidden banned crime offence offense",
    "required require requirement must need necessary mandatory compulsory oblige obligation",
    "authority official officer police government",
    "jail prison imprison incarcerate incarceration imprisonment prisoner",
    "bring carry import take importation transport bringing",
    "demonstration demonstrate protest rally",
    "law legislation legal regulation rule",
    "before prior ahead advance",
    "after beyond past following",
    "depart departure leave exit trip travel journey",
    "help assistance assist support aid",
    "common prevalent widespread",
    "near vicinity close nearby",
    "attract draw",
    "detain detention detainee detainment",
    "remove removal",
    "get obtain receive acquire issue",
    "start begin beginning establish establishing commence open",
    "allow permit permission permitted authorization authorisation authorize authorise approval",
    "avoid refrain",
    "inform notify notification tell advise",
    "buy purchase",
    "show present produce provide submit",
    "id identification identity identify",
    "photo photograph picture image film filming photography",
    "relation relationship activity act conduct",
    "sexual sex",
    "fine fined",
    "drug narcotic",
    "drive driver driving",
    "licence license",
    "harsh severe strict heavy",
    "border frontier",
    "stay remain",
    "child minor kid",
    "vaccine vaccination vaccinate inoculation",
    "country nation",
    "enforce enforcement",
    "prosecute prosecution",
    "deport deportation expel expulsion",
    "confiscate confiscation seize seizure",
)

_WORDS = 50_000
"""Words whose forms are kept at hand."""
_stemmer = snowballstemmer.stemmer("english")


@lru_cache(_WORDS)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))


_ALIKE = {_stem(word): _stem(group.split()[0]) for group in reversed(_GROUPS) for word in group.split()}
"""Stem to the stem that stands for its group."""


_SPELLINGS = (
    (re.compile(r"(?<=\w{4})is(?=(?:e[ds]?|ing|ations?)$)"), "iz"),
    (re.compile(r"(?<=\w{3})our(?=(?:s|ed|ing|ite)?$)"), "or"),
    (re.compile(r"(?<=\w{3})tre(?=s?$)"), "ter"),
    (re.compile(r"^tyre"), "tire"),
    (re.compile(r"^jewellery$"), "jewelry"),
)
"""British spellings as American ones: "organise", "behaviour", "centre"."""


_TRAVELLERS = frozenset("traveller travellers traveler travelers".split())
"""People, whose stem is that of what they do."""
_DIGITS = {
    word: str(number)
    for number, word in enumerate("two three four five six seven eight nine ten eleven twelve".split(), start=2)
}


@lru_cache(_WORDS)
def _form(word: str) -> str | None:
    word = _DIGITS.get(word, word)
    if word.isdigit():
        return word
    if word in _FUNCTION or len(word) < 2:
        return None
    if word in _TRAVELLERS:
        return "person"
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    stem = _stem(word)
    return _ALIKE.get(stem, stem)


_MODAL = frozenset(
    _ALIKE.get(stem, stem) for stem in map(_stem, "illegal required allowed legal law legally apply eligible".split())
)


_PUNISHED = frozenset(
    _ALIKE.get(stem, stem)
    for stem in map(
        _stem, "prosecuted punished penalty sentence fine prison arrest detain deport confiscate death".split()
    )
)


def threatens(words: str) -> bool:
    """Whether a sentence speaks of a punishment."""
    return not _PUNISHED.isdisjoint(content(words)) or "<penalty>" in words


def carried(words: str) -> frozenset[str]:
    """The content words of a sentence but those that only say that it is a rule."""
    return content(words) - _MODAL


def topic(words: str) -> frozenset[str]:
    """What a rule is about: its content words but those that only say that it is a rule, and its values."""
    return carried(words) - frozenset(word for word in words.split() if word.startswith("<"))


def content(words: str) -> frozenset[str]:
    """The forms of the words that carry the sense; `words` are in small letters, parted by spaces."""
    return frozenset(form for word in words.split() if (form := _form(word)))
