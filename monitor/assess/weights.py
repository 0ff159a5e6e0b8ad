"""The table of weights: how much a change of fact or of wording matters, and the reason in words for a reader."""

from __future__ import annotations

import re
from typing import Literal

from monitor.compare.change import FactChange, Significance
from monitor.compare.difference import Difference
from monitor.read.text import sentences

FactSignificance = Literal["critical", "major", "minor"]

CRITICAL_KINDS = frozenset({"level", "rule", "law", "penalty"})
"""A level, a law, a rule or a penalty that became stricter, looser, new or void."""
_VITAL_CONTACT = re.compile(
    r"embass|consul|high commission|mission|emergenc|police|ambulance|fire|rescue|helpline|hotline|crisis|FCDO|Foreign|"
    r"telephone|SARC|shelter|hospital|after-hours|whatsapp|duty|coast|assistance",
    re.IGNORECASE,
)
_DANGER = re.compile(
    r"\b(?:attacks?|killed|violence|violent|kidnap\w*|explosi\w+|terroris\w+|missiles?|drones?|strikes?|hostilit\w+|conflict|clashes|unrest|armed|"
    r"coup|evacuat\w+|earthquakes?|cyclones?|hurricanes?|typhoons?|floods?|flooding|wildfires?|volcan\w+|eruption|outbreak|epidemic|ebola|cholera|"
    r"marburg|mpox|measles|polio|landmines?|curfew|closed|closure|suspended|cancel\w+|state of emergency)\b",
    re.IGNORECASE,
)


def significance_of(fact: FactChange, *, safety_critical: bool) -> FactSignificance:
    """How much one change of fact matters."""
    if fact.kind in CRITICAL_KINDS:
        return "critical"
    if fact.kind == "phone":
        return "critical" if safety_critical or _is_vital(fact) else "major"
    if fact.kind == "email":
        return "critical" if safety_critical else "major"
    if fact.kind == "date" and _is_listed(fact):
        return "minor"
    return "major"


_LISTED_WORDS = 8


def _is_listed(fact: FactChange) -> bool:
    """A date in a bare entry ("Measles: 23 October 2025") is the entry's own date: nobody acts on it."""
    return all(
        len(side.context.split()) < _LISTED_WORDS and not side.context.rstrip().endswith(".")
        for side in (fact.before, fact.after)
        if side is not None
    )


def _is_vital(fact: FactChange) -> bool:
    """Whose number: an embassy's, a helpline's, the police's; a short code always is one."""
    for side in (fact.before, fact.after):
        if side is None:
            continue
        if ":" in str(side.value) or _VITAL_CONTACT.search(
            f"{side.label or ''} {side.context} {' '.join(fact.section or ())}"
        ):
            return True
    return False


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
        about.append(fact.direction)
    return f"{_NAMES[fact.kind]} {fact.change}" + (f" ({', '.join(about)})" if about else "")


def wording_reasons(difference: Difference) -> list[tuple[Significance, str]]:
    """What edits of wording are worth where no fact tells: a new danger is major."""
    found: list[tuple[Significance, str]] = []
    added_dangers = _dangers([e.after for e in difference.edits if e.change == "added" and e.after])
    known = _dangers([e.before for e in difference.edits if e.before])
    new = sorted(added_dangers - known)
    if new:
        found.append(("major", f"new text on a danger ({', '.join(new[:3])})"))
    return found


def _dangers(texts: list[str]) -> set[str]:
    """Words of danger, but those of sentences on insurance, which speak of evacuation in the calmest country."""
    found: set[str] = set()
    for text in texts:
        for start, end in sentences(text):
            sentence = text[start:end]
            if not _INSURANCE.search(sentence):
                found |= {m.group().lower() for m in _DANGER.finditer(sentence)}
    return found


_INSURANCE = re.compile(r"\b(?:insur\w+|coverage|contingency|plan for)\b", re.IGNORECASE)
