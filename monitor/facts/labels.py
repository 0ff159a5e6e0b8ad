"""Whose number, which visa, which offence: the label of a fact."""

from __future__ import annotations

import re

from monitor.read.document import Block

_WHO = re.compile(
    r"\b(?:(?:British|U\.S\.|US|American|Canadian|Australian|Irish|UK)\s+)?(?:Embassy|High Commission|Consulate(?: General)?|consular \w+|Mission)"
    r"(?-i:\s+(?:in\s+)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)?"
    r"|\b(?:FCDO|Foreign Office|Foreign,? Commonwealth (?:and|&) Development Office)(?:\s+in\s+London)?"
    r"|\b(?:tourist |local |traffic |border )?police\b|\b(?:public )?ambulance\b|\bfire (?:brigade|service|department)\b|\bfire\b(?=\s*[:(-])"
    r"|\bemergency(?:[ /-](?:and|or|rescue|services?|number|medical|after-hours))*(?: telephone| number| service)?\b|\brescue(?: service)?\b|\bcoast\s?guard\b"
    r"|\b(?:[^\W\d][\w’'-]*\s){0,3}(?:helpline|hotline|crisis cent(?:re|er)|shelter)\b(?:\s[‘'\"“][^’'\"”]+[’'\"”])?"
    r"|\bsexual assault (?:referral )?cent(?:re|er)\b|\bSARC\b|\bhospital\b|\btelephone\b|\bfax\b|\bwhatsapp\b|(?<!\[)\be-?mail\b|\bмилици\w+|\bполици\w+|\bскорая помощь",
    re.IGNORECASE,
)
_WHAT = re.compile(
    r"\b(?:single-entry |multiple-entry |tourist |transit |business |visitor |e-|work |student )?visas?(?: on arrival| fee| extension)?\b|\bpassport(?: validity)?\b|\bquarantine\b|\bpermit\b|\bfee\b|\bfine\b|\bdeposit\b|\btax\b"
    r"|\bstays?\b|\bcash\b|\bcurrency\b|\bappeal\b|\brestraining order\b|\bprotective order\b|\bdetention\b|\bdetained\b|\bwithout charges?\b|\btreatment\b|\bmedication\b|\bcontraception\b|\babortion\b|\bshelter\b"
    r"|\bvaccination\b|\bcertificate\b|\bregist(?:er|ration)\b|\bcompensation\b|\balcohol\b|\bdriving\b|\blicen[cs]e\b|\bcurfew\b",
    re.IGNORECASE,
)
_OFFENCE = re.compile(
    r"\b(?:rape|sexual (?:assault|violence|activity|relations)|drugs?|cannabis|smuggling|possess\w*|traffick\w*|drunk|drink(?:ing)? driv\w*|alcohol|smok\w+|vap\w+|overstay\w*|photograph\w*|social media|drones?|"
    r"blasphemy|defamation|insult\w*|protest\w*|demonstrations?|same-sex|lgbt\+?|firearms?|ammunition|weapons?|currency|dual national\w*|false (?:statements?|accusations?)|restraining order|gambling|begging|espionage)\b",
    re.IGNORECASE,
)
_COLON = re.compile(r"^(?P<label>[^:|\d]{2,60}?)\s*:\s*$")
_UP_TO_DIGIT = re.compile(r"\d")
_REACH = 130
"""Characters before a value in which its label is looked for."""


def label_of(
    kind: str, block: Block, start: int, end: int, headings: tuple[str, ...], sentence_start: int
) -> str | None:
    """The label of a value: its row, what stands before its colon, the nearest name before it, its heading."""
    if block.kind == "row" and block.cells:
        return _row(block, start)
    before = block.text[:start]
    colon = _COLON.match(before[-64:]) if len(before) < 64 else None
    if colon:
        return colon["label"].strip()
    names = {"phone": _WHO, "email": _WHO, "time": _WHO, "penalty": _OFFENCE}.get(kind, _WHAT)
    found = _last(names, before[max(sentence_start, start - _REACH) :])
    if found is None and (after := names.search(_UP_TO_DIGIT.split(block.text[end : end + 60])[0])):
        found = after.group()
    if found is None and kind in ("phone", "email"):  # "Call the embassy. The number is ..."
        found = _last(names, before[-_REACH:])
    if found is None:
        found = _last(names, block.lead)
    if found is None:
        found = headings[-1] if headings else None
    return found.strip() if found else None


def _last(names: re.Pattern[str], text: str) -> str | None:
    """The name nearest to the end of a text."""
    found = None
    for match in names.finditer(text):
        found = match.group()
    return found


def _row(block: Block, start: int) -> str | None:
    """ "Crisis centre 'Umit', contact number": the first cell, and the head of the value's own column."""
    position = 0
    for index, cell in enumerate(block.cells):
        if start < position + len(cell) + 1:
            head = block.heads[index] if index < len(block.heads) else ""
            name = block.cells[0] if index else ""
            return ", ".join(filter(None, [name, head])) or None
        position += len(cell) + 3  # " | "
    return block.cells[0] or None
