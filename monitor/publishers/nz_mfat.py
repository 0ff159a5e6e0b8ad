"""SafeTravel: the travel advice of New Zealand's Ministry of Foreign Affairs and Trade.

What is known, and from where; no page was seen as the site serves it today: addresses, the four levels, "Page updated",
and the list of levels that a page carries as JSON in the attribute `data-content` of `#js-advice-level-accordion`
(`title`, `subtitle`, `regional`, `lastUpdated`, `stillCurrentAt`, `body` as HTML), as published scrapers of 2026 describe
them. A reader sees that list as text, so it is read as text; of `#js-accordion` it is only supposed that it is alike.
There is HTML only. A page that is not there is answered with 200 and the title "Page not found".
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from monitor.errors import EmptyAnswerError
from monitor.publishers.countries import country_code
from monitor.publishers.json_fields import objects, text, words
from monitor.publishers.native import usual_slug
from monitor.publishers.publisher import Level, Place, Publisher, Target
from monitor.publishers.urls import steps
from monitor.read.document import Advice
from monitor.read.lines import text_of
from monitor.read.tree import fragment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bs4 import BeautifulSoup, Tag

    from monitor.read.builder import Builder

_SITE = "https://www.safetravel.govt.nz/destinations"
_HOSTS = ("www.safetravel.govt.nz", "safetravel.govt.nz")
_SLUGS = {"US": "united-states-of-america"}


def _targets(country: str) -> tuple[Target, ...]:
    url = f"{_SITE}/{_SLUGS.get(country) or usual_slug(country)}"
    return (Target("travel-advice", "Travel advice", url, url),)


def _place_of(url: str) -> Place | None:
    """The page of a country, also by the form of its URL until 2024 ("safetravel.govt.nz/georgia")."""
    page = steps(url, *_HOSTS)
    slug = page[1] if len(page) == 2 and page[0] == "destinations" else page[0] if len(page) == 1 else ""
    known = next((code for code, mine in _SLUGS.items() if mine == slug), None) or (
        country_code(slug) if slug else None
    )
    if known is None and (len(page) != 2 or page[0] != "destinations"):
        return None
    return Place(known, "travel-advice")


def _prepare(soup: BeautifulSoup, builder: Builder) -> None:
    """Write out what the page carries as data, and take its levels and dates.

    Raises:
        EmptyAnswerError: the page says that it is none.
    """
    if soup.title is not None and re.match(r"page not found\b", text_of(soup.title), re.IGNORECASE):
        raise EmptyAnswerError('is SafeTravel\'s "Page not found", though it was answered as if it were a page')
    for holder in soup.select("#js-advice-level-accordion[data-content], #js-accordion[data-content]"):
        is_level = holder.get("id") == "js-advice-level-accordion"
        for item in objects(_json(str(holder["data-content"]))):
            _write(item, holder, soup)
            if is_level:
                _take_level(item, builder)
        del holder["data-content"]


def _json(value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def _write(item: Mapping[str, Any], holder: Tag, soup: BeautifulSoup) -> None:
    """Put an item where a browser would show it: its title as a heading, its body below."""
    heading = soup.new_tag("h2")
    heading.string = " ".join(filter(None, (words(item.get("title")), words(item.get("subtitle")))))
    if heading.string:
        holder.append(heading)
    body = item.get("body")
    inside = fragment(body) if isinstance(body, str) else None
    if inside is not None:
        inside.name = "div"
        holder.append(inside.extract())


def _take_level(item: Mapping[str, Any], builder: Builder) -> None:
    title = words(item.get("title"))
    if not title:
        return
    area = re.sub(r"^(?:to|in|for)\s+", "", words(item.get("subtitle")), flags=re.IGNORECASE)
    builder.advice.append(Advice(title, area=area if item.get("regional") is True else ""))
    if item.get("regional") is not True:
        for field, label in (("lastUpdated", "Last updated"), ("stillCurrentAt", "Still current at")):
            if value := text(item.get(field)):
                builder.stamp(label, value)


_LEVELS = (
    ("do not travel", 4),
    ("avoid (?:all )?non-essential travel", 3),
    ("exercise increased caution", 2),
    ("exercise normal (?:safety (?:and security )?)?precautions", 1),
)
_OF_FOUR = r"\bWORDS (?:to|in) (?P<area>(?:(?!due to|because)[^.;()]){1,200}?)\s*\(level [1-4] of 4\)"
"""The sentence below a level: "Do not travel to the north (level 4 of 4) because of ..."."""

NZ_MFAT = Publisher(
    id="nz-mfat",
    name="SafeTravel (New Zealand)",
    region="NZ",
    date_order="DMY",
    licence="Text of SafeTravel © New Zealand Ministry of Foreign Affairs and Trade, licensed under CC BY 4.0.",
    roots=("main",),
    stamp_labels={"page updated": "updated", "last updated": "updated", "still current at": "current_at"},
    stamp_text=(
        (re.compile(r"^(?:Page|Last) updated:? (\d{1,2} [A-Z][a-z]+ \d{4})$", re.IGNORECASE), "updated"),
        (re.compile(r"^Still current at:? (\d{1,2} [A-Z][a-z]+ \d{4})$", re.IGNORECASE), "current_at"),
    ),
    levels=tuple(
        Level(step, re.compile(pattern.replace("WORDS", said), re.IGNORECASE))
        for pattern in (_OF_FOUR, r"\bWORDS\b")
        for said, step in _LEVELS
    ),
    prepare=_prepare,
    hosts=_HOSTS,
    place_of=_place_of,
    page_names=("travel-advice",),
    targets=_targets,
)
