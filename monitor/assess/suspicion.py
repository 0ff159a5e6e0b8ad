"""Whether what came may not be the page, or not the whole of it: then a second look must confirm it before it counts.

Sites serve half an answer, another country's page, an index of twenty lines where it had 215, a page without its
warning while somebody edits it. Each sign is one that true edits rarely bear, and one that is doubted in vain costs no
more than a second look a little later: of 8,730 real edits of three governments' pages 2.5 % bear one, and of pages of
200 words and more that were cut off at two thirds, or were another country's, all but one in three hundred.

An answer that holds several pages is to be looked at as a whole too: where it breaks off, the parts behind are missing,
and the part in which it breaks off may have lost little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import shorten

from monitor.assess.another_page import another_page
from monitor.assess.direction import level_direction, with_level_directions
from monitor.assess.losses import Sides, losses
from monitor.compare.change import FactChange
from monitor.compare.facts import compare_facts
from monitor.facts.fact import Fact
from monitor.read.document import Document


def doubts(
    before: Document,
    now: Document,
    before_facts: Sequence[Fact],
    now_facts: Sequence[Fact],
    *,
    language: str | None,
) -> tuple[str, ...]:
    """Why a page that came must be confirmed by a second look before its changes count; empty where nothing is doubtful.

    Pure. Each reason is a sentence for people.

    Args:
        before: the last version of the page, or of the whole answer of which it is a part.
        now: what came.
        before_facts: of `before`; only levels count.
        now_facts: of `now`.
        language: the language in which the page is to be (ISO 639-1), for where `before` is too short to tell it; None
            where nobody knows.
    """
    if before == now:
        return ()
    sides = Sides(before, now)
    lost = tuple(losses(sides))
    if now.is_empty:
        return lost
    return (*lost, *another_page(sides, language), *_lowered(sides, before_facts, now_facts))


def _lowered(sides: Sides, before: Sequence[Fact], now: Sequence[Fact]) -> Iterator[str]:
    """Levels of advice that fell on the publisher's own scale, or are gone with nothing in their place."""
    old = tuple(fact for fact in before if fact.kind == "level")
    new = tuple(fact for fact in now if fact.kind == "level")
    if not old or _same(old, new):
        return
    if not new:
        yield f"No advice level stands on it any more: {_quoted(old[0].text)} is gone."
        return
    if len(old) * len(new) > _MOST_PAIRS:
        yield from _lowered_in_place(old, new)
        return
    changes = compare_facts(old, new, sides.alignment)
    directed = with_level_directions(tuple(replace(each, direction=level_direction(each)) for each in changes))
    fallen = [each for each in directed if each.direction == "down"]
    if fallen:
        more = f", and {len(fallen) - 1} more" if len(fallen) > 1 else ""
        yield f"{_fall(fallen[0])}{more}."
        return
    highest = max(old, key=_step)
    if _step(highest) > max(map(_step, new)):  # one came and one went, and nothing says that the one became the other
        yield f"The highest advice level is gone: {_quoted(highest.text)}."


_MOST_PAIRS = 10_000
"""Pairs of levels that are all held beside each other: no page of a country has a hundred, an index has one a line."""


def _lowered_in_place(old: tuple[Fact, ...], new: tuple[Fact, ...]) -> Iterator[str]:
    """The same of an index, where a level stands under the same heading, for the same area, as before."""
    steps: dict[tuple[tuple[str, ...], str], int] = {}
    for fact in new:
        place = (fact.section, str(fact.value.get("area")))
        steps[place] = max(_step(fact), steps.get(place, 0))
    fallen = [fact for fact in old if _step(fact) > steps.get((fact.section, str(fact.value.get("area"))), 0)]
    if fallen:
        where = " > ".join(fallen[0].section)
        more = f", and {len(fallen) - 1} more" if len(fallen) > 1 else ""
        yield f"An advice level fell or is gone: {_quoted(f'{where}: {fallen[0].text}' if where else fallen[0].text)}{more}."


def _same(old: tuple[Fact, ...], new: tuple[Fact, ...]) -> bool:
    """Whether the same levels hold for the same areas, as often: by far the most pages, and no need to look further."""
    return sorted(map(_key, old)) == sorted(map(_key, new))


def _key(fact: Fact) -> str:
    return repr(sorted(fact.value.items())) if isinstance(fact.value, dict) else repr(fact.value)


def _step(fact: Fact) -> int:
    """The step on the scale of advice; 0 for other scales and for words that are no step."""
    value = fact.value
    if not isinstance(value, dict) or value.get("scale") != "advice" or value.get("step") is None:
        return 0
    return int(value["step"])


def _fall(change: FactChange) -> str:
    before = _quoted(change.before.text) if change.before else ""
    if change.before is None or change.after is None:
        return f"An advice level is gone: {before}"
    after = _quoted(change.after.text)
    if change.before.value.get("area") != change.after.value.get("area"):
        return f"An advice level is gone: {before}; near it {after} stands now"
    return f"The advice level fell: {before} became {after}"


def _quoted(text: str) -> str:
    return f"“{shorten(text, 100, placeholder=' …')}”"
