"""Apprise, with services of its own that post to a server here."""

from __future__ import annotations

import builtins
import json
import logging
import re
import sys
from typing import Any

import apprise as library
import pytest
from advisory_samples import hostile, uganda
from channel_notices import many_changes, notice, rich, saying
from pydantic import SecretStr
from servers import Answer, Server

from notifiers import apprise
from notifiers.apprise import content, part_name
from notifiers.notice import NotDelivered

# Apprise imports a module of the standard library that Python 3.11 calls deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")

PASSWORD = "PASSWORD-of-somebody"


def json_url(server: Server, path: str = "/take") -> str:
    return f"json://user:{PASSWORD}@{server.address}{path}"


async def send(*urls: str, done: Any = ()) -> str:
    return await apprise.send(notice(done=done), tuple(map(SecretStr, urls)), None)


async def refused(*urls: str) -> NotDelivered:
    with pytest.raises(NotDelivered) as caught:
        await send(*urls)
    assert PASSWORD not in f"{caught.value.reason} {caught.value!r}"
    return caught.value


async def test_a_notice_arrives_with_its_title_and_its_text():
    with Server() as server:
        server.answer("/take", Answer(200, b"ok"))
        assert await send(json_url(server)) == "the service took it"
        posted = json.loads(server.log[0].body)
    assert posted["title"] == "CRITICAL Uganda: consular number changed (not announced)"
    assert "• phone consular +255 22 229 0000 → +256 (0) 312 312 000" in posted["message"].splitlines()
    assert posted["message"].endswith("notice notice-17")


async def test_another_service_gets_it_in_its_own_way():
    with Server() as server:
        server.answer("/take", Answer(200, b"ok"))
        await send(f"xml://{server.address}/take")
        posted = server.log[0].body.decode()
    assert "<Subject>CRITICAL Uganda: consular number changed (not announced)</Subject>" in posted


async def test_of_several_services_only_those_that_failed_are_tried_again():
    with Server() as server:
        server.answer("/take", Answer(200, b"ok"))
        server.answer("/refuse", Answer(503, b"later"), Answer(200, b"ok"))
        both = (json_url(server), json_url(server, "/refuse"))
        error = await refused(*both)
        assert (error.permanent, error.done) == (False, (part_name(both[0]),))
        assert await send(*both, done=error.done) == "1 of 2 services took it"
        assert [seen.path for seen in server.log] == ["/take", "/refuse", "/refuse"]


async def test_why_it_failed_is_told_without_the_address(caplog: pytest.LogCaptureFixture):
    with Server() as server, caplog.at_level(logging.DEBUG):
        for status, permanent in ((401, True), (404, True), (429, False), (500, False)):
            server.answer("/take", Answer(status, b"no"))
            error = await refused(json_url(server))
            assert error.permanent is permanent
            assert f"error={status}" in error.reason
    assert not (await refused(json_url(server))).permanent  # nobody is there any more
    assert PASSWORD not in caplog.text


async def test_what_is_no_address_of_apprise_is_told():
    error = await refused(f"pigeon://{PASSWORD}")
    assert error.reason == "a value of apprise is no address that Apprise can use"
    assert error.permanent


async def test_without_the_extra_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch):
    usual = builtins.__import__

    def without(name: str, *more: Any, **other: Any) -> Any:
        if name == "apprise":
            raise ImportError(name)
        return usual(name, *more, **other)

    monkeypatch.delitem(sys.modules, "apprise")
    monkeypatch.setattr(builtins, "__import__", without)
    error = await refused("json://localhost")
    assert error.reason == "notices by Apprise need the extra [apprise]: pip install 'advisory-monitor[apprise]'"
    assert error.permanent


# A mail is HTML, Discord takes 2,000 characters, an SMS 160 without a title.
SERVICES = {
    "text": "json://localhost",
    "html": "mailto://user:pass@example.org",
    "short": "discord://123456789012345678/abcdefghijklmnop",
    "markdown": "discord://123456789012345678/abcdefghijklmnop?format=markdown",
    "tiny": "d7sms://token@15551234567",
}


@pytest.fixture(params=SERVICES)
def service(request: pytest.FixtureRequest) -> Any:
    made = library.Apprise.instantiate(SERVICES[request.param])
    assert made is not None
    return made


def test_no_service_gets_more_than_it_takes(service: Any):
    for given in (
        rich(),
        notice(uganda(), *many_changes(60)),
        notice(saying("x" * 100_000)),
        notice(saying("9" * 9_999)),
    ):
        title, text, _ = content(given, service)
        assert len(title) <= max(service.title_maxlen, 0)
        assert 0 < len(text) <= service.body_maxlen
        assert re.search(r"CRITICAL Uganda|critical", title + text)


def test_page_text_calls_nobody_whatever_the_service(service: Any):
    page = "@everyone <@123> <!channel> [gov.uk](https://evil.example) <script>alert(1)</script> \x1b[2J \u202e"
    for given in (notice(hostile()), notice(saying(page))):
        title, text, _ = content(given, service)
        for written in (title, text):
            assert not re.search(r"(?<!\w)@(everyone|here)|<[!@]|<script|[^\\]\]\(https://evil", written)
            assert not re.search("[\x1b\u202a-\u202e\u2066-\u2069]", written)


def test_a_number_is_whole_or_not_there(service: Any):
    text = content(notice(saying("Call +256 (0) 312 312 000 now")), service)[1]
    left = text.replace("+256 (0) 312 312 000", "").replace("%2B256%20%280%29%20312%20312%20000", "")
    assert "312 312" not in left.replace("\\", "")
