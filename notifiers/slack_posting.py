"""Posting to Slack: to an incoming webhook, or as a bot to a channel, with the rest in a thread."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from monitor.report.safe import safe_line
from monitor.report.words import clip
from notifiers.aside import made
from notifiers.notice import NotDelivered, Notice, telling_what_was_taken
from notifiers.posting import Answer, post, retry_after
from notifiers.slack_message import message, thread

LONGEST = 150.0
"""Seconds after which no further message of a thread is begun: a notice is broken off not much later, and then nobody
knows what was taken."""

REFUSED: Mapping[str, str] = {
    "account_inactive": "the token is of an account that was switched off",
    "cannot_reply_to_message": "the message to which this is the rest cannot be replied to",
    "channel_not_found": "there is no such channel, or the bot may not see it",
    "ekm_access_denied": "an administrator has suspended posting",
    "invalid_auth": "the token is not valid",
    "invalid_blocks": "the message is not as Slack wants it",
    "is_archived": "the channel is archived",
    "missing_scope": "the bot needs the scope chat:write",
    "msg_blocks_too_long": "the message is too long",
    "msg_too_long": "the message is too long",
    "no_permission": "the bot may not post there",
    "not_authed": "no token came along",
    "not_in_channel": "the bot is no member of the channel: invite it",
    "restricted_action": "the workspace does not let the bot post there",
    "thread_not_found": "the message to which this is the rest is gone",
    "token_expired": "the token has expired",
    "token_revoked": "the token was revoked",
}
"""Errors of chat.postMessage (docs.slack.dev) after which trying again helps only once somebody has mended it. Others,
such as ratelimited, internal_error and fatal_error, go away, and so perhaps do those that nobody here knows."""


async def post_to_webhook(notice: Notice, webhook: str) -> str:
    """Posts a notice to an incoming webhook, and gives Slack's answer.

    Raises:
        NotDelivered: Slack did not take it; permanent where the webhook is refused or gone, or is no address.
    """
    return (await post(webhook, "the webhook of Slack", json=await made(message, notice))).line


async def post_to_channel(notice: Notice, channel: str, token: str, api: str) -> str:
    """Posts a notice as a bot, what is left of it as replies, and gives the time stamp of the message.

    Args:
        api: base address of Slack's web API.

    Raises:
        NotDelivered: not all of it was taken; `done` holds the names of the pieces that were, and the time stamp of the
            message ("ts:1768383120.000100"), in whose thread a later try goes on.
    """
    done = list(notice.done)
    parent = next((each.removeprefix(_TS) for each in done if each.startswith(_TS)), "")
    began = asyncio.get_running_loop().time()
    posts = await made(partial(thread, done=tuple(done)), notice)
    try:
        for number, each in enumerate(posts):
            if number and asyncio.get_running_loop().time() - began > LONGEST:
                raise NotDelivered(f"Slack is slow: it took {number} of {len(posts)} messages", permanent=False)
            with telling_what_was_taken(done):
                ts = await _post({"channel": channel, **_within(parent), **each.body}, token, api)
            done += [*each.names, *([] if parent else [f"{_TS}{ts}"])]
            parent = parent or ts
    except NotDelivered as error:
        raise NotDelivered(error.reason, error.permanent, error.retry_after, done) from error
    return f"ok {parent}" if len(posts) < 2 else f"ok {parent}, {len(posts)} messages"


_TS = "ts:"
"""Before the time stamp of the message in what is done: by it a later try finds the thread."""


def _within(parent: str) -> dict[str, str]:
    return {"thread_ts": parent} if parent else {}


async def _post(body: Mapping[str, Any], token: str, api: str) -> str:
    """Posts one message, and gives its time stamp."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"}
    url = f"{api.rstrip('/')}/chat.postMessage"
    answer = await post(url, "the address of Slack's API", content=json.dumps(body).encode(), headers=headers)
    said = _said(answer)
    if said.get("ok") is True and isinstance(said.get("ts"), str):
        return str(said["ts"])
    error = clip(safe_line(str(said.get("error") or "nothing that is known here")), 100)
    why = f" ({REFUSED[error]})" if error in REFUSED else ""
    wait = retry_after(answer.headers.get("retry-after"))
    raise NotDelivered(f"Slack answered {error}{why}", permanent=error in REFUSED, retry_after=wait)


def _said(answer: Answer) -> dict[str, Any]:
    try:
        said = json.loads(answer.text)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise NotDelivered(f"Slack answered with something that is no JSON: {answer.line}", permanent=False)
    return said
