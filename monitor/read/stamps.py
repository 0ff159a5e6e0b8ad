"""The page's own dates and its note of the latest change: metadata, never content."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from monitor.read.dates import parse_date
from monitor.read.document import Stamps
from monitor.read.text import normal

if TYPE_CHECKING:
    from monitor.publishers.publisher import Publisher, StampField

_TIME = re.compile(r",?\s+(?:(?:at|à|um|om)\s+)?\d{1,2}(?::|\s?h\s?)\d{2}\b.*$")
_LABELLED = re.compile(r"^([^:]{3,40}):\s+(.+)$")


def stamp_of(text: str, publisher: Publisher) -> tuple[StampField, str] | None:
    """The stamp that a whole block is, as (field, value), or None where it is content."""
    for pattern, where in publisher.stamp_text:
        match = pattern.search(text)
        if match:
            return where, normal(match.group(1) if match.groups() else "")
    match = _LABELLED.match(text)
    if match:
        labelled = publisher.stamp_labels.get(match.group(1).strip().casefold())
        if labelled:
            return labelled, normal(match.group(2))
    return None


def stamps_from(found: Mapping[StampField, str], publisher: Publisher, **more: Any) -> Stamps:
    """Stamps with their dates in ISO 8601, read in the publisher's date order; an unreadable date stays as it is."""

    def iso(where: StampField) -> str | None:
        text = found.get(where)
        return (parse_date(_TIME.sub("", text), publisher.date_order) or text) if text else None

    return Stamps(
        updated=iso("updated"),
        reviewed=iso("reviewed"),
        issued=iso("issued"),
        current_at=iso("current_at"),
        note=found.get("note"),
        **more,
    )
