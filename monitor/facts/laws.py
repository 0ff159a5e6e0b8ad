"""Named or numbered legal instruments and their provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from monitor.facts.hints import any_of
from monitor.facts.instruments import normal_name
from monitor.facts.languages import words_of
from monitor.facts.languages.laws import BY_LANGUAGE, LawWords
from monitor.facts.masked import Masked
from monitor.publishers.countries import country_code

MOST_ARTICLES = 200
"""A range of more than this stays as its two ends."""
LONGEST_NAME = 12
"""Words of a name before its kind ("Act"); real ones have fewer."""
LONGEST_LABEL = 60
_SHORTEST_LABEL = 4


@dataclass(frozen=True, slots=True)
class _Grammar:
    words: LawWords
    provision: re.Pattern[str]
    kind: re.Pattern[str]
    part: re.Pattern[str]
    opener: re.Pattern[str]
    deed: re.Pattern[str]
    no_law: re.Pattern[str]
    body: re.Pattern[str]
    whose: re.Pattern[str]
    loose: re.Pattern[str]
    behind: re.Pattern[str]
    code: re.Pattern[str]
    other: re.Pattern[str]
    of: re.Pattern[str]
    same: re.Pattern[str]
    by: re.Pattern[str]
    only: tuple[tuple[str, re.Pattern[str]], ...]
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    deals_with: re.Pattern[str]
    ends: re.Pattern[str]
    under: re.Pattern[str]
    runs_on: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Instrument:
    start: int
    end: int
    name: str


_WORD = re.compile(r"\([^()]{1,60}\)|\S+")
_CLAUSE = re.compile(r"^[^.;:(\n,]{3,}")
_ONE = r"\d+[A-Za-z]?(?:[.-]\d+)*"


@cache
def _grammar(words: LawWords) -> _Grammar:
    def read(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.IGNORECASE)

    units = "|".join(f"(?P<{unit}>{said})" for unit, said in words.units.items())
    plain_units = "|".join(words.units.values())
    item = rf"{_ONE}(?:\s(?:{words.ordinal})\b)?(?:\s?\((?:\d{{1,3}}|[a-z]{{1,4}})\))*"
    items = rf"{item}(?:\s?(?:{words.to}|{words.also})\s?{item}){{0,40}}(?!\w)"
    own_name = rf"(?:{words.number})?(?:{words.about})?(?:{words.number})?"
    return _Grammar(
        words=words,
        provision=read(
            rf"(?<!\w)(?P<within>(?:{plain_units})\s?{item}\s+(?:of\s+)?(?=(?:{plain_units})\s?(?:of\s+)?\d))?"
            rf"(?:{units})\s?(?:of\s+)?(?P<items>{items})"
        ),
        kind=re.compile(rf"(?<![\w-])(?:{words.kind})(?![\w-])"),
        part=re.compile(rf"(?P<article>{words.article})|(?P<inner>{words.inner})|(?P<word>{words.word})"),
        opener=re.compile(words.opener),
        deed=re.compile(words.deed),
        no_law=read(words.no_law),
        body=re.compile(words.body),
        whose=re.compile(words.whose),
        loose=re.compile(words.loose),
        behind=re.compile(own_name),
        code=read(
            rf"(?<!\w)(?:(?:the|its|their|a)\s+)?(?:(?:new|revised|amended)\s+)?(?:(?-i:[A-Z])[\w’'-]{{1,40}}\s+|(?-i:[А-Я])\w{{1,40}}(?:ск|цк)\w{{2,3}}\s+)?(?:(?:new|revised|amended)\s+)?"
            rf"(?P<code>{words.code})(?!\w)(?:{words.of_country})?"
        ),
        other=re.compile(words.other),
        of=read(words.of),
        same=read(words.same),
        by=read(rf"(?<!\w)(?:{words.by})\s+(?:the\s+)?$"),
        only=tuple((name, read(rf"\b(?:{said})$")) for name, said in words.only.items()),
        parts=tuple((name, read(rf"(?:{said})(?!\w)")) for name, said in words.units.items()),
        deals_with=read(words.deals_with),
        ends=read(words.ends),
        under=read(words.under),
        runs_on=re.compile(rf"\s+(?!(?i:{plain_units})\b)[A-Z][a-z]+"),
    )


def find_laws(text: Masked, named_before: str | None = None, country: str | None = None) -> str | None:
    """Provisions, numbered instruments, instruments by name.

    The value is `{"instrument": normal name}`, with `"unit"` and the expanded `"articles"` where a provision is named. A
    bare "Art. 120" takes the instrument that was named before it. The label is what the law is about, where the
    sentence says it.

    Args:
        named_before: the instrument that was named last on the page.
        country: ISO 3166-1 alpha-2 of the page's country, whose own laws are named with or without it.

    Returns:
        the instrument named last, for what follows on the page.
    """
    for words in words_of(BY_LANGUAGE, text.languages):
        if any_of(words.stems).search(text.text):
            named_before = _find(text, _grammar(words), named_before, country)
    return named_before


def _find(text: Masked, grammar: _Grammar, named_before: str | None, country: str | None) -> str | None:
    for match in text.search(grammar.other):
        title = match["title"] or f"{match['of_title']} u.s.c."
        code = re.sub(r"\s+", " ", title.casefold().replace(".", "")).strip().replace("us code", "usc")
        items = match["items"] or match["of_section"]
        text.take("law", match.start(), match.end(), _value(code, "section" if items else None, items))
    instruments = sorted(_instruments(text.free, grammar, country), key=lambda i: i.start)
    used: set[int] = set()
    name: str | None
    provisions = list(grammar.provision.finditer(text.free))
    followed = _followed(text.free, provisions, instruments, grammar)
    for match, behind in zip(provisions, followed, strict=True):
        unit = next(unit for unit in grammar.words.units if match[unit])
        start, end = match.span()
        before = next((i for i in instruments if i.end <= start and not text.free[i.end : start].strip(" ,(")), None)
        if behind:
            name = behind.name
            end = behind.end if _meets(instruments, grammar.of.match(text.free, end)) else end
            used.add(behind.start)
        elif before and before.start not in used:
            name, start = before.name, before.start
            end += "(" in text.free[before.end : match.start()] and text.free[end : end + 1] == ")"
            used.add(before.start)
        else:
            last = [i.name for i in instruments if i.end <= start]
            known = last[-1] if last else named_before
            again = grammar.same.match(text.free, end + 1)
            whole = next((name for name, said in grammar.only if again and said.search(again.group())), None)
            known = whole or known
            told = unit in grammar.words.alone or "§" in match[unit]
            told = told or bool(known and grammar.by.search(text.free, max(0, start - _NEAR), start))
            if not told and not (again and known):
                continue  # "Section 5" of this page
            name = known
            end = again.end() if again and known else end
        value = _value(name, unit, match["items"], _within(match["within"], grammar))
        text.take("law", start, end, value, _label(text.text, start, end, grammar))
        named_before = name or named_before
    for instrument in instruments:
        if instrument.start not in used:
            label = _label(text.text, instrument.start, instrument.end, grammar)
            text.take("law", instrument.start, instrument.end, {"instrument": instrument.name}, label)
    return instruments[-1].name if instruments else named_before


def _followed(
    free: str, provisions: list[re.Match[str]], instruments: list[_Instrument], grammar: _Grammar
) -> list[_Instrument | None]:
    """The instrument behind each provision; one behind the last is that of all: "(Art. 120) and ... (Art. 121) of the Code"."""
    found: list[_Instrument | None] = []
    last: _Instrument | None = None
    for place in reversed(range(len(provisions))):
        match = provisions[place]
        behind = _meets(instruments, grammar.of.match(free, match.end()))
        if behind is None and free[match.end() : match.end() + 1] == ")":
            behind = _meets(instruments, grammar.of.match(free, match.end() + 1))
        if (
            behind is None
            and last
            and last.start - match.end() < _REACH
            and not _STOP.search(free, match.end(), last.start)
        ):
            named = any(match.end() < i.end <= last.start or i.end <= match.start() < i.end + 3 for i in instruments)
            behind = None if named else last
        last = behind
        found.append(behind)
    return found[::-1]


_REACH = 160
"""Characters between a provision and the instrument behind the list in which it stands."""
_NEAR = 30
_STOP = re.compile(r"[.;!?]\s+[A-ZА-ЯЁ]|\n")


def _within(said: str | None, grammar: _Grammar) -> str:
    """The part of an article in one form: "para. 3 of" is "paragraph 3", "части 2" and "ч. 2" are "part 2"."""
    if not said:
        return ""
    words = re.sub(r"\s+of$", "", said.strip(), flags=re.IGNORECASE)
    for name, unit in grammar.parts:
        if found := unit.match(words):
            return f"{name} {words[found.end() :].strip()}"
    return words.casefold()


def _meets(instruments: list[_Instrument], joint: re.Match[str] | None) -> _Instrument | None:
    return next((i for i in instruments if joint and i.start == joint.end()), None)


def _value(instrument: str | None, unit: str | None, items: str | None, within: str = "") -> dict[str, Any]:
    value: dict[str, Any] = {"instrument": instrument}
    if unit and items:
        articles = expand(items)
        if within:
            articles = [f"{article} {within}" for article in articles]
        value |= {"unit": unit, "articles": articles}
    return value


def _instruments(free: str, grammar: _Grammar, country: str | None) -> Iterator[_Instrument]:
    """Instruments by their names, none within another."""
    taken = 0
    codes = [m.span() for m in grammar.code.finditer(free)]
    titled = [span for kind in grammar.kind.finditer(free) if (span := _titled(free, kind, grammar))]
    for start, end in sorted([*codes, *titled], key=lambda span: (span[0], -span[1])):
        start = _without_opener(free, start, end, grammar)
        if start >= taken:
            taken = end
            yield _Instrument(start, end, normal_name(free[start:end], country, grammar.words))


def _without_opener(free: str, start: int, end: int, grammar: _Grammar) -> int:
    for word in _WORD.finditer(free, start, end):
        if not grammar.opener.fullmatch(word.group()):
            return word.start()
    return start


def _titled(free: str, kind: re.Match[str], grammar: _Grammar) -> tuple[int, int] | None:
    """A name that ends in its kind ("Online Safety Act 2023") or begins with it ("Law on Citizenship")."""
    start, pending = kind.start(), False
    words: list[str] = []
    for word in reversed(list(_WORD.finditer(free, max(0, start - 45 * LONGEST_NAME), start))[-LONGEST_NAME:]):
        part = grammar.part.fullmatch(word.group())
        if not part or grammar.opener.fullmatch(word.group()) or grammar.kind.fullmatch(word.group()):
            break
        if pending and grammar.deed.fullmatch(word.group()):
            break
        if part["inner"]:
            if pending or not words:  # "Ministry of Law", "and the Act"
                break
            pending = True
            continue
        if part["article"]:
            if not pending:
                start = word.start()
            break
        start, pending = word.start(), False
        words.insert(0, word.group())
    before = free[: kind.start()].rstrip()
    behind = grammar.behind.match(free, kind.end())
    end = behind.end() if behind else kind.end()
    if end == kind.end():
        if not words or grammar.runs_on.match(free, end):  # "the Act", "Law Enforcement Agency"
            return None
        if len(words) == 1 and grammar.whose.fullmatch(words[0]) and grammar.loose.fullmatch(kind.group()):
            return None
        if grammar.loose.fullmatch(kind.group()) and country_code(" ".join(words)):  # "South Africa Regulations"
            return None
        if grammar.no_law.fullmatch(" ".join([*words, kind.group()])):
            return None
    elif not words and grammar.body.search(before[-40:]):
        return None
    if grammar.loose.fullmatch(kind.group()) and any(grammar.body.fullmatch(word) for word in words):
        return None
    return start, end


def _label(text: str, start: int, end: int, grammar: _Grammar) -> str | None:
    """What a law is about: "on the promotion of ...", "Rape (Art. 120)"."""
    said: str | None = None
    if deals := grammar.deals_with.match(text, end):
        clause = _CLAUSE.match(text[deals.end() : deals.end() + 200])
        said = grammar.ends.split(clause.group())[0] if clause else None
    elif under := grammar.under.search(text, max(0, start - 140), start):
        said = under["what"]
    if not said:
        return None
    said = said.strip(" \"'“”‘’")
    if len(said) < _SHORTEST_LABEL:  # "it", "это"
        return None
    return said if len(said) <= LONGEST_LABEL else said[: LONGEST_LABEL + 1].rpartition(" ")[0]


def expand(items: str) -> list[str]:
    """ "120-124 and 130" -> 120, 121, 122, 123, 124, 130; a range of more than 200 stays as its two ends."""
    numbers: list[str] = []
    for part in re.split(r"\s*(?:,\s*and\b|,|\band\b|\bor\b|&|\bи\b|\bили\b)\s*", re.sub(r"^of\s+", "", items.strip())):
        ends = re.fullmatch(r"(\d+)\s?(?:-|–|—|to|до|по)\s?(\d+)", part)
        if ends and 0 < int(ends[2]) - int(ends[1]) <= MOST_ARTICLES:
            numbers += [str(n) for n in range(int(ends[1]), int(ends[2]) + 1)]
        elif part:
            numbers.append(part)
    return numbers
