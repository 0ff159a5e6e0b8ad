"""Microsoft Teams, as the webhook of a workflow gets it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from advisory_samples import BLOCKED, HOSTILE, hostile, uganda, wording
from channel_notices import many_changes, notice, rich, saying
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from servers import Answer, Server

from notifiers import teams
from notifiers.notice import NotDelivered

PATH = "/workflows/0123456789abcdef/triggers/manual/paths/invoke?sig=SIGNATURE-SECRET"
OLD_CONNECTOR = b"Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429"
OURS = re.compile(r"\[(page|report|evidence)\]\(https://[^()\s]*\)")


def blocks(message: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = message["attachments"][0]["content"]["body"]
    return found


def line(block: dict[str, Any]) -> str:
    return "".join(run["text"] for run in block["inlines"]) if "inlines" in block else block["text"]


async def test_a_card_arrives():
    with Server() as server:
        server.answer(PATH, Answer(202, b""))
        assert await teams.send(rich(), SecretStr(server.url(PATH)), None) == "202"
        (seen,) = server.log
    assert (seen.header("Content-Type"), seen.header("Idempotency-Key")) == ("application/json", "notice-17")
    message = json.loads(seen.body)
    assert message["type"] == "message"
    (attached,) = message["attachments"]
    assert attached["contentType"] == "application/vnd.microsoft.card.adaptive"
    card = attached["content"]
    assert (card["type"], card["version"]) == ("AdaptiveCard", "1.5")
    assert card["fallbackText"] == "1 critical, 1 minor: Uganda, Kazakhstan"


def test_a_fact_is_told_old_and_new():
    fact = next(block for block in blocks(teams.message(notice())) if line(block).startswith("• phone"))
    assert line(fact) == "• phone consular +255 22 229 0000 → +256 (0) 312 312 000"
    old, new = (run for run in fact["inlines"] if run["text"].startswith("+"))
    assert old["strikethrough"] is True
    assert new["weight"] == "Bolder"


def test_the_place_on_the_page_the_report_and_the_evidence_are_links():
    (links,) = [block for block in blocks(teams.message(notice())) if block["type"] == "TextBlock"]
    assert OURS.findall(links["text"]) == ["page", "report", "evidence"]
    assert "#:~:text=You%20can%20call" in links["text"]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=2_000) | st.sampled_from([HOSTILE, "[a](http://evil.example)", "<at>Ann</at>", "{{DATE(0)}}"]))
def test_page_text_stands_where_no_markdown_is_known(page: str):
    for block in blocks(teams.message(notice(saying(page), wording(), not_checked=(BLOCKED,)))):
        if block["type"] == "TextBlock":
            assert OURS.sub("", block["text"]).strip(" ·") == ""
        else:
            assert block["type"] == "RichTextBlock"
            assert {run["type"] for run in block["inlines"]} == {"TextRun"}
            assert not any("selectAction" in run or run["text"] == "" for run in block["inlines"])


def test_nobody_is_mentioned_and_nothing_is_worked_out():
    body = teams.body(notice(hostile(), saying("<at>everyone</at> {{DATE(2026-01-01,SHORT)}} @channel"))).decode()
    assert "<at>" not in body
    assert "{{" not in body
    assert "entities" not in body
    assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", body)


@pytest.mark.parametrize("number", [0, 15, 60, 400])
def test_a_card_is_never_too_large_for_teams(number: int):
    message = teams.body(notice(uganda(), *many_changes(number), not_checked=(BLOCKED,) * 200))
    assert len(message) <= 28 * 1024
    lines = [line(block) for block in blocks(json.loads(message))]
    assert "CRITICAL Uganda / Getting help / Help from FCDO in Uganda" in lines
    rest = [int(re.search(r"(\d+) minor", each)[1]) for each in lines if each.startswith("Not in this message")]  # type: ignore[index]
    assert sum(each.startswith("MINOR ") for each in lines) + sum(rest) == number
    assert lines[-1] == "notice notice-17"


def test_a_card_of_text_without_end_fits_too():
    for endless in ("x" * 100_000, "9" * 100_000, "ж" * 100_000, '"' * 100_000):
        assert len(teams.body(notice(saying(endless)))) <= 28 * 1024


async def test_what_goes_wrong_is_told_without_the_address():
    with Server() as server:
        for answer, permanent, wait in (
            (Answer(429, b"slow down", [("Retry-After", "30")]), False, 30.0),
            (Answer(401, f"no right to {PATH}".encode()), True, None),
            (Answer(413, b"too large"), True, None),
            (Answer(502, b""), False, None),
            (Answer(200, OLD_CONNECTOR), False, None),
        ):  # fmt: skip
            server.answer(PATH, answer)
            address = SecretStr(server.url(PATH))
            with pytest.raises(NotDelivered) as caught:
                await teams.send(notice(), address, None)
            assert (caught.value.permanent, caught.value.retry_after) == (permanent, wait)
            assert "0123456789abcdef" not in caught.value.reason
            assert "SIGNATURE" not in caught.value.reason
