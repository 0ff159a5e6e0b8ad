"""State's addresses: where a country's page is asked for today, and which page a URL of any of its years is.

Until 2026 a country had two pages, an advisory and its country information; since then it has one, on which the
advisory stands first. The forms of URL are those that feeds and scrapers stored; no site was visited.
"""

from __future__ import annotations

import re

from monitor.publishers.countries import country_name, three_letters_of
from monitor.publishers.publisher import Place, Target
from monitor.publishers.urls import steps
from monitor.publishers.us_state.names import country_of_fips, country_of_slug
from monitor.publishers.us_state.parts import ADVISORY
from monitor.read.text import slugify

SITE = "https://travel.state.gov"
HOSTS = ("travel.state.gov",)
NAME = "travel-advisory"
"""Name of the group of pages at a country's address."""
_FOLDER = f"{SITE}/en/international-travel/travel-advisories"
INDEX = f"{_FOLDER}.html"

_SLUGS = {
    "BS": "bahamas-the", "CD": "democratic-republic-of-the-congo", "CG": "republic-of-the-congo", "CI": "cote-d-ivoire",
    "CV": "cabo-verde", "CZ": "czech-republic-the", "GM": "gambia-the", "HK": "hong-kong", "KN": "saint-kitts-and-nevis",
    "LC": "saint-lucia", "MM": "burma", "MO": "macau", "TL": "timor-leste-east-timor", "TR": "turkey",
    "VC": "saint-vincent-and-the-grenadines",
}  # fmt: skip
"""Slugs of the 2026 pages that are not the country's usual name."""
_BY_CODE = frozenset("BL BQ FM IL KG KP MF PS SX VA".split())
"""Countries whose slug nobody stored: State's feeds link each page by its code as well ("destination.kgz.html")."""


def targets(country: str) -> tuple[Target, ...]:
    """The one address of a country, its advisory and its country information as parts."""
    slug = _SLUGS.get(country) or slugify(country_name(country).replace("&", " and "))
    if country in _BY_CODE and (code := three_letters_of(country)):
        slug = f"destination.{code.lower()}"
    url = f"{_FOLDER}/{slug}.html"
    return (Target(NAME, "Travel advisory", url, url, has_parts=True),)


_ADVISORIES = ("content", "travel", "en", "traveladvisories", "traveladvisories")
_INFORMATION = ("content", "travel", "en", "international-travel", "international-travel-country-information-pages")
_FOLDERS_2026 = (
    ("en", "international-travel", "travel-advisories"),
    ("content", "tsg_aem", "us", "en", "home", "international-travel", "travel-advisories"),
)
_ADVISORY = re.compile(r"(.+?)(?:-travel)?-advisory\d*")


def place_of(url: str) -> Place | None:
    """The page of a country that a URL is, in each form that it had; None where it is another page of the site.

    A URL of an old advisory is one part of the page; the others are all of it.
    """
    path = steps(url, *HOSTS)
    if not path or not path[-1].endswith((".html", ".htm")):
        return None
    folder, slug = path[:-1], path[-1].rpartition(".")[0]
    part = None
    if folder == _ADVISORIES:
        found = _ADVISORY.fullmatch(slug)
        slug, part = (found.group(1) if found else slug), ADVISORY
    elif folder != _INFORMATION and folder not in _FOLDERS_2026:
        return None
    country = country_of_slug(slug)
    return Place(country, NAME, part) if country else None


_DATA = re.compile(
    r"https?://cadataapi\.state\.gov/api/(?:CountryTravelInformation|TravelAdvisories)/([A-Z]{2})\b", re.I
)


def page_url(url: str) -> str:
    """Where a person reads what a feed or an address of State's data gives; other addresses are read as they are."""
    found = _DATA.match(url)
    country = country_of_fips(found.group(1)) if found else None
    if country:
        return targets(country)[0].page_url
    return INDEX if "/_res/rss/" in url or "://cadataapi.state.gov/" in url else url
