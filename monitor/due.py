"""Which addresses are due: by the store, so that a restart neither forgets nor storms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.sources.page import Address
from monitor.store import Store


def due_at(address: Address, store: Store, now: datetime) -> datetime | None:
    """When an address is to be looked at next; None if it was never asked.

    As it was written down at its last look, but never later than today's `every` after that look: an interval that was
    shortened in sources.yaml counts at once. At once too where that look lies ahead of `now`: it was written under a
    clock that was wrong, and would else be waited for, for years it may be.
    """
    state = store.address_state(address.place)
    if state is None or state.last_visit_at is None:
        return None
    return _due(address, state.last_visit_at, state.next_due_at, now)


def due_addresses(addresses: Sequence[Address], store: Store, now: datetime) -> list[Address]:
    """The addresses whose time has come, the longest overdue first; those never asked before all others."""
    asked = store.due_times()
    times = {a.place: _due(a, *asked[a.place], now) if a.place in asked else None for a in addresses}
    due = [a for a in addresses if (at := times[a.place]) is None or at <= now]
    return sorted(due, key=lambda a: (times[a.place] is not None, times[a.place] or now))


def _due(address: Address, last_visit_at: datetime, next_due_at: datetime | None, now: datetime) -> datetime:
    if last_visit_at > now:
        return now
    latest = last_visit_at + address.every
    return latest if next_due_at is None else min(next_due_at, latest)
