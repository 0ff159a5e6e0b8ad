"""A daemon in the process of a test, and what it says."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from world import World

from monitor.daemon import Daemon
from monitor.sources.addresses import addresses
from monitor.store import Store

PATIENCE = 30.0
"""Seconds that a test waits for what it expects before it fails."""


class Lines(logging.Handler):
    """What the daemon said, and a way to wait for more of it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.news = asyncio.Event()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())
        self.news.set()

    async def wait_for(self, words: str, times: int = 1) -> None:
        async with asyncio.timeout(PATIENCE):
            while len([line for line in self.lines if words in line]) < times:
                self.news.clear()
                await self.news.wait()


@asynccontextmanager
async def running(world: World, patience: float = 5.0) -> AsyncIterator[tuple[Daemon, Lines]]:
    """A daemon over the world's sources; it is told to end at the end of the block, and must then end."""
    lines = Lines()
    log = logging.getLogger("monitor")
    level = log.level
    log.addHandler(lines)
    log.setLevel(logging.DEBUG)
    try:
        with Store.open(world.snapshots, patience=patience) as store:
            made = Daemon(world.config, store, addresses(world.config))
            task = asyncio.create_task(made.run())
            try:
                yield made, lines
            finally:
                made.stop()
                async with asyncio.timeout(PATIENCE):
                    await task
    finally:
        log.removeHandler(lines)
        log.setLevel(level)
