"""What a recipient is to get now: a notice that is to be tried again, a new one, or a digest whose time has come."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from monitor.deliver.timing import disturbs, due_at_once, due_with_digest, last_slot
from monitor.store import Notice, Store
from monitor.store.rows import Manner

if TYPE_CHECKING:
    from monitor.sources.recipients import Recipient
    from monitor.store.rows import Waiting

Take = Callable[[Store, "Recipient", datetime], Notice | None]
"""A way to come by a notice that is taken up for the time of a lease; None where there is none now."""


def know(store: Store, recipients: Sequence[Recipient], now: datetime) -> None:
    """Have the outbox know who is told, of what and when, so that nobody is told of what was before.

    Raises:
        StoreError: it cannot be written.
    """
    store.outbox.know({each.name: _manner(each) for each in recipients}, now)


@lru_cache(maxsize=4096)
def _manner(recipient: Recipient) -> Manner:
    rule = [rule.model_dump(mode="json") for rule in recipient.when]
    digest = recipient.digest and recipient.digest.model_dump(mode="json") | {"zone": str(recipient.timezone)}
    return Manner(json.dumps(rule, sort_keys=True), json.dumps(digest, sort_keys=True))


def take_again(store: Store, recipient: Recipient, now: datetime) -> Notice | None:
    """A notice that did not arrive, or whose sender was killed."""
    return store.outbox.take_up(recipient.name, now, disturbs=disturbs(recipient, now))


def take_new(store: Store, recipient: Recipient, now: datetime) -> Notice | None:
    """A new notice of all that does not wait for a digest."""
    with store.outbox.transaction():
        urgent = due_at_once(recipient, store.outbox.waiting(recipient.name), now)
        return (
            store.outbox.make(recipient.name, recipient.channel, [each.id for each in urgent], now) if urgent else None
        )


def take_digest(store: Store, recipient: Recipient, now: datetime) -> Notice | None:
    """A digest whose time has come."""
    outbox = store.outbox
    if recipient.digest is None:
        return None
    with outbox.transaction():
        found = _digest_due(store, recipient, outbox.waiting(recipient.name), now)
        if found is None:
            return None
        slot, gathered = found
        return outbox.make(
            recipient.name, recipient.channel, [each.id for each in gathered], now,
            slot=slot, since=_begin(store, recipient, slot),
        )  # fmt: skip


TAKES: tuple[Take, ...] = (take_again, take_new, take_digest)
"""In the order in which a recipient is told."""


def take_left_over(store: Store, name: str, now: datetime) -> Notice | None:
    """What waits for somebody whom sources.yaml does not name any more."""
    with store.outbox.transaction():
        if held := store.outbox.take_up(name, now):
            return held
        waiting = store.outbox.waiting(name)
        return store.outbox.make(name, "", [each.id for each in waiting], now) if waiting else None


def is_anything_to_tell(store: Store, recipient: Recipient, now: datetime, *, clock: datetime | None = None) -> bool:
    """Whether one of `TAKES` would give something: asked before anything is written for it.

    Args:
        clock: what time it is, where `now` is an earlier one that is asked about: what came since is left out.
    """
    waiting = store.outbox.waiting_bounds(recipient.name, now if clock else None)
    return (
        bool(due_at_once(recipient, waiting, now))
        or store.outbox.is_open(recipient.name, now, disturbs=disturbs(recipient, now), clock=clock)
        or _digest_due(store, recipient, waiting, now) is not None
    )


def _digest_due(
    store: Store, recipient: Recipient, waiting: Sequence[Waiting], now: datetime
) -> tuple[datetime, list[Waiting]] | None:
    """The time for which a digest is to be made now, and what is in it."""
    if recipient.digest is None or disturbs(recipient, now):
        return None
    slot = last_slot(recipient.digest, recipient.timezone, now)
    made = store.outbox.last_digest(recipient.name, now)
    if made is not None and made >= slot:
        return None
    gathered = due_with_digest(recipient, waiting, slot, now)
    if gathered:
        return slot, gathered
    since = store.outbox.known_since(recipient.name)
    # Of a time at which the recipient had no such digest yet, an empty one would say what nobody knows.
    return (slot, gathered) if recipient.digest.empty and since is not None and since < slot else None


def _begin(store: Store, recipient: Recipient, slot: datetime) -> datetime | None:
    """From when on what came is in a digest: from the one before, if there was one at the times of today."""
    since = store.outbox.known_since(recipient.name)
    if since is None or since >= slot:
        return None
    return max(since, store.outbox.last_digest(recipient.name, slot) or since)
