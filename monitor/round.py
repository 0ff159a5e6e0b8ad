"""One round: look at addresses, then deliver what is in the outbox. Every way to check goes through here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.asking import asking_of
from monitor.check import Outcome, check
from monitor.deliver import Sent, deliver
from monitor.fetch.client import client
from monitor.sources.page import Address
from monitor.store import Notice, Store

if TYPE_CHECKING:
    from monitor.sources.config import Config


@dataclass(frozen=True, slots=True)
class Round:
    """What a round came to."""

    outcomes: tuple[Outcome, ...]
    """By page."""
    sent: tuple[Sent, ...]
    waiting: tuple[Notice, ...] = ()
    """Notices that did not arrive at an earlier try, and whose time has not come again."""

    @property
    def has_changes(self) -> bool:
        """Whether something changed that is to be read."""
        return any(o.change is not None and o.change.significance != "none" for o in self.outcomes)

    @property
    def has_trouble(self) -> bool:
        """Whether a page was not well seen, or a notice did not arrive."""
        return any(not o.verdict.is_good for o in self.outcomes) or self.has_undelivered

    @property
    def has_undelivered(self) -> bool:
        """Whether some notice has not arrived."""
        return bool(self.waiting) or any(not s.is_delivered for s in self.sent)


async def one_round(
    config: Config,
    store: Store,
    addresses: Sequence[Address],
    progress: Callable[[Address], None] = lambda address: None,
) -> Round:
    """Look at these addresses and deliver.

    Args:
        progress: called with each address when it is done.

    Raises:
        StoreError: nothing can be written.
    """
    outcomes: list[Outcome] = []
    async with client(asking_of(config)) as look:
        async for address, found in check(addresses, look, store, config.recipients):
            outcomes += found
            progress(address)
    sent = await deliver(store, config)
    tried = {each.recipient for each in sent if not each.is_delivered}
    waiting = tuple(held for held in store.outbox.notices("retrying") if held.recipient not in tried)
    return Round(tuple(sorted(outcomes, key=lambda o: o.page.id)), tuple(sent), waiting)
