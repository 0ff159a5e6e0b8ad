"""What an index says that it did not say before, and whether to believe it. Pure: no clock, no disk, no network.

An index is asked every few minutes, so what is odd about it once costs nothing to doubt: the next look tells. Only what
it says of a country counts, not when it was built, nor in which order its lines stand. A line that is missing is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from monitor.fetch.visit import Verdict
from monitor.read.entry import Entry
from monitor.store.indexes import IndexLine, PageStamp

_SHARE = 1 / 3
"""Share of the lines that may go, or change, at once."""
_FEW = 10
"""Lines that may change at once however many there are: a Friday on which a ministry clears its desk."""
_FEW_GONE = 2
"""Lines that may go at once, however few there are."""
_CACHE_LASTS = timedelta(days=1)
_AWAITED = timedelta(minutes=30)
"""How long a page is looked at anew that does not show yet what was said of it."""


@dataclass(frozen=True, slots=True)
class News:
    """What an index says beside what it said."""

    verdict: Verdict
    """`page`, `suspect`, or `empty`."""
    reason: str = ""
    """One sentence where it is not simply what it should be."""
    evidence: tuple[str, ...] = ()
    changed: tuple[IndexLine, ...] = ()
    """The lines to be kept in place of the earlier ones: other, new, back again, or marked as gone."""
    named: tuple[str, ...] = ()
    """Countries of which it says something new; of an index that was never seen before, none."""
    gone: tuple[str, ...] = ()
    """Countries of which it said something up to now."""


NOTHING_NEW = News(Verdict.NOT_MODIFIED)
"""Where nothing came that was not known."""


def lines_of(entries: Iterable[Entry], at: datetime) -> dict[str, IndexLine]:
    """A line a country, by country; of several on one country the newest gives the date, and all of them count.

    Lines about no country, or about one that could not be made out, are left out.
    """
    by_country: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.country:
            by_country.setdefault(entry.country, []).append(entry)
    return {country: _line(country, held, at) for country, held in by_country.items()}


def news(
    known: Mapping[str, IndexLine],
    came: Mapping[str, IndexLine],
    at: datetime,
    *,
    doubted: Mapping[str, IndexLine] | None = None,
    good_at: datetime | None = None,
) -> News:
    """What came beside what is known.

    Args:
        known: the lines as they were last believed, by country.
        came: the lines of the answer, by country.
        at: when it was asked.
        doubted: the lines of the answer before, where they were not believed: what is said twice in a row is.
        good_at: the last look that was believed.
    """
    if not came:
        return News(Verdict.EMPTY, "The index came without a single line about a country.")
    here = {country for country, line in known.items() if line.gone_since is None}
    gone = tuple(sorted(here - came.keys()))
    other = [line for country, line in came.items() if not _is_same(known.get(country), line)]
    back = [
        replace(known[line.country], gone_since=None)
        for line in came.values()
        if _is_same(known.get(line.country), line) and known[line.country].gone_since is not None
    ]
    is_first = not known
    doubt = None if is_first else _doubt(known, came, other, gone, here, at, good_at)
    if doubt is not None and (doubt.is_final or not _says_the_same(doubted, came)):
        return News(Verdict.SUSPECT, doubt.reason, doubt.evidence)
    if is_first:
        named: Sequence[str] = ()
    elif doubt is not None and doubt.is_flood:
        named = [line.country for line in other if _is_later(known.get(line.country), line)]
    else:
        named = [line.country for line in other]
    marked = [replace(known[country], gone_since=at) for country in gone]
    return News(
        Verdict.PAGE,
        doubt.reason if doubt else "",
        doubt.evidence if doubt else (),
        changed=(*other, *back, *marked),
        named=tuple(sorted(named)),
        gone=gone,
    )


def awaited(
    lines: Mapping[str, IndexLine], pages: Iterable[PageStamp], announces: Collection[str], at: datetime
) -> frozenset[str]:
    """The places of pages that do not show yet what was said of them of late: not all caches of a site turn at once.

    Where it is said of many, something else is wrong, and they are looked at in their own turn.

    Args:
        lines: what the index last said, by country.
        pages: those that are watched.
        announces: the parts of which the index speaks; empty: all.
    """
    first = min((line.since for line in lines.values()), default=at)
    fresh = {each.country: each.updated for each in lines.values() if first < each.since and at - each.since < _AWAITED}
    behind = [
        page
        for page in pages
        if (not announces or page.part in announces)
        and (shown := _day(page.stamp)) is not None
        and (said := _day(fresh.get(page.country))) is not None
        and shown < said
    ]
    return frozenset(page.place for page in behind) if len({page.country for page in behind}) <= _FEW else frozenset()


@dataclass(frozen=True, slots=True)
class _Doubt:
    reason: str
    evidence: tuple[str, ...]
    is_final: bool = False
    """Whether saying it twice does not help: a cache says the same thing many times."""
    is_flood: bool = False


def _doubt(
    known: Mapping[str, IndexLine],
    came: Mapping[str, IndexLine],
    other: Sequence[IndexLine],
    gone: Sequence[str],
    here: set[str],
    at: datetime,
    good_at: datetime | None,
) -> _Doubt | None:
    if len(gone) > max(_FEW_GONE, len(here) * _SHARE):
        said = f"The index came with {_lines(len(came))} where it had {len(here)}; those that are missing are kept."
        return _Doubt(said, (f"{len(gone)} of {len(here)} lines missing",))
    back = [line for line in other if _is_later(line, known.get(line.country))]
    forward = [line for line in other if _is_later(known.get(line.country), line)]
    if back and not forward:
        was, now = (_newest(each[line.country] for line in back) for each in (known, came))
        said = f"The index came older than it was: it speaks of {now} where it spoke of {was}."
        # Its publisher may have taken a date back; a cache does not hold an old copy for days.
        is_believed = good_at is not None and at - good_at > _CACHE_LASTS
        return _Doubt(said, (f"{_lines(len(back))} with an earlier date",), is_final=not is_believed)
    if len(other) > max(_FEW, len(here) * _SHARE):
        said = f"{_lines(len(other)).capitalize()} of {len(came)} say something new at once."
        return _Doubt(said, (f"{len(other)} of {len(came)} lines other or new",), is_flood=True)
    return None


def _lines(number: int) -> str:
    return "one line" if number == 1 else f"{number} lines"


def _says_the_same(one: Mapping[str, IndexLine] | None, other: Mapping[str, IndexLine]) -> bool:
    return one is not None and {c: line.digest for c, line in one.items()} == {c: x.digest for c, x in other.items()}


def _is_same(known: IndexLine | None, line: IndexLine) -> bool:
    return known is not None and known.digest == line.digest


def _line(country: str, entries: Sequence[Entry], at: datetime) -> IndexLine:
    newest = max(entries, key=lambda entry: entry.updated or "")
    digests = sorted(_digest(entry) for entry in entries)
    return IndexLine(
        country=country,
        title=newest.title,
        updated=newest.updated,
        note=newest.note,
        advice=newest.advice,
        digest=digests[0] if len(digests) == 1 else _hash(digests),
        since=at,
    )


def _digest(entry: Entry) -> str:
    """Of all that a line says to people. Its URL is left out: State's feed writes one page's in three forms."""
    advice = [(each.words, each.area, each.risks) for each in entry.advice]
    return _hash([entry.title, entry.name, entry.updated, entry.note, advice, entry.body])


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=True).encode()).hexdigest()[:32]


# -- dates, which indexes give as days or as moments, in zones of their own ------------------------------------------


def moment(text: str | None) -> datetime | None:
    """The aware time of an index's or a page's date; a day begins in UTC. None where it is no date."""
    if text is None:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _is_later(one: IndexLine | None, other: IndexLine | None) -> bool:
    """Whether the other line gives a later date than the one; days are held beside days."""
    if one is None or other is None or one.updated is None or other.updated is None:
        return False
    if len(one.updated) == 10 or len(other.updated) == 10:
        days = [_day(line.updated) for line in (one, other)]
        return days[0] is not None and days[1] is not None and days[0] < days[1]
    times = [moment(line.updated) for line in (one, other)]
    return times[0] is not None and times[1] is not None and times[0] < times[1]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _newest(lines: Iterable[IndexLine]) -> str:
    return max((line.updated or "" for line in lines), default="")[:16].replace("T", " ")
