"""Asking sites: one client for many visits.

    async with client(asking) as look:
        visit = await look.visit("https://www.gov.uk/foreign-travel-advice/kazakhstan", validators)

A visit never raises for what a network or a server can do; see `Visit.verdict` and `Visit.reason`.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.cookiejar import CookieJar
from typing import Any

import truststore

from monitor.fetch._http import httpcore, httpx
from monitor.fetch.asking import Asking
from monitor.fetch.attempt import AS_SERVED, Attempt
from monitor.fetch.codings import ACCEPT_ENCODING
from monitor.fetch.connect import CheckedNetwork, Resolve, system_resolve
from monitor.fetch.guard import Guard
from monitor.fetch.pace import Pace
from monitor.fetch.visit import Validators, Visit

NOTHING = Validators()
"""A first visit: nothing to compare with."""

_ACCEPT = "text/html,application/xhtml+xml,application/json;q=0.9,application/xml;q=0.9,text/*;q=0.8,*/*;q=0.1"
_KEPT = 20
"""Idle connections that are kept for the next visit, and for how many seconds."""
_KEPT_SECONDS = 15.0


class Look:
    """What `client()` gives. Visits may run at the same time; they share connections and the pace."""

    def __init__(self, session: httpx.AsyncClient, asking: Asking, guard: Guard) -> None:
        self._session = session
        self._asking = asking
        self._guard = guard
        self._pace = Pace(asking.pace)

    async def visit(self, url: str, validators: Validators = NOTHING) -> Visit:
        """Ask `url` once, with what it gave to compare with the last time; tell what came back."""
        # One attempt. Trying again, by verdict and Retry-After, belongs around this line.
        return await Attempt(self._session, self._asking, self._guard, self._pace, url).run(validators)


@asynccontextmanager
async def client(asking: Asking, resolve: Resolve = system_resolve) -> AsyncIterator[Look]:
    """Open a client with these manners; its connections close with it. `resolve` finds the addresses of names."""
    guard = Guard(frozenset(host.lower() for host in asking.allow_private))
    async with httpx.AsyncClient(
        transport=_Transport(CheckedNetwork(guard, resolve)),
        headers={"User-Agent": asking.user_agent, "Accept": _ACCEPT, "Accept-Encoding": ACCEPT_ENCODING},
        # How many visits run at once is the caller's to say: none should time out in a queue of ours.
        timeout=httpx.Timeout(asking.timeout, pool=None),
        cookies=_NoCookies(),
        # Redirects are followed by `Attempt`, hop by hop.
        follow_redirects=False,
        event_hooks={"response": [_keep_as_served]},
        # No proxies, credentials or certificates by way of the environment.
        trust_env=False,
    ) as session:
        yield Look(session, asking, guard)


class _Transport(httpx.AsyncHTTPTransport):
    """httpx's own transport on a network of ours, for which it has no parameter: only the pool differs."""

    def __init__(self, network: httpcore.AsyncNetworkBackend) -> None:
        # Not super().__init__(): it would make a pool of its own, and nothing else.
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            max_connections=None,
            max_keepalive_connections=_KEPT,
            keepalive_expiry=_KEPT_SECONDS,
            network_backend=network,
        )


async def _keep_as_served(response: httpx.Response) -> None:
    """Put the headers aside, and take Location out of httpx's sight.

    Even where it does not follow, httpx works out the request that would follow, and throws the whole answer away where
    Location holds something that it cannot read.
    """
    response.extensions[AS_SERVED] = response.headers.raw
    response.headers.pop("location", None)


class _NoCookies(CookieJar):
    """Takes no cookies: a visit must not depend on the one before it."""

    def extract_cookies(self, response: Any, request: Any) -> None:
        """Take none."""
