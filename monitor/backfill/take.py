"""The past of pages, taken from a repository as if they had been looked at on the day of each commit.

First looks, changes and facts get their past dates; nobody is told. What was taken is remembered path by path, so that
a run that was broken off goes on where it was, and a second run adds nothing. From our own first look at a page on,
its versions are ours, and the repository's are left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from monitor.backfill.git import Commit, File, Repository
from monitor.backfill.layout import Layout, Scraped
from monitor.compare.change import Change
from monitor.errors import UnreadableError
from monitor.fetch.visit import Verdict, Visit
from monitor.publishers import publisher as publisher_of
from monitor.pure import Reading, reading
from monitor.read.document import Document
from monitor.read.reader import read
from monitor.sources.page import Address, Page
from monitor.store import Recording, Snapshot, Store, Version
from monitor.versions import change_since, record_version, reread, snapshot_of


@dataclass
class Taken:
    """What a backfill came to."""

    commits: int = 0
    pages: set[str] = field(default_factory=set)
    """Those of which versions were taken."""
    versions: int = 0
    changes: dict[str, int] = field(default_factory=dict)
    """By significance."""
    found: set[str] = field(default_factory=set)
    """Pages that are in the repository, whether their versions were taken now or before."""
    ours: int = 0
    """Versions that were left out, for we had looked at their pages ourselves by then."""
    unread: list[str] = field(default_factory=list)
    """Files that could not be read as a page, each with its commit and reason."""
    unknown_folders: set[str] = field(default_factory=set)
    """Folders whose names are no country that is known."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One file of one commit, read and compared, not yet written."""

    page: Page
    path: str
    visit: Visit
    snapshot: Snapshot | None = None
    bare: Reading | None = None
    """The file by itself; None where it reads as the last version did, or cannot be read."""
    now: Reading | None = None
    """The same with the stamps that stand beside it."""
    last: Version | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """A version as its file by itself reads."""

    version_id: int
    reading: Reading


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
        self.beside: dict[str, str] = {}
        """What stands beside the pages as of the commit at hand: the blob of each path."""
        self.beside_before: dict[str, str] = {}
        """What stood there before it, where it brought something else."""
        self.known: dict[str, _Known] = {}
        """The last version of each page."""
        self.done: dict[str, int] = {}
        """Number of the commit up to which a path was taken before."""
        self._match = cache(self._wanted)
        self._is_info = cache(layout.is_info)
        self._info = lru_cache(256)(self._read_info)
        self._live_since = cache(store.live_since)

    def run(self, paths: Sequence[str], progress: Callable[[int, int], None]) -> Taken:
        # What stands beside a page is wanted with it, whichever paths were asked for.
        commits = list(self.repository.commits([*paths, *self.layout.info_paths] if paths else ()))
        order = {commit.hash: number for number, commit in enumerate(commits)}
        for number, commit in enumerate(commits):
            self._take_beside(commit)
            wanted = [
                (scraped, file)
                for file in commit.files
                if (scraped := self._match(file.path)) is not None
                and number > self._taken_before(file.path, order)
                and self._is_past(scraped.page, commit)
            ]
            steps = [self._step(scraped, file, commit) for scraped, file in wanted if file.blob]
            here = {step.page.id for step in steps}  # also where a file moved within its page
            steps += [
                self._gone(scraped.page, file, commit)
                for scraped, file in wanted
                if not file.blob and scraped.page.id not in here and self.store.page(scraped.page.id)
            ]
            if steps:
                self._record(steps, commit)
            progress(number + 1, len(commits))
        return self.taken

    def _take_beside(self, commit: Commit) -> None:
        self.beside_before = {}
        for file in commit.files:
            if self._is_info(file.path):
                self.beside_before[file.path] = self.beside.get(file.path, "")
                self.beside[file.path] = file.blob

    def _wanted(self, path: str) -> Scraped | None:
        scraped = self.layout.match(path)
        if scraped is None:
            folder = self.layout.folders_unknown(path)
            if folder is not None and not self.countries:
                self.taken.unknown_folders.add(folder)
            return None
        if self.countries and scraped.page.country not in self.countries:
            return None
        self.taken.found.add(scraped.page.id)
        return scraped

    def _taken_before(self, path: str, order: dict[str, int]) -> int:
        if path not in self.done:
            last = self.store.last_backfilled(self.repository.identity, path)
            self.done[path] = order.get(last, -1) if last else -1
        return self.done[path]

    def _is_past(self, page: Page, commit: Commit) -> bool:
        """Whether a commit is from before we looked at the page ourselves."""
        since = self._live_since(page.id)
        if since is None or commit.at < since:
            return True
        self.taken.ours += 1
        return False

    def _step(self, scraped: Scraped, file: File, commit: Commit) -> _Step:
        """Keep, read, compare, find, assess: as a look at the site does it."""
        page, publisher = scraped.page, publisher_of(scraped.page.publisher)
        body = self.repository.blob(file.blob)
        visit = Visit(page.url, page.url, commit.at, Verdict.PAGE, "", headers=_headers(file.path), body=body)
        snapshot = self.store.keep(page.id, visit, "backfill")
        try:
            document = read(body, publisher, country=page.country)
            if document.is_empty:
                raise UnreadableError("came without content")
        except UnreadableError as error:
            self.taken.unread.append(f"{file.path} at {commit.hash[:10]} {error}")
            verdict = Verdict.FAILED if body.strip() else Verdict.EMPTY
            return _Step(page, file.path, replace(visit, verdict=verdict, reason=f"The page {error}."), snapshot)
        last = self.store.last_version(page.id, commit.at)
        if last is None:
            bare = reading(document, publisher)
            return _Step(page, file.path, visit, snapshot, bare, self._completed(bare, scraped))
        before = self._read_last(last, page)
        if document == before.document:  # its own words are the same, whatever stands beside it
            return _Step(page, file.path, visit, snapshot, last=last)
        bare = reading(document, publisher)
        then, now = self._completed(before, scraped, self.beside_before), self._completed(bare, scraped)
        change = change_since(last, then, now, page, self.store, commit.at)
        return _Step(page, file.path, visit, snapshot, bare, now, last, change)

    def _gone(self, page: Page, file: File, commit: Commit) -> _Step:
        reason = f"The repository has it no more since commit {commit.hash[:10]}."
        return _Step(page, file.path, Visit(page.url, page.url, commit.at, Verdict.GONE, reason))

    def _completed(self, bare: Reading, scraped: Scraped, earlier: Mapping[str, str] = MappingProxyType({})) -> Reading:
        """A page with the stamps that stand beside it, as of this commit; `earlier` is what this commit replaced."""
        info = self._info(earlier.get(scraped.info, self.beside.get(scraped.info, "")))
        note, updated = info.get(scraped.rule.note), info.get(scraped.rule.updated)
        stamps = bare.document.stamps
        stamps = replace(
            stamps,
            note=note if isinstance(note, str) and note else stamps.note,
            updated=updated if isinstance(updated, str) and updated else stamps.updated,
        )
        return replace(bare, document=replace(bare.document, stamps=stamps))

    def _read_info(self, blob: str) -> dict[str, Any]:
        try:
            data = json.loads(self.repository.blob(blob)) if blob else {}
        except ValueError:
            return {}
        return data if isinstance(data, dict) else {}

    def _read_last(self, last: Version, page: Page) -> Reading:
        """The last version as its own bytes read today."""
        known = self.known.get(page.id)
        if known is not None and known.version_id == last.id:
            return known.reading
        document = reread(self.store, snapshot_of(self.store, last), page, page.id) or Document("", (), (), ())
        return reading(document, publisher_of(page.publisher))

    def _record(self, steps: list[_Step], commit: Commit) -> None:
        for page in (step.page for step in steps):
            self.store.put_pages(Address(page.id, page.url, page.publisher, page.country, (page,)), (page,), commit.at)
        with self.store.record(datetime.now(UTC)) as recording:
            for step in steps:
                self._write(recording, step, commit)
        self.taken.commits += 1

    def _write(self, recording: Recording, step: _Step, commit: Commit) -> None:
        page, taken = step.page, self.taken
        visit_id = recording.visit(page.id, step.visit, step.snapshot, "backfill")
        recording.page_seen(page.id, commit.at, step.visit.verdict, step.visit.reason)
        recording.backfilled(self.repository.identity, step.path, commit.hash)
        if step.now is None or step.bare is None or step.snapshot is None:
            return
        version_id, change_id = record_version(
            recording, page, step.now, step.snapshot, visit_id, commit.at, step.last, step.change, "backfill"
        )
        self.known[page.id] = _Known(version_id, step.bare)
        taken.versions += 1
        taken.pages.add(page.id)
        if step.change is not None and change_id is not None:
            taken.changes[step.change.significance] = taken.changes.get(step.change.significance, 0) + 1


def _headers(path: str) -> tuple[tuple[str, str], ...]:
    """What a server would say of a file; else the bytes alone tell."""
    kinds = {".md": "text/markdown", ".html": "text/html", ".json": "application/json", ".txt": "text/plain"}
    kind = kinds.get(PurePosixPath(path).suffix.lower())
    return (("content-type", f"{kind}; charset=utf-8"),) if kind else ()
