"""A small HTTP server on loopback, at a port of its own, that starts and stops with a `with` block."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
from abc import ABC, abstractmethod
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

HOST = "127.0.0.1"
MAX_BODY = 10_000_000
"""Bytes of a request's body that are read; a longer one is refused."""
SILENCE = 10.0
"""Seconds after which a connection that says nothing is closed."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request, as far as the demo's servers need it."""

    method: str
    path: str
    """Path of the address, without its query."""
    headers: Message
    """By name, whatever the case."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Exchange:
    """One line of the request log."""

    method: str
    path: str
    status: int


class LoopbackServer(ABC):
    """Answers requests in threads of its own for as long as its `with` block lasts.

    The block's end closes the port, ends connections that are still open, and waits for its threads. `log` keeps every
    exchange and outlives the block.
    """

    def __init__(self) -> None:
        self.log: list[Exchange] = []
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @abstractmethod
    def answer(self, request: Request) -> Answer:
        """What to send back. It is called in the thread of the connection."""

    @property
    def port(self) -> int:
        """The port that the system chose. RuntimeError outside the `with` block."""
        if self._server is None:
            raise RuntimeError(f"{type(self).__name__} runs inside its `with` block only")
        return int(self._server.server_address[1])

    @property
    def base_url(self) -> str:
        """`http://127.0.0.1:PORT`, without a slash at the end."""
        return f"http://{HOST}:{self.port}"

    def __enter__(self) -> Self:
        self._server = _Server(self)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, name=f"demo-{type(self).__name__}"
        )
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.hang_up()
        self._server.server_close()  # waits for the threads of the connections
        self._server = self._thread = None


class _Server(ThreadingTCPServer):
    """Not `http.server.HTTPServer`: that one asks the name service for the name of the address it binds to."""

    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, owner: LoopbackServer) -> None:
        self.owner = owner
        self._open: set[socket.socket] = set()
        super().__init__((HOST, 0), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news; what else goes wrong is the standard library's to print."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """End the connections that are still open, so that no thread waits for a client that says nothing."""
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):  # the client was quicker
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = SILENCE

    def do_GET(self) -> None:
        self._exchange()

    def do_HEAD(self) -> None:
        self._exchange()

    def do_POST(self) -> None:
        self._exchange()

    def _exchange(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > MAX_BODY:
            self._send(Answer(413))
            return
        path = urlsplit(self.path).path
        request = Request(self.command, path, self.headers, self.rfile.read(length))
        self._send(self.server.owner.answer(request))

    def _send(self, answer: Answer) -> None:
        self.server.owner.log.append(Exchange(self.command, urlsplit(self.path).path, answer.status))
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Connection", "close")  # one request a connection: nothing idles when the server stops
        self.end_headers()
        if self.command != "HEAD" and answer.status != 304:
            self.wfile.write(answer.body)

    def version_string(self) -> str:
        return "recorded-pages"

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on standard error: the log is in `LoopbackServer.log`."""
