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
from monitor.read.document import Advice, Document, Stamps
from monitor.read.html import walk
from monitor.read.lines import text_of
from monitor.read.text import normal
from monitor.read.tree import parse

_SITE = "https://www.gov.uk"

# GOV.UK's slugs are its own names of countries (travel-advice-publisher, `lib/data/countries.yml`); these are not what
# one would make of the usual English name.
_SLUGS = {
    "AQ": "antarctica-british-antarctic-territory", "BL": "st-martin-and-st-barthelemy", "BQ": "bonaire-st-eustatius-saba",
    "CD": "democratic-republic-of-the-congo", "CG": "congo", "CI": "cote-d-ivoire", "CK": "cook-islands-tokelau-and-niue",
    "FM": "federated-states-of-micronesia", "GM": "the-gambia", "HK": "hong-kong", "MF": "st-martin-and-st-barthelemy",
    "MM": "myanmar", "MO": "macao", "NR": "naoero", "NU": "cook-islands-tokelau-and-niue", "PN": "pitcairn-island",
    "PS": "palestine", "SH": "st-helena-ascension-and-tristan-da-cunha", "SX": "st-maarten",
    "TK": "cook-islands-tokelau-and-niue", "TR": "turkey", "US": "usa", "VA": "holy-see", "VC": "st-vincent-and-the-grenadines",
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
    builder.name(_text(data.get("title")) or _text(data.get("base_path")))
    statuses = tuple(dict.fromkeys(s for s in _list(details.get("alert_status")) if isinstance(s, str)))
    warnings = [_warning(status, details.get("country")) for status in statuses]
    for each in _list(details.get("parts")):
        if isinstance(each, dict):
            slug, title = _text(each.get("slug")), _text(each.get("title"))
            builder.part(title or slug, slug or None)
            _warn(warnings, builder)
            warnings = []
            before = builder.enter()
            _body(each.get("body"), builder)
            builder.leave(before, 0)
    _warn(warnings, builder)
    _body(details.get("body"), builder)
    document = builder.document(language=_text(data.get("locale")) or "en")
    return replace(
        document,
        advice=tuple(Advice(_STATUS.get(status, status)) for status in statuses),
        layout="content-api",
        stamps=Stamps(
            updated=_when(
                details.get("reviewed_at") or details.get("public_timestamp") or data.get("public_updated_at")
            ),
            note=_note(details),
            withdrawn=_withdrawn(data.get("withdrawn_notice")),
        ),
    )


def _warning(status: str, country: Any) -> str:
    """The sentence that GOV.UK prints above the text for a status."""
    name = _text(country.get("name")) if isinstance(country, dict) else ""
    words = _STATUS.get(status, status.replace("_", " "))
    return f"{words}{' of' if status.endswith('_parts') else ' to'} {name}" if name and status in _STATUS else words


def _warn(warnings: list[str], builder: Builder) -> None:
    """Every page of the advice shows its warnings on top; they are said once, on the first part."""
    for warning in warnings:
        builder.block("warning", warning)


def _withdrawn(notice: Any) -> str | None:
    """The notice of withdrawal; GOV.UK gives an empty object where there is none."""
    if not isinstance(notice, dict) or not notice:
        return None
    explanation = _text(notice.get("explanation"))
    said = text_of(parse(explanation)) if explanation.strip() else ""
    return said or normal(f"Withdrawn {_text(notice.get('withdrawn_at'))}")


def _page_url(url: str) -> str:
    """The page of a Content API address; a part of travel advice has an address of its own."""
    page = url.replace("/api/content/", "/", 1)
    return page + "/{part}" if "/foreign-travel-advice/" in page else page


def _note(details: dict[str, Any]) -> str | None:
    note = normal(_text(details.get("change_description")))
    history = [each for each in _list(details.get("change_history")) if isinstance(each, dict)]
    if not note and history:
        newest = max(history, key=lambda each: str(each.get("public_timestamp", "")))
        note = normal(_text(newest.get("note")))
    note = re.sub(r"^Latest update:?\s*[-–—]?\s*", "", note, flags=re.IGNORECASE)
    return note[:1].upper() + note[1:] or None


def _body(body: Any, builder: Builder) -> None:
    """Bodies are HTML, or a list of the same text in several content types."""
    if isinstance(body, list):
        htmls = [b.get("content") for b in body if isinstance(b, dict) and b.get("content_type") == "text/html"]
        body = htmls[0] if htmls else None
    if isinstance(body, str) and body.strip():
        root = parse(body).body
        if root is not None:
            for heading in root.find_all("h1"):
                heading.name = "h2"  # inside a body, `h1` is a heading of the text: it opens no part
            walk(root, builder)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


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
    roots=("main#content", "main"),
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
        ".gem-c-subscription-links",
        ".gem-c-back-to-top-link",
        ".app-c-back-to-top",
        ".gem-c-skip-link",
        ".govuk-skip-link",
        ".gem-c-cookie-banner",
        ".govuk-cookie-banner",
        ".organisation-logos",
        ".gem-c-organisation-logo",
        ".print-meta-data",
        ".meta-data--display-print",
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
        Level(1, re.compile(rf"(?:{_AGAINST}|\b(?:and|or)\s+)all but essential travel\b", re.IGNORECASE)),
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
