"""Slack: too many posts, trouble of its own, silence, a webhook that was revoked, a connection that breaks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from far_ends import DROP, HANG, Said

from faults.fault import DESK, MINUTE, Begins, Fault
from faults.stage import SLACK, Stage

_FOR_NOW = r"^Not yet delivered to desk"
_FOR_EVER = r"^NOT DELIVERED to desk"
_TWICE = {SLACK: 2}
_RETRY = ((6 * MINUTE, ("notify", "retry", DESK)), (MINUTE, ("check", "due")))


def _says(said: Said) -> Begins:
    @contextmanager
    def begins(stage: Stage) -> Iterator[None]:
        from notifiers.posting import post

        usual = dict(post.__kwdefaults__ or {})
        stage.posts.does[SLACK] = [said] * 9
        post.__kwdefaults__ = usual | {"timeout": 1.5}  # nobody here waits for a silence of twenty seconds
        try:
            yield
        finally:
            post.__kwdefaults__ = usual
            stage.posts.does.clear()

    return begins


@contextmanager
def _is_down(stage: Stage) -> Iterator[None]:
    stage.posts.__exit__(None, None, None)
    yield
    stage.posts.__enter__()


def _for_now(name: str, said: Said, **more: Any) -> Fault:
    return Fault(name, _says(said), DESK, "retrying", shows=_FOR_NOW, **more)


def _for_ever(name: str, said: Said) -> Fault:
    return Fault(name, _says(said), DESK, "dead", shows=_FOR_EVER, again=_RETRY)


FAULTS = (
    Fault("no connection comes about", _is_down, DESK, "retrying", shows=_FOR_NOW),
    _for_now(
        "too many posts: 429 with Retry-After: 1800",
        Said(429, b"rate_limited", (("Retry-After", "1800"),)),
        again=((29 * MINUTE, ("check", "due")), (2 * MINUTE, ("check", "due"))),
    ),
    _for_now("trouble of its own: 500", Said(500, b"internal_error")),
    _for_now("503 in the place of an answer of Slack's", Said(503, b"<html>upstream connect error</html>")),
    _for_now("silence, and the post is not taken", Said(then=HANG)),
    _for_now("silence, and the post is taken", Said(takes=True, then=HANG), copies=_TWICE),
    _for_now("the connection breaks before the post is taken", Said(then=DROP)),
    _for_now("the connection breaks after the post is taken", Said(takes=True, then=DROP), copies=_TWICE),
    _for_ever("the webhook is revoked (404 no_service)", Said(404, b"no_service")),
    _for_ever("the webhook is refused (403 invalid_token)", Said(403, b"invalid_token")),
    _for_ever("the channel is archived (410 channel_is_archived)", Said(410, b"channel_is_archived")),
)
