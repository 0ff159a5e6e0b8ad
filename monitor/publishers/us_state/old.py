"""The layout until 2026 (`tsg-rwd-*`): an advisory page, and a page of country information with its panels.

On an advisory page the level stands in a frame of its own above the text: it is metadata of the page. A page of country
information only repeats that frame, as a link to the advisory: there it stays a line of text, before all parts, so
that one change of a level is told once.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from monitor.publishers.us_state.parts import ADVISORY, EMBASSIES, QUICK_FACTS, part_of
from monitor.publishers.us_state.words import DATE, level_in
from monitor.read.builder import Builder
from monitor.read.document import Advice
from monitor.read.html import PART
from monitor.read.lines import text_of
from monitor.read.text import slugify

_PANEL = ".tsg-rwd-accordion-title-frame"
_COUNTRY_PAGE = f".tsg-rwd-csi-contry-name, {_PANEL}"
_KIND = ".tsg-rwd-eab-type-main-frame"
_DATED = re.compile(rf"(.{{3,60}}) ({DATE})")
_FACTS = "[class*=tsg-rwd-sidebar-qf] > h3"


def prepare(soup: BeautifulSoup, builder: Builder) -> None:
    """Mark the panels of a page of country information; take the level and the date of an advisory."""
    if soup.select_one(_COUNTRY_PAGE) is None:
        _advisory(soup, builder)
        return
    for panel in soup.select(_PANEL):
        if heading := text_of(panel):
            panel[PART] = part_of(heading) or slugify(heading)
    for heading_of_facts in soup.select(_FACTS):
        heading_of_facts[PART] = QUICK_FACTS


def _advisory(soup: BeautifulSoup, builder: Builder) -> None:
    """An advisory is one part under its date, the embassy's numbers beside it another, as on the page of today."""
    kind = soup.select_one(_KIND)
    for frame in soup.select(".tsg-rwd-eab-title-frame"):
        words = level_in(text_of(frame))
        if words is None or frame.find("h1") is not None:
            continue
        beside = frame.parent.select(_KIND) if frame.parent is not None else []
        kind = beside[0] if beside and not builder.advice else kind
        frame.extract()
        advice = Advice(words)
        if advice not in builder.advice:
            builder.advice.append(advice)
    for date in soup.select(".tsg-rwd-eab-date-frame"):
        builder.stamp_outside("issued", text_of(date))
        date.extract()
    if kind is None:
        return
    if dated := _DATED.fullmatch(text_of(kind)):
        builder.stamp_outside("issued", dated.group(2))
        kind.string = dated.group(1)
    kind[PART] = ADVISORY
    rail = next((head for head in soup.find_all("h3") if text_of(head) == "Assistance for U.S. Citizens"), None)
    if rail is not None:
        rail[PART] = EMBASSIES
