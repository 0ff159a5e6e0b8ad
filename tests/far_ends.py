"""The far ends of the channels, on 127.0.0.1, in threads: a mail server and an HTTP server that take what is posted.

    with MailEnd() as mail, PostEnd() as posts:
        mail.does["rcpt"] = ["450 4.2.0 greylisted"]            # the next RCPT; later ones are taken
        posts.does["/slack"] = [Said(429, b"rate_limited", (("Retry-After", "30"),))]
        ...
        mail.settle()                                            # all that clients sent has been read
        assert [each.key for each in mail.taken] == [...]

They take a message when it is complete, and say so afterwards: what a sender that was killed meanwhile has sent is
taken all the same. What they do at a step stands in `does`: a line to answer, `HANG` (silence until the client goes) or
`DROP` (the connection ends with a reset); one after another, and then as a server does that has nothing against it.
"""

from __future__ import annotations

import contextlib
import json
import re
import socket
import struct
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http import HTTPStatus
from types import TracebackType
from typing import Any, BinaryIO, Self

HANG, DROP = "(silence)", "(reset)"


@dataclass(frozen=True)
class Taken:
    """A message that a far end has taken."""

    to: str
    """An address of a mail, or the path that was posted to."""
    key: str
    """The idempotency key as it came: a Message-ID, a header, or what the payload names."""
    title: str
    """Its subject, or its first line."""
    raw: bytes


@dataclass(frozen=True)
class Said:
    """What a `PostEnd` answers; `takes` says whether it has taken what was posted."""

    status: int = 200
    body: bytes = b"ok"
    headers: tuple[tuple[str, str], ...] = ()
    takes: bool = False
    then: str = ""
    """`HANG` or `DROP` in the place of an answer."""


class _GoneError(Exception):
    """This conversation has ended."""


class FarEnd:
    """A listener with a thread for each connection."""

    def __init__(self) -> None:
        self.taken: list[Taken] = []
        self.does: dict[str, list[Any]] = defaultdict(list)
        self.heard: list[str] = []
        """What clients said, line by line."""
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._talks: list[threading.Thread] = []
        self._port = 0

    def __enter__(self) -> Self:
        # A server that goes and comes back does so at its old port.
        self._closing.clear()
        self._listener = socket.create_server(("127.0.0.1", self._port), backlog=128)
        self._port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self._port), 5).close()
        self._thread.join(10)
        with self._lock:
            ends = list(self._open)
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        for talk in self._talks:
            talk.join(10)

    @property
    def port(self) -> int:
        return self._port

    def settle(self) -> None:
        """Wait until every connection that was made before, and whose client has gone, is read to its end."""
        # Connections are let in in the order in which they were made: once ours is through, so are all before it.
        with socket.create_connection(("127.0.0.1", self._port), 10) as knock, knock.makefile("rb") as end:
            knock.shutdown(socket.SHUT_WR)
            end.read()
        with self._lock:
            talks = list(self._talks)
        for talk in talks:
            talk.join(10)
        with self._lock:
            self._talks = [talk for talk in self._talks if talk.is_alive()]

    def _accept(self) -> None:
        with self._listener:
            while True:
                try:
                    connection, _ = self._listener.accept()
                except OSError:
                    return
                if self._closing.is_set():
                    connection.close()
                    return
                talk = threading.Thread(target=self._serve, args=(connection,), daemon=True)
                with self._lock:
                    self._open.add(connection)
                    self._talks.append(talk)
                    talk.start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError, _GoneError), connection.makefile("rb") as stream:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._talk(connection, stream)
        with self._lock:
            self._open.discard(connection)
        connection.close()

    def _talk(self, connection: socket.socket, stream: BinaryIO) -> None:
        raise NotImplementedError

    def _next(self, *steps: str) -> Any:
        """What is to be done at a step, the first of them of which anything was said; None: what servers do."""
        with self._lock:
            for step in steps:
                if self.does[step]:
                    return self.does[step].pop(0)
        return None

    def _end(self, connection: socket.socket, how: str) -> None:
        if how == HANG:
            while connection.recv(65536):
                pass
        else:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise _GoneError


class MailEnd(FarEnd):
    """An SMTP server. Its steps: greeting, ehlo, auth, mail, rcpt (or `rcpt:address`), data, body, dot, taken.

    `body` is met within the message, `dot` when it is complete and not yet taken, `taken` when it is.
    """

    capabilities: tuple[str, ...] = ("PIPELINING", "SIZE 10000000", "8BITMIME", "SMTPUTF8", "AUTH PLAIN LOGIN")
    when_taken: Callable[[], None] | None = None
    """Called when a message is taken, before the sender hears of it."""

    def _talk(self, connection: socket.socket, stream: BinaryIO) -> None:
        def say(step: str, usual: str, *more: str) -> bool:
            what = self._next(*more, step)
            if what in (HANG, DROP):
                self._end(connection, what)
            line = str(what or usual)
            connection.sendall(line.encode() + b"\r\n")
            return line[0] in "23"

        say("greeting", "220 mail.example ESMTP")
        to: list[str] = []
        while line := stream.readline():
            words = line.decode("utf-8", "replace").strip()
            self.heard.append(words)
            verb = words[:4].upper()
            if verb in ("EHLO", "HELO"):
                names = ("mail.example", *self.capabilities)
                lines = [f"250{'-' if n < len(names) else ' '}{name}" for n, name in enumerate(names, 1)]
                say("ehlo", "\r\n".join(lines))
            elif verb == "AUTH":
                say("auth", "235 2.7.0 Authentication successful")
            elif verb == "MAIL":
                to = []
                say("mail", "250 2.1.0 Ok")
            elif verb == "RCPT":
                address = words.partition("<")[2].partition(">")[0]
                if say("rcpt", "250 2.1.5 Ok", f"rcpt:{address}"):
                    to.append(address)
            elif verb == "DATA":
                if say("data", "354 End data with <CR><LF>.<CR><LF>"):
                    self._take(connection, stream, to, say)
            elif verb == "QUIT":
                say("quit", "221 2.0.0 Bye")
                return
            else:
                say(verb.lower(), "250 2.0.0 Ok" if verb in ("RSET", "NOOP") else "502 5.5.2 Not known here")

    def _take(self, connection: socket.socket, stream: BinaryIO, to: list[str], say: Any) -> None:
        raw = bytearray()
        if (what := self._next("body")) is not None:
            stream.readline()
            self._end(connection, what)
        while (line := stream.readline()) not in (b".\r\n", b""):
            raw += line[1:] if line.startswith(b"..") else line
        if not line:
            raise _GoneError  # half a message is none
        if self.does["dot"] and not say("dot", ""):
            return
        message = message_from_bytes(bytes(raw), policy=default)
        assert isinstance(message, EmailMessage)
        with self._lock:
            for address in to:
                key, subject = str(message["Message-ID"]), str(message["Subject"])
                self.taken.append(Taken(address, key, subject, bytes(raw)))
        if self.when_taken is not None:
            self.when_taken()
        say("taken", "250 2.0.0 Ok: queued as 4711")


class PostEnd(FarEnd):
    """An HTTP server that takes what is posted to any path. Its steps are the paths."""

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def _talk(self, connection: socket.socket, stream: BinaryIO) -> None:
        while first := stream.readline():
            method, path, _ = first.decode("latin-1").split()
            headers: dict[str, str] = {}
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.decode("latin-1").partition(":")
                headers[name.lower()] = value.strip()
            length = int(headers.get("content-length", 0))
            body = stream.read(length)
            if not line or len(body) < length:
                raise _GoneError  # half a request is none
            self.heard.append(f"{method} {path}")
            said: Said = self._next(path) or Said(takes=True)
            if said.takes:
                with self._lock:
                    self.taken.append(Taken(path, key_of(headers, body), _first_line(body), body))
            if said.then:
                self._end(connection, said.then)
            lines = [f"HTTP/1.1 {said.status} {HTTPStatus(said.status).phrase}", f"Content-Length: {len(said.body)}"]
            lines += [f"{name}: {value}" for name, value in said.headers]
            connection.sendall("\r\n".join([*lines, "", ""]).encode() + said.body)


def key_of(headers: dict[str, str], body: bytes) -> str:
    """The idempotency key of a post: a header that bears it, else what Slack's payload names."""
    if key := headers.get("idempotency-key"):
        return key
    found = re.search(rb'"block_id": ?"([^"]+)"', body)
    return found.group(1).decode() if found else ""


def _first_line(body: bytes) -> str:
    payload = json.loads(body)
    return str(payload.get("text") or payload.get("headline") or "") if isinstance(payload, dict) else ""
