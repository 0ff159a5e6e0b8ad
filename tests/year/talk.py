"""A small HTTP/1.1 server within the loop: kept connections, answers after a moment, and troubles."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

LATENCY = 0.05
"""Seconds of the virtual clock that an answer takes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    share: float = 1.0
    """How much of it is sent; where that is not all, the connection is broken off then."""

    def to_bytes(self) -> bytes:
        """As it goes over the wire."""
        lines = [f"HTTP/1.1 {self.status} Said", *(f"{name}: {value}" for name, value in self.headers)]
        if self.status != 304:
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join([*lines, "", ""]).encode() + self.body


Replies = Callable[[Asked], Answer | None]
"""None: silence."""


class Talk(asyncio.Protocol):
    """One connection."""

    def __init__(self, replies: Replies, open_ends: set[asyncio.Transport]) -> None:
        self._replies = replies
        self._open = open_ends
        self._came = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody has come."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._open.add(transport)

    def connection_lost(self, exc: Exception | None) -> None:
        """And gone."""
        self._open.discard(self._transport)

    def data_received(self, data: bytes) -> None:
        """Answer each whole request a moment later."""
        self._came += data
        while (asked := self._next()) is not None:
            asyncio.get_running_loop().call_later(LATENCY, self._answer, asked)

    def _next(self) -> Asked | None:
        head, end, rest = self._came.partition(b"\r\n\r\n")
        if not end:
            return None
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        if len(rest) < length:
            return None
        self._came = rest[length:]
        method, path, _ = first.split()
        return Asked(method, path, headers, rest[:length])

    def _answer(self, asked: Asked) -> None:
        if self._transport.is_closing():
            return
        answer = self._replies(asked)
        if answer is None:
            return
        raw = answer.to_bytes()
        self._transport.write(raw[: int(len(raw) * answer.share)])
        if answer.share < 1:
            self._transport.close()
