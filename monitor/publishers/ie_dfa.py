"""The travel advice of Ireland's Department of Foreign Affairs, on ireland.ie.

What is known, and from where; no page was seen as the site serves it today: addresses, slugs, the four levels and the
classes `.travel-landing--summary`, `.security-status`, `.update-text` ("Updated on: 4 May 2026") and `.accordion`, as
published scrapers of 2025 and 2026 describe them. There is HTML only; the site refuses some clients by their name.
Under what terms its text may be used was not checked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor.publishers.countries import country_code
from monitor.publishers.native import usual_slug
from monitor.publishers.publisher import Level, Place, Publisher, Target
from monitor.publishers.urls import steps
from monitor.read.document import Advice
from monitor.read.lines import text_of

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from monitor.read.builder import Builder

_SITE = "https://www.ireland.ie/en/dfa/overseas-travel/advice"
_HOSTS = ("www.ireland.ie", "ireland.ie")

# Slugs that are not what one would make of the usual English name.
_SLUGS = {
    "BN": "brunei-darussalam", "CD": "democratic-republic-of-congo", "CV": "cape-verde",
    "FM": "federated-states-of-micronesia", "GB": "great-britain", "GM": "republic-of-the-gambia",
    "KP": "democratic-republic-of-korea", "KR": "republic-of-korea", "MK": "republic-of-north-macedonia",
    "MM": "myanmar-burma", "NL": "the-netherlands", "RU": "russian-federation", "SK": "slovak-republic-slovakia",
    "ST": "saint-tome-sao-tome-and-principe", "TR": "turkiye", "US": "united-states-of-america",
}  # fmt: skip

_LEVELS = tuple(
    Level(step, re.compile(pattern, re.IGNORECASE))
    for step, pattern in (
        (
            4,
            r"\bdo not travel\b|\badvis(?:es?|ing) (?:\w+ )?against (?:all |any )?travel\b|\bavoid(?:ing)? all travel\b",
        ),
        (
            3,
            r"\bavoid(?:ing)? (?:all )?non-essential travel\b|\badvis(?:es?|ing) (?:\w+ )?against (?:all )?non-essential travel\b",
        ),
        (2, r"\b(?:(?:exercise |take )?a )?high degree of caution\b"),
        (1, r"\b(?:(?:exercise|take) )?normal (?:security )?precautions\b"),
    )
)
_BADGE = 80
"""Characters: a status that is longer explains itself, and is content."""


def _targets(country: str) -> tuple[Target, ...]:
    url = f"{_SITE}/{_SLUGS.get(country) or usual_slug(country)}/"
    return (Target("travel-advice", "Travel advice", url, url),)


def _place_of(url: str) -> Place | None:
    page = steps(url, *_HOSTS)
    if page[:4] == ("en", "dfa", "overseas-travel", "advice") and len(page) == 5:
        known = next((code for code, slug in _SLUGS.items() if slug == page[4]), None)
        return Place(known or country_code(page[4]), "travel-advice")
    return None


def _prepare(soup: BeautifulSoup, builder: Builder) -> None:
    """Take the status of security, which stands beside the title as a badge."""
    for badge in soup.select(".travel-landing--summary, .security-status"):
        said = text_of(badge)
        if len(said) <= _BADGE and any(level.words.search(said) for level in _LEVELS):
            if not builder.advice:
                builder.advice.append(Advice(re.sub(r"^Security status:?\s*", "", said, flags=re.IGNORECASE)))
            badge.extract()


IE_DFA = Publisher(
    id="ie-dfa",
    name="Department of Foreign Affairs (Ireland)",
    region="IE",
    date_order="DMY",
    licence="Public sector information of Ireland's Department of Foreign Affairs; terms of re-use not checked.",
    roots=("main",),
    stamp_labels={"updated on": "updated", "last updated": "updated", "updated": "updated"},
    stamp_text=(
        (re.compile(r"^(?:last |page )?updated(?: on)?:? (\d{1,2} [a-z]+ \d{4})$", re.IGNORECASE), "updated"),
        (re.compile(r"^(?:last )?reviewed(?: on)?:? (\d{1,2} [a-z]+ \d{4})$", re.IGNORECASE), "reviewed"),
    ),
    stamps=((".update-text", "updated"),),
    levels=_LEVELS,
    prepare=_prepare,
    hosts=_HOSTS,
    place_of=_place_of,
    page_names=("travel-advice",),
    targets=_targets,
)
