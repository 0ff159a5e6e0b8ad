"""The open data of the Auswärtiges Amt, and its pages."""

from __future__ import annotations

from typing import Any

import pytest
from page_helpers import levels, lines, page, place, placed

from monitor.errors import UnreadableError
from monitor.publishers.publisher import Place
from monitor.read.document import Advice

CONTENT = """<h2>Sicherheit – Teilreisewarnung</h2>
<p>Vor Reisen nach Abchasien und Südossetien wird gewarnt.</p>
<p>Von nicht notwendigen Reisen in die Grenzgebiete wird dringend abgeraten.</p>
<h3>Kriminalität</h3><ul><li>Achten Sie auf Ihre Wertsachen.</li></ul>
<h2>Einreise und Zoll</h2><p>Der Reisepass muss sechs Monate gültig sein.</p>"""


def row(**more: Any) -> dict[str, Any]:
    return {
        "lastModified": 1777630400,
        "effective": 1777626800,
        "title": "Georgien: Reise- und Sicherheitshinweise",
        "countryCode": "GE",
        "iso3CountryCode": "GEO",
        "countryName": "Georgien",
        "warning": False,
        "partialWarning": True,
        "situationWarning": False,
        "situationPartWarning": False,
        "lastChanges": "<p><strong>Letzte Änderungen:</strong><br>Sicherheit (Innenpolitische Lage)</p>",
    } | more


def answer(**countries: Any) -> dict[str, Any]:
    return {"response": {"lastModified": 1757063288, "contentList": list(countries), **countries}}


def one(**more: Any) -> dict[str, Any]:
    return answer(**{"201918": row(**{"content": CONTENT, "disclaimer": "Haftung ausgeschlossen."} | more)})


def test_the_answer_on_a_country_is_its_page() -> None:
    document = page(one(), "de-aa")
    assert document.title == "Georgien: Reise- und Sicherheitshinweise"
    assert (document.country, document.language, document.layout) == ("GE", "de", "open-data")
    assert placed(document) == [
        "Sicherheit – Teilreisewarnung | Vor Reisen nach Abchasien und Südossetien wird gewarnt.",
        "Sicherheit – Teilreisewarnung | Von nicht notwendigen Reisen in die Grenzgebiete wird dringend abgeraten.",
        "Sicherheit – Teilreisewarnung > Kriminalität | Achten Sie auf Ihre Wertsachen.",
        "Einreise und Zoll | Der Reisepass muss sechs Monate gültig sein.",
    ]
    assert document.stamps.updated == "2026-05-01T10:13:20+00:00"
    assert document.stamps.issued == "2026-05-01T09:13:20+00:00"
    assert document.stamps.note == "Sicherheit (Innenpolitische Lage)"
    assert document.advice == (Advice("Teilreisewarnung"),)


def test_a_time_in_milliseconds_is_the_same_time() -> None:
    assert page(one(lastModified=1777630400000), "de-aa").stamps == page(one(), "de-aa").stamps


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        ({"warning": True}, ["Reisewarnung"]),
        ({"partialWarning": "True"}, ["Teilreisewarnung"]),
        ({"situationWarning": 1}, ["Sicherheitshinweis"]),
        ({"situationPartWarning": True}, ["Sicherheitshinweis"]),
        ({"warning": True, "partialWarning": True}, ["Reisewarnung", "Teilreisewarnung"]),
        ({}, []),
        ({"warning": "False", "partialWarning": None, "situationWarning": 0}, []),
        ({"warning": [], "partialWarning": {}, "situationWarning": "yes"}, []),
    ],
)
def test_the_flags_are_told_in_the_offices_own_words(flags: dict[str, Any], words: list[str]) -> None:
    unset = dict.fromkeys(("warning", "partialWarning", "situationWarning", "situationPartWarning"), False)
    assert [advice.words for advice in page(one(**unset | flags), "de-aa").advice] == words


def test_a_warning_for_a_part_is_not_one_for_the_country() -> None:
    assert levels(page(one(), "de-aa"), "de-aa") == [
        (4, "teil"),
        (4, "teil"),
        (5, "abchasien und südossetien"),
        (2, "die grenzgebiete"),
    ]
    whole = page(one(partialWarning=False, warning=True, content="<p>Text.</p>"), "de-aa")
    assert levels(whole, "de-aa") == [(5, None)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Vor Reisen nach Georgien wird gewarnt.", [(5, None)]),
        ("Vor nicht notwendigen Ausflügen wird gewarnt.", []),
        ("Von Reisen in den Süden wird dringend abgeraten.", [(3, "den süden")]),
        ("Von nicht unbedingt erforderlichen Reisen nach Georgien wird abgeraten.", [(2, None)]),
        ("Es gilt eine Reisewarnung für den Norden.", [(5, "den norden")]),
        ("Es gilt eine Reisewarnung für das gesamte Land.", [(5, None)]),
        ("Es besteht keine Reisewarnung.", []),
        ("Die Reisewarnung wurde aufgehoben.", []),
        ("Beachten Sie die Reise- und Sicherheitshinweise.", []),
    ],
)
def test_the_levels_in_a_sentence_have_their_area(sentence: str, found: list[tuple[int, str | None]]) -> None:
    document = page(one(partialWarning=False, content=f"<p>{sentence}</p>"), "de-aa")
    assert levels(document, "de-aa") == found


def test_the_list_of_all_countries_is_an_index() -> None:
    found = lines(answer(**{"1": row(), "2": row(countryCode="YE", title="Jemen", warning=True)}), "de-aa")
    assert found is not None
    assert [(entry.country, [a.words for a in entry.advice]) for entry in found] == [
        ("GE", ["Teilreisewarnung"]),
        ("YE", ["Reisewarnung", "Teilreisewarnung"]),
    ]
    document = page(answer(**{"1": row(), "2": row(countryCode="YE")}), "de-aa", country="GE")
    assert document.stamps.note == "Sicherheit (Innenpolitische Lage)"
    assert document.advice == (Advice("Teilreisewarnung"),)


def test_a_list_of_one_country_is_an_index_all_the_same() -> None:
    found = lines(answer(**{"1": row()}), "de-aa")
    assert found is not None
    assert len(found) == 1


@pytest.mark.parametrize(
    ("codes", "country"),
    [
        ({"countryCode": "ge"}, "GE"),
        ({"countryCode": "UK"}, "GB"),
        ({"countryCode": "", "iso3CountryCode": "KGZ"}, "KG"),
        ({"countryCode": None, "iso3CountryCode": None}, None),
        ({"countryCode": "QQ", "iso3CountryCode": "XKX"}, "XK"),
        ({"countryCode": 5, "iso3CountryCode": []}, None),
    ],
)
def test_a_country_is_known_by_either_code(codes: dict[str, Any], country: str | None) -> None:
    found = lines(answer(**{"1": row(**codes), "2": None, "3": 5, "4": []}), "de-aa")
    assert found is not None
    assert [entry.country for entry in found] == [country]


def test_a_code_that_is_spelled_as_in_the_schema_is_read_too() -> None:
    spelled = {key: value for key, value in row().items() if key != "countryCode"} | {"CountryCode": "KG"}
    found = lines(answer(**{"1": spelled}), "de-aa")
    assert found is not None
    assert found[0].country == "KG"


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({}, "is an empty object: the Auswärtiges Amt gives it where its data cannot be had"),
        ({"error": "x"}, "no answer of the Auswärtiges Amt's open data .it has no `response`."),
        ([], "it has no `response`"),
        ({"response": None}, "with no country in it"),
        ({"response": []}, "with no country in it"),
        ({"response": {"contentList": [], "lastModified": 1}}, "with no country in it"),
        ({"response": {"1": {"code": 500}}}, "that has no `content`"),
    ],
)
def test_an_answer_that_holds_no_advice_is_refused_with_the_reason(wrong: Any, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        page(wrong, "de-aa")


@pytest.mark.parametrize("wrong", [None, 5, [], {}, True, "", "   "])
def test_no_field_of_an_entry_can_be_relied_on(wrong: object) -> None:
    found = lines(answer(**{"1": dict.fromkeys(row(), wrong), "2": row()}), "de-aa")
    assert found is not None
    assert found[0].updated is None
    assert found[0].title == "Ohne Titel"
    assert found[1].title.startswith("Georgien")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Stand - 21.11.2026 (Unverändert gültig seit: 01.05.2026)</p>",
        "<div><span>Stand - 21.11.2026</span> <span>(Unverändert gültig seit: 01.05.2026)</span></div>",
        "<p>Stand 21. November 2026</p><p>Unverändert gültig seit: 1. Mai 2026</p>",
    ],
)
def test_the_date_of_the_day_is_not_the_date_of_the_change(line: str) -> None:
    document = page(
        f"<main><h1>Georgien</h1>{line}<h2>Aktuelles</h2><p>Der Stand der Dinge ist gut.</p></main>", "de-aa"
    )
    assert (document.stamps.current_at, document.stamps.updated) == ("2026-11-21", "2026-05-01")
    assert placed(document) == ["Aktuelles | Der Stand der Dinge ist gut."]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.auswaertiges-amt.de/opendata/travelwarning", Place(None, "warning")),
        ("https://www.auswaertiges-amt.de/opendata/travelwarning/201918", Place(None, "travel-advice")),
        (
            "https://www.auswaertiges-amt.de/de/service/laender/georgien-node/georgiensicherheit-201918",
            Place("GE", "travel-advice"),
        ),
        (
            "https://www.auswaertiges-amt.de/de/service/laender/tuerkei-node/tuerkeisicherheit-201962",
            Place("TR", "travel-advice"),
        ),
        (
            "https://www.auswaertiges-amt.de/de/service/laender/nirgends-node/nirgendssicherheit",
            Place(None, "travel-advice"),
        ),
        ("https://www.auswaertiges-amt.de/de/service/laender/georgien-node/steckbrief", None),
        ("https://www.auswaertiges-amt.de/", None),
    ],
)
def test_a_page_is_known_by_its_url(url: str, expected: Place | None) -> None:
    assert place(url, "de-aa") == expected


def test_the_date_of_the_day_in_the_text_of_the_data_is_a_stamp() -> None:
    line = "<p>Stand - 21.11.2026 (Unverändert gültig seit: 01.05.2026)</p>"
    document = page(one(content=line + CONTENT), "de-aa")
    assert document.stamps.current_at == "2026-11-21"
    assert placed(document) == placed(page(one(), "de-aa"))
