"""The advisory of the 2026 layout: a header with level and date, indicators, guidance, summary, and areas of other levels.

Its shape is that of a stored cut of one country's page: level, indicators, dates and the number in the header's bubble
(the highest level of an area, which the areas say themselves) are metadata; the guidance in the statement is the first
sentence of the text, though the page prints its verb as a label of its own ("Reconsider travel" + "to X due to ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from bs4 import BeautifulSoup, Tag

from monitor.publishers.us_state.parts import ADVISORY
from monitor.publishers.us_state.tree import by_class, open_part, outermost
from monitor.publishers.us_state.words import DATE, level_in
from monitor.read.builder import Builder
from monitor.read.document import Advice
from monitor.read.lines import text_of
from monitor.read.seen import HEADINGS

PILL = "tsg-utility-risk-pill"
_STEP = re.compile(r"\blevel-([1-4])\b")
_DATE = re.compile(DATE)
_LONGEST = 60
"""Characters of a level with its words; what is longer is text that begins with one."""


def take_advisory(soup: BeautifulSoup, advisory: Tag, builder: Builder) -> None:
    """Take the metadata of an advisory, and mark its heading as that of the part "advisory"."""
    classes = by_class(advisory)
    for bubble in (*classes.get("risk-bubbles", ()), *classes.get("risk-bubble", ())):
        bubble.extract()
    areas = _take_areas(classes)
    risks = _take_risks(pill for pill in classes.get(PILL, ()) if pill.parent is not None)
    level = next(iter(classes.get("travel-level", ())), None)
    header = next(iter(classes.get("cmp-traveladvisory__header", ())), None)
    words = (level_in(text_of(level)) or text_of(level)) if level else _step(header)
    if words:
        builder.advice.append(Advice(words, risks=risks))
    if level is not None:
        level.extract()
    for guidance in by_class(header).get("guidance", ()) if header is not None else ():
        if text_of(guidance).casefold() == words.partition(": ")[2].casefold():
            guidance.extract()  # in the header it is the level's words again, and no sentence of the text
    for frame in classes.get("cmp-traveladvisory__header-date-issued", ()):
        if found := _DATE.search(
            text_of(frame)
        ):  # "Date issued: March 13, 2026 - advisory history", the latter a button
            builder.stamp_outside("issued", found.group())
            frame.extract()
    for statement in outermost(classes.get("statement", ())):
        _join_guidance(statement)
    builder.advice += areas
    open_part(soup, advisory, ADVISORY)


def _take_areas(classes: Mapping[str, list[Tag]]) -> list[Advice]:
    """The levels of areas; each area's name becomes the heading of its text, below that of the section."""
    found: list[Advice] = []
    blocks = outermost(classes.get("risk-level", ()))
    apart: list[Tag] = []
    around: set[int] = set()
    for block in blocks:
        inside = by_class(block)
        names = inside.get("location-name", [])
        if not names:
            apart.append(block)
            continue
        risks = _take_risks(inside.get(PILL, ()))
        title = next(iter(inside.get("level-title", ())), None)
        words = (level_in(text_of(title)) or text_of(title)) if title else _step(block)
        for name in names:
            around.add(id(name))
            _head(name)
            if words:
                found.append(Advice(words, area=text_of(name), risks=risks or None))
        if title is not None:
            title.extract()
    beside = [name for name in classes.get("location-name", ()) if id(name) not in around]
    return found + (_areas_beside(apart, beside) if apart and beside else [])


def _areas_beside(blocks: list[Tag], names: list[Tag]) -> list[Advice]:
    """The levels of areas where a level stands before or behind the name, and not round it.

    Where the first of all is a level, each name has the level before it; else the level right behind it.
    """
    said = {id(block): words for block in blocks if (words := _words_alone(block))}
    levels = {id(block): block for block in blocks if id(block) in said}
    known = levels.keys() | {id(name) for name in names}
    top = names[0].find_parent(class_="cmp-traveladvisory")
    order = [tag for tag in (top.find_all(True) if top is not None else ()) if id(tag) in known]
    level_first = bool(order) and id(order[0]) in levels
    found: list[Advice] = []
    used: set[int] = set()
    for tag, after in zip(order, [*order[1:], None], strict=True):
        if id(tag) in levels:
            level: Tag | None = tag
            continue
        if not level_first:
            level = after if after is not None and id(after) in levels else None
        _head(tag)
        if level is not None:
            used.add(id(level))
            found.append(Advice(said[id(level)], area=text_of(tag)))
    for taken in used:
        levels[taken].clear()  # to take it out would be to seek it among its siblings, each time
    return found


def _words_alone(block: Tag) -> str:
    """The level that an element says and nothing else; "" where it holds other text."""
    text = text_of(block)
    words = (level_in(text) if len(text) <= _LONGEST else None) if text else _step(block)
    return words or ""


def _head(name: Tag) -> None:
    """Make the name of an area a heading, unless it stands in one (that of an accordion, say)."""
    if name.name not in HEADINGS and name.find_parent([*HEADINGS, "button", "summary"]) is None:
        name.name = "h4"


def _take_risks(pills: Iterable[Tag]) -> tuple[str, ...]:
    """The indicators in page order, each once ("Terrorism (T)"); none is an answer too, for the page shows them all."""
    taken = [pill.extract() for pill in pills]
    return tuple(dict.fromkeys(filter(None, (text_of(pill) for pill in taken))))


def _step(element: Tag | None) -> str:
    """The level that a class says, where no words do."""
    found = _STEP.search(str(element.get("class", ""))) if element else None
    return f"Level {found.group(1)}" if found else ""


def _join_guidance(statement: Tag) -> None:
    """Make the verb and what follows it one sentence: "Reconsider travel" and "to Georgia due to crime."."""
    inside = by_class(statement)
    verb = next(iter(inside.get("guidance", ())), None)
    rest = next(iter(inside.get("cmp-traveladvisory__inline", ())), None)
    statement.name = "div"
    if verb is None or rest is None:
        return
    first = rest.find("p")
    verb.extract()
    if isinstance(first, Tag):
        first.insert(0, verb)
    else:
        rest.name = "p"
        rest.insert(0, verb)
    verb.insert_after(" ")
