"""Canada's open data, and the same advice as its page shows it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from page_helpers import page, placed, told

from monitor.errors import UnreadableError
from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.publishers.publisher import Place
from monitor.pure import change_between, reading
from monitor.read.document import Advice
from monitor.read.parts import part, parts
from monitor.read.reader import read_index

RISK = """<div class="AdvisoryContainer IncreasedCaution"><h3>Georgia - Exercise a high degree of caution</h3>
<p><a href="#levels">Exercise a high degree of caution</a> in Georgia due to crime.</p></div>
<div class="AdvisoryContainer Regional"><h3>North - Avoid all travel</h3>
<p>Avoid all travel to the north due to landmines.</p></div>"""
SECURITY = "<h3>Crime</h3><p>Bags are snatched in the metro.</p>"
LAWS = "<h3>Drugs</h3><p>Penalties are severe.</p>"
HELP = "<h3>Local services</h3><p>Dial 112 for emergency assistance.</p>"


def data(**more: Any) -> dict[str, Any]:
    english: dict[str, Any] = {
        "name": "Georgia",
        "url-slug": "georgia",
        "friendly-date": "May 1, 2026 09:14 EDT",
        "advisory-text": "Exercise a high degree of caution (with regional advisories)",
        "recent-updates": "Health &ndash; editorial change",
        "advisories": RISK,
        "security": SECURITY,
        "laws-culture": LAWS,
        "offices-html": HELP,
    }
    country: dict[str, Any] = {
        "country-iso": "GE",
        "advisory-state": 1,
        "has-regional-advisory": 1,
        "eng": english | more,
    }
    return {"metadata": {"generated": {"timestamp": 1777627000}}, "data": country}


PAGE = f"""<html><body><main role="main"><h1 id="wb-cont"><span id="nameLbl">Georgia</span> travel advice</h1>
<span id="riskLevelBanner"><a href="#risk">Exercise a high degree of caution (with regional advisories)</a></span>
<section><p><b>Latest updates:</b> <span id="lastUpdateTextLbl">Health – editorial change</span></p>
<p><b>Last updated:</b> <time><span id="lastUpdateDateLbl">May 1, 2026 09:14</span></time> ET</p></section>
<h3 class="on-this-page">On this page</h3><ul><li><a href="#risk">Risk level</a></li></ul>
<div id="risk"><h2><img src="r.svg"><span>Risk level</span></h2>{RISK}</div>
<p class="text-right"><a href="#wb-cont" class="btn"><span></span> Back to top</a></p>
<div id="security"><h2>Safety and security</h2>{SECURITY}</div>
<div id="laws"><h2>Laws and culture</h2>{LAWS}</div>
<div><div id="assistance"><h2>Need help?</h2>{HELP}</div>
<div id="usefullinks"><h2>Useful links</h2><a href="/registration">Register</a></div></div>
<section class="panel panel-default"><header class="panel-heading"><h3 class="panel-title">Disclaimer</h3></header>
<div class="panel-body"><p>The decision to travel is yours.</p></div></section>
<section id="levels"><h1>Risk Levels</h1><p>What each level means.</p></section></main></body></html>"""

CONTENT = [
    "Risk level > Georgia - Exercise a high degree of caution | "
    "Exercise a high degree of caution in Georgia due to crime.",
    "Risk level > North - Avoid all travel | Avoid all travel to the north due to landmines.",
    "Safety and security > Crime | Bags are snatched in the metro.",
    "Laws and culture > Drugs | Penalties are severe.",
    "Need help? > Local services | Dial 112 for emergency assistance.",
]
ADVICE = (Advice("Exercise a high degree of caution"), Advice("with regional advisories"))


@pytest.mark.parametrize("source", [data(), PAGE], ids=["data", "page"])
def test_the_data_and_the_page_hold_the_same_parts(source: str | dict[str, Any]) -> None:
    document = page(source, "ca-gac")
    assert placed(document) == CONTENT
    assert [section.slug for section in parts(document)] == ["risk", "security", "laws", "assistance"]
    assert document.advice == ADVICE
    assert (document.stamps.updated, document.stamps.note) == ("2026-05-01", "Health – editorial change")


def test_from_the_page_to_the_data_no_fact_changes() -> None:
    known = publisher("ca-gac")
    html, json_ = part(page(PAGE, "ca-gac"), "risk"), part(page(data(), "ca-gac"), "risk")
    assert html is not None
    assert json_ is not None
    assert html.layout != json_.layout
    assert change_between(reading(html, known), reading(json_, known), known).facts == ()


def test_the_time_of_the_build_says_nothing() -> None:
    later = data()
    later["metadata"]["generated"]["timestamp"] += 86400
    assert page(later, "ca-gac") == page(data(), "ca-gac")


def test_offices_are_read_by_their_fields_where_there_is_no_text_of_them() -> None:
    office = {
        "city": "Tbilisi", "type": "Consulate", "tel-legacy": "(995) 32 255 00 00", "email-1": "desk@example.org",
        "address": "1 Rose Street<br>Tbilisi", "lat": "41.7",
    }  # fmt: skip
    document = page(data(**{"offices-html": "", "offices": [office, None, {"city": None}]}), "ca-gac")
    assert placed(document)[-3:] == [
        "Need help? > Tbilisi - Consulate | Address: 1 Rose Street Tbilisi",
        "Need help? > Tbilisi - Consulate | Tel.: (995) 32 255 00 00",
        "Need help? > Tbilisi - Consulate | Email: desk@example.org",
    ]
    (phone,) = [f.value for f in find(document, publisher("ca-gac")) if f.kind == "phone"]
    assert phone == "+995322550000"


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (0, "Take normal security precautions"),
        (3, "Avoid all travel"),
        ("2", "Avoid non-essential travel"),
        ("Avoid all travel", "Avoid all travel"),
    ],
)
def test_a_level_without_words_is_told_in_the_words_of_the_page(state: object, words: str) -> None:
    source = data(**{"advisory-text": None})
    source["data"]["advisory-state"] = state
    assert page(source, "ca-gac").advice[0] == Advice(words)


@pytest.mark.parametrize("state", [None, True, 4, -1, 1.5, [], {}])
def test_a_level_that_is_none_of_the_four_is_no_level(state: object) -> None:
    source = data(**{"advisory-text": ""})
    source["data"] |= {"advisory-state": state, "has-regional-advisory": 0}
    assert page(source, "ca-gac").advice == ()


@pytest.mark.parametrize("empty", [None, "", 5, [], {}, True])
def test_a_section_that_is_empty_or_of_another_type_opens_no_part(empty: object) -> None:
    document = page(data(security=empty), "ca-gac")
    assert [section.slug for section in parts(document)] == ["risk", "laws", "assistance"]


@pytest.mark.parametrize(
    "wrong", [{}, {"data": None}, {"data": {"eng": None}}, {"data": {"eng": {"health": 5}}}, {"details": {}}]
)
def test_what_is_not_the_data_of_a_country_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UnreadableError, match="not of one country of Canada's travel advice"):
        page(wrong, "ca-gac")


def json_of(value: Any) -> bytes:
    return json.dumps(value).encode()


def index(**rows: Any) -> dict[str, Any]:
    return {"metadata": {"generated": {"timestamp": 1}}, "data": rows}


GEORGIA = {
    "country-iso": "GE",
    "advisory-state": 1,
    "has-regional-advisory": 1,
    "date-published": {"timestamp": 1777640000, "date": "2026-05-01 08:53:20", "asp": "2026-05-01T08:53:20.5-04:00"},
    "eng": {"name": "Georgia", "url-slug": "georgia", "advisory-text": "", "recent-updates": "Editorial change"},
}


def test_the_index_tells_level_date_and_note_of_every_country() -> None:
    azores = {"country-iso": "PT-20", "eng": {"name": "Azores", "url-slug": "azores"}}
    entries = read_index(json_of(index(GE=GEORGIA, **{"PT-20": azores})), publisher("ca-gac"))
    assert entries is not None
    georgia, other = entries
    assert (georgia.country, georgia.title) == ("GE", "Georgia")
    assert georgia.url == "https://travel.gc.ca/destinations/georgia"
    assert georgia.updated == "2026-05-01T08:53:20.5-04:00"
    assert georgia.note == "Editorial change"
    assert georgia.advice == ADVICE
    assert (other.title, other.country, other.advice) == ("Azores", None, ())


def test_the_index_is_a_page_of_the_country_that_is_asked_for() -> None:
    document = page(index(GE=GEORGIA), "ca-gac", country="GE")
    assert (document.title, document.advice, document.stamps.note) == ("Georgia", ADVICE, "Editorial change")
    with pytest.raises(UnreadableError, match="is an index of one line, with none about KZ"):
        page(index(GE=GEORGIA), "ca-gac", country="KZ")


@pytest.mark.parametrize(
    ("published", "iso"),
    [
        ({"timestamp": 1777640000}, "2026-05-01T12:53:20+00:00"),
        ({"timestamp": "1777640000"}, "2026-05-01T12:53:20+00:00"),
        ({"date": "2026-05-01 08:53:20"}, "2026-05-01"),
        ({"date": "soon", "timestamp": -5}, None),
        ({"timestamp": 1e300}, None),
        ({"timestamp": True}, None),
        (None, None),
        ("2026", None),
    ],
)
def test_the_date_of_a_line_is_as_exact_as_the_data_gives_it(published: object, iso: str | None) -> None:
    entries = read_index(json_of(index(GE=GEORGIA | {"date-published": published})), publisher("ca-gac"))
    assert entries is not None
    assert entries[0].updated == iso


def test_an_index_may_be_empty_a_list_or_hold_lines_of_another_type() -> None:
    def lines(value: Any) -> list[str] | None:
        entries = read_index(json_of({"data": value}), publisher("ca-gac"))
        return None if entries is None else [entry.title for entry in entries]

    assert lines({}) == []
    assert lines([]) == []
    assert lines([GEORGIA, None, 7]) == ["Georgia"]
    assert lines({"GE": GEORGIA, "XX": None}) == ["Georgia"]
    assert lines({"XX": {"eng": None}}) == ["Unnamed"]
    assert lines(None) is None
    assert lines({"a": 1}) is None


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://travel.gc.ca/destinations/georgia", Place("GE", "travel-advice")),
        ("https://travel.gc.ca/destinations/georgia#security", Place("GE", "travel-advice", "security")),
        ("https://travel.gc.ca/destinations/georgia#full-screen", Place("GE", "travel-advice")),
        ("http://travel.gc.ca/destinations/the-gambia/", Place("GM", "travel-advice")),
        ("https://travel.gc.ca/destinations/atlantis", Place(None, "travel-advice")),
        ("https://data.international.gc.ca/travel-voyage/cta-cap-GE.json", Place("GE", "travel-advice")),
        ("https://data.international.gc.ca/travel-voyage/index-alpha-eng.json", Place(None, "index")),
        ("https://travel.gc.ca/travelling/advisories", None),
        ("https://example.org/destinations/georgia", None),
        ("https://[::1", None),
        ("", None),
    ],
)
def test_a_page_is_known_by_its_url(url: str, place: Place | None) -> None:
    known = publisher("ca-gac")
    assert known.place_of is not None
    assert known.place_of(url) == place


def test_the_words_of_the_data_and_of_the_page_are_one_level() -> None:
    text = "# Risk level\n\n## Risk level\n\nExercise normal security precautions in Georgia.\n"
    levels = [fact.value for fact in find(page(text, "ca-gac"), publisher("ca-gac")) if fact.kind == "level"]
    assert levels == [{"scale": "advice", "step": 0, "area": None}]


def test_what_stands_behind_a_map_is_kept_when_its_disclaimer_goes() -> None:
    document = page(
        "<main><h1>Georgia travel advice</h1><div id='risk'><h2>Risk level</h2><details><summary>Disclaimer</summary>"
        "<p>The features in this map do not constitute an authoritative source of geographical information. Text.</p>"
        "</details><p>Take normal security precautions in Georgia.</p></div></main>",
        "ca-gac",
    )
    assert told(document)[-1] == "paragraph: Take normal security precautions in Georgia."
