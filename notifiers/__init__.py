"""Channels by which notices reach people: one module a channel.

A new channel is one module and one entry in `CHANNELS`; docs/channels.md says how. The module holds `CHANNEL`, a
`notifiers.channel.Channel`. It

- sends once: trying again is the outbox's, with the same `notice.key`, so the key goes along in a form by which the far
  end, or a person, can see that two messages are one;
- renders from `notice.report` by what `monitor.report` offers, and escapes page text for its own format: page text is
  hostile;
- is light: what is heavy is imported when something is sent, for everybody who reads sources.yaml imports the module.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from notifiers.channel import Channel

CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "email": "notifiers.email",
        "slack": "notifiers.slack",
        "webhook": "notifiers.webhook",
        "teams": "notifiers.teams",
        "telegram": "notifiers.telegram",
        "apprise": "notifiers.apprise",
        "files": "notifiers.files",
    }
)
"""Module of each channel."""


@cache
def channel(name: str) -> Channel:
    """The channel of a name; KeyError where there is none."""
    found: Channel = import_module(CHANNELS[name]).CHANNEL
    return found


def channels() -> tuple[Channel, ...]:
    """All channels, in the order of the registry."""
    return tuple(map(channel, CHANNELS))
