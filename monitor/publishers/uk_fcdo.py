"""FCDO's pages on GOV.UK: travel advice and guidance, by the Content API and as HTML.

Sources: alphagov/travel-advice-publisher (`travel_advice_edition.rb`), alphagov/publishing-api
(`content_schemas/dist/formats/travel_advice`, `html_publication`), alphagov/frontend (`travel_advice_presenter.rb`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from monitor.errors import UnreadableError
from monitor.publishers.countries import country_slug
from monitor.publishers.publisher import Level, Publisher, Target
from monitor.read.builder import Builder
from monitor.read.dates import parse_date
from monitor.read.document import Document, Stamps
from monitor.read.html import parse, walk
from monitor.read.text import normal

_SITE = "https://www.gov.uk"

# GOV.UK's slugs are its own names of countries, which are not always those of ISO's short names.
_SLUGS = {
    "CD": "democratic-republic-of-the-congo", "CG": "congo", "CI": "cote-d-ivoire", "CV": "cape-verde",
    "CZ": "czech-republic", "FK": "falkland-islands", "FM": "federated-states-of-micronesia", "GM": "the-gambia",
    "HK": "hong-kong", "KP": "north-korea", "KR": "south-korea", "LA": "laos", "MM": "myanmar", "MO": "macao",
    "NL": "netherlands", "PS": "palestine", "RU": "russia", "ST": "sao-tome-and-principe", "SY": "syria",
    "SZ": "eswatini", "TL": "timor-leste", "TR": "turkey", "TW": "taiwan", "TZ": "tanzania", "US": "usa",
    "VE": "venezuela", "VN": "vietnam", "BN": "brunei", "BO": "bolivia", "BS": "bahamas", "IR": "iran",
    "MD": "moldova", "MK": "north-macedonia",
}  # fmt: skip

_STATUS = {
    "avoid_all_travel_to_whole_country": "FCDO advises against all travel",
    "avoid_all_travel_to_parts": "FCDO advises against all travel to parts",
    "avoid_all_but_essential_travel_to_whole_country": "FCDO advises against all but essential travel",
    "avoid_all_but_essential_travel_to_parts": "FCDO advises against all but essential travel to parts",
}
"""`details.alert_status` in FCDO's own words."""


def _targets(country: str) -> tuple[Target, ...]:
    slug = _SLUGS.get(country) or country_slug(country)
    path = f"/foreign-travel-advice/{slug}"
    url = f"{_SITE}/api/content{path}"
    return (Target("travel-advice", "Travel advice", url, _page_url(url), has_parts=True),)


def _read_json(data: Any) -> Document:
    """A Content API document: `travel_advice` with its parts, or any type with a body of HTML.

    Only what a reader sees is read: `publishing_request_id`, `updated_at` at the top and the random id of the map's
    document change on every publication and say nothing.
    """
    if not isinstance(data, dict) or not isinstance(data.get("details"), dict):
        raise UnreadableError("is JSON, but no document of GOV.UK's Content API (it has no `details`)")
    details = data["details"]
    builder = Builder(UK_FCDO)
    builder.heading(_text(data.get("title")), 1)
    found_parts = details.get("parts")
    if isinstance(found_parts, list):
        for each in found_parts:
            if isinstance(each, dict):
                builder.heading(_text(each.get("title")), 1, slug=_text(each.get("slug")) or None)
                _body(each.get("body"), builder, base_level=0)
    else:
        _body(details.get("body"), builder, base_level=0)
    document = builder.document(language=_text(data.get("locale")) or "en")
    statuses = details.get("alert_status")
    withdrawn = data.get("withdrawn_notice")
    withdrawn = _text(withdrawn.get("explanation")) if isinstance(withdrawn, dict) and withdrawn else ""
    return replace(
        document,
        stamps=Stamps(
            updated=_when(
                details.get("reviewed_at") or details.get("public_timestamp") or data.get("public_updated_at")
            ),
            note=_note(details),
            withdrawn=normal(parse(withdrawn).get_text(" ")) or None if withdrawn else None,
            levels=tuple(_STATUS.get(s, s) for s in statuses if isinstance(s, str))
            if isinstance(statuses, list)
            else (),
        ),
    )


def _page_url(url: str) -> str:
    """The page of a Content API address; a part of travel advice has an address of its own."""
    page = url.replace("/api/content/", "/", 1)
    return page + "/{part}" if "/foreign-travel-advice/" in page else page


def _note(details: dict[str, Any]) -> str | None:
    note = _text(details.get("change_description"))
    history = details.get("change_history")
    if not note and isinstance(history, list) and history and isinstance(history[-1], dict):
        newest = max((h for h in history if isinstance(h, dict)), key=lambda h: str(h.get("public_timestamp", "")))
        note = _text(newest.get("note"))
    return re.sub(r"^Latest update:\s*", "", normal(note)) or None


def _body(body: Any, builder: Builder, base_level: int) -> None:
    """Bodies are HTML, or a list of the same text in several content types."""
    if isinstance(body, list):
        htmls = [b.get("content") for b in body if isinstance(b, dict) and b.get("content_type") == "text/html"]
        body = htmls[0] if htmls else None
    if isinstance(body, str) and body.strip():
        root = parse(body).body
        if root is not None:
            walk(root, builder, base_level)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _when(value: Any) -> str | None:
    text = _text(value)
    return text if re.match(r"\d{4}-\d{2}-\d{2}T", text) else parse_date(text, "DMY")


_AGAINST = r"advis(?:es?|ing|ed) against\s+"
UK_FCDO = Publisher(
    id="uk-fcdo",
    name="FCDO",
    region="GB",
    date_order="DMY",
    licence="Contains public sector information licensed under the Open Government Licence v3.0.",
    roots=("main .govspeak-wrapper", "main#content", "main"),
    furniture=(
        ".part-navigation-container",
        ".govuk-pagination",
        ".gem-c-pagination",
        ".gem-c-breadcrumbs",
        ".gem-c-contextual-sidebar",
        ".gem-c-print-link",
        ".gem-c-share-links",
        ".gem-c-feedback",
        ".gem-c-contents-list",
        ".gem-c-contents-list-with-body__link-wrapper",
        ".gem-c-skip-link",
        ".govuk-skip-link",
        ".gem-c-cookie-banner",
        ".govuk-cookie-banner",
        ".organisation-logos",
        ".gem-c-organisation-logo",
        ".print-meta-data",
        ".govuk-warning-text__icon",
        ".govuk-visually-hidden",
        ".visually-hidden",
        ".visuallyhidden",
    ),
    furniture_text=(
        re.compile(r"^(?:Previous|Next)\s?:\s?\S"),
        re.compile(r"^View a printable version of the whole guide$"),
        re.compile(r"^(?:Print this page|Print all pages of this guide|Contents|Guidance|Foreign travel advice)$"),
    ),
    stamp_labels={
        "still current at": "current_at",
        "updated": "updated",
        "last updated": "updated",
        "published": "issued",
        "reviewed": "reviewed",
        "latest update": "note",
    },
    stamp_text=(
        (re.compile(r"^Updated (\d{1,2} [A-Z][a-z]+ \d{4})$"), "updated"),
        (re.compile(r"^Published (\d{1,2} [A-Z][a-z]+ \d{4})$"), "issued"),
    ),
    levels=(
        Level(2, re.compile(_AGAINST + r"all travel\b", re.IGNORECASE)),
        Level(1, re.compile(_AGAINST + r"all but essential travel\b", re.IGNORECASE)),
        Level(
            2, re.compile(r"\bvery likely to (?:try to )?carry out (?:terrorist )?attacks", re.IGNORECASE), "terrorism"
        ),
        Level(1, re.compile(r"\blikely to (?:try to )?carry out (?:terrorist )?attacks", re.IGNORECASE), "terrorism"),
    ),
    read_json=_read_json,
    page_url=_page_url,
    page_names=(),
    targets=_targets,
    usual_parts={
        "warnings-and-insurance": "Warnings and insurance",
        "entry-requirements": "Entry requirements",
        "safety-and-security": "Safety and security",
        "regional-risks": "Regional risks",
        "health": "Health",
        "getting-help": "Getting help",
    },
)
