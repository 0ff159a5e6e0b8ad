"""The US State Department's travel pages: a country's advisory and information, in both layouts, in feeds and as data.

Sources: the pages' markup, feeds and JSON as third-party scrapers and stored captures show them (`tsg-rwd-*` is the
layout until 2026); no site was visited.
"""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup

from monitor.publishers.publisher import Publisher
from monitor.publishers.us_state import aem, data, feeds, list_page, old
from monitor.publishers.us_state.parts import ADVISORY, TITLES
from monitor.publishers.us_state.places import HOSTS, INDEX, page_url, place_of, targets
from monitor.publishers.us_state.tree import by_class
from monitor.publishers.us_state.words import DATE, INDICATORS, LEVELS, NOTE
from monitor.read.builder import Builder
from monitor.read.document import Document
from monitor.read.entry import Entry
from monitor.read.walk import PART


def _prepare(soup: BeautifulSoup, builder: Builder) -> None:
    """Tell the layouts apart by their classes, and prepare the page as its layout wants it."""
    for claimed in soup.find_all(True, attrs={PART: True}):
        del claimed[PART]  # ours alone to give
    classes = by_class(soup)
    if not aem.CLASSES.isdisjoint(classes) or list_page.is_list(soup):
        builder.layout = "aem-2026"
        aem.prepare(soup, builder, classes)
    elif any(name.startswith("tsg-rwd-") for name in classes):
        builder.layout = "tsg-rwd"
        old.prepare(soup, builder)


def _entries(json: Any) -> tuple[Entry, ...] | None:
    found = feeds.data_entries(json)
    return data.information_entries(json) if found is None else found


def _read_json(json: Any) -> Document:
    return data.read_country(json, US_STATE)


US_STATE = Publisher(
    id="us-state",
    name="US State Department",
    region="US",
    date_order="MDY",
    licence="Work of the United States Government, in the public domain.",
    roots=(
        ".tsg-rwd-main-CSI-International-Travel-items-international",
        # Whichever of the two lies round the other: the embassy's numbers stand in a rail beside the text.
        ".tsg-rwd-main-copy-frame, .tsg-rwd-main-copy-body-frame",
        "#tsg_main_content_container",
    ),
    title=(".tsg-rwd-csi-contry-name", ".tsg-rwd-eab-title-frame h1"),
    furniture=(
        ".tsg-rwd-tool-tips",
        ".tsg-rwd-social-share",
        ".searchCSI",
        ".tsg-rwd-breadcrumb",
        ".breadcrumbs",
        ".print-email-ctrls",
        ".email-window",
        *(".usa-banner", ".usa-skipnav", ".usa-breadcrumb", ".usa-in-page-nav", ".usa-identifier", ".usa-footer"),
        *(".usa-sr-only", ".megamenu", ".links_external"),
    ),
    furniture_text=(
        # The letters of all nine risk indicators stand on every advisory of the old layout; which of them hold is said
        # by the page's style sheet alone, so the row of letters says nothing.
        re.compile(r"^[CTUHNEKDO](?: [CTUHNEKDO])+$"),
        re.compile(r"^View Larger Map$"),
        re.compile(r"^Expand All$"),
        re.compile(r"^Embassy Messages$|^View Alerts and Messages Archive$"),
        re.compile(r"^null$"),  # a field that the editors left empty
        re.compile(r"^Advisory history$", re.IGNORECASE),
    ),
    label_text=(
        re.compile(r"^[A-Z][A-Z /]{3,40}:$"),
        re.compile(r"^(?:Telephone|Emergency|Fax|Email|Website)$"),
    ),
    furniture_heading=(
        re.compile(r"^Travel Advisory Levels$"),
        re.compile(r"^Search for Travel Advisories$"),
        re.compile(r" Map$"),
    ),
    stamps=((".csi-data-date", "updated"), ("#tsg-page_date", "updated")),
    stamp_labels={"last updated": "updated", "last update": "note", "date issued": "issued"},
    stamp_text=(
        (re.compile(rf"^Travel Advisory ({DATE})$"), "issued"),
        (re.compile(rf"^Last Updated:? ({DATE})$", re.IGNORECASE), "updated"),
        (NOTE, "note"),
    ),
    levels=LEVELS,
    indicators=INDICATORS,
    prepare=_prepare,
    read_json=_read_json,
    entries=_entries,
    feed_entries=feeds.feed_entries,
    html_entries=list_page.entries,
    hosts=HOSTS,
    place_of=place_of,
    page_url=page_url,
    page_names=(),
    targets=targets,
    index=INDEX,
    announces=(ADVISORY,),
    usual_parts=TITLES,
)
