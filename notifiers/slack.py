"""Notices to Slack by an incoming webhook, in Block Kit.

The first line says the fact, the weightiest items stand first, and what does not fit into Slack's limits is counted and
named, never cut within a number.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.models.blocks import (
    Block,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)

from monitor.fetch._http import httpx
from monitor.report.alarms import AlarmItem
from monitor.report.names import many, some
from monitor.report.outline import Outline, not_checked_line, outline
from monitor.report.passages import FactLine, Passage
from monitor.report.phrases import Quote, announcement, ellipsis, headings, passage_kind, quotes, section_words
from monitor.report.safe import safe_line, safe_url
from monitor.report.subject import headline
from monitor.report.view import ItemView
from monitor.report.words import clip
from notifiers.notice import NotDelivered, Notice

_HEADER, _SECTION, _CONTEXT, _BLOCKS = 150, 3000, 2000, 50
_LINE = 700
"""Characters of one line of page text before escaping; an `&` takes five, so four such lines fit a section."""
_BLOCK_ID = 200
_ALARMS = 8
"""Alarms told one by one, a block and a line between each."""
_CHARACTERS = 12_000
"""Of all items of a message: more is not read in a channel."""
_TEMPORARY = (408, 425, 429)
"""Answers of the 4xx kind after which trying again helps."""


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """An incoming webhook. Whoever knows its address can post, so it is a secret."""

    webhook: str = field(repr=False)
    timeout: float = 20.0
    """Seconds."""


async def send(notice: Notice, settings: SlackSettings) -> str:
    """Posts a notice and returns Slack's answer.

    Raises:
        NotDelivered: Slack did not take it; permanent where the webhook is refused or gone, or is no address.
    """
    host = _host(settings.webhook)
    try:
        async with asyncio.timeout(settings.timeout), httpx.AsyncClient(timeout=settings.timeout) as client:
            answer = await client.post(settings.webhook, json=message(notice))
    except (httpx.TimeoutException, TimeoutError) as error:
        raise NotDelivered(f"{host} did not answer within {settings.timeout:g} seconds", permanent=False) from error
    except httpx.HTTPError as error:
        # Its words name hosts and ports only; the path, which is the secret, is never in them.
        raise NotDelivered(clip(safe_line(f"{host}: {error}"), 300), permanent=False) from error
    said = clip(safe_line(f"{answer.status_code} {answer.text}".strip()), 200)
    if answer.is_success:
        return said
    permanent = answer.status_code < 500 and answer.status_code not in _TEMPORARY
    raise NotDelivered(f"{host} answered {said}", permanent, _retry_after(answer.headers.get("retry-after")))


def _host(webhook: str) -> str:
    """The host of an address, which may be told where the address may not."""
    try:
        parts = urlsplit(webhook)
        if parts.scheme in ("http", "https") and parts.hostname and httpx.URL(webhook).host:
            return parts.hostname
    except (ValueError, httpx.InvalidURL) as error:
        raise NotDelivered("the webhook of Slack is no http or https address", permanent=True) from error
    raise NotDelivered("the webhook of Slack is no http or https address", permanent=True)


def _retry_after(header: str | None) -> float | None:
    """Seconds to wait, from a header that gives seconds or a date."""
    if not header:
        return None
    try:
        return max(0.0, float(header))
    except ValueError:
        pass
    try:
        at = parsedate_to_datetime(header)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())


def message(notice: Notice) -> dict[str, Any]:
    """What is posted for a notice: the same notice gives the same message.

    The notice's key is the `block_id` of the first block; `text` is what a telephone or a screen reader says.
    """
    parts = outline(notice.report)
    line = headline(notice.report)
    blocks: list[Block] = [
        HeaderBlock(text=PlainTextObject(text=_header(line), emoji=False), block_id=_block_id(notice.key)),
        _context(_top(parts)),
    ]
    alarms: list[Block] = []
    for alarm in parts.alarms[:_ALARMS]:
        alarms += [DividerBlock(), SectionBlock(text=MarkdownTextObject(text=_alarm(alarm), verbatim=True))]
    foot = [*alarms, *(_context(text) for text in _foot(parts))]
    room, characters = _BLOCKS - len(blocks) - len(foot) - 1, _CHARACTERS  # one block for what is left out
    for index, item in enumerate(parts.items):
        text = _item(item)
        room, characters = room - 2, characters - len(text)
        if room < 0 or (characters < 0 and index):
            blocks.append(_context(f"_{escaped(_rest(parts.items[index:]))}_"))
            break
        # `verbatim`: Slack makes no links, channels or people of what only looks like them.
        blocks += [DividerBlock(), SectionBlock(text=MarkdownTextObject(text=text, verbatim=True))]
    return {"text": escaped(line), "blocks": [block.to_dict() for block in [*blocks, *foot]]}


def escaped(text: str) -> str:
    """Page text for Slack's markup, on one line: it can mention nobody and forge no link."""
    return safe_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _header(line: str) -> str:
    """The first line; escaped too, as Slack resolves entities in plain text, and still within the limit."""
    length = _HEADER
    while len(text := escaped(clip(line, length))) > _HEADER:
        length -= 5
    return text


def _block_id(key: str) -> str:
    key = safe_line(key)
    return key if len(key) <= _BLOCK_ID else hashlib.sha256(key.encode()).hexdigest()


def _top(parts: Outline) -> str:
    return escaped(clip(f"{parts.title}. {' '.join(parts.watched)}", _LINE))


def _alarm(item: AlarmItem) -> str:
    """The text of one section: what is wrong with the watching, since when and why."""
    lines = [
        f"*{item.label}* {_linked(item.title, item.url)}",
        f"_{escaped(item.dateline)}_" if item.dateline else "",
        escaped(clip(item.sentence, _LINE)),
        item.seen,
        f"pages: {escaped(clip(item.page_names, _LINE))}" if item.pages else "",
    ]
    return _fitting([line for line in lines if line], _SECTION, "line")


def _foot(parts: Outline) -> list[str]:
    lines = [*(f"{escaped(page.title)}: {escaped(not_checked_line(page))}" for page in parts.not_checked)]
    foot = []
    if len(parts.alarms) > _ALARMS:
        left = sum(len(item.alarms) for item in parts.alarms[_ALARMS:])
        foot.append(f"_And {many(left, 'more alarm')}; `monitor status` lists them_")
    if lines:
        foot.append(_fitting([f"*Not checked* ({len(lines):,})", *lines], _CONTEXT, "page"))
    rest = [escaped(line) for line in (*parts.moved, *parts.counted, *parts.licences)]
    return [*foot, _fitting(rest, _CONTEXT, "line").replace("\n", "  ")] if rest else foot


def _rest(items: Iterable[ItemView]) -> str:
    """Items that do not fit, by their weight and place."""
    left = list(items)
    numbers = {item.significance: 0 for item in left}
    for item in left:
        numbers[item.significance] += 1
    counted = ", ".join(f"{number:,} {significance}" for significance, number in numbers.items())
    return clip(f"Not in this message: {counted}: {some([item.title for item in left], 8)}", 600)


def _item(item: ItemView) -> str:
    """The text of one section: what it is, its facts, its words; lines that do not fit are counted."""
    lines = [
        f"*{item.significance.upper()}* {_linked(item.title, item.url)}",
        f"_{escaped(', '.join(item.dateline))}_" if item.dateline else "",
    ]
    if item.remark:
        lines.append(f"*{escaped(item.remark)}*")
    lines += _passages([passage for passage in item.passages if passage.facts], item.title)
    label, said = announcement(item)
    if label:
        lines.append(f"{f'*{label}*' if item.is_silent else label}{escaped(clip(said, _LINE))}")
    if item.reasons:
        lines.append(f"why: {escaped(clip('; '.join(item.reasons), _LINE))}")
    if item.pages:
        names = some([name for name, _ in item.pages], 12)
        quoted = f"quoted from {escaped(clip(item.quoted_from, 100))}"
        lines.append(f"pages: {escaped(clip(names, _LINE))} ({escaped(item.pages_line)}); {quoted}")
    lines += _passages([passage for passage in item.passages if not passage.facts], item.title)
    lines += [f"section: {escaped(clip(section_words(section), _LINE))}" for section in item.sections]
    if item.links:
        lines.append(many(len(item.links), "changed link"))
    if item.left_out:
        lines.append(f"left out: {escaped('; '.join(item.left_out))}")
    more = f"in full: `{item.in_full}`" if item.in_full else ""
    text = _fitting([line for line in lines if line], _SECTION - len(more) - 1, "line")
    return "\n".join(filter(None, (text, more)))


def _linked(title: str, url: str) -> str:
    """A title, as a link where its address may be one."""
    address = safe_url(url) if url else None
    title = escaped(clip(title, 300))
    if not address or len(address) >= 1000:
        return title
    # The bar would end a link's address, and a title longer than the link's text is cut by Slack in the wrong place.
    return f"<{address.replace('&', '&amp;')}|{title.replace('|', '¦')}>"


def _passages(passages: list[Passage], title: str) -> list[str]:
    lines = []
    for passage, heading in zip(passages, headings(passages, title), strict=True):
        if heading:
            lines.append(f"*{escaped(clip(heading, 300))}*")
        lines += [_fact(fact) for fact in passage.facts]
        kind = "" if passage.facts else f"{passage_kind(passage)}: "
        lines += [f"> {kind}{_quote(quote)}" for quote in quotes(passage)]
    return lines


def _fact(fact: FactLine) -> str:
    words = [fact.kind, f"*{escaped(clip(fact.label, 100))}*" if fact.label else ""]
    before, after = (escaped(side) if side else "" for side in (fact.before, fact.after))
    words.append(
        f"{before} → *{after}*" if fact.change == "changed" and before and after else f"{fact.change} {before or after}"
    )
    words += [f"({fact.about})"] if fact.about else []
    return "• " + " ".join(word.strip() for word in words if word)


def _quote(quote: Quote) -> str:
    pieces = [f"{quote.name} “" if quote.name else "“"]
    for position, mark in enumerate(quote.marks):
        if sum(map(len, pieces)) > 2 * _LINE:
            pieces.append(" …")
            break
        before, after = (escaped(clip(side, _LINE)) for side in (mark.before, mark.after))
        if mark.op == "same":
            pieces.append(before)
        elif mark.op == "gap":
            pieces.append(ellipsis(position, len(quote.marks)))
        elif mark.op == "replaced":
            pieces.append(f"[{before} → *{after}*]")
        elif mark.op == "gone":
            pieces.append(f"[gone: {before}]" if quote.is_mixed else before)
        else:
            pieces.append(f"[new: *{after}*]" if quote.is_mixed else after)
    return "".join([*pieces, "”"])


def _fitting(lines: list[str], limit: int, noun: str) -> str:
    """As many whole lines as fit into `limit` characters, and how many more there are."""
    text = "\n".join(lines)
    if len(text) <= limit:
        return text
    kept: list[str] = []
    room = limit - 40
    for line in lines:
        if len(line) + 1 > room:
            break
        kept.append(line)
        room -= len(line) + 1
    return "\n".join([*kept, f"… and {many(len(lines) - len(kept), f'more {noun}')}"])


def _context(text: str) -> ContextBlock:
    return ContextBlock(elements=[MarkdownTextObject(text=text or "-", verbatim=True)])
