"""What begins, ends or has run out, to be read: one line a day and what it is the day of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from monitor.facts.life import Life
from monitor.report.names import many, some
from monitor.report.reader import UTC_ENGLISH, Reader
from monitor.report.safe import safe_line
from monitor.report.times import iso, moment, stated
from monitor.report.words import clip

State = Literal["run out", "ends", "begins", "on"]
"""The day is over and the page still tells of it as of something to come; or it is to come."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page on which a date stands."""

    page_id: str
    title: str
    url: str
    since: datetime
    """When the sentence was first seen there, aware."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """A day on which something begins, ends or happens, on one page or, where their sentences are the same, on many."""

    state: State
    day: date
    """The last day of what ends, the first of what begins; of a month its last and its first day."""
    life: Life
    publisher: str
    places: tuple[Place, ...]
    """By title."""

    def days_from(self, today: date) -> int:
        """Days that are left until the day; negative once it is over."""
        return (self.day - today).days


HEADS: dict[State, str] = {
    "run out": "Has run out, and still stands on the page",
    "ends": "Ends",
    "begins": "Begins",
    "on": "Happens",
}
"""Heading of each state, in the order in which they are told."""
_SENTENCE = 320


def when(each: Lifetime, today: date) -> str:
    """How far off a day is: "in 12 days", "today", "263 days ago"."""
    days = each.days_from(today)
    if days == 0:
        return "today"
    return f"in {many(days, 'day')}" if days > 0 else f"{many(-days, 'day')} ago"


def line(each: Lifetime, reader: Reader = UTC_ENGLISH) -> str:
    """A day in one line: "1 Jan 2027  begins  Kazakhstan / Entry requirements: “From 1 January 2027 ...”"."""
    what = "has run out" if each.state == "run out" else "happens" if each.state == "on" else each.state
    return f"{stated(each.day.isoformat(), reader)}  {what}  {titles(each, 3)}: “{sentence(each, 160)}”"


def titles(each: Lifetime, most: int = 6) -> str:
    """The pages on which a day stands."""
    return some([safe_line(place.title) for place in each.places], most)


def sentence(each: Lifetime, longest: int = _SENTENCE) -> str:
    """The sentence that tells of a day, on one line, the date in it even where it is shortened."""
    text = safe_line(each.life.sentence)
    place = text.find(safe_line(each.life.words))
    if len(text) <= longest or place < longest // 2:
        return clip(text, longest)
    begin = text.rfind(" ", 0, max(1, place - longest // 2)) + 1
    return f"... {clip(text[begin:], longest)}"


def as_text(found: Iterable[Lifetime], pages: int, today: date) -> list[str]:
    """The lines of a list for a terminal or a file."""
    lines = [_head(pages, today)]
    for state, chosen in _by_state(found):
        lines += ["", f"{HEADS[state].upper()} ({len(chosen):,})"]
        for each in chosen:
            since = moment(min(place.since for place in each.places))
            lines += [
                f"  {stated(each.day.isoformat())}, {when(each, today)}  {titles(each)}",
                f"      “{sentence(each)}”",
                f"      stands there since {since}  {safe_line(each.places[0].url)}",
            ]
    return lines if len(lines) > 1 else [*lines, "Nothing begins, ends or has run out."]


def as_markdown(found: Iterable[Lifetime], pages: int, today: date) -> str:
    """The same as Markdown."""
    from monitor.report.markdown import escaped
    from monitor.report.safe import safe_url

    blocks = [f"# Dates, {stated(today.isoformat())}", _head(pages, today)]
    for state, chosen in _by_state(found):
        blocks.append(f"## {HEADS[state]} ({len(chosen):,})")
        lines = []
        for each in chosen:
            url = safe_url(each.places[0].url)
            name = escaped(titles(each))
            linked = f"[{name}](<{url}>)" if url else name
            since = moment(min(place.since for place in each.places))
            lines.append(
                f"- **{stated(each.day.isoformat())}**, {when(each, today)}: {linked}: “{escaped(sentence(each))}” "
                f"(since {since})"
            )
        blocks.append("\n".join(lines))
    if len(blocks) == 2:
        blocks.append("Nothing begins, ends or has run out.")
    return "\n\n".join(blocks) + "\n"


def as_object(each: Lifetime) -> dict[str, Any]:
    """A day as an object of JSON types."""
    return {
        "state": each.state,
        "day": each.day.isoformat(),
        "date": each.life.date,
        "what": each.life.what,
        "words": each.life.words,
        "sentence": each.life.sentence,
        "section": list(each.life.section),
        "publisher": each.publisher,
        "pages": [
            {"page": place.page_id, "title": place.title, "url": place.url, "since": iso(place.since)}
            for place in each.places
        ],
    }


def _head(pages: int, today: date) -> str:
    return f"Dates on {many(pages, 'page')}, as of {stated(today.isoformat())} (UTC)."


def _by_state(found: Iterable[Lifetime]) -> list[tuple[State, list[Lifetime]]]:
    held = list(found)
    chosen = ((state, [each for each in held if each.state == state]) for state in HEADS)
    return [(state, each) for state, each in chosen if each]
