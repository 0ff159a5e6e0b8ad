"""The command line, as its users start it."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
CONTRACT = SHARED / "contract/change.schema.json"
COMMAND = [sys.executable, "-m", "monitor"]


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one line on standard error, of a command that could not do what it was asked."""
        assert self.out == ""
        (line,) = self.err.splitlines()
        assert line.startswith("monitor: ")
        return line.removeprefix("monitor: ")


def process(*args: str, cwd: Path, environ: Mapping[str, str] | None = None, may_write_anywhere: bool = True) -> Done:
    """Run the command in a process of its own.

    `may_write_anywhere` is false: root, too, may only write where the rights allow it.
    """
    done = subprocess.run(
        [*COMMAND, *args],
        cwd=cwd,
        env={**os.environ, **(environ or {})},
        capture_output=True,
        timeout=60,
        check=False,
        preexec_fn=None if may_write_anywhere else _give_up_overrides,
    )
    return Done(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def _give_up_overrides() -> None:
    """Drop CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH from what the next program may have."""
    if sys.platform == "linux" and os.geteuid() == 0:
        prctl = ctypes.CDLL(None).prctl
        for capability in (1, 2):
            prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP
