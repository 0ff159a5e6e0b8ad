"""Rules: sentences and list items, with the words by which two wordings are held beside each other."""

from __future__ import annotations

import re

from monitor.facts.masked import Found
from monitor.facts.rule_grammar import Rule, rule_in, threat_in
from monitor.facts.wording import rule_words
from monitor.read.text import plain

MIN_WORDS = 3
"""A rule is a sentence; fewer words than this under no lead-in are a heading or a label."""
_LEADS = ("prohibited", "required", "permitted", "not required")
"""Modalities of a lead-in under which every item of its list is a rule."""


def leads(lead: str, languages: tuple[str, ...]) -> Rule | None:
    """The rule of a lead-in that makes rules of the items under it; None where it makes none."""
    rule = rule_in(lead, languages) if lead else None
    return rule if rule and rule.modality in _LEADS else None


def find_rules(
    text: str,
    sentences: list[tuple[int, int]],
    lead: str,
    found: list[Found],
    languages: tuple[str, ...],
    own: re.Pattern[str] | None,
) -> list[Found]:
    """Sentences that are rules; under a lead-in that is one ("You are not allowed to export:"), every item is.

    The value is `{modality, subject, condition, words}`, of an item with its lead-in as `under`.

    Args:
        lead: of a list item; empty for all else.
        found: the values and levels of the text: a statement of the level is no rule, and a punishment is a threat.
        own: the country of the page (`country_pattern`).
    """
    levels = [held for held in found if held.kind == "level"]
    led = leads(lead, languages)
    if led:
        words = rule_words(text, 0, len(text), found, own)
        return [] if levels else [Found("rule", 0, len(text), _value(led, words) | {"under": plain(lead)})]
    rules = []
    for start, end in sentences:
        if any(start <= level.start < end for level in levels):
            continue
        label = _LABEL.match(text, start, end)
        start = label.end() if label else start
        sentence = text[start:end]
        if len(sentence.split()) < MIN_WORDS or sentence.rstrip().endswith((":", "?")):
            continue
        rule = rule_in(sentence, languages)
        if rule is None and any(held.kind == "penalty" and start <= held.start < end for held in found):
            rule = threat_in(sentence, languages)
        if rule:
            rules.append(Found("rule", start, end, _value(rule, rule_words(text, start, end, found, own))))
    return rules


def _value(rule: Rule, words: str) -> dict[str, str | None]:
    return {"modality": rule.modality, "subject": rule.subject, "condition": rule.condition, "words": words}


_LABEL = re.compile(r"[A-Z][A-Z /]{3,40}:\s+|(?:[A-Z][\w’'&/-]{0,30}\s?){1,6}:\s+(?=[A-Z$£€\d])")
"""A label before a sentence, "CURRENCY RESTRICTIONS FOR ENTRY: ", "Traffic Laws: ", whose words rule nothing."""
