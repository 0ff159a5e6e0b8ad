"""Patterns out of tables of words."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = re.compile(r"(?<!\?P)<(\w+)>")


def filled(form: str, tables: Sequence[object]) -> re.Pattern[str]:
    """A form with each `<name>` of a part filled in by the words that the tables have for it; case counts for nothing."""
    words = _PART.sub(lambda part: f"(?:{'|'.join(getattr(table, part[1]) for table in tables)})", form)
    return re.compile(words, re.IGNORECASE)


def named(tables: Sequence[object], part: str) -> str:
    """The words of a part that is itself a table, as one group a name; spaces in names become underscores."""
    groups: dict[str, list[str]] = {}
    for table in tables:
        for name, words in getattr(table, part).items():
            groups.setdefault(name, []).append(words)
    return "|".join(f"(?P<{name.replace(' ', '_')}>{'|'.join(words)})" for name, words in groups.items())
