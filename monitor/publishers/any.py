"""What holds for a page of any publisher: how it labels its own date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from monitor.publishers.publisher import Publisher, StampField
from monitor.read.dates import MONTH


def any_publisher(id: str) -> Publisher:
    """A publisher of which nothing is known but its id."""
    return Publisher(id=id, name=id, stamp_labels=_STAMPS, stamp_text=_STAMP_LINES)


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
