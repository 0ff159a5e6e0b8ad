from __future__ import annotations

import asyncio

from monitor.fetch.pace import Pace


class Hands:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)


async def test_the_first_request_does_not_wait_and_the_others_keep_their_distance() -> None:
    hands = Hands()
    pace = Pace(2.0, hands.clock, hands.sleep)
    starts: list[tuple[int, float]] = []

    async def ask(number: int) -> None:
        await pace.turn("www.gov.uk")
        starts.append((number, hands.now))

    await asyncio.gather(*(ask(number) for number in range(4)))
    assert starts == [(0, 100.0), (1, 102.0), (2, 104.0), (3, 106.0)]


async def test_who_comes_late_enough_does_not_wait() -> None:
    hands = Hands()
    pace = Pace(2.0, hands.clock, hands.sleep)
    await pace.turn("www.gov.uk")
    hands.now += 5
    await pace.turn("www.gov.uk")
    assert hands.now == 105.0


async def test_a_timer_that_fires_early_does_not_quicken_the_pace() -> None:
    hands = Hands()

    async def hasty(seconds: float) -> None:
        await hands.sleep(max(seconds / 2, 0.25))

    pace = Pace(2.0, hands.clock, hasty)
    await pace.turn("www.gov.uk")
    await pace.turn("www.gov.uk")
    assert hands.now >= 102.0


async def test_hosts_do_not_wait_for_each_other() -> None:
    hands = Hands()
    pace = Pace(60.0, hands.clock, hands.sleep)
    for host in ("www.gov.uk", "travel.state.gov", "travel.gc.ca"):
        await pace.turn(host)
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

    pace = Pace(2.0, hands.clock, sleep)
    await pace.turn("www.gov.uk")
    impatient = asyncio.create_task(pace.turn("www.gov.uk"))
    await asyncio.sleep(0)
    impatient.cancel()
    await pace.turn("www.gov.uk")
    assert impatient.cancelled()
    assert hands.now == 102.0


async def test_no_pace_is_no_waiting() -> None:
    hands = Hands()
    pace = Pace(0.0, hands.clock, hands.sleep)
    for _ in range(3):
        await pace.turn("www.gov.uk")
    assert hands.now == 100.0
