"""A notice as JSON, posted to a receiver of the operator's own, and signed so that it can know who sent it.

Signed in the manner of Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 over id, time and body.
docs/channels.md shows how a receiver verifies that.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, Field, SecretStr

from monitor.sources.fields import Secret, Several, Strict, Webhook
from notifiers.channel import Channel
from notifiers.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from monitor.compare.change import Change
    from monitor.report.report import Report

SCHEMA = "advisory-notice/1"
MOST_BYTES = 1_000_000
"""Of a body: what web servers and services take without being told to."""
_MOST_LISTED = 300
"""Pages not checked, alarms, and changes that are left out: how many are named; their numbers are told in any case."""
_PREFIX = "whsec_"


def signing_key(secret: str) -> bytes:
    """The key of a secret: what stands in base64 behind `whsec_`, else its own bytes.

    Raises:
        ValueError: what stands behind `whsec_` is no base64.
    """
    if not secret.startswith(_PREFIX):
        return secret.encode()
    import base64

    try:
        return base64.b64decode(secret[len(_PREFIX) :], validate=True)
    except ValueError:
        raise ValueError(
            "what stands behind whsec_ is no base64; copy the secret whole, or write one without it"
        ) from None


def _signing_secret(secret: SecretStr) -> SecretStr:
    if not signing_key(secret.get_secret_value()):
        raise ValueError("is a secret without content; write one of 24 characters or more")
    return secret


SigningSecret = Annotated[Secret, AfterValidator(_signing_secret)]


class WebhookTo(Strict):
    """A receiver of the operator's own."""

    url: Webhook = Field(description="Where to post. It is a secret: write ${NAME}, and set the variable.")
    secret: Several[SigningSecret] = Field(
        description="What the receiver shares with us, written as ${NAME}: any text, or whsec_ and base64. Two while "
        "it is being changed: each signs.",
        examples=["${WEBHOOK_SECRET}"],
    )


async def send(notice: Notice, to: WebhookTo, shared: None) -> str:
    """Posts a notice and returns the receiver's answer.

    Raises:
        NotDelivered: it was not taken; permanent where the receiver says so (4xx), or sends on to elsewhere: a signed
            notice goes nowhere but where it was sent.
    """
    import time

    from notifiers.aside import made
    from notifiers.posting import post

    content = await made(body, notice)
    signed = headers(notice.key, content, [each.get_secret_value() for each in to.secret], int(time.time()))
    answer = await post(to.url.get_secret_value(), "the url of the webhook", content=content, headers=signed)
    return answer.line


def preview(notice: Notice, to: WebhookTo, shared: None) -> dict[str, bytes]:
    """The body that would be posted."""
    return {"body.json": body(notice)}


def headers(key: str, content: bytes, secrets: Iterable[str], at: int) -> dict[str, str]:
    """What goes out with a body.

    Args:
        at: seconds since 1970: of this try.
    """
    import base64
    import hmac

    signed = b".".join((key.encode(), str(at).encode(), content))
    digests = (hmac.digest(signing_key(secret), signed, "sha256") for secret in secrets)
    return {
        "Content-Type": "application/json",
        "Idempotency-Key": key,
        "webhook-id": key,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests),
    }


def body(notice: Notice, most: int = MOST_BYTES) -> bytes:
    """A notice as JSON of at most so many bytes: the same for the same notice.

    Where it would be longer, changes are left out, the least weighty first, and named in `left_out`.
    """
    from monitor.report.json_ import to_object
    from monitor.report.order import weightiest_first

    report = to_object(notice.report)
    objects = {change["id"]: change for change in report["changes"]}
    changes = [change for change in weightiest_first(notice.report.changes) if change.id in objects]
    costs = [len(_json(objects[change.id])) for change in changes]
    if sum(costs) <= most and len(content := _json(_envelope(notice, report, changes, changes))) <= most:
        return content
    room = most - len(_json(_envelope(notice, report, changes, ())))
    kept: list[Change] = []
    for change, cost in zip(changes, costs, strict=True):
        # Links cost time: only what may fit is asked for them.
        if cost <= room and (whole := cost + len(_json(_links(notice.report, [change])))) <= room:
            kept.append(change)
            room -= whole
    return _json(_envelope(notice, report, changes, kept))


def _envelope(
    notice: Notice, report: Mapping[str, Any], changes: Sequence[Change], whole: Sequence[Change]
) -> dict[str, Any]:
    """A notice as an object of JSON types.

    Args:
        report: the notice's, as an object.
        changes: all that are told, the weightiest first.
        whole: those of them whose bodies are in it; the others are named in `left_out`.
    """
    kept = {id(change) for change in whole}
    objects = {change["id"]: change for change in report["changes"]}
    left = [change for change in changes if id(change) not in kept]
    numbers = [change["id"] for change in report["changes"]]
    return {
        "schema": SCHEMA,
        "key": notice.key,
        "recipient": notice.recipient,
        "made_at": notice.at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "is_digest": notice.is_digest,
        "headline": report["headline"],
        "since": report["since"],
        "until": report["until"],
        "changes": [objects[change.id] for change in whole],
        "left_out": [_named(change) for change in left[:_MOST_LISTED]],
        "changes_left_out": [change.id for change in left],
        "items": [_item(item, numbers) for item in report["items"]],
        "links": _links(notice.report, whole),
        "alarms": report["alarms"][:_MOST_LISTED],
        "not_checked": report["not_checked"][:_MOST_LISTED],
        "watched_pages": report["watched_pages"],
        "pages_not_checked": len(report["not_checked"]),
        "last_good_at": report["last_good_at"],
        "ways": report["ways"],
        "dates": report["dates"],
        "counted": report["counted"],
        "licences": _licences(changes),
    }


def _named(change: Change) -> dict[str, Any]:
    """A change that is left out, so that whoever reads it can find it."""
    from monitor.report.words import clip

    page = (
        {"id": change.page.id, "title": clip(change.page.title, 200), "url": change.page.url} if change.page else None
    )
    return {"id": change.id, "significance": change.significance, "page": page}


def _item(item: Mapping[str, Any], numbers: Sequence[int | None]) -> dict[str, Any]:
    """One thing to read: the same edit on several pages is one."""
    return {
        "significance": item["significance"],
        "cluster": item["cluster"],
        "pages": item["pages"],
        "changes": [numbers[place] for place in item["changes"]],
    }


def _links(report: Report, changes: Iterable[Change]) -> dict[str, dict[str, str]]:
    """By the number of a change: its page at the place, its report and its evidence, where there are such."""
    from monitor.report.order import Item
    from monitor.report.view import view

    shown = {change.id: view(Item((change,)), addresses=report.links).follow for change in changes}
    return {str(number): dict(follow) for number, follow in shown.items() if number is not None}


def _licences(changes: Iterable[Change]) -> list[str]:
    from monitor.publishers import publisher

    houses = dict.fromkeys(change.page.publisher for change in changes if change.page)
    return list(dict.fromkeys(filter(None, (publisher(house).licence for house in houses))))


def _json(value: Any) -> bytes:
    import json

    from monitor.report.safe import safe_json

    return safe_json(json.dumps(value, ensure_ascii=False, separators=(",", ":"))).encode()


CHANNEL = Channel(
    name="webhook",
    to=WebhookTo,
    about="A receiver of your own that takes JSON: its url, and the secret by which it knows who posts.",
    send=send,
    preview=preview,
)
