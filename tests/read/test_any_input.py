"""Whatever comes, reading gives a document or says in one sentence why not, and the same one each time."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from read_helpers import ANYONE

from monitor.errors import UnreadableError
from monitor.publishers import KNOWN
from monitor.publishers.publisher import Publisher
from monitor.read.builder import Builder
from monitor.read.document import Document
from monitor.read.html import read_html
from monitor.read.markdown import read_markdown
from monitor.read.plain import read_plain
from monitor.read.reader import read

EVERYBODY = st.sampled_from([ANYONE, *KNOWN.values()])
PIECES = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<ul>",
            "<li>",
            "</ul>",
            "<table>",
            "<tr>",
            "<td rowspan=2>",
            "<th>",
            "</table>",
        ),
        *(
            "<h1>",
            "<h2>",
            "</h2>",
            "<details>",
            "<summary>",
            "<button aria-controls=a>",
            "<div id=a hidden>",
            "<br>",
            "<dl>",
        ),
        *(
            "<dt>",
            "<dd>",
            "<a href='/x'>",
            "</a>",
            "<!--",
            "-->",
            "<script>",
            "&amp;",
            "&#xd800;",
            "<![CDATA[",
            "<main>",
        ),
        *(
            "# ",
            "\n\n",
            "**",
            "*",
            "](",
            "[",
            ")",
            "| a |\n|---|\n",
            "> ",
            "* ",
            ": ",
            "javascript:void(0)",
            "\\",
            "```",
        ),
        *(
            "Crime",
            "Crime:",
            "Updated: 1 May 2026",
            "112",
            " ",
            "Level 4: Do Not Travel",
            "PASSPORT VALIDITY:",
            "é",
        ),
    ]
)
SCRAPS = st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join)


def is_sound(document: Document) -> bool:
    """Whether a document is what the rest of the program relies on."""
    slugs = [section.slug for section in document.sections]
    return (
        document.sections[0].path == ()
        and len(set(slugs)) == len(slugs)
        and all(section.path for section in document.sections[1:])
        and all(block.text and 0 <= block.section < len(document.sections) for block in document.blocks)
        and [block.section for block in document.blocks if block.kind == "heading" and block.section]
        == sorted({block.section for block in document.blocks if block.kind == "heading" and block.section})
        and all(0 <= link.block < len(document.blocks) for link in document.links)
        and all(not block.heads or len(block.heads) == len(block.cells) for block in document.blocks)
        and all(block.text == " | ".join(block.cells) for block in document.blocks if block.cells)
        and bool(repr(document).encode())
    )


def read_if_readable(body: bytes, publisher: Publisher, media_type: str | None = None) -> Document | None:
    try:
        return read(body, publisher, media_type=media_type)
    except UnreadableError:
        return None


@given(st.binary(max_size=300), EVERYBODY, st.sampled_from([None, "text/html; charset=koi8-r", "charset=utf-7"]))
def test_any_bytes_are_a_document_or_unreadable(body: bytes, publisher: Publisher, media_type: str | None) -> None:
    document = read_if_readable(body, publisher, media_type)
    assert document is None or is_sound(document)
    assert document == read_if_readable(body, publisher, media_type)


@given(SCRAPS, EVERYBODY, st.sampled_from([read_html, read_markdown, read_plain]))
@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300, deadline=None)
def test_any_scraps_of_markup_are_a_sound_document(text: str, publisher: Publisher, reader: object) -> None:
    assert callable(reader)
    first, second = Builder(publisher), Builder(publisher)
    reader(text, first)
    reader(text, second)
    document = first.document()
    assert is_sound(document)
    assert document == second.document()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | SCRAPS | st.just("112 \ud83d"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "title details parts body slug alert_status change_description change_history note country name "
                "withdrawn_notice explanation public_timestamp reviewed_at locale content_type content".split()
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=15,
)


@given(st.fixed_dictionaries({"title": JSON, "details": JSON, "withdrawn_notice": JSON, "locale": JSON}))
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_json_in_the_shape_of_the_content_api_is_a_document_or_unreadable(data: dict[str, object]) -> None:
    document = read_if_readable(json.dumps(data).encode(), KNOWN["uk-fcdo"])
    assert document is not None if isinstance(data["details"], dict) else document is None
    assert document is None or is_sound(document)


@pytest.mark.parametrize("publisher", [ANYONE, *KNOWN.values()], ids=lambda p: p.id)
def test_reading_twice_gives_the_same_document(publisher: Publisher) -> None:
    page = (
        b"<html><body><main><h1>A</h1><p><b>B:</b> c d e f g.</p><table><tr><th>x</th></tr><tr><td>y</td></tr></table>"
        b"<ul><li>z</li></ul></main></body></html>"
    )
    assert read(page, publisher, country="GE") == read(page, publisher, country="GE")
