"""The demo's servers answer as the real ones do, and leave nothing behind."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import sys
import threading
from collections.abc import Iterator
from email.message import EmailMessage

import httpx
import pytest

from monitor.demo.loopback import MAX_BODY, Exchange
from monitor.demo.mail import MailSink
from monitor.demo.recorded import PAGES, STATES, RecordedPage, recording
from monitor.demo.servers import Site, SlackSink
from monitor.errors import InputError

ADVISORY = next(page for page in PAGES if page.name == "advisory")


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def client(site: Site) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.base_url, trust_env=False) as client:
        yield client


def validators(response: httpx.Response) -> dict[str, str]:
    return {"If-None-Match": response.headers["ETag"], "If-Modified-Since": response.headers["Last-Modified"]}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.folder)
def test_each_state_of_each_page_is_served(site: Site, client: httpx.Client, page: RecordedPage, state: int) -> None:
    site.state = state
    response = client.get(page.path)
    assert response.status_code == 200
    assert response.content == recording(page, state).body
    assert response.headers["Content-Type"] in ("text/html; charset=utf-8", "application/json; charset=utf-8")


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.folder)
def test_a_page_that_did_not_change_answers_304_without_a_body(
    client: httpx.Client, page: RecordedPage, header: str
) -> None:
    first = client.get(page.path)
    second = client.get(page.path, headers={header: validators(first)[header]})
    assert (second.status_code, second.content) == (304, b"")
    assert second.headers["ETag"] == first.headers["ETag"]


def test_between_the_states_only_the_pages_of_the_story_are_sent_again(site: Site, client: httpx.Client) -> None:
    known = {page.name: validators(client.get(page.path)) for page in PAGES}
    answers = []
    for state in STATES[1:]:
        site.state = state
        responses = {page.name: client.get(page.path, headers=known[page.name]) for page in PAGES}
        answers.append({name: response.status_code for name, response in responses.items()})
        known |= {name: validators(response) for name, response in responses.items() if "ETag" in response.headers}
    assert set(answers[0].values()) == {200}
    assert answers[1] == {
        "travel-advice": 200,
        "front-page": 304,
        "victims-of-rape": 304,
        "advisory": 200,
        "country-information": 304,
        "violence-against-women": 200,
    }


def test_the_bot_wall_says_200_and_gives_no_validators(site: Site, client: httpx.Client) -> None:
    known = validators(client.get(ADVISORY.path))
    site.state = 3
    response = client.get(ADVISORY.path, headers=known)
    assert response.status_code == 200
    assert "<title>Just a moment...</title>" in response.text
    assert not {"etag", "last-modified"} & set(response.headers)


def test_a_date_that_cannot_be_read_is_as_good_as_none(client: httpx.Client) -> None:
    assert client.get(ADVISORY.path, headers={"If-Modified-Since": "yesterday"}).status_code == 200


def test_other_addresses_and_methods_are_refused_and_every_request_is_logged(site: Site, client: httpx.Client) -> None:
    assert client.get("/robots.txt").status_code == 404
    assert client.post(ADVISORY.path).status_code == 405
    head = client.head(ADVISORY.path + "?query=1")
    assert (head.status_code, head.content) == (200, b"")
    assert site.log == [
        Exchange("GET", "/robots.txt", 404),
        Exchange("POST", ADVISORY.path, 405),
        Exchange("HEAD", ADVISORY.path, 200),
    ]


def test_there_is_no_state_that_is_not_recorded(site: Site) -> None:
    with pytest.raises(ValueError, match="not 9"):
        site.state = 9
    assert site.state == 1


def test_the_slack_sink_says_ok_and_keeps_the_message() -> None:
    message = {"text": "Georgia: consular number changed", "blocks": [{"type": "divider"}]}
    with SlackSink() as slack:
        response = httpx.post(slack.webhook_url, json=message, trust_env=False)
    assert (response.status_code, response.text) == (200, "ok")
    assert slack.payloads == [message]


@pytest.mark.parametrize(
    ("body", "word"),
    [(b"{", "invalid_payload"), (b"[]", "invalid_payload"), (b"{}", "no_text"), (b"", "invalid_payload")],
)
def test_the_slack_sink_refuses_what_slack_refuses(body: bytes, word: str) -> None:
    with SlackSink() as slack:
        response = httpx.post(slack.webhook_url, content=body, trust_env=False)
    assert (response.status_code, response.text, slack.payloads) == (400, word, [])


def test_the_slack_sink_knows_one_webhook_only() -> None:
    with SlackSink() as slack:
        response = httpx.post(slack.base_url + "/services/other", json={"text": "x"}, trust_env=False)
    assert (response.status_code, response.text, slack.payloads) == (404, "no_service", [])


def test_a_body_that_is_too_long_is_refused_unread() -> None:
    with SlackSink() as slack, socket.create_connection(("127.0.0.1", slack.port), timeout=10) as connection:
        connection.sendall(f"POST / HTTP/1.1\r\nContent-Length: {MAX_BODY + 1}\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 413 ")


def test_the_mail_sink_keeps_the_message_and_its_envelope() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Advisory monitor <monitor@example.org>", "duty-desk@example.org"
    message["Subject"] = "CRITICAL Georgia: Notruf geändert"
    message.set_content("112 → 112\n")
    message.add_alternative("<p>112 → 112</p>\n", subtype="html")
    with MailSink() as sink, smtplib.SMTP("127.0.0.1", sink.port) as smtp:
        smtp.send_message(message, to_addrs=["duty-desk@example.org", "second@example.org"])
    [mail] = sink.mails
    assert (mail.sender, mail.recipients) == ("monitor@example.org", ("duty-desk@example.org", "second@example.org"))
    assert mail.message["Subject"] == "CRITICAL Georgia: Notruf geändert"
    plain = mail.message.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().strip() == "112 → 112"


def test_without_aiosmtpd_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aiosmtpd", None)
    monkeypatch.setitem(sys.modules, "aiosmtpd.smtp", None)
    with (
        pytest.raises(InputError, match=r"^monitor demo needs aiosmtpd: install advisory-monitor\[demo\]$"),
        MailSink(),
    ):
        pass


@pytest.mark.parametrize("server", [Site, SlackSink, MailSink])
def test_the_end_of_the_block_closes_port_and_threads_though_a_client_hangs_on(
    server: type[Site] | type[SlackSink] | type[MailSink],
) -> None:
    before = threading.enumerate()
    with server() as running:
        port = running.port
        silent = socket.create_connection(("127.0.0.1", port), timeout=10)
        assert len(threading.enumerate()) > len(before)
    with silent, contextlib.suppress(ConnectionResetError):  # the server may not have taken it up yet
        while silent.recv(100):  # the greeting, then the end
            pass
    assert threading.enumerate() == before
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=10)


@pytest.mark.parametrize("server", [Site, SlackSink, MailSink])
def test_an_error_inside_the_block_stops_the_server_and_passes_through(
    server: type[Site] | type[SlackSink] | type[MailSink],
) -> None:
    before = threading.enumerate()
    with pytest.raises(ZeroDivisionError), server():
        raise ZeroDivisionError
    assert threading.enumerate() == before


@pytest.mark.parametrize("server", [Site, SlackSink, MailSink])
def test_outside_its_block_a_server_has_no_port(server: type[Site] | type[SlackSink] | type[MailSink]) -> None:
    with pytest.raises(RuntimeError, match="inside its `with` block only"):
        _ = server().port


def test_a_server_can_run_a_second_time() -> None:
    site = Site(state=2)
    for _ in range(2):
        with site:
            assert httpx.get(site.base_url + ADVISORY.path, trust_env=False).status_code == 200
    assert len(site.log) == 2
