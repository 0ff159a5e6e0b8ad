"""What one look at an address comes to, written in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from monitor.errors import StoreError
from monitor.facts.fact import Fact
from monitor.fetch.visit import Verdict, Visit
from monitor.sources.page import Way
from monitor.store import clusters, history, indexes, watched
from monitor.store.alarms import Alarms
from monitor.store.connection import Connection
from monitor.store.indexes import IndexLine
from monitor.store.rows import Origin, PageRow, Snapshot, Version
from monitor.store.times import to_text

if TYPE_CHECKING:
    from monitor.compare.change import Change, FactValue, VersionInfo
    from monitor.read.document import Document

_FACT = tuple(field.name for field in fields(Fact))
_READ = ("title", "stamp", "note", "reader", "document_sha256")
"""Columns of a version that say how it was read."""


# Of looks that are written out of order, the latest says how the page is. A look that lies ahead was written under a
# clock that was wrong: it is no later one, and a page that is not seen now must not stay well seen until then.
_LATER = "(coalesce(last_visit_at, '') > :at AND last_visit_at <= :now)"
_PAGE_SEEN = f"""
UPDATE page SET
    verdict_since = CASE WHEN {_LATER} THEN verdict_since
        WHEN last_verdict IS :verdict THEN min(coalesce(verdict_since, :at), :at) ELSE :at END,
    verdict_count = CASE WHEN {_LATER} THEN verdict_count
        WHEN last_verdict IS :verdict THEN verdict_count + 1 ELSE 1 END,
    last_verdict = iif({_LATER}, last_verdict, :verdict),
    last_reason = iif({_LATER}, last_reason, :reason),
    first_seen_at = iif(:good, min(coalesce(first_seen_at, :at), :at), first_seen_at),
    last_good_at = CASE WHEN last_good_at > :now THEN :at
        WHEN :good THEN max(coalesce(last_good_at, :at), :at) ELSE last_good_at END,
    first_visit_at = min(coalesce(first_visit_at, :at), :at),
    last_visit_at = iif({_LATER}, last_visit_at, :at)
WHERE id = :id
"""  # noqa: S608 - constants only


class OvertakenError(StoreError):
    """Another process has written meanwhile what ours was about to: a newer version, or the same one read anew."""


class Recording:
    """Writes within the transaction of `Store.record`; of no use after its block."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = to_text(now)
        self._made: set[int] = set()
        """Versions that this recording made."""
        self.alarms = Alarms(connection)

    def visit(
        self,
        place: str,
        visit: Visit,
        snapshot: Snapshot | None,
        origin: Origin = "live",
        way: Way | None = None,
        shown: Iterable[str] = (),
    ) -> int:
        """Record an attempt to see an address by one of its ways, and give its number.

        A live visit also moves what is remembered of the address and of the way: the validators and the last good body
        with a page, the time of the last good look also with a `not_modified`. A backfill leaves that alone: we did not
        ask.

        Args:
            way: by which the address was asked; its own where it is not given.
            shown: ids of the pages that the body of a good visit shows.
        """
        if origin != "live":
            watched.ensure_address(self._connection, place, visit.url)
        else:
            self._remember(place, visit, snapshot, way, shown)
        return self._connection.insert(
            "visit",
            {
                "place": place,
                "url": visit.url,
                "final_url": visit.final_url,
                "at": to_text(visit.at),
                "verdict": str(visit.verdict),
                "reason": visit.reason,
                "status": visit.status,
                "seconds": float(visit.seconds),
                "bytes": None if visit.body is None else len(visit.body),
                "headers": _json(visit.headers),
                "snapshot_id": None if snapshot is None else snapshot.id,
                "origin": origin,
                "way": None if way is None else way.name,
                "evidence": _json(visit.evidence),
                "moved_to": visit.moved_to,
            },
        )

    def _remember(
        self, place: str, visit: Visit, snapshot: Snapshot | None, way: Way | None, shown: Iterable[str]
    ) -> None:
        look = {
            "place": place,
            "url": visit.url,
            "name": way.name if way else "page",
            "kind": way.kind if way else "html",
            "at": to_text(visit.at),
            "verdict": str(visit.verdict),
            "reason": visit.reason,
            "good": visit.verdict.is_good,
            "etag": visit.validators.etag,
            "last_modified": visit.validators.last_modified,
            "snapshot": None if snapshot is None else snapshot.id,
            "shown": _json(sorted(shown)),
        }
        looked = (
            "UPDATE address SET last_visit_at = :at, last_verdict = :verdict,"
            " last_good_at = iif(:good, :at, last_good_at) WHERE place = :place"
        )
        if not self._connection.run(looked, look):
            watched.ensure_address(self._connection, place, visit.url)
            self._connection.run(looked, look)
        # A way that answers "not modified" may give a new validator for the same body.
        told = (
            "UPDATE way SET name = :name, kind = :kind, last_visit_at = :at, last_verdict = :verdict,"
            " last_reason = :reason, last_good_at = iif(:good, :at, last_good_at),"
            " failures = iif(:good, 0, failures + 1),"
            " etag = iif(:verdict = 'not_modified', coalesce(:etag, etag), etag),"
            " last_modified = iif(:verdict = 'not_modified', coalesce(:last_modified, last_modified), last_modified)"
            " WHERE place = :place AND url = :url"
        )
        if not self._connection.run(told, look):
            self._connection.run("INSERT INTO way (place, url, name, kind) VALUES (:place, :url, :name, :kind)", look)
            self._connection.run(told, look)
        if visit.verdict.has_page and snapshot is not None:
            self._connection.run("UPDATE address SET snapshot_id = :snapshot WHERE place = :place", look)
            self._connection.run(
                "UPDATE way SET etag = :etag, last_modified = :last_modified, snapshot_id = :snapshot, shown = :shown,"
                " whole_at = :at WHERE place = :place AND url = :url",
                look,
            )

    def distrust(self, place: str, url: str, validator: Literal["etag", "last_modified"], why: str) -> None:
        """Record that a validator of a way proved unreliable, and by what; it is not asked with any more."""
        self._connection.run(
            "UPDATE way SET distrusted = json_set(distrusted, '$.' || :validator, :why)"
            " WHERE place = :place AND url = :url",
            {"place": place, "url": url, "validator": validator, "why": why},
        )

    def index_lines(self, place: str, lines: Iterable[IndexLine]) -> None:
        """Keep lines of an index in place of what it said of the same countries."""
        indexes.put(self._connection, place, lines)

    def page_seen(self, page_id: str, at: datetime, verdict: Verdict, reason: str) -> None:
        """Record a look at a page; only a good one moves the time of the last good look, and none moves it back."""
        look = {
            "id": page_id,
            "at": to_text(at),
            "verdict": str(verdict),
            "reason": reason,
            "good": verdict.is_good,
            "now": self._now,
        }
        if not self._connection.run(_PAGE_SEEN, look):
            self._page(page_id)

    def suspect(self, page_id: str, mark: str | None, at: datetime | None) -> None:
        """Record the fingerprint of a document that a second look is to confirm; None: nothing is doubtful any more."""
        self._connection.run(
            "UPDATE page SET suspect_mark = ?, suspect_at = ? WHERE id = ?",
            (mark, None if at is None else to_text(at), page_id),
        )

    def moved(self, page_id: str, url: str | None) -> None:
        """Record where the site sends for good from the page's URL; None where it does not any more."""
        self._connection.run("UPDATE page SET moved_to = ? WHERE id = ? AND moved_to IS NOT ?", (url, page_id, url))

    def version(
        self,
        page_id: str,
        snapshot: Snapshot,
        visit_id: int | None,
        observed_at: datetime,
        document: Document,
        document_sha256: str,
        facts: Iterable[Fact],
        origin: Origin = "live",
        way: str | None = None,
    ) -> int:
        """Record what a page reads as now, with its facts, and give the version's number."""
        id = self._connection.insert(
            "version",
            {
                "page_id": page_id,
                "snapshot_id": snapshot.id,
                "visit_id": visit_id,
                "observed_at": to_text(observed_at),
                "recorded_at": self._now,
                "title": document.title,
                "stamp": document.stamps.date,
                "note": document.stamps.note,
                "reader": document.reader,
                "document_sha256": document_sha256,
                "origin": origin,
                "way": way,
            },
        )
        self._made.add(id)
        self._facts(id, facts)
        return id

    def change(
        self,
        page_id: str,
        before_version_id: int | None,
        after_version_id: int,
        change: Change,
        origin: Origin = "live",
        newest_version_id: int | None = None,
    ) -> int:
        """Record what differs between two versions, with its number, page and versions filled in; give the number.

        Where the pages of other countries got the same edit, the change is put into its cluster.

        Args:
            newest_version_id: the newest version until now, where that is not the one before: it was seen another way.

        Raises:
            OvertakenError: another process has recorded a newer version since the two were compared, and so has told,
                or will tell, of this change.
        """
        if origin == "live" and before_version_id not in self._made:
            self.demand_newest(page_id, newest_version_id or before_version_id)
        before = None if before_version_id is None else self._version(before_version_id)
        after = self._version(after_version_id)
        whole = self._change(change, before.info if before else None, after, before_version_id, origin)
        self._connection.insert_all(
            "fact_change",
            [
                {
                    "change_id": whole.id,
                    "kind": fact.kind,
                    "change": fact.change,
                    "before_text": _text(fact.before),
                    "after_text": _text(fact.after),
                    "significance": fact.significance,
                }
                for fact in change.facts
            ],
        )
        clusters.add(self._connection, whole, after.observed_at)
        return whole.id or 0

    def _change(
        self, change: Change, before: VersionInfo | None, after: Version, before_version_id: int | None, origin: Origin
    ) -> Change:
        from monitor.compare.change import to_json

        # The write lock is ours, so the next number is ours too, and can stand in the body.
        row = self._connection.row("SELECT coalesce(max(id), 0) + 1 AS id FROM change") or {}
        id: int = row["id"]
        whole = change.of(self._page(after.page_id).info, before, after.info, id)
        self._connection.insert(
            "change",
            {
                "id": id,
                "page_id": after.page_id,
                "before_version_id": before_version_id,
                "after_version_id": after.id,
                "kind": whole.kind,
                "significance": whole.significance,
                "nothing": whole.nothing,
                "announcement": whole.announcement.status if whole.announcement else None,
                "observed_at": to_text(after.observed_at),
                "recorded_at": self._now,
                "origin": origin,
                "body": _json(to_json(whole)),
            },
        )
        return whole

    def reread(self, was: Version, stated: Sequence[Fact], now: Version, states: Sequence[Fact], change: Change) -> int:
        """Record that a version is read otherwise by a later reader; give the number of the technical change.

        What the version was read as stays in `reading`. The change has no version before it, for both sides are one
        version, and no rows in `fact_change`: who asks there what changed on pages does not meet it.

        Args:
            was: the version as it stands, with its facts in `stated`.
            now: the same version as it is read now, with its facts in `states`.

        Raises:
            OvertakenError: the version does not stand like that any more.
        """
        self._demand_unread(was)
        if history.facts(self._connection, was.id) != list(stated):
            raise _read_meanwhile(was)
        id = self._change(change, was.info, now, None, was.origin).id or 0
        self._connection.insert(
            "reading",
            {
                "version_id": was.id,
                "change_id": id,
                **{name: getattr(was, name) for name in _READ},
                "facts": _json([asdict(fact) for fact in stated]),
                "replaced_at": self._now,
            },
        )
        self._connection.run("DELETE FROM fact WHERE version_id = ?", (was.id,))
        self._connection.run(
            f"UPDATE version SET {', '.join(f'{name} = :{name}' for name in _READ)} WHERE id = :id",  # noqa: S608
            {"id": was.id, **{name: getattr(now, name) for name in _READ}},
        )
        self._facts(was.id, states)
        return id

    def read_the_same(self, was: Version, reader: str) -> None:
        """Record that a later reader reads a version as it stands.

        Raises:
            OvertakenError: the version does not stand like that any more.
        """
        self._demand_unread(was)
        self._connection.run("UPDATE version SET reader = ? WHERE id = ?", (reader, was.id))

    def _demand_unread(self, was: Version) -> None:
        if self._version(was.id) != was:
            raise _read_meanwhile(was)

    def _facts(self, version_id: int, facts: Iterable[Fact]) -> None:
        self._connection.insert_all(
            "fact",
            [
                {
                    "version_id": version_id,
                    **{name: getattr(fact, name) for name in _FACT},
                    "value": _json(fact.value),
                    "section": _json(fact.section),
                }
                for fact in facts
            ],
        )

    def deliveries(self, change_id: int, recipients: Iterable[str]) -> int:
        """Put a change into the outbox of each recipient, once; give how many were told to be told.

        This is the last door before people: a technical change, a class of nothing and the past never get through it,
        whoever asks. A first look makes no change; a change without an earlier version is a page that is new on an
        address that was seen before.
        """
        worth_telling = self._connection.row(
            "SELECT id FROM change WHERE id = ? AND kind <> 'technical' AND significance <> 'none' AND origin = 'live'",
            (change_id,),
        )
        if worth_telling is None:
            return 0
        # Who wants to hear of it later, because a rule was changed, is not told; but who was forgotten is (see audit).
        self._connection.run("UPDATE change SET told = 1 WHERE id = ?", (change_id,))
        return sum(
            self._connection.run(
                "INSERT INTO delivery (change_id, recipient, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (change_id, recipient, self._now),
            )
            for recipient in recipients
        )

    def due(self, place: str, next_due_at: datetime | None) -> None:
        """Record when an address is to be looked at next."""
        self._connection.run(
            "UPDATE address SET next_due_at = ? WHERE place = ?",
            (None if next_due_at is None else to_text(next_due_at), place),
        )

    def backfilled(self, repository: str, path: str, commit: str) -> None:
        """Record how far the past of a path in a repository was taken."""
        self._connection.run(
            "INSERT INTO backfill (repository, path, last_commit, at) VALUES (:repository, :path, :commit, :at)"
            " ON CONFLICT DO UPDATE SET last_commit = :commit, at = :at",
            {"repository": repository, "path": path, "commit": commit, "at": self._now},
        )

    def demand_newest(self, page_id: str, version_id: int | None) -> None:
        """See that a version, or none, is the newest of a page, but for those that this recording made.

        Two programs that look at one page at the same time must not both tell of what they find.

        Raises:
            OvertakenError: it is not.
        """
        newest = self._connection.row(
            "SELECT id FROM version WHERE page_id = ? AND id NOT IN (SELECT value FROM json_each(?))"
            " ORDER BY observed_at DESC, id DESC LIMIT 1",
            (page_id, _json(sorted(self._made))),
        )
        if (newest["id"] if newest else None) != version_id:
            raise OvertakenError(
                f"{page_id} was looked at by another process at the same time, which has recorded a newer version: "
                "nothing is lost, look again"
            )

    def _page(self, id: str) -> PageRow:
        page = watched.page(self._connection, id)
        if page is None:
            raise StoreError(f'{self._connection.path} knows no page "{id}": put it there before its versions')
        return page

    def _version(self, id: int) -> Version:
        version = history.version(self._connection, id)
        if version is None:
            raise StoreError(f"{self._connection.path} knows no version {id}")
        return version


def _read_meanwhile(version: Version) -> OvertakenError:
    return OvertakenError(
        f"version {version.id} of {version.page_id} was read again by another process at the same time: "
        "nothing is lost, run again"
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _text(value: FactValue | None) -> str | None:
    return None if value is None else value.text
