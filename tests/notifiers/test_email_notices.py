"""Mail, as a real server gets it."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime

import hypothesis
import pytest
from advisory_samples import BLOCKED, cluster, nothing, page, phone_fact, uganda, utc, wording
from bs4 import BeautifulSoup
from hostile_pages import HOSTILE_PAGES, a_flood
from hypothesis import given
from hypothesis import strategies as st
from mail_catcher import Catcher
from mail_helpers import AT, notice, settings

from monitor.compare.change import Announcement, Change
from monitor.report.alarms import AlarmInfo
from monitor.report.links import Links
from monitor.report.reader import Reader, zone
from notifiers import email, mail
from notifiers.email import EmailServer
from notifiers.mail_message import MOST_PARENTS, address, content, list_id, message, message_id, thread_id
from notifiers.notice import Notice

SENDER, DESK = address("Advisory monitor <monitor@example.org>"), address("desk@example.org")
WALL = AlarmInfo(
    "not_checked", "first", "us-state/chad/advisory", "Chad / Travel advisory", "https://travel.state.gov/chad",
    "us-state", "blocked", "The site answered 403 Forbidden.", utc(2026, 1, 11, 6), utc(2026, 1, 14, 6),
)  # fmt: skip


def made(told: Notice) -> EmailMessage:
    return message(told, content(told), SENDER, DESK)


async def test_a_mail_arrives_and_its_subject_says_the_fact(mailbox: Catcher):
    answer = await mail.send(notice(), settings(mailbox))
    (got,) = mailbox.mails
    assert got.message["Subject"] == "CRITICAL Uganda: consular number changed (not announced)"
    assert (got.sender, got.recipients) == ("monitor@example.org", ["desk@example.org"])
    assert got.message["To"] == "desk@example.org"
    assert got.message["From"] == "Advisory monitor <monitor@example.org>"
    assert answer == "2.0.0 Ok: queued as 4711"
    assert got.message.defects == []


async def test_a_robot_says_that_it_is_one_and_whose_list_this_is(mailbox: Catcher):
    await mail.send(notice(), settings(mailbox))
    got = mailbox.mails[0].message
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["List-Id"] == "Advisory monitor <desk.advisory-monitor.example.org>"
    assert parsedate_to_datetime(got["Date"]) == AT
    assert {"Precedence", "List-Unsubscribe", "Bcc", "Cc"}.isdisjoint(got.keys())


def test_a_list_is_named_after_its_recipient_whatever_that_is_called():
    assert list_id("duty-desk", "example.org") == "Advisory monitor <duty-desk.advisory-monitor.example.org>"
    for odd in ("ночная смена", "a\r\nBcc: b", "-x", "x" * 300):
        assert re.fullmatch(
            r"Advisory monitor <[0-9a-f]{32}\.advisory-monitor\.example\.org>", list_id(odd, "example.org")
        )


async def test_the_same_notice_has_the_same_message_id_on_every_try_and_each_address_its_own(mailbox: Catcher):
    for key in ("a", "a", "b"):
        await mail.send(notice(key=key), settings(mailbox, to=("one@example.org", "two@example.org")))
    ids = [got.message["Message-ID"] for got in mailbox.mails]
    assert ids[:2] == ids[2:4]
    assert len(set(ids)) == 4
    assert re.fullmatch(r"<a\.[0-9a-f]{16}@example\.org>", ids[0])
    assert ids[0] == message_id("a", "one@example.org", "example.org")


@pytest.mark.parametrize("key", ["", "a b", "a>\r\nBcc: x", "ключ", "k" * 900])
def test_a_message_id_is_one_whatever_the_key(key: str):
    assert re.fullmatch(r"<[0-9a-f]{40}\.[0-9a-f]{16}@example\.org>", message_id(key, "a@b.c", "example.org"))


def test_what_is_told_of_one_page_is_one_thread():
    first, again = made(notice(key="a")), made(notice(uganda(id=2000), key="b"))
    root = thread_id("uk-fcdo/uganda/getting-help", "example.org")
    assert re.fullmatch(r"<page\.[0-9a-f]{32}@example\.org>", root)
    for each in (first, again):
        assert (each["References"], each["In-Reply-To"]) == (root, root)
    assert made(notice(wording()))["References"] != root


def test_a_notice_of_several_pages_names_them_all_and_joins_no_two_threads():
    got = made(notice(wording(), uganda()))
    pages = ["uk-fcdo/uganda/getting-help", "uk-fcdo/kazakhstan/entry"]
    assert got["References"] == thread_id(pages[0], "example.org")
    assert got["In-Reply-To"].split() == [thread_id(each, "example.org") for each in pages]


def test_a_page_that_is_not_checked_and_is_so_again_is_one_thread():
    begins = made(notice(nothing(1, "stamp"), alarms=(WALL,)))
    ends = made(notice(nothing(1, "stamp"), alarms=(replace(WALL, stage="over", ended_at=utc(2026, 1, 15)),)))
    root = thread_id("us-state/chad/advisory", "example.org")
    assert begins["References"] == ends["References"] == root
    assert begins["Subject"] == "Not checked for 3 days: us-state/chad/advisory (blocked)"
    assert ends["Subject"] == "Checked again: us-state/chad/advisory"


def test_digests_are_a_thread_of_their_own():
    one, other = made(notice(uganda(), digest=True)), made(notice(nothing(1, "stamp"), digest=True))
    assert one["References"] == other["References"]
    assert thread_id("uk-fcdo/uganda/getting-help", "example.org") in one["In-Reply-To"].split()


def test_a_notice_of_very_many_pages_has_headers_that_every_server_takes():
    changes = [uganda(id=n, page=page(f"uk-fcdo/{n}", f"Country {n} / Help", country=None)) for n in range(300)]
    raw = made(notice(*changes)).as_bytes()
    headers = raw.partition(b"\r\n\r\n")[0]
    assert len(headers) < 6_000
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    parsed = message_from_bytes(raw, policy=default)
    assert len(parsed["In-Reply-To"].split()) == MOST_PARENTS
    assert parsed.defects == []


def test_no_header_begins_on_the_line_after_its_name():
    far = address("monitor@travel-advice.department-of-foreign-affairs.example.org")
    told = notice(wording(), uganda(), key="k" * 64)
    raw = message(told, content(told), far, DESK).as_bytes()
    assert not re.search(rb"(?m)^[\w-]+:\s*$", raw.partition(b"\r\n\r\n")[0])
    assert message_from_bytes(raw, policy=default)["Message-ID"].startswith("<" + "k" * 64)


async def test_styles_stand_on_the_elements_and_the_sheet_stays_for_dark_mode(mailbox: Catcher):
    await mail.send(notice(), settings(mailbox))
    html = BeautifulSoup(mailbox.mails[0].part("html"), "lxml")
    assert html.find("ins") is not None
    assert html.style is not None
    assert "background" in str(html.find("ins"))
    assert "prefers-color-scheme: dark" in html.style.get_text()
    assert not html.find(["script", "link", "img"])


def test_times_and_dates_are_the_readers_own_in_both_parts():
    told = content(notice(reader=Reader(zone("Asia/Almaty"), "ru"), not_checked=(BLOCKED,)))
    for part in (told.text, BeautifulSoup(told.html, "lxml").get_text()):
        said = re.sub(r"\s+", " ", part)
        assert "14 янв. 2026 г. 14:12 Almaty time (UTC+5)" in said
        assert "11 янв. 2026 г. 11:00 Almaty time (UTC+5)" in said
        assert not re.search(r"\d\d:\d\d UTC", said)
    assert told.subject == "CRITICAL Uganda: consular number changed (not announced)"


def test_a_digest_without_changes_says_so():
    told = content(notice(nothing(1, "stamp"), digest=True))
    assert told.subject == "No changes: 41 pages well seen"
    for part in (told.text, told.html):
        assert "All well seen, last at 14 Jan 2026 11:58 UTC." in re.sub(r"\s+", " ", part)


def test_names_in_any_script_arrive():
    change = uganda(page=page(title="Côte d’Ivoire / Помощь", country="CI"))
    parsed = message_from_bytes(made(notice(change)).as_bytes(), policy=default)
    assert parsed["Subject"].startswith("CRITICAL Côte d’Ivoire: consular number changed")


@pytest.mark.parametrize(
    "name",
    [
        "x é à " * 9,
        "Казахстан и ещё очень длинное название страны " * 2,
        "uk-fcdo/" + "a" * 60,
        "=?utf-8?q?=0D=0ABcc=3A_x?=",
        "a =?utf-8?b?QUJD?= =?utf-8?b?QUJD?=",
        "日本 " * 30,
    ],
)
def test_a_subject_arrives_letter_by_letter(name: str):
    told = notice(uganda(page=page(title=f"{name} / Help", country=None)))
    raw = made(told).as_bytes()
    parsed = message_from_bytes(raw, policy=default)
    assert parsed["Subject"] == content(told).subject
    assert parsed["Subject"].defects == ()
    assert not raw.startswith(b"Subject:\r\n")
    assert b"\r\nSubject:\r\n" not in raw
    assert all(len(line) <= 120 for line in raw.partition(b"\r\n\r\n")[0].split(b"\r\n"))


def test_a_label_full_of_controls_stays_in_the_subject():
    fact = phone_fact()
    assert fact.after is not None
    change = uganda(facts=(replace(fact, after=replace(fact.after, label="police\r\nX-Evil: 1\x00")),))
    got = message_from_bytes(made(notice(change)).as_bytes(), policy=default)
    assert got["X-Evil"] is None
    assert "police X-Evil: 1" in got["Subject"]


KINDS = {
    "one": notice(),
    "links": notice(links=Links.of("https://reports.example.org/{change}.html")),
    "several": notice(uganda(), wording(), nothing(1, "stamp"), not_checked=(BLOCKED,)),
    "many": notice(
        *(wording(f"Land{chr(65 + n)}", f"L{chr(65 + n)}", n) for n in range(20)),
        clusters=(cluster(*(wording(f"Land{chr(65 + n)}", f"L{chr(65 + n)}", n) for n in range(20))),),
    ),
    "digest": notice(
        *(uganda(id=n, page=page(f"uk-fcdo/{n}", f"Country {n} / Help", country=None)) for n in range(60)), digest=True
    ),
    "nothing": notice(nothing(1, "stamp"), digest=True),
    "alarm": notice(nothing(1, "stamp"), alarms=(WALL,)),
    "flood": notice(*a_flood()),
}


@pytest.mark.parametrize("told", KINDS.values(), ids=KINDS)
def test_text_and_html_say_the_same(told: Notice):
    """Every word, number and address of the one stands in the other; but of an item of many pages the text names the
    first twelve and how many there are, and gives commands where the HTML has links on names."""
    mailed = content(told)
    html = BeautifulSoup(mailed.html, "lxml")
    assert html.body is not None
    names = _words(" ".join(each.get_text(" ") for each in html.select("p.pages a")))
    addresses = set(re.findall(_ADDRESS, mailed.text))
    links = {str(each["href"]) for each in html.find_all("a", href=True)}
    listed = {str(each["href"]) for each in html.select("p.pages a, section.named li a")}
    shown = html.body.get_text(" ")
    assert addresses <= links | set(shown.split())
    assert links - listed <= addresses
    text, shown = re.sub(_ADDRESS, " ", mailed.text), re.sub(_ADDRESS, " ", shown)
    assert _numbers(text) == _numbers(shown) | {str(len(names) - 12)} & _numbers(text)
    assert _words(text) - _OWN - names == _words(shown) - _OWN - names


_ADDRESS = r"(?:https?://|tel:|mailto:)\S+"
_OWN = set(
    "before after old new changed page pages evidence report full in open the at this place change first seen sha"
    " quoted from critical major minor none more item items all of it bytes kept no".split()
)
"""Words with which each of the two labels what it shows."""


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.:]*\d|\d", text))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.casefold()))


@pytest.mark.parametrize("change", HOSTILE_PAGES.values(), ids=HOSTILE_PAGES)
def test_hostile_page_text_writes_no_header_ends_no_part_and_runs_nothing(change: Change):
    told = notice(change, wording(), not_checked=(replace(BLOCKED, title=change.page.title if change.page else ""),))
    raw = made(told).as_bytes()
    parsed = message_from_bytes(raw, policy=default)
    everything = [parsed, *parsed.walk()]
    assert [each.defects for each in everything] == [[]] * len(everything)
    assert parsed.keys() == made(notice()).keys()
    assert parsed.get_all("To") == ["desk@example.org"]
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    for line in raw.split(b"\r\n"):
        assert len(line) <= 998
        assert b"\r" not in line
        assert b"\n" not in line
    assert b"\x00" not in raw
    assert raw.isascii()
    text, html = (str(part.get_content()) for part in parsed.iter_parts())
    # Isolates (U+2068, U+2069) are the program's own: they keep page text from turning the line around.
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]", text + html)
    assert text.count("\u2068") == text.count("\u2069")
    seen = BeautifulSoup(html, "lxml")
    assert not seen.find(["script", "img", "iframe", "form", "object", "link", "base", "svg"])
    assert len(seen.find_all("style")) == 1
    for each in seen.find_all(True):
        assert not [name for name in each.attrs if name.startswith("on")]
    for each in seen.find_all("a", href=True):
        assert str(each["href"]).startswith(("https://www.gov.uk/", "tel:112", "mailto:help@example.org"))
    assert len(raw) < 200_000


def test_a_flood_is_a_mail_that_every_server_takes():
    raw = made(notice(*a_flood(), not_checked=(BLOCKED,) * 300)).as_bytes()
    assert len(raw) < 300_000


@pytest.mark.parametrize("told", KINDS.values(), ids=KINDS)
def test_no_mail_is_so_long_that_gmail_cuts_it_off(told: Notice):
    (_, html) = made(told).iter_parts()
    assert len(html.as_bytes()) <= 102_000


async def test_a_hostile_mail_arrives_as_it_was_made(mailbox: Catcher):
    for change in HOSTILE_PAGES.values():
        await mail.send(notice(change), settings(mailbox))
    assert [got.recipients for got in mailbox.mails] == [["desk@example.org"]] * len(HOSTILE_PAGES)
    for got, change in zip(mailbox.mails, HOSTILE_PAGES.values(), strict=True):
        told = content(notice(change))
        assert got.message.defects == []
        assert got.message["Subject"] == told.subject
        assert got.part("plain").splitlines() == told.text.splitlines()
        assert got.part("html").splitlines() == told.html.splitlines()


@hypothesis.settings(deadline=None, max_examples=60)
@given(st.text(max_size=200), st.text(max_size=200), st.text(alphabet=' \t\r\n:;,<>@=?"()\x00\u202eaé', max_size=200))
def test_whatever_a_page_says_the_mail_is_one_mail(title: str, label: str, note: str):
    fact = phone_fact()
    assert fact.after is not None
    change = uganda(
        page=page(title=f"{title} / Page"),
        facts=(replace(fact, after=replace(fact.after, label=label)),),
        announcement=Announcement("silent", note, False, (label,)),
    )
    raw = made(notice(change)).as_bytes()
    parsed = message_from_bytes(raw, policy=default)
    assert [each.defects for each in parsed.walk()] == [[], [], []]
    assert parsed.keys() == made(notice()).keys()
    assert parsed["Subject"] == content(notice(change)).subject
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_a_preview_is_the_mail_and_its_parts():
    server = EmailServer.model_validate(
        {"host": "smtp.example.org", "port": 587, "from": "Advisory monitor <monitor@example.org>"}
    )
    files = email.preview(notice(), ("desk@example.org", "other@example.org"), server)
    assert set(files) == {"mail.eml", "mail.txt", "mail.html"}
    parsed = message_from_bytes(files["mail.eml"], policy=default)
    assert parsed["To"] == "desk@example.org"
    assert b"+256 (0) 312 312 000" in files["mail.txt"]
