"""What is known of each publisher; any other page is read by general rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from monitor.publishers.au_dfat import AU_DFAT
from monitor.publishers.ca_gac import CA_GAC
from monitor.publishers.de_aa import DE_AA
from monitor.publishers.fr_meae import FR_MEAE
from monitor.publishers.ie_dfa import IE_DFA
from monitor.publishers.nl_bz import NL_BZ
from monitor.publishers.nz_mfat import NZ_MFAT
from monitor.publishers.publisher import Publisher, StampField
from monitor.publishers.uk_fcdo import UK_FCDO
from monitor.publishers.us_state import US_STATE
from monitor.read.dates import MONTH

KNOWN: Mapping[str, Publisher] = MappingProxyType(
    {p.id: p for p in (UK_FCDO, US_STATE, CA_GAC, AU_DFAT, IE_DFA, DE_AA, NL_BZ, NZ_MFAT, FR_MEAE)}
)
"""Publishers by id."""


def publisher(id: str) -> Publisher:
    """The publisher of an id; one of which nothing is known but its id, where it is none of ours."""
    return KNOWN.get(id) or Publisher(id=id, name=id, stamp_labels=_STAMPS, stamp_text=_STAMP_LINES)


_STAMPS: Mapping[str, StampField] = MappingProxyType(
    {
        "last updated": "updated",
        "updated": "updated",
        "last modified": "updated",
        "date modified": "updated",
        "last reviewed": "reviewed",
        "published": "issued",
        "обновлено": "updated",
        "последнее обновление": "updated",
        "дата обновления": "updated",
        "опубликовано": "issued",
        "дата публикации": "issued",
        "жаңартылды": "updated",
        "жаңартылған күні": "updated",
        "соңғы жаңарту": "updated",
        "жарияланды": "issued",
        "жарияланған күні": "issued",
    }
)
"""How pages of any publisher label their own date."""
_DATE = (
    r"(\d{1,2} [^\W\d]{3,10} \d{4}(?= ?г|\.?$)|\d{1,2}\.\d{1,2}\.\d{4}|\d{4} (?:жылғы|жылдың|ж\.) \d{1,2} [^\W\d]{3,12})"
    r"(?: ?г(?:ода|\.)?)?\.?"
)
_STAMP_LINES: tuple[tuple[re.Pattern[str], StampField], ...] = (
    (
        re.compile(
            rf"^(?:This page was )?(?:last )?(?:updated|modified|reviewed)(?: on)?:? (\d{{1,2}} (?:{MONTH}) \d{{4}}|(?:{MONTH}) \d{{1,2}}, \d{{4}})\.?$",
            re.IGNORECASE,
        ),
        "updated",
    ),
    (
        re.compile(
            r"^(?:(?:страница |материал )?(?:последний раз )?обновлен[аоы]?|последнее обновление|жаңартыл(?:ды|ған(?: күні)?)"
            rf"|соңғы жаңарту):? {_DATE}$",
            re.IGNORECASE,
        ),
        "updated",
    ),
    (re.compile(rf"^(?:опубликован[аоы]?|жариялан(?:ды|ған(?: күні)?)):? {_DATE}$", re.IGNORECASE), "issued"),
)
