"""A cluster: one edit on the pages of several countries of one publisher, and when two changes say enough in common."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(hours=48)
"""How far apart in time two pages of a cluster may be that follow one another.

Publishers roll an edit out within minutes or a day (FCDO: 113 of 114 pages on 11 December 2025, the last a day later),
and a page is seen at its interval, or in the commit of a day. A rollout of weeks goes on from page to page.
"""

MARKER = "1"
"""Version of what makes marks (`monitor.clusters.marks`).

It moves whenever a mark of some change may come out otherwise (another name is masked, sentences are cut otherwise):
stored clusters are then found anew, and keep their numbers.
"""

LEAST_COUNTRIES = 2
"""Two parts of one country that get the same sentence are one country's news."""

LEAST_WORDS = 8
"""Less in common ("follow the instructions of local authorities") is no edit by itself, unless it is all that the
lighter of two changes says."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One edit on many pages."""

    id: int
    """Its number, which stays."""
    publisher: str
    changes: tuple[int, ...]
    """Numbers of the changes that hold it, the earliest first."""
    pages: int
    """On how many pages it stands."""
    marks: frozenset[str]
    """What the edit says: digests of the marks that at least half of its changes hold."""


def weight(marks: Mapping[str, int]) -> int:
    """How much marks say: their words, and a section or a link, which has none, a little."""
    return sum(max(words, 1) for words in marks.values())


def is_the_edit(cluster: Mapping[str, int], common: Collection[str]) -> bool:
    """Whether what a change has in common with a cluster is the edit itself: at least half of what the cluster says."""
    return 2 * weight({digest: cluster[digest] for digest in common}) >= weight(cluster)


def is_one_edit(one: Mapping[str, int], other: Mapping[str, int], common: Mapping[str, int]) -> bool:
    """Whether two changes have an edit in common: enough words, or all that the lighter of the two says."""
    return sum(common.values()) >= LEAST_WORDS or weight(common) == min(weight(one), weight(other)) > 0
