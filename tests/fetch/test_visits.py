"""What comes back from a visit, from real servers on this machine."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from servers import Answer, Raw, Server

from monitor.errors import ConfigError
from monitor.fetch.asking import Asking, HostRules, user_agent
from monitor.fetch.client import client
from monitor.fetch.visit import Validators, Verdict, Visit

ADVICE = "<!doctype html><title>Advice</title><h1>Kazakhstan</h1><p>Call 112.</p>"


async def visit(asking: Asking, url: str, validators: Validators | None = None) -> Visit:
    async with client(asking) as look:
        return await look.visit(url, validators or Validators())


async def test_a_page_comes_back_whole_with_its_headers(server: Server, asking: Asking) -> None:
    server.answer("/advice", Answer(200, ADVICE.encode(), [("Content-Type", "text/html"), ("X-Odd-CASE", "yes")]))
    before = datetime.now(UTC)
    seen = await visit(asking, server.url("/advice"))
    assert (seen.verdict, seen.reason, seen.status) == (Verdict.PAGE, "", 200)
    assert seen.body == ADVICE.encode()
    assert ("X-Odd-CASE", "yes") in seen.headers
    assert seen.url == seen.final_url == server.url("/advice")
    assert before <= seen.at <= datetime.now(UTC)
    assert seen.at.utcoffset() == timedelta(0)
    assert 0 < seen.seconds < 5


async def test_the_site_hears_who_asks_and_what_can_be_read(server: Server, asking: Asking) -> None:
    server.page("/", ADVICE)
    await visit(asking, server.url("/"))
    (asked,) = server.log
    assert asked.method == "GET"
    assert asked.header("User-Agent") == "advisory-monitor/0.1.0 (+https://example.org/about)"
    assert {"gzip", "deflate"} <= set((asked.header("Accept-Encoding") or "").split(", "))
    assert (asked.header("Accept") or "").startswith("text/html,")
    assert asked.header("If-None-Match") is None
    assert asked.header("If-Modified-Since") is None


@pytest.mark.parametrize("contact", ["", " ", "a b\n", "(x)", "кто@example.org", "a\tb", "x\r\nX-Evil: 1", " a"])
def test_a_contact_that_cannot_stand_in_a_header_is_refused(contact: str) -> None:
    with pytest.raises(ConfigError, match="cannot stand in a User-Agent header"):
        user_agent(contact, "0.1.0")


@pytest.mark.parametrize(
    "etag",
    [
        '"abc"',
        'W/"abc"',
        'w/"abc"',
        "abc",  # unquoted, as some servers have it
        '""abc""',
        '"a b,c"',
        '"abc--gzip"',
        '"5f3-\xe9\xa4"',  # bytes above ASCII
        "W/abc",
    ],
)
async def test_an_etag_goes_back_exactly_as_it_came(server: Server, asking: Asking, etag: str) -> None:
    server.page("/", ADVICE, etag=etag)
    first = await visit(asking, server.url("/"))
    assert first.verdict is Verdict.PAGE
    second = await visit(asking, server.url("/"), first.validators)
    assert server.log[1].header("If-None-Match") == etag
    assert (second.verdict, second.status, second.body) == (Verdict.NOT_MODIFIED, 304, None)
    assert second.reason == "Not modified since the last visit."


@pytest.mark.parametrize("modified", ["Wed, 14 Jan 2026 09:12:00 GMT", "Wed, 14 Jan 2026 10:12:00 +0100", "yesterday"])
async def test_a_date_goes_back_exactly_as_it_came(server: Server, asking: Asking, modified: str) -> None:
    server.page("/", ADVICE, modified=modified)
    first = await visit(asking, server.url("/"))
    second = await visit(asking, server.url("/"), first.validators)
    assert server.log[1].header("If-Modified-Since") == modified
    assert second.verdict is Verdict.NOT_MODIFIED


async def test_both_validators_are_sent_where_both_were_given(server: Server, asking: Asking) -> None:
    server.page("/", ADVICE, etag='"1"', modified="Wed, 14 Jan 2026 09:12:00 GMT")
    first = await visit(asking, server.url("/"))
    await visit(asking, server.url("/"), first.validators)
    assert server.log[1].header("If-None-Match") == '"1"'
    assert server.log[1].header("If-Modified-Since") == "Wed, 14 Jan 2026 09:12:00 GMT"


async def test_a_page_that_changed_comes_back_new(server: Server, asking: Asking) -> None:
    server.page("/", ADVICE, etag='"1"')
    first = await visit(asking, server.url("/"))
    server.page("/", ADVICE.replace("112", "102"), etag='"2"')
    second = await visit(asking, server.url("/"), first.validators)
    assert second.verdict is Verdict.PAGE
    assert second.body is not None
    assert b"Call 102." in second.body
    assert second.validators.etag == '"2"'


async def test_not_modified_without_our_having_asked_is_a_failure(server: Server, asking: Asking) -> None:
    server.answer("/", Answer(304))
    seen = await visit(asking, server.url("/"))
    assert seen.verdict is Verdict.FAILED
    assert seen.reason == "The site answered 304 Not Modified although nothing was there to compare with."


@pytest.mark.parametrize(
    ("status", "verdict", "reason"),
    [
        (203, Verdict.PAGE, ""),
        (201, Verdict.FAILED, "The site answered 201 Created, which is not a page."),
        (202, Verdict.FAILED, "The site answered 202 Accepted, which is not a page."),
        (204, Verdict.EMPTY, "The answer was empty (204 No Content)."),
        (206, Verdict.FAILED, "The site answered 206 Partial Content, which is not a page."),
        (300, Verdict.FAILED, "The site answered 300 Multiple Choices, which is not a page."),
        (302, Verdict.FAILED, "The site redirected without saying where to: 302 Found."),
        (400, Verdict.FAILED, "The site did not accept the request: 400 Bad Request."),
        (401, Verdict.BLOCKED, "The site refused: 401 Unauthorized."),
        (403, Verdict.BLOCKED, "The site refused: 403 Forbidden."),
        (404, Verdict.GONE, "The page is not there: 404 Not Found."),
        (407, Verdict.BLOCKED, "The site refused: 407 Proxy Authentication Required."),
        (410, Verdict.GONE, "The page is not there: 410 Gone."),
        (429, Verdict.BLOCKED, "The site refused: 429 Too Many Requests."),
        (451, Verdict.BLOCKED, "The site refused: 451 Unavailable For Legal Reasons."),
        (500, Verdict.FAILED, "The site has a fault: 500 Internal Server Error."),
        (503, Verdict.FAILED, "The site has a fault: 503 Service Unavailable."),
        (522, Verdict.FAILED, "The site has a fault: 522."),
        (999, Verdict.FAILED, "The site has a fault: 999."),
    ],
)
async def test_each_status_has_its_verdict(
    server: Server, asking: Asking, status: int, verdict: Verdict, reason: str
) -> None:
    server.answer("/", Answer(status, b"" if status == 204 else b"<p>What the server says.</p>"))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.reason, seen.status) == (verdict, reason, status)
    if status != 204:
        assert seen.body == b"<p>What the server says.</p>"


@pytest.mark.parametrize("body", [b"", b" \r\n\t ", b"\xef\xbb\xbf\n", b"\0\0\0"])
async def test_nothing_but_white_space_is_empty(server: Server, asking: Asking, body: bytes) -> None:
    server.answer("/", Answer(200, body))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.reason) == (Verdict.EMPTY, "The answer was empty (200 OK).")


@pytest.mark.parametrize(
    "kind",
    [
        "text/html; charset=utf-8",
        "TEXT/HTML",
        "text/markdown",
        "application/json",
        "application/ld+json; profile=x",
        "application/xml",
        "application/atom+xml",
        "application/xhtml+xml",
        None,
    ],
)
async def test_texts_are_read(server: Server, asking: Asking, kind: str | None) -> None:
    server.answer("/", Answer(200, b"words", [("Content-Type", kind)] if kind else []))
    assert (await visit(asking, server.url("/"))).verdict is Verdict.PAGE


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("image/png", "image/png"),
        ("video/mp4", "video/mp4"),
        ("application/zip", "application/zip"),
        ("application/octet-stream", "application/octet-stream"),
        ("audio/<script>alert(1)</script>", "audio/scriptalert1/script"),
    ],
)
async def test_what_is_no_text_is_not_read(server: Server, asking: Asking, kind: str, shown: str) -> None:
    server.answer("/", Answer(200, b"PK...", [("Content-Type", kind)]))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.body) == (Verdict.FAILED, None)
    assert seen.reason == f"The answer is not a text that can be read here, but {shown}."


async def test_several_visits_share_one_connection(server: Server, asking: Asking) -> None:
    server.page("/a", ADVICE, etag='"1"')
    server.answer("/b", Answer(404, b"no"))
    server.answer("/c", Answer(403, b"no"))
    async with client(asking) as look:
        for path in ("/a", "/b", "/c", "/a"):
            await look.visit(server.url(path), Validators('"1"') if len(server.log) == 3 else Validators())
    assert [seen.path for seen in server.log] == ["/a", "/b", "/c", "/a"]
    assert {seen.connection for seen in server.log} == {1}
    assert server.connections == 1


async def test_no_cookie_is_kept(server: Server, asking: Asking) -> None:
    server.answer("/", Answer(200, b"x", [("Set-Cookie", "id=1; Path=/"), ("Content-Type", "text/html")]))
    async with client(asking) as look:
        await look.visit(server.url("/"))
        await look.visit(server.url("/"))
    assert [seen.header("Cookie") for seen in server.log] == [None, None]


async def test_a_proxy_of_the_environment_is_not_used(
    server: Server, asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.page("/", ADVICE)
    with Server() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://{proxy.address}")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        assert (await visit(asking, server.url("/"))).verdict is Verdict.PAGE
        assert proxy.connections == 0


async def test_requests_to_one_host_keep_the_pace_whoever_makes_them(server: Server, asking: Asking) -> None:
    server.answer("/", Answer(200, b"x"))
    async with client(replace(asking, rules=HostRules(pace=0.05))) as look:
        await asyncio.gather(*(look.visit(server.url("/")) for _ in range(4)))
    times = sorted(seen.at for seen in server.log)
    gaps = [later - earlier for earlier, later in pairwise(times)]
    assert len(gaps) == 3
    # The server's clock is read a moment after the request starts, and that moment varies.
    assert min(gaps) > 0.03
    assert times[-1] - times[0] > 0.13


async def test_waiting_for_a_turn_is_not_counted_as_slowness(server: Server, asking: Asking) -> None:
    server.answer("/", Answer(200, b"x"))
    async with client(replace(asking, rules=HostRules(pace=0.3), total=0.25)) as look:
        seen = await asyncio.gather(*(look.visit(server.url("/")) for _ in range(2)))
    assert [visit.verdict for visit in seen] == [Verdict.PAGE, Verdict.PAGE]
    assert max(visit.seconds for visit in seen) < 0.25


async def test_visits_to_two_hosts_do_not_wait_for_each_other(server: Server, asking: Asking) -> None:
    server.answer("/", Answer(200, b"x"))

    async def here(host: str, port: int) -> list[str]:
        return ["127.0.0.1"]

    hosts = ("one.test", "two.test", "three.test")
    slow = replace(asking, rules=HostRules(pace=60), obeys_robots=False, allow_private=frozenset(hosts))
    async with client(slow, resolve=here) as look:
        seen = await asyncio.wait_for(asyncio.gather(*(look.visit(server.url("/", host)) for host in hosts)), 10)
    assert [visit.verdict for visit in seen] == [Verdict.PAGE] * 3


async def test_a_cancelled_visit_is_cancelled(server: Server, asking: Asking) -> None:
    server.answer("/", Raw([], hold=True))
    async with client(asking) as look:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(look.visit(server.url("/")), 0.1)
