"""Notices by e-mail: text and HTML of the same content, one message for all recipients, none of whom sees another.

With one recipient the message is addressed to it; with several it goes "To: undisclosed-recipients:;" and the addresses
stand in the envelope only. Where the server takes some of them and refuses others, the notice counts as delivered and
the answer names those that were refused: sending it again would reach the others twice.
"""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Literal

import aiosmtplib
from css_inline import CSSInliner

from monitor.report import html, terminal
from monitor.report.safe import safe_line
from monitor.report.subject import headline
from monitor.report.words import clip
from notifiers.notice import NotDelivered, Notice

_TEXT_WIDTH = 76


@dataclass(frozen=True, slots=True)
class EmailSettings:
    """An SMTP server and whom to write to."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    """Encrypted after a greeting, from the first byte, or not at all. What is asked for is never done without."""
    username: str | None
    password: str | None = field(repr=False)
    sender: str
    """Address, with or without a name ("Advisory monitor <monitor@example.org>")."""
    to: tuple[str, ...]
    timeout: float = 30.0
    """Seconds for each step of the conversation."""


async def send(notice: Notice, settings: EmailSettings) -> str:
    """Sends a notice to all addresses of the settings and returns the server's answer.

    Raises:
        NotDelivered: nobody got it; permanent where the server said so (5xx) or the settings cannot work.
    """
    sender, recipients = _address(settings.sender), [_address(to).addr_spec for to in settings.to]
    if not recipients:
        raise NotDelivered("no address to send to", permanent=True)
    mail = message(notice, settings)
    try:
        refused, answer = await aiosmtplib.send(
            mail,
            sender=sender.addr_spec,
            recipients=recipients,
            hostname=settings.host,
            port=settings.port,
            username=settings.username,
            password=settings.password,
            use_tls=settings.security == "tls",
            start_tls=settings.security == "starttls",
            timeout=settings.timeout,
        )
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        raise _not_delivered(error, settings) from error
    return _line(f"{answer}{_told(refused)}")


def message(notice: Notice, settings: EmailSettings) -> EmailMessage:
    """The mail of a notice: the same key gives the same Message-ID.

    Raises:
        NotDelivered: an address of the settings is none.
    """
    sender = _address(settings.sender)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = _address(settings.to[0]) if len(settings.to) == 1 else "undisclosed-recipients:;"
    mail["Subject"] = headline(notice.report)
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = message_id(notice.key, sender.domain)
    mail["List-Id"] = f"Advisory monitor <advisory-monitor.{sender.domain}>"
    # No robot answers a robot: RFC 3834, and Exchange's own word for it.
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(terminal.render(notice.report, _TEXT_WIDTH), cte="quoted-printable")
    mail.add_alternative(_inlined(html.render(notice.report)), subtype="html", cte="quoted-printable")
    return mail


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a notice's key, the same on every try."""
    return f"<{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:40]}@{domain}>"


def _inlined(document: str) -> str:
    """Styles on the elements, for clients that know no style sheet; the sheet stays for those that know dark mode."""
    return CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(document)


def _address(text: str) -> Address:
    """An address of the settings, with its name."""
    try:
        if text != safe_line(text):
            raise ValueError("a control character")
        parsed = SMTP.header_factory("To", text).addresses
        if len(parsed) != 1 or not parsed[0].domain or not parsed[0].username:
            raise ValueError("not exactly one address")
    except (ValueError, HeaderParseError, IndexError) as error:
        raise NotDelivered(f"{safe_line(text)!r} is no e-mail address", permanent=True) from error
    found: Address = parsed[0]
    return found


def _told(refused: Mapping[str, aiosmtplib.SMTPResponse]) -> str:
    if not refused:
        return ""
    return "; refused: " + ", ".join(f"{to} ({answer.code} {answer.message})" for to, answer in refused.items())


def _not_delivered(error: Exception, settings: EmailSettings) -> NotDelivered:
    where = f"{settings.host}:{settings.port}"
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        answers = [(refusal.recipient, refusal.code, refusal.message) for refusal in error.recipients]
        reason = ", ".join(f"{to} ({code} {text})" for to, code, text in answers)
        return NotDelivered(
            _line(f"{where} refused every recipient: {reason}"), permanent=all(code >= 500 for _, code, _ in answers)
        )
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return NotDelivered(_line(f"{where} answered {error.code} {error.message}"), permanent=error.code >= 500)
    if isinstance(error, aiosmtplib.SMTPNotSupported):
        return NotDelivered(_line(f"{where}: {error.message}"), permanent=True)
    if isinstance(error, aiosmtplib.SMTPTimeoutError | TimeoutError):
        return NotDelivered(f"{where} did not answer within {settings.timeout:g} seconds", permanent=False)
    if isinstance(error, aiosmtplib.SMTPConnectError):
        return NotDelivered(f"no mail server can be reached at {where}: {_cause(error)}", permanent=False)
    if isinstance(error, aiosmtplib.SMTPException | OSError):
        return NotDelivered(_line(f"{where}: {error}"), permanent=False)
    return NotDelivered(_line(f"the settings for {where} cannot be used: {error}"), permanent=True)


def _cause(error: BaseException) -> str:
    """Why no connection came about, in the operating system's words."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, socket.gaierror):
        return "its name is not known (DNS)"
    if isinstance(error, ConnectionRefusedError):
        return "it refuses connections"
    return _line(str(error))


def _line(text: str) -> str:
    return clip(safe_line(text), 300)
