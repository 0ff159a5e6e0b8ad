"""The travel advice of the Dutch Ministry of Foreign Affairs, on nederlandwereldwijd.nl.

What is known, and from where; no answer and no page was seen as the ministry serves them today:

- the open data v2 at opendata.nederlandwereldwijd.nl: `infotypes/traveladvice` (a list, at most 200 rows) and
  `infotypes/countries/{iso3}/traveladvice` (one country: `introduction`, and `content` with `category` and
  `contentblocks`; until v2 with `paragraphtitle` and `paragraph` alone), as published readers of it describe them. There
  is no field for the level; `classification` says that it is not supported any more;
- the colour stands in sentences ("De kleurcode van het reisadvies voor Georgië is geel."), areas often before the rest
  of the country: each is read with the area that it is said of;
- the line "Laatst gewijzigd op: ... | Nog steeds geldig op: ...", of which the second date moves every day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from monitor.errors import UnreadableError
from monitor.publishers.countries import country_of_three, three_letters_of
from monitor.publishers.json_fields import mapping, objects, text, words, write_html
from monitor.publishers.native import native_code, native_slug
from monitor.publishers.publisher import Level, Place, Publisher, Target
from monitor.publishers.stamp_lines import take_stamp_lines
from monitor.publishers.urls import steps
from monitor.read.builder import Builder
from monitor.read.dates import parse_date
from monitor.read.document import Document, Stamps
from monitor.read.entry import Entry
from monitor.way import Way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import BeautifulSoup

_SITE = "https://www.nederlandwereldwijd.nl/reisadvies"
_DATA = "https://opendata.nederlandwereldwijd.nl/v2/sources/nederlandwereldwijd/infotypes"
_HOSTS = ("www.nederlandwereldwijd.nl", "nederlandwereldwijd.nl")
_DATA_HOST = "opendata.nederlandwereldwijd.nl"

_CUE = re.compile(r"laatst gewijzigd op|nog steeds geldig op", re.IGNORECASE)
_DATE = r"(\d{1,2}-\d{1,2}-\d{4})"
_LINE = re.compile(rf"(?:laatst gewijzigd op:?\s*{_DATE})?[\s|]*(?:nog steeds geldig op:?\s*{_DATE})?", re.IGNORECASE)


def _targets(country: str) -> tuple[Target, ...]:
    three = three_letters_of(country)
    if three is None:
        return ()
    url = f"{_DATA}/countries/{three.lower()}/traveladvice?output=json"
    page = f"{_SITE}/{native_slug(country, 'nl')}"
    others = (Way("page", "html", page),)
    return (Target("travel-advice", "Travel advice", url, page, way="open data", kind="api", others=others),)


def _place_of(url: str) -> Place | None:
    data = steps(url, _DATA_HOST)
    if data[-3:-2] == ("countries",) and data[-1] == "traveladvice":
        return Place(country_of_three(data[-2]), "travel-advice")
    if data[-2:] == ("infotypes", "traveladvice"):
        return Place(None, "index")
    page = steps(url, *_HOSTS)
    if len(page) == 2 and page[0] == "reisadvies":
        return Place(native_code(page[1], "nl"), "travel-advice")
    if len(page) == 4 and (page[0], *page[2:]) == ("landen", "reizen", "reisadvies"):
        return Place(native_code(page[1], "nl"), "travel-advice")
    return None


def _is_advice(row: Mapping[str, Any]) -> bool:
    return isinstance(row.get("introduction"), str) and ("isocode" in row or "location" in row)


def _entries(data: Any) -> tuple[Entry, ...] | None:
    """The rows of the list; an answer on one country may come as a list of one, and is none."""
    rows = objects(data)
    if not isinstance(data, list) or (data and not any(_is_advice(row) for row in rows)):
        return None
    if len(rows) == 1 and "content" in rows[0]:
        return None
    return tuple(_entry(row) for row in rows)


def _entry(row: Mapping[str, Any]) -> Entry:
    body = row.get("introduction")
    return Entry(
        title=_title(row),
        url=text(row.get("canonical")),
        country=_country(row),
        name="travel-advice",
        updated=_date(row, 1) or text(row.get("lastmodified")) or None,
        note=words(row.get("modifications")) or None,
        body=body if isinstance(body, str) else "",
    )


def _read_json(data: Any) -> Document:
    """The answer on one country."""
    row = mapping(next(iter(data), None)) if isinstance(data, list) else mapping(data)
    if not _is_advice(row) or not isinstance(row.get("content"), list):
        raise UnreadableError(
            "is JSON, but no travel advice of Nederland Wereldwijd (it has no `introduction` or `content`)"
        )
    builder = Builder(NL_BZ)
    builder.name(_title(row))
    write_html(row.get("introduction"), builder)
    for chapter in objects(row.get("content")):
        if category := words(chapter.get("category")):
            builder.heading(category, 2)
        for block in (chapter, *objects(chapter.get("contentblocks"))):
            _write_block(block, builder)
    document = builder.document(country=_country(row))
    stamps = Stamps(
        updated=_date(row, 1) or text(row.get("lastmodified")) or document.stamps.updated,
        current_at=_date(row, 2) or document.stamps.current_at,
        note=words(row.get("modifications")) or None,
    )
    return replace(document, layout="open-data", stamps=stamps)


def _write_block(block: Mapping[str, Any], builder: Builder) -> None:
    """A titled text below its chapter. The address of the map stands among them as if it were a text."""
    body = block.get("paragraph")
    if title := words(block.get("paragraphtitle")):
        builder.heading(title, 3)
    if isinstance(body, str) and not re.fullmatch(r"https?://\S+", body.strip()):
        above = builder.depth
        before = builder.enter()
        write_html(body, builder)
        builder.leave(before, above)


def _title(row: Mapping[str, Any]) -> str:
    return words(row.get("title")).partition(" | ")[0] or words(row.get("location")) or "Reisadvies"


def _country(row: Mapping[str, Any]) -> str | None:
    three = text(row.get("isocode"))
    return (country_of_three(three) if three else None) or native_code(words(row.get("location")) or "?", "nl")


def _date(row: Mapping[str, Any], group: int) -> str | None:
    line = _LINE.fullmatch(words(row.get("modificationdate")))
    return parse_date(line.group(group) or "", "DMY") if line else None


def _prepare(soup: BeautifulSoup, builder: Builder) -> None:
    take_stamp_lines(soup, builder, _CUE, _LINE, ("updated", "current_at"))


_HEDGE = r"(?:(?:voor het grootste deel|grotendeels|deels|nog steeds) )?"
_FOR = r"\bvo{1,2}r (?P<area>(?:(?!\bvo{1,2}r\b)[^.;]){1,120}?)"
_COLOURS = (("rood", 4), ("oranje", 3), ("geel", 2), ("groen", 1))
_SENTENCES = (
    rf"\bkleurcode\b[^.;]{{0,60}}? {_FOR[2:]} is {_HEDGE}COLOUR\b",
    rf"{_FOR} geldt {_HEDGE}(?:de )?kleurcode COLOUR\b",
    r"\bkleurcode COLOUR geldt (?:ook )?vo{1,2}r (?P<area>[^.;]{1,300})",
    rf"\bkleurcode\b[^.;]{{0,60}}? is {_HEDGE}COLOUR vo{{1,2}}r (?P<area>[^.;]{{1,300}})",
    rf"\bkleurcode\b[^.;]{{0,60}}? is {_HEDGE}COLOUR\b",
    r"\bkleurcode:? COLOUR\b",
)
"""How a colour is said, and of what; the surest first."""

NL_BZ = Publisher(
    id="nl-bz",
    name="Ministerie van Buitenlandse Zaken",
    region="NL",
    date_order="DMY",
    language="nl",
    licence="Ministerie van Buitenlandse Zaken, Nederland Wereldwijd, CC0 1.0.",
    roots=("main",),
    stamp_labels={"laatst gewijzigd op": "updated", "nog steeds geldig op": "current_at"},
    levels=tuple(
        Level(step, re.compile(sentence.replace("COLOUR", colour), re.IGNORECASE))
        for sentence in _SENTENCES
        for colour, step in _COLOURS
    ),
    prepare=_prepare,
    read_json=_read_json,
    entries=_entries,
    hosts=(*_HOSTS, _DATA_HOST),
    place_of=_place_of,
    page_names=("travel-advice",),
    targets=_targets,
    # The list has pages of rows, of 200 at most: all countries stand on the first.
    index=Target(
        "index",
        "Reisadviezen",
        f"{_DATA}/traveladvice?output=json&rows=200",
        _SITE,
        way="list of the open data",
        kind="api",
    ),
)
