"""Where the content of a page is found, by which sign, and what is proposed where the page gives none."""

from __future__ import annotations

import time

import pytest
from read_helpers import ANYONE, texts, whole

from monitor.publishers.publisher import Publisher
from monitor.read.root import candidates, content_root, share_of
from monitor.read.tree import parse

PROSE = "<p>Call the police on 112 and wait for them where you are safe and can be found.</p>" * 6
MENU = "<div class=menu><ul><li><a href=/a>Home and news</a></li><li><a href=/b>About the ministry</a></li></ul></div>"


def page(body: str) -> str:
    return f"<!DOCTYPE html><html><head><title>Site</title></head><body>{body}</body></html>"


def chosen(body: str, publisher: Publisher = ANYONE, root: str | None = None) -> tuple[str, str]:
    found = content_root(parse(page(body)), publisher, root)
    return found.selector, found.why


def proposed(body: str) -> list[str]:
    return [each.selector for each in candidates(parse(page(body)))]


# -- the signs, in their order -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "selector"),
    [
        (f"<main>{PROSE}</main>", "main"),
        (f"<div role=main>{PROSE}</div>", "[role=main]"),
        (f"{MENU}<div id=content>{PROSE}</div>", "#content"),
        (f"{MENU}<div id=main-content>{PROSE}</div><p>Other words of the site that stand below</p>", "#main-content"),
        (f"<main></main><div id=content>{PROSE}</div>", "#content"),
    ],
)
def test_a_page_that_marks_its_content_is_believed(body: str, selector: str) -> None:
    assert chosen(body)[0] == selector


def test_the_publisher_goes_before_the_page_and_sources_yaml_before_both() -> None:
    body = f"<main><div class=text>{PROSE}</div><div id=x>{PROSE}</div></main>"
    known = Publisher(id="m", name="Ministry", roots=(".text",))
    assert chosen(body, known) == (".text", "Ministry keeps its content there")
    assert chosen(body, known, "#x") == ("#x", "it is named as the content")


def test_a_selector_that_fits_nothing_finds_nothing() -> None:
    found = content_root(parse(page(f"<main>{PROSE}</main>")), ANYONE, "#gone")
    assert found.elements == ()


def test_an_anchor_that_is_only_named_like_the_content_is_not_it() -> None:
    assert chosen(f"<div id=content>Top of page</div><div>{PROSE}</div>{PROSE}")[0] == "body"


def test_a_page_of_nothing_has_no_root() -> None:
    assert content_root(parse(page("<script>go()</script>")), ANYONE, None).selector == "body"
    assert content_root(parse(""), ANYONE, None).elements == ()


# -- a guess in the body's place ---------------------------------------------------------------------------------------


def test_an_element_outside_of_which_stand_only_menus_is_read_in_place_of_the_page() -> None:
    document = whole(page(f"{MENU}<div class=page-body><h1>Help</h1>{PROSE}</div>"))
    assert document.title == "Help"
    assert "Home and news" not in texts(document)
    assert chosen(f"{MENU}<div class=page-body><h1>Help</h1>{PROSE}</div>") == (
        "div.page-body",
        "the page has no <main>, and outside it stand only menus",
    )


@pytest.mark.parametrize(
    "beside",
    [
        "<p>Call 110.</p>",
        "<div>+7 7172</div>",
        "<p>Do not travel.</p>",
        "<h2>Crime</h2>",
        "<a href=tel:112>Police</a>",
        "<a href='/contact'>8 800 100</a>",
        "<a href=mailto:a@b.example>us</a>",
        "<div class=sidebar>Helpline 116 006</div>",
        "<ul role=tablist><li role=tab>Visas</ul>",
        "<a href=#p aria-controls=p>Visas</a>",
        "<div>" + "<a href=/c>Embassy in another country</a> " * 20 + "</div>",
    ],
)
def test_where_anything_would_be_lost_the_whole_page_is_read(beside: str) -> None:
    body = f"{MENU}<div class=page-body>{PROSE}</div>{beside}"
    assert chosen(body)[0] == "body"


def test_a_wrapper_with_the_header_of_the_site_is_no_better_than_the_page() -> None:
    wrapped = f"<div class=wrapper><header>Ministry</header><div>{PROSE}</div><div>{PROSE}</div></div>"
    assert chosen(MENU + wrapped)[0] == "body"
    assert "Ministry" not in texts(whole(page(MENU + wrapped)))


def test_a_list_of_links_that_is_what_the_page_is_for_stays() -> None:
    links = "".join(f"<li><a href=/{n}>Advice for country number {n}</a>" for n in range(50))
    assert chosen(f"<div class=intro><h1>All countries</h1></div><ul>{links}</ul>")[0] == "body"


# -- what is proposed --------------------------------------------------------------------------------------------------

BESIDE = "<div class=sidebar><h3>Most read</h3><p>Ten tips for your holiday in the sun.</p></div>"


def test_the_element_that_holds_most_of_the_text_is_proposed_with_its_reason() -> None:
    (best, *_) = candidates(parse(page(f"{MENU}<div class=page-body><h1>Help</h1>{PROSE}</div>{BESIDE}")))
    assert best.selector == "div.page-body"
    assert best.headings == 1
    assert best.has_title
    assert 0.9 < best.share < 1
    assert best.why == "div.page-body holds 90 % of the text outside navigation and 1 of 2 headings."


@pytest.mark.parametrize(
    ("opening", "selector"),
    [
        ("<div id=story class=a>", "#story"),
        ("<div id=post-4711 class='col-8 entry-content'>", "div.entry-content"),
        ("<div class='sc-bdVaJa entryBody'>", "div.entryBody"),
        ("<div class='css-1x2y3z is-open active'>", ""),
        ("<article class='x1 y2'>", "article"),
    ],
)
def test_a_selector_is_short_and_of_no_build_of_the_page(opening: str, selector: str) -> None:
    body = f"{opening}{PROSE}</{opening[1:].split()[0].rstrip('>')}>{BESIDE}"
    assert (proposed(body) or [""])[0] == selector


def test_a_selector_fits_one_element_alone() -> None:
    body = f"<div class=box id=outer><div class=box>{PROSE}</div></div><div class=box>One more box.</div>"
    for selector in proposed(body):
        assert len(parse(page(body)).select(selector)) == 1
    assert "div.box" not in proposed(body)


def test_the_title_is_kept_inside_where_that_costs_nothing() -> None:
    inner = f"<div id=story><h1>Help</h1><div class=text>{PROSE}</div></div>"
    assert proposed(inner + BESIDE)[0] == "#story"
    assert "div.text" in proposed(inner + BESIDE)


def test_nothing_is_proposed_for_a_page_of_many_equal_pieces() -> None:
    assert proposed(f"<div id=a>{PROSE}</div><div id=b>{PROSE}</div>") == []
    assert proposed("") == []


def test_the_share_of_a_root_is_told() -> None:
    soup = parse(page(f"<div id=a>{PROSE}</div><div id=b>{PROSE}</div><nav>{PROSE}</nav>"))
    assert share_of(soup, content_root(soup, ANYONE, "#a").elements) == pytest.approx(0.5)
    assert share_of(soup, content_root(soup, ANYONE, "#a, #b").elements) == 1
    assert share_of(soup, ()) == 0


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 20_000 + PROSE,
        "<div class=a>" * 3_000 + "x</div><p>three words here</p>" * 3_000,
        "<p>three words here</p>" * 20_000,
        "<div id=a class=b>" * 5_000 + "1" * 100_000,
    ],
)
def test_no_page_takes_long(body: str) -> None:
    soup = parse(page(body))
    begun = time.process_time()
    content_root(soup, ANYONE, None)
    candidates(soup)
    assert time.process_time() - begun < 3
