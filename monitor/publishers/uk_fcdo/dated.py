"""The dates and notes of a document of the Content API, as the page prints them.

A minor update of travel advice moves `updated_at` and leaves `reviewed_at`, `public_updated_at` and the note as they
are (alphagov/travel-advice-publisher, `travel_advice_edition.rb`). The page prints `reviewed_at` as "Updated", so that
is the stamp: content that moves under a date that stands still is a silent change.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from monitor.publishers.json_fields import mapping, objects
from monitor.publishers.uk_fcdo.fields import note, text, when
from monitor.read.document import Stamps
from monitor.read.lines import text_of
from monitor.read.text import normal
from monitor.read.tree import parse


def stamps(data: Mapping[str, Any], details: Mapping[str, Any]) -> Stamps:
    """The stamps of a document: what is known of it, and nothing that moves without the publisher's saying so."""
    withdrawn = withdrawal(data.get("withdrawn_notice"))
    said = _note(details) or _note_of_parent(data)
    published = when(data.get("public_updated_at"))
    reviewed = when(details.get("reviewed_at"))
    if reviewed or "alert_status" in details:
        return Stamps(updated=reviewed or published, reviewed=reviewed, note=said, withdrawn=withdrawn)
    shown = when(details.get("public_timestamp"))
    if shown and details.get("first_published_version") is True:  # the page prints "Published", and no "Updated"
        return Stamps(issued=shown, note=said, withdrawn=withdrawn)
    if shown:
        return Stamps(updated=shown, note=said, withdrawn=withdrawn)
    issued = when(details.get("first_public_at")) or when(data.get("first_published_at"))
    return Stamps(updated=published, issued=issued, note=said, withdrawn=withdrawn)


def withdrawal(notice: Any) -> str | None:
    """The notice of withdrawal; GOV.UK gives an empty object where there is none."""
    if not isinstance(notice, dict) or not notice:
        return None
    explanation = text(notice.get("explanation"))
    said = text_of(parse(explanation)) if explanation.strip() else ""
    return said or normal(f"Withdrawn {text(notice.get('withdrawn_at'))}")


def _note(details: Mapping[str, Any]) -> str | None:
    """The note on the latest change, else the newest of the history."""
    history = objects(details.get("change_history"))
    newest = max(history, key=lambda each: _moment(each.get("public_timestamp")), default={})
    return note(details.get("change_description")) or note(newest.get("note"))


def _note_of_parent(data: Mapping[str, Any]) -> str | None:
    """The history of an `html_publication` stands on the publication that it belongs to, where that is given whole."""
    parents = objects(mapping(data.get("links")).get("parent"))
    return next((said for each in parents if (said := _note(mapping(each.get("details"))))), None)


def _moment(stamp: Any) -> datetime:
    """A time for sorting: those of summer and of winter differ in their offset, so their letters do not sort."""
    try:
        moment = datetime.fromisoformat(text(stamp))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
