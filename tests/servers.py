"""A small real HTTP server for tests, on 127.0.0.1, in threads.

    with Server() as server:
        server.page("/advice", "<h1>Advice</h1>", etag='"1"')        # answers 304 by itself
        server.answer("/gone", Answer(410))
        server.answer("/busy", Answer(503), Answer(body=b"now"))     # one after another; the last one stays
        server.answer("/echo", lambda seen: Answer(body=seen.body))  # worked out from the request
        ...
        assert [seen.path for seen in server.log] == ["/advice"]

It has no robots.txt (404) unless a test scripts one with `answer("/robots.txt", ...)`; who asks for it is in
`robots_log`, and not in `log`. It speaks HTTP/1.1 with kept connections, and can misbehave byte by byte: see `Raw`.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from types import TracebackType
from typing import BinaryIO, Self

Headers = Iterable[tuple[str, str]]
ROBOTS = "/robots.txt"


@dataclass(frozen=True)
class Seen:
    """One request as it came."""

    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: float
    """time.monotonic() when its first line was read."""
    connection: int
    """Number of the connection that it came by, from 1."""

    def header(self, name: str) -> str | None:
        """The first value of a header, None where it was not sent."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True)
class Answer:
    """A well-formed answer. Content-Length is added where no header says how long the body is."""

    status: int = 200
    body: bytes = b""
    headers: Headers = (("Content-Type", "text/html; charset=utf-8"),)

    def to_bytes(self) -> bytes:
        lines = [f"HTTP/1.1 {self.status} {_phrase(self.status)}"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        framed = {name.lower() for name, _ in self.headers} & {"content-length", "transfer-encoding"}
        if not framed and self.status not in (204, 304):
            lines.append(f"Content-Length: {len(self.body)}")
        # Latin-1, so that a test can put any byte into a header.
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


@dataclass(frozen=True)
class Raw:
    """Bytes as they go over the wire, however wrong; then the connection is closed."""

    pieces: Iterable[bytes]
    pause: float = 0.0
    """Seconds between two pieces."""
    reset: bool = False
    """Whether the connection ends with a TCP reset and not in order."""
    hold: bool = False
    """Whether the connection is held open, in silence, until the client or the server goes."""


Reply = Answer | Raw
Script = Reply | Callable[[Seen], Reply]


def redirect(location: str, status: int = 302, headers: Headers = ()) -> Answer:
    """An answer that points elsewhere."""
    return Answer(status, b"", (("Location", location), *headers))


@dataclass
class Server:
    """The server; use it as a context manager. `context` makes it speak TLS."""

    context: ssl.SSLContext | None = None
    log: list[Seen] = field(default_factory=list)
    robots_log: list[Seen] = field(default_factory=list)
    """Requests for /robots.txt, which `log` does not hold."""
    connections: int = 0

    def __post_init__(self) -> None:
        self._routes: dict[str, list[Script]] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self._start(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        # A last caller wakes the thread that waits in accept().
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port), 5).close()
        with self._lock:
            ends = list(self._open)
        for end in ends:
            # Wakes the thread that waits in recv(); each closes its own socket.
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """The URL of a path here."""
        return f"{'https' if self.context else 'http'}://{host}:{self.port}{path}"

    def answer(self, path: str, *scripts: Script) -> None:
        """What `path` answers: one script after another, and the last one from then on."""
        with self._lock:
            self._routes[path] = list(scripts)

    def page(
        self,
        path: str,
        body: str | bytes,
        etag: str | None = None,
        modified: str | None = None,
        kind: str = "text/html",
    ) -> None:
        """A page that compares validators, byte for byte, and answers 304 where they match."""
        content = body.encode() if isinstance(body, str) else body
        stamps = [(name, value) for name, value in (("ETag", etag), ("Last-Modified", modified)) if value is not None]

        def reply(seen: Seen) -> Answer:
            same = (
                seen.header("If-None-Match") == etag
                if etag is not None
                else modified is not None and seen.header("If-Modified-Since") == modified
            )
            return Answer(304, b"", stamps) if same else Answer(200, content, [("Content-Type", kind), *stamps])

        self.answer(path, reply)

    def _start(self, work: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with self._listener:
            while not self._closing.is_set():
                try:
                    connection, _ = self._listener.accept()
                except OSError:
                    return
                if self._closing.is_set():
                    connection.close()
                    return
                with self._lock:
                    self.connections += 1
                    number = self.connections
                    self._open.add(connection)
                self._start(self._serve, connection, number)

    def _serve(self, connection: socket.socket, number: int) -> None:
        end = connection
        # What a client breaks off is no fault of the server's.
        with contextlib.suppress(OSError, _OverError):
            try:
                if self.context is not None:
                    end = self.context.wrap_socket(connection, server_side=True)
                    with self._lock:
                        self._open.discard(connection)
                        self._open.add(end)
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                with end.makefile("rb") as stream:
                    while not self._closing.is_set():
                        if not (first := stream.peek(1)[:1]):
                            break  # the client has gone
                        if not first.isalpha():  # it speaks something else, TLS perhaps
                            end.sendall(Answer(400, b"", [("Connection", "close")]).to_bytes())
                            break
                        self._reply(end, self._scripted(_read(stream, number)))
            finally:
                with self._lock:
                    self._open.discard(end)
                    self._open.discard(connection)
                end.close()
                connection.close()

    def _scripted(self, seen: Seen) -> Reply:
        with self._lock:
            (self.robots_log if seen.path == ROBOTS else self.log).append(seen)
            scripts = self._routes.get(seen.path, [Answer(404, b"nothing here")])
            script = scripts.pop(0) if len(scripts) > 1 else scripts[0]
        return script(seen) if callable(script) else script

    def _reply(self, end: socket.socket, reply: Reply) -> None:
        if isinstance(reply, Answer):
            end.sendall(reply.to_bytes())
            return
        for number, piece in enumerate(reply.pieces):
            if number and reply.pause and self._closing.wait(reply.pause):
                break
            end.sendall(piece)
        if reply.hold:
            # Silence until the other side goes: recv() ends with its close, or with our shutdown.
            while end.recv(65536):
                pass
        if reply.reset:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise _OverError


class _OverError(Exception):
    """This connection has ended."""


def _read(stream: BinaryIO, number: int) -> Seen:
    line = stream.readline()
    at = time.monotonic()
    method, path, _ = line.decode("latin-1").split()
    headers: list[tuple[str, str]] = []
    while (line := stream.readline().rstrip(b"\r\n")) != b"":
        name, _, value = line.decode("latin-1").partition(":")
        headers.append((name, value.strip()))
    length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
    return Seen(method, path, tuple(headers), stream.read(length), at, number)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unheard Of"
