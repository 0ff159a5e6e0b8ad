from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from servers import Answer, Server, redirect

from monitor.fetch.asking import Asking, HostRules
from monitor.fetch.client import client
from monitor.fetch.visit import Validators, Verdict, Visit

KNOWN = Validators('"1"', "Wed, 14 Jan 2026 09:12:00 GMT")


async def visit(asking: Asking, url: str, validators: Validators = KNOWN) -> Visit:
    async with client(asking) as look:
        return await look.visit(url, validators)


@pytest.fixture
def other() -> Iterator[Server]:
    with Server() as running:
        running.answer("/", Answer(200, b"elsewhere"))
        yield running


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_followed(server: Server, asking: Asking, status: int) -> None:
    server.answer("/old", redirect("/new?part=2#top", status))
    server.answer("/new?part=2", Answer(200, b"new"))
    seen = await visit(asking, server.url("/old#safety"))
    assert (seen.verdict.has_page, seen.status, seen.body) == (True, 200, b"new")
    assert seen.url == server.url("/old#safety")
    assert seen.final_url == server.url("/new?part=2")
    assert {seen.connection for seen in server.log} == {1}


async def test_a_redirect_may_be_relative_and_hold_raw_letters(server: Server, asking: Asking) -> None:
    server.answer("/a/b", redirect("../c/C\xc3\xb4te d'Ivoire"))
    server.answer("/c/C%C3%B4te%20d'Ivoire", Answer(200, b"new"))
    assert (await visit(asking, server.url("/a/b"))).verdict is Verdict.PAGE


async def test_validators_follow_on_the_same_host(server: Server, asking: Asking) -> None:
    server.answer("/old", redirect("/new", 301))
    server.page("/new", "x", etag='"1"')
    seen = await visit(asking, server.url("/old"))
    assert seen.verdict is Verdict.NOT_MODIFIED
    assert [asked.header("If-None-Match") for asked in server.log] == ['"1"', '"1"']


async def test_validators_do_not_go_to_another_host(server: Server, other: Server, asking: Asking) -> None:
    server.answer("/", redirect(other.url("/"), 301))
    seen = await visit(replace(asking, allow_private=frozenset({server.address, other.address})), server.url("/"))
    assert (seen.verdict, seen.body, seen.final_url) == (Verdict.MOVED, b"elsewhere", other.url("/"))
    assert server.log[0].header("If-None-Match") == '"1"'
    assert other.log[0].header("If-None-Match") is None
    assert other.log[0].header("If-Modified-Since") is None


async def test_nothing_but_who_asks_goes_to_another_host(server: Server, other: Server, asking: Asking) -> None:
    """Neither cookies nor a Referer, an Authorization or any header beside those of a first visit."""
    cookie = (("Set-Cookie", "id=1; Path=/; Domain=127.0.0.1"),)
    server.answer("/", redirect(other.url("/back"), 307, cookie))
    other.answer("/back", redirect(server.url("/end"), 302, cookie))
    server.answer("/end", Answer(200, b"x"))
    await visit(replace(asking, allow_private=frozenset({server.address, other.address})), server.url("/"))
    plain = {"host", "user-agent", "accept", "accept-encoding", "connection"}
    asked = [{name.lower() for name, _ in seen.headers} for seen in (*server.log, *other.log)]
    assert asked == [plain | {"if-none-match", "if-modified-since"}, plain, plain]
    assert other.log[0].header("Host") == other.address


async def test_another_host_cannot_say_not_modified(server: Server, other: Server, asking: Asking) -> None:
    server.answer("/", redirect(other.url("/")))
    other.answer("/", Answer(304))
    seen = await visit(replace(asking, allow_private=frozenset({"127.0.0.1"})), server.url("/"))
    assert (seen.verdict, seen.status) == (Verdict.FAILED, 304)
    assert seen.evidence == ("status 304", "no validators were sent", f"302 to {other.url('/')}")


async def test_a_circle_ends(server: Server, asking: Asking) -> None:
    server.answer("/a", redirect("/b"))
    server.answer("/b", redirect("/a"))
    seen = await visit(asking, server.url("/a"))
    assert seen.verdict is Verdict.FAILED
    assert seen.reason == f"The site redirects in a circle, back to {server.url('/a')}."
    assert [asked.path for asked in server.log] == ["/a", "/b"]


async def test_an_endless_way_ends(server: Server, asking: Asking) -> None:
    for step in range(20):
        server.answer(f"/{step}", redirect(f"/{step + 1}"))
    seen = await visit(asking, server.url("/0"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "The site redirects too often: more than 5 times.")
    assert [asked.path for asked in server.log] == ["/0", "/1", "/2", "/3", "/4", "/5"]


async def test_as_many_redirects_as_are_allowed_are_followed(server: Server, asking: Asking) -> None:
    for step in range(5):
        server.answer(f"/{step}", redirect(f"/{step + 1}"))
    server.answer("/5", Answer(200, b"there"))
    assert (await visit(asking, server.url("/0"))).verdict is Verdict.PAGE


async def test_a_redirect_into_the_private_network_is_not_followed(
    server: Server, other: Server, asking: Asking
) -> None:
    server.answer("/", redirect(other.url("/")))
    seen = await visit(asking, server.url("/"))
    assert (seen.verdict, seen.status) == (Verdict.FAILED, 302)
    assert seen.reason == (
        "The site redirected to an address that is not asked. "
        f"Port {other.port} is not asked; sites answer on 80, 443, 8080, 8443, "
        "and one of your own is named in allow_private."
    )
    assert other.connections == 0


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not a public address"),
        ("http://10.0.0.1/", "10.0.0.1 is not a public address"),
        ("http://[::1]/", "::1 is not a public address"),
        ("http://localhost/", "a name of the own network and not a public address"),
        ("http://2130706433/", "not plainly written as an IP address"),
        ("//127.1/", "not plainly written as an IP address"),
        ("https://user:secret@www.gov.uk/", "user name or password"),
        ("file:///etc/passwd", "Only http and https are asked, not file"),
        ("ftp://www.gov.uk/", "Only http and https are asked, not ftp"),
        ("javascript:alert(1)", "Only http and https are asked, not javascript"),
        ("data:text/html,hello", "Only http and https are asked, not data"),
        ("http://www.gov.uk:25/", "Port 25 is not asked"),
        ("http://[127.0.0.1]/", "cannot be read as a URL"),
        ("http://[::1", "cannot be read as a URL"),
        ("http://a:b:c/", "cannot be read as a URL"),
        ("/\xff\xfe", "cannot be read as a URL"),
    ],
)
async def test_a_redirect_to_a_bad_address_ends_the_visit(
    server: Server, asking: Asking, location: str, words: str
) -> None:
    server.answer("/", redirect(location))
    seen = await visit(asking, server.url("/"))
    assert seen.verdict is Verdict.FAILED
    assert seen.reason.startswith("The site redirected to ")
    assert words in seen.reason


async def test_each_hop_keeps_the_pace(server: Server, asking: Asking) -> None:
    server.answer("/a", redirect("/b"))
    server.answer("/b", Answer(200, b"x"))
    seen = await visit(replace(asking, rules=HostRules(pace=0.06)), server.url("/a"))
    assert seen.verdict is Verdict.PAGE
    assert server.log[1].at - server.log[0].at > 0.04
