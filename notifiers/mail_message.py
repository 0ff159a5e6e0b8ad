"""The mail of a notice: what its headers say, and its text and HTML, which say the same.

Of the headers that lists and robots have, these are left out on purpose: Precedence, which RFC 3834 replaced and by
which some servers put a mail behind all others; List-Unsubscribe and List-Help, for nobody but the operator's
sources.yaml can unsubscribe anybody, and an address that leads nowhere is worse than none.
"""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import UTC
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, Policy
from email.utils import format_datetime
from typing import Any, Self

from css_inline import CSSInliner

from monitor.report import html, terminal
from monitor.report.order import sorted_items
from monitor.report.outline import Outline, outline
from monitor.report.report import Report
from monitor.report.room import MAIL, MOST, fitting
from monitor.report.safe import safe_line
from monitor.report.subject import headline
from notifiers.notice import NotDelivered, Notice

_TEXT_WIDTH = 76
MOST_PARENTS = 40
"""Pages that In-Reply-To names: so many make a header of 3 kB, and mail servers begin to refuse headers at 10."""
_KEY = re.compile(r"[A-Za-z0-9-]{1,64}")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Content:
    """What all addresses of a notice get alike."""

    subject: str
    text: str
    html: str
    parents: tuple[str, ...]
    """Names of the threads to which it belongs, its own first."""


def content(notice: Notice) -> Content:
    """The subject, the text and the HTML of a notice, and the pages of which it tells.

    Where the HTML would be cut off by its reader's program, the lightest items are named in a line each, or counted.
    """
    parts = fitting(outline(notice.report, most=MOST), lambda tried: len(_travelling(_html(tried))), MAIL)
    return Content(
        subject=headline(notice.report),
        text=terminal.plain(parts, _TEXT_WIDTH),
        html=_html(parts),
        parents=_parents(notice),
    )


def message(notice: Notice, told: Content, sender: Address, to: Address) -> EmailMessage:
    """The mail of a notice to one address, whose owner sees no other; its Message-ID is the same on every try."""
    mail = EmailMessage(policy=SMTPUTF8 if needs_utf8(sender, to) else SMTP)
    mail["From"] = sender
    mail["To"] = to
    mail["Subject"] = _Subject("Subject", told.subject)
    mail["Date"] = format_datetime(notice.at.astimezone(UTC))
    mail["Message-ID"] = _Whole("Message-ID", message_id(notice.key, to.addr_spec, sender.domain))
    # RFC 5322, 3.6.4: a reply to several parents names all of them in In-Reply-To, and References is a line of descent.
    # Two pages in it would make one thread of theirs, for good, in every client that works by it.
    roots = [thread_id(parent, sender.domain) for parent in told.parents[:MOST_PARENTS]]
    if roots:
        mail["In-Reply-To"] = " ".join(roots)
        mail["References"] = _Whole("References", roots[0])
    mail["List-Id"] = _Whole("List-Id", list_id(notice.recipient, sender.domain))
    # No robot answers a robot: RFC 3834, and Exchange's own word for it.
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(told.text, cte="quoted-printable")
    mail.add_alternative(told.html, subtype="html", cte="quoted-printable")
    return mail


class _Whole(str):
    """A header on one line, however long: what is folded before its first word is an empty header to some readers."""

    name: str

    def __new__(cls, name: str, text: str) -> Self:
        made = super().__new__(cls, text)
        made.name = name
        return made

    def fold(self, *, policy: Policy[Any]) -> str:
        """The whole header; a policy asks it of a value that knows its name."""
        return f"{self.name}: {self._text(policy.linesep)}{policy.linesep}"

    def _text(self, linesep: str) -> str:
        return self


class _Subject(_Whole):
    """The standard library would fold it with spaces too many or too few, and would decode what in page text only looks
    like an encoded word (RFC 2047)."""

    def _text(self, linesep: str) -> str:
        is_plain = self.isascii() and "=?" not in self  # and no longer than `subject.LONGEST`
        return self if is_plain else Header(self, "utf-8", 76, self.name).encode(linesep=linesep)


def needs_utf8(*addresses: Address) -> bool:
    """Whether a server must know SMTPUTF8 (RFC 6531) for these: a name before the @ is not ASCII."""
    return not all(each.username.isascii() for each in addresses)


def message_id(key: str, to: str, domain: str) -> str:
    """The Message-ID (RFC 5322) of a notice's key to an address, the same on every try; it begins with the key."""
    begin = key if _KEY.fullmatch(key) else _digest(key, 40)
    return f"<{begin}.{_digest(to, 16)}@{domain}>"


def thread_id(parent: str, domain: str) -> str:
    """The id of a message that was never sent, to which all mails about a page, or all digests, are replies."""
    return f"<page.{_digest(parent, 32)}@{domain}>"


def list_id(recipient: str, domain: str) -> str:
    """The List-Id (RFC 2919) of a recipient of sources.yaml: for the filters of those who get it."""
    label = recipient if _LABEL.fullmatch(recipient) else _digest(recipient, 32)
    return f"Advisory monitor <{label}.advisory-monitor.{domain}>"


def address(text: str) -> Address:
    """An address of the settings, with its name; its domain in ASCII (RFC 5891), which every server can read.

    Raises:
        NotDelivered: it is none.
    """
    try:
        if text != safe_line(text):
            raise ValueError("a control character")
        parsed = SMTP.header_factory("To", text).addresses
        if len(parsed) != 1 or not parsed[0].domain or not parsed[0].username:
            raise ValueError("not exactly one address")
        found: Address = parsed[0]
        domain = found.domain if found.domain.isascii() else found.domain.encode("idna").decode("ascii")
        return Address(found.display_name, found.username, domain)
    except (ValueError, HeaderParseError, IndexError) as error:
        raise NotDelivered(f"{safe_line(text)!r} is no e-mail address", permanent=True) from error


def _parents(notice: Notice) -> tuple[str, ...]:
    """What a notice is about: the pages of its items, the weightiest first, and those of its alarms. Digests are a
    thread of their own."""
    own = (f"digests to {notice.recipient}",) if notice.is_digest else ()
    return tuple(dict.fromkeys((*own, *_pages(notice.report))))


def _pages(report: Report) -> list[str]:
    shown, _ = sorted_items(report)
    pages = [page.id for item in shown for page in item.pages]
    return pages + [alarm.subject for alarm in report.alarms if alarm.is_told]


def _html(parts: Outline) -> str:
    """Styles on the elements, for clients that know no style sheet; the sheet stays for those that know dark mode."""
    return CSSInliner(keep_style_tags=True, minify_css=True, load_remote_stylesheets=False).inline(
        html.render_outline(parts)
    )


def _travelling(text: str) -> bytes:
    """A part as it stands in the mail: in quoted-printable."""
    return b2a_qp(text.encode(), istext=True)


def _digest(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:digits]
