"""Microsoft Teams, by the webhook of a workflow: an adaptive card.

Page text stands in text runs, which know no Markdown (https://adaptivecards.io/explorer/TextRun.html): it can forge no
link there, and mention nobody. Only our own words stand in text blocks, with the links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from monitor.sources.fields import Webhook
from notifiers.channel import Channel
from notifiers.notice import NotDelivered, Notice

if TYPE_CHECKING:
    from notifiers.lines import Line, Span

_BYTES = 26_000
"""Of the blocks: a message with its envelope may have 28 KB
(https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook)."""
_STYLES: dict[str, dict[str, Any]] = {
    "bold": {"weight": "Bolder"},
    "gone": {"strikethrough": True},
    "new": {"weight": "Bolder", "color": "Good"},
    "quiet": {"isSubtle": True},
    "code": {"fontType": "Monospace"},
}
_COLOURS = {"CRITICAL": "Attention", "MAJOR": "Warning", "MINOR": "Accent"}
_SAYS_FAILED = "returned HTTP error"
"""Stands in the answer of the older connectors, under a status of success, where Teams refused the message."""


async def send(notice: Notice, to: Any, shared: None) -> str:
    """Posts a notice and returns the answer of the workflow.

    Raises:
        NotDelivered: it was not taken; permanent where the webhook is refused or gone, or is no address.
    """
    from notifiers.aside import made
    from notifiers.posting import post

    answer = await post(
        to.get_secret_value(),
        "the webhook of Teams",
        content=await made(body, notice),
        headers={"Content-Type": "application/json", "Idempotency-Key": notice.key},
    )
    if _SAYS_FAILED in answer.text:
        raise NotDelivered(f"Teams did not take it: {answer.line}", permanent=False)
    return answer.line


def preview(notice: Notice, to: Any, shared: None) -> dict[str, bytes]:
    """The message that would be posted."""
    return {"message.json": body(notice)}


def body(notice: Notice) -> bytes:
    """The message of a notice in JSON, within the limit of Teams: the same for the same notice."""
    return _json(message(notice)).encode()


def message(notice: Notice) -> dict[str, Any]:
    """The message of a notice: an adaptive card, and what is said where none can be shown."""
    from monitor.report.subject import headline
    from notifiers.lines import told
    from notifiers.packing import packed

    blocks: list[dict[str, Any]] = []
    for packed_message in packed(told(notice), _BYTES, size):
        begins = False
        for line in packed_message.lines:
            if line:
                blocks.append(_block(line, separator=begins))
            begins = not line
    blocks[0]["inlines"][0]["size"] = "Large"
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": headline(notice.report),
        "msteams": {"width": "Full"},
        "body": blocks,
    }
    kind = "application/vnd.microsoft.card.adaptive"
    return {"type": "message", "attachments": [{"contentType": kind, "contentUrl": None, "content": card}]}


def size(line: Line) -> int:
    """Bytes of a line as a block of the card, with its comma."""
    return len(_json(_block(line, separator=True)).encode()) + 1 if line else 0


def _json(value: Any) -> str:
    import json

    from monitor.report.safe import safe_json

    return safe_json(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _block(line: Line, *, separator: bool) -> dict[str, Any]:
    apart = {"separator": True, "spacing": "Medium"} if separator else {"spacing": "Small"}
    if any(span.url for span in line):
        text = "".join(f"[{span.text}]({span.url})" if span.url else span.text for span in line)
        return {"type": "TextBlock", "text": text, "wrap": True, **apart}
    return {"type": "RichTextBlock", "inlines": [_run(span) for span in line if span.text], **apart}


def _run(span: Span) -> dict[str, Any]:
    from notifiers.lines import addressing_nobody

    text = addressing_nobody(span.text)
    # A card works out {{DATE(...)}} where it is displayed.
    run: dict[str, Any] = {"type": "TextRun", "text": text.replace("{{", "{\N{ZERO WIDTH SPACE}{")}
    run |= _STYLES.get(span.style, {})
    if span.style == "bold" and (colour := _COLOURS.get(span.text)):
        run["color"] = colour
    return run


CHANNEL = Channel(
    name="teams",
    to=Webhook,
    about='URL of a webhook of a Teams workflow ("Post to a channel when a webhook request is received"), a secret: '
    "write ${NAME}, and set the variable.",
    send=send,
    preview=preview,
)
