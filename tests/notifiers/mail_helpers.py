"""A notice and a server for it, as the tests of mails want them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from advisory_samples import report, uganda
from mail_catcher import Catcher

from monitor.compare.change import Change
from notifiers import mail
from notifiers.mail import EmailSettings
from notifiers.notice import NotDelivered, Notice

AT = datetime(2026, 1, 14, 9, 30, tzinfo=UTC)
EVERYBODY = ("one@example.org", "Two <two@example.org>", "three@example.org")


def notice(*changes: Change, key: str = "notice-17", digest: bool = False, done: Any = (), **other: Any) -> Notice:
    return Notice(key, "desk", report(*(changes or (uganda(),)), **other), AT, digest, done)


def settings(mailbox: Catcher, **other: Any) -> EmailSettings:
    values: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": mailbox.port,
        "security": "none",
        "username": None,
        "password": None,
        "sender": "Advisory monitor <monitor@example.org>",
        "to": ("desk@example.org",),
        "timeout": 5.0,
    }
    return EmailSettings(**{**values, **other})


async def refused(given: Notice, by: EmailSettings) -> NotDelivered:
    with pytest.raises(NotDelivered) as caught:
        await mail.send(given, by)
    return caught.value
