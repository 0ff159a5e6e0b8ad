"""What pages and their countries are called in a report."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale

from monitor.compare.change import PageInfo

PLACEHOLDER = "[country]"
"""Stands for a country's own name where the texts of two countries are held beside each other."""


def country_name(page: PageInfo) -> str:
    """What a reader calls the page's place: the first part of its title ("Uganda / Getting help")."""
    return page.title.split(" / ", 1)[0].strip() or page.id


def masked(text: str, page: PageInfo) -> str:
    """The text with the name of the page's own country replaced by a placeholder."""
    return _names(page.country, country_name(page)).sub(PLACEHOLDER, text)


@lru_cache(maxsize=1024)
def _names(country: str | None, title: str) -> re.Pattern[str]:
    babel = Locale("en").territories.get(country, "") if country else ""
    longest_first = sorted({name for name in (babel, title) if name}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first) or r"(?!)")


def many(number: int, noun: str) -> str:
    """A count with its noun: "1 page", "3 pages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
