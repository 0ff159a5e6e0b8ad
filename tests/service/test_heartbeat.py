"""The heartbeat: asked for while all is well, and never a disturbance."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator

import pytest
from servers import Answer, Raw, Server

from monitor.service.heartbeat import WHILE_UNWELL, Heartbeat, beat

SECRET = "/ping/0f3b8a2e-secret"


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        made.answer(SECRET, Answer(200, b"OK"))
        yield made


async def test_it_is_one_get_that_says_who_asks(server: Server) -> None:
    assert await Heartbeat(server.url(SECRET)).send()
    (seen,) = server.log
    assert (seen.method, seen.path, seen.body) == ("GET", SECRET, b"")
    assert seen.header("user-agent") == "advisory-monitor"


async def test_what_fails_is_said_once_and_once_when_it_is_over_and_never_the_url(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "monitor")
    server.answer(SECRET, Answer(500), Answer(404), Raw([], reset=True), Answer(200), Answer(200))
    heartbeat = Heartbeat(server.url(SECRET))
    assert [await heartbeat.send() for _ in range(5)] == [False, False, False, True, True]
    said = [record.getMessage() for record in caplog.records if record.name == "monitor.service"]
    assert [line.split(":")[0] for line in said] == [
        "the heartbeat does not get through to 127.0.0.1", "the heartbeat gets through to 127.0.0.1",
    ]  # fmt: skip
    assert "it answered 500" in said[0]
    assert not any("ping" in line or "secret" in line for line in said)


async def test_where_it_is_sent_elsewhere_it_does_not_go(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    server.answer(SECRET, Answer(302, headers=[("Location", server.url("/elsewhere"))]))
    assert not await Heartbeat(server.url(SECRET)).send()
    assert [seen.path for seen in server.log] == [SECRET]
    assert "name the final address" in caplog.text


async def test_a_far_end_that_hangs_is_given_up(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    server.answer(SECRET, Raw([], hold=True))
    assert not await Heartbeat(server.url(SECRET), time_limit=0.2).send()
    assert "no answer within 0.2 seconds" in caplog.text


async def test_a_body_without_an_end_is_not_read(server: Server) -> None:
    server.answer(SECRET, Raw([b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nOK"], hold=True))
    assert await Heartbeat(server.url(SECRET), time_limit=5).send()


async def test_nobody_there_is_said_in_the_words_of_the_system(caplog: pytest.LogCaptureFixture) -> None:
    with Server() as gone:
        url = gone.url(SECRET)
    assert not await Heartbeat(url).send()
    assert "Connection refused; " in caplog.text
    assert "secret" not in caplog.text


async def test_it_goes_out_at_its_interval_while_all_is_well_and_at_once_when_it_is_again(server: Server) -> None:
    wells = iter([True, True, False, False, True])
    slept: list[float] = []

    class EnoughError(Exception):
        pass

    async def is_well() -> bool:
        for well in wells:
            return well
        raise EnoughError

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    with pytest.raises(EnoughError):
        await beat(Heartbeat(server.url(SECRET)), 300.0, is_well, sleep)
    assert slept == [300.0, 300.0, WHILE_UNWELL, WHILE_UNWELL, 300.0]
    assert len(server.log) == 3


async def test_it_can_be_cancelled_while_it_waits_for_an_answer(server: Server) -> None:
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def hold(_seen: object) -> Raw:
        loop.call_soon_threadsafe(asked.set)
        return Raw([], hold=True)

    server.answer(SECRET, hold)
    task = asyncio.create_task(Heartbeat(server.url(SECRET)).send())
    await asyncio.wait_for(asked.wait(), 30)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
