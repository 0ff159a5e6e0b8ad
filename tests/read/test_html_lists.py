"""Lists in HTML, and the sentences that lead them in."""

from __future__ import annotations

from read_helpers import block, of_html, told

from monitor.read.document import Document


def items(document: Document) -> list[tuple[int, str, str]]:
    return [(each.depth, each.lead, each.text) for each in document.blocks if each.kind == "item"]


def test_an_item_carries_the_sentence_that_leads_its_list_in() -> None:
    document = of_html("<p>Rules are strict. You are not allowed to export:</p><ul><li>antiques</li><li>gold</li></ul>")
    assert items(document) == [
        (1, "You are not allowed to export:", "antiques"),
        (1, "You are not allowed to export:", "gold"),
    ]


def test_a_sentence_that_ends_leads_nothing_in() -> None:
    document = of_html("<p>There is little crime.</p><ul><li>Lock your door</li></ul>")
    assert items(document) == [(1, "", "Lock your door")]


def test_an_item_that_ends_with_a_colon_leads_in_the_list_inside_it() -> None:
    document = of_html(
        "<p>You must not bring:</p>"
        "<ul><li>weapons, such as:<ul><li>knives</li><li>guns</li></ul></li><li>drugs</li></ul>"
    )
    assert items(document) == [
        (1, "You must not bring:", "weapons, such as:"),
        (2, "weapons, such as:", "knives"),
        (2, "weapons, such as:", "guns"),
        (1, "You must not bring:", "drugs"),
    ]


def test_every_list_within_a_list_keeps_the_outer_lead() -> None:
    document = of_html(
        "<p>Avoid:</p><ul><li>crowds<ul><li>markets</li></ul></li><li>nights<ul><li>alleys</li></ul></li></ul>"
    )
    assert [(depth, lead) for depth, lead, _ in items(document)] == [(1, "Avoid:"), (2, "Avoid:")] * 2


def test_a_list_right_inside_a_list_is_one_deeper() -> None:
    document = of_html("<ul><li>one</li><ul><li>two</li></ul><li>three</li></ul>")
    assert items(document) == [(1, "", "one"), (2, "", "two"), (1, "", "three")]


def test_an_item_of_two_paragraphs_is_two_items() -> None:
    document = of_html("<ol><li><p>Call 112.</p><p>Stay there.</p></li><li>Wait.</li></ol>")
    assert told(document) == ["item: Call 112.", "item: Stay there.", "item: Wait."]


def test_text_loose_in_a_list_is_not_lost() -> None:
    assert told(of_html("<ul>Loose <b>words</b><li>one</li><p>more</p></ul>")) == [
        "item: Loose words",
        "item: one",
        "item: more",
    ]


def test_a_heading_with_a_colon_leads_in_and_one_without_does_not() -> None:
    document = of_html("<h2>Do not travel to:</h2><ul><li>the north</li></ul><h2>Cities</h2><ul><li>Tbilisi</li></ul>")
    assert block(document, "the north").lead == "Do not travel to:"
    assert block(document, "Tbilisi").lead == ""


def test_a_table_between_ends_what_leads_in() -> None:
    document = of_html("<p>Call:</p><table><tr><td>Fire</td><td>110</td></tr></table><ul><li>Stay calm</li></ul>")
    assert block(document, "Stay calm").lead == ""
