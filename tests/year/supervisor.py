"""Starts the daemon again and again, as systemd would, until the play is over; and keeps the time meanwhile.

Each life is a forked process: what is imported and read once is there for all of them. Killed is a whole process, with
SIGKILL.
"""

from __future__ import annotations

import os
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from year.clock import kept
from year.ledger import Ledger, Lived, lived
from year.life import Life, live
from year.plan import Death, Plan
from year.scene import Scene
from year.world import bound

_FAST = 30.0
"""Seconds of the virtual clock between the end of a life that was not planned to end and the next."""
_MOST_FALLS = 5
"""Lives that end by themselves before that is given up: the daemon does not run."""


class FellError(Exception):
    """The daemon ended by itself, again and again."""


def play(
    scene: Scene, plan: Plan, folder: Path, told: Callable[[Lived], None] = lambda lived: None
) -> tuple[Scene, list[Lived]]:
    """Play it all; gives the scene with its ports, and the lives.

    Args:
        folder: where everything is kept, empty before.
        told: called after each life.

    Raises:
        FellError: the daemon does not keep running.
    """
    kept_free = {name: _free() for name in scene.services}
    scene = replace(scene, ports={name: end.getsockname()[1] for name, end in kept_free.items()})
    scene.write(folder)
    ledger = Ledger(folder)
    deaths = [*plan.deaths, Death(plan.end, "end", 0, 0.0)]
    now, number, falls = plan.start, 0, 0
    while deaths:
        death = deaths[0]
        if death.at <= now:
            death = replace(death, at=now + 60.0)
        status = _in_a_child(Life(scene, plan, folder, number, now, death))
        ended = kept(folder / "clock")
        is_planned = os.waitstatus_to_exitcode(status) == (0 if death.kind in ("stop", "end") else -9)
        line = Lived(number, now, ended, death.kind if is_planned else "fell", status)
        ledger.write(line)
        told(line)
        number += 1
        if is_planned:
            deaths.pop(0)
            now = ended + death.pause
        else:
            falls += 1
            now = ended + _FAST
            if falls >= _MOST_FALLS:
                raise FellError(f"the daemon ended by itself {falls} times; see {folder / 'daemon.log'}")
    for end in kept_free.values():
        end.close()
    return scene, lived(folder)


def _free() -> socket.socket:
    """A socket that holds a free port without listening: others of this program may listen there."""
    return bound(0)


def _in_a_child(life: Life) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        live(life)
        os._exit(0)
    except BaseException:
        with (life.folder / "daemon.log").open("a") as file:
            traceback.print_exc(file=file)
        os._exit(1)
