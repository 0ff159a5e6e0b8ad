"""Where a process can be killed: hooks that count every write and every send, and kill at the one that is named.

They are put in place in the process that is to be killed, and nowhere else. A point is named by what happens there and
its number among those of the same name ("mail: after sending DATA #2"): channels take turns as the network lets them,
so that the number of a point among all says less.
"""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

_WRITES = re.compile(r"\s*(BEGIN|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b(?: OR \w+)?(?: INTO| FROM)?\s*(\S*)")


class Points:
    """Counts the points that are passed; at the one whose name is `kill_at` the process ends, without a word."""

    def __init__(self, ports: Mapping[int, str], kill_at: str | None, tell: Callable[[str], None]) -> None:
        """
        Args:
            ports: what to call the far ends, by port.
            tell: is handed the name of the point before the process ends.
        """
        self.passed: list[str] = []
        self._ports = ports
        self._kill_at = kill_at
        self._tell = tell
        self._counts: Counter[str] = Counter()

    def meet(self, what: str) -> bool:
        """Count a point; gives whether it is the one to end at."""
        self._counts[what] += 1
        name = f"{what} #{self._counts[what]}"
        self.passed.append(name)
        return name == self._kill_at

    def end(self) -> None:
        """End the process as the system ends one that has used up all memory."""
        self._tell(self.passed[-1])
        os.kill(os.getpid(), signal.SIGKILL)

    def point(self, what: str) -> None:
        """A point at which something has been done, or is about to be."""
        if self.meet(what):
            self.end()

    def put_in_place(self) -> None:
        """From now on, in this process."""
        self._watch_database()
        self._watch_files()
        self._watch_sockets()

    def _watch_database(self) -> None:
        points = self

        class Watched(sqlite3.Connection):
            def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
                return points._statement(sql, lambda: super(Watched, self).execute(sql, *given))

            def executemany(self, sql: str, *given: Any) -> sqlite3.Cursor:
                return points._statement(sql, lambda: super(Watched, self).executemany(sql, *given))

            def commit(self) -> None:
                points.point("database: before COMMIT")
                super().commit()
                points.point("database: after COMMIT")

        connect = sqlite3.connect
        sqlite3.connect = lambda *given, **named: connect(*given, **{"factory": Watched} | named)  # type: ignore[assignment]

    def _statement(self, sql: str, run: Callable[[], sqlite3.Cursor]) -> sqlite3.Cursor:
        found = _WRITES.match(sql)
        if found is None:
            return run()
        name = "BEGIN" if found[1] == "BEGIN" else f"{found[1]} {found[2]}".strip()
        self.point(f"database: before {name}")
        done = run()
        self.point(f"database: after {name}")
        return done

    def _watch_files(self) -> None:
        for name in ("fsync", "replace", "rename", "unlink", "mkdir", "rmdir", "pwrite", "ftruncate"):
            setattr(os, name, self._around(f"file: {{}} {name}", getattr(os, name)))
        opened = io.open

        def watched(file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
            if not set("wax+") & set(mode):
                return opened(file, mode, *given, **named)
            self.point("file: before opening")
            made = opened(file, mode, *given, **named)
            self.point("file: after opening")
            return made

        io.open = watched

    def _around(self, what: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def around(*given: Any, **named: Any) -> Any:
            self.point(what.format("before"))
            done = do(*given, **named)
            self.point(what.format("after"))
            return done

        return around

    def _watch_sockets(self) -> None:
        points = self
        send, recv, sendmsg = socket.socket.send, socket.socket.recv, socket.socket.sendmsg

        def sending(end: socket.socket, data: bytes, how: Callable[[], int]) -> int:
            where = points._far_end(end)
            if not where:
                return how()
            what = f"{where}: {{}} sending {_words(data)}"
            points.point(what.format("before"))
            if len(data) > 1 and points.meet(what.format("half way through")):
                send(end, data[: len(data) // 2])
                points.end()
            done = how()
            points.point(what.format("after"))
            return done

        def watched_send(end: socket.socket, data: Any, *flags: int) -> int:
            return sending(end, bytes(data), lambda: send(end, data, *flags))

        def watched_sendmsg(end: socket.socket, pieces: Any, *more: Any) -> int:
            held = [bytes(piece) for piece in pieces]
            return sending(end, b"".join(held), lambda: sendmsg(end, held, *more))

        def watched_recv(end: socket.socket, size: int, *flags: int) -> bytes:
            data = recv(end, size, *flags)
            if data and (where := points._far_end(end)):
                points.point(f"{where}: got the answer {_words(data)}")
            return data

        socket.socket.send = watched_send  # type: ignore[method-assign, assignment]
        socket.socket.sendmsg = watched_sendmsg  # type: ignore[method-assign, assignment]
        socket.socket.recv = watched_recv  # type: ignore[method-assign, assignment]

    def _far_end(self, end: socket.socket) -> str:
        if end.family != socket.AF_INET:  # the loop's own pair
            return ""
        try:
            return self._ports.get(end.getpeername()[1], "")
        except OSError:
            return ""


def _words(data: bytes) -> str:
    """What is sent, by its first word or two: a command of SMTP, a request, or the text of a mail."""
    line = data.split(b"\r\n", 1)[0].decode("latin-1")
    if found := re.match(r"(GET|POST) /(\w*)", line):
        return found[0]
    if found := re.match(r"HTTP/1.1 (\d+)", line):
        return found[1]
    if found := re.match(r"(EHLO|HELO|AUTH|MAIL|RCPT|DATA|RSET|QUIT|STARTTLS|\d{3})\b", line):
        return found[1]
    return "the text"
