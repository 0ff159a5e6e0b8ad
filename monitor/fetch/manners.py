"""All that comes before a request and after it, for the sake of the host: one `Leave` for each request of a visit.

    async with manners.leave(target) as leave:   # left alone? allowed? then in its turn
        ...                                      # ask
        leave.answered(status, headers)

A host that is left alone, or whose robots.txt forbids the page, raises NotAskedError on entering.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self, TypeVar

from monitor.fetch._http import httpx
from monitor.fetch.asking import Asking
from monitor.fetch.circuit import Circuit
from monitor.fetch.faults import is_fault
from monitor.fetch.guard import Guard
from monitor.fetch.hosts import HostMemory
from monitor.fetch.pace import Pace, Turn
from monitor.fetch.reasons import reason
from monitor.fetch.retries import BUSY, Patience, again, retry_after
from monitor.fetch.robots import Robots
from monitor.fetch.robots_request import RobotsRequest
from monitor.fetch.rules import NONE, Rules
from monitor.fetch.sites import Site, Sites
from monitor.fetch.turns import Turns
from monitor.fetch.unseen import UnseenError
from monitor.fetch.verdicts import phrase

T = TypeVar("T")


class Manners:
    """The manners of one client."""

    def __init__(
        self, session: httpx.AsyncClient, asking: Asking, guard: Guard, memory: HostMemory, *, asks_anyway: bool
    ) -> None:
        """With `asks_anyway` a host that failed too often is probed once at once."""
        self.asking = asking
        self.sites = Sites(asking, memory)
        self.circuit = Circuit(self.sites, asks_anyway=asks_anyway)
        self.pace = Pace(Turns(asking.turns) if asking.turns is not None else None)
        request = RobotsRequest(session, asking, guard, self.sites, self.pace, self.circuit)
        self._robots = Robots(request, self.sites, self.circuit, asking.user_agent.partition("/")[0])

    def leave(self, target: httpx.URL) -> Leave:
        """The leave to ask this URL."""
        return Leave(self, self.sites.of(target), target)

    async def rules(self, site: Site, target: httpx.URL) -> Rules:
        """The rules of the site. Raises NotAskedError where they forbid the URL, or cannot be had."""
        if site.manners.permission or not self.asking.obeys_robots:
            return NONE
        rules = await self._robots.rules(site)
        if not rules.allow(str(target)):
            raise self._robots.forbidden(site)
        return rules


class Leave:
    """The leave to ask one URL."""

    __slots__ = ("_headers", "_is_probe", "_manners", "_site", "_status", "_target", "_turn")

    def __init__(self, manners: Manners, site: Site, target: httpx.URL) -> None:
        self._manners = manners
        self._site = site
        self._target = target
        self._turn: Turn | None = None
        self._is_probe = False
        self._status: int | None = None
        self._headers: Sequence[tuple[str, str]] = ()

    async def __aenter__(self) -> Self:
        site, manners = self._site, self._manners
        site.inside += 1
        try:
            if site.state.left_alone_until is not None:
                self._is_probe = await manners.circuit.enter(site)
            rules = await manners.rules(site, self._target)
            turn = manners.pace.turn(site.key, max(site.manners.pace, rules.delay), site.manners.at_once)
            await turn.__aenter__()
            self._turn = turn
            # The wait may have been long.
            if site.state.left_alone_until is not None and not self._is_probe:
                manners.circuit.check(site)
        except BaseException:
            await self._end()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._count(error)
        finally:
            await self._end()

    def answered(self, status: int, headers: Sequence[tuple[str, str]]) -> None:
        """The head of an answer came."""
        self._status, self._headers = status, headers

    async def patiently(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask; and again, after a while, where the host says that it is busy and has not been so before.

        The host stays ours for that time: whoever waits behind would hear the same.
        """
        first = await ask()
        if self._status not in BUSY or self._site.state.failures:
            return first
        patience = Patience(self._manners.asking.retry_for)

        def wait() -> float | None:
            seconds = patience.wait(retry_after(self._headers)) if self._status in BUSY else None
            if seconds is not None and self._turn is not None:
                self._turn.hold(seconds)
            return seconds

        async def once_more() -> T:
            assert self._turn is not None  # it was entered
            await self._turn.start()
            self._status = None
            return await ask()

        return await again(once_more, wait, first)

    @property
    def extensions(self) -> dict[str, Any]:
        """What each request has to carry: see `Turn`."""
        return {} if self._turn is None else self._turn.extensions

    @property
    def next_try_at(self) -> datetime | None:
        """Before when the host is not to be asked again; None where it may be."""
        return self._manners.circuit.until(self._site)

    def _count(self, error: BaseException | None) -> None:
        """Take down how the host fared."""
        circuit, site, status = self._manners.circuit, self._site, self._status
        if error is not None and is_fault(error):
            assert isinstance(error, Exception)
            told = str(error) if isinstance(error, UnseenError) else ""
            timeout = self._manners.asking.timeout
            circuit.failed(site, told or reason(error, site.host, timeout, answered=status is not None))
        elif status is None:
            return  # nobody was asked, or we broke off
        elif status in BUSY or status >= 500:
            wait = retry_after(self._headers) if status in BUSY else None
            circuit.failed(site, f"{phrase(status)}.", status, None if wait is None else timedelta(seconds=wait))
        else:
            circuit.succeeded(site)

    async def _end(self) -> None:
        self._site.inside -= 1
        if self._turn is not None:
            await self._turn.__aexit__(None, None, None)
            self._turn = None
        if self._is_probe:
            self._is_probe = False
            self._manners.circuit.leave(self._site)
