"""Channels by which notices reach people: one module a channel.

A new channel is one module and one entry in `CHANNELS`. The module holds

- a frozen dataclass of its settings ("PagerSettings"), secrets with `field(repr=False)`;
- `async def send(notice: Notice, settings: PagerSettings) -> str`, which sends once and returns the far end's answer in
  a line, or raises `NotDelivered`. It never tries again by itself: the outbox does, with the same `notice.key`, so the
  key goes along in a form by which the far end, or a person, can see that two messages are one.

It renders from `notice.report` by what `monitor.report` offers, escapes page text for its own format (page text is
hostile), and imports what is heavy at its top: nobody loads it but who sends by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Protocol, cast

from monitor.errors import ConfigError
from notifiers.notice import Notice

CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "email": "notifiers.email",
        "slack": "notifiers.slack",
    }
)
"""Module of each channel."""


class Channel(Protocol):
    """What the module of a channel offers."""

    async def send(self, notice: Notice, settings: Any) -> str:
        """Sends a notice and returns the far end's answer in a line.

        Raises:
            NotDelivered: it did not arrive, with why and whether to try again.
        """
        ...


def channel(name: str) -> Channel:
    """The channel of a name.

    Raises:
        ConfigError: there is none.
    """
    module = CHANNELS.get(name)
    if module is None:
        raise ConfigError(f"There is no channel {name!r}; there are {', '.join(sorted(CHANNELS))}.")
    return cast(Channel, import_module(module))
