"""Leaving a host alone: because it failed too often, or because it asked for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.fetch.sites import Site, Sites
from monitor.fetch.unseen import NotAskedError
from monitor.fetch.verdicts import phrase
from monitor.fetch.visit import Verdict

FAILURES = 5
"""In a row, after which a host is left alone."""
FIRST = timedelta(minutes=5)
"""How long it is left alone then; twice as long after each failure more."""
LONGEST = timedelta(hours=1)
LONGEST_ASKED = timedelta(days=1)
"""The longest that it may ask for itself, by Retry-After."""

_TOO_MANY = 429


class Circuit:
    """Counts how hosts fare, and says who is not asked for now.

    Where the time is over, one visit at a time is the probe: the others wait for what comes of it.
    """

    def __init__(
        self, sites: Sites, clock: Callable[[], datetime] = lambda: datetime.now(UTC), *, asks_anyway: bool = False
    ) -> None:
        """With `asks_anyway` a host that failed too often is probed once at once: a person wants to know."""
        self._sites = sites
        self._clock = clock
        self._asks_anyway = asks_anyway

    def check(self, site: Site) -> None:
        """Pass where the site may be asked. Raises NotAskedError where it is left alone."""
        until = self.until(site)
        if until is None or (self.may_ask_anyway(site) and site.state.status is None):
            return
        shown = f"{until:%Y-%m-%d %H:%M} UTC"
        state = site.state
        if state.status is not None:
            why = f"{site.host} asked to be left alone until {shown} ({phrase(state.status)})."
            verdict = Verdict.BLOCKED if state.status == _TOO_MANY else Verdict.FAILED
            raise NotAskedError(why, verdict, (f"Retry-After of {site.origin}",), until)
        why = f"{site.host} is left alone until {shown}, for it failed {state.failures} times in a row: {state.why}"
        raise NotAskedError(why, Verdict.FAILED, (f"{state.failures} failures of {site.origin} in a row",), until)

    def may_ask_anyway(self, site: Site) -> bool:
        """Whether this site may once be asked before its time."""
        return self._asks_anyway and not site.asked_anyway

    def until(self, site: Site) -> datetime | None:
        """Until when the site is left alone; None where it is not, or no more."""
        until = site.state.left_alone_until
        if until is None:
            return None
        # What lies further ahead than it can was written under a clock that was wrong.
        return until if timedelta() < until - self._clock() <= LONGEST_ASKED else None

    async def enter(self, site: Site) -> bool:
        """Pass where the site may be asked, and tell whether the caller is its probe, who has to call `leave`.

        Raises NotAskedError where it is left alone.
        """
        if not site.probe.locked():
            self.check(site)
            if site.state.failures < FAILURES:
                return False
        await site.probe.acquire()
        try:
            self.check(site)
        except BaseException:
            site.probe.release()
            raise
        if site.state.failures < FAILURES:
            site.probe.release()
            return False
        site.asked_anyway = True
        return True

    def leave(self, site: Site) -> None:
        """The probe is over."""
        site.probe.release()

    def succeeded(self, site: Site) -> None:
        """The host answered."""
        if site.state.failures == 0 and site.state.left_alone_until is None:
            return
        state = self._sites.renew(site)
        if state.status is not None and self.until(site) is not None:
            # It asked to be left alone while another request was under way; that holds.
            self._sites.change(site, replace(state, failures=0))
        else:
            self._sites.change(site, replace(state, failures=0, left_alone_until=None, why="", status=None))

    def failed(self, site: Site, why: str, status: int | None = None, wait: timedelta | None = None) -> None:
        """The host failed; `why` is a sentence. `wait` is what it asked for by Retry-After, under `status`."""
        state = self._sites.renew(site)
        now = self._clock()
        until, failures = self.until(site), state.failures
        if until is None or failures < FAILURES:  # what was under way as it was given up is the same failure
            failures += 1
        if failures >= FAILURES and until is None:
            until = now + min(FIRST * 2 ** min(failures - FAILURES, 10), LONGEST)
        asked = state.status if self.until(site) else None
        if wait is not None:
            wished = now + min(wait, LONGEST_ASKED)
            asked, until = status, max(wished, until or wished)
        self._sites.change(
            site, replace(state, failures=failures, left_alone_until=until, why=why, status=asked if until else None)
        )
