"""State's feed of advisories, the same as a JSON Feed, and the advisories of its data service."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_helpers import page, placed, shared

from monitor.errors import UnreadableError
from monitor.publishers import publisher
from monitor.publishers.us_state.feeds import country_of, data_entries
from monitor.read.document import Advice
from monitor.read.entry import Entry
from monitor.read.reader import read, read_index

OLD = "https://travel.state.gov/content/travel/en/traveladvisories/traveladvisories/"
NEW = "https://travel.state.gov/content/tsg_aem/us/en/home/international-travel/travel-advisories/destination."


def item(
    title: str, link: str = "", code: str = "", day: str = "Tue, 08 Sep 2026", level: str = "", body: str = "<p>x</p>"
) -> str:
    return f"""<item><title>{title}</title><link>{link}</link><pubDate>{day}</pubDate>
<description><![CDATA[{body}]]></description><category domain="Threat-Level">{level}</category>
<category domain="Country-Tag">{code}</category><category domain="Keyword">advisory</category>
<dc:identifier>{code},advisory</dc:identifier></item>"""


def feed(*items: str) -> bytes:
    channel = f"<channel><title>Advisories</title>{''.join(items)}</channel>"
    return f'<?xml version="1.0"?>\n<rss version="2.0">{channel}</rss>'.encode()


def lines(*items: str) -> tuple[Entry, ...]:
    found = read_index(feed(*items), publisher("us-state"))
    assert found is not None
    return found


GEORGIA = item("Georgia - Level 1: Exercise Normal Precautions", OLD + "georgia-travel-advisory.html", "GG")


@pytest.mark.parametrize(
    ("title", "name", "level"),
    [
        ("Georgia - Level 1: Exercise Normal Precautions", "Georgia", "Level 1: Exercise Normal Precautions"),
        (
            "Switzerland\u00a0 -\u00a0Level 1: Exercise Normal Precautions",
            "Switzerland",
            "Level 1: Exercise Normal Precautions",
        ),
        (
            "Mexico Travel Advisory - Level 2: Exercise Increased Caution",
            "Mexico",
            "Level 2: Exercise Increased Caution",
        ),
        ("Mexico Travel Advisory - Level 2", "Mexico", "Level 2"),
        ("C&amp;ocirc;te d&amp;#8217;Ivoire - Level 2: X", "Côte d’Ivoire", "Level 2: X"),
        (
            "Level 3 - See Individual Summaries",
            "Level 3 - See Individual Summaries",
            "Level 3: See Individual Summaries",
        ),
        ("Guinea-Bissau - Level 3: Reconsider Travel", "Guinea-Bissau", "Level 3: Reconsider Travel"),
        ("Israel, the West Bank and Gaza Travel Advisory", "Israel, the West Bank and Gaza", None),
        ("Worldwide Caution", "Worldwide Caution", None),
    ],
)
def test_a_title_is_a_name_and_a_level(title: str, name: str, level: str | None) -> None:
    (entry,) = lines(item(title))
    assert entry.title == name
    assert entry.advice == ((Advice(level),) if level else ())


def test_the_level_of_the_category_serves_where_the_title_has_none() -> None:
    (entry,) = lines(item("Iran Travel Advisory", code="IR", level="Level 4: Do Not Travel"))
    assert (entry.country, entry.advice) == ("IR", (Advice("Level 4: Do Not Travel"),))


def test_a_line_has_its_country_its_day_its_link_and_its_text() -> None:
    (entry,) = lines(GEORGIA)
    assert (entry.country, entry.name, entry.updated) == ("GE", "advisory", "2026-09-08")
    assert (entry.url, entry.body) == (OLD + "georgia-travel-advisory.html", "<p>x</p>")


def test_the_newest_line_of_a_country_holds() -> None:
    found = lines(
        item(
            "Bangladesh - Level 3: Reconsider Travel", OLD + "bangladesh-travel-advisory.html", "BG", "Tue, 20 Jan 2026"
        ),
        GEORGIA,
        item("Bangladesh - Level 2: Exercise Increased Caution", NEW + "bgd.html", "BG", "Thu, 30 Jul 2026"),
    )
    assert [(entry.country, entry.advice[0].words[:7]) for entry in found] == [("GE", "Level 1"), ("BD", "Level 2")]


def test_hong_kong_and_macau_are_not_china() -> None:
    joint = "Mainland China, Hong Kong &amp; Macau - See Summaries - Level {}: X"
    found = lines(
        item("China - Level 2: Exercise Increased Caution", NEW + "chn.html", "CH", "Fri, 04 Sep 2026"),
        item(joint.format(2), OLD + "china-travel-advisory.html", "CH", "Wed, 27 Nov 2024"),
        item(joint.format(3), OLD + "macau-travel-advisory1.html", "MC", "Fri, 04 Sep 2026"),
        item(joint.format(2), OLD + "hong-kong-travel-advisory.html", "HK", "Fri, 04 Sep 2026"),
        item(joint.format(2), "", "CH", "Sat, 05 Sep 2026"),
    )
    assert [(entry.country, entry.advice[0].words[:7]) for entry in found] == [
        ("CN", "Level 2"),
        ("MO", "Level 3"),
        ("HK", "Level 2"),
        (None, "Level 2"),
    ]


@pytest.mark.parametrize(
    ("title", "link", "code", "country"),
    [
        ("Georgia", OLD + "georgia-travel-advisory.html", "GG", "GE"),
        ("Georgia", "", "", "GE"),
        ("", NEW + "geo.html", "", "GE"),
        ("Georgia", OLD + "jordan-travel-advisory.html", "JO", "JO"),
        ("Georgia", OLD + "jordan-travel-advisory.html", "GG", "GE"),
        ("Georgia", OLD + "jordan-travel-advisory.html", "CH", None),
        ("Georgia", OLD + "jordan-travel-advisory.html", "", None),
        ("French West Indies", "", "MB", None),
        ("Sudan", NEW + "sdn.html", "SU", "SD"),
        ("Chad", "https://example.org/", "CD", "TD"),
    ],
)
def test_title_and_link_name_the_country_and_the_code_only_decides_between_them(
    title: str, link: str, code: str, country: str | None
) -> None:
    assert country_of(title, link, [code]) == country


def test_a_code_that_says_another_country_than_title_and_link_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert country_of("Georgia", NEW + "geo.html", ["GM"]) == "GE"
    (record,) = caplog.records
    assert record.getMessage() == "Georgia: the code says DE, title and link say GE, which is believed"
    caplog.clear()
    assert country_of("Georgia", NEW + "geo.html", ["GG", "??"]) == "GE"
    assert caplog.records == []


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("<p><b><i>Last Update:&nbsp;Reissued after periodic review with minor edits.</i></b></p><p>y</p>",
         "Reissued after periodic review with minor edits."),
        ("<p><b>Reissued after periodic review.<br />\n</b></p>", "Reissued after periodic review."),
        ("<p><b>Updated to reflect changes.</b><br />Exercise caution.</p>", "Updated to reflect changes."),
        ("<p>The &#8220;health&#8221; indicator was added. Advisory summary was updated.</p>",
         "The “health” indicator was added. Advisory summary was updated."),
        ("<p></p><p>There were no changes to the advisory level.</p>", "There were no changes to the advisory level."),
        ("<p>Exercise normal precautions.</p><p>Updated to reflect changes.</p>", None),
        ("", None),
        ("<<<<<<" * 10_000, None),
    ],
)  # fmt: skip
def test_the_reason_is_the_first_line_of_the_text(body: str, note: str | None) -> None:
    (entry,) = lines(item("Georgia - Level 1", body=body))
    assert entry.note == note


def test_the_document_of_a_country_is_its_newest_line_without_its_reason() -> None:
    body = "<p><b>Updated to reflect changes.</b></p><p>Exercise normal precautions in Georgia.</p>"
    document = read(feed(item("Georgia - Level 1: X", code="GG", body=body)), publisher("us-state"), country="GE")
    assert placed(document) == [" | Exercise normal precautions in Georgia."]
    assert (document.title, document.layout, document.country) == ("Georgia", "index", "GE")
    assert (document.stamps.updated, document.stamps.note) == ("2026-09-08", "Updated to reflect changes.")
    assert document.advice == (Advice("Level 1: X"),)


def test_a_verb_that_stands_before_its_paragraph_is_one_sentence_with_it() -> None:
    body = "Exercise normal precautions<p>&nbsp;in <b>Georgia.</b> Some areas differ.</p><p>More.</p>"
    document = read(feed(item("Georgia - Level 1", code="GG", body=body)), publisher("us-state"), country="GE")
    assert placed(document) == [" | Exercise normal precautions in Georgia. Some areas differ.", " | More."]


def test_a_country_of_which_the_feed_says_nothing_is_an_error() -> None:
    with pytest.raises(UnreadableError, match="with none about KZ"):
        read(feed(GEORGIA), publisher("us-state"), country="KZ")


def test_a_feed_without_items_has_no_line() -> None:
    assert lines() == ()


def advisory(**more: Any) -> dict[str, Any]:
    return {
        "Title": "Saudi Arabia - Level 3: Reconsider Travel", "Link": NEW + "sau.html", "Category": ["SA"],
        "Summary": "Reconsider travel<p>to <b>Saudi Arabia</b>.</p>", "Published": "2026-09-14T20:00:00-04:00",
        "Updated": "2026-09-14T20:00:00-04:00",
    } | more  # fmt: skip


def test_a_line_of_the_data_service_is_one_of_the_feed() -> None:
    (entry,) = data_entries([advisory()]) or ()
    assert (entry.title, entry.country, entry.advice) == (
        "Saudi Arabia",
        "SA",
        (Advice("Level 3: Reconsider Travel"),),
    )
    assert entry.body == "<p>Reconsider travel to <b>Saudi Arabia</b>.</p>"


def test_midnight_in_greenwich_is_a_day() -> None:
    days = [data_entries([advisory(Updated=when)]) for when in
            ("2026-09-14T20:00:00-04:00", "2026-02-17T19:00:00-05:00", "2026-09-14", "soon", None)]  # fmt: skip
    assert [found[0].updated for found in days if found] == [
        "2026-09-15",
        "2026-02-18",
        "2026-09-14",
        "soon",
        "2026-09-15",
    ]
    (entry,) = data_entries([advisory(Updated="2026-09-14T21:30:00-04:00")]) or ()
    assert entry.updated == "2026-09-15T01:30:00+00:00"


def test_the_indicators_of_the_data_service_are_read_where_it_gives_them() -> None:
    risks = [data_entries([advisory(Key_Risks=value)]) for value in ("Crime, Terrorism", ["Crime", 3, ""], None, [])]
    assert [found[0].advice[0].risks for found in risks if found] == [("Crime", "Terrorism"), ("Crime",), None, ()]
    (entry,) = data_entries([advisory(Title="Saudi Arabia", Advisory_Level="Level 3: Reconsider Travel")]) or ()
    assert entry.advice == (Advice("Level 3: Reconsider Travel"),)


def test_an_empty_list_is_an_index_without_a_line() -> None:
    assert read_index(b"[]", publisher("us-state")) == ()
    with pytest.raises(UnreadableError, match="is an index without a single line"):
        page("[]", "us-state")


@pytest.mark.parametrize("data", [{}, None, "x", 3, [1], [{}], [{"Title": 3}], [{"Title": "x"}, "y"], {"Title": "x"}])
def test_json_that_is_something_else_is_no_index(data: Any) -> None:
    assert data_entries(data) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(list(advisory())), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_lines_or_none(data: Any) -> None:
    found = data_entries(data)
    assert found is None or all(entry.name == "advisory" for entry in found)


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=5), st.text(max_size=200))
def test_any_text_in_a_line_is_read(title: str, link: str, code: str, body: str) -> None:
    (entry,) = data_entries([advisory(Title=title, Link=link, Category=[code], Summary=body, Updated=body)]) or ()
    assert entry.advice == () or entry.advice[0].words.startswith("Level ")


def test_a_feed_of_a_hundred_thousand_lines_is_read_in_time() -> None:
    data = json.loads(json.dumps([advisory(Title=f"Nowhere {n} - Level 3") for n in range(100_000)]))
    found = data_entries(data)
    assert found is not None
    assert len(found) == 1  # by the link, all are of one country


def test_the_stored_feeds_are_read_with_their_countries() -> None:
    (rss,) = shared("corpus/official_feeds/us_state_rss_TAsTWs").glob("*.xml")
    (api,) = shared("corpus/official_feeds/us_cadataapi_traveladvisories").glob("*.json")
    (own,) = shared("corpus/official_feeds/us_state_jsonfeed_kazakhstan").glob("*.json")
    countries = [
        [entry.country for entry in read_index(file.read_bytes(), publisher("us-state")) or ()]
        for file in (rss, api, own)
    ]
    assert countries == [
        ["SR", "TD", "BD", "MX", "GE", "TO"],
        ["SA", "SR", "CN", "MO", "BD", "MX", "CI"],
        ["KZ"],
    ]
