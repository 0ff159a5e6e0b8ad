"""A recipient whom nothing reaches any more is an alarm: told to the others, best by another channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor.alarms import Trouble, is_anything_to_settle, settle
from monitor.store import Alarm, Notice, Store
from monitor.store.alarms import Telling

if TYPE_CHECKING:
    from monitor.sources.recipients import Recipient

LATE = timedelta(hours=1)
"""How long a notice may be tried again before the others hear of it: longer than a server that greylists has one wait,
and not the two days after which it is given up."""
LEFT_FOR = timedelta(days=7)
"""How long it counts as trouble that something could not be told to somebody whom sources.yaml names no more."""


def watch_deliveries(store: Store, recipients: Sequence[Recipient], now: datetime) -> list[Telling]:
    """Tell of recipients whose last notice was given up or is late, and of those whom notices reach again.

    Somebody whom sources.yaml names no more may have been renamed by mistake: what was given up is told once.

    Writes nothing where nothing is to be told; else all in one transaction.

    Raises:
        StoreError: the store cannot be read or written.
    """
    names = {recipient.name for recipient in recipients}
    lasting = {alarm.subject: alarm for alarm in store.alarms.open() if alarm.kind == "undelivered"}
    late = {each.recipient: each for each in store.outbox.late(now - LATE) if each.recipient in names}
    unreached = late | {each.recipient: each for each in store.outbox.given_up()}
    troubles = [
        _trouble(each, recipients)
        for name, each in unreached.items()
        if name in names or _is_left(each, lasting.get(name), now)
    ]
    over = [alarm.key for name, alarm in lasting.items() if name not in unreached]
    # Nobody is reached again who is not named: there is nothing to tell of that.
    forgotten = [
        alarm
        for name, alarm in lasting.items()
        if name in unreached and name not in names and not now - alarm.began_at < LEFT_FOR
    ]
    if not forgotten and not is_anything_to_settle(store.alarms, troubles, over, recipients, now):
        return []
    with store.record(now) as recording:
        for alarm in forgotten:
            recording.alarms.end(alarm, now, settled=True)
        return settle(recording, troubles, over, recipients, now)


def _trouble(notice: Notice, recipients: Sequence[Recipient]) -> Trouble:
    if notice.state != "dead":
        reason = f"A notice has not arrived for more than an hour, and is tried again: {notice.last_answer}"
        return Trouble("undelivered", notice.recipient, None, None, reason, None, whom=_others(notice, recipients))
    tries = f" after {notice.attempts} tries" if notice.state == "dead" and notice.attempts > 1 else ""
    reason = f"A notice was given up{tries}: {notice.last_answer}"
    return Trouble("undelivered", notice.recipient, None, None, reason, None, whom=_others(notice, recipients))


def _is_left(notice: Notice, alarm: Alarm | None, now: datetime) -> bool:
    """Whether what somebody did not get who is not named any more is still to be told."""
    is_recent = notice.ended_at is not None and now - notice.ended_at < LEFT_FOR
    return is_recent and (alarm is None or alarm.told_at is None)


def _others(notice: Notice, recipients: Sequence[Recipient]) -> tuple[str, ...]:
    """Who is told that somebody is not reached: those of other channels; where there are none, all others."""
    channel = next((each.channel for each in recipients if each.name == notice.recipient), "")
    others = [each for each in recipients if each.name != notice.recipient and each.alarms]
    elsewhere = [each.name for each in others if each.channel != channel]
    return tuple(elsewhere or [each.name for each in others])
