"""From the outbox to the recipients. What fails stays in the outbox, and is tried again by a later run."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from monitor.errors import MonitorError, StoreError
from monitor.overview import clusters_of, report_on, told_alarms, watched_in, ways_of
from monitor.report.names import many
from monitor.store import Notice as StoredNotice
from monitor.store import Store
from monitor.store.outbox import LONGEST_PAUSE

if TYPE_CHECKING:
    from monitor.sources.config import Config, Recipient
    from notifiers.notice import NotDelivered, Notice

log = logging.getLogger("monitor.deliver")

PAUSES = (
    timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=3),
    timedelta(hours=6), timedelta(hours=12), LONGEST_PAUSE,
)  # fmt: skip
"""How long to wait before each further try: about two days in all, then a notice is dead."""


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

    @property
    def what(self) -> str:
        """What it tells, counted: "2 changes", "1 change and 3 alarms"."""
        words = [many(self.changes, "change")] if self.changes or not self.alarms else []
        return " and ".join(words + ([many(self.alarms, "alarm")] if self.alarms else []))


def _now() -> datetime:
    return datetime.now(UTC)


async def deliver(store: Store, config: Config, clock: Callable[[], datetime] = _now) -> list[Sent]:
    """Send everything whose time has come, a notice at a time; one recipient's trouble stops no other's notices.

    It may be cancelled: the notice that is on its way then comes up again when its lease is over, with the same key.

    Raises:
        StoreError: the outbox cannot be read or written.
    """
    recipients = {recipient.name: recipient for recipient in config.recipients}
    sent: list[Sent] = []
    began = clock()
    for name in store.outbox.recipients_waiting():
        recipient = recipients.get(name)
        channel = recipient.channel if recipient else ""
        while held := store.outbox.waiting(name, channel, clock()):
            begun = store.outbox.begin(held.id, clock())
            outcome = await _send(store, config, recipient, begun, clock)
            sent.append(outcome)
            # A new notice holds all that was to be told; what changes while it is sent is told with what comes next.
            if not outcome.is_delivered or held.created_at >= began:
                break
    return sent


async def _send(
    store: Store, config: Config, recipient: Recipient | None, held: StoredNotice, clock: Callable[[], datetime]
) -> Sent:
    from notifiers import channel  # brings in SMTP, Slack and templates: only who delivers pays for it
    from notifiers.notice import NotDelivered

    if recipient is None:
        # Somebody may have mistyped the name: it is tried like any other trouble, and ends as any other.
        return _failed(store, held, "", f"{held.recipient} is not in {config.path} any more", clock())
    try:
        notice = _rendered(store, config, recipient, held, clock())
        answer = await channel(recipient.channel).send(notice, _settings(config, recipient))
    except NotDelivered as error:
        return _failed(store, held, recipient.channel, error.reason, clock(), error)
    except StoreError:
        raise
    except MonitorError as error:
        return _failed(store, held, recipient.channel, str(error), clock())
    except Exception as error:
        # A notice on which this program itself fails must not keep the others back.
        log.exception("the notice to %s cannot be made", recipient.name)
        reason = f"the program failed on this notice ({type(error).__name__})"
        return _failed(store, held, recipient.channel, reason, clock())
    store.outbox.delivered(held.id, answer, clock())
    return Sent(recipient.name, recipient.channel, len(held.change_ids), True, answer, alarms=len(held.telling_ids))


def _failed(
    store: Store, held: StoredNotice, channel: str, reason: str, now: datetime, error: NotDelivered | None = None
) -> Sent:
    """Next time after a growing pause, or later if the far end says so; dead when it says never, or pauses run out."""
    pause = PAUSES[held.attempts - 1] if held.attempts <= len(PAUSES) else None
    if error is not None and error.permanent:
        pause = None
    next_try = None
    if pause is not None:
        # Whatever the far end asks for: a pause of years would be a notice that nobody hears of.
        asked = min(error.retry_after or 0.0, LONGEST_PAUSE.total_seconds()) if error else 0.0
        next_try = now + max(pause, timedelta(seconds=asked))
    store.outbox.failed(held.id, reason, next_try)
    return Sent(
        held.recipient, channel, len(held.change_ids), False, reason, next_try is None, next_try, len(held.telling_ids)
    )


def _rendered(store: Store, config: Config, recipient: Recipient, held: StoredNotice, now: datetime) -> Notice:
    from monitor.sources.addresses import addresses
    from notifiers.notice import Notice

    changes = [change for id in held.change_ids if (change := store.change(id)) is not None]
    times = [datetime.fromisoformat(c.after.observed_at) for c in changes if c.after and c.after.observed_at]
    pages = watched_in(store, addresses(config))
    clusters = clusters_of(store, changes)
    since, until = min(times, default=None), max(times, default=None)
    title = "Advisory changes" if changes or not held.telling_ids else "The watch itself"
    tellings = [telling for id in held.telling_ids if (telling := store.alarms.telling(id)) is not None]
    report = replace(
        report_on(changes, pages, clusters, since=since, until=until, title=title, now=now),
        alarms=told_alarms(store, tellings),
        ways=ways_of(store, changes),
    )
    return Notice(held.key, recipient.name, report)


def _settings(config: Config, recipient: Recipient) -> Any:
    if recipient.channel == "email":
        from notifiers.email import EmailSettings

        server = config.delivery.email
        if server is None:  # the loader refuses such a file
            raise ValueError("a recipient with e-mail needs delivery.email")
        return EmailSettings(
            host=server.host,
            port=server.port,
            security=server.security,
            username=_open(server.username),
            password=_open(server.password),
            sender=server.sender,
            to=recipient.email,
            timeout=server.timeout.total_seconds(),
        )
    from notifiers.slack import SlackSettings

    return SlackSettings(webhook=_open(recipient.slack) or "")


def _open(secret: Any) -> str | None:
    return None if secret is None else str(secret.get_secret_value())
