"""What a message of Slack says, and that it is one which Slack takes."""

from __future__ import annotations

import json
import re
from typing import Any

import hypothesis
import pytest
from advisory_samples import BLOCKED, HELP, cluster, nothing, page, phone_fact, uganda, utc, wording
from hostile_pages import HOSTILE_PAGES, a_flood
from hypothesis import given
from hypothesis import strategies as st
from mail_helpers import notice
from slack_payloads import all_text, assert_slack_takes, elements, links_of, texts

from monitor.compare.change import Edit
from monitor.report.alarms import AlarmInfo
from monitor.report.links import Links
from monitor.report.reader import Reader, zone
from notifiers.slack_message import message, thread

PHONE = "+7 (727) 250-48-02"


def test_an_item_is_told_with_its_fact_its_sentence_and_its_place():
    item = message(notice())["blocks"][3]
    assert texts(item) == [
        "CRITICAL Uganda / Getting help / Help from FCDO in Uganda",
        "phone consular +255 22 229 0000 → +256 (0) 312 312 000",
        "“You can call the British High Commission Kampala on [+255 22 229 0000 → +256 (0) 312 312 000].”",
        "FCDO, page dated 12 Jan 2026 (date unchanged), seen 14 Jan 2026 09:12 UTC",
        "NOT ANNOUNCED; the note says: “Information about an internet outage.”",
        "page",
        "why: consular number changed",
        "in full: monitor show 1042",
    ]
    assert links_of(message(notice())) == [
        "https://www.gov.uk/foreign-travel-advice/uganda/getting-help#:~:text=You%20can%20call%20the%20British%20High"
        "%20Commission%20Kampala%20on%20%2B256%20%280%29%20312%20312%20000."
    ]
    shapes = [each["type"] for each in item["elements"]]
    assert shapes == ["rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_section"]


def test_the_words_that_went_are_struck_out_and_those_that_came_are_bold():
    item = message(notice())["blocks"][3]
    styles = {each["text"]: each.get("style") for each in elements(item)}
    assert styles["+255 22 229 0000"] == {"strike": True}
    assert styles["+256 (0) 312 312 000"] == {"bold": True}
    assert styles["NOT ANNOUNCED"] == {"bold": True}


def test_the_report_and_the_evidence_are_linked_to_where_somebody_says_where_they_are():
    links = Links.of("https://reports.example.org/{change}.html")
    posted = message(notice(links=links))
    assert "https://reports.example.org/1042.html" in links_of(posted)
    assert "https://reports.example.org/1042.html#evidence-1042" in links_of(posted)
    assert "monitor show" not in all_text(posted)


def test_the_same_notice_carries_the_same_key():
    first, again, other = message(notice(key="a")), message(notice(key="a")), message(notice(key="b"))
    assert first == again
    assert first["blocks"][0]["block_id"] == "a"
    assert other["blocks"][0]["block_id"] == "b"
    assert "notice a" in all_text(first)
    long = message(notice(key="k" * 900))["blocks"][0]["block_id"]
    assert len(long) <= 255
    assert long == message(notice(key="k" * 900))["blocks"][0]["block_id"]


def test_a_bots_message_bears_the_key_as_metadata_too():
    (post,) = thread(notice())
    assert post.body["metadata"] == {
        "event_type": "advisory_notice",
        "event_payload": {"key": "notice-17", "part": "head"},
    }
    assert "metadata" not in message(notice())


def test_nothing_is_unfolded_and_the_line_for_telephones_is_no_markup():
    posted = message(notice())
    assert posted["text"] == "CRITICAL Uganda: consular number changed (not announced)"
    assert (posted["mrkdwn"], posted["unfurl_links"], posted["unfurl_media"]) == (False, False, False)


def test_what_was_not_checked_and_what_is_nothing_stand_at_the_end():
    posted = message(notice(uganda(), nothing(1, "stamp"), not_checked=(BLOCKED,)))
    foot = texts(posted["blocks"][-1])
    assert foot[:3] == [
        "Not checked: 1",
        "Kazakhstan / Travel advisory: not checked since 11 Jan 2026 06:00 UTC: blocked: the site answered 403",
        "Nothing to read: 1 page (stamps 1).",
    ]
    assert foot[3] == "SHA-256: aaaaaaaaaaaaaaaa → bbbbbbbbbbbbbbbb"
    assert foot[4].startswith("Contains public sector information")


def test_a_digest_without_changes_says_how_many_pages_were_well_seen():
    posted = message(notice(nothing(1, "stamp"), digest=True))
    assert posted["text"] == "No changes: 41 pages well seen"
    assert "All well seen, last at 14 Jan 2026 11:58 UTC." in all_text(posted)
    assert_slack_takes(posted)


def test_an_alarm_is_told_with_its_cause():
    wall = AlarmInfo(
        "not_checked", "first", "us-state/chad/advisory", "Chad / Travel advisory", "https://travel.state.gov/chad",
        "us-state", "blocked", "The site answered 403 Forbidden.", utc(2026, 1, 11, 6), utc(2026, 1, 14, 6),
    )  # fmt: skip
    posted = message(notice(nothing(1, "stamp"), alarms=(wall,)))
    assert posted["text"] == "Not checked for 3 days: us-state/chad/advisory (blocked)"
    assert "NOT CHECKED Chad / Travel advisory" in all_text(posted)
    assert "Not checked for 3 days: blocked (403 Forbidden)." in all_text(posted)
    assert "https://travel.state.gov/chad" in links_of(posted)
    assert_slack_takes(posted)


def test_times_and_dates_are_the_readers_own():
    posted = message(notice(reader=Reader(zone("Asia/Almaty"), "ru"), not_checked=(BLOCKED,)))
    said = all_text(posted).replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert "14 янв. 2026 г. 14:12 Almaty time (UTC+5)" in said
    assert "11 янв. 2026 г. 11:00 Almaty time (UTC+5)" in said
    assert " UTC" not in said
    assert "CRITICAL Uganda" in said


def test_the_same_edit_on_many_pages_is_one_item():
    names = ["Chad", "Peru", "Mali"]
    changes = [wording(name, name[:2].upper(), n) for n, name in enumerate(names, 1)]
    posted = message(notice(*changes, clusters=(cluster(*changes),)))
    assert posted["text"] == 'MINOR 3 pages: wording changed in "Permits"'
    assert all_text(posted).count("may") == 1
    assert "pages: Chad, Mali, Peru (3; monitor show cluster 88); quoted from Chad / Entry requirements" in all_text(
        posted
    )


@pytest.mark.parametrize("change", HOSTILE_PAGES.values(), ids=HOSTILE_PAGES)
def test_page_text_can_mention_nobody_forge_no_link_and_format_nothing(change: Any):
    for posted in (message(notice(change)), *(post.body for post in thread(notice(change)))):
        assert_slack_takes(posted)
        assert not re.search("<", json.dumps(posted, ensure_ascii=False))
        for block in posted["blocks"]:
            assert block["type"] in ("header", "context", "divider", "rich_text")
            for each in elements(block):
                # People, channels, groups and emoji are elements of their own: there are none.
                assert each["type"] in ("text", "link", "plain_text")
                assert each.get("emoji", False) is False
        for url in links_of(posted):
            assert url.startswith("https://www.gov.uk/")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", all_text(posted))


def test_a_flood_stays_within_the_limits_and_says_what_is_missing():
    posted = message(notice(*a_flood(), not_checked=(BLOCKED,) * 300))
    assert_slack_takes(posted)
    assert "Not in this message: " in all_text(posted)
    assert "Not checked: 300" in all_text(posted)
    assert "monitor report --since 2026-01-13" in all_text(posted)


def test_what_does_not_fit_goes_on_in_the_thread_and_no_item_is_lost():
    changes = [uganda(id=n, page=page(f"uk-fcdo/{n}", f"Country {n} / Help", country=None)) for n in range(30)]
    posts = thread(notice(*changes))
    assert len(posts) > 1
    for post in posts:
        assert_slack_takes(post.body)
    said = "\n".join(all_text(post.body) for post in posts)
    assert [f"monitor show {n}" in said for n in range(30)] == [True] * 30
    assert "Not in this message" not in said
    assert posts[1].body["text"] == f"{posts[0].body['text']} (continued)"
    names = [name for post in posts for name in post.names]
    assert len(names) == len(set(names))


def test_a_thread_that_was_taken_in_part_goes_on_with_the_rest():
    changes = [uganda(id=n, page=page(f"uk-fcdo/{n}", f"Country {n} / Help", country=None)) for n in range(30)]
    first, *rest = thread(notice(*changes))
    again = thread(notice(*changes), done=first.names)
    assert [post.names for post in again] == [post.names for post in rest]
    assert all(post.body["blocks"][0]["type"] != "header" for post in again)


def test_even_in_a_flood_no_number_is_cut_in_half():
    for posted in (message(notice(*a_flood())), *(post.body for post in thread(notice(*a_flood())))):
        for found in re.findall(r"\+7[\d ()-]*", all_text(posted)):
            assert found.strip() == PHONE


def test_a_long_first_line_is_cut_between_words():
    name = " ".join(["Saint & Grenadine"] * 30)
    posted = message(notice(uganda(page=page(title=f"{name} / Help"))))
    (line,) = texts(posted["blocks"][0])
    assert len(line) <= 150
    assert not re.search(r"&(?!amp;|lt;|gt;)", line)


def test_an_edit_of_a_thousand_words_fits():
    words = tuple(("-" if n % 2 else "+", f" word{n} & more") for n in range(4000))
    edit = Edit("modified", HELP, "x", "y", words)  # type: ignore[arg-type]
    assert_slack_takes(message(notice(uganda(edits=(edit,), facts=(phone_fact(),)))))


@hypothesis.settings(deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.text(alphabet="*_~`>:<@!#|&[]() \n\x00\u202e", max_size=200))
def test_whatever_a_page_says_slack_takes_it_and_shows_it_as_text(title: str, before: str, after: str):
    edit = Edit("modified", (title,), before, after, (("-", before), ("+", after)))
    change = uganda(edits=(edit,), page=page(title=f"{title} / Page"))
    posted = message(notice(change))
    assert_slack_takes(posted)
    assert "<" not in json.dumps(posted)
