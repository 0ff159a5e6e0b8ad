"""What is said of the watching itself, in every format."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from advisory_samples import BLOCKED, HOSTILE, nothing, report, uganda, utc
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from monitor.report import html, json_, markdown, terminal
from monitor.report.alarms import AlarmInfo, alarm_items, alarm_subject, cause
from monitor.report.outline import outline
from monitor.report.report import Moved, Report
from monitor.report.subject import LONGEST, headline
from monitor.report.times import length
from notifiers import slack_message
from notifiers.notice import Notice

NOW = utc(2026, 1, 14, 9)
REFUSED = "The site refused: 403 Forbidden."


def alarm(name: str = "kazakhstan/safety-and-security", **more: Any) -> AlarmInfo:
    values: dict[str, Any] = {
        "kind": "not_checked",
        "stage": "first",
        "subject": f"uk-fcdo/{name}",
        "title": name.replace("/", " / ").replace("-", " ").capitalize(),
        "url": f"https://www.gov.uk/foreign-travel-advice/{name}",
        "publisher": "uk-fcdo",
        "verdict": "blocked",
        "reason": REFUSED,
        "since": utc(2026, 1, 11, 6),
        "at": NOW,
    }
    return AlarmInfo(**(values | more))


def wall(number: int = 47, **more: Any) -> list[AlarmInfo]:
    return [
        alarm(f"country-{n:03}/health", since=utc(2026, 1, 11, 6) + timedelta(minutes=7 * n), **more)
        for n in range(number)
    ]


def over(name: str = "kazakhstan/safety-and-security", **more: Any) -> AlarmInfo:
    return alarm(name, stage="over", ended_at=NOW, **more)


GONE = {"kind": "gone", "verdict": "gone", "reason": "The page is not there: 404 Not Found."}


def notice(*alarms: AlarmInfo) -> Report:
    """A report as deliver makes it where there is no change."""
    return report(since=None, until=None, title="The watch itself", alarms=alarms)


def texts_in(blocks: object) -> Iterator[str]:
    """Every text of a message in Slack, in the order in which it is read."""
    if isinstance(blocks, list):
        for each in blocks:
            yield from texts_in(each)
            yield " " if isinstance(each, dict) and each.get("type") in ("context", "section", "rich_text") else ""
    elif isinstance(blocks, dict):
        if isinstance(blocks.get("text"), str):
            yield blocks["text"]
        for name in ("text", "elements"):
            yield from texts_in(blocks.get(name))


def said_by_all(given: Report) -> list[str]:
    """The same report as text, HTML, Markdown and for Slack; each on one line, without markup."""
    posted = "".join(texts_in(slack_message.message(Notice("key", "desk", given, utc(2026, 1, 14, 12)))["blocks"]))
    texts = (
        terminal.render(given, 100),
        BeautifulSoup(html.render(given), "lxml").body.get_text(),
        markdown.render(given).replace("\\", ""),
        posted,
    )
    return [re.sub(r"\s+", " ", text) for text in texts]


@pytest.mark.parametrize(
    ("alarms", "line"),
    [
        ([alarm()], "Not checked for 3 days: uk-fcdo/kazakhstan/safety-and-security (blocked)"),
        ([alarm(since=None)], "Never well seen: uk-fcdo/kazakhstan/safety-and-security (blocked)"),
        ([alarm("x", verdict="overdue")], "Not checked for 3 days: uk-fcdo/x (nobody has looked)"),
        ([alarm(verdict="suspect")], "Not checked for 3 days: uk-fcdo/kazakhstan/safety-and-security (doubtful)"),
        ([alarm(**GONE)], "Gone: uk-fcdo/kazakhstan/safety-and-security"),
        ([over()], "Checked again: uk-fcdo/kazakhstan/safety-and-security"),
        ([over(**GONE)], "There again: uk-fcdo/kazakhstan/safety-and-security"),
        (wall(12), "12 pages are not checked (FCDO, blocked)"),
        (wall(3, stage="over", ended_at=NOW), "3 pages are checked again (FCDO)"),
        ([*wall(12), alarm(**GONE), over()], "1 page is gone, 12 pages are not checked, 1 page is checked again"),
        ([alarm(kind="disagreement", verdict="")], "Disagreement: uk-fcdo/kazakhstan/safety-and-security"),
        ([alarm("index", kind="stale", verdict="", title="")], "Stands still: uk-fcdo/index"),
    ],
)  # fmt: skip
def test_the_subject_says_what_is_wrong(alarms: list[AlarmInfo], line: str) -> None:
    assert headline(notice(*alarms)) == line


def test_a_subject_is_never_too_long_and_safe_for_a_header() -> None:
    for hostile in (alarm("x" * 300), alarm(HOSTILE), alarm(HOSTILE, reason=HOSTILE, verdict=HOSTILE)):
        line = alarm_subject([hostile], LONGEST)
        assert len(line) <= LONGEST
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", line)


def test_changes_stand_before_alarms_in_the_subject_and_drive_them_out_where_there_is_no_room() -> None:
    both = report(uganda(), alarms=tuple(wall(12)))
    assert headline(both) == (
        "CRITICAL Uganda: consular number changed (not announced); 12 pages are not checked (FCDO, blocked)"
    )
    long = report(uganda(), alarms=(alarm("kazakhstan/a-page-of-a-very-long-name-that-goes-on"),))
    assert headline(long) == "CRITICAL Uganda: consular number changed (not announced)"


def test_alarms_that_are_only_listed_do_not_stand_in_the_subject() -> None:
    listed = report(nothing(1, "stamp"), alarms=(alarm(stage="open"),), not_checked=(BLOCKED,))
    assert headline(listed) == "No changes: 40 pages well seen, 1 not checked"


def test_every_format_says_what_is_wrong_since_when_and_why() -> None:
    for text in said_by_all(notice(alarm())):
        for said in (
            "The watch itself",
            "NOT CHECKED",
            "Kazakhstan / safety and security",
            "FCDO, uk-fcdo/kazakhstan/safety-and-security",
            "Not checked for 3 days: blocked (403 Forbidden).",
            "Last well seen 11 Jan 2026 06:00 UTC. Nobody can say whether it changed since.",
        ):
            assert said in text
        assert "no changes" not in text.casefold()
        assert "No change to read" not in text


def test_a_wall_over_two_hundred_pages_is_one_item_that_counts_them() -> None:
    given = notice(*wall(200))
    [item] = alarm_items(given.alarms)
    assert (item.title, len(item.alarms)) == ("200 pages of FCDO", 200)
    for text in said_by_all(given):
        assert text.count("NOT CHECKED") == 1
        assert "Not checked for 2 to 3 days: blocked (403 Forbidden)." in text
        assert "Last well seen between 11 Jan 2026 06:00 UTC and 12 Jan 2026 05:13 UTC." in text
        assert "and 188 more" in text
        assert len(text) < 5_000


def test_what_has_another_cause_publisher_or_kind_is_another_item() -> None:
    found = [
        alarm("a"), alarm("b"), alarm("c", reason="The site refused: 401 Unauthorized."),
        alarm("d", verdict="failed", reason="No answer within 30 s."), alarm("e", publisher="us-state"),
        alarm("f", **GONE), over("g"),
    ]  # fmt: skip
    assert [len(item.alarms) for item in alarm_items(found)] == [1, 2, 1, 1, 1, 1]
    assert [item.label for item in alarm_items(found)][:2] == ["GONE", "NOT CHECKED"]
    assert alarm_items(found)[-1].label == "CHECKED AGAIN"


def test_what_a_reason_quotes_or_counts_does_not_part_one_cause() -> None:
    found = [
        alarm("a", verdict="failed", reason="Left alone until 09:12 because it failed 5 times; answer had 'health'."),
        alarm("b", verdict="failed", reason="Left alone until 10:47 because it failed 6 times; answer had 'entry'."),
    ]
    assert len(alarm_items(found)) == 1


def test_that_nobody_looked_is_one_trouble_of_all_publishers() -> None:
    found = [alarm("a", verdict="overdue"), alarm("b", verdict="overdue", publisher="us-state")]
    [item] = alarm_items(found)
    assert item.title == "2 pages of 2 publishers"
    assert item.sentence == "Not checked for 3 days: nobody has looked."


def test_what_is_told_again_says_that_it_still_lasts() -> None:
    [item] = alarm_items([alarm(stage="again", at=NOW + timedelta(days=1))])
    assert item.sentence == "Still not checked for 4 days: blocked (403 Forbidden)."
    [gone] = alarm_items([alarm(stage="again", **GONE)])
    assert gone.sentence == "Still gone: 404 Not Found."


def test_a_page_that_was_never_there_is_not_said_to_have_gone() -> None:
    [item] = alarm_items([alarm(**GONE, since=None)])
    assert item.sentence == "Not there, and never well seen: 404 Not Found."


def test_what_is_over_says_for_how_long_nobody_could_see_it_and_why() -> None:
    [item] = alarm_items([over()])
    assert item.sentence == (
        "Well seen since 14 Jan 2026 09:00 UTC, after 3 days without a good look; before: blocked (403 Forbidden)."
    )
    [first] = alarm_items([over(since=None)])
    assert (
        first.sentence == "Well seen since 14 Jan 2026 09:00 UTC, for the first time; before: blocked (403 Forbidden)."
    )


@pytest.mark.parametrize(
    ("verdict", "reason", "words"),
    [
        ("blocked", REFUSED, "blocked (403 Forbidden)"),
        ("blocked", "The site refused: 403 Forbidden (by a wall).", "blocked (403 Forbidden)"),
        ("failed", "No connection to www.gov.uk within 30 s.", "failed (no connection to www.gov.uk within 30 s)"),
        ("failed", "www.gov.uk closed the connection.", "failed (www.gov.uk closed the connection)"),
        ("empty", "", "empty"),
        ("suspect", "A third of the words is gone.", "doubtful (a third of the words is gone)"),
        ("overdue", "Nobody has looked.", "nobody has looked"),
        ("", "", "no reason"),
    ],
)
def test_a_cause_is_said_in_a_few_words(verdict: str, reason: str, words: str) -> None:
    assert cause(verdict, reason) == words


def test_a_page_of_which_an_alarm_tells_is_not_listed_a_second_time() -> None:
    known = alarm(BLOCKED.page_id.removeprefix("uk-fcdo/"), subject=BLOCKED.page_id, stage="open")
    parts = outline(report(alarms=(known,), not_checked=(BLOCKED,)))
    assert parts.not_checked == ()
    assert "Not checked: 1 (listed below)." in " ".join(parts.watched)
    again = alarm(subject=BLOCKED.page_id, stage="over", ended_at=NOW)
    assert outline(report(alarms=(again,), not_checked=(BLOCKED,))).not_checked == (BLOCKED,)


def test_pages_that_moved_say_where_to() -> None:
    moved = Moved("ngo/kazakhstan/help", "Kazakhstan / Help", "https://ngo.example/new?a=1&b=2")
    for text in said_by_all(report(moved=(moved,))):
        assert "Kazakhstan / Help (ngo/kazakhstan/help) has moved for good, to https://ngo.example/new?a=1&" in text


def test_a_change_that_was_seen_by_another_way_names_it() -> None:
    for text in said_by_all(report(uganda(), ways={1042: "feed of advisories"})):
        assert "by another way than the first: feed of advisories" in text
    for text in said_by_all(report(uganda())):
        assert "another way" not in text


def test_programs_get_every_alarm_for_itself() -> None:
    given = json.loads(json_.render(notice(*wall(30), over())))
    assert len(given["alarms"]) == 31
    assert given["alarms"][0] == {
        "kind": "not_checked",
        "stage": "first",
        "subject": "uk-fcdo/country-000/health",
        "title": "Country 000 / health",
        "url": "https://www.gov.uk/foreign-travel-advice/country-000/health",
        "publisher": "uk-fcdo",
        "verdict": "blocked",
        "reason": REFUSED,
        "since": "2026-01-11T06:00:00Z",
        "at": "2026-01-14T09:00:00Z",
        "ended_at": None,
        "sentence": "Not checked for 3 days: blocked (403 Forbidden).",
    }
    assert given["alarms"][-1]["ended_at"] == "2026-01-14T09:00:00Z"


def test_hostile_titles_and_reasons_do_no_harm_in_any_format() -> None:
    hostile = notice(
        *(alarm(f"{n}", title=HOSTILE, reason=f"{n} {HOSTILE}", url="javascript:alert(1)") for n in "abc"),
        alarm("d", **GONE | {"reason": HOSTILE, "title": HOSTILE, "url": "javascript:alert(1)"}),
    )
    page = BeautifulSoup(html.render(hostile), "lxml")
    assert page.find("script") is None
    assert not any(link["href"].startswith("javascript") for link in page.find_all("a", href=True))
    posted = json.dumps(slack_message.message(Notice("key", "desk", hostile, utc(2026, 1, 14, 12))), ensure_ascii=False)
    assert "<!" not in posted
    assert "<script" not in posted
    text = terminal.render(hostile, 100)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    written = BeautifulSoup(MarkdownIt("commonmark").render(markdown.render(hostile)), "lxml")
    assert written.find("script") is None
    assert {link["href"] for link in written.find_all("a")} == set()


def test_hundreds_of_alarms_of_other_causes_stay_within_every_limit() -> None:
    causes = "abcdefghijklmnopqrstuvwxyz"
    many = notice(*(alarm(f"{a}{b}", reason=f"Reason {a}{b}.") for a in causes for b in causes))
    posted = slack_message.message(Notice("key", "desk", many, utc(2026, 1, 14, 12)))
    assert len(posted["blocks"]) <= 50
    assert all(len((block.get("text") or {"text": ""})["text"]) <= 3000 for block in posted["blocks"])
    assert "`monitor status` lists them" in json.dumps(posted)
    assert len(terminal.render(many, 100)) < 20_000
    assert "more alarms; `monitor status` lists them" in terminal.render(many, 100)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(0), "0 minutes"), (timedelta(seconds=-5), "0 minutes"), (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=119), "119 minutes"), (timedelta(hours=2), "2 hours"), (timedelta(hours=47), "47 hours"),
        (timedelta(days=2, hours=23), "2 days"), (timedelta(days=1200), "1,200 days"),
    ],
)  # fmt: skip
def test_a_length_of_time_is_never_said_longer_than_it_was(time: timedelta, words: str) -> None:
    assert length(time) == words
