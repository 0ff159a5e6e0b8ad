"""No spelling, no name and no redirect leads to a server of the own network: a real one listens, and hears nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from fetch_helpers import ASKING
from servers import Answer, Server, redirect

from monitor.fetch._http import httpx
from monitor.fetch.asking import Asking
from monitor.fetch.client import client
from monitor.fetch.connect import CheckedNetwork
from monitor.fetch.guard import Guard, is_public
from monitor.fetch.unseen import RefusedError, UnseenError
from monitor.fetch.visit import Validators, Verdict

_connected: list[object] = []


def _overhear(event: str, given: tuple[object, ...]) -> None:
    if event == "socket.connect":
        _connected.append(given[1])


# The interpreter tells of each connect() of this process; a hook stays for good, so there is one for all tests.
sys.addaudithook(_overhear)


@pytest.fixture
def secret() -> Iterator[Server]:
    """A server of the own network that nobody may reach."""
    with Server() as running:
        running.answer("/", Answer(200, b"<h1>Secret</h1>"))
        yield running


@pytest.fixture
def connected() -> Iterator[list[object]]:
    _connected.clear()
    yield _connected
    _connected.clear()


# "{p}" stands for the port of the server that listens, and for none: the address alone must be refused.
SPELLINGS = [
    # this machine, plainly
    "http://127.0.0.1{p}/",
    "http://127.1.2.3{p}/",
    "http://127.255.255.254{p}/",
    "http://0.0.0.0{p}/",
    "http://0.1.2.3{p}/",
    "http://[::1]{p}/",
    "http://[::]{p}/",
    "http://[0000:0000:0000:0000:0000:0000:0000:0001]{p}/",
    # IPv4 in numbers of other bases, fewer parts, more digits
    "http://2130706433{p}/",
    "http://02130706433{p}/",
    "http://4294967297{p}/",
    "http://017700000001{p}/",
    "http://0x7f000001{p}/",
    "http://0X7F000001{p}/",
    "http://0x7f.0x0.0x0.0x1{p}/",
    "http://0x7f.1{p}/",
    "http://0177.0.0.1{p}/",
    "http://127.0x0.0.01{p}/",
    "http://127.000.000.001{p}/",
    "http://127.1{p}/",
    "http://127.0.1{p}/",
    "http://0{p}/",
    "http://0x{p}/",
    "http://00.0.0{p}/",
    "http://127.0.0.1.1{p}/",
    "http://127.0.0.256{p}/",
    # dots
    "http://127.0.0.1.{p}/",
    "http://127.0.0.1..{p}/",
    "http://.127.0.0.1{p}/",
    "http://127..0.0.1{p}/",
    "http://localhost.{p}/",
    "http://127。0。0。1{p}/",
    "http://127．0．0．1{p}/",
    "http://127｡0｡0｡1{p}/",
    "http://127․0․0․1{p}/",
    # letters and digits that are others in other scripts
    "http://１２７.0.0.1{p}/",
    "http://①②⑦.⓪.⓪.①{p}/",
    "http://¹²⁷.⁰.⁰.¹{p}/",
    "http://𝟏𝟐𝟕.𝟎.𝟎.𝟏{p}/",
    "http://١٢٧.٠.٠.١{p}/",
    "http://ｌｏｃａｌｈｏｓｔ{p}/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ{p}/",
    "http://LOCALHOST{p}/",
    "http://loca\u017fhost{p}/",
    "http://local\u00adhost{p}/",
    "http://local\u200bhost{p}/",
    "http://\u202e127.0.0.1{p}/",
    "http://[：：1]{p}/",
    # %-encoding, blanks, control characters
    "http://%31%32%37.0.0.1{p}/",
    "http://127%2e0%2e0%2e1{p}/",
    "http://%6c%6f%63%61%6c%68%6f%73%74{p}/",
    "http://127.0.0.1%2f{p}/",
    "http://127.0.0.1%00.gov.uk{p}/",
    "http://127.0.0.1%0d%0a{p}/",
    "http://127.0.0.1%20{p}/",
    "http://127.0.0.1 {p}/",
    " http://127.0.0.1{p}/",
    "\thttp://127.0.0.1{p}/",
    "http://127.0.0.1\t{p}/",
    "http://127.0.\n0.1{p}/",
    "ht\ntp://127.0.0.1{p}/",
    "http://127.0.0.1\x00{p}/",
    "http://127.0.0.1\r\nHost: www.gov.uk{p}/",
    # who is the host, and who the user
    "http://www.gov.uk@127.0.0.1{p}/",
    "http://www.gov.uk:80@127.0.0.1{p}/",
    "http://www.gov.uk:secret@127.0.0.1{p}/",
    "http://@127.0.0.1{p}/",
    "http://:@127.0.0.1{p}/",
    "http://www.gov.uk%40127.0.0.1{p}/",
    "http://www.gov.uk;@127.0.0.1{p}/",
    "http://www.gov.uk\\@127.0.0.1{p}/",
    "http://127.0.0.1{p}\\@www.gov.uk/",
    "http://127.0.0.1{p}\\.www.gov.uk/",
    "http://127.0.0.1{p}#www.gov.uk/",
    "http://127.0.0.1{p}?www.gov.uk/",
    "http:\\\\127.0.0.1{p}/",
    "http:/127.0.0.1{p}/",
    "http:127.0.0.1{p}/",
    "http:///127.0.0.1{p}/",
    "//127.0.0.1{p}/",
    "127.0.0.1{p}/",
    "localhost{p}/",
    # IPv4 inside IPv6, and addresses of tunnels
    "http://[::ffff:127.0.0.1]{p}/",
    "http://[::ffff:7f00:1]{p}/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]{p}/",
    "http://[::ffff:0:127.0.0.1]{p}/",
    "http://[::127.0.0.1]{p}/",
    "http://[64:ff9b::127.0.0.1]{p}/",
    "http://[64:ff9b:1::7f00:1]{p}/",
    "http://[2002:7f00:1::]{p}/",
    "http://[2002:a9fe:a9fe::1]{p}/",
    "http://[2001:0:4136:e378:8000:63bf:80ff:fffe]{p}/",
    "http://[2606:4700::5efe:127.0.0.1]{p}/",
    "http://[2606:4700::200:5efe:10.0.0.1]{p}/",
    "http://[::1%25lo]{p}/",
    "http://[::1%lo]{p}/",
    "http://[fe80::1%25eth0]{p}/",
    "http://[127.0.0.1]{p}/",
    "http://[::1].gov.uk{p}/",
    "http://::1{p}/",
    # private and link-local networks, shared and reserved ones
    "http://10.0.0.1{p}/",
    "http://172.16.0.1{p}/",
    "http://172.31.255.255{p}/",
    "http://192.168.1.1{p}/",
    "http://100.64.0.1{p}/",
    "http://100.127.255.254{p}/",
    "http://169.254.1.1{p}/",
    "http://198.18.0.1{p}/",
    "http://198.19.255.255{p}/",
    "http://192.0.2.1{p}/",
    "http://198.51.100.1{p}/",
    "http://203.0.113.1{p}/",
    "http://192.88.99.1{p}/",
    "http://224.0.0.1{p}/",
    "http://239.255.255.250{p}/",
    "http://240.0.0.1{p}/",
    "http://255.255.255.255{p}/",
    "http://[fe80::1]{p}/",
    "http://[fec0::1]{p}/",
    "http://[fc00::1]{p}/",
    "http://[fdff:ffff::1]{p}/",
    "http://[ff02::1]{p}/",
    "http://[100::1]{p}/",
    "http://[5f00::1]{p}/",
    "http://[2001:db8::1]{p}/",
    "http://[2001:2::1]{p}/",
    "http://[3fff::1]{p}/",
    # the metadata of clouds: AWS, Google, Azure and others; ECS; Alibaba; Oracle; Azure's host; AWS and Google by IPv6
    "http://169.254.169.254{p}/latest/meta-data/",
    "http://169.254.169.254.{p}/",
    "http://0xa9fea9fe{p}/",
    "http://2852039166{p}/",
    "http://[::ffff:169.254.169.254]{p}/",
    "http://169.254.170.2{p}/",
    "http://100.100.100.200{p}/",
    "http://192.0.0.192{p}/",
    "http://168.63.129.16{p}/",
    "http://[fd00:ec2::254]{p}/",
    "http://[fd20:ce::254]{p}/",
    "http://metadata.google.internal{p}/",
    "http://instance-data{p}/",
    # names of the own network
    "http://localhost{p}/",
    "http://advice.localhost{p}/",
    "http://localhost.localdomain{p}/",
    "http://ip6-localhost{p}/",
    "http://router{p}/",
    "http://router.local{p}/",
    "http://wiki.corp{p}/",
    "http://nas.lan{p}/",
    "http://nas.home.arpa{p}/",
    # other schemes
    "file:///etc/passwd",
    "file://127.0.0.1{p}/etc/passwd",
    "ftp://127.0.0.1{p}/",
    "gopher://127.0.0.1{p}/_GET%20/",
    "dict://127.0.0.1{p}/",
    "ws://127.0.0.1{p}/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "view-source:http://127.0.0.1{p}/",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    # ports
    "http://www.gov.uk:22/",
    "http://www.gov.uk:0/",
    "http://www.gov.uk:65536/",
    "http://www.gov.uk:-80/",
    "http://www.gov.uk:127.0.0.1{p}/",
    "http://127.0.0.1:８０/",
    "http://127.0.0.1:080/",
    "http://127.0.0.1:/",
]


def spelt(url: str, port: int) -> tuple[str, str]:
    return url.replace("{p}", f":{port}"), url.replace("{p}", "")


def test_the_table_is_long_enough() -> None:
    assert len(set(SPELLINGS)) == len(SPELLINGS) >= 150


@pytest.mark.parametrize("url", SPELLINGS)
async def test_no_spelling_leads_into_the_own_network(url: str, secret: Server, connected: list[object]) -> None:
    async with client(replace(ASKING, allow_private=frozenset({"other.test", "10.9.9.9:80"}))) as look:
        for each in spelt(url, secret.port):
            seen = await look.visit(each, Validators('"1"'))
            assert (seen.verdict, seen.status, seen.body) == (Verdict.FAILED, None, None)
            assert seen.reason.endswith(".")
    assert connected == []
    assert (secret.connections, secret.log) == (0, [])


@pytest.mark.parametrize("url", SPELLINGS)
async def test_no_redirect_leads_into_the_own_network(
    url: str, server: Server, secret: Server, asking: Asking, connected: list[object]
) -> None:
    """Only the site that redirects is reached, which sources.yaml names with its port."""
    shown = [each.encode().decode("latin-1") for each in spelt(url, secret.port)]
    # A path and not an address is a page of the same site, and may be asked; header values can hold no line ends.
    shown = [each for each in shown if not set("\r\n\x00") & set(each)]
    async with client(asking) as look:
        for number, location in enumerate(shown):
            server.answer(f"/{number}", redirect(location, 301))
            seen = await look.visit(server.url(f"/{number}"))
            assert not seen.verdict.is_good
            assert seen.moved_to is None
    assert set(connected) <= {("127.0.0.1", server.port)}
    assert (secret.connections, secret.log) == (0, [])


RELATIVE = [
    "//127.0.0.1{p}/",
    "\\\\127.0.0.1{p}/",
    "/\\127.0.0.1{p}/",
    "///127.0.0.1{p}/",
    "http:127.0.0.1{p}/",
    "//[::1]{p}/",
]


@pytest.mark.parametrize(
    "location", [*RELATIVE, "//localhost{p}/", "//2130706433{p}/", "https://127.0.0.1{p}/", "?@127.0.0.1{p}/"]
)
async def test_no_relative_redirect_leads_to_another_server(
    location: str, server: Server, secret: Server, asking: Asking
) -> None:
    async with client(asking) as look:
        for each in spelt(location, secret.port):
            server.answer("/", redirect(each))
            assert not (await look.visit(server.url("/"))).verdict.is_good
    assert (secret.connections, secret.log) == (0, [])


HOSTS = [
    "127.0.0.1", "localhost", "::1", "::ffff:127.0.0.1", "0.0.0.0", "::", "127.1", "0", "2130706433", "0x7f000001",
    "017700000001", "0177.0.0.1", "::ffff:7f00:1", "127.0.0.1 ", "127.0.0.1%lo",
]  # fmt: skip


@pytest.mark.parametrize("host", HOSTS)
async def test_what_the_system_resolves_to_this_machine_is_not_connected_to(
    host: str, secret: Server, connected: list[object]
) -> None:
    """Even where the check of the URL is passed by: C libraries read "127.1" and "0" as addresses."""
    with pytest.raises(UnseenError):
        await CheckedNetwork(Guard()).connect_tcp(host, secret.port, 5)
    assert connected == []
    assert secret.connections == 0


async def test_the_same_server_is_reached_where_it_is_allowed(secret: Server, connected: list[object]) -> None:
    stream = await CheckedNetwork(Guard(frozenset({"127.0.0.1"}))).connect_tcp("127.0.0.1", secret.port, 5)
    await stream.aclose()
    assert connected == [("127.0.0.1", secret.port)]


MIXED = [
    ["127.0.0.1"],
    ["8.8.8.8", "127.0.0.1"],
    ["127.0.0.1", "8.8.8.8"],
    ["2606:4700::1111", "::1"],
    ["8.8.8.8", "::ffff:127.0.0.1"],
    ["8.8.8.8", "fe80::1%eth0"],
    ["8.8.8.8"] * 10 + ["10.0.0.1"],
    ["8.8.8.8", "no address"],
    ["8.8.8.8", "127.1"],
    ["8.8.8.8", ""],
]


@pytest.mark.parametrize("addresses", MIXED)
async def test_one_private_address_of_a_name_is_enough_to_refuse_it(
    addresses: list[str], secret: Server, connected: list[object]
) -> None:
    async def resolve(host: str, port: int) -> list[str]:
        return addresses

    network = CheckedNetwork(Guard(), resolve)
    with pytest.raises(RefusedError, match="not a public address"):
        await network.connect_tcp("advice.example.org", secret.port, 5)
    async with client(ASKING, resolve=resolve) as look:
        seen = await look.visit("http://advice.example.org/")
    assert (seen.verdict, seen.status) == (Verdict.FAILED, None)
    assert connected == []
    assert secret.connections == 0


async def test_each_hop_is_resolved_anew_and_checked(server: Server, secret: Server, connected: list[object]) -> None:
    """The name of the first hop leads elsewhere at the second, as of a site that changes its DNS between the two."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> list[str]:
        asked.append(f"{host}:{port}")
        return ["127.0.0.1"]

    allowed = frozenset({f"advice.test:{server.port}"})
    server.answer("/", redirect("http://advice.test/", 302))
    async with client(replace(ASKING, allow_private=allowed), resolve=resolve) as look:
        seen = await look.visit(server.url("/", "advice.test"))
    assert (seen.verdict, seen.status) == (Verdict.FAILED, None)
    assert seen.reason.startswith(
        "The site redirected to an address that is not asked. advice.test is at 127.0.0.1, which is not a public "
        "address;"
    )
    assert asked == [f"advice.test:{server.port}", "advice.test:80"]
    assert set(connected) == {("127.0.0.1", server.port)}


async def test_an_address_that_was_checked_is_not_looked_up_again(server: Server, connected: list[object]) -> None:
    """Rebinding: the second answer of DNS would be another machine. The connection is kept, and there is no second."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]

    async def resolve(host: str, port: int) -> list[str]:
        return answers.pop(0)

    server.answer("/", redirect("/page"))
    server.answer("/page", Answer(200, b"<p>Call 112.</p>"))
    async with client(replace(ASKING, allow_private=frozenset({"advice.test"})), resolve=resolve) as look:
        seen = await look.visit(server.url("/", "advice.test"))
    assert seen.verdict is Verdict.PAGE
    assert len(answers) == 1
    assert connected == [("127.0.0.1", server.port)]


ALLOWED = Guard(frozenset({"intranet.example:8000", "wiki.corp", "[::1]:8000"}))


@pytest.mark.parametrize(
    "url",
    [
        "http://intranet.example:8001/",
        "http://intranet.example.evil.example:8000/",
        "http://evil.intranet.example:8000/",
        "http://intranet.example@evil.example:8000/",
        "http://xwiki.corp/",
        "http://wiki.corp.:80/",
        "http://wiki.corp.corp/",
        "http://[::1]:8001/",
        "http://[::2]:8000/",
    ],
)
def test_a_host_that_is_allowed_allows_no_other_host_and_port(url: str) -> None:
    with pytest.raises(RefusedError):
        ALLOWED.target(url)


@pytest.mark.parametrize(
    ("start", "location", "passes"),
    [
        ("https://www.gov.uk/advice", "http://wiki.corp/admin", False),
        ("https://www.gov.uk/advice", "//intranet.example:8000/", False),
        ("https://www.gov.uk/advice", "http://[::1]:8000/", False),
        ("https://www.gov.uk/advice", "/other", True),
        ("https://www.gov.uk/advice", "https://travel.state.gov/", True),
        ("http://wiki.corp/a", "http://intranet.example:8000/", True),
        ("http://wiki.corp/a", "/b", True),
        ("http://intranet.example/", "http://intranet.example:8000/", True),
    ],
)
def test_a_site_of_the_open_internet_points_to_no_private_host(start: str, location: str, passes: bool) -> None:
    target = httpx.URL(start)
    if passes:
        assert ALLOWED.onward(target, location).host
        return
    with pytest.raises(RefusedError, match="not where another site points to it"):
        ALLOWED.onward(target, location)


def test_a_name_with_a_dot_below_a_public_ending_is_not_taken_for_one_of_the_own_network() -> None:
    for name in ("local.gov.uk", "internal.example.org", "www.homeoffice.gov.uk", "travel.state.gov", "home.example"):
        assert Guard().target(f"https://{name}/").host == name


@pytest.mark.parametrize("address", ["2606:4700::5efe:808:808", "2606:4700::200:5efe:808:808"])
def test_a_tunnel_to_a_public_address_is_public(address: str) -> None:
    assert is_public(address)
