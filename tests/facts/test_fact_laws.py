from __future__ import annotations

from typing import Any

import pytest
from facts.texts import facts, of_kind, values

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
            {"instrument": "criminal code", "unit": "article", "articles": ["120", "121", "122", "123", "124"]},
        ),
        (
            "Articles 120, 121 and 130 of the Penal Code apply.",
            "Articles 120, 121 and 130 of the Penal Code",
            {"instrument": "penal code", "unit": "article", "articles": ["120", "121", "130"]},
        ),
        (
            "Under Article 317-2 of the Civil Code you can appeal.",
            "Article 317-2 of the Civil Code",
            {"instrument": "civil code", "unit": "article", "articles": ["317-2"]},
        ),
        (
            "Section 377 of the Penal Code forbids it.",
            "Section 377 of the Penal Code",
            {"instrument": "penal code", "unit": "section", "articles": ["377"]},
        ),
        (
            "This is a crime (ст. 120 УК РК).",
            "ст. 120 УК РК",
            {"instrument": "уголовный кодекс", "unit": "article", "articles": ["120"]},
        ),
        (
            "It falls under статья 120 УК РК today.",
            "статья 120 УК РК",
            {"instrument": "уголовный кодекс", "unit": "article", "articles": ["120"]},
        ),
        (
            "Это статья 317-2 КоАП РК.",
            "статья 317-2 КоАП РК",
            {"instrument": "кодекс об административных правонарушениях", "unit": "article", "articles": ["317-2"]},
        ),
        (
            "Penal Code Article 5 quater applies.",
            "Penal Code Article 5 quater",
            {"instrument": "penal code", "unit": "article", "articles": ["5 quater"]},
        ),
        (
            "It is forbidden by Ottawa Convention Article 5.",
            "Ottawa Convention Article 5",
            {"instrument": "ottawa convention", "unit": "article", "articles": ["5"]},
        ),
        (
            "See Art. 120 (2) of the Criminal Code.",
            "Art. 120 (2) of the Criminal Code",
            {"instrument": "criminal code", "unit": "article", "articles": ["120 (2)"]},
        ),
        (
            "By paragraph 3 of Article 317-2 of the Civil Code it is so.",
            "paragraph 3 of Article 317-2 of the Civil Code",
            {"instrument": "civil code", "unit": "article", "articles": ["317-2 paragraph 3"]},
        ),
        (
            "Under 18 U.S.C. § 2423 it is a crime.",
            "18 U.S.C. § 2423",
            {"instrument": "18 usc", "unit": "section", "articles": ["2423"]},
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
        ("Law 28296 bans it.", "Law 28296"),
        ("Decree-Law 54/2021 bans it.", "Decree-Law 54/2021"),
        ("Republic Act 9208 bans it.", "Republic Act 9208"),
        ("The Immigration Act 1959/63 bans it.", "The Immigration Act 1959/63"),
        ("Under the Online Safety Act it is banned.", "the Online Safety Act"),
        ("Executive Order 14161 bans it.", "Executive Order 14161"),
        ("Federal Law 115-FZ bans it.", "Federal Law 115-FZ"),
        ("Under the 2003 PROTECT Act it is a crime.", "the 2003 PROTECT Act"),
        ("The Trafficking Victims Protection Act (TVPA) bans it.", "The Trafficking Victims Protection Act"),
        ("By the Schengen Borders Code you may enter.", "the Schengen Borders Code"),
        ("The Emergency Powers (Disturbances) Act bans it.", "The Emergency Powers (Disturbances) Act"),
        ("Violations of the Ruritania Firearms Act are punished.", "the Ruritania Firearms Act"),
        (
            "It joined the Hague Convention on the Civil Aspects of International Child Abduction.",
            "the Hague Convention on the Civil Aspects of International Child Abduction",
        ),
        ("Закон РК «О миграции населения» это запрещает.", "Закон РК «О миграции населения»"),
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
    "said",
    [
        "Kazakhstan’s Criminal Code",
        "the Criminal Code of Kazakhstan",
        "the Criminal Code of the Republic of Kazakhstan",
        "the Kazakh Criminal Code",
        "Kazakhstan's revised criminal code",
        "the Criminal Code",
    ],
)
def test_the_own_country_of_a_page_goes_without_saying(said: str):
    assert values("law", f"It is banned by {said}.") == [{"instrument": "criminal code"}]


def test_the_code_of_another_country_is_another_code():
    [value] = values("law", "It is banned by the Criminal Code of Uzbekistan.")
    assert value == {"instrument": "criminal code of uzbekistan"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Terrorism Act 2000", "the Terrorism Act of 2000"),
        ("Law No. 5 of 2023", "Law 5 of 2023"),
        ("the 2003 PROTECT Act", "The PROTECT Act 2003"),
        ("18 U.S.C. § 2423", "18 USC 2423"),
    ],
)
def test_one_law_in_two_ways_is_one(one: str, other: str):
    assert values("law", f"Under {one} it is banned.") == values("law", f"Under {other} it is banned.") != []


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Law 14 on the promotion of gambling is new.", "the promotion of gambling"),
        ("The Ruritania Wildlife Act prohibits the sale of shells.", "the sale of shells"),
        ("Rape (Art. 120) is defined so.", "Rape"),
        ("Begging is punishable under Article 54 of the Penal Code.", "Begging"),
        ("## Terrorism\n\nThe Terrorism Act 2000 applies.", "Terrorism"),
    ],
)
def test_the_label_is_what_the_law_is_about_else_the_heading(text: str, about: str):
    assert [fact.label for fact in facts(text) if fact.kind == "law"] == [about]


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
        "The Ministry of Law answers.",
        "Watch Law and Order at home.",
        "The Area Code is 212.",
        "Law Enforcement is weak.",
        "Polish Law applies.",
        "It is on the Convention Centre.",
        "The Rule of Law Mission is there.",
        "The Treaty is old.",
        "Rules change in Andorra. Regulations may change.",
        "Act now.",
    ],
)
def test_what_names_no_law(text: str):
    assert values("law", text) == []


@pytest.mark.parametrize(
    ("text", "words", "instrument"),
    [
        ("It is banned by Law No. 5.", "Law No. 5", "law 5"),
        ("See Law 5/2020. It is long.", "Law 5/2020", "law 5/2020"),
        ("It was banned under Decree 123.", "Decree 123", "decree 123"),
        ("This is Decree No. 12.3-A. It is long.", "Decree No. 12.3-A", "decree 12.3-a"),
        ("Федеральный закон № 115-ФЗ. Он новый.", "Федеральный закон № 115-ФЗ", "федеральный закон 115-фз"),
    ],
)
def test_the_full_stop_of_a_sentence_is_no_part_of_a_number(text: str, words: str, instrument: str):
    assert of_kind("law", text) == [(words, {"instrument": instrument})]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        (
            "The Penal Code (Section 377A) bans it.",
            "The Penal Code (Section 377A)",
            {"instrument": "penal code", "unit": "section", "articles": ["377A"]},
        ),
        (
            "Article 12 of the Constitution guarantees it.",
            "Article 12 of the Constitution",
            {"instrument": "constitution", "unit": "article", "articles": ["12"]},
        ),
        (
            "Это статья 12 Конституции.",
            "статья 12 Конституции",
            {"instrument": "конституция", "unit": "article", "articles": ["12"]},
        ),
        (
            "По ч. 2 ст. 120 УК РК это преступление.",
            "ч. 2 ст. 120 УК РК",
            {"instrument": "уголовный кодекс", "unit": "article", "articles": ["120 part 2"]},
        ),
        (
            "По части 2 статьи 120 Уголовного кодекса РК это преступление.",
            "части 2 статьи 120 Уголовного кодекса РК",
            {"instrument": "уголовный кодекс", "unit": "article", "articles": ["120 part 2"]},
        ),
    ],
)
def test_a_provision_finds_its_instrument_in_every_order(text: str, words: str, value: dict[str, Any]):
    assert of_kind("law", text) == [(words, value)]


def test_a_section_under_which_something_is_so_is_one_of_the_law_named_before():
    said = values("law", "The Immigration Act applies to all.\n\nUnder section 14 you can be sent back.")
    assert said[-1] == {"instrument": "immigration act", "unit": "section", "articles": ["14"]}


def test_a_section_of_the_page_is_none_of_a_law():
    assert len(values("law", "The Immigration Act applies to all. See section 14 for more.")) == 1


def test_the_constitution_is_not_the_code_named_before_it():
    said = values("law", "The Criminal Code is new. Article 12 of the Constitution guarantees it.")
    assert [value["instrument"] for value in said] == ["criminal code", "constitution"]


@pytest.mark.parametrize(
    "text",
    [
        "Rape (Art. 120) and sexual assault (Art. 121) of the Criminal Code are serious.",
        "Это ст. 120 и это ст. 121 УК РК.",
        "Изнасилование (ст. 120) и насильственные действия (ст. 121) УК РК наказываются.",
    ],
)
def test_an_instrument_behind_a_list_is_that_of_all_its_articles(text: str):
    said = values("law", text)
    assert [value["articles"] for value in said] == [["120"], ["121"]]
    assert len({value["instrument"] for value in said} - {None}) == 1


def test_an_instrument_of_the_next_sentence_is_none_of_this_one():
    said = values("law", "Rape is in Art. 120. Marriage is in Art. 5 of the Family Code.")
    assert [value["instrument"] for value in said] == [None, "family code"]


@pytest.mark.parametrize(
    "text",
    [
        "Уголовный кодекс РК строг.",
        "Смотрите Уголовный кодекс Республики Казахстан.",
        "Это часть Уголовного кодекса Республики Казахстан.",
        "В Уголовном кодексе Казахстана.",
        "По УК РК.",
        "По УК.",
    ],
)
def test_a_code_is_one_in_every_case_and_in_short(text: str):
    assert values("law", text, country="KZ") == [{"instrument": "уголовный кодекс"}]


def test_the_code_of_a_neighbour_is_its_own():
    [value] = values("law", "По УК РФ.", country="KZ")
    assert value["instrument"] != "уголовный кодекс"
