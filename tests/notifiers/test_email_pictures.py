"""Mails as a browser draws them, on a telephone and on a desk, in the light and in the dark.

What can be measured is measured here; with MONITOR_PICTURES set to a folder the pictures themselves are put there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from advisory_samples import wording
from hostile_pages import HOSTILE_PAGES
from mail_helpers import notice
from test_email_notices import KINDS
from test_report_pictures import _CONTRASTS as CONTRASTS

from monitor.fetch.chromium import NoBrowserError, find_chromium
from notifiers.mail_message import content

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MAILS = KINDS | {f"hostile {name}": notice(change, wording()) for name, change in HOSTILE_PAGES.items()}
_WIDER = """() => [...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map(each => `${each.tagName}.${each.className} ${each.textContent.slice(0, 40)}`)"""


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


@pytest.fixture(scope="module")
def page(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("name", MAILS)
def test_a_mail_fits_the_screen_and_can_be_read(page: Page, name: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_content(content(MAILS[name]).html)
    for width, scheme in ((360, "light"), (800, "dark"), (360, "dark"), (800, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        if folder := os.environ.get("MONITOR_PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)
        shown = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert shown == [width, width], page.evaluate(_WIDER)
        contrasts = page.evaluate(CONTRASTS) if width == 360 else {}
        assert {each: contrast for each, contrast in contrasts.items() if contrast < 4.5} == {}
    # A mail that asks anybody for anything tells who reads it, and when.
    assert asked == []
