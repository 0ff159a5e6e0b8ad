"""Changes, alarms and recipients without a site: what is in the outbox, and a clock that a test turns.

    with office_in(tmp_path) as office:
        office.tell({"name": "desk"}, {"name": "night", "digest": {"at": "07:00"}})
        office.at("2026-03-02T10:00:00Z")
        office.change("critical")
        office.deliver()
        assert office.got("desk") == [1]      # how many changes were in each notice that arrived

The far end is a real HTTP server that takes what Slack takes, at a path a recipient.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from servers import Script, Seen, Server
from store.store_helpers import DAY, PAGE, look
from store.store_helpers import change as made_change
from world import World, slack_says

from monitor.deliver import Sent, deliver
from monitor.deliver.audit import Audit, audit
from monitor.deliver.undelivered import watch_deliveries
from monitor.sources.config import Config
from monitor.store import Notice, Store, Telling

MINUTE, HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SOURCE = {"publisher": "uk-fcdo", "country": "KZ", "index": False}


@dataclass
class Office:
    """See the top of this file."""

    folder: Path
    server: Server
    now: datetime = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    """A Monday."""
    people: tuple[dict[str, Any], ...] = ()
    environ: dict[str, str] = field(default_factory=dict)
    _texts: int = 0

    def __post_init__(self) -> None:
        self.world = World(self.folder, self.server, self.environ)
        self._config: Config | None = None
        self.store = Store.open(self.folder / "snapshots")
        look(self.store, "the first version", DAY)

    @property
    def config(self) -> Config:
        assert self._config is not None, "nobody is told yet: call tell"
        return self._config

    def tell(self, *people: dict[str, Any], **more: Any) -> None:
        """Write sources.yaml anew: these are told, each by Slack where they name no channel."""
        for each in people:
            self.environ[_variable(each["name"])] = self.server.url(f"/{each['name']}")
        whole = [
            {"slack": f"${{{_variable(each['name'])}}}", **each} if _is_by_slack(each) else each for each in people
        ]
        self._config = self.world.watch(SOURCE, recipients=whole, **more)

    def at(self, text: str) -> None:
        """Turn the clock."""
        self.now = datetime.fromisoformat(text)

    def later(self, length: timedelta) -> None:
        self.now += length

    def change(self, significance: str = "major", **more: Any) -> int:
        """A look at which the page has changed; those are told whose rule holds."""
        self._texts += 1
        change = made_change(significance, **more)
        row = self.store.page(PAGE.id)
        whole = change.of(row.info if row else None, None, None)
        told = [each.name for each in self.config.recipients if each.meets(whole)]
        seen = DAY + timedelta(seconds=self._texts)  # the clock that is turned is that of the outbox
        number = look(self.store, f"text {self._texts}", seen, change=change, recipients=told, recorded=self.now)[1]
        assert number is not None
        return number

    def deliver(self) -> list[Sent]:
        """What a round of the daemon does at this time."""
        return asyncio.run(deliver(self.store, self.config, lambda: self.now))

    def watch(self) -> list[Telling]:
        """See whether somebody is not reached."""
        return watch_deliveries(self.store, self.config.recipients, self.now)

    def audit(self) -> Audit:
        return audit(self.store, self.config.recipients, self.now)

    def minutes(self, count: int, step: int = 1) -> list[tuple[datetime, Sent]]:
        """Let time pass, looking into the outbox every so many minutes; what was sent when."""
        found = []
        for _ in range(0, count, step):
            self.now += step * MINUTE
            found += [(self.now, sent) for sent in self.deliver()]
        return found

    def says(self, name: str, *scripts: Script) -> None:
        """What the far end of a recipient answers from now on."""
        self.server.answer(f"/{name}", *scripts)

    def posts(self, name: str) -> list[dict[str, Any]]:
        """What was posted to a recipient, taken or not."""
        return [json.loads(seen.body) for seen in self.server.log if seen.path == f"/{name}"]

    def key(self, seen: Seen) -> str:
        """The key of a notice as it was posted: it stands in it as the id of its first block."""
        return str(json.loads(seen.body)["blocks"][0]["block_id"])

    def notices(self, *states: str) -> list[Notice]:
        """All notices, the oldest first."""
        rows = self.world.sql("SELECT id, state FROM notice ORDER BY id")
        found = [self.store.outbox.notice(id) for id, state in rows if not states or state in states]
        return [each for each in found if each is not None]

    def got(self, name: str) -> list[int]:
        """How many changes were in each notice that reached somebody."""
        return [len(each.change_ids) for each in self.notices("delivered") if each.recipient == name]

    def told(self, name: str) -> list[int]:
        """The changes that reached somebody, in the order in which they did."""
        mine = [each for each in self.notices("delivered") if each.recipient == name]
        return [id for each in sorted(mine, key=lambda one: str(one.delivered_at)) for id in each.change_ids]


def _variable(name: str) -> str:
    return re.sub("[^A-Z]", "_", name.upper())


def _is_by_slack(person: dict[str, Any]) -> bool:
    return not {"email", "webhook", "files", "slack"} & person.keys()


@contextmanager
def office_in(folder: Path) -> Iterator[Office]:
    """An office whose far ends take everything."""
    with Server() as server:
        made = Office(folder, server)
        for name in ("desk", "night", "editors", "other"):
            made.says(name, slack_says())
        try:
            yield made
        finally:
            made.store.close()
