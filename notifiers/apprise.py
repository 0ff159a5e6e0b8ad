"""Every other service, by Apprise: title and text in the format and within the length that the service takes.

Needs the extra [apprise]. Apprise works synchronously, so it does in a thread of its own.
"""

from __future__ import annotations

import hashlib
import logging
import re
import threading
from typing import TYPE_CHECKING, Any

from monitor.sources.fields import Secret, Several
from notifiers.channel import Channel
from notifiers.notice import NotDelivered, Notice, telling_what_was_taken

if TYPE_CHECKING:
    from collections.abc import Callable

    from notifiers.lines import Line

_MOST_LENGTH = 20_000
"""Characters of a text, whatever more a service takes: it is read in a message."""
_STATUS = re.compile(r"error=(\d{3})\b")
_TEMPORARY = (408, 425, 429)
_LEAST_SECRET = 4


async def send(notice: Notice, to: tuple[Any, ...], shared: None) -> str:
    """Sends a notice to each of the services and returns what became of it.

    Raises:
        NotDelivered: not all of them took it; `done` names those that did, by a hash of their addresses.
    """
    import asyncio

    _apprise()
    done: list[str] = []
    failed: list[NotDelivered] = []
    with telling_what_was_taken(done):
        for url in dict.fromkeys(each.get_secret_value() for each in to):
            if (name := part_name(url)) in notice.done:
                continue
            try:
                await asyncio.to_thread(_send_one, url, notice)
            except NotDelivered as error:
                failed.append(error)
            else:
                done.append(name)
    if failed:
        reasons = "; ".join(dict.fromkeys(error.reason for error in failed))
        raise NotDelivered(reasons, all(error.permanent for error in failed), None, done)
    return f"{len(done)} of {len(to)} services took it" if len(to) > 1 else "the service took it"


def preview(notice: Notice, to: tuple[Any, ...], shared: None) -> dict[str, bytes]:
    """Title and text as each service would get them, by the place of its address in the list."""
    apprise = _apprise()
    made = {}
    for number, each in enumerate(to, 1):
        service = apprise.Apprise.instantiate(each.get_secret_value())
        if service is not None:
            title, text, _ = content(notice, service)
            made[f"message-{number}.txt"] = f"{title}\n\n{text}\n".encode()
    return made


def _apprise() -> Any:
    """The library, which is costly to import, and may not be there."""
    try:
        import apprise
    except ImportError:
        missing = "notices by Apprise need the extra [apprise]: pip install 'advisory-monitor[apprise]'"
        raise NotDelivered(missing, permanent=True) from None
    return apprise


def part_name(url: str) -> str:
    """What an address is called in the outbox, which must not hold it: it is a secret."""
    return f"apprise {hashlib.sha256(url.encode()).hexdigest()[:16]}"


def _send_one(url: str, notice: Notice) -> None:
    apprise = _apprise()
    logger = logging.getLogger("apprise")
    logger.propagate = False  # what Apprise logs holds addresses; what matters of it is told as the reason
    with _Heard(logger) as heard:
        try:
            service = apprise.Apprise.instantiate(url)
        except Exception:
            service = None
        if service is None:
            raise NotDelivered("a value of apprise is no address that Apprise can use", permanent=True) from None
        name = str(getattr(service, "service_name", "") or "the service")
        title, text, kind = content(notice, service)
        try:
            taken = service.notify(body=text, title=title, body_format=kind)
        except Exception as error:
            raise NotDelivered(f"Apprise failed on {name} ({type(error).__name__})", permanent=False) from None
    if not taken:
        raise _not_delivered(name, heard.said, url)


def content(notice: Notice, service: Any) -> tuple[str, str, Any]:
    """Title, text and the format of the text, as a service of Apprise takes them."""
    from monitor.report.safe import safe_line
    from monitor.report.subject import headline
    from monitor.report.words import clip
    from notifiers.formats import html, markdown, plain
    from notifiers.lines import addressing_nobody

    kind = service.notify_format
    kind = kind[0] if isinstance(kind, list | tuple) else kind
    word = str(getattr(kind, "value", kind)).lower()
    write, end = {"html": (html, "<br/>\n"), "markdown": (markdown, "  \n")}.get(word, (plain, "\n"))
    longest = int(service.title_maxlen)
    line = addressing_nobody(safe_line(headline(notice.report)))
    # A service without titles would get it put before the text, in whatever format that is: there it is ours to write.
    title = clip(line, longest) if longest > 0 else ""
    room = min(int(service.body_maxlen), _MOST_LENGTH) - (len(title) if service.overflow_amalgamate_title else 0) - 2
    text = _text(notice, write, end, room, has_title=bool(title))
    return title, text or clip(line, max(room, 0)), kind


def _text(notice: Notice, write: Callable[[Line], str], end: str, room: int, *, has_title: bool) -> str:
    from dataclasses import replace

    from notifiers.lines import told
    from notifiers.packing import packed

    all_of_it = told(notice)
    if has_title:  # which says what the first line does
        all_of_it = replace(all_of_it, head=replace(all_of_it.head, lines=all_of_it.head.lines[1:]))
    messages = packed(all_of_it, room, lambda line: len(write(line)) + len(end))
    text = end.join(write(line) for message in messages for line in message.lines)
    return text if len(text) <= room else ""


def _not_delivered(name: str, said: list[str], url: str) -> NotDelivered:
    from monitor.report.safe import safe_line
    from monitor.report.words import clip

    reason = clip(safe_line(_without(url, said[-1])), 200) if said else "it did not say why"
    found = _STATUS.search(" ".join(said))
    status = int(found[1]) if found else 0
    return NotDelivered(f"{name}: {reason}", permanent=400 <= status < 500 and status not in _TEMPORARY)


def _without(url: str, text: str) -> str:
    """What Apprise says, without any part of the address."""
    from urllib.parse import unquote

    rest = url.partition("://")[2]
    pieces = {piece for piece in re.split(r"[/:@?&=#,]", rest) if len(piece) >= _LEAST_SECRET}
    for piece in sorted(pieces | {unquote(piece) for piece in pieces}, key=len, reverse=True):
        text = text.replace(piece, "…")
    return text


class _Heard(logging.Handler):
    """What Apprise warns of in this thread."""

    def __init__(self, logger: logging.Logger) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []
        self._logger, self._thread = logger, threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self.said.append(record.getMessage())

    def __enter__(self) -> _Heard:
        self._logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        self._logger.removeHandler(self)


CHANNEL = Channel(
    name="apprise",
    to=Several[Secret],
    about="An address of Apprise (https://appriseit.com), or several, each a secret: write ${NAME}, and set the "
    "variable. Needs the extra [apprise].",
    send=send,
    preview=preview,
)
