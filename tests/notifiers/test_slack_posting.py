"""Slack's webhook and web API, as endpoints like its own answer."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from advisory_samples import HOSTILE, page, uganda
from mail_helpers import notice
from pydantic import SecretStr, ValidationError
from servers import Answer, Raw, Seen, Server
from slack_payloads import all_text

from notifiers import posting, slack, slack_posting
from notifiers.notice import NotDelivered, Notice
from notifiers.slack import SlackBot, SlackTo
from notifiers.slack_message import thread

PATH = "/services/T000/B000/SECRET"
API = "/api/chat.postMessage"
TO_CHANNEL = SlackTo(channel="C0123456789")


def to_webhook(server: Server) -> SlackTo:
    return SlackTo(webhook=SecretStr(server.url(PATH)))


def bot(server: Server) -> SlackBot:
    return SlackBot(token=SecretStr("xoxb-SECRET"), api=server.url("/api"))


async def refused(given: Notice, to: SlackTo, by: SlackBot | None = None) -> NotDelivered:
    with pytest.raises(NotDelivered) as caught:
        await slack.send(given, to, by)
    assert "SECRET" not in caught.value.reason + repr(to) + repr(by)
    return caught.value


def says(status: int = 200, **values: Any) -> Answer:
    return Answer(status, json.dumps(values).encode(), (("Content-Type", "application/json"),))


def many_pages(**other: Any) -> Notice:
    changes = [uganda(id=n, page=page(f"uk-fcdo/{n}", f"Country {n} / Help", country=None)) for n in range(30)]
    return notice(*changes, **other)


class Channel:
    """A channel of Slack: it gives each message a time stamp, and refuses as it is told."""

    def __init__(self, server: Server) -> None:
        self.bodies: list[dict[str, Any]] = []
        self.refuse: dict[int, Answer] = {}
        """By the number of the attempt, from 1."""
        self.attempts = 0
        server.answer(API, self._answer)

    def _answer(self, seen: Seen) -> Answer:
        self.attempts += 1
        assert seen.header("Authorization") == "Bearer xoxb-SECRET"
        if self.attempts in self.refuse:
            return self.refuse[self.attempts]
        self.bodies.append(json.loads(seen.body))
        return says(ok=True, channel="C0123456789", ts=f"1768383120.{len(self.bodies):06}")


async def test_a_message_to_a_webhook_arrives_and_its_first_line_says_the_fact():
    with Server() as server:
        server.answer(PATH, Answer(200, b"ok"))
        assert await slack.send(notice(), to_webhook(server), None) == "200 ok"
        (seen,) = server.log
    assert (seen.method, seen.header("Content-Type")) == ("POST", "application/json")
    assert json.loads(seen.body)["text"] == "CRITICAL Uganda: consular number changed (not announced)"


async def test_a_bot_posts_to_the_channel_and_the_rest_into_the_thread():
    with Server() as server:
        channel = Channel(server)
        answer = await slack.send(many_pages(), TO_CHANNEL, bot(server))
    parent, *replies = channel.bodies
    assert replies
    assert answer == f"ok 1768383120.000001, {len(channel.bodies)} messages"
    assert {body["channel"] for body in channel.bodies} == {"C0123456789"}
    assert "thread_ts" not in parent
    assert {body["thread_ts"] for body in replies} == {"1768383120.000001"}
    assert {body["metadata"]["event_payload"]["key"] for body in channel.bodies} == {"notice-17"}


async def test_a_thread_that_broke_off_goes_on_where_it_was_and_nothing_comes_twice():
    with Server() as server:
        channel = Channel(server)
        channel.refuse[2] = Answer(429, b"", (("Retry-After", "30"),))
        why = await refused(many_pages(), TO_CHANNEL, bot(server))
        assert (why.permanent, why.retry_after) == (False, 30.0)
        assert "ts:1768383120.000001" in why.done
        await slack.send(many_pages(done=why.done), TO_CHANNEL, bot(server))
    said = "\n".join(map(all_text, channel.bodies))
    assert [f"{said}\n".count(f"in full: monitor show {n}\n") for n in range(30)] == [1] * 30
    assert [body.get("thread_ts") for body in channel.bodies] == [
        None,
        *["1768383120.000001"] * (len(channel.bodies) - 1),
    ]


async def test_a_thread_of_which_all_was_taken_is_not_posted_again():
    with Server() as server:
        channel = Channel(server)
        last = len(slack.preview(many_pages(), TO_CHANNEL, bot(server)))
        channel.refuse[last] = says(ok=False, error="internal_error")
        why = await refused(many_pages(), TO_CHANNEL, bot(server))
        done = (*why.done, *thread(many_pages(), why.done)[0].names)
        assert await slack.send(many_pages(done=done), TO_CHANNEL, bot(server)) == "ok 1768383120.000001"
    assert channel.attempts == last


async def test_a_thread_that_takes_too_long_is_left_while_it_is_known_what_was_taken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(slack_posting, "LONGEST", -1.0)
    with Server() as server:
        channel = Channel(server)
        why = await refused(many_pages(), TO_CHANNEL, bot(server))
    assert len(channel.bodies) == 1
    assert (why.permanent, "ts:1768383120.000001" in why.done) == (False, True)
    assert why.reason.startswith("Slack is slow: it took 1 of ")


@pytest.mark.parametrize(
    ("error", "permanent", "said"),
    [
        ("channel_not_found", True, "there is no such channel"),
        ("not_in_channel", True, "invite it"),
        ("is_archived", True, "archived"),
        ("invalid_auth", True, "the token is not valid"),
        ("token_revoked", True, "revoked"),
        ("missing_scope", True, "chat:write"),
        ("ratelimited", False, "ratelimited"),
        ("internal_error", False, "internal_error"),
        ("something_new", False, "something_new"),
    ],
)
async def test_what_the_api_refuses_for_good_and_what_is_tried_again(error: str, permanent: bool, said: str):
    with Server() as server:
        server.answer(API, says(ok=False, error=error))
        why = await refused(notice(), TO_CHANNEL, bot(server))
    assert (why.permanent, why.done) == (permanent, ())
    assert why.reason.startswith(f"Slack answered {error}")
    assert said in why.reason


@pytest.mark.parametrize(
    "body", [b"", b"<html>Gateway</html>", b"[]", b'{"ok": true}', b'{"ok": true, "ts": 7}', b"null"]
)
async def test_an_answer_that_is_none_of_the_apis_is_tried_again(body: bytes):
    with Server() as server:
        server.answer(API, Answer(200, body))
        why = await refused(notice(), TO_CHANNEL, bot(server))
    assert not why.permanent


@pytest.mark.parametrize(
    ("status", "body", "permanent"),
    [
        (400, b"invalid_payload", True),
        (403, b"invalid_token", True),
        (404, b"no_service", True),
        (410, b"channel_is_archived", True),
        (302, b"", True),
        (408, b"", False),
        (500, b"rollup_error", False),
        (503, b"", False),
    ],
)
async def test_what_a_webhook_refuses_for_good_and_what_is_tried_again(status: int, body: bytes, permanent: bool):
    with Server() as server:
        server.answer(PATH, Answer(status, body))
        why = await refused(notice(), to_webhook(server))
    assert why.permanent is permanent
    assert why.reason == f"127.0.0.1 answered {status} {body.decode()}".strip()


async def test_too_many_messages_are_tried_again_when_slack_says():
    with Server() as server:
        server.answer(PATH, Answer(429, b"", (("Retry-After", "30"),)))
        why = await refused(notice(), to_webhook(server))
    assert (why.permanent, why.retry_after) == (False, 30.0)


async def test_a_time_to_wait_may_be_a_date_or_rubbish():
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    with Server() as server:
        server.answer(PATH, *(Answer(503, b"", (("Retry-After", value),)) for value in (later, "soon", "-5")))
        waits = [(await refused(notice(), to_webhook(server))).retry_after for _ in range(3)]
    assert waits[0] is not None
    assert 90 < waits[0] <= 100
    assert waits[1:] == [None, 0.0]


async def test_a_hostile_answer_is_told_on_one_safe_line():
    with Server() as server:
        server.answer(PATH, Answer(500, HOSTILE.encode() * 100))
        server.answer(API, says(ok=False, error=HOSTILE * 100))
        for why in (await refused(notice(), to_webhook(server)), await refused(notice(), TO_CHANNEL, bot(server))):
            assert len(why.reason) < 300
            assert not re.search("[\x00-\x1f\x80-\x9f\u202e]", why.reason)


async def test_a_silent_far_end_is_given_up_after_the_timeout():
    with Server() as server:
        server.answer(PATH, Raw((), hold=True))
        with pytest.raises(NotDelivered) as caught:
            await posting.post(server.url(PATH), "the webhook", timeout=0.2, json={})
    assert not caught.value.permanent
    assert caught.value.reason == "127.0.0.1 did not answer within 0.2 seconds"


async def test_a_connection_that_breaks_and_nobody_at_the_port_are_temporary():
    with Server() as server:
        server.answer(PATH, Raw((), reset=True))
        assert not (await refused(notice(), to_webhook(server))).permanent
        gone = to_webhook(server)
    assert not (await refused(notice(), gone)).permanent


@pytest.mark.parametrize("url", ["", "hooks.slack.com/x", "ftp://127.0.0.1/SECRET", "http://[SECRET", "http://"])
async def test_what_is_no_address_is_told(url: str):
    why = await refused(notice(), SlackTo(webhook=SecretStr(url)))
    assert why.permanent
    assert "no http or https address" in why.reason


def test_somebody_in_slack_is_reached_by_a_webhook_or_in_a_channel():
    for wrong in ({}, {"webhook": SecretStr("https://hooks.example/x"), "channel": "C1"}):
        with pytest.raises(ValidationError, match="needs either webhook: or channel:, and not both"):
            SlackTo(**wrong)


def test_a_preview_is_what_would_be_posted_without_secrets():
    with Server() as server:
        files = slack.preview(many_pages(), TO_CHANNEL, bot(server))
        assert server.log == []
    assert list(files)[:2] == ["message.json", "message-2.json"]
    assert b"SECRET" not in b"".join(files.values())
    (only,) = slack.preview(many_pages(), SlackTo(webhook=SecretStr("https://hooks.example/SECRET")), None).values()
    assert "All of it: monitor report --since 2026-01-13" in all_text(json.loads(only))
