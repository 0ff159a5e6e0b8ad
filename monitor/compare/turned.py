"""Sentences that turned: the same words but for those that say must, may, not ..."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.compare.align import Alignment
from monitor.compare.modals import sense, skeleton, turns_round
from monitor.facts.fact import Fact
from monitor.facts.rule_grammar import rule_in
from monitor.read.document import Document
from monitor.read.text import plain, sentences


def turned_sentences(before: Document, after: Document, alignment: Alignment) -> Iterator[tuple[Fact, Fact]]:
    """Pairs of rules, old and new, of which the sentence turned, also where one of the two is no rule by itself.

    "You must carry ID" becomes "You should carry ID": the rule did not go, it turned. What is no rule by itself has the
    modality None.
    """
    for i, j in alignment.pairs.items():
        old, new = before.blocks[i], after.blocks[j]
        if old.text == new.text or old.kind == "heading":
            continue
        if old.text.rstrip().endswith(":"):
            continue  # a lead-in rules by its items
        there = {(start, end): _words(new.text[start:end]) for start, end in sentences(new.text)}
        known = set(there.values())
        by_skeleton = {skeleton(words): span for span, words in there.items()}
        for start, end in sentences(old.text):
            words = _words(old.text[start:end])
            span = by_skeleton.get(skeleton(words))
            if span is None or words in known or sense(words) == sense(there[span]):
                continue
            pair = _fact(before, i, start, end, words), _fact(after, j, *span, there[span])
            is_rule = any(rule.value["modality"] for rule in pair)
            if is_rule or turns_round(words, there[span]):  # not "roads can be bad", "roads are bad"
                yield pair


def _words(sentence: str) -> str:
    return plain(_MAY.sub(" ", sentence))


_MAY = re.compile(r"(?<=\d\s)May\b|\bMay(?=,?\s+\d)|(?<=[a-z]\s)May\b")
"""The month, which says no more than any date."""


def _fact(document: Document, index: int, start: int, end: int, words: str) -> Fact:
    block = document.blocks[index]
    headings = document.path(block)
    text = block.text[start:end]
    rule = rule_in(text)
    value = {
        "modality": rule.modality if rule else None,
        "subject": rule.subject if rule else None,
        "condition": rule.condition if rule else None,
        "words": words,
    }
    return Fact("rule", text, value, headings[-1] if headings else None, text, headings, index, start, end)
