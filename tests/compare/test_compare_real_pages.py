"""Real pages: against themselves, with harmless edits, and with one digit changed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from facts.texts import RealPage, gold_pairs, moves, needs_gold, needs_seeds, real_pages, seed_pages

from monitor.assess.assess import assess
from monitor.compare.difference import compare
from monitor.facts.fact import Fact
from monitor.publishers import publisher
from monitor.pure import Reading, change_between, reading

NEW_VERSIONS = [*seed_pages(), *(pair.after for pair in gold_pairs())]
pytestmark = [needs_seeds, needs_gold]


@pytest.mark.parametrize("page", real_pages(), ids=lambda page: page.name)
def test_a_page_against_itself_is_empty(page: RealPage):
    one, other = page.reading(), page.reading_of(page.body)
    assert one == other
    difference = compare(one.document, other.document, one.facts, other.facts)
    assert difference.is_empty
    said = assess(difference, publisher(page.by))
    assert said.is_empty
    assert (said.significance, said.reasons) == ("none", ())


HARMLESS: dict[str, Callable[[str], str]] = {
    "curly apostrophes": lambda text: re.sub(r"(?<=\w)'(?=\w)", "’", text),
    "straight quotes": lambda text: re.sub("[“”]", '"', text),
    "no-break spaces": lambda text: re.sub(r"(?<=[\w,;]) (?=[a-z])", "\u00a0", text),
    "narrow spaces in numbers": lambda text: re.sub(r"(?<=\d) (?=\d)", "\u202f", text),
    "soft hyphens": lambda text: text.replace("embassy", "embas\u00adsy"),
    "more blank lines": lambda text: text.replace("\n\n", "\n\n\n"),
    "another list marker": lambda text: re.sub(r"(?m)^(\s*)\* ", r"\1- ", text),
    "other ends of lines": lambda text: text.replace("\n", "\r\n"),
    "longer dashes": lambda text: re.sub(r"(?<=[a-z]) - (?=[a-z])", " – ", text),
}


@pytest.mark.parametrize("page", NEW_VERSIONS, ids=lambda page: page.name)
def test_harmless_edits_have_no_significance_and_no_fact(page: RealPage):
    body = page.body
    for edit in HARMLESS.values():
        body = edit(body)
    said = change_between(page.reading(), page.reading_of(body), publisher(page.by))
    assert (said.significance, moves(said)) == ("none", [])


@pytest.mark.parametrize("name", HARMLESS)
def test_each_harmless_edit_alone(name: str):
    page = max(NEW_VERSIONS, key=lambda page: sum(edit(page.body) != page.body for edit in HARMLESS.values()))
    said = change_between(page.reading(), page.reading_of(HARMLESS[name](page.body)), publisher(page.by))
    assert (said.significance, moves(said)) == ("none", [])


# A code that no word asks for is known by its country's plan only, and another digit takes it out of the plan.
ASKED = re.compile(r"(?:\b(?:on|at|or|and|is|by|call|dial|calling|phone|number)|[:,(;|])\s*$", re.IGNORECASE)


def phones(read: Reading) -> Iterator[Fact]:
    """Each number of a page once."""
    seen: set[str] = set()
    for fact in read.facts:
        if fact.kind != "phone" or fact.text in seen or fact.text.startswith("+("):
            continue
        before = read.document.blocks[fact.block].text[: fact.start]
        if ":" not in fact.value or not before or ASKED.search(before):
            seen.add(fact.text)
            yield fact


def with_another_digit(read: Reading, fact: Fact, by: str, dice: random.Random) -> tuple[Reading, str]:
    """The page with one digit of a number changed at one place, and the number as it stands there now."""
    place = dice.choice([i for i, c in enumerate(fact.text) if c.isdigit()])
    digit = str((int(fact.text[place]) + dice.randint(1, 9)) % 10)
    number = fact.text[:place] + digit + fact.text[place + 1 :]
    block = read.document.blocks[fact.block]
    text = block.text[: fact.start] + number + block.text[fact.end :]
    cells = tuple(text.split(" | ")) if block.cells else ()
    blocks = (
        *read.document.blocks[: fact.block],
        replace(block, text=text, cells=cells),
        *read.document.blocks[fact.block + 1 :],
    )
    return reading(replace(read.document, blocks=blocks), publisher(by)), number


@pytest.mark.parametrize("page", NEW_VERSIONS, ids=lambda page: page.name)
def test_one_other_digit_is_one_changed_number(page: RealPage):
    dice = random.Random(page.name)
    before = page.reading()
    for fact in phones(before):
        after, number = with_another_digit(before, fact, page.by, dice)
        said = change_between(before, after, publisher(page.by))
        assert [(f.kind, f.change) for f in said.facts] == [("phone", "changed")], f"{fact.text} -> {number}"
        assert said.facts[0].after is not None
        assert said.facts[0].after.text == number
        assert said.significance in ("critical", "major")
