"""Which addresses are asked for the pages that sources.yaml names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import ConfigError
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
    return {address.place: address for address in found}


def test_fcdos_travel_advice_is_one_answer_of_the_content_api_with_all_its_parts(read: Read) -> None:
    (address,) = of(read, "publisher: uk-fcdo, countries: [KZ]").values()
    assert address.place == "uk-fcdo/kazakhstan/travel-advice"
    assert address.url == "https://www.gov.uk/api/content/foreign-travel-advice/kazakhstan"
    assert (address.pages, address.all_parts) == ((), True)
    page = address.part("safety-and-security", "Kazakhstan / Safety and security")
    assert page.id == "uk-fcdo/kazakhstan/safety-and-security"
    assert page.url == "https://www.gov.uk/foreign-travel-advice/kazakhstan/safety-and-security"


def test_state_has_an_advisory_and_country_information(read: Read) -> None:
    found = of(read, "publisher: us-state, countries: [KZ, KG]")
    assert list(found) == [
        "us-state/kazakhstan/advisory",
        "us-state/kazakhstan/country-information",
        "us-state/kyrgyzstan/advisory",
        "us-state/kyrgyzstan/country-information",
    ]
    (advisory,) = found["us-state/kazakhstan/advisory"].pages
    assert (advisory.id, advisory.part) == ("us-state/kazakhstan/advisory", None)
    assert found["us-state/kazakhstan/country-information"].all_parts


def test_pages_that_are_named_are_those_that_are_watched(read: Read) -> None:
    found = of(read, "publisher: us-state, country: KZ, pages: [advisory, safety-and-security, folk-dances]")
    information = found["us-state/kazakhstan/country-information"]
    assert not information.all_parts
    assert [(page.id, page.title, page.part) for page in information.pages] == [
        ("us-state/kazakhstan/safety-and-security", "Kazakhstan / Safety and Security", "safety-and-security"),
        ("us-state/kazakhstan/folk-dances", "Kazakhstan / Folk dances", "folk-dances"),
    ]
    assert list(of(read, "publisher: us-state, country: KZ, pages: [advisory]")) == ["us-state/kazakhstan/advisory"]


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


def test_a_publisher_whose_addresses_are_not_known_needs_urls(read: Read) -> None:
    config = read(TOP + "  - {publisher: us-state, country: KZ}\n")
    entry = config.sources[0].model_copy(update={"publisher": "ca-gac"})
    with pytest.raises(ConfigError, match=r"^sources.yaml: the addresses of ca-gac are not known here"):
        addresses(config.model_copy(update={"sources": (entry,)}))


def test_every_country_of_the_world_has_addresses(read: Read) -> None:
    found = of(read, "publisher: uk-fcdo, countries: [US, GM, CI, CD, TR, KR]")
    slugs = [address.url.rpartition("/")[2] for address in found.values()]
    assert slugs == [
        "usa", "the-gambia", "cote-d-ivoire", "democratic-republic-of-the-congo", "turkey", "south-korea",
    ]  # fmt: skip
