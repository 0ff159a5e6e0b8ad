"""Numbers as pages write them, in digits or in words, and what qualifies them.

A finder of values begins at the numbers of a text, and looks on both sides of each for what it stands for: a unit of
time, a currency, a bound. A text without numbers costs one look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from monitor.facts.hints import first_words, has_digit, holds_any, words_in
from monitor.facts.languages import words_of
from monitor.facts.languages.numbers import BY_LANGUAGE
from monitor.facts.patterns import named

SPACES = " \u00a0\u202f\u2009"
"""Spaces that group the digits of a number, or stand between it and its unit."""
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_DIGITS = rf"\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’]\d+)*"
LONGEST = 24
"""Characters of a number in digits; what is longer is the number of an account, or hostile."""
BACK = 60
"""Characters before a number in which its qualifier stands."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at its place in a text."""

    start: int
    end: int
    value: int | float
    glued: bool
    """Whether letters stand directly before it ("COVID-19", "A2", "USD50")."""


@lru_cache(maxsize=16)
def numbers_in(text: str, languages: tuple[str, ...]) -> tuple[Number, ...]:
    """The numbers of a text, in digits or in words of these languages; "six (6)" is one."""
    if not (has_digit(text) or holds_any(text, _HALVES)) and words_in(text).isdisjoint(_hints(languages)):
        return ()
    pattern = _pattern(languages)
    decimal = decimal_of(languages)
    found: list[Number] = []
    for match in pattern.finditer(text):
        start, end = match.span()
        if len(match["digits"] or "") > LONGEST:
            continue
        if match["digits"] is not None or match["part"] is not None:
            value = digits(match["digits"] or "0", decimal) + _HALVES.get(match["part"] or match["more"] or "", 0)
            scale = match["scale"]
            value = _whole(value * _scales(languages)[scale.casefold()]) if scale else value
            glued = start > 0 and (
                text[start - 1].isalpha() or (text[start - 1] in "-–‑" and start > 1 and text[start - 2].isalpha())
            )
        else:
            value, glued = spelled(match["words"], languages), False
        if match["half"]:
            value = _whole(value + 0.5)
        last = found[-1] if found else None
        if last and match["scale"] and _shares_scale(text[last.end : start], last, text):
            scale_value = _scales(languages)[match["scale"].casefold()]
            if last.value * scale_value < value:  # "10 to 15 million"
                found[-1] = last = replace(last, value=_whole(last.value * scale_value))
        if last and last.value == value and text[last.end : start].strip() == "(" and text[end : end + 1] == ")":
            scaled = _scale(languages).match(text, end + 1)  # "five (5) million"
            value = _whole(value * _scales(languages)[scaled["scale"].casefold()]) if scaled else value
            found[-1] = Number(last.start, scaled.end() if scaled else end + 1, value, last.glued)
        else:
            found.append(Number(start, end, value, glued))
    return tuple(found)


def _shares_scale(gap: str, last: Number, text: str) -> bool:
    if len(gap) > 10 or not text[last.end - 1].isdigit():
        return False
    return bool(_TO.fullmatch(gap)) or (gap == " and " and text.endswith("between ", 0, last.start))


_TO = re.compile(r"\s?[-–—]\s?|\s(?:to|до|bis|à|tot)\s", re.IGNORECASE)


def number(text: str, languages: tuple[str, ...] = ("en",)) -> int | float:
    """The value of one number in digits or in words.

    Raises:
        ValueError: it is no number.
    """
    found = numbers_in(text.strip(), languages)
    if len(found) != 1 or (found[0].start, found[0].end) != (0, len(text.strip())):
        raise ValueError(f"{text!r} is no number")
    return found[0].value


def decimal_of(languages: tuple[str, ...]) -> str:
    """What stands before decimals on a page of these languages: its own one's, the first."""
    return next((words.decimal for words in words_of(BY_LANGUAGE, languages)), ".")


def digits(text: str, decimal: str) -> int | float:
    """The value of digits with their marks: "12,000", "12 000", "1,200.50", "1.200,50", "2,5", "EUR 3.000".

    A mark that stands twice, or with another behind it, groups thousands. A single mark before three digits does where
    the language groups with it, and before three zeros, for nobody writes three decimals to say nothing.
    """
    text = "".join(c for c in text if c not in SPACES and c not in "'’")
    marks = [c for c in text if c in ".,"]
    if not marks:
        return int(text)
    last = text.rfind(marks[-1])
    head, tail = text[:last], text[last + 1 :]
    plain = head.replace(",", "").replace(".", "")
    if len(marks) > 1 and len(set(marks)) == 1:
        return int(plain + tail)
    groups = len(marks) == 1 and len(tail) == 3 and len(head) <= 3 and not head.startswith("0")
    if groups and (marks[0] != decimal or tail == "000"):
        return int(plain + tail)
    return _whole(float(f"{plain}.{tail}"))


def spelled(text: str, languages: tuple[str, ...]) -> int:
    """The value of number words ("two hundred and fifty", "a dozen")."""
    total = current = 0
    small, scales = _small(languages), _scales(languages)
    text = text.casefold()
    for word in [text] if text in small else re.split(r"[\s-]+", text):
        if word in small:
            current += small[word]
        elif word in scales:
            scale = scales[word]
            if scale >= 1_000:
                total, current = total + max(current, 1) * scale, 0
            else:
                current = max(current, 1) * scale
    return total + current


def _whole(value: float) -> int | float:
    value = round(value, 6)
    return int(value) if value == int(value) else value


@cache
def _small(languages: tuple[str, ...]) -> dict[str, int]:
    return {word: value for words in reversed(words_of(BY_LANGUAGE, languages)) for word, value in words.small.items()}


@cache
def _scales(languages: tuple[str, ...]) -> dict[str, int]:
    tables = reversed(words_of(BY_LANGUAGE, languages))
    return {word.casefold(): value for words in tables for word, value in words.scales.items()}


@cache
def _scale(languages: tuple[str, ...]) -> re.Pattern[str]:
    """A scale behind a number."""
    return re.compile(rf"\s(?P<scale>{either(_scales(languages))})(?!\w)", re.IGNORECASE)


def either(words: Iterable[str]) -> str:
    """An alternation of words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def _hints(languages: tuple[str, ...]) -> frozenset[str]:
    """Words of which one stands in every text that spells a number."""
    return first_words([*_small(languages), *_scales(languages)])


@cache
def _pattern(languages: tuple[str, ...]) -> re.Pattern[str]:
    tables = words_of(BY_LANGUAGE, languages)
    small = _small(languages)
    tens = either(word for word, value in small.items() if value >= 20)
    ones = either(word for word, value in small.items() if value < 10)
    scale = either(_scales(languages))
    article = "|".join(word.one for word in tables)
    joint = "|".join(word.joint for word in tables)
    half = "|".join(word.half for word in tables)
    plain = rf"(?:(?:{tens})[\s-](?:{ones})(?!\w)|{either(small)})"
    scaled = rf"(?:{plain}|{article})(?:[\s-](?:{scale}))+(?:(?:\s(?:{joint}))?\s{plain}(?:[\s-](?:{scale}))*)*"
    # The first letters, so that most words of a text are passed over at one glance.
    first = re.escape(
        "".join(sorted({word[0] for word in small} | {"a"} if "en" in languages else {w[0] for w in small}))
    )
    return re.compile(
        rf"(?=[{first}\d.½¼¾])(?<!\d)(?<!\d[.,])(?:(?P<digits>{_DIGITS}|(?<![\w.,])\.\d+)(?:\s?(?P<more>[½¼¾]))?(?:\s?(?P<scale>{scale})(?!\w))?"
        rf"|(?P<part>[½¼¾])|(?=[{first}])(?<![\w’'])(?P<words>(?:{scaled}|{plain})(?!\w)))(?P<half>\s(?:{half})(?!\w))?",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Bounds:
    """What qualifies a number of these languages, as patterns that end, or begin, at a place."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    to: re.Pattern[str]


@cache
def _bounds(languages: tuple[str, ...]) -> Bounds:
    tables = words_of(BY_LANGUAGE, languages)

    to = "|".join(table.to for table in tables)
    filler = "|".join(table.filler for table in tables)
    return Bounds(
        re.compile(rf"(?<![\w-])(?:{named(tables, 'before')}|(?P<tilde>~))\s*(?:(?:{filler})\s+)?$", re.IGNORECASE),
        re.compile(
            rf"\s\(?(?:{named(tables, 'after')})(?!\w)(?!\s(?:than\b|[$£€\d]|(?-i:[A-Z]{{3}}\b)))", re.IGNORECASE
        ),
        re.compile(rf"\s?(?:-|–|—|‑|(?<![^\s])(?:{to}))\s?", re.IGNORECASE),
    )


def bound_before(text: str, start: int, languages: tuple[str, ...]) -> tuple[int, str | None]:
    """Where the qualifier before a number begins, and its class: "max", "below", "min", "above", "about"."""
    floor = max(0, start - BACK)
    match = _bounds(languages).before.search(text[floor:start])
    if not match or not (match.group()[-1:].isspace() or match["tilde"]):
        return start, None
    return floor + match.start(), "about" if match["tilde"] else match.lastgroup


def bound_after(text: str, end: int, languages: tuple[str, ...]) -> tuple[int, str | None]:
    """Where the qualifier behind a value ends ("30 days or less"), and its class."""
    if text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum():
        return end + 1, "min"  # "10,000 euros+"
    match = _bounds(languages).after.match(text, end)
    return (match.end(), match.lastgroup) if match else (end, None)


def joins(text: str, left: int, right: int, languages: tuple[str, ...]) -> bool:
    """Whether what stands between two places makes one range of their numbers ("5 to 8")."""
    return right - left < 20 and _bounds(languages).to.fullmatch(text, left, right) is not None


def amount(low: float, high: float | None, unit: str, bound: str | None, **more: Any) -> dict[str, Any]:
    """`{low, high, unit, bound}`: one number stands in `low` (a minimum) or in `high` (a maximum), a range in both."""
    value: dict[str, Any] = {"low": low, "high": low, "unit": unit, "bound": bound}
    if high is not None:
        value |= {"high": high, "bound": "range"}
    elif bound in ("max", "below"):
        value["low"] = None
    elif bound in ("min", "above"):
        value["high"] = None
    return value | more
