from __future__ import annotations

from monitor.fetch.asking import Asking, user_agent

ASKING = Asking(user_agent=user_agent("https://example.org/about", "0.1.0"), timeout=5, total=10, retry_for=0)
"""Manners for tests: nothing private may be asked, and each address once."""
