"""Slack, as an endpoint like its own gets it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from advisory_samples import (
    BLOCKED,
    HELP,
    HOSTILE,
    cluster,
    hostile,
    links,
    nothing,
    page,
    phone_fact,
    report,
    uganda,
    wording,
)
from servers import Answer, Raw, Server

from monitor.compare.change import Change, Edit
from notifiers import slack
from notifiers.notice import NotDelivered, Notice
from notifiers.slack import SlackSettings, message

PATH = "/services/T000/B000/SECRET"


def notice(*changes: Change, key: str = "notice-17", **other: Any) -> Notice:
    return Notice(key, "desk", report(*(changes or (uganda(),)), **other))


def settings(server: Server, timeout: float = 5.0) -> SlackSettings:
    return SlackSettings(server.url(PATH), timeout)


def texts(block: dict[str, Any]) -> list[str]:
    found = [block["text"]] if "text" in block else block.get("elements", [])
    return [each["text"] for each in found]


def all_text(posted: dict[str, Any]) -> str:
    return "\n".join(text for block in posted["blocks"] for text in texts(block))


async def refused(given: Notice, by: SlackSettings) -> NotDelivered:
    with pytest.raises(NotDelivered) as caught:
        await slack.send(given, by)
    assert "SECRET" not in caught.value.reason + repr(by)
    return caught.value


async def test_a_message_arrives_and_its_first_line_says_the_fact():
    with Server() as server:
        server.answer(PATH, Answer(200, b"ok"))
        assert await slack.send(notice(), settings(server)) == "200 ok"
        (seen,) = server.log
    assert (seen.method, seen.header("Content-Type")) == ("POST", "application/json")
    posted = json.loads(seen.body)
    line = "CRITICAL Uganda: consular number changed (not announced)"
    assert posted["text"] == line
    assert posted["blocks"][0]["type"] == "header"
    assert texts(posted["blocks"][0]) == [line]


def test_an_item_is_told_with_its_fact_its_sentence_and_its_place():
    section = next(block for block in message(notice())["blocks"] if block["type"] == "section")
    assert texts(section)[0].splitlines() == [
        "*CRITICAL* <https://www.gov.uk/foreign-travel-advice/uganda/getting-help#:~:text=You%20can%20call%20the%20British"
        "%20High%20Commission%20Kampala%20on%20%2B256%20%280%29%20312%20312%20000."
        "|Uganda / Getting help / Help from FCDO in Uganda>",
        "_FCDO, page dated 12 Jan 2026 (date unchanged), seen 14 Jan 2026 09:12 UTC_",
        "• phone *consular* +255 22 229 0000 → *+256 (0) 312 312 000*",
        "> “You can call the British High Commission Kampala on [+255 22 229 0000 → *+256 (0) 312 312 000*].”",
        "*NOT ANNOUNCED*; the note says: “Information about an internet outage.”",
        "why: consular number changed",
        "in full: `monitor show 1042`",
    ]


def test_the_same_notice_carries_the_same_key():
    first, again, other = message(notice(key="a")), message(notice(key="a")), message(notice(key="b"))
    assert first == again
    assert first["blocks"][0]["block_id"] == "a"
    assert other["blocks"][0]["block_id"] == "b"
    long = message(notice(key="k" * 900))["blocks"][0]["block_id"]
    assert len(long) <= 255
    assert long == message(notice(key="k" * 900))["blocks"][0]["block_id"]


def test_what_was_not_checked_and_what_is_nothing_stand_at_the_end():
    posted = message(notice(uganda(), nothing(1, "stamp"), not_checked=(BLOCKED,)))
    *_, unseen, rest = posted["blocks"]
    assert texts(unseen) == [
        "*Not checked* (1)\nKazakhstan / Travel advisory: "
        "not checked since 11 Jan 2026 06:00 UTC: blocked: the site answered 403"
    ]
    assert texts(rest)[0].startswith("Nothing to read: 1 page (stamps 1).")


def test_a_digest_without_changes_says_how_many_pages_were_well_seen():
    posted = message(notice(nothing(1, "stamp")))
    assert posted["text"] == "No changes: 41 pages well seen"
    assert "All well seen, last at 14 Jan 2026 11:58 UTC." in all_text(posted)


def test_page_text_can_mention_nobody_and_forge_no_link():
    posted = message(
        notice(hostile(), uganda(links=links(), page=page(title="<!everyone> <http://evil.example|gov.uk> / x")))
    )
    everything = json.dumps(posted, ensure_ascii=False)
    assert not re.search(r"<[!@#]", everything)
    assert "<!" not in everything
    assert "&lt;!channel&gt;" in all_text(posted)
    for target in re.findall(r"<([^>]*)>", all_text(posted)):
        assert target.startswith("https://www.gov.uk/")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", all_text(posted))
    for block in posted["blocks"]:
        for text in [block["text"]] if block["type"] == "section" else block.get("elements", []):
            assert text["verbatim"] is True


def a_flood() -> list[Change]:
    changes = []
    for n in range(80):
        texts = [
            f"Office {n}-{m} of the embassy answers on +7 (727) 250-48-02 & <only> there. {'Words ' * 90}"
            for m in range(30)
        ]
        edits = tuple(Edit("added", (f"Section {m}",), None, text) for m, text in enumerate(texts))
        title = f"Country {n} {'of a very long name ' * 20}/ Help"
        changes.append(uganda(id=n, edits=edits, page=page(f"uk-fcdo/{n}", title, country=None)))
    return changes


def test_a_flood_stays_within_the_limits_and_says_what_is_missing():
    posted = message(notice(*a_flood(), not_checked=(BLOCKED,) * 300))
    assert len(posted["blocks"]) <= 50
    for block in posted["blocks"]:
        for text in texts(block):
            assert 0 < len(text) <= (150 if block["type"] == "header" else 3000)
    assert len(all_text(posted)) < 30_000
    assert "Not in this message: " in all_text(posted)
    assert "*Not checked* (300)" in all_text(posted)
    assert re.search(r"… and \d+ more pages", all_text(posted))


def test_even_in_a_flood_no_number_is_cut_in_half():
    text = all_text(message(notice(*a_flood())))
    assert "+7 (727) 250-48-02" in text
    for found in re.findall(r"\+7[\d ()-]*", text):
        assert found.strip() == "+7 (727) 250-48-02"


def test_a_long_first_line_is_cut_between_words():
    name = " ".join(["Saint & Grenadine"] * 30)
    posted = message(notice(uganda(page=page(title=f"{name} / Help"))))
    (line,) = texts(posted["blocks"][0])
    assert len(line) <= 150
    assert not re.search(r"&(?!amp;|lt;|gt;)", line)


def test_an_edit_of_a_thousand_words_fits():
    words = tuple(("-" if n % 2 else "+", f" word{n} & more") for n in range(4000))
    edit = Edit("modified", HELP, "x", "y", words)  # type: ignore[arg-type]
    posted = message(notice(uganda(edits=(edit,), facts=(phone_fact(),))))
    assert max(len(text) for block in posted["blocks"] for text in texts(block)) <= 3000


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
async def test_what_slack_refuses_for_good_and_what_is_tried_again(status: int, body: bytes, permanent: bool):
    with Server() as server:
        server.answer(PATH, Answer(status, body))
        why = await refused(notice(), settings(server))
    assert why.permanent is permanent
    assert why.reason == f"127.0.0.1 answered {status} {body.decode()}".strip()


async def test_too_many_messages_are_tried_again_when_slack_says():
    with Server() as server:
        server.answer(PATH, Answer(429, b"", (("Retry-After", "30"),)))
        why = await refused(notice(), settings(server))
    assert (why.permanent, why.retry_after) == (False, 30.0)


async def test_a_time_to_wait_may_be_a_date_or_rubbish():
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    with Server() as server:
        server.answer(PATH, *(Answer(503, b"", (("Retry-After", value),)) for value in (later, "soon", "-5")))
        waits = [(await refused(notice(), settings(server))).retry_after for _ in range(3)]
    assert waits[0] is not None
    assert 90 < waits[0] <= 100
    assert waits[1:] == [None, 0.0]


async def test_a_hostile_answer_is_told_on_one_safe_line():
    with Server() as server:
        server.answer(PATH, Answer(500, HOSTILE.encode() * 100))
        why = await refused(notice(), settings(server))
    assert len(why.reason) < 300
    assert not re.search("[\x00-\x1f\x80-\x9f\u202e]", why.reason)


async def test_a_silent_slack_is_given_up_after_the_timeout():
    with Server() as server:
        server.answer(PATH, Raw((), hold=True))
        why = await refused(notice(), settings(server, timeout=0.2))
    assert not why.permanent
    assert why.reason == "127.0.0.1 did not answer within 0.2 seconds"


async def test_a_connection_that_breaks_and_nobody_at_the_port_are_temporary():
    with Server() as server:
        server.answer(PATH, Raw((), reset=True))
        assert not (await refused(notice(), settings(server))).permanent
        gone = settings(server)
    assert not (await refused(notice(), gone)).permanent


@pytest.mark.parametrize(
    "webhook", ["", "hooks.slack.com/x", "ftp://127.0.0.1/SECRET", "http://[SECRET", "http://", "http:///x"]
)
async def test_what_is_no_address_is_told(webhook: str):
    why = await refused(notice(), SlackSettings(webhook))
    assert why.permanent
    assert "no http or https address" in why.reason


def test_the_same_edit_on_many_pages_is_one_section():
    names = ["Chad", "Peru", "Mali"]
    changes = [wording(name, name[:2].upper(), n) for n, name in enumerate(names, 1)]
    posted = message(notice(*changes, clusters=(cluster(*changes),)))
    assert posted["text"] == 'MINOR 3 pages: wording changed in "Permits"'
    sections = [block for block in posted["blocks"] if block["type"] == "section"]
    assert len(sections) == 1
    assert (
        "pages: Chad, Mali, Peru (3; monitor show cluster 88); quoted from Chad / Entry requirements"
        in texts(sections[0])[0]
    )
