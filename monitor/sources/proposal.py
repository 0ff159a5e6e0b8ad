"""An entry for `sources` of sources.yaml, proposed for a page that somebody has looked at."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from pydantic import ValidationError

from monitor.publishers import KNOWN
from monitor.publishers.countries import country_name
from monitor.publishers.publisher import Place, Publisher, Target
from monitor.read.text import slugify
from monitor.report.safe import safe_json, safe_line
from monitor.sources.config import SourceEntry
from monitor.sources.identity import place_at

ANY_URL = "https://example.org/write-the-address-of-the-page-here"
"""Stands in the entry of a file whose address nobody knows."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry, and how it is written."""

    entry: SourceEntry
    text: str
    """YAML, to be pasted below `sources:`."""
    asks: str | None
    """The URL that it asks, where it asks several: that of this page."""
    remarks: tuple[str, ...] = ()
    """What is to be known of it: a sentence each."""


def proposed_entry(
    *, url: str | None, publisher: str, place: Place | None, country: str | None, title: str, root: str | None,
    has_parts: bool,
) -> Proposal | None:  # fmt: skip
    """The entry by which a page would best be watched; None where its URL cannot stand in the file.

    A page of which its publisher's module knows the address is named by publisher and country: it is then found also
    when it moves. Any other is named by its URL.

    Args:
        publisher: id, or "" where it is nobody's that is known: then the host gives one.
        place: which of the publisher's pages it is.
        title: of the document; hostile.
        root: CSS selector that is to be named.
        has_parts: whether the answer has parts that are pages of their own.
    """
    known = KNOWN.get(publisher)
    target = _target(known, place, country) if known and place and root is None else None
    if known and place and target and country:
        values: dict[str, Any] = {"publisher": known.id, "country": country, "pages": [place.part or place.name]}
        remarks = () if target.url == url else (f"It asks {target.url}, where the publisher keeps this page.",)
        return Proposal(SourceEntry.model_validate(values), _yaml(values), target.url, remarks)
    at = url or ANY_URL
    values = {"publisher": publisher or _id_of_host(at)}
    if country:
        values["country"] = country
    if place_at(publisher, at) is None:
        values["name"] = _name(at if url else "", title)
    if title and "${" not in title:
        values["title"] = _title(title, country)
    values["url"] = at
    if root:
        values["root"] = root
    if has_parts:
        values["parts"] = "all"
    try:
        entry = SourceEntry.model_validate(values)
    except ValidationError:  # a URL with a password, or one that is none
        return None
    if "${" in at or "${" in (root or ""):
        return None
    who = "" if known else ", and an id for its publisher,"
    remarks = () if url else (f"The file does not say where the page is: write its address{who} into the entry.",)
    return Proposal(entry, _yaml(values), at, remarks)


def _target(publisher: Publisher, place: Place, country: str | None) -> Target | None:
    """The address that the publisher's module knows for a page."""
    name = place.part or place.name
    if publisher.targets is None or country is None or (publisher.page_names and name not in publisher.page_names):
        return None
    if place.part is not None:  # a part is asked with the others
        targets = [target for target in publisher.targets(country) if target.has_parts]
        return targets[0] if targets and targets[0].name == place.name else None
    return next((target for target in publisher.targets(country) if target.name == place.name), None)


def _id_of_host(url: str) -> str:
    """An id for a publisher of whom nothing is known: "https://www.labirint.online/kz" -> "labirint"."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    name = re.sub(r"[^a-z0-9-]", "", host.partition(".")[0].lower())
    return name if re.search("[a-z]", name) else "site"


def _name(url: str, title: str) -> str:
    """The last part of the page's id, of the letters that an id may have."""
    steps = [step for step in unquote(urlsplit(url).path).split("/") if step]
    for text in (*reversed(steps), title):
        words = re.sub(r"\.(?:html?|aspx?|php|json|xml|pdf)$", "", text, flags=re.IGNORECASE)
        name = re.sub("[^a-z0-9]+", "-", slugify(words)).strip("-") if words.strip() else ""
        if len(name) > _LONGEST_NAME:
            name = name[:_LONGEST_NAME].rpartition("-")[0] or name[:_LONGEST_NAME]
        if re.search("[a-z]", name):
            return name
    return "page"


_LONGEST_NAME = 60
_LONGEST_TITLE = 100


def _title(title: str, country: str | None) -> str:
    """How reports call the page: country first, as everywhere."""
    short = safe_line(title)
    if len(short) > _LONGEST_TITLE:
        short = short[:_LONGEST_TITLE].rpartition(" ")[0] + " …"
    name = country_name(country) if country else ""
    return short if not name or short.startswith(f"{name} / ") else f"{name} / {short}"


_PLAIN = re.compile(r"[A-Za-z][\w.-]*(?: [\w.>-]+)*|https?://[\w./%?&=+~,@!$()*;:-]*[\w/=)]", re.ASCII)
_WORDS = frozenset("true false null yes no on off y n".split())


def _yaml(values: dict[str, Any]) -> str:
    """The entry as it stands below `sources:`; every text that could mean something to YAML is quoted."""
    lines = [f"{key}: {_scalar(value)}" for key, value in values.items()]
    return "  - " + "\n    ".join(lines) + "\n"


def _scalar(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    text = str(value)
    # NO is Norway, and false to YAML of old.
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return safe_json(json.dumps(text, ensure_ascii=False))
