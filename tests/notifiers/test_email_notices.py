"""Mail, as a real server gets it."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from advisory_samples import BLOCKED, HOSTILE, hostile, nothing, page, phone_fact, report, uganda, wording
from bs4 import BeautifulSoup
from mail_catcher import Catcher
from servers import Server

from monitor.compare.change import Change
from notifiers import email
from notifiers.email import EmailSettings
from notifiers.notice import NotDelivered, Notice


def notice(*changes: Change, key: str = "notice-17", **other: Any) -> Notice:
    return Notice(key, "desk", report(*(changes or (uganda(),)), **other))


def settings(mailbox: Catcher, **other: Any) -> EmailSettings:
    values: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": mailbox.port,
        "security": "none",
        "username": None,
        "password": None,
        "sender": "Advisory monitor <monitor@example.org>",
        "to": ("desk@example.org",),
        "timeout": 5.0,
    }
    return EmailSettings(**{**values, **other})


async def refused(given: Notice, by: EmailSettings) -> NotDelivered:
    with pytest.raises(NotDelivered) as caught:
        await email.send(given, by)
    return caught.value


async def test_a_mail_arrives_and_its_subject_says_the_fact(mailbox: Catcher):
    answer = await email.send(notice(), settings(mailbox))
    (mail,) = mailbox.mails
    assert mail.message["Subject"] == "CRITICAL Uganda: consular number changed (not announced)"
    assert (mail.sender, mail.recipients) == ("monitor@example.org", ["desk@example.org"])
    assert mail.message["To"] == "desk@example.org"
    assert mail.message["From"] == "Advisory monitor <monitor@example.org>"
    assert answer == "2.0.0 Ok: queued as 4711"


async def test_text_and_html_say_the_same(mailbox: Catcher):
    await email.send(notice(uganda(), wording(), not_checked=(BLOCKED,)), settings(mailbox))
    (mail,) = mailbox.mails
    assert mail.message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.message.iter_parts()] == ["text/plain", "text/html"]
    text, html = mail.part("plain"), BeautifulSoup(mail.part("html"), "lxml")
    for said in (text, html.body.get_text()):
        said = re.sub(r"\s+", " ", said)
        for fact in (
            "+255 22 229 0000", "+256 (0) 312 312 000",
            "NOT ANNOUNCED; the note says: “Information about an internet outage.”",
            "FCDO, page dated 12 Jan 2026 (date unchanged), seen 14 Jan 2026 09:12 UTC",
            "will", "may", "monitor show 1042",
            "(us-state/kazakhstan/advisory): not checked since 11 Jan 2026 06:00 UTC: blocked: the site answered 403",
            "a" * 64, "Open Government Licence",
        ):  # fmt: skip
            assert fact in said


async def test_styles_stand_on_the_elements_and_the_sheet_stays_for_dark_mode(mailbox: Catcher):
    await email.send(notice(), settings(mailbox))
    html = BeautifulSoup(mailbox.mails[0].part("html"), "lxml")
    assert "background" in html.find("ins")["style"]
    assert "prefers-color-scheme: dark" in html.style.get_text()
    assert not html.find(["script", "link", "img"])


async def test_a_robot_says_that_it_is_one(mailbox: Catcher):
    await email.send(notice(), settings(mailbox))
    message = mailbox.mails[0].message
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "Advisory monitor <advisory-monitor.example.org>"
    assert parsedate_to_datetime(message["Date"]).tzinfo is not None


async def test_the_same_notice_has_the_same_message_id_on_every_try(mailbox: Catcher):
    for given in (notice(key="a"), notice(key="a"), notice(key="b")):
        await email.send(given, settings(mailbox))
    first, again, other = (mail.message["Message-ID"] for mail in mailbox.mails)
    assert first == again != other
    assert re.fullmatch(r"<[0-9a-f]{40}@example\.org>", first)


async def test_several_recipients_do_not_see_one_another(mailbox: Catcher):
    everybody = ("one@example.org", "Two <two@example.org>", "three@example.org")
    await email.send(notice(), settings(mailbox, to=everybody))
    (mail,) = mailbox.mails
    assert mail.recipients == ["one@example.org", "two@example.org", "three@example.org"]
    assert mail.message["To"] == "undisclosed-recipients:;"
    assert b"two@example.org" not in mail.raw


async def test_recipients_that_are_refused_are_told_and_the_others_served(mailbox: Catcher):
    mailbox.refuse["gone@example.org"] = "550 5.1.1 No such user"
    answer = await email.send(notice(), settings(mailbox, to=("desk@example.org", "gone@example.org")))
    assert mailbox.mails[0].recipients == ["desk@example.org"]
    assert answer == "2.0.0 Ok: queued as 4711; refused: gone@example.org (550 5.1.1 No such user)"


async def test_a_digest_without_changes_says_so(mailbox: Catcher):
    await email.send(notice(nothing(1, "stamp")), settings(mailbox))
    assert mailbox.mails[0].message["Subject"] == "No changes: 41 pages well seen"


async def test_hostile_page_text_writes_no_header_and_runs_nothing(mailbox: Catcher):
    await email.send(notice(hostile()), settings(mailbox))
    (mail,) = mailbox.mails
    assert mail.recipients == ["desk@example.org"]
    assert mail.message["Bcc"] is None
    assert mail.message.get_all("To") == ["desk@example.org"]
    text, html = mail.part("plain"), mail.part("html")
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text + html)
    assert not BeautifulSoup(html, "lxml").find("script")
    assert max(map(len, mail.raw.split(b"\r\n"))) < 998


async def test_names_in_any_script_arrive(mailbox: Catcher):
    change = uganda(page=page(title="Côte d’Ivoire / Помощь", country="CI"))
    await email.send(notice(change), settings(mailbox))
    assert mailbox.mails[0].message["Subject"].startswith("CRITICAL Côte d’Ivoire: consular number changed")


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [("554 5.7.1 Spam", True), ("451 4.3.0 Try again later", False), ("552 5.3.4 Too big", True)],
)
async def test_a_message_that_is_not_taken_is_lost_for_good_by_5xx_only(mailbox: Catcher, answer: str, permanent: bool):
    mailbox.data_answer = answer
    why = await refused(notice(), settings(mailbox))
    assert why.permanent is permanent
    assert answer in why.reason


@pytest.mark.parametrize(
    ("answers", "permanent"),
    [
        (("550 No such user", "550 No such user"), True),
        (("450 Greylisted", "450 Greylisted"), False),
        (("550 No such user", "450 Greylisted"), False),
    ],
)
async def test_where_everybody_is_refused_one_that_may_be_served_later_is_reason_to_try_again(
    mailbox: Catcher, answers: tuple[str, str], permanent: bool
):
    mailbox.refuse.update(zip(("one@example.org", "two@example.org"), answers, strict=True))
    why = await refused(notice(), settings(mailbox, to=("one@example.org", "two@example.org")))
    assert why.permanent is permanent
    assert "one@example.org" in why.reason
    assert mailbox.mails == []


async def test_a_login_is_made_and_its_failure_is_told_without_the_password(mailbox: Catcher):
    mailbox.wants_login = True
    await email.send(notice(), settings(mailbox, username="monitor", password="right"))
    assert len(mailbox.mails) == 1
    wrong = settings(mailbox, username="monitor", password="hunter2")
    why = await refused(notice(), wrong)
    assert why.permanent
    assert "535" in why.reason
    assert "hunter2" not in why.reason + repr(wrong)


async def test_nothing_is_sent_in_clear_where_encryption_is_asked_for(mailbox: Catcher):
    why = await refused(notice(), settings(mailbox, security="starttls"))
    assert "STARTTLS" in why.reason
    assert mailbox.mails == []


async def test_a_server_that_speaks_no_tls_is_a_failed_connection(mailbox: Catcher):
    why = await refused(notice(), settings(mailbox, security="tls"))
    assert not why.permanent
    assert mailbox.mails == []


async def test_nobody_at_the_port_is_temporary():
    async with Catcher() as gone:
        pass
    why = await refused(notice(), settings(gone))
    assert not why.permanent
    assert why.reason == f"no mail server can be reached at 127.0.0.1:{gone.port}: it refuses connections"


async def test_a_silent_server_is_given_up_after_the_timeout():
    with Server() as silent:  # it waits for a request as HTTP has it, and greets nobody
        began = time.monotonic()
        why = await refused(notice(), replace(settings(Catcher()), port=silent.port, timeout=0.2))
        assert time.monotonic() - began < 5
    assert not why.permanent
    assert why.reason == f"127.0.0.1:{silent.port} did not answer within 0.2 seconds"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org, b@example.org",
        "@example.org",
        "a@b@c",
        "a@",
    ],
)
async def test_what_is_no_address_is_told_and_nothing_is_sent(mailbox: Catcher, address: str):
    for wrong in (settings(mailbox, to=(address,)), settings(mailbox, sender=address)):
        why = await refused(notice(), wrong)
        assert why.permanent
        assert "no e-mail address" in why.reason
        assert "\n" not in why.reason
    assert mailbox.mails == []


async def test_no_recipient_at_all_is_told(mailbox: Catcher):
    why = await refused(notice(), settings(mailbox, to=()))
    assert why.permanent


async def test_a_label_full_of_controls_stays_in_the_subject(mailbox: Catcher):
    fact = phone_fact()
    assert fact.after is not None
    change = uganda(facts=(replace(fact, after=replace(fact.after, label="police\r\nX-Evil: 1\x00")),))
    await email.send(notice(change), settings(mailbox))
    message = mailbox.mails[0].message
    assert message["X-Evil"] is None
    assert "police X-Evil: 1" in message["Subject"]
    assert HOSTILE not in message["Subject"]
