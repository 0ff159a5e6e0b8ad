"""Work beside the event loop: to make what goes out of thousands of changes takes seconds."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from functools import partial
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from notifiers.notice import Notice

Made = TypeVar("Made")

THREAD = "notice"
"""What the threads are called."""

turn = threading.Lock()
"""Held by the thread that computes. One at a time: threads take turns at the interpreter in any case, and beside six
of them the event loop would get a seventh of the time. Never held while a disk or a far end is waited for."""


async def made(make: Callable[[Notice], Made], notice: Notice) -> Made:
    """What is made of a notice."""

    def in_turn() -> Made:
        with turn:
            return make(notice)

    return await beside(in_turn)


async def beside(work: Callable[[], Made]) -> Made:
    """What work gives, done in a thread that need not end: a disk of the network may never answer, which must neither
    take a place where others find out addresses nor keep the process from ending."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Made] = loop.create_future()

    def settle(outcome: Callable[[], None]) -> None:
        if not done.done():
            outcome()

    def run() -> None:
        try:
            outcome = partial(done.set_result, work())
        except Exception as error:
            outcome = partial(done.set_exception, error)
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, outcome)

    threading.Thread(target=run, name=THREAD, daemon=True).start()
    return await done
