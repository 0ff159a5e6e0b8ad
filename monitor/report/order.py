"""What stands first, what is one item, and how much there is of each weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from monitor.clusters.cluster import Cluster
from monitor.clusters.parts import own_part, shared_part
from monitor.compare.change import SIGNIFICANCES, Change, PageInfo, Significance, weight
from monitor.report.names import many
from monitor.report.report import Report

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
    """One thing to read: a change, what several pages have in common, or what one of these adds of its own.

    The change whose words are quoted stands first.
    """

    changes: tuple[Change, ...]
    """Whole, or of a cluster what is told here of each."""
    cluster: Cluster | None = None
    """Of which the item tells: the same edit on several pages of the report."""
    beside: tuple[Cluster, ...] = ()
    """Clusters that tell the rest of the page's change, in items of their own."""
    elsewhere: tuple[Cluster, ...] = ()
    """Clusters that hold the change, of whose pages the report has no other."""

    @property
    def lead(self) -> Change:
        """The change whose words are quoted."""
        return self.changes[0]

    @property
    def significance(self) -> Significance:
        """Of the weightiest of its changes."""
        return max((change.significance for change in self.changes), key=weight)

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


def items(changes: Iterable[Change], clusters: Iterable[Cluster] = ()) -> list[Item]:
    """The changes as items, weightiest first: what a cluster says is one item, with all its pages among the changes.

    What a page changed beside that is an item of its own, and does not say it again. Of a cluster with one page among
    the changes nothing is taken out.
    """
    whole = dict(enumerate(weightiest_first(changes)))
    numbers = {change.id: index for index, change in whole.items() if change.id is not None}
    told: dict[int, list[Cluster]] = {}
    elsewhere: dict[int, list[Cluster]] = {}
    found: list[Item] = []
    for cluster in clusters:
        here = [numbers[id] for id in cluster.changes if id in numbers]
        if len({page.id for index in here if (page := whole[index].page)}) < 2:
            for index in here:
                elsewhere.setdefault(index, []).append(cluster)
            continue
        found.append(_shared(cluster, [whole[index] for index in here]))
        for index in here:
            told.setdefault(index, []).append(cluster)
    for index, change in whole.items():
        others = tuple(elsewhere.get(index, ()))
        if index not in told:
            found.append(Item((change,), elsewhere=others))
            continue
        own = own_part(change, frozenset().union(*(cluster.marks for cluster in told[index])))
        if own is not None:
            found.append(Item((own,), beside=tuple(told[index]), elsewhere=others))
    return sorted(found, key=lambda item: (-weight(item.significance), _rank(item.lead)))


def _shared(cluster: Cluster, changes: Iterable[Change]) -> Item:
    """The item of a cluster; the change that says most of it stands first."""
    parts = weightiest_first(shared_part(change, cluster.marks) for change in changes)
    parts.sort(key=lambda part: (-weight(part.significance), -len(part.edits) - len(part.facts)))
    return Item(tuple(parts), cluster)


def sorted_items(report: Report) -> tuple[list[Item], list[Item]]:
    """The items of a report that are to be read, and those that are only counted."""
    found = items(report.changes, report.clusters)
    is_shown = [weight(item.significance) >= weight(report.least) for item in found]
    shown = [item for item, is_read in zip(found, is_shown, strict=True) if is_read]
    return shown, [item for item, is_read in zip(found, is_shown, strict=True) if not is_read]


def counts(found: Sequence[Item]) -> list[tuple[Significance, int]]:
    """How many items of each significance there are, the weightiest first; none is never counted."""
    numbers = Counter(item.significance for item in found)
    return [(significance, numbers[significance]) for significance in SIGNIFICANCES if numbers[significance]]


def counted_changes(found: Iterable[Item]) -> list[Change]:
    """The changes of items, in parts where the items tell parts."""
    return [change for item in found for change in item.changes]


def pages_words(found: Sequence[Item]) -> str:
    """How many items there are on how many pages, where that is not one for one: "3 items on 127 pages."."""
    pages = {page.id for item in found for page in item.pages}
    if not any(item.cluster for item in found):
        return ""
    return f"{many(len(found), 'item')} to read, on {many(len(pages), 'page')}."


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
