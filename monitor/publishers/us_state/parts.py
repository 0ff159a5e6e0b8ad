"""The parts of a country's page, each a page of its own, under the same names in all layouts and in the data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from monitor.read.text import slugify

ADVISORY = "advisory"
EMBASSIES = "embassies-and-consulates"
DESCRIPTION = "destination-description"
ENTRY = "entry-exit-and-visa-requirements"
SAFETY = "safety-and-security"
LAWS = "local-laws-special-circumstances"
HEALTH = "health"
TRANSPORT = "travel-and-transportation"
QUICK_FACTS = "quick-facts"

TITLES: Mapping[str, str] = MappingProxyType(
    {
        ADVISORY: "Travel Advisory",
        QUICK_FACTS: "Quick Facts",
        EMBASSIES: "Embassies and Consulates",
        DESCRIPTION: "Destination Description",
        ENTRY: "Entry, Exit and Visa Requirements",
        SAFETY: "Safety and Security",
        LAWS: "Local Laws & Special Circumstances",
        HEALTH: "Health",
        TRANSPORT: "Travel and Transportation",
    }
)
"""Slug and title of the parts, as the panels of the old layout print them; the 2026 layout keeps the advisory on the
same page, before them."""

_ALSO = {
    "embassy-and-consulates": EMBASSIES, "embassies-consulates": EMBASSIES, "consulates": EMBASSIES,
    "u-s-embassies-and-consulates": EMBASSIES, "embassy-and-consulate-information": EMBASSIES,
    "destination-information": DESCRIPTION,
    "entry-and-exit-requirements": ENTRY, "entry-requirements": ENTRY, "entry-exit-requirements": ENTRY,
    "entry-and-visa-requirements": ENTRY, "entry-exit-visa-requirements": ENTRY,
    "safety-security": SAFETY,
    "local-laws": LAWS, "special-circumstances": LAWS, "local-laws-and-special-circumstances": LAWS,
    "local-laws-and-customs": LAWS, "local-laws-customs": LAWS,
    "health-information": HEALTH,
    "transportation": TRANSPORT, "travel-transportation": TRANSPORT, "transportation-and-driving": TRANSPORT,
    "quick-facts-about-travel": QUICK_FACTS,
}  # fmt: skip
"""Other headings of the same parts: one panel of "Consulates" where there are several posts, and sentence-case kin."""

_POSTS = re.compile(
    r"(?:u-s-)?(?:embass(?:y|ies)|consulates?)(?:-(?:and|embass(?:y|ies)|consulates?|contacts?|information)){1,6}"
)
"""Headings of the posts as such ("Embassy and consulate contact information"); "U.S. Embassy Tbilisi" names one."""


def part_of(heading: str) -> str | None:
    """Slug of the part that a heading names, in any of its wordings; None where it names none."""
    slug = slugify(heading)
    if slug in TITLES or slug in _ALSO:
        return slug if slug in TITLES else _ALSO[slug]
    return EMBASSIES if _POSTS.fullmatch(slug) else None
