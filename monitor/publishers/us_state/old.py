"""The layout until 2026 (`tsg-rwd-*`): an advisory page, and a page of country information with its panels.

On an advisory page the level stands in a frame of its own above the text: it is metadata of the page. A page of country
information only repeats that frame, as a link to the advisory: there it stays a line of text, before all parts, so
that one change of a level is told once.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup

from monitor.publishers.us_state.parts import ADVISORY, EMBASSIES, QUICK_FACTS, TITLES, part_of
from monitor.publishers.us_state.tree import outermost
from monitor.publishers.us_state.words import DATE, level_in
from monitor.read.builder import Builder
from monitor.read.document import Advice
from monitor.read.lines import text_of
from monitor.read.seen import HEADINGS
from monitor.read.text import slugify
from monitor.read.walk import PART

_PANEL = ".tsg-rwd-accordion-title-frame"
_COPY = ".tsg-rwd-accordion-copy"
_COUNTRY_PAGE = f".tsg-rwd-csi-contry-name, {_PANEL}, {_COPY}"
_KIND = ".tsg-rwd-eab-type-main-frame"
_DATED = re.compile(rf"(.{{3,60}}) ({DATE})")
_FACTS = "[class*=tsg-rwd-sidebar-qf] > h3"
_FRAMES = ["tsg-rwd-main-copy-frame", "tsg-rwd-main-copy-body-frame"]
_TEXT = ", ".join(f".{name}" for name in _FRAMES)
_FACT = ".tsg-rwd-qf-box-title"
_RISK = ".tsg-rwd-eab-risk-frame"
_ALL_RISKS = 9
"""Letters that State has for kinds of risk."""


def prepare(soup: BeautifulSoup, builder: Builder) -> None:
    """Mark the panels of a page of country information; take the level and the date of an advisory."""
    if soup.select_one(_COUNTRY_PAGE) is None:
        _advisory(soup, builder)
        return
    panels = soup.select(_PANEL)
    known = {id(panel) for panel in panels}
    for copy in outermost(soup.select(_COPY)):  # what stands right above a panel's text is its title, in any class
        title = copy.find_previous_sibling(True)
        if title is not None and id(title) not in known and title.select_one(f"{_PANEL}, {_COPY}") is None:
            panels.append(title)
    for panel in panels:
        if heading := text_of(panel):
            panel[PART] = part_of(heading) or slugify(heading)
    first = soup.select_one(_FACT)
    above = first.find_previous(list(HEADINGS)) if first is not None else None
    for heading_of_facts in soup.select(_FACTS) or [above]:
        if heading_of_facts is not None and part_of(text_of(heading_of_facts)) == QUICK_FACTS:
            heading_of_facts[PART] = QUICK_FACTS
    for label in soup.select(_FACT):
        for heading_of_label in label.find_all(list(HEADINGS)):
            heading_of_label.name = "div"  # "PASSPORT VALIDITY:" is the label of its line, whatever element it is


def _advisory(soup: BeautifulSoup, builder: Builder) -> None:
    """An advisory is one part under its date, the embassy's numbers beside it another, as on the page of today."""
    kind = soup.select_one(_KIND)
    plain = None
    risks = _risks(soup)
    for frame in soup.select(".tsg-rwd-eab-title-frame"):
        words = level_in(text_of(frame))
        if words is None or frame.find("h1") is not None:
            continue
        beside = frame.parent.select(_KIND) if frame.parent is not None else []
        kind = beside[0] if beside and not builder.advice else kind
        if kind is None and plain is None:  # nothing else says where the advisory begins
            plain = soup.new_tag("h2")
            plain.string = TITLES[ADVISORY]
            frame.insert_before(plain)
        frame.extract()
        advice = Advice(words, risks=None if builder.advice else risks)
        if advice not in builder.advice:
            builder.advice.append(advice)
    for date in soup.select(".tsg-rwd-eab-date-frame"):
        builder.stamp_outside("issued", text_of(date))
        date.extract()
    kind = kind or plain
    if kind is None:
        return
    if dated := _DATED.fullmatch(text_of(kind)):
        builder.stamp_outside("issued", dated.group(2))
        kind.string = dated.group(1)
    kind[PART] = ADVISORY
    rail = next((head for head in soup.find_all("h3") if text_of(head) == "Assistance for U.S. Citizens"), None)
    if rail is None:
        return
    rail[PART] = EMBASSIES
    text, holder = soup.select_one(_TEXT), rail.parent
    if text is None or holder is None or rail.find_parent(class_=_FRAMES) is not None:
        return
    if not any(parent is holder for parent in text.parents):
        text.append(holder.extract())  # the embassy's numbers are content, wherever the rail stands


def _risks(soup: BeautifulSoup) -> tuple[str, ...] | None:
    """The risk indicators of an advisory, which are taken out; None where the page does not tell them.

    Where all nine letters stand there, the page's style sheet alone says which of them hold.
    """
    frames = outermost(soup.select(_RISK))
    found = []
    for frame in frames:
        letter, link = text_of(frame), frame.find(title=True)
        name = str(link["title"]).removeprefix("Tool Tip:").strip() if link is not None else ""
        found.append(f"{name} ({letter})" if name and name != letter else letter)
        frame.extract()
    told = tuple(dict.fromkeys(risk for risk in found if risk))
    return told if told and len(told) < _ALL_RISKS else None
