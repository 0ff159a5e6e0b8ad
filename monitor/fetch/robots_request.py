"""The request for a robots.txt."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from datetime import timedelta

from monitor.fetch._http import httpx
from monitor.fetch.as_served import Headers, headers_as_served
from monitor.fetch.asking import Asking
from monitor.fetch.circuit import Circuit
from monitor.fetch.codings import Body
from monitor.fetch.faults import is_fault
from monitor.fetch.guard import Guard
from monitor.fetch.pace import Pace, Turn
from monitor.fetch.reasons import reason
from monitor.fetch.retries import BUSY, retry_after
from monitor.fetch.rules import LIMIT
from monitor.fetch.sites import Site, Sites
from monitor.fetch.unseen import TooLargeError, UnseenError
from monitor.fetch.verdicts import REDIRECTS, phrase

PATIENCE = 10.0
"""Seconds that robots.txt may take with its redirects; less where one step of a visit has less."""
_REDIRECTS = 5
"""As many as RFC 9309 (2.3.1.2) has followed at least."""
_TOO_MANY = 429

_CHUNK = 65_536
_NO_CONNECTION = (UnseenError, httpx.ConnectError, httpx.ConnectTimeout)


class NotHadError(UnseenError):
    """The host was reached, and gave no answer that says whether there is a robots.txt; the message says why."""


class RobotsRequest:
    """Asks for the robots.txt of sites, each request in its turn; how the hosts fare is counted."""

    def __init__(
        self, session: httpx.AsyncClient, asking: Asking, guard: Guard, sites: Sites, pace: Pace, circuit: Circuit
    ) -> None:
        self._session = session
        self._guard = guard
        self._sites = sites
        self._pace = pace
        self._circuit = circuit
        self._limit = min(asking.timeout, PATIENCE)

    async def send(self, site: Site) -> tuple[int, str | None]:
        """Ask for it, and follow where the answer points: the last status, and the text where there is one.

        Refusals (4xx), and too many redirects, mean that there is none: RFC 9309 (2.3.1.2 and 2.3.1.3).

        Raises:
            NotHadError: 429, 5xx, no answer in time, none that can be read, or it is to be where we do not go.
            UnseenError, httpx.HTTPError, OSError: the site is not to be found, not public, or takes no connection.
        """
        target, here, left = httpx.URL(f"{site.origin}/robots.txt"), site, self._limit
        status = 0
        for _ in range(_REDIRECTS + 1):
            seconds = max(here.manners.pace, here.rules.delay if here.rules else 0.0)
            async with self._pace.turn(here.key, seconds, here.manners.at_once) as turn:
                started = time.monotonic()
                try:
                    answer = await self._counted(here, target, turn, left)
                except _NO_CONNECTION as error:
                    if here is site or isinstance(error, NotHadError):
                        raise
                    raise NotHadError(f"it is said to be at {here.host}, to which there is no connection.") from error
                left -= time.monotonic() - started
            status = answer.status
            if answer.location is None:
                return status, answer.text
            try:
                target = self._guard.onward(target, answer.location.encode("latin-1").decode("utf-8"))
                here = self._sites.of(target)
                self._circuit.check(here)
            except UnseenError as error:
                raise NotHadError(f"it is said to be at an address that is not asked. {error}") from error
            except (httpx.InvalidURL, ValueError):
                break
        return status, None

    async def _counted(self, here: Site, target: httpx.URL, turn: Turn, seconds: float) -> _Answer:
        """One request, whose outcome counts for the host."""
        try:
            async with asyncio.timeout(seconds) as limit:
                answer = await self._ask(target, turn)
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise self._failed(here, f"it did not come within {self._limit:g} s.") from error
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            if is_fault(error):
                self._circuit.failed(here, reason(error, here.host, self._limit, answered=False))
            raise
        except (httpx.HTTPError, httpx.StreamError, OSError) as error:
            raise self._failed(here, reason(error, here.host, self._limit, answered=False)) from error
        if answer.status == _TOO_MANY or answer.status >= 500:
            why = f"the answer was {phrase(answer.status)}."
            raise self._failed(here, why, answer.status, retry_after(answer.headers))
        # That it came closes no circuit: pages may fail where a file beside them is served.
        return answer

    async def _ask(self, target: httpx.URL, turn: Turn) -> _Answer:
        request = self._session.build_request("GET", target, extensions=turn.extensions)
        response = await self._session.send(request, stream=True)
        try:
            status = response.status_code
            headers = headers_as_served(response)
            if 200 <= status < 300:
                return _Answer(status, headers, text=await _text(response))
            await _drain(response)
            location = next((value for name, value in headers if name.lower() == "location"), None)
            return _Answer(status, headers, location=location if status in REDIRECTS else None)
        finally:
            await response.aclose()

    def _failed(self, here: Site, why: str, status: int | None = None, wait: float | None = None) -> NotHadError:
        seconds = None if wait is None or status not in BUSY else timedelta(seconds=wait)
        self._circuit.failed(here, f"its robots.txt could not be had: {why}", status, seconds)
        return NotHadError(why)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Headers
    text: str | None = None
    location: str | None = None


async def _text(response: httpx.Response) -> str:
    """As much of the text as is read: RFC 9309 (2.5). What was cut off in the middle of a line is left out."""
    body = Body(response.headers.get("content-encoding", ""), LIMIT + _CHUNK)
    try:
        async for packed in response.aiter_raw():
            body.feed(packed)
        text = body.whole()
    except TooLargeError:
        text = body.begun()
    except UnseenError as error:
        raise NotHadError(str(error)) from error
    if len(text) > LIMIT:
        text = text[:LIMIT].rpartition(b"\n")[0]
    return text.decode("utf-8", "replace")


async def _drain(response: httpx.Response) -> None:
    """Read what an error says, if it is short: then the connection serves for the page."""
    taken = 0
    async for packed in response.aiter_raw():
        taken += len(packed)
        if taken > _CHUNK:
            return
