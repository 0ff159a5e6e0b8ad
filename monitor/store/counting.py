"""How much of each kind lies in the database: what a gauge shows, asked for by a connection that only reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.store.connection import Connection
from monitor.store.times import maybe_from_text, to_text


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Notices that were tried, or should have been, and after which none has arrived."""

    count: int
    oldest_at: datetime | None
    """When the oldest of them was made."""
    last_delivered_at: datetime | None
    """When a notice last arrived; None where none ever did."""


def notices(connection: Connection) -> Mapping[tuple[str, str], int]:
    """How many notices there are, by channel and state."""
    rows = connection.rows("SELECT channel, state, count(*) AS number FROM notice GROUP BY channel, state")
    return {(row["channel"], row["state"]): row["number"] for row in rows}


def deliveries(connection: Connection) -> Mapping[str, int]:
    """How many deliveries there are, by state: that of their notice, waiting where they are in none yet."""
    rows = connection.rows(
        "SELECT coalesce(state, 'waiting') AS state, count(*) AS number"
        " FROM delivery LEFT JOIN notice ON notice.id = notice_id GROUP BY 1"
    )
    return {row["state"]: row["number"] for row in rows}


def undelivered(connection: Connection, now: datetime, patience: timedelta, recent: timedelta) -> Undelivered:
    """The notices since the last that arrived which are older than `patience` and have not.

    One that waits for its hour (a digest, quiet hours) is none of them; one that was given up is for the time of
    `recent`.
    """
    row = connection.row(
        "WITH arrived AS (SELECT max(delivered_at) AS last FROM notice WHERE state = 'delivered')"
        " SELECT count(*) AS number, min(created_at) AS oldest, (SELECT last FROM arrived) AS last FROM notice"
        " WHERE created_at > coalesce((SELECT last FROM arrived), '') AND created_at < :then AND ("
        "   state = 'dead' AND created_at > :recent"
        "   OR state IN ('sending', 'retrying') AND attempts > 0"
        "   OR state IN ('waiting', 'sending', 'retrying') AND next_try_at < :then)",
        {"then": to_text(now - patience), "recent": to_text(now - recent)},
    )
    if row is None:
        raise TypeError("a query of sums has a row")
    return Undelivered(row["number"], maybe_from_text(row["oldest"]), maybe_from_text(row["last"]))


def alarms(connection: Connection) -> Mapping[str, int]:
    """How many alarms last, by kind."""
    rows = connection.rows("SELECT kind, count(*) AS number FROM alarm WHERE ended_at IS NULL GROUP BY kind")
    return {row["kind"]: row["number"] for row in rows}
