"""Germany's Auswärtiges Amt: Reise- und Sicherheitshinweise.

What is known, and from where; no answer and no page was seen as the office serves them today:

- the open data at /opendata/travelwarning (all countries, without their text) and /opendata/travelwarning/{contentId}
  (one country), as bundesAPI/travelwarning-api and published readers of it describe them: an object `response` keyed by
  content id, beside `contentList` and `lastModified`. Where something is wrong the answer is `{}` with status 200.
  Times are Unix times, which some describe as milliseconds and most as seconds: both are read by their size;
- content ids can be had from the list alone, so that `targets` gives the line of the list; the text of a country is
  named by its url. `situationWarning` and `situationPartWarning` have no name of their own in the data: the office's
  general one, Sicherheitshinweis, stands for them. That no flag is set is no level: the text may advise against travel
  all the same;
- pages at /de/service/laender/{land}-node/{land}sicherheit-{id}, with a line "Stand - ... (Unverändert gültig seit: ...)"
  of which the first date is that of the day.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import product
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from monitor.errors import EmptyAnswerError, UnreadableError
from monitor.publishers.countries import country_code, country_of_three
from monitor.publishers.json_fields import is_true, mapping, moment, text, words, write_html
from monitor.publishers.native import native_name
from monitor.publishers.publisher import Level, Place, Publisher, Target
from monitor.publishers.stamp_lines import take_stamp_lines
from monitor.publishers.urls import steps
from monitor.read.builder import Builder
from monitor.read.document import Advice, Document, Stamps
from monitor.read.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import BeautifulSoup

_SITE = "https://www.auswaertiges-amt.de"
_HOSTS = ("www.auswaertiges-amt.de", "auswaertiges-amt.de")
_PARTS = "Teile des Landes"
_INDEX = Target(
    "index",
    "Reisewarnungen",
    f"{_SITE}/opendata/travelwarning",
    f"{_SITE}/de/ReiseUndSicherheit/reise-und-sicherheitshinweise",
    way="open data",
    kind="api",
)

_FLAGS = (
    ("warning", Advice("Reisewarnung")),
    ("partialWarning", Advice("Teilreisewarnung")),
    ("situationWarning", Advice("Sicherheitshinweis")),
    ("situationPartWarning", Advice("Sicherheitshinweis", area=_PARTS)),
)


def _targets(country: str) -> tuple[Target, ...]:
    return (
        Target(
            "warning", "Reisewarnung", _INDEX.url, _INDEX.page_url, way="open data", kind="api", index="de-aa/index"
        ),
    )


def _place_of(url: str) -> Place | None:
    page = steps(url, *_HOSTS)
    if page[:2] == ("opendata", "travelwarning") and len(page) <= 3:
        return Place(None, "warning" if len(page) == 2 else "travel-advice")
    if len(page) == 5 and page[:3] == ("de", "service", "laender") and re.search(r"sicherheit(?:-\d+)?$", page[4]):
        return Place(_country_of_node(page[3].removesuffix("-node")), "travel-advice")
    return None


def _country_of_node(node: str) -> str | None:
    """The country whose German name makes this step of a URL: "tuerkei", "kirgisistan"."""
    return _nodes().get(node)


@cache
def _nodes() -> dict[str, str]:
    codes = ("".join(two) for two in product(ascii_uppercase, repeat=2))
    return {_node(native_name(code, "de")): code for code in codes if country_code(code)}


def _node(name: str) -> str:
    for letter, two in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        name = name.casefold().replace(letter, two)
    return re.sub(r"[^a-z]", "", name)


def _countries(data: Any) -> dict[str, Mapping[str, Any]]:
    """The countries of an answer by their content id."""
    response = mapping(mapping(data).get("response"))
    return {id: each for id, each in response.items() if isinstance(each, dict)}


def _entries(data: Any) -> tuple[Entry, ...] | None:
    found = _countries(data)
    if not found or (len(found) == 1 and text(next(iter(found.values())).get("content"))):
        return None
    if not any("warning" in each or "title" in each for each in found.values()):
        return None
    return tuple(_entry(each) for each in found.values())


def _entry(row: Mapping[str, Any]) -> Entry:
    content = row.get("content")
    return Entry(
        title=words(row.get("title")) or words(_either(row, "countryName")) or "Ohne Titel",
        url="",
        country=_country(row),
        name="warning",
        updated=moment(row.get("lastModified")),
        note=_note(row),
        advice=_advice(row),
        body=content if isinstance(content, str) else "",
    )


def _read_json(data: Any) -> Document:
    """The answer on one country. `disclaimer` is the same on each, and is no advice."""
    if data == {}:
        raise EmptyAnswerError("is an empty object: the Auswärtiges Amt gives it where its data cannot be had")
    found = _countries(data)
    if not isinstance(data, dict) or "response" not in data:
        raise UnreadableError("is JSON, but no answer of the Auswärtiges Amt's open data (it has no `response`)")
    if not found:
        raise EmptyAnswerError("is an answer of the Auswärtiges Amt's open data with no country in it")
    row = next(iter(found.values()))
    if not text(row.get("content")):
        raise UnreadableError("is an answer of the Auswärtiges Amt's open data that has no `content`")
    builder = Builder(DE_AA)
    builder.name(words(row.get("title")) or words(_either(row, "countryName")))
    write_html(row.get("content"), builder, _prepare)
    document = builder.document(country=_country(row))
    stamps = Stamps(
        updated=moment(row.get("lastModified")) or document.stamps.updated,
        issued=moment(row.get("effective")),
        current_at=document.stamps.current_at,
        note=_note(row) or document.stamps.note,
    )
    return replace(document, advice=_advice(row), layout="open-data", stamps=stamps)


def _either(row: Mapping[str, Any], field: str) -> Any:
    """A field that is spelled with a capital in the published schema and without one in answers."""
    return row.get(field, row.get(field[:1].upper() + field[1:]))


def _country(row: Mapping[str, Any]) -> str | None:
    two, three = text(_either(row, "countryCode")).upper(), text(_either(row, "iso3CountryCode"))
    by_two = country_code("GB" if two == "UK" else two) if len(two) == 2 else None
    return by_two or (country_of_three(three) if three else None)


def _advice(row: Mapping[str, Any]) -> tuple[Advice, ...]:
    return tuple(advice for flag, advice in _FLAGS if is_true(row.get(flag)))


def _note(row: Mapping[str, Any]) -> str | None:
    return re.sub(r"^Letzte Änderung(?:en)?\s*:?\s*", "", words(row.get("lastChanges"))) or None


_DAY = r"\d{1,2}\.\s?(?:\d{1,2}\.|[A-Za-zä]{3,9})\s?\d{4}"
_STAND = re.compile(
    rf"Stand\s*[-–:]?\s*({_DAY})\s*(?:\(?\s*(?:Unverändert gültig seit|Letzte Änderung):?\s*({_DAY})\s*\)?)?",
    re.IGNORECASE,
)


def _prepare(soup: BeautifulSoup, builder: Builder) -> None:
    cue = re.compile(r"\bStand\b|Unverändert gültig", re.IGNORECASE)
    take_stamp_lines(soup, builder, cue, _STAND, ("current_at", "updated"))


_TO = r"(?:nach|in|im|auf|an|durch)\s+"
_WHERE = r"(?P<area>[^.;]{1,200}?)\s+"
_NO = r"(?<!keine )"
_LIFTED = r"(?! (?:wurde |wird )?aufgehoben)"
DE_AA = Publisher(
    id="de-aa",
    name="Auswärtiges Amt",
    region="DE",
    date_order="DMY",
    language="de",
    licence="Auswärtiges Amt, Datenlizenz Deutschland – Namensnennung – Version 2.0 (dl-de/by-2-0).",
    roots=("main",),
    stamp_labels={
        "stand": "current_at",
        "unverändert gültig seit": "updated",
        "letzte änderung": "note",
        "letzte änderungen": "note",
    },
    levels=tuple(
        Level(step, re.compile(pattern, re.IGNORECASE))
        for step, pattern in (
            (5, rf"\bvor (?:\w+ )?reisen {_TO}{_WHERE}wird (?:\w+ )?gewarnt\b"),
            (
                5,
                rf"{_NO}\b(?:sicherheit\s*[–-]\s*)?reisewarnung\b{_LIFTED}(?: (?:für|nach) (?P<area>[^.;,]{{1,200}}))?",
            ),
            (4, rf"{_NO}\b(?P<area>teil)reisewarnung\b{_LIFTED}"),
            (2, rf"\bvon nicht (?:\w+ )?(?:notwendigen|erforderlichen) reisen {_TO}{_WHERE}wird (?:\w+ )?abgeraten\b"),
            (3, rf"\bvon reisen {_TO}{_WHERE}wird (?:\w+ )?abgeraten\b"),
            (1, r"\bsicherheitshinweis\b"),
        )
    ),
    prepare=_prepare,
    read_json=_read_json,
    entries=_entries,
    hosts=_HOSTS,
    place_of=_place_of,
    page_names=("warning",),
    targets=_targets,
    index=_INDEX,
)
