"""A mail server on loopback that keeps what it gets and delivers nothing."""

from __future__ import annotations

import asyncio
import socket
import threading
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import TYPE_CHECKING, Self

from monitor.demo.loopback import HOST
from monitor.errors import InputError

if TYPE_CHECKING:
    from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass(frozen=True, slots=True)
class Mail:
    """One message, with the addresses of its envelope."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    """As it came over the wire (an `.eml` file)."""

    @property
    def message(self) -> EmailMessage:
        """The message, parsed."""
        return message_from_bytes(self.raw, policy=policy.default)


class MailSink:
    """An SMTP server in a thread of its own, at a port that the system chooses, for as long as its `with` block lasts.

    `mails` outlives the block. aiosmtpd's own `Controller` is not used: it cannot bind to port 0, and its `stop` waits
    for clients that stay connected.

    Raises:
        InputError: (on entering) aiosmtpd is not installed.
    """

    def __init__(self) -> None:
        self.mails: list[Mail] = []
        self._listener: socket.socket | None = None
        self._thread: threading.Thread | None = None
        self._stopping = False

    @property
    def port(self) -> int:
        """The port that the system chose. RuntimeError outside the `with` block."""
        if self._listener is None:
            raise RuntimeError("MailSink runs inside its `with` block only")
        return int(self._listener.getsockname()[1])

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the message: aiosmtpd calls this when it is complete."""
        raw = envelope.original_content or b""
        self.mails.append(Mail(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw))
        return "250 OK"

    def __enter__(self) -> Self:
        try:
            import aiosmtpd.smtp  # noqa: F401  # optional, so not at the top
        except ImportError as error:
            raise InputError("monitor demo needs aiosmtpd: install advisory-monitor[demo]") from error
        self._stopping = False
        self._listener = socket.create_server((HOST, 0))
        self._thread = threading.Thread(target=asyncio.run, args=(self._serve(self._listener),), name="demo-MailSink")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._listener is None or self._thread is None:
            return
        self._stopping = True
        socket.create_connection((HOST, self.port)).close()  # wakes the server, which waits for a client
        self._thread.join()
        self._listener.close()
        self._listener = self._thread = None

    async def _serve(self, listener: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        listener.setblocking(False)
        sessions: list[SMTP] = []
        while True:
            # Not `loop.create_server`: closed while a client is being let in, it leaves that client's socket open.
            connection, _ = await loop.sock_accept(listener)
            if self._stopping:
                connection.close()
                break
            session = await self._let_in(connection)
            sessions = [*(old for old in sessions if old.transport), session]
        while asyncio.all_tasks() - {asyncio.current_task()}:
            for session in sessions:
                if isinstance(session.transport, asyncio.Transport):
                    session.transport.abort()
            await asyncio.sleep(0)

    async def _let_in(self, connection: socket.socket) -> SMTP:
        from aiosmtpd.smtp import SMTP

        loop = asyncio.get_running_loop()
        # A host name of our own, for aiosmtpd would ask the name service for one.
        session = SMTP(self, hostname="localhost", enable_SMTPUTF8=True, loop=loop)
        await loop.connect_accepted_socket(lambda: session, connection)
        return session
