"""A page's text without the names of its own country, so that the pages of two countries can be held beside each
other: the country, its people and its capital each become a placeholder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from monitor.clusters.peoples import people_of
from monitor.publishers.countries import country_names
from monitor.read.text import looks, slugify

COUNTRY, PEOPLE, CAPITAL = "[country]", "[people]", "[capital]"


def masked(text: str, country: str | None, name: str = "") -> str:
    """The text as a reader sees it, the names of one country replaced by placeholders; articles before them fall into
    line.

    Args:
        country: ISO 3166-1 alpha-2; None where the page is of no one country.
        name: what the page itself calls its country ("the Kyrgyz Republic").
    """
    kinds, pattern = _mask(country, name)
    return pattern.sub(lambda match: _placeholder(match, kinds), looks(text))


def masked_url(url: str, country: str | None, name: str = "") -> str:
    """The address with the name of one country in it replaced ("/world/kazakhstan" and "/world/uzbekistan")."""
    return _slugs(country, name).sub(COUNTRY, url)


def _placeholder(match: re.Match[str], kinds: Mapping[str, str]) -> str:
    kind = kinds[match["name"].casefold()]
    if kind == COUNTRY:  # "in the Philippines" and "in Kazakhstan"
        return kind
    article = match["article"] or ""
    return f"{article[:1]}{article[1:].removeprefix('n')}{kind}" if article[:1] in "aA" else f"{article}{kind}"


@lru_cache(maxsize=1024)
def _mask(country: str | None, name: str) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """What each name stands for, and the pattern of them all: the longest first, and never within a word.

    Names are sought as they are written, and in capitals: "male" is no capital, and "polish" no people.
    """
    people = people_of(country or "")
    countries = (*country_names(country or ""), *filter(None, [name.removeprefix("the ").removeprefix("The ")]))
    written = {looks(form): PEOPLE for each in people.demonyms for form in (each, f"{each}s")}
    written |= {looks(each): CAPITAL for each in people.capitals}
    written |= {looks(each): COUNTRY for each in countries}  # last: Djibouti and Singapore are both
    kinds = {each.casefold(): kind for each, kind in written.items()}
    either = sorted({form for each in written for form in (each, each.upper())}, key=lambda form: (-len(form), form))
    names = "|".join(map(re.escape, either)) or "(?!)"
    return kinds, re.compile(rf"(?<!\w)(?P<article>(?:[Aa]n?|[Tt]he) )?(?P<name>{names})(?!\w)")


@lru_cache(maxsize=1024)
def _slugs(country: str | None, name: str) -> re.Pattern[str]:
    names = {slugify(each) for each in (*country_names(country or ""), *filter(None, [name]))}
    pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    return re.compile(rf"(?<![a-z0-9])(?:{pattern})(?![a-z0-9])", re.IGNORECASE)
