"""Advice status and levels, each with its area, on the publisher's own scale."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from monitor.facts.areas import POINTS, area_before, area_behind, area_form, is_label, listed_area
from monitor.facts.fact import APART, Fact
from monitor.facts.masked import Found
from monitor.publishers.publisher import Level, Publisher
from monitor.read.document import Document
from monitor.read.text import plain

_NEGATED = re.compile(
    r"(?:\b(?:no longer|previously|used to|not currently|not|stopped|lifted|ceased)|n['’]t)\s+(?:\w+\s+){0,2}$"
    r"|\b(?:from|instead of|rather than|was|were)\s+[\"'“‘]?$",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|whether|whenever|in case|unless|why|(?:check|see|find out|know|shows?) where)\b[^,;:]*$"
    r"|\b(?:areas?|places?|parts?|regions?|countries|destinations?|somewhere|anywhere) (?:in \w+ )?(?:to |in )?(?:where|which|that)\b[^,;:]*$",
    re.IGNORECASE,
)
"""What would be if: "if FCDO advises against all travel to ..."; "areas where FCDO advises against all travel"."""
_TIP = re.compile(
    r"^[\s,]*(?:(?:when(?:ever)?|if)\b(?! travell?ing (?:to|in)\b)|while\b|whilst\b|at (?:night|all times|any time)\b|after\b|during\b|with\b|by\b|"
    r"alone\b|without\b|especially\b|particularly\b|in particular\b|before\b|online\b|as (?:you|a pedestrian)\b|"
    r"and\b|around (?:crowd|demonstrat|large|tourist)|on (?:foot|public|buses|motor)|"
    r"in (?:crowd|public|busy|taxi|tourist|vehicles|large|an?\b|your\b|any\b|cars|unmarked)|[^.;:]{0,80}\b(?:after dark|at night)\b)",
    re.IGNORECASE,
)
"""Behind the words of a level these make a tip of them: "exercise increased caution at night"."""
_OTHERS = re.compile(r"(?P<who>[^.;,:]{0,80}?)\b(?:should|must|are (?:advised|urged|reminded) to)\s+(?:\w+ly\s+)?$")
_READERS = re.compile(
    r"\b(?:you|we|travell?ers?|citizens?|nationals?|visitors?|tourists?|people|anyone|everyone|canadians|australians|new zealanders)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"level:? ?\d$", re.IGNORECASE)
_OTHER_SCALE = re.compile(
    r"\b(?:volcan\w*|alert level|eruption|trauma|hospital|biosafety|storm|hurricane|health notice|CDC|no changes? to the advisory level|status (?:to|at|of|is|remains)(?: alert)? level)\b",
    re.IGNORECASE,
)
"""A number alone is a level of advice only where it is not a volcano's, a hospital's or a storm's."""
_SPEAKER = re.compile(
    r"(?:the\s+)?(?:FCDO|Foreign, Commonwealth (?:and|&) Development Office)\s+(?:currently\s+|also\s+|now\s+|continues\s+to\s+)*$"
)
_TOGETHER = re.compile(r"^[\s,]*(?:(?:and|or)\s+)?$", re.IGNORECASE)
_BEFORE = 200
"""Characters before a level that may say more of it."""
_BEHIND = 1_500
"""Characters behind a level in which its area stands."""
_LEAD = 600
"""Characters at the end of a lead-in that are read for each of its items."""
_MOST = 100
"""Levels: a text that states more is none."""
_REASONS = re.compile(r"\b(?:due to|because of)(?P<reasons>[^.]*)", re.IGNORECASE)


@lru_cache(maxsize=8)
def _is_of_another_scale(sentence: str) -> bool:
    return _OTHER_SCALE.search(sentence) is not None


@dataclass(frozen=True, slots=True)
class _Said:
    """A level where a text says it."""

    level: Level
    start: int
    end: int
    own_area: str | None
    """The words for the area that the publisher's pattern names itself."""


def find_levels(
    text: str,
    sentences: list[tuple[int, int]],
    publisher: Publisher,
    country: str | None,
    lead: str,
    headings: tuple[str, ...] = (),
) -> list[Found]:
    """Levels of a block; the value is `{scale, step, area, reasons}` with `area` None for the whole country.

    In a list the status stands in the lead-in sentence ("FCDO advises against all travel to:") and each item is an area.
    Where a sentence names no area, but stands below a heading that says the level of one, it is that one.
    """
    led = _led(text, publisher, country, lead) if lead else None
    if not any(level.words.search(text) for level in publisher.levels):
        return [led] if led else []
    found: list[Found] = []
    for start, end in sentences:
        sentence = text[start:end]
        said = _all_said(sentence, publisher)
        for place, one in enumerate(said):
            following = said[place + 1] if place + 1 < len(said) else None
            stated = _stated(sentence, one, following, publisher, country, headings)
            if stated is not None:
                found.append(Found("level", start + stated.start, start + stated.end, stated.value))
    if led is None:
        return found
    beside = [each for each in found if each.start > led.start]
    return [led, *beside] if len(beside) == len(found) else found


def _led(text: str, publisher: Publisher, country: str | None, lead: str) -> Found | None:
    """The level of which a lead-in says the status and an item the area."""
    lead = lead[-_LEAD:]
    said = _all_said(lead, publisher)
    if not said:
        return None
    last = said[-1]
    common = listed_area(lead[last.end :], country, publisher.language)
    if common is None or _is_denied(lead[: last.start]) or _is_tip(lead[: last.start], lead[last.end :]):
        return None
    start, end = area_behind(text)
    if start == end:
        return None
    area = area_form(f"{common} {text[start:end]}", country, publisher.language)
    return Found("level", 0, end, _value(last.level, area, f"{lead} {text}", publisher))


def _all_said(sentence: str, publisher: Publisher) -> list[_Said]:
    """What the words of the publisher's scale say in a sentence, in its order; of two that overlap the first in the table."""
    said: list[_Said] = []
    for level in publisher.levels:
        for match in level.words.finditer(sentence):
            if len(said) >= _MOST or any(a.start < match.end() and match.start() < a.end for a in said):
                continue
            said.append(_Said(level, match.start(), match.end(), match.groupdict().get("area")))
    return sorted(said, key=lambda each: each.start)


def _is_denied(before: str) -> bool:
    before = before[-_BEFORE:]
    return bool(_NEGATED.search(before) or _SUPPOSED.search(before))


def _stated(
    sentence: str,
    said: _Said,
    following: _Said | None,
    publisher: Publisher,
    country: str | None,
    headings: tuple[str, ...],
) -> Found | None:
    """The level that a sentence states at a place, with its area; None where it states none there."""
    before = sentence[max(said.start - _BEFORE, 0) : said.start]
    words = sentence[said.start : said.end]
    if _is_denied(before) or (re.match(r"(?:and|or)\b", words, re.IGNORECASE) and _denies_all(before, publisher)):
        return None
    if _BARE.search(words) and _is_of_another_scale(sentence):
        return None
    if said.own_area is not None:
        area = area_form(said.own_area, country, publisher.language)
        return Found("level", said.start, said.end, _value(said.level, area, sentence, publisher))
    if following and _TOGETHER.match(sentence[said.end : following.start]):
        # "Against all or all but essential travel to parts of ...": both are for one area.
        other = _stated(sentence, following, None, publisher, country, headings)
        area = other.value["area"] if other and isinstance(other.value, dict) else None
        end = other.end if other else following.end
        return Found("level", _with_speaker(said.start, before), end, _value(said.level, area, sentence, publisher))
    tail = sentence[said.end : following.start if following else said.end + _BEHIND]
    if said.level.scale == "advice" and _is_tip(before, tail):
        return None
    if not following and tail.rstrip().endswith(":") and listed_area(tail, country, publisher.language) is not None:
        return None  # a lead-in: its items are the areas
    return _with_area(sentence, said, before, tail, publisher, country, headings)


def _denies_all(before: str, publisher: Publisher) -> bool:
    """Whether "or all but essential travel" goes on with what was denied: "no longer advises against all travel or ..."."""
    earlier = [each for each in _all_said(before, publisher) if each.end <= len(before)]
    return bool(earlier) and _is_denied(before[: earlier[-1].start])


def _is_tip(before: str, tail: str) -> bool:
    others = _OTHERS.search(before)
    return bool(_TIP.match(tail)) or (others is not None and not _READERS.search(others["who"]))


def _with_speaker(start: int, before: str) -> int:
    speaker = _SPEAKER.search(before)
    return start - (len(before) - speaker.start()) if speaker else start


def _with_area(
    sentence: str,
    said: _Said,
    before: str,
    tail: str,
    publisher: Publisher,
    country: str | None,
    headings: tuple[str, ...],
) -> Found:
    start, end = said.start, said.end
    words_of_level = sentence[start:end]
    left, right = area_behind(tail)
    words = tail[left:right]
    known = None
    if is_label(before) or not words:
        known = area_before(before, numbered=words_of_level.lower().startswith("level"))
    if known is not None:
        start = said.start - len(before) + known[0]
        words = before[known[0] : known[1]]
    elif words:
        start, end = _with_speaker(said.start, before), said.end + right
    else:
        start = _with_speaker(said.start, before)
    area = area_form(words, country, publisher.language)
    if (
        headings
        and (not words or POINTS.match(words))
        and (above := _area_above(headings[-1], said.level, publisher, country))
    ):
        area = above
    return Found("level", start, end, _value(said.level, area, sentence, publisher))


def _area_above(heading: str, level: Level, publisher: Publisher, country: str | None) -> str | None:
    """The area of which a heading says this level: "Gaza – Do Not Travel" above "Do not travel due to ..."."""
    for said in _all_said(heading, publisher):
        place = area_before(heading[: said.start])
        if place and (said.level.scale, said.level.step) == (level.scale, level.step):
            return area_form(heading[place[0] : place[1]], country, publisher.language)
    return None


def without_bare_headings(facts: Iterable[Fact], document: Document, publisher: Publisher) -> list[Fact]:
    """Facts without the levels of headings that only open a list of areas: "Do not travel" above "Do not travel to Gaza"."""
    facts = list(facts)
    levels = [fact for fact in facts if fact.kind == "level" and fact.block != APART]
    bare: set[int] = set()
    areas: dict[tuple[object, ...], set[str | None]] = defaultdict(set)
    for fact in levels:
        block, step = document.blocks[fact.block], (fact.value["scale"], fact.value["step"])
        if block.kind == "heading" and fact.value["area"] is None and _says_no_more(block.text, publisher):
            bare.add(id(fact))
            continue
        for depth in range(1, len(fact.section) + 1):
            areas[(*step, *fact.section[:depth])].add(fact.value["area"])
    return [fact for fact in facts if id(fact) not in bare or not _opens(fact, document, areas)]


def _says_no_more(heading: str, publisher: Publisher) -> bool:
    """Whether a heading is the words of a level alone, with no name of a country or an area ("FCDO" may say it)."""
    rest = heading
    for level in publisher.levels:
        rest = level.words.sub(" ", rest)
    return len(rest.split()) <= 1 and not re.search(r"[-–—]", rest)


def _opens(fact: Fact, document: Document, areas: Mapping[tuple[object, ...], set[str | None]]) -> bool:
    path = document.path(document.blocks[fact.block])
    below = areas.get((fact.value["scale"], fact.value["step"], *path), set())
    return bool(below) and None not in below


def find_advice(document: Document, publisher: Publisher) -> list[Fact]:
    """The levels that the page shows apart from its text, as facts that stand before its first block.

    Their risk indicators are the reasons of the level ("Terrorism (T)" is "terrorism").
    """
    facts = []
    for advice in document.advice:
        words = advice.words
        found = find_levels(words, [(0, len(words))], publisher, document.country, "")
        known = found[0].value if found else None
        value: dict[str, Any] = {"scale": "advice", "step": None, "area": None, "words": plain(words)}
        if isinstance(known, dict):
            value = known
        if advice.area:
            value["area"] = area_form(advice.area, document.country, publisher.language)
        if advice.risks is not None:
            value["reasons"] = sorted(dict.fromkeys(_indicator(risk, publisher) for risk in advice.risks))
        text = f"{words} ({', '.join(advice.risks)})" if advice.risks else words
        text = f"{advice.area}: {text}" if advice.area else text
        facts.append(Fact("level", text, value, None, text, (), APART, 0, len(text)))
    return facts


def _indicator(risk: str, publisher: Publisher) -> str:
    """A risk indicator by its usual name; the publisher's own words, where it is none of the usual ones."""
    name = plain(_LETTER.sub("", risk))
    return next((known for known, words in publisher.indicators.items() if words.search(name)), name)


_LETTER = re.compile(r"\s*\([A-Z]\)\s*$")


def _value(level: Level, area: str | None, sentence: str, publisher: Publisher) -> dict[str, Any]:
    value: dict[str, Any] = {"scale": level.scale, "step": level.step, "area": area}
    reasons = _reasons(sentence) if publisher.indicators and level.scale == "advice" else None
    if reasons is not None:
        value["reasons"] = sorted(n for n, words in publisher.indicators.items() if words.search(reasons))
    return value


@lru_cache(maxsize=8)
def _reasons(sentence: str) -> str | None:
    """The words of a sentence that give reasons; asked for each of its levels."""
    found = _REASONS.search(sentence)
    return found["reasons"] if found else None
