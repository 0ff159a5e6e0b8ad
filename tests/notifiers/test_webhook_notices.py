"""The webhook, as a receiver of the operator's own gets it."""

from __future__ import annotations

import base64
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from advisory_samples import BLOCKED, hostile, nothing, uganda, wording
from channel_notices import many_changes, notice, rich
from jsonschema import Draft202012Validator
from pydantic import SecretStr
from servers import Answer, Raw, Server, redirect

from monitor.compare.change import to_json
from notifiers import webhook
from notifiers.notice import NotDelivered
from notifiers.webhook import WebhookTo, body, headers

PATH = "/hooks/SECRET-PATH"
SECRET = "a secret of the two of us"
CONTRACT = Path(__file__).parents[2].parent / "shared/contract/change.schema.json"
DOCS = Path(__file__).parents[2] / "docs" / "channels.md"


def documented() -> Any:
    """The receiver's check, as the documentation gives it."""
    code = next(
        block for block in re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.S) if "is_genuine" in block
    )
    names: dict[str, Any] = {}
    exec(code, names)
    return names["is_genuine"]


def to(server: Server, *secrets: str, path: str = PATH) -> WebhookTo:
    return WebhookTo.model_construct(
        url=SecretStr(server.url(path)), secret=tuple(SecretStr(each) for each in secrets or (SECRET,))
    )


async def refused(server: Server, path: str = PATH) -> NotDelivered:
    with pytest.raises(NotDelivered) as caught:
        await webhook.send(notice(), to(server, path=path), None)
    shown = f"{caught.value.reason} {caught.value!r} {to(server, path=path)!r}"
    assert "SECRET-PATH" not in shown
    assert SECRET not in shown
    return caught.value


async def test_the_receiver_of_the_documentation_knows_who_sent_it():
    is_genuine = documented()
    with Server() as server:
        server.answer(PATH, Answer(200, b"kept"))
        assert await webhook.send(rich(), to(server), None) == "200 kept"
        (seen,) = server.log
    sent = {name.lower(): value for name, value in seen.headers}
    assert is_genuine(sent, seen.body, SECRET.encode())
    assert not is_genuine(sent, seen.body, b"another secret")
    assert not is_genuine(sent, seen.body + b" ", SECRET.encode())
    assert not is_genuine(sent | {"webhook-id": "another"}, seen.body, SECRET.encode())
    assert not is_genuine({}, seen.body, SECRET.encode())
    assert (sent["webhook-id"], sent["idempotency-key"], sent["content-type"]) == (
        "notice-17",
        "notice-17",
        "application/json",
    )


def test_what_was_sent_long_ago_is_not_genuine_any_more():
    is_genuine, content = documented(), body(notice())
    for age, right in ((0, True), (290, True), (310, False), (-310, False)):
        assert is_genuine(headers("k", content, [SECRET], int(time.time()) - age), content, SECRET.encode()) is right


def test_a_secret_of_standard_webhooks_is_base64_behind_its_prefix():
    # The example of the specification's own libraries.
    secret, id, at = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330
    signed = headers(id, b'{"test": 2432232314}', [secret], at)["webhook-signature"]
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_while_a_secret_is_changed_both_sign():
    is_genuine, content = documented(), body(notice())
    made = headers("k", content, ["the new one", "the old one"], int(time.time()))
    assert is_genuine(made, content, b"the new one")
    assert is_genuine(made, content, b"the old one")


def test_a_secret_that_was_not_copied_whole_is_told():
    with pytest.raises(ValueError, match="no base64"):
        webhook.signing_key("whsec_MfKQ9r8")
    assert webhook.signing_key("whsec_" + base64.b64encode(b"key").decode()) == b"key"


def test_a_body_holds_each_change_by_the_contract():
    changes = (uganda(), wording(), nothing(1, "stamp"), hostile())
    sent = json.loads(body(notice(*changes, not_checked=(BLOCKED,))))
    assert sent["schema"] == "advisory-notice/1"
    assert (sent["key"], sent["recipient"], sent["is_digest"]) == ("notice-17", "desk", False)
    assert [change["id"] for change in sent["changes"]] == [1042, 666, 7]
    given = {change.id: change for change in changes}
    for change in sent["changes"]:
        assert change == json.loads(json.dumps(to_json(given[change["id"]])))
    assert sent["links"]["1042"]["report"] == "https://monitor.example.org/c/1042.html"
    assert sent["not_checked"][0]["page_id"] == "us-state/kazakhstan/advisory"
    assert sent["counted"]["nothing"] == {"stamp": 1}
    assert "Open Government Licence" in sent["licences"][0]
    assert sent["left_out"] == []


@pytest.mark.skipif(not CONTRACT.exists(), reason="the contract is not kept beside this checkout")
def test_its_changes_fit_the_contract():
    fits = Draft202012Validator(json.loads(CONTRACT.read_text("utf-8")))
    for change in json.loads(body(notice(uganda(), wording(), hostile())))["changes"]:
        fits.validate(change)


def test_the_same_notice_is_the_same_body():
    assert body(rich()) == body(rich())


def test_a_body_too_long_keeps_the_weightiest_and_names_the_others():
    changes = [*many_changes(300), uganda()]
    whole, short = json.loads(body(notice(*changes))), body(notice(*changes), 150_000)
    assert len(whole["changes"]) == 301
    assert len(short) <= 150_000
    sent = json.loads(short)
    assert sent["changes"][0]["id"] == 1042
    assert 20 < len(sent["changes"]) < 300
    told = [change["id"] for change in sent["changes"]] + sent["changes_left_out"]
    assert sorted(told) == sorted(change["id"] for change in whole["changes"])
    assert sent["left_out"][0]["page"]["title"].endswith("Entry requirements")


def test_one_change_without_end_keeps_no_other_out():
    endless = uganda(id=1, reasons=("9" * 200_000,))
    sent = json.loads(body(notice(endless, wording()), 100_000))
    assert [change["id"] for change in sent["changes"]] == [7]
    assert sent["changes_left_out"] == [1]


def test_page_text_leaves_as_json_that_harms_no_log():
    sent = body(notice(hostile()))
    assert not re.search(rb"[\x00-\x1f\x7f]", sent)
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", sent.decode())


async def test_an_answer_of_4xx_is_for_good_and_others_are_not():
    with Server() as server:
        for status, permanent in ((400, True), (401, True), (404, True), (410, True), (413, True)):
            server.answer(PATH, Answer(status, b"no"))
            assert (await refused(server)).permanent is permanent
        for status in (408, 425, 429, 500, 502, 503):
            server.answer(PATH, Answer(status, b"later", [("Retry-After", "70")]))
            error = await refused(server)
            assert (error.permanent, error.retry_after) == (False, 70.0)


async def test_a_redirect_is_not_followed():
    with Server() as server, Server() as elsewhere:
        elsewhere.answer("/", Answer(200, b"thanks"))
        server.answer(PATH, redirect(elsewhere.url("/"), 307))
        assert (await refused(server)).permanent
        assert elsewhere.log == []


async def test_no_answer_is_tried_again_and_shows_no_secret():
    with Server() as server:
        server.answer(PATH, Raw([], reset=True))
        assert not (await refused(server)).permanent
        port = server.port
    there = SecretStr(f"http://127.0.0.1:{port}{PATH}")
    gone = WebhookTo.model_construct(url=there, secret=(SecretStr(SECRET),))
    with pytest.raises(NotDelivered) as caught:
        await webhook.send(notice(), gone, None)
    assert not caught.value.permanent
    assert "SECRET-PATH" not in caught.value.reason


async def test_a_page_of_errors_that_repeats_the_address_gives_it_away_to_nobody():
    with Server() as server:
        server.answer(PATH, Answer(404, f"The requested URL {PATH} was not found".encode()))
        assert "The requested URL … was not found" in (await refused(server)).reason
