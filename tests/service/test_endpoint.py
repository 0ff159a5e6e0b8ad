"""The small server of /health and /metrics, byte by byte over real connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import pytest

from monitor.service.answers import Answer, text
from monitor.service.endpoint import AT_ONCE, HEAD_LIMIT, Endpoint, EndpointError, bound
from monitor.sources.daemon import Listen

PATIENCE = 30.0


@asynccontextmanager
async def endpoint(time_limit: float = PATIENCE, names: tuple[str, ...] = ()) -> AsyncIterator[tuple[Endpoint, int]]:
    """One that answers with the path that it was asked for, and its port."""

    async def answerer(path: str, accept: str) -> Answer:
        if path == "/fails":
            raise ValueError("a fault of ours")
        return text(200, f"{path} {accept}".strip())

    # Port 0 is any that is free; sources.yaml cannot name it.
    listening = bound(Listen("127.0.0.1", 0))
    port = listening.getsockname()[1]
    made = Endpoint(answerer, names, time_limit=time_limit)
    await made.open(listening)
    try:
        yield made, port
    finally:
        made.close()


async def talk(port: int, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """Send these bytes and read to the end: status, headers and body."""
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request)
        got = await reader.read()
        writer.close()
    head, _, body = got.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    return int(first.split()[1]), {k.lower(): v for k, _, v in (line.partition(": ") for line in lines)}, body


def get(path: str = "/health", host: str = "127.0.0.1:9464", method: str = "GET", more: str = "") -> bytes:
    return f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n".encode()


async def test_a_request_is_answered_and_the_connection_closed() -> None:
    async with endpoint() as (_, port):
        status, headers, body = await talk(port, get("/health?pretty=1", more="Accept: text/plain\r\n"))
    assert (status, body) == (200, b"/health text/plain\n")
    assert headers["content-length"] == str(len(body))
    assert headers["connection"] == "close"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


async def test_head_has_the_length_and_no_body() -> None:
    async with endpoint() as (_, port):
        status, headers, body = await talk(port, get(method="HEAD"))
    assert (status, headers["content-length"], body) == (200, "8", b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"])
async def test_only_get_and_head_are_answered(method: str) -> None:
    async with endpoint() as (_, port):
        status, headers, _ = await talk(port, get(method=method))
    assert (status, headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.0.0.1:9464", "localhost", "LOCALHOST:9464", "localhost.", "[::1]:9464", "[::1]", "10.0.0.7"],
)
async def test_addresses_and_localhost_are_answered(host: str) -> None:
    async with endpoint() as (_, port):
        assert (await talk(port, get(host=host)))[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "rebound.example.org",
        "rebound.example.org:9464",
        "127.0.0.1.example.org",
        "localhost.example.org",
        "",
        "[::1",
        "a b",
    ],
)
async def test_a_name_that_was_pointed_at_this_machine_is_refused(host: str) -> None:
    async with endpoint(names=("monitor.example.org",)) as (_, port):
        assert (await talk(port, get(host=host)))[0] == 421
        assert (await talk(port, get(host="Monitor.Example.org:9464")))[0] == 200


async def test_names_can_be_given_while_it_runs() -> None:
    async with endpoint() as (made, port):
        assert (await talk(port, get(host="monitor.example.org")))[0] == 421
        made.names = frozenset({"monitor.example.org"})
        assert (await talk(port, get(host="monitor.example.org")))[0] == 200


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET /health HTTP/1.1\r\n\r\n", 400),
        (b"GET /health HTTP/1.1\r\nHost: a\r\nHost: 127.0.0.1\r\n\r\n", 400),
        (b"GET /health\r\nHost: 127.0.0.1\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * 2 * HEAD_LIMIT + b"\r\n\r\n", 431),
    ],
)
async def test_what_is_no_request_is_told_so(request_: bytes, status: int) -> None:
    async with endpoint() as (_, port):
        assert (await talk(port, request_))[0] == status


async def test_who_sends_a_byte_now_and_then_is_hung_up_on_and_keeps_nobody_else_waiting() -> None:
    async with endpoint(time_limit=0.3) as (_, port), asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /health HT")
        assert (await talk(port, get()))[0] == 200
        with suppress(ConnectionResetError):
            assert await reader.read() == b""  # hung up, without an answer
        writer.close()


async def test_where_too_many_say_nothing_the_oldest_is_hung_up_on_and_who_asks_is_answered() -> None:
    async with endpoint() as (_, port), asyncio.timeout(PATIENCE):
        held = []
        for _ in range(AT_ONCE):
            held.append(await asyncio.open_connection("127.0.0.1", port))
            held[-1][1].write(b"GET")
        assert (await talk(port, get()))[0] == 200
        with suppress(ConnectionResetError):
            assert await held[0][0].read() == b""  # hung up on, without an answer
        for reader, writer in held[1:]:
            writer.write(get()[3:])
            assert (await reader.read()).startswith(b"HTTP/1.1 200 ")
        for _, writer in held:
            writer.close()


async def test_an_answer_that_cannot_be_made_is_an_answer_too(caplog: pytest.LogCaptureFixture) -> None:
    async with endpoint() as (_, port):
        assert (await talk(port, get("/fails")))[0] == 500
        assert (await talk(port, get()))[0] == 200
    assert "no answer could be made for /fails" in caplog.text


async def test_a_port_that_is_taken_is_one_sentence_that_says_what_to_do() -> None:
    async with endpoint() as (_, port):
        with pytest.raises(EndpointError) as error:
            bound(Listen("127.0.0.1", port))
    assert error.value.exit_code == 3
    assert str(error.value) == (
        f"daemon.health: cannot listen at 127.0.0.1:{port}: Address already in use; end what listens there "
        "(another `monitor run`?), or name another port in sources.yaml"
    )


def test_an_address_that_this_machine_does_not_have_is_a_sentence_too() -> None:
    with pytest.raises(EndpointError, match=r"cannot listen at 192\.0\.2\.1:9464: Cannot assign requested address"):
        bound(Listen("192.0.2.1", 9464))
