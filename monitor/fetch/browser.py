"""Seeing pages that show nothing without scripts, in a browser.

    async with client(asking) as look, browser(look, asking) as seen:
        visit = await seen.visit("https://travel.example/advice/kazakhstan")

It is chosen for a source in `sources.yaml`, and is no way round a block: the page is asked for as ever, and what is
no page for the client is none for the browser; it says who it is; a challenge that its scripts bring is a wall.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

from monitor.fetch.absences import SENTENCES, Absence
from monitor.fetch.asking import Asking
from monitor.fetch.chromium import Chromium, NoBrowserError, find_chromium
from monitor.fetch.hops import Hop
from monitor.fetch.kept_scripts import KeptScripts
from monitor.fetch.page_parts import is_to_be_shown
from monitor.fetch.rendering import Looks, Rendered, Rendering, UnrenderedError
from monitor.fetch.unseen import TooLargeError
from monitor.fetch.verdicts import follow, judge
from monitor.fetch.visit import NOTHING, Validators, Verdict, Visit

log = logging.getLogger("monitor.browser")

PAGES_AT_ONCE = 2
"""Pages that are open at the same time; each takes 100 to 200 MB."""

# What is said of the document as it was served, and not of what its scripts made of it.
_OF_THE_SERVED = frozenset(
    {"content-type", "content-length", "content-encoding", "transfer-encoding", "etag", "last-modified"}
)


class InBrowser:
    """What `browser()` gives. Visits may run at the same time; they share one Chromium and nothing in it."""

    def __init__(self, look: Looks, asking: Asking) -> None:
        self._look = look
        self._asking = asking
        self._chromium = Chromium(asking.user_agent)
        self._scripts = KeptScripts()
        self._gate = asyncio.Semaphore(PAGES_AT_ONCE)

    async def visit(self, url: str, validators: Validators = NOTHING) -> Visit:
        """Ask for a page, let its scripts run, and tell what came of it.

        The validators are not used, nor any given for the next time: that the document is as it was says nothing of
        what its scripts fetch.
        """
        try:
            find_chromium()
        except NoBrowserError as missing:
            return Visit(url, url, datetime.now(UTC), Verdict.FAILED, str(missing))
        first = await self._look.visit(url)
        if not is_to_be_shown(first):
            return first
        from playwright.async_api import Error

        try:
            async with self._gate, self._chromium.page() as page:
                return self._judged(first, await Rendering(self._look, self._asking, first, self._scripts).run(page))
        except UnrenderedError as unseen:
            return _unseen(first, unseen)
        except NoBrowserError as missing:
            return _unseen(first, UnrenderedError(Verdict.FAILED, str(missing)))
        except Error as error:
            log.warning("%s: %s", url, error)
            return _unseen(first, UnrenderedError(Verdict.FAILED, _why(error.message)))

    async def close(self) -> None:
        """End the browser, if it was ever started."""
        await self._chromium.close()

    def _judged(self, first: Visit, rendered: Rendered) -> Visit:
        """What is seen, judged by the rules for what is served."""
        document = rendered.document
        assert document.status is not None  # what is shown was answered
        if len(rendered.source) > self._asking.max_size:
            raise UnrenderedError(Verdict.FAILED, str(TooLargeError(self._asking.max_size)), rendered.evidence)
        headers = _headers(document)
        judgement = judge(document.status, headers, rendered.source, validators=())
        if judgement.reason.startswith(SENTENCES[Absence.SCRIPTS]):
            judgement = replace(judgement, reason="In the browser too the page came without its text.")
        if _bare(document.final_url) != _bare(first.url):
            # Whether the way led to a start page or a page to sign in: also where a script sent there.
            judgement = follow(judgement, first.url, [Hop(302, document.final_url)])
        has_moved = judgement.verdict is Verdict.PAGE and document is first and first.verdict is Verdict.MOVED
        return replace(
            first,
            final_url=document.final_url,
            verdict=Verdict.MOVED if has_moved else judgement.verdict,
            reason=first.reason if has_moved else judgement.reason,
            status=document.status,
            headers=headers,
            body=rendered.source,
            seconds=first.seconds + rendered.seconds,
            evidence=judgement.evidence + rendered.evidence,
            moved_to=first.moved_to if has_moved else None,
        )


@asynccontextmanager
async def browser(look: Looks, asking: Asking) -> AsyncIterator[InBrowser]:
    """A browser for a run: started at its first visit, ended with this context."""
    seen = InBrowser(look, asking)
    try:
        yield seen
    finally:
        await seen.close()


def _headers(document: Visit) -> tuple[tuple[str, str], ...]:
    kept = [(name, value) for name, value in document.headers if name.lower() not in _OF_THE_SERVED]
    return (("Content-Type", "text/html; charset=utf-8"), *kept)


def _unseen(first: Visit, unseen: UnrenderedError) -> Visit:
    document = unseen.document or first
    return replace(
        first,
        final_url=document.final_url,
        verdict=unseen.verdict,
        reason=str(unseen),
        status=document.status,
        headers=document.headers,
        body=unseen.document.body if unseen.document else None,
        evidence=unseen.evidence,
        moved_to=None,
        next_try_at=document.next_try_at,
    )


def _bare(url: str) -> str:
    return url.partition("#")[0]


def _why(message: str) -> str:
    """An error of Playwright as a sentence."""
    if any(word in message for word in ("closed", "disconnected", "crashed")):
        return "The browser went away in the middle."
    return f"The browser could not show the page: {message.partition(chr(10))[0][:150].rstrip('.')}."
