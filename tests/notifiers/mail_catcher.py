"""A real SMTP server on 127.0.0.1 that keeps what it gets, and refuses as it is told."""

from __future__ import annotations

import asyncio
import ssl
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
    is_encrypted: bool = False
    connection: int = 0
    """Number of the connection that it came by, from 1."""

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
    sender_answer: str = ""
    wants_login: bool = False
    context: ssl.SSLContext | None = None
    """Of a server that speaks TLS."""
    is_tls_at_once: bool = False
    """Whether it speaks TLS from the first byte, and not after STARTTLS."""
    knows_utf8: bool = True
    mails: list[Mail] = field(default_factory=list)
    port: int = 0
    """Where it listens, or listened."""
    connections: int = 0

    async def __aenter__(self) -> Self:
        # Not aiosmtpd's `Controller`: it cannot bind to port 0, and leaves sockets open.
        self._sessions: list[SMTP] = []
        self._listener = await asyncio.get_running_loop().create_server(
            self._session, "127.0.0.1", 0, ssl=self.context if self.is_tls_at_once else None
        )
        self.port = self._listener.sockets[0].getsockname()[1]
        return self

    def _session(self) -> SMTP:
        self.connections += 1
        options: dict[str, Any] = {}
        if self.wants_login:
            options |= {"auth_require_tls": False, "authenticator": self._login}
        if self.context and not self.is_tls_at_once:
            options |= {"tls_context": self.context, "require_starttls": True}
        # A host name of our own, for aiosmtpd would ask the name service for one.
        session = SMTP(
            self, hostname="localhost", enable_SMTPUTF8=self.knows_utf8, loop=asyncio.get_running_loop(), **options
        )
        self._sessions.append(session)
        return session

    async def __aexit__(self, *_: object) -> None:
        self._listener.close()
        while any(session.transport for session in self._sessions):
            for session in self._sessions:
                if isinstance(session.transport, asyncio.Transport):
                    session.transport.abort()
            await asyncio.sleep(0)

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        return "250 OK"

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
            is_encrypted = server.transport is not None and server.transport.get_extra_info("sslcontext") is not None
            to = [str(to) for to in envelope.rcpt_tos]
            self.mails.append(Mail(str(envelope.mail_from), to, message, raw, is_encrypted, self.connections))
        return self.data_answer

    @staticmethod
    def _login(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"monitor", b"right"), handled=False)
