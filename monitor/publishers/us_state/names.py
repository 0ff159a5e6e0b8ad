"""Which country a name, a slug or a code of State's is: its names are not ISO's, and its slugs not its names.

Sources: the slugs of its feeds and pages as josh/us-state-travel-advisories-feeds and other scrapers stored them
(misspellings among them), and the links inside its own pages. "Congo" alone is nobody: State always says which.
"""

from __future__ import annotations

import html
import re
from functools import cache

from monitor.publishers.countries import country_code, country_name, country_of_three
from monitor.publishers.fips import FIPS_TO_ISO
from monitor.read.text import looks, slugify

_SLUGS = {
    "azerbajian": "AZ", "belizetravel": "BZ", "bosinia-and-herzegovina": "BA", "cote-d-ivoire": "CI",
    "cote-divoire-ivory-coast": "CI", "cotedivoire": "CI", "czech-republic-the": "CZ", "macedonia": "MK",
    "republic-of-north-macedonia": "MK", "israel": "IL", "israel-west-bank-and-gaza": "IL", "israel-the-west-bank-and-gaza": "IL", "west-bank-and-gaza": "PS",
    "timor-leste-east-timor": "TL", "bonaire-sint-eustatius-and-saba": "BQ", "saba-and-sint-eustatius": "BQ",
    "burma-myanmar": "MM", "micronesia": "FM", "vatican-city": "VA", "vatican-city-holy-see": "VA",
    "united-kingdom-of-great-britain-and-northern-ireland": "GB", "kingdom-of-denmark": "DK",
    "kingdom-of-saudi-arabia": "SA", "korea-republic-of": "KR", "korea-democratic-peoples-republic-of": "KP",
    "democratic-republic-of-the-congo-drc": "CD", "democratic-republic-of-the-congo-droc": "CD",
    "syrian-arab-republic": "SY", "republic-of-the-marshall-islands": "MH", "saint-barthelemy": "BL",
    "saint-martin": "MF", "sint-maarten": "SX", "eswatini-swaziland": "SZ",
}  # fmt: skip
"""Slugs of State's that are no usual English name."""
_NOBODY = frozenset({"congo", "korea", "virgin-islands", "french-west-indies", "worldwide", "section"})
"""Names of several countries, or of none."""
_SHORTEST = 4
"""Letters of the shortest names ("Chad", "Togo"): shorter ones are codes, of which nobody says in which system."""


def country_of_name(name: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country as State prints or spells it: "Burma (Myanmar)", "bahamas-the", "CotedIvoire".

    None where it is no country's name, or names several ("Mainland China, Hong Kong & Macau").
    """
    plain = looks(html.unescape(name))[:200].replace("&", " and ").replace("/", " ")
    for words in (plain, re.sub(r"\([^()]*\)", " ", plain)):
        slug = slugify(words)
        for each in (slug, slug.removesuffix("-the"), slug.removeprefix("the-")):
            if each in _NOBODY or len(each) < _SHORTEST:
                continue
            if found := _SLUGS.get(each) or country_code(each.replace("-", " ")):
                return found
        if slug in _NOBODY:
            return None
    return _run_together().get(slugify(plain).replace("-", ""))


@cache
def _run_together() -> dict[str, str]:
    """Countries by their names as the old pages of country information wrote them ("SaintKittsandNevis")."""
    found: dict[str, str] = {}
    for code in sorted(set(FIPS_TO_ISO.values())):
        slug = slugify(country_name(code).replace("&", " and "))
        for each in (slug, re.sub(r"^st-", "saint-", slug)):
            found[each.replace("-", "")] = code
    found |= {slug.replace("-", ""): code for slug, code in _SLUGS.items()}
    found |= {"federatedstatesofmicronesia": "FM", "thegambia": "GM", "thebahamas": "BS", "turkey": "TR", "macau": "MO"}
    found |= {"burma": "MM", "curacao": "CW", "caboverde": "CV", "czechrepublic": "CZ", "russianfederation": "RU"}
    found |= {
        "democraticrepublicofthecongo": "CD",
        "republicofthecongo": "CG",
        "hongkong": "HK",
        "thekyrgyzrepublic": "KG",
    }
    return found


def country_of_slug(slug: str) -> str | None:
    """The country of the last step of a URL's path, without ".html": "kyrgyz-republic", "destination.kgz"."""
    code = re.fullmatch(r"destination\.([a-z]{3})", slug.casefold())
    return country_of_three(code.group(1)) if code else country_of_name(slug)


def country_of_fips(code: str) -> str | None:
    """The country of a FIPS 10-4 code, in any case; None where it is none."""
    return FIPS_TO_ISO.get(code.strip().upper())


def fips_of_country(country: str) -> str | None:
    """The FIPS 10-4 code of a country (ISO 3166-1 alpha-2), by which State's data names it.

    None where it has none, or several: FIPS tells Gaza from the West Bank.
    """
    codes = [code for code, iso in FIPS_TO_ISO.items() if iso == country]
    return codes[0] if len(codes) == 1 else None
