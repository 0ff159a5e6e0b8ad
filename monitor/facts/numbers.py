"""Numbers as pages write them, in digits or in words, with the bound that qualifies them."""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import Any

from text_to_num import text2num

_ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORD = f"(?:{_TENS.replace(' ', '|')})(?:[- ](?:{'|'.join(_ONES.split()[:9])}))?|{'|'.join(sorted(_ONES.split(), key=len, reverse=True))}"

DIGITS = r"\d{1,3}(?:[,\u00a0 ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d{1,2})?(?!\d)"
"""A number in digits: "12,000", "12 000", "2.5"."""
NUMBER = rf"(?:{DIGITS}|\b(?:{_WORD})(?: hundred| thousand)?\b)"
"""A number in digits or in English words up to the thousands."""

_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "m": 1_000_000, "k": 1_000}


def number(text: str) -> int | float:
    """The value of what `NUMBER` matched.

    Raises:
        ValueError: it is no number.
    """
    text = text.strip().lower()
    if text[0].isdigit():
        head = text.rstrip(ascii_lowercase)  # "23 million", and "23m" as budgets print it
        scale = text[len(head) :]
        digits = re.sub(r"[,\s](?=\d{3}(?!\d))", "", head.strip()).replace(",", ".")
        value = float(digits) * _SCALE.get(scale, 1)
        return int(value) if value == int(value) else value
    return int(text2num(text.replace("-", " "), "en"))


BOUND = (
    r"(?:(?P<bound>up to(?: a maximum of)?|a maximum of|maximum(?: of)?|no (?:more|longer|later) than|not (?:more|longer) than|"
    r"not exceeding|at most|less than|fewer than|below|under|within(?: (?:the )?(?:past|last|next|preceding|previous|approximately|about))?|"
    r"at least|a minimum of|minimum(?: of)?|no less than|not less than|more than|over|above|exceed(?:s|ing)?|longer than|"
    r"about|around|approximately|roughly|nearly|almost|some)\s+)?"
)
"""An optional qualifier before a number, as group `bound`."""

_BOUNDS = {
    "max": "up to,maximum,a maximum of,no more than,no longer than,no later than,not more than,not longer than,not exceeding,at most,within",
    "below": "less than,fewer than,below,under",
    "min": "at least,a minimum of,minimum,no less than,not less than",
    "above": "more than,over,above,exceed,longer than",
    "about": "about,around,approximately,roughly,nearly,almost,some",
}


def bound_of(words: str | None) -> str | None:
    """The class of a qualifier: "max", "below", "min", "above", "about"; None without one."""
    if not words:
        return None
    said = words.lower().strip()
    for name, cues in _BOUNDS.items():
        if any(said.startswith(cue) for cue in cues.split(",")):
            return name
    return None


def amount(low: str, high: str | None, unit: str, bound: str | None, **more: Any) -> dict[str, Any]:
    """`{low, high, unit, bound}`: one number stands in `low` (a minimum) or in `high` (a maximum), a range in both."""
    first = number(low)
    value: dict[str, Any] = {"low": first, "high": first, "unit": unit, "bound": bound_of(bound)}
    if high:
        value |= {"high": number(high), "bound": "range"}
    elif value["bound"] in ("max", "below"):
        value["low"] = None
    elif value["bound"] in ("min", "above"):
        value["high"] = None
    return value | more
