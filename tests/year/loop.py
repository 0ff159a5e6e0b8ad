"""An event loop on the virtual clock, with real sockets.

Time jumps only where nothing can happen before the next timer: no callback is ready, no socket has anything, no thread
is at work, and no byte is on its way. Both ends of each connection are in this process, so that the last is counted,
not guessed: what one end has sent and the other has not read.
"""

from __future__ import annotations

import asyncio
import selectors
import socket
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Executor
from typing import Any

from notifiers.aside import THREAD
from year.clock import TICK, Clock

_real = time.perf_counter
_PATIENCE = 0.25
"""Real seconds for which bytes are waited for that nobody reads: who has paused reading may never read them."""

Ends = tuple[Any, Any]
"""The addresses of the sending and of the reading end."""


class Wire:
    """What is on its way between the ends of the connections of this process."""

    def __init__(self) -> None:
        self.bytes: dict[Ends, int] = {}
        self.connecting: set[Ends] = set()
        """Connections of which one side knows, and the other does not yet; either may be the first."""
        self.dials = 0
        """Connections that are being made."""

    @property
    def is_idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self.bytes and not self.connecting and not self.dials

    def sent(self, ends: Ends, count: int) -> None:
        """So many bytes more left one end."""
        left = self.bytes.get(ends, 0) + count
        if left > 0:
            self.bytes[ends] = left
        else:
            self.bytes.pop(ends, None)

    def meet(self, ends: Ends) -> None:
        """One side, then the other, knows of a connection."""
        self.connecting ^= {ends}

    def forget(self) -> None:
        """Wait for nothing of what is on its way now."""
        self.bytes.clear()
        self.connecting.clear()


class _Counted(socket.socket):
    """A socket that says what goes through it."""

    wire: Wire
    out: Ends
    back: Ends

    def send(self, data: Any, *flags: int) -> int:
        count = super().send(data, *flags)
        self.wire.sent(self.out, count)
        return count

    def sendmsg(self, buffers: Any, *more: Any) -> int:
        count = super().sendmsg(buffers, *more)
        self.wire.sent(self.out, count)
        return count

    def recv(self, size: int, *flags: int) -> bytes:
        data = super().recv(size, *flags)
        self.wire.sent(self.back, -len(data))
        return data

    def recv_into(self, buffer: Any, *more: int) -> int:
        count = super().recv_into(buffer, *more)
        self.wire.sent(self.back, -count)
        return count

    def close(self) -> None:
        for ends in (self.out, self.back):
            self.wire.bytes.pop(ends, None)
            self.wire.connecting.discard(ends)
        super().close()


class _Selector(selectors.DefaultSelector):
    """Looks at the sockets; where a loop would wait, the clock goes on instead."""

    loop: VirtualLoop

    def select(self, timeout: float | None = None) -> Any:
        loop = self.loop
        loop.clock.go(TICK)
        events = super().select(0)
        if events or (timeout is not None and timeout <= 0):
            loop.waited = None
            return events
        if loop.is_over:
            return super().select(0.0005)
        if not loop.is_quiet:
            now = _real()
            loop.waited = loop.waited or now
            if now - loop.waited < _PATIENCE or loop.is_working:
                return super().select(0.0005)
            loop.wire.forget()
            loop.lost_patience += 1
        loop.waited = None
        if timeout is None:  # nothing is planned: only a signal or a thread can wake the loop
            return super().select(0.01)
        loop.clock.go(timeout)
        return super().select(0)


class VirtualLoop(asyncio.SelectorEventLoop):
    """See the top of this file."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self._start = clock.seconds
        self.wire = Wire()
        self.threads = 0
        """Calls that are under way in other threads."""
        self.waited: float | None = None
        self.is_over = False
        """Whether the play is over: then time does not jump any more, while threads and tasks are put away."""
        self.lost_patience = 0
        """How often time went on with bytes on their way, for nobody read them."""
        selector = _Selector()
        selector.loop = self
        super().__init__(selector)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing can happen before the next timer."""
        return self.wire.is_idle and not self.is_working

    @property
    def is_working(self) -> bool:
        """Whether a thread is at work, of an executor or of those in which notices are made."""
        return self.threads > 0 or any(each.name == THREAD for each in threading.enumerate())

    def time(self) -> float:
        # From the start of the loop: seconds since 1970 have too few digits behind the point for its timers.
        return self.clock.seconds - self._start

    async def getaddrinfo(self, host: Any, port: Any, **more: int) -> Any:
        # Only addresses are asked for here, no names: that takes no thread.
        return socket.getaddrinfo(host, port, **more)

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Any, *args: Any
    ) -> Any:
        future = super().run_in_executor(executor, func, *args)
        self.threads += 1
        future.add_done_callback(self._thread_done)
        return future

    def _thread_done(self, future: Any) -> None:
        self.threads -= 1

    async def sock_connect(self, sock: socket.socket, address: Any) -> None:
        self.wire.dials += 1
        try:
            await super().sock_connect(sock, address)
        finally:
            self.wire.dials -= 1
        self.wire.meet((sock.getsockname(), address))

    def _make_socket_transport(
        self, sock: socket.socket, protocol: Any, waiter: Any = None, *, extra: Mapping[str, Any] | None = None,
        server: Any = None, **more: Any,
    ) -> Any:  # fmt: skip
        # The one place in which asyncio makes the two ends of a connection.
        made = super()._make_socket_transport  # type: ignore[misc]
        if sock.family != socket.AF_INET:
            return made(sock, protocol, waiter, extra=extra, server=server, **more)
        try:
            here, there = sock.getsockname(), sock.getpeername()
        except OSError:  # the other end has gone
            return made(sock, protocol, waiter, extra=extra, server=server, **more)
        counted = _Counted(sock.family, sock.type, sock.proto, sock.detach())
        counted.setblocking(False)
        counted.wire, counted.out, counted.back = self.wire, (here, there), (there, here)
        if server is not None:
            self.wire.meet(counted.back)
        return made(counted, protocol, waiter, extra=extra, server=server, **more)
