"""`monitor run` as a process of its own, and what it says."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from command import COMMAND
from world import World

PATIENCE = 60.0
"""Seconds that a test waits for what it expects before it fails."""


class Running:
    """A daemon, and what it said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._news:
                self.lines.append(line.rstrip())
                self._news.notify_all()

    def wait_for(self, words: str) -> None:
        """Wait until it has said this."""
        with self._news:
            assert self._news.wait_for(lambda: any(words in line for line in self.lines), PATIENCE), self.lines

    def end(self, *signals: int) -> tuple[int, float]:
        """Send these signals; gives the exit code and how many seconds it took to end."""
        started = time.monotonic()
        for number in signals:
            self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code, time.monotonic() - started


@contextmanager
def daemon(world: World, *options: str, **environ: str) -> Iterator[Running]:
    """`monitor run` in the world's folder; killed where it has not ended at the end of the block."""
    with subprocess.Popen(
        [*COMMAND, "run", *options], cwd=world.folder, env={**os.environ, **world.environ, **environ}, text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as started:  # fmt: skip
        try:
            yield Running(started)
        finally:
            started.kill()
