"""Scripts that serve several pages of a run.

The pages of one site are made by the same scripts. Asking for them again with each page would be most of the requests
that the site gets from us; a browser does not do so either.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from monitor.fetch.visit import Visit

MOST_BYTES = 32_000_000
"""Bytes of scripts that are kept."""
LONGEST = 86_400
"""Seconds that one is kept at the most, whatever its site allows."""

_FORBIDS = re.compile(r"\b(?:no-store|no-cache)\b", re.IGNORECASE)
_MAX_AGE = re.compile(r"(?<![\w-])max-age=\"?(\d{1,9})(?!\d)", re.IGNORECASE)


class KeptScripts:
    """Scripts by URL, each for as long as its site says that it may be used again (max-age, RFC 9111)."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds that never go back."""
        self._clock = clock
        self._held: dict[str, tuple[float, Visit]] = {}
        self._bytes = 0

    def get(self, url: str) -> Visit | None:
        """What came for this URL, if it still holds."""
        until, visit = self._held.get(url, (0.0, None))
        return visit if visit is not None and self._clock() < until else None

    def put(self, url: str, visit: Visit) -> None:
        """Keep what came, if its site allows it."""
        seconds = _lifetime(visit)
        if seconds <= 0 or visit.body is None or len(visit.body) > MOST_BYTES:
            return
        if url in self._held:
            self._bytes -= len(self._held.pop(url)[1].body or b"")
        while self._held and self._bytes + len(visit.body) > MOST_BYTES:
            oldest = next(iter(self._held))
            self._bytes -= len(self._held.pop(oldest)[1].body or b"")
        self._held[url] = self._clock() + seconds, visit
        self._bytes += len(visit.body)


def _lifetime(visit: Visit) -> int:
    """For how many seconds an answer may be used again; 0 where it may not."""
    said = ",".join(value for name, value in visit.headers if name.lower() == "cache-control")
    longest = _MAX_AGE.search(said)
    if visit.status != 200 or longest is None or _FORBIDS.search(said):
        return 0
    age = visit.header("age") or "0"
    return min(LONGEST, int(longest[1])) - (int(age) if age.isdecimal() and len(age) < 10 else LONGEST)
