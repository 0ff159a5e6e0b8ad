"""Questions and answers: accordions, tabs, and panels that a click opens."""

from __future__ import annotations

import pytest
from read_helpers import of_html, placed, sections, told

CALL = "Dial 112."


@pytest.mark.parametrize(
    "inside",
    [
        "<details><summary>Whom do I call?</summary><p>Dial 112.</p></details>",
        '<button aria-expanded="false" aria-controls="a1">Whom do I call?</button><div id="a1" hidden>Dial 112.</div>',
        '<button class="accordion">Whom do I call?</button><div class="panel" style="display:none">Dial 112.</div>',
        '<button>Whom do I call?</button><div class="answer" hidden>Dial 112.</div>',
        '<div role="button" aria-controls="a1">Whom do I call?</div><p id="a1" style="display:none">Dial 112.</p>',
        '<a data-toggle="collapse" href="#a1">Whom do I call?</a><div id="a1" hidden>Dial 112.</div>',
        '<div class="accordion-title"><a href="javascript:void(0);">Whom do I call?</a></div><div>Dial 112.</div>',
        '<a href="#" class="faq-toggle">Whom do I call?</a><div class="faq-answer" hidden>Dial 112.</div>',
        '<div role="tab" id="t1" aria-controls="a1"><a>Whom do I call?</a></div>'
        '<div role="tabpanel" id="a1" aria-labelledby="t1" hidden>Dial 112.</div>',
    ],
)
def test_a_question_is_the_heading_of_its_answer(inside: str) -> None:
    document = of_html(f"<h2>Help</h2>{inside}<p>Write to us.</p>")
    assert "question: Whom do I call?" in told(document)
    assert "Help > Whom do I call? | Dial 112." in placed(document)


@pytest.mark.parametrize(
    "inside",
    [
        "<details><summary>Whom do I call?</summary><p>Dial 112.</p></details>",
        '<button aria-controls="a1">Whom do I call?</button><div id="a1" hidden>Dial 112.</div>',
        '<h3><button aria-controls="a1">Whom do I call?</button></h3><div id="a1" hidden>Dial 112.</div>',
        '<div role="tab" id="t1">Whom do I call?</div><div role="tabpanel" aria-labelledby="t1">Dial 112.</div>',
    ],
)
def test_what_follows_an_answer_does_not_belong_to_it(inside: str) -> None:
    document = of_html(f"<h2>Help</h2>{inside}<p>Write to us.</p>")
    assert placed(document) == ["Help > Whom do I call? | Dial 112.", "Help | Write to us."]


def test_a_button_in_a_heading_is_that_heading() -> None:
    document = of_html(
        '<h3><button aria-expanded="true" aria-controls="a1">Crime</button></h3><div id="a1" hidden>Little.</div>'
    )
    assert told(document) == ["heading: Crime", "paragraph: Little."]
    assert document.sections[1].level == 3


def test_headings_in_an_answer_stand_below_its_question() -> None:
    document = of_html(
        "<h2>Entry</h2>"
        "<details><summary>Visa?</summary><h2>Tourists</h2><p>No visa.</p><h3>Stay</h3><p>365 days.</p></details>"
        "<details><summary>Fees?</summary><p>None.</p></details><h2>Exit</h2><p>Free.</p>"
    )
    assert sections(document) == [
        "Entry",
        "Entry > Visa?",
        "Entry > Visa? > Tourists",
        "Entry > Visa? > Tourists > Stay",
        "Entry > Fees?",
        "Exit",
    ]


def test_a_question_in_an_answer_stands_below_it() -> None:
    document = of_html(
        "<details><summary>Visa?</summary><p>No.</p><details><summary>Why?</summary><p>So.</p></details></details><p>End.</p>"
    )
    assert placed(document) == ["Visa? | No.", "Visa? > Why? | So.", " | End."]


def test_tabs_in_a_row_go_to_their_panels() -> None:
    document = of_html(
        '<div role="tablist"><button role="tab" aria-controls="p1">Police</button>'
        '<button role="tab" aria-controls="p2">Fire</button></div>'
        '<div role="tabpanel" id="p1">112</div><div role="tabpanel" id="p2" hidden>110</div>'
    )
    assert placed(document) == ["Police | 112", "Fire | 110"]


def test_a_button_for_all_panels_is_nobodys_question() -> None:
    document = of_html(
        '<button aria-controls="p1 p2">Show all</button>'
        '<button aria-controls="p1">Police?</button><div id="p1" hidden>112</div>'
        '<button aria-controls="p2">Fire?</button><div id="p2" hidden>110</div>'
    )
    assert placed(document) == [" | Show all", "Police? | 112", "Fire? | 110"]


def test_a_button_that_closes_its_own_panel_asks_nothing() -> None:
    document = of_html(
        '<button aria-controls="p1">Police?</button><div id="p1" hidden><p>112</p>'
        '<a href="#" data-toggle="collapse" data-target="#p1">Close</a></div>'
    )
    assert placed(document) == ["Police? | 112", "Police? | Close"]


def test_a_hidden_element_that_nothing_opens_stays_hidden() -> None:
    document = of_html(
        '<button aria-controls="gone">Help?</button><div id="other" hidden>Old text</div><p>New text</p>'
    )
    assert "Old text" not in " ".join(told(document))


def test_a_new_id_of_the_panels_changes_nothing() -> None:
    page = '<button aria-controls="a-{0}">Whom?</button><div id="a-{0}" hidden><p>112</p></div>'
    assert of_html(page.format("61c2")) == of_html(page.format("9f04"))


def test_a_button_that_opens_a_dialog_keeps_its_words() -> None:
    document = of_html(
        '<p data-toggle="modal" data-target="#d">Numbers</p><div id="d" role="dialog"><p>Cookies?</p></div>'
    )
    assert placed(document) == [" | Numbers"]
