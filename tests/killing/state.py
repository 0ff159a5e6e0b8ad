"""What is the same in the end, whatever the kill: what the database says, without times and numbers."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from gzip import decompress
from hashlib import sha256
from pathlib import Path
from typing import Any

_QUESTIONS = {
    "pages": "SELECT id, title, url, country, last_verdict, suspect_mark, moved_to FROM page",
    "snapshots": "SELECT DISTINCT place, sha256, media_type, url FROM snapshot",
    "versions": (
        "SELECT page_id, document_sha256, version.title, stamp, note, version.origin, way, snapshot.sha256"
        " FROM version JOIN snapshot ON snapshot.id = snapshot_id"
    ),
    "facts": (
        "SELECT page_id, document_sha256, fact.* FROM fact JOIN version ON version.id = version_id"
    ),
    "changes": "SELECT page_id, kind, significance, \"nothing\", announcement, origin, body FROM change",
    "changed facts": (
        "SELECT page_id, fact_change.* FROM fact_change JOIN change ON change.id = change_id"
    ),
    "clusters": (
        "SELECT group_concat(page_id) FROM (SELECT cluster_id, page_id FROM cluster_change"
        " JOIN change ON change.id = change_id ORDER BY page_id) GROUP BY cluster_id"
    ),
    "alarms": "SELECT kind, subject, publisher, country, verdict, ended_at IS NULL AS lasts FROM alarm",
    "tellings": "SELECT kind, subject, stage FROM telling JOIN alarm ON alarm.id = alarm_id",
    "deliveries": (
        "SELECT delivery.recipient, page_id, stage, notice.state FROM delivery"
        " LEFT JOIN (SELECT change.id AS c, page_id FROM change) ON c = change_id"
        " LEFT JOIN telling ON telling.id = telling_id LEFT JOIN notice ON notice.id = notice_id"
    ),
}  # fmt: skip

_OF_THE_RUN = {"id", "version_id", "change_id", "at", "observed_at", "recorded_at", "fetched_at", "snapshot", "version"}
"""Columns, and names in the body of a change, that say when and under which number."""


def state_of(folder: Path) -> Mapping[str, list[str]]:
    """What a store holds, by kind; every row as text, sorted."""
    with closing(sqlite3.connect(folder / "monitor.db")) as database:
        database.row_factory = sqlite3.Row
        return {
            name: sorted(json.dumps(_bare(dict(row)), sort_keys=True) for row in database.execute(question))
            for name, question in _QUESTIONS.items()
        }


def damage_in(folder: Path) -> list[str]:
    """What is wrong with a store: its database, or a snapshot that is not there or not what it was."""
    with closing(sqlite3.connect(folder / "monitor.db")) as database:
        found = [row[0] for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"a row of {row[0]} refers to nothing" for row in database.execute("PRAGMA foreign_key_check")]
        for path, digest in database.execute("SELECT path, sha256 FROM snapshot"):
            file = folder / path
            if not file.exists():
                found.append(f"{path} is missing")
            elif sha256(decompress(file.read_bytes())).hexdigest() != digest:
                found.append(f"{path} is another body")
    return found


def notices_in(folder: Path) -> dict[str, tuple[str, str]]:
    """Recipient and state of each notice, by its key."""
    with closing(sqlite3.connect(folder / "monitor.db")) as database:
        return {key: (whom, state) for key, whom, state in database.execute("SELECT key, recipient, state FROM notice")}


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        whole = {"body": json.loads(value["body"])} if isinstance(value.get("body"), str) else {}
        return {name: _bare(each) for name, each in (value | whole).items() if name not in _OF_THE_RUN}
    return [_bare(each) for each in value] if isinstance(value, list) else value
