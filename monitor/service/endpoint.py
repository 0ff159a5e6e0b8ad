"""A very small HTTP server: one request a connection, GET and HEAD, no body, a time limit on everything.

It answers who asks by an IP address or as localhost: a page in somebody's browser whose own name was pointed at this
machine (DNS rebinding) asks by that name, and is refused. Other names are answered where sources.yaml names them.
"""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import re
import socket
from collections.abc import Awaitable, Callable, Collection
from contextlib import suppress
from email.utils import formatdate
from http import HTTPStatus

from monitor.errors import EXIT_NOT_CHECKED, MonitorError, why
from monitor.report.safe import safe_line
from monitor.report.words import clip
from monitor.service.answers import Answer, text
from monitor.sources.daemon import Listen

log = logging.getLogger("monitor.service")

HEAD_LIMIT = 8192
"""Bytes of a request's head; none that is meant for us has a tenth."""
TIME_LIMIT = 5.0
"""Seconds for a request to come, and for its answer to go."""
AT_ONCE = 32
"""Connections at a time; where more come, the oldest is hung up on."""

Answerer = Callable[[str, str], Awaitable[Answer]]
"""Path and Accept -> what to answer."""


class EndpointError(MonitorError):
    """The place to listen at cannot be had."""

    exit_code = EXIT_NOT_CHECKED


def bound(place: Listen) -> socket.socket:
    """A socket that listens there.

    Raises:
        EndpointError: another program does, or this machine has no such address, or it takes rights to listen there.
    """
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((place.host, place.port))
        made.listen(AT_ONCE)
        made.setblocking(False)
    except OSError as error:
        made.close()
        raise EndpointError(
            f"daemon.health: cannot listen at {place}: {why(error)}; end what listens there (another `monitor run`?), "
            "or name another port in sources.yaml"
        ) from None
    return made


class Endpoint:
    """Answers at one socket, in the event loop in which it was opened."""

    def __init__(self, answerer: Answerer, names: Collection[str], *, time_limit: float = TIME_LIMIT) -> None:
        """
        Args:
            answerer: makes the answers.
            names: names of hosts, in lower case, by which others may ask beside addresses and localhost.
            time_limit: seconds for each step of a connection.
        """
        self._answerer = answerer
        self.names = frozenset(names)
        self._time_limit = time_limit
        self._open: dict[asyncio.WriteTransport, None] = {}
        """The oldest first."""
        self._server: asyncio.Server | None = None

    async def open(self, listening: socket.socket) -> None:
        """Begin to answer."""
        self._server = await asyncio.start_server(self._meet, sock=listening, limit=HEAD_LIMIT)

    def close(self) -> None:
        """Listen no more; what is being answered ends by itself."""
        if self._server is not None:
            self._server.close()

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._open) >= AT_ONCE:
            next(iter(self._open)).abort()
            del self._open[next(iter(self._open))]
        self._open[writer.transport] = None
        try:
            # A reset, a hang-up within the head, and who takes too long: nobody is left to be told.
            with suppress(OSError, asyncio.IncompleteReadError, TimeoutError):
                async with asyncio.timeout(self._time_limit):
                    found, is_head = await self._answer(reader)
                writer.write(_wire(found, is_head=is_head))
                async with asyncio.timeout(self._time_limit):
                    await writer.drain()
                    writer.close()
                    await writer.wait_closed()
        finally:
            self._open.pop(writer.transport, None)
            writer.transport.abort()

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[Answer, bool]:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
        except asyncio.LimitOverrunError:
            return text(431, f"the request is longer than {HEAD_LIMIT:,} bytes"), False
        first, *lines = head.decode("latin-1").split("\r\n")
        method, _, rest = first.partition(" ")
        target, _, protocol = rest.partition(" ")
        if not protocol.startswith("HTTP/1."):
            return text(400, "this is no request of HTTP/1.1"), False
        fields = [(name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        hosts = [value for name, value in fields if name == "host"]
        if len(hosts) != 1:
            return text(400, "a request has one Host"), method == "HEAD"
        if not self._is_ours(hosts[0]):
            sentence = "this name is not answered here: ask by an IP address, or name it in daemon.health_names"
            return text(421, sentence), method == "HEAD"
        if method not in ("GET", "HEAD"):
            return text(405, "only GET and HEAD are answered"), False
        accept = next((value for name, value in fields if name == "accept"), "")
        try:
            return await self._answerer(target.partition("?")[0], accept), method == "HEAD"
        except Exception:
            log.exception("no answer could be made for %s", clip(safe_line(target), 100), extra={"event": "endpoint"})
            return text(500, "the program failed; its log says more"), method == "HEAD"

    def _is_ours(self, host: str) -> bool:
        name = host.lower()
        within = re.match(r"\[([0-9a-f:.]+)\](?::|$)", name)
        name = within[1] if within else name.partition(":")[0].removesuffix(".")
        if name == "localhost" or name in self.names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _wire(answer: Answer, *, is_head: bool) -> bytes:
    lines = [
        f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}",
        f"Date: {formatdate(usegmt=True)}",
        f"Content-Type: {answer.media_type}",
        f"Content-Length: {len(answer.body)}",
        "Cache-Control: no-store",
        "X-Content-Type-Options: nosniff",
        "Connection: close",
    ]
    if answer.status == HTTPStatus.METHOD_NOT_ALLOWED:
        lines.append("Allow: GET, HEAD")
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (b"" if is_head else answer.body)
