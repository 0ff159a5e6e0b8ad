"""All facts of a document, block by block, in order of certainty; each finder masks what it took."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.facts.ages import find_ages
from monitor.facts.calendar import find_dates
from monitor.facts.contacts import hide_urls
from monitor.facts.durations import find_durations
from monitor.facts.fact import Fact
from monitor.facts.labels import LINES_ABOVE, label_of
from monitor.facts.languages import languages_of
from monitor.facts.laws import find_laws
from monitor.facts.levels import find_advice, find_levels, without_bare_headings
from monitor.facts.masked import Found, Masked
from monitor.facts.money import find_money
from monitor.facts.penalties import find_penalties
from monitor.facts.percentages import find_percentages
from monitor.facts.phones import find_called_numbers, find_phones
from monitor.facts.quantities import find_quantities
from monitor.facts.rules import MIN_WORDS, Rule, rule_in, threat_in
from monitor.facts.short_codes import find_short_codes
from monitor.facts.times import find_always, find_times
from monitor.facts.wording import country_pattern, rule_words
from monitor.publishers.publisher import Publisher
from monitor.read.document import Block, Document
from monitor.read.text import plain, sentences


def find(document: Document, publisher: Publisher) -> tuple[Fact, ...]:
    """The facts of a document in page order. Pure: the same document gives the same facts.

    Args:
        publisher: gives the date order, the region of national numbers, and the scale of levels.
    """
    facts = find_advice(document, publisher)
    instrument: str | None = None
    regions = tuple(dict.fromkeys(filter(None, (document.country, publisher.region))))
    above = ""
    own = country_pattern(document.country)
    for index, block in enumerate(document.blocks):
        languages = languages_of(block.text, publisher.language)
        if block.kind != "item":
            above = block.text if block.kind == "heading" and _leads(block.text, languages) else ""
        elif above and not block.lead:  # "Requirements for entry" leads in its list with and without a colon
            block = replace(block, lead=above)
        headings = document.path(block)
        spans = sentences(block.text)
        text = Masked(block.text, languages)
        hide_urls(text)
        find_phones(text, regions, publisher.own_numbers)
        find_always(text)
        find_dates(text, publisher.date_order)
        find_called_numbers(text)
        instrument = find_laws(text, instrument, document.country)
        if block.kind != "heading":  # "Illegal drugs and prison sentences" threatens nobody
            find_penalties(text, spans, block.lead, publisher.region)
        find_money(text, publisher.region)
        find_ages(text)
        find_percentages(text)
        find_times(text)
        find_durations(text)
        find_quantities(text)
        around = " ".join([*headings[-1:], block.lead, *block.heads, *_line_before(document, index)])
        find_short_codes(text, document.country, around)
        levels = find_levels(block.text, spans, publisher, document.country, block.lead, headings)
        found = [*text.found, *levels, *_rules(block, spans, [*text.found, *levels], languages, own)]
        lines = document.blocks[max(0, index - LINES_ABOVE) : index]
        facts += [
            _fact(each, index, block, spans, headings, lines, text.languages)
            for each in sorted(found, key=lambda f: (f.start, f.end))
        ]
    return tuple(without_bare_headings(facts, document, publisher))


def _line_before(document: Document, index: int) -> list[str]:
    """The block before, where it is a short label ("Police", "Emergency telephone:")."""
    before = document.blocks[index - 1].text if index else ""
    return [before] if len(before) < 50 else []


def _fact(
    found: Found,
    index: int,
    block: Block,
    spans: list[tuple[int, int]],
    headings: tuple[str, ...],
    lines: tuple[Block, ...],
    languages: tuple[str, ...],
) -> Fact:
    start, end = next(((a, b) for a, b in spans if a <= found.start < b), (0, len(block.text)))
    whole = block.kind == "row" and len(block.text) < 300
    context = block.text if whole else block.text[start : max(end, found.end)]
    if found.kind == "rule" and "under" in (found.value if isinstance(found.value, dict) else {}):
        context = f"{block.lead} {context}"  # "buy or carry a weapon" says nothing without "he must not:"
    label = found.label
    if label is None and found.kind in ("rule", "level", "law"):
        label = headings[-1] if headings else None
    elif label is None:
        label = label_of(found.kind, block, found.start, found.end, headings, start, lines, languages)
    return Fact(
        kind=found.kind,
        text=block.text[found.start : found.end],
        value=found.value,
        label=label,
        context=context,
        section=headings,
        block=index,
        start=found.start,
        end=found.end,
    )


_LEADS = ("prohibited", "required", "permitted", "not required")
"""Modalities of a lead-in under which every item of its list is a rule."""


def _leads(lead: str, languages: tuple[str, ...]) -> Rule | None:
    rule = rule_in(lead, languages) if lead else None
    return rule if rule and rule.modality in _LEADS else None


def _rules(
    block: Block,
    spans: list[tuple[int, int]],
    found: list[Found],
    languages: tuple[str, ...],
    own: re.Pattern[str] | None,
) -> list[Found]:
    """Sentences that are rules; under a lead-in that is one ("You are not allowed to export:"), every item is."""
    if block.kind == "heading":
        return []
    led = _leads(block.lead, languages) if block.kind == "item" else None
    if led:
        words = rule_words(block.text, 0, len(block.text), found, own)
        return [Found("rule", 0, len(block.text), _value(led, words) | {"under": plain(block.lead)})]
    rules = []
    for start, end in spans:
        if any(f.kind == "level" and start <= f.start < end for f in found):
            continue  # a statement of the level is no rule
        start += len(_LABEL.match(block.text[start:end]).group())  # type: ignore[union-attr]
        sentence = block.text[start:end]
        if len(sentence.split()) < MIN_WORDS or sentence.rstrip().endswith((":", "?")):
            continue
        rule = rule_in(sentence, languages)
        if rule is None and any(f.kind == "penalty" and start <= f.start < end for f in found):
            rule = threat_in(sentence, languages)
        if rule:
            rules.append(Found("rule", start, end, _value(rule, rule_words(block.text, start, end, found, own))))
    return rules


def _value(rule: Rule, words: str) -> dict[str, str | None]:
    return {"modality": rule.modality, "subject": rule.subject, "condition": rule.condition, "words": words}


_LABEL = re.compile(r"(?:[A-Z][A-Z /]{3,40}:\s+)?")
"""A label in capitals before a sentence, "CURRENCY RESTRICTIONS FOR ENTRY: ", whose words rule nothing."""
