"""Validators that prove unreliable: the body is another one, and what the server gave to tell it by is not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Literal

from monitor.fetch.visit import Validators

ValidatorName = Literal["etag", "last_modified"]


def unreliable(before: Validators, now: Validators) -> Iterator[tuple[ValidatorName, str]]:
    """The validators of two different bodies of one page by which a server would have called them the same.

    Each comes with what proves it. An ETag is the same or not, also a weak one: what it is given for here is another
    text. A Last-Modified that is no later than the one before hides the new body (RFC 9110, 13.1.3).
    """
    if before.etag is not None and _opaque(before.etag) == _opaque(now.etag):
        yield "etag", f"another text came under the same ETag {before.etag}"
    if before.last_modified is None or now.last_modified is None:
        return
    old, new = _time(before.last_modified), _time(now.last_modified)
    if now.last_modified == before.last_modified or (old is not None and new is not None and new <= old):
        yield "last_modified", f"another text came with Last-Modified {now.last_modified}, no later than before"


def _opaque(etag: str | None) -> str | None:
    return None if etag is None else etag.strip().removeprefix("W/")


def _time(text: str) -> datetime | None:
    try:
        return parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
