"""What is illegal, prohibited, required, permitted or not required, and what officials may or will do.

A rule is a sentence or a list item. Which sentences are rules is decided by cue words of modality, in tables; plain
tips ("Keep your bag close", "Avoid walking alone") are none.
"""

from __future__ import annotations

import re
from typing import Literal

Modality = Literal["prohibited", "not required", "required", "permitted", "officials may", "officials do"]

_OFFICIALS = (
    r"authorit(?:y|ies)|police|polic(?:e|ing) officers?|officers?|officials?|security (?:forces|personnel|services)|courts?|judges?|immigration|customs|"
    r"border (?:guards?|officials?|control)|ministry|embassy|consulate|high commission|FCDO|government|airlines?|hotels?|employers?|bars|shops|military|soldiers|guards|law enforcement"
)
CUES: dict[Modality, str] = {
    "prohibited": r"\b(?:illegal(?:ly)?|unlawful|against the law|prohibit\w*|bann(?:ed|ing)|bans?\b|forbid\w*|forbad\w*|not (?:be )?(?:allowed|permitted|legal|recogni[sz]ed?|extendable|eligible|transferable|valid)|"
    r"must not|mustn[’']t|cannot|can[’']t|can not|criminali[sz]\w*|(?:criminal |an |serious )?offen[cs]es?\b|outlaw\w*|restrict(?:s|ed|ions?|ing)|"
    r"(?:is|are|remains?|been) (?:currently |temporarily |now )?closed|(?:denied|refus\w+) (?:entry|boarding|permission)|do(?:es)? not (?:recogni[sz]e|allow|permit|accept)|only (?:be )?(?:allowed|permitted|travellers|travelers)|"
    r"are not covered|no longer (?:allowed|permitted|possible|accepted))",
    "not required": r"\b(?:(?:do|does|will) not (?:need|have to|require)|don[’']t (?:need|have to)|not (?:be )?(?:required|necessary|needed|obliged)|no longer (?:need|required|have to)|exempt\w*|"
    r"without a visa|visa[- ]free|no visa)\b",
    "required": r"\b(?:must|required?|requires|requirements? (?:is|are|to|for)|mandatory|compulsory|oblig(?:ed|atory|ations?)|needs? (?:to|a|an|at least|one|two|proof|your|prior|permission|authori[sz]ation)|"
    r"(?:have|has|having) to\b|will need|subject to|shall|(?:should|must) (?:always )?carry|valid for (?:at least|a minimum|\d|the|six|three|one))\b",
    "permitted": r"\b(?:legal(?:ly)?\b(?! (?:advice|aid|help|services?|support|assistance|representation|system|process|fees|matters|age|status|action))|lawful|allowed|permitted|permission|entitled|eligible|extendable|"
    r"(?:you|travell?ers|visitors|nationals|citizens|canadians|americans|victims) (?:can|may) (?:also )?(?:stay|enter|visit|travel|bring|apply|get|extend|drive|work|import|export|take|cross|use|register|buy|request|withdraw)|"
    r"(?:is|are|remains?) (?:now |currently |again )?(?:open|operational)\b|free of charge|visas? (?:is|are) (?:available|issued)|recogni[sz]es?)\b",
    "officials may": rf"\b(?:{_OFFICIALS})\b[^.;]{{0,60}}\b(?:may|can|could|might|will|would|have the right|has the right|are able|do not|does not|regularly|often|sometimes|strictly|routinely|enforce\w*)\b",
    "officials do": rf"\b(?:{_OFFICIALS})\b[^.;]{{0,40}}\b(?:ha(?:s|ve) (?:introduced|announced|imposed|declared|implemented|closed|opened|suspended|lifted|refused|strictly|denied|detained|arrested|prosecuted|decreed)|place limits|consider you|treats? you|checking)\b"
    r"|\b(?:state of emergency|martial law|curfews?|border measures|screening)\b",
}
"""Modality and its cue words, in the order in which they are tried."""

_CUES = {modality: re.compile(words, re.IGNORECASE) for modality, words in CUES.items()}
# What is no rule although a cue stands in it: disclaimers, pointers to other pages, general advice on reading.
_NO_RULE = re.compile(
    r"^(?:for (?:more|further|full|the latest)|see\b|read\b|find out|check (?:with|the|your|that|if)|contact your (?:insur|travel provider)|visit the|refer to|sign up|follow (?:the|FCDO|us)|review the|enrol|"
    r"this (?:information|guide|page|advice) is|it is based on|the authorities in [\w .’'-]+ set and enforce|if you(?:’|'| a)re not sure|fcdo (?:cannot|can[’']t)|the foreign, commonwealth|"
    r"your travel insurance|insurance|make sure (?:you|your) (?:travel )?insurance|no travel can|you (?:may|should|can) (?:also )?(?:find|want|wish|consider|check|read|see))",
    re.IGNORECASE,
)


def modality_of(sentence: str) -> Modality | None:
    """The modality of a sentence that is a rule, or None."""
    if _NO_RULE.match(sentence.strip()):
        return None
    for modality, pattern in _CUES.items():
        if pattern.search(sentence):
            return modality
    return None


_DECLARE = re.compile(
    r"^(?:do not|don[’']t|never)\s+(?:carry|bring|take|import|export|photograph|film|buy|sell|use drones?|enter|cross|overstay)\b|^(?:declare|obtain|apply|register|carry)\b",
    re.IGNORECASE,
)


def is_command(sentence: str) -> bool:
    """An order that binds: "Declare cash at your point of entry", "Do not carry medicine that is illegal"."""
    return bool(_DECLARE.match(sentence.strip()))
