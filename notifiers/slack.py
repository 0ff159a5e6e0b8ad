"""Slack: what sources.yaml says of it. Messages are made by `slack_message` and posted by `slack_posting`."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from monitor.sources.fields import Line, Secret, Strict, WebAddress, Webhook, text_or
from notifiers.channel import Channel
from notifiers.notice import Notice


class SlackTo(Strict):
    """Where in Slack: an incoming webhook, or a channel to which the bot of delivery.slack posts."""

    webhook: Webhook | None = Field(
        default=None, description="URL of an incoming webhook. It is a secret: write ${NAME}, and set the variable."
    )
    channel: Line | None = Field(
        default=None,
        description="Id of a channel, in which the bot of delivery.slack is a member.",
        examples=["C0123456789"],
    )

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.webhook is None) == (self.channel is None):
            raise ValueError("needs either webhook: or channel:, and not both")
        return self


class SlackBot(Strict):
    """The bot that posts to channels."""

    token: Secret = Field(description="Its token (xoxb-...), written as ${NAME}; it needs the scope chat:write.")
    api: WebAddress = Field(
        default="https://slack.com/api",
        description="Base address of Slack's web API; another one for GovSlack, or for a proxy.",
        examples=["https://slack-gov.com/api"],
    )


async def send(notice: Notice, to: SlackTo, bot: SlackBot | None) -> str:
    """Posts a notice and returns Slack's answer.

    Raises:
        NotDelivered: Slack did not take all of it; permanent where that does not change before somebody mends it.
    """
    from notifiers.slack_posting import post_to_channel, post_to_webhook

    if to.channel is not None and bot is not None:
        return await post_to_channel(notice, to.channel, bot.token.get_secret_value(), bot.api)
    return await post_to_webhook(notice, to.webhook.get_secret_value() if to.webhook else "")


def preview(notice: Notice, to: SlackTo, bot: SlackBot | None) -> dict[str, bytes]:
    """What would be posted: the message, and the replies of its thread where there are any."""
    import json

    from notifiers.slack_message import message, thread

    posted = [message(notice)] if to.channel is None else [post.body for post in thread(notice)]
    return {
        f"message{f'-{number}' if number > 1 else ''}.json": json.dumps(each, indent=2, ensure_ascii=False).encode()
        for number, each in enumerate(posted, 1)
    }


def _needs_bot(to: Any) -> bool:
    return isinstance(to, dict) and "channel" in to


CHANNEL = Channel(
    name="slack",
    to=Annotated[SlackTo, text_or("webhook")],
    about="URL of a Slack incoming webhook, a secret: write ${NAME}, and set the variable; or channel: and the id of "
    "one to which the bot of delivery.slack posts.",
    send=send,
    preview=preview,
    shared=SlackBot,
    shared_about="The bot of Slack; needed by recipients with a channel.",
    needs_shared=_needs_bot,
    shared_missing="a channel of Slack needs a bot: add delivery.slack with its token",
)
