"""Smartraveller: the travel advice of Australia's Department of Foreign Affairs and Trade.

What is known, and from where; no page was seen as the site serves it today:

- `destinations-export`, a JSON list with one line a destination (`title`, `field_overall_advice_level`,
  `field_last_update`, `field_last_update_notes`, `field_advice_levels`, `field_url`, `changed`), and the RSS feeds
  `countries/documents/*.rss` (`ta:warnings` with `ta:level` and `ta:description`), as published readers of them describe
  them. Neither names a country by a code; the feed's dates end in AEST or AEDT;
- the number of `ta:level` ("2/5") is on another scale than the four levels of the page, and readers of the feed disagree
  which: only the words are taken for the level;
- pages at /destinations/{region}/{name}; which region a country is in is known for none here, so that `targets` gives
  the line of the export, and the page itself is named by its url. Wording of the levels as the export gives it; labels
  of stamps as the pages are described. The feeds carry the latest update alone, and so are no other way to that line.
  The site answers 503 often, and is behind a wall for some clients.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from monitor.publishers.countries import country_code
from monitor.publishers.json_fields import objects, text, words
from monitor.publishers.publisher import Level, Place, Publisher, Target
from monitor.publishers.urls import steps
from monitor.read.document import Advice
from monitor.read.entry import Entry
from monitor.read.lines import text_of
from monitor.read.tree import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from monitor.read.feed import Feed, Item

_SITE = "https://www.smartraveller.gov.au"
_EXPORT = f"{_SITE}/destinations-export"
_INDEX = "au-dfat/index"
_HOSTS = ("www.smartraveller.gov.au", "smartraveller.gov.au")

# Names of destinations, as they stand in the last step of their URLs, that are not the usual name of the country.
_SLUGS = {
    "brunei-darussalam": "BN", "cote-divoire-ivory-coast": "CI", "democratic-republic-congo": "CD",
    "republic-congo": "CG", "federated-states-micronesia": "FM", "israel-and-occupied-palestinian-territories": "IL",
    "north-korea-democratic-peoples-republic-korea": "KP", "south-korea-republic-korea": "KR",
    "united-states-america": "US",
}  # fmt: skip


def _country(name: str, url: str = "") -> str | None:
    """The country of a destination by its title, else by its URL."""
    plain = re.sub(r"\s*\([^()]*\)", "", name).strip()
    last = (steps(url, *_HOSTS) or ("",))[-1]
    return country_code(name) or _SLUGS.get(last) or country_code(plain) or (country_code(last) if last else None)


def _targets(country: str) -> tuple[Target, ...]:
    return (
        Target(
            "overview",
            "Advice level and latest update",
            _EXPORT,
            f"{_SITE}/destinations",
            way="export",
            kind="api",
            index=_INDEX,
        ),
    )


def _place_of(url: str) -> Place | None:
    page = steps(url, *_HOSTS)
    if page == ("destinations-export",):
        return Place(None, "overview")
    if len(page) == 3 and page[:2] == ("countries", "documents") and page[2].endswith(".rss"):
        return Place(None, "feed")
    if len(page) == 3 and page[0] == "destinations":
        return Place(_SLUGS.get(page[2]) or country_code(page[2]), "travel-advice")
    return None


def _entries(data: Any) -> tuple[Entry, ...] | None:
    rows = objects(data)
    if not isinstance(data, list) or (data and not any("field_overall_advice_level" in row for row in rows)):
        return None
    return tuple(_entry(row) for row in rows)


def _entry(row: Mapping[str, Any]) -> Entry:
    title, url = words(row.get("title")), text(row.get("field_url"))
    level = words(row.get("field_overall_advice_level"))
    changed = re.search(r"\b\d{4}-\d{2}-\d{2}\b", text(row.get("changed")))  # "Fri, 2025-11-14 14:22": of no zone
    body = row.get("field_advice_levels")
    return Entry(
        title=title or "Unnamed",
        url=url,
        country=_country(title, url),
        name="overview",
        updated=changed.group() if changed else None,
        note=_note(words(row.get("field_last_update")), words(row.get("field_last_update_notes"))),
        advice=(Advice(level),) if level else (),
        body=body if isinstance(body, str) else "",
    )


def _note(heading: str, notes: str) -> str | None:
    """The latest update, which the export gives as a heading and as notes; once, where one repeats the other."""
    if heading.casefold() in notes.casefold():
        return notes or None
    return heading if notes.casefold() in heading.casefold() else f"{heading} {notes}"


def _feed_entries(feed: Feed) -> tuple[Entry, ...]:
    return tuple(_line(item) for item in feed.items)


def _line(item: Item) -> Entry:
    """One item: its text is the latest update, its level stands in `ta:warnings`."""
    title = words(item.title)
    said = words(item.html)
    return Entry(
        title=title or "Unnamed",
        url=item.url,
        country=_country(title, item.url),
        name="overview",
        updated=item.updated,
        note=said or None,
        advice=tuple(Advice(level) for level in _levels(item)),
    )


def _levels(item: Item) -> list[str]:
    """The levels of an item in words; where there is only a number, that it is one, and no more."""
    inside = parse(item.fields.get("warnings", ""))
    said = [text_of(found) for found in inside.find_all(lambda tag: _local(tag.name) == "description")]
    numbers = [text_of(found) for found in inside.find_all(lambda tag: _local(tag.name) == "level")]
    numbers += [item.fields["level"]] if "level" in item.fields else []
    return list(dict.fromkeys(filter(None, said))) or [f"Level {number}" for number in numbers if number]


def _local(name: str) -> str:
    return name.rpartition(":")[2]


_LEVELS = (
    ("do not travel", 4),
    ("reconsider (?:your|the) need to travel", 3),
    ("exercise a high degree of caution", 2),
    ("exercise normal safety precautions", 1),
)

AU_DFAT = Publisher(
    id="au-dfat",
    name="Smartraveller (Australia)",
    region="AU",
    date_order="DMY",
    licence="Smartraveller © Commonwealth of Australia, under Creative Commons Attribution (CC BY; version not checked).",
    roots=("main",),
    stamp_labels={
        "still current at": "current_at",
        "updated": "updated",
        "last updated": "updated",
        "latest update": "note",
    },
    levels=tuple(
        Level(step, re.compile(pattern.replace("WORDS", said), re.IGNORECASE))
        for pattern in (r"\bWORDS (?:to|in) (?P<area>(?:(?!due to|because)[^.;()]){1,200}?) overall\b", r"\bWORDS\b")
        for said, step in _LEVELS
    ),
    entries=_entries,
    feed_entries=_feed_entries,
    hosts=_HOSTS,
    place_of=_place_of,
    page_names=("overview",),
    targets=_targets,
    index=Target("index", "Export of destinations", _EXPORT, f"{_SITE}/destinations", way="export", kind="api"),
)
