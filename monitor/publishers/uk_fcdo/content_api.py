"""Documents of GOV.UK's Content API: travel advice and guides with their parts, publications and guidance.

Sources: alphagov/publishing-api (`content_schemas`: `travel_advice`, `guide`, `html_publication`, `detailed_guide`,
`publication`, `gone`, `redirect`); alphagov/frontend (`app/views`) for what of them a page shows, and in which order.

Only what the page shows is read, in the page's own order. `publishing_request_id`, `updated_at` and the random id of the
map's document change on every publication and say nothing; `headers` (until September 2025 `headings`) and the list of
`parts` are a table of contents of what the bodies say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from monitor.errors import UnreadableError
from monitor.publishers.json_fields import mapping, objects
from monitor.publishers.publisher import Publisher
from monitor.publishers.uk_fcdo.dated import stamps
from monitor.publishers.uk_fcdo.fields import text
from monitor.publishers.uk_fcdo.files import attached, map_of
from monitor.publishers.uk_fcdo.places import SITE, country_of, part_slug
from monitor.publishers.uk_fcdo.status import advice_of
from monitor.read.builder import Builder
from monitor.read.document import Document
from monitor.read.lines import text_of
from monitor.read.text import normal
from monitor.read.tree import fragment, parse
from monitor.read.walk import walk

_WITH_DESCRIPTION = frozenset({"detailed_guide", "publication"})
"""Schemas whose pages print the description above the text."""
_LONGEST = 200
"""Characters of a page's own words in an error message."""


def read_content(data: Any, publisher: Publisher) -> Document:
    """A document of the Content API: one with parts, or any type with a body of HTML.

    Raises:
        UnreadableError: it is no document of the Content API, or one that says that the page has gone or moved.
    """
    if not isinstance(data, dict):
        raise UnreadableError("is JSON, but no document of GOV.UK's Content API (it is no object)")
    _demand_a_page(data)
    if not isinstance(data.get("details"), dict):
        raise UnreadableError("is JSON, but no document of GOV.UK's Content API (it has no `details`)")
    details = data["details"]
    country = mapping(details.get("country"))
    builder = Builder(publisher)
    builder.layout = "content-api"
    builder.advice += advice_of(details.get("alert_status"))
    # The page of travel advice is headed by the country alone.
    builder.name(text(country.get("name")) or text(data.get("title")) or text(data.get("base_path")))
    parts = _parts(details)
    if parts:
        _read_parts(parts, builder, map_of(details))
    else:
        _read_whole(data, details, builder)
    document = builder.document(
        country=country_of(text(country.get("slug")), text(country.get("name"))),
        language=text(data.get("locale")),
    )
    return replace(document, stamps=stamps(data, details))


def _demand_a_page(data: Mapping[str, Any]) -> None:
    kind = text(data.get("document_type")) or text(data.get("schema_name"))
    details = mapping(data.get("details"))
    if kind == "gone":
        why = _said(_inner_text(details.get("explanation")))
        instead = _said(text(details.get("alternative_path")))
        because = f' with the words "{why.rstrip(".")}"' if why else ""
        raise UnreadableError(
            f"is gone: GOV.UK has taken it down{because}"
            + (f"; it names {SITE}{instead} instead" if instead.startswith("/") else "")
        )
    if kind == "redirect":
        to = _said(_destination(data))
        address = SITE + to if to.startswith("/") else to
        raise UnreadableError(
            f"has moved to {address}: name that address" if address else "has moved, and GOV.UK says not where to"
        )


def _destination(data: Mapping[str, Any]) -> str:
    """Where the page itself leads to; a redirect of what lies below it is another's."""
    redirects = objects(data.get("redirects")) or objects(mapping(data.get("details")).get("redirects"))
    own = [each for each in redirects if each.get("path") == data.get("base_path")]
    return next((found for each in (*own, *redirects) if (found := text(each.get("destination")))), "")


def _said(words: str) -> str:
    words = normal(words)
    return words if len(words) <= _LONGEST else words[:_LONGEST].rstrip() + "…"


def _parts(details: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The parts, in the page's order. Until May 2023 the summary was a field of its own, and the first part."""
    parts = objects(details.get("parts"))
    summary = details.get("summary")
    if _html(summary) and not any(each.get("slug") == "summary" for each in parts):
        return [{"slug": "summary", "title": "Summary", "body": summary}, *parts]
    return parts


def _read_parts(parts: list[Mapping[str, Any]], builder: Builder, a_map: tuple[str, str] | None) -> None:
    for number, part in enumerate(parts):
        title, slug = normal(text(part.get("title"))), text(part.get("slug"))
        name = part_slug(slug or title) if slug or title else None
        builder.part(title or normal(slug), name)
        before = builder.enter()
        if number == 0 and a_map is not None:
            builder.block("paragraph", a_map[1], [a_map])
        _body(part.get("body"), builder)
        builder.leave(before, 0)


def _read_whole(data: Mapping[str, Any], details: Mapping[str, Any], builder: Builder) -> None:
    schema = text(data.get("schema_name")) or text(data.get("document_type"))
    if schema in _WITH_DESCRIPTION:
        builder.block("paragraph", _description(data.get("description")))
    if schema == "publication":
        files = attached(details)
        if files:
            builder.heading("Documents", 2)
        for url, title in files:
            builder.block("paragraph", title, [(url, title)])
        builder.heading("Details", 2)
    _body(details.get("body"), builder)


def _description(value: Any) -> str:
    """Some answers give the description, too, as a list of the same text in several content types."""
    return text(value) or _inner_text(_html(value))


def _inner_text(html: Any) -> str:
    html = text(html)
    return text_of(parse(html)) if html.strip() else ""


def _html(body: Any) -> str:
    """Bodies are HTML, or a list of the same text in several content types."""
    if isinstance(body, list):
        return next((text(b.get("content")) for b in objects(body) if b.get("content_type") == "text/html"), "")
    return text(body)


def _body(body: Any, builder: Builder) -> None:
    html = _html(body)
    root = fragment(html)
    if root is None:
        return
    root.name = "main"  # it holds the content alone
    for heading in root.find_all("h1"):
        heading.name = "h2"  # inside a body, `h1` is a heading of the text: it opens no part
    walk(root, builder)
