"""All facts of a document, block by block."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from monitor.facts.block import Inside, Place, found_in, leads
from monitor.facts.fact import Fact
from monitor.facts.labels import LINES_ABOVE, label_of
from monitor.facts.languages import languages_of
from monitor.facts.levels import find_advice, without_bare_headings
from monitor.facts.masked import Found
from monitor.publishers.publisher import Publisher
from monitor.read.document import Block, Document


def find(document: Document, publisher: Publisher) -> tuple[Fact, ...]:
    """The facts of a document in page order. Pure: the same document gives the same facts.

    Args:
        publisher: gives the date order, the region of national numbers, and the scale of levels.
    """
    facts = find_advice(document, publisher)
    instrument: str | None = None
    above = ""
    for index, block in enumerate(document.blocks):
        if block.kind != "item":
            rules = block.kind == "heading" and leads(block.text, languages_of(block.text, publisher.language))
            above = block.text if rules else ""
        elif above and not block.lead:  # "Requirements for entry" leads in its list with and without a colon
            block = replace(block, lead=above)
        headings = document.path(block)
        around = " ".join([*headings[-1:], block.lead, *block.heads, *_line_before(document, index)])[:_AROUND]
        here = Place(document.country, block.kind, block.lead, headings, around, instrument)
        inside = found_in(block.text, here, publisher)
        instrument = inside.instrument
        lines = document.blocks[max(0, index - LINES_ABOVE) : index]
        said = [block.text[start:end] for start, end in inside.sentences]  # one string for all the values of each
        facts += [_fact(each, index, block, inside, said, headings, lines) for each in inside.found]
    return tuple(without_bare_headings(facts, document, publisher))


_AROUND = 2_000
"""Characters of what stands round a block that are read for it; a table may have heads of any length."""


def _line_before(document: Document, index: int) -> list[str]:
    """The block before, where it is a short label ("Police", "Emergency telephone:")."""
    before = document.blocks[index - 1].text if index else ""
    return [before] if len(before) < 50 else []


def _fact(
    found: Found,
    index: int,
    block: Block,
    inside: Inside,
    said: list[str],
    headings: tuple[str, ...],
    lines: tuple[Block, ...],
) -> Fact:
    at = bisect_right(inside.sentences, (found.start, len(block.text))) - 1
    start, end = inside.sentences[at] if at >= 0 else (0, 0)
    if end <= found.start:  # between two sentences
        start, end, sentence = 0, len(block.text), block.text
    else:
        sentence = said[at]
    whole = block.kind == "row" and len(block.text) < 300
    context = block.text if whole else sentence if found.end <= end else block.text[start : found.end]
    if found.kind == "rule" and "under" in (found.value if isinstance(found.value, dict) else {}):
        context = f"{block.lead} {context}"  # "buy or carry a weapon" says nothing without "he must not:"
    label = found.label
    if label is None and found.kind in ("rule", "level", "law"):
        label = headings[-1] if headings else None
    elif label is None:
        label = label_of(found.kind, block, found.start, found.end, headings, start, lines, inside.languages)
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
