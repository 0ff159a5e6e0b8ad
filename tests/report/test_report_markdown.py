from __future__ import annotations

import re

from advisory_samples import BLOCKED, HOSTILE, hostile, links, nothing, report, uganda, wording
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from monitor.report.markdown import escaped, render
from monitor.report.safe import safe_line


def as_html(text: str) -> BeautifulSoup:
    """As GitHub shows it: CommonMark, tables, raw HTML."""
    return BeautifulSoup(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text), "lxml")


def test_a_report_has_its_parts_as_headings():
    page = as_html(render(report(uganda(), nothing(1, "stamp"), not_checked=(BLOCKED,))))
    assert [heading.get_text() for heading in page.find_all(["h1", "h2"])] == [
        "Advisory changes, 13 to 14 Jan 2026 (UTC)",
        "CRITICAL: Uganda / Getting help / Help from FCDO in Uganda",
        "Not checked: nobody can say whether these pages changed",
        "Evidence",
    ]


def test_old_and_new_stand_side_by_side_and_marked_in_their_sentence():
    page = as_html(render(report(uganda())))
    assert page.li.get_text() == "phone consular +255 22 229 0000 → +256 (0) 312 312 000"
    quote = page.blockquote
    assert quote.find("del").get_text() == "+255 22 229 0000"
    assert quote.find("ins").get_text() == "+256 (0) 312 312 000"
    assert "NOT ANNOUNCED" in [strong.get_text() for strong in page.find_all("strong")]


def test_evidence_is_a_table_of_both_versions():
    rows = as_html(render(report(uganda()))).table.tbody.find_all("tr")
    cells = [[cell.get_text() for cell in row.find_all("td")] for row in rows]
    assert cells == [
        ["1042", "uk-fcdo/uganda/getting-help", "before", "13 Jan 2026 09:12 UTC", "a" * 16],
        ["1042", "uk-fcdo/uganda/getting-help", "after", "14 Jan 2026 09:12 UTC", "b" * 16],
    ]


def test_the_page_is_linked_at_the_words_that_changed():
    hrefs = [a["href"] for a in as_html(render(report(uganda()))).find_all("a")]
    assert hrefs[0].startswith("https://www.gov.uk/foreign-travel-advice/uganda/getting-help#:~:text=You%20can%20call")


def test_only_addresses_that_people_may_follow_become_links():
    hrefs = [a["href"] for a in as_html(render(report(wording(links=links()), hostile()))).find_all("a")]
    assert {href.split(":")[0] for href in hrefs} <= {"https", "mailto", "tel"}
    assert "tel:112" in hrefs


def test_hostile_text_is_shown_and_does_nothing():
    text = render(report(hostile()))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    page = as_html(text)
    assert {tag.name for tag in page.body.find_all(True)} <= {
        "h1", "h2", "h3", "p", "strong", "em", "ul", "li", "del", "ins", "blockquote", "code", "a",
        "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert not page.find("a", href=re.compile("evil|javascript"))
    assert "**bold** [a](javascript:alert(1)) `code` | cell" in page.get_text()
    for row in page.table.find_all("tr"):
        assert len(row.find_all(["td", "th"])) == 5


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_comes_out_as_it_went_in(text: str):
    shown = as_html(f"x {escaped(text)} x").get_text().strip()
    assert re.sub(r"\s+", " ", shown) == re.sub(r"\s+", " ", f"x {safe_line(text)} x")


def test_escaped_text_stays_on_one_line():
    assert "\n" not in escaped(HOSTILE)


def test_without_changes_it_says_what_was_seen():
    text = as_html(render(report(nothing(1, "link")))).get_text()
    assert "no changes" in text
    assert "All well seen, last at 14 Jan 2026 11:58 UTC." in text
    assert "Nothing to read: 1 page (links 1)." in text
