"""A report in the room that there is: a mail that is cut off by its reader's program keeps its end to itself.

The weightiest items are told in full as long as there is room, the next are named by a line each, and the rest are
counted, with the place where all of it can be read. Nothing is cut within a value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from monitor.compare.change import SIGNIFICANCES
from monitor.report.names import many
from monitor.report.outline import MOST_NAMED_ITEMS, Outline, named
from monitor.report.passages import Passage
from monitor.report.view import ItemView
from monitor.report.words import GAP, Run

MAIL = 100_000
"""Bytes of a mail's HTML: Gmail shows some 102 KB and hides the rest, licence and hashes first of all. Google documents
no figure; https://www.spamresource.com/2022/01/what-is-gmail-clipping-and-what-to-do.html measured it, and that it is
of the part as it travels, in quoted-printable or Base64."""
MOST = 200
"""Items of which a notice tells at most, however short they are."""
_SIZES = (24, 8, 3, 1)
"""Passages of one item, tried in this order where there is no room for all."""


def fitting(parts: Outline, size: Callable[[Outline], int], most: int) -> Outline:
    """The fullest form of an outline that is no larger than `most`; the smallest that there is where none is.

    Args:
        size: how large an outline comes out in the format that counts, in the unit of `most`. It is asked some 8 to
            20 times.
    """
    if size(parts) <= most:
        return parts
    for passages in _SIZES:
        short = replace(parts, items=tuple(_in_short(item, passages) for item in parts.items))
        number = _most_items(short, size, most)
        if number:
            return with_items(short, number)
    return with_items(parts, 0)


def with_items(parts: Outline, number: int) -> Outline:
    """The outline with so many of its items told in full, and the others named or counted."""
    if number >= len(parts.items):
        return parts
    others = parts.items[number:]
    left = Counter(dict(parts.left)) + Counter(item.significance for item in others)
    return replace(
        parts,
        items=parts.items[:number],
        named=(*map(named, others[:MOST_NAMED_ITEMS]), *parts.named)[:MOST_NAMED_ITEMS],
        left=tuple((each, left[each]) for each in SIGNIFICANCES if left[each]),
    )


def _most_items(parts: Outline, size: Callable[[Outline], int], most: int) -> int:
    """How many items have room: more of them never take less."""
    if size(parts) <= most:
        return len(parts.items)
    low, high = 0, len(parts.items) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if size(with_items(parts, middle)) <= most:
            low = middle
        else:
            high = middle - 1
    return low


def _in_short(item: ItemView, most: int) -> ItemView:
    """An item with so many passages, each with a bounded number of facts and marks, and the rest of it counted."""
    kept = tuple(_passage_in_short(each, 4 * most) for each in item.passages[:most])
    facts = sum(len(each.facts) for each in item.passages) - sum(len(each.facts) for each in kept)
    passages = len(item.passages) - len(kept)
    links, sections = item.links[:most], item.sections[:most]
    fewer = [
        many(number, f"more {noun}")
        for number, noun in (
            (passages, "passage"),
            (facts, "fact"),
            (len(item.links) - len(links), "link"),
            (len(item.sections) - len(sections), "section"),
        )
        if number
    ]
    pages = item.pages[: 4 * most]
    return replace(
        item,
        passages=kept,
        links=links,
        sections=sections,
        left_out=(*fewer, *item.left_out),
        pages=pages,
        more_pages=item.more_pages + len(item.pages) - len(pages),
    )


def _passage_in_short(passage: Passage, most: int) -> Passage:
    return replace(passage, facts=passage.facts[:most], runs=_runs_in_short(passage.runs, 8 * most))


def _runs_in_short(runs: tuple[Run, ...], most: int) -> tuple[Run, ...]:
    return runs if len(runs) <= most else (*runs[:most], GAP)
