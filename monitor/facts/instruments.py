"""The normal form of an instrument's name, so that one law written in two ways is one."""

from __future__ import annotations

import re
from functools import cache

from monitor.facts.languages.laws import ENGLISH, LawWords
from monitor.publishers.countries import country_code, country_name

_LED = re.compile(r"^(?:(?:the|its|their|a|an|this|new|newly|revised|amended)\s+)+")
_YEAR_FIRST = re.compile(r"^((?:19|20)\d\d)\s+(.+)$")
_OF_YEAR = re.compile(r"\s+of\s+((?:19|20)\d\d)\b(?!/)")
_NUMBER = re.compile(r"\s+(?:no\.?|nos\.?|number|№)\s?(?=\d)")
_POSSESSIVE = re.compile(r"^(?P<whose>[\w ]+?)(?:'s|s')\s+(?P<name>.+)$")
_OF_COUNTRY = re.compile(r"^(?P<name>.+?)\s+of\s+(?:the\s+)?(?P<whose>(?:(?:islamic |people's )?republic of )?[\w ]+)$")
_STATE = re.compile(r"^(?:islamic |people's |united )?republic of ")
_CODE = re.compile(r"\w (?:code|constitution)$")
"""What each country has one of; "the Cuban Assets Control Regulations" are no law of Cuba."""
SHARED = 4
"""Letters that a country and its adjective share at least ("Kazakhstan", "Kazakh")."""
ENDING = 5
"""Letters at most behind those ("-stan", "-ian", "-ese")."""


def normal_name(said: str, country: str | None = None, words: LawWords = ENGLISH) -> str:
    """The name of an instrument in one form: "Kazakhstan's revised Criminal Code" -> "criminal code" on a page of Kazakhstan.

    Case, articles, quotes, "No." and "of" before a year do not tell two laws apart. The page's own country goes without
    saying; another country's law is that of its country ("criminal code of russia").

    Args:
        said: the name as it stands.
        country: ISO 3166-1 alpha-2 of the page's country.
        words: of the language in which it stands.
    """
    name = re.sub(r"\s+", " ", said.strip().casefold().replace("’", "'"))
    name = _LED.sub("", re.sub('[“”"«»]', "", name))
    if dated := _YEAR_FIRST.match(name):
        name = f"{dated[2]} {dated[1]}"
    whose: str | None = None
    for state, behind in _states(words):
        if owned := behind.search(name):
            whose, name = state, f"{name[: owned.start()]}{name[owned.end() :]}".strip()
            break
    for first_form, forms in _forms(words):
        name = forms.sub(first_form, name)
    if (owned := _POSSESSIVE.match(name)) and (code := country_code(owned["whose"])):
        whose, name = code, _LED.sub("", owned["name"])
    elif (owned := _OF_COUNTRY.match(name)) and (code := country_code(_STATE.sub("", owned["whose"]))):
        whose, name = code, owned["name"]
    first, _, rest = name.partition(" ")
    if country and _CODE.search(rest) and _is_of(first, country):
        name = rest
    if whose and whose != country:
        name = f"{name} of {country_name(whose).casefold()}"
    return _NUMBER.sub(" ", name if re.search(r"\d of \d{4}", name) else _OF_YEAR.sub(r" \1", name))


@cache
def _states(words: LawWords) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((state, re.compile(rf"\s(?:{said})(?!\w)")) for state, said in words.states.items())


@cache
def _forms(words: LawWords) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((first, re.compile(rf"(?<![\w-])(?:{said})(?![\w-])")) for first, said in words.forms.items())


@cache
def _is_of(word: str, country: str) -> bool:
    """Whether a word is a country's name or, by its letters, the adjective of it: "Kazakh", "Kenyan", "Senegalese"."""
    name = country_name(country).casefold()
    if country_code(word) == country:
        return True
    same = 0
    while same < min(len(word), len(name)) and word[same] == name[same]:
        same += 1
    return same >= SHARED and len(word) - same < ENDING and len(name) - same < ENDING
