"""A report as a browser draws it: read on a telephone, in the dark, and by clients that know no style sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from advisory_samples import BLOCKED, cluster, hostile, links, nothing, report, uganda, wording
from css_inline import CSSInliner
from test_report_room import endless

from monitor.compare.change import Change, Edit, FactChange, FactValue
from monitor.fetch.chromium import NoBrowserError, find_chromium
from monitor.report import html
from monitor.report.outline import outline
from monitor.report.report import Report
from monitor.report.room import with_items

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARABIC = "التصوير في المطارات ممنوع. اتصل على 112.", "التصوير في المطارات مسموح. اتصل على 113."
_CONTRASTS = """() => {
  const light = colour => {
    const [r, g, b] = colour.map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = numbers(getComputedStyle(element).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const found = {};
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; text = texts.nextNode();) {
    if (!text.textContent.trim()) continue;
    const element = text.parentElement;
    const [a, b] = [numbers(getComputedStyle(element).color).slice(0, 3), behind(element)].map(light);
    found[`${element.tagName}.${element.className}`] = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  }
  return found;
}"""
"""Of each kind of element that holds text: its contrast by WCAG 2.2 (1.4.3), which asks for 4.5."""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    try:
        program = find_chromium()
    except NoBrowserError:
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def everything() -> Report:
    """All that a report can hold, with page text that is hostile, endless, or written from right to left."""
    shared = [wording(name, name[:2].upper(), n) for n, name in enumerate(("Chad", "Peru", "Mali"), 1)]
    return report(
        uganda(links=links()), endless(), hostile(), arabic(), *shared, nothing(1, "stamp"),
        clusters=(cluster(*shared),), not_checked=(BLOCKED,), least="none",
    )  # fmt: skip


def arabic() -> Change:
    facts = tuple(
        FactValue(number, number, "الطوارئ", text) for number, text in zip(("112", "113"), ARABIC, strict=True)
    )
    runs = (
        ("=", "التصوير في المطارات "), ("-", "ممنوع"), ("+", "مسموح"), ("=", ". اتصل على "), ("-", "112"), ("+", "113"),
        ("=", "."),
    )  # fmt: skip
    return uganda(
        id=9, facts=(FactChange("phone", "changed", *facts, (), "critical"),),
        edits=(Edit("modified", (), *ARABIC, runs),), page=replace(uganda().page, id="x/y", title="لبنان / السلامة"),
    )  # fmt: skip


def mailed(given: Report) -> str:
    return CSSInliner(keep_style_tags=True, load_remote_stylesheets=False).inline(html.render(given))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_what_is_behind_it(chromium: Browser, scheme):
    page = chromium.new_page(color_scheme=scheme)
    try:
        named = html.render_outline(with_items(outline(everything()), 1))
        for document in (mailed(everything()), named, mailed(report(nothing(1, "stamp")))):
            page.set_content(document)
            found = page.evaluate(_CONTRASTS)
            assert found
            assert {name: contrast for name, contrast in found.items() if contrast < 4.5} == {}
    finally:
        page.close()


@pytest.mark.parametrize("width", [360, 800])
@pytest.mark.parametrize("knows_sheets", [True, False])
def test_nothing_is_wider_than_the_screen(chromium: Browser, width: int, knows_sheets: bool):
    document = mailed(everything())
    if not knows_sheets:
        document = re.sub(r"<style>.*?</style>", "", document, flags=re.S)
    page = chromium.new_page(viewport={"width": width, "height": 800})
    try:
        page.set_content(document)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        # A word of our own is never broken to fit.
        assert page.evaluate("document.querySelector('.label').getClientRects().length") == 1
    finally:
        page.close()


def test_what_is_written_from_right_to_left_moves_nothing_beside_it(chromium: Browser):
    page = chromium.new_page(viewport={"width": 800, "height": 800})
    try:
        page.set_content(mailed(report(arabic())))
        places = "(name => document.querySelector(name).getBoundingClientRect().left)"
        old, arrow, new = (page.evaluate(f"{places}('.facts {name}')") for name in ("del", ".arrow", "ins"))
        assert old < arrow < new
        # Within its own sentence the old word stands where an Arab reader meets it first: to the right.
        gone, came = (page.evaluate(f"{places}('blockquote {name}')") for name in ("del", "ins"))
        assert gone > came
        badge, title = (page.evaluate(f"{places}('h2 {name}')") for name in (".badge", "bdi"))
        assert badge < title
    finally:
        page.close()
