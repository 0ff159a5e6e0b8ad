"""The heartbeat: a URL elsewhere that is asked for while all is well. Who misses it says so.

Only silence is told: whoever is not well does not ask. What cannot be told is that the heartbeat itself did not get
through, so that is written to the log, once, and once that it does again.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import ssl

log = logging.getLogger("monitor.service")

TIME_LIMIT = 10.0
"""Seconds for the whole request."""
WHILE_UNWELL = 15.0
"""Seconds after which is looked again whether all is well."""


class Heartbeat:
    """Asks for one URL; it is a secret, and no line names more than its host."""

    def __init__(self, url: str, *, time_limit: float = TIME_LIMIT) -> None:
        self._url = url
        self._host = urlsplit(url).netloc.rpartition("@")[2]
        self._time_limit = time_limit
        self._is_failing = False

    async def send(self) -> bool:
        """Ask for the URL; whether the other side took it. Never raises; a failure is logged once."""
        failure = await self._failure()
        if failure is None:
            if self._is_failing:
                log.info("the heartbeat gets through to %s again", self._host, extra={"event": "heartbeat"})
        elif not self._is_failing:
            log.warning(
                "the heartbeat does not get through to %s: %s; it is tried on, and this is not said again",
                self._host, failure, extra={"event": "heartbeat"},
            )  # fmt: skip
        self._is_failing = failure is not None
        return failure is None

    async def _failure(self) -> str | None:
        """Why it did not arrive, without a word of the URL; None where it did."""
        from monitor.fetch._http import httpx

        try:
            async with (
                asyncio.timeout(self._time_limit),
                httpx.AsyncClient(
                    timeout=self._time_limit, follow_redirects=False, trust_env=False, verify=_certificates()
                ) as client,
                client.stream("GET", self._url, headers={"User-Agent": "advisory-monitor"}) as answer,
            ):
                if answer.is_success:  # its body is nobody's business
                    return None
                if answer.is_redirect:
                    return f"it sends elsewhere ({answer.status_code}), which is not followed: name the final address"
                return f"it answered {answer.status_code}"
        except (httpx.TimeoutException, TimeoutError):
            return f"no answer within {self._time_limit:g} seconds"
        except Exception as error:  # whatever it is, the watch goes on
            return _cause(error)


async def beat(
    heartbeat: Heartbeat,
    every: float,
    is_well: Callable[[], Awaitable[bool]],
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> None:
    """Send heartbeats for ever, `every` so many seconds, while all is well; and at once when it is well again."""
    while True:
        if await is_well():
            await heartbeat.send()
            await sleep(every)
        else:
            await sleep(min(every, WHILE_UNWELL))


def _certificates() -> ssl.SSLContext:
    """The certificates that the system trusts."""
    import ssl

    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def _cause(error: BaseException) -> str:
    """What lies at the bottom, in the words of the system; of any other error only its kind, for its words may hold the
    URL."""
    at: BaseException | None = error
    while at is not None:
        if isinstance(at, OSError) and at.errno:
            # asyncio writes the address into the words of some; those of names that are not found have numbers below 0.
            return os.strerror(at.errno) if at.errno > 0 else str(at.strerror)
        at = at.__cause__ or at.__context__
    return type(error).__name__
