"""The index of travel advice: one answer that tells of which countries a change was announced.

Source: alphagov/publishing-api, `content_schemas/dist/formats/travel_advice_index`. Silent changes are not in it: a
minor update keeps its note and its date.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from monitor.publishers.json_fields import mapping, objects
from monitor.publishers.uk_fcdo.fields import note, text, when
from monitor.publishers.uk_fcdo.places import PAGES, SITE, country_of
from monitor.read.entry import Entry
from monitor.read.text import normal

_KIND = "travel_advice_index"
_PREFIX = "/foreign-travel-advice/"


def entries(data: Any) -> tuple[Entry, ...] | None:
    """A line a country, in the index's order; None where the JSON is no index of travel advice."""
    if not isinstance(data, dict) or _KIND not in (data.get("document_type"), data.get("schema_name")):
        return None
    lines = (_entry(child) for child in objects(mapping(data.get("links")).get("children")))
    return tuple(line for line in lines if line is not None)


def _entry(child: Mapping[str, Any]) -> Entry | None:
    details = mapping(child.get("details"))
    country = mapping(details.get("country"))
    path = text(child.get("base_path"))
    is_advice = path.startswith(_PREFIX)
    title = normal(text(child.get("title"))) or normal(text(country.get("name")))
    if not is_advice and not title:
        return None
    slug = text(country.get("slug")) or (path.removeprefix(_PREFIX) if is_advice else "")
    return Entry(
        title=title or slug,
        url=SITE + path if path.startswith("/") else "",
        country=country_of(slug, text(country.get("name"))),
        name=PAGES,
        updated=when(child.get("public_updated_at")),
        note=note(details.get("change_description")),
    )
