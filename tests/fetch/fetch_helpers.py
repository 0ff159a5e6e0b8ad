from __future__ import annotations

import asyncio

from monitor.fetch.asking import Asking, user_agent

ASKING = Asking(user_agent=user_agent("https://example.org/about", "0.1.0"), timeout=5, total=10, retry_for=0)
"""Manners for tests: nothing private may be asked, and each address once."""


class Hands:
    """A clock that moves only when somebody waits, or moves it."""

    def __init__(self, now: float = 100.0) -> None:
        self.now = now

    def clock(self) -> float:
        """Seconds, as of now."""
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Wait without waiting."""
        until = self.now + seconds
        await asyncio.sleep(0)
        self.now = max(self.now, until)
