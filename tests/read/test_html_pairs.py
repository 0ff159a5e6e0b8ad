"""Questions and answers that nothing but their classes, a tick box or a click on a heading tells apart."""

from __future__ import annotations

import time

import pytest
from read_helpers import of_html, placed, told, whole

ASKED = "Help > Куда звонить | Полиция: 102."


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="t668__accordion"><div class="t668__wrapper"><div class="t668__header t668__header_bottom">'
        '<div class="t668__title t-name">Куда звонить</div><div class="t668__icon"></div></div>'
        '<div class="t668__content"><div class="t668__text">Полиция: <a href="tel:102">102</a>.</div></div>'
        "</div></div>",
        '<div class="accordion-title">Куда звонить</div> <div class="accordion-content" style="display:none">'
        '<p>Полиция: <a href="tel:102">102</a>.</p></div>',
        '<ul class="list"><li><div class="question">Куда звонить</div><div class="answer">'
        'Полиция: <a href="tel:102">102</a>.</div></li></ul>',
        '<strong class="schema-faq-question">Куда звонить</strong> <p class="schema-faq-answer">'
        'Полиция: <a href="tel:102">102</a>.</p>',
        '<div class="uagb-faq-item" role="tab" tabindex="0"><div class="uagb-faq-questions-button uagb-faq-questions">'
        '<span class="uagb-question">Куда звонить</span></div><div class="uagb-faq-content">'
        '<p>Полиция: <a href="tel:102">102</a>.</p></div></div>',
        '<div class="su-spoiler"><div class="su-spoiler-title" tabindex="0" role="button">Куда звонить</div>'
        '<div class="su-spoiler-content">Полиция: <a href="tel:102">102</a>.</div></div>',
        '<input type="checkbox" id="q1"><label for="q1">Куда звонить</label>'
        '<div class="c">Полиция: <a href="tel:102">102</a>.</div>',
        '<dl class="faq"><dt>Куда звонить</dt><dd><p>Полиция: <a href="tel:102">102</a>.</p></dd></dl>',
        '<dl><dt><button aria-controls="d1">Куда звонить</button></dt>'
        '<dd id="d1" hidden>Полиция: <a href="tel:102">102</a>.</dd></dl>',
    ],
)
def test_the_half_that_is_clicked_on_is_the_heading_of_the_half_that_opens(inside: str) -> None:
    document = of_html(f"<h2>Help</h2>{inside}<p>After.</p>")
    assert placed(document) == [ASKED, "Help | After."]
    assert [block.kind for block in document.blocks if block.text == "Куда звонить"] == ["question"]
    assert [link.url for link in document.links] == ["tel:102"]


def test_a_question_that_is_marked_for_machines_is_a_heading() -> None:
    document = of_html(
        '<div itemscope itemtype="https://schema.org/Question"><div itemprop="name">Whom to call</div>'
        '<div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer"><div itemprop="text">112</div>'
        "</div></div><p>After.</p>"
    )
    assert placed(document) == ["Whom to call | 112", " | After."]


def test_tabs_that_no_script_has_marked_yet_are_the_headings_of_what_they_show() -> None:
    document = of_html(
        '<ul><li><a href="#t1">Police</a></li> <li><a href="#t2">Doctors</a></li></ul>'
        '<div id="t1"><p>102</p></div> <div id="t2"><p>103</p><p>112</p></div><p>After.</p>'
    )
    assert placed(document) == ["Police | 102", "Doctors | 103", "Doctors | 112", " | After."]


def test_a_table_of_contents_is_no_row_of_tabs() -> None:
    document = of_html(
        '<ul><li><a href="#t1">Police</a></li><li><a href="#t2">Doctors</a></li></ul>'
        '<section id="t1"><h2>Police</h2><p>102</p></section><section id="t2"><h2>Doctors</h2><p>103</p></section>'
    )
    assert placed(document) == [" | Police", " | Doctors", "Police | 102", "Doctors | 103"]


def test_each_question_of_a_definition_list_has_all_its_answers() -> None:
    document = of_html(
        "<dl><dt>Who issues an order?</dt><dd><p>The police.</p><p>Or a court.</p></dd><dd>Nobody else.</dd>"
        "<dt>Hours</dt><dd>9 to 18</dd><dt>For how long?</dt><dd>30 days.</dd></dl><p>After.</p>"
    )
    assert placed(document) == [
        "Who issues an order? | The police.",
        "Who issues an order? | Or a court.",
        "Who issues an order? | Nobody else.",
        " | Hours: 9 to 18",
        "For how long? | 30 days.",
        " | After.",
    ]


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="card-header">Embassy</div><div class="card-body">62 Abay Street</div>',
        '<div class="accordion-content"><div class="contact-label">Embassy</div>'
        '<div class="contact-text">62 Abay Street</div></div>',
        '<div class="faq"><span class="x-label">Embassy</span> <span class="x-text">62 Abay Street</span></div>',
        '<form><input type="checkbox" id="c"><label for="c">Embassy</label><div>62 Abay Street</div></form>',
        '<div class="faq"><div class="one-title">Embassy</div><div class="other-content">62 Abay Street</div></div>',
    ],
)
def test_what_only_stands_above_something_asks_nothing(inside: str) -> None:
    document = of_html(inside)
    assert {block.kind for block in document.blocks} == {"paragraph"}
    assert " ".join(block.text for block in document.blocks) == "Embassy 62 Abay Street"


def test_a_question_that_leads_elsewhere_keeps_its_link() -> None:
    document = of_html(
        '<div class="faq-question"><a href="/faq/7">Whom to call</a></div><div class="faq-answer">112</div>'
    )
    assert told(document) == ["paragraph: Whom to call", "paragraph: 112"]
    assert [link.url for link in document.links] == ["/faq/7"]


def test_a_link_in_a_summary_is_kept() -> None:
    document = of_html('<details><summary>Call <a href="tel:112">112</a></summary><p>At any hour.</p></details>')
    assert [(link.url, document.blocks[link.block].text) for link in document.links] == [("tel:112", "Call 112")]


@pytest.mark.parametrize(
    "inside",
    [
        '<h3 onclick="toggle(this)">Whom to call</h3><div style="display:none"><p>Dial 112.</p></div>',
        '<h3 tabindex="0">Whom to call</h3><div hidden><p>Dial 112.</p></div>',
        '<h3><a href="javascript:void(0)">Whom to call</a></h3><div style="display: none"><p>Dial 112.</p></div>',
        '<h3>Whom to call</h3><div style="display:none"><p>Dial 112.</p></div>'
        '<h3>Where to go</h3><div style="display:none"><p>1 Abay Street.</p></div>',
    ],
)
def test_a_hidden_element_below_a_heading_to_click_on_is_its_answer(inside: str) -> None:
    assert "Whom to call | Dial 112." in placed(of_html(inside))


def test_the_last_of_several_hidden_answers_is_read_too() -> None:
    document = of_html(
        "<h3>A</h3><div hidden>One.</div><h3>B</h3><div hidden>Two.</div><h3>C</h3><div hidden>Three.</div>"
    )
    assert placed(document) == ["A | One.", "B | Two.", "C | Three."]


def test_a_hidden_element_below_a_plain_heading_stays_hidden() -> None:
    document = of_html("<h2>Results</h2><p>Three.</p><h2>Search</h2><div hidden>Nothing was found.</div>")
    assert "Nothing was found." not in " ".join(told(document))


def test_a_picture_that_dials_keeps_its_number() -> None:
    document = of_html('<p>Helpline</p><p><a href="tel:150"><img src="phone.png" alt="Call"></a></p><p>After.</p>')
    assert told(document) == ["paragraph: Helpline", "paragraph: After."]
    assert [(link.url, link.block) for link in document.links] == [("tel:150", 0)]


@pytest.mark.parametrize(
    "banner",
    [
        '<div id="cookie-law-info-bar"><span>We use cookies.</span></div>',
        '<div class="cookie-banner"><p>We use cookies.</p><a href="/more">Read more</a></div>',
        '<section class="b-cookies-notice js"><p>We use cookies.</p></section>',
        '<div id="onetrust-consent-sdk"><p>We use cookies.</p></div>',
    ],
)
def test_what_asks_for_cookies_is_furniture_where_a_page_does_not_mark_its_content(banner: str) -> None:
    document = whole(f"<html><body><h1>Help</h1><p>Dial 112.</p>{banner}</body></html>")
    assert told(document) == ["heading: Help", "paragraph: Dial 112."]


def test_a_page_about_cookies_is_read() -> None:
    document = of_html('<div class="cookie-notice"><p>We use cookies.</p></div><p class="cookies">They expire.</p>')
    assert told(document) == ["paragraph: We use cookies.", "paragraph: They expire."]


def test_a_warning_box_of_bootstrap_is_a_warning() -> None:
    assert told(of_html('<div class="alert alert-danger"><p>The line is closed.</p></div>')) == [
        "warning: The line is closed."
    ]


def test_hostile_classes_take_no_longer_than_others() -> None:
    pair = f'<div class="{"-" * 3000}title {"a-" * 2000}">x</div><div class="{"-" * 3000}content">y</div>'
    begin = time.perf_counter()
    of_html(f'<div class="accordion">{pair * 300}</div>')
    assert time.perf_counter() - begin < 5
