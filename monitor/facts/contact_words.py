"""The words of `monitor.facts.languages.contacts`, made into patterns for the languages of a text."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache

from monitor.facts.languages import words_of
from monitor.facts.languages.contacts import BY_LANGUAGE


@cache
def words(languages: tuple[str, ...]) -> dict[str, str]:
    """Field of `ContactWords` -> one alternation over all languages; "channel" is that of all words for a channel.

    An alternation that nobody filled matches nothing.
    """
    entries = words_of(BY_LANGUAGE, languages)
    names = [field.name for field in fields(next(iter(BY_LANGUAGE.values()))) if field.name != "channels"]
    found = {name: "|".join(filter(None, (getattr(each, name) for each in entries))) or r"(?!)" for name in names}
    return {**found, "channel": "|".join(said for each in entries for _, said in each.channels) or r"(?!)"}


@cache
def channels(languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(channel, alternation of the words that say so), in every language of a text."""
    found: dict[str, list[str]] = {}
    for entry in words_of(BY_LANGUAGE, languages):
        for channel, said in entry.channels:
            found.setdefault(channel, []).append(said)
    return tuple((channel, "|".join(said)) for channel, said in found.items())


@cache
def compiled(languages: tuple[str, ...], template: str) -> re.Pattern[str]:
    """A template such as `r"(?:{asking})\\s*$"` (without braces of its own) as a pattern that ignores case."""
    filled = re.sub(r"\{([a-z_]+)\}", lambda name: words(languages)[name[1]], template)
    return re.compile(filled, re.IGNORECASE)
