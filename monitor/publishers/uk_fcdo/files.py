"""Files beside the text: the map of travel advice, and the documents of a publication.

A page shows a file by a link; its size and its number of pages are the file's and not the page's, but for the map, whose
size is part of the link's words. The random id of a file changes on every publication and is left out. The id in a file's
address does not: it is another one only where another file was uploaded (stored pages of 2025 and 2026 show a new edition
of the map behind each), so that addresses stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, log10
from typing import Any

from bs4 import Tag

from monitor.publishers.json_fields import mapping, objects
from monitor.publishers.uk_fcdo.fields import items, text
from monitor.read.lines import text_of
from monitor.read.text import normal
from monitor.read.tree import parse

_UNITS = ("Bytes", "KB", "MB", "GB", "TB")
_DIGITS = 3


def map_of(details: Mapping[str, Any]) -> tuple[str, str] | None:
    """The link to the detailed map, as (url, words): the page prints it below the map's picture, and only there."""
    url = text(mapping(details.get("document")).get("url")).strip()
    if not url or not text(mapping(details.get("image")).get("url")).strip():
        return None
    size = mapping(details.get("document")).get("file_size")
    shown = f", {_human(size)}" if isinstance(size, int) and not isinstance(size, bool) and size > 0 else ""
    return url, f"Download a more detailed map (PDF{shown})"


def attached(details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The documents that a publication's page lists, as (url, title), in the page's order.

    `attachments` are shown as far as `featured_attachments` names them; older documents carry the list as HTML.
    """
    files = objects(details.get("attachments"))
    featured = details.get("featured_attachments")
    if files and isinstance(featured, list):
        by_id = {file["id"]: file for file in reversed(files) if isinstance(file.get("id"), str)}
        files = [by_id[id] for id in featured if isinstance(id, str) and id in by_id]
    if files:
        listed = [(text(file.get("url")), normal(text(file.get("title")))) for file in files]
    else:
        listed = [link for html in items(details.get("documents")) if (link := _link(text(html)))]
    return [(url, title) for url, title in listed if url.strip() and title]


def file_link(section: Tag) -> Tag | None:
    """The link of a file that a page shows with its picture, type and size: the one that carries the file's title."""
    return next((a for a in section.select("a[href]") if a.get("aria-hidden") != "true" and text_of(a)), None)


def _link(html: str) -> tuple[str, str] | None:
    found = file_link(parse(html)) if html.strip() else None
    return None if found is None else (str(found["href"]), text_of(found))


def _human(size: int) -> str:
    """A number of bytes as GOV.UK prints it: units of 1024, three digits that count, no zeros behind the point."""
    power = 0
    amount = float(min(size, 1024 ** len(_UNITS) - 1))
    while amount >= 1024 and power < len(_UNITS) - 1:
        amount /= 1024
        power += 1
    shown = round(amount, _DIGITS - 1 - floor(log10(amount)))
    return f"{shown:g} {_UNITS[power]}" if shown < 10**6 else f"{shown:.0f} {_UNITS[power]}"
