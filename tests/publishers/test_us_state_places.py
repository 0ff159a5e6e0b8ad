"""Every URL that State's pages have or had leads to one page of one country, or to none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.publishers import publisher
from monitor.publishers.countries import country_slug
from monitor.publishers.fips import FIPS_TO_ISO
from monitor.publishers.publisher import Place, Target
from monitor.publishers.us_state import US_STATE
from monitor.publishers.us_state.names import country_of_name
from monitor.publishers.us_state.places import page_url, place_of, targets
from monitor.way import Way

OLD = "https://travel.state.gov/content/travel/en/traveladvisories/traveladvisories/"
INFORMATION = (
    "https://travel.state.gov/content/travel/en/international-travel/International-Travel-Country-Information-Pages/"
)
NEW = "https://travel.state.gov/en/international-travel/travel-advisories/"
FEED = "https://travel.state.gov/content/tsg_aem/us/en/home/international-travel/travel-advisories/"


@pytest.mark.parametrize(
    ("url", "country", "part"),
    [
        (OLD + "georgia-travel-advisory.html", "GE", "advisory"),
        (OLD + "afghanistan-advisory.html", "AF", "advisory"),
        (OLD + "macau-travel-advisory1.html", "MO", "advisory"),
        (OLD + "the-kyrgyz-republic-travel-advisory.html", "KG", "advisory"),
        (OLD + "bosinia-and-herzegovina-travel-advisory.html", "BA", "advisory"),
        (OLD + "azerbajian-travel-advisory.html", "AZ", "advisory"),
        (OLD + "israel-west-bank-and-gaza-travel-advisory.html", "IL", "advisory"),
        (INFORMATION + "Georgia.html", "GE", None),
        (INFORMATION + "Georgia.html/", "GE", None),
        (INFORMATION + "Kazakhstan.html#ExternalPopup", "KZ", None),
        (INFORMATION + "SaintKittsandNevis.html", "KN", None),
        (INFORMATION + "CotedIvoire.html", "CI", None),
        (INFORMATION + "Guinea-Bissau.html", "GW", None),
        (INFORMATION + "KoreaDemocraticPeoplesRepublicof.html", "KP", None),
        (INFORMATION + "DemocraticRepublicoftheCongoDRC.html", "CD", None),
        (INFORMATION + "FederatedStatesOfMicronesia.html", "FM", None),
        (INFORMATION + "IsraeltheWestBankandGaza.html", "IL", None),
        (INFORMATION + "RussianFederation.html", "RU", None),
        (NEW + "georgia.html", "GE", None),
        (NEW + "bahamas-the.html", "BS", None),
        (NEW + "czech-republic-the.html", "CZ", None),
        (NEW + "gambia-the.html", "GM", None),
        (NEW + "timor-leste-east-timor.html", "TL", None),
        (NEW + "burma.html", "MM", None),
        (NEW + "republic-of-the-congo.html", "CG", None),
        (NEW + "destination.syr.html", "SY", None),
        (FEED + "destination.kgz.html", "KG", None),
        (FEED + "destination.xkx.html", "XK", None),
        (FEED + "destination.sau.html?lang=en#top", "SA", None),
        ("HTTP://TRAVEL.STATE.GOV/en/international-travel/travel-advisories/Georgia.HTML", "GE", None),
    ],
)
def test_a_url_of_any_year_is_one_page(url: str, country: str, part: str | None) -> None:
    assert place_of(url) == place_of(url.replace("https:", "http:")) == Place(country, "travel-advisory", part)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "georgia",
        "https://travel.state.gov/",
        NEW.rstrip("/") + ".html",
        NEW + "scams.html",
        NEW + "worldwide-caution.html",
        NEW + "global-events/middle-east.html",
        NEW + "congo.html",
        NEW + "us.html",
        NEW + "georgia",
        NEW + "destination.zzz.html",
        NEW + ".html",
        OLD + "worldwide-caution.html",
        OLD + "french-west-indies-travel-advisory.html",
        OLD + "-travel-advisory.html",
        "https://travel.state.gov/content/travel/en/legal/georgia.html",
        "https://example.org/en/international-travel/travel-advisories/georgia.html",
        "https://travel.state.gov.example.org/en/international-travel/travel-advisories/georgia.html",
        "ftp://travel.state.gov/en/international-travel/travel-advisories/georgia.html",
        "https://[::1/en/international-travel/travel-advisories/georgia.html",
        INFORMATION + "Egypt.html%22%20/l%20%22ExternalPopup",
    ],
)
def test_any_other_url_is_no_page_of_a_country(url: str) -> None:
    assert place_of(url) is None


@given(st.text(max_size=60))
def test_any_step_of_a_path_is_a_country_or_none(step: str) -> None:
    for folder in (OLD, INFORMATION, NEW, FEED):
        place = place_of(folder + step + ".html")
        assert place is None or place.country in set(FIPS_TO_ISO.values()) | {"BQ", "AX", "BV", "HM", "TF", "UM", "IC"}


@pytest.mark.parametrize("country", sorted({*FIPS_TO_ISO.values(), "BQ"}))
def test_the_address_of_a_country_is_a_page_of_that_country(country: str) -> None:
    (target,) = targets(country)
    assert target.has_parts
    assert target.page_url.startswith(NEW)
    assert place_of(target.page_url) == Place(country, target.name)
    pages = [way for way in ways(target) if way.kind == "html"]
    assert [place_of(way.url) for way in pages] == [
        Place(country, target.name), Place(country, target.name), Place(country, target.name, "advisory"),
    ]  # fmt: skip


def ways(target: Target) -> tuple[Way, ...]:
    return (Way(target.way, target.kind, target.url, target.index, target.covers), *target.others)


def test_the_data_service_goes_before_the_feed_and_the_feed_before_the_pages() -> None:
    (target,) = targets("KG")
    api = "https://cadataapi.state.gov/api/"
    assert [(way.kind, way.url) for way in ways(target)] == [
        ("api", api + "CountryTravelInformation/KG"),
        ("api", api + "TravelAdvisories/KG"),
        ("feed", "https://travel.state.gov/_res/rss/TAsTWs.xml"),
        ("html", NEW + "destination.kgz.html"),
        ("html", INFORMATION + "Kyrgyzstan.html"),
        ("html", OLD + "the-kyrgyz-republic-travel-advisory.html"),
    ]


def test_a_country_is_asked_for_in_the_data_by_its_fips_code() -> None:
    asked = {code: targets(code)[0].url.rpartition("/")[2] for code in ("GE", "CN", "SD", "CH", "DE")}
    assert asked == {"GE": "GG", "CN": "CH", "SD": "SU", "CH": "SZ", "DE": "GM"}


@pytest.mark.parametrize("country", ["PS", "BQ"])
def test_a_country_of_two_codes_or_none_is_not_asked_for_in_the_data(country: str) -> None:
    assert [way.kind for way in ways(targets(country)[0])] == ["feed", "html", "html", "html"]


def test_a_country_whose_slug_nobody_knows_is_asked_for_by_its_code() -> None:
    assert [targets(code)[0].page_url for code in ("KG", "IL")] == [
        NEW + "destination.kgz.html",
        NEW + "destination.isr.html",
    ]
    assert targets("KZ")[0].page_url == NEW + "kazakhstan.html"


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Burma (Myanmar)", "MM"),
        ("Côte d’Ivoire", "CI"),
        ("C&ocirc;te d&#8217;Ivoire", "CI"),
        ("The Kyrgyz Republic", "KG"),
        ("Israel, the West Bank, and Gaza", "IL"),
        ("Antigua & Barbuda", "AG"),
        ("Democratic Republic of the Congo (D.R.C.)", "CD"),
        ("Saint Martin (French West Indies)", "MF"),
        ("North Korea (Democratic People's Republic of Korea)", "KP"),
        ("Vatican City (Holy See)", "VA"),
        ("Niger", "NE"),
        ("Nigeria", "NG"),
        ("Guinea", "GN"),
        ("Mainland China, Hong Kong & Macau", None),
        ("French West Indies", None),
        ("Congo", None),
        ("GE", None),
        ("KAZ", None),
        ("Worldwide Caution", None),
        ("", None),
        ("x" * 100_000, None),
        ("(" * 10_000, None),
    ],
)
def test_a_country_is_known_by_states_name_for_it(name: str, country: str | None) -> None:
    assert country_of_name(name) == country


def test_where_a_person_reads_what_the_data_service_gives() -> None:
    api = "https://cadataapi.state.gov/api/"
    assert page_url(api + "CountryTravelInformation/KZ") == NEW + "kazakhstan.html"
    assert page_url(api + "TravelAdvisories/SU") == NEW + "sudan.html"
    assert page_url(api + "TravelAdvisories") == NEW.rstrip("/") + ".html"
    assert page_url("https://travel.state.gov/_res/rss/TAsTWs.xml") == NEW.rstrip("/") + ".html"
    assert page_url(NEW + "georgia.html") == NEW + "georgia.html"


def test_the_codes_are_fips_and_not_iso() -> None:
    pairs = {"SU": "SD", "GG": "GE", "CH": "CN", "SZ": "CH", "BG": "BD", "BU": "BG", "NS": "SR", "MC": "MO", "KG": "KG"}
    assert {code: FIPS_TO_ISO[code] for code in pairs} == pairs
    assert len(FIPS_TO_ISO) == 245
    assert all(country_slug(iso) != iso.lower() for iso in FIPS_TO_ISO.values())


def test_the_publisher_knows_its_parts_and_its_host() -> None:
    assert publisher("us-state") is US_STATE
    assert US_STATE.hosts == ("travel.state.gov",)
    assert list(US_STATE.usual_parts)[:3] == ["advisory", "quick-facts", "embassies-and-consulates"]
