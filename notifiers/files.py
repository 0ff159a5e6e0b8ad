"""A folder that any web server can serve: an Atom feed, and of each change a page and its JSON.

    feed.atom, index.html           the newest entries
    changes/1042.html, 1042.json    one change in full, and by the contract `advisory-change/1`
    notices/<time>-<key>.html       a notice as it was told
    notices/<time>-<key>.json       its entries of the feed: with this file the notice is there

Every file is whole or not there. Feed and index are made anew from the files of the notices, so that a process that was
killed anywhere leaves nothing that the next try does not put right, and a second try changes nothing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from monitor.errors import why
from monitor.sources.fields import Folder, Strict, WebAddress, text_or
from notifiers.aside import beside, turn
from notifiers.channel import Channel
from notifiers.notice import NotDelivered, Notice

if TYPE_CHECKING:
    from notifiers.feed import Entry

CHANGES, NOTICES = "changes", "notices"
AT_ONCE = 50
"""Changes whose files are made before they go to the disk, while others compute."""
LONGEST_WAIT = 60.0
"""Seconds to wait for another process that writes into the same folder."""


class FilesTo(Strict):
    """A folder of files for a web server."""

    folder: Folder = Field(description="Where to write, relative to this file.", examples=["public"])
    url: WebAddress | None = Field(
        default=None,
        description="Where the folder can be read on the web: then the feed says it, and its links are whole.",
        examples=["https://example.org/advice"],
    )


async def send(notice: Notice, to: FilesTo, shared: None) -> str:
    """Writes the files of a notice and returns what was written.

    Raises:
        NotDelivered: the folder cannot be written; never permanent, for a disk can be given room.
    """
    try:
        return await beside(lambda: write(notice, to))
    except OSError as error:
        raise NotDelivered(f"{error.filename or to.folder} cannot be written: {why(error)}", permanent=False) from error


def write(notice: Notice, to: FilesTo) -> str:
    """The same, at once.

    Raises:
        OSError: a file cannot be written.
    """
    from monitor.report import html
    from monitor.report.json_ import dumps
    from notifiers import feed

    if notice.is_test:
        to.folder.mkdir(parents=True, exist_ok=True)
        with _alone(to.folder):
            put(to.folder / "test.html", html.render(notice.report))
            settle(to.folder)
        return "test.html is written; the feed and the index know nothing of it"
    name = _name(notice)
    for part in (CHANGES, NOTICES):
        (to.folder / part).mkdir(parents=True, exist_ok=True)
    with turn:
        shown = feed.changes_shown(notice.report)
        entries = feed.entries(notice, name, to.url)
        page = html.render(notice.report)
    with _alone(to.folder):
        for start in range(0, len(shown), AT_ONCE):
            with turn:
                pages = list(feed.change_pages(shown[start : start + AT_ONCE], notice.report))
            for path, text in pages:
                put(to.folder / CHANGES / path, text)
        settle(to.folder / CHANGES)
        put(to.folder / NOTICES / f"{name}.html", page)
        put(to.folder / NOTICES / f"{name}.json", dumps(feed.record(notice, entries)))
        settle(to.folder / NOTICES)
        newest = feed.newest(to.folder / NOTICES)
        put(to.folder / "feed.atom", feed.atom(newest, notice.recipient, to.url, _there(to.folder / "feed.atom")))
        put(to.folder / "index.html", feed.index(newest, notice.recipient))
        settle(to.folder)
    return _said(len(shown), entries)


def preview(notice: Notice, to: FilesTo, shared: None) -> dict[str, bytes]:
    """The page of the notice, those of its changes, and a feed of it alone."""
    from monitor.report import html
    from notifiers import feed

    entries = feed.entries(notice, _name(notice), to.url)
    made = {"notice.html": html.render(notice.report), "feed.atom": feed.atom(entries, notice.recipient, to.url)}
    made |= {
        f"change-{name}": text for name, text in feed.change_pages(feed.changes_shown(notice.report), notice.report)
    }
    return {name: text.encode("utf-8", "replace") for name, text in made.items()}


def _said(changes: int, entries: list[Entry]) -> str:
    from monitor.report.names import many

    written = f"{many(changes, 'change')} written" if changes else "written"
    return f"{written}, {len(entries)} in the feed"


def _name(notice: Notice) -> str:
    """By which files sort as they were made; the same on every try."""
    import hashlib
    import re
    from datetime import UTC

    key = notice.key
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", key):
        key = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
    return f"{notice.at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{key}"


def put(path: Path, text: str) -> None:
    """Write a file whole: under another name, to the disk, and then in the place of the old one.

    One that lies there with this text already stays as it is.
    """
    content = text.encode("utf-8", "replace")
    if _is_there(path, content):
        return
    aside = path.with_name(f".{path.name}.tmp")  # always the same: what a killed process left is written over
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            aside.unlink()
        raise


def _is_there(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def settle(folder: Path) -> None:
    """The names in a folder to the disk."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two recipients may have one folder: who writes into it does so alone."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with (folder / ".lock").open("ab") as file:
        end = time.monotonic() + LONGEST_WAIT
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise OSError(errno.EBUSY, "another process writes there and does not end", str(folder)) from None
                time.sleep(0.05)
        yield


def _there(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except FileNotFoundError:
        return ""


def _placed(to: FilesTo, folder: Path) -> Any:
    return to.model_copy(update={"folder": folder / to.folder})


CHANNEL = Channel(
    name="files",
    to=Annotated[FilesTo, text_or("folder")],
    about="A folder for a web server: an Atom feed, and a page and JSON of each change.",
    send=send,
    preview=preview,
    placed=_placed,
)
