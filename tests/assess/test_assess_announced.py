"""What the publisher said of a change, beside what was found."""

from __future__ import annotations

import pytest
from facts.texts import change

from monitor.compare.change import Announcement


def page(phone: str = "556200", fee: int = 25, *, day: int = 3, note: str | None = "New visa fee.") -> str:
    said = f"Latest update: {note}\n\n" if note else ""
    return (
        f"# Ruritania\n\nUpdated: {day} May 2026\n\n{said}"
        f"## Emergency contacts\n\nCall the embassy on +7 7172 {phone}.\n\n"
        f"## Visas\n\nA visa costs {fee} US dollars.\n"
    )


def announced(before: str, after: str, title: str = "") -> Announcement:
    said = change(before, after, title=title).announcement
    assert said is not None
    return said


@pytest.mark.parametrize(
    "note",
    [
        "New emergency number of the embassy.",
        "Updated telephone numbers ('Emergency contacts').",
        "Change of emergency contacts.",
        "The embassy has new emergency lines.",
    ],
)
def test_a_note_that_speaks_of_all_that_changed_announces_it(note: str):
    said = announced(page(), page("596240", day=5, note=note))
    assert said == Announcement("announced", note, True)


def test_a_note_that_only_names_the_page_announces_in_part():
    note = "Information on an internet outage (‘Safety and security’ page)."
    before, after = page(), page("596240", day=5, note=note)
    assert announced(before, after, "Safety and security").status == "partly"
    assert announced(before, after, "Health").status == "silent"


def test_a_note_that_speaks_of_one_of_two_changes_announces_it_partly():
    note = "New emergency number of the embassy."
    said = announced(page(), page("596240", 30, day=5, note=note))
    assert (said.status, said.note, said.stamp_moved) == ("partly", note, True)
    assert any("Visas" in name or "30 US dollars" in name for name in said.unannounced)
    assert not any("596240" in name for name in said.unannounced)


def test_a_note_that_speaks_of_something_else_is_silence():
    note = "Information on an internet outage."
    said = announced(page(), page("596240", day=5, note=note))
    assert (said.status, said.note, said.stamp_moved) == ("silent", note, True)
    assert any("596240" in name for name in said.unannounced)


def test_a_minor_update_keeps_stamp_and_note_and_is_silent():
    said = announced(page(), page("596240"))
    assert (said.status, said.note, said.stamp_moved) == ("silent", "New visa fee.", False)


def test_a_page_that_only_dates_itself_and_stands_still_is_silent():
    said = announced(page(note=None), page("596240", note=None))
    assert (said.status, said.note, said.stamp_moved) == ("silent", None, False)


def test_without_a_note_nobody_knows_what_a_moved_stamp_speaks_of():
    said = announced(page(note=None), page("596240", note=None, day=5))
    assert (said.status, said.note, said.stamp_moved) == ("unknown", None, True)


def test_a_page_with_neither_note_nor_date_announces_nothing_and_hides_nothing():
    before = "Call the embassy on +7 7172 556200."
    assert announced(before, before.replace("556200", "596240")) == Announcement("unknown", None, None)


def test_a_note_given_again_with_a_new_date_is_a_new_one():
    note = "New emergency number of the embassy."
    assert announced(page(note=note), page("596240", day=5, note=note)).status == "announced"


def test_where_there_is_nothing_to_read_there_is_nothing_to_announce():
    assert change(page(), page(day=5)).announcement is None
    assert change(page(), page()).announcement is None
