"""The pace is kept as the host sees it: between the moments at which requests are sent."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from pathlib import Path

from fetch_helpers import ASKING, Hands
from servers import Answer, Server

from monitor.fetch.asking import HostRules
from monitor.fetch.client import client
from monitor.fetch.pace import Pace, Turn
from monitor.fetch.turns import Turns


async def send(turn: Turn) -> None:
    """What httpx does when the head of a request has left."""
    await turn.extensions["trace"]("http11.send_request_headers.complete", {})


async def test_what_it_takes_to_connect_does_not_shorten_the_distance_to_the_next_request() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    async with pace.turn("www.gov.uk", 2.0, 1) as turn:
        hands.now += 1.5  # to connect
        await send(turn)
    async with pace.turn("www.gov.uk", 2.0, 1):
        assert hands.now == 103.5


async def test_nobody_starts_while_another_request_may_but_has_not_left() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    connected = asyncio.Event()
    starts: list[float] = []

    async def slow() -> None:
        async with pace.turn("www.gov.uk", 2.0, 2) as turn:
            await connected.wait()
            await send(turn)

    async def quick() -> None:
        async with pace.turn("www.gov.uk", 2.0, 2):
            starts.append(hands.now)

    first, second = asyncio.create_task(slow()), asyncio.create_task(quick())
    for _ in range(20):
        await asyncio.sleep(0)
    assert starts == []
    hands.now = 110.0
    connected.set()
    await asyncio.gather(first, second)
    assert starts == [112.0]


async def test_a_request_that_never_left_lets_the_others_go_on() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    async with pace.turn("www.gov.uk", 2.0, 1):
        hands.now += 5  # there was no connection
    async with pace.turn("www.gov.uk", 2.0, 1):
        assert hands.now == 107.0


async def test_two_programs_keep_the_distance_between_what_they_send(tmp_path: Path) -> None:
    hands = Hands()
    one, other = (Pace(Turns(tmp_path, hands.clock, hands.sleep), hands.clock, hands.sleep) for _ in range(2))
    async with one.turn("www.gov.uk", 2.0, 1) as turn:
        hands.now += 1.5
        await send(turn)
    async with other.turn("www.gov.uk", 2.0, 1):
        assert hands.now >= 103.5


async def test_without_a_pace_nothing_is_followed() -> None:
    async with Pace().turn("www.gov.uk", 0.0, 1) as turn:
        assert turn.extensions == {}


async def test_a_visit_counts_from_when_its_request_was_sent(tmp_path: Path) -> None:
    found: list[float] = []

    async def resolve(host: str, port: int) -> list[str]:
        found.append(time.time())
        return ["127.0.0.1"]

    with Server() as server:
        server.answer("/", Answer(200, b"advice", [("Content-Type", "text/plain")]))
        allowed = frozenset({"found.test"})
        asking = replace(ASKING, allow_private=allowed, rules=HostRules(pace=0.001), obeys_robots=False, turns=tmp_path)
        async with client(asking, resolve=resolve) as look:
            await look.visit(server.url("/", "found.test"))
    # Its site was found, and connected to, after it was let go and before it was sent.
    assert float((tmp_path / "found.test.start").read_text()) >= found[0]
