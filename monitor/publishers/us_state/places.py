"""State's addresses: where a country's page is asked for today, and which page a URL of any of its years is.

Until 2026 a country had two pages, an advisory and its country information; since then it has one, on which the
advisory stands first. The forms of URL are those that feeds and scrapers stored; no site was visited.
"""

from __future__ import annotations

import re

from monitor.publishers.countries import country_name, three_letters_of
from monitor.publishers.publisher import Place, Target
from monitor.publishers.urls import steps
from monitor.publishers.us_state.names import country_of_fips, country_of_slug, fips_of_country
from monitor.publishers.us_state.parts import ADVISORY, QUICK_FACTS, TITLES
from monitor.read.text import slugify
from monitor.way import Way

SITE = "https://travel.state.gov"
HOSTS = ("travel.state.gov",)
NAME = "travel-advisory"
"""Name of the group of pages at a country's address."""
_FOLDER = f"{SITE}/en/international-travel/travel-advisories"
LIST = f"{_FOLDER}.html"
INDEX = Target("index", "Travel advisories", f"{SITE}/_res/rss/TAsTWs.xml", LIST, way="feed of advisories", kind="feed")
_SERVICE = "https://cadataapi.state.gov/api"
_INFORMATION_PARTS = tuple(slug for slug in TITLES if slug != ADVISORY)

_SLUGS = {
    "BS": "bahamas-the", "CD": "democratic-republic-of-the-congo", "CG": "republic-of-the-congo", "CI": "cote-d-ivoire",
    "CV": "cabo-verde", "CZ": "czech-republic-the", "GM": "gambia-the", "HK": "hong-kong", "KN": "saint-kitts-and-nevis",
    "LC": "saint-lucia", "MM": "burma", "MO": "macau", "TL": "timor-leste-east-timor", "TR": "turkey",
    "VC": "saint-vincent-and-the-grenadines",
}  # fmt: skip
"""Slugs of the 2026 pages that are not the country's usual name."""
_INFORMATION_NAMES = {
    "BQ": "BonaireSintEustatiusandSaba",
    "BS": "TheBahamas", "CD": "DemocraticRepublicoftheCongoDRC", "CG": "RepublicoftheCongo", "CI": "CotedIvoire",
    "CV": "CaboVerde", "CZ": "CzechRepublic", "FM": "FederatedStatesOfMicronesia", "GM": "TheGambia",
    "GW": "Guinea-Bissau", "IL": "IsraeltheWestBankandGaza", "KP": "KoreaDemocraticPeoplesRepublicof", "MM": "Burma",
    "MO": "Macau", "RU": "RussianFederation", "TR": "Turkey",
}  # fmt: skip
"""Names of the pages of country information that are not the country's usual name."""
_OLD_SLUGS = {
    "AZ": "azerbajian", "BA": "bosinia-and-herzegovina", "IL": "israel-west-bank-and-gaza", "KG": "the-kyrgyz-republic",
}  # fmt: skip
"""Slugs of the old advisories that are not those of the 2026 pages; the misspellings are State's."""
_BY_CODE = frozenset("BL BQ FM IL KG KP MF PS SX VA".split())
"""Countries whose slug nobody stored: State's feeds link each page by its code as well ("destination.kgz.html")."""


def targets(country: str) -> tuple[Target, ...]:
    """The one address of a country, its advisory and its country information as parts, and all ways to it.

    The data service comes first where the country has a code in it, then the feed, then the pages. The service gives
    the information without the quick facts, which only the pages have.
    """
    name = slugify(country_name(country).replace("&", " and "))
    slug = _SLUGS.get(country) or name
    old = f"{SITE}/{'/'.join(_ADVISORIES)}/{_OLD_SLUGS.get(country, slug)}-travel-advisory.html"
    if country in _BY_CODE and (code := three_letters_of(country)):
        slug = f"destination.{code.lower()}"
    url = f"{_FOLDER}/{slug}.html"
    ways = (
        *_in_data(country),
        Way("feed of advisories", "feed", INDEX.url, index=f"us-state/{INDEX.name}", covers=(ADVISORY,)),
        Way("page", "html", url),
        Way("page of the old layout", "html", _information_url(country, name), covers=_INFORMATION_PARTS),
        Way("advisory of the old layout", "html", old, covers=(ADVISORY,)),
    )
    first = ways[0]
    return (
        Target(
            NAME,
            "Travel advisory",
            first.url,
            url,
            has_parts=True,
            way=first.name,
            kind=first.kind,
            index=first.index,
            covers=first.covers,
            others=ways[1:],
        ),
    )


def _in_data(country: str) -> tuple[Way, ...]:
    """The two answers of the data service on a country; none where it has no code there."""
    code = fips_of_country(country)
    if code is None:
        return ()
    covers = tuple(slug for slug in _INFORMATION_PARTS if slug != QUICK_FACTS)
    return (
        Way("data on countries", "api", f"{_SERVICE}/CountryTravelInformation/{code}", covers=covers),
        Way("data on advisories", "api", f"{_SERVICE}/TravelAdvisories/{code}", covers=(ADVISORY,)),
    )


def _information_url(country: str, name: str) -> str:
    """The page of country information as it was until 2026: "SaintKittsandNevis.html"."""
    words = (
        each if each in ("and", "of", "the") else each.capitalize()
        for each in re.sub(r"^st-", "saint-", name).split("-")
    )
    folder = "content/travel/en/international-travel/International-Travel-Country-Information-Pages"
    return f"{SITE}/{folder}/{_INFORMATION_NAMES.get(country) or ''.join(words)}.html"


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
    return LIST if "/_res/rss/" in url or "://cadataapi.state.gov/" in url else url
