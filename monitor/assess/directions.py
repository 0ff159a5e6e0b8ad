"""The words for which way a fact went: a stay gets longer, a fine more, an age limit higher."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from monitor.compare.change import Direction
from monitor.facts.fact import FactKind

_WORDS: Mapping[FactKind, tuple[str, str]] = MappingProxyType(
    {
        "duration": ("longer", "shorter"),
        "money": ("more", "less"),
        "quantity": ("more", "less"),
        "age": ("higher", "lower"),
        "percentage": ("higher", "lower"),
        "date": ("later", "earlier"),
        "time": ("later", "earlier"),
    }
)
"""What "up" and "down" are called; of the other kinds (levels) as they are."""


def direction_words(kind: FactKind, direction: Direction) -> str:
    """A direction in the words of its kind: ("duration", "up") is "longer"; "stricter" and "looser" say it already."""
    if direction not in ("up", "down") or kind not in _WORDS:
        return direction
    return _WORDS[kind][0 if direction == "up" else 1]
