"""Punishments with their range: fines, prison, detention, arrest, deportation, confiscation, bans, caning, death."""

from __future__ import annotations

import re
from typing import Any

from monitor.facts.durations import DURATION, duration_at
from monitor.facts.masked import Masked
from monitor.facts.money import find_money

KINDS: dict[str, str] = {
    "death": r"death (?:penalty|sentences?)|capital punishment|sentenced to death|execut(?:ed|ion)",
    "life": r"life (?:sentences?|imprisonment|in prison)|imprison(?:ed|ment) for life",
    "prison": r"imprison(?:ed|ment)|(?:put|sent|time|terms?) (?:in|to|into) (?:prison|jail)|(?:prison|jail|custodial)\b(?:\s+(?:sentences?|terms?|time))?"
    r"|jailed|incarcerat(?:ed|ion)|deprivation of liberty|behind bars|лишени\w+ свободы",
    "detention": r"detain(?:ed|s)?|detention|held (?:in custody|for questioning)|police custody|police cell|арест\w*",
    "arrest": r"arrest(?:ed)?\b",
    "fine": r"(?:on-the-spot\s+|spot\s+)?fine[ds]?\b(?:\s+on the spot)?|штраф\w*",
    "deportation": r"deport(?:ed|ation|s)?|expelled|expulsion|removed from the country",
    "confiscation": r"confiscat(?:ed|ion|es?)|seiz(?:ed|ure)|impound(?:ed|ing)?",
    "ban": r"(?:banned|barred|ban) from (?:re-?enter\w*|return\w*|enter\w*|travel\w*|leav\w*)[\w ]{0,25}?(?=[.,;)]|$| in the future)|(?:re-?entry|entry|exit|travel|Schengen) bans?|blacklist(?:ed)?",
    "corporal": r"can(?:ing|ed)\b|flog(?:ged|ging)|lash(?:es|ed|ing)|stoning|corporal punishment",
    "community service": r"community service",
    "prosecution": r"prosecut(?:ed|ion)|criminal (?:charges|proceedings)",
    "penalty": r"(?:administrative |criminal |severe |harsh |heavy |strict |financial |legal |lengthy |stiff )+(?:penalt(?:y|ies)|punishments?|sentences?)|punish(?:ed|able|ment)|penalties|sentenced",
}
"""Kinds of punishment and the words for each."""

_UNNAMED = {"penalty", "prosecution"}
"""Alone they name no punishment ("severe penalties", "may be prosecuted"); in a run with one they belong to it."""

_TERM = "|".join(f"(?P<{kind.replace(' ', '_')}>{words})" for kind, words in KINDS.items())
_WORDS = re.compile(rf"\b(?:{_TERM})", re.IGNORECASE)
# What may stand between two punishments of one run: "fines, and/or up to 5 years in", "arrest, jail time, and".
_BETWEEN = re.compile(
    r"^(?:\s|,|/|;|\(|\)|\band\b|\bor\b|\bwith\b|\bincluding\b|\bsuch as\b|\bas well as\b|\bof\b|\bby\b|\bup to\b|\bto\b|\bin\b|\bfor\b|\ba\b|\ban\b|\bthe\b|\bbe\b|\balso\b|\bas\b|\beven\b|\bface\b|\bpossibly\b|\bthen\b|"
    r"\blong\b|\bheavy\b|\blarge\b|\blengthy\b|\bsevere\b|\bpossible\b|\bimmediate\b|\bcourt ordered\b|\bthe death\b|\bterms?\b|\bsentences?\b|\ba term of\b|\bmaximum\b|\bof up\b|"
    r"\byour\b|\bdevice\b|\bmay\b|\bcould\b|\bdrone\b|\bequipment\b|\ban\b|\bnot returned\b|\bwill\b|\bcan\b|\brefused entry\b|\bdenied entry\b|\bsummarily\b|\x01)*$",
    re.IGNORECASE,
)
_LEFT = re.compile(
    r"(?:(?:(?:may|can|could|will|might|must|shall)\s+(?:also\s+)?be|risk|face|facing|a|an|the|heavy|large|long|lengthy|hefty|severe|strict|harsh|steep|on-the-spot|immediate|possible|significant|substantial|up to|of|minimum|mandatory|attracts?|attract a|expect|expect a|prison|jail)\s+)+$",
    re.IGNORECASE,
)
_MODAL_ONLY = re.compile(r"^(?:(?:a|an|the|of|or|and)\s+)+", re.IGNORECASE)
# "9,900 were arrested" counts people; it threatens nobody.
_COUNTED = re.compile(r"\d[\d,]*\s+(?:[\w-]+\s+){0,3}?(?:were|was|have been|had been)\s*$")
_RIGHT = re.compile(r"^\s*(?:,?\s*and not returned|\s+on the spot|\s+in the future)", re.IGNORECASE)
_DEGREE = re.compile(
    r"\b(heavy|large|long|lengthy|hefty|severe|strict|harsh|steep|substantial|significant|unlimited|mandatory|indefinite)\s+(?:\w+\s+)?(?:fines?|jail|prison|sentences?|terms?)\b",
    re.IGNORECASE,
)
# No punishment: who arrests whom by office, what a police report says, the sense "to be fine".
_NOT = re.compile(
    r"^(?:fine (?:dust|particle|sand|weather)|detention cent|arrest(?:ed|s)? (?:pickpocket|suspect)|prison(?:er)? (?:pack|condition|break|cell|officer|visit|service|system))",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"\b(?:if you(?:’|'| a)?re|being|getting|are|were|is|been|have been|been wrongfully|visit(?:ing)?|when|who (?:are|is)|while|in case of)\s+(?:wrongfully |arbitrarily )?$",
    re.IGNORECASE,
)
# "Arrested individuals", "unpaid fines", "release from detention": whom it befell, not what is threatened.
_OTHERS = re.compile(
    r"\byou(?:[’']ve| have)(?: also)? been (?:\w+ (?:or|and) )?$|\b(?:unpaid|outstanding|released? from|release after|protection from|individuals|persons|people|those|suspects|anyone) $",
    re.IGNORECASE,
)

_BACK = 200
"""Characters of a sentence that are looked at before a word; a sentence for people is hardly longer."""
_DENIED = re.compile(r"\b(?:not|cannot|can[’']t|never|no)\s+(?:be\s+|been\s+)?$", re.IGNORECASE)
_WELL = re.compile(r"\b(?:is|are|was|were|be|feels?|looks?|perfectly|works?)\s+$", re.IGNORECASE)
_PROTECTED = re.compile(r"\bprotect\w*\b[^.;]{0,40}\b(?:from|against)\b[^.;]{0,40}$", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:if|when|in case|in the event|should)\b[^,;:]*$", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:may|can|could|will|might|would|risks?|face|facing)\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(?:if|when|being|getting|in case|while|who)\b", re.IGNORECASE)
# A length of time beside a threat of prison is a term of prison: "5 to 8 years ... for rape, 9 to 15 years in case of".
_PRISON = re.compile(
    r"\b(?:prison|imprison\w*|jail\w*|incarcerat\w*|sentenced?|lishen\w*)\b|лишени\w+ свободы", re.IGNORECASE
)
_TERM_UNITS = ("year", "month")
_PAST = re.compile(r"\b(?:last|past|previous|recent|for|in|over|every|valid(?:ity)?|within)\s+$", re.IGNORECASE)


def find_penalties(text: Masked, sentences: list[tuple[int, int]], lead: str = "") -> None:
    """One penalty a run of punishments within a sentence.

    The value is `{"kinds": [...], "terms": [...], "amounts": [...]}`: what is threatened, for how long, how much. It
    takes the lengths of time and the amounts in the run, for they are no facts of their own.
    """
    for start, end in sentences:
        spans = _runs(text, start, end)
        for left, right in spans:
            value = _value(text.text[left:right])
            if not set(value["kinds"]) <= _UNNAMED:
                text.take("penalty", left, right, value)
        if _PRISON.search(text.text, start, end) or _PRISON.search(lead):
            _take_terms(text, start, end)


def _take_terms(text: Masked, start: int, end: int) -> None:
    position = start
    while (found := duration_at(text.free, position)) and found[0] < end:
        left, right, value = found
        position = right
        if value["unit"] in _TERM_UNITS and not _PAST.search(text.text[start:left]):
            text.take("penalty", left, right, {"kinds": ["prison"], "terms": [value]})


def _runs(text: Masked, start: int, end: int) -> list[tuple[int, int]]:
    free = text.free[:end]
    matches = [
        m
        for m in _WORDS.finditer(free, start)
        if not _NOT.match(text.text[m.start() : m.start() + 40])
        and not _is_harmless(text.text[max(start, m.start() - _BACK) : m.start()], m.group(), begins=m.start() == start)
    ]
    runs: list[tuple[int, int]] = []
    for match in matches:
        left, right = match.start(), match.end()
        right = _grow_right(free[: right + _BACK], right)
        if runs and _joins(text.text[runs[-1][1] : left]):
            runs[-1] = (runs[-1][0], max(right, runs[-1][1]))
        else:
            runs.append((_grow_left(free, start, left), max(right, match.end())))
    return runs


def _is_harmless(before: str, word: str, *, begins: bool) -> bool:
    """ "If you are arrested, contact ...", "being arrested or imprisoned", "9,900 were arrested" threaten nobody."""
    if _COUNTED.search(before) or _DENIED.search(before):
        return True
    if begins and word.lower().endswith("ed"):  # "Arrested individuals should ask ..."
        return True
    if word.lower() == "fine" and _WELL.search(before):
        return True
    if _OTHERS.search(before) or _PROTECTED.search(before):
        return True
    clause = _CLAUSE.search(before)
    if clause and not _MODAL.search(clause.group()):
        return True
    return bool(_HARMLESS.search(before)) and bool(_CONDITION.search(before))


def _joins(between: str) -> bool:
    without = DURATION.sub("\x01", between)
    without = re.sub(
        r"[$£€]\s?\d[\d,.]*|\d[\d,.]*\s?(?:US dollars|euros?|dollars?|pounds?|[A-Z]{3}\b)", "\x01", without
    )
    return len(between) < 90 and bool(_BETWEEN.match(without))


def _grow_left(free: str, floor: int, left: int) -> int:
    floor = max(floor, left - _BACK)
    before = free[floor:left]
    counted = re.search(r"\d+\s+$", before)
    if counted and free[left:].lower().startswith("lash"):
        return left - len(counted.group())
    length = None
    for match in DURATION.finditer(before):
        length = match
    if length and re.fullmatch(r"(?:’|')?\s?(?:of |in |or |a |term of )?", before[length.end() :]):
        left = floor + length.start()
        before = free[floor:left]
    grown = _LEFT.search(before)
    if grown:
        words = grown.group()
        trimmed = _MODAL_ONLY.sub("", words)
        left -= len(trimmed)
    return left


_OF_TIME = re.compile(
    r"^(?:\s?(?:of|for|:|–|-|to|between)?\s*(?:a\s+)?(?:terms?\s+(?:of\s+)?|periods?\s+of\s+|sentences?\s+of\s+|up\s+to\s+)?)",
    re.IGNORECASE,
)


def _grow_right(free: str, right: int) -> int:
    lead = _OF_TIME.match(free[right:])
    at = right + (lead.end() if lead else 0)
    for candidate in (right, at):
        found = duration_at(free[: candidate + _BACK], candidate)
        if found and not free[candidate : found[0]].strip(" (of"):
            right = found[1]
            break
    amount = re.match(
        r"^\s?(?:of|is|:)?\s?(?:up to|at least|around|a maximum of|between|more than|approximately)?\s*(?:[$£€]|US\$|[A-Z]{3}\s)?\s?\d[\d,.]*(?:\s?(?:-|to|and)\s?[$£€]?\d[\d,.]*)?\s?(?:US dollars|[a-z]+ian \w+|euros?|dollars?|pounds?|dinars?|dirhams?|[A-Z]{3}\b)?",
        free[right:],
    )
    if amount and re.search(r"[$£€]|[A-Z]{3}|dollar|euro|pound|dinar|dirham|ian ", amount.group()):
        right += len(amount.group().rstrip(" ,."))
    tail = _RIGHT.match(free[right:])
    return right + tail.end() if tail else right


def _value(words: str) -> dict[str, Any]:
    kinds = sorted(
        {kind.replace("_", " ") for m in _WORDS.finditer(words) for kind, said in m.groupdict().items() if said}
    )
    terms, position = [], 0
    while found := duration_at(words, position):
        terms.append({k: v for k, v in found[2].items() if k != "in"})
        position = found[1]
    held = Masked(words)
    find_money(held)
    named = [kind for kind in kinds if kind not in _UNNAMED]
    value: dict[str, Any] = {"kinds": named or kinds}
    if degrees := sorted({d.lower() for d in _DEGREE.findall(words)}):
        value["degree"] = degrees
    if terms:
        value["terms"] = terms
    if held.found:
        value["amounts"] = [f.value for f in held.found]
    return value
