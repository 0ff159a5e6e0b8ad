"""Each verdict tells by what it was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from servers import Answer, Raw, Script, Server, redirect

from monitor.fetch.asking import Asking
from monitor.fetch.client import client
from monitor.fetch.visit import Validators, Verdict

HTML = ("Content-Type", "text/html")
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def drip() -> Iterator[bytes]:
    yield HEAD + b"\r\n"
    while True:
        yield b"x"


EVIDENCE: dict[str, tuple[Script, Verdict, tuple[str, ...]]] = {
    "a page": (Answer(200, b"<p>Call 112 where you need help.</p>"), Verdict.PAGE, ("status 200",)),
    "a status": (Answer(403, b"no"), Verdict.BLOCKED, ("status 403",)),
    "a wall under a refusal": (
        Answer(403, b"<p>Incapsula incident ID: 1</p>"),
        Verdict.BLOCKED,
        ("status 403", "text: Incapsula incident ID (5)", "characters of text: 24 (2)"),
    ),
    "a header": (
        Answer(200, b"<p>A long page.</p>" * 900, [HTML, ("CF-Mitigated", "challenge")]),
        Verdict.BLOCKED,
        ("status 200", "header: cf-mitigated: challenge (5)"),
    ),
    "gone": (Answer(410, b""), Verdict.GONE, ("status 410",)),
    "nothing": (Answer(200, b" \n"), Verdict.EMPTY, ("status 200", "body of 2 bytes without a character")),
    "a fault": (Answer(500, b""), Verdict.FAILED, ("status 500",)),
    "not modified": (Answer(304), Verdict.NOT_MODIFIED, ("status 304", "asked with If-None-Match")),
    "silence": (Raw([], hold=True), Verdict.FAILED, ("no answer", "read timeout")),
    "a drip": (Raw(drip(), pause=0.05), Verdict.FAILED, ("status 200", "given up at the limit")),
    "too much": (Raw([HEAD + b"Content-Length: 99999999\r\n\r\n"], hold=True), Verdict.FAILED,
                 ("status 200", "given up at the limit")),
    "a body that broke off": (Raw([HEAD + b"Content-Length: 9\r\n\r\nabc"]), Verdict.FAILED,
                              ("status 200", "remote protocol error")),
    "a way that is not gone": (redirect("http://10.0.0.1/"), Verdict.FAILED,
                               ("no answer", "no request was sent there", "302 to http://10.0.0.1/")),
}  # fmt: skip


@pytest.mark.parametrize("name", EVIDENCE)
async def test_a_verdict_tells_by_what_it_was_given(server: Server, asking: Asking, name: str) -> None:
    script, verdict, evidence = EVIDENCE[name]
    server.answer("/advice", script)
    async with client(replace(asking, timeout=0.3, total=0.5)) as look:
        seen = await look.visit(server.url("/advice"), Validators('"1"'))
    assert (seen.verdict, seen.evidence) == (verdict, evidence)


async def test_an_address_that_is_not_asked_tells_that_nothing_was_sent(asking: Asking) -> None:
    async with client(asking) as look:
        seen = await look.visit("http://127.1/")
    assert (seen.verdict, seen.evidence) == (Verdict.FAILED, ("no answer", "no request was sent there"))
