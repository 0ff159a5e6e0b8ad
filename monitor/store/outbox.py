"""The outbox: who is still to be told of what. What enters it ends as delivered, or as dead with the reason.

    deliveries -> waiting -> sending -> delivered
                               |  ^
                               v  |
                            retrying -> dead

A delivery is of a change, or of a telling: one time that an alarm is told. A notice keeps its key, its changes and its
tellings through all its attempts, so that a repetition is one. Who takes a notice up holds it for the time of a lease:
nobody else takes it meanwhile, and if the holder is killed it comes up again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from uuid import uuid4

from monitor.errors import StoreError
from monitor.store.connection import Connection, Row
from monitor.store.rows import Delivery, Manner, Notice, NoticeState, Waiting, notice_of
from monitor.store.times import from_text, maybe_from_text, to_text

LEASE = timedelta(minutes=5)
"""How long a notice belongs to who took it up: longer than any attempt to send takes."""
LONGEST_PAUSE = timedelta(hours=24)
"""Between two tries of a notice. A try that is planned for later was planned under a clock that was wrong."""

_OPEN = "state IN ('waiting', 'sending', 'retrying')"
_WAITING_FOR = (
    "SELECT recipient FROM delivery WHERE notice_id IS NULL"  # noqa: S608 - constants only
    f" UNION SELECT recipient FROM notice WHERE {_OPEN} ORDER BY 1"
)
_TOLD = " FROM delivery LEFT JOIN change ON change.id = change_id"
_SIGNIFICANCE = "coalesce(change.significance, 'major')"
"""An alarm is about the watching, and not about what somebody depends on: it wakes nobody."""
_TO_BE_TRIED = (
    f"SELECT id FROM notice WHERE recipient = :recipient AND {_OPEN}"  # noqa: S608 - constants only
    " AND (next_try_at <= :now OR next_try_at > :beyond OR state = 'retrying' AND tried_at > :clock)"
    " AND (NOT :disturbs OR slot IS NULL AND EXISTS"
    f" (SELECT 1 {_TOLD} WHERE notice_id = notice.id AND {_SIGNIFICANCE} = 'critical')) ORDER BY id LIMIT 1"
)
"""Unfinished, and due; or put off for longer than ever was meant, or tried at a time that is still to come: the clock
was put back since. What is being sent may be so still, whatever the clock does."""


class Outbox:
    """The outbox of a store; each call is a transaction of its own, unless it is within another."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def transaction(self) -> AbstractContextManager[None]:
        """One transaction for several calls."""
        return self._connection.write()

    # Recipients

    def know(self, manners: Mapping[str, Manner], now: datetime) -> None:
        """Record who is told, of what and when, by name: what is written is only what is new.

        Whoever is new, or has another rule, is not told of what was before; whoever is not named any more is forgotten.
        """
        rows = self._connection.rows("SELECT name, rule, digest, since FROM recipient")
        known = {row["name"]: Manner(row["rule"], row["digest"]) for row in rows}
        ahead = {row["name"] for row in rows if row["since"] > to_text(now)}  # written under a clock that was wrong
        new = {name: manner for name, manner in manners.items() if known.get(name) != manner or name in ahead}
        gone = known.keys() - manners.keys()
        if not new and not gone:
            return
        with self._connection.write():
            for name in gone:
                self._connection.run("DELETE FROM recipient WHERE name = ?", (name,))
            for name, manner in new.items():
                self._connection.run(
                    "INSERT INTO recipient (name, rule, digest, since, audited_to)"
                    " SELECT ?, ?, ?, ?, coalesce(max(id), 0) FROM change WHERE true ON CONFLICT (name) DO UPDATE SET"
                    " since = iif(digest = excluded.digest, min(since, excluded.since), excluded.since),"
                    " audited_to = iif(rule = excluded.rule, audited_to, excluded.audited_to),"
                    " rule = excluded.rule, digest = excluded.digest",
                    (name, manner.rule, manner.digest, to_text(now)),
                )

    def known_since(self, recipient: str) -> datetime | None:
        """Since when a recipient is told at the times of today; None where it was never recorded."""
        row = self._connection.row("SELECT since FROM recipient WHERE name = ?", (recipient,))
        return None if row is None else from_text(row["since"])

    def unaudited(self, recipient: str) -> list[int]:
        """The changes that somebody is to be told of, which were not audited yet, and of which no delivery to this
        recipient exists; by number."""
        rows = self._connection.rows(
            "SELECT change.id FROM change JOIN recipient ON recipient.name = ?"
            " WHERE change.id > audited_to AND told = 1 AND NOT EXISTS"
            " (SELECT 1 FROM delivery WHERE change_id = change.id AND delivery.recipient = recipient.name)"
            " ORDER BY change.id",
            (recipient,),
        )
        return [row["id"] for row in rows]

    def audited(self, recipient: str, missing: Iterable[int], to: int, now: datetime) -> None:
        """Record the outcome of an audit: deliveries that were missing, and up to which change it went."""
        with self._connection.write():
            for change_id in missing:
                self._connection.run(
                    "INSERT INTO delivery (change_id, recipient, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                    (change_id, recipient, to_text(now)),
                )
            self._connection.run("UPDATE recipient SET audited_to = ? WHERE name = ?", (to, recipient))

    def highest_change(self) -> int:
        """The number of the latest change; 0 where there is none."""
        row = self._connection.row("SELECT coalesce(max(id), 0) AS id FROM change") or {"id": 0}
        return int(row["id"])

    def recipients_waiting(self) -> list[str]:
        """All who are still to be told of something, at once or later."""
        return [row["recipient"] for row in self._connection.rows(_WAITING_FOR)]

    def waiting(self, recipient: str) -> list[Waiting]:
        """What a recipient is to be told of and is in no notice yet, the oldest first."""
        rows = self._connection.rows(
            f"SELECT delivery.id, delivery.created_at, {_SIGNIFICANCE} AS significance {_TOLD}"
            " WHERE recipient = ? AND notice_id IS NULL ORDER BY delivery.id",
            (recipient,),
        )
        return [Waiting(row["id"], row["significance"], from_text(row["created_at"])) for row in rows]

    def waiting_bounds(self, recipient: str, until: datetime | None = None) -> list[Waiting]:
        """Of what `waiting` gives, of each significance the oldest and the newest: they say whether anything is due,
        and thousands of others need not be read for that.

        Args:
            until: what came later is left out.
        """
        rows = self._connection.rows(
            f"SELECT min(delivery.id) AS id, {_SIGNIFICANCE} AS significance, min(delivery.created_at) AS oldest,"
            f" max(delivery.created_at) AS newest {_TOLD} WHERE recipient = :recipient AND notice_id IS NULL"
            " AND (:until IS NULL OR delivery.created_at <= :until) GROUP BY 2",
            {"recipient": recipient, "until": None if until is None else to_text(until)},
        )
        return [
            Waiting(row["id"], row["significance"], from_text(row[at])) for row in rows for at in ("oldest", "newest")
        ]

    def last_digest(self, recipient: str, until: datetime) -> datetime | None:
        """The time of the latest digest that was made for a recipient, of those up to a time."""
        row = self._connection.row(
            "SELECT max(slot) AS slot FROM notice WHERE recipient = ? AND slot <= ?", (recipient, to_text(until))
        )
        return maybe_from_text(row["slot"]) if row else None

    def told_at_once(self, recipient: str, since: datetime, until: datetime) -> int:
        """How many changes a recipient was told of after a time and up to another, in notices that are no digests."""
        row = self._connection.row(
            "SELECT count(*) AS number FROM notice JOIN delivery ON notice_id = notice.id"
            " WHERE notice.recipient = ? AND slot IS NULL AND state = 'delivered' AND change_id IS NOT NULL"
            " AND ended_at > ? AND ended_at <= ?",
            (recipient, to_text(since), to_text(until)),
        )
        return int(row["number"]) if row else 0

    # Notices

    def take_up(
        self, recipient: str, now: datetime, lease: timedelta = LEASE, *, disturbs: bool = False
    ) -> Notice | None:
        """The oldest unfinished notice to a recipient whose time has come, as it was; None if there is none.

        Args:
            disturbs: whether a notice would disturb now, so that only one with something critical is taken.
        """
        with self._connection.write():
            id = self._to_be_tried(recipient, now, disturbs)
            if id is None:
                return None
            self._connection.run("UPDATE notice SET next_try_at = ? WHERE id = ?", (to_text(now + lease), id))
            return self._get(id)

    def is_open(self, recipient: str, now: datetime, *, disturbs: bool = False, clock: datetime | None = None) -> bool:
        """Whether `take_up` would give a notice now.

        Args:
            clock: what time it is, where `now` is an earlier one that is asked about.
        """
        return self._to_be_tried(recipient, now, disturbs, clock) is not None

    def _to_be_tried(self, recipient: str, now: datetime, disturbs: bool, clock: datetime | None = None) -> int | None:
        given = {"recipient": recipient, "now": to_text(now), "clock": to_text(clock or now)}
        given["beyond"] = to_text((clock or now) + LONGEST_PAUSE)
        row = self._connection.row(_TO_BE_TRIED, {**given, "disturbs": disturbs})
        return None if row is None else int(row["id"])

    def make(
        self,
        recipient: str,
        channel: str,
        deliveries: Collection[int],
        now: datetime,
        *,
        slot: datetime | None = None,
        since: datetime | None = None,
        lease: timedelta = LEASE,
    ) -> Notice:
        """Make a notice of deliveries that are in none yet, and take it up.

        Args:
            deliveries: their ids, see `waiting`.
            slot: of a digest, the time for which it is made; there is one digest to a recipient for a time.
            since: of a digest, the time of the one before.
        """
        with self._connection.write():
            id = self._connection.insert(
                "notice",
                {
                    "recipient": recipient,
                    "channel": channel,
                    "key": uuid4().hex,  # never again, not even by a database that begins anew
                    "state": "waiting",
                    "next_try_at": to_text(now + lease),
                    "created_at": to_text(now),
                    "slot": None if slot is None else to_text(slot),
                    "since": None if since is None else to_text(since),
                },
            )
            for delivery in deliveries:
                self._connection.run(
                    "UPDATE delivery SET notice_id = ? WHERE id = ? AND notice_id IS NULL", (id, delivery)
                )
            return self._get(id)

    def begin(self, held: Notice, channel: str, now: datetime, lease: timedelta = LEASE) -> Notice | None:
        """Record that an attempt begins, before the first byte leaves.

        None where whoever took it up slept through the lease, and somebody else has taken it since.

        Args:
            held: as it was taken up.
            channel: by which it is sent; what another one had done of it says nothing of this one.
        """
        with self._connection.write():
            begun = self._connection.run(
                "UPDATE notice SET state = 'sending', attempts = attempts + 1, next_try_at = :next,"  # noqa: S608
                " tried_at = min(coalesce(tried_at, :now), :now), done = iif(channel = :channel, done, '[]'),"
                f" channel = :channel WHERE id = :id AND {_OPEN} AND next_try_at = :until",
                {
                    "id": held.id,
                    "channel": channel,
                    "next": to_text(now + lease),
                    "now": to_text(now),
                    "until": None if held.next_try_at is None else to_text(held.next_try_at),
                },
            )
            return self._get(held.id) if begun else None

    def delivered(self, notice_id: int, answer: str, now: datetime) -> Notice:
        """Record that the other end took it, and what it answered."""
        return self._move(
            notice_id,
            "UPDATE notice SET state = 'delivered', last_answer = :answer, delivered_at = :now, ended_at = :now,"
            " next_try_at = NULL WHERE id = :id",
            {"answer": answer, "now": to_text(now)},
        )

    def failed(
        self, notice_id: int, answer: str, next_try_at: datetime | None, now: datetime, done: Collection[str] = ()
    ) -> Notice:
        """Record that an attempt failed and why; without a next time the notice is dead.

        What was delivered stays delivered.

        Args:
            done: parts of it that the other end has taken at this attempt; those of earlier ones stay.
        """
        state: NoticeState = "dead" if next_try_at is None else "retrying"
        with self._connection.write():
            # Another sender may have had a part taken meanwhile.
            done = {*self._get(notice_id).done, *done}
            return self._move(
                notice_id,
                "UPDATE notice SET state = :state, last_answer = :answer, next_try_at = :next, done = :done,"
                " ended_at = iif(:state = 'dead', :now, ended_at) WHERE id = :id AND state <> 'delivered'",
                {
                    "state": state,
                    "answer": answer,
                    "next": None if next_try_at is None else to_text(next_try_at),
                    "done": json.dumps(sorted(done), ensure_ascii=False),
                    "now": to_text(now),
                },
            )

    def revive(self, notice_id: int, now: datetime) -> Notice:
        """Have a dead notice tried again, now and for as long as a new one; with its key, and what was done of it."""
        return self._move(
            notice_id,
            "UPDATE notice SET state = 'retrying', next_try_at = :now, tried_at = NULL, attempts = 0"
            " WHERE id = :id AND state = 'dead'",
            {"now": to_text(now)},
        )

    def notice(self, id: int) -> Notice | None:
        """The notice of this number."""
        row = self._connection.row("SELECT * FROM notice WHERE id = ?", (id,))
        return None if row is None else self._whole(row)

    def alarms_in(self, notice_id: int) -> int:
        """How many alarms a notice tells of: its beginning and its end are one."""
        row = self._connection.row(
            "SELECT count(DISTINCT alarm_id) AS number FROM delivery JOIN telling ON telling.id = telling_id"
            " WHERE notice_id = ?",
            (notice_id,),
        ) or {"number": 0}
        return int(row["number"])

    def notices(self, state: NoticeState) -> list[Notice]:
        """All notices in a state, the oldest first."""
        rows = self._connection.rows("SELECT * FROM notice WHERE state = ? ORDER BY id", (state,))
        return [self._whole(row) for row in rows]

    def given_up(self) -> list[Notice]:
        """Of each recipient the notice that ended last, where it was given up: nothing reached the recipient since.

        One that was revived is still among them until it is delivered.
        """
        rows = self._connection.rows(
            "SELECT * FROM notice WHERE state <> 'delivered' AND ended_at IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM notice AS later"
            " WHERE later.recipient = notice.recipient AND later.ended_at IS NOT NULL"
            " AND (later.ended_at > notice.ended_at OR (later.ended_at = notice.ended_at AND later.id > notice.id)))"
            " ORDER BY recipient"
        )
        return [self._whole(row) for row in rows]

    def late(self, before: datetime) -> list[Notice]:
        """Of each recipient the oldest notice that was tried first before a time, and is still to be tried again."""
        rows = self._connection.rows(
            "SELECT notice.*, min(id) FROM notice WHERE state IN ('sending', 'retrying') AND tried_at < ?"
            " AND last_answer IS NOT NULL GROUP BY recipient ORDER BY recipient",
            (to_text(before),),
        )
        return [self._whole(row) for row in rows]

    def deliveries(self, change_id: int) -> list[Delivery]:
        """Who was or is to be told of a change, and how far that is."""
        rows = self._connection.rows(
            "SELECT delivery.*, coalesce(state, 'waiting') AS state FROM delivery"
            " LEFT JOIN notice ON notice.id = notice_id WHERE change_id = ? ORDER BY delivery.recipient",
            (change_id,),
        )
        return [
            Delivery(row["change_id"], row["recipient"], row["notice_id"], row["state"], from_text(row["created_at"]))
            for row in rows
        ]

    def counts(self) -> list[tuple[str, NoticeState, int]]:
        """How many notices there are, by channel and state."""
        rows = self._connection.rows(
            "SELECT channel, state, count(*) AS number FROM notice GROUP BY channel, state ORDER BY channel, state"
        )
        return [(row["channel"], row["state"], row["number"]) for row in rows]

    def _move(self, id: int, sql: str, values: Row) -> Notice:
        with self._connection.write():
            self._connection.run(sql, {"id": id, **values})
            return self._get(id)

    def _get(self, id: int) -> Notice:
        found = self.notice(id)
        if found is None:
            raise StoreError(f"{self._connection.path} knows no notice {id}")
        return found

    def _whole(self, row: Row) -> Notice:
        held = self._connection.rows(
            "SELECT change_id, telling_id FROM delivery WHERE notice_id = ? ORDER BY change_id, telling_id",
            (row["id"],),
        )
        return notice_of(
            row,
            tuple(each["change_id"] for each in held if each["change_id"] is not None),
            tuple(each["telling_id"] for each in held if each["telling_id"] is not None),
        )
