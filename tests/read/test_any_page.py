"""Any page that is built of the usual things: each visible word is read once, in order, and none is invented.

Pages are made at random with words that are numbered in page order ("w0 w1 ..."), and with others that nobody sees.
"""

from __future__ import annotations

import json
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_helpers import ANYONE

from monitor.errors import UnreadableError
from monitor.publishers import publisher
from monitor.read.document import Document
from monitor.read.reader import read

WORD = "\0"
"""Stands for a word until it is numbered."""
SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)

bare = st.integers(1, 4).map(lambda number: " ".join([WORD] * number))
words = bare.map(lambda text: f" {text} ")
inline = st.recursive(
    words,
    lambda inner: (
        st.tuples(st.sampled_from(["b", "em", "span", "strong", "u", "small"]), inner).map(
            lambda made: f"<{made[0]}>{made[1]}</{made[0]}>"
        )
        | inner.map(lambda text: f'<a href="/x">{text}</a>')
        | st.tuples(inner, inner).map(" ".join)
        | st.tuples(inner, inner).map("<br>".join)
        | inner.map(lambda text: f"<!-- unseen --><i>{text}</i>")
    ),
    max_leaves=4,
)
unseen = st.sampled_from(
    [
        "<script>var unseen = '<p>unseen</p>'</script>",
        "<style>unseen {}</style>",
        "<template>unseen</template>",
        "<div hidden>unseen</div>",
        "<p style='display: none'>unseen</p>",
        "<nav>unseen</nav>",
        "<select><option>unseen</option></select>",
        "<span class='govuk-visually-hidden'>unseen</span>",
        "<textarea>unseen</textarea>",
    ]
)


def rows_of(cells: list[list[str]]) -> str:
    return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)


blocks = st.recursive(
    inline.map(lambda text: f"<p>{text}</p>")
    | st.tuples(st.integers(2, 6), inline).map(lambda made: f"<h{made[0]}>{made[1]}</h{made[0]}>")
    | inline
    | unseen
    | words.map(lambda text: f"<pre>{text}\n{WORD}</pre>"),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map("".join)
        | inner.map(lambda block: f"<div>{block}</div>")
        | inner.map(lambda block: f"<section><blockquote>{block}</blockquote></section>")
        | st.lists(inner, min_size=1, max_size=3).map(
            lambda items: f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
        )
        | st.tuples(words, inner).map(lambda made: f"<details><summary>{made[0]}</summary>{made[1]}</details>")
        | st.tuples(inline, inner).map(lambda made: f"<dl><dt>{made[0]}</dt><dd>{made[1]}</dd></dl>")
        | st.lists(st.lists(inline, min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda cells: f"<table>{rows_of(cells)}</table>"
        )
    ),
    max_leaves=12,
)


def numbered(text: str) -> str:
    """A text with its words numbered in their order."""
    parts = text.split(WORD)
    return "".join(f"{part}w{number}" for number, part in enumerate(parts[:-1])) + parts[-1]


def said(document: Document) -> list[str]:
    """The words of a document in order, and whatever else it says."""
    return re.findall(r"\w+", " ".join(block.text for block in document.blocks))


def expected(text: str) -> list[str]:
    return [f"w{number}" for number in range(text.count(WORD))]


@given(st.lists(blocks, min_size=1, max_size=5).map("".join))
@SLOW
def test_every_visible_word_of_a_page_is_read_once_and_in_order(content: str) -> None:
    page = (
        f"<!doctype html><html><head><title>unseen</title></head><body><main>{numbered(content)}</main></body></html>"
    )
    assert said(read(page.encode(), ANYONE)) == expected(content)


@given(st.lists(st.tuples(words, st.lists(blocks, min_size=1, max_size=3).map("".join)), min_size=1, max_size=4))
@SLOW
def test_every_visible_word_of_all_parts_of_a_content_api_document_is_read_once_and_in_order(
    made: list[tuple[str, str]],
) -> None:
    text = "\1".join(f"{title}\2{body}" for title, body in made)
    parts = [part.split("\2") for part in numbered(text).split("\1")]
    data = {
        "title": "unseen",
        "details": {"parts": [{"slug": f"s{n}", "title": each[0], "body": each[1]} for n, each in enumerate(parts)]},
    }
    document = read(json.dumps(data).encode(), publisher("uk-fcdo"))
    assert [word for word in said(document) if word != "unseen"] == expected(text)


marked = st.lists(
    bare
    | bare.map(lambda text: f"**{text}**")
    | bare.map(lambda text: f"*{text}*")
    | bare.map(lambda text: f"***{text}***")
    | bare.map(lambda text: f"[{text}](https://example.org/x)")
    | bare.map(lambda text: f"[**{text}**](/x 'title')"),
    min_size=1,
    max_size=3,
).map(" ".join)
markdown_blocks = (
    marked
    | st.tuples(st.integers(1, 6), bare).map(lambda made: f"{'#' * made[0]} {made[1]}")
    | st.lists(marked, min_size=1, max_size=3).map(lambda items: "\n".join(f"* {item}" for item in items))
    | st.lists(marked, min_size=2, max_size=4).map(
        lambda items: "\n".join(f"{'  ' * depth}* {item}" for depth, item in enumerate(items))
    )
    | marked.map(lambda text: f"> {text}")
    | st.lists(st.tuples(marked, marked), min_size=1, max_size=3).map(
        lambda rows: f"| {WORD} | {WORD} |\n|---|---|\n" + "\n".join(f"| {a} | {b} |" for a, b in rows)
    )
)


@given(st.lists(markdown_blocks, min_size=1, max_size=6).map("\n\n".join))
@SLOW
def test_every_word_of_a_markdown_text_is_read_once_and_in_order(content: str) -> None:
    text = "# Unseen\n\n" + numbered(content)
    assert said(read(text.encode(), ANYONE)) == ["Unseen", *expected(content)]


PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title></head><body><main><h1>w0</h1>'
    '<p title="a > b">w1 <a href="/x">w2</a> &amp; w3.</p><ul><li>w4<ul><li>w5</li></ul></li></ul>'
    "<table><tr><th>w6</th></tr><tr><td>w7</td></tr></table><details><summary>w8</summary>w9</details></main></body></html>"
)


def test_a_page_that_breaks_off_at_any_offset_is_read_as_far_as_it_goes_or_refused() -> None:
    whole = [f"w{number}" for number in range(10)]
    for end in range(len(PAGE)):
        try:
            found = [word for word in said(read(PAGE[:end].encode(), ANYONE)) if word in whole]
        except UnreadableError:
            found = []
        assert found == whole[: len(found)], PAGE[:end]


def test_json_that_breaks_off_at_any_offset_is_refused_or_no_document() -> None:
    text = json.dumps({"title": "T", "details": {"parts": [{"slug": "s", "title": "t", "body": "<p>w0 w1</p>"}]}})
    for end in range(2, len(text)):
        try:
            document = read(text[:end].encode(), publisher("uk-fcdo"))
        except UnreadableError:
            continue
        assert document.layout != "content-api"
