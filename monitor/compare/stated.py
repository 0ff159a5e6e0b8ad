"""Whether a page still says in other words, in any sentence, what a rule of the other version said."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from monitor.compare.alike import topic
from monitor.compare.rules import force, same_force
from monitor.facts.fact import Fact
from monitor.facts.rules import rule_in
from monitor.read.document import Document
from monitor.read.text import plain, sentences

COVERED = 0.75
"""Least share of the content words of a new rule that an old sentence had: the rest would be news."""
KEPT = 0.45
"""Least share of those of an old rule that a new sentence still has, of whose words `COVERED` are the rule's: a rewrite
in plain language drops words, and adds none."""
FEWEST = 3
"""Content words that two sentences share at least."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    words: str
    topic: frozenset[str]


class Told:
    """The sentences of a document, found by the words that carry their sense; built when first asked."""

    def __init__(self, document: Document, languages: tuple[str, ...] = ("en",)) -> None:
        self._document = document
        self._languages = languages

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

    def stated(self, rule: Fact) -> bool:
        """Whether this older version already said what a rule of the newer one says, as negative and as binding."""
        return self._holds(rule) or any(len(own & other) >= COVERED * len(own) for own, other in self._alike(rule))

    def still_states(self, rule: Fact) -> bool:
        """Whether this newer version still says what a rule of the older one said, as negative and as binding."""
        return self._holds(rule) or any(
            len(own & other) >= max(COVERED * min(len(own), len(other)), KEPT * len(own))
            for own, other in self._alike(rule)
        )

    def _alike(self, rule: Fact) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
        """The topic of the rule beside those of the sentences that share most of it and are as binding."""
        words = rule.value["words"]
        own = topic(words)
        does = force(rule.value["modality"], words)
        shared = Counter(index for word in own for index in self._by_word.get(word, ()))
        for index, number in shared.most_common(_BEST):
            sentence = self._sentences[index]
            if number < min(FEWEST, len(own)) or number < KEPT * len(own):
                continue
            if len(own) < FEWEST and len(sentence.topic) > len(own) + 3 * FEWEST:
                continue  # two words stand in many a long sentence
            said = rule_in(sentence.text, self._languages)
            if same_force(does, words, force(said.modality if said else None, sentence.words), sentence.words):
                yield own, sentence.topic


_BEST = 5
"""Sentences with the most words in common that are looked at."""
