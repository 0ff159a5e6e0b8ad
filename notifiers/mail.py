"""Sending a notice by SMTP: a mail to each address, over one connection, and what it means that one is not taken.

What goes wrong before an address is named (no connection, no encryption, a wrong password, a sender that is refused)
concerns us and not the addressee. People mend it within hours, so it is tried again. An address is given up only where
the server says that there is no such mailbox, or that it will never take this mail; the others get theirs all the same,
and the notice ends as dead with the reason, for nobody else would tell the operator.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import socket
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import aiosmtplib

from monitor.report.names import many
from monitor.report.safe import safe_line
from monitor.report.words import clip
from notifiers.aside import made
from notifiers.mail_message import address, content, message, needs_utf8
from notifiers.notice import NotDelivered, Notice, telling_what_was_taken

LONGEST = 200.0
"""Seconds for all addresses together: less than what a notice is broken off after, so that what was taken is known."""
_GOODBYE = 5.0


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
    ca_file: Path | None = None
    """Certificates that are trusted beside those of the system."""

    @property
    def where(self) -> str:
        """The server, for messages."""
        return f"{self.host}:{self.port}"


@dataclass(slots=True)
class _Outcome:
    """What became of each address."""

    taken: list[str] = field(default_factory=list)
    later: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)
    answer: str = ""


async def send(notice: Notice, settings: EmailSettings) -> str:
    """Sends a notice to all addresses of the settings but those in `notice.done`, and returns the server's answer.

    Raises:
        NotDelivered: not everybody has it; `done` names those who have. Permanent where the server refuses all others
            for good, or the settings cannot work.
    """
    sender = address(settings.sender)
    everybody = {each.addr_spec: each for each in map(address, settings.to)}
    if not everybody:
        raise NotDelivered("no address to send to", permanent=True)
    waiting = [each for spec, each in everybody.items() if spec not in notice.done]
    if not waiting:
        return "nobody is left to send to: all addresses have it"
    told = await made(content, notice)
    outcome = _Outcome()
    server = await _server(settings)
    try:
        with telling_what_was_taken(outcome.taken):
            async with asyncio.timeout(LONGEST):
                await server.connect()
                for to in waiting:
                    if (task := asyncio.current_task()) is not None and task.cancelling():
                        # `asyncio.wait_for` of Python 3.11 may swallow it where the answer came at the same moment.
                        raise asyncio.CancelledError
                    mail = message(notice, told, sender, to)
                    options = ["SMTPUTF8", "BODY=8BITMIME"] if needs_utf8(sender, to) else []
                    await _send_one(server, sender.addr_spec, to.addr_spec, mail.as_bytes(), options, outcome)
            # What was taken was taken: that a server does not answer to the goodbye is of no interest.
            with contextlib.suppress(aiosmtplib.SMTPException, OSError):
                await server.quit(timeout=_GOODBYE)
    except (aiosmtplib.SMTPException, OSError, ValueError) as error:
        raise _broken(error, settings, outcome) from error
    finally:
        server.close()
    if outcome.later or outcome.refused:
        raise _not_by_all(outcome, settings, len(everybody))
    return _line(outcome.answer if len(waiting) == 1 else f"{many(len(waiting), 'mail')} taken: {outcome.answer}")


async def _server(settings: EmailSettings) -> aiosmtplib.SMTP:
    return aiosmtplib.SMTP(
        hostname=settings.host,
        port=settings.port,
        username=settings.username,
        password=settings.password,
        use_tls=settings.security == "tls",
        start_tls=settings.security == "starttls",
        timeout=settings.timeout,
        tls_context=await asyncio.to_thread(_trust, settings) if settings.security != "none" else None,
    )


def _trust(settings: EmailSettings) -> ssl.SSLContext:
    """Certificates are verified, by what the system trusts and by the operator's own authority."""
    context = ssl.create_default_context()
    if settings.ca_file is not None:
        try:
            context.load_verify_locations(settings.ca_file)
        except (OSError, ssl.SSLError) as error:
            why = "it holds no certificates (PEM)" if isinstance(error, ssl.SSLError) else error.strerror or error
            raise NotDelivered(_line(f"{settings.ca_file} cannot be read: {why}"), permanent=False) from error
    return context


async def _send_one(
    server: aiosmtplib.SMTP, sender: str, to: str, mail: bytes, options: list[str], outcome: _Outcome
) -> None:
    """One mail, and what became of it.

    Raises:
        SMTPException: the conversation is at its end.
    """
    try:
        _, answer = await server.sendmail(sender, [to], mail, mail_options=options)
    except aiosmtplib.SMTPRecipientsRefused as error:
        _refused(error.recipients[0], to, outcome)
    except aiosmtplib.SMTPDataError as error:
        _refused(error, to, outcome)
    except aiosmtplib.SMTPNotSupported:
        outcome.refused[to] = "the server takes no address with letters beyond ASCII (SMTPUTF8)"
    else:
        outcome.taken.append(to)
        outcome.answer = answer


def _refused(error: aiosmtplib.SMTPResponseException, to: str, outcome: _Outcome) -> None:
    into = outcome.refused if is_for_good(error.code, error.message) else outcome.later
    into[to] = _line(f"{error.code} {error.message}")


_STATUS = re.compile(r"\s*[245]\.(\d{1,3}\.\d{1,3})\b")
_ABOUT_US = (421, 530, 534, 535, 538)
"""Codes that speak of the service or of our login (RFC 4954), at whatever step they come."""
_MENDED = ("2.2", "3.1", "3.2", "7.")
"""Statuses of RFC 3463 after which somebody does something, though servers call them permanent: a mailbox is full, a
system takes no mail just now, a policy is against us (5.7.x: relaying, SPF, a blocklist)."""


def is_for_good(code: int, text: str) -> bool:
    """Whether a server that answered this to an address, or to a mail, will never take it."""
    if code < 500 or code in _ABOUT_US:
        return False
    status = _STATUS.match(text)
    return not (status and status[1].startswith(_MENDED))


def _not_by_all(outcome: _Outcome, settings: EmailSettings, all_of_them: int) -> NotDelivered:
    said = ", ".join(f"{to} ({why})" for to, why in (outcome.refused | outcome.later).items())
    left = len(outcome.refused) + len(outcome.later)
    rest = f"; {all_of_them - left:,} of {all_of_them:,} addresses have it" if all_of_them > left else ""
    reason = f"{settings.where} refused {said}"
    return NotDelivered(
        f"{clip(safe_line(reason), 300 - len(rest))}{rest}", permanent=not outcome.later, done=outcome.taken
    )


def _broken(error: Exception, settings: EmailSettings, outcome: _Outcome) -> NotDelivered:
    """The conversation did not come to its end: only those who have it have it."""
    is_ours = isinstance(error, ValueError) and not isinstance(error, OSError)
    reason = f"the settings for {settings.where} cannot be used: {error}" if is_ours else _why(error, settings)
    return NotDelivered(_line(reason), permanent=is_ours and not outcome.taken, done=outcome.taken)


def _why(error: Exception, settings: EmailSettings) -> str:
    where = settings.where
    if (certificate := _certificate_error(error)) is not None:
        own = "" if settings.ca_file else "; an authority of your own is named by ca_file"
        return f"the certificate of {where} cannot be trusted: {certificate.verify_message}{own}"
    if isinstance(error, aiosmtplib.SMTPResponseException):
        return f"{where} answered {error.code} {error.message}"
    if isinstance(error, aiosmtplib.SMTPTimeoutError):
        return f"{where} did not answer within {settings.timeout:g} seconds"
    if isinstance(error, TimeoutError):
        return f"{where} took longer than {LONGEST:g} seconds for all mails"
    if isinstance(error, aiosmtplib.SMTPServerDisconnected):
        return f"{where} closed the connection"
    if isinstance(error, aiosmtplib.SMTPConnectError):
        return f"no mail server can be reached at {where}: {_cause(error)}"
    return f"{where}: {error}"


def _certificate_error(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    """What is wrong with a certificate, where that is among the causes of an error."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error


def _cause(error: BaseException) -> str:
    """Why no connection came about, in the operating system's words."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, socket.gaierror):
        return "its name is not known (DNS)"
    if isinstance(error, ConnectionRefusedError):
        return "it refuses connections"
    if isinstance(error, ConnectionError):
        return "it breaks connections off"
    return _line(str(error))


def _line(text: str) -> str:
    return clip(safe_line(text), 300)
