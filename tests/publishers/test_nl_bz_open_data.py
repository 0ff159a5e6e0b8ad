"""The open data of Nederland Wereldwijd, and its pages."""

from __future__ import annotations

from typing import Any

import pytest
from page_helpers import levels, lines, page, place, placed, sections

from monitor.errors import UnreadableError
from monitor.publishers.publisher import Place

INTRODUCTION = """<h2>In het kort</h2><ul>
<li>De kleurcode van het reisadvies voor Abchazië is rood. Ga er niet heen.</li>
<li>Voor de rest van Georgië geldt kleurcode geel.</li></ul>"""


def advice(**more: Any) -> dict[str, Any]:
    return {
        "id": "GEO",
        "type": "reisadvies",
        "canonical": "https://www.nederlandwereldwijd.nl/reisadvies/georgie",
        "title": "Reisadvies Georgië | Ministerie van Buitenlandse Zaken",
        "introduction": INTRODUCTION,
        "location": "Georgië",
        "isocode": "GEO",
        "classification": "Dit veld wordt niet meer ondersteund",
        "modificationdate": "Laatst gewijzigd op: 01-05-2026 | Nog steeds geldig op: 20-11-2026",
        "modifications": "De alinea over demonstraties is aangepast.",
        "lastmodified": "2026-05-01T10:02:00.000Z",
        "content": [
            {
                "category": "Welke veiligheidsrisico's zijn er in Georgië?",
                "contentblocks": [
                    {"paragraphtitle": "Terrorisme", "paragraph": "<h2>Kans</h2><p>De kans is klein.</p>"},
                    {"paragraphtitle": "Criminaliteit", "paragraph": "<h4>Drugs</h4><p>Drugs zijn verboden.</p>"},
                ],
            },
            {"category": "Wat doe ik in geval van nood?", "contentblocks": [{"paragraph": "<p>Bel 112.</p>"}]},
        ],
    } | more


def row(**more: Any) -> dict[str, Any]:
    return {key: value for key, value in (advice() | more).items() if key != "content"}


RISKS = "Welke veiligheidsrisico's zijn er in Georgië?"


@pytest.mark.parametrize("answer", [advice(), [advice()]], ids=["object", "list of one"])
def test_the_answer_on_a_country_is_its_page(answer: Any) -> None:
    document = page(answer, "nl-bz")
    assert (document.title, document.language, document.layout) == ("Reisadvies Georgië", "nl", "open-data")
    assert sections(document) == [
        "In het kort",
        RISKS,
        f"{RISKS} > Terrorisme",
        f"{RISKS} > Terrorisme > Kans",
        f"{RISKS} > Criminaliteit",
        f"{RISKS} > Criminaliteit > Drugs",
        "Wat doe ik in geval van nood?",
    ]
    assert placed(document) == [
        "In het kort | De kleurcode van het reisadvies voor Abchazië is rood. Ga er niet heen.",
        "In het kort | Voor de rest van Georgië geldt kleurcode geel.",
        f"{RISKS} > Terrorisme > Kans | De kans is klein.",
        f"{RISKS} > Criminaliteit > Drugs | Drugs zijn verboden.",
        "Wat doe ik in geval van nood? | Bel 112.",
    ]
    assert (document.stamps.updated, document.stamps.current_at) == ("2026-05-01", "2026-11-20")
    assert document.stamps.note == "De alinea over demonstraties is aangepast."


def test_the_older_form_without_chapters_is_read_too() -> None:
    content = [
        {"paragraph": "https://opendata.nederlandwereldwijd.nl/documents/1/Reisadvies_Georgie.png"},
        {"paragraphtitle": "Actueel", "paragraph": "<p>Er zijn demonstraties.</p>"},
    ]
    assert placed(page(advice(content=content, introduction=""), "nl-bz")) == ["Actueel | Er zijn demonstraties."]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("De kleurcode van het reisadvies voor Georgië is groen.", [(1, None)]),
        ("De kleurcode voor het reisadvies voor Georgië is grotendeels geel.", [(2, None)]),
        ("De kleurcode is rood.", [(4, None)]),
        ("Vor de rest van Georgië geldt kleurcode oranje.", [(3, "de rest van georgië")]),
        ("Kleurcode rood geldt ook voor Abchazië, Ossetië en de grens.", [(4, "abchazië, ossetië en de grens")]),
        ("De kleurcode van het reisadvies is rood voor het noorden.", [(4, "het noorden")]),
        ("Voor het hele land geldt kleurcode rood.", [(4, None)]),
        ("Er is een rood licht.", []),
        ("Er geldt code geel voor het weer.", []),
    ],
)
def test_a_colour_is_told_of_what_it_is_said_of(sentence: str, found: list[tuple[int, str | None]]) -> None:
    assert levels(page(advice(introduction=f"<p>{sentence}</p>", content=[]), "nl-bz"), "nl-bz") == found


def test_the_worst_area_is_not_the_level_of_the_country() -> None:
    assert levels(page(advice(), "nl-bz"), "nl-bz") == [(4, "abchazië"), (2, "de rest van georgië")]


def test_the_list_of_all_countries_is_an_index() -> None:
    found = lines([row(), row(isocode="KAZ", location="Kazachstan", title="Reisadvies Kazachstan")], "nl-bz")
    assert found is not None
    assert [(entry.title, entry.country) for entry in found] == [
        ("Reisadvies Georgië", "GE"),
        ("Reisadvies Kazachstan", "KZ"),
    ]
    document = page([row(), row(isocode="KAZ")], "nl-bz", country="GE")
    assert document.stamps.updated == "2026-05-01"
    assert levels(document, "nl-bz") == [(4, "abchazië"), (2, "de rest van georgië")]


@pytest.mark.parametrize(
    ("codes", "country"),
    [
        ({"isocode": "kgz"}, "KG"),
        ({"isocode": None, "location": "Kirgizië"}, "KG"),
        ({"isocode": "", "location": "Verenigd Koninkrijk"}, "GB"),
        ({"isocode": "XYZ", "location": "Nergensland"}, None),
        ({"isocode": 5, "location": None}, None),
    ],
)
def test_a_country_is_known_by_its_three_letters_or_its_dutch_name(codes: dict[str, Any], country: str | None) -> None:
    found = lines([row(**codes), None, "x", []], "nl-bz")
    assert found is not None
    assert [entry.country for entry in found] == [country]


@pytest.mark.parametrize(
    "wrong", [{}, {"introduction": "x"}, {"error": "v1"}, [], [{"a": 1}], {"content": []}, [{"content": []}]]
)
def test_what_is_no_travel_advice_is_refused(wrong: Any) -> None:
    with pytest.raises(UnreadableError):
        page(wrong, "nl-bz")


@pytest.mark.parametrize(
    "content", [[None, 5, {}], [{"category": 5, "contentblocks": {}}], [{"contentblocks": [None]}]]
)
def test_content_of_another_shape_is_left_out(content: list[Any]) -> None:
    assert placed(page(advice(introduction="<p>Tekst.</p>", content=content), "nl-bz")) == [" | Tekst."]


@pytest.mark.parametrize("wrong", [None, 5, "onbekend", "Laatst gewijzigd op: morgen", [], {}])
def test_a_line_of_dates_that_is_none_leaves_the_date_of_the_data(wrong: object) -> None:
    stamps = page(advice(modificationdate=wrong, modifications=wrong), "nl-bz").stamps
    assert (stamps.updated, stamps.current_at) == ("2026-05-01T10:02:00.000Z", None)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Laatst gewijzigd op: 01-05-2026 | Nog steeds geldig op: 20-11-2026</p>",
        "<div><p><span>Laatst gewijzigd op:</span> 01-05-2026</p><p><b>Nog steeds geldig op:</b> 20-11-2026</p></div>",
        "<dl><dt>Laatst gewijzigd op</dt><dd>1 mei 2026</dd>"
        "<dt>Nog steeds geldig op</dt><dd>20 november 2026</dd></dl>",
    ],
)
def test_the_date_of_the_day_is_not_the_date_of_the_change(line: str) -> None:
    document = page(f"<main><h1>Reisadvies Georgië</h1>{line}<p>Let op.</p></main>", "nl-bz")
    assert (document.stamps.updated, document.stamps.current_at) == ("2026-05-01", "2026-11-20")
    assert placed(document) == [" | Let op."]


def test_a_sentence_that_holds_the_words_of_a_stamp_is_content() -> None:
    text = "Uw visum is nog steeds geldig op 1-6-2026, als u het voor die dag heeft aangevraagd."
    assert placed(page(f"<main><h1>Georgië</h1><p>{text}</p></main>", "nl-bz")) == [f" | {text}"]


DATA = "https://opendata.nederlandwereldwijd.nl/v2/sources/nederlandwereldwijd/infotypes"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{DATA}/countries/geo/traveladvice?output=json", Place("GE", "travel-advice")),
        (f"{DATA}/traveladvice?output=json&rows=200", Place(None, "index")),
        ("https://www.nederlandwereldwijd.nl/reisadvies/georgie", Place("GE", "travel-advice")),
        ("https://www.nederlandwereldwijd.nl/landen/kirgizie/reizen/reisadvies", Place("KG", "travel-advice")),
        ("https://www.nederlandwereldwijd.nl/reisadvies/nergensland", Place(None, "travel-advice")),
        ("https://www.nederlandwereldwijd.nl/paspoort", None),
        ("https://example.org/reisadvies/georgie", None),
    ],
)
def test_a_page_is_known_by_its_url(url: str, expected: Place | None) -> None:
    assert place(url, "nl-bz") == expected
