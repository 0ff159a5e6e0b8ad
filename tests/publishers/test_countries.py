"""Countries by their codes and by the names that publishers use."""

from __future__ import annotations

import subprocess
from pathlib import Path
from string import ascii_uppercase

import pytest
from page_helpers import shared

from monitor.publishers import KNOWN
from monitor.publishers.countries import country_code, country_name, country_slug, near_countries


@pytest.mark.parametrize("code", ["KZ", "kg", "NO", "No", "CI", "CD", "KP", "XK", "TL", "GB", "US", "IC", "BQ", " GE "])
def test_a_code_is_itself_in_upper_case(code: str) -> None:
    assert country_code(code) == code.strip().upper()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kazakhstan", "KZ"),
        ("KAZAKHSTAN", "KZ"),
        ("Norway", "NO"),
        ("The Kyrgyz Republic", "KG"),
        ("Kyrgyz Republic", "KG"),
        ("Côte d’Ivoire", "CI"),
        ("Côte d'Ivoire (Ivory Coast)", "CI"),
        ("Democratic Republic of the Congo (D.R.C.)", "CD"),
        ("Republic of Congo (Brazzaville)", "CG"),
        ("Congo", "CG"),
        ("North Korea (Democratic People's Republic of Korea)", "KP"),
        ("South Korea", "KR"),
        ("Burma (Myanmar)", "MM"),
        ("The Gambia", "GM"),
        ("Bahamas", "BS"),
        ("St Pierre & Miquelon", "PM"),
        ("Saint Vincent & the Grenadines", "VC"),
        ("São Tomé and Principe", "ST"),
        ("Curaçao", "CW"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("USA", "US"),
        ("Israel, the West Bank and Gaza", "IL"),
        ("The Occupied Palestinian Territories", "PS"),
        ("Naoero", "NR"),
        ("Georgia", "GE"),
        ("Guinea", "GN"),
        ("Niger", "NE"),
        ("Dominica", "DM"),
    ],
)
def test_a_country_is_known_by_the_names_that_publishers_use(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    "text",
    [
        "EU",
        "UN",
        "EZ",
        "ZZ",
        "XA",
        "XB",
        "QO",
        "AC",
        "CP",
        "DG",
        "EA",
        "TA",
        "European Union",
        "world",
        "AA",
        "",
        "??",
        "KAZ",
    ],
)
def test_unions_worlds_and_made_up_codes_are_no_countries(text: str) -> None:
    assert country_code(text) is None


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("Kazakstan", "Kazakhstan"), ("KAZ", "Kazakhstan"), ("gbr", "United Kingdom"), ("Kirgizstan", "Kyrgyzstan")],
)
def test_a_slip_of_the_pen_is_answered_with_what_was_meant(wrong: str, meant: str) -> None:
    assert near_countries(wrong)[0] == meant


def test_near_names_are_few_and_no_two_are_the_same() -> None:
    near = near_countries("congo republic")
    assert 1 <= len(near) <= 3
    assert len(set(near)) == len(near)
    assert near_countries("qqqqqq") == []


def test_names_and_slugs_lead_back_to_their_codes() -> None:
    codes = [first + second for first in ascii_uppercase for second in ascii_uppercase if country_code(first + second)]
    assert len(codes) > 240
    for code in codes:
        assert country_code(country_name(code)) == code
        assert country_code(country_slug(code)) == code
    assert country_name("zz") == "zz"


def test_every_folder_of_the_stored_advice_is_a_country(tmp_path: Path) -> None:
    bundle = shared("corpus/advisories.bundle")
    subprocess.run(["git", "clone", "--quiet", "--bare", str(bundle), str(tmp_path / "b")], check=True)
    listed = subprocess.run(
        ["git", "-C", str(tmp_path / "b"), "-c", "core.quotePath=false", "log", "--all", "--format=", "--name-only"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    folders = {line.split("/")[1] for line in listed.splitlines() if line.count("/") > 1}
    assert len(folders) > 130
    assert sorted(folder for folder in folders if country_code(folder) is None) == []


@pytest.mark.parametrize(
    ("country", "slug"),
    [
        ("KZ", "kazakhstan"),
        ("CI", "cote-d-ivoire"),
        ("CD", "democratic-republic-of-the-congo"),
        ("CG", "congo"),
        ("GM", "the-gambia"),
        ("MM", "myanmar"),
        ("ST", "sao-tome-and-principe"),
        ("TR", "turkey"),
        ("US", "usa"),
        ("VA", "holy-see"),
        ("VC", "st-vincent-and-the-grenadines"),
        ("SX", "st-maarten"),
        ("BQ", "bonaire-st-eustatius-saba"),
        ("BA", "bosnia-and-herzegovina"),
        ("NO", "norway"),
    ],
)
def test_govuk_has_its_own_names_of_countries(country: str, slug: str) -> None:
    targets = KNOWN["uk-fcdo"].targets
    assert targets is not None
    (target,) = targets(country)
    assert target.url == f"https://www.gov.uk/api/content/foreign-travel-advice/{slug}"
    assert target.page_url == f"https://www.gov.uk/foreign-travel-advice/{slug}/{{part}}"


def test_state_has_its_own_names_of_countries() -> None:
    targets = KNOWN["us-state"].targets
    assert targets is not None
    slugs = {code: targets(code)[0].page_url.rpartition("/")[2] for code in ("TM", "CZ", "TL", "MM", "KG")}
    assert slugs == {
        "TM": "turkmenistan.html",
        "CZ": "czech-republic-the.html",
        "TL": "timor-leste-east-timor.html",
        "MM": "burma.html",
        "KG": "destination.kgz.html",
    }
