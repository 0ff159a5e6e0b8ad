"""What networks and servers can do wrong: each is a failed visit with its own sentence."""

from __future__ import annotations

import gzip
import os
import socket
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from servers import Answer, Raw, Server

from monitor.fetch.asking import Asking
from monitor.fetch.client import client
from monitor.fetch.visit import Validators, Verdict, Visit

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
WORDS = b"<p>Police 102, ambulance 103.</p>\n" * 2_000


async def visit(asking: Asking, url: str) -> Visit:
    async with client(asking) as look:
        return await look.visit(url)


def packed(coding: str, body: bytes) -> Answer:
    return Answer(200, body, [("Content-Type", "text/html"), ("Content-Encoding", coding)])


def drip(piece: bytes = b"x") -> Iterator[bytes]:
    yield HEAD + b"\r\n"
    while True:
        yield piece


async def test_a_host_that_does_not_exist(asking: Asking) -> None:
    seen = await visit(asking, "https://nonexistent.invalid/advice")
    assert (seen.verdict, seen.status, seen.body) == (Verdict.FAILED, None, None)
    assert seen.reason == "nonexistent.invalid could not be found (DNS): is there a network?"
    assert seen.final_url == "https://nonexistent.invalid/advice"


async def test_a_name_that_dns_cannot_hold(asking: Asking) -> None:
    seen = await visit(asking, "http://" + ".".join(["a" * 60] * 5) + "/")
    assert seen.verdict is Verdict.FAILED
    assert seen.reason.endswith("is not the name of a host.")


async def test_a_resolver_that_does_not_answer(asking: Asking) -> None:
    async def never(host: str, port: int) -> list[str]:
        raise TimeoutError

    async with client(asking, resolve=never) as look:
        seen = await look.visit("https://www.gov.uk/")
    assert seen.reason == "www.gov.uk could not be found (DNS): is there a network?"


async def test_a_closed_port(asking: Asking) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    seen = await visit(replace(asking, allow_private=frozenset({address})), f"http://{address}/")
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "No connection to 127.0.0.1: connection refused.")


async def test_the_next_address_is_tried_where_the_first_is_dead(server: Server, asking: Asking) -> None:
    server.answer("/", Answer(200, b"x"))

    async def two(host: str, port: int) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    allowed = replace(asking, allow_private=frozenset({"two.test"}))
    async with client(allowed, resolve=two) as look:
        seen = await look.visit(server.url("/", "two.test"))
    assert seen.verdict is Verdict.PAGE


async def test_no_answer(server: Server, asking: Asking) -> None:
    server.answer("/", Raw([], hold=True))
    seen = await visit(replace(asking, timeout=0.2), server.url("/"))
    assert (seen.verdict, seen.status, seen.reason) == (Verdict.FAILED, None, "No answer within 0.2 s.")


async def test_an_answer_that_stops(server: Server, asking: Asking) -> None:
    server.answer("/", Raw([HEAD + b"Content-Length: 100\r\n\r\nabc"], hold=True))
    seen = await visit(replace(asking, timeout=0.2), server.url("/"))
    assert (seen.verdict, seen.status, seen.body) == (Verdict.FAILED, 200, None)
    assert seen.reason == "The answer stopped before its end: nothing came for 0.2 s."


async def test_a_slow_drip_ends_at_the_total_limit(server: Server, asking: Asking) -> None:
    server.answer("/", Raw(drip(), pause=0.02))
    started = time.monotonic()
    seen = await visit(replace(asking, total=0.3), server.url("/"))
    assert time.monotonic() - started < 2
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "The answer was not complete within 0.3 s.")


async def test_a_slow_head_ends_at_the_total_limit(server: Server, asking: Asking) -> None:
    server.answer("/", Raw((bytes([byte]) for byte in HEAD * 100), pause=0.02))
    seen = await visit(replace(asking, total=0.3), server.url("/"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "No answer within 0.3 s.")


async def test_the_total_limit_holds_for_all_redirects_together(server: Server, asking: Asking) -> None:
    for step in range(6):
        server.answer(
            f"/{step}",
            Raw([b"HTTP/1.1 302 Found\r\nConnection: close\r\n", f"Location: /{step + 1}\r\n\r\n".encode()], pause=0.1),
        )
    seen = await visit(replace(asking, total=0.25), server.url("/0"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "No answer within 0.25 s.")
    assert len(server.log) < 5


async def test_the_next_visit_after_a_slow_one_is_well(server: Server, asking: Asking) -> None:
    server.answer("/slow", Raw(drip(), pause=0.02))
    server.answer("/", Answer(200, b"x"))
    async with client(replace(asking, total=0.2)) as look:
        assert (await look.visit(server.url("/slow"))).verdict is Verdict.FAILED
        assert (await look.visit(server.url("/"))).verdict is Verdict.PAGE


async def test_a_connection_that_is_closed_without_an_answer(server: Server, asking: Asking) -> None:
    server.answer("/", Raw([]))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "127.0.0.1 closed the connection without an answer.")


async def test_a_connection_that_is_reset(server: Server, asking: Asking) -> None:
    server.answer("/", Raw([], reset=True))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "The connection to 127.0.0.1 broke off.")


async def test_a_body_shorter_than_its_length(server: Server, asking: Asking) -> None:
    server.answer("/", Raw([HEAD + b"Content-Length: 100\r\n\r\nonly this"]))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "The answer broke off before its end.")
    assert (seen.status, seen.body) == (200, None)


async def test_a_body_longer_than_its_length_may_miss_its_end(server: Server, asking: Asking) -> None:
    """As of a server that counts letters where bytes are meant."""
    server.answer("/", Raw([HEAD + b"Content-Length: 4\r\n\r\nonly this"]))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.body) == (Verdict.FAILED, None)
    assert seen.reason == "The answer is longer than its Content-Length says, so its end may be missing."


OVERLONG = {
    "a page": Answer(200, b"only this", (("Content-Type", "text/html"), ("Content-Length", "4"))),
    "a page and an answer that nobody asked for": Answer(
        200,
        b"onlyHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nwrong",
        (("Content-Type", "text/html"), ("Content-Length", "4")),
    ),
    "a page that promises nothing": Answer(200, b"words", (("Content-Type", "text/html"), ("Content-Length", "0"))),
    "a page of blanks too many": Answer(200, b"only\r\n", (("Content-Type", "text/html"), ("Content-Length", "4"))),
    "not modified, with a body": Answer(304, b"<p>a body</p>", (("Content-Length", "13"), ("ETag", '"1"'))),
    "not found": Answer(404, b"no such page", (("Content-Type", "text/html"), ("Content-Length", "2"))),
    "a redirect": Answer(302, b"moved, moved", (("Location", "/next"), ("Content-Length", "5"))),
}


@pytest.mark.parametrize("name", OVERLONG)
async def test_what_is_left_over_of_one_answer_is_not_read_as_the_next(
    server: Server, asking: Asking, name: str
) -> None:
    server.answer("/", OVERLONG[name])
    server.answer("/next", Answer(200, b"right"))
    async with client(asking) as look:
        await look.visit(server.url("/"), Validators('"1"'))
        for _ in range(2):
            seen = await look.visit(server.url("/next"))
            assert (seen.verdict, seen.body) == (Verdict.PAGE, b"right")


@pytest.mark.parametrize("blanks", [b"\r\n", b"\n", b"  "])
async def test_blanks_after_the_end_cost_no_page(server: Server, asking: Asking, blanks: bytes) -> None:
    server.answer("/", Raw([HEAD + b"Content-Length: 4\r\n\r\nonly" + blanks]))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.body) == (Verdict.PAGE, b"only")


async def test_a_304_with_a_body_is_not_modified(server: Server, asking: Asking) -> None:
    server.answer("/", OVERLONG["not modified, with a body"])
    async with client(asking) as look:
        assert (await look.visit(server.url("/"), Validators('"1"'))).verdict is Verdict.NOT_MODIFIED


async def test_a_connection_that_is_reset_in_the_middle_of_the_body(server: Server, asking: Asking) -> None:
    half = WORDS[: len(WORDS) // 2]
    server.answer("/", Raw([HEAD + f"Content-Length: {len(WORDS)}\r\n\r\n".encode(), half], pause=0.05, reset=True))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.status, seen.body) == (Verdict.FAILED, 200, None)
    # The reset may overtake what was sent before it, and even the head.
    assert "broke off" in seen.reason


async def test_chunks_that_break_off(server: Server, asking: Asking) -> None:
    server.answer("/", Raw([HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"]))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "The answer broke off before its end.")


async def test_chunks_that_are_whole(server: Server, asking: Asking) -> None:
    server.answer("/", Raw([HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"]))
    assert (await visit(asking, server.url("/"))).body == b"hello"


@pytest.mark.parametrize("status", [403, 404, 500])
async def test_a_status_that_speaks_for_itself_stands_where_its_body_breaks_off(
    server: Server, asking: Asking, status: int
) -> None:
    head = f"HTTP/1.1 {status} X\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nno".encode()
    server.answer("/", Raw([head]))
    seen = await visit(asking, server.url("/"))
    assert seen.verdict is {403: Verdict.BLOCKED, 404: Verdict.GONE, 500: Verdict.FAILED}[status]
    assert (seen.status, seen.body) == (status, None)


async def test_a_refusal_stands_where_its_body_never_ends(server: Server, asking: Asking) -> None:
    server.answer("/", Raw([b"HTTP/1.1 403 No\r\nContent-Length: 9\r\n\r\n"], hold=True))
    assert (await visit(replace(asking, total=0.2), server.url("/"))).verdict is Verdict.BLOCKED


@pytest.mark.parametrize(
    "garbage",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"220 mail.example.org ESMTP\r\n\r\n",
        b"\x00\x01\x02\x03" * 100,
        b"<html>no head at all</html>\r\n\r\n",
        b"HTTP/1.1 banana OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\n",
    ],
)
async def test_what_is_not_http(server: Server, asking: Asking, garbage: bytes) -> None:
    server.answer("/", Raw([garbage]))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "What 127.0.0.1 answered is not HTTP.")


HEAD_BOMBS = {
    "one long header": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 400_000,
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 80_000,
    "a long status line": b"HTTP/1.1 200 " + b"O" * 400_000,
}


@pytest.mark.parametrize("name", HEAD_BOMBS)
async def test_a_head_without_end_ends_at_its_limit(server: Server, asking: Asking, name: str) -> None:
    server.answer("/", Raw([HEAD_BOMBS[name]], hold=True))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.status) == (Verdict.FAILED, None)
    assert seen.reason == "The head of the answer of 127.0.0.1 is too large and was not read."
    assert seen.evidence == ("no answer", "remote protocol error")


async def test_interim_answers_without_end_stop_at_the_total_limit(server: Server, asking: Asking) -> None:
    def interim() -> Iterator[bytes]:
        while True:
            yield b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"

    server.answer("/", Raw(interim(), pause=0.01))
    seen = await visit(replace(asking, total=0.3), server.url("/"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "No answer within 0.3 s.")


@pytest.mark.parametrize(
    "chunk", [b"zz\r\nhello\r\n", b"-5\r\nhello\r\n", b"5\r\nhello" + b"x" * 9, b"5;" + b"x" * 200_000]
)
async def test_chunks_that_are_none(server: Server, asking: Asking, chunk: bytes) -> None:
    server.answer("/", Raw([HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunk]))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "What 127.0.0.1 answered is not HTTP.")


async def test_a_charset_that_lies_does_not_keep_a_page_out(server: Server, asking: Asking) -> None:
    body = "<title>Côte d'Ivoire</title><h1>Côte d'Ivoire</h1><p>Appelez le 112 à toute heure.</p>".encode()
    for charset in ("iso-8859-1", "utf-16", "no-such-charset", '"', ""):
        server.answer("/", Answer(200, body, [("Content-Type", f"text/html; charset={charset}")]))
        seen = await visit(asking, server.url("/"))
        assert (seen.verdict, seen.body) == (Verdict.PAGE, body)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    head=st.sampled_from([b"", b"HTTP/1.1 ", b"HTTP/1.1 200 OK\r\n", HEAD, HEAD + b"Content-Encoding: gzip\r\n\r\n"]),
    rest=st.binary(max_size=200),
)
def test_whatever_bytes_come_a_visit_ends_in_a_verdict(
    head: bytes, rest: bytes, asking: Asking, server: Server
) -> None:
    import asyncio

    server.answer("/", Raw([head + rest]))
    seen = asyncio.run(visit(replace(asking, timeout=1, total=1), server.url("/")))
    assert bool(seen.reason) == (seen.verdict is not Verdict.PAGE)


async def test_a_page_up_to_the_limit_is_read(server: Server, asking: Asking) -> None:
    server.answer("/", Answer(200, b"x" * 5_000))
    assert (await visit(replace(asking, max_size=5_000), server.url("/"))).verdict is Verdict.PAGE


async def test_a_page_that_says_it_is_too_large_is_not_read(server: Server, asking: Asking) -> None:
    server.answer("/", Raw([HEAD + b"Content-Length: 20000001\r\n\r\n"], hold=True))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.body) == (Verdict.FAILED, None)
    assert seen.reason == "The answer was larger than 20 MB and was not read."


async def test_a_page_without_end_stops_at_the_limit(server: Server, asking: Asking) -> None:
    server.answer("/", Raw(drip(b"x" * 65_536)))
    seen = await visit(replace(asking, max_size=500_000), server.url("/"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "The answer was larger than 500 kB and was not read.")


async def test_a_gzip_bomb_ends_at_the_limit(server: Server, asking: Asking) -> None:
    # 40 MB in 40 kB.
    server.answer("/", packed("gzip", gzip.compress(b"\0" * 40_000_000)))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.body) == (Verdict.FAILED, None)
    assert seen.reason == "The answer was larger than 20 MB and was not read."


def bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZIP": lambda data: gzip.compress(data[:999]) + gzip.compress(data[999:]),  # two members
    "gzip ": lambda data: gzip.compress(data) + b"\0" * 8,  # padded
    "deflate": zlib.compress,
    "Deflate": bare_deflate,
    "br": lambda data: import_module("brotli").compress(data, quality=3),
    "zstd": lambda data: import_module("zstandard").compress(data),
    "ZSTD": lambda data: (
        import_module("zstandard").compress(data[:999]) + import_module("zstandard").compress(data[999:])
    ),
}


def pack(coding: str, data: bytes) -> bytes:
    for name, module in (("br", "brotli"), ("zstd", "zstandard")):
        if coding.lower() == name:
            pytest.importorskip(module)
    return PACKERS[coding](data)


@pytest.mark.parametrize("coding", PACKERS)
async def test_a_packed_page_is_unpacked(server: Server, asking: Asking, coding: str) -> None:
    server.answer("/", packed(coding, pack(coding, WORDS)))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.body) == (Verdict.PAGE, WORDS)


@pytest.mark.parametrize("coding", PACKERS)
async def test_a_packed_page_that_breaks_off_is_no_page(server: Server, asking: Asking, coding: str) -> None:
    """Content-Length fits: only the packed stream itself tells that its end is missing."""
    whole = pack(coding, os.urandom(3_000))
    server.answer("/", packed(coding, whole[: len(whole) * 2 // 3]))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.body) == (Verdict.FAILED, None)
    assert seen.reason.startswith("The answer broke off before its end (incomplete ")


@pytest.mark.parametrize("coding", PACKERS)
async def test_an_empty_packed_page_is_empty(server: Server, asking: Asking, coding: str) -> None:
    server.answer("/", packed(coding, b""))
    assert (await visit(asking, server.url("/"))).verdict is Verdict.EMPTY


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
async def test_a_page_that_is_not_packed_as_it_says(server: Server, asking: Asking, coding: str) -> None:
    pack(coding, b"")
    server.answer("/", packed(coding, WORDS))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.body) == (Verdict.FAILED, None)
    assert seen.reason == f"The answer could not be unpacked: it is not valid {coding}."


async def test_a_gzip_page_whose_sum_is_wrong(server: Server, asking: Asking) -> None:
    broken = bytearray(gzip.compress(WORDS))
    broken[-6] ^= 1
    server.answer("/", packed("gzip", bytes(broken)))
    seen = await visit(asking, server.url("/"))
    assert seen.reason == "The answer could not be unpacked: it is not valid gzip."


@pytest.mark.parametrize("coding", ["compress", "gzip, gzip", "aes128gcm", "<b>"])
async def test_a_coding_that_nobody_asked_for(server: Server, asking: Asking, coding: str) -> None:
    server.answer("/", packed(coding, b"x"))
    seen = await visit(asking, server.url("/"))
    shown = coding.strip("<>")
    assert (seen.verdict, seen.reason) == (
        Verdict.FAILED,
        f"The answer came in a coding that cannot be undone here ({shown}).",
    )


@pytest.mark.parametrize("coding", ["br", "zstd"])
async def test_other_bombs_end_at_the_limit_too(server: Server, asking: Asking, coding: str) -> None:
    bomb = pack(coding, b"\0" * 100_000_000)
    assert len(bomb) < 20_000
    server.answer("/", packed(coding, bomb))
    seen = await visit(asking, server.url("/"))
    assert seen.reason == "The answer was larger than 20 MB and was not read."


async def test_the_unpacked_size_is_what_counts(server: Server, asking: Asking) -> None:
    body = gzip.compress(b"x" * 5_001)
    assert len(body) < 5_000
    server.answer("/", packed("gzip", body))
    seen = await visit(replace(asking, max_size=5_000), server.url("/"))
    assert seen.reason == "The answer was larger than 5 kB and was not read."


async def test_validators_that_no_header_can_hold_do_not_break_the_visit(server: Server, asking: Asking) -> None:
    server.answer("/", Answer(200, b"x"))
    async with client(asking) as look:
        assert (await look.visit(server.url("/"), Validators("день"))).verdict is Verdict.PAGE
        broken = await look.visit(server.url("/"), Validators("a\r\nX-Evil: 1"))
    assert (broken.verdict, broken.reason) == (Verdict.FAILED, "127.0.0.1 could not be asked (LocalProtocolError).")
    assert len(server.log) == 1


def test_sizes_are_said_for_people() -> None:
    from monitor.fetch.unseen import TooLargeError

    assert [str(TooLargeError(size)).split(" than ")[1].split(" and")[0] for size in (90, 5_000, 20_000_000)] == [
        "90 bytes",
        "5 kB",
        "20 MB",
    ]
