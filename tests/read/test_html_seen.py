"""What of an HTML page a reader sees."""

from __future__ import annotations

import re

import pytest
from read_helpers import ANYONE, of_html, sections, texts, told, whole

from monitor.errors import UnreadableError
from monitor.publishers.publisher import Publisher


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>112</script>",
        "<style>.a{}</style>",
        "<template>112</template>",
        "<nav><a href='/'>Home</a></nav>",
        "<div role='navigation'>Home</div>",
        "<dialog>We use cookies</dialog>",
        "<div role='dialog' aria-modal='true'>We use cookies</div>",
        "<p hidden>112</p>",
        "<p style='color:red; display : NONE'>112</p>",
        "<p style='visibility:hidden'>112</p>",
        "<span class='govuk-visually-hidden'>Warning</span>",
        "<span class='icon sr-only'>opens in a new tab</span>",
        "<i aria-hidden='true'>▼</i>",
        "<select><option>Georgia</option></select>",
        "<textarea>Write here</textarea>",
        "<button type='submit'>Send</button>",
        "<svg><title>Logo</title></svg>",
        "<a href='#content'>Skip to main content</a>",
    ],
)
def test_what_no_reader_sees_is_not_read(unseen: str) -> None:
    assert texts(of_html(f"<p>Call 110.</p>{unseen}")) == ["Call 110."]


@pytest.mark.parametrize(
    "seen",
    [
        "<p aria-hidden='true'>Call 112.</p>",
        "<p aria-label='Say 999'>Call 112.</p>",
        "<p hidden='until-found'>Call 112.</p>",
        "<form action='/'><fieldset><legend>Call 112.</legend></fieldset></form>",
        "<aside>Call 112.</aside>",
        "<header><p>Call 112.</p></header>",
        "<footer>Call 112.</footer>",
        "<div style='display:block'>Call 112.</div>",
        "<details><p>Call 112.</p></details>",
        "<center>Call 112.</center>",
        "<unknown-element>Call 112.</unknown-element>",
        "<label>Call 112.</label>",
        "<figure><img alt='Say 999'><figcaption>Call 112.</figcaption></figure>",
    ],
)
def test_what_a_reader_sees_is_read(seen: str) -> None:
    assert texts(of_html(seen)) == ["Call 112."]


def test_a_page_that_is_one_form_is_read() -> None:
    page = "<html><body><form id='aspnetForm'><input type='hidden' value='x'><h2>Crime</h2><p>Little.</p></form>"
    assert told(whole(page)) == ["heading: Crime", "paragraph: Little."]


def test_the_frame_of_the_site_is_left_out() -> None:
    page = (
        "<html><head><title>Crime - Site</title></head><body><header><a href='/'>Site</a></header>"
        "<h1>Crime</h1><p>Little.</p><footer>Imprint</footer></body></html>"
    )
    assert texts(whole(page)) == ["Crime", "Little."]


def test_the_content_is_the_main_element() -> None:
    page = "<html><body><div>Cookies!</div><main><h1>Crime</h1></main><div>More pages</div></body></html>"
    assert texts(whole(page)) == ["Crime"]


def test_an_anchor_that_is_only_named_like_the_content_is_not_taken_for_it() -> None:
    page = "<html><body>{}<h1>Crime</h1><p>There is little crime here, and none at all in the hills.</p></body></html>"
    for anchor in ("<a id='main-content'>Main content</a>", "<div id='content'>Content</div>"):
        assert texts(whole(page.format(anchor)))[1:3] == [
            "Crime",
            "There is little crime here, and none at all in the hills.",
        ]


def test_one_article_of_many_is_not_taken_for_the_page() -> None:
    page = "<html><body><article><p>One</p></article><article><p>Two</p></article></body></html>"
    assert texts(whole(page)) == ["One", "Two"]


def test_a_selector_names_the_content() -> None:
    page = "<html><body><main>All<p class='c'>One</p><div class='c'>Two<b class='c'>!</b></div></main></body></html>"
    assert texts(whole(page, root=".c")) == ["One", "Two!"]


def test_a_selector_that_fits_nothing_reads_nothing_rather_than_everything() -> None:
    document = whole("<html><body><main><p>Everything</p></main></body></html>", root=".gone")
    assert document.is_empty
    assert document.blocks == ()


def test_a_selector_that_is_none_is_an_error_of_one_sentence() -> None:
    with pytest.raises(UnreadableError, match="no CSS selector"):
        whole("<html><body><p>x</p></body></html>", root="div[")


def test_the_first_h1_is_the_title_and_else_the_page_title() -> None:
    assert of_html("<h1>Georgia</h1><p>x</p>").title == "Georgia"
    assert of_html("<p>x</p>").title == "Site"


def test_what_stands_before_the_title_has_no_share_in_what_follows_it() -> None:
    document = of_html("<h2>E-mail this page</h2><p>To whom?</p><h1>Georgia</h1><p>Level 1</p><h2>Crime</h2><p>x</p>")
    assert [(b.text, document.path(b)) for b in document.blocks][3:] == [
        ("Level 1", ()),
        ("Crime", ("Crime",)),
        ("x", ("Crime",)),
    ]


def test_furniture_of_a_publisher_is_left_out_by_selector_by_text_and_by_heading() -> None:
    publisher = Publisher(
        id="p",
        name="P",
        furniture=(".share", "aside > p"),
        furniture_text=(re.compile("^Print this page$"),),
        furniture_heading=(re.compile("^Related"),),
    )
    document = of_html(
        "<div class='big share'><p>Share</p></div><aside><p>Ad</p><div>Kept</div></aside><p>Print this page</p>"
        "<h2>Crime</h2><p>Little.</p><h2>Related pages</h2><p>Spain</p><h3>More</h3><p>France</p>"
        "<h2>Health</h2><p>Good.</p>",
        publisher,
    )
    assert texts(document) == ["Kept", "Crime", "Little.", "Health", "Good."]
    assert sections(document) == ["Crime", "Health"]


def test_a_page_of_nothing_but_furniture_is_empty() -> None:
    assert of_html("<nav>Home</nav><script>1</script>").is_empty
    assert whole("<html><body></body></html>", ANYONE).is_empty
