"""A command as a child process, measured from its start to its exit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Ran:
    """What a child took, by the system's own account of it (`wait4`)."""

    wall: float
    """Seconds from its start to its exit."""
    cpu: float
    """Seconds of user and system time."""
    peak: float
    """Megabytes (10^6 bytes) of memory at the most. Linux counts from the parent's size at the start, so the parent
    must be smaller than the child: benchmarks that use this import neither httpx nor the program."""
    code: int
    output: str
    """Of both streams."""


class Children:
    """Runs commands with this Python, one after another; modules are compiled, as those of an installed program are."""

    def __init__(self, folder: Path, state: Path) -> None:
        """`folder` takes what they print, and the compiled modules.

        Args:
            state: where programs keep what they have in common (XDG_STATE_HOME), such as their turns at hosts: those of
                another benchmark at the same time are none of ours.
        """
        self._environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        self._environment["PYTHONPYCACHEPREFIX"] = str(folder / "pycache")
        self._environment["XDG_STATE_HOME"] = str(state)
        self._output = folder / "output"

    def run(self, *arguments: str | Path, watch: Callable[[int], None] | None = None) -> Ran:
        """Run `python` with these arguments in the root of the project, to its end.

        Args:
            watch: called with the child's process id when it has started.
        """
        with self._output.open("wb") as output:
            start = time.perf_counter()
            process = subprocess.Popen(
                [sys.executable, *arguments], cwd=ROOT, env=self._environment, stdout=output, stderr=output
            )
            if watch is not None:
                watch(process.pid)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        kilobytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
        output_text = self._output.read_text(errors="replace")
        return Ran(wall, usage.ru_utime + usage.ru_stime, kilobytes * 1024 / 1e6, process.returncode, output_text)

    def monitor(self, *arguments: str | Path, watch: Callable[[int], None] | None = None) -> Ran:
        """Run the program itself."""
        return self.run("-m", "monitor", *arguments, watch=watch)
