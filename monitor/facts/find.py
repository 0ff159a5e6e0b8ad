"""All facts of a document, block by block, in order of certainty; each finder masks what it took."""

from __future__ import annotations

from monitor.facts.calendar import find_dates
from monitor.facts.contacts import find_phones, find_short_codes, hide_urls
from monitor.facts.durations import find_ages, find_always, find_durations, find_percentages, find_times
from monitor.facts.fact import Fact
from monitor.facts.labels import label_of
from monitor.facts.laws import find_laws
from monitor.facts.levels import find_levels
from monitor.facts.masked import Found, Masked
from monitor.facts.money import find_money
from monitor.facts.penalties import find_penalties
from monitor.facts.quantities import find_quantities
from monitor.facts.rules import is_command, modality_of
from monitor.publishers.publisher import Publisher
from monitor.read.document import Block, Document
from monitor.read.text import looks, sentences

MIN_RULE_WORDS = 4
"""A rule is a sentence; fewer words than this under no lead-in are a heading or a label."""


def find(document: Document, publisher: Publisher) -> tuple[Fact, ...]:
    """The facts of a document in page order. Pure: the same document gives the same facts.

    Args:
        publisher: gives the date order, the region of national numbers, and the scale of levels.
    """
    facts: list[Fact] = []
    instrument: str | None = None
    regions = tuple(dict.fromkeys(filter(None, (document.country, publisher.region))))
    for index, block in enumerate(document.blocks):
        headings = document.path(block)
        spans = sentences(block.text)
        text = Masked(block.text)
        hide_urls(text)
        find_phones(text, regions)
        find_always(text)
        find_dates(text, publisher.date_order)
        instrument = find_laws(text, instrument)
        find_penalties(text, spans, block.lead)
        find_money(text)
        find_ages(text)
        find_percentages(text)
        find_times(text)
        find_durations(text)
        find_quantities(text)
        around = " ".join([*headings[-1:], block.lead, *block.heads, *_line_before(document, index)])
        find_short_codes(text, document.country, around)
        found = [*text.found, *find_levels(block.text, spans, publisher, document.country, block.lead)]
        found += _rules(block, spans)
        facts += [_fact(each, index, block, spans, headings) for each in sorted(found, key=lambda f: (f.start, f.end))]
    return tuple(facts)


def _line_before(document: Document, index: int) -> list[str]:
    """The block before, where it is a short label ("Police", "Emergency telephone:")."""
    before = document.blocks[index - 1].text if index else ""
    return [before] if len(before) < 50 else []


def _fact(found: Found, index: int, block: Block, spans: list[tuple[int, int]], headings: tuple[str, ...]) -> Fact:
    start, end = next(((a, b) for a, b in spans if a <= found.start < b), (0, len(block.text)))
    whole = block.kind in ("row", "item") and len(block.text) < 300
    context = block.text if whole else block.text[start : max(end, found.end)]
    if found.kind in ("rule", "level"):
        label = headings[-1] if headings else None
    else:
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


def _rules(block: Block, spans: list[tuple[int, int]]) -> list[Found]:
    """Sentences that are rules; under a lead-in that is one ("You are not allowed to export:"), every item is."""
    if block.kind == "heading":
        return []
    led = modality_of(block.lead) if block.lead else None
    if led and block.kind == "item":
        value = {"modality": led, "words": _plain(block.text), "under": _plain(block.lead)}
        return [Found("rule", 0, len(block.text), value)]
    found = []
    for start, end in spans:
        sentence = block.text[start:end]
        if len(sentence.split()) < MIN_RULE_WORDS or sentence.rstrip().endswith((":", "?")):
            continue
        modality = modality_of(sentence) or ("required" if is_command(sentence) else None)
        if modality:
            found.append(Found("rule", start, end, {"modality": modality, "words": _plain(sentence)}))
    return found


def _plain(text: str) -> str:
    """Letters and digits only, as a reader sees them: what two wordings of a rule are held beside."""
    return " ".join("".join(c if c.isalnum() else " " for c in looks(text).casefold()).split())
