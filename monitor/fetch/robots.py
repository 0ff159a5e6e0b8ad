"""robots.txt: looked up once a day, obeyed, and kept for the day on which it does not come (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.fetch._http import httpx
from monitor.fetch.circuit import Circuit
from monitor.fetch.robots_request import NotHadError, RobotsRequest
from monitor.fetch.rules import Rules, read_rules
from monitor.fetch.sites import Site, Sites
from monitor.fetch.unseen import NotAskedError, RefusedError, UnseenError
from monitor.fetch.visit import Verdict

FRESH = timedelta(days=1)
"""How long a robots.txt holds: RFC 9309 (2.4)."""
STALE = timedelta(days=30)
"""How long it still holds where no new one can be had: RFC 9309 (2.3.1.4)."""
_AGAIN = timedelta(minutes=1), timedelta(hours=1)
"""How long to wait before it is asked for again where it did not come: at first, and at most."""


class Robots:
    """What the sites of a client let us ask, each looked up once for all who wait for it."""

    def __init__(
        self,
        request: RobotsRequest,
        sites: Sites,
        circuit: Circuit,
        token: str,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`token` is the name that robots.txt has for us: "advisory-monitor"."""
        self._request = request
        self._sites = sites
        self._circuit = circuit
        self._token = token
        self._clock = clock

    async def rules(self, site: Site) -> Rules:
        """The rules of a site: at hand, remembered, or asked for.

        Raises:
            NotAskedError: they cannot be had, and no copy is young enough: RFC 9309 has it that nothing may be asked.
            UnseenError, httpx.HTTPError, OSError: the site is not to be found, not public, or takes no connection.
        """
        if site.rules is not None and self._clock() < site.rules_until:
            return site.rules
        async with site.renewal:
            if not self._is_settled(site):
                await self._renew(site)
            return self._settle(site)

    def forbidden(self, site: Site) -> NotAskedError:
        """What is told where the rules forbid a page."""
        asked_at = site.state.robots_at
        return NotAskedError(
            f"The robots.txt of {site.host} forbids to ask for this page. Where its owner allows it all the same, "
            "write that permission into sources.yaml, below hosts.",
            Verdict.BLOCKED,
            (f"{site.origin}/robots.txt" + (f" of {asked_at:%Y-%m-%d}" if asked_at else ""),),
        )

    def _is_settled(self, site: Site) -> bool:
        """Whether what is remembered holds, and robots.txt need not be asked for now."""
        state, now = site.state, self._clock()
        again = state.robots_again_at
        # What lies further ahead than it can was written under a clock that was wrong.
        if again is None or not timedelta() < again - now <= FRESH:
            return False
        return not state.robots_trouble or not self._circuit.may_ask_anyway(site)

    def _has_copy(self, site: Site) -> bool:
        at = site.state.robots_at
        return site.state.robots_status is not None and at is not None and self._clock() - at < STALE

    def _settle(self, site: Site) -> Rules:
        """Take the rules out of what is remembered."""
        state = site.state
        again = state.robots_again_at or self._clock()
        if state.robots_trouble and not self._has_copy(site):
            why = f"The robots.txt of {site.host} could not be had, so nothing else is asked there: "
            evidence = (f"no {site.origin}/robots.txt",)
            raise NotAskedError(why + state.robots_trouble, Verdict.BLOCKED, evidence, again)
        site.rules = read_rules(state.robots, self._token)
        site.rules_until = again
        return site.rules

    async def _renew(self, site: Site) -> None:
        now = self._clock()
        try:
            status, text = await self._request.send(site)
        except (UnseenError, httpx.HTTPError, OSError) as error:
            if isinstance(error, RefusedError) or not (isinstance(error, NotHadError) or self._has_copy(site)):
                raise
            site.asked_anyway = True
            first, most = _AGAIN
            state = self._sites.renew(site)
            again = now + min(first * 2 ** min(max(state.failures - 1, 0), 10), most)
            trouble = str(error) if isinstance(error, UnseenError) else "there was no connection."
            self._sites.change(site, replace(state, robots_trouble=trouble, robots_again_at=again))
            return
        self._sites.change(
            site,
            replace(
                self._sites.renew(site),
                robots=text,
                robots_status=status,
                robots_at=now,
                robots_again_at=now + FRESH,
                robots_trouble="",
            ),
        )
