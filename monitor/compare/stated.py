"""Whether a page still says in other words, in any sentence, what a rule of the other version said."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from monitor.compare.alike import topic
from monitor.compare.modals import limits
from monitor.compare.rules import BINDING, Force, force, same_force
from monitor.facts.fact import Fact
from monitor.facts.rule_grammar import rule_in
from monitor.read.document import Document
from monitor.read.text import plain, sentences

COVERED = 0.75
"""Least share of the content words of a new rule that an old sentence had: the rest would be news."""
KEPT = 0.45
"""Least share of those of an old rule that a new sentence still has, of whose words `COVERED` are the rule's: a rewrite
in plain language drops words, and adds none."""
REWRITTEN_COVERED = 0.7
REWRITTEN_KEPT = 0.35
"""The same shares on a page that was rewritten as a whole, of which an analyst wants to hear what is new."""
FEWEST = 3
"""Content words that two sentences share at least."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: str
    topic: frozenset[str]


class Told:
    """The sentences of a document, found by the words that carry their sense; built when first asked."""

    def __init__(self, document: Document, languages: tuple[str, ...] = ("en",), *, rewritten: bool = False) -> None:
        self._document = document
        self._languages = languages
        self._rewritten = rewritten

    @cached_property
    def _sentences(self) -> list[_Sentence]:
        found = []
        for block in self._document.blocks:
            if block.kind != "heading":
                for start, end in sentences(block.text):
                    words = plain(block.text[start:end])
                    found.append(_Sentence(block.text[start:end], words, topic(words)))
        return found

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for index, sentence in enumerate(self._sentences):
            for word in sentence.topic:
                found[word].append(index)
        return found

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset(sentence.words.replace(" ", "") for sentence in self._sentences)

    def _holds(self, rule: Fact) -> bool:
        """Whether the sentence stands here letter by letter, where a space that was forgotten hid its cue.

        An item of a list says nothing without its lead-in.
        """
        return "under" not in rule.value and plain(rule.text).replace(" ", "") in self._letters

    def stated(self, rule: Fact, newer: Told) -> bool:
        """Whether this older version already said what a rule of the newer one says, as negative and as binding.

        A sentence that stands in both was not said anew: it swallows only what it wholly covers.
        """
        covered = REWRITTEN_COVERED if self._rewritten else COVERED
        return self._holds(rule) or any(
            len(own & other) >= covered * len(own) for own, other in self._alike(rule, newer)
        )

    def still_states(self, rule: Fact, older: Told) -> bool:
        """Whether this newer version still says what a rule of the older one said, as negative and as binding."""
        covered, kept = (REWRITTEN_COVERED, REWRITTEN_KEPT) if self._rewritten else (COVERED, KEPT)
        return self._holds(rule) or any(
            len(own & other) >= max(covered * min(len(own), len(other)), kept * len(own))
            for own, other in self._alike(rule, older)
        )

    def _alike(self, rule: Fact, beside: Told) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        """The topic of the rule beside those of the sentences that share most of it and are as binding."""
        words = rule.value["words"]
        own = topic(words)
        does = force(rule.value["modality"], words)
        shared = Counter(index for word in own for index in self._by_word.get(word, ()))
        for index, number in shared.most_common(_BEST):
            sentence = self._sentences[index]
            least = REWRITTEN_KEPT / 2 if self._rewritten else KEPT
            if number < min(FEWEST, len(own)) * (0.5 if self._rewritten else 1) or number < least * len(own):
                continue
            if len(own) < FEWEST and len(sentence.topic) > len(own) + 3 * FEWEST:
                continue  # two words stand in many a long sentence
            if not own <= sentence.topic and sentence.words.replace(" ", "") in beside._letters:
                continue
            if limits(words) != limits(sentence.words):
                continue
            if _AMOUNT.search(words) and not _DIGIT.search(sentence.words):
                continue  # the rule holds a number, and the sentence none
            said = rule_in(sentence.text, self._languages)
            theirs = force(said.modality if said else None, sentence.words)
            if same_force(does, words, theirs, sentence.words) or (self._rewritten and not _opposed(does, theirs)):
                yield own, sentence.topic


def _opposed(one: Force, other: Force) -> bool:
    """Whether one binds the reader and the other frees him."""
    return bool({one, other} & BINDING) and "frees" in (one, other)


_AMOUNT = re.compile(r"<(?:age|duration|money|quantity|percentage)>")
_DIGIT = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|ninety)\b")
_BEST = 5
"""Sentences with the most words in common that are looked at."""
