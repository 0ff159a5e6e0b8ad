from __future__ import annotations

import json
import re

import pytest
from advisory_samples import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from monitor.report.safe import safe_json, safe_line, safe_url

HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def test_a_terminal_escape_is_seen_but_does_nothing():
    assert safe_line("a\x1b[31mred") == "a�[31mred"


def test_line_breaks_become_one_space():
    assert safe_line("Subject\r\nBcc: all@example.org") == "Subject Bcc: all@example.org"
    assert safe_line("a\u2028b\u0085c\td") == "a b c d"


def test_bidirectional_overrides_are_neutralised_and_scripts_written_from_right_to_left_stay():
    assert safe_line("\u202egro.elpmaxe\u202c") == "�gro.elpmaxe�"
    assert safe_line("الشرطة 112 \u200f") == "الشرطة 112 \u200f"


@given(st.text())
def test_nothing_harmful_is_left_of_any_text(text: str):
    assert not HARMFUL.search(safe_line(text))
    safe_line(text).encode()


@given(st.text(st.characters(codec="utf-8")))
def test_safe_json_has_the_same_value(text: str):
    assert json.loads(safe_json(json.dumps(text, ensure_ascii=False))) == text


def test_safe_json_holds_no_raw_control_character():
    assert not HARMFUL.search(safe_json(json.dumps(HOSTILE, ensure_ascii=False)))


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://www.gov.uk/a?b=c&d=e#f", "https://www.gov.uk/a?b=c&d=e#f"),
        ("HTTP://EXAMPLE.ORG/", "http://EXAMPLE.ORG/"),
        ("https://example.org:8443/x", "https://example.org:8443/x"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
        ("mailto:help@example.org", "mailto:help@example.org"),
        ("tel:+256312312000", "tel:+256312312000"),
        ("https://example.org/a b|c>d)e]f'g\"h", "https://example.org/a%20b%7Cc%3Ed%29e%5Df%27g%22h"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("https://посольство.example/путь", "https://xn--b1ariacbpcj2h.example/%D0%BF%D1%83%D1%82%D1%8C"),
        ("https://example.org//double", "https://example.org//double"),
    ],
)
def test_an_address_that_people_may_follow_becomes_plain_ascii(url: str, safe: str):
    assert safe_url(url) == safe


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "/relative",
        "",
        "https://",
        "https://www.gov.uk@evil.example/",
        "https://www.gov.uk\\@evil.example/",
        "https://[broken/",
        "https://example.org/\x1b[2J",
        "https://example.org/\u202egnp.exe",
        "https:\\\\evil.example",
    ],
)
def test_any_other_address_makes_no_link(url: str):
    assert safe_url(url) is None


@given(st.text())
def test_no_address_breaks_out_of_a_link(text: str):
    for url in (text, f"https://example.org/{text}", f"https://{text}.example.org/"):
        safe = safe_url(url)
        assert safe is None or re.fullmatch(r"(https?|mailto|tel):[^\s<>\"'|`()\\{}^]*", safe)
