"""Hosts take turns, and none gets more of us at once than it is to."""

from __future__ import annotations

import asyncio
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from monitor.host_queue import HostQueue, host_of


def filled(*things: str, at_once: int = 1) -> HostQueue[str]:
    queue: HostQueue[str] = HostQueue(lambda host: at_once)
    for thing in things:
        queue.put(thing[0], thing)
    return queue


def taken(queue: HostQueue[str]) -> list[str]:
    """What is given out where each thing is done before the next is taken."""
    order = []
    while (each := queue.take()) is not None:
        order.append(each[1])
        queue.done(each[0])
    return order


def test_hosts_take_turns_and_each_keeps_its_order() -> None:
    assert taken(filled("a1", "a2", "a3", "b1", "b2", "c1")) == ["a1", "b1", "c1", "a2", "b2", "a3"]


def test_a_host_is_not_given_out_again_before_it_is_done() -> None:
    queue = filled("a1", "a2", "b1")
    assert [queue.take(), queue.take(), queue.take()] == [("a", "a1"), ("b", "b1"), None]
    queue.done("a")
    assert queue.take() == ("a", "a2")


def test_a_host_that_allows_two_at_once_gets_two() -> None:
    queue = filled("a1", "a2", "a3", at_once=2)
    assert [queue.take(), queue.take(), queue.take()] == [("a", "a1"), ("a", "a2"), None]


def test_who_waits_gets_what_is_put_later_and_none_when_it_closes() -> None:
    async def main() -> tuple[object, object]:
        queue: HostQueue[str] = HostQueue()
        first = asyncio.create_task(queue.get())
        await asyncio.sleep(0)
        queue.put("a", "a1")
        got = await first
        second = asyncio.create_task(queue.get())
        await asyncio.sleep(0)
        queue.close()
        return got, await second

    assert asyncio.run(main()) == (("a", "a1"), None)


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.booleans())),
    st.integers(min_value=1, max_value=3),
)
def test_nothing_is_lost_and_no_host_gets_too_much(steps: list[tuple[str, bool]], at_once: int) -> None:
    queue: HostQueue[int] = HostQueue(lambda host: at_once)
    out: list[str] = []
    seen: list[int] = []
    for number, (host, puts) in enumerate(steps):
        if puts:
            queue.put(host, number)
        elif (got := queue.take()) is not None:
            out.append(got[0])
            seen.append(got[1])
        elif out:
            queue.done(out.pop(0))
        assert max(Counter(out).values(), default=0) <= at_once
    while out or queue.open_places:
        while (got := queue.take()) is not None:
            out.append(got[0])
            seen.append(got[1])
        queue.done(out.pop())
    assert sorted(seen) == [number for number, (_, puts) in enumerate(steps) if puts]


def test_the_host_of_a_url_has_its_port_and_no_capitals() -> None:
    assert host_of("https://WWW.gov.uk:443/a") == "www.gov.uk:443"
    assert host_of("http://[::1]:80/") == "[::1]:80"
    assert host_of("nonsense") == "nonsense"


def test_of_many_who_wait_one_is_woken_for_each_thing_also_where_one_of_them_gave_up() -> None:
    async def main() -> tuple[list[str], int]:
        queue: HostQueue[str] = HostQueue(lambda host: 9)
        waiting = [asyncio.create_task(queue.get()) for _ in range(5)]
        await asyncio.sleep(0)
        queue.put("a", "a1")
        waiting[0].cancel()  # it was woken, and takes nothing
        queue.put("a", "a2")
        done, rest = await asyncio.wait(waiting[1:], timeout=5, return_when=asyncio.FIRST_COMPLETED)
        while len(done) < 2:
            more, rest = await asyncio.wait(rest, timeout=5, return_when=asyncio.FIRST_COMPLETED)
            done |= more
        queue.close()
        await asyncio.gather(*waiting, return_exceptions=True)
        return sorted(each.result()[1] for each in done if (each.result() is not None)), len(rest)

    assert asyncio.run(main()) == (["a1", "a2"], 2)
