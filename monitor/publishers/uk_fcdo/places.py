"""Where GOV.UK keeps the travel advice for a country: slugs, addresses, and the country of an address.

Sources: alphagov/travel-advice-publisher, `lib/data/countries.yml` with its earlier versions and the renamings in
`db/migrate`; the slugs of 226 countries in FCDO's own change notes.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from monitor.publishers.countries import country_code, country_slug
from monitor.publishers.publisher import Place, Target
from monitor.read.text import slugify
from monitor.way import Way

SITE = "https://www.gov.uk"
HOSTS = ("www.gov.uk", "gov.uk")
PAGES = "travel-advice"
"""Name of the group of pages that a country's advice is."""

_ADVICE = "foreign-travel-advice"
_API = "/api/content/"

# GOV.UK's slugs are its own names of countries; these are not what one would make of the usual English name.
_SLUGS = {
    "AQ": "antarctica-british-antarctic-territory", "BL": "st-martin-and-st-barthelemy", "BQ": "bonaire-st-eustatius-saba",
    "CD": "democratic-republic-of-the-congo", "CG": "congo", "CI": "cote-d-ivoire", "CK": "cook-islands-tokelau-and-niue",
    "FM": "federated-states-of-micronesia", "GM": "the-gambia", "GS": "south-georgia-and-south-sandwich-islands",
    "HK": "hong-kong", "MF": "st-martin-and-st-barthelemy", "MM": "myanmar", "MO": "macao", "NR": "naoero",
    "NU": "cook-islands-tokelau-and-niue", "PN": "pitcairn-island", "PS": "palestine",
    "SH": "st-helena-ascension-and-tristan-da-cunha", "SX": "st-maarten", "TK": "cook-islands-tokelau-and-niue",
    "TR": "turkey", "US": "usa", "VA": "holy-see", "VC": "st-vincent-and-the-grenadines",
}  # fmt: skip

# Slugs that a country had before, and that are no name of it elsewhere; GOV.UK leads from them to the new ones.
_FORMER = {
    "antarctica": "AQ", "ascension-island": "SH", "british-antarctic-territory": "AQ", "burma": "MM",
    "commonwealth-of-dominica": "DM", "congo-democratic-republic": "CD", "cook-islands": "CK",
    "cook-islands-tokelau-and-nieu": "CK", "cote-d-ivoire-ivory-coast": "CI", "democratic-republic-of-congo": "CD",
    "gambia": "GM", "korea": "KR", "macedonia": "MK", "micronesia": "FM", "nauru": "NR", "pitcairn": "PN",
    "russian-federation": "RU", "st-helena": "SH", "swaziland": "SZ", "the-occupied-palestinian-territories": "PS",
    "tristan-da-cunha": "SH", "united-states": "US",
}  # fmt: skip

# Where several countries share one page, the page is that of the first that it names.
_OF_SLUG = {slug: code for code, slug in reversed(_SLUGS.items())} | {
    "st-martin-and-st-barthelemy": "MF",
    "cook-islands-tokelau-and-niue": "CK",
}

_NO_PARTS = frozenset({"print", "email-signup"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def slug_of(country: str) -> str:
    """GOV.UK's slug of a country (ISO 3166-1 alpha-2): "CI" -> "cote-d-ivoire"."""
    return _SLUGS.get(country) or country_slug(country)


def country_of(slug: str, name: str = "") -> str | None:
    """ISO 3166-1 alpha-2 of a country by GOV.UK's slug, one that it has or had, else by its name; None if unknown."""
    slug = slug.lower()
    known = _OF_SLUG.get(slug) or _FORMER.get(slug)
    return known or (country_code(slug) if len(slug) > 2 else None) or (country_code(name) if len(name) > 2 else None)


def targets(country: str) -> tuple[Target, ...]:
    """The address of a country's advice: one answer of the Content API with all parts; else the page that prints them.

    The printed page leaves out the alert status, which stands on the page of the first part alone.
    """
    path = f"{_ADVICE}/{slug_of(country)}"
    url = SITE + _API + path
    printed = Way("print page", "html", f"{SITE}/{path}/print")
    return (
        Target(
            PAGES,
            "Travel advice",
            url,
            page_url(url),
            has_parts=True,
            way="Content API",
            kind="api",
            others=(printed,),
        ),
    )


INDEX = Target(
    "index",
    "Index of travel advice",
    f"{SITE}{_API}{_ADVICE}",
    f"{SITE}/{_ADVICE}",
    way="index in the Content API",
    kind="api",
)


def page_url(url: str) -> str:
    """The page of a Content API address; a part of travel advice has an address of its own."""
    page = url.replace(_API, "/", 1)
    path = _path(page)
    if path[:1] != [_ADVICE] or len(path) < 2 or (len(path) > 2 and path[2:] != ["print"]):
        return page
    return f"{page[: page.index(_ADVICE)]}{_ADVICE}/{path[1]}/{{part}}"


def place_of(url: str) -> Place | None:
    """The travel advice that a URL shows, or the part of it, also at a slug of the past; None for any other page.

    That a part is named is no proof that there is one: GOV.UK answers under the slug of every part that it ever had.
    """
    path = _path(url)
    if path[:2] == ["api", "content"]:
        path = path[2:]
    if path[:1] != [_ADVICE] or len(path) not in (2, 3):
        return None
    part = path[2] if len(path) == 3 else None
    country = country_of(path[1]) if _SLUG.fullmatch(path[1]) else None
    if country is None or (part is not None and not _SLUG.fullmatch(part)) or part == "email-signup":
        return None
    return Place(country, PAGES, None if part in _NO_PARTS else part)


def part_of_canonical(url: str) -> str | None:
    """The slug of the part that a page's canonical URL names: of travel advice, or of a guide ("/guide/part")."""
    path = _path(url)
    at = 2 if path[:1] == [_ADVICE] else 1
    if len(path) != at + 1 or path[0] in ("government", "guidance", "api") or path[at] in _NO_PARTS:
        return None
    return path[at] if _SLUG.fullmatch(path[at]) else None


def part_slug(title: str) -> str:
    """The slug that GOV.UK makes of a part's title: an apostrophe parts words ("Women's" is "women-s")."""
    return slugify(re.sub("['’‘`]", " ", title))


def _path(url: str) -> list[str]:
    try:
        path = urlsplit(url).path
    except ValueError:  # "http://[": no URL at all
        return []
    return [segment.strip().lower() for segment in unquote(path).split("/") if segment]
