"""From the outbox to the recipients. What fails stays in the outbox, and is tried again by a later run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from monitor.overview import report_on
from monitor.store import Notice as StoredNotice
from monitor.store import Store

if TYPE_CHECKING:
    from monitor.sources.config import Config, Recipient
    from notifiers.notice import Notice

PAUSES = (
    timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1), timedelta(hours=3),
    timedelta(hours=6), timedelta(hours=12), timedelta(hours=24),
)  # fmt: skip
"""How long to wait before each further try: about two days in all, then a notice is dead."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a notice."""

    recipient: str
    channel: str
    changes: int
    is_delivered: bool
    answer: str
    """The far end's, or why it did not get there."""
    is_dead: bool = False
    next_try_at: datetime | None = None


def _now() -> datetime:
    return datetime.now(UTC)


async def deliver(store: Store, config: Config, clock: Callable[[], datetime] = _now) -> list[Sent]:
    """Send everything whose time has come, a notice at a time; one recipient's trouble stops no other's notices."""
    recipients = {recipient.name: recipient for recipient in config.recipients}
    sent: list[Sent] = []
    for name in store.outbox.recipients_waiting():
        recipient = recipients.get(name)
        if recipient is None:  # taken out of sources.yaml: what waits for them stays, should they come back
            continue
        while notice := store.outbox.waiting(name, recipient.channel, clock()):
            outcome = await _send(store, config, recipient, notice, clock)
            sent.append(outcome)
            if not outcome.is_delivered:
                break
    return sent


async def _send(
    store: Store, config: Config, recipient: Recipient, held: StoredNotice, clock: Callable[[], datetime]
) -> Sent:
    from notifiers import channel  # brings in SMTP, Slack and templates: only who delivers pays for it
    from notifiers.notice import NotDelivered

    notice = _rendered(store, recipient, held)
    begun = store.outbox.begin(held.id, clock())
    try:
        answer = await channel(recipient.channel).send(notice, _settings(config, recipient))
    except NotDelivered as error:
        return _failed(store, begun, recipient, error.reason, error.permanent, error.retry_after, clock())
    store.outbox.delivered(held.id, answer, clock())
    return Sent(recipient.name, recipient.channel, len(held.change_ids), True, answer)


def _failed(
    store: Store,
    held: StoredNotice,
    recipient: Recipient,
    reason: str,
    permanent: bool,
    after: float | None,
    now: datetime,
) -> Sent:
    """Next time after a growing pause, or later if the far end says so; dead when it says never, or pauses run out."""
    pause = PAUSES[held.attempts - 1] if held.attempts <= len(PAUSES) else None
    next_try = None
    if pause is not None and not permanent:
        next_try = now + max(pause, timedelta(seconds=after or 0))
    store.outbox.failed(held.id, reason, next_try)
    return Sent(recipient.name, recipient.channel, len(held.change_ids), False, reason, next_try is None, next_try)


def _rendered(store: Store, recipient: Recipient, held: StoredNotice) -> Notice:
    from notifiers.notice import Notice

    changes = [change for id in held.change_ids if (change := store.change(id)) is not None]
    times = [datetime.fromisoformat(c.after.observed_at) for c in changes if c.after and c.after.observed_at]
    report = report_on(
        changes, store.pages(), since=min(times, default=None), until=max(times, default=None), title="Advisory changes"
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
