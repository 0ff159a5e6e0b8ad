"""The past of the corpus' pages: every version of every file, read and compared the pure way.

What was found is kept in a folder, by the code of the program and the corpus, page by page: a run that was broken off
goes on, and a second run of the same code has nothing to do.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import monitor
from monitor.backfill.git import Repository
from monitor.backfill.layout import Layout, Scraped, built_in
from monitor.clusters.marks import Marker, marks
from monitor.compare.change import Change, FactChange, PageInfo
from monitor.fingerprint import fingerprint
from monitor.publishers import publisher as publisher_of
from monitor.pure import Reading, change_between, reading
from monitor.read.document import Document
from monitor.read.reader import read

PAGES_AT_ONCE = 24
"""Pages that one process takes before it writes down what it found."""


@dataclass(frozen=True, slots=True)
class Step:
    """A version of a page, as a commit brought it."""

    commit: str
    at: str
    """ISO 8601, UTC."""
    blob: str
    """Empty where the commit removed the file."""
    info_before: str
    """The blob of the JSON file beside it before the commit, and as of it."""
    info: str


@dataclass(frozen=True, slots=True)
class Found:
    """A change of the past, as much of it as the figures need."""

    key: str
    """Commit and path: stays whatever the program says."""
    page: str
    title: str
    publisher: str
    country: str | None
    at: str
    significance: str
    reasons: list[str]
    nothing: str | None
    kind: str
    announcement: str | None
    facts: list[dict[str, Any]]
    marks: list[list[Any]]
    """Digest and words of each mark, by which clusters are found, and the sentence that it stands for, if any."""
    said: list[str]
    """The edits that say something, shortened."""


def chains(repository: Repository, layout: Layout) -> dict[str, list[Step]]:
    """By path: the versions of a page, oldest first."""
    found: dict[str, list[Step]] = defaultdict(list)
    beside: dict[str, str] = {}
    for commit in repository.commits():
        before = dict(beside)
        beside |= {file.path: file.blob for file in commit.files if layout.is_info(file.path)}
        for file in commit.files:
            scraped = layout.match(file.path) if file.path.endswith(".md") else None
            if scraped is not None:
                info = scraped.info
                found[file.path].append(
                    Step(commit.hash, commit.at.isoformat(), file.blob, before.get(info, ""), beside.get(info, ""))
                )
    return dict(found)


_repository: Repository
_layout: Layout


def _open(path: Path) -> None:
    """What each process needs once."""
    global _repository, _layout
    _repository, _layout = Repository(path), built_in()


def changes_of(pages: list[tuple[str, list[Step]]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The changes of some pages, each page with its path."""
    return [(path, [_as_json(found) for found in _changes(path, steps)]) for path, steps in pages]


def _as_json(found: Found) -> dict[str, Any]:
    return {name: getattr(found, name) for name in Found.__slots__}


def _changes(path: str, steps: list[Step]) -> Iterator[Found]:
    scraped = _layout.match(path)
    assert scraped is not None
    page, by = scraped.page, publisher_of(scraped.page.publisher)
    info = PageInfo(page.id, page.title, page.url, page.publisher, page.country)
    last: Reading | None = None
    last_mark = ""
    seen: set[str] = set()
    for step in steps:
        if not step.blob:
            continue
        document = read(_repository.blob(step.blob), by, country=page.country)
        if document.is_empty or (last is not None and document == last.document):
            continue
        now = reading(document, by)
        mark = fingerprint(document)
        if last is not None:
            before, after = _completed(last, scraped, step.info_before), _completed(now, scraped, step.info)
            change = change_between(before, after, by, title=page.title.rpartition(" / ")[2]).of(info, None, None)
            if mark in seen and mark != last_mark and change.significance != "none":
                change = replace(change, kind="reverted")
            yield _found(change, f"{step.commit[:12]} {path}", step.at)
        last, last_mark = now, mark
        seen.add(mark)


def _completed(bare: Reading, scraped: Scraped, blob: str) -> Reading:
    """A page with the note and the date that stand beside it."""
    data = json.loads(_repository.blob(blob)) if blob else {}
    note, updated = data.get(scraped.rule.note), data.get(scraped.rule.updated)
    stamps = replace(
        bare.document.stamps,
        note=note or bare.document.stamps.note,
        updated=updated or bare.document.stamps.updated,
    )
    document: Document = replace(bare.document, stamps=stamps)
    return replace(bare, document=document)


def _found(change: Change, key: str, at: str) -> Found:
    assert change.page is not None
    said = [
        " ".join(f"[{op}{text}]" if op != "=" else text[-60:] for op, text in edit.words or ())
        or f"[{'+' if edit.after else '-'}{edit.after or edit.before}]"
        for edit in change.edits
        if edit.nothing is None
    ]
    marker = Marker(change, change.page)
    sentences = {
        each.mark.digest: f"{each.sign} {each.sentence[:200]}" for e in change.edits for each in marker.edit(e)
    }
    return Found(
        key=key,
        page=change.page.id,
        title=change.page.title,
        publisher=change.page.publisher,
        country=change.page.country,
        at=at,
        significance=change.significance,
        reasons=list(change.reasons),
        nothing=change.nothing,
        kind=change.kind,
        announcement=change.announcement.status if change.announcement else None,
        facts=[_fact(fact) for fact in change.facts],
        marks=[[mark.digest, mark.words, sentences.get(mark.digest, "")] for mark in marks(change)],
        said=[text[:300] for text in said[:8]],
    )


def _fact(fact: FactChange) -> dict[str, Any]:
    sides = {
        name: {"text": side.text, "label": side.label, "context": side.context}
        for name, side in (("before", fact.before), ("after", fact.after))
        if side is not None
    }
    return {
        "kind": fact.kind,
        "change": fact.change,
        "significance": fact.significance,
        "direction": fact.direction,
    } | sides


def code() -> str:
    """A digest of the program: what was found by other code is not taken again."""
    digest = hashlib.sha256()
    for file in sorted(Path(monitor.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def history(bundle: Path, cache: Path) -> list[Found]:
    """All changes of the past, oldest first."""
    cache.mkdir(parents=True, exist_ok=True)
    kept = cache / f"history-{code()}-{bundle.stat().st_size}.jsonl"
    done: dict[str, list[dict[str, Any]]] = {}
    if kept.exists():
        for line in kept.read_text().splitlines():
            if line.endswith("]]"):  # a last line that was cut is made again
                path, found = json.loads(line)
                done[path] = found
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "advisories"
        subprocess.run(["git", "clone", "--quiet", "--bare", bundle, path], check=True)
        with Repository(path) as repository:
            todo = [(path, steps) for path, steps in chains(repository, built_in()).items() if path not in done]
        batches = [todo[i : i + PAGES_AT_ONCE] for i in range(0, len(todo), PAGES_AT_ONCE)]
        with (
            ProcessPoolExecutor(os.cpu_count(), initializer=_open, initargs=(path,)) as workers,
            kept.open("a") as file,
        ):
            for number, batch in enumerate(workers.map(changes_of, batches)):
                for each in batch:
                    file.write(json.dumps(each, ensure_ascii=False) + "\n")
                    done[each[0]] = each[1]
                file.flush()
                print(f"\r{min((number + 1) * PAGES_AT_ONCE, len(todo))} of {len(todo)} pages", end="", file=sys.stderr)
        print(file=sys.stderr)
    found = [Found(**each) for of_page in done.values() for each in of_page]
    return sorted(found, key=lambda each: (each.at, each.key))
