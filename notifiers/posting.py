"""A message posted over HTTP to one of the operator's own addresses, and what its failure means."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import unquote, urlsplit

from monitor.fetch._http import httpx
from monitor.report.safe import safe_line
from monitor.report.words import clip
from notifiers.notice import NotDelivered

# At INFO the library logs each address whole, and these are secrets.
logging.getLogger("httpx").setLevel(logging.WARNING)

_TEMPORARY = (408, 425, 429)
"""Answers of the 4xx kind after which trying again helps."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back with a status of success."""

    status: int
    text: str
    line: str
    """Status and text in one line, for the outbox."""
    headers: Mapping[str, str]


class Refusal(NotDelivered):
    """An answer with a status that is no success; what it says further is for the channel to read."""

    def __init__(self, reason: str, permanent: bool, retry_after: float | None, answer: Answer) -> None:
        super().__init__(reason, permanent, retry_after)
        self.answer = answer


async def post(
    url: str, what: str, *, timeout: float = 20.0, json: Any = None, content: bytes | None = None,  # noqa: ASYNC109
    headers: Mapping[str, str] | None = None,
) -> Answer:  # fmt: skip
    """Post once, and give the answer.

    The address may be a secret, so no message names more of it than its host.

    Args:
        what: what the address is, for the message where it is none: "the webhook of Slack".
        timeout: seconds, for all of it.

    Raises:
        NotDelivered: it was not taken; permanent where the far end says that it never will be (4xx), or the address is
            none. A `Refusal` where it answered.
    """
    host = host_of(url, what)
    try:
        async with (
            asyncio.timeout(timeout),
            httpx.AsyncClient(timeout=timeout) as client,
            client.stream("POST", url, json=json, content=content, headers=_PLAIN | dict(headers or {})) as answer,
        ):
            text = await _begin_of(answer)
    except (httpx.TimeoutException, TimeoutError) as error:
        raise NotDelivered(f"{host} did not answer within {timeout:g} seconds", permanent=False) from error
    except httpx.HTTPError as error:
        # Its words name hosts and ports only; the path, which is the secret, is never in them.
        # A connection that breaks has no words at all.
        words = str(error) or "the connection broke off before an answer came"
        raise NotDelivered(clip(safe_line(f"{host}: {words}"), 300), permanent=False) from error
    said = clip(safe_line(f"{answer.status_code} {without_address(text, url)[:2000]}".strip()), 200)
    taken = Answer(answer.status_code, text, said, answer.headers)
    if answer.is_success:
        return taken
    permanent = answer.status_code < 500 and answer.status_code not in _TEMPORARY
    raise Refusal(f"{host} answered {said}", permanent, retry_after(answer.headers.get("retry-after")), taken)


_MOST = 2_000_000
"""Bytes of an answer that are read: Slack and Telegram give back what was posted, which has never so many."""
_PLAIN = {"Accept-Encoding": "identity", "User-Agent": "advisory-monitor"}
"""A packed answer may be a thousand times as large as what came; and whose post it is shall be seen."""


async def _begin_of(answer: httpx.Response) -> str:
    found = bytearray()
    async for piece in answer.aiter_bytes():
        found += piece[: _MOST - len(found)]
        if len(found) >= _MOST:
            break  # the status was said: what else comes is of no interest, be it endless
    return found.decode("utf-8", "replace")


_SECRET = 8
"""Characters from which on a part of an address may be its secret."""


def without_address(text: str, url: str) -> str:
    """An answer without the path and the query of the address, its secret: pages of errors like to repeat them."""
    parts = urlsplit(url)
    pieces = {parts.path, parts.path.strip("/"), *parts.path.split("/"), parts.query, *parts.query.split("&")}
    for piece in sorted(pieces | {unquote(piece) for piece in pieces}, key=len, reverse=True):
        text = text.replace(piece, "…") if len(piece) >= _SECRET else text
    return text


def host_of(url: str, what: str) -> str:
    """The host of an address, which may be told where the address may not.

    Raises:
        NotDelivered: it is no http or https address.
    """
    try:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname and httpx.URL(url).host:
            return parts.hostname
    except (ValueError, httpx.InvalidURL) as error:
        raise NotDelivered(f"{what} is no http or https address", permanent=True) from error
    raise NotDelivered(f"{what} is no http or https address", permanent=True)


def retry_after(header: str | None) -> float | None:
    """Seconds to wait, from a header that gives seconds or a date."""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        at = parsedate_to_datetime(header)
    except (ValueError, OverflowError):  # such as a year of twenty digits
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())
