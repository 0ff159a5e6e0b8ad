"""The servers of the demo: the site that is watched, and the ends of the two channels that tell of it."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any

from monitor.demo.loopback import Answer, LoopbackServer, Request
from monitor.demo.recorded import PAGES, STATES, Recording, recording

_MEDIA_TYPES = {"html": "text/html; charset=utf-8", "json": "application/json; charset=utf-8"}
_PLAIN = (("Content-Type", "text/plain; charset=utf-8"),)
_MODIFIED = {
    1: datetime(2025, 10, 6, 8, 40, 12, tzinfo=UTC),
    2: datetime(2025, 10, 20, 15, 45, 9, tzinfo=UTC),
    3: datetime(2025, 10, 21, 9, 5, 31, tzinfo=UTC),
}
"""When a page of a state was last modified, as the site says."""


class Site(LoopbackServer):
    """The recorded pages in their current `state`, over HTTP.

    Setting `state` turns the clock; a page that a state leaves alone keeps its validators and answers 304 to who has
    it. A bot wall answers with status 200 and no validators, which is the worst case: only its text gives it away.
    """

    def __init__(self, state: int = STATES[0]) -> None:
        super().__init__()
        self.state = state

    @property
    def state(self) -> int:
        """One of `STATES`."""
        return self._state

    @state.setter
    def state(self, state: int) -> None:
        self._recordings = {page.path: recording(page, state) for page in PAGES}
        self._state = state

    def answer(self, request: Request) -> Answer:
        """The recorded page, 304, or 404 for any other address."""
        if request.method not in ("GET", "HEAD"):
            return Answer(405, b"method not allowed\n", _PLAIN)
        found = self._recordings.get(request.path)
        if found is None:
            return Answer(404, b"not found\n", _PLAIN)
        media_type = ("Content-Type", _MEDIA_TYPES[found.kind])
        if found.is_wall:
            return Answer(200, found.body, (media_type, ("Cache-Control", "private, no-store")))
        etag = _etag(found)
        validators = (("ETag", etag), ("Last-Modified", format_datetime(_MODIFIED[found.since], usegmt=True)))
        if _is_current(request, etag, _MODIFIED[found.since]):
            return Answer(304, b"", validators)
        return Answer(200, found.body, (media_type, *validators))


class SlackSink(LoopbackServer):
    """Takes what is posted to an incoming webhook, answers as Slack does, and keeps it in `payloads`."""

    _PATH = "/services/demo"

    def __init__(self) -> None:
        super().__init__()
        self.payloads: list[dict[str, Any]] = []

    @property
    def webhook_url(self) -> str:
        """Where to post to."""
        return self.base_url + self._PATH

    def answer(self, request: Request) -> Answer:
        """`ok`, or the word with which Slack refuses a request."""
        if request.method != "POST" or request.path != self._PATH:
            return Answer(404, b"no_service", _PLAIN)
        try:
            payload = json.loads(request.body)
        except ValueError:
            return Answer(400, b"invalid_payload", _PLAIN)
        if not isinstance(payload, dict):
            return Answer(400, b"invalid_payload", _PLAIN)
        if not any(payload.get(key) for key in ("text", "blocks", "attachments")):
            return Answer(400, b"no_text", _PLAIN)
        self.payloads.append(payload)
        return Answer(200, b"ok", _PLAIN)


def _etag(found: Recording) -> str:
    """Weak, as GOV.UK's is: a client that cuts off the `W/` will not get a 304 from a strict server."""
    return f'W/"{hashlib.sha256(found.body).hexdigest()[:32]}"'


def _is_current(request: Request, etag: str, modified: datetime) -> bool:
    """Whether the client has this version (RFC 9110, 13.1: If-None-Match goes before If-Modified-Since)."""
    tags = request.headers.get("If-None-Match")
    if tags is not None:
        return etag in (tag.strip() for tag in tags.split(","))
    since = request.headers.get("If-Modified-Since")
    if since is None:
        return False
    try:
        return parsedate_to_datetime(since) >= modified
    except (TypeError, ValueError):  # no date, or one without a time zone: as if it had not been sent
        return False
