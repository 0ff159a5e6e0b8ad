"""Another process holds the database: for a moment, for longer than it is waited for, and just when we record."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from time import sleep
from unittest.mock import patch

from servers import Answer, Seen

from faults.fault import EDITORS, Fault
from faults.stage import ADDRESSES, Stage, page
from monitor.store import Store

_SAYS = r"^monitor: "
_HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


class _Holder:
    """A process that holds the database until it is told to let go."""

    def __init__(self, stage: Stage) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _HOLDER, stage.snapshots / "monitor.db"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == b"held\n"

    def let_go(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


@contextmanager
def _for_a_moment(stage: Stage) -> Iterator[None]:
    holder = _Holder(stage)
    timer = Timer(0.5, holder.let_go)  # less than the five seconds for which the program waits
    timer.start()
    yield
    timer.join()


@contextmanager
def _throughout(stage: Stage) -> Iterator[None]:
    holder = _Holder(stage)
    with _less_patience():
        yield
    holder.let_go()


@contextmanager
def _less_patience() -> Iterator[None]:
    """The program waits for the database for half a second, and not for five: nobody here waits for it."""
    named = Store.open.__func__.__kwdefaults__  # type: ignore[attr-defined]
    with patch.dict(named, patience=0.5):
        yield


def _once(stage: Stage, does: Callable[[], None]) -> Iterator[None]:
    """Do it when the page is asked, and never again."""
    is_done: list[bool] = []

    def answer(seen: Seen) -> Answer:
        if not is_done:
            is_done.append(True)
            does()
        return page("Call the police on 102.")

    stage.site.answer("/police", answer)
    yield


@contextmanager
def _since_the_page_came(stage: Stage) -> Iterator[None]:
    holders: list[_Holder] = []
    with _less_patience():
        yield from _once(stage, lambda: holders.append(_Holder(stage)))
    for holder in holders:
        holder.let_go()


@contextmanager
def _since_the_mail_was_taken(stage: Stage) -> Iterator[None]:
    holders: list[_Holder] = []

    def hold() -> None:
        if holders:  # each address gets a mail of its own
            return
        while stage.sql("SELECT 1 FROM notice WHERE recipient = 'desk' AND state <> 'delivered'"):
            sleep(0.01)  # the other channel has its turn first
        holders.append(_Holder(stage))

    stage.mail.when_taken = hold
    with _less_patience():
        yield
    stage.mail.when_taken = None
    for holder in holders:
        holder.let_go()


FAULTS = (
    Fault("locked by another process for half a second", _for_a_moment, code=10, shows=r"^Told editors", again=()),
    Fault("locked by another process for longer than is waited for (5 seconds)", _throughout, shows=_SAYS),
    Fault("locked for long from when the page came", _since_the_page_came, shows=_SAYS),
    Fault(
        "locked for long from when the mail was taken", _since_the_mail_was_taken, EDITORS, "sending", shows=_SAYS,
        copies=dict.fromkeys(ADDRESSES, 2),
    ),
)  # fmt: skip
