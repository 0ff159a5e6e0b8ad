"""FCDO's pages on GOV.UK: travel advice and guidance, by the Content API and as HTML.

What is known of them is of alphagov's published code and its examples, and of what third parties stored.
"""

from __future__ import annotations

import re
from typing import Any

from monitor.publishers.publisher import Level, Publisher
from monitor.publishers.uk_fcdo.content_api import read_content
from monitor.publishers.uk_fcdo.index import entries
from monitor.publishers.uk_fcdo.page import FURNITURE, FURNITURE_TEXT, prepare
from monitor.publishers.uk_fcdo.places import HOSTS, INDEX, page_url, place_of, targets
from monitor.read.document import Document


def _read_json(data: Any) -> Document:
    return read_content(data, UK_FCDO)


_AGAINST = r"advis(?:es?|ing|ed) against\s+"
UK_FCDO = Publisher(
    id="uk-fcdo",
    name="FCDO",
    region="GB",
    own_numbers=("02070085000",),  # FCDO in London
    date_order="DMY",
    licence="Contains public sector information licensed under the Open Government Licence v3.0.",
    roots=("main#content", "main"),
    furniture=FURNITURE,
    furniture_text=FURNITURE_TEXT,
    stamp_labels={
        "still current at": "current_at",
        "updated": "updated",
        "last updated": "updated",
        "published": "issued",
        "reviewed": "reviewed",
        "latest update": "note",
    },
    stamp_text=(
        (re.compile(r"^Updated (\d{1,2} [A-Z][a-z]+ \d{4})$"), "updated"),
        (re.compile(r"^Published (\d{1,2} [A-Z][a-z]+ \d{4})$"), "issued"),
    ),
    levels=(
        Level(2, re.compile(_AGAINST + r"all(?: travel\b|(?=,? (?:and|or) all but essential\b))", re.IGNORECASE)),
        Level(1, re.compile(rf"(?:{_AGAINST}|\b(?:and|or)\s+)all but essential,? travel\b", re.IGNORECASE)),
        Level(
            2, re.compile(r"\bvery likely to (?:try to )?carry out (?:terrorist )?attacks", re.IGNORECASE), "terrorism"
        ),
        Level(1, re.compile(r"\blikely to (?:try to )?carry out (?:terrorist )?attacks", re.IGNORECASE), "terrorism"),
    ),
    prepare=prepare,
    read_json=_read_json,
    entries=entries,
    hosts=HOSTS,
    place_of=place_of,
    page_url=page_url,
    page_names=(),
    targets=targets,
    index=INDEX,
    usual_parts={
        "warnings-and-insurance": "Warnings and insurance",
        "entry-requirements": "Entry requirements",
        "safety-and-security": "Safety and security",
        "regional-risks": "Regional risks",
        "health": "Health",
        "getting-help": "Getting help",
    },
)
