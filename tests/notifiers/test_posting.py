"""What a far end may answer to a post without doing harm."""

from __future__ import annotations

import gzip
from itertools import repeat

import pytest
from servers import Answer, Raw, Server

from notifiers.posting import post, retry_after


async def test_an_answer_without_end_is_taken_by_its_status() -> None:
    with Server() as server:
        server.answer("/hook", Raw([b"HTTP/1.1 200 OK\r\n\r\n", *repeat(b"a" * 100_000, 1_000)], hold=True))
        answer = await post(server.url("/hook"), "the url", timeout=10.0)
    assert answer.status == 200
    assert len(answer.text) == 2_000_000
    assert len(answer.line) <= 200


async def test_an_answer_that_is_packed_is_not_unpacked_whole() -> None:
    packed = gzip.compress(bytes(50_000_000))
    with Server() as server:
        server.answer("/hook", Answer(200, packed, [("Content-Encoding", "gzip")]))
        answer = await post(server.url("/hook"), "the url", timeout=10.0)
        (seen,) = server.log
    assert len(answer.text) == 2_000_000
    assert seen.header("Accept-Encoding") == "identity"


@pytest.mark.parametrize(
    "header", ["", "soon", "Fri, 01 Jan 99999999999999999999 00:00:00 GMT", "Fri, 31 Dec 2016 23:59:60"]
)
def test_a_retry_after_that_is_no_time_asks_for_nothing(header: str) -> None:
    assert retry_after(header) is None
