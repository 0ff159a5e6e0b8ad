"""The US State Department's travel pages: travel advisory and country information.

Source: the pages' markup as third-party scrapers and stored captures show it (`tsg-rwd-*` is the layout until 2026).
"""

from __future__ import annotations

import re

from monitor.publishers.countries import country_name
from monitor.publishers.publisher import Level, Publisher, Target
from monitor.read.text import slugify

_SITE = "https://travel.state.gov/content/travel/en"

# Names in State's URLs that are not the country's short name.
_NAMES = {
    "BS": "Bahamas", "CD": "DemocraticRepublicoftheCongoDROC", "CI": "CotedIvoire", "CZ": "Czechia",
    "GM": "Gambia", "KG": "Kyrgyzstan", "KR": "KoreaRepublicof", "KP": "NorthKorea", "MM": "Burma",
    "RU": "RussianFederation", "TL": "TimorLeste", "TR": "Turkey",
}  # fmt: skip
_ADVISORY_SLUGS = {
    "BS": "bahamas-the", "CZ": "czech-republic-the", "GM": "gambia-the", "KG": "kyrgyz-republic", "MM": "burma",
    "TL": "timor-leste-east-timor",
}  # fmt: skip


def _targets(country: str) -> tuple[Target, ...]:
    name = _NAMES.get(country) or re.sub(r"[^A-Za-z]", "", country_name(country))
    slug = _ADVISORY_SLUGS.get(country) or slugify(country_name(country))
    advisory = f"{_SITE}/traveladvisories/traveladvisories/{slug}-travel-advisory.html"
    information = f"{_SITE}/international-travel/International-Travel-Country-Information-Pages/{name}.html"
    return (
        Target("advisory", "Travel advisory", advisory, advisory),
        Target("country-information", "Country information", information, information, has_parts=True),
    )


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
    panels=(".tsg-rwd-accordion-title-frame", "[class*=tsg-rwd-sidebar-qf] > h3"),
    furniture=(
        ".tsg-rwd-tool-tips",
        ".tsg-rwd-social-share",
        ".searchCSI",
        ".tsg-rwd-breadcrumb",
        ".breadcrumbs",
        ".print-email-ctrls",
        ".email-window",
    ),
    furniture_text=(
        # The letters of all nine risk indicators stand on every advisory; which of them hold is said by the page's
        # style sheet alone, so the row of letters says nothing.
        re.compile(r"^[CTUHNEKDO](?: [CTUHNEKDO])+$"),
        re.compile(r"^View Larger Map$"),
        re.compile(r"^Expand All$"),
        re.compile(r"^Embassy Messages$|^View Alerts and Messages Archive$"),
        re.compile(r"^null$"),  # a field that the editors left empty
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
    stamps=((".csi-data-date", "updated"),),
    stamp_labels={"last updated": "updated", "last update": "note", "date issued": "issued"},
    stamp_text=(
        (re.compile(r"^Travel Advisory ([A-Z][a-z]+ \d{1,2}, \d{4})$"), "issued"),
        (re.compile(r"^Last Updated:? ([A-Z][a-z]+ \d{1,2}, \d{4})$", re.IGNORECASE), "updated"),
        (
            re.compile(
                r"^((?:Reissued|Updated|Issued)(?: [A-Z][a-z]+ \d{1,2}, \d{4},?)? (?:after|to|due|with|on|following|for)\b.{0,400}"
                r"|There were no changes to the advisory level.{0,300}|The advisory level was (?:in|de)creased.{0,300})$",
                re.IGNORECASE,
            ),
            "note",
        ),
    ),
    levels=tuple(
        Level(step, re.compile(words, re.IGNORECASE))
        for step, words in (
            (4, r"level 4\b|\bdo not travel\b|\brecommends that u\.s\. citizens not travel\b"),
            (3, r"level 3\b|\breconsider travel\b"),
            (2, r"level 2\b|\bexercise increased caution\b"),
            (1, r"level 1\b|\bexercise normal precautions\b"),
        )
    ),
    page_names=(),
    targets=_targets,
    usual_parts={
        "embassies-and-consulates": "Embassies and Consulates",
        "destination-description": "Destination Description",
        "entry-exit-and-visa-requirements": "Entry, Exit and Visa Requirements",
        "safety-and-security": "Safety and Security",
        "local-laws-special-circumstances": "Local Laws & Special Circumstances",
        "health": "Health",
        "travel-and-transportation": "Travel and Transportation",
    },
)
