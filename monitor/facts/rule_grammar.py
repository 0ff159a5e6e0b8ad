"""What is illegal, prohibited, required, permitted or not required, and what officials may or will do.

A rule is a sentence or a list item. Which sentences are rules is decided by the words of modality in its own clauses,
from the tables of `monitor.facts.languages.rules`; a word in a clause that only asks or describes ("whether you need a
visa", "shops that require cash") makes none, and neither do tips, pointers to other pages, or what the publisher says
of itself ("The embassy cannot change decisions of the authorities").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from monitor.facts.hints import any_of
from monitor.facts.languages.rules import BY_LANGUAGE, Modality, RuleWords

STRICT = frozenset({"prohibited", "required"})
"""Modalities that bind the reader."""

_LONGEST = 1_500
"""Characters from which a sentence is none: a wall of text that would take long to read."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a sentence rules."""

    modality: Modality
    subject: str | None
    """Who or what the rule is about: "travellers", "photography of bridges"; None where the sentence does not say it."""
    condition: str | None
    """Under which it holds: "if you stay longer than 90 days", "except for residents"."""


def rule_in(sentence: str, languages: tuple[str, ...] = ("en",)) -> Rule | None:
    """The rule that a sentence states, or None."""
    if len(sentence) > _LONGEST:
        return None
    for language in languages:
        if language in BY_LANGUAGE and (found := _grammar(language).rule(sentence.strip())):
            return found
    return None


def threat_in(sentence: str, languages: tuple[str, ...] = ("en",)) -> Rule | None:
    """The rule of what officials may do that a sentence with a punishment in it states, or None."""
    for language in languages:
        if language in BY_LANGUAGE and (found := _grammar(language).threatens(sentence.strip())):
            return found
    return None


class _Grammar:
    """The patterns of one language."""

    def __init__(self, words: RuleWords) -> None:
        def starting(pattern: str) -> re.Pattern[str]:
            return re.compile(rf"^(?:{pattern})", re.IGNORECASE)

        self.cues = [
            (
                modality,
                any_of(words.stems[modality]),
                re.compile(rf"(?<![\w-])(?:{'|'.join(f'(?:{c})' for c in cues)})", re.I),
            )
            for modality, cues in words.cues
        ]
        cued = (stem for stems in words.stems.values() for stem in stems)
        self.stems = any_of((*cued, *words.official_stems, *words.bare_stems))
        self.official_stems = any_of(words.official_stems)
        close = r"(?:(?!\b(?:that|who|which|where|if)\b)[^.,;:]){0,45}?"
        self.acts = re.compile(
            rf"\b(?<!of the )(?<!by the )(?<!with the )(?<!from the )(?<!to the )(?:{words.officials})\b(?P<between>{close})\b(?P<act>{words.acts})\b",
            re.IGNORECASE,
        )
        self.helps = re.compile(rf"\s*(?:{words.helps})\b", re.IGNORECASE)
        self.aside = [re.compile(clause, re.IGNORECASE) for clause in words.aside]
        # Most of them begin at a word: which no place inside of one is, is asked once for all.
        opening = [clause[2:] for clause in words.aside if clause.startswith(r"\b")]
        others = [clause for clause in words.aside if not clause.startswith(r"\b")]
        self.any_aside = re.compile("|".join([rf"\b(?:{'|'.join(opening)})", *others]), re.IGNORECASE)
        self.speaker = starting(words.speaker)
        self.pointer = starting(words.pointer)
        self.tip = starting(words.tip)
        self.binds = re.compile(words.binds, re.IGNORECASE)
        self.bare = [(modality, starting(pattern)) for modality, pattern in words.bare]
        self.idle = re.compile(words.idle, re.IGNORECASE)
        self.threat = re.compile(words.threat, re.IGNORECASE)
        self.platitude = re.compile(words.platitude, re.IGNORECASE)
        self.condition = re.compile(words.condition, re.IGNORECASE)
        self.empty = re.compile(words.empty, re.IGNORECASE)

    def rule(self, sentence: str) -> Rule | None:
        if not self.stems.search(sentence.casefold()):
            return None  # nor does it without its asides; every second sentence stops here
        main = self._main(sentence)
        begins = main.lstrip(_GAP + " ,•*·-")  # what the sentence says behind "If you are stopped, ..."
        if self.pointer.match(begins) or self.speaker.match(begins):
            return None
        for modality, pattern in self.bare:
            if match := pattern.match(begins):
                at = len(main) - len(begins)
                return self._rule(modality, sentence, main, at, at + match.end())
        if self.tip.match(begins) and not self.binds.search(begins):
            return None
        found = self._cued(sentence, main)
        # Asked of few sentences last, for it takes long: whether it binds nobody after all.
        if found is None or self.platitude.search(main):
            return None
        return None if self.idle.search(main) and not self.binds.search(main) else found

    def _cued(self, sentence: str, main: str) -> Rule | None:
        """The rule of the first cue, or of what officials do."""
        small = main.casefold()
        for modality, stems, pattern in self.cues:
            if stems.search(small) and (match := pattern.search(main)):
                return self._rule(modality, sentence, main, match.start(), match.end())
        return self._official(sentence, main) if self.official_stems.search(small) else None

    def threatens(self, sentence: str) -> Rule | None:
        """A sentence that only threatens: "You may be arrested if you insult the flag"."""
        main = self._main(sentence)
        begins = main.lstrip(_GAP + " ,•*·-")
        match = self.threat.search(main)
        if (
            match is None
            or self.platitude.search(sentence)
            or self.pointer.match(begins)
            or self.speaker.match(begins)
            or self.tip.match(begins)
        ):
            return None
        return self._rule("may" if match["may"] else "will", sentence, main, match.start(), match.end())

    def _official(self, sentence: str, main: str) -> Rule | None:
        """ "Police may stop you" is a rule; "police will help you" is none."""
        for match in self.acts.finditer(main):
            if self.helps.match(main, match.start("act")):
                continue
            modality: Modality = "may" if _MAY.match(match["act"]) else "will"
            who = main[match.start() : match.start("between")]
            return Rule(modality, who.casefold(), self._condition(sentence))
        return None

    def _main(self, sentence: str) -> str:
        """The sentence with its asides blanked, character for character."""
        if not self.any_aside.search(sentence):
            return sentence
        for clause in self.aside:
            sentence = clause.sub(lambda match: _GAP * len(match.group()), sentence)
        return sentence

    def _rule(self, modality: Modality, sentence: str, main: str, start: int, end: int) -> Rule:
        before = _BREAK.split(main[max(0, start - _REACH) : start])[-1]
        named = _MODAL.split(main[start:end], maxsplit=1)  # a cue may begin with whom it binds: "tourists may not"
        who = named[0] if len(named) > 1 else ""
        subject = self.empty.sub(" ", f"{before} {who}").split()
        if not subject:  # "It is illegal to photograph bridges"
            behind = _BREAK.split(main[end : end + _REACH])[0]
            subject = [] if _BESIDE.match(behind) else self.empty.sub("", behind).split()
        return Rule(modality, " ".join(subject[:_SUBJECT_WORDS]).casefold() or None, self._condition(sentence))

    def _condition(self, sentence: str) -> str | None:
        match = self.condition.search(sentence)
        clause = _BREAK.split(sentence[match.start() : match.start() + _REACH])[0].split() if match else []
        return " ".join(clause).casefold() or None


_GAP = "\x01"
"""Stands for each character of an aside."""
_BREAK = re.compile(rf"[{_GAP},;:.()]")
_REACH = 120
"""Characters beside a cue in which its subject or condition is looked for."""
_SUBJECT_WORDS = 8
_MODAL = re.compile(r"\b(?:may|can|cannot|must|needs?|have|has|are|is|should|will|shall)\b|n[’']t\b", re.IGNORECASE)
_BESIDE = re.compile(r"\s*(?:by|in|under|for|at|on|from|within)\b", re.IGNORECASE)
"""What begins behind a cue and is not what it rules: "banned by law", "illegal in the capital"."""
_MAY = re.compile(r"may|can|could|might|ha(?:s|ve) the|are able|is able|reserve|would", re.IGNORECASE)


@cache
def _grammar(language: str) -> _Grammar:
    return _Grammar(BY_LANGUAGE[language])
