"""A page, as its scripts make it, of answers that were fetched here.

Each request of the page comes to `Rendering`, which answers it by way of the same client as any visit: only addresses
that the guard passes, at the pace of each host, by its robots.txt, within limits. Nothing is sent for the page but
plain GET requests of our own; its cookies, headers and forms stay where they are.
"""

from __future__ import annotations

import asyncio
import contextlib
import html
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from monitor.fetch._http import httpx
from monitor.fetch.asking import Asking
from monitor.fetch.guard import Guard
from monitor.fetch.kept_scripts import KeptScripts
from monitor.fetch.page_clock import PageClock
from monitor.fetch.page_parts import (
    HTML,
    STAND_INS,
    Reply,
    check_reach,
    is_lost,
    is_of_the_site,
    is_to_be_shown,
    reply_of,
)
from monitor.fetch.shown_tree import TREE
from monitor.fetch.unseen import RefusedError, UnseenError
from monitor.fetch.visit import Validators, Verdict, Visit

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page, Request, Route


MOST_REQUESTS = 200
"""Scripts and data that one page may ask for."""
QUIET = 1.0
"""Seconds without a request after which a page is taken to be at rest."""

_ASKED = frozenset({"script", "fetch", "xhr"})
"""Kinds of request that make the text of a page; Playwright's words."""
_TAKEN = 30.0
"""Seconds that the browser may need to take an answer."""
_NOTED = 5
"""Requests without an answer that are named in the evidence."""


class Looks(Protocol):
    """What asks sites: `monitor.fetch.client`."""

    async def visit(self, url: str, validators: Validators = ...) -> Visit:
        """Ask for a page."""

    async def part(self, url: str) -> Visit:
        """Ask for something that a page is made of, of any type."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a page came to."""

    document: Visit
    """The visit that brought its document: the last one, where scripts sent on to another."""
    source: bytes
    """The tree of elements as HTML, in UTF-8."""
    seconds: float
    """How long it took, without waiting for one's turn."""
    evidence: tuple[str, ...]


class UnrenderedError(Exception):
    """The page was not seen; the message is the sentence."""

    def __init__(
        self, verdict: Verdict, why: str, evidence: tuple[str, ...] = (), document: Visit | None = None
    ) -> None:
        super().__init__(why)
        self.verdict = verdict
        self.evidence = evidence
        self.document = document
        """The visit that says so, where a script sent on to what is no page."""


class Rendering:
    """One page on its way to rest. Make one for each visit."""

    def __init__(self, look: Looks, asking: Asking, first: Visit, scripts: KeptScripts) -> None:
        """`first` is what came when the page itself was asked for; `scripts` are those of the run."""
        self._look = look
        self._scripts = scripts
        self._asking = asking
        self._guard = Guard(frozenset(host.lower() for host in asking.allow_private))
        self._document = first
        self._documents = {first.final_url: first}
        self._hops = -1
        self._parts: dict[str, asyncio.Task[Visit]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._clock = PageClock(asking.total)
        self._seconds: dict[str, float] = {}
        self._taken = 0
        self._over: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._unanswered: dict[str, None] = {}

    async def run(self, page: Page) -> Rendered:
        """Show the page and wait until it is at rest.

        Raises:
            UnrenderedError: it did not come to rest, was not whole, passed a limit, or is no page.
            playwright.async_api.Error: the browser went away.
        """
        page.on("dialog", lambda dialog: self._start(dialog.dismiss()))
        page.on("popup", lambda popup: self._start(popup.close()))
        page.on(
            "crash",
            lambda _: self._end(Verdict.FAILED, "In the browser the page crashed; it may want too much memory."),
        )
        await page.context.route("**/*", lambda route: self._arrive(route, page))
        rest = asyncio.ensure_future(self._rest(page))
        ends: set[asyncio.Future[Any]] = {rest, self._over}
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            if self._over.done():
                self._over.result()
            source = (await rest).encode("utf-8", "replace")
            return Rendered(self._document, source, self._clock.spent, self._evidence())
        finally:
            if not self._over.cancel() and not self._over.cancelled():
                self._over.exception()  # it may have come too late to be told
            await asyncio.sleep(0)  # so that each task has begun, and settles its request when it is cancelled
            tasks = [rest, *self._tasks, *self._parts.values()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    # Waiting until the page is at rest

    async def _rest(self, page: Page) -> str:
        """The source of the page, once it asks for nothing more."""
        session = await page.context.new_cdp_session(page)
        fragment = httpx.URL(self._document.url).fragment
        url = self._document.final_url + (f"#{fragment}" if fragment else "")
        try:
            async with asyncio.timeout(self._clock.left):
                await page.goto(url, wait_until="commit", timeout=0)
            while True:
                begun = await self._clock.quiet(QUIET)
                async with asyncio.timeout(self._clock.left):
                    source = await self._source(session)
                if source is not None and self._clock.begun == begun:
                    return source
        except TimeoutError:
            self._end(Verdict.FAILED, f"The page did not come to rest in the browser within {self._asking.total:g} s.")
            raise

    async def _source(self, session: CDPSession) -> str | None:
        """The page as HTML; None where it is not there yet. It waits until the page's scripts pause."""
        from playwright.async_api import Error

        limit = self._asking.max_size
        try:
            frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
            world = await session.send("Page.createIsolatedWorld", {"frameId": frame})
            answer = await session.send(
                "Runtime.evaluate",
                {"expression": TREE % limit, "contextId": world["executionContextId"], "returnByValue": True},
            )
        except Error as error:
            if "context" in error.message and "closed" not in error.message:  # the page is going on to another document
                return None
            raise
        value = answer["result"].get("value")
        if isinstance(value, int):
            self._end(Verdict.FAILED, f"In the browser the page grew larger than {limit} characters and was not read.")
        elif "exceptionDetails" in answer:
            self._end(Verdict.FAILED, "What the page's scripts made of it cannot be written as HTML: it is too deep.")
        return value if isinstance(value, str) else None

    # Answering what it asks for

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.ensure_future(_unless_gone(work))
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None and not self._over.done():
            self._over.set_exception(fault)

    def _arrive(self, route: Route, page: Page) -> None:
        request = route.request
        is_awaited = request.resource_type == "document" or (
            request.resource_type in _ASKED and request.url not in self._parts
        )
        if is_awaited:
            self._clock.begin()
        self._start(self._answer(route, page, is_awaited))

    async def _answer(self, route: Route, page: Page, is_awaited: bool) -> None:
        reply: Reply | None = None
        try:
            reply = await self._reply(route.request, page)
        finally:  # also when this is cancelled: Playwright waits for ever for a request that nobody settled
            try:
                async with asyncio.timeout(_TAKEN):
                    await _settle(route, reply)
            except TimeoutError:
                self._end(Verdict.FAILED, f"The browser took no answer for {_shown(route.request.url)}.")
            finally:
                if is_awaited:  # only now: the page has to get it before it can be at rest
                    self._clock.end(self._seconds.pop(route.request.url, 0.0))

    async def _reply(self, request: Request, page: Page) -> Reply | None:
        """What a request of the page is answered; None where it is refused, or nothing came."""
        if self._over.done():
            return None
        if stand_in := STAND_INS.get(request.resource_type):
            return stand_in
        if request.method != "GET":
            self._note(request.url, f"{request.method} is not asked, only GET.")
            return None
        if request.is_navigation_request():
            return await self._document_for(request, page)
        if request.resource_type in _ASKED:
            return await self._part_for(request)
        return None  # fonts, media, frames, streams of events, what might be wanted later

    async def _part_for(self, request: Request) -> Reply | None:
        """A script or data: asked once, however often the page wants it."""
        try:
            check_reach(request.url, self._document.final_url, self._guard)
        except RefusedError as refused:
            self._note(request.url, str(refused))
            return None
        part = self._parts.get(request.url)
        if part is None:
            if len(self._parts) >= MOST_REQUESTS:
                self._end(Verdict.FAILED, f"In the browser the page asked for more than {MOST_REQUESTS} things.")
                return None
            part = self._parts[request.url] = asyncio.ensure_future(self._ask(request.url, request.resource_type))
        return reply_of(await asyncio.shield(part), request.headers.get("origin"))

    async def _ask(self, url: str, kind: str) -> Visit:
        visit = self._scripts.get(url) if kind == "script" else None
        if visit is None:
            visit = await self._look.part(url)
            self._seconds[url] = visit.seconds
            if kind == "script":
                self._scripts.put(url, visit)
        self._taken += len(visit.body or b"")
        if self._taken > self._asking.max_size:
            self._end(Verdict.FAILED, f"In the browser the page asked for more than {self._asking.max_size} bytes.")
        if visit.reason:
            self._note(url, visit.reason)
        if is_lost(visit, kind) and is_of_the_site(url, self._document.final_url):
            # What the page would say of it, it would say as its text: "try again later" is not what changed.
            verdict = Verdict.BLOCKED if visit.verdict is Verdict.BLOCKED else Verdict.FAILED
            self._end(verdict, f"In the browser the page was not whole, for {_shown(url)} did not come: {visit.reason}")
        return visit

    async def _document_for(self, request: Request, page: Page) -> Reply | None:
        """The page's own document, or one that its scripts send on to."""
        from playwright.async_api import Error

        try:
            is_ours = request.frame == page.main_frame
        except Error:  # a window that is not there yet is none of ours
            is_ours = False
        if not is_ours:
            return None
        self._hops += 1
        most = self._asking.max_redirects
        if self._hops > most:
            self._end(Verdict.FAILED, f"In the browser the page sends on too often: more than {most} times.")
            return None
        if self._hops > 0:
            here = request.url.partition("#")[0]
            visit = self._documents.get(here) or await self._gone_on(here)
            if visit is None:
                return None
            if visit.final_url != here:
                # By a redirect of our own, so that the page knows where it is.
                onward = html.escape(visit.final_url)
                return Reply(200, HTML, f'<meta http-equiv="refresh" content="0;url={onward}">'.encode())
            self._document = visit
        return reply_of(self._document)

    async def _gone_on(self, url: str) -> Visit | None:
        visit = await self._look.visit(url)
        self._seconds[url] = visit.seconds
        if is_to_be_shown(visit):
            self._documents[visit.final_url] = visit
            return visit
        self._end(visit.verdict, f"In the browser the page sends on to {_shown(url)}. {visit.reason}", visit)
        return None

    # What is to be told

    def _note(self, url: str, why: str) -> None:
        self._unanswered[f"{_shown(url)}: {why}"] = None

    def _evidence(self) -> tuple[str, ...]:
        count = len(self._parts)
        more = len(self._unanswered) - _NOTED
        return (
            f"shown in a browser, with {count} further {'request' if count == 1 else 'requests'}",
            *list(self._unanswered)[:_NOTED],
            *([f"and {more} more without an answer"] if more > 0 else []),
        )

    def _end(self, verdict: Verdict, why: str, document: Visit | None = None) -> None:
        if not self._over.done():
            self._over.set_exception(UnrenderedError(verdict, why, self._evidence(), document))


async def _settle(route: Route, reply: Reply | None) -> None:
    from playwright.async_api import Error

    try:
        if reply is None:
            await route.abort("blockedbyclient")
        else:
            await route.fulfill(status=reply.status, headers=dict(reply.headers), body=reply.body)
    except (Error, asyncio.CancelledError) as ended:
        # The page went away meanwhile, or takes no such answer. Playwright would wait for one without an end; now it
        # leaves the request to Chromium's network, which leads nowhere.
        with contextlib.suppress(Error):
            await route.fallback()
        if isinstance(ended, asyncio.CancelledError):
            raise


async def _unless_gone(work: Coroutine[Any, Any, None]) -> None:
    """Do it, unless the page went away meanwhile."""
    from playwright.async_api import Error

    try:
        await work
    except (Error, UnseenError):
        return


def _shown(url: str) -> str:
    """A URL in a sentence: without its query, and not long."""
    plain = url.partition("?")[0]
    return plain if len(plain) <= 100 else f"{plain[:99]}…"
