"""The audit: of each change, is it delivered, or on its way, to everyone whose rule it meets?

What enters the outbox does so in the transaction of its change, so there should be nothing to find. GOV.UK's
email-alert-api found alerts that a killed worker had lost only by such an audit (its ADR-009), and alarms on the
promise itself rather than on volumes (ADR-008). So does this one: what is missing is put into the outbox, and said.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor.deliver.taking import is_anything_to_tell, know
from monitor.errors import StoreError
from monitor.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.sources.recipients import Recipient

log = logging.getLogger("monitor.deliver")

OVERDUE = timedelta(minutes=15)
"""How long something may be due and not be taken up."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found."""

    missing: tuple[tuple[str, int], ...] = ()
    """Recipient and number of each change that was not on its way to somebody whom it concerns; now it is."""
    overdue: tuple[str, ...] = ()
    """Recipients for whom something has been due for longer than `OVERDUE`."""

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.missing and not self.overdue


def audit(store: Store, recipients: Sequence[Recipient], now: datetime) -> Audit:
    """Hold the changes beside the outbox, and put into it what is missing there.

    A change of before a recipient was named, or had the rule of today, is none of the recipient's. What was audited
    once is not looked at again.

    Raises:
        StoreError: the store cannot be read or written.
    """
    know(store, recipients, now)
    found: list[tuple[str, int]] = []
    overdue: list[str] = []
    to = store.outbox.highest_change()
    for recipient in recipients:
        missing = [id for id in store.outbox.unaudited(recipient.name) if _concerns(store, recipient, id)]
        store.outbox.audited(recipient.name, missing, to, now)
        found += [(recipient.name, id) for id in missing]
        if not missing and is_overdue(store, recipient, now):
            overdue.append(recipient.name)
    return Audit(tuple(found), tuple(overdue))


def _concerns(store: Store, recipient: Recipient, id: int) -> bool:
    try:
        change = store.change(id)
    except StoreError:
        raise
    except Exception:
        # A change on which this program fails must not keep the others from being audited.
        log.exception("audit: change %d cannot be read", id)
        return False
    return change is not None and recipient.meets(change)


def is_overdue(store: Store, recipient: Recipient, now: datetime) -> bool:
    """Whether something has been due for a recipient for longer than `OVERDUE`, and nobody took it up."""
    before = now - OVERDUE
    return is_anything_to_tell(store, recipient, now) and is_anything_to_tell(store, recipient, before, clock=now)
