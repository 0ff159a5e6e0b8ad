"""Countries by the names that they have in the publisher's own language (CLDR's, by way of Babel)."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

from monitor.publishers.countries import country_code, country_name
from monitor.read.text import slugify


@cache
def _names(language: str) -> dict[str, str]:
    try:
        territories = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return {}
    return {code: str(name) for code, name in territories.items() if country_name(code) != code}


@cache
def _codes(language: str) -> dict[str, str]:
    return {native_plain(name): code for code, name in _names(language).items()}


def native_name(code: str, language: str) -> str:
    """The name of a country in a language: "KG", "fr" -> "Kirghizstan"; the English one where none is known."""
    return _names(language).get(code.upper()) or country_name(code)


def native_plain(name: str) -> str:
    """A name as it stands in URLs, with a hyphen where an apostrophe was: "Côte d’Ivoire" -> "cote-d-ivoire"."""
    return slugify(name.replace("’", " ").replace("'", " "))


def native_slug(code: str, language: str) -> str:
    """The country's name in a language as it stands in URLs."""
    return native_plain(native_name(code, language))


def native_code(name: str, language: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country's name in a language or in English; None where it is no country's name."""
    return country_code(name) or _codes(language).get(native_plain(name))


_USUAL = {
    "CD": "democratic-republic-of-the-congo", "CG": "congo", "HK": "hong-kong", "MM": "myanmar", "MO": "macao",
    "PS": "palestine",
}  # fmt: skip
"""Where CLDR's English name is not the one in use ("Congo - Kinshasa", "Myanmar (Burma)", "Hong Kong SAR China")."""


def usual_slug(code: str) -> str:
    """A country's usual English name as it stands in most publishers' URLs: "CI" -> "cote-d-ivoire"."""
    return _USUAL.get(code.upper()) or native_plain(native_name(code, "en").replace("&", " and "))


_ARTICLES = {
    "de": ("der ", "die ", "das ", "den ", "dem ", "ganz ", "gesamt "),
    "fr": ("la ", "le ", "les ", "l'"),
    "nl": ("de ", "het ", "heel "),
}
_WHOLE = {
    "de": frozenset({"gesamte land", "ganze land", "land"}),
    "fr": frozenset({"tout le pays", "ensemble du pays", "tout le territoire", "pays"}),
    "nl": frozenset({"hele land", "heel het land", "land"}),
}


def means_country(words: str, country: str, language: str) -> bool:
    """Whether the words for an area, in lower case, mean the whole of the page's country ("de VAE" is no known name)."""
    words = words.replace("’", "'").strip()
    bare = next((words[len(each) :] for each in _ARTICLES.get(language, ()) if words.startswith(each)), words)
    if not {words, bare}.isdisjoint(_WHOLE.get(language, ())):
        return True
    return country in (native_code(words, language), native_code(bare, language))
