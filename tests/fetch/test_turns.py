"""Several programs on one machine take turns at a host."""

from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from fetch_helpers import Hands

from monitor.fetch.pace import Pace
from monitor.fetch.turns import Turns

HOST = "www.gov.uk"


@pytest.fixture
def hands() -> Hands:
    return Hands(1_700_000_000.0)


def turns(folder: Path, hands: Hands) -> Turns:
    return Turns(folder, hands.clock, hands.sleep)


def files(folder: Path) -> list[Path]:
    return list(folder.iterdir())


async def start(these: Turns, seconds: float = 2.0) -> None:
    these.sent(await these.start(HOST, seconds))


async def test_the_pace_holds_for_two_programs_together(tmp_path: Path, hands: Hands) -> None:
    one, other = turns(tmp_path, hands), turns(tmp_path, hands)
    began = hands.now
    await start(one)
    await start(other)
    await start(one)
    assert hands.now - began == pytest.approx(4.0)


async def test_the_pace_holds_after_a_restart(tmp_path: Path, hands: Hands) -> None:
    began = hands.now
    for _ in range(3):
        await start(turns(tmp_path, hands))
    assert hands.now - began == pytest.approx(4.0)


async def test_a_start_that_lies_ahead_is_waited_for_no_longer_than_a_pace(tmp_path: Path, hands: Hands) -> None:
    hands.now += 86_400
    await start(turns(tmp_path, hands))
    hands.now -= 86_400  # somebody set the clock back
    began = hands.now
    await start(turns(tmp_path, hands))
    assert hands.now - began == pytest.approx(2.0)
    await start(turns(tmp_path, hands))
    assert hands.now - began == pytest.approx(4.0)


@pytest.mark.parametrize("junk", [b"", b"banana\n", b"\xff\xfe\x00", b"-5\n", b"nan\n", b"inf\n", b"9" * 400])
async def test_a_file_that_tells_no_time_is_no_start(tmp_path: Path, hands: Hands, junk: bytes) -> None:
    (tmp_path / f"{HOST}.start").write_bytes(junk)
    began = hands.now
    await start(turns(tmp_path, hands))
    assert hands.now == began


async def test_a_slot_that_another_program_has_is_waited_for(tmp_path: Path, hands: Hands) -> None:
    one, other = turns(tmp_path, hands), turns(tmp_path, hands)
    first = await one.slot(HOST, 1)
    second = asyncio.create_task(other.slot(HOST, 1))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not second.done()
    one.give(first)
    other.give(await second)


async def test_who_waits_for_another_program_for_minutes_says_so_once(
    tmp_path: Path, hands: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    stopped = turns(tmp_path, hands)
    held = [await stopped.slot(HOST, 1)]
    began = hands.now

    async def sleep(seconds: float) -> None:
        await hands.sleep(seconds)
        assert bool(caplog.messages) is (hands.now - began >= 120)
        if held and hands.now - began > 500:
            stopped.give(held.pop())

    with caplog.at_level(logging.WARNING):
        waiter = Turns(tmp_path, hands.clock, sleep)
        slot = await waiter.slot(HOST, 1)
    assert not held
    waiter.give(slot)
    assert caplog.messages == [
        f"{tmp_path / HOST}.1 has been held by another program for 120 s: it is waited for; end it if it is stopped"
    ]


async def test_hosts_do_not_wait_for_each_other(tmp_path: Path, hands: Hands) -> None:
    one, other = turns(tmp_path, hands), turns(tmp_path, hands)
    held = await one.slot("www.gov.uk", 1)
    other.give(await other.slot("travel.gc.ca", 1))
    one.give(held)


async def test_as_many_as_may_be_are_under_way_together(tmp_path: Path, hands: Hands) -> None:
    one, other = turns(tmp_path, hands), turns(tmp_path, hands)
    first, second = await one.slot(HOST, 2), await other.slot(HOST, 2)
    third = asyncio.create_task(one.slot(HOST, 2))
    for _ in range(10):
        await asyncio.sleep(0)
    assert not third.done()
    other.give(second)
    one.give(await third)
    one.give(first)


async def test_who_starts_again_within_a_turn_does_not_wait_for_those_who_wait_for_it(
    tmp_path: Path, hands: Hands
) -> None:
    here = Pace(turns(tmp_path, hands), hands.clock, hands.sleep)
    there = Pace(turns(tmp_path, hands), hands.clock, hands.sleep)

    async def visit(pace: Pace) -> None:
        async with pace.turn(HOST, 1.0, 1):
            pass

    async with here.turn(HOST, 1.0, 1) as turn:
        waiting = [asyncio.create_task(visit(pace)) for pace in (there, here, there)]
        for _ in range(10):
            await asyncio.sleep(0)
        await turn.start()
        await turn.start()
        assert not any(task.done() for task in waiting)
    await asyncio.gather(*waiting)


@pytest.mark.parametrize("host", ["a" * 60 + ".b" * 90, "[::1]:8000", "127.0.0.1:80", "xn--bcher-kva.example"])
async def test_any_host_has_its_files(tmp_path: Path, hands: Hands, host: str) -> None:
    these = turns(tmp_path, hands)
    these.give(await these.slot(host, 1))
    these.sent(await these.start(host, 1.0))
    assert len(files(tmp_path)) == 3


async def test_without_its_folder_each_program_goes_by_itself_and_says_so_once(
    tmp_path: Path, hands: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    these = turns(tmp_path / "missing", hands)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert await these.slot(HOST, 1) is None
            these.sent(await these.start(HOST, 1.0))
            these.give(None)
    assert caplog.messages == [
        f"{tmp_path / 'missing'} cannot be used (No such file or directory): "
        "other programs on this machine may ask the same hosts at the same time"
    ]


@asynccontextmanager
async def another_program(code: str, *given: object) -> AsyncIterator[asyncio.subprocess.Process]:
    program = await asyncio.create_subprocess_exec(
        sys.executable, "-c", code, *map(str, given), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield program
    finally:
        if program.returncode is None:
            program.kill()
        await program.wait()


HOLDS = """
import asyncio, sys
from pathlib import Path
from monitor.fetch.turns import Turns
asyncio.run(Turns(Path(sys.argv[1])).slot(sys.argv[2], 1))
print("held", flush=True)
sys.stdin.read()
"""


async def test_the_slot_of_a_program_that_was_killed_is_free(tmp_path: Path) -> None:
    async with another_program(HOLDS, tmp_path, HOST) as program:
        assert program.stdout is not None
        assert await program.stdout.readline() == b"held\n"
        waits = 0

        async def sleep(seconds: float) -> None:
            nonlocal waits
            waits += 1
            program.kill()
            await program.wait()

        these = Turns(tmp_path, sleep=sleep)
        slot = await these.slot(HOST, 1)
        assert slot is not None
        assert waits == 1
        these.give(slot)


# A file that is there as long as a request is under way: who finds it there is the second.
ASKS = """
import asyncio, os, sys
from pathlib import Path
from monitor.fetch.pace import Pace
from monitor.fetch.turns import Turns
folder, host, mark = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
pace = Pace(Turns(folder))
async def one():
    async with pace.turn(host, 0.0, 1):
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
        for _ in range(20):
            await asyncio.sleep(0)
        mark.unlink()
async def main():
    await asyncio.gather(*(one() for _ in range(40)))
print("ready", flush=True)
sys.stdin.readline()
asyncio.run(main())
"""


async def test_three_programs_have_one_request_under_way_and_all_get_their_turns(tmp_path: Path) -> None:
    folder = tmp_path / "turns"
    folder.mkdir()

    async with AsyncExitStack() as stack:
        programs = [
            await stack.enter_async_context(another_program(ASKS, folder, HOST, tmp_path / "under-way"))
            for _ in range(3)
        ]
        for program in programs:
            assert program.stdout is not None
            assert await program.stdout.readline() == b"ready\n"
        for program in programs:
            assert program.stdin is not None
            program.stdin.write(b"go\n")
        ended = await asyncio.wait_for(asyncio.gather(*(program.wait() for program in programs)), 60)
    assert ended == [0, 0, 0]
