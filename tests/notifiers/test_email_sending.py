"""Which mails arrive, which are tried again, and which are given up: with a real server."""

from __future__ import annotations

import asyncio
import ssl
import time
from dataclasses import replace
from pathlib import Path

import pytest
from far_ends import DROP, HANG, MailEnd
from mail_catcher import Catcher
from mail_helpers import EVERYBODY, notice, refused, settings
from servers import Server

from notifiers import mail
from notifiers.mail import is_for_good
from notifiers.notice import NotDelivered

# Of 127.0.0.1, signed by itself: an authority that no system trusts.
TLS = Path(__file__).parents[1] / "fetch" / "tls"


def encrypting(**other: bool) -> Catcher:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(TLS / "cert.pem", TLS / "key.pem")
    return Catcher(context=context, **other)


async def test_each_address_gets_a_mail_of_its_own_over_one_connection(mailbox: Catcher):
    answer = await mail.send(notice(), settings(mailbox, to=EVERYBODY))
    assert [each.recipients for each in mailbox.mails] == [
        ["one@example.org"],
        ["two@example.org"],
        ["three@example.org"],
    ]
    assert [each.message["To"] for each in mailbox.mails] == list(EVERYBODY)
    for each in mailbox.mails:
        others = {"one", "two", "three"} - {each.recipients[0].partition("@")[0]}
        assert not [other for other in others if f"{other}@example.org".encode() in each.raw]
    assert mailbox.connections == 1
    assert answer == "3 mails taken: 2.0.0 Ok: queued as 4711"


async def test_an_address_that_is_named_twice_gets_one_mail(mailbox: Catcher):
    await mail.send(notice(), settings(mailbox, to=("one@example.org", "One <one@example.org>")))
    assert len(mailbox.mails) == 1


async def test_one_who_is_to_come_later_keeps_nobody_else_waiting_and_nobody_is_told_twice(mailbox: Catcher):
    mailbox.refuse["two@example.org"] = "450 4.2.0 Greylisted, come back in five minutes"
    why = await refused(notice(), settings(mailbox, to=EVERYBODY))
    assert not why.permanent
    assert why.done == ("one@example.org", "three@example.org")
    assert why.reason == (
        f"127.0.0.1:{mailbox.port} refused two@example.org (450 4.2.0 Greylisted, come back in five minutes); "
        "2 of 3 addresses have it"
    )
    del mailbox.refuse["two@example.org"]
    assert await mail.send(notice(done=why.done), settings(mailbox, to=EVERYBODY)) == "2.0.0 Ok: queued as 4711"
    assert sorted(each.recipients[0] for each in mailbox.mails) == [
        "one@example.org",
        "three@example.org",
        "two@example.org",
    ]


async def test_one_who_is_refused_for_good_is_told_once_the_others_have_it(mailbox: Catcher):
    mailbox.refuse["two@example.org"] = "550 5.1.1 No such user"
    mailbox.refuse["three@example.org"] = "451 4.3.0 Busy"
    why = await refused(notice(), settings(mailbox, to=EVERYBODY))
    assert (why.permanent, why.done) == (False, ("one@example.org",))
    del mailbox.refuse["three@example.org"]
    why = await refused(notice(done=why.done), settings(mailbox, to=EVERYBODY))
    assert (why.permanent, why.done) == (True, ("three@example.org",))
    assert why.reason.endswith("refused two@example.org (550 5.1.1 No such user); 2 of 3 addresses have it")


async def test_a_notice_that_everybody_has_is_sent_to_nobody(mailbox: Catcher):
    done = ("one@example.org", "two@example.org", "three@example.org")
    assert "all addresses have it" in await mail.send(notice(done=done), settings(mailbox, to=EVERYBODY))
    assert mailbox.connections == 0


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        ("554 Transaction failed", True),
        ("552 5.3.4 Too big", True),
        ("550 5.6.0 Not like this", True),
        ("451 4.3.0 Try again later", False),
        ("554 5.7.1 Spam", False),
        ("550 5.7.26 Unauthenticated: mend your SPF record", False),
    ],
)
async def test_a_mail_that_is_not_taken_is_given_up_where_nobody_can_mend_it(
    mailbox: Catcher, answer: str, permanent: bool
):
    mailbox.data_answer = answer
    why = await refused(notice(), settings(mailbox))
    assert why.permanent is permanent
    assert answer in why.reason


@pytest.mark.parametrize(
    ("code", "text", "for_good"),
    [
        (550, "No such user", True),
        (551, "User not local", True),
        (553, "Mailbox name not allowed", True),
        (550, "5.1.1 unknown", True),
        (550, "5.2.1 disabled", True),
        (552, "5.2.2 Mailbox full", False),
        (554, "5.7.1 Relay access denied", False),
        (550, "5.7.606 Access denied, banned sender", False),
        (530, "Authentication required", False),
        (535, "5.7.8 Bad credentials", False),
        (452, "4.2.2 Mailbox full", False),
        (421, "Shutting down", False),
    ],
)
def test_what_is_for_good(code: int, text: str, for_good: bool):
    assert is_for_good(code, text) is for_good


async def test_a_login_is_made_and_its_failure_is_told_without_the_password_and_tried_again(mailbox: Catcher):
    mailbox.wants_login = True
    await mail.send(notice(), settings(mailbox, username="monitor", password="right"))
    assert len(mailbox.mails) == 1
    wrong = settings(mailbox, username="monitor", password="hunter2")
    why = await refused(notice(), wrong)
    assert not why.permanent
    assert "535" in why.reason
    assert "hunter2" not in why.reason + repr(wrong)


@pytest.mark.parametrize("answer", ["550 5.7.1 Sender rejected", "530 5.7.0 Authentication required"])
async def test_a_sender_that_is_refused_is_ours_to_mend(mailbox: Catcher, answer: str):
    mailbox.sender_answer = answer
    why = await refused(notice(), settings(mailbox, to=EVERYBODY))
    assert (why.permanent, why.done) == (False, ())
    assert answer in why.reason


async def test_nothing_is_sent_in_clear_where_encryption_is_asked_for(mailbox: Catcher):
    for security in ("starttls", "tls"):
        why = await refused(notice(), settings(mailbox, security=security))
        assert not why.permanent
    assert mailbox.mails == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_a_certificate_is_verified_and_an_authority_of_ones_own_can_be_named(security: str):
    async with encrypting(is_tls_at_once=security == "tls") as mailbox:
        why = await refused(notice(), settings(mailbox, security=security))
        assert why.reason.startswith(f"the certificate of 127.0.0.1:{mailbox.port} cannot be trusted: self")
        assert why.reason.endswith("an authority of your own is named by ca_file")
        assert not why.permanent
        await mail.send(notice(), settings(mailbox, security=security, ca_file=TLS / "cert.pem"))
        assert [each.is_encrypted for each in mailbox.mails] == [True]


async def test_a_trusted_certificate_of_another_name_is_refused():
    async with encrypting(is_tls_at_once=True) as mailbox:
        by = settings(mailbox, security="tls", ca_file=TLS / "cert.pem", host="localhost")
        why = await refused(notice(), by)
    assert "cannot be trusted: Hostname mismatch" in why.reason
    assert mailbox.mails == []


async def test_an_authority_that_cannot_be_read_is_told(mailbox: Catcher, tmp_path: Path):
    rubbish = tmp_path / "ca.pem"
    rubbish.write_text("no certificate")
    for path, said in ((rubbish, "it holds no certificates"), (tmp_path / "gone.pem", "No such file")):
        why = await refused(notice(), settings(mailbox, security="tls", ca_file=path))
        assert said in why.reason
        assert not why.permanent


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


@pytest.mark.parametrize("step", ["greeting", "ehlo", "mail", "rcpt", "data", "dot", "taken"])
@pytest.mark.parametrize("how", [HANG, DROP])
async def test_a_server_that_falls_silent_or_breaks_off_at_any_step_is_tried_again(step: str, how: str):
    with MailEnd() as server:
        server.does[step] = [how]
        by = replace(settings(Catcher()), port=server.port, timeout=0.3)
        why = await refused(notice(), by)
        assert (why.permanent, why.done) == (False, ())
        await mail.send(notice(), by)
        # Only where it had taken the mail, and could not say so, does the mail come twice: as the same one.
        assert len(server.taken) == (2 if step == "taken" else 1)
        assert len({each.key for each in server.taken}) == 1


async def test_what_some_had_before_the_server_broke_off_they_do_not_get_again():
    with MailEnd() as server:
        server.does["rcpt:two@example.org"] = [DROP]
        by = replace(settings(Catcher(), to=EVERYBODY), port=server.port)
        why = await refused(notice(), by)
        assert (why.permanent, why.done) == (False, ("one@example.org",))
        await mail.send(notice(done=why.done), by)
        server.settle()
        assert sorted(each.to for each in server.taken) == ["one@example.org", "three@example.org", "two@example.org"]


async def test_a_server_that_is_slow_for_all_is_left_while_it_is_known_who_has_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(mail, "LONGEST", 0.5)
    with MailEnd() as server:
        server.does["rcpt:two@example.org"] = [HANG]
        why = await refused(notice(), replace(settings(Catcher(), to=EVERYBODY), port=server.port, timeout=60))
    assert (why.permanent, why.done) == (False, ("one@example.org",))
    assert why.reason == f"127.0.0.1:{server.port} took longer than 0.5 seconds for all mails"


@pytest.mark.parametrize(
    ("taken", "done"), [(1, None), (2, ("one@example.org",)), (3, ("one@example.org", "two@example.org"))]
)
async def test_who_is_broken_off_says_who_has_it_and_where_nobody_has_is_broken_off_as_anything_is(
    taken: int, done: tuple[str, ...] | None
):
    loop = asyncio.get_running_loop()
    with MailEnd() as server:
        by = replace(settings(Catcher(), to=EVERYBODY), port=server.port)
        sending = asyncio.create_task(mail.send(notice(), by))
        # The sender does not hear that the last of them was taken.
        server.does["taken"] = ["250 2.0.0 Ok"] * (taken - 1) + [HANG]
        server.when_taken = lambda: loop.call_soon_threadsafe(sending.cancel) if len(server.taken) == taken else None
        with pytest.raises(NotDelivered if done else asyncio.CancelledError) as caught:
            await sending
    if isinstance(caught.value, NotDelivered):
        assert (caught.value.permanent, caught.value.done) == (False, done)


async def test_a_server_that_does_not_say_goodbye_has_taken_the_mail():
    with MailEnd() as server:
        server.does["quit"] = [DROP]
        answer = await mail.send(notice(), replace(settings(Catcher()), port=server.port))
    assert answer == "2.0.0 Ok: queued as 4711"


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


async def test_no_address_at_all_is_told(mailbox: Catcher):
    why = await refused(notice(), settings(mailbox, to=()))
    assert why.permanent


async def test_a_domain_of_any_script_is_reached_by_its_name_in_ascii(mailbox: Catcher):
    await mail.send(notice(), settings(mailbox, to=("дежурный <desk@пример.рф>",), sender="monitor@пример.рф"))
    (got,) = mailbox.mails
    assert got.recipients == ["desk@xn--e1afmkfd.xn--p1ai"]
    assert got.message["To"] == "дежурный <desk@xn--e1afmkfd.xn--p1ai>"
    assert got.message["Message-ID"].endswith("@xn--e1afmkfd.xn--p1ai>")
    assert got.message.defects == []


async def test_a_name_of_any_script_before_the_at_needs_a_server_that_knows_it(mailbox: Catcher):
    to = ("дежурный@example.org", "desk@example.org")
    await mail.send(notice(), settings(mailbox, to=to))
    assert [each.recipients for each in mailbox.mails] == [["дежурный@example.org"], ["desk@example.org"]]
    mailbox.knows_utf8 = False
    why = await refused(notice(), settings(mailbox, to=to))
    assert (why.permanent, why.done) == (True, ("desk@example.org",))
    assert "SMTPUTF8" in why.reason
