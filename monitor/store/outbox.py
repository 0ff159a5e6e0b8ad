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

from datetime import datetime, timedelta
from uuid import uuid4

from monitor.errors import StoreError
from monitor.store.connection import Connection, Row
from monitor.store.rows import Delivery, Notice, NoticeState, notice_of
from monitor.store.times import from_text, to_text

LEASE = timedelta(minutes=5)
"""How long a notice belongs to who took it up: longer than any attempt to send takes."""
LONGEST_PAUSE = timedelta(hours=24)
"""Between two tries of a notice. A try that is planned for later was planned under a clock that was wrong."""


class Outbox:
    """The outbox of a store; each call is a transaction of its own."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def recipients_waiting(self) -> list[str]:
        """All who are still to be told of something, at once or later."""
        rows = self._connection.rows(
            "SELECT recipient FROM delivery WHERE notice_id IS NULL"
            " UNION SELECT recipient FROM notice WHERE state IN ('waiting', 'sending', 'retrying') ORDER BY 1"
        )
        return [row["recipient"] for row in rows]

    def waiting(self, recipient: str, channel: str, now: datetime, lease: timedelta = LEASE) -> Notice | None:
        """Take up what this recipient is to get now.

        The oldest unfinished notice whose time has come, as it was; else a new one of all changes and tellings that
        are in no notice yet; None if there is neither. Call it again until it gives None.
        """
        with self._connection.write():
            id = self._unfinished(recipient, now) or self._new(recipient, channel, now)
            if id is None:
                return None
            self._connection.run("UPDATE notice SET next_try_at = ? WHERE id = ?", (to_text(now + lease), id))
            return self._get(id)

    def _unfinished(self, recipient: str, now: datetime) -> int | None:
        row = self._connection.row(
            "SELECT id FROM notice WHERE recipient = ? AND state IN ('waiting', 'sending', 'retrying')"
            " AND (next_try_at <= ? OR next_try_at > ?) ORDER BY id LIMIT 1",
            (recipient, to_text(now), to_text(now + LONGEST_PAUSE)),
        )
        return None if row is None else int(row["id"])

    def _new(self, recipient: str, channel: str, now: datetime) -> int | None:
        if not self._connection.row(
            "SELECT id FROM delivery WHERE recipient = ? AND notice_id IS NULL LIMIT 1", (recipient,)
        ):
            return None
        id = self._connection.insert(
            "notice",
            {
                "recipient": recipient,
                "channel": channel,
                "key": uuid4().hex,  # never again, not even by a database that begins anew
                "state": "waiting",
                "next_try_at": to_text(now),
                "created_at": to_text(now),
            },
        )
        self._connection.run(
            "UPDATE delivery SET notice_id = ? WHERE recipient = ? AND notice_id IS NULL", (id, recipient)
        )
        return id

    def begin(self, notice_id: int, now: datetime, lease: timedelta = LEASE) -> Notice:
        """Record that an attempt begins, before the first byte leaves."""
        return self._move(
            notice_id,
            "UPDATE notice SET state = 'sending', attempts = attempts + 1, next_try_at = :next WHERE id = :id",
            {"next": to_text(now + lease)},
        )

    def delivered(self, notice_id: int, answer: str, now: datetime) -> Notice:
        """Record that the other end took it, and what it answered."""
        return self._move(
            notice_id,
            "UPDATE notice SET state = 'delivered', last_answer = :answer, delivered_at = :now, next_try_at = NULL"
            " WHERE id = :id",
            {"answer": answer, "now": to_text(now)},
        )

    def failed(self, notice_id: int, answer: str, next_try_at: datetime | None) -> Notice:
        """Record that an attempt failed and why; without a next time the notice is dead.

        What was delivered stays delivered.
        """
        state: NoticeState = "dead" if next_try_at is None else "retrying"
        return self._move(
            notice_id,
            "UPDATE notice SET state = :state, last_answer = :answer, next_try_at = :next"
            " WHERE id = :id AND state <> 'delivered'",
            {"state": state, "answer": answer, "next": None if next_try_at is None else to_text(next_try_at)},
        )

    def notice(self, id: int) -> Notice | None:
        """The notice of this number."""
        row = self._connection.row("SELECT * FROM notice WHERE id = ?", (id,))
        return None if row is None else self._whole(row)

    def notices(self, state: NoticeState) -> list[Notice]:
        """All notices in a state, the oldest first."""
        rows = self._connection.rows("SELECT * FROM notice WHERE state = ? ORDER BY id", (state,))
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
