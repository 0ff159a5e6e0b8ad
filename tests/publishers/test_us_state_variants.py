"""State's components in other elements than those of the samples: the same parts, levels and facts."""

from __future__ import annotations

import json
import time

import pytest
from page_helpers import page, placed, told
from state_samples import PARTS, SUMMARY, cut, new_page, old_advisory, old_information

from monitor.compare.change import Change
from monitor.publishers import publisher
from monitor.pure import change_between, reading
from monitor.read.document import Advice, Document
from monitor.read.entry import Entry
from monitor.read.parts import part, parts
from monitor.read.reader import read_index

US = publisher("us-state")
NORTH, SOUTH = (
    Advice("Level 4: Do not travel", area="The north"),
    Advice("Level 3: Reconsider travel", area="The south"),
)


def between(before: Document, after: Document) -> Change:
    return change_between(reading(before, US), reading(after, US), US)


def areas(inside: str) -> str:
    return f"""<main><h1>Georgia</h1><div class="cmp-traveladvisory"><div class="cmp-traveladvisory__header level-2">
<h2>Travel advisory</h2><h3 class="travel-level">Level 2: Exercise increased caution</h3>
<div class="guidance level-2">Exercise increased caution</div></div><p>Be careful.</p>
<h3>Risks in specific areas</h3>{inside}</div></main>"""


LEVEL_FIRST = """<div class="risk-level level-4">Level 4: Do not travel</div><h4 class="location-name">The north</h4>
<p class="location-summary">Mines.</p><div class="risk-level level-3">Level 3: Reconsider travel</div>
<h4 class="location-name">The south</h4><p class="location-summary">Robbers.</p>"""
NAME_FIRST = """<ul><li><p class="location-name">The north</p><p class="risk-level level-4">
<span class="risk-bubble level-4">4</span> Level 4: Do not travel</p><p class="location-summary">Mines.</p></li>
<li><p class="location-name">The south</p><p class="risk-level level-3">Level 3: Reconsider travel</p>
<p class="location-summary">Robbers.</p></li></ul>"""
IN_A_BUTTON = "".join(
    f"""<h4 class="usa-accordion__heading"><button class="usa-accordion__button" aria-controls="{id}">
<span class="location-name">{name}</span><span class="risk-level level-{step}">{level}</span></button></h4>
<div id="{id}" class="usa-accordion__content"><div class="location-summary">{text}</div></div>"""
    for id, name, step, level, text in (
        ("a1", "The north", 4, "Level 4: Do not travel", "Mines."),
        ("a2", "The south", 3, "Level 3: Reconsider travel", "Robbers."),
    )
)


@pytest.mark.parametrize("inside", [LEVEL_FIRST, NAME_FIRST, IN_A_BUTTON])
def test_a_level_beside_the_name_of_an_area_is_that_areas(inside: str) -> None:
    document = page(areas(inside), "us-state")
    assert document.advice == (Advice("Level 2: Exercise increased caution", risks=()), NORTH, SOUTH)
    assert [line.rpartition(" > ")[2] for line in placed(document)] == [
        "Travel advisory | Be careful.",
        "The north | Mines.",
        "The south | Robbers.",
    ]


def test_a_sentence_that_begins_with_a_level_is_no_badge_of_an_area() -> None:
    said = "Level 4: Do not travel to the valleys of the north for any reason, at any time of the year."
    inside = f'<p class="risk-level level-4">{said}</p><h4 class="location-name">The south</h4><p>Robbers.</p>'
    document = page(areas(inside), "us-state")
    assert len(document.advice) == 1
    assert any(line.endswith(said) for line in told(document))


def test_thousands_of_areas_are_read_in_time() -> None:
    start = time.monotonic()
    assert len(page(areas(LEVEL_FIRST * 2000), "us-state").advice) == 4001
    assert time.monotonic() - start < 30


FACTS = {
    "Passport validity": "6 months",
    "Tourist visa required": "Yes, for $34",
    "Currency restrictions for entry": "None",
}
LISTED = "<dl>" + "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in FACTS.items()) + "</dl>"
STACKED = "".join(f"<div><div>{label}</div><div>{value}</div></div>" for label, value in FACTS.items())


@pytest.mark.parametrize("inside", [LISTED, STACKED])
@pytest.mark.parametrize("around", ["{}", '<div class="destination-requirements">{}<h2>Entry requirements</h2></div>'])
def test_one_callout_with_all_quick_facts_is_the_part_that_the_old_boxes_were(inside: str, around: str) -> None:
    callout = f'<h2>Quick facts</h2><div class="iconcallout-right">{inside}</div>'
    document = page(f"<main><h1>Georgia</h1>{around.format(callout)}</main>", "us-state")
    slugs = [section.slug for section in parts(document)]
    assert slugs.count("quick-facts") == 1
    assert "quick-facts-2" not in slugs
    boxes = "".join(
        f'<div class="tsg-rwd-qf-box-title"><h3>{label.upper()}:</h3></div>'
        f'<div class="tsg-rwd-qf-box-data">{value}</div>'
        for label, value in FACTS.items()
    )
    old = page(
        '<div class="tsg-rwd-csi-contry-name">Georgia</div><div class="tsg-rwd-main-CSI-International-Travel-items-'
        f'international"><h3>Quick Facts</h3>{boxes}</div>',
        "us-state",
    )
    before, after = part(old, "quick-facts"), part(document, "quick-facts")
    assert before is not None
    assert after is not None
    change = between(before, after)
    assert (change.significance, change.facts) == ("none", ())


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Embassy and consulate contact information", "embassies-and-consulates"),
        ("U.S. Embassies and Consulates", "embassies-and-consulates"),
        ("Consulate information", "embassies-and-consulates"),
        ("U.S. Embassy Tbilisi", None),
        ("Embassy", None),
    ],
)
def test_a_heading_of_the_posts_as_such_names_the_part(heading: str, slug: str | None) -> None:
    text = f'<main><h1>Georgia</h1><h2>{heading}</h2><div class="consulatedisplay"><h3>U.S. Embassy</h3><p>1</p></div>'
    document = page(f"{text}</main>", "us-state")
    assert [section.slug for section in parts(document)] == ["embassies-and-consulates"]
    assert f"heading: {heading}" in told(document)
    assert (len(told(document)) == 4) == (slug is not None)  # no heading of ours is added to the page's own


def test_a_panel_is_known_by_its_text_whatever_class_its_title_has() -> None:
    text = old_information().replace("tsg-rwd-accordion-title-frame", "tsg-rwd-accordion-heading")
    text = text.replace("tsg-rwd-sidebar-qf-csi-show", "tsg-rwd-facts")
    assert [section.slug for section in parts(page(text, "us-state"))] == [
        section.slug for section in parts(page(old_information(), "us-state"))
    ]


def test_an_advisory_begins_at_its_level_where_nothing_else_says_so() -> None:
    text = old_advisory().replace("tsg-rwd-eab-type-main-frame", "tsg-rwd-eab-x")
    document = page(text, "us-state")
    assert next(section.slug for section in parts(document)) == "advisory"
    assert document.advice == page(old_advisory(), "us-state").advice
    found = part(document, "advisory")
    assert found is not None
    assert between(found, cut(new_page(), "advisory")).significance == "none"


@pytest.mark.parametrize("rail", ["<div class='rail'>{}</div>", "{}"])
def test_the_embassys_numbers_are_read_where_the_rail_stands_outside_the_text(rail: str) -> None:
    numbers = "<h3>Assistance for U.S. Citizens</h3><p>Telephone</p><p>+(995)(32) 227-7724</p>"
    text = f"""<div id="tsg_main_content_container"><div class="tsg-rwd-main-copy-frame">
<h1>Georgia Travel Advisory</h1>
<h3 class="tsg-rwd-eab-title-frame">Georgia - Level 1: Exercise Normal Precautions</h3><p>Be careful.</p></div>
{rail.format(numbers)}</div>"""
    document = page(text, "us-state")
    inside = rail != "{}"  # loose in the container round the text, they cannot be told from the page's furniture
    assert [section.slug for section in parts(document)] == ["advisory", *(["embassies-and-consulates"] * inside)]
    assert ("paragraph: Telephone +(995)(32) 227-7724" in told(document)) == inside


@pytest.mark.parametrize(
    ("slug", "was", "now"),
    [
        ("embassies-and-consulates", "Didi Dighomi", "Vake"),
        ("advisory", "Police have used tear gas.", "Police keep away."),
        ("quick-facts", "Hepatitis A is recommended.", "Rabies is recommended."),
    ],
)
def test_words_that_came_with_the_layout_are_never_nothing(slug: str, was: str, now: str) -> None:
    """A share of the text would hide one line of a long page, an address or an advice that no fact holds."""
    assert was in new_page() + SUMMARY
    before = cut(old_advisory() if slug == "advisory" else old_information(), slug)
    assert between(before, cut(new_page(), slug)).significance == "none"
    assert between(before, cut(new_page().replace(was, now), slug)).significance != "none"


def test_a_not_that_moved_with_the_layout_is_never_nothing() -> None:
    text = PARTS["Destination Description"]
    told_before = text.replace("Its capital", "Do not drink the water. Do boil the milk. Its capital")
    told_after = text.replace("Its capital", "Do drink the water. Do not boil the milk. Its capital")
    before = cut(old_information().replace(text, told_before), "destination-description")
    after = new_page().replace(text, told_after)
    assert between(before, cut(after, "destination-description")).significance != "none"
    same = new_page().replace(text, told_before)
    assert between(before, cut(same, "destination-description")).significance == "none"


def test_an_address_on_one_line_is_the_address_on_several() -> None:
    lines = "29 Georgian-American Friendship Avenue<br>Didi Dighomi<br>Tbilisi, Georgia, 0131"
    slug = "embassies-and-consulates"
    new = new_page().replace(lines, lines.replace("<br>", ", "))
    assert between(cut(old_information(), slug), cut(new, slug)).significance == "none"


def test_rows_of_a_table_are_the_lines_of_the_old_panel() -> None:
    line = "<p><b>Telephone:</b> +(995)(32) 227-7724</p>"
    row = "<table><tr><th>Telephone</th><td>+(995)(32) 227-7724</td></tr></table>"
    slug = "embassies-and-consulates"
    assert line in new_page()
    change = between(cut(old_information(), slug), cut(new_page().replace(line, row), slug))
    assert (change.significance, change.facts) == ("none", ())


@pytest.mark.parametrize("inside", ["<p><b>Requirements for Entry:</b></p>", "<h4>Requirements for entry</h4>"])
def test_a_list_of_requirements_is_rules_with_and_without_a_colon(inside: str) -> None:
    text = f"<main><h1>Georgia</h1><h2>Arrival</h2>{inside}<ul><li>Passport</li><li>Visa</li></ul></main>"
    rules = [fact.text for fact in reading(page(text, "us-state"), US).facts if fact.kind == "rule"]
    assert rules == ["Passport", "Visa"]


ROW = """<table {table}><thead><tr><th>Advisory</th><th>Level</th><th>{third}</th></tr></thead><tbody><tr>
<td><a href="/en/international-travel/travel-advisories/georgia.html">Georgia</a></td><td>{level}</td>
<td>05/08/2026</td></tr></tbody></table>"""


def lines(text: str) -> tuple[Entry, ...]:
    found = read_index(f"<html><body><main><h1>Advisories</h1>{text}</main></body></html>".encode(), US)
    assert found is not None
    return found


def test_a_list_without_risk_indicators_does_not_say_that_there_are_none() -> None:
    row = ROW.format(table='id="htmlTable"', third="Date", level="Level 1: Exercise normal precautions")
    assert lines(row)[0].advice == (Advice("Level 1: Exercise normal precautions", risks=None),)
    told_of = row.replace("<th>Date</th>", "<th>Date</th><th>Risk Indicators</th>")
    assert lines(told_of)[0].advice == (Advice("Level 1: Exercise normal precautions", risks=()),)


@pytest.mark.parametrize("shown", ["2", ""])
def test_a_badge_with_a_bare_number_is_a_level(shown: str) -> None:
    badge = f'<span class="level-badge level-badge-2">{shown}</span>'
    row = ROW.format(table='id="htmlTable"', third="Date", level=badge)
    assert [each.words for each in lines(row)[0].advice] == ["Level 2"]


@pytest.mark.parametrize(
    ("level", "risks", "words", "said"),
    [
        (2, None, ["Level 2"], None),
        ("3", "Crime; Unrest", ["Level 3"], ("Crime", "Unrest")),
        ("Level 4: Do not travel", ["Crime (C)"], ["Level 4: Do not travel"], ("Crime (C)",)),
        ({"level": 4}, [{"name": "x"}], [], None),
        (True, None, [], None),
        (None, None, [], None),
    ],
)
def test_a_level_in_a_field_of_its_own(level: object, risks: object, words: list[str], said: object) -> None:
    data = [{"Title": "Georgia", "Link": "", "Category": ["GG"], "Advisory_Level": level, "Key_Risks": risks}]
    found = read_index(json.dumps(data).encode(), US)
    assert found is not None
    assert [each.words for each in found[0].advice] == words
    assert not words or found[0].advice[0].risks == said
