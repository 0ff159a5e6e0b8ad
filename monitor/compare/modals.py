"""The small words that turn the sense of a sentence: must, may, not, only, unless ...; English.

They are counted, not looked for: a sentence of several clauses can turn in one of them only.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

Turn = Literal["stricter", "looser"]

_BE = r"(?:is|are|be|been|being|was|were|remains?|become|becomes|made|it)\s+(?:\w+ly\s+|also\s+|now\s+|still\s+)*"
_STEPS: tuple[tuple[str, int, str], ...] = (
    (
        "frees",
        1,
        r"(?:do|does|did|will)\s+not\s+(?:\w+\s+)?(?:need|have\s+to|require|prohibit|forbid|ban|criminali[sz]e)|need\s+not|no\s+longer\s+(?:need(?:ed)?|required?|have\s+to|illegal|prohibited|banned)|"
        r"not\s+(?:\w+ly\s+)?(?:illegal|prohibited|forbidden|banned|unlawful|required|obliged|necessary|needed|mandatory|compulsory)",
    ),
    ("should", 3, r"should\s+not"),
    (
        "may",
        2,
        r"(?:may|might|could)\s+not\s+be\s+(?:informed|notified|told)|(?:may|might|could)\s+not\s+(?:let|allow|admit|accept|issue|permit|be\s+(?:allowed|permitted|able|let|granted|admitted))",
    ),
    (
        "forbids",
        5,
        r"(?:must|shall|may|can|could)\s+not|cannot|(?:can|may)\s+no\s+longer|(?:will|do|does)\s+not\s+(?:let|allow|admit|permit|be\s+(?:allowed|permitted|able))|(?:is|are|remains?)\s+(?:\w+ly\s+)?(?:closed|not\s+(?:\w+ly\s+)?open)|not\s+(?:be\s+)?(?:\w+ly\s+)?(?:allowed|permitted|legal|lawful|eligible)|no\s+longer\s+(?:allowed|permitted|possible|legal)|"
        r"(?:do|does)\s+not\s+(?:allow|permit)|illegal(?:ly)?|unlawful|prohibit\w*|forbid\w*|forbad\w*|banned|bans|against\s+the\s+law|criminali[sz]e[sd]?|outlawed",
    ),
    (
        "may",
        2,
        r"(?:may|might|can|could)\s+(?:also\s+)?(?:need|have\s+to|be\s+(?:required|obliged))|may|might|can|could",
    ),
    (
        "requires",
        4,
        rf"must|shall|(?:will\s+)?(?:need|needs|have|has)\s+to|(?:will\s+)?(?:need|needs)|(?:{_BE})?(?:required|obliged)|requires?|mandatory|compulsory|obligatory",
    ),
    ("should", 3, r"should|ought\s+to|(?:is|are)\s+(?:recommended|advised)"),
    (
        "frees",
        1,
        r"(?:is|are|remains?|has|have)\s+(?:\w+ly\s+|now\s+|been\s+)*(?:open|reopened)|"
        r"(?:legal(?:ly)?|lawful|allowed|permitted|allows?|permits?|legali[sz]ed?|decriminali[sz]ed?)",
    ),
)
"""What a modal word does, how strict it is, and its forms; the first that fits a place holds."""

_MODAL = re.compile("|".join(rf"(?P<s{i}>\b(?:{words})\b)" for i, (_, _, words) in enumerate(_STEPS)))
_STRICT = {name: step for name, step, _ in _STEPS}
_NOT = re.compile(r"\b(?:not|no|never|nor|neither|without)\b")
_BUT = re.compile(r"\b(?:only|unless|except|excluding|apart from|other than)\b")
_LIKELY = re.compile(r"\b(?:very likely|highly likely|likely|unlikely|possible|almost certain)\b")


def modals(words: str) -> Counter[str]:
    """How often a sentence forbids, requires, frees, says may or should; `words` in small letters, without signs."""
    return Counter(_STEPS[int(match.lastgroup[1:])][0] for match in _MODAL.finditer(words) if match.lastgroup)


def sense(words: str) -> tuple[object, ...]:
    """All that turns the sense: modal words, other negations, restrictions, likelihood."""
    rest = _MODAL.sub(" ", words)
    return (
        frozenset(modals(words).items()),
        len(_NOT.findall(rest)),
        sorted(_BUT.findall(words)),
        sorted(_LIKELY.findall(words)),
    )


def turns_round(before: str, after: str) -> bool:
    """Whether one of two sentences denies, forbids, requires or frees more often than the other."""
    old, new = modals(before), modals(after)
    differing = set((old - new) + (new - old))
    return bool(differing & {"forbids", "requires", "frees"}) or sense(before)[1] != sense(after)[1]


def skeleton(words: str) -> str:
    """What is left of a sentence without its modal words, negations and auxiliaries."""
    return " ".join(word for word in _NOT.sub(" ", _MODAL.sub(" ", words)).split() if word not in _AUXILIARIES)


_AUXILIARIES = frozenset("is are be been being was were it do does did will would to only longer".split())


def limits(words: str) -> bool:
    """Whether a sentence names an exception: "unless you have permission", "except beaches"."""
    return bool(_EXCEPT.search(words))


_EXCEPT = re.compile(r"\b(?:unless|except|excluding|exempt\w*|apart from|other than)\b")
_OPPOSED = frozenset(
    frozenset(pair.split("/"))
    for pair in (
        "all/some", "all/most", "all/any", "any/most", "any/some", "most/some", "every/some", "both/either", "none/all",
        "and/or", "by/from", "until/from", "before/after", "with/without", "under/over", "above/below",
        "inside/outside", "more/less", "minimum/maximum",
    )
)  # fmt: skip
"""Small words of which one says what the other does not."""


def opposes(before: str, after: str) -> bool:
    """Whether a small word stands where another stood that says otherwise: all and some, and and or, by and from."""
    old, new = Counter(before.split()), Counter(after.split())
    gone, come = old - new, new - old
    return any(frozenset((a, b)) in _OPPOSED for a in gone for b in come)


def denies_or_limits(words: str) -> bool:
    """Whether a word stands in it whose place is its sense: not, only, unless ..."""
    return bool(_NOT.search(words) or _BUT.search(words) or "forbids" in modals(words))


def turn(before: str, after: str) -> Turn | None:
    """Which way the modal words went: must -> may is looser, may -> will stricter; None if they stayed, or in doubt."""
    old, new = modals(before), modals(after)
    gone, come = old - new, new - old
    if not gone and not come:
        return None
    was = max((_STRICT[name] for name in gone), default=None)
    now = max((_STRICT[name] for name in come), default=None)
    if was is None or now is None:
        return _one_sided(come) or _opposite(_one_sided(gone))
    return None if was == now else "stricter" if now > was else "looser"


def _one_sided(words: Counter[str]) -> Turn | None:
    """What modal words do that came, and took the place of none: "is searched" becomes "may be searched"."""
    if words.keys() & {"forbids", "requires"}:
        return "stricter"
    return "looser" if words.keys() & {"frees", "may"} else None


def _opposite(way: Turn | None) -> Turn | None:
    return {"stricter": "looser", "looser": "stricter"}.get(way or "")  # type: ignore[return-value]
