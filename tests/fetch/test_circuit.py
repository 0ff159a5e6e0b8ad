"""A host that fails often is left alone for a while, and probed once."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from servers import ROBOTS, Answer, Raw, Seen, Server, redirect

from monitor.fetch._http import httpx
from monitor.fetch.asking import Asking, HostRules
from monitor.fetch.circuit import Circuit
from monitor.fetch.client import client
from monitor.fetch.hosts import HostState, ShortMemory
from monitor.fetch.sites import Site, Sites
from monitor.fetch.unseen import NotAskedError
from monitor.fetch.visit import Verdict, Visit

MINUTE = timedelta(minutes=1)
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
FAULT = Answer(500, b"<p>fault</p>")
PAGE = Answer(200, b"<p>Police 102.</p>")


class Host:
    """A host as the circuit sees it, at a time that we set."""

    def __init__(self, asking: Asking, *, asks_anyway: bool = False) -> None:
        self.now = NOON
        self.memory = ShortMemory()
        sites = Sites(asking, self.memory)
        self.circuit = Circuit(sites, lambda: self.now, asks_anyway=asks_anyway)
        self.site: Site = sites.of(httpx.URL("https://www.gov.uk/advice"))

    def fails(self, times: int = 1) -> None:
        for _ in range(times):
            self.circuit.failed(self.site, "No answer within 30 s.")

    @property
    def left_alone(self) -> timedelta | None:
        until = self.circuit.until(self.site)
        return None if until is None else until - self.now


@pytest.fixture
def host(asking: Asking) -> Host:
    return Host(asking)


def test_a_host_may_fail_four_times(host: Host) -> None:
    host.fails(4)
    host.circuit.check(host.site)


def test_after_five_failures_it_is_left_alone_for_five_minutes(host: Host) -> None:
    host.fails(5)
    assert host.left_alone == 5 * MINUTE
    with pytest.raises(NotAskedError) as refused:
        host.circuit.check(host.site)
    assert str(refused.value) == (
        "www.gov.uk is left alone until 2026-03-01 12:05 UTC, for it failed 5 times in a row: No answer within 30 s."
    )
    assert (refused.value.verdict, refused.value.next_try_at) == (Verdict.FAILED, NOON + 5 * MINUTE)
    host.now += 5 * MINUTE
    host.circuit.check(host.site)


def test_each_failure_of_a_probe_doubles_that_up_to_an_hour(host: Host) -> None:
    host.fails(5)
    waits = []
    for _ in range(6):
        assert host.left_alone is not None
        waits.append(host.left_alone)
        host.now += host.left_alone
        host.fails()
    assert waits == [5 * MINUTE, 10 * MINUTE, 20 * MINUTE, 40 * MINUTE, 60 * MINUTE, 60 * MINUTE]


def test_what_was_under_way_when_it_was_given_up_counts_once(host: Host) -> None:
    host.fails(20)
    assert host.left_alone == 5 * MINUTE
    assert host.site.state.failures == 5


def test_one_answer_makes_all_good(host: Host) -> None:
    host.fails(4)
    host.circuit.succeeded(host.site)
    host.fails(4)
    host.circuit.check(host.site)
    host.fails()
    host.now += 5 * MINUTE
    host.circuit.succeeded(host.site)
    assert host.memory.get("https://www.gov.uk") == HostState()


def test_a_time_that_lies_too_far_ahead_is_not_believed(host: Host) -> None:
    host.fails(5)
    host.now -= timedelta(days=400)  # the clock was wrong, and is set right
    assert host.left_alone is None


def test_what_a_host_asks_for_is_kept_to_a_day(host: Host) -> None:
    host.circuit.failed(host.site, "503 Service Unavailable.", 503, timedelta(days=3650))
    assert host.left_alone == timedelta(days=1)
    with pytest.raises(NotAskedError, match=r"^www.gov.uk asked to be left alone until 2026-03-02 12:00 UTC \(503 "):
        host.circuit.check(host.site)


@pytest.mark.parametrize(("status", "verdict"), [(429, Verdict.BLOCKED), (503, Verdict.FAILED)])
def test_the_verdict_is_that_of_the_answer(host: Host, status: int, verdict: Verdict) -> None:
    host.circuit.failed(host.site, "busy", status, MINUTE)
    with pytest.raises(NotAskedError) as refused:
        host.circuit.check(host.site)
    assert refused.value.verdict is verdict


def test_an_answer_to_another_request_does_not_undo_what_it_asked_for(host: Host) -> None:
    host.circuit.failed(host.site, "busy", 429, MINUTE)
    host.circuit.succeeded(host.site)
    assert host.left_alone == MINUTE


def test_a_person_who_waits_has_it_asked_once(asking: Asking) -> None:
    host = Host(asking, asks_anyway=True)
    host.fails(5)
    host.circuit.check(host.site)
    host.site.asked_anyway = True
    with pytest.raises(NotAskedError):
        host.circuit.check(host.site)


def test_what_it_asked_for_itself_holds_for_a_person_too(asking: Asking) -> None:
    host = Host(asking, asks_anyway=True)
    host.circuit.failed(host.site, "busy", 503, MINUTE)
    with pytest.raises(NotAskedError):
        host.circuit.check(host.site)


def open_until(server: Server, until: datetime, failures: int = 5) -> ShortMemory:
    memory = ShortMemory()
    memory.put(
        f"http://{server.address}", HostState(failures=failures, left_alone_until=until, why="No answer within 30 s.")
    )
    return memory


async def visits(asking: Asking, server: Server, count: int, memory: ShortMemory | None = None) -> list[Visit]:
    async with client(asking, memory=memory) as look:
        return [await look.visit(server.url("/advice")) for _ in range(count)]


@pytest.mark.parametrize(
    "trouble", [FAULT, Answer(502), Answer(429), Answer(503), Raw([], reset=True), Raw([b"x\n\n"])]
)
async def test_a_host_that_fails_is_not_asked_for_ever(server: Server, asking: Asking, trouble: Answer) -> None:
    server.answer("/advice", trouble)
    memory = ShortMemory()
    seen = await visits(asking, server, 7, memory)
    assert len(server.log) == 5
    assert seen[3].next_try_at is None
    assert seen[4].next_try_at is not None
    assert seen[4].next_try_at - seen[4].at > 4 * MINUTE
    assert (seen[5].verdict, seen[5].status, seen[5].next_try_at) == (Verdict.FAILED, None, seen[4].next_try_at)
    assert "for it failed 5 times in a row: " in seen[5].reason
    assert seen[5].evidence == (f"5 failures of http://{server.address} in a row",)
    # Another program, or the same after a restart, knows of it.
    assert (await visits(asking, server, 1, memory))[0].reason == seen[5].reason
    assert len(server.log) == 5


async def test_a_host_without_a_connection_is_not_dialled_for_ever(asking: Asking) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    async with client(replace(asking, allow_private=frozenset({address}))) as look:
        seen = [await look.visit(f"http://{address}/") for _ in range(6)]
    assert [each.reason for each in seen[:5]] == ["No connection to 127.0.0.1: connection refused."] * 5
    assert "for it failed 5 times in a row: No connection to 127.0.0.1: connection refused." in seen[5].reason


@pytest.mark.parametrize(
    "answer",
    [
        Answer(404, b"no"),
        Answer(403, b"no"),
        Answer(410),
        Answer(200, b""),
        Answer(304),
        redirect("/advice"),
        redirect("http://10.0.0.1/"),
        Answer(200, b"PK", [("Content-Type", "application/zip")]),
    ],
)
async def test_what_is_wrong_with_a_page_is_no_failure_of_its_host(
    server: Server, asking: Asking, answer: Answer
) -> None:
    server.answer("/advice", answer)
    seen = await visits(asking, server, 7)
    assert len(server.log) == 7
    assert {each.next_try_at for each in seen} == {None}


async def test_a_name_that_is_not_found_is_no_failure_of_the_host(asking: Asking) -> None:
    asked: list[str] = []

    async def none(host: str, port: int) -> list[str]:
        asked.append(host)
        return []

    async with client(asking, resolve=none) as look:
        seen = [await look.visit("https://www.gov.uk/") for _ in range(8)]
    assert len(asked) == 8
    assert {each.reason for each in seen} == {"www.gov.uk could not be found (DNS): is there a network?"}


async def test_one_visit_is_the_probe_and_the_others_wait_for_it(server: Server, asking: Asking) -> None:
    server.answer("/advice", FAULT)
    memory = open_until(server, datetime.now(UTC) - MINUTE)
    async with client(replace(asking, rules=HostRules(at_once=9)), memory=memory) as look:
        seen = await asyncio.gather(*(look.visit(server.url("/advice")) for _ in range(9)))
    assert len(server.log) == 1
    assert sorted(each.status or 0 for each in seen) == [0] * 8 + [500]
    state = memory.get(f"http://{server.address}")
    assert state is not None
    assert state.failures == 6


async def test_where_the_probe_goes_well_the_others_follow(server: Server, asking: Asking) -> None:
    server.answer("/advice", PAGE)
    memory = open_until(server, datetime.now(UTC) - MINUTE, failures=9)
    async with client(replace(asking, rules=HostRules(at_once=9)), memory=memory) as look:
        seen = await asyncio.gather(*(look.visit(server.url("/advice")) for _ in range(9)))
    assert {each.verdict for each in seen} == {Verdict.PAGE}
    state = memory.get(f"http://{server.address}")
    assert state is not None
    assert (state.failures, state.left_alone_until, state.why) == (0, None, "")


async def test_a_probe_that_is_broken_off_leaves_it_to_the_next(server: Server, asking: Asking) -> None:
    server.answer("/advice", Raw([], hold=True), PAGE)
    memory = open_until(server, datetime.now(UTC) - MINUTE)
    async with client(asking, memory=memory) as look:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(look.visit(server.url("/advice")), 0.2)
        assert (await look.visit(server.url("/advice"))).verdict is Verdict.PAGE


async def test_who_waited_in_line_when_the_host_was_given_up_does_not_ask(server: Server, asking: Asking) -> None:
    server.answer("/advice", FAULT)
    async with client(asking) as look:
        seen = await asyncio.gather(*(look.visit(server.url("/advice")) for _ in range(20)))
    assert len(server.log) == 5
    assert sum("is left alone" in each.reason for each in seen) == 15


async def test_a_person_who_waits_has_a_host_probed_before_its_time(server: Server, asking: Asking) -> None:
    server.answer("/advice", PAGE)
    memory = open_until(server, datetime.now(UTC) + 30 * MINUTE)
    assert (await visits(asking, server, 1, memory))[0].verdict is Verdict.FAILED
    async with client(asking, memory=memory, asks_anyway=True) as look:
        seen = await asyncio.gather(*(look.visit(server.url("/advice")) for _ in range(4)))
    assert {each.verdict for each in seen} == {Verdict.PAGE}
    assert (await visits(asking, server, 1, memory))[0].verdict is Verdict.PAGE


async def test_a_person_who_waits_has_it_probed_once(server: Server, asking: Asking) -> None:
    server.answer("/advice", FAULT)
    memory = open_until(server, datetime.now(UTC) + 30 * MINUTE)
    async with client(asking, memory=memory, asks_anyway=True) as look:
        seen = [await look.visit(server.url("/advice")) for _ in range(4)]
    assert [each.status for each in seen] == [500, None, None, None]
    assert (len(server.log), len(server.robots_log)) == (1, 1)


async def test_a_host_that_is_left_alone_is_not_even_asked_for_its_robots_txt(server: Server, asking: Asking) -> None:
    memory = open_until(server, datetime.now(UTC) + 30 * MINUTE)
    assert (await visits(asking, server, 1, memory))[0].verdict is Verdict.FAILED
    assert server.connections == 0


async def test_a_robots_txt_that_comes_to_nothing_counts_for_the_host(server: Server, asking: Asking) -> None:
    server.answer(ROBOTS, Answer(500))
    memory = open_until(server, datetime.now(UTC) - MINUTE)
    await visits(asking, server, 3, memory)
    state = memory.get(f"http://{server.address}")
    assert state is not None
    assert (state.failures, len(server.robots_log)) == (6, 1)
    assert state.why == "its robots.txt could not be had: the answer was 500 Internal Server Error."


async def test_what_another_program_found_counts_too(server: Server, asking: Asking) -> None:
    server.answer("/advice", FAULT)
    memory = ShortMemory()
    async with client(asking, memory=memory) as one, client(asking, memory=memory) as other:
        for look in (one, other, one, other, one):
            await look.visit(server.url("/advice"))
    state = memory.get(f"http://{server.address}")
    assert state is not None
    assert state.failures == 5


async def test_one_page_that_always_fails_does_not_close_its_host(server: Server, asking: Asking) -> None:
    server.answer("/broken", FAULT)
    server.answer("/advice", PAGE)

    def paths(log: list[Seen]) -> list[str]:
        return [seen.path for seen in log]

    async with client(asking) as look:
        for _ in range(8):
            await look.visit(server.url("/broken"))
            await look.visit(server.url("/advice"))
    assert paths(server.log) == ["/broken", "/advice"] * 8


async def test_what_another_program_learnt_is_seen_after_a_while(
    server: Server, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer("/advice", PAGE)
    memory = open_until(server, datetime.now(UTC) + 30 * MINUTE)
    async with client(asking, memory=memory) as look:
        assert (await look.visit(server.url("/advice"))).verdict is Verdict.FAILED
        async with client(asking, memory=memory, asks_anyway=True) as other:
            assert (await other.visit(server.url("/advice"))).verdict is Verdict.PAGE
        assert (await look.visit(server.url("/advice"))).verdict is Verdict.FAILED
        monkeypatch.setattr("monitor.fetch.sites._NEWS", 0.0)  # a minute later
        assert (await look.visit(server.url("/advice"))).verdict is Verdict.PAGE
