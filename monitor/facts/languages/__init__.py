"""The words by which facts are told, as tables: one module a kind of fact, in it one entry a language.

Another language is another entry in the tables. A kind whose table lacks a language finds nothing in it by words;
what needs no words (an address with "@", "+7 ...") is found in every language.
"""

from __future__ import annotations

import re
from typing import TypeVar

Words = TypeVar("Words")

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def languages_of(text: str, page: str | None) -> tuple[str, ...]:
    """The languages whose words are sought in a text, ISO 639-1, in the order in which they are tried.

    The page's own comes first; English stands on pages of every language, and Russian wherever Cyrillic letters do.

    Args:
        page: the language of the publisher.
    """
    found = [page or "en", "en"]
    if not text.isascii() and _CYRILLIC.search(text):
        found.append("ru")
    return tuple(dict.fromkeys(found))


def words_of(table: dict[str, Words], languages: tuple[str, ...]) -> tuple[Words, ...]:
    """The entries of a table for these languages; a language without an entry gives none."""
    return tuple(table[language] for language in languages if language in table)
