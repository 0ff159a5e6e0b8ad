"""Whatever JSON comes back: a page, an index, or one sentence that says why not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from page_helpers import page, shared, told

from monitor.errors import UnreadableError
from monitor.facts.find import find
from monitor.publishers import KNOWN, publisher
from monitor.publishers.json_fields import is_true, moment, words
from monitor.publishers.native import means_country, native_code, native_slug, usual_slug
from monitor.read.reader import read

NEW = ("ca-gac", "au-dfat", "ie-dfa", "de-aa", "nl-bz", "nz-mfat", "fr-meae")
NAMES = (
    "data eng name advisories security offices offices-html country-iso advisory-state date-published timestamp asp "
    "response "
    "contentList content title warning lastModified countryCode introduction location isocode contentblocks category "
    "paragraph modificationdate field_overall_advice_level field_url changed 1 GE"
).split()
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "GE", "<p>Text", "1777630400", "\x00"])
)
ANY = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=5),
    max_leaves=20,
)


@pytest.mark.parametrize("id", NEW)
@given(value=ANY)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_json_is_read_or_refused(id: str, value: Any) -> None:
    known = publisher(id)
    for country in (None, "GE"):
        try:
            document = read(json.dumps(value).encode(), known, country=country)
        except UnreadableError:
            continue
        find(document, known)


@pytest.mark.parametrize("id", NEW)
@pytest.mark.parametrize(
    "url", ["", "x", "https://", "https://[::1", "http://a/%ff%00", "javascript:alert(1)", "//", "é"]
)
def test_any_url_is_a_page_or_none(id: str, url: str) -> None:
    place_of = publisher(id).place_of
    assert place_of is not None
    assert place_of(url) is None
    for host in KNOWN[id].hosts:
        place_of(f"https://{host}/{url}/%E2%82%28/../x")


@pytest.mark.parametrize("id", NEW)
def test_hosts_belong_to_one_publisher_alone(id: str) -> None:
    others = {host for other in KNOWN.values() if other.id != id for host in other.hosts}
    assert KNOWN[id].hosts
    assert others.isdisjoint(KNOWN[id].hosts)
    assert all(host == host.casefold() for host in KNOWN[id].hosts)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        (1777630400, "2026-05-01T10:13:20+00:00"),
        (1777630400.9, "2026-05-01T10:13:20+00:00"),
        (1777630400000, "2026-05-01T10:13:20+00:00"),
        ("1777630400", "2026-05-01T10:13:20+00:00"),
        (0, None),
        (5, None),
        (-1, None),
        (10**18, None),
        ("9" * 400, None),
        ("²", None),
        (float("nan"), None),
        (float("inf"), None),
        (True, None),
        (None, None),
        ("soon", None),
    ],
)
def test_a_unix_time_is_read_by_its_size(value: object, iso: str | None) -> None:
    assert moment(value) == iso


def test_a_flag_is_set_only_where_it_says_so() -> None:
    assert [is_true(value) for value in (True, 1, "true", " True ", "1")] == [True] * 5
    assert [is_true(value) for value in (False, 0, 2, "false", "", None, [1], {})] == [False] * 8


def test_a_text_with_markup_is_what_a_reader_sees() -> None:
    assert words("C&ocirc;te d&#039;Ivoire") == "Côte d'Ivoire"
    assert words("<p>A new <b>law</b></p><script>x</script>") == "A new law"
    assert words("5 < 6") == "5 < 6"
    assert words(None) == words(5) == words([]) == ""


@pytest.mark.parametrize(
    ("code", "language", "slug"),
    [
        ("KG", "fr", "kirghizstan"), ("CI", "fr", "cote-d-ivoire"), ("KZ", "nl", "kazachstan"),
        ("AT", "de", "osterreich"), ("KZ", "tlh", "kazakhstan"), ("KZ", "", "kazakhstan"),
    ],
)  # fmt: skip
def test_a_country_has_its_name_in_the_publishers_language(code: str, language: str, slug: str) -> None:
    assert native_slug(code, language) == slug
    assert native_code(slug, language) == code


@pytest.mark.parametrize(
    ("area", "country", "language"),
    [
        ("la géorgie", "GE", "fr"), ("l'ensemble du pays", "GE", "fr"), ("das gesamte land", "GE", "de"),
        ("georgien", "GE", "de"), ("het hele land", "GE", "nl"), ("kirgizië", "KG", "nl"), ("georgia", "GE", "en"),
    ],
)  # fmt: skip
def test_the_whole_country_is_known_in_the_publishers_language(area: str, country: str, language: str) -> None:
    assert means_country(area, country, language)
    assert not means_country(f"le nord de {area}", country, language)


def test_the_usual_english_name_is_that_of_the_urls() -> None:
    found = [usual_slug(code) for code in ("CI", "MM", "CD", "HK", "TT")]
    assert found == [
        "cote-d-ivoire", "myanmar", "democratic-republic-of-the-congo", "hong-kong", "trinidad-and-tobago",
    ]  # fmt: skip


def test_the_dates_of_a_real_line_of_canadas_page_are_stamps() -> None:
    (path,) = shared("corpus/official_feeds/ca_destination_last_updated").iterdir()
    document = read(path.read_bytes(), publisher("ca-gac"), country="AL")
    assert (document.stamps.updated, document.stamps.note) == ("2026-09-24", "Health – editorial change")
    assert document.blocks == ()


@pytest.mark.parametrize(
    ("publisher", "data"),
    [
        ("uk-fcdo", lambda text: {"title": "x", "details": {"parts": [{"slug": "a", "title": "A", "body": text}]}}),
        ("us-state", lambda text: {"tag": "GG", "geopoliticalarea": "Georgia", "health": text}),
        ("ca-gac", lambda text: {"data": {"country-iso": "GE", "eng": {"name": "Georgia", "security": text}}}),
    ],
)
def test_a_text_that_begins_with_a_script_is_read_as_a_whole(publisher: str, data: Callable[[str], Any]) -> None:
    text = "<script>var unseen = 1;</script><section><p>Call the police on 112.</p></section>"
    assert "paragraph: Call the police on 112." in told(page(data(text), publisher, None))
