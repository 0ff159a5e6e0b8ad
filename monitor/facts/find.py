"""All facts of a document, block by block, in order of certainty; each finder masks what it took."""

from __future__ import annotations

import re
from dataclasses import replace

from monitor.facts.calendar import find_dates
from monitor.facts.contacts import find_called_numbers, find_phones, find_short_codes, hide_urls
from monitor.facts.durations import find_ages, find_always, find_durations, find_percentages, find_times
from monitor.facts.fact import Fact
from monitor.facts.labels import label_of
from monitor.facts.languages import languages_of
from monitor.facts.laws import find_laws
from monitor.facts.levels import find_advice, find_levels
from monitor.facts.masked import Found, Masked
from monitor.facts.money import find_money
from monitor.facts.penalties import find_penalties
from monitor.facts.quantities import find_quantities
from monitor.facts.rules import is_command, modality_of
from monitor.publishers.publisher import Publisher
from monitor.read.document import Block, Document
from monitor.read.text import plain, sentences

MIN_RULE_WORDS = 3
"""A rule is a sentence; fewer words than this under no lead-in are a heading or a label."""


def find(document: Document, publisher: Publisher) -> tuple[Fact, ...]:
    """The facts of a document in page order. Pure: the same document gives the same facts.

    Args:
        publisher: gives the date order, the region of national numbers, and the scale of levels.
    """
    facts = find_advice(document, publisher)
    instrument: str | None = None
    regions = tuple(dict.fromkeys(filter(None, (document.country, publisher.region))))
    above = ""
    for index, block in enumerate(document.blocks):
        if block.kind != "item":
            above = block.text if block.kind == "heading" and modality_of(block.text) in _LEADS else ""
        elif above and not block.lead:  # "Requirements for entry" leads in its list with and without a colon
            block = replace(block, lead=above)
        headings = document.path(block)
        spans = sentences(block.text)
        text = Masked(block.text, languages_of(block.text, publisher.language))
        hide_urls(text)
        find_phones(text, regions)
        find_always(text)
        find_dates(text, publisher.date_order)
        find_called_numbers(text)
        instrument = find_laws(text, instrument)
        if block.kind != "heading":  # "Illegal drugs and prison sentences" threatens nobody
            find_penalties(text, spans, block.lead)
        find_money(text, publisher.region)
        find_ages(text)
        find_percentages(text)
        find_times(text)
        find_durations(text)
        find_quantities(text)
        around = " ".join([*headings[-1:], block.lead, *block.heads, *_line_before(document, index)])
        find_short_codes(text, document.country, around)
        levels = find_levels(block.text, spans, publisher, document.country, block.lead)
        found = [*text.found, *levels, *_rules(block, spans, [*text.found, *levels])]
        facts += [_fact(each, index, block, spans, headings) for each in sorted(found, key=lambda f: (f.start, f.end))]
    return tuple(facts)


def _line_before(document: Document, index: int) -> list[str]:
    """The block before, where it is a short label ("Police", "Emergency telephone:")."""
    before = document.blocks[index - 1].text if index else ""
    return [before] if len(before) < 50 else []


def _fact(found: Found, index: int, block: Block, spans: list[tuple[int, int]], headings: tuple[str, ...]) -> Fact:
    start, end = next(((a, b) for a, b in spans if a <= found.start < b), (0, len(block.text)))
    whole = block.kind == "row" and len(block.text) < 300
    context = block.text if whole else block.text[start : max(end, found.end)]
    if found.kind == "rule" and "under" in (found.value if isinstance(found.value, dict) else {}):
        context = f"{block.lead} {context}"  # "buy or carry a weapon" says nothing without "he must not:"
    label = found.label
    if label is None and found.kind in ("rule", "level", "law"):
        label = headings[-1] if headings else None
    elif label is None:
        label = label_of(found.kind, block, found.start, found.end, headings, start)
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


def _rules(block: Block, spans: list[tuple[int, int]], found: list[Found]) -> list[Found]:
    """Sentences that are rules; under a lead-in that is one ("You are not allowed to export:"), every item is."""
    if block.kind == "heading":
        return []
    led = modality_of(block.lead) if block.lead else None
    if led in _LEADS and block.kind == "item":
        value = {"modality": led, "words": _words(block.text, 0, len(block.text), found), "under": plain(block.lead)}
        return [Found("rule", 0, len(block.text), value)]
    rules = []
    for start, end in spans:
        if any(f.kind == "level" and start <= f.start < end for f in found):
            continue  # a statement of the level is no rule
        start += len(_LABEL.match(block.text[start:end]).group())  # type: ignore[union-attr]
        sentence = block.text[start:end]
        if len(sentence.split()) < MIN_RULE_WORDS or sentence.rstrip().endswith((":", "?")):
            continue
        modality = modality_of(sentence) or ("required" if is_command(sentence) else None)
        if modality:
            value = {"modality": modality, "words": _words(block.text, start, end, found)}
            rules.append(Found("rule", start, end, value))
    return rules


_LABEL = re.compile(r"(?:[A-Z][A-Z /]{3,40}:\s+)?")
"""A label in capitals before a sentence, "CURRENCY RESTRICTIONS FOR ENTRY: ", whose words rule nothing."""


def _words(text: str, start: int, end: int, found: list[Found]) -> str:
    """The words by which two wordings of a rule are held beside each other.

    Letters and digits as a reader sees them, with each value in its normal form: "six months" and "6 months" are one,
    and a rule in which only a value moved is known by that value's own fact.
    """
    parts, position = [], start
    for held in sorted(found, key=lambda f: f.start):
        if held.kind in _VALUES and position <= held.start and held.end <= end:
            parts += [plain(text[position : held.start]), f"<{held.kind}>"]
            position = held.end
    parts.append(plain(text[position:end]))
    return " ".join(part for part in parts if part)


_VALUES = frozenset({"phone", "email", "money", "duration", "date", "time", "age", "percentage", "quantity", "penalty"})
