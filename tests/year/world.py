"""The world around the daemon: the sites, the mail server and the far ends of posts, each with its troubles."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Mapping, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

from year.archive import Bodies, Site
from year.clock import Clock
from year.ledger import Accepted, Ledger, Shown
from year.plan import HOUR, Outage, Troubles
from year.talk import Answer, Asked, Talk

FAR_ENDS = ("smtp", "slack", "hook")
_TEXT = (("Content-Type", "text/plain"),)


class World:
    """All services of one life of the daemon. They live and die with it: the ledger is what stays."""

    def __init__(
        self, sites: Sequence[Site], bodies: Bodies, ports: Mapping[str, int], troubles: Troubles, ledger: Ledger,
        clock: Clock, life: int,
    ) -> None:  # fmt: skip
        self._sites = {site.path: site for site in sites}
        self._bodies = bodies
        self._ports = ports
        self._troubles = troubles
        self._ledger = ledger
        self._clock = clock
        self._life = life
        self._last: dict[str, int] = {}
        self._listeners: dict[str, asyncio.Server] = {}
        self._open: dict[str, set[asyncio.Transport]] = {name: set() for name in ports}
        self._tasks: set[asyncio.Task[None]] = set()
        self.on_accepted: Callable[[], None] = lambda: None
        """Called when a far end has taken a notice, before it says so."""
        self.on_news: Callable[[], None] = lambda: None
        """Called when a page was served that is another than the last time."""

    async def open(self) -> None:
        """Let all services listen, but those that refuse at this time; those will when that is over."""
        for name in self._ports:
            await self._switch(name)

    def until(self, seconds: float) -> float:
        """The time of a moment, as the loop counts."""
        return asyncio.get_running_loop().time() + seconds - self._clock.seconds

    async def _switch(self, name: str) -> None:
        """Listen or refuse, as it is now, and plan when that is to be looked at again."""
        now, loop = self._clock.seconds, asyncio.get_running_loop()
        outage = self._troubles.at(name, now)
        refuses = outage is not None and outage.kind == "refused"
        if refuses and (held := self._listeners.pop(name, None)) is not None:
            held.close()
            for end in list(self._open[name]):
                end.abort()
        if not refuses and name not in self._listeners:
            self._listeners[name] = await loop.create_server(
                self._mail if name == "smtp" else self._talk(name), sock=bound(self._ports[name])
            )
        turns = [turn for each in self._troubles.of(name) if each.kind == "refused" for turn in (each.start, each.end)]
        if later := min((turn for turn in turns if turn > now), default=None):
            loop.call_at(self.until(later), self._begin_switch, name)

    def _begin_switch(self, name: str) -> None:
        task = asyncio.get_running_loop().create_task(self._switch(name))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # The sites.

    def _talk(self, name: str) -> Callable[[], asyncio.Protocol]:
        replies = self._post if name in FAR_ENDS else self._page

        def reply(asked: Asked) -> Answer | None:
            return replies(asked, name, self._troubles.at(name, self._clock.seconds))

        return lambda: Talk(reply, self._open[name])

    def _page(self, asked: Asked, name: str, outage: Outage | None) -> Answer | None:
        if outage is not None and outage.kind != "broken off":
            return _no_page(outage, self._clock.seconds)
        site = self._sites.get(asked.path)
        number = site.number_at(self._clock.seconds) if site is not None else -1
        if site is None or number < 0:
            return Answer(404, b"Not found", _TEXT)
        body, sha256 = self._bodies.of(site, number)
        if not body:
            return Answer(404, b"Not found", _TEXT)
        etag = f'"{sha256[:20]}"'
        headers = (("ETag", etag), ("Content-Type", site.shape.media_type))
        if outage is not None:
            return Answer(200, body, headers, share=0.5)
        is_known = asked.headers.get("if-none-match") == etag
        self._ledger.write(Shown(self._life, self._clock.seconds, site.place, number, 304 if is_known else 200))
        if self._last.get(site.path, number) != number:
            self.on_news()
        self._last[site.path] = number
        return Answer(304, b"", headers) if is_known else Answer(200, body, headers)

    # The far ends.

    def _post(self, asked: Asked, name: str, outage: Outage | None) -> Answer | None:
        if outage is not None:
            if outage.kind == "broken off":
                return Answer(500, b"", share=0.0)
            return _no_page(outage, self._clock.seconds)
        data = json.loads(asked.body)
        key = slack_key(data) if name == "slack" else asked.headers.get("idempotency-key", "")
        said = json.dumps(data, ensure_ascii=False)
        self._accept(name, key, asked.path, str(data.get("text", "")), said)
        return Answer(200, b"ok", _TEXT)

    def _accept(self, service: str, key: str, to: str, subject: str, text: str) -> None:
        self._ledger.write(Accepted(self._life, self._clock.seconds, service, key, to, subject, text))
        self.on_accepted()

    def _mail(self) -> SMTP:
        # A host name of our own, for aiosmtpd would ask the name service for one.
        return SMTP(self, hostname="localhost", enable_SMTPUTF8=True, loop=asyncio.get_running_loop())

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or not."""
        outage = self._troubles.at("smtp", self._clock.seconds)
        if outage is not None and outage.kind == "greylisted":
            return "451 4.7.1 Greylisted, come back later"
        if outage is not None and outage.kind == "421":
            return "421 4.3.2 Closing down"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a message, or not."""
        outage = self._troubles.at("smtp", self._clock.seconds)
        if outage is not None and outage.kind == "full":
            return "452 4.3.1 Insufficient system storage"
        if outage is not None and outage.kind == "hanging":
            await asyncio.sleep(HOUR)
        if outage is not None and outage.kind == "broken off":
            server.transport.abort()  # type: ignore[union-attr]
            return "451 4.3.0 Broken off"
        raw = envelope.content
        assert isinstance(raw, bytes)
        mail = message_from_bytes(raw, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        text = mail.get_body(preferencelist=("plain",))
        said = text.get_content() if text is not None else ""
        for address in envelope.rcpt_tos:
            self._accept("smtp", str(mail["Message-ID"]), str(address), str(mail["Subject"]), said)
        return "250 2.0.0 Ok: queued"


def slack_key(data: Mapping[str, Any]) -> str:
    """The key of a message to Slack: its metadata, or the id of its first block."""
    payload = data.get("metadata", {}).get("event_payload", {})
    blocks = data.get("blocks") or [{}]
    return str(payload.get("key") or blocks[0].get("block_id", ""))


def bound(port: int) -> socket.socket:
    """A socket at a port that the supervisor keeps free for us."""
    end = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    end.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    end.bind(("127.0.0.1", port))
    end.setblocking(False)
    return end


def _no_page(outage: Outage, now: float) -> Answer | None:
    if outage.kind == "hanging":
        return None
    if outage.kind == "429":
        return Answer(429, b"Slow down", (*_TEXT, ("Retry-After", str(min(int(outage.end - now) + 1, 1800)))))
    if outage.kind == "empty":
        return Answer(200, b"", (("Content-Type", "text/html; charset=utf-8"),))
    return Answer(int(outage.kind), b"Sorry", _TEXT)
