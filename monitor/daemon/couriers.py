"""Who carries the notices: a task for each recipient, so that one who is not reached keeps nobody else waiting."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from monitor.daemon.watch import Fails
from monitor.deliver import Lanes, Sent, deliver_to, who_may_be_told
from monitor.deliver.undelivered import watch_deliveries
from monitor.report.safe import safe_line
from monitor.service import Pulse
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.sources.config import Config

log = logging.getLogger("monitor.daemon")

GATHERS = timedelta(seconds=30)
"""How long after a notice the next one to the same recipient gathers what changes: one edit of many pages is seen page
by page, and is to be one or two notices and not one a page. What comes alone is told at once."""


class Couriers:
    """Looks through the outbox whenever it is woken."""

    def __init__(self, store: Store, config: Callable[[], Config], pulse: Pulse, fails: Fails) -> None:
        """
        Args:
            config: that is in force.
            fails: told of what went wrong.
        """
        self._store = store
        self._config = config
        self._pulse = pulse
        self._fails = fails
        self._lanes = Lanes()
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._woken = asyncio.Event()
        self._ending = asyncio.Event()

    def wake(self) -> None:
        """Have the outbox looked through."""
        self._woken.set()

    async def run(self) -> None:
        """Carry until `end` was called; then a last time what is there, and end when all is carried."""
        try:
            while not self._ending.is_set():
                await self._woken.wait()
                self._woken.clear()
                self._send_out()
            await asyncio.gather(*self._tasks.values())
            self._send_out()
            await asyncio.gather(*self._tasks.values())
        finally:
            tasks = list(self._tasks.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def end(self) -> None:
        """Have `run` end: no look is under way any more, and nothing new will come."""
        self._ending.set()
        self._woken.set()

    def _send_out(self) -> None:
        try:
            names = who_may_be_told(self._store, self._config(), datetime.now(UTC), self._tasks)
        except Exception as error:
            self._fails("delivery", error)
            return
        for name in names:
            task = asyncio.create_task(self._carry(name))
            self._tasks[name] = task
            task.add_done_callback(partial(self._forget, name))

    def _forget(self, name: str, task: asyncio.Task[None]) -> None:
        if self._tasks.get(name) is task:
            del self._tasks[name]

    async def _carry(self, name: str) -> None:
        try:
            sent = await deliver_to(name, self._store, self._config(), self._lanes)
            for each in sent:
                self._tell(each)
            if sent:
                watch_deliveries(self._store, self._config().recipients, datetime.now(UTC))
        except Exception as error:
            self._fails(f"delivery to {name}", error)
            return
        if not sent:
            return
        if any(each.is_dead for each in sent):
            self.wake()  # the others are to hear of it
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ending.wait(), GATHERS.total_seconds())
        self._tasks.pop(name, None)  # who is woken is to find this place empty
        self.wake()

    def _tell(self, sent: Sent) -> None:
        self._pulse.tried(sent.channel, is_delivered=sent.is_delivered)
        word = "told" if sent.is_delivered else "gave up telling" if sent.is_dead else "could not tell"
        level = logging.INFO if sent.is_delivered else logging.ERROR if sent.is_dead else logging.WARNING
        said = {"event": "notice", "recipient": sent.recipient, "channel": sent.channel, "notice": sent.notice}
        said |= {"state": sent.state, "attempt": sent.attempts}
        log.log(level, "%s %s of %s: %s", word, sent.recipient, sent.what, safe_line(sent.answer), extra=said)
