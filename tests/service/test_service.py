"""All that surrounds a daemon, over a real store, asked over real connections and sockets."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families
from servers import Answer
from service_clock import Clock
from world import MOVED, World

from monitor.service import Pulse, Service, service
from monitor.service.endpoint import EndpointError, bound
from monitor.sources.addresses import addresses
from monitor.sources.config import Config
from monitor.sources.daemon import DaemonOptions, Listen

PATIENCE = 30.0


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


def options(config: Config, **given: Any) -> DaemonOptions:
    return config.daemon.model_copy(update=given)


@asynccontextmanager
async def surrounded(
    world: World, environ: Mapping[str, str] | None = None, clock: Clock | None = None, **given: Any
) -> AsyncIterator[tuple[Service, Pulse, int]]:
    """A service around a daemon that is only its pulse, and its port."""
    port = free_port()
    config = world.config
    pulse = Pulse(addresses(config), clock=clock) if clock else Pulse(addresses(config))
    chosen = options(config, **{"health": Listen("127.0.0.1", port), **given})
    async with service(chosen, config.snapshots, pulse, environ or {}) as made:
        yield made, pulse, port


def ask(port: int, path: str = "/health", **headers: str) -> tuple[int, str]:
    """Blocks: whoever asks from the loop's own thread stalls the loop."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@pytest.fixture
def seen(world: World) -> World:
    """A world in which one page was seen."""
    world.watch()
    world.round()
    return world


async def test_health_says_how_the_daemon_and_its_store_are(seen: World) -> None:
    async with surrounded(seen) as (_, pulse, port):
        status, body = await asyncio.to_thread(ask, port)
        assert (status, json.loads(body)["troubles"][0]["kind"]) == (503, "starting")
        pulse.begin()
        status, body = await asyncio.to_thread(ask, port)
    found = json.loads(body)
    assert (status, found["is_well"], found["phase"], found["troubles"]) == (200, True, "watching", [])
    assert found["store"]["pages"] == {"well seen": 1}
    assert found["store"]["age_seconds"] < PATIENCE


async def test_a_loop_that_hangs_is_seen_by_whoever_asks_and_numbers_still_come(seen: World) -> None:
    clock = Clock()
    async with surrounded(seen, clock=clock) as (_, pulse, port):
        pulse.begin()
        assert ask(port)[0] == 200
        clock.go(45)
        # From here to the end this thread is the loop's, and the loop does not turn.
        status, body = ask(port)
        assert (status, json.loads(body)["is_alive"]) == (503, False)
        assert json.loads(body)["troubles"] == [
            {"kind": "loop", "reason": "The event loop has not turned for 44 seconds."}
        ]
        assert ask(port, "/live")[0] == 503
        assert "advisory_monitor_loop_lag_seconds 44.0\n" in ask(port, "/metrics")[1]


async def test_metrics_are_of_the_store_and_of_this_run(seen: World) -> None:
    seen.let_time_pass(timedelta(hours=7))
    seen.page(MOVED)
    await asyncio.to_thread(seen.round)
    async with surrounded(seen) as (_, pulse, port):
        pulse.begin()
        pulse.looked("page")
        pulse.looked("blocked")
        pulse.found("critical")
        pulse.tried("slack", is_delivered=True)
        pulse.refused("sources.yaml:1:1: wrong")
        body = (await asyncio.to_thread(ask, port, "/metrics"))[1]
        accept = "application/openmetrics-text; version=1.0.0"
        other = (await asyncio.to_thread(lambda: ask(port, "/metrics", Accept=accept)))[1]
    found = {
        (sample.name.removeprefix("advisory_monitor_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(body)
        for sample in family.samples
    }
    assert found["looks_total", "page"] == found["looks_total", "blocked"] == 1
    assert found["looks_total", "gone"] == 0
    assert found["changes_total", "critical"] == 1
    assert found["notice_tries_total", "slack", "delivered"] == 1
    assert found["deliveries", "delivered"] == 1
    assert found["notices", "slack", "delivered"] == 1
    assert found["pages", "well seen", "ngo"] == 1
    assert found["pages", "gone", "ngo"] == 0
    assert found["sources_is_current",] == 0
    assert found["well",] == found["store_is_writable",] == 1
    assert found["store_bytes", "database"] > 4096
    assert found["process_resident_memory_bytes",] > 1e6
    assert other.endswith("# EOF\n")


async def test_a_store_that_is_gone_is_a_reason_and_no_end(seen: World) -> None:
    clock = Clock()
    async with surrounded(seen, clock=clock) as (made, pulse, port):
        pulse.begin()
        assert (await asyncio.to_thread(ask, port))[0] == 200
        (seen.snapshots / "monitor.db").rename(seen.snapshots / "away.db")
        made._watch._since -= 1000  # so long ago that numbers were read
        status, body = await asyncio.to_thread(ask, port)
    assert status == 503
    (trouble,) = json.loads(body)["troubles"]
    assert trouble["kind"] == "numbers"
    assert "monitor.db is not there any more" in trouble["reason"]


async def test_where_nothing_is_asked_for_nothing_is_started(seen: World) -> None:
    before = threading.active_count()
    async with surrounded(seen, health=None) as (made, pulse, _):
        pulse.begin()
        assert threading.active_count() == before
        assert made._side is None


async def test_a_port_that_is_taken_ends_the_start_and_at_a_reload_changes_nothing(
    seen: World, caplog: pytest.LogCaptureFixture
) -> None:
    taken = bound(Listen("127.0.0.1", 0))
    port = taken.getsockname()[1]
    with taken:
        with pytest.raises(EndpointError):
            async with surrounded(seen, health=Listen("127.0.0.1", port)):
                pass
        async with surrounded(seen) as (made, pulse, own):
            pulse.begin()
            made.retake(options(seen.config, health=Listen("127.0.0.1", port)))
            assert "cannot listen at" in caplog.text
            assert (await asyncio.to_thread(ask, own))[0] == 200


async def test_a_reload_moves_the_endpoint_takes_names_and_closes_it(seen: World) -> None:
    async with surrounded(seen) as (made, pulse, port):
        pulse.begin()
        other = free_port()
        made.retake(options(seen.config, health=Listen("127.0.0.1", other)))
        assert (await asyncio.to_thread(ask, other))[0] == 200
        with pytest.raises(ConnectionRefusedError):
            await asyncio.to_thread(ask, port)
        named = options(seen.config, health=Listen("127.0.0.1", other), health_names=("monitor.example.org",))
        made.retake(named)
        assert (await asyncio.to_thread(lambda: ask(other, Host="monitor.example.org")))[0] == 200


async def test_the_heartbeat_goes_out_while_all_is_well(seen: World) -> None:
    loop = asyncio.get_running_loop()
    beaten = asyncio.Event()

    def beat(_seen: object) -> Answer:
        loop.call_soon_threadsafe(beaten.set)
        return Answer(200, b"OK")

    seen.server.answer("/beat", beat)
    seen.environ["BEAT"] = seen.server.url("/beat")
    seen.watch(daemon={"heartbeat": "${BEAT}"})
    async with surrounded(seen, health=None) as (_, pulse, _port), asyncio.timeout(PATIENCE):
        pulse.begin()
        await beaten.wait()


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[tuple[Mapping[str, str], socket.socket]]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as made:
        made.settimeout(PATIENCE)
        made.bind(str(tmp_path / "notify"))
        yield {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "200000"}, made


def told(there: socket.socket, wanted: str) -> list[str]:
    """What the manager is told, up to this."""
    found = []
    while not found or not found[-1].startswith(wanted):
        found.append(there.recv(65536).decode())
    return found


def drained(there: socket.socket) -> list[bytes]:
    """What the manager is told until nothing more comes."""
    found = []
    with suppress(TimeoutError):
        while True:
            found.append(there.recv(65536))
    return found


async def test_the_service_manager_is_told_of_each_phase_and_its_watchdog_is_fed(
    seen: World, manager: tuple[Mapping[str, str], socket.socket]
) -> None:
    environ, there = manager
    async with surrounded(seen, environ, health=None) as (_, pulse, _port):
        early = await asyncio.to_thread(told, there, "WATCHDOG=1")
        assert "READY=1" not in early
        pulse.begin()
        await asyncio.to_thread(told, there, "READY=1")
        pulse.reload()
        pulse.reloaded(pulse.addresses)
        between = await asyncio.to_thread(told, there, "READY=1")
        assert any(each.startswith("RELOADING=1\nMONOTONIC_USEC=") for each in between)
        pulse.end()
        await asyncio.to_thread(told, there, "STOPPING=1")


async def test_a_loop_that_hangs_does_not_feed_the_watchdog(
    seen: World, manager: tuple[Mapping[str, str], socket.socket]
) -> None:
    environ, there = manager
    clock = Clock()
    async with surrounded(seen, environ, clock=clock) as (_, pulse, port):
        pulse.begin()
        told(there, "WATCHDOG=1")  # blocks: from here the loop does not turn
        clock.go(60)
        assert ask(port)[0] == 503
        there.settimeout(0.5)  # five times as long as it takes to be fed again
        left = drained(there)
        # What was under way when the clock jumped may still have come.
        assert left.count(b"WATCHDOG=1") <= 1


async def test_an_address_that_others_can_reach_is_a_warning(seen: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "monitor")
    async with surrounded(seen, health=Listen("0.0.0.0", free_port())):
        pass
    assert "health and metrics can be read by others: 0.0.0.0:" in caplog.text
