from __future__ import annotations

import asyncio

from fetch_helpers import Hands

from monitor.fetch.pace import Pace


async def ask(pace: Pace, host: str = "www.gov.uk", seconds: float = 2.0, at_once: int = 1) -> None:
    async with pace.turn(host, seconds, at_once):
        pass


async def test_the_first_request_does_not_wait_and_the_others_keep_their_distance() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    starts: list[tuple[int, float]] = []

    async def one(number: int) -> None:
        async with pace.turn("www.gov.uk", 2.0, 1):
            starts.append((number, hands.now))

    await asyncio.gather(*(one(number) for number in range(4)))
    assert starts == [(0, 100.0), (1, 102.0), (2, 104.0), (3, 106.0)]


async def test_who_comes_late_enough_does_not_wait() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    await ask(pace)
    hands.now += 5
    await ask(pace)
    assert hands.now == 105.0


async def test_a_timer_that_fires_early_does_not_quicken_the_pace() -> None:
    hands = Hands()

    async def hasty(seconds: float) -> None:
        await hands.sleep(max(seconds / 2, 0.25))

    pace = Pace(None, hands.clock, hasty)
    await ask(pace)
    await ask(pace)
    assert hands.now >= 102.0


async def test_hosts_do_not_wait_for_each_other() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    for host in ("www.gov.uk", "travel.state.gov", "travel.gc.ca"):
        await ask(pace, host, 60.0)
    assert hands.now == 100.0


async def test_who_gives_up_waiting_does_not_hold_up_the_next() -> None:
    hands = Hands()
    forever = asyncio.Event()
    waits = 0

    async def sleep(seconds: float) -> None:
        nonlocal waits
        waits += 1
        if waits == 1:
            await forever.wait()
        await hands.sleep(seconds)

    pace = Pace(None, hands.clock, sleep)
    await ask(pace)
    impatient = asyncio.create_task(ask(pace))
    await asyncio.sleep(0)
    impatient.cancel()
    await ask(pace)
    assert impatient.cancelled()
    assert hands.now == 102.0


async def test_no_pace_is_no_waiting() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    for _ in range(3):
        await ask(pace, seconds=0.0)
    assert hands.now == 100.0


async def most_at_once(pace: Pace, at_once: int, asking: int = 6) -> int:
    """How many of so many who ask were under way together."""
    under_way = most = 0

    async def one() -> None:
        nonlocal under_way, most
        async with pace.turn("www.gov.uk", 0.0, at_once):
            under_way += 1
            most = max(most, under_way)
            for _ in range(10):  # all others get their chance
                await asyncio.sleep(0)
            under_way -= 1

    await asyncio.gather(*(one() for _ in range(asking)))
    return most


async def test_no_more_are_under_way_than_may_be() -> None:
    assert [await most_at_once(Pace(), at_once) for at_once in (1, 2, 20)] == [1, 2, 6]


async def test_a_request_that_fails_makes_room_for_the_next() -> None:
    pace = Pace()
    for _ in range(3):
        try:
            async with pace.turn("www.gov.uk", 0.0, 1):
                raise ValueError
        except ValueError:
            pass
    assert await most_at_once(pace, 1) == 1


async def test_a_host_that_asks_for_patience_is_not_asked_by_anybody_meanwhile() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    async with pace.turn("www.gov.uk", 0.0, 2) as turn:
        turn.hold(30)
        await ask(pace, seconds=0.0, at_once=2)
        assert hands.now == 130.0
        await ask(pace, "travel.gc.ca", 0.0)
        assert hands.now == 130.0


async def test_a_second_start_in_the_same_turn_keeps_the_pace() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    async with pace.turn("www.gov.uk", 2.0, 1) as turn:
        await turn.start()
        assert hands.now == 102.0
    await ask(pace)
    assert hands.now == 104.0


async def test_the_pace_counts_from_when_a_request_has_left() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    async with pace.turn("www.gov.uk", 2.0, 1) as turn:
        hands.now += 1  # it took so long to connect
        await turn.extensions["trace"]("http11.send_request_headers.complete", {})
        hands.now += 0.5
    await ask(pace)
    assert hands.now == 103.0


async def test_hosts_that_nobody_asks_any_more_are_forgotten() -> None:
    hands = Hands()
    pace = Pace(None, hands.clock, hands.sleep)
    async with pace.turn("www.gov.uk", 1.0, 1):
        for number in range(5_000):
            hands.now += 10
            await ask(pace, f"{number}.example.org", 1.0)
        assert len(pace._lines) < 2_000
        assert "www.gov.uk" in pace._lines
