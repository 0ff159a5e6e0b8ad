"""The layout of 2026 (Adobe Experience Manager, US Web Design System): one page a country, built of components.

Its components are known from what scrapers select and from a stored cut of one advisory: `.cmp-traveladvisory`, the
`.destination-*` sections, `.iconcallout-right` for the quick facts, `.embassycontactcallout` and `.consulatedisplay`.
Each opens a part under the name that the same text had as a panel of the old layout, so that a page keeps its identity.
Components of one part are read together, where the site lays them apart; what stands between components belongs to the
part before it, so that nothing new on a page goes unread.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

from monitor.publishers.us_state.advisory import PILL, take_advisory
from monitor.publishers.us_state.parts import DESCRIPTION, EMBASSIES, ENTRY, QUICK_FACTS, part_of
from monitor.publishers.us_state.tree import (
    first_heading,
    first_text,
    having,
    heading_before,
    name_part,
    open_part,
    outermost,
)
from monitor.read.builder import Builder
from monitor.read.lines import text_of
from monitor.read.seen import HEADINGS
from monitor.read.walk import PART

_ADVISORY = "cmp-traveladvisory"
_FACT = "iconcallout-right"
_SECTIONS = {"destination-about": DESCRIPTION, "destination-requirements": ENTRY, "destination-tips": "travel-tips"}
"""Components that are one part, or several, each under a heading that names it."""
_GROUPS = {(_FACT,): QUICK_FACTS, ("embassycontactcallout", "consulatedisplay"): EMBASSIES}
"""Components of which several make one part."""
COMPONENTS = (_ADVISORY, *_SECTIONS, *(name for names in _GROUPS for name in names))

_LABEL = re.compile(
    r"(?:valid )?passport (?:validity|requirements?)|valid passport|blank passport pages?"
    r"|tourist visas?(?: required| requirements?)?|vaccinations?(?: required| requirements?)?"
    r"|currency(?: restrictions?)?(?: (?:on|for) (?:entry|exit|entry and exit))?",
    re.IGNORECASE,
)
"""What the quick facts are about, as both layouts name it."""

CLASSES = frozenset({*COMPONENTS, "hero-standard"})
"""Classes that no page of another layout has."""


def prepare(soup: BeautifulSoup, builder: Builder, classes: Mapping[str, list[Tag]]) -> None:
    """Take levels, risk indicators and dates out of the tree, and mark the headings that open parts."""
    components = outermost(having(soup, *COMPONENTS))
    for advisory in classes.get(_ADVISORY, [])[:1]:
        take_advisory(soup, advisory, builder)
    for callout in outermost(classes.get(_FACT, ())):
        _with_heading(callout)
    for names, slug in _GROUPS.items():
        if any(name in classes for name in names):
            _gather(soup, outermost(having(soup, *names)), slug, {id(tag) for tag in components})
    for name, slug in _SECTIONS.items():
        for section in outermost(classes.get(name, ())):
            _divide(soup, section, slug)
    _mark_others(soup, components)
    for pill in classes.get(PILL, ()):
        if pill.parent is not None:
            pill.insert_after(" ")  # in a table two pills stand side by side without a space


def _with_heading(callout: Tag) -> None:
    """The label of a quick fact is its heading, whatever element it is: its first text."""
    for icon in callout.find_all("svg"):
        if not icon.decomposed:
            icon.decompose()
    for each in callout.find_all(["dt", "p", "div"]):  # of a callout that holds several facts
        alone = each.find(True) is None and each.find_parent(list(HEADINGS)) is None
        if alone and (each.name == "dt" or _LABEL.fullmatch(text_of(each))):
            each.name = "h4"
    for element in callout.find_all(["dl", "dd"]):
        element.name = "div"
    text = first_text(callout)
    if text is None or first_heading(callout) is not None:
        return
    label = text.parent
    if label is not None and label is not callout and text_of(label) != text_of(callout):
        label.name = "h4"


def _gather(soup: BeautifulSoup, found: list[Tag], slug: str, components: set[int]) -> None:
    """Make one part of components, where the first of them stands, or behind the component that holds it."""
    if not found:
        return
    first, whole = found[0], soup.new_tag("div")
    holder = next((parent for parent in reversed(list(first.parents)) if id(parent) in components), None)
    head = heading_before(first, slug)
    if holder is not None:
        holder.insert_after(whole)
    else:
        first.insert_before(whole)
    if head is not None:
        whole.append(head.extract())
    whole.extend([component.extract() for component in found])
    own = first_heading(whole)
    if own is not None and part_of(text_of(own)) == slug:
        own[PART] = slug
    else:  # "U.S. Embassy Tbilisi" names the first of several posts, and not the part
        name_part(soup, whole, slug)


def _divide(soup: BeautifulSoup, section: Tag, slug: str) -> None:
    """One part, or one for each heading that names a part, if these are all of one rank."""
    own = first_heading(section)
    named = part_of(text_of(own)) if own is not None else None
    head = open_part(soup, section, named or slug)
    rank = HEADINGS[head.name] if named else None
    last = named or slug
    for heading in section.find_all(list(HEADINGS)):
        found = part_of(text_of(heading))
        if heading is head or found is None or found == last or HEADINGS[heading.name] > (rank or 9):
            continue
        rank, last = HEADINGS[heading.name], found
        heading[PART] = found


def _mark_others(soup: BeautifulSoup, components: list[Tag]) -> None:
    """A part may come in a component that nobody has seen yet: its `h2` names it all the same."""
    known = {tag[PART] for tag in soup.find_all(True, attrs={PART: True})}
    inside = {id(head) for component in components for head in component.find_all("h2")}
    for heading in soup.find_all("h2"):
        found = part_of(text_of(heading)) if id(heading) not in inside else None
        if found and found not in known:
            heading[PART] = found
            known.add(found)
