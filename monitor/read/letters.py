"""The language of a text by its letters, for pages that do not say in which they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OWN = (("kk", "әғқұ"), ("ky", "ңөү"), ("uk", "їєґ"), ("be", "ў"))
"""Letters that the alphabets of these languages have and Russian has not; Kyrgyz shares its own with Kazakh."""
_ENOUGH = 0.002
"""Share of the Cyrillic letters: a name in another language brings in one or two."""
_MOST = 20_000
"""Characters that are looked at."""


def language_of(texts: Iterable[str]) -> str:
    """ "ru", "kk", "ky", "uk" or "be" of a text that is mostly Cyrillic; "" of any other, for letters tell no more.

    Other languages in Cyrillic letters (Bulgarian, Serbian, Tajik ...) are taken for one of these.
    """
    said, length = [], 0
    for text in texts:
        said.append(text)
        length += len(text)
        if length > _MOST:
            break
    whole = " ".join(said)[:_MOST].casefold()
    letters = len(_CYRILLIC.findall(whole))
    if not letters or letters <= len(_LATIN.findall(whole)):
        return ""
    for language, own in _OWN:
        if sum(map(whole.count, own)) > _ENOUGH * letters:
            return language
    return "ru"
