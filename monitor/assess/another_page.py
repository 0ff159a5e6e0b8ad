"""Signs that what came under a page's address is another page: another language, another country, another title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_uppercase
from textwrap import shorten

from monitor.assess.function_words import FUNCTION_WORDS
from monitor.assess.losses import Sides
from monitor.publishers.countries import country_name, country_names
from monitor.publishers.native import native_name
from monitor.read.document import Document
from monitor.read.letters import language_of
from monitor.read.text import plain

ENOUGH_WORDS = 40
"""Words of a text that tell its language."""
SURE = 0.16
"""Share of the words that are little words of a language, where the text is in it; most texts have twice as many."""
AHEAD = 1.6
"""How many times as many of its little words a language has as any other."""
NAMED = 3
"""How often a text names the country that it is about, at the least."""


def another_page(sides: Sides, language: str | None) -> Iterator[str]:
    """What speaks for another page, a sentence each."""
    found = (_language(sides, language), _country(sides) or _title(sides))
    yield from (sentence for sentence in found if sentence)


def _language(sides: Sides, expected: str | None) -> str | None:
    """By the words alone: what a page says of its own language (`lang`) is often not so."""
    now = _told(sides.now, sides.said_now)
    was = _told(sides.before, sides.said_before) or (expected or "").lower().partition("-")[0]
    if not now or not was or now == was:
        return None
    counted = _counted(sides.said_now)
    if counted[now] < AHEAD * counted[was]:
        return None
    return f"It is in another language: {_NAMES.get(now, now)}, where {_NAMES.get(was, was)} was."


_NAMES = {
    "be": "Belarusian", "da": "Danish", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "it": "Italian", "kk": "Kazakh", "ky": "Kyrgyz", "nl": "Dutch", "pl": "Polish", "pt": "Portuguese",
    "ru": "Russian", "sv": "Swedish", "tr": "Turkish", "uk": "Ukrainian",
}  # fmt: skip


def _told(document: Document, said: str) -> str:
    """The language of a text by its letters or its little words; "" where neither tells for sure."""
    number = len(said[:_MOST].split())
    if number < ENOUGH_WORDS:
        return ""
    if by_letters := language_of(block.text for block in document.blocks if block.kind != "heading"):
        return by_letters
    (best, most), (_, second) = _counted(said).most_common(2)
    return best if most >= SURE * number and most >= AHEAD * second else ""


def _counted(said: str) -> Counter[str]:
    """How many little words of each language a text begins with."""
    words = Counter(said[:_MOST].split())
    return Counter({name: sum(words[word] for word in little) for name, little in FUNCTION_WORDS.items()})


_MOST = 20_000
"""Characters that tell what a text is about, and in which language."""


def _country(sides: Sides) -> str | None:
    """Another country in the title, or named in a text from which the page's own is gone."""
    before, now = sides.before, sides.now
    if before.country and now.country and before.country != now.country:
        return f"It is about another country: {country_name(now.country)}, not {country_name(before.country)}."
    known = _names(before.language)
    titled, once = (_named(plain(page.title), known).keys() for page in (now, before))
    own = {before.country} if before.country else set(once)
    if own and own.isdisjoint(titled) and titled - once:
        return _other_title(sides)
    if before.country is None or not _lost(sides, before.country):
        return None
    was, is_ = _named(sides.said_before, known), _named(sides.said_now, known)
    other, times = next(((code, times) for code, times in is_.most_common(3) if times > 2 * was[code]), ("", 0))
    if times >= NAMED or (times and was[before.country] >= NAMED):
        return f"It does not name {country_name(before.country)} any more, but {country_name(other)}."
    return None


def _title(sides: Sides) -> str | None:
    """A title without a word of the former one, where nothing shows that the page is about the same country."""
    titles = sides.before.title, sides.now.title
    old, new = (set(plain(title).split()) for title in titles)
    if not old or not new or not old.isdisjoint(new):
        return None
    country = sides.before.country
    return _other_title(sides) if country is None or _lost(sides, country) else None


def _other_title(sides: Sides) -> str:
    now, before = (shorten(page.title, 80, placeholder=" …") for page in (sides.now, sides.before))
    return f"Its title is that of another page: “{now}”, where “{before}” was."


def _lost(sides: Sides, country: str) -> bool:
    """Whether a text named the country and does not any more."""
    before, now = sides.before.language, sides.now.language
    return not _stands(sides.said_now, country, now) and _stands(sides.said_before, country, before)


def _stands(said: str, country: str, language: str) -> bool:
    """Whether a text names a country; but in English be it in another case ("Казахстане", "Kasachstans")."""
    if any(f" {plain(name)} " in f" {said} " for name in (*country_names(country), native_name(country, language))):
        return True
    stem = plain(native_name(country, language))[:-1]
    return language != "en" and len(stem) >= _LONG and f" {stem}" in f" {said}"


_LONG = 5
"""Letters of a name that its cases have in common."""
_MOST_WORDS = 4
"""Words of the longest name of a country that is sought."""


def _named(said: str, names: dict[str, str]) -> Counter[str]:
    """How often a text names each country at its beginning; of two names at one place the longer."""
    words = said[:_MOST].split()
    found: Counter[str] = Counter()
    at = 0
    while at < len(words):
        for length in range(_MOST_WORDS, 0, -1):
            code = names.get(" ".join(words[at : at + length]))
            if code:
                found[code] += 1
                at += length
                break
        else:
            at += 1
    return found


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, str]:
    """Countries' codes by their names in English and in a language, in small letters."""
    codes = [code for a in ascii_uppercase for b in ascii_uppercase if country_names(code := a + b)]
    named = {plain(native_name(code, language)): code for code in codes}
    return named | {plain(name): code for code in codes for name in country_names(code)}
