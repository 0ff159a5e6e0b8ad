from __future__ import annotations

import re
from datetime import timedelta, timezone
from io import BytesIO, StringIO, TextIOWrapper

from advisory_samples import BLOCKED, HELP, cluster, hostile, links, nothing, report, uganda, utc, wording
from rich.console import Console

from monitor.compare.change import Announcement, Edit, FactChange, FactValue
from monitor.report import terminal
from monitor.report.report import NotChecked, Report


def on_a_terminal(given: Report, width: int = 100) -> str:
    console = Console(file=StringIO(), force_terminal=True, color_system="truecolor", width=width, legacy_windows=False)
    terminal.print_report(given, console)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def test_a_report_reads_from_the_counts_to_the_evidence():
    text = terminal.render(report(uganda(), nothing(1, "stamp"), not_checked=(BLOCKED,)), width=100)
    expected = """\
Advisory changes, 13 to 14 Jan 2026 (UTC)                                                 1 critical
Watched: 41 pages of 2 publishers. Well seen: 40, last at 14 Jan 2026 11:58 UTC. Not checked: 1
(listed below).

CRITICAL  Uganda / Getting help / Help from FCDO in Uganda
  phone       consular  +255 22 229 0000  ->  +256 (0) 312 312 000
              “You can call the British High Commission Kampala on [+255 22 229 0000 ->
              +256 (0) 312 312 000].”
  FCDO, page dated 12 Jan 2026 (date unchanged), seen 14 Jan 2026 09:12 UTC
  NOT ANNOUNCED; the note says: “Information about an internet outage.”
  page        https://www.gov.uk/foreign-travel-advice/uganda/getting-help#:~:text=You%20can%20call%20the%20British\
%20High%20Commission%20Kampala%20on%20%2B256%20%280%29%20312%20312%20000.
  evidence    monitor show 1042
  why         consular number changed

Not checked: nobody can say whether these pages changed
  Kazakhstan / Travel advisory (us-state/kazakhstan/advisory): not checked since 11 Jan 2026 06:00
    UTC: blocked: the site answered 403

Nothing to read: 1 page (stamps 1).

Contains public sector information licensed under the Open Government Licence v3.0.

Evidence: first 16 digits of the SHA-256 of the raw bytes; all of it: monitor show NUMBER
  change 1042  uk-fcdo/uganda/getting-help
    before  13 Jan 2026 09:12 UTC  aaaaaaaaaaaaaaaa
    after   14 Jan 2026 09:12 UTC  bbbbbbbbbbbbbbbb
"""
    assert text == expected.replace("NUMBER", "1042")


def test_off_a_terminal_there_is_no_colour_no_box_and_no_trailing_space():
    text = terminal.render(report(uganda(links=links()), wording(), hostile(), not_checked=(BLOCKED,)))
    assert "\x1b" not in text
    assert not re.search("[\u2500-\u257f]", text)
    assert not re.search(r"[ \t]\n", text)


def test_on_a_terminal_colours_come_from_us_only():
    text = on_a_terminal(report(hostile()))
    assert "\x1b[1;31mCRITICAL" in text
    assert "[bold red]click[/]" in re.sub(r"\s+", " ", re.sub(r"\x1b\[[\d;]*m", "", text))
    assert re.search(r"\x1b(?!\[[\d;]*m)", text) is None
    assert not re.search("[\x00-\x08\x0b-\x1a\x80-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_lines_are_folded_between_words_and_addresses_stay_whole():
    for line in terminal.render(report(uganda(), wording(), not_checked=(BLOCKED,)), width=60).splitlines():
        assert len(line) <= 60 or "https://" in line or re.search(r"[0-9a-f]{64}", line)
    assert "+256 (0) 312 312 000" in terminal.render(report(uganda()), width=40)


def test_nothing_to_say_says_how_many_pages_were_well_seen_and_when():
    assert terminal.render(report(), width=100).splitlines() == [
        "Advisory changes, 13 to 14 Jan 2026 (UTC)                                                 no changes",
        "No change to read. Watched: 41 pages of 2 publishers. All well seen, last at 14 Jan 2026 11:58 UTC.",
    ]


def test_a_report_of_no_pages_at_all_says_so():
    empty = Report("Advisory changes", None, None, (), 0, 0)
    assert terminal.render(empty).splitlines()[1] == "No change to read. Watched: 0 pages of 0 publishers."


def test_a_page_that_was_never_seen_is_not_checked_since_ever():
    never = NotChecked("uk-fcdo/chad", "Chad / Health", None, "", "")
    text = terminal.render(report(not_checked=(never,)), width=110)
    assert "Chad / Health (uk-fcdo/chad): never well seen: not looked at yet" in text


def test_changes_of_no_significance_are_shown_only_where_the_report_asks_for_them():
    stamp = nothing(1, "stamp")
    assert "Country 1" not in terminal.render(report(stamp))
    asked = terminal.render(report(stamp, least="none"))
    assert "NONE      Country 1 / Health" in asked
    assert "Nothing to read:" not in asked


def test_lighter_changes_are_counted_where_the_report_leaves_them_out():
    text = terminal.render(report(uganda(), wording(), least="major"))
    assert "Kazakhstan" not in text
    assert "Wording only: 1 page." in text


def test_whole_new_and_whole_gone_sentences_need_no_brackets():
    edits = (
        Edit("added", ("Visas",), None, "A visa is needed."),
        Edit("removed", ("Visas",), "No visa is needed.", None),
    )
    text = terminal.render(report(wording(edits=edits)))
    assert "  added       “A visa is needed.”\n  removed     “No visa is needed.”\n" in text


def test_an_insertion_and_a_deletion_among_words_are_marked_without_colours():
    words = (("=", "Visas are "), ("+", "not "), ("=", "needed"), ("-", " today"), ("=", "."))
    edit = Edit("modified", ("Visas",), "Visas are needed today.", "Visas are not needed.", words)
    assert "wording     “Visas are {+not+} needed [-today-].”" in terminal.render(report(wording(edits=(edit,))))


def test_links_are_told_with_their_words_and_addresses():
    text = terminal.render(report(wording(links=links())), width=110)
    assert "link        added  “Click here”  javascript:alert(1)" in text
    assert "link        relabelled  “Call”  ->  “Call 112”  tel:112" in text
    assert "link        removed  “Write”  mailto:help@example.org" in text
    assert "https://www.gov.uk/world/embassy-tokyo  ->" in text


def test_an_output_that_knows_no_arrows_or_curly_quotes_gets_question_marks_not_an_error():
    raw = BytesIO()
    file = TextIOWrapper(raw, encoding="ascii")
    terminal.print_report(report(uganda()), Console(file=file, width=100))
    file.flush()
    assert b"?You can call" in raw.getvalue()


def test_of_an_item_of_many_pages_some_hashes_stand_and_the_others_are_named():
    names = ["Chad", "Peru", "Mali", "Cuba", "Fiji"]
    changes = [wording(name, name[:2].upper(), n) for n, name in enumerate(names, 1)]
    text = terminal.render(report(*changes, clusters=(cluster(*changes),)), width=100)
    assert text.count("MINOR ") == 1
    assert "1 item to read, on 5 pages." in text
    assert "(5; monitor show cluster 88)" in text
    assert text.count("    before  ") == 3
    assert "and of 2 more: changes" in text


def test_times_of_other_zones_are_turned_into_utc():
    last = utc(2026, 1, 14, 11).astimezone(timezone(timedelta(hours=6)))
    assert "last at 14 Jan 2026 11:00 UTC" in terminal.render(report(last_good_at=last), width=110)


def test_what_changed_stands_first_then_whose_and_when_then_where_to_read_on_then_the_wording():
    law = FactValue("Penal code", {}, None, "The penal code forbids it.")
    change = uganda(
        facts=(*uganda().facts, FactChange("law", "added", None, law, HELP, "major")),
        edits=(*uganda().edits, *wording().edits),
    )
    text = terminal.render(report(change, not_checked=(BLOCKED,)), width=100)
    places = [
        text.index(each)
        for each in (
            "CRITICAL  Uganda / Getting help", "phone  ", "“You can call", "law  ", "FCDO, page dated", "seen 14 Jan",
            "NOT ANNOUNCED", "page   ", "evidence   ", "wording   ", "Not checked: nobody can say", "Open Government",
            "a" * 16,
        )
    ]  # fmt: skip
    assert places == sorted(places)


def test_where_no_fact_changed_the_wording_stands_first():
    text = terminal.render(report(wording()), width=100)
    assert text.index("wording   ") < text.index("FCDO, ") < text.index("page   ")


def test_an_old_and_a_new_value_written_from_right_to_left_keep_their_places():
    before, after = FactValue("ممنوع", {}, "التصوير", "ممنوع"), FactValue("مسموح", {}, "التصوير", "مسموح")
    change = uganda(
        facts=(FactChange("rule", "changed", before, after, HELP, "critical"),), edits=(),
        announcement=Announcement("announced", "تحديث", True, ()),
    )  # fmt: skip
    text = terminal.render(report(change), width=100)
    assert "rule        \u2068التصوير\u2069  \u2068ممنوع\u2069  ->  \u2068مسموح\u2069" in text
    assert text.count("\u2068") == text.count("\u2069")
    # The colon is ours, and stands before what the publisher said.
    assert "announced\u2068: \u200e“تحديث”\u200e\u2069" in text
