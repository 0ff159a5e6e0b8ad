"""Connecting to the very addresses that were checked.

Resolving a name to check it, and letting the HTTP library resolve it again to connect, would leave a gap in which the
name can come to mean another machine. Here a name is resolved once, at the moment of connecting; what is connected to
is an address that the guard has passed.
"""

from __future__ import annotations

import asyncio
import select
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from monitor.fetch._http import httpcore
from monitor.fetch.guard import Guard
from monitor.fetch.unseen import UnseenError

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""From host and port to its IP addresses, best first. Raises OSError where there is none."""

_TRIED = 6
"""Addresses of one host that are tried; all are checked."""


async def system_resolve(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver gives, in its order, each once."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class CheckedNetwork(httpcore.AsyncNetworkBackend):
    """The network as httpcore sees it: every new connection goes through the guard."""

    def __init__(self, guard: Guard, resolve: Resolve = system_resolve) -> None:
        self._guard = guard
        self._resolve = resolve
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 (httpcore's signature)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check and connect. Raises UnseenError (not found, not public) and the errors of httpcore."""
        addresses = await self._addresses(host, port, timeout)
        self._guard.check(host, port, addresses)
        # One after another, each with its share of the time, so that a dead first address leaves time for the rest.
        addresses = addresses[:_TRIED]
        share = None if timeout is None else timeout / len(addresses)
        trouble: Exception | None = None
        for address in addresses:
            try:
                return _Stream(await self._plain.connect_tcp(address, port, share, local_address, socket_options))
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = trouble or error
        assert trouble is not None  # `_addresses` gives one at least
        raise trouble

    async def sleep(self, seconds: float) -> None:
        """Wait; httpcore asks for it."""
        await asyncio.sleep(seconds)

    async def _addresses(self, host: str, port: int, seconds: float | None) -> list[str]:
        try:
            async with asyncio.timeout(seconds):
                addresses = await self._resolve(host, port)
        # UnicodeError: a name that cannot be put into DNS at all.
        except (OSError, UnicodeError):
            addresses = []
        if not addresses:
            raise UnseenError(f"{host} could not be found (DNS): is there a network?")
        return addresses


class _Stream(httpcore.AsyncNetworkStream):
    """A connection that knows its socket.

    Before each request httpcore asks of all idle connections whether the other side has closed them. To find the socket
    through the layers of its own stream takes many times longer than the answer.
    """

    def __init__(self, stream: httpcore.AsyncNetworkStream) -> None:
        self._stream = stream
        self._socket = stream.get_extra_info("socket")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 (httpcore's)
        """The next bytes; none at the end."""
        return await self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 (httpcore's)
        """Send."""
        await self._stream.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close."""
        await self._stream.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        """The same connection under TLS."""
        return _Stream(await self._stream.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        """What httpcore wants to know of it."""
        return _is_readable(self._socket) if info == "is_readable" else self._stream.get_extra_info(info)


def _is_readable(end: socket.socket) -> bool:
    """Whether something waits to be read, on an idle connection its end."""
    try:
        if not hasattr(select, "poll"):  # Windows
            return bool(select.select([end], [], [], 0)[0])
        poll = select.poll()
        poll.register(end, select.POLLIN)
        return bool(poll.poll(0))
    except (OSError, ValueError):  # closed on this side
        return True
