"""Markdown, as converters write it."""

from __future__ import annotations

import pytest
from read_helpers import block, links, placed, rows, sections, texts, told, whole

from monitor.read.document import Document


def of_markdown(text: str) -> Document:
    return whole(f"# Page\n\n{text}")


def test_headings_lists_and_paragraphs() -> None:
    document = whole(
        "# Georgia\n\n## Crime\n\nThere is little.\n\nYou should:\n\n* lock up\n    + at night\n* stay in\n\n1. Wait\n"
    )
    assert document.title == "Georgia"
    assert told(document) == [
        "heading: Georgia",
        "heading: Crime",
        "paragraph: There is little.",
        "paragraph: You should:",
        "item: lock up",
        "item: at night",
        "item: stay in",
        "item: Wait",
    ]
    assert block(document, "lock up").lead == "You should:"
    assert [b.depth for b in document.blocks if b.kind == "item"] == [1, 2, 1, 1]


@pytest.mark.parametrize(
    ("paragraph", "head", "rest"),
    [
        ("**Terrorism:**Terrorist groups may strike anywhere.", "Terrorism:", "Terrorist groups may strike anywhere."),
        ("**Terrorism:** Terrorist groups may strike anywhere.", "Terrorism:", "Terrorist groups may strike anywhere."),
        ("**Terrorism**: Terrorist groups may strike anywhere.", "Terrorism:", "Terrorist groups may strike anywhere."),
        ("**Terrorism**Terrorist groups may strike anywhere.", "Terrorism", "Terrorist groups may strike anywhere."),
        ("**Terrorism**\nTerrorist groups may strike anywhere.", "Terrorism", "Terrorist groups may strike anywhere."),
        ("***Terrorism:***Terrorist groups may strike.", "Terrorism:", "Terrorist groups may strike."),
        ("**Terrorism*:***Terrorist groups may strike.", "Terrorism:", "Terrorist groups may strike."),
        ("**Terrorism:***T*errorist groups may strike.", "Terrorism:", "Terrorist groups may strike."),
        ("**Students***.*Many students are robbed here.", "Students.", "Many students are robbed here."),
        ("**[Terrorism](/t):**Terrorist groups may strike.", "Terrorism:", "Terrorist groups may strike."),
    ],
)
def test_bold_heads_are_heads_however_the_marks_are_set(paragraph: str, head: str, rest: str) -> None:
    assert told(of_markdown(paragraph))[1:] == [f"heading: {head}", f"paragraph: {rest}"]


def test_a_bold_line_with_an_escaped_star_loses_only_its_marks() -> None:
    document = of_markdown("**Country entry requirement\\***\n\n* Proof is required.\n\n\\* It may change.")
    assert texts(document)[1:] == ["Country entry requirement*", "Proof is required.", "* It may change."]


def test_emphasis_within_a_word_is_no_star() -> None:
    assert texts(of_markdown("See *Report*for details in the states*.*"))[1] == "See Reportfor details in the states."


def test_the_head_of_a_panel_is_a_heading_and_says_its_name_once() -> None:
    document = whole(
        '# Safety and Security\n\n[#### Safety and Security](javascript:void(0); "Safety and Security")\n\nLock up.'
    )
    assert told(document) == ["heading: Safety and Security", "paragraph: Lock up."]
    assert links(document) == []


def test_links_to_scripts_leave_their_words() -> None:
    document = of_markdown('[O](javascript:void(0); "Tool Tip: Other")\n[D](javascript:void(0); "Tool Tip: (D)")')
    assert texts(document)[1:] == ["O D"]
    assert links(document) == []


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('[Write](mailto: acs@embassy.example "title")', "mailto:acs@embassy.example"),
        ("[Read]( https://a.example/x)", "https://a.example/x"),
        ("[Read](to https://a.example/x)", "to%20https://a.example/x"),
        ("[Read](https://a.example/a b c)", "https://a.example/a%20b%20c"),
        ("[Read](file:///C:/Users/me/page.html)", "file:///C:/Users/me/page.html"),
        ("[Read](https://a.example/ä?q=ü)", "https://a.example/ä?q=ü"),
        ("<https://a.example>", "https://a.example"),
        ("[Read](/content/page.html)", "/content/page.html"),
    ],
)
def test_a_link_keeps_its_words_and_its_target_though_it_is_no_good_markdown(link: str, url: str) -> None:
    document = of_markdown(f"Please {link} now.")
    assert links(document)[0][0] == url
    assert "](" not in texts(document)[1]


def test_a_picture_says_nothing() -> None:
    assert texts(of_markdown("[![Alt 999](/map.svg)](/maps)\n\nAfter"))[1:] == ["After"]


def test_lines_of_an_address_stay_lines() -> None:
    document = of_markdown(
        "**29 Friendship Avenue  \nTbilisi  \nTelephone:** 227-7724  \n**Email:** [a@b.example](mailto:a@b.example)"
    )
    assert texts(document)[1:] == ["29 Friendship Avenue", "Tbilisi", "Telephone: 227-7724", "Email: a@b.example"]
    assert sections(document) == []


def test_a_table_has_heads() -> None:
    document = of_markdown("| Who | Number |\n| --- | --- |\n| Police | [112](tel:112) |\n| Fire | |\n")
    assert rows(document)[1:] == [(("Police", "112"), ("Who", "Number")), (("Fire",), ("Who",))]


def test_a_table_without_heads_has_none() -> None:
    assert rows(of_markdown("|  |  |\n| --- | --- |\n| Police | 112 |\n")) == [(("Police", "112"), ())]


def test_a_definition_list_is_read() -> None:
    assert texts(of_markdown("Police\n: 112\n\nFire\n: 110\n"))[1:] == ["Police: 112", "Fire: 110"]


def test_html_inside_is_read_as_html() -> None:
    document = of_markdown(
        'Call <b>112</b><br>now.\n\n<div class="help-notice">\n\nInsurance may not pay.\n\n</div>\n\n<script>1</script>'
    )
    assert told(document)[1:] == ["paragraph: Call 112", "paragraph: now.", "warning: Insurance may not pay."]


def test_an_indented_line_is_text_and_no_program() -> None:
    assert told(of_markdown("    Lock your door,\n    and stay in."))[1:] == ["paragraph: Lock your door, and stay in."]


def test_line_ends_of_any_system_mean_the_same() -> None:
    text = "# A\n\nOne\n\n* two\n"
    assert whole(text) == whole(text.replace("\n", "\r\n")) == whole(text.replace("\n", "\r"))


def test_sections_by_run_in_heads() -> None:
    document = whole("# Safety\n\n**Crime:** There is little of it here.\n\nLock up.\n\n**Fire:**\n\n* Call 110.\n")
    assert placed(document) == ["Crime | There is little of it here.", "Crime | Lock up.", "Fire | Call 110."]
