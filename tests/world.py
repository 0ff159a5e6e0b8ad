"""A small world for tests of the whole way of a page: a site on this machine, what watches it, and what is told.

with world_in(tmp_path) as world:
    world.page("<p>Call the police on 112.</p>")
    world.watch()
    first = world.round()           # a whole round, over real HTTP, into a real store
    world.page("<p>Call the police on 102.</p>")
    second = world.round()
    assert second.outcomes[0].change is not None
    assert world.told() == ["..."]  # the first lines of what Slack got
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from servers import Answer, Raw, Script, Seen, Server

from monitor.cli.names import addresses_of
from monitor.compare.change import Change
from monitor.round import Round, one_round
from monitor.sources.addresses import addresses
from monitor.sources.config import Config, load
from monitor.store import Store

PAGE = "ngo/kazakhstan/help"
"""Id of the page that `World.watch()` watches, and the place of its address."""
PATH = "/help"
SLACK = "SLACK_WEBHOOK"
HTML = (("Content-Type", "text/html; charset=utf-8"),)
JSON = (("Content-Type", "application/json; charset=utf-8"),)

POLICE = "<h2>Emergencies</h2><p>Call the police on 112.</p>"
MOVED = "<h2>Emergencies</h2><p>Call the police on 102.</p>"


def html(content: str, title: str = "Help in Kazakhstan", head: str = "") -> bytes:
    """A whole page with this content."""
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav><main><h1>{title}</h1>{content}</main></body></html>"
    ).encode()


def content_api(parts: dict[str, str], note: str = "First.", reviewed: str = "2026-01-07T07:40:00Z") -> bytes:
    """A document of GOV.UK's Content API with parts, by slug."""
    made = [{"slug": slug, "title": slug.replace("-", " ").capitalize(), "body": body} for slug, body in parts.items()]
    return json.dumps(
        {
            "base_path": "/foreign-travel-advice/kazakhstan",
            "document_type": "travel_advice",
            "locale": "en",
            "title": "Kazakhstan travel advice",
            "details": {"change_description": note, "reviewed_at": reviewed, "alert_status": [], "parts": made},
        }
    ).encode()


def defaults(*allowed: str, **more: str) -> dict[str, Any]:
    """The manners of a test: no waiting between requests, for a busy site, or before a second look."""
    waits = {"pace": "0s", "retry_for": "0s", "confirm_after": "0s", "timeout": "5s"}
    return waits | {"allow_private": list(allowed)} | more


@dataclass
class World:
    """See the top of this file."""

    folder: Path
    server: Server
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def sources(self) -> Path:
        return self.folder / "sources.yaml"

    @property
    def snapshots(self) -> Path:
        return self.folder / "snapshots"

    @property
    def config(self) -> Config:
        return load(self.sources, self.environ)

    def page(self, content: str, path: str = PATH, **more: str) -> None:
        """What the site has at a path from now on."""
        self.server.answer(path, Answer(200, html(content, **more)))

    def entry(self, path: str = PATH, **more: Any) -> dict[str, Any]:
        """An entry of `sources` for a path of the site."""
        name = path.strip("/").rpartition("/")[2]
        return {"publisher": "ngo", "country": "KZ", "name": name, "url": self.server.url(path), **more}

    def parts_entry(self, **more: Any) -> dict[str, Any]:
        """An entry for travel advice by the Content API, at `/api`, all of its parts."""
        return self.entry("/api", publisher="uk-fcdo", name="travel-advice", parts="all") | more

    def watch(
        self, *entries: dict[str, Any], recipients: Sequence[dict[str, Any]] | None = None, **more: Any
    ) -> Config:
        """Write sources.yaml; YAML takes JSON. By default one page, and a newsroom that is told by Slack."""
        told = [{"name": "newsroom", "slack": f"${{{SLACK}}}"}] if recipients is None else recipients
        data = {
            "contact": "https://example.org/about",
            "defaults": defaults(self.server.address),
            "sources": list(entries) or [self.entry()],
            "recipients": list(told),
            **more,
        }
        self.sources.write_text(json.dumps(data, indent=1), encoding="utf-8")
        return self.config

    def round(self, *names: str) -> Round:
        """One round over these pages, or all."""
        config = self.config
        with Store.open(config.snapshots) as store:
            return asyncio.run(one_round(config, store, addresses_of(names, addresses(config), store)))

    def round_at(self, path: str) -> Round:
        """One round over the addresses of a known publisher, moved to a path of the site."""
        config = self.config
        moved = [
            replace(address, url=self.server.url(path), others=())
            for address in addresses(config)
            if not address.is_index
        ]
        with Store.open(config.snapshots) as store:
            return asyncio.run(one_round(config, store, moved))

    def changes(self) -> list[Change]:
        """All changes, the oldest first."""
        with self.store() as store:
            return list(store.changes())

    def told(self) -> list[str]:
        """The first lines of the notices that Slack got."""
        return [payload["text"] for payload in self.payloads()]

    def payloads(self) -> list[dict[str, Any]]:
        """What was posted to Slack."""
        return [json.loads(seen.body) for seen in self.server.log if seen.path == "/slack"]

    def store(self) -> Store:
        return Store.open(self.snapshots, create=False)

    def sql(self, sql: str, *given: object) -> list[tuple[Any, ...]]:
        """Look into the database, or turn its times."""
        with closing(sqlite3.connect(self.snapshots / "monitor.db")) as database, database:
            return database.execute(sql, given).fetchall()

    def let_time_pass(self, length: timedelta) -> None:
        """Put everything that the store remembers by time so much further into the past."""
        shift = f"{-length.total_seconds():+.0f} seconds"
        later = "strftime('%Y-%m-%dT%H:%M:%S', {0}, ?) || substr({0}, 20)"
        columns = [("address", "last_visit_at"), ("address", "last_good_at"), ("notice", "next_try_at")]
        columns += [("page", f"{name}_at") for name in ("first_visit", "last_visit", "last_good", "first_seen")]
        columns += [("way", "last_visit_at"), ("way", "last_good_at"), ("way", "whole_at"), ("visit", "at")]
        columns += [("alarm", f"{name}_at") for name in ("began", "told", "ended")] + [("alarm", "since")]
        columns += [("host", "left_alone_until"), ("notice", "created_at")]
        columns += [("notice", "tried_at"), ("notice", "ended_at"), ("notice", "slot"), ("notice", "since")]
        columns += [("notice", "delivered_at"), ("delivery", "created_at"), ("recipient", "since"), ("telling", "at")]
        for table, column in columns:
            moved = later.format(column)
            self.sql(f"UPDATE {table} SET {column} = {moved} WHERE {column} IS NOT NULL", shift)


def slack_says(status: int = 200, body: bytes = b"ok", headers: Sequence[tuple[str, str]] = ()) -> Answer:
    return Answer(status, body, [("Content-Type", "text/plain"), *headers])


@contextmanager
def world_in(folder: Path) -> Iterator[World]:
    """The site runs, its one page stands, and Slack answers as Slack does."""
    with Server() as server:
        world = World(folder, server, {SLACK: server.url("/slack")})
        world.page(POLICE)
        server.answer("/slack", slack_says())
        yield world


def now() -> datetime:
    return datetime.now(UTC)


__all__ = [
    "HTML", "JSON", "MOVED", "PAGE", "PATH", "POLICE", "SLACK", "Answer", "Raw", "Script", "Seen", "World",
    "content_api", "html", "now", "slack_says", "world_in",
]  # fmt: skip
