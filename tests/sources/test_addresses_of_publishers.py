"""The addresses that publishers know by themselves, by way of `sources.yaml`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.publishers import KNOWN
from monitor.sources.addresses import addresses
from monitor.sources.config import load
from monitor.sources.page import Address

Of = Callable[[str], dict[str, Address]]


@pytest.fixture
def of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Of:
    """The addresses of a `sources.yaml` with this one entry, by their place."""
    monkeypatch.chdir(tmp_path)

    def of(entry: str) -> dict[str, Address]:
        text = f"contact: https://example.org/about\nsources:\n  - {{{entry}}}\n"
        Path("sources.yaml").write_text(text, encoding="utf-8")
        found = addresses(load(Path("sources.yaml"), {}))
        return {address.place: address for address in found if not address.is_index}

    return of


ADDRESSES = {
    "ca-gac": ("https://data.international.gc.ca/travel-voyage/cta-cap-KG.json",),
    "au-dfat": ("https://www.smartraveller.gov.au/destinations-export",),
    "ie-dfa": ("https://www.ireland.ie/en/dfa/overseas-travel/advice/kyrgyzstan/",),
    "de-aa": ("https://www.auswaertiges-amt.de/opendata/travelwarning",),
    "nl-bz": (
        "https://opendata.nederlandwereldwijd.nl/v2/sources/nederlandwereldwijd/infotypes/countries/kgz/traveladvice"
        "?output=json",
    ),
    "nz-mfat": ("https://www.safetravel.govt.nz/destinations/kyrgyzstan",),
    "fr-meae": tuple(
        f"https://www.diplomatie.gouv.fr/fr/information-par-pays/kirghizstan/conseils-aux-voyageurs-{topic}"
        for topic in ("securite", "entree-sejour", "sante")
    ),
}


@pytest.mark.parametrize("publisher", ADDRESSES)
def test_a_publisher_knows_its_addresses_for_a_country(of: Of, publisher: str) -> None:
    found = of(f"publisher: {publisher}, countries: [KG]")
    assert tuple(address.url for address in found.values()) == ADDRESSES[publisher]
    assert all(place.startswith(f"{publisher}/kyrgyzstan/") for place in found)


@pytest.mark.parametrize("publisher", ADDRESSES)
def test_what_is_asked_is_known_again_by_its_url(publisher: str) -> None:
    known = KNOWN[publisher]
    assert known.targets is not None
    assert known.place_of is not None
    for target in known.targets("KG"):
        place = known.place_of(target.url)
        assert place is not None
        assert place.name == target.name
        assert place.country in ("KG", None)  # None where one answer holds all countries


@pytest.mark.parametrize(
    ("publisher", "country", "end"),
    [
        ("ie-dfa", "US", "/united-states-of-america/"),
        ("ie-dfa", "KR", "/republic-of-korea/"),
        ("fr-meae", "GB", "/royaume-uni/conseils-aux-voyageurs-securite"),
        ("fr-meae", "CI", "/cote-d-ivoire/conseils-aux-voyageurs-securite"),
        ("fr-meae", "CD", "/republique-democratique-du-congo/conseils-aux-voyageurs-securite"),
        ("ie-dfa", "CI", "/cote-d-ivoire/"),
        ("nz-mfat", "TR", "/turkiye"),
        ("nz-mfat", "MM", "/myanmar"),
        ("nz-mfat", "CD", "/democratic-republic-of-the-congo"),
        ("nl-bz", "CD", "/cod/traveladvice?output=json"),
        ("nl-bz", "MM", "/mmr/traveladvice?output=json"),
        ("nl-bz", "RS", "/srb/traveladvice?output=json"),
    ],
)
def test_countries_stand_in_urls_under_the_names_that_the_publisher_gives_them(
    of: Of, publisher: str, country: str, end: str
) -> None:
    first = next(iter(of(f"publisher: {publisher}, country: {country}").values()))
    assert first.url.endswith(end)


def test_the_sections_of_canadas_advice_are_pages_under_their_anchors(of: Of) -> None:
    (address,) = of("publisher: ca-gac, country: KG, pages: [security]").values()
    (page,) = address.pages
    assert page.id == "ca-gac/kyrgyzstan/security"
    assert page.title == "Kyrgyzstan / Safety and security"
    assert page.url == "https://travel.gc.ca/destinations/kyrgyzstan#security"


def test_the_data_of_one_country_is_read_at_its_page(of: Of) -> None:
    url = "https://data.international.gc.ca/travel-voyage/cta-cap-GE.json"
    (address,) = of(f"publisher: ca-gac, country: GE, name: all-in-one, url: '{url}'").values()
    assert address.pages[0].url == "https://travel.gc.ca/destinations/georgia"


@pytest.mark.parametrize(("publisher", "country"), [("nl-bz", "XK")])
def test_a_country_without_a_code_that_the_address_needs_is_named_by_its_url(
    of: Of, publisher: str, country: str
) -> None:
    with pytest.raises(
        ConfigError, match=rf"^sources.yaml: the addresses of {publisher} are not known here: name each"
    ):
        of(f"publisher: {publisher}, country: {country}")


@pytest.mark.parametrize("publisher", ADDRESSES)
def test_a_page_that_a_publisher_does_not_have_is_an_error_with_its_line(of: Of, publisher: str) -> None:
    with pytest.raises(ConfigError, match=rf"^sources.yaml:3:\d+: .*folk-dances\W* is not a page of \W*{publisher}"):
        of(f"publisher: {publisher}, country: KG, pages: [folk-dances]")


@pytest.mark.parametrize("publisher", ADDRESSES)
def test_a_page_of_a_publisher_may_be_named_by_its_url(of: Of, publisher: str) -> None:
    (address,) = of(f"publisher: {publisher}, country: KG, name: advice-page, url: 'https://example.org/kg'").values()
    assert address.place == f"{publisher}/kyrgyzstan/advice-page"


@pytest.mark.parametrize("publisher", ADDRESSES)
def test_every_country_of_the_world_has_addresses_that_differ_where_the_answers_do(publisher: str) -> None:
    known = KNOWN[publisher]
    assert known.targets is not None
    for code in ("AD", "CI", "GM", "KP", "PS", "ST", "TL", "US", "XK", "ZW"):
        for target in known.targets(code):
            assert target.url.startswith("https://")
            assert target.url.isascii()
            assert " " not in target.url
