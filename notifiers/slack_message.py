"""A notice as messages of Slack, in Block Kit and within its limits.

What is told stands in rich text blocks. Slack's own markup (mrkdwn) has no escape for `*`, `_`, `~`, backticks, `>`
and `:emoji:`; in rich text, styles, links and people are elements of their own, and text is text: a page can format
nothing, link nowhere and call nobody. What Slack decodes everywhere is escaped all the same: `&`, `<` and `>`
(docs.slack.dev, "Formatting message text").
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    PlainTextObject,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from monitor.report.safe import safe_line
from monitor.report.subject import headline
from monitor.report.words import clip
from notifiers.lines import BLANK, Line, Span, Style, told
from notifiers.notice import Notice
from notifiers.packing import Message, packed

REPLIES = 8
"""Messages of a thread below the first one; who wants to read more reads a report."""
CHARACTERS = 10_000
"""Of all blocks of a message. Slack refuses more than some 12,000 as msg_blocks_too_long, a limit that it does not
document and in which containers count too (slackapi/bolt-js 2509 and 2867)."""
_CONTAINER = 40
"""What an element is counted as beside its characters."""
_BLOCK = 250
"""What a piece takes beside its lines: so 40 of them fit, and a message may have 50 blocks."""
_BLOCKS, _HEADER, _BLOCK_ID, _LINK = 50, 150, 200, 2000
_HEAD = "head"

Element = RichTextElementParts.Text | RichTextElementParts.Link
_STYLES: dict[Style, dict[str, bool] | None] = {
    "plain": None,
    "bold": {"bold": True},
    "gone": {"strike": True},
    "new": {"bold": True},
    "quiet": {"italic": True},
    "code": {"code": True},
}


@dataclass(frozen=True, slots=True)
class Post:
    """One message, and which pieces of the notice are in it."""

    names: tuple[str, ...]
    body: dict[str, Any]


def message(notice: Notice) -> dict[str, Any]:
    """One message for all of a notice: the same notice gives the same message.

    The notice's key is the `block_id` of the first block; `text` is what a telephone or a screen reader says.
    """
    (only,) = packed(told(notice), CHARACTERS, _size)
    return _body(notice, only)


def thread(notice: Notice, done: Collection[str] = ()) -> list[Post]:
    """A message and the replies to it that tell the rest, or what is left of them.

    Each bears the notice's key and the name of its first piece as its metadata.

    Args:
        done: names of pieces that Slack has taken.
    """
    return [
        Post(
            tuple(each.names),
            _body(notice, each)
            | {
                "metadata": {
                    "event_type": "advisory_notice",
                    "event_payload": {"key": notice.key, "part": clip(each.names[0], 200)},
                }
            },
        )
        for each in packed(told(notice), CHARACTERS, _size, 1 + REPLIES, done)
    ]


def escaped(text: str) -> str:
    """Text on one line for any field of Slack's: it can mention nobody and forge no link."""
    return safe_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _size(line: Line) -> int:
    """What a line is counted as."""
    return sum(len(escaped(span.text)) + len(span.url) + _CONTAINER for span in line) if line else _BLOCK


def _body(notice: Notice, packed_message: Message) -> dict[str, Any]:
    groups = [
        list(lines) for is_blank, lines in groupby(packed_message.lines, lambda line: line == BLANK) if not is_blank
    ]
    line = headline(notice.report)
    blocks: list[Block] = []
    if packed_message.names[0] == _HEAD:
        blocks += _head(line, groups.pop(0), notice.key)
    else:
        line = f"{line} (continued)"
    has_dividers = len(blocks) + 2 * len(groups) <= _BLOCKS
    for lines in groups:
        blocks += [DividerBlock(), _rich(lines)] if blocks and has_dividers else [_rich(lines)]
    return {
        "text": escaped(line),
        "blocks": [block.to_dict() for block in blocks],
        # The text above holds no markup; and a page that is linked to is not shown once more below the message.
        "mrkdwn": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _head(line: str, lines: Sequence[Line], key: str) -> list[Block]:
    """The first line, and in small print what the notice is about."""
    text = "\n".join("".join(escaped(span.text) for span in each) for each in lines[1:])
    header = HeaderBlock(text=PlainTextObject(text=_header(line), emoji=False), block_id=_block_id(key))
    return [header, ContextBlock(elements=[PlainTextObject(text=text or "-", emoji=False)])]


def _rich(lines: Iterable[Line]) -> RichTextBlock:
    """A block of lines: facts as a list, quotes as quotes, all else a paragraph."""
    found: list[RichTextElement] = []
    for kind, group in groupby(lines, key=_kind):
        rows = [_elements(line) for line in group]
        if kind == "fact":
            sections = [RichTextSectionElement(elements=row) for row in rows]
            found.append(RichTextListElement(style="bullet", elements=sections))
        else:
            joined = [each for row in rows for each in (*row, RichTextElementParts.Text(text="\n"))][:-1]
            shape = RichTextQuoteElement if kind == "quote" else RichTextSectionElement
            found.append(shape(elements=joined))
    return RichTextBlock(elements=found)


_BULLET = "• "


def _kind(line: Line) -> str:
    """What a line is, by the marks that `lines` begins a fact and ends a quote with."""
    if line[0].text.startswith(_BULLET):
        return "fact"
    return "quote" if line[-1] == Span("”") else "text"


def _elements(line: Line) -> list[Element]:
    spans = [Span(line[0].text.removeprefix(_BULLET), line[0].style, line[0].url), *line[1:]]
    found = []
    for (style, url), group in groupby(spans, lambda span: (span.style, span.url)):
        if text := "".join(span.text for span in group):  # Slack refuses a text that is empty
            found.append(_element(Span(text, style, url)))
    return found


def _element(span: Span) -> Element:
    if span.url and len(span.url) <= _LINK:
        return RichTextElementParts.Link(url=span.url, text=escaped(span.text), style=_STYLES[span.style])
    return RichTextElementParts.Text(text=escaped(span.text), style=_STYLES[span.style])


def _header(line: str) -> str:
    """The first line; escaped too, as Slack resolves entities in plain text, and still within the limit."""
    length = _HEADER
    while len(text := escaped(clip(line, length))) > _HEADER:
        length -= 5
    return text


def _block_id(key: str) -> str:
    key = safe_line(key)
    return key if len(key) <= _BLOCK_ID else hashlib.sha256(key.encode()).hexdigest()
