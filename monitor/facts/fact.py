"""A fact: a typed value that a page states, with its words, its label and its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

FactKind = Literal[
    "phone",
    "email",
    "level",
    "rule",
    "law",
    "penalty",
    "money",
    "duration",
    "date",
    "time",
    "age",
    "percentage",
    "quantity",
]
FACT_KINDS: tuple[FactKind, ...] = get_args(FactKind)


APART = -1
"""The `block` of a fact that stands apart from the text, in the page's metadata."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One value that stands at one place of a document."""

    kind: FactKind
    text: str
    """The words of the page, no more than hold the value with its qualifier ("up to 5 years in prison")."""
    value: Any
    """Normal form, of JSON types only: "+77172556200;ext=4901", "2026-05-01", {"low": 5, "high": 8, "unit": "year",
    "bound": "range"}, {"amount": 125, "currency": "GBP"} ... Facts of one kind with equal values state the same."""
    label: str | None
    """Whose or what for: "police", "British Embassy Astana", "single-entry visa"."""
    context: str
    """The sentence, list item or table row that holds it."""
    section: tuple[str, ...]
    """Headings from the top."""
    block: int
    """Index of the block in the document, or `APART`."""
    start: int
    """Offset of the first character in the block's text; in the fact's own text where it stands apart."""
    end: int
    """Offset behind the last character."""
