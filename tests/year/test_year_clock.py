"""The virtual clock: it jumps where nothing can happen, and stands still while something is on its way."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from year.clock import Clock, kept
from year.loop import VirtualLoop

YEAR = 365 * 86_400.0


def run(folder: Path, main: Coroutine[Any, Any, None]) -> Clock:
    clock = Clock(folder / "clock", 1_700_000_000.0)
    with asyncio.Runner(loop_factory=lambda: VirtualLoop(clock)) as runner:
        runner.run(main)
    return clock


def test_a_year_of_waiting_takes_no_time_and_is_kept_for_who_comes_after(tmp_path: Path) -> None:
    clock = run(tmp_path, asyncio.sleep(YEAR))
    assert YEAR <= clock.seconds - 1_700_000_000 < YEAR + 1
    assert kept(tmp_path / "clock") == clock.seconds


def test_no_timer_fires_while_bytes_are_on_their_way(tmp_path: Path) -> None:
    async def main() -> None:
        async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while data := await reader.read(1000):
                writer.write(data)
            writer.close()

        server = await asyncio.start_server(echo, "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for _ in range(200):
            async with asyncio.timeout(1):  # of the virtual clock: one jump would be its end
                writer.write(b"x" * 100_000)
                await reader.readexactly(100_000)
        writer.close()
        await writer.wait_closed()
        server.close()

    run(tmp_path, main())


def test_no_timer_fires_while_a_thread_is_at_work(tmp_path: Path) -> None:
    async def main() -> None:
        waits = threading.Event()
        threading.Timer(0.05, waits.set).start()
        async with asyncio.timeout(1):
            await asyncio.to_thread(waits.wait)

    run(tmp_path, main())


def test_timers_fire_in_their_order_and_at_their_time(tmp_path: Path) -> None:
    fired: list[tuple[int, int]] = []

    async def main() -> None:
        loop = asyncio.get_running_loop()
        begin = loop.time()

        def fire(hours: int) -> None:
            fired.append((hours, round((loop.time() - begin) / 3600)))

        for hours in (48, 1, 24):
            loop.call_later(3600 * hours, fire, hours)
        await asyncio.sleep(3600 * 72)

    run(tmp_path, main())
    assert fired == [(1, 1), (24, 24), (48, 48)]
