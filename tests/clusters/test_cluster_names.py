"""Two countries' sentences are one once each country, its people and its capital are called alike."""

from __future__ import annotations

import pytest

from monitor.clusters.names import masked, masked_url
from monitor.clusters.peoples import _table, people_of
from monitor.publishers.countries import country_name

PAIRS = [
    (("KZ", "Kazakhstan is large."), ("UZ", "Uzbekistan is large.")),
    (("KZ", "Kazakhstan’s borders are closed."), ("UZ", "Uzbekistan's borders are closed.")),
    (("KZ", "A Kazakh visa costs 20 dollars."), ("UZ", "An Uzbek visa costs 20 dollars.")),
    (("KZ", "Kazakhstani law is strict."), ("UZ", "Uzbekistani law is strict.")),
    (("KZ", "Kazakhs are welcome."), ("UZ", "Uzbeks are welcome.")),
    (("KZ", "Call the British Embassy Astana."), ("UZ", "Call the British Embassy Tashkent.")),
    (("KZ", "KAZAKHSTAN - AVOID ALL TRAVEL"), ("UZ", "UZBEKISTAN - AVOID ALL TRAVEL")),
    (("KZ", "You travel to Kazakhstan."), ("PH", "You travel to the Philippines.")),
    (("KG", "You travel to the Kyrgyz Republic."), ("KG", "You travel to Kyrgyzstan.")),
    (("CI", "You travel to Côte d'Ivoire."), ("CI", "You travel to Côte d’Ivoire.")),
    (("BA", "Bosnia and Herzegovina is small."), ("BA", "Bosnia & Herzegovina is small.")),
    (("MM", "Burma is large."), ("TR", "Türkiye is large.")),
    (("KZ", "British-Kazakh dual nationals"), ("CL", "British-Chilean dual nationals")),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_the_same_sentence_of_two_countries_is_masked_to_the_same(one: tuple[str, str], other: tuple[str, str]) -> None:
    (code, text), (code_of_other, text_of_other) = one, other
    assert masked(text, code) == masked(text_of_other, code_of_other)
    assert masked(text, code) != text.replace("’", "'")


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("MV", "Most male travellers are not affected."),
        ("PL", "Bring polish for your shoes."),
        ("OM", "Romania is near."),
        ("NE", "Nigeria is near."),
        ("GN", "Guineafowl are common."),
        ("KZ", "Uzbekistan borders Tashkent."),
        (None, "Kazakhstan is large."),
        ("ZZ", "Kazakhstan is large."),
    ],
)
def test_what_is_no_name_of_the_country_stays(code: str | None, text: str) -> None:
    assert masked(text, code) == text


def test_the_name_that_the_page_itself_uses_is_masked_too() -> None:
    assert masked("Enter Naoero Island by sea.", "NR", "Naoero Island") == "Enter [country] by sea."


def test_an_address_is_masked_by_the_names_in_it() -> None:
    one = masked_url("https://www.gov.uk/world/organisations/british-embassy-kazakhstan#kazakhstan", "KZ")
    assert one == "https://www.gov.uk/world/organisations/british-embassy-[country]#[country]"
    assert masked_url("https://www.gov.uk/romania", "OM") == "https://www.gov.uk/romania"


def test_every_code_of_the_table_is_a_countrys_and_has_a_capital_and_a_people() -> None:
    for code, people in _table().items():
        assert country_name(code) != code, code
        assert people.capitals, code
        assert people.demonyms, code
    assert people_of("KZ").capitals[0] == "Astana"
    assert people_of("ZZ").demonyms == ()


def test_a_long_hostile_text_is_masked_in_no_time() -> None:
    text = "the " * 50_000 + "The Kazakhstan " * 20_000
    assert masked(text, "KZ").count("[country]") == 20_000
