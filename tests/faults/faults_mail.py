"""The mail server: refuses, is busy, hangs at each step, breaks off, takes some addresses and not others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from far_ends import DROP, HANG

from faults.fault import EDITORS, MINUTE, Begins, Fault
from faults.stage import Stage

_FOR_NOW = r"^Not yet delivered to editors"
_FOR_EVER = r"^NOT DELIVERED to editors"
_FIRST = {"editors@example.org": 2}
_RETRY = ((6 * MINUTE, ("notify", "retry", EDITORS)), (MINUTE, ("check", "due")))


def _does(step: str, what: str, times: int = 9) -> Begins:
    @contextmanager
    def begins(stage: Stage) -> Iterator[None]:
        stage.mail.does[step] = [what] * times
        yield
        stage.mail.does.clear()

    return begins


@contextmanager
def _is_down(stage: Stage) -> Iterator[None]:
    stage.mail.__exit__(None, None, None)
    yield
    stage.mail.__enter__()


@contextmanager
def _until_mended(stage: Stage) -> Iterator[None]:
    yield
    stage.email.clear()
    stage.write_sources()


def _for_now(name: str, step: str, what: str, **more: Any) -> Fault:
    return Fault(name, _does(step, what), EDITORS, "retrying", shows=_FOR_NOW, **more)


def _for_ever(name: str, step: str, what: str, **more: Any) -> Fault:
    return Fault(name, _does(step, what), EDITORS, "dead", shows=_FOR_EVER, again=_RETRY, **more)


_LOGIN = {"username": "${PASSWORD}", "password": "${PASSWORD}"}

FAULTS = (
    Fault("the server is down: it refuses connections", _is_down, EDITORS, "retrying", shows=_FOR_NOW),
    _for_now("it turns everybody away (421 greeting)", "greeting", "421 4.3.2 too busy"),
    _for_now("greylisting (450 at RCPT)", "rcpt", "450 4.2.0 greylisted, try again later"),
    _for_now("greylisting after the text (451)", "dot", "451 4.7.1 try again later"),
    _for_now("its disk is full (452 at MAIL)", "mail", "452 4.3.1 insufficient system storage"),
    _for_now("silence in the place of a greeting", "greeting", HANG),
    _for_now("silence after EHLO", "ehlo", HANG),
    _for_now("silence after MAIL", "mail", HANG),
    _for_now("silence after RCPT", "rcpt", HANG),
    _for_now("silence after DATA", "data", HANG),
    _for_now("silence after the text, which it has not taken", "dot", HANG),
    _for_now("silence after the text, which it has taken", "taken", HANG, copies=_FIRST),
    _for_now("the connection breaks at the greeting", "greeting", DROP),
    _for_now("the connection breaks within the text", "body", DROP),
    _for_now("the connection breaks after the text, which it has not taken", "dot", DROP),
    _for_now("the connection breaks after the text, which it has taken", "taken", DROP, copies=_FIRST),
    _for_now("one of two addresses is refused for now (450)", "rcpt:deputy@example.org", "450 4.2.2 mailbox full"),
    _for_ever("one of two addresses is refused for good (550)", "rcpt:deputy@example.org", "550 5.1.1 no such user"),
    _for_ever("both addresses are refused for good (550)", "rcpt", "550 5.1.1 no such user"),
    _for_ever("the text is refused for good (554)", "dot", "554 5.6.0 not a mail that is taken here"),
    _for_now("the text is taken for spam (554 5.7.1)", "dot", "554 5.7.1 looks like spam"),
    _for_now("the login is refused (535)", "auth", "535 5.7.8 authentication failed", email=_LOGIN),
    Fault(
        "STARTTLS is asked for and not offered; then sources.yaml is mended", _until_mended, EDITORS, "retrying",
        shows=_FOR_NOW, email={"security": "starttls"},
    ),
)  # fmt: skip
