"""When two wordings are one rule, and when a rule was only reworded."""

from __future__ import annotations

import re
from typing import Literal

from rapidfuzz import fuzz

from monitor.compare.alike import carried, content, threatens, topic
from monitor.compare.modals import limits, opposes, sense
from monitor.facts.fact import Fact
from monitor.facts.languages.rules import Modality

_NEGATIVE = re.compile(r"\b(?:not|no|never|nor|cannot|without|fail(?:ure|s|ing)?|lack(?:s|ing)?)\b")
_UNPERMITTED = re.compile(
    r"\b(?:illegal|prohibit\w*|forbid\w*|forbidden|banned|not (?:allowed|permitted))\b.*\bwithout\b"
)

LIGHT = 80.0
"""Likeness (rapidfuzz ratio) from which an edit is light: then every word that came or went counts."""
REWRITTEN = 0.67
"""Least share of the smaller rule's content words that two rules share which say the same in a rewrite."""
WITHIN = 92.0
"""Likeness (rapidfuzz partial ratio) from which a rule stands whole within another, which adds to it."""
SHORT = 2
"""Words of its topic up to which each of a rule counts."""
ALL_ALIKE = 0.3
"""Least share of both rules' content words, so that a short rule is not lost in a long one."""


Force = Literal["forbids", "requires", "frees", "may", "will", "none"]


def force(modality: Modality | None, words: str) -> Force:
    """What a sentence does to the reader; "illegal without a permit" requires a permit.

    Args:
        modality: None for a sentence that is no rule.
    """
    if modality is None:
        return "none"
    if modality == "prohibited" and _UNPERMITTED.search(words):
        return "requires"
    return _FORCES[modality]


_FORCES: dict[Modality, Force] = {
    "prohibited": "forbids", "required": "requires", "permitted": "frees", "not required": "frees", "may": "may",
    "will": "will",
}  # fmt: skip


BINDING = frozenset({"forbids", "requires"})


def same_force(one: Force, words: str, other: Force, other_words: str) -> bool:
    """Whether two sentences do the same to the reader, whatever words they have for it.

    What binds or forbids is told by its cue ("may not", "illegal"), or by the punishment for it; what frees, or what
    officials do, turns round with a negation, and may be said without a cue ("victims can have compensation").
    """
    if one == other and one in BINDING:
        return True
    if threatens(words) and threatens(other_words):
        return "frees" not in (one, other) and "requires" not in (one, other)
    if one in BINDING or other in BINDING:
        return "forbids" in (one, other) and (threatens(words) if other == "forbids" else threatens(other_words))
    return negative(words) == negative(other_words)


def negative(words: str) -> bool:
    """Whether a sentence denies: "police do not need cause to stop you" is "police can stop you without cause"."""
    return bool(_NEGATIVE.search(words))


def likeness(a: Fact, b: Fact) -> float:
    """How much two rules look like one, 0 to 100: by their letters or, in a rewrite, by the words that carry sense."""
    letters = fuzz.ratio(a.value["words"], b.value["words"])
    one, other = content(a.value["words"]), content(b.value["words"])
    shared = one & other
    if letters < LETTERS and len(shared) < TOPIC:
        return 0.0
    if len(shared) < 3:
        return letters
    return max(letters, 100 * len(shared) / min(len(one), len(other)) * 0.9)


LETTERS = 60.0
"""Likeness of letters below which two sentences look alike by chance ..."""
TOPIC = 2
"""... unless they share so many content words."""


def is_light(a: Fact, b: Fact) -> bool:
    """Whether so few words differ that each of them counts."""
    return fuzz.ratio(a.value["words"], b.value["words"]) >= LIGHT


def is_within(a: Fact, b: Fact) -> bool:
    """Whether one rule stands whole in the other, which adds to it."""
    return fuzz.partial_ratio(a.value["words"], b.value["words"]) >= WITHIN


def is_reworded(a: Fact, b: Fact) -> bool:
    """Whether two wordings of one rule say the same: the same values, nothing that turns the sense, no new object.

    Values are known by their own facts, and stand in the words as their kinds only.
    """
    old, new = a.value["words"], b.value["words"]
    if ("under" in a.value or "under" in b.value) and _force(a)[0] != _force(b)[0]:
        return False  # an item of a list that stands under another lead-in now
    if old.replace(" ", "") == new.replace(" ", ""):  # a space that was forgotten
        return True
    if is_light(a, b):
        return sense(old) == sense(new) and carried(old) == carried(new) and not opposes(old, new)
    if not same_force(*_force(a), *_force(b)) or limits(old) != limits(new):
        return False
    one, other = topic(old), topic(new)
    if is_within(a, b) and one != other:
        return False
    if min(len(one), len(other)) <= SHORT and (not _one_more(one, other) or sense(old)[2] != sense(new)[2]):
        return False
    shared = len(one & other)
    return shared >= REWRITTEN * min(len(one), len(other)) and shared >= ALL_ALIKE * len(one | other)


def _one_more(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two short topics are one, or one of them has a word more."""
    return (one <= other or other <= one) and abs(len(one) - len(other)) <= 1


def _force(rule: Fact) -> tuple[Force, str]:
    return force(rule.value["modality"], rule.value["words"]), rule.value["words"]
