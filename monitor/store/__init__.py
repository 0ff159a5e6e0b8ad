"""What was seen: raw bodies as files, and `monitor.db` beside them.

    folder/
        monitor.db                                              pages, visits, versions, facts, changes, notices
        uk-fcdo/kazakhstan/2026-01-07/074000Z-3f2a9c1b.json.gz  the body of one visit, as it came

`Store` is the door. A body is on disk before it is read (`Store.keep`); all that follows from it is written in one
transaction (`Store.record`), so that a change is known before anybody is told of it; whom it concerns is told by way of
`Store.outbox`. Times come in and go out as aware datetimes: the store has no clock.
"""

from __future__ import annotations

from monitor.store.alarms import Alarm, AlarmKind, Telling
from monitor.store.outbox import Outbox
from monitor.store.recording import OvertakenError, Recording
from monitor.store.rows import (
    AddressState,
    Counts,
    Delivery,
    EarlierReading,
    HistoryEntry,
    Notice,
    Origin,
    PageRow,
    PageUrl,
    Snapshot,
    Version,
    WayState,
)
from monitor.store.store import Store

__all__ = [
    "AddressState",
    "Alarm",
    "AlarmKind",
    "Counts",
    "Delivery",
    "EarlierReading",
    "HistoryEntry",
    "Notice",
    "Origin",
    "Outbox",
    "OvertakenError",
    "PageRow",
    "PageUrl",
    "Recording",
    "Snapshot",
    "Store",
    "Telling",
    "Version",
    "WayState",
]
