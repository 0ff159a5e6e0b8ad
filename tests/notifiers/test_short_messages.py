"""What channels with short messages have in common: lines, their formats, and what is done where there is no room."""

from __future__ import annotations

import html as html_of_python
import re

import pytest
from advisory_samples import BLOCKED, hostile, links, uganda, wording
from bs4 import BeautifulSoup
from channel_notices import LINKS, many_changes, notice, saying
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from monitor.report.alarms import AlarmInfo
from notifiers.formats import html, markdown, plain
from notifiers.lines import Line, Piece, Span, addressing_nobody, told
from notifiers.packing import Message, fitted, packed

NUMBER = "+256 (0) 312 312 000"
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
ATTACKS = (
    "@everyone", "@here", "<!channel>", "<@U123>", "<at>Ann</at>", "[gov.uk](https://evil.example)", "**b**", "`c`",
    "|", "<b>", "</a>", "<script>alert(1)</script>", "&amp;", "\x1b[2J", "\u202e", "\u2066", "\r\n", "{{DATE(1)}}",
    "\x00", "\ud800", "\U0001f600", "x" * 3000, "9" * 3000, "help@example.org", "_i_", "~~s~~", "# h", "- l", "1. n",
)  # fmt: skip
pages = st.lists(st.one_of(st.sampled_from(ATTACKS), st.text(max_size=40)), min_size=1, max_size=8).map(" ".join)


def size(line: Line) -> int:
    return len(plain(line)) + 1


def texts(message: Message) -> list[str]:
    return [plain(line) for line in message.lines]


def only(*given: object, room: int = 20_000, **other: object) -> list[str]:
    (message,) = packed(told(notice(*given, **other)), room, size)  # type: ignore[arg-type]
    return texts(message)


def test_a_notice_says_what_a_reader_needs_in_this_order():
    page = (
        "page: https://www.gov.uk/foreign-travel-advice/uganda/getting-help#:~:text=You%20can%20call%20the%20British%20High"
        "%20Commission%20Kampala%20on%20%2B256%20%280%29%20312%20312%20000."
    )
    assert only(not_checked=(BLOCKED,)) == [
        "CRITICAL Uganda: consular number changed (not announced)",
        "Advisory changes, 13 to 14 Jan 2026 (UTC). Watched: 41 pages of 2 publishers. Well seen: 40, last at "
        "14 Jan 2026 11:58 UTC. Not checked: 1 (listed below).",
        "",
        "CRITICAL Uganda / Getting help / Help from FCDO in Uganda",
        "• phone consular +255 22 229 0000 → +256 (0) 312 312 000",
        "“You can call the British High Commission Kampala on [+255 22 229 0000 → +256 (0) 312 312 000].”",
        "FCDO, page dated 12 Jan 2026 (date unchanged), seen 14 Jan 2026 09:12 UTC",
        "NOT ANNOUNCED; the note says: “Information about an internet outage.”",
        f"{page} · report: https://monitor.example.org/c/1042.html"
        " · evidence: https://monitor.example.org/c/1042.html#evidence-1042",
        "why: consular number changed",
        "",
        "Not checked: 1",
        "Kazakhstan / Travel advisory: not checked since 11 Jan 2026 06:00 UTC: blocked: the site answered 403",
        "SHA-256: aaaaaaaaaaaaaaaa → bbbbbbbbbbbbbbbb",
        "Contains public sector information licensed under the Open Government Licence v3.0.",
        "notice notice-17",
    ]


def test_where_lines_are_left_out_the_links_stay():
    page = (Span("page", url="https://www.gov.uk/x"),)
    facts = tuple((Span(f"fact {number}"),) for number in range(30))
    whole = Piece("item", (*facts, page, (Span("why"),)), short=(Span("an item"),), links=page)
    length = sum(map(size, whole.lines))
    for room in (length // 2, length - 1):  # the links would be left out, and would not
        shown = fitted(whole, room, size)
        assert sum(map(size, shown)) <= room
        assert shown.count(page) == 1
        assert len(shown) < len(whole.lines)
    assert fitted(whole, length, size) == whole.lines


def test_without_a_report_on_the_web_the_command_is_told():
    assert "in full: monitor show 1042" in only(links=None or type(LINKS)())


def test_changed_links_are_shown_and_not_made():
    line = next(line for line in only(uganda(links=links())) if line.startswith("link added"))
    assert line == "link added: “Click here” javascript:alert(1)"
    everything = "\n".join(html(line) for line in packed(told(notice(uganda(links=links()))), 20_000, size)[0].lines)
    assert "javascript:" not in " ".join(re.findall(r'href="([^"]*)"', everything))


def test_an_alarm_is_told_with_its_cause():
    at = notice().at
    alarm = AlarmInfo("not_checked", "first", "uk-fcdo/kazakhstan/health", "Kazakhstan / Health",
                      "https://www.gov.uk/x", "uk-fcdo", "blocked", "403 Forbidden", None, at)  # fmt: skip
    lines = only(uganda(), alarms=(alarm,))
    place = lines.index("NOT CHECKED Kazakhstan / Health")
    assert lines[place + 2] == "Never well seen: blocked (403 Forbidden)."


# -- room ----------------------------------------------------------------------------------------------------------


def test_what_has_no_room_is_told_in_a_line():
    lines = only(uganda(), *many_changes(20), room=3_500)
    assert lines.count("CRITICAL Uganda / Getting help / Help from FCDO in Uganda") == 1
    assert 'MINOR Land20: wording changed in "Permits"' in lines
    assert sum(len(line) + 1 for line in lines) <= 3_500


def test_what_has_no_room_for_a_line_is_counted_with_where_to_read_it():
    lines = only(uganda(), *many_changes(200), room=2_500)
    (rest,) = [line for line in lines if line.startswith("Not in this message")]
    number = int(re.search(r"(\d+) minor", rest)[1])  # type: ignore[index]
    assert rest == f"Not in this message: {number} minor. All of it: monitor report --since 2026-01-13"
    assert number + sum(line.startswith("MINOR ") for line in lines) == 200


def test_several_messages_hold_everything_once():
    made = packed(told(notice(uganda(), *many_changes(30))), 4_000, size, most=4)
    assert 1 < len(made) <= 4
    titles = [line for message in made for line in texts(message) if line.startswith(("MINOR ", "CRITICAL Uganda /"))]
    assert len(titles) == len(set(titles)) == 31
    assert all(sum(map(size, message.lines)) <= 4_000 for message in made)
    assert texts(made[-1])[-1] == "notice notice-17"


def test_what_was_taken_is_not_sent_again_and_nothing_else_is_left_out():
    everything = told(notice(uganda(), *many_changes(30)))
    first, *others = packed(everything, 4_000, size, most=4)
    later = packed(everything, 4_000, size, most=4, done=first.names)
    names = [name for message in later for name in message.names]
    assert not set(names) & set(first.names)
    assert {"rest"} | set(names) | set(first.names) >= {
        piece.name for piece in (everything.head, *everything.items, everything.foot)
    }
    assert others
    assert packed(everything, 4_000, size, most=4, done={*first.names, *names}) == []


def test_lines_that_are_left_out_are_counted():
    piece = Piece("p", tuple((Span("x" * 50),) for _ in range(10)), ends=((Span("end"),),))
    shown = [plain(line) for line in fitted(piece, 250, size)]
    assert shown == ["x" * 50] * 4 + ["… and 6 more lines", "end"]


@FEW
@given(st.integers(600, 6_000), st.integers(1, 4), st.integers(0, 60))
def test_no_message_is_longer_than_its_room(room: int, most: int, number: int):
    made = packed(told(notice(uganda(), *many_changes(number))), room, size, most)
    assert len(made) <= most
    assert all(sum(map(size, message.lines)) <= room for message in made)


@FEW
@given(st.integers(600, 6_000), st.integers(1, 3))
def test_a_number_is_whole_or_not_there(room: int, most: int):
    for message in packed(told(notice(saying(f"Call {NUMBER} now."))), room, size, most):
        for line in texts(message):
            assert "312 312 00" not in line.replace(NUMBER, "")


# -- formats -------------------------------------------------------------------------------------------------------


@FEW
@given(pages)
def test_page_text_in_html_is_only_text(page: str):
    made = BeautifulSoup("\n".join(map(html, lines_of(page))), "html.parser")
    assert {tag.name for tag in made.find_all()} <= {"b", "s", "i", "code", "a"}
    assert {tag["href"][:24] for tag in made.find_all("a")} <= {"https://www.gov.uk/forei", "https://monitor.example."}
    assert all(set(tag.attrs) == ({"href"} if tag.name == "a" else set()) for tag in made.find_all())


@FEW
@given(pages)
def test_page_text_in_markdown_is_only_text(page: str):
    for line in lines_of(page):
        (inline,) = [token for token in MarkdownIt().parse(f"x {markdown(line)}") if token.type == "inline"]
        kinds = {token.type for token in inline.children or ()}
        assert kinds <= {"text", "text_special", "strong_open", "strong_close", "link_open", "link_close"}
        for token in inline.children or ():
            if token.type == "link_open":
                assert str(token.attrs["href"]).startswith(("https://www.gov.uk/", "https://monitor.example.org/"))


@FEW
@given(pages)
def test_page_text_calls_nobody_and_stays_on_its_line(page: str):
    for line in lines_of(page):
        for written in (plain(line), markdown(line), html_of_python.unescape(html(line))):
            assert not re.search(r"(?<![\w.+-])@\w|<[!@]|<at>|\[gov.uk\]\(", written)
            assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", written)


def lines_of(page: str) -> list[Line]:
    (message,) = packed(told(notice(saying(page))), 60_000, size)
    return message.lines


@pytest.mark.parametrize("text", ["help@example.org", "a.b+c@example.org", "5 < 6", "[1] (note)", "mail me @ home"])
def test_what_people_copy_stays_as_it_is(text: str):
    assert addressing_nobody(text) == text


def test_a_page_full_of_attacks_is_told_all_the_same():
    lines = only(hostile(), wording(), uganda())
    assert any(line.startswith("CRITICAL Evil ") for line in lines)
    assert any(line.startswith("• phone") and "102" in line for line in lines)


def test_words_without_end_are_cut_and_numbers_without_end_left_out():
    for endless in ("x" * 100_000, "9" * 100_000):
        lines = only(saying(endless))
        assert max(map(len, lines)) < 3_000
        assert "99" not in "".join(lines)
