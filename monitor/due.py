"""Which addresses are due: by the store, so that a restart neither forgets nor storms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.sources.page import Address
from monitor.store import Store


def due_at(address: Address, store: Store) -> datetime | None:
    """When an address is to be looked at next: its last visit and the interval of today; None if it was never asked."""
    state = store.address_state(address.place)
    if state is None or state.last_visit_at is None:
        return None
    return state.last_visit_at + address.every


def due_addresses(addresses: Sequence[Address], store: Store, now: datetime) -> list[Address]:
    """The addresses whose time has come, the longest overdue first; those never asked before all others."""
    times = {address.place: due_at(address, store) for address in addresses}
    due = [a for a in addresses if (at := times[a.place]) is None or at <= now]
    return sorted(due, key=lambda a: (times[a.place] is not None, times[a.place] or now))
