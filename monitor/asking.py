"""How sites are asked, as sources.yaml says it."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

from monitor.fetch.asking import Asking, user_agent

if TYPE_CHECKING:
    from monitor.sources.config import Config


def asking_of(config: Config) -> Asking:
    """The manners of the client for a configuration."""
    defaults = config.defaults
    return Asking(
        user_agent=user_agent(config.contact, version("advisory-monitor")),
        timeout=defaults.timeout.total_seconds(),
        max_size=defaults.max_size,
        pace=defaults.pace.total_seconds(),
        allow_private=frozenset(defaults.allow_private),
    )
