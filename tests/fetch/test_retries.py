"""A site that says "not now" is asked again after a while, as it wishes."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from servers import Answer, Raw, Server, redirect

from monitor.fetch.asking import Asking, HostRules
from monitor.fetch.client import client
from monitor.fetch.hosts import ShortMemory
from monitor.fetch.retries import Patience, retry_after
from monitor.fetch.visit import Verdict, Visit

PAGE = Answer(200, b"<p>Police 102.</p>")
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def asking(asking: Asking) -> Asking:
    return replace(asking, retry_for=5)


def busy(status: int = 503, *headers: tuple[str, str]) -> Answer:
    return Answer(status, b"busy", [("Content-Type", "text/html"), *headers])


async def visit(asking: Asking, url: str, memory: ShortMemory | None = None) -> Visit:
    async with client(asking, memory=memory) as look:
        return await look.visit(url)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_busy_site_is_asked_again(server: Server, asking: Asking, status: int) -> None:
    server.answer("/advice", busy(status), PAGE)
    seen = await visit(asking, server.url("/advice"))
    assert (seen.verdict, seen.next_try_at, len(server.log)) == (Verdict.PAGE, None, 2)


@pytest.mark.parametrize("status", [403, 404, 500, 502, 504])
async def test_no_other_answer_is_asked_for_twice(server: Server, asking: Asking, status: int) -> None:
    server.answer("/advice", Answer(status, b"no"), PAGE)
    assert (await visit(asking, server.url("/advice"))).status == status
    assert len(server.log) == 1


async def test_it_is_waited_as_long_as_the_site_asks(server: Server, asking: Asking) -> None:
    server.answer("/advice", busy(429, ("Retry-After", "1")), PAGE)
    assert (await visit(asking, server.url("/advice"))).verdict is Verdict.PAGE
    first, second = server.log
    assert second.at - first.at > 0.95


async def test_it_is_waited_until_the_date_that_the_site_names(server: Server, asking: Asking) -> None:
    # By the site's own clock, which may be wrong.
    dates = [("Date", "Sat, 01 Mar 2014 12:00:00 GMT"), ("Retry-After", "Sat, 01 Mar 2014 12:00:01 GMT")]
    server.answer("/advice", busy(503, *dates), PAGE)
    assert (await visit(asking, server.url("/advice"))).verdict is Verdict.PAGE
    first, second = server.log
    assert second.at - first.at > 0.95


@pytest.mark.parametrize("status", [429, 503])
async def test_who_asks_for_more_patience_than_there_is_is_left_alone(
    server: Server, asking: Asking, status: int
) -> None:
    server.answer("/advice", busy(status, ("Retry-After", "3600")))
    server.answer("/other", PAGE)
    memory = ShortMemory()
    seen = await visit(asking, server.url("/advice"), memory)
    assert (seen.status, len(server.log)) == (status, 1)
    assert seen.next_try_at is not None
    assert abs(seen.next_try_at - seen.at - timedelta(hours=1)) < timedelta(minutes=1)
    second = await visit(asking, server.url("/other"), memory)
    assert (second.verdict, second.status, second.next_try_at) == (seen.verdict, None, seen.next_try_at)
    assert second.reason.startswith(f"127.0.0.1 asked to be left alone until {seen.next_try_at:%Y-%m-%d %H:%M} UTC (")
    assert len(server.log) == 1


async def test_that_holds_for_the_whole_way_of_a_page(server: Server, asking: Asking) -> None:
    server.answer("/advice", redirect("/there"))
    server.answer("/there", busy(503, ("Retry-After", "3600")))
    seen = await visit(asking, server.url("/advice"))
    assert seen.next_try_at is not None


async def test_patience_ends(server: Server, asking: Asking) -> None:
    server.answer("/advice", busy())
    seen = await visit(replace(asking, retry_for=2), server.url("/advice"))
    assert (seen.verdict, seen.reason) == (Verdict.FAILED, "The site has a fault: 503 Service Unavailable.")
    assert len(server.log) == 3


async def test_without_patience_it_is_asked_once(server: Server, asking: Asking) -> None:
    server.answer("/advice", busy(429, ("Retry-After", "0")), PAGE)
    assert (await visit(replace(asking, retry_for=0), server.url("/advice"))).status == 429
    assert len(server.log) == 1


async def test_while_a_site_is_busy_nobody_else_asks_it(server: Server, asking: Asking) -> None:
    server.answer("/first", busy(), busy(), PAGE)
    server.answer("/second", PAGE)
    async with client(asking) as look:
        seen = await asyncio.gather(*(look.visit(server.url(path)) for path in ("/first", "/second")))
    assert [each.verdict for each in seen] == [Verdict.PAGE, Verdict.PAGE]
    assert [asked.path for asked in server.log] == ["/first", "/first", "/first", "/second"]


async def test_a_site_that_was_busy_all_the_time_has_no_more_patience_of_ours(server: Server, asking: Asking) -> None:
    server.answer("/advice", busy())
    async with client(replace(asking, retry_for=1)) as look:
        seen = [await look.visit(server.url("/advice")) for _ in range(6)]
    assert len(server.log) == 2 + 4
    assert [each.status for each in seen] == [503] * 5 + [None]


async def test_a_try_that_breaks_off_is_told_as_what_it_is(server: Server, asking: Asking) -> None:
    server.answer("/advice", busy(), Raw([], reset=True))
    seen = await visit(asking, server.url("/advice"))
    assert (seen.verdict, seen.status) == (Verdict.FAILED, None)
    assert len(server.log) == 2


async def test_each_try_keeps_the_pace(server: Server, asking: Asking) -> None:
    server.answer("/advice", busy(), PAGE)
    slow = replace(asking, rules=HostRules(pace=1.0), obeys_robots=False)
    assert (await visit(slow, server.url("/advice"))).verdict is Verdict.PAGE
    first, second = server.log
    assert second.at - first.at > 0.95


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 120 ", 120.0),
        ("9" * 400, 999_999_999_999.0),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
        ("٣", None),
        ("1e3", None),
        ("Sun, 01 Mar 2026 12:01:00 GMT", 60.0),
        ("Sunday, 01-Mar-26 12:01:00 GMT", 60.0),
        ("Sun Mar  1 12:01:00 2026", 60.0),
        ("Sun, 01 Mar 2026 13:01:00 +0100", 60.0),
        ("Sun, 01 Mar 2026 11:59:59 GMT", None),
        ("Sun, 01 Mar 99999999999 12:00:00 GMT", None),
        ("Sun, 99 Mar 2026 12:00:00 GMT", None),
        ("2026-03-01T12:01:00Z", None),
    ],
)
def test_what_a_site_may_ask_for(value: str, seconds: float | None) -> None:
    assert retry_after([("retry-after", value)], NOW) == seconds


def test_a_site_that_asks_for_nothing() -> None:
    assert retry_after([("Content-Type", "text/html")], NOW) is None


def test_the_clock_of_the_site_counts_and_not_ours() -> None:
    theirs = NOW - timedelta(days=1)
    headers = [("Date", format_datetime(theirs)), ("Retry-After", format_datetime(theirs + timedelta(minutes=1)))]
    assert retry_after(headers, NOW) == 60.0


def test_waits_grow_and_end_with_the_budget() -> None:
    patience = Patience(20)
    waits: list[float] = []
    while (wait := patience.wait(None)) is not None:
        waits.append(wait)
    assert sum(waits) <= 20
    assert all(later > earlier * 1.5 for earlier, later in pairwise(waits))
    assert 0.5 <= waits[0] <= 0.625


def test_a_site_that_asks_for_less_than_we_would_wait_does_not_hurry_us() -> None:
    assert (Patience(20).wait(0.0) or 0.0) >= 0.5
    assert Patience(20).wait(7.0) == 7.0
    assert Patience(20).wait(21.0) is None
