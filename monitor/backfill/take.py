"""The past of pages, taken from a repository as if they had been looked at on the day of each commit.

First looks, changes and facts get their past dates; nobody is told. What was taken is remembered page by page, so that
a run that was broken off goes on where it was, and a second run adds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from monitor.backfill.git import Commit, Repository
from monitor.backfill.layout import Layout, Scraped
from monitor.compare.change import Change
from monitor.errors import UnreadableError
from monitor.fetch.visit import Verdict, Visit
from monitor.fingerprint import fingerprint
from monitor.publishers import publisher as publisher_of
from monitor.pure import Reading, change_between, reading
from monitor.read.document import Document, Stamps
from monitor.read.reader import read
from monitor.reverted import as_reverted
from monitor.sources.page import Address
from monitor.store import Recording, Snapshot, Store, Version


@dataclass
class Taken:
    """What a backfill came to."""

    commits: int = 0
    pages: set[str] = field(default_factory=set)
    versions: int = 0
    changes: dict[str, int] = field(default_factory=dict)
    """By significance."""
    unread: list[str] = field(default_factory=list)
    """Files that could not be read as a page, each with its commit and reason."""
    unknown_folders: set[str] = field(default_factory=set)
    """Folders whose names are no country that is known."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One file of one commit, read and compared, not yet written."""

    scraped: Scraped
    path: str
    visit: Visit
    snapshot: Snapshot
    now: Reading | None
    last: Version | None
    change: Change | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """The last version of a page, as it is read today."""

    reading: Reading
    version_id: int


def take(
    repository: Repository,
    layout: Layout,
    store: Store,
    *,
    countries: Collection[str] = (),
    paths: Sequence[str] = (),
    progress: Callable[[int, int], None] = lambda done, all: None,
) -> Taken:
    """Take the versions of the pages that a layout finds in a repository.

    Args:
        countries: ISO 3166-1 alpha-2; empty for all.
        paths: git pathspecs; empty for the whole repository.
        progress: called with the commits done and all commits.

    Raises:
        GitError: git fails or the clone is not complete.
        StoreError: nothing can be written.
    """
    return _Taking(repository, layout, store, frozenset(countries)).run(paths, progress)


class _Taking:
    def __init__(self, repository: Repository, layout: Layout, store: Store, countries: frozenset[str]) -> None:
        self.repository = repository
        self.layout = layout
        self.store = store
        self.countries = countries
        self.taken = Taken()
        self.infos: dict[str, dict[str, Any]] = {}
        """What stands beside the pages, as of the commit at hand."""
        self.known: dict[str, _Known] = {}
        self.done: dict[str, int] = {}
        """Number of the commit up to which a path was taken before."""

    def run(self, paths: Sequence[str], progress: Callable[[int, int], None]) -> Taken:
        commits = list(self.repository.commits(paths))
        order = {commit.hash: number for number, commit in enumerate(commits)}
        for number, commit in enumerate(commits):
            self._commit(commit, number, order)
            progress(number + 1, len(commits))
        return self.taken

    def _commit(self, commit: Commit, number: int, order: dict[str, int]) -> None:
        before = dict(self.infos)
        for file in commit.files:
            if file.blob and self.layout.is_info(file.path):
                self.infos[file.path] = _json(self.repository.blob(file.blob))
        steps = []
        for file in commit.files:
            scraped = self._wanted(file.path) if file.blob else None
            if scraped is None or number <= self._taken_before(file.path, order):
                continue
            steps.append(self._step(scraped, file.path, self.repository.blob(file.blob), commit, before))
        if steps:
            self.taken.commits += 1
            self._record(steps, commit)

    def _wanted(self, path: str) -> Scraped | None:
        scraped = self.layout.match(path)
        if scraped is None:
            folder = self.layout.folders_unknown(path)
            if folder is not None and not self.countries:
                self.taken.unknown_folders.add(folder)
            return None
        return scraped if not self.countries or scraped.page.country in self.countries else None

    def _taken_before(self, path: str, order: dict[str, int]) -> int:
        if path not in self.done:
            last = self.store.last_backfilled(self.repository.identity, path)
            self.done[path] = order.get(last, -1) if last else -1
        return self.done[path]

    def _step(
        self, scraped: Scraped, path: str, body: bytes, commit: Commit, before: dict[str, dict[str, Any]]
    ) -> _Step:
        """Keep, read, find, compare, assess: as a look at the site does it."""
        page = scraped.page
        visit = Visit(
            page.url,
            page.url,
            commit.at,
            Verdict.PAGE,
            "",
            None,
            (("content-type", "text/markdown; charset=utf-8"),),
            body,
        )
        if not body.strip():
            visit = replace(visit, body=b"\n")
        snapshot = self.store.keep(page.id, visit, "backfill")
        try:
            document = self._document(scraped, body, self.infos)
        except UnreadableError as error:
            self.taken.unread.append(f"{path} at {commit.hash[:10]} {error}")
            failed = replace(
                visit, verdict=Verdict.EMPTY if not body.strip() else Verdict.FAILED, reason=f"The page {error}."
            )
            return _Step(scraped, path, failed, snapshot, None, None, None, failed.reason)
        now = reading(document, publisher_of(page.publisher))
        last = self.store.last_version(page.id, commit.at)
        if last is None:
            return _Step(scraped, path, visit, snapshot, now, None, None)
        held = self._last(last, scraped)
        stamps = self._stamps(scraped, held.document.stamps, before)
        then = replace(held, document=replace(held.document, stamps=stamps))
        if replace(document, stamps=stamps) == then.document:
            change = None  # only what stands beside the page moved on
        else:
            title = page.title.rpartition(" / ")[2]
            change = change_between(then, now, publisher_of(page.publisher), title=title)
            change = as_reverted(change, document, last, self.store, commit.at)
        return _Step(scraped, path, visit, snapshot, now, last, change)

    def _document(self, scraped: Scraped, body: bytes, infos: dict[str, dict[str, Any]]) -> Document:
        publisher = publisher_of(scraped.page.publisher)
        document = read(body, publisher, country=scraped.page.country)
        if document.is_empty:
            raise UnreadableError("came without content")
        return replace(document, stamps=self._stamps(scraped, document.stamps, infos))

    def _stamps(self, scraped: Scraped, stamps: Stamps, infos: dict[str, dict[str, Any]]) -> Stamps:
        """The page's own stamps, completed by what stands beside it."""
        info = infos.get(scraped.info, {})
        note, updated = info.get(scraped.rule.note), info.get(scraped.rule.updated)
        return replace(
            stamps,
            note=note if isinstance(note, str) and note else stamps.note,
            updated=updated if isinstance(updated, str) and updated else stamps.updated,
        )

    def _last(self, last: Version, scraped: Scraped) -> Reading:
        known = self.known.get(last.page_id)
        if known is not None and known.version_id == last.id:
            return known.reading
        snapshot = self.store.snapshot(last.snapshot_id)
        publisher = publisher_of(scraped.page.publisher)
        if snapshot is None:
            return reading(Document("", (), (), ()), publisher)
        return reading(self._document(scraped, self.store.body(snapshot), self.infos), publisher)

    def _record(self, steps: list[_Step], commit: Commit) -> None:
        for step in steps:
            page = step.scraped.page
            self.store.put_pages(Address(page.id, page.url, page.publisher, page.country, (page,)), (page,), commit.at)
        with self.store.record(datetime.now(UTC)) as recording:
            for step in steps:
                self._write(recording, step, commit)
        for step in steps:
            self.taken.pages.add(step.scraped.page.id)

    def _write(self, recording: Recording, step: _Step, commit: Commit) -> None:
        page_id = step.scraped.page.id
        visit_id = recording.visit(page_id, step.visit, step.snapshot, "backfill")
        recording.page_seen(page_id, commit.at, step.visit.verdict, step.reason)
        recording.backfilled(self.repository.identity, step.path, commit.hash)
        if step.now is None or (step.last is not None and step.change is None):
            return
        version_id = recording.version(
            page_id,
            step.snapshot,
            visit_id,
            commit.at,
            step.now.document,
            fingerprint(step.now.document),
            step.now.facts,
            "backfill",
        )
        self.known[page_id] = _Known(step.now, version_id)
        self.taken.versions += 1
        if step.change is not None and step.last is not None:
            recording.change(page_id, step.last.id, version_id, step.change, "backfill")
            count = self.taken.changes
            count[step.change.significance] = count.get(step.change.significance, 0) + 1


def _json(body: bytes) -> dict[str, Any]:
    try:
        data = json.loads(body)
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
