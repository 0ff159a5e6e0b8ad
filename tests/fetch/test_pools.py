"""Connections are kept for the next request, however many sites there are."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from fetch_helpers import ASKING
from servers import Answer, Server

from monitor.fetch.asking import Asking, HostRules
from monitor.fetch.client import Look, client
from monitor.fetch.pools import Pools
from monitor.fetch.visit import Verdict

PAGE = Answer(200, b"<p>Police 102, ambulance 103.</p>")


def hosts(count: int) -> list[str]:
    return [f"h{number}.test" for number in range(count)]


def asking(count: int) -> Asking:
    return replace(ASKING, allow_private=frozenset(hosts(count)), rules=HostRules(at_once=5))


async def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def pools_of(look: Look) -> Pools:
    transport = look._session._transport
    pools = transport._pool  # type: ignore[attr-defined]
    assert isinstance(pools, Pools)
    return pools


async def test_each_of_a_hundred_sites_is_dialled_once(server: Server) -> None:
    server.answer("/", PAGE)
    async with client(asking(100), resolve=here) as look:
        for _ in range(3):
            seen = await asyncio.gather(*(look.visit(server.url("/", host)) for host in hosts(100)))
            assert {each.verdict for each in seen} == {Verdict.PAGE}
    assert server.connections == 100
    assert len(server.log) == 300


async def test_of_very_many_sites_some_are_dialled_again(server: Server) -> None:
    server.answer("/", PAGE)
    async with client(asking(600), resolve=here) as look:
        for host in hosts(600):
            assert (await look.visit(server.url("/", host))).verdict is Verdict.PAGE
        assert len(pools_of(look)._pools) <= 256
        await look.visit(server.url("/", "h599.test"))
        assert server.connections == 600
        await look.visit(server.url("/", "h0.test"))
        assert server.connections == 601


async def test_what_was_not_used_for_long_is_closed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answer("/", PAGE)
    async with client(asking(3), resolve=here) as look:
        for host in hosts(2):
            await look.visit(server.url("/", host))
        assert len(pools_of(look)._pools) == 2
        monkeypatch.setattr("monitor.fetch.pools._KEPT_SECONDS", 0.0)  # that long has gone by
        await look.visit(server.url("/", "h2.test"))
        assert [place[1] for place in pools_of(look)._pools] == [b"h2.test"]


async def test_what_is_in_use_is_not_closed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.answer("/", PAGE)
    monkeypatch.setattr("monitor.fetch.pools._KEPT_SECONDS", 0.0)
    monkeypatch.setattr("monitor.fetch.pools._SITES", 1)
    async with client(asking(20), resolve=here) as look:
        for _ in range(5):
            seen = await asyncio.gather(*(look.visit(server.url("/", host)) for host in hosts(20) * 3))
            assert {each.verdict for each in seen} == {Verdict.PAGE}


async def test_nothing_is_left_open(server: Server) -> None:
    server.answer("/", PAGE)
    async with client(asking(9), resolve=here) as look:
        await asyncio.gather(*(look.visit(server.url("/", host)) for host in hosts(9)))
        pools = list(pools_of(look)._pools.values())
    assert [pool.connections for pool in pools] == [[]] * 9
    assert not pools_of(look)._pools
