"""From a fact back to the bytes: the slice of the body states the letters of the fact, at the fact's own place."""

from __future__ import annotations

import html
import json
import re
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_helpers import ANYONE, SHARED, shared

from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.publishers.publisher import Publisher
from monitor.read.document import Document
from monitor.read.places import Places, bytes_of
from monitor.read.reader import read
from monitor.read.text import normal
from monitor.read.traced import traced


def at(body: bytes, words: str, number: int = 1, by: Publisher = ANYONE, media_type: str | None = None) -> bytes:
    """The bytes of these words where a block says them for the so many-th time."""
    document = read(body, by, media_type=media_type)
    found = [(index, block.text.index(words)) for index, block in enumerate(document.blocks) if words in block.text]
    index, start = found[number - 1]
    place = bytes_of(body, media_type, document, index, start, start + len(words))
    assert place is not None
    return body[place[0] : place[1]]


def letters(text: str) -> str:
    return "".join(c for c in normal(text) if c.isalnum())


def page(inside: str) -> bytes:
    return f"<!DOCTYPE html><html><body><nav>Police 112</nav><main>{inside}</main></body></html>".encode()


# -- forms -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "words", "bytes_"),
    [
        ("<p>Call 112.</p>", "112", b"112"),
        ("<p>Call <b>+7 7172</b> 70&nbsp;21-00 now.</p>", "+7 7172 70 21-00", b"+7 7172</b> 70&nbsp;21-00"),
        ("<p>It costs &pound;125 or so.</p>", "£125", b"&pound;125"),
        ("<p>At least 60&#37; of them.</p>", "60%", b"60&#37;"),
        ("<p>Ca<i>ll</i> 1<!-- not 9 -->12 now.</p>", "Call 112", b"Ca<i>ll</i> 1<!-- not 9 -->12"),
        ("<p>Caf&eacute; or cafe\u0301 or café.</p>", "Café", b"Caf&eacute;"),
        ("<script>var a = '<p>Call 112</p>';</script><p>Call 112.</p>", "112", b"112"),
        ("<p title='a > b 112'>Call 112</p>", "Call 112", b"Call 112"),
        ("<p>5 < 6 and 112 > 7</p>", "112", b"112"),
        ("<p>in\u00adforma\u200btion</p>", "information", "in\u00adforma\u200btion".encode()),
    ],
)
def test_the_bytes_of_words_on_a_page(inside: str, words: str, bytes_: bytes) -> None:
    assert at(page(inside), words) == bytes_


def test_a_sentence_that_stands_twice_is_found_at_its_own_place() -> None:
    said = "<p>Call the police on 112 at any time of the day.</p>"
    body = page(f"<h2>Crime</h2>{said}<h2>Terrorism</h2>{said}")
    document = read(body, ANYONE)
    places = Places(body, None, document)
    starts = [
        found[0]
        for index, block in enumerate(document.blocks)
        if "112" in block.text and (found := places.bytes_of(index, *re.search("112", block.text).span()))  # type: ignore[union-attr]
    ]
    assert starts == [match.start() for match in re.finditer(b"112", body)][1:]


def test_a_word_of_the_menu_is_not_taken_for_the_heading_of_the_text() -> None:
    body = page("<h2>Police</h2><p>They come when you call them, and they come at once.</p>")
    document = read(body, ANYONE)
    index = next(n for n, block in enumerate(document.blocks) if block.text == "Police")
    assert bytes_of(body, None, document, index, 0, 6) == (
        body.index(b"<h2>Police") + 4,
        body.index(b"<h2>Police") + 10,
    )


def test_the_string_of_a_json_is_followed_through_its_escapes_and_its_html() -> None:
    html_ = '<h2 id="x">Help</h2><p>Caf\u00e9 &amp; bar: call\u00a0+44 \u201c20\u201d&nbsp;7008 5000.</p>'
    data = {"title": "Georgia", "details": {"parts": [{"slug": "help", "title": "Help", "body": html_}]}}
    body = json.dumps(data).encode()
    fcdo = publisher("uk-fcdo")
    assert at(body, "Café", by=fcdo) == rb"Caf\u00e9"
    assert at(body, "+44 “20” 7008 5000", by=fcdo) == rb"+44 \u201c20\u201d&nbsp;7008 5000"


def test_markdown_is_followed_through_its_marks_and_links() -> None:
    body = b"# Help\n\nSee [the **police** page](https://a.example/112) or call **\\+7** 102.\n\n1. Wait at 5 pm.\n"
    assert (
        at(body, "the police page or call +7 102")
        == b"the **police** page](https://a.example/112) or call **\\+7** 102"
    )
    assert at(body, "5 pm") == b"5 pm"


def test_plain_text_is_where_it_is() -> None:
    body = "Помощь\r\n\r\n• Звоните в полицию: 102.\r\n".encode()
    assert at(body, "Звоните в полицию: 102").decode() == "Звоните в полицию: 102"


def test_a_cloaked_address_is_found_at_the_attribute_that_holds_it() -> None:
    address = "help@a.example"
    hexed = bytes([0x2A, *(ord(c) ^ 0x2A for c in address)]).hex()
    body = page(f'<p>Write to <span class="__cf_email__" data-cfemail="{hexed}">[email&#160;protected]</span> now.</p>')
    assert at(body, address) == hexed[2:].encode()
    assert at(body, "now") == b"now"


def test_the_cells_of_a_row_are_found_and_a_cell_that_reaches_down_where_it_stands() -> None:
    table = "<table><tr><th>City<th>Phone</tr><tr><td rowspan=2>Astana<td>556 200</tr><tr><td>556 201</tr></table>"
    body = page(table)
    assert at(body, "556 201") == b"556 201"
    document = read(body, ANYONE)
    last = len(document.blocks) - 1
    assert document.blocks[last].text == "Astana | 556 201"
    found = bytes_of(body, None, document, last, 0, 6)
    assert found is not None
    assert body[slice(*found)] == b"Astana"


def test_words_that_the_body_does_not_state_have_no_bytes() -> None:
    body = page("<p>Call 112.</p>")
    document = read(body, ANYONE)
    other = read(page("<p>Nowhere said in these words, 999.</p>"), ANYONE)
    assert bytes_of(body, None, other, 0, 0, 7) is None
    assert bytes_of(body, None, document, 0, 8, 9) is None
    assert bytes_of(body, None, document, 99, 0, 1) is None
    assert bytes_of(body, None, document, -1, 0, 1) is None


@pytest.mark.parametrize(
    ("encoding", "media_type"),
    [
        ("utf-8", None), ("utf-8-sig", None), ("utf-16", None), ("utf-16-le", None), ("utf-16-be", None),
        ("cp1251", "text/html; charset=windows-1251"), ("koi8-r", "text/html; charset=koi8-r"),
        ("gb18030", "text/html; charset=gb18030"), ("iso2022_jp", "text/html; charset=iso-2022-jp"),
    ],
)  # fmt: skip
def test_every_encoding_is_followed_to_its_bytes(encoding: str, media_type: str | None) -> None:
    said = "Звоните 102" if encoding != "iso2022_jp" else "電話 102"
    body = f"<!DOCTYPE html><html><body><main><p>{said} и 103.</p></main></body></html>".encode(encoding, "ignore")
    found = at(body, "102", media_type=media_type)
    plain = encoding if encoding not in ("utf-8-sig", "utf-16") else {"utf-8-sig": "utf-8"}.get(encoding, "utf-16-le")
    assert found.decode(plain) == "102"


def test_broken_bytes_and_stray_nuls_do_not_shift_what_follows() -> None:
    body = page("<p>a \u00e9\u00e9\u00e9\u00e9\u00e9\u00e9 b</p><p>Call 112.</p>").replace(b"b</p>", b"\xe9 b</p>")
    assert at(body, "112") == b"112"
    body = page("<p>a</p><p>Call 112.</p>").replace(b"<p>a", b"<p>\x00a\x00")
    assert at(body, "112") == b"112"


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60),
    st.sampled_from(["utf-8", "utf-16", "utf-32", "cp1252", "gb18030"]),
)
@settings(max_examples=60, deadline=None)
def test_every_character_is_traced_to_the_bytes_that_decode_to_it(text: str, encoding: str) -> None:
    body = f"<p>{text} words".encode(encoding, "ignore")
    found = traced(body, f"text/html; charset={encoding}")
    assert len(found.starts) == len(found.ends) == len(found.text)
    assert all(a < b for a, b in zip(found.starts, found.ends, strict=True))
    assert list(found.starts) == sorted(found.starts)
    assert found.ends[-1] <= len(body)
    if encoding == "utf-8":
        said = [body[a:b].decode() for a, b in zip(found.starts, found.ends, strict=True)]
        assert said == list(found.text)


# -- all facts of whole pages ------------------------------------------------------------------------------------------


def stripped(part: bytes, form: str) -> str:
    """The letters of a slice, by other means than those under test."""
    text = part.decode("utf-8", "replace")
    if form == "json":
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
        text = re.sub(r"\\[ntr]", " ", text).replace("\\", "")
    if form == "markdown":
        text = re.sub(r"\]\((?:[^()\n]|\([^()\n]*\))*\)", "]", text)
    if form != "text":
        text = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1>|</?[a-zA-Z][^>:@]*>", "", text, flags=re.DOTALL)
        text = re.sub(r"</?[a-zA-Z][^>]*>", "", text) if form != "markdown" else text
    return letters(html.unescape(text))


def lost(body: bytes, by: Publisher, form: str) -> tuple[int, list[str]]:
    """How many facts the text of a page states, and those of which the slice does not hold the letters."""
    document = read(body, by)
    places = Places(body, None, document)
    facts = [fact for fact in find(document, by) if fact.block >= 0]
    missing = []
    for fact in facts:
        found = places.bytes_of(fact.block, fact.start, fact.end)
        held = stripped(body[slice(*found)], form) if found else ""
        wanted = iter(held)
        if not all(letter in wanted for letter in letters(fact.text)) or len(held) > 3 * len(fact.text) + 60:
            if found and "@" in fact.text and re.fullmatch(rb"[0-9a-f]+", body[slice(*found)]):
                continue  # cloaked
            if not (_is_made(document, fact.block) and found is None):
                missing.append(fact.text)
    return len(facts), missing


def _is_made(document: Document, block: int) -> bool:
    """Whether a block is a warning that GOV.UK says by a field of its JSON, and not in words."""
    return document.layout == "content-api" and document.blocks[block].kind == "warning"


def demo_pages() -> Iterator[tuple[str, Path]]:
    site = Path(str(files("monitor.demo"))) / "site"
    for path in sorted(site.rglob("*.*")):
        if path.suffix in (".html", ".json") and ".wall" not in path.name:
            yield path.parts[-3], path


def test_every_fact_of_the_recorded_pages_is_found_in_the_bytes() -> None:
    counted = 0
    for by, path in demo_pages():
        number, missing = lost(path.read_bytes(), publisher(by), path.suffix[1:])
        assert missing == [], path
        counted += number
    assert counted > 150


OF = {"unitedkingdom": "uk-fcdo", "unitedstates": "us-state", "canada": "ca-gac"}


def test_every_fact_of_the_hand_labelled_pages_is_found_in_the_bytes() -> None:
    counted = 0
    for path in sorted(shared("corpus/gold").glob("*/*.md")):
        number, missing = lost(path.read_bytes(), publisher(OF[path.parent.name.split("-")[1]]), "markdown")
        assert missing == [], path
        counted += number
    assert counted > 1000


def test_every_fact_of_pages_as_served_is_found_in_the_bytes() -> None:
    shared("corpus")
    corpus, counted = SHARED / "corpus", 0
    for path in sorted([*corpus.glob("raw_html/*/*/*.html"), *corpus.glob("govuk_content_api/*.json")]):
        by = "us-state" if "us_state" in path.parts else "uk-fcdo" if path.suffix == ".json" else "anyone"
        number, missing = lost(path.read_bytes(), publisher(by), path.suffix[1:])
        assert missing == [], path
        counted += number
    assert counted > 500


# -- hostile -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inside",
    [
        "<p>Call 112.</p>" * 20_000,
        "".join(f"<p>Telephone 5566{n:05}.</p>" for n in range(20_000)),
        "<p>" + "one two three " * 7_000 + "</p>",
        "<a href='" + "<p>Call 112</p>" * 20_000,
        "<p>5 < 6 " * 20_000,
        "<!-- " * 20_000 + "<p>a</p>",
        "<p>&amp;&#49;&" * 20_000,
        '<i data-cfemail="2a' + "41" * 100 + '">x</i>' * 2_000,
    ],
)
def test_no_page_takes_long(inside: str) -> None:
    body = page(f"<h2>Help is near</h2>{inside}")
    document = read(body, ANYONE)
    begun = time.process_time()
    places = Places(body, None, document)
    for index, block in enumerate(document.blocks):
        places.bytes_of(index, 0, len(block.text))
    assert time.process_time() - begun < 5
