"""One attempt to see an address: ask, follow, take the body, judge."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

from monitor.fetch._http import httpx
from monitor.fetch.asking import Asking
from monitor.fetch.codings import Body
from monitor.fetch.guard import Guard, port_of
from monitor.fetch.pace import Pace
from monitor.fetch.reasons import reason
from monitor.fetch.unseen import TooLargeError, UnseenError
from monitor.fetch.verdicts import ANSWERS, REDIRECTS, is_readable, judge, media_type
from monitor.fetch.visit import Validators, Verdict, Visit

AS_SERVED = "monitor.as_served"
"""Where the session puts the headers of a response as they came, in its `extensions`."""

Headers = tuple[tuple[str, str], ...]


class Attempt:
    """The state of one attempt, from the first hop to the last. Make one for each visit."""

    def __init__(self, session: httpx.AsyncClient, asking: Asking, guard: Guard, pace: Pace, url: str) -> None:
        self._session = session
        self._asking = asking
        self._guard = guard
        self._pace = pace
        self._url = url
        self._here = url
        self._host = url
        self._at = datetime.now(UTC)
        self._hops = 0
        self._spent = 0.0
        self._status: int | None = None
        self._headers: Headers = ()
        self._body: bytes | None = None
        self._compared = False

    async def run(self, validators: Validators) -> Visit:
        """Make the attempt."""
        try:
            await self._follow(validators)
        except UnseenError as unseen:
            trouble = str(unseen)
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            trouble = reason(error, self._host, self._asking.timeout, self._status is not None)
        else:
            trouble = ""
        # A status such as 403 or 404 is an answer even where its body broke off; a page is one only when whole.
        if self._status is None or (trouble and self._status in ANSWERS | REDIRECTS):
            return self._visit(Verdict.FAILED, trouble)
        return self._visit(*judge(self._status, self._headers, self._body, compared=self._compared))

    def _visit(self, verdict: Verdict, why: str) -> Visit:
        return Visit(
            url=self._url,
            final_url=self._here,
            at=self._at,
            verdict=verdict,
            reason=why,
            status=self._status,
            headers=self._headers,
            body=self._body,
            seconds=self._spent,
        )

    async def _follow(self, validators: Validators) -> None:
        """Ask, and go on where the answer points, until one does not."""
        target = self._guard.target(self._url)
        seen = {str(target)}
        while (onward := await self._ask(target, validators)) is not None:
            self._hops += 1
            if str(onward) in seen:
                raise UnseenError(f"The site redirects in a circle, back to {onward}.")
            if self._hops > self._asking.max_redirects:
                raise UnseenError(f"The site redirects too often: more than {self._asking.max_redirects} times.")
            seen.add(str(onward))
            if not _same_site(target, onward):
                # What one server gave to compare with is no business of another's.
                validators = Validators()
            target = onward

    async def _ask(self, target: httpx.URL, validators: Validators) -> httpx.URL | None:
        """One request, in its turn and within the time that is left; the next address where it is a redirect."""
        await self._pace.turn(target.host)
        if self._hops == 0:
            self._at = datetime.now(UTC)
        self._here, self._host = str(target), target.raw_host.decode("ascii")
        self._status, self._headers, self._body = None, (), None
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._asking.total - self._spent) as limit:
                return await self._exchange(target, validators)
        except TimeoutError:
            if not limit.expired():
                raise
            raise UnseenError(self._too_slow()) from None
        finally:
            self._spent += time.monotonic() - started

    def _too_slow(self) -> str:
        what = "No answer" if self._status is None else "The answer was not complete"
        return f"{what} within {self._asking.total:g} s."

    async def _exchange(self, target: httpx.URL, validators: Validators) -> httpx.URL | None:
        conditions = _conditions(validators)
        self._compared = bool(conditions)
        request = self._session.build_request("GET", target, headers=conditions)
        response = await self._session.send(request, stream=True)
        try:
            self._status = response.status_code
            # Latin-1 gives back each byte as it came, which validators need; see `_conditions`.
            self._headers = tuple((k.decode("latin-1"), v.decode("latin-1")) for k, v in response.extensions[AS_SERVED])
            if self._status in ANSWERS:
                self._body = await self._page(response)
            else:
                self._body = await self._evidence(response)
        finally:
            await response.aclose()
        location = next((value for name, value in self._headers if name.lower() == "location"), "").strip()
        if self._status not in REDIRECTS or not location:
            return None
        return self._onward(target, location.encode("latin-1"))

    def _onward(self, target: httpx.URL, location: bytes) -> httpx.URL:
        try:
            return self._guard.target(target.join(location.decode("utf-8")))
        except (httpx.InvalidURL, ValueError):
            raise UnseenError("The site redirected to something that cannot be read as a URL.") from None
        except UnseenError as refused:
            raise UnseenError(f"The site redirected to an address that is not asked. {refused}") from None

    async def _page(self, response: httpx.Response) -> bytes:
        content_type = response.headers.get("content-type")
        if not is_readable(content_type):
            shown = "".join(c for c in media_type(content_type) if c.isalnum() or c in "/+.-")[:60]
            raise UnseenError(f"The answer is not a text that can be read here, but {shown}.")
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._asking.max_size:
            raise TooLargeError(self._asking.max_size)
        return await self._take(response)

    async def _evidence(self, response: httpx.Response) -> bytes | None:
        """The body of an answer that is no page: what there is of it. Reading it also frees the connection."""
        if not is_readable(response.headers.get("content-type")):
            return None
        try:
            return await self._take(response) or None
        except (UnseenError, httpx.HTTPError, httpx.StreamError, OSError):
            return None

    async def _take(self, response: httpx.Response) -> bytes:
        body = Body(response.headers.get("content-encoding", ""), self._asking.max_size)
        async for packed in response.aiter_raw():
            body.feed(packed)
        return body.whole()


def _conditions(validators: Validators) -> list[tuple[bytes, bytes]]:
    """The validators as request headers, byte for byte as they came."""
    named = ((b"If-None-Match", validators.etag), (b"If-Modified-Since", validators.last_modified))
    return [(name, value.encode("latin-1", "replace")) for name, value in named if value]


def _same_site(one: httpx.URL, other: httpx.URL) -> bool:
    """Whether both lead to the same server, or the second to the same one over TLS."""
    if one.host != other.host:
        return False
    upgraded = (one.scheme, port_of(one), other.scheme, port_of(other)) == ("http", 80, "https", 443)
    return upgraded or (one.scheme, port_of(one)) == (other.scheme, port_of(other))
