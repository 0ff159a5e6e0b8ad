"""Notices for the tests of channels."""

from __future__ import annotations

from typing import Any

from advisory_samples import BLOCKED, report, uganda, utc, wording

from monitor.compare.change import Change, Edit, FactChange, FactValue
from monitor.report.links import Links
from notifiers.notice import Notice

AT = utc(2026, 1, 14, 12)
LINKS = Links.of("https://monitor.example.org/c/{change}.html")


def notice(*changes: Change, key: str = "notice-17", done: Any = (), **other: Any) -> Notice:
    """A notice of these changes, or of one telephone number."""
    return Notice(key, "desk", report(*(changes or (uganda(),)), **{"links": LINKS, **other}), AT, done=done)


def rich() -> Notice:
    """A critical change, a minor one, and a page that was not checked."""
    return notice(uganda(), wording(), not_checked=(BLOCKED,))


def many_changes(number: int, **other: Any) -> list[Change]:
    """Changes of as many pages, each with an edit of its own."""
    return [wording(f"Land{n}", "KZ", n, **other) for n in range(1, number + 1)]


def saying(text: str) -> Change:
    """A change whose fact, sentence and heading are this page text."""
    value = FactValue(text, text, text, text)
    return uganda(
        reasons=(text,),
        edits=(Edit("added", (text,), None, f"before {text} after"), Edit("removed", (text,), text, None)),
        facts=(FactChange("phone", "changed", value, value, (text,), "critical"),),
    )
