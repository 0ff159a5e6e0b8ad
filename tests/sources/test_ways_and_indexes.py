"""By which ways the pages of sources.yaml are seen, and which indexes are asked for what they announce."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.publishers import KNOWN
from monitor.sources.addresses import addresses
from monitor.sources.config import load
from monitor.sources.page import Address

Of = Callable[..., tuple[Address, ...]]
STATE = "https://travel.state.gov/en/international-travel/travel-advisories/"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Of:
    """The addresses of a `sources.yaml` with these entries, in its order."""
    monkeypatch.chdir(tmp_path)

    def of(*entries: str) -> tuple[Address, ...]:
        text = "contact: https://example.org/about\nsources:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)
        Path("sources.yaml").write_text(text, encoding="utf-8")
        return addresses(load(Path("sources.yaml"), {}))

    return of


def indexes(found: tuple[Address, ...]) -> dict[str, Address]:
    return {address.place: address for address in found if address.is_index}


def test_the_index_of_a_publisher_is_asked_where_an_entry_names_countries(of: Of) -> None:
    (index, *_) = of("publisher: uk-fcdo, countries: [KZ, KG]")
    assert (index.place, index.is_index) == ("uk-fcdo/index", True)
    assert index.url == "https://www.gov.uk/api/content/foreign-travel-advice"
    assert (index.pages, index.all_parts, index.country) == ((), False, None)
    assert (index.kind, index.way_name, index.others) == ("api", "index in the Content API", ())
    assert index.every == 5 * MINUTE


def test_each_publisher_has_one_index_whatever_the_number_of_its_entries(of: Of) -> None:
    found = of("publisher: uk-fcdo, country: KZ", "publisher: uk-fcdo, country: KG", "publisher: us-state, country: KZ")
    assert list(indexes(found)) == ["uk-fcdo/index", "us-state/index"]
    assert [address.is_index for address in found] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("every", "index"),
    [("6h", 5 * MINUTE), ("2m", 2 * MINUTE), ("3m to 6h", 3 * MINUTE), ("30m to 6h", 5 * MINUTE)],
)
def test_an_index_is_asked_every_five_minutes_or_as_often_as_its_pages(of: Of, every: str, index: timedelta) -> None:
    found = of("publisher: uk-fcdo, country: KZ, every: 1d", f"publisher: uk-fcdo, country: KG, every: {every}")
    assert indexes(found)["uk-fcdo/index"].every == index


def test_an_index_may_be_switched_off(of: Of) -> None:
    off, on = "publisher: uk-fcdo, country: KZ, index: false", "publisher: uk-fcdo, country: KG"
    assert indexes(of(off)) == {}
    assert list(indexes(of(off, on))) == ["uk-fcdo/index"]


@pytest.mark.parametrize(
    "entry",
    [
        "publisher: uk-fcdo, country: KZ, name: help, url: 'https://www.gov.uk/guidance/help'",
        "publisher: ngo, country: KZ, name: help, url: 'https://example.org/'",
        "publisher: nz-mfat, country: KZ",
        "publisher: us-state, country: KZ, pages: [health, quick-facts]",
    ],
)
def test_there_is_no_index_for_pages_of_which_none_speaks(of: Of, entry: str) -> None:
    assert indexes(of(entry)) == {}


def test_an_index_that_is_watched_as_a_page_is_not_asked_twice(of: Of) -> None:
    url = "https://data.international.gc.ca/travel-voyage/index-alpha-eng.json"
    found = of("publisher: ca-gac, country: KZ", f"publisher: ca-gac, url: '{url}'")
    assert indexes(found) == {}
    assert [address.place for address in found] == ["ca-gac/kazakhstan/travel-advice", "ca-gac/index"]


def ways(address: Address) -> list[tuple[str, str]]:
    return [(way.name, way.kind) for way in address.ways]


def test_a_country_of_a_known_publisher_has_all_ways_to_its_pages(of: Of) -> None:
    assert ways(of("publisher: uk-fcdo, country: KZ")[-1]) == [("Content API", "api"), ("print page", "html")]
    state = of("publisher: us-state, country: KZ")[-1]
    assert ways(state) == [
        ("data on countries", "api"),
        ("data on advisories", "api"),
        ("feed of advisories", "feed"),
        ("page", "html"),
        ("page of the old layout", "html"),
        ("advisory of the old layout", "html"),
    ]
    assert [way.index for way in state.ways] == [None, None, "us-state/index", None, None, None]


def test_a_way_that_shows_none_of_the_pages_that_are_named_is_not_gone(of: Of) -> None:
    advisory = of("publisher: us-state, country: KZ, pages: [advisory]")[-1]
    assert [way.name for way in advisory.ways] == [
        "data on advisories", "feed of advisories", "page", "advisory of the old layout",
    ]  # fmt: skip
    assert advisory.place == "us-state/kazakhstan/travel-advisory"
    assert [page.id for page in advisory.pages] == ["us-state/kazakhstan/advisory"]
    facts = of("publisher: us-state, country: KZ, pages: [quick-facts]")[-1]
    assert [way.name for way in facts.ways] == ["page", "page of the old layout"]
    both = of(
        "publisher: us-state, country: KZ, pages: [advisory]", "publisher: us-state, country: KZ, pages: [health]"
    )
    assert [way.name for way in both[-1].ways][:2] == ["data on countries", "data on advisories"]


@pytest.mark.parametrize(
    ("entry", "way"),
    [
        (f"publisher: us-state, url: '{STATE}georgia.html'", "page"),
        ("publisher: uk-fcdo, url: 'https://www.gov.uk/api/content/foreign-travel-advice/georgia'", "Content API"),
        ("publisher: uk-fcdo, url: 'https://www.gov.uk/foreign-travel-advice/georgia/print'", "print page"),
        ("publisher: uk-fcdo, url: 'https://www.gov.uk/foreign-travel-advice/georgia/health'", "page"),
        ("publisher: ngo, name: help, url: 'https://example.org/'", "page"),
        ("publisher: ngo, name: help, url: 'https://example.org/', browser: true", "page in a browser"),
    ],
)  # fmt: skip
def test_a_page_at_a_url_is_seen_at_that_url_and_nowhere_else(of: Of, entry: str, way: str) -> None:
    (address,) = of(entry)
    kinds = {"Content API": "api", "page in a browser": "browser"}
    assert ways(address) == [(way, kinds.get(way, "html"))]


def test_the_bounds_and_the_allowance_of_an_entry_are_those_of_its_address(of: Of) -> None:
    address = of("publisher: nz-mfat, country: KZ, every: 30m to 6h, allowance: 12h")[0]
    assert (address.soonest, address.every, address.allowance) == (30 * MINUTE, 6 * HOUR, 12 * HOUR)
    plain = of("publisher: nz-mfat, country: KZ")[0]
    assert (plain.soonest, plain.every, plain.allowance) == (None, 6 * HOUR, None)


@pytest.mark.parametrize(
    ("one", "other", "soonest", "every"),
    [
        ("6h", "30m to 4h", 30 * MINUTE, 4 * HOUR),
        ("10m", "30m to 4h", None, 10 * MINUTE),
        ("1h to 2h", "20m to 4h", 20 * MINUTE, 2 * HOUR),
    ],
)
def test_of_two_entries_the_more_eager_has_its_way(
    of: Of, one: str, other: str, soonest: timedelta | None, every: timedelta
) -> None:
    address = of(
        f"publisher: uk-fcdo, country: KZ, pages: [health], every: {one}, allowance: 2d",
        f"publisher: uk-fcdo, country: KZ, pages: [getting-help], every: {other}",
    )[-1]
    assert (address.soonest, address.every, address.allowance) == (soonest, every, timedelta(days=2))


@pytest.mark.parametrize("publisher", KNOWN)
def test_the_ways_of_an_address_have_names_of_their_own(of: Of, publisher: str) -> None:
    for address in of(f"publisher: {publisher}, countries: [KZ, PS, CI]"):
        names = [way.name for way in address.ways]
        assert len(set(names)) == len(names)
        assert len({way.url for way in address.ways}) == len(names)
