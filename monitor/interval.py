"""How often an address is looked at: more often where its pages change often, within the bounds of sources.yaml.

Pure: whoever asks brings the time and what is known of the address.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.fetch.visit import Visit
from monitor.sources.page import Address

RECENT = timedelta(days=30)
"""Changes of this time count; what was restless a season ago may be still now."""
FIRST_RETRY = timedelta(minutes=5)
"""After one look that was not good; each one more in a row doubles it."""


def interval(address: Address, changed_at: Sequence[datetime], now: datetime) -> timedelta:
    """How long to wait between two good looks at an address.

    Between `address.soonest` and `address.every`, both of sources.yaml: each change of the last `RECENT` halves it.
    Where one of its pages is safety critical it is the soonest. Where the sources do not let it adapt (`soonest` is
    None), or name a soonest that is later than `every`, it is `every`.

    Args:
        changed_at: when its pages changed, in any order; changes in which nothing is to be read are none.
    """
    if address.soonest is None or address.soonest >= address.every:
        return address.every
    if address.safety_critical or any(page.safety_critical for page in address.pages):
        return address.soonest
    changes = sum(now - RECENT <= at <= now for at in changed_at)
    return max(address.every / (1 << min(changes, _MOST)), address.soonest)


_MOST = 20
"""Halvings, or doublings, that make a difference: a year becomes half a minute, five minutes ten years."""


def next_due(address: Address, visit: Visit, changed_at: Sequence[datetime], failures: int, now: datetime) -> datetime:
    """When an address is to be looked at next, after a visit.

    After a good look its interval later. After another one sooner, for it may be over in a moment, and then ever later
    up to the interval; never before the site says that it may be asked again.

    Args:
        failures: looks in a row that were not good, this one among them; of a good look it does not count.
    """
    wait = interval(address, changed_at, now)
    if not visit.verdict.is_good:
        wait = min(wait, FIRST_RETRY * (1 << min(max(failures - 1, 0), _MOST)))
    due = visit.at + wait
    return due if visit.next_try_at is None else max(due, visit.next_try_at)
