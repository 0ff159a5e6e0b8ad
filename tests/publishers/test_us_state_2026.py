"""The State Department's page of a country in the layout of 2026: one page, its advisory and information as parts."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from page_helpers import page, placed, sections, told
from state_samples import AREA, REASON, cut, new_page, old_advisory, old_information

from monitor.errors import UnreadableError
from monitor.facts.find import find
from monitor.publishers import publisher
from monitor.read.document import Advice
from monitor.read.parts import part, parts

SLUGS = [
    *("advisory", "quick-facts", "destination-description", "entry-exit-and-visa-requirements", "travel-tips"),
    *("safety-and-security", "local-laws-special-circumstances", "health", "travel-and-transportation"),
    "embassies-and-consulates",
]


def test_the_components_are_the_parts_that_the_old_panels_were() -> None:
    document = page(new_page(), "us-state")
    assert [section.slug for section in parts(document)] == SLUGS
    assert (document.title, document.layout) == ("Georgia", "aem-2026")


def test_the_level_and_the_indicators_are_metadata() -> None:
    document = page(new_page(), "us-state")
    assert document.advice == (
        Advice("Level 2: Exercise increased caution", risks=("Unrest (U)",)),
        Advice("Level 4: Do not travel", area="South Ossetia and Abkhazia"),
    )
    text = " ".join(block.text for block in document.blocks)
    assert "Level" not in text
    assert "(U)" not in text


def test_the_advisory_part_carries_the_levels_and_no_other_part_does() -> None:
    document = page(new_page(), "us-state")
    carried = {slug: found.advice for slug in SLUGS if (found := part(document, slug))}
    assert len(carried.pop("advisory")) == 2
    assert set(carried.values()) == {()}


def test_levels_are_facts_of_the_whole_country_and_of_areas() -> None:
    facts = [fact.value for fact in find(cut(new_page(), "advisory"), publisher("us-state")) if fact.block < 0]
    assert facts == [
        {"scale": "advice", "step": 2, "area": None, "reasons": ["unrest"]},
        {"scale": "advice", "step": 4, "area": "south ossetia and abkhazia"},
    ]


def test_the_dates_and_the_note_are_stamps() -> None:
    stamps = page(new_page(), "us-state").stamps
    assert (stamps.issued, stamps.updated) == ("2026-03-13", "2026-05-21")
    assert (
        stamps.note == "There were no changes to the advisory level or risk indicators. Advisory summary was updated."
    )
    assert not [line for line in told(page(new_page(), "us-state")) if "2026" in line or "history" in line]


def test_the_guidance_is_the_first_sentence_of_the_advisory() -> None:
    assert placed(cut(new_page(), "advisory"))[0] == f" | Exercise increased caution {REASON}"


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ('<span class="guidance level-1">Exercise normal precautions</span>', "Exercise normal precautions"),
        (
            '<span class="guidance">Do not travel</span><span class="cmp-traveladvisory__inline">to Georgia.</span>',
            "Do not travel to Georgia.",
        ),
        ('<span class="cmp-traveladvisory__inline"><p>In Georgia.</p><p>Stay home.</p></span>', "In Georgia."),
        ("<p>Stay home.</p>", "Stay home."),
    ],
)
def test_a_statement_in_another_form_is_read_whole(statement: str, said: str) -> None:
    inside = f"<h2>Travel advisory</h2><h2 class='statement'>{statement}</h2>"
    text = f"<main><h1>Georgia</h1><div class='cmp-traveladvisory'>{inside}</div></main>"
    assert placed(page(text, "us-state"))[0] == f"Travel advisory | {said}"


def test_the_text_of_an_area_stands_under_its_name() -> None:
    found = cut(new_page(), "advisory")
    assert sections(found) == [
        "Advisory summary",
        "Risks in specific areas",
        "Risks in specific areas > South Ossetia and Abkhazia",
    ]
    assert AREA.startswith("<p>Do not travel")
    assert placed(found)[-2].startswith("Risks in specific areas > South Ossetia and Abkhazia | Do not travel to South")


AREAS = """<main><h1>Mexico</h1><div class="cmp-traveladvisory"><div class="cmp-traveladvisory__header level-2">
<h2>Travel advisory</h2></div><ul><li class="tsg-utility-risk-pill">CRIME (C)</li>
<li class="tsg-utility-risk-pill">CRIME (C)</li></ul>
<div class="risk-level level-4"><h4 class="level-title">Level: 4 - Do not travel</h4>
<div class="location-name-summary"><div class="location-name">Colima</div><div class="location-summary">
<p>Gangs.</p></div></div>
<div class="location-name-summary"><h4 class="location-name">Guerrero</h4><div class="location-summary">
<p>Armed men.</p></div></div></div>
<div class="risk-level level-3"><span class="tsg-utility-risk-pill">Crime (C)</span>
<div class="location-name">Jalisco</div><div class="location-summary">Fights.</div></div>
<div class="risk-level level-3"><h4 class="level-title">Level 3</h4><p>Other areas.</p></div></div></main>"""


def test_each_area_has_the_level_of_its_block() -> None:
    document = page(AREAS, "us-state", "MX")
    assert document.advice == (
        Advice("Level 2", risks=("CRIME (C)",)),
        Advice("Level 4: Do not travel", area="Colima"),
        Advice("Level 4: Do not travel", area="Guerrero"),
        Advice("Level 3", area="Jalisco", risks=("Crime (C)",)),
    )


def test_a_level_without_the_name_of_an_area_stays_text() -> None:
    assert placed(page(AREAS, "us-state", "MX")) == [
        "Travel advisory > Colima | Gangs.",
        "Travel advisory > Guerrero | Armed men.",
        "Travel advisory > Jalisco | Fights.",
        "Travel advisory > Level 3 | Other areas.",
    ]


def test_a_country_without_an_indicator_says_that_it_has_none() -> None:
    text = new_page().replace('<li class="tsg-utility-risk-pill">Unrest (U)</li>', "")
    assert page(text, "us-state").advice[0].risks == ()


def test_a_quick_fact_stands_under_its_label() -> None:
    assert placed(cut(new_page(), "quick-facts")) == [
        "Valid passport requirements | Must be valid on the day of entry.",
        "Tourist visa requirements | Not for stays of 365 days or less.",
        "Vaccinations | None required. Hepatitis A is recommended.",
        "Currency on entry and exit | Declare more than 30,000 Georgian lari (GEL).",
    ]


@pytest.mark.parametrize(
    ("callout", "said"),
    [
        ("<p>Vaccinations</p><p>None.</p>", ["Vaccinations | None."]),
        ("<div><span>Vaccinations</span></div><div>None.</div>", ["Vaccinations | None."]),
        (
            "<h3>Vaccinations</h3><ul><li>Polio</li><li>Rabies</li></ul>",
            ["Vaccinations | Polio", "Vaccinations | Rabies"],
        ),
        ("<p>None.</p>", [" | None."]),
        ("", None),
    ],
)
def test_a_quick_fact_in_other_elements(callout: str, said: list[str] | None) -> None:
    text = f'<main><h1>Georgia</h1><div class="iconcallout-right">{callout}</div><p>More.</p></main>'
    found = part(page(text, "us-state"), "quick-facts")
    assert found is not None
    assert placed(found) == [*(said or []), f"{said[-1].partition(' | ')[0] if said else ''} | More."]


def test_the_embassy_and_its_consulates_are_one_part_wherever_they_stand() -> None:
    text = """<main><h1>Kazakhstan</h1><div class="embassycontactcallout"><h3>U.S. Embassy Astana</h3>
<p>+7 7172 70-21-00</p></div>
<div class="destination-about"><p>A large country.</p></div>
<div class="destination-tips"><h2>Health</h2><p>Dial 103.</p>
<div class="consulatedisplay"><h3>U.S. Consulate Almaty</h3><p>+7 727 250-48-02</p></div><p>Drink no water.</p>
</div></main>"""
    document = page(text, "us-state", "KZ")
    assert [section.slug for section in parts(document)] == [
        "embassies-and-consulates",
        "destination-description",
        "health",
    ]
    assert placed(document) == [
        "Embassies and Consulates > U.S. Embassy Astana | +7 7172 70-21-00",
        "Embassies and Consulates > U.S. Consulate Almaty | +7 727 250-48-02",
        "Destination Description | A large country.",
        "Health | Dial 103.",
        "Health | Drink no water.",
    ]


def test_facts_inside_a_section_are_a_part_behind_it() -> None:
    text = """<main><h1>Georgia</h1><div class="destination-requirements"><h2>Entry requirements</h2>
<div class="iconcallout-right"><h4>Vaccinations</h4><p>None.</p></div><p>Carry a passport.</p></div>
<div class="destination-tips"><p>Be polite.</p></div></main>"""
    assert placed(page(text, "us-state")) == [
        "Entry requirements | Carry a passport.",
        "Quick Facts > Vaccinations | None.",
        "Travel tips | Be polite.",
    ]


def test_a_heading_of_the_page_that_names_the_part_is_not_said_twice() -> None:
    text = """<main><h1>Georgia</h1><div><h2>Quick facts</h2><div class="row">
<div class="iconcallout-right"><h4>Vaccinations</h4><p>None.</p></div></div></div></main>"""
    assert told(page(text, "us-state")) == [
        "heading: Georgia",
        "heading: Quick facts",
        "heading: Vaccinations",
        "paragraph: None.",
    ]


def test_headings_below_those_that_name_parts_open_none() -> None:
    text = """<main><h1>Georgia</h1><div class="destination-tips"><h2>Safety and security</h2><p>a</p>
<h3>Health</h3><p>b</p><h2>Health</h2><p>c</p></div></main>"""
    document = page(text, "us-state")
    assert [section.slug for section in parts(document)] == ["safety-and-security", "health"]
    assert placed(document) == [
        "Safety and security | a",
        "Safety and security > Health | b",
        "Health | c",
    ]


def test_a_part_in_a_component_that_nobody_knows_is_a_part() -> None:
    text = """<main><h1>Georgia</h1><div class="cmp-traveladvisory"><h2>Travel advisory</h2><p>a</p></div>
<div class="cmp-something"><h2>Local laws &amp; customs</h2><p>b</p></div></main>"""
    assert [section.slug for section in parts(page(text, "us-state"))] == [
        "advisory",
        "local-laws-special-circumstances",
    ]


def test_the_furniture_of_the_site_is_left_out() -> None:
    words = " ".join(block.text for block in page(new_page(), "us-state").blocks)
    for furniture in ("official website", "Passports", "Privacy", "Icon"):
        assert furniture not in words


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


TAKEN = (
    "Level 2 - Exercise increased caution 4 Date issued: March 13, 2026 - advisory history Unrest (U) "
    "There were no changes to the advisory level or risk indicators. Advisory summary was updated. "
    "Level: 4 - Do not travel Last Updated: May 21, 2026"
)
"""All words of the sample that are metadata: level, bubble, date, indicator, note, level of an area, date."""


def test_every_word_of_the_content_is_in_one_block_or_is_metadata() -> None:
    main = BeautifulSoup(new_page(), "lxml").main
    assert main is not None
    for icon in main.select("svg"):
        icon.decompose()
    told_words = words(" ".join(block.text for block in page(new_page(), "us-state").blocks))
    named_by_us = words("Quick Facts")
    assert told_words + words(TAKEN) == words(main.get_text(" ")) + named_by_us


@given(st.integers(min_value=0, max_value=len(new_page())), st.sampled_from([new_page, old_advisory, old_information]))
@settings(max_examples=60, deadline=None)
def test_a_page_that_breaks_off_anywhere_is_read_as_far_as_it_goes(end: int, sample: Callable[[], str]) -> None:
    text = sample()[:end]
    with contextlib.suppress(UnreadableError):
        document = page(text, "us-state")
        assert {block.section for block in document.blocks} <= set(range(len(document.sections)))


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<div class="cmp-traveladvisory"></div>',
        '<div class="cmp-traveladvisory"><h3 class="travel-level"></h3><div class="risk-level"></div></div>',
        '<div class="cmp-traveladvisory"><div class="cmp-traveladvisory__header-date-issued">soon</div></div>',
        '<div class="iconcallout-right"><div class="iconcallout-right"></div></div>',
        '<div class="cmp-traveladvisory"><span class="risk-level level-9"><b class="location-name"></b></span></div>',
        '<div class="embassycontactcallout"><script>1</script></div>',
        '<h2 class="statement"><span class="guidance">x</span></h2>',
    ],
)
def test_empty_components_are_no_trouble(inside: str) -> None:
    document = page(f"<html><body><main><h1>Georgia</h1>{inside}<p>The end.</p></main></body></html>", "us-state")
    assert document.blocks[-1].text == "The end."
    assert not [advice for advice in document.advice if not advice.words]


def test_a_date_that_is_none_stays_text() -> None:
    frame = '<div class="cmp-traveladvisory__header-date-issued">Soon</div>'
    text = f'<main><div class="cmp-traveladvisory">{frame}</div></main>'
    document = page(text, "us-state")
    assert document.stamps.issued is None
    assert "Soon" in told(document)[-1]


def test_components_within_components_without_end_are_read_in_time() -> None:
    kinds = ("consulatedisplay", "iconcallout-right", "destination-tips", "cmp-traveladvisory risk-level")
    deep = "".join(f'<div class="{kinds[n % 4]}"><h4>{n}</h4>' for n in range(5000))
    wide = '<div class="consulatedisplay"><h3>U.S. Consulate</h3><p>1</p></div>' * 2000
    for text in (deep, wide):
        assert page(f"<html><body><main>{text}<p>The end.</p></main></body></html>", "us-state").blocks
