"""The one door to the HTTP library.

httpx is dormant: its last stable release is of December 2024 and its trackers are closed. A maintained fork with the
same names is published as `httpx2`. Whoever needs HTTP imports `httpx` (and `httpcore`, which carries it) from here,
so that the day of the swap is a change of these two lines.
"""

from __future__ import annotations

import httpcore
import httpx

__all__ = ["httpcore", "httpx"]
