"""State's feed of advisories (`TAsTWs.xml`), the same as a JSON Feed, and the `TravelAdvisories` of its data service.

All three say of each country: title with the level, link, date, the text of the advisory, and a FIPS code. What goes
wrong in them is known from stored copies: several lines for one country, of which the newest holds; titles such as
"Mexico Travel Advisory - Level 2", "Mainland China, Hong Kong & Macau - See Summaries - Level 3", with no-break spaces
or entities; links of three forms; a prefix `dc:` that nobody declared; dates without a time; an empty list.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from monitor.publishers.us_state.names import country_of_fips, country_of_name
from monitor.publishers.us_state.parts import ADVISORY
from monitor.publishers.us_state.places import place_of
from monitor.publishers.us_state.words import level_in, note_in
from monitor.read.document import Advice
from monitor.read.entry import Entry
from monitor.read.feed import Feed
from monitor.read.text import normal

log = logging.getLogger("monitor.publishers.us_state")


def feed_entries(feed: Feed) -> tuple[Entry, ...]:
    """The lines of the feed, one a country."""
    lines = []
    for item in feed.items:
        tags = [term for domain, term in item.categories if domain.casefold() == "country-tag"]
        levels = [term for domain, term in item.categories if domain.casefold() == "threat-level"]
        tags += item.fields.get("identifier", "").split(",")[:1]
        lines.append(_entry(item.title, item.url, tags[:1], item.updated, item.html, levels[:1]))
    return _newest(lines)


def data_entries(data: Any) -> tuple[Entry, ...] | None:
    """The lines of the data service's advisories, one a country; None where the JSON is something else.

    An empty list is an index without a line: the service gives one to callers that it does not like.
    """
    if isinstance(data, dict) and isinstance(data.get("Title"), str) and "Summary" in data:
        data = [data]  # the answer on one country
    if not isinstance(data, list):
        return None
    if not data:
        return ()
    if not all(isinstance(each, dict) and isinstance(each.get("Title"), str) for each in data):
        return None
    lines = []
    for each in data:
        tags = each.get("Category")
        codes = [tag for tag in (tags if isinstance(tags, list) else [tags]) if isinstance(tag, str)]
        when = _text(each.get("Updated")) or _text(each.get("Published")) or None
        said = str(each.get("Advisory_Level") or "")
        level = [f"Level {said}" if said.isdigit() else said]
        risks = _risks(each.get("Key_Risks"))
        lines.append(
            _entry(each["Title"], _text(each.get("Link")), codes, when, _text(each.get("Summary")), level, risks)
        )
    return _newest(lines)


def _entry(
    printed: str,
    url: str,
    codes: list[str],
    when: str | None,
    body: str,
    levels: list[str],
    risks: tuple[str, ...] | None = None,
) -> Entry:
    title, level = _title_and_level(printed)
    level = level or next((words for each in levels if (words := level_in(each))), None)
    body = _with_whole_guidance(body)
    return Entry(
        title=title,
        url=url,
        country=country_of(title, url, codes),
        name=ADVISORY,
        updated=_day(when),
        note=_note(body),
        advice=(Advice(level, risks=risks),) if level else (),
        body=body,
    )


_SUFFIX = re.compile(r" Travel Advisory$", re.IGNORECASE)
_LEVEL = re.compile(r"(?:^|[-–—:] ?)Level:? ?\d\b", re.IGNORECASE)
_SUMMARIES = re.compile(r" ?[-–—]? ?See (?:\w+ )?Summaries$", re.IGNORECASE)


def _title_and_level(printed: str) -> tuple[str, str | None]:
    """ "Mexico Travel Advisory - Level 2: Exercise Increased Caution": "Mexico", and the level."""
    line = normal(html.unescape(printed))[:300]
    name = _SUFFIX.sub("", _LEVEL.split(line, maxsplit=1)[0].rstrip(" -–—:"))
    return name or line, level_in(line)


def country_of(title: str, url: str, codes: Iterable[str] = ()) -> str | None:
    """The country that a line is about; None where nothing tells it, or title and link say two.

    A title and a link name a country; a FIPS code is only held beside them, and decides between two that disagree.
    Where it says a third country, or another than both, they are believed, and the disagreement is logged.
    """
    named = country_of_name(_SUMMARIES.sub("", title))
    place = place_of(url)
    linked = place.country if place else None
    coded = next((found for code in codes if (found := country_of_fips(code))), None)
    told = [country for country in dict.fromkeys((linked, named)) if country]
    if len(told) == 2:
        return coded if coded in told else None
    if told and coded and coded not in told:
        log.warning("%s: the code says %s, title and link say %s, which is believed", title, coded, told[0])
    return told[0] if told else None


def _newest(lines: Iterable[Entry]) -> tuple[Entry, ...]:
    """One line a country: the newest, and of several of one day the first. Lines about no country all stay."""
    best: dict[str, Entry] = {}
    kept = list(lines)
    for entry in kept:
        held = best.get(entry.country) if entry.country else None
        if entry.country and (held is None or (entry.updated or "")[:10] > (held.updated or "")[:10]):
            best[entry.country] = entry
    return tuple(entry for entry in kept if entry.country is None or best[entry.country] is entry)


def _day(when: str | None) -> str | None:
    """The day of issue: the service gives it as midnight in Greenwich, told in Washington's time."""
    if when is None:
        return None
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return when
    if moment.tzinfo is None:
        return when
    moment = moment.astimezone(UTC)
    return moment.date().isoformat() if moment.hour == moment.minute == moment.second == 0 else moment.isoformat()


_LINE_END = re.compile(r"<br\b[^<>]*>|</(?:p|div|li|h[1-6])>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_BEGINNING = 4000
"""Characters in which the note of an advisory stands, if there is one."""


def _note(body: str) -> str | None:
    """The reason for the issue, where the first line of the text is one."""
    for piece in _LINE_END.split(body[:_BEGINNING], maxsplit=8):
        line = normal(html.unescape(_TAG.sub("", piece)))
        if line:
            return note_in(line)
    return None


_GUIDANCE = re.compile(r"\s*([A-Z][^<>]{3,60}?)\s*<p[^<>]*>(?:\s|&nbsp;|\ufffd)*(?=(?:<b>\s*)?[a-z])")


def _with_whole_guidance(body: str) -> str:
    """Lines out of the 2026 pages begin "Reconsider travel<p>to <b>Georgia</b> ...": one sentence, and one paragraph."""
    found = _GUIDANCE.match(body)
    return f"<p>{found.group(1)} {body[found.end() :]}" if found else body


def _risks(value: Any) -> tuple[str, ...] | None:
    if isinstance(value, str):
        value = re.split("[,;]", value)
    if not isinstance(value, list):
        return None
    return tuple(dict.fromkeys(risk for each in value if isinstance(each, str) and (risk := normal(each))))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
