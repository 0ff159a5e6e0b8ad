"""FCDO's alert status: the advice that stands in a field of its own, and in a warning above the text.

Sources: alphagov/frontend, `app/models/travel_advice.rb` (the four values, said there to be out of use) and
`app/views/travel_advice/show.html.erb`; answers of 2026 hold values all the same, as third parties found.
"""

from __future__ import annotations

import re
from typing import Any

from monitor.publishers.uk_fcdo.fields import items
from monitor.read.document import Advice
from monitor.read.text import normal

_WORDS = {
    "avoid_all_travel_to_whole_country": "FCDO advises against all travel",
    "avoid_all_travel_to_parts": "FCDO advises against all travel to parts",
    "avoid_all_but_essential_travel_to_whole_country": "FCDO advises against all but essential travel",
    "avoid_all_but_essential_travel_to_parts": "FCDO advises against all but essential travel to parts",
}
"""`details.alert_status` in FCDO's own words."""

_SENTENCE = re.compile(
    r"\badvis(?:es?|ing) against (?P<what>all(?: but essential)? travel)(?P<parts> to parts of\b)?", re.IGNORECASE
)


def advice_of(alert_status: Any) -> tuple[Advice, ...]:
    """The advice that `details.alert_status` holds; a value that nobody knows is kept in its own words."""
    known = dict.fromkeys(status for status in items(alert_status) if isinstance(status, str) and status.strip())
    return tuple(Advice(_WORDS.get(status) or normal(status.replace("_", " "))) for status in known)


def advice_said(sentence: str) -> Advice:
    """The advice of a warning above the text, in the words that the field has for it; else the sentence as it is."""
    said = _SENTENCE.search(sentence)
    if said is None:
        return Advice(normal(sentence))
    return Advice(f"FCDO advises against {said['what'].lower()}{' to parts' if said['parts'] else ''}")
