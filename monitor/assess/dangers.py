"""New dangers, and dangers that are over, told by words that the other version nowhere holds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from monitor.compare.change import Edit
from monitor.read.text import sentences

_DANGER = re.compile(
    r"\b(?:(?:terrorist |armed |drone |missile |rocket |air |bomb )(?:attacks?|strikes?)|airstrikes?|attacks?|killed|shootings?|kidnap\w*|hostage\w*|abduct\w*|"
    r"explosi(?:on|ons|ves?)|bomb(?:ing|ings|s)?|terroris\w+|missiles?|hostilit\w+|armed conflict|clashes|unrest|riots?|coup|"
    r"earthquakes?|tsunamis?|cyclones?|hurricanes?|typhoons?|tropical storms?|floods?|flooding|landslides?|wildfires?|bush ?fires?|forest fires?|"
    r"volcan\w+|eruptions?|outbreaks?|epidemics?|ebola|cholera|marburg|mpox|measles|polio|dengue|chikungunya|zika|landmines?|"
    r"state of emergency|curfews?|thefts?|robber\w+|muggings?|piracy|sexual assaults?)\b"
    # What closes is a danger where it is a way out.
    r"|\b(?P<way>borders?|airports?|airspace|crossings?|embass(?:y|ies)|consulates?|ports?|roads?|bridges?|railways?|schools?|flights?)\b"
    r"(?P<till>[^.,;:]{0,25})\b(?:closed|closures?|suspended|cancell?ed)\b",
    re.IGNORECASE,
)
_CALM = re.compile(
    r"\b(?:insur\w+|coverage|contingency|plan for|vaccin\w+)\b|^(?:see|read|find out|for more|check|visit|learn)\b",
    re.IGNORECASE,
)
"""Sentences on insurance speak of evacuation in the calmest country; pointers only name a page."""
_MOST = 3


def danger_reasons(edits: Iterable[Edit], kept: str, gone_sections: frozenset[tuple[str, ...]]) -> list[str]:
    """Reasons for a reader: "new text on a danger (kidnapping)", "text on a danger is gone (flooding)".

    Args:
        kept: the text that stands on both pages; a danger of which it speaks is neither new nor over.
        gone_sections: those that went as a whole: only of what stood there one can say that it is over; a sentence that was
            left out says nothing.
    """
    read = [edit for edit in edits if edit.nothing is None]
    before, after = _dangers(edit.before for edit in read), _dangers(edit.after for edit in read)
    known = _dangers([kept]) if before != after else set()
    new, gone = after - before - known, before - after - known
    # "Tropical storm" that became "typhoon" is no storm that is over, and "strikes" for "attacks" no new danger.
    stays = {_concept(name) for name in known | after} & {_concept(name) for name in known | before}
    came = sorted(name for name in new if _concept(name) not in stays)
    told = _dangers(edit.before for edit in read if edit.change == "removed" and edit.section in gone_sections)
    went = sorted(name for name in gone & told if _concept(name) not in stays)
    reasons = []
    if came:
        reasons.append(f"new text on a danger ({', '.join(came[:_MOST])})")
    if went:
        reasons.append(f"text on a danger is gone ({', '.join(went[:_MOST])})")
    return reasons


_CONCEPTS = (
    ("storm", re.compile(r"storm|cyclone|hurricane|typhoon")),
    ("attack", re.compile(r"attack|strike|killed|shooting|explosi|bomb|terroris|missile|hostilit|conflict|clash")),
    ("unrest", re.compile(r"unrest|riot|coup")),
    ("kidnapping", re.compile(r"kidnap|hostage|abduct")),
    ("flood", re.compile(r"flood|landslide")),
    ("fire", re.compile(r"fire")),
    ("volcano", re.compile(r"volcan|eruption")),
    ("epidemic", re.compile(r"outbreak|epidemic")),
    ("theft", re.compile(r"theft|robber|mugging")),
    ("closed", re.compile(r"closed$")),
)


def _concept(name: str) -> str:
    """What several words for one danger have in common; the word itself where there is nothing."""
    return next((concept for concept, words in _CONCEPTS if words.search(name)), name)


def _dangers(texts: Iterable[str | None]) -> set[str]:
    found: set[str] = set()
    for text in texts:
        for start, end in sentences(text or ""):
            sentence = (text or "")[start:end]
            if not _CALM.search(sentence):
                found |= {name for match in _DANGER.finditer(sentence) if (name := _name(match))}
    return found


def _name(match: re.Match[str]) -> str | None:
    """What a danger is called; None of a way out that is said not to be closed."""
    if not match["way"]:
        return match.group().lower()
    return None if _NOT.search(match["till"]) else f"{match['way'].lower()} closed"


_NOT = re.compile(r"\b(?:not|no longer|never)\b", re.IGNORECASE)
