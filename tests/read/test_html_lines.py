"""Runs of text in HTML: what joins, what breaks, where links lead."""

from __future__ import annotations

import pytest
from read_helpers import block, links, of_html, rows, texts, told


def cloaked(address: str, key: int = 0x5B) -> str:
    return bytes([key, *(byte ^ key for byte in address.encode())]).hex()


def test_inline_tags_join_without_a_space() -> None:
    document = of_html("<p><span>C</span>OVID-19 <b>te</b>sts cost 1<sup>st</sup> day <i>5</i><u>0</u> lari.</p>")
    assert texts(document) == ["COVID-19 tests cost 1st day 50 lari."]


def test_a_break_ends_a_line() -> None:
    document = of_html("<p>29 Friendship Avenue<br>Tbilisi<br/>Telephone: 227-7724</p>")
    assert texts(document) == ["29 Friendship Avenue", "Tbilisi", "Telephone: 227-7724"]


def test_blocks_never_join() -> None:
    document = of_html("<div>Fire: 110<div>Police: 112</div>Ambulance: 113</div><p>Free<p>Quick")
    assert texts(document) == ["Fire: 110", "Police: 112", "Ambulance: 113", "Free", "Quick"]


def test_lines_of_preformatted_text_stay_lines() -> None:
    assert texts(of_html("<pre>Fire: 110\nPolice: 112\n\n</pre>")) == ["Fire: 110", "Police: 112"]


def test_entities_and_odd_spaces_come_out_in_normal_form() -> None:
    document = of_html("<p>020&#8239;7008&nbsp;5000 &amp; more&hellip; em&shy;bassy</p>")
    assert texts(document) == ["020 7008 5000 & more… embassy"]


def test_comments_and_scripts_are_not_text() -> None:
    document = of_html(
        "<p>Call<!-- 999 --> 112<script>call(999)</script><style>p{}</style><noscript>999</noscript></p>"
    )
    assert texts(document) == ["Call 112"]


def test_a_link_is_kept_with_its_words_and_its_block() -> None:
    document = of_html(
        '<p>One</p><p>Read <a href="https://a.example/x">our <b>page</b></a> or <a href="/y">ask</a>.</p>'
    )
    assert links(document) == [("https://a.example/x", "our page"), ("/y", "ask")]
    assert {link.block for link in document.links} == {1}


@pytest.mark.parametrize("url", ["tel:+995322274747", "mailto:help@a.example", "https://wa.me/995322274747"])
def test_a_link_to_a_number_or_an_address_is_a_link(url: str) -> None:
    assert links(of_html(f'<p><a href="{url}">Write or call</a></p>')) == [(url, "Write or call")]


def test_a_link_to_nowhere_leaves_its_words_only() -> None:
    document = of_html(
        '<p><a href="javascript:void(0);">Show</a> <a name="top">Top</a> <a href="#">more</a> <a href="">x</a></p>'
    )
    assert texts(document) == ["Show Top more x"]
    assert links(document) == []


def test_a_link_round_whole_blocks_is_one_link() -> None:
    document = of_html('<a href="/ge"><h2>Georgia</h2><p>Level 1</p></a><p>After</p>')
    assert told(document) == ["heading: Georgia", "paragraph: Level 1", "paragraph: After"]
    assert links(document) == [("/ge", "Georgia")]


def test_the_link_of_a_heading_and_of_a_cell_is_kept() -> None:
    document = of_html(
        '<h2><a href="/emb">Embassy</a></h2><table><tr><th>Who</th></tr><tr><td><a href="/x">Umit</a></td></tr></table>'
    )
    assert links(document) == [("/emb", "Embassy"), ("/x", "Umit")]


def test_an_address_that_cloudflare_cloaks_is_read() -> None:
    span = f'<span class="__cf_email__" data-cfemail="{cloaked("help@shelter.example")}">[email&#160;protected]</span>'
    document = of_html(
        f'<p>Write to <a href="/cdn-cgi/l/email-protection#{cloaked("help@shelter.example")}">{span}</a>.</p>'
    )
    assert texts(document) == ["Write to help@shelter.example."]
    assert links(document) == [("mailto:help@shelter.example", "help@shelter.example")]


def test_a_new_key_of_the_cloak_changes_nothing() -> None:
    link = '<a class="__cf_email__" href="/cdn-cgi/l/email-protection" data-cfemail="{}">x</a>'
    pages = [of_html(link.format(cloaked("a@b.example", key))) for key in (1, 0x7F)]
    assert pages[0] == pages[1]
    assert links(pages[0]) == [("mailto:a@b.example", "a@b.example")]


def test_a_cloaked_address_without_a_link_and_in_a_table_is_read() -> None:
    span = f'<span data-cfemail="{cloaked("a@b.example")}">[email protected]</span>'
    document = of_html(
        f"<p>{span}</p><table><tr><th>E-mail</th><th>Who</th></tr><tr><td>{span}</td><td>Umit</td></tr></table>"
    )
    assert texts(document)[0] == "a@b.example"
    assert rows(document)[1][0] == ("a@b.example", "Umit")
    assert ("mailto:a@b.example", "a@b.example") in links(document)


@pytest.mark.parametrize("broken", ["", "zz", "5b3", "5bff00ff"])
def test_a_cloak_that_cannot_be_lifted_leaves_the_page_as_it_is(broken: str) -> None:
    document = of_html(f'<p><span data-cfemail="{broken}">[email protected]</span></p>')
    assert texts(document) == ["[email protected]"]


def test_a_quote_and_a_warning_box_are_told_apart_from_paragraphs() -> None:
    document = of_html(
        "<blockquote><p>We saw it.</p></blockquote>"
        '<div class="application-notice help-notice"><p>Insurance may not pay.</p></div>'
        '<div class="govuk-warning-text"><strong>FCDO advises against all travel</strong></div><p>Plain.</p>'
    )
    assert told(document) == [
        "quote: We saw it.",
        "warning: Insurance may not pay.",
        "warning: FCDO advises against all travel",
        "paragraph: Plain.",
    ]


def test_a_definition_stands_on_a_line_with_its_term() -> None:
    document = of_html(
        "<dl><dt>Fire</dt><dd>110</dd><div><dt>Police:</dt><dd><p>112</p></dd></div><dt>Fax</dt><dd></dd></dl>"
    )
    assert texts(document) == ["Fire: 110", "Police: 112", "Fax"]


def test_a_definition_of_several_blocks_follows_its_term() -> None:
    document = of_html("<dl><dt>You may bring</dt><dd><p>These:</p><ul><li>cash</li><li>food</li></ul></dd></dl>")
    assert texts(document) == ["You may bring", "These:", "cash", "food"]
    assert block(document, "cash").lead == "These:"


def test_text_loose_in_a_list_of_definitions_is_not_lost() -> None:
    assert texts(of_html("<dl>Numbers<dt>Fire</dt><dd>110</dd><p>All free</p></dl>")) == [
        "Numbers",
        "Fire: 110",
        "All free",
    ]
