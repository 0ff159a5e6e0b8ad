"""The sites that a client has at hand: of each origin how it is asked, what is known of it, and who waits for it."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from datetime import UTC, datetime

from monitor.fetch._http import httpx
from monitor.fetch.asking import Asking, HostRules
from monitor.fetch.guard import port_of
from monitor.fetch.hosts import HostMemory, HostState
from monitor.fetch.rules import Rules

_MANY = 1_500_000
"""Characters of robots.txt (and 1,000 a site) that are at hand before sites are put away that nobody asks now. Read,
they take some twenty times as much."""
_NEWS = 60.0
"""Seconds after which is looked what other programs have learnt of a site: that it asked to be left alone, or answers
again."""


class Site:
    """One origin."""

    __slots__ = (
        "asked_anyway",
        "host",
        "inside",
        "key",
        "manners",
        "origin",
        "probe",
        "renewal",
        "rules",
        "rules_until",
        "state",
        "state_at",
    )

    def __init__(self, origin: str, host: str, key: str, manners: HostRules, state: HostState) -> None:
        self.origin = origin
        self.host = host
        """Its name as people read it."""
        self.key = key
        """By what its turns go: what is one host to its owner is asked as one, whatever scheme and port."""
        self.manners = manners
        self.state = state
        self.state_at = time.monotonic()
        """When that was last looked up."""
        self.rules: Rules | None = None
        """What its robots.txt says, until `rules_until`; None: not looked up yet."""
        self.rules_until = datetime.min.replace(tzinfo=UTC)
        self.renewal = asyncio.Lock()
        """Held by the one who looks it up."""
        self.probe = asyncio.Lock()
        """Held by the one who asks a host that had failed too often."""
        self.asked_anyway = False
        """Whether it was asked although it was to be left alone, as may be once."""
        self.inside = 0
        """How many are about to ask it, or do."""


class Sites:
    """All sites of a client, over its memory."""

    def __init__(self, asking: Asking, memory: HostMemory) -> None:
        self._asking = asking
        self._memory = memory
        self._sites: OrderedDict[tuple[str, bytes], Site] = OrderedDict()
        self._weight = 0

    def of(self, target: httpx.URL) -> Site:
        """The site that a URL belongs to."""
        place = (target.scheme, target.netloc)
        site = self._sites.get(place)
        if site is None:
            site = self._sites[place] = self._new(target)
            self._weight += site.state.weight
            self._put_away(site)
        else:
            self._sites.move_to_end(place)
            if time.monotonic() - site.state_at > _NEWS:
                self.renew(site)
        return site

    def change(self, site: Site, state: HostState) -> None:
        """Remember this of a site, now and for the next run."""
        self._weight += state.weight - site.state.weight
        site.state = state
        self._memory.put(site.origin, state)
        self._put_away(site)

    def renew(self, site: Site) -> HostState:
        """What is known of a site, also by other programs that share the memory."""
        state = self._memory.get(site.origin) or site.state
        self._weight += state.weight - site.state.weight
        site.state = state
        site.state_at = time.monotonic()
        return state

    def _new(self, target: httpx.URL) -> Site:
        origin = f"{target.scheme}://{target.netloc.decode('ascii')}"
        host = target.raw_host.decode("ascii")
        name = f"[{host}]" if ":" in host else host
        hosts = self._asking.hosts
        key = here if (here := f"{name}:{port_of(target)}") in hosts else name
        manners = hosts.get(key, self._asking.rules)
        return Site(origin, host, key, manners, self._memory.get(origin) or HostState())

    def _put_away(self, used: Site) -> None:
        if self._weight <= _MANY:
            return
        for place, site in list(self._sites.items()):
            if site is not used and not site.inside:
                del self._sites[place]
                self._weight -= site.state.weight
                if self._weight <= _MANY // 2:
                    return
