"""The stage: plays a scene against the real program, on an internet of its own, with time that passes when it says so.

    played = play(scene, folder)
    assert played.stored == scene.stored

Each look is a whole round as the program makes it: sources.yaml is read, the store on disk is opened, sites are asked
over HTTP, what came is judged, read, compared and written, and the outbox is delivered to a webhook on a real server.
Between two looks nothing waits: all that the store remembers by time is put so much further into the past.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from servers import Answer, Seen, Server

from misbehaviour.certificates import Authority
from misbehaviour.internet import Internet
from misbehaviour.scene import Look, Scene, Stored, entry
from monitor.due import due_addresses
from monitor.round import Round, one_round
from monitor.sources.addresses import addresses
from monitor.sources.config import Config, load
from monitor.store import Store

SLACK = "/slack"
TELLER = "SLACK_WEBHOOK"


@dataclass(frozen=True)
class Taken:
    """What one look came to."""

    verdicts: Mapping[str, str]
    """By page."""
    reasons: Mapping[str, str]
    told: tuple[str, ...]
    requests: tuple[Seen, ...]
    """For anything but robots.txt."""
    sent: str
    """What was posted to the recipient."""


@dataclass
class Played:
    """What a whole scene came to."""

    taken: list[Taken] = field(default_factory=list)
    stored: Stored = field(default_factory=lambda: Stored(0, 0, 0))
    database: dict[str, object] = field(default_factory=dict)
    strayed: list[str] = field(default_factory=list)
    looked_up: list[str] = field(default_factory=list)


def play(scene: Scene, folder: Path) -> Played:
    """Play a scene from its first look to its last."""
    stage = _Stage(scene, folder)
    return stage.play()


@cache
def _empty_database() -> bytes:
    """A database in which nothing is: its tables are made once, and not for each scene."""
    with TemporaryDirectory() as folder:
        Store.open(Path(folder)).close()
        return (Path(folder) / "monitor.db").read_bytes()


class _Stage:
    def __init__(self, scene: Scene, folder: Path) -> None:
        self._scene = scene
        self._folder = folder
        self._played = Played()
        self._server = Server()
        self._safe: Server | None = None
        self._told = 0
        self._database = folder / "snapshots" / "monitor.db"
        self._database.parent.mkdir()
        self._database.write_bytes(_empty_database())
        self._configs: dict[str, Config] = {}

    def play(self) -> Played:
        with ExitStack() as stack:
            stack.enter_context(self._server)
            ports = {80: self._server.port}
            # Where programs take turns at a host: those of this scene, and no others on this machine.
            environ = {"XDG_STATE_HOME": str(self._folder)}
            if self._needs_tls():
                authority = Authority(self._folder)
                environ["SSL_CERT_FILE"] = str(authority.path)
                context = authority.context(self._scene.certificate, tuple(self._scene.all_names))
                self._safe = stack.enter_context(Server(context))
                ports[443] = self._safe.port
            stack.enter_context(patch.dict("os.environ", environ))
            internet = Internet(self._scene.all_names, ports, frozenset({self._server.port}))
            stack.enter_context(internet.in_place())
            for server in self._servers():
                server.answer(SLACK, Answer(200, b"ok", [("Content-Type", "text/plain")]))
            for step in self._scene.looks:
                self._played.taken.append(self._take(step))
            self._played.strayed, self._played.looked_up = internet.strayed, internet.looked_up
            self._played.stored = Stored(*(self._count(table) for table in Stored._fields))
            self._played.database = {question: self._answer(question) for question in self._scene.database}
        return self._played

    def _needs_tls(self) -> bool:
        """Whether an address of the scene is one of https: those that a publisher's own module knows all are."""
        known = any("url" not in each or each["url"].startswith("https:") for each in self._scene.sources)
        return known or self._scene.speaks_tls

    def _servers(self) -> list[Server]:
        return [self._server] if self._safe is None else [self._server, self._safe]

    def _take(self, step: Look) -> Taken:
        if self._played.taken:
            self._let_pass(step.after)
        for server in self._servers():
            for path, answers in step.site.items():
                server.answer(path, *(answers if isinstance(answers, tuple) else (answers,)))
        before = [len(server.log) for server in self._servers()]
        done = asyncio.run(self._round(step))
        requests = [seen for server, count in zip(self._servers(), before, strict=True) for seen in server.log[count:]]
        pages = [seen for seen in requests if seen.path != SLACK]
        return Taken(
            {outcome.page.id: str(outcome.verdict) for outcome in done.outcomes},
            {outcome.page.id: f"{outcome.reason} {outcome.remark}".strip() for outcome in done.outcomes},
            self._newly_told(),
            tuple(pages),
            " ".join(seen.body.decode() for seen in requests if seen.path == SLACK),
        )

    async def _round(self, step: Look) -> Round:
        config = self._config(step)
        with Store.open(config.snapshots) as store:
            watched: Sequence[Any] = addresses(config)
            if step.only_due:
                watched = due_addresses(watched, store, datetime.now(UTC))
            return await one_round(config, store, watched, asks_anyway=step.by_hand)

    def _config(self, step: Look) -> Config:
        # No pace and no pauses, for no scene waits; what is asked for is what sources.yaml can say.
        defaults = {"pace": "0s", "timeout": step.patience, "retry_for": "0s", "confirm_after": "0s"}
        data = {
            "contact": "https://advice.example/about",
            "sources": list(self._scene.sources) or [entry()],
            "recipients": [{"name": "newsroom", "slack": f"${{{TELLER}}}"}],
            **self._scene.more,
            "defaults": defaults | dict(self._scene.more.get("defaults", {})),
        }
        text = json.dumps(data, indent=1)  # YAML takes JSON
        if text not in self._configs:
            path = self._folder / "sources.yaml"
            path.write_text(text, encoding="utf-8")
            self._configs[text] = load(path, {TELLER: self._server.url(SLACK)})
        return self._configs[text]

    def _newly_told(self) -> tuple[str, ...]:
        news = [row for row in self._sql(_TOLD) if row[0] > self._told]
        self._told = max((row[0] for row in news), default=self._told)
        return tuple(row[1] for row in news)

    def _count(self, table: str) -> int:
        ((count,),) = self._sql(f"SELECT count(*) FROM {table.removesuffix('s')}")
        return int(count)

    def _answer(self, question: str) -> object:
        rows = self._sql(question)
        return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows

    def _sql(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self._database)) as database:
            return database.execute(sql).fetchall()

    def _let_pass(self, length: timedelta) -> None:
        """Put all that the store remembers by time so much further into the past."""
        shift = f"{-length.total_seconds():+.6f} seconds"
        with closing(sqlite3.connect(self._database)) as database, database:
            database.execute("PRAGMA synchronous = OFF")  # nothing that is lost here would be missed
            for table, columns in database.execute(_TIMES).fetchall():
                moved = ", ".join(
                    f"{each} = strftime('%Y-%m-%dT%H:%M:%S', {each}, :shift) || substr({each}, 20)"
                    for each in columns.split(",")
                )
                database.execute(f"UPDATE {table} SET {moved}", {"shift": shift})


# Columns by which something is remembered by time; what a publisher says of its own dates is content.
_TIMES = (
    "SELECT m.name, group_concat('\"' || c.name || '\"') FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c"
    " WHERE m.type = 'table' AND c.type = 'TEXT' AND (c.name IN ('at', 'since', 'until')"
    " OR substr(c.name, -3) = '_at' OR substr(c.name, -6) IN ('_since', '_until'))"
    " GROUP BY m.name"
)

# What was told and arrived, in the order in which it was put into the outbox: the kind of a change ("content",
# "reverted"), or the stage and the kind of an alarm ("first gone", "again not_checked", "over not_checked").
_TOLD = (
    "SELECT delivery.id, coalesce(change.kind, telling.stage || ' ' || alarm.kind) FROM delivery"
    " JOIN notice ON notice.id = delivery.notice_id AND notice.state = 'delivered'"
    " LEFT JOIN change ON change.id = delivery.change_id LEFT JOIN telling ON telling.id = delivery.telling_id"
    " LEFT JOIN alarm ON alarm.id = telling.alarm_id ORDER BY delivery.id"
)
