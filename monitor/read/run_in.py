"""Bold run-in heads: the first words of a paragraph that are the heading of what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from monitor.read.lines import Line
from monitor.read.text import OPENERS, normal

_HEAD_WORDS = 9
"""A longer bold beginning is a sentence that somebody wants to be read."""
_LEVEL_WORDS = 30
"""But "Areas along the border, except the towns of X, Y and Z – Level 4: Do Not Travel" is a head."""
_LABEL_WORDS = 4
"""A bold label with no more words than this behind it is a label ("Website: the embassy's page"), not a head."""
_LEVEL = re.compile(
    r"[–—-]\s*(?:Level \d|Do Not Travel|Reconsider Travel|Exercise (?:Increased Caution|Normal Precautions)|"
    r"Avoid (?:all|non-essential) travel)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:(?:telephone|phone|tel|mobile|cell|fax|e-?mail|web ?site|web|url|address|hours|whatsapp|hotline"
    r"|help ?line)s?"
    r"(?: (?:number|address|hours))?"
    r"|телефон\w*|тел|факс|адрес\w*|почта|сайт\w*|часы работы|график работы"
    r"|мекенжай\w*|пошта|жұмыс уақыты)\.?\s*:?$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"@|://|\bwww\.")
_CALLS_ATTENTION = re.compile(
    r"^(?:(?:please )?(?:note|nb|n\.b\.|important|warning|caution|attention|reminder|remember|update|alert|tip)s?"
    r"|внимание|важно|примечание|помните|назар аударыңыз|маңызды)\b[!.]?\s*:?$",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(
    r"^(?:learn|find out|read|see|visit|check|call|dial|go to)\b"
    r"|^(?:if|when|before|while|for more)\b.*:$"
    r"|\b(?:can|could|should|must|may|might|will|are|is|was|were|include|includes|including|to|in|from|of|for|at|by|with|on|as|"
    r"the following|below|either|or|and|not|following)\s*:?$",
    re.IGNORECASE,
)
"""Words that only lead in what stands below: "We can:", "Do Not Travel To:", "Learn more:"."""
_VERB = re.compile(
    r"^(?:(?:also|often|sometimes|occasionally|frequently|still|commonly|regularly|usually|generally)\s+)?"
    r"(?:may|can|could|might|will|would|should|must|is|are|was|were|has|have|do|does|occurs?|happens?|takes?|exists?|"
    r"remains?|continues?|poses?|operates?|includes?)\b"
)
_WITHIN = re.compile(r"^(?P<head>[^:.!?]{2,60}):\s+(?P<rest>[A-Z“\"‘'].*)$", re.DOTALL)
_ENDS = (".", "!", "?", ",", ";")


@dataclass(frozen=True, slots=True)
class RunIn:
    """A head, and the text of its paragraph behind it."""

    head: str
    rest: str
    is_sentence: bool = False
    """Whether the head is the subject of its sentence ("**Demonstrations** may occur"), which stays whole."""

    @property
    def name(self) -> str:
        """The head without its colon."""
        return self.head.rstrip(":. ").strip()


def run_in_head(line: Line) -> RunIn | None:
    """The bold run-in head of a paragraph, or None.

    "**Crime:** The most ...", "**Crime**: The ...", "**Crime**The most ...", "**Crime: Be careful.** The ...", a bold
    line alone, and "**Demonstrations** may occur". No heads are: a bold sentence ("**Reissued after periodic
    review.**"), the label of a short value or of an address ("**Telephone:** +7 ..."), a call for attention
    ("**Note:** ..."), and what only leads in a list ("**We can:**").
    """
    bold, raw = line.head()
    rest = normal(raw)
    if not any(c.isalpha() for c in bold) or _ADDRESS.search(bold) or _is_contact(bold, rest):
        return None
    if within := _head_within(bold, rest):
        return within
    if len(bold.split()) > (_LEVEL_WORDS if _LEVEL.search(bold) else _HEAD_WORDS):
        return None
    if rest == ":":
        bold, rest = bold + ":", ""
    if not rest:
        return None if bold.endswith(_ENDS) or _only_leads(bold) else RunIn(bold, "")
    if bold.endswith(":") or rest.startswith(":"):
        head = bold if bold.endswith(":") else bold + ":"
        return _with_colon(head, rest.lstrip(": ") if rest.startswith(":") else rest)
    if rest.startswith((".", "–", "—", "- ")):
        return _with_mark(bold, rest)
    if bold.endswith(_ENDS):
        return None
    if rest[0].isupper() and (len(rest.split()) > _LABEL_WORDS or rest.endswith(".")) and _may_follow(bold, raw):
        return RunIn(bold, rest)
    if len(bold.split()) <= 3 and bold[0].isupper() and _VERB.match(rest) and len(rest.split()) > 2:
        return RunIn(bold, rest, is_sentence=True)
    return None


def _head_within(bold: str, rest: str) -> RunIn | None:
    """ "**Traffic Laws: You need a licence.** Police ...": the head ends at the colon, though the bold words do not."""
    found = _WITHIN.match(bold)
    if not found or len(found["head"].split()) > 6 or _LEVEL.search(bold) or re.match(r"level \d", bold, re.IGNORECASE):
        return None
    head = found["head"] + ":"
    text = normal(f"{found['rest']}{'' if rest[:1] in '.,;:' else ' '}{rest}")
    if _is_contact(head, text):
        return None
    return _with_colon(head, text)


def _with_colon(head: str, rest: str) -> RunIn | None:
    if not rest or _CALLS_ATTENTION.match(head):
        return None
    words = rest.split()
    is_sentence = rest.endswith(".") and rest[0].isupper() and len(words) > 2
    if (len(words) <= _LABEL_WORDS and not is_sentence) or not rest.lstrip("\"'“‘")[:1].isalpha() or "@" in words[0]:
        return None
    return RunIn(head, rest)


def _is_contact(bold: str, rest: str) -> bool:
    """Whether bold words are the label of a number or an address ("Emergency telephone:"), and no subject of prose."""
    if not _CONTACT.search(bold):
        return False
    if not rest:
        return bold.endswith(":") or len(bold.split()) <= 2
    first = rest.split()[:8]
    return len(first) < 8 or any("@" in word or "://" in word or word.strip("(+)-").isdigit() for word in first)


def _with_mark(bold: str, rest: str) -> RunIn | None:
    """ "**Students**. Many ..." and "**Clarendon Parish** – all of it ..."."""
    if not rest.startswith("."):
        return None
    follows = rest.lstrip(". ")
    if len(bold.split()) > 5 or not follows[:1].isupper() or _finite(bold):
        return None
    return RunIn(bold + ".", follows)


def _only_leads(bold: str) -> bool:
    return bool(_LEADS_IN.search(bold)) or bool(_CALLS_ATTENTION.match(bold))


def _may_follow(bold: str, raw: str) -> bool:
    """Whether a capital behind bold words begins a new sentence, and not the next name of the same one."""
    if raw[:1] == " ":
        return (
            bool(OPENERS.match(raw.lstrip())) and bold[0].isupper() and not _LEADS_IN.search(bold) and not _finite(bold)
        )
    return True


def _finite(words: str) -> bool:
    return any(_VERB.match(word.casefold()) for word in words.split()[1:])
