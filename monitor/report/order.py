"""What stands first, what is one item, and how much there is of each weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.compare.change import SIGNIFICANCES, Change, FactValue, PageInfo, Significance, weight
from monitor.report.names import many, masked

_NEVER = datetime.min.replace(tzinfo=UTC)
_NOTHING_WORDS = {
    "stamp": "stamps",
    "link": "links",
    "markup": "markup",
    "order": "order",
    "punctuation": "punctuation",
    "typing": "typing",
}
_LEFT_OUT = {"critical": "Critical", "major": "Major", "minor": "Wording only"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to read: a change, or the same edit on several pages. The weightiest change stands first."""

    changes: tuple[Change, ...]

    @property
    def lead(self) -> Change:
        """The change whose words are quoted."""
        return self.changes[0]

    @property
    def significance(self) -> Significance:
        """Of the weightiest of its changes."""
        return self.lead.significance

    @property
    def pages(self) -> tuple[PageInfo, ...]:
        """Each of its pages once, in the order of its changes."""
        return tuple({change.page.id: change.page for change in self.changes if change.page}.values())


def weightiest_first(changes: Iterable[Change]) -> list[Change]:
    """By significance, then safety-critical pages, then newest, then by the page's id."""
    return sorted(changes, key=_rank)


def _rank(change: Change) -> tuple[int, bool, float, str, int]:
    page = change.page
    return (
        -weight(change.significance),
        not (page and page.safety_critical),
        -_seen_at(change).timestamp(),
        page.id if page else "",
        -(change.id or 0),
    )


def _seen_at(change: Change) -> datetime:
    """When the newer version was first seen."""
    try:
        at = datetime.fromisoformat(change.after.observed_at or "") if change.after else _NEVER
    except ValueError:
        return _NEVER
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def items(changes: Iterable[Change]) -> list[Item]:
    """The changes as items, weightiest first: the same edit on two or more pages of one publisher is one item.

    Two edits are the same where all their texts and facts are, once each page's own country is called by one
    placeholder. Nothing less sure is put together.
    """
    groups: dict[Hashable, list[Change]] = {}
    for index, change in enumerate(weightiest_first(changes)):
        groups.setdefault(_sameness(change) or index, []).append(change)
    found: list[Item] = []
    for group in groups.values():
        if len({change.page.id for change in group if change.page}) > 1:
            found.append(Item(tuple(group)))
        else:
            found += [Item((change,)) for change in group]
    return sorted(found, key=lambda item: _rank(item.lead))


def _sameness(change: Change) -> Hashable | None:
    """What is equal for changes that are the same edit; None for one that resembles no other."""
    page = change.page
    if page is None:
        return None
    edits = [edit for edit in change.edits if edit.nothing is None] or change.edits
    texts = frozenset((edit.change, _mask(edit.before, page), _mask(edit.after, page)) for edit in edits)
    facts = frozenset(
        (fact.kind, fact.change, _mask(_text(fact.before), page), _mask(_text(fact.after), page))
        for fact in change.facts
    )
    links = frozenset((link.change, link.before, link.after) for link in change.links)
    if not (texts or facts or links):
        return None
    # The links of a worded edit often lead to each country's own page: they do not make it another edit.
    return (page.publisher, change.kind, texts, facts, frozenset() if texts else links)


def _mask(text: str | None, page: PageInfo) -> str | None:
    return None if text is None else masked(text, page)


def _text(value: FactValue | None) -> str | None:
    return value.text if value else None


def counts(found: Sequence[Item]) -> list[tuple[Significance, int]]:
    """How many items of each significance there are, the weightiest first; none is never counted."""
    numbers = Counter(item.significance for item in found)
    return [(significance, numbers[significance]) for significance in SIGNIFICANCES if numbers[significance]]


def nothing_line(changes: Iterable[Change]) -> str:
    """The changes that nobody needs to read, by class: "Nothing to read: 17 pages (stamps 9, links 6, order 2)".

    A page counts once for each class; the commonest class stands first. Empty where there are none.
    """
    found = {(_page_key(change), change.nothing) for change in changes if change.significance == "none"}
    if not found:
        return ""
    classes = Counter(_NOTHING_WORDS.get(nothing or "", "other") for _, nothing in found)
    listed = ", ".join(f"{name} {number}" for name, number in sorted(classes.items(), key=lambda c: (-c[1], c[0])))
    return f"Nothing to read: {many(len({page for page, _ in found}), 'page')} ({listed})"


def lighter_line(changes: Iterable[Change]) -> str:
    """Changes that are left out although they say something: "Wording only: 3 pages". Empty where there are none."""
    pages: dict[str, set[Hashable]] = {}
    for change in changes:
        pages.setdefault(change.significance, set()).add(_page_key(change))
    return ". ".join(
        f"{_LEFT_OUT[s]}: {many(len(pages[s]), 'page')}" for s in SIGNIFICANCES if s in pages and s in _LEFT_OUT
    )


def _page_key(change: Change) -> Hashable:
    return change.page.id if change.page else id(change)
