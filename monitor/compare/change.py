"""A change: what differs between two versions of one page, in the shape in which it leaves the program.

The classes mirror the contract `advisory-change/1` name by name; `to_json` and `from_json` are the only
door between the two.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal

from monitor.facts.fact import FactKind

SCHEMA = "advisory-change/1"

Path = tuple[str, ...]
Significance = Literal["critical", "major", "minor", "none"]
Nothing = Literal["stamp", "link", "markup", "order", "punctuation", "typing"]
ChangeKind = Literal["content", "technical", "reverted"]
Direction = Literal["stricter", "looser", "up", "down"]

SIGNIFICANCES: tuple[Significance, ...] = ("critical", "major", "minor", "none")
"""The weightiest first."""


def weight(significance: Significance) -> int:
    """A number that sorts significances: 3 for critical down to 0 for none."""
    return len(SIGNIFICANCES) - 1 - SIGNIFICANCES.index(significance)


@dataclass(frozen=True, slots=True)
class FactValue:
    """One side of a fact change."""

    text: str
    value: Any
    label: str | None = None
    context: str = ""


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that one version states and the other does not, or states with another value."""

    kind: FactKind
    change: Literal["added", "removed", "changed"]
    before: FactValue | None
    after: FactValue | None
    section: Path | None
    significance: Literal["critical", "major", "minor"] = "minor"
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section that came, went, moved, got another heading, or holds edits."""

    change: Literal["added", "removed", "moved", "renamed", "modified"]
    path: Path
    path_before: Path | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A block that came, went, moved, or has other words.

    `words` is the word diff of a modified block as (op, text) pairs with op one of "=", "-", "+": the = and -
    parts joined give `before`, the = and + parts `after`.
    """

    change: Literal["added", "removed", "modified", "moved"]
    section: Path
    before: str | None
    after: str | None
    words: tuple[tuple[Literal["=", "-", "+"], str], ...] | None = None
    nothing: Nothing | None = None


@dataclass(frozen=True, slots=True)
class LinkEnd:
    """One side of a link change."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class LinkChange:
    """A link that came, went, leads elsewhere, or carries other words."""

    change: Literal["added", "removed", "retargeted", "relabelled"]
    before: LinkEnd | None
    after: LinkEnd | None


@dataclass(frozen=True, slots=True)
class Announcement:
    """What the publisher said of the change, beside what was found."""

    status: Literal["announced", "partly", "silent", "unknown"]
    note: str | None
    stamp_moved: bool | None
    unannounced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageInfo:
    """The page of a change, as a reader needs it."""

    id: str
    title: str
    url: str
    publisher: str
    country: str | None
    safety_critical: bool = False


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """Where a version comes from: enough to find its bytes."""

    observed_at: str | None = None
    """ISO 8601, UTC."""
    stamp: str | None = None
    sha256: str | None = None
    """Of the raw bytes as fetched."""
    reader: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """All that differs between two versions of a page, and what it means."""

    significance: Significance
    reasons: tuple[str, ...]
    sections: tuple[SectionChange, ...] = ()
    edits: tuple[Edit, ...] = ()
    facts: tuple[FactChange, ...] = ()
    links: tuple[LinkChange, ...] = ()
    nothing: Nothing | None = None
    kind: ChangeKind = "content"
    announcement: Announcement | None = None
    id: int | None = None
    page: PageInfo | None = None
    before: VersionInfo | None = None
    after: VersionInfo | None = None
    schema: str = field(default=SCHEMA)

    @property
    def is_empty(self) -> bool:
        """Whether the two versions say the same in every respect, stamps included."""
        return not (self.sections or self.edits or self.facts or self.links or self.nothing)

    def of(
        self, page: PageInfo | None, before: VersionInfo | None, after: VersionInfo | None, id: int | None = None
    ) -> Change:
        """The same change, with its page and its two versions named."""
        return replace(self, page=page, before=before, after=after, id=id)


def to_json(change: Change) -> dict[str, Any]:
    """The change as an object that fits the contract (tuples where JSON has arrays)."""
    data: dict[str, Any] = _plain(change)
    for edit in data["edits"]:
        if edit["words"] is None:  # the contract knows no null here: only a modified block has a word diff
            del edit["words"]
    return data


def _plain(value: Any) -> Any:
    """What `dataclasses.asdict` gives, in a third of its time: a notice may hold thousands of changes."""
    kind: Any = type(value)
    if kind is str or value is None:
        return value
    if names := _names(kind):
        return {name: _plain(getattr(value, name)) for name in names}
    if kind is tuple or kind is list:
        return kind(map(_plain, value))
    if kind is dict:
        return {name: _plain(each) for name, each in value.items()}
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


def from_json(data: dict[str, Any]) -> Change:
    """The change of an object that `to_json` made, or that was parsed from its JSON.

    Raises:
        pydantic.ValidationError: the object does not fit.
    """
    from pydantic import TypeAdapter  # heavy, and not needed to compare

    return TypeAdapter(Change).validate_python(data)
