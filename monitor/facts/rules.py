"""What is illegal, prohibited, required, permitted or not required, and what officials may or will do.

A rule is a sentence or a list item. Which sentences are rules is decided by cue words of modality, in tables; plain
tips ("Keep your bag close", "Avoid walking alone") are none.
"""

from __future__ import annotations

import re
from typing import Literal

Modality = Literal["prohibited", "not required", "required", "permitted", "officials may", "officials do"]

_OFFICIALS = (
    r"authorit(?:y|ies)|police|officers?|officials?|security (?:forces|personnel|services)|courts?|judges?|immigration|customs|"
    r"border (?:guards?|control)|ministry|government|airlines?|hotels?|employers?|bars|shops|military|soldiers|guards|law enforcement"
)
# What an official does or may do stands close behind its name, and in its own clause.
_CLOSE = r"(?:(?!\b(?:that|who|which|where|if)\b)[^.;:]){0,45}?"
CUES: dict[Modality, str] = {
    "prohibited": r"\b(?:illegal(?:ly)?(?=\s*(?:to|in|for|under|at|without|on|if|unless|and|or|[,.;:—–)]|$))|unlawful|against the law|prohibit\w*|bann(?:ed|ing)\b|"
    r"bans? on\b|forbid\w*|forbad\w*|not (?:be )?(?:allowed|permitted|legal|recogni[sz]ed?|extendable|eligible|transferable|valid)|"
    r"must not|mustn[’']t|cannot|can[’']t|can not|criminali[sz]\w*|(?:criminal|an|serious) offen[cs]es?\b|outlaw\w*|restricted (?:from|to|areas?)|restrictions?|"
    r"(?:is|are|remains?|been) (?:currently |temporarily |now |also )?closed\b|(?:denied|refus\w+|refusal of) (?:entry|boarding|permission)|"
    r"do(?:es)? not (?:recogni[sz]e|allow|permit)|places? limits|only (?:be )?(?:allowed|permitted|travellers|travelers)|"
    r"are not covered|(?:will not|won[’']t) (?:let|allow|admit)\b|no longer (?:allowed|permitted|possible|accepted))",
    "not required": r"\b(?:(?:do|does|will) not (?:need|have to|require)|don[’']t (?:need|have to)|not (?:be )?(?:required|necessary|needed|obliged)|no longer (?:need|required|have to)|exempt\w*|"
    r"without a visa|visa[- ]free|no visa)\b",
    "required": r"\b(?:must|required?|requires|requirements? (?:is|are|to|for)|mandatory|compulsory|oblig(?:ed|atory|ations?)|needs? (?:to|a|an|at least|one|two|\d|proof|your|prior|permission|authori[sz]ation)|"
    r"(?:have|has|having) to\b|will need|subject to (?!local law|the law|domestic|delay|change|availab|abuse|harass)|shall|(?:should|must) (?:always )?carry|will be (?:provided|refused|charged|asked)|(?:should expect to|may be) (?:provide|undergo|monitored|quarantined|screened)|valid for (?:at least|a minimum|\d|the|six|three|one)|"
    r"(?:appl(?:y|ies)) (?:if|to (?:you|all|anyone|travell?ers))|may apply)\b",
    "permitted": r"\b(?:legal(?:ly)?\b(?! (?:advice|aid|help|services?|support|assistance|representation|system|process|fees|matters|age|status|action|counsel))|lawful|allowed|permitted|entitled|eligible|extendable|"
    r"(?:you|travell?ers|visitors|nationals|citizens|canadians|americans|victims) (?:can|may) (?:also )?(?:stay|enter|visit|travel|bring|extend|drive|work|import|export|take|cross|buy|withdraw)|"
    r"(?:is|are|remains?) (?:now |currently |again )?(?:open|operational)\b|you will (?:get|receive|be given|be issued)|visas? (?:is|are) (?:available|issued)|recogni[sz]es?)\b",
    "officials may": rf"\b(?:{_OFFICIALS})\b{_CLOSE}\b(?:may|can|could|might|will|have the right|has the right|are able|do not|does not|regularly|often|sometimes|strictly|routinely|enforce\w*|consider(?:s)? (?:you|them|it))\b|\b(?:may|might) not (?:let|allow|admit)\b",
    "officials do": rf"\b(?:{_OFFICIALS})\b{_CLOSE}\b(?:ha(?:s|ve) (?:introduced|announced|imposed|declared|implemented|closed|opened|suspended|lifted|refused|strictly|denied|detained|arrested|prosecuted|decreed)|treats? you|checking)\b"
    r"|\b(?:state of emergency|martial law|curfews?|border measures|has introduced screening)\b|\b(?:must|be) (?:placed in isolation|quarantined?)\b",
}
"""Modality and its cue words, in the order in which they are tried."""

_CUES = {modality: re.compile(words, re.IGNORECASE) for modality, words in CUES.items()}
# What is no rule although a cue stands in it: disclaimers, pointers to other pages, general advice on reading.
_NO_RULE = re.compile(
    r"^(?:for (?:more|further|full|the latest)|see\b|read\b|find out|check (?:with|the|your|that|if)|contact your (?:insur|travel provider)|visit the|refer to|sign up|follow (?:the|FCDO|us)|review the|enrol|"
    r"this (?:information|guide|page|advice) is|it is based on|the authorities in [\w .’'-]+ set and enforce|if you(?:’|'| a)re not sure|fcdo (?:cannot|can[’']t)|the foreign, commonwealth|"
    r"(?:the |staff (?:at|of) the |diplomats (?:at|of) the )?(?:(?:british|us|u\.s\.|canadian|uk|nearest)\s+)*(?:embass(?:y|ies)|consulates?|high commissions?|consular \w+|uk government|u\.s\. government)\b(?! employees| staff are| personnel)"
    r"(?! will share)[^.;]{0,60}\b(?:cannot|can|may|will|limited|unable|provides?|assist|support|help)|"
    r"your travel insurance|insurance|make sure (?:you|your) (?:travel )?insurance|no travel can|you (?:may|should|can) (?:also )?(?:find|want|wish|consider|check|read|see))",
    re.IGNORECASE,
)


# Everybody is subject to the law; saying so is no rule.
_PLATITUDE = re.compile(
    r"\b(?:subject to|follow|obey|respect|comply with|abide by)\s+(?:all\s+|the\s+)?(?:local|its|their|\w+ian|\w+ese|\w+ish|\w+i)?\s*laws?\b",
    re.IGNORECASE,
)


def modality_of(sentence: str) -> Modality | None:
    """The modality of a sentence that is a rule, or None."""
    if _NO_RULE.match(sentence.strip()) or _PLATITUDE.search(sentence):
        return None
    if _TIP.match(sentence) and not _BINDS.search(sentence):
        return None
    if _FORBIDS.match(sentence.strip()):
        return "prohibited"
    for modality, pattern in _CUES.items():
        if pattern.search(sentence):
            return modality
    return None


# A tip tells the reader to take care; it binds nobody, whatever cue stands in its second half.
_TIP = re.compile(
    r"^[•*·\s]*(?:use|keep|avoid|wash|take (?:care|extra|sensible|precautions)|drink|eat|stay|be|consider|ensure|seek|talk|tell|ask|remember|try|plan|book|buy|"
    r"monitor|leave|store|beware|exercise|allow|choose|protect|wear|learn|prepare|report|speak|carry (?!your|a valid|valid|id\b|identification|passport|proof|original|photo))\b",
    re.IGNORECASE,
)
_BINDS = re.compile(
    r"\b(?:illegal|prohibited|forbidden|required|must|by law|the law|valid for|mandatory|offen[cs]e)\b", re.IGNORECASE
)

_FORBIDS = re.compile(
    r"^(?:do not|don[’']t|never)\s+(?:carry|bring|take|import|export|photograph|film|buy|sell|use drones?|enter|cross|overstay)\b(?! (?:large|your|too|valuables|risks))",
    re.IGNORECASE,
)
_DECLARE = re.compile(r"^(?:declare|obtain|apply|register)\b", re.IGNORECASE)


def is_command(sentence: str) -> bool:
    """An order that binds: "Declare cash at your point of entry", "Do not carry medicine that is illegal"."""
    return bool(_DECLARE.match(sentence.strip()))
