"""Telegram, as a Bot API server of one's own gets it."""

from __future__ import annotations

import json
import logging
import re
from html import unescape
from typing import Any

import pytest
from advisory_samples import BLOCKED, hostile, uganda, wording
from channel_notices import many_changes, notice, rich, saying
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from servers import Answer, Raw, Server

from notifiers import telegram
from notifiers.notice import NotDelivered, Notice
from notifiers.telegram import TelegramBot, TelegramTo, size

TOKEN = "123456:AA-TOKEN_of_the_bot"
PATH = f"/bot{TOKEN}/sendMessage"
JSON = [("Content-Type", "application/json")]


def taken(number: int = 4711) -> Answer:
    return Answer(200, json.dumps({"ok": True, "result": {"message_id": number}}).encode(), JSON)


def said(status: int, description: str, **parameters: Any) -> Answer:
    body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
    return Answer(status, json.dumps(body).encode(), JSON)


def to(chat: str = "-1001234567890", topic: str | None = None) -> TelegramTo:
    return TelegramTo.model_construct(chat=chat, topic=topic)


def bot(server: Server) -> TelegramBot:
    return TelegramBot.model_construct(token=SecretStr(TOKEN), api=server.url("/"))


def posted(server: Server) -> list[dict[str, Any]]:
    return [json.loads(seen.body) for seen in server.log]


def shown(text: str) -> str:
    """What is read of a message in HTML."""
    return unescape(re.sub(r"<[^<>]*>", "", text))


async def refused(given: Notice, server: Server) -> NotDelivered:
    with pytest.raises(NotDelivered) as caught:
        await telegram.send(given, to(), bot(server))
    assert "TOKEN" not in f"{caught.value.reason} {caught.value!r} {bot(server)!r}"
    return caught.value


async def test_a_message_arrives_in_its_chat_without_previews():
    with Server() as server:
        server.answer(PATH, taken())
        assert await telegram.send(rich(), to(topic="12"), bot(server)) == "message 4711"
        (message,) = posted(server)
        assert server.log[0].header("Idempotency-Key") == "notice-17"
    assert message["chat_id"] == "-1001234567890"
    assert message["message_thread_id"] == 12
    assert message["parse_mode"] == "HTML"
    assert message["link_preview_options"] == {"is_disabled": True}
    lines = message["text"].splitlines()
    assert lines[0] == "<b>1 critical, 1 minor: Uganda, Kazakhstan</b>"
    assert "• phone <b>consular</b> <s>+255 22 229 0000</s> → <b>+256 (0) 312 312 000</b>" in lines
    assert lines[-1] == "<i>notice </i><code>notice-17</code>"


async def test_a_long_notice_is_several_messages():
    with Server() as server:
        server.answer(PATH, *(taken(n) for n in range(1, 5)))
        answer = await telegram.send(notice(uganda(), *many_changes(30)), to(), bot(server))
        messages = posted(server)
    assert answer == f"{len(messages)} messages up to {len(messages)}"
    assert 2 <= len(messages) <= 4
    assert all(len(shown(each["text"]).encode("utf-16-le")) // 2 <= 4096 for each in messages)


async def test_after_a_refusal_only_the_rest_is_sent():
    given = notice(uganda(), *many_changes(30))
    with Server() as server:
        server.answer(PATH, taken(1), said(429, "Too Many Requests: retry after 17", retry_after=17))
        error = await refused(given, server)
        assert (error.permanent, error.retry_after) == (False, 17.0)
        assert "head" in error.done
        begun = len(server.log)
        server.answer(PATH, taken(2))
        await telegram.send(notice(uganda(), *many_changes(30), done=error.done), to(), bot(server))
        first, later = posted(server)[0]["text"], "\n".join(each["text"] for each in posted(server)[begun:])
    titles = re.findall(r"MINOR</b> <b>(Land\d+) ", first + later)
    assert len(titles) == len(set(titles)) == 30
    assert "CRITICAL" in first
    assert "CRITICAL" not in later


async def test_what_telegram_says_is_told_without_the_token(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    with Server() as server:
        for status, description, permanent in (
            (400, "Bad Request: chat not found", True),
            (401, "Unauthorized", True),
            (403, "Forbidden: bot was kicked from the group chat", True),
            (404, "Not Found", True),
            (500, "Internal Server Error", False),
        ):
            server.answer(PATH, said(status, description))
            error = await refused(notice(), server)
            assert error.permanent is permanent
            assert description in error.reason
        server.answer(PATH, Answer(404, f"<h1>{PATH} not found</h1>".encode()))
        await refused(notice(), server)
        server.answer(PATH, Raw([], reset=True))
        assert not (await refused(notice(), server)).permanent
        server.answer(PATH, Answer(200, b"<html>a portal of a hotel</html>"))
        assert "what answers as the Bot API is none" in (await refused(notice(), server)).reason
    assert "TOKEN" not in caplog.text


async def test_a_group_that_moved_is_told_with_its_new_number():
    with Server() as server:
        server.answer(PATH, said(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-100987))
        error = await refused(notice(), server)
    assert error.reason == "the group has become a supergroup: write chat: -100987"
    assert error.permanent


ALLOWED = re.compile(r'<(?:/?(?:b|s|i|code)|a href="https://(?:www\.gov\.uk|monitor\.example\.org)/[^"<>]*"|/a)>')


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=5_000) | st.sampled_from(["\U0001f600" * 3000, "<b" * 2000, "&" * 4000, "9" * 9000]))
def test_no_page_text_breaks_a_message(page: str):
    for message in telegram._messages(notice(saying(page), wording(), not_checked=(BLOCKED,))):
        text = telegram.text(message)
        left = ALLOWED.sub("", text)
        assert "<" not in left
        assert ">" not in left
        assert not re.search(r"&(?!amp;|lt;|gt;|quot;|#x27;)", left)
        assert len(shown(text).encode("utf-16-le")) // 2 <= 4096  # and no half of a surrogate pair: it would not encode
        assert len(re.findall(r"<[abis]\b|<code>", text)) <= 100


def test_page_text_mentions_nobody():
    (message,) = telegram._messages(
        notice(saying("ask @everyone_of_us, or <a href='tg://user?id=1'>Ann</a>"), hostile())
    )
    text = shown(telegram.text(message))
    assert not re.search(r"(?<!\w)@\w", text)


def test_a_line_costs_what_telegram_counts():
    from notifiers.lines import Span

    assert size((Span("abc"),)) == 4
    assert size((Span("\U0001f600"),)) == 3
    assert size((Span("a", "bold"), Span("b", "code"))) == 83  # two of the hundred styles of a message
