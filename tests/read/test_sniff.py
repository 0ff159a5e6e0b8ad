"""What bytes are: their characters, and their form."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from read_helpers import ANYONE, texts

from monitor.errors import UnreadableError
from monitor.publishers import publisher
from monitor.read.reader import read
from monitor.read.sniff import decode, form_of

UK = publisher("uk-fcdo")
PAGE = "<!DOCTYPE html><html><body><p>Fee: 5 € – Café «Ürümqi»</p></body></html>"
RUSSIAN = "<html><head><meta charset='windows-1251'></head><body><p>Звоните в полицию по номеру 102.</p></body></html>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_page_in_unicode_is_read_by_its_byte_order_mark(encoding: str) -> None:
    assert decode(PAGE.encode(encoding)).lstrip("\ufeff") == PAGE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_its_mark(encoding: str) -> None:
    assert decode(PAGE.encode(encoding)) == PAGE


@pytest.mark.parametrize(
    "media_type", ["text/html; charset=iso-8859-1", "text/html; charset=windows-1251", "text/html"]
)
def test_a_page_in_utf_8_is_that_whatever_its_header_says(media_type: str) -> None:
    assert decode(PAGE.encode(), media_type) == PAGE


def test_latin_1_means_windows_1252_as_in_browsers() -> None:
    body = "It’s 5 € – “free”".encode("windows-1252")
    assert decode(body, 'text/html; charset="ISO-8859-1"') == "It’s 5 € – “free”"
    assert decode(body) == "It’s 5 € – “free”"


def test_cyrillic_is_read_by_what_the_header_says() -> None:
    body = "Звоните по номеру 102".encode("koi8-r")
    assert decode(body, "text/html; charset=KOI8-R") == "Звоните по номеру 102"


def test_cyrillic_is_read_by_what_the_page_says() -> None:
    assert texts(read(RUSSIAN.encode("windows-1251"), ANYONE)) == ["Звоните в полицию по номеру 102."]


def test_a_header_that_names_no_encoding_of_pages_is_passed_over() -> None:
    body = "naïve".encode("windows-1252")
    for name in ("unicode_escape", "utf-7", "rot13", "undefined", "idna", "no-such-thing", "hex"):
        assert decode(body, f"text/html; charset={name}") == "naïve"


def test_one_broken_byte_does_not_cost_a_page_in_utf_8_its_characters() -> None:
    body = PAGE.encode().replace(b"Fee", b"F\xe9e")
    assert decode(body) == PAGE.replace("Fee", "F\ufffde")
    assert decode(body, "text/html; charset=utf-8") == PAGE.replace("Fee", "F\ufffde")


def test_a_page_that_breaks_off_within_a_character_is_still_utf_8() -> None:
    assert decode("Café – Ürümqi".encode() + "€".encode()[:2]) == "Café – Ürümqi\ufffd"


def test_stray_nuls_are_passed_over() -> None:
    assert decode(b"<p>Call\x00 112</p>") == "<p>Call 112</p>"


def archive() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("page.html", PAGE)
    return made.getvalue()


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (archive(), "a ZIP archive"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG picture"),
        (b"GIF89a\x01\x00", "a GIF picture"),
        (gzip.compress(PAGE.encode()), "gzip-compressed data"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office file"),
        (b"{\\rtf1\\ansi Hello}", "an RTF file"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x01\x02\x03\x04\x05\x06" * 100, "binary"),
        (b"\xff\xfe" + b"\x00\xd8" * 500, "begins as utf-16"),
    ],
)
def test_what_is_no_text_is_refused_by_its_name(body: bytes, name: str) -> None:
    with pytest.raises(UnreadableError, match=name):
        read(body, ANYONE, media_type="text/html; charset=utf-8")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (PAGE, "html"),
        ("\n\n<script>var a = 1;</script>\n<!DOCTYPE html>\n<p>Hello", "html"),
        ("<div><h2>Crime</h2><p>There is little.</p></div>", "html"),
        ("<p>One paragraph", "html"),
        ('<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>x</p></body></html>', "html"),
        ("# Health\n\nSee a doctor.", "markdown"),
        ("# Health\n\n<p>See a doctor.</p>\n\n<div>Soon.</div>", "markdown"),
        ("See [a doctor](https://doctor.example).", "markdown"),
        ("**Crime:** There is little.", "markdown"),
        ("Call 112.\nAsk for the police.", "text"),
        ("[1] A footnote in brackets", "text"),
        ("The fine is < 50 and > 10 lari", "text"),
        ('{"details": {}}', "json"),
        ('  [{"title": "x"}]', "json"),
        ("\ufeff{}", "json"),
    ],
)
def test_the_form_is_told_by_the_content(text: str, form: str) -> None:
    assert form_of(text) == form


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Advice</title></channel></rss>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Advice</title></feed>',
        "<?xml version='1.0'?><!-- made --><urlset><url><loc>https://a.example</loc></url></urlset>",
        '<?xml version="1.0"?><advice><country>GE</country></advice>',
    ],
)
def test_xml_is_told_from_a_page(text: str) -> None:
    assert form_of(text) == "xml"


@pytest.mark.parametrize("name", ["urlset", "advice", "svg"])
def test_xml_that_is_no_feed_is_refused_by_its_name(name: str) -> None:
    with pytest.raises(UnreadableError, match=f"is XML \\(<{name}>\\), and neither a page nor an RSS or Atom feed"):
        read(f'<?xml version="1.0"?><{name}><loc>https://a.example</loc></{name}>'.encode(), ANYONE)


def test_json_that_breaks_off_is_not_read_as_a_text_of_braces() -> None:
    with pytest.raises(UnreadableError, match="JSON"):
        read(b'{"title": "Georgia travel advice", "details": {"body": "<p>Call 112.</p><p>', ANYONE)
    with pytest.raises(UnreadableError, match="begins as JSON"):
        read(b'{"title": "Georgia travel advice", "details": {"body": "<p>Call 112.</p><p>', UK)


def test_json_nested_beyond_all_measure_is_refused() -> None:
    with pytest.raises(UnreadableError, match="JSON"):
        read(b'{"details":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001, UK)
