"""What begins, ends or has run out on the pages of a store, as they stand now."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from monitor.clusters.marks import country_of
from monitor.clusters.names import masked
from monitor.facts.fact import Fact
from monitor.facts.life import Life, lives_of
from monitor.publishers import publisher as publisher_of
from monitor.read.text import plain
from monitor.report.dates import Lifetime, Place, State
from monitor.store import PageRow, Store


def lifetimes(
    store: Store,
    today: date,
    *,
    countries: Collection[str] = (),
    publishers: Collection[str] = (),
    pages: Collection[str] = (),
) -> list[Lifetime]:
    """The days of all pages that are to come, and those that are over and still stand as if they were to come.

    Sorted by day. Empty collections mean all.

    Raises:
        StoreError: the store cannot be read.
    """
    rows = {row.id: row for row in store.pages() if _is_wanted(row, countries, publishers, pages)}
    found: dict[tuple[object, ...], Lifetime] = {}
    for id, fact in store.last_facts("date"):
        if id not in rows:
            continue
        for lifetime in _of_fact(store, rows[id], fact, today):
            sentence = plain(masked(lifetime.life.sentence, rows[id].country, country_of(rows[id].info)))
            key = (lifetime.publisher, lifetime.day, lifetime.state, sentence)
            places = {*lifetime.places, *(found[key].places if key in found else ())}
            lifetime = replace(lifetime, places=tuple(sorted(places, key=lambda place: (place.title, place.page_id))))
            found[key] = lifetime
    return sorted(found.values(), key=lambda each: (each.day, each.places[0].title, each.life.sentence))


def within(found: Iterable[Lifetime], first: date, last: date) -> list[Lifetime]:
    """Those that begin, end or happen from a day on up to another."""
    return [each for each in found if first <= each.day <= last]


def _is_wanted(row: PageRow, countries: Collection[str], publishers: Collection[str], pages: Collection[str]) -> bool:
    return (
        (not countries or row.country in countries)
        and (not publishers or row.publisher in publishers)
        and (not pages or row.id in pages)
    )


def _of_fact(store: Store, row: PageRow, fact: Fact, today: date) -> Iterator[Lifetime]:
    found = lives_of(fact, publisher_of(row.publisher).language)
    since = store.stands_since(row.id, fact) if found else None
    if since is None:
        return
    for life in found:
        day = _day(life, since)
        state = _state(life, day, today) if day else None
        if state == "run out" and life.what == "begins" and len(found) > 1:
            continue  # a range is over when its last day is
        if day and state:
            yield Lifetime(state, day, life, row.publisher, (Place(row.id, row.title, row.url, since),))


def _state(life: Life, day: date, today: date) -> State | None:
    if day >= today:
        return life.what
    return "run out" if life.is_ahead or life.what == "ends" else None


_HALF_A_YEAR = timedelta(days=183)


def _day(life: Life, since: datetime) -> date | None:
    """The day of a life; without a year that which is nearest to when the sentence was first seen."""
    if life.date.startswith("--"):
        return _nearest(int(life.date[2:4]), int(life.date[5:7]), since.astimezone(UTC).date())
    year, month, *days = map(int, life.date.split("-"))
    last = 1 if life.what == "begins" else calendar.monthrange(year, month)[1]
    return date(year, month, days[0] if days else last)


def _nearest(month: int, day: int, to: date) -> date | None:
    for year in (to.year - 1, to.year, to.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:  # 29 February
            continue
        if abs(found - to) <= _HALF_A_YEAR:
            return found
    return None
