"""Seeing the pages of an address: down its ways, until each page was seen.

A way that shows nothing (blocked, empty, failed, or older than what the publisher's index says) leads to the next one.
What each way showed is a `Sight`; the pages of an address are those of its sights, and where two show the same page the
preferred way holds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from monitor.errors import StoreError
from monitor.fetch.visit import NOTHING, Validators, Verdict, Visit
from monitor.sight import Held, Sight
from monitor.sources.page import Address, Way
from monitor.store import Store, WayState

if TYPE_CHECKING:
    pass

WHOLE_EVERY = timedelta(days=1)
"""A way is asked for the whole body at least so often, whatever its validators say: a server or a proxy may answer
"not modified" to a page that is."""


class Asks(Protocol):
    """What asks a site: `monitor.fetch.client`."""

    async def visit(self, url: str, validators: Validators = ...) -> Visit:
        """Ask once."""


AWAITED_FOR = timedelta(hours=3)
"""How long a change that the publisher's index announced is looked for on the page."""
SHARED_FOR = timedelta(minutes=1)
"""How long the answer of an index serves all the countries that are looked for in it."""


class Eyes:
    """What addresses are seen with, in one run."""

    def __init__(self, look: Asks, browser: Asks | None = None) -> None:
        """`browser` is for ways of the kind "browser"; None where there is none."""
        self._look = look
        self._browser = browser
        self._shared: dict[str, asyncio.Task[Visit]] = {}

    async def visit(self, url: str, validators: Validators = NOTHING) -> Visit:
        """Ask once, without a browser."""
        return await self._look.visit(url, validators)

    async def along(self, way: Way, validators: Validators, now: datetime) -> Visit:
        """Ask a way once, by what it needs. The index of many countries is asked once for those who come together."""
        if way.index is not None:
            return await self._together(way, now)
        if way.kind != "browser":
            return await self._look.visit(way.url, validators)
        if self._browser is None:
            return _without_browser(way)
        return await self._browser.visit(way.url, validators)

    async def _together(self, way: Way, now: datetime) -> Visit:
        held = self._shared.get(way.url)
        if held is None or (held.done() and (held.cancelled() or now - held.result().at >= SHARED_FOR)):
            # Without validators: who comes later may have seen less of it than who comes first.
            held = self._shared[way.url] = asyncio.ensure_future(self._look.visit(way.url))
        return await asyncio.shield(held)


def _without_browser(way: Way) -> Visit:
    return Visit(
        url=way.url,
        final_url=way.url,
        at=datetime.now(UTC),
        verdict=Verdict.FAILED,
        reason="The page needs a browser: install the extra `browser`, and a Chromium.",
    )


def held_of(address: Address, store: Store) -> Held:
    """What the store holds of an address.

    Raises:
        StoreError: the store cannot be read.
    """
    named = {page.id for page in address.pages}
    rows = {row.id: row for row in store.pages(address.place) if address.all_parts or row.id in named}
    ways = {state.url: state for state in store.ways(address.place)}
    said = store.announced(f"{address.publisher}/index", address.country) if address.country else None
    announced, announced_at = said or (None, None)
    return Held(store.address_state(address.place, ways.values()), rows, ways, announced, announced_at)


async def sights_of(
    address: Address, held: Held, eyes: Eyes, store: Store, now: Callable[[], datetime]
) -> tuple[Sight, ...]:
    """Go down the ways of an address until every page that is watched was seen.

    What cannot be kept on the disk was not seen.
    """
    sights: list[Sight] = []
    wanted = _wanted(address, held)
    seen: set[str] = set()
    is_whole = not address.all_parts or bool(held.rows)
    for way in address.ways:
        if way.covers and {_page_id(address, slug) for slug in way.covers} <= seen:
            continue
        sight = await _along(way, address, held, eyes, store, now)
        sights.append(sight)
        if not sight.stale:
            seen |= sight.seen
            is_whole = is_whole or (not way.covers and bool(sight.seen))
        if is_whole and seen and wanted <= seen:
            break
    return tuple(sights)


def _wanted(address: Address, held: Held) -> set[str]:
    """The pages for which a further way is tried. One that was gone at the last look is not asked for everywhere."""
    gone = {id for id, row in held.rows.items() if row.last_verdict is Verdict.GONE}
    return {page.id for page in address.pages} | (held.rows.keys() - gone)


def _page_id(address: Address, slug: str) -> str:
    return address.part(slug, "").id


def _covered(way: Way, address: Address, ids: set[str]) -> set[str]:
    return ids & {_page_id(address, slug) for slug in way.covers} if way.covers else ids


async def _along(
    way: Way, address: Address, held: Held, eyes: Eyes, store: Store, now: Callable[[], datetime]
) -> Sight:
    """Look along one way."""
    before = held.ways.get(way.url)
    validators = _validators(way, before, address, held, now())
    visit = await eyes.along(way, validators, now())
    known = tuple(sorted(_covered(way, address, set(held.rows))))
    if visit.verdict is Verdict.NOT_MODIFIED and _has_moved(way, address, held, visit):
        visit = await eyes.along(way, NOTHING, now())  # where the page stands now is known with the page
    if visit.verdict is Verdict.NOT_MODIFIED:
        return Sight(way, visit, same=known)
    if not visit.body or not (visit.verdict.has_page or visit.status == 200):
        return Sight(way, visit)
    # A body is kept if it is the page, or was taken for something else by its content: that may be wrong.
    try:
        snapshot = store.keep(way.index or address.place, visit, known=before.snapshot if before else None)
    except StoreError as error:
        # What cannot be kept is not read; one page's folder must not keep the others from being seen.
        return Sight(way, replace(visit, verdict=Verdict.FAILED, reason=f"What came cannot be kept: {error}."))
    if not visit.verdict.has_page:
        return Sight(way, visit, snapshot)
    is_same = before is not None and before.snapshot is not None and before.snapshot.id == snapshot.id
    if is_same and _is_well_read(way, before, address, held) and not _has_moved(way, address, held, visit):
        return Sight(way, visit, snapshot, same=known)
    from monitor.showing import shown  # brings in all that reads: only who has something to read pays for it

    return shown(way, address, held, visit, snapshot)


def _has_moved(way: Way, address: Address, held: Held, visit: Visit) -> bool:
    """Whether the pages are elsewhere than at the last look, by the way that is their own."""
    return way.url == address.url and any(row.moved_to != visit.moved_to for row in held.rows.values())


def _validators(way: Way, before: WayState | None, address: Address, held: Held, now: datetime) -> Validators:
    """What to ask with: nothing where "not modified" would not tell what becomes of each page, or for too long."""
    if before is None or before.snapshot is None or not _is_well_read(way, before, address, held):
        return Validators()
    if before.whole_at is None or not timedelta() <= now - before.whole_at < WHOLE_EVERY:
        return Validators()
    return before.validators


def _is_behind(before: WayState, held: Held) -> bool:
    """Whether a way has shown nothing new since before the day of a change that the publisher's index speaks of."""
    if held.announced is None or held.announced_at is None or before.snapshot is None:
        return False
    if before.whole_at is not None and before.whole_at - held.announced_at > AWAITED_FOR:
        return False  # it was asked for all of it since, and that is how it is
    return before.snapshot.fetched_at.date().isoformat() < held.announced[:10]


def _is_overtaken(before: WayState, held: Held) -> bool:
    """Whether another way showed something new of the same pages since this one was well seen: they may disagree."""
    return before.last_good_at is not None and any(
        other.snapshot is not None and other.snapshot.fetched_at > before.last_good_at and other.shown & before.shown
        for other in held.ways.values()
    )


def _is_well_read(way: Way, before: WayState | None, address: Address, held: Held) -> bool:
    """Whether the last body of a way was read, with today's selector, into all the pages that it is to show.

    It was not where a page has no version yet, or was not well seen at the last look: its part was not in the answer,
    or the answer could not be read or compared.
    """
    state = held.state
    if state is None or before is None or state.root != address.root or before.last_good_at is None:
        return False
    if address.all_parts and not state.all_parts:
        return False
    if len(address.ways) > 1 and (before.failures or _is_behind(before, held) or _is_overtaken(before, held)):
        return False  # another way may have shown something else since, or is to
    named = {page.id for page in address.pages}
    if not held.rows or not _covered(way, address, named) <= held.rows.keys():
        return False
    for id in _covered(way, address, set(held.rows)):
        verdict = held.rows[id].last_verdict
        if verdict is None or not verdict.is_good or id not in before.shown:
            return False
    return True
