"""An index and a page that say two levels of one scale disagree; in doubt nobody is alarmed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from monitor.assess.disagreement import disagreement
from monitor.facts.fact import Fact
from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.read.document import Advice
from monitor.read.entry import Entry
from monitor.read.reader import read, read_index

STATE = {
    1: "Level 1: Exercise Normal Precautions",
    2: "Level 2: Exercise Increased Caution",
    3: "Level 3: Reconsider Travel",
    4: "Level 4: Do Not Travel",
}
STATE_LINK = "https://travel.state.gov/content/travel/en/traveladvisories/traveladvisories/georgia-travel-advisory.html"


def facts(page: str | dict[str, Any], by: str, country: str = "GE") -> tuple[Fact, ...]:
    body = page if isinstance(page, str) else json.dumps(page)
    return find(read(body.encode(), publisher(by), country=country), publisher(by))


def line(index: Any, by: str, country: str = "GE") -> Entry:
    found = read_index((index if isinstance(index, str) else json.dumps(index)).encode(), publisher(by))
    assert found is not None
    (entry,) = [each for each in found if each.country == country]
    return entry


def html(inside: str) -> str:
    return f"<!DOCTYPE html><html><body><main>{inside}</main></body></html>"


# State


def state_page(step: int, more: str = "") -> str:
    """The page of 2026."""
    return html(
        f'<h1>Georgia</h1><div class="cmp-traveladvisory"><div class="cmp-traveladvisory__header level-{step}">'
        f'<h2 class="travel-advisory">Travel advisory - Georgia</h2><h3 class="travel-level">{STATE[step]}</h3></div>'
        f'<div class="cmp-traveladvisory__body"><div class="summary-text"><p>Protests can turn violent.</p>{more}</div>'
        "</div></div>"
    )


def state_feed(step: int, title: str = "Georgia") -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel><title>Advisories</title>'
        f"<item><title>{title} - {STATE[step]}</title><link>{STATE_LINK}</link><pubDate>Tue, 08 Sep 2026</pubDate>"
        "<description><![CDATA[<p>x</p>]]></description></item></channel></rss>"
    )


def state_data(step: int) -> list[dict[str, Any]]:
    return [{"Title": f"Georgia - {STATE[step]}", "Link": STATE_LINK, "Category": ["GG"], "Summary": "<p>x</p>"}]


def state_list(step: int) -> str:
    row = (
        f'<tr><th><a href="{STATE_LINK}">Georgia</a></th><td><p class="level-title-{step}">{STATE[step]}</p></td></tr>'
    )
    return html(f'<h1>Travel advisories</h1><table class="usa-table--destination"><tbody>{row}</tbody></table>')


@pytest.mark.parametrize("index", [state_feed, state_data, state_list])
def test_each_index_of_state_is_held_beside_the_level_of_the_page(index: Any) -> None:
    us = publisher("us-state")
    assert disagreement(line(index(2), "us-state"), facts(state_page(2), "us-state"), us) is None
    said = disagreement(line(index(3), "us-state"), facts(state_page(2), "us-state"), us)
    assert said == "The index says “Level 3: Reconsider Travel”, the page says “Level 2: Exercise Increased Caution”."


def test_the_index_is_called_what_people_are_told_of_it() -> None:
    said = disagreement(
        line(state_feed(1), "us-state"), facts(state_page(4), "us-state"), publisher("us-state"), index="feed"
    )
    assert said == "The feed says “Level 1: Exercise Normal Precautions”, the page says “Level 4: Do Not Travel”."


def test_a_region_with_another_level_is_no_disagreement_and_does_not_hide_one() -> None:
    us = publisher("us-state")
    region = "<h3>South Ossetia – Level 4: Do Not Travel</h3><p>Do not travel to South Ossetia due to landmines.</p>"
    page = facts(state_page(2, region), "us-state")
    assert disagreement(line(state_feed(2), "us-state"), page, us) is None
    assert disagreement(line(state_feed(4), "us-state"), page, us) is not None


def test_other_words_for_one_level_are_one_level() -> None:
    entry = Entry("Georgia", STATE_LINK, "GE", advice=(Advice("Level 3"),))
    assert disagreement(entry, facts(state_page(3), "us-state"), publisher("us-state")) is None


def test_a_line_for_several_countries_is_held_beside_none() -> None:
    entry = line(state_feed(3, "Georgia &amp; Abkhazia - See Summaries"), "us-state")
    assert disagreement(entry, facts(state_page(2), "us-state"), publisher("us-state")) is None


def test_a_text_with_one_level_is_held_beside_the_line_and_one_with_several_is_not() -> None:
    us, entry = publisher("us-state"), line(state_feed(3), "us-state")
    one, two = ("# Georgia\n\nExercise increased caution in Georgia due to crime.", "\n\nDo not travel to Georgia.")
    assert disagreement(entry, facts(one, "us-state"), us) is not None
    assert disagreement(entry, facts(one + two, "us-state"), us) is None


def test_where_one_says_nothing_there_is_no_disagreement() -> None:
    us = publisher("us-state")
    assert disagreement(Entry("Georgia", "", "GE"), facts(state_page(4), "us-state"), us) is None
    assert (
        disagreement(line(state_feed(4), "us-state"), facts("# Georgia\n\nTrains run daily.", "us-state"), us) is None
    )
    assert disagreement(line(state_feed(4), "us-state"), (), us) is None


# Canada


CANADA = (
    "Take normal security precautions",
    "Exercise a high degree of caution",
    "Avoid non-essential travel",
    "Avoid all travel",
)


def canada_index(state: Any, *, said: str = "", regional: int = 0) -> dict[str, Any]:
    english = {"name": "Georgia", "url-slug": "georgia", "advisory-text": said}
    return {
        "data": {
            "GE": {"country-iso": "GE", "advisory-state": state, "has-regional-advisory": regional, "eng": english}
        }
    }


def canada_page(state: int, region: str = "") -> str:
    """The page on travel.gc.ca, with its banner."""
    area = f"<h3>North - {region}</h3><p>{region} to the north due to landmines.</p>" if region else ""
    banner = CANADA[state] + (" (with regional advisories)" if region else "")
    return html(
        f'<h1 id="wb-cont">Georgia travel advice</h1><span id="riskLevelBanner"><a href="#risk">{banner}</a></span>'
        f'<div id="risk"><h2>Risk level</h2><h3>Georgia - {CANADA[state]}</h3>'
        f"<p>{CANADA[state]} in Georgia due to crime.</p>{area}</div>"
    )


@pytest.mark.parametrize("state", [0, "0", 3, "3"])
def test_canadas_number_stands_for_the_words_of_the_page(state: Any) -> None:
    ca = publisher("ca-gac")
    entry = line(canada_index(state), "ca-gac")
    assert disagreement(entry, facts(canada_page(int(state)), "ca-gac"), ca) is None
    said = disagreement(entry, facts(canada_page(1), "ca-gac"), ca)
    assert said == f"The index says “{CANADA[int(state)]}”, the page says “{CANADA[1]}”."


def test_canadas_index_may_keep_the_older_words_for_a_level() -> None:
    entry = line(canada_index(0, said="Exercise normal security precautions"), "ca-gac")
    assert disagreement(entry, facts(canada_page(0), "ca-gac"), publisher("ca-gac")) is None


def test_canadas_index_with_regional_advisories_may_give_the_level_of_a_region() -> None:
    ca = publisher("ca-gac")
    page = facts(canada_page(1, "Avoid all travel"), "ca-gac")
    assert disagreement(line(canada_index(1, regional=1), "ca-gac"), page, ca) is None
    assert disagreement(line(canada_index(3, regional=1), "ca-gac"), page, ca) is None
    assert disagreement(line(canada_index(3), "ca-gac"), page, ca) is not None
    assert disagreement(line(canada_index(0, regional=1), "ca-gac"), page, ca) is not None


# Others


def test_australias_export_is_held_beside_the_level_overall() -> None:
    au = publisher("au-dfat")
    page = "# Georgia\n\n## {} in Georgia overall due to crime.\n\nDo not travel to the north."
    entry = line(
        [{"title": "Georgia", "field_overall_advice_level": "Exercise a high degree of caution", "field_url": ""}],
        "au-dfat",
    )
    assert disagreement(entry, facts(page.format("Exercise a high degree of caution"), "au-dfat"), au) is None
    said = disagreement(entry, facts(page.format("Reconsider your need to travel"), "au-dfat"), au)
    assert said is not None
    assert said.startswith("The index says “Exercise a high degree of caution”, the page says “Reconsider your need")


def german(content: str = "", **flags: bool) -> dict[str, Any]:
    row: dict[str, Any] = {
        "title": "Georgien: Hinweise",
        "countryCode": "GE",
        "iso3CountryCode": "GEO",
        "countryName": "Georgien",
    }
    row |= dict.fromkeys(("warning", "partialWarning", "situationWarning", "situationPartWarning"), False) | flags
    return {"response": {"1": row | ({"content": content} if content else {})}}


def test_germanys_flags_of_the_list_are_held_beside_those_of_the_country() -> None:
    de = publisher("de-aa")
    page = facts(german("<p>Die Lage ist ruhig.</p>", situationWarning=True), "de-aa")
    assert disagreement(line(german(situationWarning=True), "de-aa"), page, de) is None
    said = disagreement(line(german(warning=True), "de-aa"), page, de)
    assert said == "The index says “Reisewarnung”, the page says “Sicherheitshinweis”."
    assert disagreement(line(german(partialWarning=True), "de-aa"), page, de) is None


def test_a_warning_for_parts_on_the_page_is_no_disagreement_with_a_list_that_says_so() -> None:
    page = facts(german("<p>Die Lage ist ruhig.</p>", partialWarning=True), "de-aa")
    assert disagreement(line(german(partialWarning=True), "de-aa"), page, publisher("de-aa")) is None


@pytest.mark.parametrize(
    ("by", "index", "page"),
    [
        (
            "uk-fcdo",
            {
                "document_type": "travel_advice_index",
                "links": {
                    "children": [
                        {
                            "base_path": "/foreign-travel-advice/georgia",
                            "title": "Georgia travel advice",
                            "details": {"country": {"slug": "georgia", "name": "Georgia"}},
                        }
                    ]
                },
            },
            "# Georgia\n\nFCDO advises against all travel to Georgia.",
        ),
        (
            "nl-bz",
            [
                {
                    "id": "1",
                    "type": "reisadvies",
                    "title": "Reisadvies Georgië",
                    "isocode": "GEO",
                    "introduction": "<p>x</p>",
                }
            ],
            "# Reisadvies Georgië\n\nDe kleurcode van het reisadvies voor Georgië is rood.",
        ),
    ],
)
def test_an_index_without_levels_disagrees_with_nothing(by: str, index: Any, page: str) -> None:
    stated = facts(page, by)
    assert any(fact.kind == "level" for fact in stated)
    found = read_index(json.dumps(index).encode(), publisher(by))
    assert found
    assert disagreement(found[0], stated, publisher(by)) is None


@pytest.mark.parametrize(
    ("by", "low", "high"),
    [
        ("ie-dfa", "Normal Precautions", "Do Not Travel"),
        ("nz-mfat", "Exercise increased caution", "Do not travel"),
        ("fr-meae", "Vigilance renforcée", "Formellement déconseillé"),
    ],
)
def test_a_line_of_a_publisher_without_an_index_known_is_understood_by_its_scale(by: str, low: str, high: str) -> None:
    whose = publisher(by)
    page = find(read(f"# Georgia\n\n{low}.".encode(), whose, country="GE"), whose)
    assert disagreement(Entry("Georgia", "", "GE", advice=(Advice(low),)), page, whose) is None
    said = disagreement(Entry("Georgia", "", "GE", advice=(Advice(high),)), page, whose)
    assert said == f"The index says “{high}”, the page says “{low}”."


def test_terrorism_is_another_scale() -> None:
    uk = publisher("uk-fcdo")
    page = facts("# Georgia\n\nTerrorists are likely to try to carry out attacks in Georgia.", "uk-fcdo")
    entry = Entry("Georgia", "", "GE", advice=(Advice("FCDO advises against all travel"),))
    assert disagreement(entry, page, uk) is None
