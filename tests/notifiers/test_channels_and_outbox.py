"""Channels behind the real outbox: what is tried again bears the same key, and what was taken is not sent again."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from servers import Answer
from world import MOVED, POLICE, World

from monitor.deliver import Sent, deliver
from monitor.store import Store

TAKEN = Answer(200, b'{"ok": true, "result": {"message_id": 5}}')
BUSY = Answer(429, b'{"ok": false, "parameters": {"retry_after": 7}}')


def told(world: World, recipient: dict[str, object], delivery: dict[str, object] | None = None) -> None:
    """A change of a telephone number, and a round that tells it."""
    world.page(POLICE)
    world.watch(recipients=[{"name": "desk", **recipient}], delivery=delivery or {})
    world.round()
    world.page(MOVED)
    world.round()


def later(world: World, hours: float = 1) -> list[Sent]:
    """What is delivered some hours from now."""
    at = datetime.now(UTC) + timedelta(hours=hours)
    clock: Callable[[], datetime] = lambda: at  # noqa: E731
    config = world.config
    with Store.open(config.snapshots) as store:
        return asyncio.run(deliver(store, config, clock))


def test_a_webhook_that_was_busy_gets_the_same_key_and_the_same_changes(world: World):
    world.environ |= {"URL": world.server.url("/hook"), "SECRET": "a secret of the two of us"}
    world.server.answer("/hook", Answer(503), Answer(202))
    told(world, {"webhook": {"url": "${URL}", "secret": "${SECRET}"}})
    (sent,) = later(world)
    assert (sent.is_delivered, sent.answer) == (True, "202")
    first, again = (seen for seen in world.server.log if seen.path == "/hook")
    assert first.header("webhook-id") == again.header("webhook-id") == first.header("Idempotency-Key")
    assert json.loads(first.body)["changes"] == json.loads(again.body)["changes"]
    assert json.loads(first.body)["made_at"] == json.loads(again.body)["made_at"]


def test_telegram_says_for_how_long_it_is_busy(world: World):
    path = "/bot1:TOKEN/sendMessage"
    world.environ |= {"TOKEN": "1:TOKEN"}
    world.server.answer(path, BUSY, TAKEN)
    told(world, {"telegram": "@our_channel"}, {"telegram": {"token": "${TOKEN}", "api": world.server.url("/")}})
    (sent,) = later(world)
    assert sent.answer == "message 5"
    first, again = (json.loads(seen.body)["text"] for seen in world.server.log if seen.path == path)
    assert first.splitlines()[0] == "<b>CRITICAL Kazakhstan: police number changed: 112 -&gt; 102</b>"
    assert first.splitlines()[-1] == again.splitlines()[-1]  # the key


def test_a_folder_in_the_way_of_which_there_was_something_is_written_later(world: World, tmp_path: Path):
    (tmp_path / "public").write_text("in the way")
    told(world, {"files": "public"})
    (tmp_path / "public").unlink()
    (sent,) = later(world)
    assert sent.answer == "1 change written, 1 in the feed"
    assert (tmp_path / "public" / "changes" / "1.json").is_file()
