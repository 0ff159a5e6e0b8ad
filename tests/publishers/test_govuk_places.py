"""GOV.UK's addresses of travel advice, in the forms that they have and had, and its index of countries."""

from __future__ import annotations

import csv
import gzip
import json
from typing import Any

import pytest
from page_helpers import page, sections, shared

from monitor.errors import UnreadableError
from monitor.publishers import KNOWN, publisher
from monitor.publishers.countries import country_code
from monitor.publishers.publisher import Place
from monitor.publishers.uk_fcdo import UK_FCDO
from monitor.publishers.uk_fcdo.places import country_of, page_url, place_of, slug_of
from monitor.read.entry import Entry
from monitor.read.reader import read_index

SITE = "https://www.gov.uk"


@pytest.mark.parametrize(
    ("url", "country", "part"),
    [
        ("/foreign-travel-advice/georgia", "GE", None),
        ("/foreign-travel-advice/georgia/", "GE", None),
        ("/foreign-travel-advice/georgia/health", "GE", "health"),
        ("/foreign-travel-advice/georgia/health?step=1#crime", "GE", "health"),
        ("/foreign-travel-advice/georgia/print", "GE", None),
        ("/Foreign-Travel-Advice/GEORGIA/Health", "GE", "health"),
        ("/foreign%2Dtravel-advice/georgia/health", "GE", "health"),
        ("/foreign-travel-advice/georgia/local-laws-and-customs", "GE", "local-laws-and-customs"),
        ("/api/content/foreign-travel-advice/georgia", "GE", None),
        ("/api/content/foreign-travel-advice/georgia/health", "GE", "health"),
        ("/foreign-travel-advice/myanmar/health", "MM", "health"),
        ("/foreign-travel-advice/burma/health", "MM", "health"),
        ("/foreign-travel-advice/swaziland", "SZ", None),
        ("/foreign-travel-advice/eswatini", "SZ", None),
        ("/foreign-travel-advice/macedonia", "MK", None),
        ("/foreign-travel-advice/gambia", "GM", None),
        ("/foreign-travel-advice/czech-republic", "CZ", None),
        ("/foreign-travel-advice/czechia", "CZ", None),
        ("/foreign-travel-advice/nauru", "NR", None),
        ("/foreign-travel-advice/naoero", "NR", None),
        ("/foreign-travel-advice/the-occupied-palestinian-territories", "PS", None),
        ("/foreign-travel-advice/palestine", "PS", None),
        ("/foreign-travel-advice/democratic-republic-of-congo", "CD", None),
        ("/foreign-travel-advice/congo", "CG", None),
        ("/foreign-travel-advice/cook-islands-tokelau-and-nieu", "CK", None),
        ("/foreign-travel-advice/korea", "KR", None),
        ("/foreign-travel-advice/tristan-da-cunha", "SH", None),
        ("/foreign-travel-advice/american-samoa", "AS", None),
        ("/foreign-travel-advice/st-martin-and-st-barthelemy", "MF", None),
    ],
)
def test_an_address_is_the_advice_of_a_country_or_a_part_of_it(url: str, country: str, part: str | None) -> None:
    assert place_of(SITE + url) == Place(country, "travel-advice", part)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.gov.uk",
        "https://www.gov.uk/foreign-travel-advice",
        "https://www.gov.uk/api/content/foreign-travel-advice",
        "https://www.gov.uk/foreign-travel-advice.atom",
        "https://www.gov.uk/foreign-travel-advice/georgia.atom",
        "https://www.gov.uk/foreign-travel-advice/georgia/email-signup",
        "https://www.gov.uk/foreign-travel-advice/georgia/health/more",
        "https://www.gov.uk/foreign-travel-advice/atlantis",
        "https://www.gov.uk/foreign-travel-advice/ge",
        "https://www.gov.uk/foreign-travel-advice/georgia/{part}",
        "https://www.gov.uk/foreign-travel-advice/%00/x",
        "https://www.gov.uk/government/publications/georgia-list-of-lawyers",
        "https://www.gov.uk/guidance/foreign-travel-advice/georgia",
        "https://www.gov.uk/world/georgia",
        "http://[",
        "",
        "/",
    ],
)
def test_any_other_address_is_no_page_that_is_known(url: str) -> None:
    assert place_of(url) is None


def test_the_publisher_knows_its_hosts_and_its_places() -> None:
    assert UK_FCDO is KNOWN["uk-fcdo"]
    assert UK_FCDO.hosts == ("www.gov.uk", "gov.uk")
    assert UK_FCDO.place_of is place_of


@pytest.mark.parametrize(
    ("url", "read_at"),
    [
        ("/api/content/foreign-travel-advice/georgia", "/foreign-travel-advice/georgia/{part}"),
        ("/foreign-travel-advice/georgia", "/foreign-travel-advice/georgia/{part}"),
        ("/foreign-travel-advice/georgia/print", "/foreign-travel-advice/georgia/{part}"),
        ("/foreign-travel-advice/georgia/health", "/foreign-travel-advice/georgia/health"),
        ("/api/content/foreign-travel-advice", "/foreign-travel-advice"),
        ("/api/content/government/publications/g/g", "/government/publications/g/g"),
        ("/guidance/x", "/guidance/x"),
    ],
)
def test_a_page_is_read_where_people_read_it(url: str, read_at: str) -> None:
    assert page_url(SITE + url) == SITE + read_at


def slugs_of_the_notes() -> list[str]:
    with gzip.open(shared("corpus/fcdo_change_notes_2018_2026.csv.gz"), "rt", encoding="utf-8", newline="") as lines:
        return sorted({row["country_slug"] for row in csv.DictReader(lines)})


def test_every_country_of_fcdos_notes_is_known_and_no_two_are_one() -> None:
    slugs = slugs_of_the_notes()
    assert len(slugs) == 226
    assert [slug for slug in slugs if country_of(slug) is None] == []
    assert [slug for slug in slugs if country_code(slug) is None] == []
    assert len({country_of(slug) for slug in slugs}) == len(slugs)
    assert [slug for slug in slugs if country_of(slug) != country_code(slug)] == []


def test_every_country_of_fcdos_notes_is_asked_for_at_its_own_slug() -> None:
    asked_elsewhere = [slug for slug in slugs_of_the_notes() if slug_of(country_of(slug) or "") != slug]
    assert asked_elsewhere == ["nauru"]  # renamed since


def test_a_country_is_found_by_its_name_where_its_slug_is_new() -> None:
    assert country_of("georgien", "Georgia") == "GE"
    assert country_of("", "Côte d'Ivoire") == "CI"
    assert country_of("georgien") is None
    assert country_of("de", "de") is None  # two letters are no slug, and "de" is no Germany


def child(**more: Any) -> dict[str, Any]:
    return {
        "base_path": "/foreign-travel-advice/georgia",
        "document_type": "travel_advice",
        "public_updated_at": "2025-10-06T08:00:00Z",
        "title": "Georgia travel advice",
        "web_url": "http://www.dev.example/foreign-travel-advice/georgia",
        "withdrawn": False,
        "details": {
            "country": {"name": "Georgia", "slug": "georgia", "synonyms": ["Sakartvelo"]},
            "change_description": "Latest update: new law on demonstrations.",
        },
    } | more


def index(*children: Any) -> dict[str, Any]:
    return {
        "base_path": "/foreign-travel-advice",
        "document_type": "travel_advice_index",
        "title": "Foreign travel advice",
        "details": {"email_signup_link": "/e", "max_cache_time": 10},
        "links": {"children": list(children)},
    }


def entries(data: Any) -> tuple[Entry, ...] | None:
    return read_index(json.dumps(data).encode(), publisher("uk-fcdo"))


def test_a_line_of_the_index_tells_what_was_announced_and_where() -> None:
    assert entries(index(child())) == (
        Entry(
            title="Georgia travel advice",
            url="https://www.gov.uk/foreign-travel-advice/georgia",
            country="GE",
            name="travel-advice",
            updated="2025-10-06T08:00:00Z",
            note="New law on demonstrations.",
        ),
    )


def test_a_line_of_which_little_is_known_is_a_line_all_the_same() -> None:
    lines = entries(
        index(
            child(details=None),
            child(details={"country": {"name": "Georgia"}}, base_path=None, title=None, public_updated_at="soon"),
            child(base_path="/foreign-travel-advice/atlantis", details={}),
            {"base_path": "/foreign-travel-advice/burma"},
            {"title": ""},
            "x",
            None,
        )
    )
    assert lines is not None
    assert [(line.title, line.url[len(SITE) :], line.country, line.updated, line.note) for line in lines] == [
        ("Georgia travel advice", "/foreign-travel-advice/georgia", "GE", "2025-10-06T08:00:00Z", None),
        ("Georgia", "", "GE", None, None),
        ("Georgia travel advice", "/foreign-travel-advice/atlantis", None, "2025-10-06T08:00:00Z", None),
        ("burma", "/foreign-travel-advice/burma", "MM", None, None),
    ]


@pytest.mark.parametrize("links", [None, [], {}, {"children": None}, {"children": {}}])
def test_an_index_without_lines_is_an_index(links: Any) -> None:
    assert entries(index() | {"links": links}) == ()


@pytest.mark.parametrize("data", [[], {}, {"document_type": "travel_advice"}, {"links": {"children": []}}])
def test_other_json_is_no_index(data: Any) -> None:
    assert entries(data) is None


def test_the_index_can_be_read_for_one_country_and_as_a_whole() -> None:
    both = index(child(), child(title="Burma", base_path="/foreign-travel-advice/burma", details={}))
    georgia = page(both, "uk-fcdo", "GE")
    assert (georgia.country, georgia.stamps.note) == ("GE", "New law on demonstrations.")
    assert sections(page(both, "uk-fcdo", None)) == ["Georgia travel advice", "Burma"]
    with pytest.raises(UnreadableError, match="with none about KZ"):
        page(both, "uk-fcdo", "KZ")


def test_the_published_index_names_the_country_of_each_line() -> None:
    body = shared("corpus/govuk_content_api/travel_advice_index__index.json").read_bytes()
    lines = read_index(body, publisher("uk-fcdo"))
    assert lines
    assert [line.country for line in lines] == ["AF", "AT", "FI", "IN", "MY", "ST", "ES"]
    assert all(line.updated and line.note and line.url.startswith(SITE) for line in lines)
