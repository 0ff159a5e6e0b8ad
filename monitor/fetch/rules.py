"""What a robots.txt says to us: RFC 9309, and the Crawl-delay that many sites write beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

LIMIT = 500 * 1024
"""Bytes that are read of a robots.txt, as RFC 9309 (2.5) has it."""
LONGEST_DELAY = 3_600.0
"""Seconds. A longer Crawl-delay is taken for this much, so that what is watched is still looked at."""

_AGENT = re.compile(r"\s*user[- ]?agent\b\s*:?\s*([^#]*)", re.IGNORECASE)
_ANOTHER = "User-agent: another"


class Rules:
    """The rules of one robots.txt for one product token."""

    __slots__ = ("_parsed", "_token", "delay")

    def __init__(self, parsed: Protego | None, token: str) -> None:
        self._parsed = parsed
        self._token = token
        delay = parsed.crawl_delay(token) if parsed is not None else None
        self.delay: float = min(delay or 0.0, LONGEST_DELAY)
        """Least time in seconds between two requests."""

    def allow(self, url: str) -> bool:
        """Whether we may ask this URL."""
        return self._parsed is None or self._parsed.can_fetch(url, self._token)


NONE = Rules(None, "")
"""Where there is no robots.txt: everything is allowed."""


def read_rules(text: str | None, token: str) -> Rules:
    """The rules for `token` ("advisory-monitor") in the text of a robots.txt; None: there is none.

    HTML is no robots.txt: many a site answers so where it has none. A line that is wrong is passed over.
    """
    text = (text or "").lstrip("\ufeff \t\r\n\0")
    if not text or text.startswith("<"):
        return NONE
    # Here, for many hosts have none.
    from protego import Protego

    return Rules(Protego.parse(_ours(text, token)), token)


def _ours(text: str, token: str) -> str:
    """The text with all the other robots as one, so that only our whole name, or "*", is ours (RFC 9309, 2.2.1).

    The parser takes the beginning of a name for the name. And it keeps each rule for each robot of its group, so that a
    hostile file with thousands of both would take it minutes.
    """
    token = token.lower()
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if (agent := _AGENT.match(line)) is not None:
            name = agent[1].partition("/")[0].strip().lower()
            if name == token:
                lines[number] = f"User-agent: {token}"
            elif name != "*":
                lines[number] = _ANOTHER
    return "\n".join(lines)
