"""Amounts of money with their currency."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from monitor.facts.languages import words_of
from monitor.facts.languages.money import BY_LANGUAGE, CODES, OWN_DOLLAR, SIGNS
from monitor.facts.masked import Masked
from monitor.facts.numbers import Number, bound_after, bound_before, either, joins, numbers_in

_LETTER_SCALES = {"m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "k": 1_000, "b": 1_000_000_000}
"""Scales of one letter, which budgets print behind an amount that has its sign ("£23m")."""
FEW = 100
"""Fewer won than this, with no word that says whose, are prizes."""


@dataclass(frozen=True, slots=True)
class _Priced:
    """A number with its currency."""

    number: Number
    start: int
    end: int
    currency: str
    before: bool
    """Whether the currency stands before the number."""
    value: int | float


def find_money(text: Masked, region: str | None = None) -> None:
    """Amounts with a currency's sign, its ISO 4217 code, or its name; never a weight in pounds.

    The value is `{amount, currency, bound}`, or `{low, high, currency, bound}` of a range.

    Args:
        region: ISO 3166-1 alpha-2 of the publisher's country, for a bare "$".
    """
    free, languages = text.free, text.languages
    patterns = _patterns(languages)
    numbers = numbers_in(free, languages)
    own = OWN_DOLLAR.get(region or "", "$")
    priced = {index: found for index, each in enumerate(numbers) if (found := _priced(free, each, patterns))}
    position = 0
    for index, found in priced.items():
        if found.start < position:
            continue
        first, last, low, high = found.start, found.end, found.value, None
        before = None if index - 1 in priced or not index else numbers[index - 1]
        after, second = index + 1 < len(numbers) and numbers[index + 1], priced.get(index + 1)
        if before and before.start >= position and not found.before and joins(free, before.end, first, languages):
            # "260 to 1,200 euros"
            if not before.glued and before.value < low:
                first, low, high = before.start, before.value, low
        elif second and second.currency == found.currency and second.value > low:
            # "$5,000-$10,000"; "£20 and £30" are two
            gap = free[found.end : second.start]
            if joins(free, found.end, second.start, languages) and (not _AND.search(gap) or _between(free, first)):
                last, high = second.end, second.value
        elif after and not second and found.before and joins(free, found.end, after.start, languages):
            # "US$5,000-10,000"
            scaled, end = _scaled(free, after)
            if scaled > low and _CLOSED.match(free, end):
                last, high = end, scaled
        first, bound = bound_before(free, first, languages)
        last, behind = bound_after(free, last, languages)
        currency = own if found.currency in ("$", "dollar") else found.currency
        value: dict[str, Any] = {"currency": currency, "bound": bound or behind}
        value = {"amount": low} | value if high is None else {"low": low, "high": high} | value | {"bound": "range"}
        text.take("money", max(first, position), last, value)
        position = last


_AND = re.compile(r"\w{3}|or|et|en")
_CLOSED = re.compile(
    r"(?=[\s)]*(?:[.,;:)]|$|\s(?:for|per|in|to|and|or|if|when|a|each|depending|on|at|from|is|are|may|must)\b))"
)
_BETWEEN = re.compile(r"\b(?:between|from|zwischen|entre|tussen|от)\s$", re.IGNORECASE)


def _between(free: str, start: int) -> bool:
    return _BETWEEN.search(free[max(0, start - 10) : start]) is not None


_LETTER = re.compile(r"\s?(mn?|bn?|k)\b", re.IGNORECASE)


def _scaled(free: str, each: Number) -> tuple[int | float, int]:
    letter = _LETTER.match(free, each.end)
    if letter is None:
        return each.value, each.end
    value = round(each.value * _LETTER_SCALES[letter[1].lower()], 2)
    return (int(value) if value == int(value) else value), letter.end()


def _priced(free: str, each: Number, patterns: _Patterns) -> _Priced | None:
    before = patterns.before.search(free[max(0, each.start - 14) : each.start])
    if each.glued and not before:
        return None
    start = each.start - len(before.group()) if before else each.start
    if before:
        value, end = _scaled(free, each)
        behind = patterns.code.match(free, end) or _CANADIAN.match(free, end)  # "$46 USD", "$10 CAN"
        said = behind["code"] if behind else before["code"] or SIGNS[before["sign"]]
        return _Priced(each, start, behind.end() if behind else end, _canonical(said), True, value)
    if behind := patterns.code.match(free, each.end):
        return _Priced(each, start, behind.end(), _canonical(behind["code"]), False, each.value)
    name = patterns.name.match(free, each.end)
    if name is None:
        behind = patterns.sign.match(free, each.end)
        return _Priced(each, start, behind.end(), SIGNS[behind["sign"]], False, each.value) if behind else None
    called = patterns.names[next(group for group in patterns.names if name[group])]
    whose = (name["whose"] or name["other"] or name["of"] or "").casefold()
    if patterns.not_before.match(free, name.end()):
        return None
    if called == "pound" and not whose and patterns.weighs.search(free[max(0, start - 40) : name.end() + 25]):
        return None
    if called == "won" and not whose and each.value < FEW:
        return None  # "he won", "5 won"
    if not whose:
        currency = patterns.alone.get(called, called)
    else:
        currency = patterns.whose.get((called, whose)) or (patterns.alone.get(called) or f"{whose} {called}")
    return _Priced(each, start, name.end(), currency, False, each.value)


def _canonical(said: str) -> str:
    return {"RMB": "CNY", "CAN": "CAD", "CDN": "CAD"}.get(said, said)


_CANADIAN = re.compile(r"\s?(?P<code>CAN|CDN)\b")
"""No codes, but printed as such behind a dollar."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    before: re.Pattern[str]
    code: re.Pattern[str]
    sign: re.Pattern[str]
    name: re.Pattern[str]
    names: dict[str, str]
    whose: dict[tuple[str, str], str]
    alone: dict[str, str]
    not_before: re.Pattern[str]
    weighs: re.Pattern[str]


_CODE = f"(?:{either(CODES)}|RMB)"
_SIGN = either(SIGNS)
_BEHIND = either(sign for sign in SIGNS if not sign.endswith("$") or sign == "$")


@cache
def _patterns(languages: tuple[str, ...]) -> _Patterns:
    tables = words_of(BY_LANGUAGE, languages)
    words: dict[str, list[str]] = {}
    whose: dict[tuple[str, str], str] = {}
    alone: dict[str, str] = {}
    for table in reversed(tables):
        for name, said in table.names.items():
            words.setdefault(name, []).append(said)
        whose |= {(name, owner): code for name, owners in table.whose.items() for owner, code in owners.items()}
        alone |= table.alone
    groups = {f"n{index}": name for index, name in enumerate(sorted(words, key=lambda n: ("CF" not in n, n)))}
    names = "|".join(f"(?P<{group}>{'|'.join(words[name])})" for group, name in groups.items())
    owners = either({owner for _, owner in whose})
    return _Patterns(
        before=re.compile(rf"(?<![A-Za-z0-9])(?:(?P<code>{_CODE})\s?(?:[$£€]\s?)?|(?P<sign>{_SIGN})[\s.]?\s?)$"),
        code=re.compile(rf"\s?(?P<open>\()?(?P<code>{_CODE})(?![A-Za-z0-9])(?(open)\))"),
        sign=re.compile(rf"\s?(?P<sign>{_BEHIND})(?![A-Za-z0-9$£€])"),
        name=re.compile(
            rf"[\s-](?:(?P<whose>{owners})\s|(?P<other>(?-i:[A-Z][a-z]+(?:\s[A-Z][a-z]+){{0,2}}))\s)?(?:new\s)?(?:{names})(?:\s(?P<of>{owners}))?(?!\w)",
            re.IGNORECASE,
        ),
        names=groups,
        whose=whose,
        alone=alone,
        not_before=re.compile("|".join(table.not_before for table in tables), re.IGNORECASE),
        weighs=re.compile(rf"(?<!\w)(?:{'|'.join(table.weighs for table in tables)})(?!\w)", re.IGNORECASE),
    )
