"""Telling the service manager: sd_notify(3), a datagram of lines to the socket that $NOTIFY_SOCKET names."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Mapping
from contextlib import suppress

from monitor.report.safe import safe_line

_LONGEST = 500
"""Characters of a status line."""


class ServiceManager:
    """The service manager that started us, if one did; else each call does nothing."""

    def __init__(self, environ: Mapping[str, str] = os.environ, pid: int | None = None) -> None:
        self._address = _address(environ.get("NOTIFY_SOCKET", ""))
        self.watchdog_every = _watchdog_every(environ, os.getpid() if pid is None else pid)
        """Seconds after which WATCHDOG=1 is to be sent again, half of what the manager waits; None: it waits for none.
        """

    @property
    def is_there(self) -> bool:
        """Whether somebody wants to be told."""
        return self._address is not None

    def ready(self) -> None:
        """Say that the start, or the reload, is done."""
        self.send("READY=1")

    def reloading(self) -> None:
        """Say that a reload begins, and when (CLOCK_MONOTONIC, in microseconds: what Type=notify-reload asks for)."""
        self.send("RELOADING=1", f"MONOTONIC_USEC={time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000}")

    def stopping(self) -> None:
        """Say that the end begins."""
        self.send("STOPPING=1")

    def status(self, sentence: str) -> None:
        """Say how it stands, in one line, as `systemctl status` shows it."""
        self.send(f"STATUS={safe_line(sentence)[:_LONGEST]}")

    def watchdog(self) -> None:
        """Say that all goes on."""
        self.send("WATCHDOG=1")

    def send(self, *lines: str) -> None:
        """Send lines; a manager that does not take them is no trouble of ours."""
        if self._address is None:
            return
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as to:
            to.setblocking(False)
            to.sendto("\n".join(lines).encode("utf-8", "replace"), self._address)


def _address(name: str) -> str | None:
    """The socket's address: a path, or a name of the abstract kind, which is written with @ for its first byte."""
    if name.startswith("@"):
        return "\0" + name[1:]
    return name if name.startswith("/") else None


def _watchdog_every(environ: Mapping[str, str], pid: int) -> float | None:
    usec, of = environ.get("WATCHDOG_USEC", ""), environ.get("WATCHDOG_PID", "")
    if not (usec.isascii() and usec.isdecimal() and int(usec)) or of not in ("", str(pid)):
        return None
    return int(usec) / 2_000_000
