"""The `CountryTravelInformation` of State's data service: the parts of a country's page as fields of JSON.

Fields as stored copies hold them; any may be null or missing. `tag` is a FIPS code ("KG" is Kyrgyzstan, but "GG" is
Georgia), `geopoliticalarea` the country's name.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from monitor.errors import UnreadableError
from monitor.publishers.us_state.feeds import country_of
from monitor.publishers.us_state.parts import (
    DESCRIPTION,
    EMBASSIES,
    ENTRY,
    HEALTH,
    LAWS,
    SAFETY,
    TITLES,
    TRANSPORT,
)
from monitor.read.builder import Builder
from monitor.read.dates import parse_date
from monitor.read.document import Document
from monitor.read.entry import Entry
from monitor.read.text import normal
from monitor.read.tree import fragment
from monitor.read.walk import PART, walk

if TYPE_CHECKING:
    from monitor.publishers.publisher import Publisher

LAYOUT = "cadataapi"
_FIELDS = {
    "travel_embassyAndConsulate": EMBASSIES,
    "destination_description": DESCRIPTION,
    "entry_exit_requirements": ENTRY,
    "safety_and_security": SAFETY,
    "local_laws_and_special_circumstances": LAWS,
    "health": HEALTH,
    "travel_transportation": TRANSPORT,
}
"""Field to the slug of its part, in the order of the page."""


def information_entries(data: Any) -> tuple[Entry, ...] | None:
    """A line a country of a list of them; None where the JSON is something else."""
    if not isinstance(data, list) or not data or not all(_is_country(each) for each in data):
        return None
    return tuple(
        Entry(
            title=_name(each),
            url="",
            country=_country(each),
            name="country-information",
            updated=_updated(each),
            body="".join(f'<h2 {PART}="{slug}">{html.escape(TITLES[slug])}</h2>{text}' for slug, text in _parts(each)),
        )
        for each in data
    )


def read_country(data: Any, publisher: Publisher) -> Document:
    """The document of one country.

    Raises:
        UnreadableError: the JSON is none of the service's.
    """
    if not _is_country(data):
        raise UnreadableError("is JSON, but neither State's advisories nor its country information")
    builder = Builder(publisher)
    builder.layout = LAYOUT
    builder.name(_name(data))
    for slug, text in _parts(data):
        builder.part(TITLES[slug], slug)
        before = builder.enter()
        root = fragment(text)
        if root is not None:
            for heading in root.find_all("h1"):
                heading.name = "h2"
            walk(root, builder)
        builder.leave(before, 0)
    document = builder.document(country=_country(data))
    return replace(document, stamps=replace(document.stamps, updated=_updated(data)))


def _is_country(data: Any) -> bool:
    return isinstance(data, dict) and any(isinstance(data.get(field), str) for field in _FIELDS)


def _parts(data: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(slug, data[field]) for field, slug in _FIELDS.items() if isinstance(data.get(field), str)]


def _name(data: Mapping[str, Any]) -> str:
    name = data.get("geopoliticalarea")
    return normal(html.unescape(name)) if isinstance(name, str) and name.strip() else "Country information"


def _country(data: Mapping[str, Any]) -> str | None:
    tag = data.get("tag")
    return country_of(_name(data), "", [tag] if isinstance(tag, str) else [])


def _updated(data: Mapping[str, Any]) -> str | None:
    """ "Last Updated: April 02, 2026"."""
    text = data.get("last_update_date")
    if not isinstance(text, str):
        return None
    said = normal(html.unescape(text)).rpartition(":")[2].strip()
    return parse_date(said, "MDY") or said or None
