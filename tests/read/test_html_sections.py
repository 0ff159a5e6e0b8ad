"""Headings, and bold run-in heads that are headings of their paragraphs."""

from __future__ import annotations

import pytest
from read_helpers import of_html, placed, sections, texts, told


def test_sections_stand_below_one_another_by_their_levels() -> None:
    document = of_html(
        "<h1>Georgia</h1><h2>Laws</h2><h3>Drugs</h3><p>a</p><h4>Rare</h4><h3>Knives</h3><p>b</p><h2>Health</h2>"
    )
    assert sections(document) == ["Laws", "Laws > Drugs", "Laws > Drugs > Rare", "Laws > Knives", "Health"]
    assert [s.level for s in document.sections] == [0, 2, 3, 4, 3, 2]
    assert [s.slug for s in document.sections][1:4] == ["laws", "laws/drugs", "laws/drugs/rare"]


def test_two_headings_of_one_name_are_two_sections() -> None:
    document = of_html("<h2>Visa</h2><p>a</p><h2>Visa</h2><p>b</p><h2>Visa-2</h2><p>c</p><h2>Visa</h2><p>d</p>")
    slugs = [section.slug for section in document.sections]
    assert len(set(slugs)) == len(slugs) == 5
    assert slugs[1:3] == ["visa", "visa-2"]
    assert [document.sections[b.section].slug for b in document.blocks if b.text in "abcd"] == slugs[1:]


def test_a_heading_that_says_again_what_stands_right_above_is_no_second_section() -> None:
    document = of_html("<h1>Health</h1><h2>Health</h2><h3>HEALTH</h3><p>Good.</p><h2>Health</h2><p>Later.</p>")
    assert sections(document) == ["Health"]
    assert placed(document) == [" | Good.", "Health | Later."]


def test_an_empty_heading_opens_nothing() -> None:
    assert sections(of_html("<h2> &nbsp; </h2><p>a</p>")) == []


def test_a_paragraph_dressed_as_a_heading_is_a_paragraph() -> None:
    long = "The Department is revising the procedures by which it works out who may file an application and when. "
    document = of_html(f"<h2>News</h2><h3>{long * 2}</h3><h3>{long}</h3><p>After.</p>")
    assert sections(document) == ["News"]
    assert told(document)[1:] == [f"paragraph: {(long * 2).strip()}", f"paragraph: {long.strip()}", "paragraph: After."]


@pytest.mark.parametrize(
    ("paragraph", "head", "rest"),
    [
        ("<b>Crime:</b> Pickpockets work in markets.", "Crime:", "Pickpockets work in markets."),
        ("<strong>Crime</strong>: Pickpockets work in markets.", "Crime:", "Pickpockets work in markets."),
        ("<b>Cri</b><b>me:</b>Pickpockets work in markets.", "Crime:", "Pickpockets work in markets."),
        ("<b>Crime</b>Pickpockets work in markets.", "Crime", "Pickpockets work in markets."),
        (
            "<b>Crime</b><br>Pickpockets work in all the markets of the town.",
            "Crime",
            "Pickpockets work in all the markets of the town.",
        ),
        ("<b>Crime:</b><br>Pickpockets work here.", "Crime:", "Pickpockets work here."),
        ("<b>Arrest</b> If you are detained, call us.", "Arrest", "If you are detained, call us."),
        ("<b>Students</b>.Many students are robbed here.", "Students.", "Many students are robbed here."),
        (
            "<b>Traffic Laws: You need a licence.</b> Police check it.",
            "Traffic Laws:",
            "You need a licence. Police check it.",
        ),
        ("<span style='font-weight: bold'>Crime:</span> Pickpockets work here.", "Crime:", "Pickpockets work here."),
        ("<b>“Love” scams:</b> “Brides” write to you first.", "“Love” scams:", "“Brides” write to you first."),
    ],
)
def test_a_bold_run_in_head_opens_a_section(paragraph: str, head: str, rest: str) -> None:
    document = of_html(f"<h2>Safety</h2><p>{paragraph}</p>")
    assert told(document)[1:] == [f"heading: {head}", f"paragraph: {rest}"]
    assert sections(document) == ["Safety", f"Safety > {head.rstrip(':.')}"]


@pytest.mark.parametrize(
    "line",
    ["<b>Crime</b>", "<strong><em>Crime</em></strong>", "<b>Crime</b>:", "<b>Crime:</b>", "<b>If you are in Kenya</b>"],
)
def test_a_bold_line_alone_opens_a_section(line: str) -> None:
    document = of_html(f"<p>{line}</p><ul><li>Lock up.</li></ul>")
    assert len(sections(document)) == 1
    assert placed(document) == [f"{sections(document)[0]} | Lock up."]


def test_a_bold_line_that_names_a_level_is_a_head_however_long() -> None:
    line = "The areas along the northern border, except the towns of Gori and Kutaisi – Level 4: Do Not Travel"
    assert sections(of_html(f"<p><b>{line}</b></p><p>Mines.</p>")) == [line]


@pytest.mark.parametrize(
    "paragraph",
    [
        "<b>Reissued after periodic review.</b>",
        "<b>We do not pay medical bills.</b> Buy insurance.",
        "<b>You need a passport to enter Georgia</b>. You may stay a year.",
        "<b>Telephone:</b> +7 7172 70 21 00 at any hour of the day",
        "<b>Emergency after-hours telephone:</b> 227-7000",
        "<b>Email:</b> acs@embassy.example (for citizens of the country)",
        "<b>Website:</b> the page of the embassy",
        "<b>Police:</b> dial 102",
        "<b>Note:</b> The embassy is closed on Monday and on Friday.",
        "<b>Please note:</b> The embassy is closed on Monday and on Friday.",
        "<b>help@embassy.example</b>",
        "<b>102</b>",
        "<b>Dial 112</b> to report a crime in the whole country.",
        "<b>Exercise increased caution</b> in Georgia due to crime.",
        "<b>U.S. Embassy</b> Tbilisi is closed on all public holidays.",
        "There is <b>Crime:</b> a lot of it here.",
        "<b>Demonstrations</b> and protests occur here.",
        "<b>The most important thing is that you are as safe as you can be</b> when it happens.",
    ],
)
def test_emphasis_and_labels_are_no_heads(paragraph: str) -> None:
    document = of_html(f"<p>{paragraph}</p>")
    assert sections(document) == []
    assert len(document.blocks) == 1


@pytest.mark.parametrize(
    "lead", ["We can:", "Do Not Travel To:", "Learn more:", "If you decide to go:", "These include:"]
)
def test_bold_words_that_only_lead_in_a_list_open_no_section(lead: str) -> None:
    document = of_html(f"<h2>Crime</h2><p><b>{lead}</b></p><ul><li>Help you.</li></ul><p>After.</p>")
    assert sections(document) == ["Crime"]
    assert [block.lead for block in document.blocks if block.kind == "item"] == [lead]


def test_the_subject_of_a_sentence_is_a_head_where_its_neighbours_have_heads() -> None:
    document = of_html(
        "<p><b>Demonstrations</b> may occur. Stay away.</p><p><b>Crime:</b> Pickpockets work in markets.</p>"
    )
    assert sections(document) == ["Demonstrations", "Crime"]
    assert told(document)[0] == "paragraph: Demonstrations may occur. Stay away."


def test_the_subject_of_a_sentence_alone_is_emphasis() -> None:
    document = of_html("<p><b>Demonstrations</b> may occur. Stay away.</p><p>There is little crime.</p>")
    assert sections(document) == []


def test_the_first_line_of_an_address_is_no_head() -> None:
    document = of_html("<p><b>U.S. Embassy Tbilisi</b><br>29 Friendship Avenue<br><b>Telephone:</b> 227-7724</p>")
    assert sections(document) == []
    assert texts(document) == ["U.S. Embassy Tbilisi", "29 Friendship Avenue", "Telephone: 227-7724"]


def test_bold_words_in_a_list_or_a_quote_are_no_heads() -> None:
    document = of_html(
        "<ul><li><b>Crime:</b> Pickpockets work in markets.</li></ul><blockquote><p><b>We</b></p></blockquote>"
    )
    assert sections(document) == []


def test_the_next_heading_ends_a_run_in_section() -> None:
    document = of_html("<h2>A</h2><p><b>B:</b> One two three four five.</p><h3>C</h3><p>x</p><h2>D</h2><p>y</p>")
    assert sections(document) == ["A", "A > B", "A > C", "D"]


def test_a_link_in_a_head_stays_with_the_head_and_others_with_the_text() -> None:
    document = of_html(
        '<p><b><a href="/c">Crime</a>:</b> Read <a href="/more">our page on crime</a> before you go.</p>'
    )
    assert [(document.blocks[link.block].kind, link.url) for link in document.links] == [
        ("heading", "/c"),
        ("paragraph", "/more"),
    ]
