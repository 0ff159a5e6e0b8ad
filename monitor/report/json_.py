"""A report as one JSON object; its changes fit the contract `advisory-change/1`."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from monitor.compare.change import SIGNIFICANCES, to_json
from monitor.report.order import items
from monitor.report.report import Report
from monitor.report.safe import safe_json
from monitor.report.subject import headline


def render(report: Report) -> str:
    """A report as JSON, readable; every string comes out with the value that it has."""
    return dumps(to_object(report))


def dumps(value: Any) -> str:
    """Any JSON value as text that a terminal can be shown: indented, no raw control character in it."""
    return safe_json(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def to_object(report: Report) -> dict[str, Any]:
    """A report as an object of JSON types.

    `changes` holds the changes that are shown, the weightiest first; `items` says by their places in it which of them
    are the same edit on several pages; `counted` says how many are left out, by significance and class of nothing.
    """
    found = items(report.shown)
    shown = [change for item in found for change in item.changes]
    places = iter(range(len(shown)))
    return {
        "title": report.title,
        "headline": headline(report),
        "since": _iso(report.since),
        "until": _iso(report.until),
        "watched_pages": report.watched_pages,
        "publishers": report.publishers,
        "last_good_at": _iso(report.last_good_at),
        "not_checked": [
            {
                "page_id": page.page_id,
                "title": page.title,
                "since": _iso(page.since),
                "verdict": page.verdict,
                "reason": page.reason,
            }
            for page in report.not_checked
        ],
        "least": report.least,
        "items": [
            {"significance": item.significance, "changes": [next(places) for _ in item.changes]} for item in found
        ],
        "changes": [to_json(change) for change in shown],
        "counted": {
            "significance": _counted([change.significance for change in report.counted], SIGNIFICANCES),
            "nothing": dict(Counter(c.nothing or "other" for c in report.counted if c.significance == "none")),
        },
    }


def _counted(found: list[Any], order: tuple[str, ...]) -> dict[str, int]:
    return {name: found.count(name) for name in order if name in found}


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
