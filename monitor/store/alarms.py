"""Alarms: what somebody must hear of the watching itself, each time that it is told, and the pages in doubt.

A row of `alarm` stands for one trouble from its beginning to its end; a row of `telling` for one time that it is told,
on its way through the outbox as a change is. An alarm is settled when nothing more is to be told of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from monitor.store.connection import Connection, Row
from monitor.store.times import from_text, maybe_from_text, to_text

AlarmKind = Literal["not_checked", "gone", "disagreement", "stale", "undelivered"]
"""Not well seen for longer than is allowed; gone at two looks in a row at least; two ways that say different levels; a
way or an index that stands still while another moved; a recipient whose notices do not arrive."""
Stage = Literal["first", "again", "over"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """One trouble of the watching, from its beginning to its end."""

    id: int
    kind: AlarmKind
    subject: str
    """Id of a page, place of an address, or name of a recipient."""
    publisher: str
    """Empty where it is about none."""
    country: str | None
    page_id: str | None
    """None where it is about an address as a whole."""
    verdict: str | None
    """Of the latest look, when it was told last; "overdue" where nobody has looked."""
    reason: str
    """Likewise: what is wrong, as a sentence."""
    since: datetime | None
    """The last good look; None where there was none."""
    began_at: datetime
    told_at: datetime | None
    """The last time that somebody was told; None where nobody was yet."""
    ended_at: datetime | None
    """None: it lasts."""
    is_settled: bool
    """Whether nothing more is to be told of it."""

    @property
    def key(self) -> tuple[AlarmKind, str]:
        """What it is about: no two alarms of one key last at a time."""
        return self.kind, self.subject


@dataclass(frozen=True, slots=True)
class Telling:
    """One time that an alarm is told."""

    id: int
    alarm: Alarm
    stage: Stage
    verdict: str | None
    """As it was then."""
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class InDoubt:
    """A page, or an address none of whose pages is known, that may not have been well seen for too long."""

    id: str
    """Of the page; the place of the address where it stands for one."""
    place: str
    is_page: bool
    country: str | None
    begin: datetime
    """The last good look of ours; the first look of ours where there was none."""
    last_good_at: datetime | None
    last_visit_at: datetime
    verdict: str
    """Of the latest look."""
    reason: str
    verdict_count: int
    """How often it was given in a row; 0 for an address, where nobody counts."""
    alarms: tuple[AlarmKind, ...]
    """Of what kinds alarms about it last."""


@dataclass(frozen=True, slots=True)
class ClosedWay:
    """A way that has shown nothing of late."""

    place: str
    url: str
    name: str
    verdict: str
    """Of the latest look along it."""
    reason: str
    begin: datetime
    """The last good look along it, else the first look."""
    last_good_at: datetime | None
    seen_at: datetime
    """When its address was last well seen, by another way."""


class Alarms:
    """The alarms of a store. What writes belongs into a transaction: `Recording.alarms`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # Reading

    def open(self) -> list[Alarm]:
        """All alarms that last, the oldest first."""
        return list(map(_alarm, self._connection.rows("SELECT * FROM alarm WHERE ended_at IS NULL ORDER BY id")))

    def known(self, told_since: datetime) -> list[Alarm]:
        """All alarms of which something is still to be told, or was told since a time; the oldest first."""
        rows = self._connection.rows(
            "SELECT * FROM alarm WHERE settled = 0 UNION ALL SELECT * FROM alarm WHERE settled = 1 AND told_at > ?"
            " ORDER BY id",
            (to_text(told_since),),
        )
        return list(map(_alarm, rows))

    def telling(self, id: int) -> Telling | None:
        """The telling of this number."""
        row = self._connection.row("SELECT * FROM telling WHERE id = ?", (id,))
        alarm = row and self._connection.row("SELECT * FROM alarm WHERE id = ?", (row["alarm_id"],))
        return _telling(row, _alarm(alarm)) if row and alarm else None

    def told(self, alarm_id: int) -> list[str]:
        """Who was told, or is to be told, of an alarm."""
        rows = self._connection.rows(
            "SELECT DISTINCT recipient FROM delivery JOIN telling ON telling.id = telling_id WHERE alarm_id = ?"
            " ORDER BY recipient",
            (alarm_id,),
        )
        return [row["recipient"] for row in rows]

    def country_of(self, page_id: str) -> str | None:
        """The country of a page; None where it has none, or is not known."""
        row = self._connection.row("SELECT country FROM page WHERE id = ?", (page_id,))
        return row["country"] if row else None

    def in_doubt(self, before: datetime) -> list[InDoubt]:
        """The pages that we look at and whose latest look was no good one, or whose last good look was before a time;
        also those about which an alarm lasts. Likewise addresses none of whose pages is known yet.

        Pages whose past was taken from elsewhere, and which we never asked for ourselves, are not among them.
        """
        given = {"before": to_text(before)}
        return [
            _in_doubt(row) for sql in (_PAGES_IN_DOUBT, _PLACES_IN_DOUBT) for row in self._connection.rows(sql, given)
        ]

    def closed_ways(self) -> list[ClosedWay]:
        """The ways that showed nothing at three looks in a row at least, to addresses that were well seen since."""
        return [
            ClosedWay(
                row["place"], row["url"], row["name"], row["last_verdict"], row["last_reason"] or "",
                from_text(row["begin"]), maybe_from_text(row["last_good_at"]), from_text(row["seen_at"]),
            )
            for row in self._connection.rows(_CLOSED_WAYS)
        ]  # fmt: skip

    # Writing

    def begin(
        self, kind: AlarmKind, subject: str, *, publisher: str, country: str | None, page_id: str | None,
        verdict: str | None, reason: str, since: datetime | None, now: datetime,
    ) -> Alarm:  # fmt: skip
        """Make an alarm, of which nobody is told yet."""
        columns = {
            "kind": kind, "subject": subject, "publisher": publisher, "country": country, "page_id": page_id,
            "verdict": verdict, "reason": reason, "since": None if since is None else to_text(since),
            "began_at": to_text(now),
        }  # fmt: skip
        id = self._connection.insert("alarm", columns)
        return Alarm(
            id, kind, subject, publisher, country, page_id, verdict, reason, since, now, None, None, is_settled=False
        )

    def end(self, alarm: Alarm, now: datetime, *, settled: bool) -> Alarm:
        """Record that an alarm is over; settled where nobody needs to be told so."""
        self._connection.run(
            "UPDATE alarm SET ended_at = ?, settled = ? WHERE id = ?", (to_text(now), int(settled), alarm.id)
        )
        return replace(alarm, ended_at=now, is_settled=settled)

    def reopen(self, alarm: Alarm) -> None:
        """Record that an alarm is not over after all."""
        self._connection.run("UPDATE alarm SET ended_at = NULL WHERE id = ?", (alarm.id,))

    def tell(
        self, alarm: Alarm, stage: Stage, verdict: str | None, reason: str, recipients: Iterable[str], now: datetime
    ) -> Telling:
        """Put a telling of an alarm into the outbox of each recipient."""
        at = to_text(now)
        is_over = stage == "over"
        id = self._connection.insert(
            "telling", {"alarm_id": alarm.id, "stage": stage, "verdict": verdict, "reason": reason, "at": at}
        )
        self._connection.run(
            "UPDATE alarm SET told_at = ?, verdict = ?, reason = ?, settled = ? WHERE id = ?",
            (at, verdict, reason, int(is_over), alarm.id),
        )
        for recipient in recipients:
            self._connection.run(
                "INSERT INTO delivery (telling_id, recipient, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (id, recipient, at),
            )
        told = replace(alarm, told_at=now, verdict=verdict, reason=reason, is_settled=is_over)
        return Telling(id, told, stage, verdict, reason, now)

    def settle(self, alarm: Alarm) -> None:
        """Record that nothing more is to be told of an alarm."""
        self._connection.run("UPDATE alarm SET settled = 1 WHERE id = ?", (alarm.id,))


_GOOD = "('page', 'not_modified', 'moved', 'withdrawn')"
_FIRST_LOOK = "(SELECT at FROM visit WHERE visit.place = address.place AND origin = 'live' ORDER BY at LIMIT 1)"

# A page's last good look may be another's, whose record of the past was taken over: where the address was never well
# seen by ourselves, what counts is our first look.
_PAGES_IN_DOUBT = f"""
WITH alarmed AS (SELECT page_id FROM alarm WHERE ended_at IS NULL AND page_id IS NOT NULL)
SELECT page.id, page.place, 1 AS is_page, page.country, page.last_visit_at, page.last_verdict, page.last_reason,
    page.verdict_count,
    (SELECT group_concat(kind) FROM alarm WHERE alarm.page_id = page.id AND ended_at IS NULL) AS alarms,
    iif(address.last_good_at IS NULL, NULL, page.last_good_at) AS last_good_at,
    coalesce(iif(address.last_good_at IS NULL, {_FIRST_LOOK}, page.last_good_at), first_visit_at) AS begin
FROM page JOIN address ON address.place = page.place
WHERE address.last_visit_at IS NOT NULL AND page.last_verdict IS NOT NULL AND page.first_visit_at IS NOT NULL AND (
    page.last_verdict NOT IN {_GOOD} OR page.last_good_at < :before OR address.last_good_at IS NULL
    OR page.id IN alarmed)
"""  # noqa: S608 - constants only

_PLACES_IN_DOUBT = f"""
WITH alarmed AS (SELECT subject FROM alarm WHERE ended_at IS NULL AND page_id IS NULL)
SELECT place AS id, place, 0 AS is_page, NULL AS country, last_visit_at, last_verdict, last_good_at, 0 AS verdict_count,
    coalesce(last_good_at, {_FIRST_LOOK}, last_visit_at) AS begin,
    (SELECT reason FROM visit WHERE visit.place = address.place AND origin = 'live' ORDER BY at DESC LIMIT 1)
        AS last_reason,
    (SELECT group_concat(kind) FROM alarm WHERE subject = place AND page_id IS NULL AND ended_at IS NULL) AS alarms
FROM address
WHERE last_visit_at IS NOT NULL AND last_verdict IS NOT NULL
    AND (place IN alarmed OR NOT EXISTS (SELECT 1 FROM page WHERE page.place = address.place))
"""  # noqa: S608


_CLOSED_WAYS = f"""
SELECT way.place, way.url, way.name, way.last_verdict, way.last_reason, way.last_good_at,
    address.last_good_at AS seen_at, coalesce(way.last_good_at, (SELECT min(at) FROM visit
        WHERE visit.place = way.place AND visit.url = way.url AND origin = 'live'), way.last_visit_at) AS begin
FROM way JOIN address USING (place)
WHERE failures >= 3 AND way.last_verdict NOT IN {_GOOD} AND address.last_good_at > coalesce(way.last_good_at, '')
"""  # noqa: S608 - constants only


def _alarm(row: Row) -> Alarm:
    return Alarm(
        id=row["id"],
        kind=row["kind"],
        subject=row["subject"],
        publisher=row["publisher"],
        country=row["country"],
        page_id=row["page_id"],
        verdict=row["verdict"],
        reason=row["reason"],
        since=maybe_from_text(row["since"]),
        began_at=from_text(row["began_at"]),
        told_at=maybe_from_text(row["told_at"]),
        ended_at=maybe_from_text(row["ended_at"]),
        is_settled=bool(row["settled"]),
    )


def _telling(row: Row, alarm: Alarm) -> Telling:
    return Telling(row["id"], alarm, row["stage"], row["verdict"], row["reason"], from_text(row["at"]))


def _in_doubt(row: Row) -> InDoubt:
    return InDoubt(
        id=row["id"],
        place=row["place"],
        is_page=bool(row["is_page"]),
        country=row["country"],
        begin=from_text(row["begin"]),
        last_good_at=maybe_from_text(row["last_good_at"]),
        last_visit_at=from_text(row["last_visit_at"]),
        verdict=row["last_verdict"],
        reason=row["last_reason"] or "",
        verdict_count=row["verdict_count"],
        alarms=tuple(row["alarms"].split(",")) if row["alarms"] else (),
    )
