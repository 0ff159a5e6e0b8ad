"""Secrets of sources.yaml never stand in a line, in whatever form they come."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest
from world import World

from monitor.service.redaction import REDACTED, Redaction

WEBHOOK = "https://hooks.example.org/services/T00000000/B00000000/abcdefghijklmnopqrstuvwx"
PASSWORD = "p&ss wörd/+='\"\\"


@pytest.fixture
def redaction(world: World) -> Redaction:
    world.environ.update(
        SLACK_HOOK=WEBHOOK, SMTP_USER="monitor", SMTP_PASSWORD=PASSWORD, BEAT=WEBHOOK + "?key=0123456789ab"
    )
    world.watch(
        recipients=[
            {"name": "newsroom", "slack": "${SLACK_HOOK}"},
            {"name": "desk", "email": "desk@example.org"},
        ],
        delivery={
            "email": {
                "host": "smtp.example.org", "port": 587, "from": "monitor@example.org",
                "username": "${SMTP_USER}", "password": "${SMTP_PASSWORD}",
            }
        },
        daemon={"heartbeat": "${BEAT}"},
    )  # fmt: skip
    made = Redaction()
    made.learn(world.config)
    return made


@pytest.mark.parametrize(
    "said",
    [
        WEBHOOK,
        PASSWORD,
        quote(PASSWORD),
        quote(PASSWORD, safe=""),
        repr(PASSWORD)[1:-1],
        base64.b64encode(PASSWORD.encode()).decode(),
        "/services/T00000000/B00000000/abcdefghijklmnopqrstuvwx",
        "abcdefghijklmnopqrstuvwx",
        "0123456789ab",
    ],
)
def test_a_secret_is_taken_out_wherever_it_stands(redaction: Redaction, said: str) -> None:
    told = redaction(f"cannot post to <{said}>: refused")
    assert said not in told
    assert REDACTED in told
    assert told.startswith("cannot post to <")


@pytest.mark.parametrize(
    "line",
    ["the monitor logs in as monitor", "ngo/kazakhstan/help change 7, critical", "hooks.example.org answered 500", ""],
)
def test_what_is_no_secret_stays(redaction: Redaction, line: str) -> None:
    assert redaction(line) == line


def test_what_was_a_secret_stays_one_after_a_reload(redaction: Redaction, world: World) -> None:
    world.environ["SLACK_HOOK"] = "https://hooks.example.org/services/new/secret/zyxwvutsrqponml"
    redaction.learn(world.config)
    assert redaction("abcdefghijklmnopqrstuvwx zyxwvutsrqponml") == f"{REDACTED} {REDACTED}"


def test_without_secrets_nothing_is_taken_out() -> None:
    assert Redaction()("anything") == "anything"
