"""A report as one JSON object; its changes fit the contract `advisory-change/1`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from monitor.clusters.cluster import Cluster
from monitor.clusters.parts import own_part
from monitor.compare.change import SIGNIFICANCES, Change, to_json
from monitor.report.alarms import AlarmInfo, alarm_items
from monitor.report.dates import as_object
from monitor.report.order import Item, counted_changes, items, sorted_items
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

    `changes` holds the whole changes that are shown, the weightiest first. `items` are what there is to read: each
    names its changes by their places there; where it tells only a part of them (the same edit on several pages, or
    what a page adds to that of its own), `part` is that part of the first, as a change. `counted` says how many
    changes, or parts of them, are left out, by significance and class of nothing. `ways` names, by the number of a
    change, the way by which its page was seen, where it was not the first.
    """
    found, lighter = sorted_items(report)
    counted = counted_changes(lighter)
    whole = {change.id: change for change in report.changes if change.id is not None}
    shown: list[Change] = []
    places: dict[int, int] = {}
    for change in counted_changes(found):
        key = id(change) if change.id is None else change.id
        if key not in places:
            places[key] = len(shown)
            shown.append(change if change.id is None else whole[change.id])
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
        "alarms": [alarm_object(alarm) for alarm in report.alarms],
        "moved": [{"page_id": page.page_id, "title": page.title, "url": page.url} for page in report.moved],
        "ways": {str(change): way for change, way in report.ways.items()},
        "least": report.least,
        "items": [_item(item, places) for item in found],
        "changes": [to_json(change) for change in shown],
        "dates": [as_object(each) for each in report.dates],
        "counted": {
            "significance": _counted([change.significance for change in counted], SIGNIFICANCES),
            "nothing": dict(Counter(c.nothing or "other" for c in counted if c.significance == "none")),
        },
    }


def alarm_object(alarm: AlarmInfo) -> dict[str, Any]:
    """An alarm as an object of JSON types; `stage` is "open" where it only lasts and is not told."""
    (item,) = alarm_items([alarm])
    return {
        "kind": alarm.kind,
        "stage": alarm.stage,
        "subject": alarm.subject,
        "title": alarm.title or None,
        "url": alarm.url or None,
        "publisher": alarm.publisher,
        "verdict": alarm.verdict or None,
        "reason": alarm.reason,
        "since": _iso(alarm.since),
        "at": _iso(alarm.at),
        "ended_at": _iso(alarm.ended_at),
        "sentence": item.sentence,
    }


def cluster_object(cluster: Cluster, changes: Sequence[Change]) -> dict[str, Any]:
    """A cluster as an object of JSON types: what its edit says, as a change of one of its pages, and all its pages.

    Args:
        changes: all of the cluster's.
    """
    item = next(item for item in items(changes, [cluster]) if item.cluster)
    return {
        "cluster": cluster.id,
        "publisher": cluster.publisher,
        "significance": item.significance,
        "pages": cluster.pages,
        "edit": to_json(item.lead),
        "changes": [
            {
                "change": change.id,
                "page": change.page.id if change.page else None,
                "title": change.page.title if change.page else None,
                "url": change.page.url if change.page else None,
                "country": change.page.country if change.page else None,
                "observed_at": change.after.observed_at if change.after else None,
                "announcement": change.announcement.status if change.announcement else None,
                "adds_own_edits": own_part(change, cluster.marks) is not None,
            }
            for change in changes
        ],
    }


def _item(item: Item, places: dict[int, int]) -> dict[str, Any]:
    is_part = bool(item.cluster or item.beside)
    return {
        "significance": item.significance,
        "cluster": _cluster(item.cluster) if item.cluster else None,
        "beside": [_cluster(cluster) for cluster in item.beside],
        "elsewhere": [_cluster(cluster) for cluster in item.elsewhere],
        "pages": len(item.pages),
        "changes": [places[id(change) if change.id is None else change.id] for change in item.changes],
        "part": to_json(item.lead) if is_part else None,
    }


def _cluster(cluster: Cluster) -> dict[str, int]:
    """The number of a cluster, and on how many pages it stands, in the report or not."""
    return {"id": cluster.id, "pages": cluster.pages}


def _counted(found: list[Any], order: tuple[str, ...]) -> dict[str, int]:
    return {name: found.count(name) for name in order if name in found}


def _iso(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at else None
