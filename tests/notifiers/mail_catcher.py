"""A real SMTP server on 127.0.0.1 that keeps what it gets, and refuses as it is told."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


@dataclass
class Mail:
    """A message as it came, with its envelope."""

    sender: str
    recipients: list[str]
    message: EmailMessage
    raw: bytes

    def part(self, kind: str) -> str:
        body = self.message.get_body(preferencelist=(kind,))
        assert body is not None
        content: str = body.get_content()
        return content


@dataclass
class Catcher:
    """The server; `refuse` gives an answer for a recipient, `data_answer` the one to a whole message."""

    refuse: dict[str, str] = field(default_factory=dict)
    data_answer: str = "250 2.0.0 Ok: queued as 4711"
    wants_login: bool = False
    mails: list[Mail] = field(default_factory=list)
    port: int = 0
    """Where it listens, or listened."""

    async def __aenter__(self) -> Self:
        # Not aiosmtpd's `Controller`: it cannot bind to port 0, and leaves sockets open.
        self._sessions: list[SMTP] = []
        self._listener = await asyncio.get_running_loop().create_server(self._session, "127.0.0.1", 0)
        self.port = self._listener.sockets[0].getsockname()[1]
        return self

    def _session(self) -> SMTP:
        login: dict[str, Any] = {"auth_require_tls": False, "authenticator": self._login} if self.wants_login else {}
        # A host name of our own, for aiosmtpd would ask the name service for one.
        session = SMTP(self, hostname="localhost", enable_SMTPUTF8=True, loop=asyncio.get_running_loop(), **login)
        self._sessions.append(session)
        return session

    async def __aexit__(self, *_: object) -> None:
        self._listener.close()
        while any(session.transport for session in self._sessions):
            for session in self._sessions:
                if isinstance(session.transport, asyncio.Transport):
                    session.transport.abort()
            await asyncio.sleep(0)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data_answer.startswith("2"):
            raw = envelope.content
            assert isinstance(raw, bytes)
            message = message_from_bytes(raw, policy=default)
            assert isinstance(message, EmailMessage)
            self.mails.append(Mail(str(envelope.mail_from), [str(to) for to in envelope.rcpt_tos], message, raw))
        return self.data_answer

    @staticmethod
    def _login(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"monitor", b"right"), handled=False)
