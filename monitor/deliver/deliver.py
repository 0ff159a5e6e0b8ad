"""From the outbox to the recipients: each in a task of its own, so that the trouble of one delays no other."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from monitor.deliver.retries import next_try
from monitor.deliver.taking import TAKES, is_anything_to_tell, know, take_left_over
from monitor.errors import MonitorError, StoreError
from monitor.report.names import many
from monitor.store import Notice as StoredNotice
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.compare.change import Change
    from monitor.sources.config import Config
    from monitor.sources.recipients import Recipient
    from notifiers.notice import NotDelivered

log = logging.getLogger("monitor.deliver")

LONGEST_SEND = timedelta(minutes=4)
"""After which an attempt is broken off, whatever the channel waits for: less than a notice is held for."""
AT_ONCE = 4
"""Most notices of one channel that are sent at the same time."""
READ_AT_ONCE = 200
"""Changes of a notice that are read before other work gets its turn."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a notice."""

    recipient: str
    channel: str
    """Empty where the recipient is not known any more."""
    changes: int
    is_delivered: bool
    answer: str
    """The far end's, or why it did not get there."""
    is_dead: bool = False
    next_try_at: datetime | None = None
    alarms: int = 0
    is_digest: bool = False
    notice: int = 0
    """Its number."""
    attempts: int = 0

    @property
    def state(self) -> str:
        """In which state it is now: "delivered", "retrying" or "dead"."""
        return "delivered" if self.is_delivered else "dead" if self.is_dead else "retrying"

    @property
    def what(self) -> str:
        """What it tells, counted: "2 changes", "1 change and 3 alarms", "a digest of 2 changes"."""
        words = [many(self.changes, "change")] if self.changes or not self.alarms else []
        told = " and ".join(words + ([many(self.alarms, "alarm")] if self.alarms else []))
        return f"a digest of {told}" if self.is_digest else told


class Lanes:
    """How many notices of a channel may be on their way at the same time."""

    def __init__(self, at_once: int = AT_ONCE) -> None:
        self._lanes: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(at_once))
        self.desk = asyncio.Lock()
        """Held while a notice is made, for one of thousands of changes takes seconds: other work comes in between."""

    def of(self, channel: str) -> AbstractAsyncContextManager[None]:
        """A place on the lane of a channel."""
        return self._lanes[channel]


def _now() -> datetime:
    return datetime.now(UTC)


async def deliver(store: Store, config: Config, clock: Callable[[], datetime] = _now) -> list[Sent]:
    """Send everything whose time has come; gives what became of it, by recipient.

    It may be cancelled: a notice that is on its way then comes up again when its lease is over, with the same key.

    Raises:
        StoreError: the outbox cannot be read or written.
    """
    lanes = Lanes()
    names = who_may_be_told(store, config, clock())
    done = await asyncio.gather(
        *(deliver_to(name, store, config, lanes, clock) for name in names), return_exceptions=True
    )
    for each in done:
        if isinstance(each, BaseException):
            raise each
    return [sent for each in done if not isinstance(each, BaseException) for sent in each]


def who_may_be_told(store: Store, config: Config, now: datetime, busy: Collection[str] = ()) -> list[str]:
    """The names of all for whom there is something to send now; also of those whom sources.yaml names no more.

    Args:
        busy: names that are not asked for.
    """
    recipients = {recipient.name: recipient for recipient in config.recipients}
    know(store, config.recipients, now)
    waiting = set(store.outbox.recipients_waiting())
    digests = {name for name, recipient in recipients.items() if recipient.digest is not None}
    return [
        name
        for name in sorted((waiting | digests).difference(busy))
        if name not in recipients or is_anything_to_tell(store, recipients[name], now)
    ]


async def deliver_to(
    name: str, store: Store, config: Config, lanes: Lanes, clock: Callable[[], datetime] = _now
) -> list[Sent]:
    """Send one recipient everything whose time has come, a notice at a time: what did not arrive earlier, one new
    notice, one digest. Where one fails and is to be tried again, the others wait for the next call.

    Raises:
        StoreError: the outbox cannot be read or written.
    """
    recipient = next((each for each in config.recipients if each.name == name), None)
    takes = [partial(take, store, recipient) for take in TAKES] if recipient else [partial(take_left_over, store, name)]
    sent: list[Sent] = []
    for number, take in enumerate(takes):
        while one := await _take_and_send(recipient, take, store, config, lanes, clock):
            sent.append(one)
            if not one.is_delivered and not one.is_dead:
                return sent
            if number:  # what changes while a new notice is sent is told with what comes next
                break
    return sent


async def _take_and_send(
    recipient: Recipient | None, take: Callable[[datetime], StoredNotice | None], store: Store, config: Config,
    lanes: Lanes, clock: Callable[[], datetime],
) -> Sent | None:  # fmt: skip
    async with lanes.of(recipient.channel if recipient else ""):
        held = take(clock())
        if held is None:
            return None
        begun = store.outbox.begin(held, recipient.channel if recipient else held.channel, clock())
        return None if begun is None else await _send(store, config, recipient, begun, lanes, clock)


async def _send(
    store: Store, config: Config, recipient: Recipient | None, held: StoredNotice, lanes: Lanes,
    clock: Callable[[], datetime],
) -> Sent:  # fmt: skip
    from monitor.service.redaction import Redaction
    from notifiers import channel
    from notifiers.notice import NotDelivered

    if recipient is None:
        # Somebody may have mistyped the name: it is tried like any other trouble, and ends as any other.
        return _failed(store, held, "", f"{held.recipient} is not in {config.path} any more", clock())
    # A far end may send back what it was sent, and what it said is shown, and told to others as an alarm.
    hide = Redaction()
    hide.learn(config)
    try:
        # What renders brings in templates and the words of changes: only who delivers pays for it.
        from monitor.deliver.rendering import rendered

        async with lanes.desk:
            changes = await _read_in_turns(store, held.change_ids)
            notice = rendered(store, config, recipient, held, clock(), changes)
        async with asyncio.timeout(LONGEST_SEND.total_seconds()):
            shared = config.delivery.shared(recipient.channel)
            answer = await channel(recipient.channel).send(notice, recipient.to, shared)
    except NotDelivered as error:
        failed = _failed(store, held, recipient.channel, hide(error.reason), clock(), error)
        if (task := asyncio.current_task()) is not None and task.cancelling():
            raise asyncio.CancelledError from error  # broken off; the channel only said first what was taken
        return failed
    except StoreError:
        raise
    except TimeoutError:
        reason = f"it took longer than {LONGEST_SEND.total_seconds():g} seconds, and was broken off"
        return _failed(store, held, recipient.channel, reason, clock())
    except MonitorError as error:
        return _failed(store, held, recipient.channel, hide(str(error)), clock())
    except Exception as error:
        # A notice on which this program itself fails must not keep the others back.
        log.exception("the notice to %s cannot be made", recipient.name)
        reason = f"the program failed on this notice ({type(error).__name__})"
        return _failed(store, held, recipient.channel, reason, clock())
    answer = hide(answer)
    store.outbox.delivered(held.id, answer, clock())
    return _sent(store, held, recipient.channel, answer, is_delivered=True)


async def _read_in_turns(store: Store, ids: Sequence[int]) -> list[Change]:
    """Changes by their numbers, so that other work comes in between: thousands take a second."""
    found: list[Change] = []
    for start in range(0, len(ids), READ_AT_ONCE):
        found += store.changes_of(ids[start : start + READ_AT_ONCE])
        await asyncio.sleep(0)
    return found


def _failed(
    store: Store, held: StoredNotice, channel: str, reason: str, now: datetime, error: NotDelivered | None = None
) -> Sent:
    """Next time after a growing pause, or later if the far end says so; dead when it says never, or time runs out."""
    at = None
    if error is None or not error.permanent:
        asked = error.retry_after if error else None
        # That notices spread out needs no secret chance.
        at = next_try(held.attempts, held.tried_at or now, now, asked, random.random())  # noqa: S311
    done = {*held.done, *(error.done if error else ())}
    store.outbox.failed(held.id, reason, at, now, done)
    return _sent(store, held, channel, reason, is_delivered=False, next_try_at=at)


def _sent(
    store: Store,
    held: StoredNotice,
    channel: str,
    answer: str,
    *,
    is_delivered: bool,
    next_try_at: datetime | None = None,
) -> Sent:
    return Sent(
        held.recipient, channel, len(held.change_ids), is_delivered, answer,
        is_dead=not is_delivered and next_try_at is None, next_try_at=next_try_at,
        alarms=store.outbox.alarms_in(held.id), is_digest=held.slot is not None, notice=held.id, attempts=held.attempts,
    )  # fmt: skip
