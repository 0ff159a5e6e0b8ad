"""The store: snapshots on disk and what is known of them in the database."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from monitor.clusters.cluster import Cluster
from monitor.errors import StoreError, why
from monitor.facts.fact import Fact, FactKind
from monitor.fetch.visit import Visit
from monitor.sources.page import Address, Page, Way
from monitor.store import bodies, clusters, history, indexes, schema, standing, watched
from monitor.store.alarms import Alarms
from monitor.store.connection import Connection
from monitor.store.hosts import Hosts
from monitor.store.indexes import IndexLine, LastVisit, PageStamp
from monitor.store.outbox import Outbox
from monitor.store.recording import Recording
from monitor.store.rows import (
    AddressState,
    Counts,
    EarlierReading,
    HistoryEntry,
    Origin,
    PageRow,
    PageUrl,
    Snapshot,
    Version,
    WayState,
)
from monitor.store.standing import Distrusted, LeftAlone
from monitor.store.times import to_text

if TYPE_CHECKING:
    from monitor.compare.change import Change, Significance

DATABASE = "monitor.db"
PATIENCE = 5.0
"""Seconds to wait for another process that holds the database."""

_OLDEST_SQLITE = (3, 37)
"""The first that knows STRICT tables."""


class Store:
    """Snapshots and database of one folder, for the thread that opened it.

    All errors that a person can mend are `StoreError`, one sentence each.
    """

    def __init__(self, folder: Path, connection: Connection, *, is_read_only: bool) -> None:
        self.folder = folder
        self.is_read_only = is_read_only
        self.outbox = Outbox(connection)
        self.hosts = Hosts(connection)
        self.alarms = Alarms(connection)
        self._connection = connection

    @classmethod
    def open(cls, folder: Path, *, create: bool = True, patience: float = PATIENCE) -> Store:
        """Open the store of a folder to write in it; make it if there is none, unless `create` is false.

        Raises:
            StoreError: the folder cannot be made or written, nothing is there that should be, or the database is no
                database, another program's, a newer version's, locked for more than `patience` seconds, or read-only.
        """
        _demand_sqlite()
        path = folder / DATABASE
        if not create:
            _demand_database(path)
        _prepare_folder(folder)
        connection = Connection.for_writing(path, patience)
        try:
            schema.prepare(connection)
        except BaseException:
            connection.close()
            raise
        return cls(folder, connection, is_read_only=False)

    @classmethod
    def read_only(cls, folder: Path, *, patience: float = PATIENCE) -> Store:
        """Open the store of a folder to look things up; nothing can be written through it.

        Raises:
            StoreError: as `open` says; also where the database is of an older version of this program.
        """
        _demand_sqlite()
        path = folder / DATABASE
        _demand_database(path)
        connection = Connection.for_reading(path, patience)
        try:
            schema.demand_current(connection)
        except BaseException:
            connection.close()
            raise
        return cls(folder, connection, is_read_only=True)

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The database file."""
        return self._connection.path

    # Snapshots

    def keep(self, place: str, visit: Visit, origin: Origin = "live", known: Snapshot | None = None) -> Snapshot:
        """Store the body of a visit before anything reads it: the file first, then its row.

        Where the latest snapshot of the place (of the same origin, up to that time) has the same body, or `known` has,
        that is given back and nothing is stored, unless its file was lost.

        Args:
            known: the last good body by the same way: other ways, and walls, may have left theirs since.

        Raises:
            ValueError: the visit brought no body.
            StoreError: the body cannot be written, or the name of the place could leave the folder.
        """
        if visit.body is None:
            raise ValueError("a visit without a body has nothing to keep")
        self._demand_alone("keep")
        sha256 = bodies.sha256_of(visit.body)
        media_type = bodies.media_type_of(visit.header("content-type"), visit.body)
        relative = bodies.relative_path(place, visit.at, sha256, media_type)
        fetched_at = to_text(visit.at)
        latest = self._connection.row(
            "SELECT id, sha256 FROM snapshot WHERE place = ? AND origin = ? AND fetched_at <= ?"
            " ORDER BY fetched_at DESC, id DESC LIMIT 1",
            (place, origin, fetched_at),
        )
        same = known.id if known and known.sha256 == sha256 else None
        if same is None and latest and latest["sha256"] == sha256:
            same = latest["id"]
        if same is not None:
            kept = self._snapshot(same)
            if not bodies.is_whole(self.folder, kept.path, sha256):  # it was lost or damaged: here it is again
                bodies.write_body(self.folder, kept.path, visit.body)
            return kept
        bodies.write_body(self.folder, relative, visit.body)
        with self._connection.write():
            watched.ensure_address(self._connection, place, visit.url)
            id = self._connection.insert(
                "snapshot",
                {
                    "place": place,
                    "sha256": sha256,
                    "path": relative,
                    "media_type": media_type,
                    "size": len(visit.body),
                    "url": visit.final_url,
                    "fetched_at": fetched_at,
                    "headers": json.dumps(visit.headers, ensure_ascii=False),
                    "origin": origin,
                },
            )
            return self._snapshot(id)

    def discard(self, snapshot: Snapshot) -> bool:
        """Remove a snapshot, row and file, if no version, visit or address refers to it; say whether it went."""
        self._demand_alone("discard")
        with self._connection.write():
            gone = self._connection.run(
                "DELETE FROM snapshot WHERE id = :id"
                " AND NOT EXISTS (SELECT 1 FROM version WHERE snapshot_id = :id)"
                " AND NOT EXISTS (SELECT 1 FROM visit WHERE snapshot_id = :id)"
                " AND NOT EXISTS (SELECT 1 FROM address WHERE snapshot_id = :id)"
                " AND NOT EXISTS (SELECT 1 FROM way WHERE snapshot_id = :id)",
                {"id": snapshot.id},
            )
            # The same body seen twice within a second lies in one file.
            shared = self._connection.row("SELECT id FROM snapshot WHERE path = ?", (snapshot.path,))
        if gone and not shared:
            bodies.remove_body(self.folder, snapshot.path)
        return bool(gone)

    def snapshot(self, id: int) -> Snapshot | None:
        """The snapshot of this number."""
        return history.snapshot(self._connection, id)

    def body(self, snapshot: Snapshot) -> bytes:
        """The raw body, after a look at its SHA-256; StoreError names the file if it is missing or damaged."""
        return bodies.read_body(self.folder, snapshot.path, snapshot.sha256)

    # Pages and addresses

    def put_pages(self, address: Address, pages: Iterable[Page], at: datetime) -> None:
        """Make or update an address and pages of it, as they were known at a time.

        A page keeps its identity when its URL moves: the old one goes to its history. What is put for a time before
        the latest look does not undo what was put since.
        """
        watched.put_pages(self._connection, address, pages, at)

    def address_state(self, place: str, ways: Iterable[WayState] = ()) -> AddressState | None:
        """What is remembered of an address for its next visit; None if it was never put or visited.

        Args:
            ways: those to it, where somebody has them at hand.
        """
        return watched.address_state(self._connection, place, ways)

    def due_times(self) -> dict[str, tuple[datetime, datetime | None]]:
        """When each address was asked last, and is to be asked next as that look left it; of those ever asked."""
        return watched.due_times(self._connection)

    def ways(self, place: str) -> list[WayState]:
        """What is remembered of each way to an address that was ever gone, in the order of their first use."""
        return watched.ways(self._connection, place)

    def announced(self, index: str, country: str | None) -> tuple[str, datetime] | None:
        """The date that an index gives for the latest change of a country's pages, and since when it says so."""
        return watched.announced(self._connection, index, country)

    def index_lines(self, place: str) -> dict[str, IndexLine]:
        """What an index said last, by country, also of those of which it says nothing any more."""
        return indexes.lines(self._connection, place)

    def stamped_pages(self, publisher: str) -> list[PageStamp]:
        """The newest version of each page of a publisher's that is about a country and was ever well seen, by id."""
        return indexes.stamps(self._connection, publisher)

    def last_visit(self, place: str) -> LastVisit | None:
        """The latest look of ours at a place; None where there was none."""
        return indexes.last_visit(self._connection, place)

    def left_alone(self, now: datetime) -> list[LeftAlone]:
        """The hosts that are left alone now, the longest first."""
        return standing.left_alone(self._connection, now)

    def distrusted(self) -> list[Distrusted]:
        """The validators that proved unreliable, by address."""
        return standing.distrusted(self._connection)

    def troubles(self) -> dict[str, tuple[str, str]]:
        """Verdict and reason of the latest look of ours, by place of an address, where it was no good one."""
        return watched.troubles(self._connection)

    def pages(self, place: str | None = None) -> list[PageRow]:
        """All pages, or those of one address, by id."""
        return watched.pages(self._connection, place)

    def page(self, id: str) -> PageRow | None:
        """The page of this id."""
        return watched.page(self._connection, id)

    def page_urls(self, id: str) -> list[PageUrl]:
        """Where a page has been, the latest first."""
        return watched.page_urls(self._connection, id)

    def find_page(self, text: str, limit: int = 3) -> list[str]:
        """Ids of the pages whose id, title or URL is nearest to a text, the nearest first; empty if none is near."""
        return watched.find_page(self._connection, text, limit)

    # Recording

    @contextmanager
    def record(self, now: datetime, *, lasting: bool = True) -> Iterator[Recording]:
        """One transaction: all that is recorded inside is in the database at the end of the block, or nothing of it.

        `now` is the real time; it becomes `recorded_at`. Do not await inside: another task's writes would join in.

        Args:
            lasting: whether it must outlive a power cut too. A look at which nothing was new need not: it outlives the
                end of the process, and waits for no disk.
        """
        with self._connection.write(lasting=lasting):
            yield Recording(self._connection, now)

    # Versions and changes

    def version(self, id: int) -> Version | None:
        """The version of this number."""
        return history.version(self._connection, id)

    def versions(self, page_id: str) -> list[Version]:
        """All versions of a page, the newest first."""
        return history.versions(self._connection, page_id)

    def last_version(self, page_id: str, until: datetime | None = None) -> Version | None:
        """The newest version of a page, of those observed up to a time if one is given."""
        return history.last_version(self._connection, page_id, until)

    def last_version_by(self, page_id: str, way: Way) -> Version | None:
        """The newest version of a page that was seen by this way, or taken from elsewhere."""
        return history.last_version_by(self._connection, page_id, way)

    def told_between(self, first: Version, last: Version) -> list[Change]:
        """The changes of a page that led to the versions after one and up to another, the oldest first."""
        return history.told_between(self._connection, first.page_id, first.id, last.id)

    def earlier_with_document(
        self, page_id: str, document_sha256: str, until: datetime | None = None
    ) -> Version | None:
        """The newest version before the last one that read as this document: what a page has gone back to."""
        return history.earlier_with_document(self._connection, page_id, document_sha256, until)

    def live_since(self, page_id: str) -> datetime | None:
        """When the first version of a page was seen that we saw ourselves; None if there is none."""
        return history.live_since(self._connection, page_id)

    def facts(self, version_id: int) -> list[Fact]:
        """The facts of a version, in the order in which they were found."""
        return history.facts(self._connection, version_id)

    def last_facts(self, kind: FactKind) -> list[tuple[str, Fact]]:
        """The facts of a kind in the newest version of each page, with the page's id, in page order."""
        return history.last_facts(self._connection, kind)

    def stands_since(self, page_id: str, fact: Fact) -> datetime | None:
        """When a fact was first seen in its sentence on a page, without a break since; None if it is there no more."""
        return history.stands_since(self._connection, page_id, fact)

    def change(self, id: int) -> Change | None:
        """The change of this number."""
        return history.change(self._connection, id)

    def changes_of(self, ids: Sequence[int]) -> list[Change]:
        """The changes of these numbers, in this order; those that are not there are left out."""
        return history.changes_of(self._connection, ids)

    def changes(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        countries: Collection[str] = (),
        publishers: Collection[str] = (),
        pages: Collection[str] = (),
        min_significance: Significance = "none",
        limit: int | None = None,
        order: history.Order = "oldest",
    ) -> Iterator[Change]:
        """Changes of pages whose later version was observed from `since` on and before `until`.

        Empty collections mean all. `limit` counts from the end that `order` names. Technical changes are none of a
        page: `history` has them beside their versions, and `change` by their numbers.
        """
        return history.changes(
            self._connection,
            since=since,
            until=until,
            countries=countries,
            publishers=publishers,
            pages=pages,
            min_significance=min_significance,
            limit=limit,
            order=order,
        )

    def ways_of(self, changes: Collection[int]) -> dict[int, str]:
        """By which way the page of each of these changes was seen, by the change's number, where not by its first."""
        return history.ways_of(self._connection, changes)

    def changed_at(self, place: str, since: datetime) -> list[datetime]:
        """When the pages of an address changed from a time on, as we saw it ourselves, the oldest first.

        Technical changes, and those in which nothing is to be read, are none.
        """
        return history.changed_at(self._connection, place, since)

    def cluster(self, id: int) -> Cluster | None:
        """The cluster of this number."""
        return clusters.cluster(self._connection, id)

    def clusters_of(self, changes: Collection[int]) -> tuple[Cluster, ...]:
        """The clusters that hold any of the changes of these numbers."""
        return clusters.clusters_of(self._connection, changes)

    def cluster_count(self) -> int:
        """The highest number of a cluster; 0 where there is none."""
        return clusters.highest(self._connection)

    def history(self, page_id: str) -> list[HistoryEntry]:
        """The versions of a page, each with the change that led to it and how it was read anew, the newest first."""
        return history.history(self._connection, page_id)

    def earlier_readings(self, version: Version) -> list[EarlierReading]:
        """What a version was read as before later readers read it otherwise, the newest first."""
        return history.earlier_readings(self._connection, version)

    def version_counts(self) -> dict[str, int]:
        """How many versions each page has; pages without any are left out."""
        return history.version_counts(self._connection)

    def counts(self) -> Counts:
        """How much lies in the store."""
        return history.counts(self._connection)

    def last_backfilled(self, repository: str, path: str) -> str | None:
        """The commit up to which the past of a path was taken."""
        row = self._connection.row(
            "SELECT last_commit FROM backfill WHERE repository = ? AND path = ?", (repository, path)
        )
        return None if row is None else str(row["last_commit"])

    def _snapshot(self, id: int) -> Snapshot:
        snapshot = self.snapshot(id)
        if snapshot is None:
            raise StoreError(f"{self.path} has lost snapshot {id}")
        return snapshot

    def _demand_alone(self, what: str) -> None:
        """Files do not roll back: what makes or removes one has a transaction of its own."""
        if self.is_read_only:
            raise StoreError(f"{self.path} was opened to be read only")
        if self._connection.is_writing:
            raise RuntimeError(f"{what}() within record()")


def _demand_sqlite() -> None:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(
            f"this Python has SQLite {sqlite3.sqlite_version}; 3.37 or newer is needed: use a newer Python"
        )


def _demand_database(path: Path) -> None:
    if not path.exists():
        raise StoreError(f"nothing has been looked at yet in {path.parent}: run `monitor check now` first")


def _prepare_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise StoreError(f"{folder} is a file: name a folder for the snapshots") from error
    except OSError as error:
        raise StoreError(f"{folder} cannot be made ({why(error)}): name another folder for the snapshots") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise StoreError(f"{folder} cannot be written: give the right to write, or name another folder")
