from __future__ import annotations

from typing import Any

import pytest
from facts.texts import of_kind, values

from monitor.facts.laws import expand


@pytest.mark.parametrize(
    ("items", "articles"),
    [
        ("120", ["120"]),
        ("120-124", ["120", "121", "122", "123", "124"]),
        ("120–122", ["120", "121", "122"]),
        ("120 to 122", ["120", "121", "122"]),
        ("120 and 121", ["120", "121"]),
        ("120, 121 and 130", ["120", "121", "130"]),
        ("120-122 and 130", ["120", "121", "122", "130"]),
        ("of 120-122", ["120", "121", "122"]),
        ("120-122 и 130", ["120", "121", "122", "130"]),
        ("317-2", ["317-2"]),
        ("120 (2)", ["120 (2)"]),
        ("12A", ["12A"]),
        ("1-900", ["1-900"]),
    ],
)
def test_a_range_of_articles_is_each_of_them(items: str, articles: list[str]):
    assert expand(items) == articles


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "Articles 120-124 of the Criminal Code apply.",
            "Articles 120-124 of the Criminal Code",
            {"instrument": "criminal code", "articles": ["120", "121", "122", "123", "124"]},
        ),
        (
            "Articles 120, 121 and 130 of the Penal Code apply.",
            "Articles 120, 121 and 130 of the Penal Code",
            {"instrument": "penal code", "articles": ["120", "121", "130"]},
        ),
        (
            "Under Article 317-2 of the Civil Code you can appeal.",
            "Article 317-2 of the Civil Code",
            {"instrument": "civil code", "articles": ["317-2"]},
        ),
        (
            "Section 377 of the Penal Code forbids it.",
            "Section 377 of the Penal Code",
            {"instrument": "penal code", "articles": ["377"]},
        ),
        (
            "This is a crime (ст. 120 УК РК).",
            "ст. 120 УК РК",
            {"instrument": "ук рк", "articles": ["120"]},
        ),
        (
            "It falls under статья 120 УК РК today.",
            "статья 120 УК РК",
            {"instrument": "ук рк", "articles": ["120"]},
        ),
    ],
)
def test_a_provision_is_its_articles_and_its_instrument(text: str, words: str, value: dict[str, Any]):
    assert of_kind("law", text) == [(words, value)]


def test_the_republic_may_be_named_with_its_code():
    [value] = values("law", "Articles 120 to 122 of the Criminal Code of the Republic of Kazakhstan apply.")
    assert value["articles"] == ["120", "121", "122"]
    assert value["instrument"].startswith("criminal code")


def test_a_bare_article_takes_the_instrument_named_before_it():
    text = (
        "Article 120 of the Criminal Code is on rape.\n\nSexual assault (Art. 121) is the next one.\n\n"
        "Article 30 of the Family Code is on marriage.\n\nSee Art. 31 for divorce."
    )
    said = [(value["instrument"], value["articles"]) for value in values("law", text)]
    assert said == [
        ("criminal code", ["120"]),
        ("criminal code", ["121"]),
        ("family code", ["30"]),
        ("family code", ["31"]),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Law No. 15 of 2017 bans it.", "Law No. 15 of 2017"),
        ("Federal Decree-Law No. 31 of 2021 bans it.", "Federal Decree-Law No. 31 of 2021"),
        ("The Anti-Terrorism Act 2020 bans it.", "The Anti-Terrorism Act 2020"),
        ("The Drug Trafficking Act of 1994 bans it.", "The Drug Trafficking Act of 1994"),
        ("The Law on Countering Extremism bans it.", "The Law on Countering Extremism"),
        ("The Border Zone and Refugee Protection Act bans it.", "The Border Zone and Refugee Protection Act"),
        ("Under 18 U.S.C. 2423 it is a crime.", "18 U.S.C. 2423"),
        ("Ruritania’s revised criminal code bans it.", "Ruritania’s revised criminal code"),
    ],
)
def test_instruments_by_number_and_by_name(text: str, words: str):
    assert [said for said, _ in of_kind("law", text)] == [words]


def test_another_number_or_year_is_another_law():
    said = [
        str(values("law", f"{law} bans it."))
        for law in ("Law No. 15 of 2017", "Law No. 16 of 2017", "Law No. 15 of 2018", "The Border Act 2019")
    ]
    assert len(set(said)) == 4


@pytest.mark.parametrize(
    "text",
    [
        "You must obey local laws.",
        "Local law applies to tourists.",
        "UK law applies too.",
        "Sharia Law is applied here.",
        "The dress code is strict.",
        "Scan the QR Code at the gate.",
        "The country code is +7.",
        "You get an Access Code by post.",
        "See section 2 of this guide.",
        "Section 5 of the form asks for your name.",
        "Paragraph 3 is on health.",
        "He acted in the play.",
    ],
)
def test_what_names_no_law(text: str):
    assert values("law", text) == []
