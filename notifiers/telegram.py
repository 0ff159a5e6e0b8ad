"""Telegram, by its Bot API: messages in HTML, several where one is too small."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from monitor.sources.fields import Secret, Strict, WebAddress, text_or
from monitor.sources.values import like
from notifiers.channel import Channel
from notifiers.notice import NotDelivered, Notice, telling_what_was_taken

if TYPE_CHECKING:
    from notifiers.lines import Line
    from notifiers.packing import Message
    from notifiers.posting import Refusal

_CHAT = r"-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,31}"
_UNITS, _STYLES = 4096, 100
"""Of a message: UTF-16 units of what is read, and stretches with a style or a link; more of these are left without one
(https://core.telegram.org/bots/api#sendmessage, https://limits.tginfo.me)."""
_MESSAGES = 4
"""Most messages of one notice: a group takes 20 a minute."""

Chat = Annotated[
    str,
    BeforeValidator(
        lambda value: _chat(value) if isinstance(value, str) else value,
    ),
    WithJsonSchema({"type": ["string", "integer"], "pattern": rf"^({_CHAT})$|^\$\{{"}),
]
Topic = Annotated[
    str,
    BeforeValidator(lambda value: _topic(value) if isinstance(value, str) else value),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^[1-9][0-9]{0,9}$|^\$\{"}),
]
_chat = like(
    _CHAT, "is not a chat of Telegram; write its number, such as -1001234567890, or the @name of a public channel"
)
_topic = like(r"[1-9][0-9]{0,9}", "is not a topic of a group; write its number, such as 12")


class TelegramTo(Strict):
    """A chat, group or channel of which the bot is a member."""

    chat: Chat = Field(
        description="Number of the chat, or the @name of a public channel.", examples=["-1001234567890", "@our_channel"]
    )
    topic: Topic | None = Field(
        default=None, description="Number of a topic, in a group that has topics.", examples=["12"]
    )


class TelegramBot(Strict):
    """The bot that writes."""

    token: Secret = Field(description="Its token from @BotFather, written as ${NAME}.")
    api: WebAddress = Field(
        default="https://api.telegram.org", description="Where the Bot API is, for those who run their own."
    )


async def send(notice: Notice, to: TelegramTo, bot: TelegramBot) -> str:
    """Sends a notice, in one message or several, and returns Telegram's answer.

    Raises:
        NotDelivered: not all of it was taken; `done` names the parts that were.
    """
    from notifiers.aside import made

    messages = await made(_messages, notice)
    done: list[str] = []
    number = 0
    for message in messages:
        try:
            with telling_what_was_taken(done):
                number = await _send_one(message, notice.key, to, bot)
        except NotDelivered as error:
            raise NotDelivered(error.reason, error.permanent, error.retry_after, done) from error
        done += message.names
    return f"message {number}" if len(messages) == 1 else f"{len(messages)} messages up to {number}"


def preview(notice: Notice, to: TelegramTo, bot: TelegramBot) -> dict[str, bytes]:
    """The messages that would be sent, as HTML."""
    return {f"message-{number}.html": text(each).encode() for number, each in enumerate(_messages(notice), 1)}


def _messages(notice: Notice) -> list[Message]:
    from notifiers.lines import told
    from notifiers.packing import packed

    return packed(told(notice), _UNITS, size, _MESSAGES, notice.done)


def text(message: Message) -> str:
    """A message in the HTML of Telegram."""
    from notifiers.formats import html

    return "\n".join(map(html, message.lines))


def size(line: Line) -> int:
    """What a line takes of a message: UTF-16 units, or its share of the styles that one may have."""
    from notifiers.lines import addressing_nobody

    units = sum(len(addressing_nobody(span.text).encode("utf-16-le")) // 2 for span in line)
    styles = sum(bool(span.url or span.style != "plain") for span in line)
    return 1 + max(units, styles * -(-_UNITS // _STYLES))


async def _send_one(message: Message, key: str, to: TelegramTo, bot: TelegramBot) -> int:
    """Sends one message and gives the number that Telegram gave it."""
    from notifiers.posting import Refusal, post

    call: dict[str, Any] = {
        "chat_id": to.chat,
        "text": text(message),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if to.topic:
        call["message_thread_id"] = int(to.topic)
    url = f"{bot.api.rstrip('/')}/bot{bot.token.get_secret_value()}/sendMessage"
    try:
        answer = await post(url, "the api of delivery.telegram", json=call, headers={"Idempotency-Key": key})
    except Refusal as refusal:
        raise _not_delivered(refusal) from refusal
    said = _object(answer.text)
    if said.get("ok") is not True:
        raise NotDelivered(f"what answers as the Bot API is none: {answer.line}", permanent=False)
    return int(_inner(said, "result").get("message_id") or 0)


def _not_delivered(refusal: Refusal) -> NotDelivered:
    """What Telegram says in its answer, which knows more than the status (https://core.telegram.org/bots/api#responseparameters)."""
    more = _inner(_object(refusal.answer.text), "parameters")
    if isinstance(moved := more.get("migrate_to_chat_id"), int):
        return NotDelivered(f"the group has become a supergroup: write chat: {moved}", permanent=True)
    asked = more.get("retry_after")
    seconds = float(asked) if isinstance(asked, int | float) else refusal.retry_after
    return NotDelivered(refusal.reason, refusal.permanent, seconds)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _inner(found: dict[str, Any], name: str) -> dict[str, Any]:
    inner = found.get(name)
    return inner if isinstance(inner, dict) else {}


def _needs_bot(to: Any) -> bool:
    return True


CHANNEL = Channel(
    name="telegram",
    to=Annotated[TelegramTo, text_or("chat")],
    about="A chat of Telegram: its number, or the @name of a channel; delivery.telegram says by which bot.",
    send=send,
    preview=preview,
    shared=TelegramBot,
    shared_about="The bot of Telegram; needed by recipients with telegram.",
    needs_shared=_needs_bot,
    shared_missing="Telegram needs a bot: add delivery.telegram with its token",
)
