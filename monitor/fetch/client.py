"""Asking sites: one client for many visits.

    async with client(asking, memory=store.hosts) as look:
        visit = await look.visit("https://www.gov.uk/foreign-travel-advice/kazakhstan", validators)

A visit never raises for what a network or a server can do; see `Visit.verdict` and `Visit.reason`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from monitor.fetch._http import httpcore, httpx
from monitor.fetch.as_served import keep_as_served
from monitor.fetch.asking import Asking
from monitor.fetch.attempt import Attempt, PartAttempt
from monitor.fetch.codings import ACCEPT_ENCODING
from monitor.fetch.connect import CheckedNetwork, Resolve, system_resolve
from monitor.fetch.guard import Guard
from monitor.fetch.hosts import HostMemory, ShortMemory
from monitor.fetch.manners import Manners
from monitor.fetch.pools import Pools
from monitor.fetch.visit import NOTHING, Validators, Visit

_ACCEPT = "text/html,application/xhtml+xml,application/json;q=0.9,application/xml;q=0.9,text/*;q=0.8,*/*;q=0.1"


class Look:
    """What `client()` gives. Visits may run at the same time; they share connections, turns and manners."""

    def __init__(self, session: httpx.AsyncClient, asking: Asking, guard: Guard, manners: Manners) -> None:
        self._session = session
        self._asking = asking
        self._guard = guard
        self._manners = manners

    async def visit(self, url: str, validators: Validators = NOTHING) -> Visit:
        """Ask `url` once, with what it gave to compare with the last time; tell what came back."""
        return await Attempt(self._session, self._asking, self._guard, self._manners, url).run(validators)

    async def part(self, url: str) -> Visit:
        """Ask once for something that a page is made of, as a script or data: by the same rules, of whatever type."""
        return await PartAttempt(self._session, self._asking, self._guard, self._manners, url).run(NOTHING)


@asynccontextmanager
async def client(
    asking: Asking,
    resolve: Resolve = system_resolve,
    *,
    memory: HostMemory | None = None,
    asks_anyway: bool = False,
) -> AsyncIterator[Look]:
    """Open a client with these manners; its connections close with it.

    Args:
        asking: the manners.
        resolve: finds the addresses of names.
        memory: where it is kept how hosts fare, and their robots.txt, from one run to the next; None: nowhere.
        asks_anyway: whether each host that is left alone because it failed too often is probed once before its time, as
            somebody who waits for the answer wants it. What a host asked for itself (Retry-After) holds all the same.
    """
    guard = Guard(frozenset(host.lower() for host in asking.allow_private))
    async with _Session(
        transport=_Transport(CheckedNetwork(guard, resolve)),
        headers={"User-Agent": asking.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPT_ENCODING},
        # How many visits run at once is the caller's to say: none should time out in a queue of ours.
        timeout=httpx.Timeout(asking.timeout, pool=None),
        # Redirects are followed by `Attempt`, hop by hop.
        follow_redirects=False,
        event_hooks={"response": [keep_as_served]},
        # No proxies, credentials or certificates by way of the environment.
        trust_env=False,
    ) as session:
        manners = Manners(session, asking, guard, ShortMemory() if memory is None else memory, asks_anyway=asks_anyway)
        yield Look(session, asking, guard, manners)


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's own transport on connections of ours, for which it has no parameter."""

    def __init__(self, network: httpcore.AsyncNetworkBackend) -> None:
        # Not super().__init__(): it would make a pool of its own, and nothing else.
        self._pool = Pools(network)  # type: ignore[assignment]


class _NoCookies(httpx.Cookies):
    """Takes no cookies: a visit must not depend on the one before it."""

    def extract_cookies(self, response: httpx.Response) -> None:
        """Take none, and do not look for them either: the library makes two messages of an answer for that."""


class _Session(httpx.AsyncClient):
    """httpx's client without cookies."""

    _none = _NoCookies()

    @property  # type: ignore[misc]  # read only: nobody sets any
    def cookies(self) -> httpx.Cookies:
        """None, before a request and after it."""
        return self._none
