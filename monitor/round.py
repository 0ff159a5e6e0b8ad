"""One round: look at addresses, then deliver what is in the outbox. Every way to check goes through here.

indexes -> what they name, and what was asked for -> second looks at what is doubtful -> alarms -> outbox
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from monitor.asking import asking_of
from monitor.check import check
from monitor.errors import StoreError
from monitor.fetch.client import client
from monitor.fetch.visit import Verdict
from monitor.looking import Eyes
from monitor.outcome import Outcome
from monitor.sources.page import Address
from monitor.store import Notice, Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from monitor.deliver import Sent
    from monitor.fetch.asking import Asking
    from monitor.indexes import IndexLook
    from monitor.sources.config import Config

log = logging.getLogger("monitor.round")


@dataclass(frozen=True, slots=True)
class Round:
    """What a round came to."""

    outcomes: tuple[Outcome, ...]
    """By page."""
    sent: tuple[Sent, ...]
    waiting: tuple[Notice, ...] = ()
    """Notices that did not arrive at an earlier try, and whose time has not come again."""
    indexes: tuple[IndexLook, ...] = ()
    """The looks at indexes, by place."""

    @property
    def has_changes(self) -> bool:
        """Whether something changed that is to be read."""
        return any(o.change is not None and o.change.significance != "none" for o in self.outcomes)

    @property
    def has_trouble(self) -> bool:
        """Whether a page or an index was not well seen, or a notice did not arrive."""
        verdicts = [o.verdict for o in self.outcomes] + [i.verdict for i in self.indexes]
        return self.has_undelivered or not all(verdict.is_good for verdict in verdicts)

    @property
    def has_undelivered(self) -> bool:
        """Whether some notice has not arrived."""
        return bool(self.waiting) or any(not s.is_delivered for s in self.sent)


Progress = Callable[[Address], None]
Waits = Callable[[int, timedelta], None]


async def one_round(
    config: Config,
    store: Store,
    addresses: Sequence[Address],
    progress: Progress = lambda address: None,
    *,
    watched: Sequence[Address] | None = None,
    asks_anyway: bool = False,
    waits: Waits = lambda pages, pause: None,
) -> Round:
    """Look at these addresses and deliver.

    What an index among them names is looked at too. What came and is doubtful is looked at a second time after the
    pause that sources.yaml gives.

    Args:
        progress: called with each address when it is done.
        watched: all that sources.yaml names, where somebody has it at hand.
        asks_anyway: whether a host that is left alone for its failures is asked all the same: a person waits.
        waits: called with the number of doubtful pages and the pause before they are looked at again.

    Raises:
        StoreError: nothing can be written.
    """
    asking = asking_of(config)
    watched = _all(config) if watched is None else watched
    async with eyes_of(asking, store, watched, asks_anyway=asks_anyway) as eyes:
        indexes = await _look_at_indexes(config, store, addresses, watched, eyes, progress)
        named = {place for each in indexes for place in each.named}
        pages = [address for address in addresses if not address.is_index]
        if named - {address.place for address in pages}:
            pages += [each for each in watched if each.place in named and each not in pages]
        outcomes = await _look_at(pages, eyes, store, config, asking, progress)
        pause = config.defaults.confirm_after
        doubtful = {o.page.id for o in outcomes if o.again_after is not None and o.again_after <= pause}
        if doubtful:
            again = [a for a in pages if doubtful & ({page.id for page in a.pages} | _parts(a, store))]
            waits(len(doubtful), pause)
            await asyncio.sleep(pause.total_seconds())
            held = {o.page.id: o for o in outcomes}
            for outcome in await _look_at(again, eyes, store, config, asking):
                # What the first look found on other parts of the same answer stays found.
                if outcome.page.id in doubtful or outcome.page.id not in held or outcome.change:
                    held[outcome.page.id] = outcome
            outcomes = list(held.values())
    _see_to_freshness(store, config, watched)
    sent = await _deliver(store, config)
    tried = {each.recipient for each in sent if not each.is_delivered}
    waiting = tuple(held for held in store.outbox.notices("retrying") if held.recipient not in tried)
    return Round(tuple(sorted(outcomes, key=lambda o: o.page.id)), tuple(sent), waiting, tuple(indexes))


@asynccontextmanager
async def eyes_of(
    asking: Asking, store: Store, addresses: Sequence[Address], *, asks_anyway: bool = False
) -> AsyncIterator[Eyes]:
    """What these addresses are seen with: a client, and a browser where one of them needs it."""
    async with AsyncExitStack() as stack:
        look = await stack.enter_async_context(client(asking, memory=store.hosts, asks_anyway=asks_anyway))
        seen = None
        if any(way.kind == "browser" for address in addresses for way in address.ways):
            from monitor.fetch.browser import browser

            seen = await stack.enter_async_context(browser(look, asking))
        yield Eyes(look, seen)


async def _look_at(
    addresses: Sequence[Address], eyes: Eyes, store: Store, config: Config, asking: Asking,
    progress: Progress = lambda address: None,
) -> list[Outcome]:  # fmt: skip
    outcomes: list[Outcome] = []
    places, pause = lambda host: asking.rules_of(host).at_once, config.defaults.confirm_after
    async for address, found in check(addresses, eyes, store, config.recipients, at_once=places, confirm_after=pause):
        outcomes += found
        progress(address)
    return outcomes


async def _look_at_indexes(
    config: Config, store: Store, addresses: Sequence[Address], watched: Sequence[Address], eyes: Eyes,
    progress: Progress,
) -> list[IndexLook]:  # fmt: skip
    looks: list[IndexLook] = []
    indexes = [address for address in addresses if address.is_index]
    if not indexes:
        return looks
    from monitor.indexes import IndexLook, check_index

    for address in indexes:
        try:
            looks.append(await check_index(address, eyes, store, watched, config.recipients))
        except StoreError:
            raise
        except Exception as error:
            # Indexes are anybody's text too: one on which the program itself fails must not keep pages from being seen.
            log.exception("%s: the program failed on this index", address.place)
            looks.append(IndexLook(address, Verdict.FAILED, f"The program failed on it ({type(error).__name__})."))
        progress(address)
    return sorted(looks, key=lambda look: look.address.place)


def _all(config: Config) -> Sequence[Address]:
    from monitor.sources.addresses import addresses

    return addresses(config)


def _parts(address: Address, store: Store) -> set[str]:
    return {row.id for row in store.pages(address.place)} if address.all_parts else set()


def _see_to_freshness(store: Store, config: Config, watched: Sequence[Address]) -> None:
    from monitor.freshness import watch_freshness

    watch_freshness(store, watched, config.recipients)


async def _deliver(store: Store, config: Config) -> list[Sent]:
    if not store.outbox.recipients_waiting() and not any(each.digest for each in config.recipients):
        return []
    from monitor.deliver import deliver
    from monitor.deliver.undelivered import watch_deliveries

    sent = await deliver(store, config)
    if watch_deliveries(store, config.recipients, datetime.now(UTC)):
        sent += await deliver(store, config)  # that somebody is not reached is told to the others
    return sent
