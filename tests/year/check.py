"""The play is over: what the database holds and what the far ends took, held beside the truth."""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from monitor.sources.config import load
from year.archive import Site
from year.ledger import Accepted, Lived, Shown, accepted, lived, shown
from year.scene import Scene
from year.times import Times, times
from year.told import Sent, Told, told
from year.truth import Examined, Found, Stored, examine


@dataclass
class Result:
    """What came of a play."""

    pages: Examined
    told: Told
    times: Times
    lives: Sequence[Lived]
    outages: int
    seconds: float
    """Of the virtual clock."""
    alarms: int = 0
    """Tellings of alarms, all recipients together."""
    dead: int = 0
    """Notices that were given up."""
    longest_gap: float = 0.0
    """Hours between two looks at an address that brought it, at the most."""
    errors: list[str] = field(default_factory=list)


def check(scene: Scene, folder: Path, start: float, end: float, outages: Sequence[Any]) -> Result:
    """Check all of it; what is wrong is in `errors`."""
    lives, answers, taken = lived(folder), shown(folder), accepted(folder)
    os.environ |= scene.environ
    config = load(folder / "sources.yaml")
    with closing(sqlite3.connect(folder / "snapshots" / "monitor.db")) as database:
        database.row_factory = sqlite3.Row
        stored, titles = _versions(database)
        sent = list(_sent(database))
        alarms = database.execute("SELECT count(*) FROM delivery WHERE telling_id IS NOT NULL").fetchone()[0]
        dead = database.execute("SELECT count(*) FROM notice WHERE state = 'dead'").fetchone()[0]
        left = database.execute("SELECT count(*) FROM notice WHERE state NOT IN ('delivered', 'dead')").fetchone()[0]
    pages = _examine_all(scene, folder, answers, stored, titles, lives, start)
    where = {each.name: _addresses(scene, each) for each in config.recipients}
    by_delivery = told(pages.found, sent, taken, lives, where)
    digests = {each.key for each in sent if each.is_digest}
    by_time = times(config.recipients, where, taken, lives, outages, digests, 60.0 * scene.look_round)
    errors = [*pages.errors, *by_delivery.errors, *by_time.errors]
    errors += [f"{left} notices are on their way at the end"] * bool(left)
    errors += [f"{dead} notices were given up"] * bool(dead)
    gap = _longest_gap(scene.sites, answers, start, end)
    return Result(pages, by_delivery, by_time, lives, len(outages), end - start, alarms, dead, gap / 3600, errors)


def _seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def _versions(database: sqlite3.Connection) -> tuple[dict[str, dict[str, list[Stored]]], dict[str, str]]:
    """The versions by place and page, in order, with their changes; and the titles of the pages."""
    changes: defaultdict[int, list[tuple[int, int | None, str]]] = defaultdict(list)
    for row in database.execute("SELECT id, before_version_id, after_version_id, significance FROM change"):
        changes[row["after_version_id"]].append((row["id"], row["before_version_id"], row["significance"]))
    found: defaultdict[str, defaultdict[str, list[Stored]]] = defaultdict(lambda: defaultdict(list))
    for row in database.execute(
        "SELECT version.id, page_id, page.place, observed_at, sha256 FROM version JOIN page ON page.id = page_id"
        " JOIN snapshot ON snapshot.id = version.snapshot_id ORDER BY observed_at, version.id"
    ):
        version = Stored(row["id"], _seconds(row["observed_at"]), row["sha256"], tuple(changes.pop(row["id"], ())))
        found[row["place"]][row["page_id"]].append(version)
    titles = {row["id"]: row["title"] for row in database.execute("SELECT id, title FROM page")}
    return {place: dict(pages) for place, pages in found.items()}, titles


def _sent(database: sqlite3.Connection) -> Iterator[Sent]:
    changes: defaultdict[int, set[int]] = defaultdict(set)
    for row in database.execute("SELECT notice_id, change_id FROM delivery WHERE change_id IS NOT NULL"):
        changes[row["notice_id"]].add(row["change_id"])
    for row in database.execute("SELECT id, key, recipient, slot FROM notice"):
        yield Sent(row["key"], row["recipient"], frozenset(changes[row["id"]]), row["slot"] is not None)


def _addresses(scene: Scene, recipient: Any) -> tuple[str, ...]:
    """Where the far ends see a recipient."""
    if recipient.channel == "email":
        return tuple(str(address) for address in getattr(recipient.to, "addresses", recipient.to))
    entry = next(each for each in scene.recipients if each["name"] == recipient.name)
    said = entry[recipient.channel]
    variable = said["url"] if isinstance(said, dict) else said
    return ("/" + scene.secrets[str(variable).strip("${}")].partition("/")[2],)


def _longest_gap(sites: Sequence[Site], answers: Sequence[Shown], start: float, end: float) -> float:
    """Seconds between two looks that brought an address, at the most, over all that were there all the time."""
    at: defaultdict[str, list[float]] = defaultdict(lambda: [start])
    for answer in answers:
        at[answer.place].append(answer.at)
    stays = {
        site.place for site in sites if all(map(site.is_there, range(max(site.number_at(start), 0), len(site.states))))
    }
    looks = [[*at[place], end] for place in stays]
    return max((later - earlier for each in looks for earlier, later in pairwise(each)), default=0)


# The pages are read anew, in as many processes as there are cores.

_scene: Scene
_recipients: Sequence[Any]
_blobs: Any


def _open(scene: Scene, folder: Path) -> None:
    global _scene, _recipients, _blobs
    os.environ |= scene.environ
    _scene, _recipients = scene, load(folder / "sources.yaml").recipients
    _blobs = scene.blobs().__enter__()


def _one(
    number: int, answers: Sequence[Shown], stored: Mapping[str, Sequence[Stored]], titles: Mapping[str, str],
    lives: Sequence[Lived], start: float,
) -> Examined:  # fmt: skip
    return examine(_scene.sites[number], _blobs, answers, stored, lives, _recipients, start, titles)


def _examine_all(
    scene: Scene, folder: Path, answers: Sequence[Shown], stored: Mapping[str, Mapping[str, list[Stored]]],
    titles: Mapping[str, str], lives: Sequence[Lived], start: float,
) -> Examined:  # fmt: skip
    by_place: defaultdict[str, list[Shown]] = defaultdict(list)
    for answer in answers:
        by_place[answer.place].append(answer)
    total = Examined()
    with ProcessPoolExecutor(os.cpu_count(), initializer=_open, initargs=(scene, folder)) as workers:
        jobs = []
        for number, site in enumerate(scene.sites):
            pages = stored.get(site.place, {})
            own = {id: titles[id] for id in pages}
            jobs.append(workers.submit(_one, number, by_place[site.place], pages, own, lives, start))
        for job in jobs:
            _add(total, job.result())
    return total


def _add(total: Examined, one: Examined) -> None:
    for name in ("states", "looks", "versions", "unseen", "killed", "doubted"):
        setattr(total, name, getattr(total, name) + getattr(one, name))
    total.found += one.found
    total.errors += one.errors


__all__ = ["Accepted", "Found", "Result", "check"]
