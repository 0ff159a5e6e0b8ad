"""How sites are asked: who asks, how long is waited, how much is taken, at what pace."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monitor.errors import ConfigError

# What may stand in the comment of a User-Agent: printable ASCII but the brackets that would end the comment.
_CONTACT = re.compile(r"[!-'*-~]+(?: [!-'*-~]+)*")


@dataclass(frozen=True, slots=True)
class HostRules:
    """How one host is asked."""

    pace: float = 0.0
    """Least time in seconds between the starts of two requests; 0 asks at once."""
    at_once: int = 1
    """Most requests under way at the same time."""
    permission: str = ""
    """Who allowed us what robots.txt forbids, and when; empty where nobody did."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The manners of one client. Times are seconds, sizes are bytes."""

    user_agent: str
    """Who asks; see `user_agent()`."""
    timeout: float = 30.0
    """Longest wait for one step: to find the name, to connect, to get the next bytes."""
    total: float = 120.0
    """Longest time for a whole visit with its redirects. Waiting for one's turn (`pace`) is not counted."""
    max_size: int = 20_000_000
    """Largest body, counted after Content-Encoding is undone."""
    max_redirects: int = 5
    rules: HostRules = HostRules()
    """Of every host that has none of its own."""
    hosts: Mapping[str, HostRules] = field(default_factory=dict)
    """By host name in lower case, or "name:port"."""
    retry_for: float = 20.0
    """Longest time to wait, in all, for another try within one visit where a site is busy (429, 503); 0 tries once."""
    turns: Path | None = None
    """Folder by which the programs on this machine take turns at a host; None: only those of this client do."""
    obeys_robots: bool = True
    allow_private: frozenset[str] = frozenset()
    """Hosts that may be loopback or private: "name" (on any port) or "name:port"; IPv6 as "[::1]:8000"."""

    def rules_of(self, host: str) -> HostRules:
        """How a host is asked; `host` is "name" or "name:port", in lower case."""
        return self.hosts.get(host) or self.hosts.get(host.rpartition(":")[0]) or self.rules


def user_agent(contact: str, version: str) -> str:
    """The honest name of the program: "advisory-monitor/0.1.0 (+https://example.org/about)".

    `contact` is a URL or an e-mail address where the owner of a site finds who asks. Raises ConfigError where it
    is empty or cannot stand in a header.
    """
    if not _CONTACT.fullmatch(contact):
        raise ConfigError(
            f"The contact {contact!r} cannot stand in a User-Agent header: give a URL or an e-mail address "
            "in plain ASCII, without brackets."
        )
    return f"advisory-monitor/{version} (+{contact})"
