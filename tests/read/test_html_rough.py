"""HTML as bad as it gets: cut off, nested without end, huge. Reading ends, and what is there is read."""

from __future__ import annotations

import pytest
from read_helpers import ANYONE, of_html, texts, told, whole

from monitor.read.reader import read

DEEP = 40_000


@pytest.mark.parametrize(
    ("tag", "depth"),
    [
        *(("div", DEEP), ("b", DEEP), ("ul><li", 3000), ("table><tr><td", 1000), ("details><summary>q</summary", 2000)),
        *(("dl><dd", 3000), ("blockquote", 3000), ("a href='/'", 3000), ("h2", 3000), ("main", 3000)),
    ],
)
def test_tags_nested_without_end_are_read(tag: str, depth: int) -> None:
    document = whole(f"<html><body><p>Call 110.</p>{f'<{tag}>' * depth}Call 112.")
    assert "Call 110." in texts(document) or tag == "main"
    assert len(document.blocks) <= 300


def test_text_beyond_the_depth_that_is_read_as_a_tree_is_not_lost() -> None:
    document = whole(f"<html><body>{'<div>' * 150}<p>Call 112.</p><p>Wait.</p>{'</div>' * 150}<p>After.</p>")
    assert texts(document) == ["Call 112. Wait.", "After."]


def test_a_page_of_five_megabytes_is_read() -> None:
    paragraph = f"<p>{'Call 112 for the police. ' * 40}<b>The call is free.</b></p>\n"
    number = 5_000_000 // len(paragraph) + 1
    document = whole(f"<html><body><main>{paragraph * number}</main></body></html>")
    assert len(document.blocks) == number


def letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@pytest.mark.parametrize("end", range(26, 118, 3))
def test_a_page_that_breaks_off_anywhere_is_read_as_far_as_it_goes(end: int) -> None:
    page = '<html><body><main><h2>Crime</h2><p>Little – rare <a href="/x">here</a>.</p><ul><li>Lock<table><tr><td>a'
    said = "".join(texts(read(page[:end].encode(), ANYONE)))
    assert letters("Crime Little – rare here. Lock a").startswith(letters(said))
    assert letters(said) or end < 30


@pytest.mark.parametrize(
    ("wrong", "read_as"),
    [
        ("<p>One<p>Two", ["One", "Two"]),
        ("<b><p>One</b>Two</p>", ["OneTwo"]),
        ("<li>Loose item</li>", ["Loose item"]),
        ("<tr><td>Loose</td></tr>", ["Loose"]),
        ("One</div></section>Two", ["OneTwo"]),
        ("<a href='/x'><a href='/y'>One</a></a>", ["One"]),
        ("<p title='a>b'>One</p>", ["One"]),
        ("<p>2 < 3 and 5 > 4</p>", ["2 < 3 and 5 > 4"]),
        ("<p>&#0;&#xD800;&bogus;One</p>", None),
    ],
)
def test_wrong_html_is_mended_as_browsers_do(wrong: str, read_as: list[str] | None) -> None:
    said = texts(of_html(wrong))
    if read_as is None:
        assert "One" in said[0]
        assert said[0].encode()
    else:
        assert said == read_as


def test_a_page_in_tables_from_the_last_century_is_read_in_order() -> None:
    page = (
        "<HTML><BODY BGCOLOR=white><TABLE BORDER=0><TR><TD><FONT SIZE=5><B>Georgia</B></FONT></TD></TR>"
        "<TR><TD><TABLE><TR><TD><A HREF=a.htm>Crime</A></TD></TR></TABLE></TD>"
        "<TD><H3>Crime</H3>There is little.<P>Lock up.<BR>Stay in.</TD></TR></TABLE></BODY></HTML>"
    )
    assert told(whole(page)) == [
        "paragraph: Georgia",
        "paragraph: Crime",
        "heading: Crime",
        "paragraph: There is little.",
        "paragraph: Lock up.",
        "paragraph: Stay in.",
    ]


def test_a_thousand_headings_of_one_name_have_a_thousand_names() -> None:
    document = whole("<html><body><main>" + "<h2>Crime</h2><p>x</p>" * 1000)
    assert len({section.slug for section in document.sections}) == 1001


def test_a_thousand_bold_subjects_do_not_hold_up_reading() -> None:
    document = whole("<html><body><main>" + "<p><b>Demonstrations</b> may occur here.</p>" * 3000)
    assert len(document.blocks) == 3000


@pytest.mark.parametrize(
    "page",
    [
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body>{}</body></html>',
        '<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" /><div>{}</div>',
    ],
)
def test_xml_in_front_of_a_page_does_no_harm(page: str) -> None:
    assert texts(whole(page.format("<p>Call 112.</p>"))) == ["Call 112."]


def test_a_ruled_line_parts_words() -> None:
    assert texts(of_html("<div>Call 112.<hr>Stay calm.</div>")) == ["Call 112.", "Stay calm."]
