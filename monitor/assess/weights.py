"""The table of weights: how much a change of fact or of wording matters, and the reason in words for a reader.

The table reads as a story, from the top: the first line that fits a fact weighs it. Its lines follow the project's rules of
significance: critical is what decides whether one travels, whom one calls, what is forbidden or punished; major is
another fact on which a traveller acts; minor is background.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from monitor.assess.dangers import danger_reasons
from monitor.assess.directions import direction_words
from monitor.compare.change import FactChange, FactValue, Significance
from monitor.compare.difference import Difference
from monitor.facts.fact import FactKind

FactSignificance = Literal["critical", "major", "minor"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What of a page bears on the weight of its facts."""

    safety_critical: bool = False
    """Whether every change of a contact is critical here."""
    page: str = ""
    """The page's own name: "Health", "Entry requirements"."""
    today: str | None = None
    """The day of the newer version by its own stamp, ISO 8601; None where the page bears none."""


@dataclass(frozen=True, slots=True)
class Weight:
    """One line of the table."""

    kinds: frozenset[FactKind]
    when: Callable[[FactChange, Setting], bool]
    weight: FactSignificance
    because: str


def _sides(fact: FactChange) -> list[FactValue]:
    return [side for side in (fact.before, fact.after) if side is not None]


def _always(fact: FactChange, setting: Setting) -> bool:
    return True


def _on_safety_page(fact: FactChange, setting: Setting) -> bool:
    return setting.safety_critical


def _is_vital(fact: FactChange, setting: Setting) -> bool:
    """An embassy's, a helpline's, the police's number; a short code always is one."""
    section = " ".join(fact.section or ())
    return any(
        ":" in str(side.value) or _VITAL.search(f"{side.label or ''} {side.context} {section}") for side in _sides(fact)
    )


_VITAL = re.compile(
    r"embass|consul|high commission|mission|emergenc|police|ambulance|fire|rescue|helpline|hotline|crisis|FCDO|Foreign|"
    r"telephone|SARC|shelter|hospital|after-hours|whatsapp|duty|coast|assistance",
    re.IGNORECASE,
)


def _binds(fact: FactChange, setting: Setting) -> bool:
    """Whether the rule forbids or requires, before or after."""
    return any(side.value.get("modality") in ("prohibited", "required") for side in _sides(fact))


def _turned(fact: FactChange, setting: Setting) -> bool:
    """Whether one rule became stricter or looser."""
    return fact.change == "changed" and fact.direction is not None


def _officials_power(fact: FactChange, setting: Setting) -> bool:
    """What officials may do to the reader: let in or not, detain, search, fine, close, restrict."""
    return any(
        side.value.get("modality") in ("may", "will") and _POWER.search(f"{side.text} {side.context}")
        for side in _sides(fact)
    )


_POWER = re.compile(
    r"\b(?:detain\w*|detention|arrest\w*|imprison\w*|prison|jail\w*|fined?|fines|deport\w*|confiscat\w*|seiz\w*|prosecut\w*|"
    r"search\w*|stop(?:ped)?|question\w*|refus\w*|den(?:y|ied)|turned? (?:away|back)|screen\w*|quarantin\w*|isolat\w*|clos(?:e|ed|ure)|suspend\w*|"
    r"curfews?|state of emergency|martial law|limit\w*|ration\w*|quotas?|impos\w*|introduc\w*|measures|restrict\w*|check\w*|ban(?:ned|s)?|let (?:you|in)|enter|entry|leave|leaving|"
    r"not inform\w*|inform(?:ed)?|access|consider you|treat you|national service|taxes|conscript\w*|death|caning|punish\w*)\b",
    re.IGNORECASE,
)


def _frees(fact: FactChange, setting: Setting) -> bool:
    """Whether the rule permits or exempts, before or after."""
    return any(side.value.get("modality") in ("permitted", "not required") for side in _sides(fact))


def _is_count(fact: FactChange, setting: Setting) -> bool:
    """Running counts: cases, people killed, the 300th day of protests."""
    return any(_COUNT.search(f"{side.value.get('unit', '')} {side.text} {side.context}") for side in _sides(fact))


_COUNT = re.compile(
    r"\b(?:cases?|deaths?|killed|injured|wounded|died|dead|arrested|casualties|protesters|demonstrators|inhabitants|population|"
    r"(?:\d+(?:st|nd|rd|th)|consecutive)\s+day)\b",
    re.IGNORECASE,
)


def _is_listed(fact: FactChange, setting: Setting) -> bool:
    """A date in a bare entry ("Measles: advice for travellers - 23 October 2025") is the entry's own: nobody acts on it."""
    return all(
        not side.context.rstrip().endswith((".", "!")) and len(_WORD.findall(_without(side))) <= _ENTRY_WORDS
        for side in _sides(fact)
    )


_ENTRY_WORDS = 10
_WORD = re.compile(r"[^\W\d_]{2,}")


def _without(side: FactValue) -> str:
    return side.context.replace(side.text, " ")


def _is_over(fact: FactChange, setting: Setting) -> bool:
    """A date that was past on the page's own day, and was taken off."""
    return fact.change == "removed" and fact.before is not None and is_past(str(fact.before.value), setting.today)


def is_past(date: str, today: str | None) -> bool:
    """Whether a date or the end of a range, ISO 8601 as precise as it is, was over on a day.

    A date without a year is taken as the one nearest to the day: "1 December" is past in January.
    """
    if today is None:
        return False
    last = date.split("/")[-1]
    if last.startswith("--"):  # a day or a month of no year
        month, now = int(last[2:4]), int(today[5:7])
        ahead = (month - now) % 12
        if ahead == 0:
            return len(last) > 5 and last[5:7] < today[8:10]
        return ahead > _HALF_A_YEAR
    return bool(_WITH_YEAR.match(last)) and last < today[: len(last)]


_HALF_A_YEAR = 6
_WITH_YEAR = re.compile(r"\d{4}-\d{2}")


def lightened(facts: tuple[FactChange, ...], setting: Setting) -> tuple[FactChange, ...]:
    """What was taken off with a notice whose every date is past weighs little: the event is over.

    That holds for a section that lost facts and dates, all of them past, and gained none.
    """
    by_section: dict[tuple[str, ...], list[FactChange]] = {}
    for fact in facts:
        by_section.setdefault(fact.section or (), []).append(fact)
    over = {
        section
        for section, held in by_section.items()
        if all(fact.change == "removed" and fact.kind != "level" for fact in held)
        and any(fact.kind == "date" for fact in held)
        and all(_is_over(fact, setting) for fact in held if fact.kind == "date")
    }
    return tuple(replace(fact, significance="minor") if (fact.section or ()) in over else fact for fact in facts)


def _recurs(fact: FactChange, setting: Setting) -> bool:
    """A date that every year has: the beginning of Ramadan, the season of storms."""
    return all(_YEARLY.search(side.context) for side in _sides(fact))


_YEARLY = re.compile(
    r"\b(?:ramadan|eid|lunar|season|seasons|usually|normally|generally|each year|every year|annual\w*|yearly|monsoon|peak)\b",
    re.IGNORECASE,
)


def _is_history(fact: FactChange, setting: Setting) -> bool:
    """Dates that are past, and with which nothing begins or ends: "In March 2025 they reached an agreement"."""
    return all(
        is_past(str(side.value), setting.today) and not _BEGINS_OR_ENDS.search(side.context) for side in _sides(fact)
    )


_BEGINS_OR_ENDS = re.compile(
    r"\b(?:until|from|since|by|as of|effective|force|valid|visas?|permits?|entry|stays?|clos\w+|re-?open\w*|suspend\w*|"
    r"expir\w*|deadline|must|required|introduc\w*|laws?|bans?|banned|prohibit\w*|curfews?|emergency|attack\w*|strikes?|killed|explosi\w*|"
    r"earthquakes?|erupt\w*|outbreak|cyclone|hurricane|typhoon|storm|evacuat\w*|ceasefire|hostilit\w*|missiles?|shooting|kidnap\w*)\b",
    re.IGNORECASE,
)


def _is_acted_on(fact: FactChange, setting: Setting) -> bool:
    """Whether one acts on the number: a stay, a visa, a limit, a fee, a distance to keep; not how a disease runs."""
    if fact.change == "changed" and not _is_background(fact):
        return True
    section = " ".join(fact.section or ())
    return any(_ACTED_ON.search(f"{side.label or ''} {side.context} {section}") for side in _sides(fact))


def _is_background(fact: FactChange) -> bool:
    return any(_BACKGROUND.search(side.context) for side in _sides(fact))


_ACTED_ON = re.compile(
    r"\b(?:visas?|stays?|permit\w*|passports?|valid\w*|entry|enter\w*|exit|border|arriv\w*|depart\w*|licen[cs]e\w*|driv\w*|regist\w*|declar\w*|"
    r"customs|currency|cash|fees?|tax\w*|fines?|deposit\w*|limit\w*|curfews?|quarantin\w*|isolat\w*|must|required?|allowed|permitted|"
    r"illegal|minimum|maximum|at least|within|notice|extension|extend\w*|overstay\w*|appl(?:y|ication)\w*|travel ban|closed?|open(?:ing)?|hours|"
    r"advis\w* against|avoid|km|miles|age|aged|under|over|alcohol|speed)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\b(?:killed|injured|died|dead|wounded|population|percent of|symptoms?|infect\w*|disease|virus|bacteria|mosquito\w*|incubation|"
    r"magnitude|since independence|elections?|inhabitants)\b",
    re.IGNORECASE,
)


def _is_medical(fact: FactChange, setting: Setting) -> bool:
    """A number in a text on an illness ("symptoms appear within 21 days") tells how it runs."""
    about = f"{setting.page} {' '.join(fact.section or ())}"
    return all(_MEDICAL.search(f"{side.context} {about}") and not _ORDER.search(side.context) for side in _sides(fact))


_MEDICAL = re.compile(
    r"\b(?:health|symptoms?|infect\w*|diseases?|virus\w*|bacteria\w*|mosquito\w*|measles|polio\w*|covid\S*|doses?|vaccin\w*|treatment|wounds?|rabies|malaria|measles|"
    r"immun\w*|fever|bites?|illness\w*|health ?care provider)\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:entry|enter|border|arriv\w*|required|requirement|mandatory|quarantin\w*|certificate|proof|authorities)\b",
    re.IGNORECASE,
)


def _of(*kinds: FactKind) -> frozenset[FactKind]:
    return frozenset(kinds)


TABLE: tuple[Weight, ...] = (
    Weight(
        _of("level"), _always, "critical", "the advice level decides whether one travels, and whether one is insured"
    ),
    Weight(_of("phone", "email"), _on_safety_page, "critical", "people in danger copy contacts from this page"),
    Weight(_of("phone"), _is_vital, "critical", "it is a number that one calls in need"),
    Weight(_of("phone", "email"), _always, "major", "one reaches nobody under the old one"),
    Weight(_of("law"), _always, "critical", "another law holds"),
    Weight(_of("penalty"), _always, "critical", "another punishment is threatened"),
    Weight(_of("rule"), _binds, "critical", "something is forbidden or required that was not, or no longer is"),
    Weight(_of("rule"), _turned, "critical", "a rule became stricter or looser"),
    Weight(_of("rule"), _officials_power, "critical", "officials act otherwise towards travellers"),
    Weight(_of("rule"), _frees, "major", "what travellers may do is told otherwise"),
    Weight(_of("rule"), _always, "minor", "what may happen is told otherwise, and binds nobody"),
    Weight(_of("date"), _is_listed, "minor", "it is the date of an entry in a list"),
    Weight(_of("date"), _recurs, "minor", "it comes every year"),
    Weight(_of("date"), _is_over, "minor", "the date was past"),
    Weight(_of("date"), _is_history, "minor", "it is past, and nothing begins or ends with it"),
    Weight(_of("duration", "quantity", "percentage"), _is_count, "minor", "it is a count of the day"),
    Weight(_of("duration", "quantity", "age", "percentage"), _is_medical, "minor", "it tells how an illness runs"),
    Weight(_of("duration", "quantity", "age", "percentage"), _is_acted_on, "major", "one acts on the number"),
    Weight(_of("duration", "quantity", "age", "percentage"), _always, "minor", "it is background"),
    Weight(_of("money", "date", "time"), _always, "major", "one acts on it"),
)
"""The first line that fits weighs a change of fact."""


def weight_of(fact: FactChange, setting: Setting) -> Weight:
    """The line of the table that weighs a change of fact; its direction must be known."""
    return next(line for line in TABLE if fact.kind in line.kinds and line.when(fact, setting))


def significance_of(fact: FactChange, setting: Setting) -> FactSignificance:
    """How much one change of fact matters."""
    return weight_of(fact, setting).weight


_NAMES = {
    "phone": "phone number", "email": "e-mail address", "level": "advice level", "rule": "rule", "law": "law",
    "penalty": "penalty", "money": "amount of money", "duration": "length of time", "date": "date", "time": "time",
    "age": "age limit", "percentage": "percentage", "quantity": "quantity",
}  # fmt: skip


def reason_of(fact: FactChange) -> str:
    """ "phone number changed (British Embassy)", "rule added (stricter)"."""
    held = fact.after or fact.before
    about = [held.label] if held and held.label and fact.kind not in ("rule", "level") else []
    if fact.direction:
        about.append(direction_words(fact.kind, fact.direction))
    return f"{_NAMES[fact.kind]} {fact.change}" + (f" ({', '.join(about)})" if about else "")


def wording_reasons(difference: Difference) -> list[tuple[Significance, str]]:
    """What edits of wording are worth where no fact tells: a new danger is major, and so is one that is over."""
    gone = frozenset(each.path for each in difference.sections if each.change == "removed")
    return [("major", reason) for reason in danger_reasons(difference.edits, difference.kept, gone)]
