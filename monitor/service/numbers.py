"""How the watching stands, in numbers, by a connection of its own that only reads.

The thread that answers asks the store itself and is not handed anything by the loop: a loop that hangs still gives
numbers, and true ones, for what counts is in the database. The connection is opened anew each time: it holds no old
state of a database that was replaced, and none of its write-ahead log.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.errors import StoreError
from monitor.freshness import allowance_of
from monitor.health import RECENTLY, Word, page_health
from monitor.overview import watched_in
from monitor.sources.page import Address
from monitor.store import Store, counting
from monitor.store.connection import Connection
from monitor.store.counting import Undelivered
from monitor.store.schema import demand_current
from monitor.store.store import DATABASE

PATIENCE = 1.0
"""Seconds to wait for a database that is locked: who asks for health does not wait for long."""
UNDELIVERED_AFTER = timedelta(hours=1)
"""How long a notice may be on its way while none arrives at all."""
_LATER = 0.1
"""Share of its interval by which a look may come later than planned: twice as much as looks are spread out."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the watching stood at a time."""

    at: datetime
    pages: Mapping[tuple[str, Word], int]
    """How many pages stand how, by publisher and health."""
    oldest_good_at: datetime | None
    """The last good look of the page that was not well seen for longest, of those that ever were."""
    newest_good_at: datetime | None
    """The last good look of any page."""
    last_look_at: datetime | None
    """The latest look at any address."""
    first_due_at: datetime | None
    """When the look that is due first was, or will be, due at the latest; None where there is nothing to look at.
    `datetime.min` where an address was never asked."""
    allowance: timedelta | None
    """The shortest time for which a page may go without a good look; None where there is no page."""
    notices: Mapping[tuple[str, str], int]
    """By channel and state."""
    deliveries: Mapping[str, int]
    """By state."""
    undelivered: Undelivered
    alarms: Mapping[str, int]
    """Those that last, by kind."""
    left_alone: int
    """Hosts that are not asked for a while."""
    file_bytes: Mapping[str, int]
    """Size of the database and of its write-ahead log."""
    free_bytes: int | None
    """What the disk of the snapshots has left; None where it does not say."""

    @property
    def page_count(self) -> int:
        """How many pages are watched."""
        return sum(self.pages.values())

    @property
    def counts(self) -> dict[str, int]:
        """How many pages stand how; only what there is, the well seen always."""
        found: Counter[str] = Counter({"well seen": 0})
        for (_, word), number in self.pages.items():
            found[word] += number
        return dict(found)


def numbers_of(folder: Path, addresses: Sequence[Address], now: datetime) -> Numbers:
    """Read the numbers of a store.

    Args:
        folder: of the snapshots.
        addresses: what is watched.

    Raises:
        StoreError: the database cannot be read.
    """
    path = folder / DATABASE
    if not path.exists():
        raise StoreError(f"{path} is not there any more: put it back, or start anew")
    with closing(Connection.for_reading(path, PATIENCE)) as connection:
        demand_current(connection)
        store = Store(folder, connection, is_read_only=True)
        watched = watched_in(store, addresses)
        asked = store.due_times()
        good = [each.row.last_good_at for each in watched if each.row and each.row.last_good_at]
        looks = [asked[each.place][0] for each in addresses if each.place in asked]
        return Numbers(
            at=now,
            pages=Counter((each.page.publisher, page_health(each, now).word) for each in watched),
            oldest_good_at=min(good, default=None),
            newest_good_at=max(good, default=None),
            last_look_at=max(looks, default=None),
            first_due_at=min((_due(each, asked) for each in addresses), default=None),
            allowance=min((allowance_of(each) for each in addresses if not each.is_index), default=None),
            notices=counting.notices(connection),
            deliveries=counting.deliveries(connection),
            undelivered=counting.undelivered(connection, now, UNDELIVERED_AFTER, RECENTLY),
            alarms=counting.alarms(connection),
            left_alone=len(store.left_alone(now)),
            file_bytes=_sizes(path),
            free_bytes=_free(folder),
        )


def _due(address: Address, asked: Mapping[str, tuple[datetime, datetime | None]]) -> datetime:
    if address.place not in asked:
        return datetime.min.replace(tzinfo=UTC)
    last, planned = asked[address.place]
    latest = last + address.every
    return (latest if planned is None else min(planned, latest)) + _LATER * address.every


def _sizes(path: Path) -> dict[str, int]:
    found = {"database": path, "wal": path.with_name(path.name + "-wal")}
    return {name: each.stat().st_size for name, each in found.items() if each.exists()}


def _free(folder: Path) -> int | None:
    with suppress(OSError):
        return shutil.disk_usage(folder).free
    return None
