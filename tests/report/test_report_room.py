"""A report in the room that there is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from advisory_samples import HELP, phone_fact, report, uganda, wording
from css_inline import CSSInliner

from monitor.compare.change import Announcement, Change, Edit, FactChange, FactValue, LinkChange, LinkEnd, SectionChange
from monitor.report import html, markdown, terminal
from monitor.report.links import Links
from monitor.report.outline import Outline, outline
from monitor.report.room import MAIL, fitting, with_items

ENDLESS = "x" * 100_000
DIGITS = "9" * 100_000


def mailed(parts: Outline) -> int:
    """Bytes of a mail's HTML, its styles on the elements."""
    inlined = CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(html.render_outline(parts))
    return len(inlined.encode())


def phones(country: int, number: int = 1) -> Change:
    """A page of which so many numbers changed, in a sentence each."""
    facts, edits = [], []
    for n in range(number):
        before, after = f"+7 717 {country:03} {n:04}", f"+7 727 {country:03} {n:04}"
        texts = [f"Office {n} of the mission answers day and night on {each}." for each in (before, after)]
        sides = [FactValue(each, each, f"office {n}", text) for each, text in zip((before, after), texts, strict=True)]
        facts.append(FactChange("phone", "changed", *sides, HELP, "critical"))
        runs = (("=", texts[0].removesuffix(f"{before}.")), ("-", before), ("+", after), ("=", "."))
        edits.append(Edit("modified", HELP, *texts, runs))
    page = replace(uganda().page, id=f"uk-fcdo/c{country:03}/help", title=f"Country {country} / Help")  # type: ignore[type-var]
    return uganda(facts=tuple(facts), edits=tuple(edits), id=5000 + country, page=page)


def test_what_has_room_is_told_as_it_is():
    parts = outline(report(uganda(), wording()))
    assert fitting(parts, mailed, MAIL) is parts
    assert (parts.left_words, parts.named) == ("", ())


def test_a_mail_of_many_items_stays_below_the_size_at_which_it_would_be_cut_off():
    parts = outline(report(*(phones(n) for n in range(150)), wording()))
    assert mailed(parts) > MAIL
    short = fitting(parts, mailed, MAIL)
    assert 0.8 * MAIL < mailed(short) <= MAIL
    assert len(short.items) >= 20
    assert [item.title for item in short.items] == [item.title for item in parts.items[: len(short.items)]]


def test_what_there_is_no_room_for_is_named_counted_and_can_be_found():
    given = report(*(phones(n) for n in range(100)), wording())
    short = with_items(outline(given), 10)
    assert short.counts == (("critical", 100), ("minor", 1))
    assert short.left_words == "91 more items: 90 critical, 1 minor"
    assert (len(short.named), short.left_out) == (40, 51)
    assert short.named[0].line == "CRITICAL Country 10: office 0 number changed (not announced)"
    assert short.named[0].command == "monitor show 5010"
    for render in (lambda p: terminal.plain(p, 100), markdown.render_outline, html.render_outline):
        text = render(short)
        assert text.index("Country 9 ") < text.index("91 more items") < text.index("Country 10: office")
        assert "and 51 more" in text
        assert "monitor report --since 2026-01-13" in text


def test_where_reports_can_be_read_a_notice_leads_there():
    whole = Links.of("https://reports.example.org/all.html")
    short = with_items(outline(report(*(phones(n) for n in range(3)), links=whole)), 1)
    assert short.whole == "https://reports.example.org/all.html"
    assert short.named[0].url == "https://reports.example.org/all.html#change-5001"
    assert '<a href="https://reports.example.org/all.html"' in html.render_outline(short)


def test_a_limit_on_items_names_the_same_as_leaving_them_out_later():
    given = report(*(phones(n) for n in range(60)), wording())
    early, late = outline(given, most=5), with_items(outline(given), 5)
    assert (early.left, early.named, early.counts) == (late.left, late.named, late.counts)
    assert with_items(early, 2).left_words == "59 more items: 58 critical, 1 minor"


def test_one_page_with_hundreds_of_facts_shows_the_first_and_counts_the_rest():
    parts = outline(report(phones(1, 400)))
    short = fitting(parts, mailed, MAIL)
    assert mailed(short) <= MAIL
    (item,) = short.items
    shown = sum(len(passage.facts) for passage in item.passages)
    assert 0 < shown < 400
    assert f"{400 - shown} more facts" in item.left_out


def test_no_number_is_cut_where_room_is_short():
    parts = outline(report(*(phones(n, 20) for n in range(6))))
    for most in (3_000, 10_000, 40_000):
        text = terminal.plain(fitting(parts, lambda p: len(terminal.plain(p, 78)), most), 78)
        for country, end in re.findall(r"\+7 7[12]7[ \n]+(\d+)[ \n]*(\d*)", text):
            assert (len(country), len(end)) == (3, 4)


def endless() -> Change:
    """A page whose every word has no end."""
    texts = f"Call {ENDLESS} on 998 now.", f"Call {ENDLESS} on 999 now {DIGITS}"
    fact = FactChange(
        "phone", "changed", FactValue("998", "998", ENDLESS, texts[0]), FactValue("999", "999", ENDLESS, texts[1]),
        (ENDLESS,), "critical",
    )  # fmt: skip
    runs = (("=", f"Call {ENDLESS} on "), ("-", "998"), ("+", "999"), ("=", f" now {DIGITS}"))
    return uganda(
        reasons=(ENDLESS,),
        sections=(SectionChange("renamed", (ENDLESS,), (DIGITS,)),),
        edits=(
            Edit("modified", (ENDLESS,), *texts, runs),
            Edit("added", ("B",), None, ENDLESS),
            Edit("removed", ("B",), DIGITS, None),
            Edit("modified", ("C",), ENDLESS, f"{ENDLESS}y", (("=", ENDLESS), ("-", "a"), ("+", "b"), ("=", ENDLESS))),
        ),
        facts=(fact, replace(phone_fact(), section=(ENDLESS,))),
        links=(LinkChange("added", None, LinkEnd(f"https://example.org/{ENDLESS}", ENDLESS)),),
        announcement=Announcement("partly", ENDLESS, False, (ENDLESS,)),
        after=replace(uganda().after, stamp=ENDLESS),  # type: ignore[type-var]
        page=replace(uganda().page, title=f"Uganda / {ENDLESS}"),  # type: ignore[type-var]
    )


@pytest.mark.parametrize("render", [terminal.render, markdown.render, html.render])
def test_words_without_end_make_no_report_without_end(render):
    text = render(report(endless(), not_checked=()))
    assert len(text) < 40_000
    assert "998" in text
    assert "999" in text
    assert not re.search(r"(?<![x#9])9{4,}", text)  # not a part of the number without end


def test_half_of_an_address_is_no_link():
    page = html.render(report(endless()))
    assert "an address of 100,020 characters" in page
    assert not re.search(r'href="https://example\.org/x', page)


def test_one_change_in_full_keeps_all_its_words():
    from monitor.report.detail import render_markdown

    assert ENDLESS in render_markdown(endless())
    assert DIGITS in render_markdown(endless())
    assert "a" * 64 in render_markdown(endless())
