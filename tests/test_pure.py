"""The pure way of a page: from bytes to a change, with nothing of the world but the bytes."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.publishers import publisher
from monitor.pure import Reading, change_between, reading
from monitor.read.reader import read

UK = publisher("uk-fcdo")
OLD = """# Uganda

Updated: 12 January 2026

Latest update: Information about an internet outage.

## Help from FCDO in Uganda

Call the British High Commission Kampala on +255 22 229 0000 at any hour.

## Laws

You may photograph bridges.

* A visa costs 50 US dollars.
* Stay up to 90 days.
"""
NEW = OLD.replace("+255 22 229 0000", "+256 (0) 312 312 000")


def page(text: str) -> Reading:
    return reading(read(text.encode(), UK, country="UG"), UK)


def test_a_page_is_read_and_its_facts_are_found():
    read_page = page(OLD)
    assert read_page.document.title == "Uganda"
    assert read_page.document.stamps.date == "2026-01-12"
    assert [(f.kind, f.text) for f in read_page.facts if f.kind not in ("rule", "level")] == [
        ("phone", "+255 22 229 0000"),
        ("money", "50 US dollars"),
        ("duration", "up to 90 days"),
    ]


def test_the_number_of_the_high_commission_changed_and_nobody_said_so():
    change = change_between(page(OLD), page(NEW), UK)
    assert (change.significance, change.kind) == ("critical", "content")
    [fact] = change.facts
    assert (fact.kind, fact.change, fact.section) == ("phone", "changed", ("Help from FCDO in Uganda",))
    assert fact.before is not None
    assert fact.after is not None
    assert (fact.before.value, fact.after.value) == ("+255222290000", "+256312312000")
    assert change.announcement is not None
    assert (change.announcement.status, change.announcement.stamp_moved) == ("silent", False)
    [edit] = change.edits
    assert edit.words is not None
    assert [(op, text) for op, text in edit.words if op != "="] == [
        ("-", "+255 22 229 0000"),
        ("+", "+256 (0) 312 312 000"),
    ]


def test_forwards_and_backwards_are_mirrored():
    there, back = change_between(page(OLD), page(NEW), UK), change_between(page(NEW), page(OLD), UK)
    assert [(f.before, f.after) for f in there.facts] == [(f.after, f.before) for f in back.facts]
    assert there.significance == back.significance


def test_the_title_of_the_page_serves_to_read_the_note():
    after = page(
        NEW.replace("about an internet outage", "updated (‘Whom to ring’ page)").replace("12 January", "14 January")
    )
    statuses = [change_between(page(OLD), after, UK, title=title).announcement for title in ("Whom to ring", "Money")]
    assert [said.status for said in statuses if said] == ["partly", "silent"]


def test_safety_critical_pages_raise_their_contacts():
    before, after = page("# A\n\nWrite to info@example.org."), page("# A\n\nWrite to help@example.org.")
    assert change_between(before, after, UK).significance == "major"
    assert change_between(before, after, UK, safety_critical=True).significance == "critical"


def test_the_same_bytes_give_the_same_reading_and_the_same_change():
    assert page(OLD) == page(OLD)
    assert change_between(page(OLD), page(NEW), UK) == change_between(page(OLD), page(NEW), UK)


def test_a_reading_is_a_value():
    with pytest.raises(FrozenInstanceError):
        page(OLD).facts = ()  # type: ignore[misc]


@given(
    st.lists(st.sampled_from(OLD.split("\n") + NEW.split("\n") + ["Ämter öffnen um 9.", "ст. 120 УК РК", "+", "7"])),
    st.lists(st.sampled_from(OLD.split("\n") + NEW.split("\n") + ["\u202f", "* * *", "|a|b|", "102", "€5"])),
)
@settings(max_examples=60, deadline=None)
def test_any_two_pages_can_be_held_beside_each_other(before: list[str], after: list[str]):
    old, new = page("# T\n\n" + "\n\n".join(before)), page("# T\n\n" + "\n\n".join(after))
    change = change_between(old, new, UK)
    assert change.is_empty == (old.document == new.document)
    assert (change.significance == "none") == (change.is_empty or change.nothing is not None)


def test_the_pure_way_loads_no_door_to_the_world():
    doors = ("monitor.fetch", "monitor.store", "notifiers", "httpx", "sqlite3", "sqlite_utils", "apscheduler", "ssl")
    code = f"import sys, monitor.pure; print(*[m for m in sys.modules if m.startswith({doors!r}) or m in {doors!r}])"
    root = Path(__file__).resolve().parents[1]
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert run.stdout.split() == []
