from __future__ import annotations

import re

from advisory_samples import BLOCKED, cluster, hostile, links, nothing, report, uganda, wording
from bs4 import BeautifulSoup

from monitor.report.html import render


def parsed(*changes: object, **other: object) -> BeautifulSoup:
    return BeautifulSoup(render(report(*changes, **other)), "lxml")  # type: ignore[arg-type]


def words(tag: object) -> str:
    return re.sub(r"\s+", " ", tag.get_text()).strip()  # type: ignore[attr-defined]


def test_a_report_is_one_file_without_script_and_asks_for_nothing_else():
    text = render(report(uganda(links=links()), not_checked=(BLOCKED,)))
    page = BeautifulSoup(text, "lxml")
    assert not page.find(["script", "link", "img", "iframe", "object", "form", "base"])
    assert "url(" not in page.style.get_text()
    assert "@import" not in page.style.get_text()
    assert "default-src 'none'" in page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]


def test_it_is_made_for_dark_screens_narrow_screens_and_paper():
    style = parsed(uganda()).style.get_text()
    assert "prefers-color-scheme: dark" in style
    assert "max-width: 40rem" in style
    assert "@media print" in style


def test_the_top_says_counts_and_what_was_watched():
    page = parsed(uganda(), wording(), not_checked=(BLOCKED,))
    assert words(page.h1) == "Advisory changes, 13 to 14 Jan 2026 (UTC)"
    assert words(page.find(class_="counts")) == "1 critical 1 minor"
    assert "Watched: 41 pages of 2 publishers. Well seen: 40" in words(page.header)


def test_a_fact_stands_old_beside_new_above_its_sentence():
    article = parsed(uganda()).article
    assert words(article.find("tr")) == "phoneconsular +255 22 229 0000 → +256 (0) 312 312 000"
    assert words(article.blockquote) == (
        "“You can call the British High Commission Kampala on +255 22 229 0000 +256 (0) 312 312 000.”"
    )
    assert [tag.name for tag in article.blockquote.find_all(["del", "ins"])] == ["del", "ins"]
    assert words(article.find(class_="announcement")) == (
        "NOT ANNOUNCED; the note says: “Information about an internet outage.”"
    )


def test_an_item_of_many_pages_links_each_of_them():
    names = ["Chad", "Peru", "Mali"]
    changes = [wording(name, name[:2].upper(), n) for n, name in enumerate(names, 1)]
    article = parsed(*changes, clusters=(cluster(*changes),)).article
    assert "3; monitor show cluster 88" in words(article.find(class_="pages"))
    assert words(article.h2) == "minor 3 pages / Entry requirements / Permits"
    assert {a.get_text(): a["href"] for a in article.find(class_="pages").find_all("a")} == {
        name: f"https://www.gov.uk/foreign-travel-advice/{name.lower()}/entry" for name in names
    }


def test_a_document_begins_with_its_type_and_no_blank_line():
    assert render(report(uganda())).startswith("<!DOCTYPE html>")


def test_every_version_can_be_followed_to_its_bytes():
    evidence = parsed(uganda(), wording()).find(class_="evidence")
    assert {code.get_text() for code in evidence.find_all("code")} == {"a" * 16, "b" * 16, "c" * 16, "d" * 16}
    assert "first 16 digits of the SHA-256 of the raw bytes; all of it: monitor show NUMBER" in words(evidence)
    assert "13 Jan 2026 09:12 UTC" in words(evidence)


def test_what_was_not_checked_stands_with_why_and_since_when():
    page = parsed(not_checked=(BLOCKED,))
    assert words(page.section.li) == (
        "Kazakhstan / Travel advisory (us-state/kazakhstan/advisory): "
        "not checked since 11 Jan 2026 06:00 UTC: blocked: the site answered 403"
    )


def test_hostile_text_is_shown_and_does_nothing():
    text = render(report(hostile()))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    page = BeautifulSoup(text, "lxml")
    assert not page.find("script")
    assert "<script>alert(1)</script>" in page.blockquote.get_text()
    for tag in page.find_all(True):
        assert not any(name.startswith("on") for name in tag.attrs)
        assert not str(tag.get("href", "")).startswith("javascript")


def test_only_addresses_that_people_may_follow_become_links():
    hrefs = {a["href"] for a in parsed(wording(links=links())).article.find_all("a")}
    assert {"tel:112", "mailto:help@example.org", "https://www.gov.uk/world/embassy-tokyo"} < hrefs
    assert not any("javascript" in href for href in hrefs)


def test_a_report_without_changes_says_what_was_seen():
    page = parsed(nothing(1, "stamp"))
    assert page.article is None
    assert words(page.find(class_="counts")) == "no changes"
    assert "All well seen, last at 14 Jan 2026 11:58 UTC." in words(page.header)
    assert words(page.find(class_="counted")) == "Nothing to read: 1 page (stamps 1)."


def test_reverted_changes_say_so():
    assert "reverted to an earlier version" in words(parsed(wording(kind="reverted")).article)
