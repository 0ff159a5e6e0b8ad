"""The State Department's pages in their layout until 2026: travel advisory and country information."""

from __future__ import annotations

import pytest
from page_helpers import page, placed, sections, told

from monitor.read.document import Advice
from monitor.read.parts import part, parts

ASSISTANCE = """<h3>Assistance for U.S. Citizens</h3><p><b>U.S. Embassy Tbilisi</b><br>29 Friendship Avenue</p>
<p>Telephone</p><p>+(995)(32) 227-7724</p><p>Emergency</p><p>+(995)(32) 227-7000</p><p>Fax</p><p>null</p>
<p>Email</p><p><a href="mailto:acs@state.gov">acs@state.gov</a></p>"""

TEXT = """<div class="tsg-rwd-eab-main-frame tsg-rwd-eab-main-frame-blue">
<h3 class="tsg-rwd-eab-type-main-frame"><div>Travel Advisory</div><div>March 13, 2025</div></h3>
<h3 class="tsg-rwd-eab-title-frame">Georgia - Level 1: Exercise Normal Precautions</h3></div>
<div class="tsg-rwd-tool-tips"><a href="javascript:void(0);">C</a> <a href="javascript:void(0);">U</a></div>
<p><b><i>Last Update: Reissued after periodic review with minor edits.</i></b></p>
<p>Exercise normal precautions in Georgia.</p>
<p><b>Do Not Travel To:</b></p><ul><li>South Ossetia due to crime.</li></ul>
<p><b>South Ossetia and Abkhazia – Level 4: Do Not Travel</b></p><p>Mines lie there.</p>
<h3>Travel Advisory Levels</h3><p>1 2 3 4</p>"""


def advisory(outer: str, inner: str) -> str:
    return f"""

<script>window.x = "1759742417";</script>
<!DOCTYPE html><html><head><title>Georgia Travel Advisory</title></head><body>
<div id="skipnav"><a href="#main">Skip to the content</a></div>
<div class="tsg-rwd-breadcrumb">Home &gt; Georgia</div>
<div class="{outer}"><div class="{inner}"><h1>Georgia Travel Advisory</h1>{TEXT}</div>
<div class="tsg-rwd-sidebar">{ASSISTANCE}</div><h3>Georgia Map</h3><p>View Larger Map</p></div>
<div class="footer">Privacy</div></body></html>"""


FRAMES = ("tsg-rwd-main-copy-frame", "tsg-rwd-main-copy-body-frame withrail")


@pytest.mark.parametrize(("outer", "inner"), [FRAMES, FRAMES[::-1]])
def test_the_advisory_is_read_with_the_numbers_beside_it(outer: str, inner: str) -> None:
    document = page(advisory(outer, inner), "us-state")
    north, help = "South Ossetia and Abkhazia – Level 4: Do Not Travel", "Assistance for U.S. Citizens"
    assert document.title == "Georgia Travel Advisory"
    assert placed(document) == [
        "Travel Advisory | Exercise normal precautions in Georgia.",
        "Travel Advisory | Do Not Travel To:",
        "Travel Advisory | South Ossetia due to crime.",
        f"Travel Advisory > {north} | Mines lie there.",
        f"{help} | U.S. Embassy Tbilisi",
        f"{help} | 29 Friendship Avenue",
        f"{help} | Telephone +(995)(32) 227-7724",
        f"{help} | Emergency +(995)(32) 227-7000",
        f"{help} | Fax",
        f"{help} | Email acs@state.gov",
    ]


def test_the_advisory_is_one_page_and_the_numbers_beside_it_are_the_embassys() -> None:
    document = page(advisory(*FRAMES), "us-state")
    assert [section.slug for section in parts(document)] == ["advisory", "embassies-and-consulates"]
    assert document.layout == "tsg-rwd"


def test_the_level_in_its_frame_is_metadata_and_no_word_of_the_text() -> None:
    document = page(advisory(*FRAMES), "us-state")
    assert document.advice == (Advice("Level 1: Exercise Normal Precautions"),)
    assert not [line for line in told(document) if "Level 1" in line]


@pytest.mark.parametrize(
    ("line", "advice"),
    [
        ("Georgia - Level 1: Exercise Normal Precautions", (Advice("Level 1: Exercise Normal Precautions"),)),
        (
            "Mainland China, Hong Kong &amp; Macau - See Summaries - Level 3: Reconsider Travel",
            (Advice("Level 3: Reconsider Travel"),),
        ),
        ("Georgia\u00a0 –\u00a0Level 4", (Advice("Level 4"),)),
        ("Worldwide Caution", ()),
        ("", ()),
    ],
)
def test_a_frame_without_a_level_stays_text(line: str, advice: tuple[Advice, ...]) -> None:
    text = advisory(*FRAMES).replace("Georgia - Level 1: Exercise Normal Precautions", line)
    document = page(text, "us-state")
    assert document.advice == advice
    assert ("Worldwide Caution" in [block.text for block in document.blocks]) == (line == "Worldwide Caution")


def test_a_level_that_two_frames_show_is_one() -> None:
    frame = '<h3 class="tsg-rwd-eab-title-frame">Georgia - Level 1: Exercise Normal Precautions</h3>'
    document = page(advisory(*FRAMES).replace(frame, frame + frame), "us-state")
    assert len(document.advice) == 1


def test_an_advisory_saved_as_markdown_keeps_its_level_as_text() -> None:
    document = page(
        "# Georgia Travel Advisory\n\n### Travel Advisory May 1, 2025\n\n"
        "### Georgia - Level 1: Exercise Normal Precautions\n\nStay home.",
        "us-state",
    )
    assert document.advice == ()
    assert "heading: Georgia - Level 1: Exercise Normal Precautions" in told(document)
    assert document.stamps.issued == "2025-05-01"


def test_the_date_and_the_note_of_an_advisory_are_stamps() -> None:
    stamps = page(advisory(*FRAMES), "us-state").stamps
    assert stamps.issued == "2025-03-13"
    assert stamps.note == "Reissued after periodic review with minor edits."


@pytest.mark.parametrize(
    "note",
    [
        "Reissued after periodic review without changes.",
        "Updated to reflect information on crime.",
        "Updated due to change in travel advisory level.",
        "Updated with information on the election.",
        "Reissued May 12, 2025, to emphasize the danger.",
        "Issued following the earthquake.",
        "There were no changes to the advisory level.",
        "The advisory level was decreased to 2.",
    ],
)
def test_the_notes_of_advisories_are_stamps_and_no_content(note: str) -> None:
    document = page(
        f"# Georgia Travel Advisory\n\n### Travel Advisory May 1, 2025\n\n***{note}***\n\nStay home.", "us-state"
    )
    assert document.stamps.note == note
    assert document.stamps.issued == "2025-05-01"
    assert placed(document) == [" | Stay home."]


def test_the_letters_of_all_indicators_say_nothing() -> None:
    letters = "\n".join(f'[{letter}](javascript:void(0); "Tool Tip: X")' for letter in "ODKENHUTC")
    document = page(f"# Georgia Travel Advisory\n\n### Level 1\n\n{letters}\n\nStay home.", "us-state")
    assert placed(document) == ["Level 1 | Stay home."]


COUNTRY = """<html><body><div class="tsg-rwd-csi-contry-name">Georgia</div>
<div class="csi-data-date">Last Updated: April 02, 2026</div>
<div class="searchCSI"><script>{}</script>Search</div>
<div class="tsg-rwd-main-CSI-International-Travel-items-international">
<div class="tsg-rwd-sidebar-qf"><h3>Quick Facts</h3>
<div class="tsg-rwd-qf-box-title">PASSPORT VALIDITY:</div><div class="tsg-rwd-qf-box-data"><p>Six months.</p></div>
<div class="tsg-rwd-qf-box-title">VACCINATIONS:</div><div class="tsg-rwd-qf-box-data"></div></div>
<div><div class="tsg-rwd-accordion-title-frame">
<a href="javascript:void(0);"><h4>Embassies and Consulates</h4></a></div>
<div class="tsg-rwd-accordion-copy" style="display:none"><h4>Embassies and Consulates</h4><h2>U.S. Embassy Tbilisi</h2>
<p><b>Telephone:</b> 227-7724</p></div></div>
<div><div class="tsg-rwd-accordion-title-frame"><a href="javascript:void(0);"><h4>Safety and Security</h4></a></div>
<div class="tsg-rwd-accordion-copy" style="display:none"><p><b>Demonstrations</b> take place often.</p>
<p><b>Crime:</b> Most visits pass without crime.</p>
<p><b>Victims of Crime:</b></p><p>We can:</p><ul><li>Help.</li></ul></div></div>
</div></body></html>"""


def test_the_panels_of_the_country_page_are_its_parts() -> None:
    document = page(COUNTRY, "us-state")
    assert document.title == "Georgia"
    assert document.stamps.updated == "2026-04-02"
    assert [section.heading for section in parts(document)] == [
        "Quick Facts",
        "Embassies and Consulates",
        "Safety and Security",
    ]
    assert placed(document) == [
        "Quick Facts | PASSPORT VALIDITY: Six months.",
        "Quick Facts | VACCINATIONS:",
        "Embassies and Consulates > U.S. Embassy Tbilisi | Telephone: 227-7724",
        "Safety and Security > Demonstrations | Demonstrations take place often.",
        "Safety and Security > Crime | Most visits pass without crime.",
        "Safety and Security > Victims of Crime | We can:",
        "Safety and Security > Victims of Crime | Help.",
    ]


def test_the_advisory_that_the_country_page_repeats_belongs_to_no_panel() -> None:
    teaser = (
        '<div class="tsg-rwd-csi-travel-advisories"><h3 class="tsg-rwd-eab-type-main-frame">Travel Advisory'
        '<div class="tsg-rwd-eab-date-frame">March 13, 2025</div></h3>'
        '<h3 class="tsg-rwd-eab-title-frame">Georgia - Level 1: Exercise Normal Precautions</h3></div>'
    )
    text = COUNTRY.replace('<div class="tsg-rwd-sidebar-qf">', teaser + '<div class="tsg-rwd-sidebar-qf">')
    document = page(text, "us-state")
    assert document.advice == ()
    assert [section.slug for section in parts(document)] == [
        section.slug for section in parts(page(COUNTRY, "us-state"))
    ]
    for section in parts(document):
        found = part(document, section.slug)
        assert found is not None
        assert "Level 1" not in " ".join(told(found))


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Consulates", "embassies-and-consulates"),
        ("SPECIAL CIRCUMSTANCES", "local-laws-special-circumstances"),
        ("Local Laws &amp; Special Circumstances", "local-laws-special-circumstances"),
        ("Fact Sheet", "fact-sheet"),
        ("", None),
    ],
)
def test_a_panel_under_another_heading_is_the_same_page(heading: str, slug: str | None) -> None:
    text = COUNTRY.replace("<h4>Embassies and Consulates</h4></a>", f"<h4>{heading}</h4></a>")
    slugs = [section.slug for section in parts(page(text, "us-state"))]
    assert slug is None or slug in slugs
    assert "safety-and-security" in slugs


def test_a_part_that_a_page_claims_by_itself_is_none() -> None:
    text = COUNTRY.replace("<p><b>Crime:</b>", '<p data-monitor-part="health"><b>Crime:</b>')
    assert [section.slug for section in parts(page(text, "us-state"))][-1] == "safety-and-security"


def test_a_panel_is_a_page_of_its_own() -> None:
    safety = part(page(COUNTRY, "us-state"), "safety-and-security")
    assert safety is not None
    assert sections(safety) == ["Demonstrations", "Crime", "Victims of Crime"]
    assert safety.stamps.updated == "2026-04-02"


def test_a_label_in_capitals_is_one_with_its_value_in_markdown_too() -> None:
    document = page(
        "# Quick Facts\n\n### Quick Facts\n\nPASSPORT VALIDITY:\n\nSix months.\n\nVACCINATIONS:\n\nNone", "us-state"
    )
    assert told(document) == [
        "heading: Quick Facts",
        "paragraph: PASSPORT VALIDITY: Six months.",
        "paragraph: VACCINATIONS: None",
    ]


def test_the_form_to_mail_a_page_is_furniture() -> None:
    document = page(
        "<html><body><div id='content'><div class='breadcrumbs'>Visas</div>"
        "<ul class='print-email-ctrls'><li>Print</li></ul>"
        "<div class='email-window popup_block'><h2>Email sent successfully!</h2><form>To:</form></div>"
        "<h1>Visa Bulletin</h1><p>Number 98</p></div></body></html>",
        "us-state",
    )
    assert told(document) == ["heading: Visa Bulletin", "paragraph: Number 98"]
