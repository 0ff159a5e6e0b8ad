"""Connections, kept for the next request: a pool of the library for each site.

In one pool for all sites the library looks at every connection before and after each request; and it counts the busy
ones when it asks whether there are too many idle ones. With a hundred sites it would keep none, and dial for each page.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self

from monitor.fetch._http import httpcore

if TYPE_CHECKING:
    import ssl

_KEPT = 20
"""Connections to one site up to which an idle one is kept."""
_KEPT_SECONDS = 15.0
"""For how long; many a server closes it then by itself."""
_SITES = 256
"""Sites to which idle connections are kept at the same time."""

_Place = tuple[bytes, bytes, int | None]


class Pools:
    """All connections of one client; in the place of the one pool that httpx would have."""

    def __init__(self, network: httpcore.AsyncNetworkBackend) -> None:
        self._network = network
        self._pools: OrderedDict[_Place, _Pool] = OrderedDict()
        self._tidied = time.monotonic()
        self._context: ssl.SSLContext | None = None

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send a request over a connection to its site."""
        now = time.monotonic()
        if now - self._tidied > _KEPT_SECONDS or len(self._pools) >= _SITES:
            await self._tidy(now)
        url = request.url
        place = (url.scheme, url.host, url.port)
        pool = self._pools.get(place)
        if pool is None:
            pool = self._pools[place] = _Pool(self._network, self._system_store)
        pool.used = now
        self._pools.move_to_end(place)
        # Nothing is awaited between the look into the table and this: `_tidy` sees the pool in use.
        return await pool.handle_async_request(request)

    async def aclose(self) -> None:
        """Close all connections."""
        pools = list(self._pools.values())
        self._pools.clear()
        for pool in pools:
            await pool.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        await self.aclose()

    async def _tidy(self, now: float) -> None:
        """Close what was not used for long, and, where there are too many, what was not used for longest."""
        self._tidied = now
        many = len(self._pools) - _SITES // 2 if len(self._pools) >= _SITES else 0
        old: list[_Pool] = []
        for place, pool in list(self._pools.items()):
            if len(old) >= many and now - pool.used <= _KEPT_SECONDS:
                break  # they stand in the order of their use
            if all(each.is_idle() or each.is_closed() for each in pool.connections):
                old.append(self._pools.pop(place))
        for pool in old:
            await pool.aclose()

    def _system_store(self) -> ssl.SSLContext:
        """The certificates that the system trusts, read when they are first needed."""
        if self._context is None:
            import ssl

            import truststore

            self._context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        return self._context


class _Pool(httpcore.AsyncConnectionPool):
    """The connections to one site."""

    def __init__(self, network: httpcore.AsyncNetworkBackend, store: Callable[[], ssl.SSLContext]) -> None:
        super().__init__(
            http2=True,
            # How many are asked at once is said elsewhere: none should wait in a queue of ours.
            max_connections=None,
            max_keepalive_connections=_KEPT,
            keepalive_expiry=_KEPT_SECONDS,
            network_backend=network,
        )
        self._store = store
        self.used = 0.0
        """When it was asked last, in seconds of time.monotonic()."""

    def create_connection(self, origin: httpcore.Origin) -> httpcore.AsyncConnectionInterface:
        """A connection to the site."""
        if origin.scheme == b"https" and self._ssl_context is None:
            self._ssl_context = self._store()
        return super().create_connection(origin)
