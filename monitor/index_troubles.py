"""What an index and the pages that it speaks of say against each other: an index that stands still, and another level.

Pure: no clock, no disk, no network.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from monitor.alarms import Trouble
from monitor.facts.fact import Fact
from monitor.index_news import moment
from monitor.publishers import publisher as publisher_of
from monitor.publishers.countries import country_slug
from monitor.read.entry import Entry
from monitor.sources.page import Address
from monitor.store.alarms import AlarmKind
from monitor.store.indexes import IndexLine, PageStamp

SEVERAL = 2
"""Countries whose pages must be newer than all of an index: one page may bear a date of its own."""
BEHIND = timedelta(days=1)
"""How much newer: publishers date in zones of their own, and an index is built now and then."""
SETTLES = timedelta(hours=1)
"""How long an index and a page may say different levels: a change does not reach all of a site's servers at once."""


def troubles_of(
    address: Address,
    lines: Mapping[str, IndexLine],
    pages: Sequence[PageStamp],
    facts_of: Callable[[int], Sequence[Fact]],
    last_look_at: datetime | None,
    now: datetime,
) -> tuple[list[Trouble], list[tuple[AlarmKind, str]]]:
    """What is wrong between an index and the pages of its publisher, and what was looked into, for `settle`.

    Args:
        address: that of the index.
        lines: what it says now, by country.
        pages: the pages that are watched.
        facts_of: the facts of a version, by its number.
        last_look_at: the look at the index before this one: pages that were not seen since then were looked into then.
        now: the real time.
    """
    publisher = publisher_of(address.publisher)
    spoken_of = [page for page in pages if not publisher.announces or page.part in publisher.announces]
    troubles: list[Trouble] = []
    examined: list[tuple[AlarmKind, str]] = [("stale", address.place)]
    if (still := _stands_still(address, lines.values(), spoken_of, now)) is not None:
        troubles.append(still)
    for page, numbers in _of_each_country(spoken_of):
        line = lines.get(page.country)
        if line is None or not line.advice or line.gone_since is not None:
            continue
        if last_look_at is None or page.good_at <= last_look_at or page.good_at - line.since < SETTLES:
            continue
        # Costly to import, and rarely needed.
        from monitor.assess.disagreement import disagreement

        facts = [fact for number in numbers for fact in facts_of(number)]
        subject = f"{address.place}/{country_slug(page.country)}"
        examined.append(("disagreement", subject))
        if said := disagreement(_entry(line), facts, publisher, index="feed" if address.kind == "feed" else "index"):
            trouble = Trouble("disagreement", subject, page.page_id, None, said, page.good_at, country=page.country)
            troubles.append(trouble)
    return troubles, examined


def _stands_still(
    address: Address, lines: Iterable[IndexLine], pages: Iterable[PageStamp], now: datetime
) -> Trouble | None:
    """An index of which the newest date is older than those of several pages."""
    # A date that is still to come is a mistake.
    dates = [at for line in lines if (at := moment(line.updated)) is not None and at <= now + BEHIND]
    if not dates:
        return None
    newest = max(dates)
    newer = {
        page.country
        for page in pages
        if (at := moment(page.stamp)) is not None and newest + BEHIND < at <= now + BEHIND
    }
    if len(newer) < SEVERAL:
        return None
    day = newest.date()
    said = f"The index speaks of nothing after {day.day} {day:%B %Y}"
    reason = f"{said}, while pages of several countries bear later dates."
    return Trouble("stale", address.place, None, None, reason, newest)


def _of_each_country(pages: Iterable[PageStamp]) -> Iterable[tuple[PageStamp, list[int]]]:
    """The pages of each address as one: the first of them, and the numbers of the versions of all."""
    held: dict[str, tuple[PageStamp, list[int]]] = {}
    for page in pages:
        held.setdefault(page.place, (page, []))[1].append(page.version_id)
    return held.values()


def _entry(line: IndexLine) -> Entry:
    return Entry(line.title, "", line.country, updated=line.updated, note=line.note, advice=line.advice)
