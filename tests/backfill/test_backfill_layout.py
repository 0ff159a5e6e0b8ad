"""Which file of a repository is which page, as a layout says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from monitor.backfill.layout import Scraped, built_in, load_layout
from monitor.errors import InputError

RULES = """
name: mine
rules:
  - path: pages/{country}/{page}.html
    publisher: ngo
    url: https://example.org/{slug}/{page}
  - path: whole.html
    page: Whole page
    publisher: ngo
    url: https://example.org/
"""


def found(path: str) -> Scraped:
    scraped = built_in().match(path)
    assert scraped is not None
    return scraped


@pytest.mark.parametrize(
    ("path", "id", "title", "url"),
    [
        (
            "unitedkingdom/Kazakhstan/Safety and security.md",
            "uk-fcdo/kazakhstan/safety-and-security",
            "Kazakhstan / Safety and security",
            "https://www.gov.uk/foreign-travel-advice/kazakhstan/safety-and-security",
        ),
        (
            "unitedstates/Kyrgyz Republic/Advisory.md",
            "us-state/kyrgyzstan/advisory",
            "Kyrgyzstan / Advisory",
            "https://travel.state.gov/en/international-travel/travel-advisories/destination.kgz.html",
        ),
        (
            "unitedstates/Kazakhstan/Safety and Security.md",
            "us-state/kazakhstan/safety-and-security",
            "Kazakhstan / Safety and Security",
            "https://travel.state.gov/en/international-travel/travel-advisories/kazakhstan.html",
        ),
        (
            "canada/Kazakhstan/health.md",
            "ca-gac/kazakhstan/health",
            "Kazakhstan / Health",
            "https://travel.gc.ca/destinations/kazakhstan",
        ),
    ],
)
def test_the_built_in_layout_knows_the_pages_of_three_governments(path: str, id: str, title: str, url: str) -> None:
    page = found(path).page
    assert (page.id, page.title, page.url) == (id, title, url)


def test_the_built_in_layout_finds_the_note_beside_a_page() -> None:
    scraped = found("unitedkingdom/Kazakhstan/Health.md")
    assert scraped.info == "unitedkingdom/Kazakhstan/info.json"
    assert built_in().is_info(scraped.info)
    assert not built_in().is_info("unitedkingdom/Kazakhstan/other.json")


@pytest.mark.parametrize(
    "path", ["README.md", "unitedkingdom/Kazakhstan/info.json", "unitedkingdom/Kazakhstan/deeper/Health.md", "x/y.md"]
)
def test_other_files_are_no_pages(path: str) -> None:
    assert built_in().match(path) is None
    assert built_in().folders_unknown(path) is None


def test_a_folder_that_is_no_country_is_named() -> None:
    assert built_in().match("unitedkingdom/Atlantis/Health.md") is None
    assert built_in().folders_unknown("unitedkingdom/Atlantis/Health.md") == "Atlantis"


def test_a_layout_of_ones_own_says_which_path_is_which_page(tmp_path: Path) -> None:
    (tmp_path / "layout.yaml").write_text(RULES, encoding="utf-8")
    layout = load_layout(tmp_path / "layout.yaml")
    page = layout.match("pages/KZ/women.html")
    assert page is not None
    assert (page.page.id, page.page.url) == ("ngo/kazakhstan/women", "https://example.org/kazakhstan/women")
    whole = layout.match("whole.html")
    assert whole is not None
    assert (whole.page.id, whole.page.country) == ("ngo/whole-page", None)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "a layout needs `rules`"),
        ("rules: []", "a layout needs `rules`"),
        ("- a", "a layout needs `rules`"),
        ("rules: [a]", "rule 1 must hold names with texts"),
        ("rules: [{path: 3, publisher: a, url: b}]", "rule 1 must hold names with texts"),
        ("rules: [{path: a, page: b, publisher: c, url: d, colour: e}]", "rule 1: unknown colour; allowed are"),
        ("rules: [{path: '{page}.md', url: b}]", "rule 1 lacks publisher"),
        ("rules: [{path: '{page}.md', publisher: ngo}]", "rule 1 lacks url"),
        ("rules: [{path: a.md, publisher: b, url: c}]", "so it needs a page of its own"),
        ("rules: [{path: '{page}.md', publisher: Ngo Page, url: c}]", "rule 1: publisher 'Ngo Page'"),
        ("rules: [", "is no YAML"),
        ("rules: [{path: '{page}/{page}.md', publisher: b, url: c}]", "{page} more than once"),
    ],
)
def test_what_is_wrong_with_a_layout_is_said_with_its_rule(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "layout.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_layout(tmp_path / "layout.yaml")
    assert str(caught.value).startswith(str(tmp_path / "layout.yaml"))
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_layout_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: No such file"):
        load_layout(tmp_path / "missing.yaml")
    (tmp_path / "layout.yaml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="is not UTF-8 text"):
        load_layout(tmp_path / "layout.yaml")
