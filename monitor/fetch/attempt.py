"""One attempt to see an address: ask, follow, take the body, judge."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime

from monitor.fetch._http import httpx
from monitor.fetch.as_served import Headers, headers_as_served
from monitor.fetch.asking import Asking
from monitor.fetch.codings import Body
from monitor.fetch.guard import Guard, port_of
from monitor.fetch.hops import Hop
from monitor.fetch.leftover import leftover
from monitor.fetch.manners import Leave, Manners
from monitor.fetch.reasons import OVERLONG, named, reason
from monitor.fetch.unseen import NotAskedError, RefusedError, TooLargeError, TooSlowError, UnseenError
from monitor.fetch.verdicts import ANSWERS, REDIRECTS, Judgement, follow, is_readable, judge, media_type
from monitor.fetch.visit import Validators, Verdict, Visit

_LEADS_ASTRAY = "The site redirected to an address that is not asked."
_BODILESS = frozenset({204, 304})
"""Statuses of answers that have no body, whatever they promise (RFC 9110, 6.4.1)."""


class Attempt:
    """The state of one attempt, from the first hop to the last. Make one for each visit."""

    takes = staticmethod(is_readable)
    """Whether a body of a Content-Type is taken."""

    def __init__(self, session: httpx.AsyncClient, asking: Asking, guard: Guard, manners: Manners, url: str) -> None:
        self._session = session
        self._asking = asking
        self._guard = guard
        self._manners = manners
        self._url = url
        self._asked = url
        self._here = url
        self._host = url
        self._at = datetime.now(UTC)
        self._hops: list[Hop] = []
        self._spent = 0.0
        self._status: int | None = None
        self._headers: Headers = ()
        self._body: bytes | None = None
        self._sent: tuple[str, ...] = ()
        self._leave: Leave | None = None

    async def run(self, validators: Validators) -> Visit:
        """Make the attempt."""
        try:
            await self._follow(validators)
        except NotAskedError as unasked:
            judgement = Judgement(unasked.verdict, str(unasked), unasked.evidence)
            return replace(self._visit(judgement), next_try_at=unasked.next_try_at)
        except UnseenError as unseen:
            trouble, kind = str(unseen), _sign(unseen)
            if isinstance(unseen, RefusedError) and self._hops:  # not at its URL, but at what its name means
                trouble = f"{_LEADS_ASTRAY} {unseen}"
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            trouble, kind = reason(error, self._host, self._asking.timeout, self._status is not None), named(error)
        else:
            trouble = kind = ""
        # A status such as 403 or 404 is an answer even where its body broke off; a page is one only when whole.
        if self._status is None or (trouble and self._status in ANSWERS | REDIRECTS):
            head = "no answer" if self._status is None else f"status {self._status}"
            return self._visit(Judgement(Verdict.FAILED, trouble, (head, kind) if kind else (head,)))
        return self._visit(judge(self._status, self._headers, self._body, validators=self._sent))

    def _visit(self, judgement: Judgement) -> Visit:
        judgement = follow(judgement, self._asked, self._hops)
        return Visit(
            url=self._url,
            final_url=self._here,
            at=self._at,
            verdict=judgement.verdict,
            reason=judgement.reason,
            status=self._status,
            headers=self._headers,
            body=self._body,
            seconds=self._spent,
            evidence=judgement.evidence,
            moved_to=judgement.moved_to,
            next_try_at=self._leave.next_try_at if self._leave is not None else None,
        )

    async def _follow(self, validators: Validators) -> None:
        """Ask, and go on where the answer points, until one does not."""
        target = self._guard.target(self._url)
        self._asked = str(target)
        seen = {self._asked}
        while (onward := await self._ask(target, validators)) is not None:
            self._hops.append(Hop(self._status or 0, str(onward)))
            if str(onward) in seen:
                raise UnseenError(f"The site redirects in a circle, back to {onward}.")
            if len(self._hops) > self._asking.max_redirects:
                raise UnseenError(f"The site redirects too often: more than {self._asking.max_redirects} times.")
            seen.add(str(onward))
            if not _same_site(target, onward):
                # What one server gave to compare with is no business of another's.
                validators = Validators()
            target = onward

    async def _ask(self, target: httpx.URL, validators: Validators) -> httpx.URL | None:
        """One request, in its turn and within the time that is left; the next address where it is a redirect."""
        self._here, self._host = str(target), target.raw_host.decode("ascii")
        self._status, self._headers, self._body = None, (), None
        self._leave = self._manners.leave(target)
        async with self._leave as leave:
            if not self._hops:
                self._at = datetime.now(UTC)
            return await leave.patiently(lambda: self._in_time(target, validators))

    async def _in_time(self, target: httpx.URL, validators: Validators) -> httpx.URL | None:
        self._status, self._headers, self._body = None, (), None
        started = time.monotonic()
        try:
            async with asyncio.timeout(self._asking.total - self._spent) as limit:
                return await self._exchange(target, validators)
        except TimeoutError:
            if not limit.expired():
                raise
            raise TooSlowError(self._too_slow()) from None
        finally:
            self._spent += time.monotonic() - started

    def _too_slow(self) -> str:
        what = "No answer" if self._status is None else "The answer was not complete"
        return f"{what} within {self._asking.total:g} s."

    async def _exchange(self, target: httpx.URL, validators: Validators) -> httpx.URL | None:
        conditions = _conditions(validators)
        self._sent = tuple(name.decode("ascii") for name, _ in conditions)
        extensions = self._leave.extensions if self._leave is not None else None
        request = self._session.build_request("GET", target, headers=conditions, extensions=extensions)
        response = await self._session.send(request, stream=True)
        try:
            self._status = response.status_code
            self._headers = headers_as_served(response)
            if self._leave is not None:
                self._leave.answered(self._status, self._headers)
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
            return self._guard.onward(target, location.decode("utf-8"))
        except UnicodeDecodeError:
            raise UnseenError("The site redirected to something that cannot be read as a URL.") from None
        except UnseenError as refused:
            raise UnseenError(f"{_LEADS_ASTRAY} {refused}") from None

    async def _page(self, response: httpx.Response) -> bytes:
        content_type = response.headers.get("content-type")
        if not self.takes(content_type):
            shown = "".join(c for c in media_type(content_type) if c.isalnum() or c in "/+.-")[:60]
            raise UnseenError(f"The answer is not a text that can be read here, but {shown}.")
        length = response.headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._asking.max_size:
            raise TooLargeError(self._asking.max_size)
        return await self._take(response)

    async def _evidence(self, response: httpx.Response) -> bytes | None:
        """The body of an answer that is no page: what there is of it. Reading it also frees the connection."""
        if not self.takes(response.headers.get("content-type")):
            return None
        try:
            return await self._take(response) or None
        except (UnseenError, httpx.HTTPError, httpx.StreamError, OSError):
            return None

    async def _take(self, response: httpx.Response) -> bytes:
        body = Body(response.headers.get("content-encoding", ""), self._asking.max_size)
        promised, taken = _promised(response), 0
        # Where more came than was promised, the connection is given up by not reading on: what is left over would be
        # taken for the beginning of the next answer.
        if promised == 0 and _is_overlong(response):
            return b""
        async for packed in response.aiter_raw():
            taken += len(packed)
            body.feed(packed)
            if taken == promised and _is_overlong(response):
                break
        return body.whole()


class PartAttempt(Attempt):
    """An attempt at something that a page is made of, as a script or data: of whatever type."""

    takes = staticmethod(lambda content_type: True)


def _sign(unseen: UnseenError) -> str:
    """By what it is seen that this was not seen, where the sentence is not enough."""
    if isinstance(unseen, RefusedError):
        return "no request was sent there"
    if isinstance(unseen, TooSlowError | TooLargeError):
        return "given up at the limit"
    return ""


def _promised(response: httpx.Response) -> int | None:
    """How many bytes the body has by the word of the server; None where it does not say."""
    if response.status_code in _BODILESS:
        return 0
    length = response.headers.get("content-length", "")
    return int(length) if length.isdecimal() and "transfer-encoding" not in response.headers else None


def _is_overlong(response: httpx.Response) -> bool:
    """Whether more came than was promised. Blanks are left aside; words raise UnseenError: a page may be cut there."""
    extra = leftover(response)
    if extra.strip() and response.status_code not in _BODILESS:
        raise UnseenError(OVERLONG)
    return bool(extra)


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
