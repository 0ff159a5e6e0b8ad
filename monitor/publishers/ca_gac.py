"""Global Affairs Canada's travel advice and advisories.

What is known, and from where; no page was seen as the site serves it today:

- the open data `index-alpha-eng.json`, `index-updated.json` and `cta-cap-{ISO2}.json` on data.international.gc.ca, as
  published readers of it describe them. `metadata.generated` is of the latest build and says nothing; the flags are
  numbers or texts; `advisory-text` may still say "Exercise" where the page says "Take normal security precautions";
- the page travel.gc.ca/destinations/{slug} by a published copy of its template (`report-eng.aspx`): one `div` a section
  (`#risk`, `#security` ...), `#riskLevelBanner`, `#lastUpdateDateLbl`, `#lastUpdateTextLbl`;
- the text of its sections as git-scraping archives keep it.

The sections of the data are those of the page under other names; both are read as the same parts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from monitor.errors import UnreadableError
from monitor.publishers.countries import country_code
from monitor.publishers.json_fields import is_true, mapping, moment, objects, text, words, write_html
from monitor.publishers.native import usual_slug
from monitor.publishers.publisher import Level, Place, Publisher, Target
from monitor.publishers.urls import fragment, steps
from monitor.read.builder import Builder
from monitor.read.dates import parse_date
from monitor.read.document import Advice, Document, Stamps
from monitor.read.entry import Entry
from monitor.read.lines import text_of
from monitor.read.walk import PART
from monitor.way import Way

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import BeautifulSoup

_DATA = "https://data.international.gc.ca/travel-voyage"
_SITE = "https://travel.gc.ca/destinations"

_SECTIONS = (
    ("advisories", "risk", "Risk level"),
    ("security", "security", "Safety and security"),
    ("entry-exit", "entryexit", "Entry and exit requirements"),
    ("health", "health", "Health"),
    ("laws-culture", "laws", "Laws and culture"),
    ("disasters-climate", "disasters", "Natural disasters and climate"),
    ("offices-html", "assistance", "Need help?"),
)
"""Field of the data, `id` on the page (the slug of the part), and heading."""

_STATES = (
    "Take normal security precautions",
    "Exercise a high degree of caution",
    "Avoid non-essential travel",
    "Avoid all travel",
)
"""`advisory-state` 0 to 3 in the words of the page."""
_REGIONAL = "with regional advisories"
_OF_COUNTRY = re.compile(r"^[^–—]{2,60}?\s[-–—]\s(?=(?:take|exercise|avoid)\b)", re.IGNORECASE)
"""The country that the banner names before its level, as the data does not."""
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*$")

# The page's slugs are made of the names that the open data prints; these are not what one would make of the usual name.
_SLUGS = {
    "CG": "republic-of-congo-brazzaville", "CI": "cote-d-ivoire-ivory-coast", "FM": "micronesia-fsm", "GM": "the-gambia",
    "ST": "sao-tome-and-principe",
}  # fmt: skip


def _slug(country: str) -> str:
    return _SLUGS.get(country) or usual_slug(country)


def _targets(country: str) -> tuple[Target, ...]:
    url, page = f"{_DATA}/cta-cap-{country}.json", f"{_SITE}/{_slug(country)}"
    others = (Way("page", "html", page),)
    return (
        Target(
            "travel-advice",
            "Travel advice",
            url,
            f"{page}#{{part}}",
            has_parts=True,
            way="open data",
            kind="api",
            others=others,
        ),
    )


def _page_url(url: str) -> str:
    """The page of the data of one country."""
    place = _place_of(url)
    return f"{_SITE}/{_slug(place.country)}" if place and place.country and url.rstrip().endswith(".json") else url


def _place_of(url: str) -> Place | None:
    page = steps(url, "travel.gc.ca", "www.travel.gc.ca")
    if len(page) == 2 and page[0] == "destinations":
        country = next((code for code, slug in _SLUGS.items() if slug == page[1]), None) or country_code(page[1])
        part = fragment(url)
        return Place(country, "travel-advice", part if part in {slug for _, slug, _ in _SECTIONS} else None)
    data = steps(url, "data.international.gc.ca")
    if len(data) != 2 or data[0] != "travel-voyage":
        return None
    if found := re.fullmatch(r"cta-cap-([a-z]{2})\.json", data[1]):
        return Place(country_code(found.group(1)), "travel-advice")
    return Place(None, "index") if re.fullmatch(r"index-(?:alpha-eng|updated)\.json", data[1]) else None


def _entries(data: Any) -> tuple[Entry, ...] | None:
    """The lines of an index: one country each, by its ISO code ("PT-20", the Azores, is none) or in a list."""
    countries = mapping(data).get("data")
    if isinstance(countries, list):
        rows = objects(countries)
    elif isinstance(countries, dict) and "eng" not in countries:
        rows = [each for each in countries.values() if isinstance(each, dict)]
    else:
        return None
    if countries and not any("eng" in row for row in rows):
        return None
    return tuple(_entry(row) for row in rows)


def _entry(row: Mapping[str, Any]) -> Entry:
    english = mapping(row.get("eng"))
    code, name, slug = text(row.get("country-iso")), words(english.get("name")), text(english.get("url-slug"))
    return Entry(
        title=name or words(row.get("country-eng")) or code or "Unnamed",
        url=f"{_SITE}/{slug}" if slug else "",
        country=(country_code(code) if len(code) == 2 else None) if code else country_code(name),
        name="travel-advice",
        updated=_updated(row, english),
        note=words(english.get("recent-updates")) or None,
        advice=_advice(row, english),
    )


def _read_json(data: Any) -> Document:
    """The open data of one country."""
    country = mapping(mapping(data).get("data"))
    english = mapping(country.get("eng"))
    if not any(isinstance(english.get(field), str) for field, _, _ in _SECTIONS):
        raise UnreadableError("is JSON, but not of one country of Canada's travel advice (it has no `data.eng`)")
    builder = Builder(CA_GAC)
    builder.name(words(english.get("name")) or text(country.get("country-iso")))
    for field, slug, title in _SECTIONS:
        offices = objects(english.get("offices")) if slug == "assistance" else []
        if not text(english.get(field)) and not offices:
            continue
        builder.part(title, slug)
        before = builder.enter()
        if text(english.get(field)):
            write_html(english.get(field), builder)
        else:
            _write_offices(offices, builder)
        builder.leave(before, 0)
    code = text(country.get("country-iso"))
    document = builder.document(country=country_code(code) if len(code) == 2 else None)
    return replace(
        document,
        advice=_advice(country, english),
        layout="open-data",
        stamps=Stamps(updated=_updated(country, english), note=words(english.get("recent-updates")) or None),
    )


def _write_offices(offices: list[Mapping[str, Any]], builder: Builder) -> None:
    """The offices by their fields, for where the data has no HTML of them."""
    for office in offices:
        name = " - ".join(filter(None, (words(office.get("city")), words(office.get("type")))))
        builder.heading(name or "Office", 3)
        for label, field in (("Address", "address"), ("Tel.", "tel-legacy"), ("Email", "email-1")):
            if value := words(office.get(field)):
                builder.block("paragraph", f"{label}: {value}")


def _advice(row: Mapping[str, Any], english: Mapping[str, Any]) -> tuple[Advice, ...]:
    """The level in the data's own words, and that there are regional ones, of which the data tells no more here."""
    said = _PARENTHESIS.sub("", words(english.get("advisory-text")))
    state = text(row.get("advisory-state")) or row.get("advisory-state")
    if not said and isinstance(state, (int, str)) and not isinstance(state, bool):
        number = int(state) if str(state) in ("0", "1", "2", "3") else None
        said = _STATES[number] if number is not None else state if isinstance(state, str) else ""
    regional = (Advice(_REGIONAL),) if is_true(row.get("has-regional-advisory")) else ()
    return ((Advice(said),) if said else ()) + regional


def _updated(row: Mapping[str, Any], english: Mapping[str, Any]) -> str | None:
    """The data's own date: exact in the index, to the day where there is only the date that people read."""
    published = mapping(row.get("date-published"))
    exact = text(published.get("asp"))
    if re.match(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", exact):
        return exact
    friendly = re.sub(r"\s+\d{1,2}:\d{2}.*$", "", text(english.get("friendly-date")))
    day = re.sub(r"\s+\d{1,2}:\d{2}.*$", "", text(published.get("date")))
    return moment(published.get("timestamp")) or parse_date(friendly, "MDY") or parse_date(day, "MDY")


def _prepare(soup: BeautifulSoup, builder: Builder) -> None:
    """Take the banner and the dates, and mark the sections that are parts."""
    for banner in soup.select("#riskLevelBanner, #riskLevelBannerLbl")[:1]:
        said = text_of(banner)
        if said:
            level = _PARENTHESIS.sub("", said)
            regional = [Advice(_REGIONAL)] if level != said else []
            builder.advice += [Advice(_OF_COUNTRY.sub("", level)), *regional]
        banner.extract()
    for selector, label in (("#lastUpdateDateLbl", "Last updated"), ("#lastUpdateTextLbl", "Latest updates")):
        for value in soup.select(selector)[:1]:
            builder.stamp(label, text_of(value))
            (value.find_parent(["p", "dd", "li"]) or value).extract()
    for _, slug, _ in _SECTIONS:
        for heading in soup.select(f"div#{slug} > h2")[:1]:
            heading[PART] = slug
    for title in soup.select(".panel > .panel-heading > .panel-title"):
        panel = title.find_parents(limit=2)[-1]
        if text_of(title) == "Disclaimer":  # the same on every page
            panel.extract()


CA_GAC = Publisher(
    id="ca-gac",
    name="Government of Canada",
    region="CA",
    date_order="MDY",
    licence="Contains information licensed under the Open Government Licence – Canada.",
    roots=("main",),
    furniture=(
        ".on-this-page",
        ".on-this-page + ul",
        'p:has(> a[href="#wb-cont"])',  # "Back to top"
        "#levels",  # what the levels mean, in a dialogue of every page
        "#usefullinks",
    ),
    furniture_text=(
        re.compile(r"^Enlarge map$"),
        re.compile(r"^(?:Risk level map)?\s*Disclaimer$"),
        re.compile(
            r"^The features in this map do not constitute an authoritative source of geographical information\."
        ),
    ),
    # The diseases are the questions of an accordion, which pages that were saved as text have lost.
    question_text=(
        re.compile(
            r"^(?!.*\b(?:are|is|be|you|your|must|should|may|can|will|required|for)\b)[A-Z][\w'’()–-]+(?: [\w'’()–-]+){0,5}$"
        ),
    ),
    stamp_labels={
        "last updated": "updated",
        "latest updates": "note",
        "still valid": "current_at",
        "date modified": "updated",
    },
    levels=(
        Level(3, re.compile(r"\bavoid all travel\b", re.IGNORECASE)),
        Level(2, re.compile(r"\bavoid non-essential travel\b", re.IGNORECASE)),
        Level(1, re.compile(r"\b(?:exercise|take) a high degree of (?:security )?caution\b", re.IGNORECASE)),
        Level(0, re.compile(r"\b(?:take|exercise) normal security precautions\b", re.IGNORECASE)),
    ),
    layouts=(("div#risk, div#security", "travel-gc-ca"),),
    prepare=_prepare,
    read_json=_read_json,
    entries=_entries,
    hosts=("travel.gc.ca", "www.travel.gc.ca", "data.international.gc.ca"),
    place_of=_place_of,
    page_url=_page_url,
    page_names=("travel-advice", *(slug for _, slug, _ in _SECTIONS)),
    targets=_targets,
    index=Target(
        "index",
        "Index of travel advice",
        f"{_DATA}/index-alpha-eng.json",
        "https://travel.gc.ca/travelling/advisories",
        way="index of the open data",
        kind="api",
    ),
    usual_parts={slug: title for _, slug, title in _SECTIONS},
)
