"""Where a fact stands, and that no words are taken twice."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from facts.texts import RealPage, document, facts, needs_gold, needs_seeds, real_pages
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.facts.fact import FACT_KINDS, Fact
from monitor.facts.find import find
from monitor.facts.masked import TAKEN, Masked
from monitor.publishers import publisher
from monitor.read.document import Document

PIECES = [
    "Call +7 7172 556200 (24 hours).",
    "You may be fined €500 or sent to prison for 2 years.",
    "A 30-day visa costs US$50 from 1 May 2026.",
    "Police: 102, ambulance: 103.",
    "Articles 120-124 of the Criminal Code apply.",
    "FCDO advises against all travel to the north.",
    "Write to help@example.org or see https://example.org/?id=2025550123.",
    "Children under 14 pay 50% of the 1,000 tenge.",
    "Open Monday to Friday, 9am to 5pm.",
    "Stay away, within 80km (50 miles) of the border.",
    "90 days in any 180-day period",
    "+",
    "(",
    "and",
    "12 000",
    "24/7",
    "тел. +7 (727) 250-48-02 доб. 4901",
]


def placed(doc: Document, found: tuple[Fact, ...]) -> None:
    """Every fact names its words, and values do not overlap."""
    for fact in found:
        block = doc.blocks[fact.block]
        assert fact.kind in FACT_KINDS
        assert block.text[fact.start : fact.end] == fact.text
        assert fact.text == fact.text.strip() != ""
        assert fact.text in fact.context
        assert fact.context.removeprefix(f"{block.lead} ") in block.text
        assert fact.section == doc.path(block)
    values = sorted((f.block, f.start, f.end) for f in found if f.kind not in ("rule", "level"))
    for (block, _, end), (other, start, _) in pairwise(values):
        assert block != other or end <= start


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text("0123456789+()-./ aexyz£$€%", max_size=14)), max_size=9))
@settings(max_examples=150, deadline=None)
def test_facts_point_at_their_words_in_any_text(pieces: list[str]):
    doc = document(" ".join(pieces))
    placed(doc, find(doc, publisher("uk-fcdo")))


@needs_seeds
@needs_gold
@pytest.mark.parametrize("page", real_pages(), ids=lambda page: page.name)
def test_facts_point_at_their_words_on_real_pages(page: RealPage):
    reading = page.reading()
    placed(reading.document, reading.facts)


@needs_seeds
@needs_gold
def test_real_pages_hold_facts_of_every_kind():
    assert {fact.kind for page in real_pages() for fact in page.reading().facts} == set(FACT_KINDS)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Call +1 800 555 0199 for the $25 visa.", ["phone", "money"]),
        ("Call +7 7172 556200 (9am to 5pm).", ["phone", "time"]),
        ("Pay 1,000 tenge within 30 days under Article 442 of the Administrative Code.", ["money", "duration", "law"]),
        ("From 1 January 2026 the fee is £16.", ["date", "money"]),
        ("Take 10mg a day for 7 days.", ["quantity", "duration"]),
        ("Phone: 020 7008 5000, e-mail: help@example.org.", ["phone", "email"]),
        ("Call 102 within 24 hours.", ["phone", "duration"]),
    ],
)
def test_what_one_kind_took_is_free_for_no_other(text: str, kinds: list[str]):
    assert [f.kind for f in facts(text) if f.kind not in ("rule", "level")] == kinds


def test_taking_away_never_moves_what_is_left():
    masked = Masked("call 102 or 103")
    masked.take("phone", 5, 9, "KZ:102")
    assert masked.text == "call 102 or 103"
    assert masked.free == f"call {TAKEN * 3} or 103"
    assert [(found.start, found.end) for found in masked.found] == [(5, 8)]
    assert [match.group() for match in masked.search(re.compile(r"\d+"))] == ["103"]
