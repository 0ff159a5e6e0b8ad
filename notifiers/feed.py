"""The files of the channel `files`: entries, the Atom feed (RFC 4287), the index, and the pages of changes."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from monitor.report import html as report_html
from monitor.report.alarms import alarm_subject
from monitor.report.order import counted_changes, sorted_items
from monitor.report.outline import outline, outline_of_one
from monitor.report.report import Report
from monitor.report.safe import safe_line
from monitor.report.subject import LONGEST, headline
from notifiers.formats import html
from notifiers.lines import Line, Piece, summary, told
from notifiers.notice import Notice
from notifiers.packing import fitted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from monitor.compare.change import Change

ENTRIES = 100
"""Of the feed and the index: the newest."""
_SCHEMA = "advisory-files/1"
_ATOM = "http://www.w3.org/2005/Atom"
_PROGRAM = "Advisory monitor"
_CONTENT = 30_000
"""Characters of the content of an entry."""
_BREAK = "<br/>\n"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to read, as the feed tells it."""

    id: str
    """An IRI that never changes, and is of nothing else."""
    title: str
    updated: str
    """RFC 3339."""
    page: str
    """Path of its page, from the folder."""
    json: str
    """Path of its JSON; empty where it is about several changes, or none."""
    significance: str
    content: str
    """HTML."""
    rights: str


def changes_shown(report: Report) -> list[Change]:
    """The changes of a report that have a number and are told in it, whole."""
    found, _ = sorted_items(report)
    numbers = {change.id for change in counted_changes(found)} - {None}
    return [change for change in report.changes if change.id in numbers]


def change_pages(changes: Iterable[Change], report: Report) -> Iterable[tuple[str, str]]:
    """Of each change its JSON by the contract `advisory-change/1`, and its page in full."""
    from monitor.report.detail import render_json

    for change in changes:
        yield f"{change.id}.json", render_json(change)
        yield f"{change.id}.html", report_html.render_outline(outline_of_one(change, report.reader, report.links))


def entries(notice: Notice, name: str, url: str | None) -> list[Entry]:
    """The entries of a notice: one for each thing to read, and one for what it tells of the watching itself.

    Args:
        name: of the notice's files.
        url: where the folder is on the web.
    """
    parts = outline(notice.report)
    at = notice.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    rights = " ".join(map(safe_line, parts.licences))
    page = f"notices/{name}.html"
    made = []
    for place, item in enumerate(parts.items):
        is_one = item.number is not None and not item.pages
        what = f"change-{item.number}" if is_one else f"item-{place}"
        made.append(
            Entry(
                # What is told of one change in two items has two entries, and so two ids.
                _id(f"{notice.key}/{place}/{what}", notice.at, url), item.line, at,
                f"changes/{item.number}.html" if is_one else page, f"changes/{item.number}.json" if is_one else "",
                item.significance, _joined(summary(item)), rights,
            )
        )  # fmt: skip
    alarms = [alarm for alarm in notice.report.alarms if alarm.is_told]
    if alarms or not made:
        title = alarm_subject(alarms, LONGEST) if made else headline(notice.report)
        pieces = told(notice)
        alarm_lines = [line for piece in pieces.items if piece.counted == "alarm" for line in piece.lines]
        content = _joined([*alarm_lines, *([] if made else [*pieces.head.lines[1:], *pieces.foot.lines])])
        made.append(Entry(_id(f"{notice.key}/watch", notice.at, url), title, at, page, "", "", content, rights))
    return made


def _id(what: str, at: datetime, url: str | None) -> str:
    """A tag URI (RFC 4151) of the site on the day of the notice; where there is no site, a UUID."""
    host = (urlsplit(url).hostname or "") if url else ""
    try:
        host = host.encode("idna").decode("ascii").lower()
    except ValueError:
        host = ""
    if re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?", host) and re.fullmatch(r"[A-Za-z0-9/_-]+", what):
        return f"tag:{host},{at.astimezone(UTC):%Y-%m-%d}:{what}"
    return uuid5(NAMESPACE_URL, f"{url or ''} {what}").urn


def _joined(lines: Iterable[Line]) -> str:
    """Lines as HTML, no more of them than a reader of feeds takes."""
    told_lines = fitted(Piece("", tuple(lines)), _CONTENT, lambda line: len(html(line)) + len(_BREAK))
    return _BREAK.join(map(html, told_lines))


def record(notice: Notice, made: Sequence[Entry]) -> dict[str, Any]:
    """What is kept of a notice, so that the feed can be made anew."""
    return {"schema": _SCHEMA, "key": notice.key, "headline": headline(notice.report), "entries": [*map(asdict, made)]}


def newest(folder: Path) -> list[Entry]:
    """The newest entries of all the notices that lie in a folder, the newest first.

    A file that is none of ours, or that somebody has damaged, is left out.
    """
    found: list[Entry] = []
    for path in sorted(folder.glob("[0-9]*.json"), reverse=True):
        if len(found) >= ENTRIES:
            break
        try:
            found += [Entry(**each) for each in json.loads(path.read_bytes())["entries"]]
        except (ValueError, KeyError, TypeError):
            continue
    return found[:ENTRIES]


def atom(made: Sequence[Entry], recipient: str, url: str | None, before: str = "") -> str:
    """The feed of entries, the newest first.

    Args:
        before: the feed as it was: its id stays.
    """
    ElementTree.register_namespace("", _ATOM)
    root = ElementTree.Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en"})
    base = f"{url.rstrip('/')}/" if url else ""
    _put(root, "id", _id_of(before) or uuid5(NAMESPACE_URL, f"{base}{recipient} {made[-1].id if made else ''}").urn)
    _put(root, "title", f"{_PROGRAM}: {recipient}")
    _put(root, "updated", made[0].updated if made else "1970-01-01T00:00:00Z")
    _put(_put(root, "author"), "name", _PROGRAM)
    _put(root, "generator", _PROGRAM)
    if base:
        _put(root, "link", rel="self", type="application/atom+xml", href=f"{base}feed.atom")
    _put(root, "link", rel="alternate", type="text/html", href=f"{base}index.html")
    for each in made:
        entry = _put(root, "entry")
        _put(entry, "id", each.id)
        _put(entry, "title", each.title, type="text")
        _put(entry, "updated", each.updated)
        _put(entry, "link", rel="alternate", type="text/html", href=base + each.page)
        if each.json:
            _put(entry, "link", rel="alternate", type="application/json", href=base + each.json)
        if each.significance:
            _put(entry, "category", term=each.significance)
        if each.rights:
            _put(entry, "rights", each.rights)
        _put(entry, "content", each.content, type="html")
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="utf-8"?>\n', "\n")
    )


def _put(parent: ElementTree.Element, name: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _id_of(feed: str) -> str:
    found = re.search(r"<id>([^<>&\s]+)</id>", feed.partition("<entry>")[0])
    return found[1] if found else ""


_INDEX = """\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<link rel="alternate" type="application/atom+xml" href="feed.atom">
<style>
:root {{ color-scheme: light dark; }}
body {{ max-width: 54rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; font: 16px/1.5 system-ui, sans-serif; }}
li {{ margin: .5rem 0; overflow-wrap: anywhere; }}
time, small {{ opacity: .75; font-size: .85rem; }}
</style>
</head>
<body>
<h1>{title}</h1>
<p><a href="feed.atom">Feed</a></p>
<ul>
{entries}
</ul>
</body>
</html>
"""


def index(made: Sequence[Entry], recipient: str) -> str:
    """The page of the newest entries; its links hold wherever the folder is served."""
    lines = "\n".join(
        f'<li><time datetime="{escape(each.updated)}">{escape(each.updated[:16].replace("T", " "))} UTC</time><br>'
        f'<a href="{escape(each.page)}">{escape(each.title)}</a>'
        + (f' <small><a href="{escape(each.json)}">JSON</a></small>' if each.json else "")
        + "</li>"
        for each in made
    )
    return _INDEX.format(title=escape(f"{_PROGRAM}: {recipient}"), entries=lines)
