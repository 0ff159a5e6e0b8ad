"""E-mail: what sources.yaml says of it. The mail itself is made and sent by `notifiers.mail`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from monitor.sources.fields import (
    Folder,
    Host,
    MailAddress,
    Mailbox,
    Port,
    Secret,
    SecurityWord,
    Several,
    Strict,
    Timeout,
)
from notifiers.channel import Channel
from notifiers.notice import Notice


def _full_path(path: Path) -> Path:
    # A service runs in a folder that nobody thinks of.
    if not path.is_absolute():
        raise ValueError(f"'{path}' is no full path; write one such as /etc/ssl/own-authority.pem")
    return path


class EmailServer(Strict):
    """The mail server that takes the notices."""

    host: Host = Field(description="Name of the SMTP server.", examples=["smtp.example.org"])
    port: Port = Field(description="Its port: mostly 587 with starttls, 465 with tls, 25 with none.", examples=[587])
    security: SecurityWord = Field(
        default="starttls",
        description="starttls: encrypt after the greeting; tls: from the first byte; none: not at all.",
    )
    username: Secret | None = Field(default=None, description="Written as ${NAME}; the variable holds the user name.")
    password: Secret | None = Field(default=None, description="Written as ${NAME}; the variable holds the password.")
    sender: Mailbox = Field(
        alias="from", description="Who the mail is from.", examples=["Monitor <monitor@example.org>"]
    )
    timeout: Timeout = Field(
        default=timedelta(seconds=30),
        description="How long the server may take to answer.",
        json_schema_extra={"default": "30s"},
    )
    ca_file: Annotated[Folder, AfterValidator(_full_path)] | None = Field(
        default=None,
        description="Full path of a file with certificates (PEM) of an authority of your own, trusted beside those "
        "that the system trusts. The server's certificate is always verified.",
        examples=["/etc/ssl/own-authority.pem"],
    )


async def send(notice: Notice, to: tuple[str, ...], server: EmailServer) -> str:
    """Sends a notice to all addresses, a mail to each, and returns the server's answer.

    Raises:
        NotDelivered: not everybody got it; `done` names those who did.
    """
    from notifiers import mail

    return await mail.send(
        notice,
        mail.EmailSettings(
            host=server.host,
            port=server.port,
            security=server.security,
            username=server.username.get_secret_value() if server.username else None,
            password=server.password.get_secret_value() if server.password else None,
            sender=server.sender,
            to=to,
            timeout=server.timeout.total_seconds(),
            ca_file=server.ca_file,
        ),
    )


def preview(notice: Notice, to: tuple[str, ...], server: EmailServer) -> dict[str, bytes]:
    """The mail as the first of the addresses would get it, whole, and its two parts by themselves."""
    from notifiers.mail_message import address, content, message

    told = content(notice)
    return {
        "mail.eml": message(notice, told, address(server.sender), address(to[0])).as_bytes(),
        "mail.txt": told.text.encode(),
        "mail.html": told.html.encode(),
    }


def _needs_server(to: Any) -> bool:
    return True


CHANNEL = Channel(
    name="email",
    to=Several[MailAddress],
    about="One or several e-mail addresses; delivery.email says by which server.",
    send=send,
    preview=preview,
    shared=EmailServer,
    shared_about="The mail server; needed by recipients with email.",
    needs_shared=_needs_server,
    shared_missing="mail needs a server: add delivery.email with host, port and from",
)
