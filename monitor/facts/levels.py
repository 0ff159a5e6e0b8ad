"""Advice status and levels, each with its area, on the publisher's own scale."""

from __future__ import annotations

import re
from typing import Any

from monitor.facts.fact import APART, Fact
from monitor.facts.masked import Found
from monitor.publishers.native import means_country
from monitor.publishers.publisher import Level, Publisher
from monitor.read.document import Document
from monitor.read.text import looks, plain

_NEGATED = re.compile(
    r"\b(?:no longer|previously|used to|does not|do not currently|not currently|stopped|lifted|ceased)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_AREA = re.compile(
    r"^[\s:]*(?:to|in|within|when travel(?:l)?ing to|if travel(?:l)?ing to)?\s*(?::\s*)?(?P<area>[^.;]*?)(?=$|[.;]|,? which\b|,? where\b|\s+(?:due to|because|based on|unless|except|as the|given|owing to|for any reason|and all (?:but|travel)|or all (?:but|travel)|,? and (?:to )?reconsider|until|while|at this time|following)\b)",
    re.IGNORECASE,
)
_BEFORE_DASH = re.compile(r"^(?P<area>[^–—:]{2,80}?)\s+[-–—]\s+$")
_BEFORE = 200
"""Characters before a level that may say more of it."""
_MOST = 100
"""Levels: a sentence that states more is none."""
_REASONS = re.compile(r"\bdue to\b(?P<reasons>[^.]*)", re.IGNORECASE)
_INDICATORS = {
    "crime": "crime", "terrorism": "terroris", "unrest": "unrest|demonstrations", "health": "health", "natural disaster": "natural disaster|hurricane|earthquake",
    "kidnapping": "kidnap|hostage", "wrongful detention": "wrongful|detention", "armed conflict": "armed conflict|war\\b|hostilities",
    "landmines": "landmine|unexploded|mines", "piracy": "pirac", "local laws": "enforcement of local laws|exit bans",
}  # fmt: skip
# A sentence that says only that the level stays is no statement of it ("Level 2" of a volcano is none either).
_NO_LEVEL = re.compile(r"\b(?:no changes? to the advisory level|volcan\w*|alert level|eruption)\b", re.IGNORECASE)


def find_levels(
    text: str, sentences: list[tuple[int, int]], publisher: Publisher, country: str | None, lead: str
) -> list[Found]:
    """Levels of a block; the value is `{scale, step, area, reasons}` with `area` None for the whole country.

    In a list the status stands in the lead-in sentence ("FCDO advises against all travel to:") and each item is an area.
    """
    found: list[Found] = []
    if lead and (held := _first(lead, publisher)) and (held[1].end() >= len(lead) - 25):
        clause = _AREA.match(text)
        area = (clause["area"] if clause else text).rstrip(".;, ")
        return [Found("level", 0, len(text), _value(held[0], _area(area, country, publisher), lead))]
    for start, end in sentences:
        sentence = text[start:end]
        if _NO_LEVEL.search(sentence) or sentence.rstrip().endswith(":"):
            continue  # a lead-in: its items are the areas
        taken: list[tuple[int, int]] = []
        for level in publisher.levels:
            for match in level.words.finditer(sentence):
                if len(taken) >= _MOST or any(a < match.end() and match.start() < b for a, b in taken):
                    continue
                before = sentence[max(match.start() - _BEFORE, 0) : match.start()]
                if _NEGATED.search(before):
                    taken.append(match.span())
                    continue
                left, right, area = _span(sentence, match, before)
                taken.append((left, right))
                value = _value(level, _area(area, country, publisher), sentence)
                found.append(Found("level", start + left, start + right, value))
    return found


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
            value["area"] = _area(advice.area, document.country, publisher)
        if advice.risks is not None:
            value["reasons"] = sorted(dict.fromkeys(_indicator(risk) for risk in advice.risks))
        text = f"{words} ({', '.join(advice.risks)})" if advice.risks else words
        text = f"{advice.area}: {text}" if advice.area else text
        facts.append(Fact("level", text, value, None, text, (), APART, 0, len(text)))
    return facts


def _indicator(risk: str) -> str:
    """A risk indicator by its usual name; the publisher's own words, where it is none of the usual ones."""
    name = plain(_LETTER.sub("", risk))
    return next((known for known, words in _INDICATORS.items() if re.search(words, name)), name)


_LETTER = re.compile(r"\s*\([A-Z]\)\s*$")


def _first(text: str, publisher: Publisher) -> tuple[Level, re.Match[str]] | None:
    for level in publisher.levels:
        if (match := level.words.search(text)) and not _NEGATED.search(text[: match.start()]):
            return level, match
    return None


def _span(sentence: str, match: re.Match[str], before: str) -> tuple[int, int, str]:
    """The span of a level with its area, and the area's words: those that the pattern itself names, if it does."""
    if (own := match.groupdict().get("area")) is not None:
        return match.start(), match.end(), own
    dash = _BEFORE_DASH.match(before)
    label = (
        re.match(r":\s*[A-Z][\w ]{3,40}", sentence[match.end() :])
        if match.group().lower().startswith("level")
        else None
    )
    end = match.end() + (label.end() if label else 0)
    if dash:
        return 0, end, dash["area"]
    if label:
        return match.start(), end, ""
    after = _AREA.match(sentence[end:])
    area = after["area"].strip(" ,:") if after else ""
    right = end + (after.end("area") if after and area else 0)
    subject = re.search(
        r"(?:the\s+)?(?:FCDO|Foreign, Commonwealth (?:and|&) Development Office)\s+(?:currently\s+|also\s+|now\s+)*$",
        before,
    )
    return (subject.start() if subject else match.start()), right, area


def _value(level: Level, area: str | None, sentence: str) -> dict[str, Any]:
    value: dict[str, Any] = {"scale": level.scale, "step": level.step, "area": area}
    reasons = _REASONS.search(sentence)
    if reasons and level.scale == "advice":
        value["reasons"] = sorted(
            n for n, words in _INDICATORS.items() if re.search(words, reasons["reasons"], re.IGNORECASE)
        )
    return value


def _area(words: str, country: str | None, publisher: Publisher) -> str | None:
    """The area in one form; None where it is the whole country of the page."""
    plain = re.sub(r"\s+", " ", looks(words)).strip(" ,:;.").casefold()
    plain = re.sub(r"^within\s+", "", re.sub(r"\b(?:all of|all)\s+", "", plain))
    plain = re.sub(r"^(?:the (?:whole|rest|remainder) of\s+)?(?:the\s+)?", "", plain) if "rest" not in plain else plain
    if (
        not plain
        or plain in ("country", "whole country", "for any reason")
        or (country and means_country(plain, country, publisher.language))
    ):
        return None
    return plain
