"""robots.txt is asked for before anything else, and obeyed (RFC 9309)."""

from __future__ import annotations

import asyncio
import gzip
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from servers import ROBOTS, Answer, Raw, Seen, Server, redirect

from monitor.fetch.asking import Asking, HostRules
from monitor.fetch.client import client
from monitor.fetch.hosts import HostState, ShortMemory
from monitor.fetch.rules import LIMIT, read_rules
from monitor.fetch.visit import Validators, Verdict, Visit

TOKEN = "advisory-monitor"
ALL = "User-agent: *\nDisallow: /\n"
KNOWN = Validators('"1"', "Wed, 14 Jan 2026 09:12:00 GMT")
DAY = timedelta(days=1)


def text(body: str | bytes, *headers: tuple[str, str]) -> Answer:
    content = body.encode() if isinstance(body, str) else body
    return Answer(200, content, [("Content-Type", "text/plain"), *headers])


@pytest.fixture
def site(server: Server) -> Server:
    server.answer("/advice", Answer(200, b"<p>Police 102.</p>"))
    return server


@pytest.fixture
def other() -> Iterator[Server]:
    with Server() as running:
        running.answer("/advice", Answer(200, b"<p>elsewhere</p>"))
        yield running


async def visit(asking: Asking, url: str, memory: ShortMemory | None = None) -> Visit:
    async with client(asking, memory=memory) as look:
        return await look.visit(url, KNOWN)


def remembered(site: Server, **more: object) -> ShortMemory:
    memory = ShortMemory()
    memory.put(f"http://{site.address}", replace(HostState(), **more))  # type: ignore[arg-type]
    return memory


async def test_a_page_that_is_forbidden_is_not_asked_for(site: Server, asking: Asking) -> None:
    site.answer(ROBOTS, text(ALL))
    seen = await visit(asking, site.url("/advice"))
    assert (seen.verdict, seen.status, seen.body, seen.next_try_at) == (Verdict.BLOCKED, None, None, None)
    assert seen.reason == (
        "The robots.txt of 127.0.0.1 forbids to ask for this page. Where its owner allows it all the same, "
        "write that permission into sources.yaml, below hosts."
    )
    assert seen.evidence == (f"{site.url(ROBOTS)} of {datetime.now(UTC):%Y-%m-%d}",)
    assert site.log == []


async def test_who_asks_says_who_it_is_and_compares_nothing(site: Server, asking: Asking) -> None:
    await visit(asking, site.url("/advice"))
    [asked] = site.robots_log
    assert asked.header("User-Agent") == asking.user_agent
    assert asked.header("If-None-Match") is None
    assert site.log[0].header("If-None-Match") == '"1"'


async def test_all_visits_of_a_host_share_one_request(site: Server, asking: Asking) -> None:
    site.answer(ROBOTS, text("User-agent: *\nDisallow: /private\n"))
    async with client(replace(asking, rules=HostRules(at_once=20))) as look:
        seen = await asyncio.gather(*(look.visit(site.url("/advice")) for _ in range(20)))
        assert (await look.visit(site.url("/private/1"))).verdict is Verdict.BLOCKED
    assert {each.verdict for each in seen} == {Verdict.PAGE}
    assert len(site.robots_log) == 1


async def test_the_connection_of_robots_txt_serves_for_the_page(site: Server, asking: Asking) -> None:
    await visit(asking, site.url("/advice"))
    assert site.connections == 1


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
async def test_where_there_is_none_for_us_everything_is_allowed(site: Server, asking: Asking, status: int) -> None:
    site.answer(ROBOTS, Answer(status, ALL.encode()))
    assert (await visit(asking, site.url("/advice"))).verdict is Verdict.PAGE


@pytest.mark.parametrize("status", [429, 500, 502, 503, 599])
async def test_where_it_is_not_known_what_is_forbidden_nothing_is_asked(
    site: Server, asking: Asking, status: int
) -> None:
    site.answer(ROBOTS, Answer(status))
    async with client(asking) as look:
        first, second = [await look.visit(site.url("/advice")) for _ in range(2)]
    assert (first.verdict, first.status) == (Verdict.BLOCKED, None)
    start = "The robots.txt of 127.0.0.1 could not be had, so nothing else is asked there: the answer was "
    assert first.reason.startswith(f"{start}{status}")
    assert first.next_try_at is not None
    assert first.next_try_at - datetime.now(UTC) < timedelta(minutes=1)
    assert (second.verdict, second.reason, second.next_try_at) == (first.verdict, first.reason, first.next_try_at)
    assert len(site.robots_log) == 1
    assert site.log == []


async def test_one_that_hangs_holds_nobody_up_for_long(site: Server, asking: Asking) -> None:
    site.answer(ROBOTS, Raw([b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\n"], hold=True))
    async with client(replace(asking, timeout=0.2, rules=HostRules(at_once=9))) as look:
        seen = await asyncio.gather(*(look.visit(site.url("/advice")) for _ in range(9)))
    assert {each.verdict for each in seen} == {Verdict.BLOCKED}
    assert {each.reason for each in seen} == {
        "The robots.txt of 127.0.0.1 could not be had, so nothing else is asked there: it did not come within 0.2 s."
    }
    assert (len(site.robots_log), site.log) == (1, [])


async def test_one_that_drips_has_no_longer(site: Server, asking: Asking) -> None:
    drip = (b"HTTP/1.1 200 OK\r\n\r\n" if number == 0 else b"#" for number in range(10_000))
    site.answer(ROBOTS, Raw(drip, pause=0.02))
    seen = await visit(replace(asking, timeout=0.3), site.url("/advice"))
    assert "it did not come within 0.3 s." in seen.reason


@pytest.mark.parametrize(
    "broken",
    [
        Raw([b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nUser-agent: *"]),
        Raw([b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain"]),
        Raw([b"banana\r\n\r\n"]),
        Raw([], reset=True),
    ],
)
async def test_one_that_breaks_off_is_none_that_was_had(site: Server, asking: Asking, broken: Raw) -> None:
    site.answer(ROBOTS, broken)
    seen = await visit(asking, site.url("/advice"))
    assert (seen.verdict, site.log) == (Verdict.BLOCKED, [])
    assert seen.reason.startswith("The robots.txt of 127.0.0.1 could not be had")


async def test_of_five_megabytes_the_beginning_is_read(site: Server, asking: Asking) -> None:
    line = "# " + "x" * 61 + "\n"
    start = "User-agent: *\nDisallow: /first\n"
    fill = line * ((LIMIT - len(start)) // len(line) + 10)
    site.answer(ROBOTS, text((start + fill + "Disallow: /\n" + line * 80_000)[:5_000_000]))
    async with client(asking) as look:
        assert (await look.visit(site.url("/first"))).verdict is Verdict.BLOCKED
        assert (await look.visit(site.url("/advice"))).verdict is Verdict.PAGE


async def test_a_line_that_is_cut_at_the_limit_is_not_read(site: Server, asking: Asking) -> None:
    start = "User-agent: *\nDisallow: /first\n#"
    last = "\nDisallow: /advices-of-old\n"
    cut = start + "x" * (LIMIT - len(start) - len("\nDisallow: /a")) + last
    site.answer(ROBOTS, text(cut + "#" * 100_000))
    assert (await visit(asking, site.url("/advice"))).verdict is Verdict.PAGE


async def test_one_that_is_packed_is_unpacked_and_a_bomb_ends_at_the_limit(site: Server, asking: Asking) -> None:
    packed = gzip.compress(ALL.encode() + b"#" * 50_000_000)
    site.answer(ROBOTS, text(packed, ("Content-Encoding", "gzip")))
    assert (await visit(asking, site.url("/advice"))).verdict is Verdict.BLOCKED


async def test_a_web_page_in_its_place_forbids_nothing(site: Server, asking: Asking) -> None:
    site.answer(ROBOTS, Answer(200, b"\xef\xbb\xbf\n<!DOCTYPE html><pre>\nUser-agent: *\nDisallow: /\n</pre>"))
    assert (await visit(asking, site.url("/advice"))).verdict is Verdict.PAGE


async def test_it_is_read_where_a_redirect_leads(site: Server, other: Server, asking: Asking) -> None:
    site.answer(ROBOTS, redirect("/moved"))
    site.answer("/moved", redirect(other.url("/rules")))
    other.answer("/rules", text(ALL))
    seen = await visit(replace(asking, allow_private=frozenset({"127.0.0.1"})), site.url("/advice"))
    assert (seen.verdict, seen.status) == (Verdict.BLOCKED, None)
    assert [asked.path for asked in other.log] == ["/rules"]


@pytest.mark.parametrize("location", [ROBOTS, "/\xff\xfe"])
async def test_a_redirect_that_leads_nowhere_means_that_there_is_none(
    site: Server, asking: Asking, location: str
) -> None:
    site.answer(ROBOTS, redirect(location))
    assert (await visit(asking, site.url("/advice"))).verdict is Verdict.PAGE
    assert len(site.robots_log) <= 6


@pytest.mark.parametrize(
    "location", ["http://169.254.169.254/robots.txt", "http://127.0.0.1:25/", "file:///etc/passwd", "http://a:b:c/"]
)
async def test_a_redirect_to_where_we_do_not_go_is_not_followed(site: Server, asking: Asking, location: str) -> None:
    site.answer(ROBOTS, redirect(location))
    seen = await visit(asking, site.url("/advice"))
    assert (seen.verdict, site.log) == (Verdict.BLOCKED, [])
    assert seen.reason.startswith("The robots.txt of 127.0.0.1 could not be had")


async def test_the_robots_txt_of_a_host_that_a_page_redirects_to_is_obeyed(
    site: Server, other: Server, asking: Asking
) -> None:
    site.answer("/advice", redirect(other.url("/advice")))
    other.answer(ROBOTS, text(ALL))
    seen = await visit(replace(asking, allow_private=frozenset({"127.0.0.1"})), site.url("/advice"))
    assert (seen.verdict, seen.final_url) == (Verdict.BLOCKED, other.url("/advice"))
    assert other.log == []


async def test_an_address_that_is_not_asked_has_no_robots_txt_asked_either(site: Server, asking: Asking) -> None:
    seen = await visit(replace(asking, allow_private=frozenset()), site.url("/advice"))
    assert seen.reason == (
        f"Port {site.port} is not asked; sites answer on 80, 443, 8080, 8443, "
        "and one of your own is named in allow_private."
    )
    assert site.connections == 0


@pytest.mark.parametrize("named", ["127.0.0.1", "here"])
async def test_a_permission_counts_for_more(site: Server, asking: Asking, named: str) -> None:
    site.answer(ROBOTS, text(ALL + "Crawl-delay: 3600\n"))
    rules = HostRules(permission="Web team, by mail of 3 March 2026")
    host = site.address if named == "here" else named
    async with client(replace(asking, hosts={host: rules})) as look:
        for _ in range(2):
            assert (await look.visit(site.url("/advice"))).verdict is Verdict.PAGE
    assert site.robots_log == []


async def test_a_permission_of_another_port_is_another_hosts(site: Server, asking: Asking) -> None:
    site.answer(ROBOTS, text(ALL))
    hosts = {"127.0.0.1:1": HostRules(permission="Web team, by mail of 3 March 2026")}
    assert (await visit(replace(asking, hosts=hosts), site.url("/advice"))).verdict is Verdict.BLOCKED


async def test_who_does_not_obey_does_not_ask(site: Server, asking: Asking) -> None:
    site.answer(ROBOTS, text(ALL))
    assert (await visit(replace(asking, obeys_robots=False), site.url("/advice"))).verdict is Verdict.PAGE
    assert site.robots_log == []


async def test_a_crawl_delay_slows_us_down(site: Server, asking: Asking) -> None:
    site.answer(ROBOTS, text("User-agent: *\nCrawl-delay: 0.06\n"))
    async with client(asking) as look:
        for _ in range(3):
            await look.visit(site.url("/advice"))
    gaps = [later.at - earlier.at for earlier, later in pairwise(site.log)]
    assert len(gaps) == 2
    assert min(gaps) > 0.04


async def test_a_visit_that_is_broken_off_leaves_the_look_up_to_the_next(site: Server, asking: Asking) -> None:
    came = threading.Event()

    def hang(seen: Seen) -> Raw:
        came.set()
        return Raw([], hold=True)

    site.answer(ROBOTS, hang, text("User-agent: *\nDisallow: /private\n"))
    async with client(asking) as look:
        first = asyncio.create_task(look.visit(site.url("/advice")))
        await asyncio.to_thread(came.wait, 10)
        second = asyncio.create_task(look.visit(site.url("/advice")))
        await asyncio.sleep(0)
        first.cancel()
        assert (await second).verdict is Verdict.PAGE


async def test_what_is_remembered_holds_for_a_day(site: Server, asking: Asking) -> None:
    now = datetime.now(UTC)
    fresh = remembered(site, robots=ALL, robots_status=200, robots_at=now - DAY / 2, robots_again_at=now + DAY / 2)
    assert (await visit(asking, site.url("/advice"), fresh)).verdict is Verdict.BLOCKED
    assert site.robots_log == []
    old = remembered(site, robots=ALL, robots_status=200, robots_at=now - DAY, robots_again_at=now)
    assert (await visit(asking, site.url("/advice"), old)).verdict is Verdict.PAGE
    assert len(site.robots_log) == 1
    state = old.get(f"http://{site.address}")
    assert state is not None
    assert (state.robots, state.robots_status, state.robots_trouble) == (None, 404, "")
    assert state.robots_again_at is not None
    assert timedelta() < state.robots_again_at - now - DAY < timedelta(minutes=1)


@pytest.mark.parametrize("trouble", [Answer(503), Raw([], reset=True), redirect("http://10.0.0.1/robots.txt")])
@pytest.mark.parametrize(
    ("copy", "status", "age", "verdict"),
    [
        ("User-agent: *\nDisallow: /private", 200, DAY, Verdict.PAGE),
        (None, 404, 29 * DAY, Verdict.PAGE),
        (ALL, 200, 29 * DAY, Verdict.BLOCKED),
        (None, 404, 30 * DAY, Verdict.BLOCKED),
    ],
)
async def test_a_copy_serves_for_thirty_days_where_no_new_one_can_be_had(
    site: Server, asking: Asking, trouble: Answer, copy: str | None, status: int, age: timedelta, verdict: Verdict
) -> None:
    site.answer(ROBOTS, trouble)
    at = datetime.now(UTC) - age
    memory = remembered(site, robots=copy, robots_status=status, robots_at=at, robots_again_at=at + DAY)
    async with client(asking, memory=memory) as look:
        seen = [(await look.visit(site.url("/advice"))).verdict for _ in range(2)]
    assert seen == [verdict, verdict]
    assert len(site.robots_log) == 1
    assert bool(site.log) == (verdict is Verdict.PAGE)


async def test_a_time_that_lies_too_far_ahead_is_not_believed(site: Server, asking: Asking) -> None:
    ahead = datetime.now(UTC) + 400 * DAY
    memory = remembered(site, robots=ALL, robots_status=200, robots_at=ahead - DAY, robots_again_at=ahead)
    assert (await visit(asking, site.url("/advice"), memory)).verdict is Verdict.PAGE


async def test_a_person_who_waits_has_it_asked_again_at_once_and_once(site: Server, asking: Asking) -> None:
    again = datetime.now(UTC) + timedelta(minutes=30)
    memory = remembered(site, robots_trouble="the answer was 503 Service Unavailable.", robots_again_at=again)
    assert (await visit(asking, site.url("/advice"), memory)).verdict is Verdict.BLOCKED
    assert site.robots_log == []
    site.answer(ROBOTS, Answer(503))
    async with client(asking, memory=memory, asks_anyway=True) as look:
        for _ in range(3):
            assert (await look.visit(site.url("/advice"))).verdict is Verdict.BLOCKED
    assert len(site.robots_log) == 1
    site.answer(ROBOTS, Answer(404))
    async with client(asking, memory=memory, asks_anyway=True) as look:
        assert (await look.visit(site.url("/advice"))).verdict is Verdict.PAGE


@pytest.mark.parametrize(
    ("robots", "path", "is_allowed"),
    [
        ("User-agent: *\nDisallow: /help", "/help/1", False),
        ("User-agent: *\nDisallow: /help", "/hel", True),
        ("User-agent: *\nDisallow:", "/help", True),
        ("user-agent:*\ndisallow:/help", "/help", False),
        ("User-agent: *\r\nDisallow: /help\r\n", "/help", False),
        ("\ufeffUser-agent: *\nDisallow: /help", "/help", False),
        ("User-agent: *\nDisallow: /help # all of it", "/help", False),
        ("User-agent: *\nDisallow: /\nAllow: /help", "/help", True),
        ("User-agent: *\nAllow: /help/old\nDisallow: /help", "/help/old", True),
        ("User-agent: *\nDisallow: /*?print=", "/help?print=1", False),
        ("User-agent: *\nDisallow: /help$", "/help/1", True),
        ("User-agent: *\nDisallow: /aide/cote-d%27ivoire", "/aide/cote-d'ivoire", False),
        ("User-agent: GreedyBot\nDisallow: /", "/help", True),
        ("User-agent: GreedyBot\nUser-agent: *\nDisallow: /", "/help", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: advisory-monitor\nDisallow: /private", "/help", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: advisory-monitor\nDisallow: /private", "/private", False),
        ("User-agent: Advisory-Monitor/1.0\nDisallow: /", "/help", False),
        ("User-agent: advisory\nDisallow: /\n\nUser-agent: *\nAllow: /", "/help", True),
        ("User-agent: monitor\nDisallow: /", "/help", True),
        ("User-agent: my-advisory-monitor\nDisallow: /", "/help", True),
        ("User-agent: advisory-monitor\nAllow: /a\n\nUser-agent: advisory-monitor\nDisallow: /b", "/b", False),
        ("Disallow: /", "/help", True),
        ("<html>\nUser-agent: *\nDisallow: /", "/help", True),
        ("\x00\x01\xff", "/help", True),
        ("", "/help", True),
    ],
)
def test_what_is_allowed(robots: str, path: str, is_allowed: bool) -> None:
    assert read_rules(robots, TOKEN).allow(f"https://www.example.org{path}") is is_allowed


@pytest.mark.parametrize(
    ("delay", "seconds"),
    [
        ("10", 10.0),
        ("0.5", 0.5),
        ("86400", 3_600.0),
        ("0", 0.0),
        ("-1", 0.0),
        ("soon", 0.0),
        ("inf", 0.0),
        ("nan", 0.0),
    ],
)
def test_crawl_delays(delay: str, seconds: float) -> None:
    assert read_rules(f"User-agent: *\nCrawl-delay: {delay}\n", TOKEN).delay == seconds


def test_the_crawl_delay_of_others_is_theirs() -> None:
    assert read_rules("User-agent: GreedyBot\nCrawl-delay: 30\n\nUser-agent: *\nDisallow: /x", TOKEN).delay == 0.0


def test_a_file_of_thousands_of_robots_with_thousands_of_rules_is_read() -> None:
    """The parser alone would keep 300 million rules."""
    agents = "".join(f"User-agent: robot{number}\n" for number in range(15_000))
    rules = read_rules(agents + "User-agent: *\n" + "Disallow: /private\n" * 20_000, TOKEN)
    assert not rules.allow("https://www.example.org/private")


def test_a_rule_full_of_stars_is_matched() -> None:
    rules = read_rules("User-agent: *\nDisallow: /" + "*a" * 200 + "*b$\n", TOKEN)
    assert rules.allow("https://www.example.org/" + "a" * 5_000)
