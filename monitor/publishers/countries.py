"""Countries by their ISO 3166-1 alpha-2 codes, with the names that publishers use (Babel knows the usual ones)."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache

from monitor.read.text import slugify

_ALIASES = {
    "burma": "MM", "burma (myanmar)": "MM", "myanmar": "MM", "turkey": "TR", "ivory coast": "CI", "cote d'ivoire": "CI", "cote d ivoire": "CI",
    "swaziland": "SZ", "democratic republic of the congo": "CD", "democratic republic of the congo (d.r.c.)": "CD",
    "drc": "CD", "republic of the congo": "CG", "congo": "CG", "the kyrgyz republic": "KG", "kyrgyz republic": "KG",
    "usa": "US", "united states of america": "US", "uk": "GB", "great britain": "GB", "palestine": "PS",
    "israel, the west bank and gaza": "IL", "hong kong": "HK", "macau": "MO", "macao": "MO", "the gambia": "GM",
    "the bahamas": "BS", "the maldives": "MV", "the philippines": "PH", "the netherlands": "NL", "cape verde": "CV",
    "cabo verde": "CV", "czech republic": "CZ", "east timor": "TL", "sao tome and principe": "ST",
    "federated states of micronesia": "FM", "republic of korea": "KR", "north macedonia": "MK", "holy see": "VA",
    "bonaire": "BQ", "bonaire, sint eustatius and saba": "BQ", "curacao": "CW", "saint vincent and the grenadines": "VC",
    "st vincent and the grenadines": "VC", "antigua and barbuda": "AG", "trinidad and tobago": "TT",
    "st kitts and nevis": "KN", "saint kitts and nevis": "KN", "saint martin": "MF", "st martin": "MF", "micronesia (fsm)": "FM",
    "south georgia and the south sandwich islands": "GS", "saint lucia": "LC", "st lucia": "LC", "saint helena": "SH",
    "st helena, ascension and tristan da cunha": "SH", "st maarten": "SX", "saint barthelemy": "BL",
    "st pierre and miquelon": "PM", "saint pierre and miquelon": "PM", "wallis and futuna": "WF",
    "turks and caicos islands": "TC", "british indian ocean territory": "IO",
    "saint-pierre-et-miquelon": "PM", "the occupied palestinian territories": "PS", "saba": "BQ",
    "north korea (democratic people's republic of korea)": "KP", "cote d'ivoire (ivory coast)": "CI",
    "republic of congo (brazzaville)": "CG", "congo (brazzaville)": "CG", "congo (kinshasa)": "CD",
    "bosnia and herzegovina": "BA", "mainland china": "CN", "russian federation": "RU", "naoero": "NR",
    "bonaire/st eustatius/saba": "BQ", "cook islands, tokelau and niue": "CK", "pitcairn island": "PN",
    "antarctica/british antarctic territory": "AQ", "st martin and st barthelemy": "MF", "myanmar (burma)": "MM",
    "republic of kosovo": "XK", "republic of moldova": "MD", "viet nam": "VN", "lao pdr": "LA", "turkiye": "TR",
}  # fmt: skip


_NO_COUNTRY = frozenset("AC CP CQ DG EA EU EZ QO TA UN XA XB ZZ".split())
"""Two letters that Babel names and that are no country of ISO 3166-1: unions, parts of countries, test locales.

Kosovo (XK) and the Canary Islands (IC) are none of ISO's either, but have pages of advice of their own.
"""


@cache
def _names() -> dict[str, str]:
    from babel import Locale  # not needed where no country is named

    territories = Locale("en").territories
    return {
        code: str(name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    }


@cache
def _codes() -> dict[str, str]:
    by_name = {_plain(name): code for code, name in _names().items()}
    return by_name | {_plain(name): code for name, code in _ALIASES.items()}


def _plain(name: str) -> str:
    return slugify(name.replace("&", " and "))


@cache
def _three_letters() -> dict[str, str]:
    """ISO 3166-1 alpha-3 to alpha-2, as CLDR knows it."""
    from babel.core import get_global

    aliases = get_global("territory_aliases")
    return {code: to[0] for code, to in aliases.items() if len(code) == 3 and code.isalpha() and to[0] in _names()}


def country_name(code: str) -> str:
    """The English name of a country: "KZ" -> "Kazakhstan"; the code itself where there is none."""
    return _names().get(code.upper(), code)


def country_names(code: str) -> tuple[str, ...]:
    """The names of a country as running text has them: "Myanmar (Burma)" in Babel, "Burma" and "Myanmar" among others.

    Empty for a code that is no country's.
    """
    code = code.upper()
    usual = _names().get(code)
    if usual is None:
        return ()
    others = [_titled(alias) for alias, of in _ALIASES.items() if of == code and len(alias) > _AN_ABBREVIATION]
    bare = [usual.partition(" (")[0], usual.replace(" & ", " and ")]
    return tuple(dict.fromkeys([usual, *bare, *(name.removeprefix("The ") for name in others)]))


_AN_ABBREVIATION = 3
_SMALL = frozenset(("and", "of", "the"))


def _titled(name: str) -> str:
    """ "the kyrgyz republic" -> "The Kyrgyz Republic"."""
    words = (word if word in _SMALL and at else word[:1].upper() + word[1:] for at, word in enumerate(name.split(" ")))
    return " ".join(words)


def country_slug(code: str) -> str:
    """The country's name as it stands in ids and URLs: "KG" -> "kyrgyzstan"."""
    return _plain(country_name(code))


def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-2 of a code or an English name in any case, "Kyrgyz Republic" and "Burma" among them."""
    text = name.strip()
    if len(text) == 2:
        return text.upper() if text.upper() in _names() else None
    slug = _plain(text)
    return _codes().get(slug) or _codes().get(slug.removeprefix("the-"))


_NO_CODE = frozenset("ANT BUR DDR FXX NTZ SCG SUN TMP XKK YMD YUG ZAR".split())
"""Alpha-3 codes that CLDR knows, and that ISO 3166-1 has withdrawn or never gave."""


def country_of_three(code: str) -> str | None:
    """ISO 3166-1 alpha-2 of an alpha-3 code: "KAZ" -> "KZ", "XKX" (Kosovo, by agreement) -> "XK"; None for others."""
    code = code.strip().upper()
    return "XK" if code == "XKX" else _three_letters().get(code)


def three_letters_of(code: str) -> str | None:
    """ISO 3166-1 alpha-3 of an alpha-2 code: "KZ" -> "KAZ"; None where ISO gives none (Kosovo, the Canary Islands)."""
    threes = (three for three, two in _three_letters().items() if two == code.upper())
    return next((three for three in threes if three not in _NO_CODE), None)


def near_countries(name: str) -> list[str]:
    """Names of countries that look like this one, or are meant by its three letters, for an error message."""
    meant = _three_letters().get(name.strip().upper())
    if meant:
        return [country_name(meant)]
    near = get_close_matches(_plain(name), _codes(), n=5, cutoff=0.6)
    return list(dict.fromkeys(country_name(_codes()[slug]) for slug in near))[:3]
