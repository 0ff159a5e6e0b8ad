"""A page that its publisher withdraws may read as before; it must not be relied on any more."""

from __future__ import annotations

import json

from monitor.compare.change import Change
from monitor.publishers import publisher
from monitor.pure import change_between, reading
from monitor.read.reader import read

FCDO = publisher("uk-fcdo")
NOTICE = "<p>This guidance was withdrawn. Call the embassy.</p>"


def guidance(notice: str | None, title: str = "Help in Ruritania") -> bytes:
    """A publication with or without a notice of withdrawal."""
    withdrawn = {"explanation": notice, "withdrawn_at": "2026-05-01T09:00:00Z"} if notice else {}
    details = {"body": "<p>Call the police on 102.</p>"}
    kind = "html_publication"
    return json.dumps(
        {"title": title, "document_type": kind, "schema_name": kind, "withdrawn_notice": withdrawn, "details": details}
    ).encode()


def between(before: bytes, after: bytes) -> Change:
    """What changed between two answers."""
    return change_between(*(reading(read(body, FCDO), FCDO) for body in (before, after)), FCDO)


def test_a_withdrawal_is_told_with_the_publishers_words() -> None:
    change = between(guidance(None), guidance(NOTICE))
    assert (change.significance, change.nothing) == ("major", None)
    assert change.reasons == ("withdrawn by the publisher: “This guidance was withdrawn. Call the embassy.”",)


def test_a_page_that_is_in_force_again_is_told() -> None:
    change = between(guidance(NOTICE), guidance(None))
    assert (change.significance, change.reasons) == ("major", ("no longer withdrawn by the publisher",))


def test_other_words_of_the_same_notice_are_told() -> None:
    change = between(guidance(NOTICE), guidance("<p>Withdrawn: see the new guide.</p>"))
    assert (change.significance, change.reasons) == ("major", ("other words on its withdrawal",))


def test_a_long_notice_is_cut() -> None:
    (reason,) = between(guidance(None), guidance(f"<p>{'Withdrawn for good. ' * 40}</p>")).reasons
    assert len(reason) < 250
