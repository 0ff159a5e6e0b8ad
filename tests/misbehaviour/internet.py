"""The internet of the scenes: names with their look-ups, and public addresses that lead to servers on this machine.

The program under test is the real one, with its guard in full force: it finds a public address for a name, checks it,
and connects to it. Only the road is ours: what goes to a public address arrives at a server on loopback, and what goes
anywhere else is refused and noted. So nothing leaves this machine, and a request to a private address is seen.
"""

from __future__ import annotations

import socket
from asyncio.selector_events import BaseSelectorEventLoop
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from ipaddress import ip_address
from typing import Any
from unittest.mock import patch

PUBLIC = "93.184.216.34"
"""An address that counts as public; nothing is ever sent to it."""
OTHER = "93.184.216.35"
NOWHERE = ()
"""A look-up that finds nothing."""

LookUps = Sequence[Sequence[str]]
"""What the look-ups of a name find, one after another; the last one from then on."""


class Internet:
    """Names, and the way to them. `names` are looked up as they say; loopback is reached by itself."""

    def __init__(self, names: Mapping[str, LookUps], ports: Mapping[int, int], own: frozenset[int]) -> None:
        """`ports` leads from the port of any public address to one on loopback; `own` may be reached on loopback."""
        self._names = {name: list(answers) for name, answers in names.items()}
        self._ports = ports
        self._own = own
        self.looked_up: list[str] = []
        """Names that were looked up, in order."""
        self.strayed: list[str] = []
        """Where a connection was tried that no program here should try."""

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """As long as the block lasts, this is the internet of the process."""
        find, connect = socket.getaddrinfo, BaseSelectorEventLoop.sock_connect

        def getaddrinfo(host: Any, port: Any, *args: Any, **named: Any) -> Any:
            name = host.decode() if isinstance(host, bytes) else str(host)
            if name in self._names:
                found = [find(address, port, *args, **named) for address in self._look_up(name)]
                if not found:
                    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
                return [each for addresses in found for each in addresses]
            if not _is_address(name) and name != "localhost":
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            return find(host, port, *args, **named)

        async def sock_connect(loop: Any, sock: socket.socket, address: Any) -> None:
            await connect(loop, sock, self._led(address))

        with (
            patch.object(socket, "getaddrinfo", getaddrinfo),
            patch.object(BaseSelectorEventLoop, "sock_connect", sock_connect),
        ):
            yield

    def _look_up(self, name: str) -> Sequence[str]:
        self.looked_up.append(name)
        answers = self._names[name]
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def _led(self, address: Any) -> Any:
        if not isinstance(address, tuple):
            return address
        host, port = str(address[0]), int(address[1])
        where = ip_address(host)
        if where.is_loopback and port in self._own:
            return address
        if where.is_global and port in self._ports:
            return ("127.0.0.1", self._ports[port])
        if not where.is_global:
            self.strayed.append(f"{host}:{port}")
        raise ConnectionRefusedError(f"no road leads to {host}:{port} here")


def _is_address(name: str) -> bool:
    try:
        ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return True
