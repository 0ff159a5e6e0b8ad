"""Dates with a life: the day on which a rule, a closure or a service that a page tells of begins or ends.

Only what the sentence says itself counts, by the words right before the date: "from 1 January 2027", "until 30 June",
"will close on 5 March". History ("In 2019 ...", "on 7 October 2023 ... attacked") and seasons ("May to October every
year") have none. Precision goes before completeness: a list that is wrong in every fifth line is read by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from monitor.facts.calendar import find_dates
from monitor.facts.fact import Fact
from monitor.facts.hints import has_digit
from monitor.facts.languages import languages_of, words_of
from monitor.facts.languages.life import BY_LANGUAGE, LifeWords
from monitor.facts.masked import Masked
from monitor.publishers.publisher import DateOrder

What = Literal["begins", "ends", "on"]


@dataclass(frozen=True, slots=True)
class Life:
    """What begins, ends or happens on a date."""

    date: str
    """ISO 8601, as exact as the page gives it: "2027-01-01", "2027-01"; "--01-01" without a year."""
    what: What
    is_ahead: bool
    """Whether the sentence speaks of it as of something to come, whatever the date."""
    sentence: str
    section: tuple[str, ...]
    words: str
    """The date as the page writes it."""


def lives(facts: Iterable[Fact], language: str | None = None) -> tuple[Life, ...]:
    """The dates among some facts on which something begins or ends, in page order. Pure: the same of the same facts.

    Args:
        language: of the publisher, ISO 639-1.
    """
    return tuple(dict.fromkeys(life for fact in facts for life in lives_of(fact, language)))


def lives_of(fact: Fact, language: str | None = None) -> tuple[Life, ...]:
    """The same of one fact; two of a range, none of a fact that is no date."""
    if fact.kind != "date" or not _is_date(fact.value, fact.text):
        return ()
    start = fact.context.find(fact.text)
    said = life_of(str(fact.value), fact.context, start, start + len(fact.text), language) if start >= 0 else ()
    return tuple(Life(day, what, is_ahead, fact.context, fact.section, fact.text) for day, what, is_ahead in said)


def lives_in(sentence: str, order: DateOrder = "DMY") -> tuple[tuple[str, What, bool], ...]:
    """What the dates of a sentence say, as `life_of` has it.

    Args:
        order: of day and month, in dates of digits alone.
    """
    if len(sentence) > _LONGEST or not has_digit(sentence):
        return ()
    text = Masked(sentence, languages_of(sentence, None))
    find_dates(text, order)
    found = sorted(text.found, key=lambda found: found.start)
    dates = ((str(each.value), each.start, each.end) for each in found)
    said = (
        life
        for value, start, end in dates
        if _is_date(value, sentence[start:end])
        for life in life_of(value, sentence, start, end)
    )
    return tuple(dict.fromkeys(said))


def life_of(
    value: str, sentence: str, start: int, end: int, language: str | None = None
) -> tuple[tuple[str, What, bool], ...]:
    """What one date of a sentence says: (day, "begins", whether it is ahead); empty where it tells of no life.

    Args:
        value: of the date's fact, "2027-01-01" or a range "2027-01-01/2027-03-31".
        start, end: offsets of the date in the sentence.
    """
    if len(sentence) > _LONGEST:
        return ()
    for words in words_of(BY_LANGUAGE, languages_of(sentence, language)):
        patterns = _compiled(words)
        said = tuple(_said(value, sentence, start, end, patterns))
        if said:
            return said
    return ()


_LONGEST = 1_500
"""Characters of a sentence beyond which nobody wrote one: a table or a list without stops."""
_NEAR = 60
"""Characters before a date in which the words stand that say what it is."""


_TRAIT = 25
"""Characters before a date in which "issued" makes it the trait of a document."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    begins: re.Pattern[str]
    ends: re.Pattern[str]
    on: re.Pattern[str]
    between: re.Pattern[str]
    joiner: re.Pattern[str]
    opening: re.Pattern[str]
    closing: re.Pattern[str]
    happening: re.Pattern[str]
    conditions: re.Pattern[str]
    ruling: re.Pattern[str]
    recurring: re.Pattern[str]
    future: re.Pattern[str]


@cache
def _compiled(words: LifeWords) -> _Patterns:
    def before(alternatives: tuple[str, ...]) -> re.Pattern[str]:
        return re.compile(rf"(?:^|(?<=[\W_]))(?:{'|'.join(alternatives)}) (?:the )?{words.hours}$", re.IGNORECASE)

    def within(alternatives: tuple[str, ...]) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)

    return _Patterns(
        begins=before(words.begins),
        ends=before(words.ends),
        on=before(words.on),
        between=before(words.between),
        joiner=within((words.joiner,)),
        opening=within(words.opening),
        closing=within(words.closing),
        happening=within(words.happening),
        conditions=within(words.conditions),
        ruling=within(words.ruling),
        recurring=within(words.recurring),
        future=within(words.future),
    )


_ONE = r"(?:\d{4}-\d\d(?:-\d\d)?|--\d\d-\d\d)"
_DATE = re.compile(rf"{_ONE}(?:/{_ONE})?")
"""A month without a year is a season; a year alone is no date."""


_VERB = re.compile(r"\b(?:may|march)\b")
"""A month has a capital letter: "between the ages of 18 and 27 may be drafted" tells of none."""


def _is_date(value: object, words: str) -> bool:
    return isinstance(value, str) and bool(_DATE.fullmatch(value)) and not _VERB.search(words)


def _said(value: str, sentence: str, start: int, end: int, words: _Patterns) -> Iterator[tuple[str, What, bool]]:
    before, behind = sentence[max(0, start - _NEAR) : start], sentence[end : end + _NEAR]
    if words.recurring.search(sentence) or words.conditions.search(before[-_TRAIT:]):
        return
    is_ahead = bool(words.future.search(sentence))
    is_rule, happens = bool(words.ruling.search(sentence)), bool(words.happening.search(sentence)) and is_ahead
    if not (is_rule or happens):
        return
    first, _, last = value.partition("/")
    if last:
        if words.joiner.search(sentence[start:end]) and not words.between.search(before):
            return
        if is_ahead or not first.startswith("--"):  # without a year, and in no future: every winter
            yield first, "begins", is_ahead
            yield last, "ends", is_ahead
    elif words.begins.search(before):
        yield first, "begins", is_ahead
    elif words.ends.search(before):
        yield first, "ends", is_ahead
    elif is_ahead and words.on.search(before):
        near = before.rpartition(", ")[2] + behind.partition(", ")[0]
        if words.future.search(near) and (kind := _kind(near, words)):
            yield first, kind, True


def _kind(near: str, words: _Patterns) -> What | None:
    """What happens on a day, by the verbs near to it."""
    if words.closing.search(near):
        return "ends"
    if words.opening.search(near):
        return "begins"
    return "on" if words.happening.search(near) else None
