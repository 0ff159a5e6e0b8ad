"""Which addresses are asked for the pages that sources.yaml names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.publishers import KNOWN
from monitor.sources.addresses import addresses
from monitor.sources.config import Config, load
from monitor.sources.page import Address

Read = Callable[[str], Config]
TOP = "contact: https://example.org/about\nsources:\n"


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Loads a text as `sources.yaml`, with the publishers that the program knows."""
    monkeypatch.chdir(tmp_path)

    def read(text: str) -> Config:
        Path("sources.yaml").write_text(text, encoding="utf-8")
        return load(Path("sources.yaml"), {})

    return read


def of(read: Read, *entries: str) -> dict[str, Address]:
    found = addresses(read(TOP + "".join(f"  - {{{entry}}}\n" for entry in entries)))
    assert len({address.place for address in found}) == len(found)
    return {address.place: address for address in found if not address.is_index}


def test_fcdos_travel_advice_is_one_answer_of_the_content_api_with_all_its_parts(read: Read) -> None:
    (address,) = of(read, "publisher: uk-fcdo, countries: [KZ]").values()
    assert address.place == "uk-fcdo/kazakhstan/travel-advice"
    assert address.url == "https://www.gov.uk/api/content/foreign-travel-advice/kazakhstan"
    assert (address.pages, address.all_parts) == ((), True)
    page = address.part("safety-and-security", "Kazakhstan / Safety and security")
    assert page.id == "uk-fcdo/kazakhstan/safety-and-security"
    assert page.url == "https://www.gov.uk/foreign-travel-advice/kazakhstan/safety-and-security"


def test_states_page_of_a_country_is_one_address_with_the_advisory_among_its_parts(read: Read) -> None:
    found = of(read, "publisher: us-state, countries: [KZ, KG]")
    assert list(found) == ["us-state/kazakhstan/travel-advisory", "us-state/kyrgyzstan/travel-advisory"]
    address = found["us-state/kazakhstan/travel-advisory"]
    page = "https://travel.state.gov/en/international-travel/travel-advisories/kazakhstan.html"
    assert page in [way.url for way in address.ways]
    assert address.part("health", "").url == page
    assert (address.pages, address.all_parts) == ((), True)
    assert address.part("advisory", "Kazakhstan / Travel Advisory").id == "us-state/kazakhstan/advisory"


def test_pages_that_are_named_are_those_that_are_watched(read: Read) -> None:
    found = of(read, "publisher: us-state, country: KZ, pages: [advisory, safety-and-security, folk-dances]")
    (address,) = found.values()
    assert not address.all_parts
    assert [(page.id, page.title, page.part) for page in address.pages] == [
        ("us-state/kazakhstan/advisory", "Kazakhstan / Travel Advisory", "advisory"),
        ("us-state/kazakhstan/safety-and-security", "Kazakhstan / Safety and Security", "safety-and-security"),
        ("us-state/kazakhstan/folk-dances", "Kazakhstan / Folk dances", "folk-dances"),
    ]


def test_a_page_at_a_url_is_named_by_its_entry(read: Read) -> None:
    (address,) = of(
        read,
        "publisher: ngo, country: KZ, name: domestic-violence, url: 'https://ngo.example.org/kz', root: main, "
        "title: Domestic violence in Kazakhstan, every: 1h, safety_critical: true",
    ).values()
    (page,) = address.pages
    assert address.place == page.id == "ngo/kazakhstan/domestic-violence"
    assert (page.title, page.url) == ("Domestic violence in Kazakhstan", "https://ngo.example.org/kz")
    assert (address.root, address.every, page.safety_critical) == ("main", timedelta(hours=1), True)


def test_a_page_without_a_title_is_called_by_its_country_and_name(read: Read) -> None:
    (address,) = of(read, "publisher: ngo, country: KZ, name: safe-houses, url: 'https://ngo.example.org'").values()
    assert address.pages[0].title == "Kazakhstan / Safe houses"
    (address,) = of(read, "publisher: ngo, name: safe-houses, url: 'https://ngo.example.org'").values()
    assert (address.pages[0].title, address.place) == ("Safe houses", "ngo/safe-houses")


def test_a_content_api_address_is_read_by_people_at_its_page(read: Read) -> None:
    api = "https://www.gov.uk/api/content/guidance/kazakhstan-help"
    (whole,) = of(read, f"publisher: uk-fcdo, country: KZ, name: help, url: '{api}'").values()
    assert (whole.url, whole.pages[0].url) == (api, "https://www.gov.uk/guidance/kazakhstan-help")
    api = "https://www.gov.uk/api/content/foreign-travel-advice/kazakhstan"
    (parts,) = of(read, f"publisher: uk-fcdo, country: KZ, name: advice, url: '{api}', parts: [health]").values()
    assert parts.pages[0].id == "uk-fcdo/kazakhstan/health"
    assert parts.pages[0].url == "https://www.gov.uk/foreign-travel-advice/kazakhstan/health"


def test_an_address_that_two_entries_need_is_asked_once_and_as_often_as_the_more_eager_wants(read: Read) -> None:
    (address,) = of(
        read,
        "publisher: uk-fcdo, country: KZ, pages: [health], every: 1d",
        "publisher: uk-fcdo, country: KZ, pages: [getting-help], every: 30m, safety_critical: true",
    ).values()
    assert {page.id: page.safety_critical for page in address.pages} == {
        "uk-fcdo/kazakhstan/health": False,
        "uk-fcdo/kazakhstan/getting-help": True,
    }
    assert address.every == timedelta(minutes=30)
    assert not address.all_parts


def test_a_page_that_two_addresses_would_give_is_refused(read: Read) -> None:
    message = (
        "sources.yaml: uk-fcdo/kazakhstan/health is watched twice, "
        "at uk-fcdo/kazakhstan/travel-advice and uk-fcdo/kazakhstan/health"
    )
    with pytest.raises(ConfigError, match=f"^{message}$"):
        of(
            read,
            "publisher: uk-fcdo, country: KZ",
            "publisher: uk-fcdo, country: KZ, name: health, url: 'https://www.gov.uk/kz-health'",
        )


@pytest.mark.parametrize("publisher", KNOWN)
def test_every_publisher_that_is_known_knows_its_own_addresses(read: Read, publisher: str) -> None:
    for address in of(read, f"publisher: {publisher}, countries: [KZ, TR, MM]").values():
        assert address.place.startswith(f"{publisher}/")
        assert address.url.startswith("https://")


def test_a_part_at_its_own_url_has_the_id_that_it_has_among_the_others(read: Read) -> None:
    url = "https://www.gov.uk/foreign-travel-advice/kazakhstan/health"
    (address,) = of(read, f"publisher: uk-fcdo, url: '{url}'").values()
    (page,) = address.pages
    assert (page.id, page.title, page.url) == ("uk-fcdo/kazakhstan/health", "Kazakhstan / Health", url)
    assert (address.url, address.country) == (url, "KZ")


@pytest.mark.parametrize(
    ("publisher", "place", "urls"),
    [
        # GOV.UK called Myanmar Burma for years.
        (
            "uk-fcdo",
            "uk-fcdo/myanmar-burma/travel-advice",
            [f"https://www.gov.uk/{path}" for path in ("foreign-travel-advice/burma", "foreign-travel-advice/myanmar")],
        ),
        (
            "us-state",
            "us-state/kazakhstan/travel-advisory",
            [
                "https://travel.state.gov/content/travel/en/international-travel/"
                "International-Travel-Country-Information-Pages/Kazakhstan.html",
                "https://travel.state.gov/en/international-travel/travel-advisories/kazakhstan.html",
            ],
        ),
    ],
)
def test_a_page_has_one_id_at_every_url_that_it_has_or_had(
    read: Read, publisher: str, place: str, urls: list[str]
) -> None:
    for url in urls:
        (address,) = of(read, f"publisher: {publisher}, url: '{url}'").values()
        assert (address.place, address.url, address.all_parts) == (place, url, True)
        assert address.part("health", "").id == place.rpartition("/")[0] + "/health"


def test_what_an_entry_says_itself_goes_before_what_is_known_of_its_url(read: Read) -> None:
    url = "https://www.gov.uk/foreign-travel-advice/kazakhstan"
    (address,) = of(read, f"publisher: uk-fcdo, country: KG, name: front-page, title: Mine, url: '{url}'").values()
    assert (address.place, address.pages[0].title) == ("uk-fcdo/kyrgyzstan/front-page", "Mine")
    assert not address.all_parts
    (address,) = of(read, f"publisher: uk-fcdo, country: KG, url: '{url}'").values()
    assert address.place == "uk-fcdo/kyrgyzstan/travel-advice"
    (address,) = of(read, f"publisher: uk-fcdo, name: front-page, url: '{url}'").values()
    assert address.place == "uk-fcdo/front-page"


@pytest.mark.parametrize("publisher", ["uk-fcdo", "ngo"])
def test_a_url_of_which_nothing_is_known_needs_a_name(read: Read, publisher: str) -> None:
    with pytest.raises(ConfigError, match=r"sources\.0\.name: is missing; a page at a url needs a name of its own"):
        of(read, f"publisher: {publisher}, country: KZ, url: 'https://www.gov.uk/guidance/elsewhere'")


def test_one_page_at_its_old_and_its_new_url_is_watched_twice(read: Read) -> None:
    old, new = (f"https://www.gov.uk/foreign-travel-advice/{slug}" for slug in ("burma", "myanmar"))
    with pytest.raises(ConfigError, match="watches uk-fcdo / MM / travel-advice, which the entry on line 3 watches"):
        of(read, f"publisher: uk-fcdo, url: '{old}'", f"publisher: uk-fcdo, url: '{new}'")


def test_a_page_at_a_url_that_its_publisher_gives_too_is_watched_twice(read: Read) -> None:
    url = "https://www.gov.uk/foreign-travel-advice/kazakhstan"
    api = "https://www.gov.uk/api/content/foreign-travel-advice/kazakhstan"
    message = f"uk-fcdo/kazakhstan/travel-advice is watched twice, at {api} and {url}$"
    with pytest.raises(ConfigError, match=message):
        of(read, "publisher: uk-fcdo, country: KZ", f"publisher: uk-fcdo, url: '{url}'")


def test_every_country_of_the_world_has_addresses(read: Read) -> None:
    found = of(read, "publisher: uk-fcdo, countries: [US, GM, CI, CD, TR, KR]")
    slugs = [address.url.rpartition("/")[2] for address in found.values()]
    assert slugs == [
        "usa", "the-gambia", "cote-d-ivoire", "democratic-republic-of-the-congo", "turkey", "south-korea",
    ]  # fmt: skip
