"""What a punishment is for, in the words of the sentence that threatens it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from monitor.facts.languages.penalties import PenaltyWords

LONGEST = 60
"""An offence is named in a few words; what is longer is cut at a word."""


_PREPOSITIONS = frozenset({"for", "за"})
_LAST_CLAUSE = re.compile(r"[,;]\s+(?:but|and|while|although|however|но|а)\s+|;\s+", re.IGNORECASE)
_LED_IN = re.compile(
    r"^(?:(?:in|under|according\s+to|at|on|since|also|however|similarly|по|в)\b[^,]{0,50},\s+)+", re.IGNORECASE
)
"""What only says where or by which law: "In Mongolia, drug possession carries"."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    for_what: re.Pattern[str]
    by_whom: re.Pattern[str]
    threatens: re.Pattern[str]
    no_offence: re.Pattern[str]
    guilty: re.Pattern[str]
    pronoun: re.Pattern[str]
    ends: re.Pattern[str]
    of_penalties: re.Pattern[str]


@cache
def _grammar(words: PenaltyWords) -> _Grammar:
    def read(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    return _Grammar(
        read(words.for_what),
        read(words.by_whom),
        read(words.threatens),
        read(words.no_offence),
        read(words.guilty),
        read(rf"\b(?:{words.pronoun})$"),
        read(words.ends),
        read(rf"(?:{words.unnamed}|{words.names['fine']}|{words.names['prison']}){words.for_what}"),
    )


def offence_of(before: str, after: str, words: PenaltyWords) -> str | None:
    """The offence that a sentence names: "overstaying", "possession of drugs", "photographing military sites".

    It stands behind the punishment ("a fine for overstaying"), before it with the penalty ("penalties for smuggling
    include ..."), in a condition ("if you overstay, ...", "anyone who overstays may ..."), or is the subject
    ("smoking here can lead to ...").

    Args:
        before: the sentence up to the punishment.
        after: the rest of it.
        words: of the sentence's language.

    Returns:
        None where the sentence names none.
    """
    grammar = _grammar(words)
    if behind := grammar.for_what.match(after):
        named = after[behind.end() :]
        if (until := grammar.threatens.search(named)) and behind.group().strip().casefold() in _PREPOSITIONS:
            named = named[: until.start()]  # "the fine for smoking is around ..."
        if offence := _clean(named, grammar):
            return offence
    for penalties in grammar.of_penalties.finditer(before):
        named = before[penalties.end() :]
        until = grammar.threatens.search(named)
        if offence := _clean(named[: until.start()] if until else named, grammar):
            return offence
    offence = None
    for condition in grammar.by_whom.finditer(before):
        offence = _clean(condition["what"], grammar) or offence
    if offence:
        return offence
    clauses = _LAST_CLAUSE.split(before)
    clause = _LED_IN.sub("", clauses[-1].strip())
    if grammar.threatens.match(f" {clause}"):  # "..., and is punished by": the subject is the sentence's
        clause = _LED_IN.sub("", clauses[0].strip())
    subject = grammar.threatens.search(clause)
    if subject and not grammar.no_offence.match(clause):
        said = clause[: subject.start()]
        return None if grammar.pronoun.search(said) else _clean(said, grammar)  # "Under section 14 you may"
    return None


def _clean(words: str, grammar: _Grammar) -> str | None:
    """The deed alone: without who does it, and no further than its clause."""
    words = words.strip()
    if led := grammar.guilty.match(f"{words} "):
        words = words[led.end() :]
    if end := grammar.ends.search(words):
        words = words[: end.start()]
    words = words.strip(" \t\n\"'“”‘’*•-–")
    if len(words) > LONGEST:
        words = words[: LONGEST + 1].rpartition(" ")[0]
    if len(words) < 3 or grammar.no_offence.fullmatch(words) or not any(c.isalpha() for c in words):
        return None
    return words
