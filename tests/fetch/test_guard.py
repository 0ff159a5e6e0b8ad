"""Only public addresses are asked, however they are spelled."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fetch_helpers import ASKING
from hypothesis import given
from hypothesis import strategies as st
from servers import Answer, Server

from monitor.fetch.asking import Asking
from monitor.fetch.client import client
from monitor.fetch.guard import Guard, is_public
from monitor.fetch.unseen import RefusedError
from monitor.fetch.visit import Verdict

_dialled: list[object] = []


def _overhear(event: str, given: tuple[object, ...]) -> None:
    if event == "socket.connect":
        _dialled.append(given[1])


# The interpreter tells of each connect() of this process; a hook stays for good, so there is one for all tests.
sys.addaudithook(_overhear)


@pytest.fixture
def dialled() -> Iterator[list[object]]:
    """The addresses to which this process has opened a connection in this test."""
    _dialled.clear()
    yield _dialled
    _dialled.clear()


REFUSED = {
    # loopback and this machine
    "http://127.0.0.1/": "not a public address",
    "http://127.8.9.10/": "not a public address",
    "http://0.0.0.0/": "not a public address",
    "http://localhost/": "not a public address",
    "http://LOCALHOST/": "not a public address",
    "http://[::1]/": "not a public address",
    "http://[::]/": "not a public address",
    "http://[0:0:0:0:0:0:0:1]/": "not a public address",
    # private networks
    "http://10.0.0.1/": "not a public address",
    "http://172.16.0.1/": "not a public address",
    "http://172.31.255.255/": "not a public address",
    "http://192.168.1.1/": "not a public address",
    "http://100.64.0.1/": "not a public address",
    "http://100.100.100.200/": "not a public address",
    "http://[fc00::1]/": "not a public address",
    "http://[fd00:ec2::254]/": "not a public address",
    "http://[fec0::1]/": "not a public address",
    # link-local, and the services of clouds
    "http://169.254.169.254/latest/meta-data/": "not a public address",
    "http://[fe80::1]/": "not a public address",
    "http://[fe80::1%25eth0]/": "network card",
    "http://[fe80::1%eth0]/": "network card",
    "http://192.0.0.192/": "not a public address",
    "http://168.63.129.16/": "not a public address",
    # multicast, broadcast, reserved, documentation, benchmarks
    "http://224.0.0.1/": "not a public address",
    "http://239.255.255.250/": "not a public address",
    "http://255.255.255.255/": "not a public address",
    "http://240.0.0.1/": "not a public address",
    "http://192.0.2.1/": "not a public address",
    "http://198.18.0.1/": "not a public address",
    "http://[ff02::1]/": "not a public address",
    "http://[ff0e::1]/": "not a public address",
    "http://[2001:db8::1]/": "not a public address",
    "http://[3fff::1]/": "not a public address",
    "http://[100::1]/": "not a public address",
    # IPv4 inside IPv6
    "http://[::ffff:127.0.0.1]/": "not a public address",
    "http://[::ffff:7f00:1]/": "not a public address",
    "http://[::ffff:10.0.0.1]/": "not a public address",
    "http://[::127.0.0.1]/": "not a public address",
    "http://[2002:7f00:1::]/": "not a public address",
    "http://[2002:c0a8:101::1]/": "not a public address",
    "http://[64:ff9b::127.0.0.1]/": "not a public address",
    "http://[64:ff9b::a9fe:a9fe]/": "not a public address",
    "http://[64:ff9b:1::1]/": "not a public address",
    "http://[2001::1]/": "not a public address",
    # odd spellings of IPv4
    "http://2130706433/": "not plainly written",
    "http://0x7f000001/": "not plainly written",
    "http://0x7f.0.0.1/": "not plainly written",
    "http://0x7f.1/": "not plainly written",
    "http://017700000001/": "not plainly written",
    "http://127.1/": "not plainly written",
    "http://127.0.1/": "not plainly written",
    "http://0/": "not plainly written",
    "http://1.1.1.1.1/": "not plainly written",
    "http://example.0x1/": "not plainly written",
    "http://0177.0.0.1/": "cannot be read as a URL",
    "http://127.0.0.999/": "cannot be read as a URL",
    "http://127。0。0。1/": "not a public address",  # ideographic full stops are full stops to IDNA
    "http://１２７.0.0.1/": "cannot be read as a URL",
    "http://ⓛocalhost/": "cannot be read as a URL",
    "http://%31%32%37.0.0.1/": "is not the name of a host",
    # odd names
    "http://127.0.0.1./": "is not the name of a host",
    "http://localhost./": "is not the name of a host",
    "http://localhost%00.gov.uk/": "is not the name of a host",
    "http://a..b/": "is not the name of a host",
    "http://exa mple.org/": "is not the name of a host",
    "http:///advice": "names no host",
    "http:advice": "names no host",
    "http://": "names no host",
    "http://[::1": "cannot be read as a URL",
    "http://127.0.0.1\x00.gov.uk/": "cannot be read as a URL",
    "http://gov.uk\r\nHost: evil/": "cannot be read as a URL",
    # names and passwords, among them those that make another host look like the one that is asked
    "http://user:secret@www.gov.uk/": "user name or password",
    "http://www.gov.uk@127.0.0.1/": "user name or password",
    "http://www.gov.uk\\@127.0.0.1/": "user name or password",
    "http://127.0.0.1%2f@www.gov.uk/": "user name or password",
    "http://:@www.gov.uk/": "user name or password",
    # other schemes
    "file:///etc/passwd": "Only http and https are asked, not file.",
    "ftp://www.gov.uk/": "Only http and https are asked, not ftp.",
    "gopher://www.gov.uk/": "Only http and https are asked, not gopher.",
    "ws://www.gov.uk/": "Only http and https are asked, not ws.",
    "data:text/html,x": "Only http and https are asked, not data.",
    "www.gov.uk/": "not an address without a scheme",
    "//www.gov.uk/": "not an address without a scheme",
    "": "not an address without a scheme",
    # ports at which no site answers
    "http://www.gov.uk:22/": "Port 22 is not asked",
    "http://www.gov.uk:25/": "Port 25 is not asked",
    "http://www.gov.uk:0/": "Port 0 is not asked",
    "http://www.gov.uk:-1/": "Port -1 is not asked",
    "http://www.gov.uk:65616/": "Port 65616 is not asked",
    "https://www.gov.uk:6379/": "Port 6379 is not asked",
    "http://www.gov.uk:80:90/": "cannot be read as a URL",
}


@pytest.mark.parametrize(("url", "words"), REFUSED.items())
async def test_an_address_that_is_not_public_is_refused_without_connecting(
    url: str, words: str, dialled: list[object]
) -> None:
    async with client(ASKING) as look:
        seen = await look.visit(url)
    assert (seen.verdict, seen.status, seen.body) == (Verdict.FAILED, None, None)
    assert words in seen.reason
    assert seen.reason.endswith(".")
    assert dialled == []


@pytest.mark.parametrize(
    "addresses",
    [
        ["10.0.0.1"],
        ["93.184.215.14", "127.0.0.1"],
        ["93.184.215.14", "::1"],
        ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", "169.254.169.254"],
        ["::ffff:192.168.0.1"],
    ],
)
async def test_a_public_name_with_one_private_address_is_refused(addresses: list[str], dialled: list[object]) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return addresses

    async with client(ASKING, resolve=resolve) as look:
        seen = await look.visit("https://www.example.org/advice")
    private = next(address for address in addresses if not is_public(address))
    assert seen.verdict is Verdict.FAILED
    assert seen.reason == (
        f"www.example.org is at {private}, which is not a public address; only public ones are asked, and those that "
        "sources.yaml names below allow_private."
    )
    assert dialled == []


async def test_a_name_that_turns_private_is_refused_when_it_is_connected_to(
    server: Server, dialled: list[object]
) -> None:
    """It is resolved once for each connection, so there is no moment between looking and connecting."""
    server.answer("/", Answer(200, b"secret"))
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    asked: list[str] = []

    async def rebound(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers.pop(0)

    async with client(ASKING, resolve=rebound) as look:
        for _ in range(2):
            seen = await look.visit("http://rebound.test/")
            assert "is not a public address" in seen.reason
    assert asked == ["rebound.test", "rebound.test"]
    assert dialled == []
    assert server.connections == 0


async def test_the_connection_goes_to_the_address_that_was_checked(server: Server, dialled: list[object]) -> None:
    server.answer("/", Answer(200, b"x"))
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    async with client(replace(ASKING, allow_private=frozenset({"advice.test"})), resolve=resolve) as look:
        seen = await look.visit(server.url("/", "advice.test"))
    assert seen.verdict is Verdict.PAGE
    assert asked == ["advice.test"]
    assert dialled == [("127.0.0.1", server.port)]
    assert server.log[0].header("Host") == f"advice.test:{server.port}"


@pytest.mark.parametrize("allowed", ["127.0.0.1", "127.0.0.1:{port}"])
async def test_a_host_that_is_allowed_is_asked(server: Server, asking: Asking, allowed: str) -> None:
    server.answer("/", Answer(200, b"x"))
    async with client(replace(asking, allow_private=frozenset({allowed.format(port=server.port)}))) as look:
        assert (await look.visit(server.url("/"))).verdict is Verdict.PAGE


async def test_allowing_one_port_allows_no_other(server: Server, asking: Asking) -> None:
    with Server() as other:
        async with client(replace(asking, allow_private=frozenset({server.address}))) as look:
            seen = await look.visit(other.url("/"))
        assert (seen.verdict, other.connections) == (Verdict.FAILED, 0)
        assert f"Port {other.port} is not asked" in seen.reason


def test_allowing_is_by_the_name_as_it_is_asked() -> None:
    guard = Guard(frozenset({"localhost", "[::1]:8000", "demo.test:81"}))
    assert guard.allows("localhost", 9999)
    assert guard.allows("::1", 8000)
    assert guard.allows("demo.test", 81)
    assert not guard.allows("::1", 80)
    assert not guard.allows("127.0.0.1", 9999)
    assert not guard.allows("demo.test", 80)
    assert not guard.allows("notlocalhost", 80)


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_addresses_of_the_open_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://www.gov.uk/foreign-travel-advice", "https://www.gov.uk/foreign-travel-advice"),
        ("HTTPS://WWW.GOV.UK/A?b=c#d", "https://www.gov.uk/A?b=c"),
        ("http://travel.state.gov:8080/x y", "http://travel.state.gov:8080/x%20y"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://93.184.215.14/", "https://93.184.215.14/"),
        ("https://3com.example/", "https://3com.example/"),
        ("https://a_b.example/", "https://a_b.example/"),
    ],
)
def test_plain_addresses_pass(url: str, asked: str) -> None:
    assert str(Guard().target(url)) == asked


@given(st.text(max_size=60) | st.from_regex(r"https?://[ -~]{0,40}", fullmatch=True))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    with contextlib.suppress(RefusedError):
        target = Guard().target(text)
        assert target.scheme in ("http", "https")
        assert Guard().target(str(target)) == target
