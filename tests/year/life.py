"""One life of the daemon: it and the world around it in one process, which the plan may end at any moment."""

from __future__ import annotations

import asyncio
import logging
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from monitor.daemon import Daemon
from monitor.daemon import daemon as daemon_module
from monitor.sources.addresses import addresses
from monitor.sources.config import load
from monitor.store import Store
from year.archive import Bodies
from year.clock import Clock
from year.ledger import Ledger
from year.loop import VirtualLoop
from year.plan import DAY, Death, Plan, Troubles
from year.scene import Scene
from year.world import World


@dataclass(frozen=True, slots=True)
class Life:
    """What one life is made of."""

    scene: Scene
    plan: Plan
    folder: Path
    number: int
    start: float
    death: Death
    """How it ends."""


def live(life: Life) -> None:
    """Live it. Comes back where it ends by SIGTERM; a kill does not."""
    clock = Clock(life.folder / "clock", life.start)
    clock.begin()
    random.seed(f"{life.scene.seed}/{life.number}")
    os.environ |= {"XDG_STATE_HOME": str(life.folder)} | life.scene.environ
    _log_to(life.folder / "daemon.log")
    daemon_module.FILE_EVERY = _FILE_EVERY
    daemon_module.LOOK_ROUND_EVERY = timedelta(minutes=life.scene.look_round)
    loop = VirtualLoop(clock)
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(_life(life, clock, loop))
    if loop.lost_patience:
        logging.getLogger("year").warning("%d times bytes were on their way for too long", loop.lost_patience)


async def _life(life: Life, clock: Clock, loop: VirtualLoop) -> None:
    with life.scene.blobs() as blobs:
        ledger = Ledger(life.folder)
        world = World(
            life.scene.sites, Bodies(blobs), life.scene.ports, Troubles(life.plan.outages), ledger, clock, life.number
        )
        await world.open()
        config = load(life.folder / "sources.yaml")
        with Store.open(config.snapshots) as store:
            daemon = Daemon(config, store, addresses(config))
            loop.call_at(world.until(life.death.at), _begin_death, life.death, world)
            await daemon.run()
            loop.is_over = True


def _begin_death(death: Death, world: World) -> None:
    if death.kind in ("stop", "end"):
        os.kill(os.getpid(), signal.SIGTERM)
        return
    if death.kind == "sending":
        world.on_accepted = _kill_after(death.turns)
    elif death.kind == "looking":
        world.on_news = _kill_after(death.turns)
    # Where nothing is sent, or nothing changes, it ends all the same.
    asyncio.get_running_loop().call_later(_WAITS if death.kind in ("sending", "looking") else 0.0, _kill)


def _kill_after(turns: int) -> Callable[[], None]:
    """What kills this process when the loop has turned so often more since the first call."""
    left: list[int] = []

    def begin() -> None:
        if not left:
            left.append(turns)
            turn()

    def turn() -> None:
        if left[0] == 0:
            _kill()
        left[0] -= 1
        asyncio.get_running_loop().call_soon(turn)

    return begin


def _kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
    while True:  # the signal may take a moment
        pass


def _log_to(path: Path) -> None:
    lines = logging.FileHandler(path)
    lines.setFormatter(logging.Formatter("%(asctime)sZ %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S"))
    lines.formatter.converter = time.gmtime  # type: ignore[union-attr]
    root = logging.getLogger()
    root.handlers[:] = [lines]
    root.setLevel(logging.WARNING)
    logging.getLogger("monitor").setLevel(logging.INFO)


_WAITS = 2 * DAY
"""Seconds for which a kill waits for its moment."""
_FILE_EVERY = timedelta(hours=6)
"""Every five seconds is what the daemon does: 9 million looks at a file in 17 months, which prove nothing."""
