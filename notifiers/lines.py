"""A notice in lines of plain text with a few styles, for channels whose messages are short: what stands in them, and in
which order. Each channel writes the spans in its own format, and escapes them for it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from monitor.compare.change import LinkChange
from monitor.report.alarms import AlarmItem
from monitor.report.names import some
from monitor.report.outline import Outline, not_checked_line, outline
from monitor.report.passages import FactLine, Passage
from monitor.report.phrases import Quote, announcement, ellipsis, headings, passage_kind, quotes, section_words
from monitor.report.safe import safe_line, safe_url
from monitor.report.subject import headline
from monitor.report.view import ItemView
from monitor.report.words import clip
from notifiers.notice import Notice

Style = Literal["plain", "bold", "gone", "new", "quiet", "code"]
"""gone and new: the words of a page that went, and that came."""

_LINE = 700
"""Characters of one stretch of page text."""
_QUOTE = 1_400
"""Characters of a quoted line, after which no further stretch begins."""
_NAME = 300
_MOST_ITEMS = 40
"""Items that are told in full; more are not read in a message."""
_MOST_NOT_CHECKED = 20
_MOST_HASHES = 6


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line."""

    text: str
    """Without line breaks and harmful characters, and not escaped for any format."""
    style: Style = "plain"
    url: str = ""
    """An address that may be a link; the text of such a span is the program's own."""


Line = tuple[Span, ...]
BLANK: Line = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that belong together: the head, an item, an alarm, the foot."""

    name: str
    """The same on every try: by it is known what the far end has taken already."""
    lines: tuple[Line, ...]
    """Those at the end may be left out where there is no room."""
    ends: tuple[Line, ...] = ()
    """Lines that stay behind what was left out."""
    short: Line = ()
    """All of it in one line; empty where that cannot be."""
    counted: str = ""
    """What it is counted as where there is no room at all: "critical", "alarm"."""
    links: Line = ()
    """The one of the lines that stays, behind what was left out, where it would be left out too."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that a notice says, the weightiest first."""

    head: Piece
    items: tuple[Piece, ...]
    foot: Piece
    whole: str
    """Where all of it can be read: an address, or a command."""
    more: tuple[str, ...] = ()
    """What is not among the pieces, each as it is counted."""


def told(notice: Notice) -> Told:
    """What a notice says."""
    parts = outline(notice.report, most=_MOST_ITEMS)
    items = [_item(item, number) for number, item in enumerate(parts.items)]
    items += [
        Piece(each.command or f"named {number}", (line,), short=line, counted=each.significance)
        for number, each in enumerate(parts.named)
        if (line := (_text(each.line),))
    ]
    alarms = [_alarm(item) for item in parts.alarms]
    left = [significance for significance, number in parts.left for _ in range(number)]
    return Told(
        head=Piece("head", _head(notice, parts)),
        items=(*items, *alarms),
        foot=_foot(notice, parts),
        whole=parts.whole,
        more=tuple(left[len(parts.named) :]),
    )


def summary(item: ItemView) -> tuple[Line, ...]:
    """What an item says, line by line."""
    return tuple(line for line in _body(item) if line)


def _head(notice: Notice, parts: Outline) -> tuple[Line, ...]:
    about = clip(safe_line(" ".join((f"{parts.title}.", *parts.watched))), _LINE)
    return ((_text(headline(notice.report), "bold"),), (Span(about, "quiet"),))


def _item(item: ItemView, number: int) -> Piece:
    # With a report or an evidence page at hand nobody needs a shell.
    typed = [Span(f"{what}: "), Span(command, "code")] if (what := _command(item)) and (command := item.in_full) else []
    return Piece(
        name=item.in_full or f"item {number}",
        lines=summary(item),
        links=_follow(item),
        ends=(tuple(typed),) if typed else (),
        short=(_text(item.line),),
        counted=item.significance,
    )


def _follow(item: ItemView) -> Line:
    """Where to go on: the page, the report, the evidence."""
    links = [Span(name, url=address) for name, url in item.follow if (address := safe_url(url))]
    return tuple(part for link in links for part in (Span(" · "), link))[1:]


def _command(item: ItemView) -> str:
    return "" if "report" in dict(item.follow) else "in full"


def _body(item: ItemView) -> Iterable[Line]:
    yield (Span(item.significance.upper(), "bold"), Span(" "), _text(item.title, "bold", limit=2 * _NAME))
    if item.remark:
        yield (_text(item.remark, "bold"),)
    yield from _passages(item.first, item.title)
    if item.dateline:
        yield (_text(", ".join(item.dateline), "quiet"),)
    label, said = announcement(item)
    if label:
        yield (Span(label, "bold" if item.is_silent else "plain"), _text(said))
    yield _follow(item)
    if item.reasons:
        yield (Span("why: "), _text("; ".join(item.reasons)))
    if item.pages:
        names = some([name for name, _ in item.pages], 12)
        yield (Span("pages: "), _text(names), _text(f" ({item.pages_line}); quoted from {item.quoted_from}"))
    yield from _passages(item.then, item.title)
    for section in item.sections:
        yield (Span("section: "), _text(section_words(section)))
    for link in item.links:
        yield _link(link)
    if item.left_out:
        yield (Span("left out: "), _text("; ".join(item.left_out)))


def _passages(passages: Sequence[Passage], title: str) -> Iterable[Line]:
    for passage, heading in zip(passages, headings(passages, title), strict=True):
        if heading:
            yield (_text(heading, "bold", limit=_NAME),)
        for fact in passage.facts:
            yield _fact(fact)
        kind = "" if passage.facts else f"{passage_kind(passage)}: "
        for quote in quotes(passage):
            yield (Span(kind), *_quote(quote)) if kind else tuple(_quote(quote))


def _fact(fact: FactLine) -> Line:
    spans = [Span(f"• {fact.kind} ")]
    if fact.label:
        spans += [_text(fact.label, "bold", limit=100), Span(" ")]
    if fact.change == "changed" and fact.before and fact.after:
        spans += [_text(fact.before, "gone"), Span(" → "), _text(fact.after, "new")]
    else:
        spans.append(Span(fact.change))
        spans += [Span(" "), _text(fact.before, "gone")] if fact.before else []
        spans += [Span(" "), _text(fact.after, "new")] if fact.after else []
    if fact.about:
        spans.append(_text(f" ({fact.about})"))
    return tuple(spans)


def _quote(quote: Quote) -> Iterable[Span]:
    """With brackets round what changed: a channel that has no styles shows it all the same."""
    yield Span(f"{quote.name}: “" if quote.name else "“")
    length = 0
    for position, mark in enumerate(quote.marks):
        if length > _QUOTE:
            yield Span(" …")
            break
        before, after = (_text(side) for side in (mark.before, mark.after))
        length += len(before.text) + len(after.text)
        gone, new = Span(before.text, "gone"), Span(after.text, "new")
        if mark.op == "same":
            yield before
        elif mark.op == "gap":
            yield Span(ellipsis(position, len(quote.marks)))
        elif mark.op == "replaced":
            yield from (Span("["), gone, Span(" → "), new, Span("]"))
        else:
            word, changed = ("gone", gone) if mark.op == "gone" else ("new", new)
            # What stands on a line of its own with its name needs no mark: it is all of one kind.
            yield from (Span(f"[{word}: "), changed, Span("]")) if quote.is_mixed else (Span(changed.text),)
    yield Span("”")


def _link(link: LinkChange) -> Line:
    spans = [Span(f"link {link.change}: ")]
    for end in dict.fromkeys((link.before, link.after)):
        if end is None:
            continue
        spans += [Span(" → ")] if len(spans) > 1 else []
        # Addresses of pages are shown, and never made links of: who sends a reader somewhere is the publisher.
        spans += [_text(f"“{end.text}” ", limit=100), _text(end.url, "code", limit=_NAME)]
    return tuple(spans)


def _alarm(item: AlarmItem) -> Piece:
    lines: list[Line] = [(Span(item.label, "bold"), Span(" "), _text(item.title, "bold", limit=_NAME))]
    lines += [(_text(item.dateline, "quiet"),)] if item.dateline else []
    lines.append((_text(item.sentence),))
    lines += [(_text(item.seen),)] if item.seen else []
    lines += [(Span("pages: "), _text(item.page_names))] if item.pages else []
    address = safe_url(item.url) if item.url else None
    subjects = hashlib.sha256("\n".join(each.subject for each in item.alarms).encode("utf-8", "replace"))
    return Piece(
        name=f"alarm {item.kind} {item.stage} {subjects.hexdigest()[:16]}",
        lines=tuple(lines),
        ends=((Span("page", url=address),),) if address else (),
        short=(_text(f"{item.label} {item.title}", limit=_NAME),),
        counted="alarm",
    )


def _foot(notice: Notice, parts: Outline) -> Piece:
    lines: list[Line] = []
    if parts.not_checked:
        lines.append((Span(f"Not checked: {len(parts.not_checked):,}", "bold"),))
        for page in parts.not_checked[:_MOST_NOT_CHECKED]:
            lines.append((_text(f"{page.title}: {not_checked_line(page, parts.reader)}", limit=_NAME),))
        more = len(parts.not_checked) - _MOST_NOT_CHECKED
        lines += (
            [(Span(f"and {more:,} more; "), Span("monitor pages", "code"), Span(" lists them"))] if more > 0 else []
        )
    lines += [(_text(line),) for line in (*parts.moved, *parts.dates, *parts.counted)]
    evidence = [each for item in parts.items for each in item.evidence]
    for each in evidence[:_MOST_HASHES]:
        if each.before.sha256 or each.after.sha256:
            number = f"change {each.change}, " if each.change is not None and len(evidence) > 1 else ""
            hashes = f"{each.digest(each.before)} → {each.digest(each.after)}"
            lines.append((Span(f"{number}SHA-256: ", "quiet"), Span(safe_line(hashes), "code")))
    licences = [(_text(line, "quiet"),) for line in parts.licences[:4]]
    # By its key a person sees that two messages are one notice, sent twice.
    key = (Span("notice ", "quiet"), _text(notice.key, "code", limit=64))
    return Piece("foot", tuple(lines), (*licences, key))


def _text(text: str, style: Style = "plain", limit: int = _LINE) -> Span:
    return Span(clip(safe_line(text), limit), style)


_ADDRESSES = re.compile(r"(?<![\w.+-])@(?=\w)|<(?=[!@#/A-Za-z])|\](?=\()")
_APART = "\N{ZERO WIDTH SPACE}"


def addressing_nobody(text: str) -> str:
    """Text in which no service finds a person, a group or a link where a page only writes like one.

    "@everyone", "<!channel>", "<at>", "[gov.uk](https://evil.example)" get an invisible space after their first mark;
    an e-mail address, which is a fact that people copy, stays as it is.
    """
    return _ADDRESSES.sub(lambda found: found.group() + _APART, text)
