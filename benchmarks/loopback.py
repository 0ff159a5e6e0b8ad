"""A web site on loopback, in a process of its own: quick, so that it is not what is measured.

    with Site(hosts=100) as site:
        site.put({"/page/1": (body, '"1"')})
        ...
        seen = site.taken()     # what came since the last call
        print(seen.connections, len(seen.requests), seen.body_bytes)

It speaks HTTP/1.1 with kept connections, reads no more of a request than its path, who asks and If-None-Match, and logs
every request. When one began is told by the kernel (on Linux), so that what the server is late by is no part of it.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
import struct
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, NamedTuple, Self


class Request(NamedTuple):
    """One request as the server saw it. Times are those of `time.time()`."""

    host: str
    """The address of this machine that was connected to: each is a host of its own."""
    path: str
    agent: str
    """Its User-Agent: who asked."""
    start: float
    """When its bytes arrived."""
    end: float
    """When the answer was handed to the system."""
    status: int


@dataclass
class Taken:
    """What a site was asked, and what it gave."""

    connections: int = 0
    body_bytes: int = 0
    requests: list[Request] = field(default_factory=list)
    """In the order in which they were answered."""


class Site:
    """The site as the benchmark sees it; use it as a context manager."""

    def __init__(self, hosts: int = 1) -> None:
        """`hosts`: so many addresses from 127.0.1.1 on are served, on one port."""
        self.hosts = [f"127.0.1.{number}" for number in range(1, hosts + 1)]

    def __enter__(self) -> Self:
        context = multiprocessing.get_context("spawn")
        self._orders, far = context.Pipe()
        self._process = context.Process(target=_serve, args=(far, self.hosts), daemon=True)
        self._process.start()
        self.port: int = self._orders.recv()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._orders.send(("stop", None))
        self._process.join(10)

    def url(self, path: str, host: int = 0) -> str:
        """The URL of a path on one of the hosts."""
        return f"http://{self.hosts[host]}:{self.port}{path}"

    def put(self, pages: Mapping[str, tuple[bytes, str]]) -> None:
        """Serve these pages, body and ETag by path, on every host."""
        self._call("put", dict(pages))

    def latency(self, seconds: float) -> None:
        """Answer so long after a request, each by itself."""
        self._call("latency", seconds)

    def slow(self, host: int, seconds: float) -> None:
        """Let one of the hosts answer so much later than the others."""
        self._call("slow", (self.hosts[host], seconds))

    def taken(self) -> Taken:
        """What came since the last call."""
        taken = self._call("taken", None)
        assert isinstance(taken, Taken)
        return taken

    def _call(self, order: str, value: object) -> Any:
        self._orders.send((order, value))
        return self._orders.recv()


class _Server:
    def __init__(self) -> None:
        self.pages: dict[bytes, tuple[bytes, bytes]] = {}
        self.latency = 0.0
        self.slow: dict[str, float] = {}
        self.taken = Taken()

    def put(self, pages: dict[str, tuple[bytes, str]]) -> None:
        for path, (body, etag) in pages.items():
            self.pages[path.encode()] = (body, etag.encode())

    def answer(self, path: bytes, known: bytes) -> tuple[int, bytes, int]:
        """Status, all bytes of the answer, and how many of them are its body."""
        page = self.pages.get(path)
        if page is None:
            return 404, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n", 0
        body, etag = page
        if known == etag:
            return 304, b"HTTP/1.1 304 Not Modified\r\nETag: %b\r\n\r\n" % etag, 0
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nETag: %b\r\nContent-Length: %d\r\n\r\n"
        return 200, head % (etag, len(body)) + body, len(body)


class _Talk:
    """One connection. Requests have no body; one at a time, as HTTP/1.1 clients ask."""

    def __init__(self, server: _Server, end: socket.socket) -> None:
        self._server = server
        self._end = end
        self._came = b""
        self._host: str = end.getsockname()[0]
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Task[None]] = set()
        end.setblocking(False)
        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        server.taken.connections += 1
        self._loop.add_reader(end, self._read)

    def _read(self) -> None:
        try:
            data, beside, _, _ = self._end.recvmsg(65536, 64)
        except OSError:
            data, beside = b"", []
        if not data:
            self._loop.remove_reader(self._end)
            self._end.close()
            return
        self._came += data
        while b"\r\n\r\n" in self._came:
            head, _, self._came = self._came.partition(b"\r\n\r\n")
            start = _arrival(beside)
            path = head.split(b" ", 2)[1]
            known, agent = _header(head, b"if-none-match"), _header(head, b"user-agent").decode()
            wait = self._server.latency + self._server.slow.get(self._host, 0.0)
            if wait:
                self._loop.call_later(wait, self._reply, path, known, agent, start)
            else:
                self._reply(path, known, agent, start)

    def _reply(self, path: bytes, known: bytes, agent: str, start: float) -> None:
        status, answer, body_bytes = self._server.answer(path, known)
        taken = self._server.taken
        taken.body_bytes += body_bytes
        taken.requests.append(Request(self._host, path.decode(), agent, start, time.time(), status))
        try:
            sent = self._end.send(answer)
        except BlockingIOError:
            sent = 0
        except OSError:  # the client has gone
            return
        if sent < len(answer):
            task = self._loop.create_task(self._loop.sock_sendall(self._end, memoryview(answer)[sent:]))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)


def _header(head: bytes, name: bytes) -> bytes:
    """The value of a header, in lower case; empty where it was not sent."""
    return head.lower().partition(b"\r\n" + name + b":")[2].partition(b"\r\n")[0].strip()


_STAMPED = 35 if sys.platform == "linux" else None
"""SO_TIMESTAMPNS, which Python does not name: the kernel says when bytes arrived, however late they are read."""


def _arrival(beside: list[tuple[int, int, bytes]]) -> float:
    for level, kind, data in beside:
        if level == socket.SOL_SOCKET and kind == _STAMPED:
            seconds, nanoseconds = struct.unpack("qq", data[:16])
            return float(seconds + nanoseconds / 1e9)
    return time.time()


def _accept(server: _Server, listening: socket.socket) -> None:
    _Talk(server, listening.accept()[0])


def _serve(orders: Connection, hosts: list[str]) -> None:
    asyncio.run(_run(orders, hosts))


async def _run(orders: Connection, hosts: list[str]) -> None:
    loop = asyncio.get_running_loop()
    server = _Server()
    stopped = asyncio.Event()

    def obey() -> None:
        try:
            order, value = orders.recv()
        except EOFError:  # whoever wanted the site was ended
            order, value = "stop", None
        if order == "stop":
            loop.remove_reader(orders.fileno())
            stopped.set()
            return
        taken = None
        if order == "put":
            server.put(value)
        elif order == "latency":
            server.latency = value
        elif order == "slow":
            server.slow[value[0]] = value[1]
        elif order == "taken":
            taken, server.taken = server.taken, Taken()
        orders.send(taken)

    port = 0
    for host in hosts:  # the first finds a free port, the others take the same
        listening = socket.create_server((host, port), backlog=512)
        listening.setblocking(False)
        if _STAMPED is not None:
            listening.setsockopt(socket.SOL_SOCKET, _STAMPED, 1)  # those who connect inherit it
        loop.add_reader(listening, _accept, server, listening)
        port = listening.getsockname()[1]
    loop.add_reader(orders.fileno(), obey)
    orders.send(port)
    await stopped.wait()
